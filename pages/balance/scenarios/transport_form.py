"""The part of the form on transport: closures and cost parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from analysis.scenario import limits
from pages.balance.scenarios.desk import Opened
from publishing import scenario_words
from publishing.language import _
from publishing.listings import scenario_form


def edit_transport(opened: Opened) -> dict[str, Any]:
    """Closed edges and events, and cost parameters that differ from the table's."""
    given, key = opened.scenario, opened.form
    events = scenario_form.closure_events()
    chosen = st.multiselect(
        _("Closures"),
        _with_given(list(events), given.closure_events),
        list(given.closure_events),
        format_func=scenario_words.event,
        key=f"{key}-events",
        placeholder=_("none"),
        select_all=False,
    )
    for event in chosen:
        if event in events:
            st.caption(events[event])
    single = st.multiselect(
        _("Single edges closed"),
        _with_given(scenario_form.usable_edges(), given.closed_edges),
        list(given.closed_edges),
        format_func=scenario_words.edge,
        key=f"{key}-edges",
        placeholder=_("none"),
        select_all=False,
    )
    return {
        "closure_events": tuple(chosen),
        "closed_edges": tuple(single),
        "cost_parameters": _cost_parameters(opened),
    }


def _with_given(options: Iterable[str], given: tuple[str, ...]) -> list[str]:
    # What a file names and this program does not know stays in the form, so that it can be removed.
    return list(dict.fromkeys([*options, *given]))


def _cost_parameters(opened: Opened) -> tuple[tuple[str, float], ...]:
    given, key = dict(opened.scenario.cost_parameters), opened.form
    known = scenario_form.cost_parameters()
    changed = st.multiselect(
        _("Cost parameters to change"),
        _with_given(known, tuple(given)),
        list(given),
        format_func=scenario_words.cost_parameter,
        key=f"{key}-parameters",
        placeholder=_("none"),
        select_all=False,
    )
    values = {}
    for name in changed:
        usual = known.get(name)
        value = opened.number(
            scenario_words.cost_parameter(name).capitalize(),
            given.get(name, 0.0 if usual is None else usual.value),
            f"{key}-parameter-{name}",
            limits=limits.COST_PARAMETER,
            help=None if usual is None else usual.about,
        )
        assert value is not None
        values[name] = value
    return tuple(values.items())
