"""What goes along from page to page, and what stays where it was chosen."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.open_page import gone_on, open_page


def regency(app: AppTest) -> str:
    """What the list of the page says."""
    return str(app.selectbox(key="regency").value)


def test_a_look_at_a_profile_narrows_no_other_page() -> None:
    app = gone_on(open_page("map"), "profile")
    assert regency(app) == "5371"  # one has to be shown
    app.selectbox(key="regency").select("5310").run()
    gone_on(app, "map")
    assert regency(app) == ""
    assert "regency" not in app.query_params
    gone_on(app, "profile")
    assert regency(app) == "5310"
    assert regency(gone_on(app, "guide", section="zones")) == ""


def test_a_profile_begins_with_what_is_chosen_elsewhere_and_leaves_it() -> None:
    app = gone_on(open_page("map", regency="5302"), "profile")
    assert regency(app) == "5302"
    app.selectbox(key="regency").select("5310").run()
    # Both are about one regency: the one goes on with what the other shows.
    assert regency(gone_on(app, "sectors")) == "5310"
    gone_on(app, "map")
    assert regency(app) == "5302"
    assert "5302" in app.query_params["regency"]


@pytest.mark.parametrize("name", ["map", "profile"])
def test_a_link_opens_its_regency_whatever_was_chosen(name: str) -> None:
    app = open_page("map", regency="5302")
    assert regency(gone_on(app, name, regency="5315")) == "5315"
    other = "profile" if name == "map" else "map"
    # From the map it goes along, from the profile it does not.
    assert regency(gone_on(app, other)) == ("5315" if name == "map" else "5302")


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (
            "2024",
            "Tahun: 2024 hanya diketahui untuk provinsi secara keseluruhan dan tidak memiliki "
            "neraca per daerah; ditampilkan 2023.",
        ),
        ("2032", "Tahun: “2032” pada tautan ini tidak dikenal; ditampilkan 2023."),
    ],
)
def test_a_link_to_a_year_of_the_province_alone_says_so(year: str, said: str) -> None:
    """The page itself tells the rice of 2024, so that it cannot call the year unknown."""

    def chosen_year() -> None:
        from pages.ui import link_notes
        from pages.ui.commodities import choose_year

        choose_year([2023, 2022], commodity="rice")
        link_notes.show()

    app = AppTest.from_function(chosen_year, default_timeout=90)
    app.query_params["year"] = year
    app.run()
    assert [each.value for each in app.warning] == [said]
