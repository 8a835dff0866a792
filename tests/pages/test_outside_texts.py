"""What comes from an address or goes into a file: every text is read or written safely."""

import csv
import re
from dataclasses import replace
from io import BytesIO, StringIO
from time import process_time

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ntt_data.store import Correction
from pages.balance.matcher.spread_rules import MAX_PCT, _parsed, _written
from pages.ui.map_frame import script_json
from publishing.files.data_package import _corrections_csv
from publishing.files.harmless import without_formula
from publishing.files.spreadsheets import csv_bytes, workbook_bytes, xlsx_bytes
from publishing.language import Language, speaking
from services.answer.certainty import default_rules

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "-", "="),
    *('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
]
SIGNS = tuple("=+-@＝＋－＠")
#: Texts that begin with such a sign, or look like it, and compute nothing.
FIGURES = [
    *("-3,5", "+62", "-1.250", "Kota Kupang", "−148 t", "'x", "a=b", "-5 t", "+62 811 222"),
    *("-30,0 %; -20,0 %", "padi; -5 t", "naik, -1.5\u00a0%", "a - b", "x@y.id", "12–15"),
]
#: A figure calls nothing, whatever the next cell holds.
FIGURE = re.compile(r'[+-]\s?\d[\d., ]*(\s?%)?(\s[a-z]+)*\s*([;,|\t\r\n"]|$)')
RULES = st.builds(
    "{}.{}:{}".format,
    st.sampled_from(["norm", "production", "conversion", "population", "", "x"]),
    st.sampled_from(["A", "B", "C", "assumption", "Z", ""]),
    st.floats() | st.text(max_size=8),
)


@settings(deadline=None)
@given(st.lists(RULES | st.text(max_size=20), max_size=12).map(",".join))
def test_spreads_in_an_address(text: str) -> None:
    changes = _parsed(text, "rice")
    assert set(changes) <= set(default_rules("rice"))
    assert all(0 <= pct <= MAX_PCT for pct in changes.values())
    once = _written(_parsed(_written(changes), "rice"))
    assert _written(_parsed(once, "rice")) == once


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_file_is_a_formula(text: str) -> None:
    table = pd.DataFrame({"name": [text, None], text: [1.5, -2.5]})
    with speaking("en"):
        content = csv_bytes(table).decode("utf-8-sig")
    header, first, second = csv.reader(StringIO(content, newline=""))
    assert header[1].startswith("'")
    assert header[1].replace("'", "") == text.replace("'", "")
    assert first == [header[1], "1.5"]
    assert second == ["", "-2.5"], "figures stay figures"


@pytest.mark.parametrize("text", FIGURES)
def test_other_cells_stay_as_they_are(text: str) -> None:
    content = csv_bytes(pd.DataFrame({"n": [text]})).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content), delimiter=";"))
    assert rows == [["n"], [text]]


def _computed(content: str) -> list[str]:
    """What a spreadsheet would take for a formula in it, whichever separator it expects."""
    found = []
    for separator in ",;\t|":
        # As a spreadsheet that minds quotation marks splits it, and as one that does not.
        rows = [
            *csv.reader(StringIO(content, newline=""), delimiter=separator),
            *(line.split(separator) for line in re.split("[\r\n]", content)),
        ]
        cells = (cell.strip(' "') for row in rows for cell in row)
        found += [cell for cell in cells if cell.startswith(SIGNS) and not FIGURE.match(cell)]
    return found


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("text", FORMULAS)
def test_no_separator_makes_a_formula_of_what_stands_behind_it(
    text: str, language: Language
) -> None:
    texts = [f"x{separator}{text}" for separator in (";", ",", "\t", "\n", "\r\n", "; ", ';"', "|")]
    table = pd.DataFrame({"code": "5301", "name": texts, texts[0]: -2.5})
    with speaking(language):
        content = csv_bytes(table).decode("utf-8-sig")
    assert not _computed(content)
    own = {"id": ";", "en": ","}[language]
    _header, *rows = csv.reader(StringIO(content, newline=""), delimiter=own)
    assert [row[2] for row in rows] == [{"id": "-2,5", "en": "-2.5"}[language]] * len(texts)
    assert [row[1].replace("'", "") for row in rows] == [each.replace("'", "") for each in texts]


@given(st.lists(st.text("=+-@＝;,|\t\n\r \"'1a%!(", max_size=12), min_size=1, max_size=3))
@settings(max_examples=100)
@example(["-1"])
@example(["-1", "=1"])
def test_any_text_with_separators_in_a_csv_file(cells: list[str]) -> None:
    content = csv_bytes(pd.DataFrame({"n": cells, "m": cells[::-1]})).decode("utf-8-sig")
    assert not _computed(content)


def test_a_long_text_is_guarded_at_once() -> None:
    texts = ["-1 a" * 50_000, "-1;" * 50_000, ",-1" * 50_000, "-" + "1 " * 50_000 + "x"]
    started = process_time()
    for text in texts:
        without_formula(text)
    assert process_time() - started < 10, "as its length grows, not as the square of it"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_text_in_a_csv_file(cells: list[str]) -> None:
    written = csv_bytes(pd.DataFrame({"n": cells})).decode("utf-8-sig")
    _header, *rows = csv.reader(StringIO(written, newline=""), delimiter=";")
    for cell, row in zip(cells, [row or [""] for row in rows], strict=True):
        assert row[0].replace("'", "") == cell.replace("'", "")
        assert not row[0].startswith(("=", "@", "\t", "\r"))


def test_what_people_write_in_corrections_is_guarded_in_the_package() -> None:
    made = Correction(
        table="production", key=(("regency_code", "5301"),), column="note", expected=None,
        value="=1+1", reason="x;=cmd|' /C calc'!A0", source_id="assumption", edition=1,
    )  # fmt: skip
    figure = replace(made, value="-3.5", reason="salah ketik")
    content = _corrections_csv([made, figure])
    assert not _computed(content)
    _header, first, second = csv.reader(StringIO(content, newline=""))
    assert (first[5], second[5]) == ("'=1+1", "-3.5")


@pytest.mark.parametrize("text", [*FORMULAS, "http://x.example", "{=1+1}", "\x01\x00"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(text: str) -> None:
    table = pd.DataFrame({"name": [text], text: [1.5]})
    for content in (xlsx_bytes(table, [], note=text), workbook_bytes({"Data": table})):
        for sheet in openpyxl.load_workbook(BytesIO(content)).worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None


@given(st.text())
def test_no_text_ends_the_script_of_the_map(text: str) -> None:
    assert "<" not in script_json({"tooltips": {"5301": [text + "</script><!--<script>"]}})
