"""The part of the form on the balance: people, the norm, production and consumption."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis.balance.settings import POPULATION_KINDS, PopulationKind
from analysis.scenario import limits
from analysis.scenario.scenario import CHANGE_REASONS, EVERYWHERE, Change, Scenario
from pages.balance.scenarios import actions
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.entries import (
    commodity_box,
    entry_of,
    named,
    remove_button,
    scope_box,
    with_fields,
)
from pages.balance.scenarios.parts import part_of_form
from publishing import scenario_words, words
from publishing.language import _
from publishing.listings import scenario_form
from services.answer import evaluation

#: The fields of a scenario on how many people eat, and what.
PEOPLE = ("population_growth_pct", "population_series", "eaten_out_pct")


def edit_supply_and_need(opened: Opened) -> dict[str, Any]:
    """The fields of the balance as the widgets say."""
    people: dict[str, Any] = part_of_form(
        *(opened, "people", named(opened.scenario, PEOPLE)), _people_and_norm, with_fields
    )
    return {
        **people,
        "production_changes": _changes(
            opened, "production_changes", _("Production"), _("Change production")
        ),
        "consumption_changes": _changes(
            opened, "consumption_changes", _("Consumption"), _("Change consumption")
        ),
    }


def _people_and_norm(opened: Opened) -> dict[str, Any]:
    given, key = opened.scenario, opened.form
    growth = opened.percent(
        _("Change of the population (%)"),
        given.population_growth_pct,
        limits.POPULATION_GROWTH_PCT,
        f"{key}-growth",
        help=_("Once, against the figure of the year"),
    )
    return {
        "population_growth_pct": growth,
        "population_series": _population_series(opened),
        "eaten_out_pct": _eaten_out(opened),
    }


def _population_series(opened: Opened) -> PopulationKind | None:
    given = opened.scenario
    options: list[PopulationKind | None] = [None, *POPULATION_KINDS]
    return st.selectbox(
        _("Population series"),
        options,
        options.index(given.population_series),
        format_func=lambda kind: (
            words.population_kind(kind) if kind else _("usual: the one that covers most regencies")
        ),
        key=f"{opened.form}-series",
        on_change=opened.changed,
        help=_("A year that a series lacks is unknown; it is not filled from another series"),
    )


def _eaten_out(opened: Opened) -> float | None:
    """Per cent of the norm; None while it is as the table has it."""
    given = opened.scenario
    usual = evaluation.usual_eaten_out_pct(given.commodity, given.year)
    known = given.eaten_out_pct
    chosen = opened.percent(
        _("Eaten outside the home (% of the norm)"),
        usual if known is None else known,
        limits.EATEN_OUT_PCT,
        # Of one commodity: another one begins with its own.
        f"{opened.form}-eaten-out-{given.commodity}",
        help=_("The norm is what households prepare at home; this is added to it"),
    )
    for note in scenario_form.eaten_out_notes(given.commodity):
        st.caption(note)
    return None if chosen == usual and known is None else chosen


def _changes(opened: Opened, field: str, title: str, add: str) -> tuple[Change, ...]:
    st.markdown(f"**{title}**")
    given: tuple[Change, ...] = getattr(opened.scenario, field)
    made = tuple(
        entry_of(opened, field, place, change, partial(_change, field, place))
        for place, change in enumerate(given)
    )
    st.button(
        add,
        icon=":material/add:",
        key=f"{opened.form}-{field}-add",
        on_click=actions.refill,
        args=(opened, lambda s: _with_change(s, field)),
    )
    return made


def _with_change(scenario: Scenario, field: str) -> Scenario:
    added = Change(scenario.commodity, EVERYWHERE, 0.0)
    changed: dict[str, Any] = {field: (*getattr(scenario, field), added)}
    return replace(scenario, **changed)


def _change(field: str, place: int, opened: Opened, given: Change) -> Change:
    key = f"{opened.form}-{field}-{place}"
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            commodity = commodity_box(opened, given.commodity, f"{key}-commodity")
        with right:
            scope = scope_box(opened, given.scope, scenario_words.scopes(), f"{key}-scope")
        change = opened.percent(
            _("Change in percent"), given.change_pct, limits.CHANGE_PCT, f"{key}-pct"
        )
        left, right = st.columns([2, 1], vertical_alignment="bottom")
        with left:
            reason = st.selectbox(
                _("Reason"),
                CHANGE_REASONS,
                CHANGE_REASONS.index(given.reason),
                format_func=scenario_words.reason,
                key=f"{key}-reason",
                on_change=opened.changed,
            )
        with right:
            remove_button(opened, field, place, key)
    return Change(commodity, scope, change, reason)
