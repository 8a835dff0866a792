"""Every table says where its figures come from, one click away."""

import ast
import re
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from publishing import sources
from publishing.language import speaking
from publishing.listings.balance import inputs_table
from publishing.listings.registers import sources_table
from services.answer import evaluation
from tests.support.open_page import ROOT, open_page, popovers, turn_to

# Tables without figures: what nobody has supplied yet has no source.
WITHOUT = {"missing_inputs.py"}
# What draws a table, and the place of its sources among the arguments.
TABLES = {"draw_table": 2, "draw_short_table": 2}


def _tables(path: Path) -> list[ast.Call]:
    calls = [
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if type(node) is ast.Call
    ]
    return [call for call in calls if getattr(call.func, "id", "") in TABLES]


def _names_sources(call: ast.Call) -> bool:
    place = TABLES[call.func.id]  # type: ignore[attr-defined]
    given = sum(_arguments(argument) for argument in call.args)
    return given > place or any(word.arg == "source_ids" for word in call.keywords)


def _arguments(argument: ast.expr) -> int:
    """How many arguments one is: ``*(a, b)`` hands on two."""
    spread = isinstance(argument, ast.Starred) and isinstance(argument.value, ast.Tuple)
    return len(argument.value.elts) if spread else 1  # type: ignore[attr-defined]


def test_every_table_is_given_its_sources() -> None:
    files = [path for path in (ROOT / "pages").rglob("*.py") if path.name not in WITHOUT]
    tables = [(path.name, call) for path in files for call in _tables(path)]
    assert len(tables) > 40, "the walk sees no tables"
    assert not [f"{name}:{call.lineno}" for name, call in tables if not _names_sources(call)]


def test_pairs_rest_on_the_balance_the_network_and_the_tariffs() -> None:
    cited = sources.split_ids(evaluation.match_sources(evaluation.balance("rice", 2022)))
    # Production and population; a road length; the tariff of the ship from Tanjung Perak.
    assert {"S01", "S06", "R01", "C01"} <= set(cited)


@pytest.mark.parametrize(("language", "word"), [("id", "salinan"), ("en", "copy")])
def test_the_matcher_opens_the_sources_of_its_pairs(language: str, word: str) -> None:
    app = open_page("matcher", language)
    both = [
        text.value for text in app.markdown if {"**C01**", "**S01**"} <= set(text.value.split())
    ]
    # Pairs, unmet, unsold, robustness, alternatives, shadow prices.
    assert len(both) >= 6
    assert all(word in text for text in both)


def _opened(source_id: str) -> None:
    import streamlit as st

    from pages.ui.provenance import show_provenance

    st.session_state["open-sources-one"] = True
    show_provenance("one", [source_id])


def test_a_source_is_shown_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "source_id": "<b>",
        "title": "<img src=x onerror=alert(1)> *5* [link](javascript:x)",
        "publisher": "$a$ `b`",
        "year": "2024",
        "locator": "https://example.org/a_b",
        "grade": "C",
        "note": "catatan",
        "note_en": None,
    }
    monkeypatch.setattr(sources, "load", lambda _name: pd.DataFrame([row]))
    app = AppTest.from_function(_opened, kwargs={"source_id": "<b>"}).run()
    (text,) = [element.value for element in app.markdown]
    assert r"\<img src=x onerror=alert(1)\> \*5\* \[link\](javascript\:x)" in text
    assert r"\$a\$ \`b\`" in text
    assert r"[https:color[\:]{}//example.org/a\_b](<https://example.org/a_b>)" in text
    assert "catatan" in text


def test_what_is_closed_is_not_drawn() -> None:
    """Neither the sources nor the files of a table travel before their button is pressed."""
    app = AppTest.from_file(str(ROOT / "pages/menu.py"), default_timeout=90)
    turn_to(app, "matcher").run()
    labels = {popover.label for popover in popovers(app)}
    assert "Unduh" in labels
    assert max(int(each) for text in labels for each in re.findall(r"\+ (\d+) jaringan", text)) > 40
    assert not app.get("download_button")
    assert not [text for text in app.markdown if "**C01**" in text.value]
    # The same page with everything open has them: the test looks in the right place.
    assert open_page("matcher").get("download_button")


@pytest.mark.parametrize(
    ("language", "word", "named"),
    [("id", "asumsi", "Asumsi (belum ada sumber)"), ("en", "assumption", "Assumption (no source")],
)
def test_an_assumption_is_named_in_words_without_an_id(
    language: str, word: str, named: str
) -> None:
    with speaking(language):
        line = sources.source_line(["S01", "assumption"])
        cells = set(inputs_table(evaluation.balance("rice", 2023), "5303").table["source_text"])
        register = sources_table(sources.cited_sources(["assumption"])).readable()
        assert sources.cited_ids("S01;assumption") == f"S01; {word}"
    assert named in line
    assert "(assumption)" not in line
    assert "assumption" not in cells - {word}
    assert register.iloc[0, 0] == word
