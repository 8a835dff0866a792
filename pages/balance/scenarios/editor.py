"""The form of a scenario: every widget shows one assumption, together they make the object."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from analysis.scenario import limits
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from pages.balance.scenarios import actions
from pages.balance.scenarios.demand_form import edit_extra_demand
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.entries import commodity_box, named, with_fields
from pages.balance.scenarios.match_form import edit_matching
from pages.balance.scenarios.parts import part_of_form
from pages.balance.scenarios.supply_form import edit_supply_and_need
from pages.balance.scenarios.transport_form import TRANSPORT, edit_transport
from publishing import scenario_words
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings import scenario_form
from publishing.listings.scenario_form import Preset
from services.answer import evaluation


def edit(opened: Opened) -> bool:
    """Draw the form and keep what it says; False when something in it is not right.

    Then the last right answer stays, and the message names the field.
    """
    opened.desk.wrong.clear()
    try:
        opened.desk.keep(opened, _form(opened))
    except ScenarioError as error:
        st.error(scenario_words.problem(error))
        opened.desk.wrong.add("")
    return not opened.desk.wrong


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
        fields["commodity"] = commodity_box(opened, given.commodity, f"{key}-commodity")
    with right:
        fields["year"] = part_of_form(
            *(opened, "year", given.year),
            lambda now: _year(now, fields["commodity"]),
            lambda scenario, year: replace(scenario, year=year),
        )
    _offer_presets(opened)
    tabs = st.tabs([_("Balance"), _("Demand"), _("Transport"), _("Matching")])
    with tabs[0]:
        fields |= edit_supply_and_need(opened)
    with tabs[1]:
        fields["extra_demand"] = edit_extra_demand(opened)
    with tabs[2]:
        transport: dict[str, Any] = part_of_form(
            *(opened, "transport", named(given, TRANSPORT)), edit_transport, with_fields
        )
        fields |= transport
    with tabs[3]:
        fields["matching"] = part_of_form(
            *(opened, "matching", given.matching, edit_matching),
            lambda scenario, matching: replace(scenario, matching=matching),
        )
    if fields["commodity"] != given.commodity:
        fields["eaten_out_pct"] = None  # it is of one commodity
    return Scenario(**fields)


def _year(opened: Opened, commodity: str) -> int:
    given = opened.scenario
    known = evaluation.balanced_commodities().get(commodity) or []
    options = sorted({*known, given.year}, reverse=True)
    return st.selectbox(
        _("Year of the figures"), options, options.index(given.year),
        format_func=year_text, key=f"{opened.form}-year", on_change=opened.changed,
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
