"""The controls of the match; every choice stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from analysis.matching.options import MatchingOptions, Objective
from geo import places
from ntt_data.editions import once_per_edition
from pages.balance.matcher import parts
from pages.ui import state
from pages.ui.fragments import is_redrawn_itself, named_fragment
from pages.ui.on_demand import Fold, open_on_demand
from pages.ui.outside import choose_outside
from pages.ui.several import choose_several, chosen_several
from publishing.formats import percent, tonnes
from publishing.language import _
from publishing.names import listed_regency
from publishing.sentences.matching import aim, old_link_note
from publishing.sentences.scenario import match_options

_RESERVES_PCT = [0, 10, 20, 30, 50]
_LIMITS_KM = [0, 150, 300, 600]
_SHIPMENTS_T = [0, 50, 100, 500, 1000, 2000]
_PARTNERS = [0, 1, 2, 3, 4]
#: Options that nobody sees while the fold is closed.
_BEHIND_THE_FOLD = ("max_distance_km", "min_shipment_t", "max_partners", "forbidden_pairs")

#: What of a match a link may name beside the objective.
_OPTION_KEYS = ("outside", "reserve", "limit", "shipment", "partners", "closed_pairs")
_FROM_OLD_LINK = "_objective_of_an_old_link"
_CHOSEN = "_matcher_options"  # of the session: the options that the match shown has


def chosen_options() -> MatchingOptions:
    """What is chosen by now; the controls have been drawn before."""
    found: MatchingOptions = st.session_state[_CHOSEN]
    return found


def _objectives() -> dict[Objective, str]:
    return {
        "ntt_first": _("NTT supplies itself first"),
        "least_cost": _("least cost"),
        "fairest": _("fairest"),
        "most_local": _("most local"),
    }


def choose_options() -> None:
    """Objective, outside supply and reserve at once; the finer limits one click away."""
    objectives = _objectives()
    _keep_the_objective_of_an_old_link()
    first, second, third = st.columns(3)
    with first:
        objective = state.select(
            _("Objective"),
            "objective",
            list(objectives),
            MatchingOptions().objective,
            format_func=objectives.__getitem__,
            always_named=True,
            on_change=_redraw_objective,
        )
    with second:
        is_allowed = choose_outside()
    with third:
        reserve = state.select(
            _("Share of its surplus each regency keeps"),
            "reserve",
            _RESERVES_PCT,
            0,
            format_func=lambda share: percent(share, 0),
        )
    limit, shipment, partners = (
        state.chosen(each.key, each.options, 0, label=each.label, format_func=each.word)
        for each in _limits()
    )
    forbidden = chosen_several("closed_pairs", list(_pairs()), _("Pairs that may not trade"))
    st.session_state[_CHOSEN] = options = MatchingOptions(
        external_supply=is_allowed,
        objective=objective,
        reserve_share=reserve / 100,
        max_distance_km=float(limit) if limit else None,
        min_shipment_t=float(shipment),
        max_partners=partners or None,
        forbidden_pairs=tuple((pair[:4], pair[5:]) for pair in forbidden),
    )
    _say_aim()
    # Another label would make it another fold, which begins closed.
    open_on_demand(Fold(_("More limits"), "limits", _choose_limits))
    if in_use := match_options(options, _BEHIND_THE_FOLD):
        st.caption(_("Limits in use: {limits}.", limits=in_use))


def _redraw_objective() -> None:
    """Another objective leaves the controls as they are; what an old link had meant ends."""
    if not st.session_state.get(_FROM_OLD_LINK):
        parts.redraw_objective()


@named_fragment(parts.AIM)
def _say_aim() -> None:
    if is_redrawn_itself():  # the list stands above and is not drawn
        objectives = _objectives()
        objective = state.chosen(
            "objective",
            list(objectives),
            MatchingOptions().objective,
            always_named=True,
            label=_("Objective"),
            format_func=objectives.__getitem__,
        )
        st.session_state[_CHOSEN] = replace(chosen_options(), objective=objective)
    options = chosen_options()
    st.caption(aim(options.objective, options.external_supply))
    if options.objective == "least_cost" and st.session_state.get(_FROM_OLD_LINK):
        st.info(old_link_note())


def _keep_the_objective_of_an_old_link() -> None:
    """Links with options but no objective are from when least cost was the default."""
    if state.arrives_with("objective"):
        st.session_state.pop(_FROM_OLD_LINK, None)
    elif "objective" not in st.query_params and state.arrives_with(*_OPTION_KEYS):
        state.choose("objective", "least_cost")
        st.session_state[_FROM_OLD_LINK] = True


@dataclass(frozen=True)
class _Limit:
    """One of the finer limits; 0 stands for none."""

    key: str
    label: str
    options: list[int]
    say: Callable[[int], str]

    def word(self, size: int) -> str:
        return self.say(size) if size else _("no limit")


def _limits() -> tuple[_Limit, _Limit, _Limit]:
    return (
        _Limit(
            *("limit", _("Longest path between two regencies"), _LIMITS_KM),
            say=lambda km: f"{km} km",
        ),
        _Limit("shipment", _("Smallest shipment of a pair"), _SHIPMENTS_T, tonnes),
        _Limit("partners", _("Most partners of a regency"), _PARTNERS, str),
    )


def _choose_limits() -> None:
    for place, each in zip(st.columns(3), _limits(), strict=True):
        with place:
            state.select(each.label, each.key, each.options, 0, format_func=each.word)
    pairs = _pairs()
    choose_several(
        _("Pairs that may not trade"), "closed_pairs", list(pairs), format_func=pairs.__getitem__
    )


@once_per_edition(maxsize=256)
def _pairs() -> dict[str, str]:
    """Every pair of two regencies by its code, with its words."""
    names = {code: listed_regency(code) for code in places.regency_names()}
    return {f"{a}-{b}": f"{names[a]} → {names[b]}" for a in names for b in names if a != b}
