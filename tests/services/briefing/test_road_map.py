"""The road map on paper: what everybody may see, found by link, with days as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntt_data.store.case_records import Content as CaseContent
from ntt_data.store.case_records import Party
from ntt_data.store.decision_records import Content
from publishing.briefing.model import Briefing, Finding, Note, Picture, Table
from publishing.files.paper import pdf_bytes
from publishing.language import LANGUAGES, Language, speaking
from services import decisions
from services.briefing.catalogue import briefing, find
from services.desk import cases
from tests.support.own_store import own_store
from tests.support.pdf_read import sheets
from tests.support.small_round import BUREAU


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def texts(told: Briefing) -> str:
    blocks = [block for section in told.sections for block in section.blocks]
    said = [each.text for each in blocks if isinstance(each, Finding | Note)]
    tables = [str(dict(each.ready.texts)) for each in blocks if isinstance(each, Table)]
    return "\n".join([*said, *tables, *(each.title for each in told.sections)])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_what_everybody_may_see_and_says_so(language: Language) -> None:
    parties = (Party("regency", "Timor Tengah Selatan", "5304"), Party("regency", "Sikka", "5310"))
    cases.open_case(BUREAU, CaseContent("Rahasia", "jagung", "defisit", parties))
    with speaking(language):
        told = briefing(find("peta-jalan"))
        assert "Rahasia" not in texts(told)
        public = {"id": "hanya yang sudah diumumkan", "en": "only what is published"}[language]
        assert public in texts(told)
        assert not any(isinstance(b, Picture) for s in told.sections for b in s.blocks)
        late = Content("Gudang", "Dinas", date(2020, 1, 3), due_on=date(2020, 2, 1))
        decisions.record(BUREAU, replace(late, kind="zone", key="Z4"))
        told = briefing(find("road_map", "ntt"))
        assert any(isinstance(b, Picture) for s in told.sections for b in s.blocks)
        assert {"id": "1 Februari 2020, lewat", "en": "1 February 2020, past"}[language] in texts(
            told
        )


def test_its_paper_has_two_pages(tmp_path: Path) -> None:
    late = Content("Gudang <b> & = jagung", "Dinas", date(2020, 1, 3), due_on=date(2020, 2, 1))
    decisions.record(BUREAU, late)
    with speaking("id"):
        pages = sheets(pdf_bytes(briefing(find("road_map"))), tmp_path)
    assert len(pages) == 2
    assert "Gudang <b> & = jagung" in " ".join(pages)
