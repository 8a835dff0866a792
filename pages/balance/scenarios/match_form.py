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

#: Draws the field of an option: the form, its label, the value given, its key.
Widget = Callable[[Opened, str, Any, str], Any]


def edit_matching(opened: Opened) -> MatchingOptions:
    """The options as the widgets say; raises ``ScenarioError`` with the option's name."""
    given, values = opened.scenario.matching, {}
    for option in fields(MatchingOptions):
        value, key = getattr(given, option.name), f"{opened.form}-match-{option.name}"
        label = scenario_words.field(f"matching.{option.name}")
        if option.name in _PAIRS:
            value = _pairs(opened, option.name, label, value, key)
        elif option.name in _WIDGETS:
            value = _WIDGETS[option.name](opened, label, value, key)
        values[option.name] = value
    try:
        return MatchingOptions(**values)
    except InvalidOptionError as error:
        raise ScenarioError(
            "matching_option", f"matching.{error.field}", error.value, expected=error.expected
        ) from error


def _toggle(_opened: Opened, label: str, given: Any, key: str) -> bool:
    return st.toggle(label, given, key=key)


def _objective(_opened: Opened, label: str, given: Any, key: str) -> str:
    return st.selectbox(
        label, OBJECTIVES, OBJECTIVES.index(given), format_func=scenario_words.objective, key=key
    )


def _share(opened: Opened, label: str, given: Any, key: str) -> float:
    low, high = limits.MATCHING["reserve_share"]
    share = 100 * given
    percentage = opened.percent(f"{label} (%)", share, (100 * low, 100 * high), key)
    # What nobody has touched stays as it is: a hundred times a share and back may be another one.
    return float(given) if percentage == share else percentage / 100


def _thousandth(opened: Opened, label: str, given: Any, key: str) -> float:
    low, high = limits.MATCHING["unmet_penalty_idr_per_t"]
    per_kg = opened.number(f"{label} (Rp)", given / 1000, key, limits=(low / 1000, high / 1000))
    return float(given) if per_kg is None or per_kg == given / 1000 else per_kg * 1000


def _distance(opened: Opened, label: str, given: Any, key: str) -> float | None:
    most = limits.MATCHING["max_distance_km"].maximum
    # 0 has meant no limit since the field was there; nobody means a path of no length.
    asked = opened.number(f"{label} (km)", given, key, limits=(0.0, most), none=_("no limit"))
    return asked or None


def _tonnes(opened: Opened, label: str, given: Any, key: str) -> float:
    asked = opened.number(
        f"{label} (t)", float(given), key, limits=limits.MATCHING["min_shipment_t"]
    )
    return asked or 0.0


def _count(opened: Opened, label: str, given: Any, key: str) -> int | None:
    count = opened.number(
        label,
        given,
        key,
        limits=limits.MATCHING["max_partners"],
        none=_("no limit"),
        is_whole=True,
    )
    return None if count is None else int(count)


_WIDGETS: dict[str, Widget] = {
    "external_supply": _toggle,
    "objective": _objective,
    "reserve_share": _share,
    "max_distance_km": _distance,
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
            least = opened.number(
                *(_("At least (t)"), float(given[2]), f"{key}-tonnes"),
                limits=limits.AGREED_TONNES,
            )
            assert least is not None
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
