"""Opens a page of the application in Streamlit's AppTest, as a visitor of a link would."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.ui.addresses import ADDRESSES, FIRST, SECTIONS

ROOT = Path(__file__).parents[2]
PAGES = [name for names in SECTIONS.values() for name in names]
PATHS = [f"/{address}" for address in ADDRESSES]


def open_page(name: str, language: str = "id", **query: str) -> AppTest:
    """Run one page, every fold and popover open; an exception fails the test.

    What is drawn only once it is open (``pages/ui/on_demand.py``) is found open by its first run.
    Each visit is a new one: AppTest formats the options of a list outside of any session, in the
    default language, and could not send them back.
    """
    app = AppTest.from_file(str(ROOT / "pages/menu.py"), default_timeout=90)
    turn_to(app, name)
    for key, value in {"lang": language, **query}.items():
        app.query_params[key] = value
    with _everything_open():
        app.run()
    assert not app.exception, app.exception
    return app


@contextmanager
def _everything_open() -> Iterator[None]:
    """Folds and popovers that are drawn on demand find in the session that they are open."""

    def opened(draw: Callable[..., Any]) -> Callable[..., Any]:
        def drawn(label: str, **given: Any) -> Any:
            if str(given.get("key")).startswith("open-"):
                st.session_state.setdefault(given["key"], True)
            return draw(label, **given)

        return drawn

    with (
        mock.patch.object(st, "expander", opened(st.expander)),
        mock.patch.object(st, "popover", opened(st.popover)),
    ):
        yield


def turn_to(app: AppTest, name: str) -> AppTest:
    """``AppTest.switch_page`` finds a page by its address only after a run of another one."""
    app._page_hash = calc_hash("" if name == FIRST else name)
    return app


def gone_on(app: AppTest, name: str, **query: str) -> AppTest:
    """The same visit on another page, by the menu, or by a link that carries ``query``."""
    turn_to(app, name)
    for key in list(app.query_params):
        del app.query_params[key]
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def popovers(app: AppTest) -> list[Any]:
    """Streamlit's messages of all popovers in the page's main part."""

    def walk(node: Any) -> Iterator[Any]:
        popover = getattr(getattr(node, "proto", None), "popover", None)
        if popover is not None and popover.label:
            yield popover
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    return list(walk(app.main))


def words(app: AppTest) -> str:
    """All text of the page, for looking up sentences."""
    elements = [
        *(*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.text),
        *(*app.info, *app.warning, *app.error, *app.success),
    ]
    metrics = [f"{metric.label}: {metric.value}" for metric in app.metric]
    return "\n".join([str(element.value) for element in elements] + metrics)
