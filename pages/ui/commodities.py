"""The choices that decide what a page shows, in one row under its title: commodity and year."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.ui import link_notes, state
from publishing.code_words import code_word
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sentences.commodity import standing_hint
from publishing.sentences.provincial import year_of_the_province_alone
from services import commodities
from services.answer import evaluation
from services.province import balances_of_the_province_alone

_USUAL_YEAR = "_usual_year"  # the default year when one was last chosen from
_NEWEST = 0  # among the years: of each commodity its newest


def choices(wide_year: bool = False) -> DeltaGenerator:
    """The row for them. On paper they stand in the head of every sheet instead (``print.js``)."""
    key = "screen-only-choices-wide" if wide_year else "screen-only-choices"
    return st.container(key=key, horizontal=True, vertical_alignment="bottom")


def choose_commodity() -> str:
    """One commodity; those with a balance first, then those with any production figure."""
    labels = _labels()
    return state.select(
        _("Commodity"),
        "commodity",
        list(labels),
        evaluation.DEFAULT_COMMODITY,
        format_func=labels.__getitem__,
    )


@once_per_language(maxsize=2)
def _labels() -> dict[str, str]:
    """Commodity -> words of the list, in its order."""
    with_balance = sorted(evaluation.two_sided(), key=_usual_order)
    others = sorted(set(evaluation.produced_commodities()) - set(with_balance), key=commodity_name)
    return {commodity: commodity_name(commodity) for commodity in with_balance} | {
        commodity: _("{name} (figures missing)", name=commodity_name(commodity))
        for commodity in others
    }


def choose_of_register() -> str:
    """Any commodity of the register, by group; the list says how far each is known.

    Typing looks for name, group and what is known alike.
    """
    labels = _register_labels()
    return state.select(
        _("Commodity"),
        "commodity",
        list(labels),
        evaluation.DEFAULT_COMMODITY,
        format_func=labels.__getitem__,
        width=460,
    )


@once_per_language(maxsize=2)
def _register_labels() -> dict[str, str]:
    """Commodity -> name, group and what is known of it; by group, there by name."""
    groups = {code: code_word(code) for code in commodities.register()["group"].unique()}
    known = sorted(
        commodities.known_sides().values(),
        key=lambda each: (groups[each.group], commodity_name(each.commodity)),
    )
    return {
        each.commodity: f"{commodity_name(each.commodity)} · {groups[each.group]} · "
        f"{standing_hint(each)}"
        for each in known
    }


def choose_balanced_commodity() -> str:
    """One of the commodities that have a balance."""
    return state.select(
        _("Commodity"),
        "commodity",
        sorted(evaluation.balanced_commodities(), key=_usual_order),
        evaluation.DEFAULT_COMMODITY,
        format_func=commodity_name,
    )


def _usual_order(commodity: str) -> tuple[bool, str]:
    return commodity != evaluation.DEFAULT_COMMODITY, commodity


def choose_year(
    years: list[int],
    default: int | None = None,
    commodity: str = "",
    then: Callable[[], None] | None = None,
) -> int:
    """One of the years for which there are figures, newest first.

    ``then`` is called before the run that follows a choice, and says what it redraws.

    ``commodity``: the one whose figures by regency are of these years; a link to a year of the
    province alone is told why it opens with another.
    """
    if commodity:
        link_notes.name_reasons(
            "year",
            {
                str(found.year): year_of_the_province_alone(found)
                for found in balances_of_the_province_alone(commodity)
                if found.year not in years
            },
        )
    return _choose_year(years, default if default in years else years[0], year_text, then)


def read_year(years: list[int], default: int | None) -> int:
    """The year that is chosen, in the address too; the list for it stands and is not drawn."""
    usual = default if default in years else years[0]
    return state.chosen("year", years, usual, label=_("Year"), format_func=year_text)


def choose_year_or_newest(years: list[int]) -> int | None:
    """One of the years or, until one is chosen, None: of each commodity its newest."""
    newest = _("newest of each commodity")
    chosen = _choose_year(
        [_NEWEST, *years], _NEWEST, lambda year: newest if year == _NEWEST else year_text(year)
    )
    return None if chosen == _NEWEST else chosen


def _choose_year(
    years: list[int],
    usual: int,
    format_func: Callable[[int], str],
    then: Callable[[], None] | None = None,
) -> int:
    """A year that nobody has chosen follows the usual one of what is looked at.

    Whoever goes on to another commodity sees its newest year, not that of the one before.
    """
    before = st.session_state.get(_USUAL_YEAR)
    if state.kept("year") == before and "year" not in st.query_params:
        state.choose("year", usual)
    st.session_state[_USUAL_YEAR] = usual
    return state.select(_("Year"), "year", years, usual, format_func=format_func, on_change=then)
