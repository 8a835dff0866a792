"""The annex of an agreement: route map, price test, tonnes by month, of the day it was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from ntt_data.store.case_records import Content, Party
from publishing.files.case_documents.document import CaseDocument, DocumentObligation
from publishing.files.case_documents.reading_back import visible_paragraphs
from publishing.files.case_documents.rendering import rendered
from services.desk import cases, documents
from services.desk.document_route import route_of
from services.desk.opportunities import content_of
from services.desk.state import Case
from tests.services.test_case_rules import BUREAU, CONTENT
from tests.support.own_store import own_store

PAIR = "pair-rice-2023-5315-5310"
LEG = {
    **{"mode": "ferry", "from_name": "Labuan Bajo", "to_name": "Kupang", "basis": "published"},
    **{"from_at": [-8.49, 119.88], "to_at": [-10.17, 123.61], "distance_km": 400.0},
}
PATH = {"supplier": "5315", "receiver": "5371", "legs": [LEG]}


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def opened(content: Content) -> Case:
    return cases.open_case(BUREAU, content)


def agreement(case: Case) -> documents.ShownDocument:
    return rendered("agreement", documents.told_by(case, documents.today()))


def test_a_pair_keeps_its_path_and_its_price_test_and_the_annex_shows_both() -> None:
    content = content_of(PAIR)
    assert content is not None
    case = opened(content)
    kept = case.content.snapshot
    assert [(path["supplier"], path["receiver"]) for path in kept["paths"]] == [("5315", "5310")]
    assert kept["price_test"]["verdict_en"] != kept["price_test"]["verdict_id"]
    shown = agreement(case)
    text = "\n".join(visible_paragraphs(shown.content))
    assert kept["price_test"]["verdict_id"] in text
    assert "Harga di Manggarai Barat, median" in text
    assert "Margin lazim" in text
    assert f"menurut jaringan edisi {kept['edition']}, disimpan pada" in text
    document = Document(BytesIO(shown.content))
    (picture,) = document.inline_shapes
    told = picture._inline.docPr.get("descr")
    assert told.startswith("Peta jalur. Manggarai Barat → Sikka: Labuan Bajo –")
    assert "peta jalur" not in shown.blanks


def test_a_margin_that_is_not_known_is_no_share() -> None:
    content = content_of("pair-chili-2024-5306-5321")
    assert content is not None
    text = "\n".join(visible_paragraphs(agreement(opened(content)).content))
    assert "tidak diketahui" in text
    assert "tidak diketahui %" not in text


def test_a_kept_path_is_drawn_and_one_that_was_not_kept_is_said_to_be_of_today() -> None:
    kept = {"paths": [PATH], "made_on": "2026-11-30", "edition": "3f9c21d0.0"}
    _picture, note = route_of(opened(replace(CONTENT, snapshot=kept)))
    assert "disimpan pada" in note
    picture, note = route_of(opened(CONTENT))
    assert picture is not None
    assert "pada hari dokumen ini dibuat" in note
    # Without the party at its end it is the path of another cooperation.
    others = (CONTENT.parties[0], Party("company", "PT Lain"))
    picture, note = route_of(opened(replace(CONTENT, parties=others)))
    assert (picture, note) == (None, "Kerja sama ini tidak mempunyai jalur antardaerah di NTT.")


def test_without_path_and_prices_the_annex_says_so_and_nothing_waits_for_it() -> None:
    shown = agreement(opened(replace(CONTENT, origin="by_hand", origin_key="", snapshot={})))
    text = "\n".join(visible_paragraphs(shown.content))
    assert "[………: peta jalur]" in text
    assert "tidak ada uji harga yang disimpan pada hari pembuatan" in text
    assert not {"peta jalur", "apakah harga menutup ongkosnya"} & set(shown.blanks)


def test_a_price_that_nobody_has_observed_is_not_known_and_not_nought() -> None:
    rows = [{"label_id": "Harga", "value": None, "value_id": "harga tidak diketahui"}]
    kept = {"price_test": {"rows": rows, "verdict_id": "Belum diketahui."}}
    told = documents.told_by(opened(replace(CONTENT, snapshot=kept)), documents.today())
    assert [line.value for line in told.price_test] == ["harga tidak diketahui"]


def _told(*lines: tuple[str, str, float | None]) -> CaseDocument:
    owed = [DocumentObligation(month, item, t, "A", "B", "pasar") for month, item, t in lines]
    return CaseDocument("K1", "j", "o", "a", [], documents.today(), obligations=owed)


def test_tonnes_are_added_up_by_month_and_good_and_only_where_all_are_counted() -> None:
    told = _told(("Januari", "Beras", 1.0), ("Januari", "beras", 2.0), ("Februari", "Beras", 4.0))
    assert told.months == [("Januari", "Beras", 3.0), ("Februari", "Beras", 4.0)]
    assert told.total_tonnes == 7.0
    one_missing = _told(("Januari", "Beras", 1.0), ("Januari", "Beras", None))
    assert one_missing.months == [("Januari", "Beras", None)]
    assert one_missing.total_tonnes is None
    assert _told(("Januari", "Beras", 1.0), ("Januari", "Sapi", 2.0)).total_tonnes is None
    assert _told().total_tonnes is None
