"""What the parts of a scenario's form have in common: its lists of entries, goods and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from analysis.scenario.errors import naming
from analysis.scenario.scenario import Change, ExtraDemand, Scenario
from pages.balance.scenarios import actions
from pages.balance.scenarios.desk import Opened
from pages.balance.scenarios.parts import part_of_form
from pages.ui.regency import place_box
from publishing import scenario_words
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from services.answer import evaluation

Entry = TypeVar("Entry", Change, ExtraDemand)


def entry_of(
    opened: Opened,
    field: str,
    place: int,
    given: Entry,
    read: Callable[[Opened, Entry], Entry],
) -> Entry:
    """An entry of a list of the scenario, as a part of the form."""

    def read_now(now: Opened) -> Entry:
        # It may have been removed, and the form that lacks it be on its way.
        shown = next(iter(getattr(now.scenario, field)[place:]), given)
        return naming(f"{field}[{place}]", partial(read, now, shown))

    def put(scenario: Scenario, said: Entry) -> Scenario:
        entries = enumerate(getattr(scenario, field))
        return with_fields(scenario, {field: tuple(said if n == place else e for n, e in entries)})

    return part_of_form(opened, f"{field}-{place}", given, read_now, put)


def remove_button(opened: Opened, field: str, place: int, key: str) -> None:
    """Take one entry out of a list of the scenario."""

    def without(scenario: Scenario) -> Scenario:
        entries = getattr(scenario, field)
        changed: dict[str, Any] = {field: entries[:place] + entries[place + 1 :]}
        return replace(scenario, **changed)

    st.button(_("Remove"), key=f"{key}-remove", on_click=actions.refill, args=(opened, without))


def scope_box(opened: Opened, given: str, options: list[str], key: str) -> str:
    """Where an entry holds: a regency, a zone, everywhere."""
    return place_box(
        *(_("Where"), options, given, key, scenario_words.listed_scope, opened.changed)
    )


def commodity_box(opened: Opened, given: str, key: str) -> str:
    """Any commodity with a figure; those that have a balance first."""
    options = list(dict.fromkeys([*_commodities(), given]))
    return st.selectbox(
        *(_("Commodity"), options, options.index(given)),
        format_func=commodity_name,
        key=key,
        on_change=opened.changed,
    )


@once_per_language(maxsize=1)
def _commodities() -> tuple[str, ...]:
    """By name; those that have a balance first."""
    known = sorted(evaluation.produced_commodities(), key=commodity_name)
    usual = [c for c in known if c in evaluation.balanced_commodities()]
    return tuple(dict.fromkeys([*usual, *known]))


def named(scenario: Scenario, names: Iterable[str]) -> dict[str, Any]:
    """Some of its fields by name."""
    return {name: getattr(scenario, name) for name in names}


def with_fields(scenario: Scenario, said: dict[str, Any]) -> Scenario:
    """The same with other values in these fields."""
    return replace(scenario, **said)
