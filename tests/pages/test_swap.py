"""Swapping partners on the page: the address, what it says, the files, the way back."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.answer import Answer
from analysis.matching.swap import Swap
from publishing.language import speaking
from publishing.sentences import matching as match_sentences
from services.answer import evaluation, pairs
from tests.support.open_page import open_page, words


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


def _widest(answer: Answer) -> Any:
    assert answer.swapped is not None
    table = answer.swapped.swappable
    return table.loc[(table["max_t"] - table["min_t"]).idxmax()]


def _link(answer: Answer, amount: str) -> str:
    row = _widest(answer)
    return f"{row['origin']}-{row['destination']}:{amount}"


def _address(app: AppTest) -> str:
    """AppTest answers a text before the page has written it, and a list after."""
    found = app.query_params["swap"]
    return found if isinstance(found, str) else found[0]


def _pairs_table(app: AppTest) -> Any:
    (table,) = [
        each.value for each in app.dataframe if {"Pemasok", "Truk"} <= set(each.value.columns)
    ]
    return table


@pytest.mark.parametrize(
    ("language", "swapped", "stays"),
    [
        ("id", "Ditukar secara manual: ", "Ongkos seluruhnya tetap Rp "),
        ("en", "Swapped by hand: ", "All freight together stays "),
    ],
)
def test_a_link_opens_the_swapped_answer_and_says_that_the_cost_stays(
    answer: Answer, language: str, swapped: str, stays: str
) -> None:
    link = _link(answer, "most")
    app = open_page("matcher", language, commodity="rice", year="2022", swap=link)
    said = words(app)
    assert swapped in said
    assert stays in said
    assert _address(app) == link
    with speaking(language):  # type: ignore[arg-type]
        headline = match_sentences.match_headline(answer.match, answer.ranges)
    assert any(each.value.startswith(headline) for each in app.subheader), "headlines stay"


def test_the_table_has_the_swapped_tonnes_beside_those_of_the_rule(answer: Answer) -> None:
    app = open_page("matcher", commodity="rice", year="2022", swap=_link(answer, "most"))
    table, usual = _pairs_table(app), open_page("matcher", commodity="rice", year="2022")
    assert "Menurut aturan (t)" in table.columns
    assert "Menurut aturan (t)" not in _pairs_table(usual).columns
    changed = table[(table["Ton"] - table["Menurut aturan (t)"]).abs() > 1]
    assert len(changed) >= 2
    assert (changed["Pasti atau pilihan"] == "pilihan").all()
    assert pytest.approx(_widest(answer)["max_t"]) in list(changed["Ton"])


def test_a_button_swaps_and_another_one_goes_back(answer: Answer) -> None:
    app = open_page("matcher", commodity="rice", year="2022")
    assert "swap" not in app.query_params
    app.button(key="swap-most").click().run()
    assert not app.exception
    assert _address(app) == _link(answer, "most")
    assert "Ditukar secara manual: " in words(app)
    app.button(key="swap-reset").click().run()
    assert "swap" not in app.query_params
    assert "Ditukar secara manual: " not in words(app)


def test_a_swap_to_what_is_there_already_says_so(answer: Answer) -> None:
    row = _widest(answer)
    link = f"{row['origin']}-{row['destination']}:{row['tonnes']:.0f}"
    said = words(open_page("matcher", commodity="rice", year="2022", swap=link))
    assert "Tidak ada pasangan yang berubah" in said
    assert "Ongkos seluruhnya tetap Rp " in said


def test_another_pair_can_be_swapped_beside_it(answer: Answer) -> None:
    first = _link(answer, "most")
    app = open_page("matcher", commodity="rice", year="2022", swap=first)
    app.button(key="swap-least").click().run()
    assert not app.exception
    assert _address(app).startswith(f"{first},")
    assert "dengan ongkos yang sama dapat menjadi " in words(app)
    assert "Ditukar secara manual: " in words(app)


def test_a_tonnage_that_is_not_possible_says_what_is(answer: Answer) -> None:
    app = open_page("matcher", commodity="rice", year="2022", swap=_link(answer, "999999"))
    assert "999.999 t tidak mungkin, yang terdekat " in words(app)


@pytest.mark.parametrize(
    "link",
    [
        *("5315-9999:most", "?", "5371-5315:most", "5315-5309:-5", "5315-5309:nan"),
        *("5315-5309:", "a:b", f"5315-5309:{'9' * 400}"),
    ],
)
def test_what_is_no_swap_leaves_the_answer_of_the_rule(link: str) -> None:
    app = open_page("matcher", commodity="rice", year="2022", swap=link)
    assert "Ditukar secara manual: " not in words(app)
    assert "swap" not in app.query_params


def test_with_limits_on_pairs_nothing_is_offered_and_it_is_said_why(answer: Answer) -> None:
    link = _link(answer, "most")
    app = open_page("matcher", commodity="rice", year="2022", partners="2", swap=link)
    said = words(app)
    assert "tiap pasangan diputuskan ya atau tidak" in said
    assert "Ditukar secara manual: " not in said
    assert not [each for each in app.button if each.key == "swap-most"]


def test_reasons_of_a_pair_are_those_of_the_answer_shown(answer: Answer) -> None:
    row = _widest(answer)
    shown = pairs.swapped(answer, (Swap(row["origin"], row["destination"], float("inf")),))
    found = pairs.pair_reasons(shown, row["origin"], row["destination"])
    assert found.tonnes == pytest.approx(row["max_t"])
    flows = shown.match.flows.set_index(["origin", "destination"])["tonnes"]
    for partner in found.partners[found.partners["side"] == "origin"].itertuples():
        there = flows.get((row["origin"], partner.partner), 0.0)
        assert partner.tonnes_now == pytest.approx(there)


def test_files_have_the_swapped_pairs_and_say_so(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Name, table and note of every file that the page offers beside a table."""
    offered: dict[str, tuple[Any, str]] = {}

    def offer(key: str, *given: Any, note: str = "", **_more: Any) -> None:
        offered[key] = (given[1](), note) if len(given) > 1 and given[1] else (None, note)

    monkeypatch.setattr("pages.ui.tables.show_provenance", offer)
    open_page("matcher", commodity="rice", year="2022", swap=_link(answer, "most"))
    for name in ("pairs", "unmet", "unsold"):
        table, note = offered[f"{name}-rice-2022-swapped"]
        assert "ditukar secara manual" in note, name
        assert len(table) > 0
    table, _note = offered["pairs-rice-2022-swapped"]
    assert (table["Ton"] - table["Menurut aturan (t)"]).abs().max() > 1
    offered.clear()
    open_page("matcher", commodity="rice", year="2022")
    assert not [key for key in offered if "swapped" in key]
    assert offered["pairs-rice-2022"][1] == ""
