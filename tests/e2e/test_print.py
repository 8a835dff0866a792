"""What comes out of the printer (Ctrl+P): tables, folds, and maps printed from a phone.

What every page's sheets have is looked at in one visit of each, ``cut_off/test_each_page.py``.
"""

from __future__ import annotations

from pathlib import Path

from ntt_data.tables import load
from publishing.formats import number
from publishing.language import speaking
from publishing.table_view import table_view
from tests.support.on_paper import drawn, lay_out
from tests.support.printed import sheets
from tests.support.watched import Watched

MOST_ROWS = 500
COSTS = 22 * 21


def test_a_table_is_printed_with_all_its_rows_and_columns(desktop: Watched, tmp_path: Path) -> None:
    """A canvas would hold the twenty rows that the screen shows."""
    page = drawn(desktop, "/methods?section=costs")
    printed = sheets(page, tmp_path / "page.pdf")
    text = " ".join(printed)
    rows = page.evaluate(
        """() => { nttPaper.prepare();
             const rows = document.querySelectorAll('.ntt-paper-table tbody tr').length;
             nttPaper.giveBack(); return rows; }"""
    )
    assert rows == COSTS
    names = load("regencies")["name_on_map"]
    assert all(name in text for name in names)
    assert "Biaya (Rp/kg)" in text
    assert "Dasar terlemah" in text  # the last column
    assert printed[1].count("Dasar terlemah") == 1  # the head is repeated on the next sheet


def test_a_long_table_says_where_it_stops_and_a_wide_one_keeps_every_column(
    desktop: Watched,
) -> None:
    page = drawn(desktop, "/tables?table=production")
    titles, rows, told, width = page.evaluate(
        """() => { nttPaper.prepare();
             const box = document.querySelector('.ntt-paper-table');
             const answer = [[...box.querySelectorAll('th')].map(cell => cell.textContent),
               box.querySelector('tbody').rows.length, box.querySelector('p').textContent, 0];
             nttPaper.giveBack(); return answer; }"""
    )
    with speaking("id"):
        view = table_view("production")
        total, shown = number(len(view.raw)), number(MOST_ROWS)
    assert list(dict.fromkeys(titles)) == list(view.shown.columns)
    assert rows == MOST_ROWS
    assert f"Tercetak {shown} baris pertama dari {total}" in told
    assert width == 0


def test_an_open_fold_is_printed_and_a_closed_one_is_not(desktop: Watched, tmp_path: Path) -> None:
    page = drawn(desktop, "/map")
    fold = page.get_by_text("Angka yang sama dalam tabel")
    assert "Angka yang sama dalam tabel" not in " ".join(sheets(page, tmp_path / "closed.pdf"))
    fold.click()
    desktop.settle()
    page.get_by_test_id("stDataFrame").wait_for()
    text = " ".join(sheets(page, tmp_path / "open.pdf"))
    assert "Angka yang sama dalam tabel" in text
    for name in load("regencies")["name_on_map"]:
        assert name in text


def test_from_a_phone_maps_are_as_wide_as_the_sheet(phone: Watched) -> None:
    """Streamlit stacks columns there, and a map beside another would be cut on paper."""
    page = drawn(phone, "/matcher")
    lay_out(phone)
    widths = page.evaluate(
        """() => [...document.querySelectorAll('.stMainBlockContainer iframe')].map(
             frame => [frame.clientWidth, frame.contentDocument.querySelector('path[data-regency]')
               .closest('.leaflet-container').clientWidth])"""
    )
    assert len(widths) == 2
    for frame, painted in widths:
        assert frame == painted
        assert frame > 900
