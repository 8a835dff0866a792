"""Opportunities of the model: a pair of the match, and a corridor whose pairs can be swapped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from analysis.answer import Answer
from analysis.matching.ranges import Supply
from geo.places import place_name
from ntt_data.store.case_records import Content
from publishing.code_words import code_word
from publishing.formats import percent, tonnes
from publishing.language import _
from publishing.names import commodity_name, in_sentence, joined_regencies
from services.answer import evaluation, market, pairs
from services.desk.frozen_figures import Row, party_of, row_of, snapshot_of, weakest_grade
from services.desk.frozen_trade import paths_of, prices_of_corridor, prices_of_pair

#: Not ``isdigit``, for which ² is a digit that ``int`` cannot read; one corridor has one key.
_NUMBER = re.compile(r"[1-9][0-9]{0,3}")


def pair_key(commodity: str, year: int, supplier: str, receiver: str) -> str:
    """For the address of the form."""
    return f"pair-{commodity}-{year}-{supplier}-{receiver}"


def pair_content(rest: str) -> Content | None:
    """``rice-2023-5315-5371``: a pair of the standard match, whose tonnes may be swappable."""
    parts = rest.split("-")
    if len(parts) != 4 or not _is_number(parts[1]):
        return None
    commodity, year, supplier, receiver = parts[0], int(parts[1]), parts[2], parts[3]
    if year not in evaluation.balanced_commodities().get(commodity, []):
        return None
    answer = evaluation.baseline_answer(commodity, year)
    flows = answer.match.flows
    ends = (flows["origin"] == supplier) & (flows["destination"] == receiver)
    of_ntt = flows["origin_kind"] == "regency"
    if not (ends & of_ntt).any():
        return None
    flow = flows[ends & of_ntt].iloc[0]
    names = {"supplier": place_name(supplier), "receiver": place_name(receiver)}
    good = commodity_name(commodity)
    verdict = _pair_class(answer, supplier, receiver)
    rows, notes = _pair_rows(answer, flow), []
    if verdict != "identified":
        notes.append(
            lambda: _(
                "The tonnes of this pair can be swapped with others at no cost; the limits stand "
                "in the rows."
            )
        )
    notes.append(
        lambda: _("Modelled, by the standard assumptions: no trade that somebody has reported.")
    )
    reason = _(
        "By the model {receiver} lacks {deficit} of {good} in {year}, and {supplier} has a surplus "
        "of {surplus}.",
        good=in_sentence(good),
        year=year,
        deficit=tonnes(-_balance_of(answer, receiver)),
        surplus=tonnes(_balance_of(answer, supplier)),
        **names,
    )
    # Of what can be swapped at no cost no side can say that it is theirs.
    benefit = verdict == "identified" and _(
        "By the model {share} of the deficit of {deficit} would be met, {tonnes} of {good} a year",
        share=percent(float(flow["share_of_deficit_pct"])),
        deficit=tonnes(-_balance_of(answer, receiver)),
        tonnes=tonnes(float(flow["tonnes"])),
        good=in_sentence(good),
    )
    return Content(
        _("{good} from {supplier} for {receiver}", good=good, **names),
        _("Supply of {good}", good=in_sentence(good)),
        reason,
        # What the supplier has from it no figure here says: the case is flagged until it is said.
        (party_of(supplier), party_of(receiver, benefit or "")),
        "pair",
        f"{commodity}-{year}-{supplier}-{receiver}",
        "staple_distribution" if commodity == "rice" else "",
        snapshot={
            **snapshot_of(rows, notes),
            "paths": paths_of([(supplier, receiver)]),
            "price_test": prices_of_pair(answer, supplier, receiver),
        },
    )


def _is_number(text: str) -> bool:
    """Whether it is a year or a number as keys write them: an address may hold anything."""
    return _NUMBER.fullmatch(text) is not None


def _pair_class(answer: Answer, supplier: str, receiver: str) -> str:
    """``identified``, or another class where the tonnes vary over equally good answers."""
    if answer.ranges is None:
        return "unknown"
    found = answer.ranges.pairs
    of_pair = found[(found["origin"] == supplier) & (found["destination"] == receiver)]
    return str(of_pair["pair_class"].iloc[0]) if len(of_pair) else "unknown"


def _balance_of(answer: Answer, code: str) -> float:
    balances = answer.balance.table.set_index("regency_code")["balance_t"]
    return float(balances[code])


def _pair_rows(answer: Answer, flow: pd.Series) -> list[Row]:
    year, supplier, receiver = answer.scenario.year, str(flow["origin"]), str(flow["destination"])
    network = ";".join(sorted(dict.fromkeys(evaluation.match_sources(answer.balance))))
    ends = {"supplier": place_name(supplier), "receiver": place_name(receiver)}
    rows = [
        row_of(
            lambda: _("Modelled tonnes from {supplier} to {receiver}", **ends),
            *(float(flow["tonnes"]), "t", year, network, "assumption"),
        )
    ]
    if answer.ranges is not None:
        found = answer.ranges.pairs
        of_pair = found[(found["origin"] == supplier) & (found["destination"] == receiver)]
        for column, label in (
            ("min_t", lambda: _("Smallest tonnes of the pair over all best answers")),
            ("max_t", lambda: _("Largest tonnes of the pair over all best answers")),
        ):
            rows += [
                row_of(label, float(value), "t", year, network, "assumption")
                for value in of_pair[column]
            ]
    balances = answer.balance.table.set_index("regency_code").to_dict("index")
    for code in (supplier, receiver):
        own, name = balances[code], place_name(code)
        for column, label in (
            ("available_t", partial(_available, name)),
            ("need_t", partial(_need, name)),
            ("balance_t", partial(_balance, name)),
        ):
            rows.append(
                row_of(label, float(own[column]), "t", year, own["source_ids"], own["grade"])
            )
    rows += [
        row_of(
            lambda: _("Modelled freight from {supplier} to {receiver}", **ends),
            *(float(flow["cost_idr_per_kg"]), "Rp/kg", None, network, "assumption"),
        ),
        row_of(
            lambda: _("Length of the path from {supplier} to {receiver}", **ends),
            *(float(flow["distance_km"]), "km", None, network, "assumption"),
        ),
    ]
    return rows + _price_rows(answer.scenario.commodity, (supplier, receiver))


def _price_rows(commodity: str, codes: Sequence[str]) -> list[Row]:
    """Published prices of both sides; a place without one has no row, not a nought."""
    prices = pairs.comparable_prices(commodity).set_index("regency_code").to_dict("index")
    return [
        row_of(
            partial(_price, place_name(code), market.form_compared(commodity)),
            float(prices[code]["price_idr_per_kg"]),
            *(
                "Rp/kg",
                pairs.PRICE_YEAR,
                prices[code]["source_id"],
                weakest_grade(prices[code]["source_id"]),
            ),
        )
        for code in codes
        if code in prices
    ]


def corridor_key(answer: Answer, supply: Supply) -> str:
    """For the address of the form; nothing where the standard answer has no such corridor.

    The form freezes the figures of the standard answer, so that no other one is offered.
    """
    scenario = answer.scenario
    standard = evaluation.baseline_answer(scenario.commodity, scenario.year)
    if scenario != standard.scenario or answer.swaps or standard.ranges is None:
        return ""
    number = standard.ranges.corridor_numbers.get((supply.origins, supply.destinations))
    if number is None:
        return ""
    return f"corridor-{scenario.commodity}-{scenario.year}-{number}"


def corridor_content(rest: str) -> Content | None:
    """``rice-2023-1``: the corridors of a match are numbered, the largest first."""
    parts = rest.split("-")
    if len(parts) != 3 or not (_is_number(parts[1]) and _is_number(parts[2])):
        return None
    commodity, year, number = parts[0], int(parts[1]), int(parts[2])
    if year not in evaluation.balanced_commodities().get(commodity, []):
        return None
    answer = evaluation.baseline_answer(commodity, year)
    if answer.ranges is None:
        return None
    found = answer.ranges.corridors
    found = found[found["corridor"] == number]
    if found.empty:
        return None
    corridor = found.iloc[0]
    givers, takers = corridor["origins"].split(";"), corridor["destinations"].split(";")
    sources = ";".join(sorted(dict.fromkeys(evaluation.match_sources(answer.balance))))
    total: tuple[tuple[str, Callable[[], str]], ...] = (
        ("tonnes", lambda: _("Modelled tonnes of the corridor")),
        ("min_t", lambda: _("Smallest tonnes of the corridor over all best answers")),
        ("max_t", lambda: _("Largest tonnes of the corridor over all best answers")),
    )
    rows = [
        row_of(say, float(str(corridor[column])), "t", year, sources, "assumption")
        for column, say in total
    ]
    balances = answer.balance.table.set_index("regency_code").to_dict("index")
    rows += [
        row_of(
            partial(_balance, place_name(code)),
            *(float(balances[code]["balance_t"]), "t", year),
            *(balances[code]["source_ids"], balances[code]["grade"]),
        )
        for code in (*givers, *takers)
    ]
    good = commodity_name(commodity)
    return Content(
        _(
            "Corridor of {good}: {suppliers} for {receivers}",
            good=in_sentence(good),
            suppliers=joined_regencies(givers),
            receivers=joined_regencies(takers),
        )[:160],
        _("Supply of {good}", good=in_sentence(good)),
        _(
            "By the model the corridor carries {tonnes} of {good} in {year}; which of its "
            "regencies supplies which one can be swapped at no cost.",
            tonnes=tonnes(float(str(corridor["tonnes"]))),
            good=in_sentence(good),
            year=year,
        ),
        tuple(party_of(code) for code in (*givers, *takers)),
        *("corridor", rest),
        "staple_distribution" if commodity == "rice" else "",
        snapshot={
            **snapshot_of(
                rows,
                [
                    lambda: _(
                        "Modelled, by the standard assumptions: no trade that somebody has "
                        "reported."
                    )
                ],
            ),
            "paths": paths_of(_shown_pairs(answer, givers, takers)),
            "price_test": prices_of_corridor(answer, givers, takers),
        },
    )


def _shown_pairs(
    answer: Answer, givers: Sequence[str], takers: Sequence[str]
) -> list[tuple[str, str]]:
    """Pairs of the answer shown, one choice of several: only their paths are kept."""
    flows = answer.match.flows
    own = flows[flows["origin"].isin(givers) & flows["destination"].isin(takers)]
    return list(zip(own["origin"].astype(str), own["destination"].astype(str), strict=True))


def _available(regency: str) -> str:
    return _("Available in {regency}", regency=regency)


def _need(regency: str) -> str:
    return _("Need of {regency}", regency=regency)


def _balance(regency: str) -> str:
    return _("Balance of {regency}", regency=regency)


def _price(regency: str, form: str) -> str:
    """Of which price it is: what consumers pay is not what a supplier gets."""
    return _("Price in {regency} ({form})", regency=regency, form=code_word(form))
