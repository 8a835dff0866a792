"""One of each document, made as quickly as it can be: a broken builder is seen while one works.

All that a document must say is asked where whole documents are gone through, which are tests of
another kind (``tests/support/kinds.py``).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from ntt_data import editions
from ntt_data.store.collection_records import SheetKey
from publishing.briefing.model import Table
from publishing.charts.balance import balance_bars
from publishing.deck.model import MOST_WORDS
from publishing.files.case_documents.document import DOCUMENT_KINDS
from publishing.files.case_documents.rendering import rendered
from publishing.files.framed import Framed, framed_svg
from publishing.files.paper import pdf_bytes
from publishing.files.paper.card import card_png
from publishing.files.paper.deck_pdf import deck_pdf_bytes
from publishing.files.picture_sizes import SIZES
from publishing.files.powerpoint import pptx_bytes
from publishing.language import speaking
from publishing.maps.balance import balance_choropleth
from services import credentials, round_export, workbooks
from services.access import Actor
from services.answer import evaluation
from services.answer.__main__ import main
from services.answer.workbook import workbook_of
from services.briefing.catalogue import briefing, find
from services.briefing.regency_card import regency_card
from services.deck.catalogue import deck, find_deck
from services.desk import cases, documents
from services.pack.contents import contents
from services.pack.pieces import PIECES
from tests.services.test_case_rules import CONTENT
from tests.support.a_deck import a_deck
from tests.support.a_round import hand_in_maize, open_round
from tests.support.own_store import own_store
from tests.support.small_briefing import small_briefing

ADMINISTRATOR = Actor("administrator")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch), speaking("id"):
        editions.begin_run()
        yield


def sheets_of(content: bytes) -> dict[str, int]:
    """The sheets of a workbook, with how many rows each has."""
    return {each.title: each.max_row for each in openpyxl.load_workbook(io.BytesIO(content))}


@pytest.mark.parametrize(("kind", "key"), [("regency", "5315"), ("commodity", "rice")])
def test_a_briefing_has_its_sections_and_a_deck_its_slides(kind: str, key: str) -> None:
    told = briefing(find(kind, key))
    assert len(told.sections) > 5
    for part in told.sections:
        assert part.title, part.key
        assert part.blocks, part.key
    slides = deck(find_deck(kind, key)).slides
    assert len(slides) > 4
    for slide in slides:
        assert 0 < len(slide.title.split()) <= MOST_WORDS, slide.title
        assert not isinstance(slide.shown, Table) or len(slide.shown.ready.table), slide.key


def test_paper_of_a_briefing_and_of_a_deck_and_a_card() -> None:
    subject = find("regency", "5315")
    assert pdf_bytes(small_briefing(subject), "http://a:1").startswith(b"%PDF")
    assert deck_pdf_bytes(a_deck(), "http://a:1").startswith(b"%PDF")
    assert card_png(regency_card("5315")).startswith(b"\x89PNG")


def test_a_deck_for_powerpoint_has_its_slides() -> None:
    told = a_deck()
    made = Presentation(io.BytesIO(pptx_bytes(told, "")))
    titles = [each.shapes.title.text_frame.text for each in made.slides]
    assert titles == [each.title for each in told.slides]


def test_a_map_and_a_chart_to_take_away() -> None:
    with speaking("id"):
        result = evaluation.baseline_answer("rice", 2022).balance
        for drawing in (balance_choropleth(result, None), balance_bars(result)):
            assert ">Sumber: BPS<" in framed_svg(
                Framed(drawing, "Beras", notes=["Sumber: BPS"]), SIZES["slide"]
            )


def test_an_answer_printed_and_as_a_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answer.json"
    assert main(["rice", "2022", "--json", str(file)]) == 0
    assert capsys.readouterr().out.startswith("Beras 2022\n")
    assert len(json.loads(file.read_text(encoding="utf-8"))["balance"]) == 22


def test_the_workbook_of_an_answer() -> None:
    found = sheets_of(workbook_of(evaluation.baseline_answer("rice", 2022)))
    assert found["Neraca"] > 22
    assert found["Pasangan"] > 5


def test_of_a_round_its_sheets_its_export_and_its_minutes() -> None:
    asked = open_round()
    version = hand_in_maize(asked, "5304", "1000")
    code = credentials.make_for_role(ADMINISTRATOR, "bureau").credential
    bureau = Actor("bureau", credential_id=code.credential_id)
    key = SheetKey(asked.round_id, "5305", "agriculture")
    assert len(sheets_of(workbooks.empty_template(key))) > 1
    with zipfile.ZipFile(io.BytesIO(round_export.package(bureau, asked.round_id))) as package:
        assert version.receipt_no in package.read("versions.csv").decode()
    assert len(sheets_of(round_export.spreadsheet(bureau, asked.round_id))) > 3
    told = Document(io.BytesIO(round_export.minutes(bureau, asked.round_id)))
    assert "BERITA ACARA" in [each.text for each in told.paragraphs]
    assert version.receipt_no in [cell.text for cell in told.tables[0].rows[1].cells]


def test_every_document_of_a_case() -> None:
    case = cases.open_case(Actor("bureau", credential_id="b1"), CONTENT)
    for kind in DOCUMENT_KINDS:
        shown = rendered(kind, documents.told_by(case, documents.today()))
        assert Document(io.BytesIO(shown.content)).paragraphs, kind


def test_a_pack_has_what_it_lists_and_its_pieces_are_made() -> None:
    listed = contents().entries
    assert {"profile", "commodity", "sources"} <= {each.piece for each in listed}
    assert b"S01" in PIECES["sources"].make("", "")
