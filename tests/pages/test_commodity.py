"""The commodity's page: what each kind shows, and the list in which one looks for a commodity."""

from __future__ import annotations

import pytest

from ntt_data.tables import load
from tests.support.open_page import open_page, words


@pytest.mark.parametrize(
    ("commodity", "title", "told", "not_told"),
    [
        ("carrot", "Wortel", "hanya angka Sikka, bukan angka provinsi", "surplus Sikka"),
        ("fish", "Ikan didaratkan", "tidak dapat dibandingkan", "Siapa dapat memasok"),
        ("cattle", "Sapi", "neraca tidak", "Kebutuhan setiap daerah"),
        ("teak", "Jati", "belum ada yang diketahui", "Produksi 22 daerah"),
    ],
)
def test_each_kind_shows_what_is_known_and_no_more(
    commodity: str, title: str, told: str, not_told: str
) -> None:
    app = open_page("commodity", commodity=commodity)
    assert app.title[0].value == title
    headings = "\n".join(each.value for each in [*app.header, *app.subheader])
    assert told in headings
    assert not_told not in headings


def test_every_commodity_of_the_register_can_be_looked_for_by_what_is_known() -> None:
    app = open_page("commodity", "en", commodity="teak")
    box = app.selectbox(key="commodity")
    assert len(box.options) == len(load("commodities"))
    assert any(each.startswith("Teak · forestry · nothing known yet") for each in box.options)
    # Nothing of teak has a year to choose.
    assert "year" not in {each.key for each in app.selectbox}
    assert f"Of {len(box.options)} commodities" in words(app)
