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
