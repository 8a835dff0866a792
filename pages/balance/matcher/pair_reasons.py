"""Why this pair? What the next-best partners would cost, and how a match compares in all."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.answer import Answer
from analysis.matching.alternatives import compare_alternatives
from analysis.matching.explain import PairReasons, next_best
from analysis.matching.match import MatchResult
from analysis.prices import price_flows
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui.matching_view import place_name
from pages.ui.tables import show_table
from publishing.formats import compact, rupiah, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.tables import Column
from services.answer import evaluation

# The market level and quality at which a commodity is compared between places.
_COMPARED_FORM = {"rice": "consumer_medium", "chili": "consumer_red"}
# The newest year with all twelve months; the one after it ends in August.
PRICE_YEAR = 2024


@once_per_edition(maxsize=256)
def _reasons(answer: Answer, origin: str, destination: str) -> PairReasons:
    return next_best(
        answer.balance.table,
        answer.costs.between,
        answer.costs.from_outside,
        answer.scenario.matching,
        origin,
        destination,
        places=answer.places,
    )


def show_reasons(answer: Answer, origin: str, destination: str) -> None:
    """The pair's next-best partners on both sides, and what doing without it would cost."""
    found = _reasons(answer, origin, destination)
    st.subheader(_("Why this pair?"))
    st.markdown(_without(found))
    table = found.partners.assign(
        side_words=found.partners["side"].map(
            {"origin": _("send to"), "destination": _("take from")}
        ),
        partner_name=found.partners["partner"].map(place_name),
        cost=found.partners["cost_idr_per_t"] / 1000,
        more=found.partners["more_than_pair_idr_per_t"] / 1000,
        more_all=found.partners["more_for_all_idr_per_t"] / 1000,
    )
    show_table(
        table,
        {
            "side_words": Column(_("Instead")),
            "partner_name": Column(_("Partner")),
            "cost": Column(_("Rp/kg"), 0, help=_("Freight, without the price of the goods")),
            "more": Column(_("More"), 0, help=_("Rupiah per kg more than this pair")),
            "more_all": Column(
                _("More for all"),
                0,
                help=_("By how much the freight of all together rises for the first tonne"),
            ),
            "tonnes_now": Column(_("Already so (t)"), 0),
        },
        key=f"why-{origin}-{destination}",
        source_ids=evaluation.answer_sources(answer),
        empty=_("Nobody else can be reached."),
    )


def _without(found: PairReasons) -> str:
    if found.extra_unmet_t > 0.5:
        return _(
            "Without this pair {amount} more would stay unmet.", amount=tonnes(found.extra_unmet_t)
        )
    if found.extra_cost_idr < 1e6:
        return _("Without this pair another arrangement would be just as cheap.")
    return _(
        "Without this pair all freight together would cost {amount} rupiah more.",
        amount=compact(found.extra_cost_idr),
    )


@once_per_language(maxsize=256)
def price_columns(match: MatchResult, commodity: str) -> dict[str, pd.Series]:
    """Whether the price gap of the two places pays the freight, and the goods' value there.

    Where a price is not known both say so.
    """
    words = {
        "covers_freight": _("price supports"),
        "below_freight": _("price does not support"),
        "unknown": _("unknown"),
    }
    judged = price_flows(match.flows, _prices(commodity))
    return {
        _("Price"): judged["price_support"].map(words),
        _("Value there (Rp billion)"): judged["value_at_destination_idr"] / 1e9,
    }


def price_sources(commodity: str) -> list[str]:
    """Sources of the prices compared."""
    return _prices(commodity)["source_id"].unique().tolist()


@once_per_edition(maxsize=16)
def _prices(commodity: str) -> pd.DataFrame:
    """One comparable price per regency; empty where there is none."""
    prices = load("prices")
    rows = prices[
        (prices["commodity"] == commodity)
        & (prices["form"] == _COMPARED_FORM.get(commodity))
        & (prices["unit"] == "IDR/kg")
        & (prices["year"] == PRICE_YEAR)
    ]
    columns = ["regency_code", "price_idr_per_kg", "source_id"]
    return rows.rename(columns={"value": "price_idr_per_kg"})[columns]


def price_note(commodity: str) -> str:
    """Which price is compared, or that none is known."""
    if _prices(commodity).empty:
        return _("Prices of this commodity are not known for the places compared.")
    return _(
        "Price supports: the consumer prices of {year} differ by more than the freight.",
        year=year_text(PRICE_YEAR),
    )


def show_alternatives(answer: Answer) -> None:
    """This match beside buying everything outside, and beside each taking from its nearest."""
    settings = answer.balance.settings
    table = compare_alternatives(
        answer.balance.table,
        answer.costs.between,
        answer.costs.from_outside,
        answer.scenario.matching,
        answer.match,
        places=answer.places,
    )
    names = {
        "match": _("this match"),
        "all_external": _("everyone buys from outside"),
        "nearest_surplus": _("each deficit takes from its nearest surplus"),
    }
    table = table.assign(
        name=table["alternative"].map(names),
        cost=table["cost_idr"] / 1e9,
        per_kg=[rupiah(value / 1000) for value in table["cost_idr_per_t"]],
    )
    show_table(
        table,
        {
            "name": Column(_("Way")),
            "cost": Column(_("Freight in all (billion rupiah)"), 1),
            "per_kg": Column(_("per kg delivered")),
            "moved_t": Column(_("From regencies of NTT (t)"), 0),
            "external_t": Column(_("From outside (t)"), 0),
            "unmet_t": Column(_("Unmet (t)"), 0),
        },
        key=f"alternatives-{settings.commodity}-{settings.year}",
        source_ids=evaluation.answer_sources(answer),
    )
    st.caption(_("Costs can only be compared where the unmet tonnes are the same."))
