"""How firm each pair is: in how many of the repeated matches it stands."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.matching.match import MatchResult
from analysis.uncertainty.pair_robustness import ROBUST_PCT, PairDraws
from geo import places
from geo.places import names_of
from pages.balance.matcher.certainty import range_words
from pages.ui.tables import show_table
from publishing.formats import number, percent
from publishing.language import _, once_per_language
from publishing.tables import Column


def robustness_word(code: str) -> str:
    """Whether a pair stands in most draws."""
    return {"robust": _("robust"), "fragile": _("fragile")}[code]


@once_per_language(maxsize=256)
def pair_words(match: MatchResult, found: PairDraws) -> pd.Series:
    """Word of robustness for every row of ``match.flows``, with its index."""
    codes = found.pairs.set_index(["origin", "destination"])["robustness"]
    asked = pd.MultiIndex.from_frame(match.flows[["origin", "destination"]])
    # A pair of the match that stands in no draw at all is as fragile as can be.
    of_flow = codes.reindex(asked).fillna("fragile").map(robustness_word)
    return pd.Series(of_flow.to_numpy(), index=match.flows.index, dtype="object")


@once_per_language(maxsize=256)
def pairs_headline(match: MatchResult, found: PairDraws) -> str:
    """How many of the pairs between regencies are robust, and the firmest of them."""
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    if inside.empty:
        return _("No pair between regencies to judge")
    frequency = found.pairs.set_index(["origin", "destination"])["frequency_pct"]
    asked = pd.MultiIndex.from_frame(inside[["origin", "destination"]])
    of_pair = frequency.reindex(asked).fillna(0.0)
    n_robust = int((of_pair >= ROBUST_PCT).sum())
    if not n_robust:
        return _("None of the {total} pairs between regencies is robust", total=len(inside))
    origin, destination = of_pair.idxmax()
    return _(
        "{n} of {total} pairs between regencies are robust; "
        "the firmest is {origin} → {destination}",
        n=n_robust,
        total=len(inside),
        origin=places.place_names().get(origin, origin),
        destination=places.place_names().get(destination, destination),
    )


def show_pair_robustness(
    match: MatchResult, found: PairDraws, source_ids: Sequence[str], key: str
) -> None:
    """Pairs with their word, how often they appear and with how many tonnes.

    ``source_ids`` are those of the match; the spreads it is repeated with are assumptions.
    """
    modelled = match.flows[["origin", "destination", "tonnes"]]
    table = found.pairs.merge(modelled, on=["origin", "destination"], how="left")
    # Pairs of the match first; of the others only those that come up often enough to matter.
    table = table[table["tonnes"].notna() | (table["frequency_pct"] >= 5)]
    table = table[table["origin_kind"] == "regency"]
    table = table.assign(
        origin_name=table["origin"].map(places.place_names()),
        destination_name=names_of(table["destination"]),
        word=table["robustness"].map(robustness_word),
        range_text=[
            range_words(low, high)
            for low, high in table[["tonnes_p05", "tonnes_p95"]].itertuples(index=False)
        ],
    )
    show_table(
        table.sort_values("frequency_pct", ascending=False, kind="stable", ignore_index=True),
        {
            "origin_name": Column(_("Supplier")),
            "destination_name": Column(_("Receiver")),
            "word": Column(_("How firm")),
            "frequency_pct": Column(_("In % of the results"), 0),
            "tonnes": Column(_("In this match (t)"), 0),
            "range_text": Column(_("Tonnes when it appears")),
        },
        key=f"robust-{key}",
        source_ids=[*source_ids, "assumption"],
        empty=_("No pair between regencies to judge"),
    )
    st.caption(
        _(
            "The match is repeated {n} times with balances that are a little off. Robust: the pair "
            "stands in {robust} of the results or more; fragile: in fewer.",
            n=number(found.n_draws),
            robust=percent(ROBUST_PCT, 0),
        )
    )
