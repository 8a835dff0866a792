"""Tables of a match: pairs, what is met, kept and unmet, why a pair, what else could be done."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.matching.explain import PairReasons
from analysis.matching.match import MatchResult
from analysis.matching.ranges import MatchRanges, class_of_flows
from analysis.prices import price_flows
from geo.places import names_of, place_name
from publishing import words
from publishing.formats import percent, rupiah, tonnes
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sentences.certainty import range_words
from publishing.sentences.matching import pair_class_word
from publishing.tables import Column, ReadyTable


def pairs_table(
    match: MatchResult,
    extra: Mapping[str, pd.Series],
    figures: Mapping[str, Mapping[str, pd.Series]] | None = None,
) -> ReadyTable:
    """All pairs ready to be shown.

    ``extra`` are further columns by header, indexed as ``match.flows`` (how firm a pair is,
    whether prices support it). ``figures`` of one of them, by header, stand in its place in a file.
    """
    in_files = figures or {}
    flows = match.flows.assign(
        origin_name=match.flows["origin"].map(place_name),
        destination_name=names_of(match.flows["destination"]),
        kind=match.flows["origin_kind"].map(
            {"regency": _("within NTT"), "external": _("from outside")}
        ),
        **extra,
        **{header: values for found in in_files.values() for header, values in found.items()},
    )
    columns = {
        "origin_name": Column(_("Supplier")),
        "destination_name": Column(_("Receiver")),
        "tonnes": Column(_("Tonnes"), 0),
        "share_of_need_pct": Column(_("Of need (%)"), 1, help=_("Share of the receiver's need")),
        "cost_idr_per_kg": Column(_("Rp/kg"), 0, help=_("Freight, without the price of the goods")),
        **{
            header: Column(
                header,
                _decimals(values),
                figures={each: each for each in in_files[header]} if header in in_files else None,
            )
            for header, values in extra.items()
        },
        "truckloads": Column(
            _("Trucks"), 0, help=_("Loads of a medium truck, see cost assumptions")
        ),
        "distance_km": Column("km", 0, help=_("Length of the path")),
        "kind": Column(_("Supply")),
    }
    return ReadyTable(flows, columns, words.modelled_flow())


def _decimals(values: pd.Series) -> int | None:
    """None for words, none for large figures, one for small ones."""
    if not pd.api.types.is_numeric_dtype(values):
        return None
    return 0 if values.abs().max() >= 1000 else 1


def range_columns(match: MatchResult, ranges: MatchRanges | None) -> dict[str, pd.Series]:
    """Whether each pair is certain or a choice, and within which limits."""
    found = class_of_flows(match.flows, ranges)
    return {
        _("Certain or a choice"): found["pair_class"].map(pair_class_word),
        _("Smallest (t)"): found["min_t"],
        _("Largest (t)"): found["max_t"],
    }


def swap_column(before: MatchResult, after: MatchResult) -> dict[str, pd.Series]:
    """What every pair of a swapped answer trades in the one that the rule among equals shows."""
    keys = ["origin", "destination"]
    was = before.flows.set_index(keys)["tonnes"]
    asked = pd.MultiIndex.from_frame(after.flows[keys])
    found = was.reindex(asked, fill_value=0.0).to_numpy()
    return {_("By the rule (t)"): pd.Series(found, after.flows.index)}


def near_best_table(ranges: MatchRanges, near: Mapping[float, pd.DataFrame]) -> ReadyTable:
    """Smallest and largest tonnes of every pair at the best freight and a little above it.

    ``near`` has the ranges by per cent above the best. Pairs that are in none of these answers
    are left out; what could not be worked out is said to be unknown.
    """
    keys = ["origin", "destination"]
    table = ranges.pairs[keys].assign(
        origin_name=ranges.pairs["origin"].map(place_name),
        destination_name=names_of(ranges.pairs["destination"]),
    )
    columns = {"origin_name": Column(_("Supplier")), "destination_name": Column(_("Receiver"))}
    occurs = pd.Series(data=False, index=table.index)
    asked = pd.MultiIndex.from_frame(table[keys])
    for place, (pct, found) in enumerate({0.0: ranges.pairs, **near}.items()):
        limits = found.set_index(keys)[["min_t", "max_t"]].reindex(asked)
        table[f"range_{place}"] = [
            _limits_words(low, high) for low, high in limits.itertuples(index=False)
        ]
        # Half a tonne is none on the screen; an unknown limit may be any.
        occurs |= ~(limits["max_t"] < 0.5).to_numpy()
        header = _("Up to {pct} dearer", pct=percent(pct)) if pct else _("At the best freight")
        table[f"low_{place}"], table[f"high_{place}"] = (
            limits[each].to_numpy() for each in ("min_t", "max_t")
        )
        columns[f"range_{place}"] = Column(
            header,
            figures={
                _("{column}: smallest (t)", column=header): f"low_{place}",
                _("{column}: largest (t)", column=header): f"high_{place}",
            },
        )
    # The largest of the answer shown first, then what a little more would allow.
    most = near[max(near)].set_index(keys)["max_t"].reindex(asked).to_numpy()
    table = table.assign(shown=ranges.pairs["tonnes"], most=most)[occurs]
    ordered = table.sort_values(["shown", "most"], ascending=False, kind="stable")
    return ReadyTable(ordered.reset_index(drop=True), columns, words.modelled_flow())


def forcing_table(found: pd.DataFrame) -> ReadyTable:
    """Pairs in no best answer with the freight that the first tonne would add; in its order."""
    inside, outside = found["extra_inside_idr_per_t"], found["extra_outside_idr_per_t"]
    table = found.assign(
        supplier=found["origin"].map(place_name),
        receiver=names_of(found["destination"]),
        class_word=pair_class_word("never"),
        total=inside + outside,
        before=found["goes_before_freight"].map({True: _("yes"), False: _("no")}),
        limit=[
            tonnes(up_to) if up_to < float("inf") else _("any amount") for up_to in found["up_to_t"]
        ],
        limit_t=found["up_to_t"].where(found["up_to_t"] < float("inf")),
    )
    columns = {
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        "extra_inside_idr_per_t": Column(_("Between regencies (Rp/t)"), 0),
        "extra_outside_idr_per_t": Column(_("From outside (Rp/t)"), 0),
        "total": Column(_("All freight, more (Rp/t)"), 0),
        "before": Column(_("Harms what goes before freight")),
        "limit": Column(
            _("For the first"), figures={_("For the first (t; empty: any amount)"): "limit_t"}
        ),
        "class_word": Column(_("Certain or a choice")),
    }
    return ReadyTable(table, columns)


def _limits_words(low: float, high: float) -> str:
    if pd.isna(low) or pd.isna(high):
        return _("range not known")
    return tonnes(high) if high - low < 0.5 else range_words(low, high)


def short_pairs_table(match: MatchResult, ranges: MatchRanges | None) -> ReadyTable:
    """All pairs with tonnes, how certain they are, share of need and freight, and no more."""
    extra = range_columns(match, ranges)
    table = match.flows.assign(
        supplier=match.flows["origin"].map(place_name),
        receiver=names_of(match.flows["destination"]),
        **extra,
    )
    columns = {
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        "tonnes": Column(_("Tonnes"), 0),
        **{header: Column(header, _decimals(values)) for header, values in extra.items()},
        "share_of_need_pct": Column(_("Of need (%)"), 1),
        "cost_idr_per_kg": Column(_("Rp/kg"), 0),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def pair_changes_table(changes: pd.DataFrame, first: str, second: str) -> ReadyTable:
    """Pairs of two matches side by side, whichever changes they are.

    Parameters
    ----------
    changes
        As ``analysis.matching.changes.pair_changes`` makes it; with a column ``commodity`` the
        goods are named, with ``word`` what becomes of a pair.
    first, second
        Headers over the tonnes of either match.
    """
    table = changes.assign(
        supplier=changes["origin"].map(place_name), receiver=names_of(changes["destination"])
    )
    columns = {"supplier": Column(_("Supplier")), "receiver": Column(_("Receiver"))}
    if "commodity" in changes:
        table = table.assign(name=changes["commodity"].map(commodity_name))
        columns = {"name": Column(_("Commodity")), **columns}
    if "word" in changes:
        columns["word"] = Column(_("Pair"))
    columns |= {
        "first_t": Column(first, 0),
        "tonnes": Column(second, 0),
        "change_t": Column(_("Change (t)"), 0),
    }
    return ReadyTable(table, columns, words.modelled_flow())


@once_per_language(maxsize=256)
def unmet_table(match: MatchResult) -> ReadyTable:
    """Per deficit: how much comes from where, what stays unmet, and why."""
    table = match.unmet.assign(
        regency=names_of(match.unmet["regency_code"]),
        why=match.unmet["reason"].map(words.unmet_reason),
    ).sort_values("deficit_t", ascending=False)
    columns = {
        "regency": Column(_("Regency")),
        "deficit_t": Column(_("Deficit (t)"), 0),
        "met_internal_t": Column(_("From regencies of NTT (t)"), 0),
        "met_external_t": Column(_("From outside (t)"), 0),
        "unmet_t": Column(_("Unmet (t)"), 0),
        "why": Column(_("Why not all from within NTT")),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def unsold_table(match: MatchResult) -> ReadyTable:
    """Per surplus: how much is sent, what stays, and why."""
    table = match.unsold.assign(
        regency=names_of(match.unsold["regency_code"]),
        why=match.unsold["reason"].map(words.unsold_reason),
    ).sort_values("surplus_t", ascending=False)
    columns = {
        "regency": Column(_("Regency")),
        "surplus_t": Column(_("Surplus (t)"), 0),
        "reserved_t": Column(_("Kept as reserve (t)"), 0),
        "sent_t": Column(_("Sent (t)"), 0),
        "unsold_t": Column(_("Without receiver (t)"), 0),
        "why": Column(_("Why")),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def shadow_price_table(match: MatchResult) -> ReadyTable:
    """What one more tonne would be worth in each place that takes part."""
    prices = match.shadow_prices
    prices = prices[prices["set_by"] != "unmet"]
    table = prices.assign(
        regency=names_of(prices["regency_code"]),
        role_word=prices["role"].map({"supplier": _("supplier"), "receiver": _("receiver")}),
        per_kg=prices["shadow_price_idr_per_t"] / 1000,
    ).sort_values("per_kg", ascending=False)
    columns = {
        "regency": Column(_("Regency")),
        "role_word": Column(_("Role")),
        "per_kg": Column(_("One more tonne saves (Rp/kg)"), 0),
    }
    return ReadyTable(table, columns)


def partners_table(found: PairReasons) -> ReadyTable:
    """The next-best partners of a pair on both sides."""
    table = found.partners.assign(
        side_words=found.partners["side"].map(
            {"origin": _("send to"), "destination": _("take from")}
        ),
        partner_name=found.partners["partner"].map(place_name),
        cost=found.partners["cost_idr_per_t"] / 1000,
        more=found.partners["extra_freight_idr_per_t"] / 1000,
        more_all=found.partners["reduced_cost_idr_per_t"] / 1000,
    )
    columns = {
        "side_words": Column(_("Alternative")),
        "partner_name": Column(_("Partner"), codes="partner"),
        "cost": Column(_("Rp/kg"), 0, help=_("Freight, without the price of the goods")),
        "more": Column(
            _("Freight difference (Rp/kg)"),
            0,
            help=_("Its freight less the freight of this pair; negative means cheaper"),
        ),
        "more_all": Column(
            _("More for all"),
            0,
            help=_("By how much the freight of all together rises for the first tonne"),
        ),
        "tonnes_now": Column(_("Already so (t)"), 0),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def value_column(match: MatchResult, prices: pd.DataFrame) -> dict[str, pd.Series]:
    """The goods' value at the destination; unknown where its price is."""
    judged = price_flows(match.flows, prices)
    return {_("Value there (Rp billion)"): judged["value_at_destination_idr"] / 1e9}


def alternatives_table(alternatives: pd.DataFrame) -> ReadyTable:
    """A match beside other ways; ``alternatives`` as ``compare_alternatives`` makes it."""
    names = {
        "match": _("this match"),
        "all_external": _("everyone buys from outside"),
        "nearest_surplus": _("each deficit takes from its nearest surplus"),
    }
    table = alternatives.assign(
        name=alternatives["alternative"].map(names),
        cost=alternatives["cost_idr"] / 1e9,
        per_kg=[rupiah(value / 1000) for value in alternatives["cost_idr_per_t"]],
        idr_per_kg=alternatives["cost_idr_per_t"] / 1000,
    )
    columns = {
        "name": Column(_("Way")),
        "cost": Column(_("Freight in all (billion rupiah)"), 1),
        "per_kg": Column(_("per kg delivered"), figures={_("per kg delivered (Rp)"): "idr_per_kg"}),
        "moved_t": Column(_("From regencies of NTT (t)"), 0),
        "external_t": Column(_("From outside (t)"), 0),
        "unmet_t": Column(_("Unmet (t)"), 0),
    }
    return ReadyTable(table, columns, words.modelled_flow())
