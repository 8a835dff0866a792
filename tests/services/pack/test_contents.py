"""What lies in a pack: every file in a readable place, known again by all that it follows from."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from geo.places import regency_names
from ntt_data.editions import begin_run
from ntt_data.schema import primary_key, resource
from ntt_data.tables import load
from publishing.language import speaking
from services import workbooks
from services.access import Actor
from services.answer import evaluation
from services.corrections import correct
from services.deck.catalogue import KINDS as DECKS
from services.desk import cases
from services.making.orders import ENDINGS
from services.pack import contents as module
from services.pack.contents import Contents, contents
from services.pack.pieces import PIECES
from tests.services.test_case_rules import BUREAU, CONTENT, attached
from tests.support.a_round import accept, hand_in_maize, open_round
from tests.support.own_store import own_store

LONGEST = 150
_READABLE = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*(\.(pdf|pptx|xlsx|csv|png)|/)")


def _paths(found: Contents) -> list[str]:
    return [each.path for each in found.entries]


def test_every_regency_has_a_folder_with_its_profile() -> None:
    paths = _paths(contents())
    for code in regency_names():
        assert any(re.match(rf"{code}-[a-z-]+/profil-[a-z-]+\.pdf", each) for each in paths), code
    assert "5315-manggarai-barat/profil-manggarai-barat.pdf" in paths
    assert "53-provinsi-ntt/ringkasan-ntt.pdf" in paths
    assert "53-provinsi-ntt/sumber-dan-lisensi.csv" in paths
    commodities = [each for each in paths if "/komoditas/" in each and each.endswith(".pdf")]
    assert len(commodities) == len(evaluation.two_sided())


def test_whatever_can_be_had_by_link_lies_in_the_pack() -> None:
    of = {piece: sum(each.piece == piece for each in contents().entries) for piece in PIECES}
    assert of["province_deck"] == ("province" in DECKS)
    assert of["regency_deck"] == 22 * ("regency" in DECKS)
    assert of["zone_deck"] == len(load("zones")) * ("zone" in DECKS)
    assert of["card"] == 22 * ("kartu.png" in ENDINGS)
    assert of["regency_printed_deck"] == 22 * ("salindia.pdf" in ENDINGS)
    assert of["regency_workbook"] == 22 * ("xlsx" in ENDINGS)
    assert of["commodity_workbook"] == of["commodity"]


def test_a_kind_of_file_that_nobody_makes_lies_in_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ENDINGS, "xlsx")
    assert not [each for each in contents("5315").entries if each.path.endswith(".xlsx")]


@pytest.mark.parametrize("languages", [("id",), ("en",), ("id", "en")])
def test_places_can_be_read_and_unpacked_anywhere(languages: tuple[str, ...]) -> None:
    paths = _paths(contents("", languages))  # type: ignore[arg-type]
    assert len(set(paths)) == len(paths)
    assert len({each.casefold() for each in paths}) == len(paths)
    for path in paths:
        assert _READABLE.fullmatch(path), path
        assert len(path) < LONGEST - 50, path  # of what is unpacked there is more


def test_english_lies_below_the_folders_of_a_pack_in_both() -> None:
    paths = _paths(contents("5315", ("id", "en")))
    assert "5315-manggarai-barat/profil-manggarai-barat.pdf" in paths
    assert "5315-manggarai-barat/english/profile-manggarai-barat.pdf" in paths
    assert all(each.startswith("5315-manggarai-barat/") for each in paths)


def test_a_file_is_known_by_all_that_it_follows_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_store(tmp_path, monkeypatch):
        begin_run()
        first = contents("5315")
        assert first == contents("5315")
        others = [contents("5315", ("en",)), contents("5315", ("id",), "http://10.0.0.5:8501")]
        row = load("production").query("note.isna()").iloc[0]
        key = {column: str(row[column]) for column in primary_key(resource("production"))}
        said = {"expected": None, "value": "Uji paket", "reason": "Uji"}
        correct(Actor("bureau"), "production", key, "note", **said, source_id="assumption")
        begin_run()
        others.append(contents("5315"))
        monkeypatch.setattr(module, "program_mark", lambda: "another version")
        others.append(contents("5315"))
        marks = [each.entries[0].mark for each in (first, *others)]
        assert len(set(marks)) == len(marks) == 5
        assert len({each.mark for each in (first, *others)}) == 5


def test_the_register_is_made_anew_when_a_case_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_register() -> str:
        (entry,) = (each for each in contents().entries if each.piece == "register")
        return entry.mark

    with own_store(tmp_path, monkeypatch):
        begin_run()
        case = attached(
            cases.open_case(BUREAU, replace(CONTENT, title="Terbit & <baru>")), "agreement"
        )
        before = of_register()
        cases.publish(BUREAU, case.case_id, True, "", case.no)
        assert of_register() != before
        made = PIECES["register"].make("ntt", "").decode("utf-8-sig")
    assert "Terbit & <baru>" in made
    assert "AG11" not in made, "codes are for programs"
    assert len(made.splitlines()) > len(load("cooperation_agreements"))


def test_a_round_brings_its_empty_sheets_while_it_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_store(tmp_path, monkeypatch):
        begin_run()
        assert not contents("5315").has_sheets
        asked = open_round()
        before = contents("5315")
        sheets = [each for each in before.entries if each.piece == "hand_in"]
        assert [each.path for each in sheets] == [
            "5315-manggarai-barat/lembar-isian-pertanian.xlsx"
        ]
        with speaking("id"):
            empty = PIECES["hand_in"].make(sheets[0].key, "")
            version = hand_in_maize(asked, "5315", "98765")
            assert PIECES["hand_in"].make(sheets[0].key, "") == empty
            accept(version)
        cells = [
            str(cell)
            for sheet in load_workbook(io.BytesIO(empty)).worksheets
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        ]
        assert not [each for each in cells if "98765" in each or "98.765" in each]
        # It is one that the page of this sheet takes back.
        assert asked.round_id in cells
        assert len(empty) < workbooks.MOST_BYTES


def test_a_rehearsal_brings_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with own_store(tmp_path, monkeypatch):
        open_round(rehearsal=True)
        assert not contents("5315").has_sheets
