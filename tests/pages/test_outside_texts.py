"""What comes from an address or goes into a file: every text is read or written safely."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.balance.matcher.spread_rules import MAX_PCT, _parsed, _written
from pages.ui.map_widget import _script_json
from publishing.files.spreadsheets import csv_bytes, workbook_bytes, xlsx_bytes
from publishing.language import speaking
from services.answer.certainty import default_rules

FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "-", "="),
    *('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
]
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
    assert header == ["name", "'" + text]
    assert first == ["'" + text, "1.5"]
    assert second == ["", "-2.5"], "figures stay figures"


@pytest.mark.parametrize("text", ["-3,5", "+62", "-1.250", "Kota Kupang", "−148 t", "'x", "a=b"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    content = csv_bytes(pd.DataFrame({"n": [text]})).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content), delimiter=";"))
    assert rows == [["n"], [text]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_text_in_a_csv_file(cells: list[str]) -> None:
    written = csv_bytes(pd.DataFrame({"n": cells})).decode("utf-8-sig")
    _header, *rows = csv.reader(StringIO(written, newline=""), delimiter=";")
    for cell, row in zip(cells, [row or [""] for row in rows], strict=True):
        assert row[0] in (cell, "'" + cell)
        assert not row[0].startswith(("=", "@", "\t", "\r"))


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
    assert "<" not in _script_json({"tooltips": {"5301": [text + "</script><!--<script>"]}})
