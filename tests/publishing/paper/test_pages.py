"""What stands on paper: all of the briefing, valid, the same bytes from the same content."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image

from publishing.briefing.model import Basis, Briefing, Finding, Note, Section, Table
from publishing.files.paper import page_pictures, pdf_bytes
from publishing.files.paper.document import document
from publishing.language import Language, speaking
from publishing.tables import Column, ReadyTable
from tests.support.a_briefing import a_briefing
from tests.support.pdf_read import faults, sheets

HOST = "http://10.0.0.5:8501"
MARKUP = '#panic("x") *tebal* _miring_ $x^2$ = Judul @rujukan <label> \\ ` // [x]'


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return a_briefing("id")


@pytest.fixture(scope="module")
def pdf(briefing: Briefing) -> bytes:
    return pdf_bytes(briefing, HOST)


def _of(briefing: Briefing, *sections: Section, **changed: str) -> Briefing:
    return replace(briefing, sections=sections, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["id", "en"])
def test_paper_is_valid_for_archives_and_for_those_who_listen(language: Language) -> None:
    assert faults(pdf_bytes(a_briefing(language), HOST)) == []


def test_the_validator_findsfaults() -> None:
    untagged = io.BytesIO()
    Image.new("L", (9, 9)).save(untagged, "pdf")
    assert len(faults(untagged.getvalue())) > 5


def test_same_content_same_bytes(briefing: Briefing, pdf: bytes) -> None:
    assert pdf_bytes(briefing, HOST) == pdf
    assert pdf_bytes(replace(briefing, edition="another"), HOST) == pdf


def test_every_page_says_what_it_is_of(briefing: Briefing, pdf: bytes, tmp_path: Path) -> None:
    read = sheets(pdf, tmp_path)
    mark = document(briefing)["mark"]
    for number, sheet in enumerate(read, start=1):
        for told in (
            "Masyarakat Ekonomi NTT",
            briefing.title,
            "Keadaan data",
            mark,
            f"Halaman {number} dari {len(read)}",
        ):
            assert told in sheet, (number, told)


def test_everything_of_the_briefing_is_read(briefing: Briefing, pdf: bytes, tmp_path: Path) -> None:
    text = " ".join(sheets(pdf, tmp_path))
    seamless = text.replace(" ", "")
    for section in briefing.on_paper:
        for block in section.blocks:
            if isinstance(block, Finding | Note):
                assert block.text.replace(" ", "") in seamless
    assert f"{HOST}/{briefing.address}" in text
    assert "hasil model" in text
    assert "dan 10 baris lagi, di aplikasi" in text  # 22 regencies, 12 of them printed
    assert "bukan acuan" in text  # the boundaries
    assert "BPS (S01, " in text  # a source with its publisher


def test_without_a_host_there_is_no_link(briefing: Briefing, tmp_path: Path) -> None:
    text = " ".join(sheets(pdf_bytes(briefing), tmp_path))
    assert "Halaman langsung" not in text
    assert "http" not in text
    assert document(briefing)["mark"] == document(briefing, HOST)["mark"]


def test_what_somebody_typed_is_never_markup(briefing: Briefing, tmp_path: Path) -> None:
    typed = _of(
        briefing,
        Section("a", MARKUP, [Finding(MARKUP, Basis(unit=MARKUP)), Note("caution", MARKUP)]),
        title=MARKUP,
        scenario=MARKUP,
    )
    made = pdf_bytes(typed)
    assert faults(made) == []
    text = " ".join(sheets(made, tmp_path)).replace(" ", "")
    assert text.count(MARKUP.replace(" ", "")) >= 6


def test_a_sign_that_the_font_lacks_is_shown_to_be_missing(
    briefing: Briefing, tmp_path: Path
) -> None:
    made = pdf_bytes(_of(briefing, title="Panen 🌾 雨\u202e\x07 ①"))
    assert "Panen □ □ ①" in sheets(made, tmp_path)[0] or "Panen □ □ 1" in sheets(made, tmp_path)[0]
    assert faults(made) == []


def test_nothing_to_say_is_a_short_document(briefing: Briefing, tmp_path: Path) -> None:
    made = pdf_bytes(_of(briefing, Section("a", "Kosong", [])))
    (sheet,) = sheets(made, tmp_path)
    assert "Belum ada data" in sheet
    assert "Kosong" not in sheet
    assert faults(made) == []


def test_long_content_runs_on_and_loses_nothing(briefing: Briefing, tmp_path: Path) -> None:
    said = [Finding(f"Kalimat nomor {n} tentang keadaan daerah.") for n in range(150)]
    read = sheets(pdf_bytes(_of(briefing, Section("a", "Panjang", said))), tmp_path)
    assert len(read) > 2
    assert re.findall(r"Kalimat nomor (\d+) ", " ".join(read)) == [str(n) for n in range(150)]


def _with_text(briefing: Briefing) -> Briefing:
    return _of(briefing, *briefing.sections, Section("x", "–", [Finding("–")]))


def _with_scenario(briefing: Briefing) -> Briefing:
    return replace(briefing, scenario="Kering")


@pytest.mark.parametrize("change", [_with_text, _with_scenario])
def test_the_mark_follows_the_content(
    briefing: Briefing, change: Callable[[Briefing], Briefing]
) -> None:
    assert document(change(briefing))["mark"] != document(briefing)["mark"]


def test_what_is_typeset_holds_no_edition_and_no_time(briefing: Briefing) -> None:
    with speaking("id"):
        told = json.dumps(document(briefing))
    assert briefing.edition not in told
    assert re.search(r"\d\d[.:]\d\d[.:]\d\d", told) is None


@pytest.fixture(scope="module")
def wide() -> ReadyTable:
    """Too wide for a line; one column is the same everywhere, one of words is empty."""
    words = pd.DataFrame(
        {
            "name": ["Ende", "Alor"],
            "long": ["kata " * 12, "frasa " * 12],
            "same": ["asumsi " * 6] * 2,
            "empty": [None, None],
            "figure": [1234.5, None],
        }
    )
    titles = {"name": "Daerah", "long": "Uraian", "same": "Mutu", "empty": "Catatan"}
    columns = {name: Column(title) for name, title in titles.items()}
    return ReadyTable(words, {**columns, "figure": Column("Ton (t)", decimals=1)})


def test_what_is_the_same_in_each_row_is_said_once(wide: ReadyTable, briefing: Briefing) -> None:
    with speaking("id"):
        (section,) = document(_of(briefing, Section("a", "b", [Table("Lebar", wide)])))["sections"]
    (table,) = section["blocks"]
    assert table["headers"] == ["Daerah", "Uraian", "Ton (t)"]
    assert table["rows"] == [
        ["Ende", "kata " * 12, "1.234,5"],
        ["Alor", "frasa " * 12, "–"],
    ]
    assert table["told"] == [
        f"Sama di setiap baris ini: Mutu: {'asumsi ' * 6}",
        "– belum ada data",
    ]


def test_an_empty_cell_of_words_is_not_called_unknown(briefing: Briefing) -> None:
    ready = ReadyTable(
        pd.DataFrame({"name": ["Ende"], "note": [None]}),
        {"name": Column("Daerah"), "note": Column("Catatan")},
    )
    (section,) = document(_of(briefing, Section("a", "b", [Table("c", ready)])))["sections"]
    assert section["blocks"][0]["told"] == []


@pytest.mark.parametrize("first", range(0, 60, 30))
def test_no_packed_data_ends_like_an_end_of_line(briefing: Briefing, first: int) -> None:
    for n in range(first, first + 30):
        made = pdf_bytes(_of(briefing, Section("a", f"Bagian {n}", [Finding(f"Kalimat {n}.")])))
        assert b"\r\nendstream" not in made, n


def test_pages_as_pictures(briefing: Briefing) -> None:
    pictures = page_pictures(briefing, "png", ppi=40)
    assert {each[:8] for each in pictures} == {b"\x89PNG\r\n\x1a\n"}
    drawn = page_pictures(briefing, "svg")
    assert len(drawn) == len(pictures) > 1
    assert all(each.startswith(b"<svg") for each in drawn)
