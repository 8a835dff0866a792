"""The part of the form on the match: a widget per option of ``MatchingOptions``.

An option without a widget here keeps the value that the scenario has, so that a file with it is
not spoilt by opening it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from analysis.errors import InvalidOptionError
from analysis.matching.options import OBJECTIVES, MatchingOptions
from analysis.scenario import limits
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from geo import places
from pages.balance.scenarios import actions
from pages.balance.scenarios.desk import Opened
from pages.ui.regency import by_name, place_box
from publishing import scenario_words
from publishing.language import _

Widget = Callable[[str, Any, str], Any]


def edit_matching(opened: Opened) -> MatchingOptions:
    """The options as the widgets say; raises ``ScenarioError`` with the option's name."""
    given, values = opened.scenario.matching, {}
    for option in fields(MatchingOptions):
        value, key = getattr(given, option.name), f"{opened.form}-match-{option.name}"
        label = scenario_words.field(f"matching.{option.name}")
        if option.name in _PAIRS:
            value = _pairs(opened, option.name, label, value, key)
        elif option.name in _WIDGETS:
            value = _WIDGETS[option.name](label, value, key)
        values[option.name] = value
    try:
        return MatchingOptions(**values)
    except InvalidOptionError as error:
        raise ScenarioError(
            "matching_option", f"matching.{error.field}", error.value, expected=error.expected
        ) from error


def _toggle(label: str, given: Any, key: str) -> bool:
    return st.toggle(label, given, key=key)


def _objective(label: str, given: Any, key: str) -> str:
    return st.selectbox(
        label, OBJECTIVES, OBJECTIVES.index(given), format_func=scenario_words.objective, key=key
    )


def _share(label: str, given: Any, key: str) -> float:
    percentage = st.slider(f"{label} (%)", 0, 100, round(100 * given), step=5, key=key)
    # A share between two steps of the slider stays as it is until the slider is moved.
    return float(given) if percentage == round(100 * given) else percentage / 100


def _thousandth(label: str, given: Any, key: str) -> float:
    low, high = limits.MATCHING["unmet_penalty_idr_per_t"]
    per_kg = st.number_input(
        f"{label} (Rp)", low / 1000, high / 1000, given / 1000, 1000.0, "%.0f", key
    )
    return float(given) if per_kg == given / 1000 else per_kg * 1000


def _limit(unit: str, step: float) -> Widget:
    def ask(label: str, given: Any, key: str) -> float | None:
        value = st.number_input(
            *(f"{label} ({unit})", 0.0, limits.MATCHING["max_distance_km"].maximum, given, step),
            *("%.0f", key),
            placeholder=_("no limit"),
        )
        return value or None

    return ask


def _tonnes(label: str, given: Any, key: str) -> float:
    low, high = limits.MATCHING["min_shipment_t"]
    return st.number_input(f"{label} (t)", low, high, float(given), 100.0, "%.0f", key)


def _count(label: str, given: Any, key: str) -> int | None:
    low, high = map(int, limits.MATCHING["max_partners"])
    count: int | None = st.number_input(
        label, low, high, given, step=1, key=key, placeholder=_("no limit")
    )
    return count


_WIDGETS: dict[str, Widget] = {
    "external_supply": _toggle,
    "objective": _objective,
    "reserve_share": _share,
    "max_distance_km": _limit("km", 50.0),
    "min_shipment_t": _tonnes,
    "max_partners": _count,
    "unmet_penalty_idr_per_t": _thousandth,
}

#: Options that are lists of pairs, and how many tonnes a new one begins with (None: no tonnes).
_PAIRS: dict[str, float | None] = {"forced_pairs": 1000.0, "forbidden_pairs": None}


def _pairs(opened: Opened, name: str, label: str, given: Any, key: str) -> tuple[Any, ...]:
    st.markdown(f"**{label}**")
    made = tuple(_pair(opened, name, place, pair, key) for place, pair in enumerate(given))
    st.button(
        _("Add a pair"),
        icon=":material/add:",
        key=f"{key}-add",
        on_click=actions.refill,
        args=(opened, lambda scenario: _with_pair(scenario, name)),
    )
    return made


def _pair(
    opened: Opened, name: str, place: int, given: tuple[Any, ...], key: str
) -> tuple[Any, ...]:
    codes = by_name(places.place_names())
    receivers = [code for code in codes if code in places.regency_names()]
    key = f"{key}-{place}"
    with st.container(border=True):
        left, right = st.columns(2)
        with left:
            origin = place_box(_("Supplier"), codes, given[0], f"{key}-from")
        with right:
            destination = place_box(_("Receiver"), receivers, given[1], f"{key}-to")
        amount: tuple[float, ...] = ()
        if _PAIRS[name] is not None:
            least = st.number_input(
                *(_("At least (t)"), *limits.AGREED_TONNES, float(given[2]), 100.0),
                *("%.0f", f"{key}-tonnes"),
            )
            amount = (least,)
        st.button(
            _("Remove"),
            key=f"{key}-remove",
            on_click=actions.refill,
            args=(opened, lambda scenario: _without_pair(scenario, name, place)),
        )
    return (origin, destination, *amount)


def _with_pair(scenario: Scenario, name: str) -> Scenario:
    """One more pair: the first that is neither agreed nor excluded yet."""
    codes = list(places.regency_names())
    taken = {pair[:2] for option in _PAIRS for pair in getattr(scenario.matching, option)}
    free = next((a, b) for a in codes for b in codes if a != b and (a, b) not in taken)
    tonnes = _PAIRS[name]
    added = free if tonnes is None else (*free, tonnes)
    return _changed(scenario, name, (*getattr(scenario.matching, name), added))


def _without_pair(scenario: Scenario, name: str, place: int) -> Scenario:
    pairs = getattr(scenario.matching, name)
    return _changed(scenario, name, pairs[:place] + pairs[place + 1 :])


def _changed(scenario: Scenario, name: str, pairs: tuple[Any, ...]) -> Scenario:
    option: dict[str, Any] = {name: pairs}
    return replace(scenario, matching=replace(scenario.matching, **option))
