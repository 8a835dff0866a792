"""A choice made while the one before is answered comes with the address of before both."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import state


def _page() -> None:
    from pages.ui import state

    state.begin_page("page")
    state.select("First", "first", ["a", "b", "c"], "a")
    state.select("Second", "second", ["a", "b", "c"], "a")


def _chosen(app: AppTest) -> tuple[object, object]:
    return app.selectbox(key="first").value, app.selectbox(key="second").value


@pytest.fixture
def app() -> AppTest:
    """The first choice is made, and the page has answered."""
    app = AppTest.from_function(_page, default_timeout=60).run()
    app.selectbox(key="first").select("b").run()
    assert "b" in app.query_params["first"]
    return app


def test_the_first_choice_stands(app: AppTest) -> None:
    del app.query_params["first"]
    app.selectbox(key="second").select("c").run()
    assert _chosen(app) == ("b", "c")
    assert "b" in app.query_params["first"]
    assert "c" in app.query_params["second"]


def test_of_a_third_choice_both_before_it_do(app: AppTest) -> None:
    app.selectbox(key="first").select("c").run()
    app.query_params["first"] = "b"
    app.selectbox(key="second").select("b").run()
    assert _chosen(app) == ("c", "b")


def test_a_link_to_what_was_not_there_is_followed(app: AppTest) -> None:
    app.query_params["first"] = "c"
    assert _chosen(app.run()) == ("c", "a")


def test_some_seconds_on_a_link_is_followed_to_what_was_there_too(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_LATE_S", 0.0)
    del app.query_params["first"]
    assert _chosen(app.run()) == ("a", "a")
