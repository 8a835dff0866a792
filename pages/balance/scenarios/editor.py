"""The form of a scenario: every widget shows one assumption, together they make the object."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis.balance.settings import POPULATION_KINDS, PopulationKind
from analysis.scenario import limits
from analysis.scenario.errors import ScenarioError, naming
from analysis.scenario.scenario import CHANGE_REASONS, EVERYWHERE, Change, ExtraDemand, Scenario
from pages.balance.scenarios import actions
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.match_form import edit_matching
from pages.balance.scenarios.transport_form import edit_transport
from pages.ui.regency import place_box
from publishing import scenario_words, words
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings import scenario_form
from publishing.listings.scenario_form import Preset
from publishing.names import commodity_name
from services.answer import evaluation


def edit(opened: Opened) -> bool:
    """Draw the form and keep what it says; False when something in it is not right.

    Then the last right answer stays, and the message names the field.
    """
    opened.desk.misread.clear()
    try:
        opened.desk.keep(opened, _form(opened))
    except ScenarioError as error:
        st.error(scenario_words.problem(error))
        return False
    return not opened.desk.misread


def _form(opened: Opened) -> Scenario:
    given, key = opened.scenario, opened.form
    fields: dict[str, Any] = {
        "name": st.text_input(
            _("Name"), given.name, max_chars=limits.NAME_LETTERS, key=f"{key}-name"
        ),
        "description": st.text_area(
            *(_("Description"), given.description),
            max_chars=limits.DESCRIPTION_LETTERS,
            height=68,
            key=f"{key}-about",
        ),
    }
    left, right = st.columns(2)
    with left:
        fields["commodity"] = _commodity(_("Commodity"), given.commodity, f"{key}-commodity")
    with right:
        fields["year"] = _year(given, fields["commodity"], f"{key}-year")
    _offer_presets(opened)
    tabs = st.tabs([_("Balance"), _("Demand"), _("Transport"), _("Matching")])
    with tabs[0]:
        fields |= _supply_and_need(opened)
    with tabs[1]:
        fields["extra_demand"] = _extra_demand(opened)
    with tabs[2]:
        fields |= edit_transport(opened)
    with tabs[3]:
        fields["matching"] = edit_matching(opened)
    if fields["commodity"] != given.commodity:
        fields["eaten_out_pct"] = None  # it is of one commodity
    return Scenario(**fields)


def _commodity(label: str, given: str, key: str) -> str:
    options = list(dict.fromkeys([*_commodities(), given]))
    return st.selectbox(label, options, options.index(given), format_func=commodity_name, key=key)


@once_per_language(maxsize=1)
def _commodities() -> tuple[str, ...]:
    """By name; those that have a balance first."""
    known = sorted(evaluation.produced_commodities(), key=commodity_name)
    usual = [c for c in known if c in evaluation.balanced_commodities()]
    return tuple(dict.fromkeys([*usual, *known]))


def _year(given: Scenario, commodity: str, key: str) -> int:
    known = evaluation.balanced_commodities().get(commodity) or []
    options = sorted({*known, given.year}, reverse=True)
    return st.selectbox(
        _("Year of the figures"), options, options.index(given.year),
        format_func=year_text, key=key,
    )  # fmt: skip


def show_read_only(opened: Opened) -> None:
    """In place of the form, where nothing can be changed: why, and how to begin a scenario."""
    if opened.is_archived:
        st.info(_archived_note(opened))
        st.text(opened.scenario.description)
        return
    st.info(
        _(
            "The baseline: figures as they are known, the model's own parameters, every route "
            "open. It cannot be changed; make a new scenario from it."
        )
    )
    st.button(
        _("New scenario"),
        on_click=actions.start_new,
        args=(
            opened,
            Scenario(_("New scenario"), opened.scenario.commodity, opened.scenario.year),
        ),
        type="primary",
        icon=":material/add:",
        key="scenario-new",
    )
    st.markdown(_("Or begin with a ready-made assumption:"))
    chosen = _choose_preset("baseline-preset")
    st.button(
        _("Begin with it"),
        on_click=actions.start_new,
        args=(
            opened,
            scenario_form.begun_with(
                chosen.preset, opened.scenario.commodity, opened.scenario.year
            ),
        ),
        key="scenario-new-preset",
    )


def _archived_note(opened: Opened) -> str:
    if not opened.is_mine:
        return _("This scenario is archived. Duplicate it to change it.")
    if opened.is_changed:
        return _(
            "This scenario was archived while you were changing it. What you have changed is still "
            "here and counts in the figures: restore it to go on and save, or duplicate it to save "
            "it under a link of its own."
        )
    return _("This scenario is archived. Restore it to change it, or duplicate it.")


def _choose_preset(key: str) -> Preset:
    """A ready-made assumption; shows what it rests on."""
    known = scenario_form.presets()
    chosen = st.selectbox(
        _("Assumption"), list(known), format_func=lambda preset: known[preset].name, key=key
    )
    for note in known[chosen].notes:
        st.caption(note)
    return known[chosen]


def _offer_presets(opened: Opened) -> None:
    # A new key for every filling of the form: the popover closes when its assumption is added.
    with st.popover(
        _("Add a ready-made assumption"),
        icon=":material/library_add:",
        key=f"{opened.form}-presets",
    ):
        chosen = _choose_preset(f"{opened.form}-preset")
        st.button(
            _("Add"),
            on_click=actions.refill,
            args=(opened, chosen.added_to),
            key=f"{opened.form}-preset-add",
        )


def _supply_and_need(opened: Opened) -> dict[str, Any]:
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
        "population_series": _population_series(given, f"{key}-series"),
        "eaten_out_pct": _eaten_out(opened),
        "production_changes": _changes(
            opened, "production_changes", _("Production"), _("Change production")
        ),
        "consumption_changes": _changes(
            opened, "consumption_changes", _("Consumption"), _("Change consumption")
        ),
    }


def _population_series(given: Scenario, key: str) -> PopulationKind | None:
    options: list[PopulationKind | None] = [None, *POPULATION_KINDS]
    return st.selectbox(
        _("Population series"),
        options,
        options.index(given.population_series),
        format_func=lambda kind: (
            words.population_kind(kind) if kind else _("usual: the one that covers most regencies")
        ),
        key=key,
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
        naming(f"{field}[{place}]", partial(_change, opened, field, place, change))
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


def _change(opened: Opened, field: str, place: int, given: Change) -> Change:
    key = f"{opened.form}-{field}-{place}"
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            commodity = _commodity(_("Commodity"), given.commodity, f"{key}-commodity")
        with right:
            scope = _scope(given.scope, scenario_words.scopes(), f"{key}-scope")
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
            )
        with right:
            remove_button(opened, field, place, key)
    return Change(commodity, scope, change, reason)


def _scope(given: str, options: list[str], key: str) -> str:
    return place_box(_("Where"), options, given, key, scenario_words.listed_scope)


def remove_button(opened: Opened, field: str, place: int, key: str) -> None:
    """Take one entry out of a list of the scenario."""

    def without(scenario: Scenario) -> Scenario:
        entries = getattr(scenario, field)
        changed: dict[str, Any] = {field: entries[:place] + entries[place + 1 :]}
        return replace(scenario, **changed)

    st.button(_("Remove"), key=f"{key}-remove", on_click=actions.refill, args=(opened, without))


def _extra_demand(opened: Opened) -> tuple[ExtraDemand, ...]:
    st.caption(_("Named demand beside that of the inhabitants: tourists, school meals, a reserve."))
    made = tuple(
        naming(f"extra_demand[{place}]", partial(_demand, opened, place, demand))
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


def _demand(opened: Opened, place: int, given: ExtraDemand) -> ExtraDemand:
    key = f"{opened.form}-demand-{place}"
    with st.container(border=True):
        name = st.text_input(
            _("Name"), given.name, max_chars=limits.NAME_LETTERS, key=f"{key}-name"
        )
        commodity = _commodity(_("Commodity"), given.commodity, f"{key}-commodity")
        ways = {
            "tonnes": _("tonnes"),
            "people": _("people"),
            "population_pct": _("share of the population"),
        }
        usual = next(way for way in ways if getattr(given, way) is not None)
        way = st.segmented_control(
            _("Given as"), list(ways), default=usual, format_func=ways.__getitem__,
            key=f"{key}-way", required=True,
        )  # fmt: skip
        options = scenario_words.scopes(several=way == "population_pct")
        scope = given.scope if given.scope in options else options[0]
        # Another key for another set of places: a zone makes no sense for tonnes.
        scope = _scope(scope, options, f"{key}-scope-{way == 'population_pct'}")
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
