"""A choice made while the one before is answered comes with what the page said before both."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import state


def _page() -> None:
    import streamlit as st

    from pages.ui import state

    state.begin_page("page")
    state.select("First", "first", ["a", "b", "c"], "a")
    state.select("Second", "second", ["a", "b", "c"], "a")
    for letter in "bc":
        st.button(letter, on_click=state.choose, args=("first", letter))


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


def test_what_a_click_has_set_stands_against_the_list_of_before_it(app: AppTest) -> None:
    app.button[1].click().run()
    assert _chosen(app) == ("c", "a")
    app.selectbox(key="first").select("b")  # as the browser shows it still
    app.query_params["first"] = "b"
    app.selectbox(key="second").select("c").run()
    assert _chosen(app) == ("c", "c")
    assert "c" in app.query_params["first"]


def test_whoever_takes_what_was_before_the_click_is_meant(app: AppTest) -> None:
    app.button[1].click().run()
    app.selectbox(key="first").select("b").run()
    assert _chosen(app) == ("b", "a")


def test_of_two_clicks_the_second_stands(app: AppTest) -> None:
    app.selectbox(key="first").select("a").run()
    app.button[0].click().run()
    app.selectbox(key="first").select("a")
    app.button[1].click().run()
    assert _chosen(app) == ("c", "a")


def test_some_seconds_after_a_click_the_list_is_followed(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.button[1].click().run()
    monkeypatch.setattr(state, "_LATE_S", 0.0)
    app.selectbox(key="first").select("b")
    app.selectbox(key="second").select("c").run()
    assert _chosen(app) == ("b", "c")
