"""What else there is to be known of the match, for those who open it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ntt_data.tables import load
from pages.balance.matcher.market_panel import show_market
from pages.balance.matcher.match_shown import ShownMatch, shown_match
from pages.balance.matcher.pair_lookup import look_pair_up
from pages.balance.matcher.turning_panel import show_turning
from pages.ui.matching_view import show_cost_parameters
from pages.ui.on_demand import Fold, folds, is_one_open
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.certainty import robustness_table
from publishing.listings.matching import (
    alternatives_table,
    near_best_table,
    shadow_price_table,
    unsold_table,
)
from publishing.sentences import matching as sentences
from publishing.sentences.certainty import robustness_note
from publishing.tables import ReadyTable
from services.answer import evaluation, pairs

#: Keys of those that are of the match: another match redraws them where they are open.
_OF_THE_MATCH = (
    *("unsold", "lookup", "firmness", "near", "alternatives", "worth", "turning", "market"),
)


def is_any_open() -> bool:
    """Whether one is open that another match changes."""
    return is_one_open(_OF_THE_MATCH)


def show() -> None:
    """All of them; each shows the match that stands on the page when it is opened."""

    def of(draw: Callable[[ShownMatch], object]) -> Callable[[], object]:
        return lambda: draw(shown_match())

    folds(
        Fold(_("What the surplus regencies send and keep"), "unsold", of(_show_unsold)),
        Fold(
            _("Look a pair up"),
            "lookup",
            of(lambda it: look_pair_up(it.answer, it.key, it.note)),
        ),
        Fold(_("How firm each pair is"), "firmness", of(_show_robustness)),
        Fold(
            _("What a little dearer freight would allow"),
            "near",
            of(_show_near_best),
        ),
        Fold(
            _("Compared with other ways"),
            "alternatives",
            of(_show_alternatives),
        ),
        Fold(_("What one more tonne would be worth"), "worth", of(_show_worth)),
        Fold(_("What turns it over"), "turning", of(lambda it: show_turning(it.best))),
        Fold(
            _("Would the market carry it?"),
            "market",
            of(lambda it: show_market(it.answer, it.key)),
        ),
        Fold(_("Cost assumptions"), "costs", show_cost_parameters),
    )


def _show_unsold(shown: ShownMatch) -> None:
    """Per surplus: what is sent and what stays."""
    answer = shown.answer
    draw_table(
        *(unsold_table(answer.match), f"unsold-{shown.key}"),
        evaluation.match_sources(answer.balance),
        empty=_("No regency has a surplus."),
        note=shown.note,
    )


def _show_worth(shown: ShownMatch) -> None:
    answer = shown.answer
    _draw(
        *(shadow_price_table(answer.match), f"shadow-{shown.key}"),
        evaluation.match_sources(answer.balance),
        _("No price can be set: need stays unmet everywhere."),
    )


def _show_robustness(shown: ShownMatch) -> None:
    """Pairs with their word, how often they appear and with how many tonnes."""
    answer = shown.answer
    _draw(
        robustness_table(answer.match, shown.firmness),
        f"robust-{shown.key}",
        # The spreads with which the match is repeated are assumptions.
        [*evaluation.match_sources(answer.balance), "assumption"],
        _("No pair between regencies to judge"),
    )
    st.caption(robustness_note(shown.firmness))


def _show_near_best(shown: ShownMatch) -> None:
    """Ranges of every pair within a little above the best freight."""
    answer = shown.best
    if answer.ranges is None:
        st.info(sentences.ranges_note(None, answer.scenario.matching.objective))
        return
    with st.spinner(_("Working out the ranges …")):
        near = pairs.near_best(answer)
    _draw(
        near_best_table(answer.ranges, near),
        f"near-{shown.key}",
        evaluation.answer_sources(answer),
        _("No pair."),
    )
    rates = load("cost_parameters").set_index("parameter")
    road = {side: float(rates[side]["road_idr_per_t_km"]) for side in ("value", "low", "high")}
    st.caption(sentences.near_best_note(road))


def _show_alternatives(shown: ShownMatch) -> None:
    answer = shown.answer
    draw_table(
        alternatives_table(pairs.alternatives(answer)),
        f"alternatives-{shown.key}",
        evaluation.answer_sources(answer),
    )
    st.caption(_("Costs can only be compared where the unmet tonnes are the same."))


def _draw(table: ReadyTable, key: str, source_ids: list[str], empty: str) -> None:
    draw_table(table, key, source_ids, empty=empty)
