"""The documents of a case on the screen: their state in both languages, and templates brought."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from publishing.files.case_documents.rendering import shipped_template
from services.desk import cases, templates
from services.desk.state import Case
from tests.services.test_case_rules import BUREAU, CONTENT
from tests.support.own_store import own_store


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def case() -> Case:
    return cases.open_case(BUREAU, CONTENT)


def _page(case_id: str, role: str, language: str) -> None:
    from pages.cooperation.case import documents
    from publishing.language import speaking
    from services.access import Actor
    from services.desk import cases

    actor = Actor(role, credential_id="x1")  # type: ignore[arg-type]
    with speaking(language):  # type: ignore[arg-type]
        documents.show(cases.case_for(Actor("bureau"), case_id), actor)


def opened(case: Case, role: str, language: str = "id") -> AppTest:
    page = AppTest.from_function(_page, args=(case.case_id, role, language), default_timeout=30)
    page.run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return "\n".join(each.value for each in page.markdown)


def test_the_bureau_sees_how_far_each_document_is_in_both_languages(case: Case) -> None:
    told = said(opened(case, "bureau"))
    assert "siap ditandatangani" in told  # the letter of offer lacks nothing
    assert "rancangan dengan" in told
    assert "Yang belum ada pada kerja sama ini: model kerja sama" in told
    english = said(opened(case, "bureau", "en"))
    assert "ready to be signed" in english
    assert "The case still lacks: model of cooperation" in english


def test_a_reader_sees_no_drafts_and_the_bureau_no_templates(case: Case) -> None:
    assert not opened(case, "reader").subheader
    assert not opened(case, "bureau").expander


def test_the_administrator_brings_a_template_and_goes_back(case: Case) -> None:
    page = opened(case, "administrator")
    page.selectbox(key="template-kind").select("agreement").run()
    # Another template by name only: one kind's is what another kind can use.
    own = shipped_template("accord")
    from services.access import Actor

    templates.upload(Actor("administrator"), "agreement", "pks & <baru>.docx", own, "", 0)
    page.run()
    assert "pks" in said(page)
    assert "Klausul yang tidak terbaca" in said(page)
    next(each for each in page.button if each.label == "Pakai lagi templat bawaan").click().run()
    assert not page.exception
    assert [each.value for each in page.success] == ["Templat bawaan dipakai lagi."]
    assert templates.used("agreement") == shipped_template("agreement")
