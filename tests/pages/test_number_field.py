"""A field for a number keeps its number when the language changes."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def _script(given: float, step: float | None) -> None:
    import streamlit as st

    from pages.ui import session  # noqa: F401  (tells which language the session has)
    from pages.ui.number_field import number_field

    typed = number_field("Tonnes", given, (-1e6, 1e6), key="field", step=step)
    st.session_state["read"] = (typed.value, typed.is_right)


def _opened(given: float = 0.0, step: float | None = None) -> AppTest:
    app = AppTest.from_function(_script, default_timeout=90, kwargs={"given": given, "step": step})
    return _turned(app, "id")


def _turned(app: AppTest, language: str) -> AppTest:
    app.session_state["lang"] = language
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(
    ("typed", "value", "in_english", "in_indonesian"),
    [
        ("1.500", 1500.0, "1500", "1500"),  # one and a half, read anew in English
        ("1,500", 1.5, "1.5", "1,5"),  # fifteen hundred
        ("-2,125 %", -2.125, "−2.1250", "−2,1250"),
    ],
)
def test_another_language_changes_the_spelling_and_not_the_number(
    typed: str, value: float, in_english: str, in_indonesian: str
) -> None:
    app = _opened()
    app.text_input(key="field").set_value(typed).run()
    for language, written in (("en", in_english), ("id", in_indonesian), ("en", in_english)):
        _turned(app, language)
        assert app.text_input(key="field").value == written
        assert app.session_state["read"] == (value, True)


def test_what_nobody_has_touched_stays_to_the_last_digit() -> None:
    app = _opened(given=1 / 3)
    for language, written in (("en", "0.333333"), ("id", "0,333333")):
        _turned(app, language)
        assert app.text_input(key="field").value == written
        assert app.session_state["read"] == (1 / 3, True)


def test_what_is_no_number_stays_as_it_was_typed() -> None:
    app = _opened()
    app.text_input(key="field").set_value("tujuh").run()
    _turned(app, "en")
    assert app.text_input(key="field").value == "tujuh"
    assert app.session_state["read"] == (0.0, False)


def test_a_step_that_comes_with_another_language_begins_at_the_typed_number() -> None:
    app = _opened(step=500.0)
    app.text_input(key="field").set_value("1.500").run()
    app.session_state["lang"] = "en"
    app.button(key="field-more").click().run()
    assert app.text_input(key="field").value == "2000"
    assert app.session_state["read"] == (2000.0, True)
