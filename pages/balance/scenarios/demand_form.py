"""The part of the form on demand beside that of the inhabitants."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.scenario import limits
from analysis.scenario.scenario import ExtraDemand, Scenario
from pages.balance.scenarios import actions
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.entries import commodity_box, entry_of, remove_button, scope_box
from publishing import scenario_words
from publishing.language import _


def edit_extra_demand(opened: Opened) -> tuple[ExtraDemand, ...]:
    """The entries as the widgets say."""
    st.caption(_("Named demand beside that of the inhabitants: tourists, school meals, a reserve."))
    made = tuple(
        entry_of(opened, "extra_demand", place, demand, partial(_demand, place))
        for place, demand in enumerate(opened.scenario.extra_demand)
    )
    st.button(
        _("Add extra demand"),
        icon=":material/add:",
        key=f"{opened.form}-demand-add",
        on_click=actions.refill,
        args=(opened, _with_demand),
    )
    return made


def _with_demand(scenario: Scenario) -> Scenario:
    added = ExtraDemand(_("Extra demand"), "5371", scenario.commodity, tonnes=0.0)
    return replace(scenario, extra_demand=(*scenario.extra_demand, added))


def _demand(place: int, opened: Opened, given: ExtraDemand) -> ExtraDemand:
    key = f"{opened.form}-demand-{place}"
    with st.container(border=True):
        name = st.text_input(
            *(_("Name"), given.name),
            max_chars=limits.NAME_LETTERS,
            key=f"{key}-name",
            on_change=opened.changed,
        )
        commodity = commodity_box(opened, given.commodity, f"{key}-commodity")
        ways = {
            "tonnes": _("tonnes"),
            "people": _("people"),
            "population_pct": _("share of the population"),
        }
        usual = next(way for way in ways if getattr(given, way) is not None)
        way = st.segmented_control(
            _("Given as"), list(ways), default=usual, format_func=ways.__getitem__,
            key=f"{key}-way", required=True, on_change=opened.changed,
        )  # fmt: skip
        options = scenario_words.scopes(several=way == "population_pct")
        scope = given.scope if given.scope in options else options[0]
        # Another key for another set of places: a zone makes no sense for tonnes.
        scope = scope_box(opened, scope, options, f"{key}-scope-{way == 'population_pct'}")
        amounts = _amounts(opened, given, str(way), key)
        remove_button(opened, "extra_demand", place, key)
    return ExtraDemand(name, scope, commodity, **amounts)


def _amounts(opened: Opened, given: ExtraDemand, way: str, key: str) -> dict[str, float]:
    def ask(label: str, name: str) -> float:
        value = getattr(given, name) or 0.0
        asked = opened.number(label, value, f"{key}-{name}", limits=limits.DEMAND[name])
        return asked or 0.0

    if way == "tonnes":
        return {"tonnes": ask(_("Tonnes in the year"), "tonnes")}
    first, second, third = st.columns(3)
    with first:
        number_of = (
            {"people": ask(_("People"), "people")}
            if way == "people"
            else {"population_pct": ask(_("Share (%)"), "population_pct")}
        )
    with second:
        days = ask(_("Days"), "days")
    with third:
        ration = ask(_("kg per person and day"), "kg_per_person_day")
    return {**number_of, "days": days, "kg_per_person_day": ration}
