"""Conclusions of the first screen: cards and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.balance.year_change import Move, YearChange
from analysis.matching.carried import CarriedTonnes
from analysis.matching.ranges import Supply
from analysis.overview import Brief, NamedSupply, Overview
from analysis.uncertainty.draws import TotalInterval
from publishing.sentences import next_steps, overview
from services.overview import brief
from tests.publishing.conclusions.case import Conclusion, Said


@lru_cache
def _rice() -> Brief:
    return brief("rice", 2023)


def _answer(balance: Balance) -> Answer:
    answer = replace(_rice().answer, balance=balance)
    first = _rice().answer
    answer.__dict__.update({"match": first.match, "ranges": first.ranges})
    return answer


def _card(**changes: Any) -> Said:
    """The whole card of rice 2023 with some of its totals changed."""
    balance = replace(_rice().answer.balance)
    balance.__dict__["summary"] = replace(_rice().answer.balance.summary, **changes)
    return _said(replace(_rice(), answer=_answer(balance)))


def _said(told: Brief) -> Said:
    card = overview.card(told)
    return [card.finding, card.line, *card.notes]


def _two(surplus_t: float, deficit_t: float) -> Said:
    """Counts where one regency has so much beyond its need, and one lacks so much."""
    classes = np.repeat(["balanced"], 22).astype(object)
    balances = np.zeros(22)
    if surplus_t:
        classes[0], balances[0] = "surplus", surplus_t
    if deficit_t:
        classes[1], balances[1] = "deficit", -deficit_t
    table = _rice().answer.balance.table.assign(balance_class=classes, balance_t=balances)
    told = replace(_rice(), answer=_answer(replace(_rice().answer.balance, table=table)))
    return overview.counts(told)


def _total(low: float, high: float) -> Said:
    return overview.likely_range(TotalInterval(22, 22, low, (low + high) / 2, high, 0.5))


_CHANGE = YearChange(
    *(2022, 2023, 22, 22, 0),
    available_before_t=100.0,
    available_t=100.0,
    balance_before_t=-10.0,
    balance_t=-10.0,
    need_t=110.0,
    needs_differ=False,
    most_up=None,
    most_down=None,
    now_surplus=(),
    now_deficit=(),
    now_balanced=(),
)


def _changed(change: YearChange | None = None, **changes: Any) -> Said:
    return overview.changed(replace(_rice(), change=replace(change or _CHANGE, **changes)))


def _left(n: int, doubtful: int) -> dict[str, Any]:
    codes = ("5301", "5302")
    return {"left_out": codes[:n], "doubtful": codes[:doubtful]}


_UNHELD: dict[str, Any] = {"balance_before_t": float("nan"), "balance_t": float("nan")}


def _fish() -> Said:
    return _said(brief("fish", 2023))


def _fish_left_out(n: int) -> Said:
    found = brief("fish", 2023).answer.balance
    balance = replace(found)
    balance.__dict__["summary"] = replace(found.summary, n_disqualified=n)
    return overview.what_it_is(balance)


def _landed(*tonnes: float) -> Said:
    """Fish, of which the first regencies have landed so much and the others nothing."""
    found = brief("fish", 2023).answer.balance
    landed = [*tonnes, *[0.0] * (22 - len(tonnes))]
    table = found.table.assign(available_t=landed, disqualified_by="")
    return overview.what_it_is(replace(found, table=table))


def _of_2024(population_series: str) -> Said:
    found = _rice().of_province
    assert found is not None
    told = replace(found, population_series=population_series)
    return overview.province_alone(told, _rice().answer.balance.settings)


CARDS = [
    Conclusion(
        *("overview.finding", "{name}: no balance is known yet"),
        said=lambda: _card(n_known=0, n_doubtful=0, n_disqualified=0),
        not_said=lambda: _card(n_known=1, n_doubtful=0, n_disqualified=0),
    ),
    Conclusion(
        *("overview.finding", "{name}: {amount} in {coverage}"),
        said=_fish,
        not_said=_card,
        words="Fish landed 2023: 77 thousand tonnes in 17 of 22 regencies",
    ),
    Conclusion(
        *("overview.finding", "{name}: known for {coverage} only"),
        said=lambda: _card(n_known=10),
        not_said=lambda: _card(n_known=11),
    ),
    Conclusion(
        *("overview.finding", "NTT"),
        said=lambda: _card(n_known=22),
        not_said=lambda: _card(n_known=21),
        words="Rice 2023: a shortage of 144 thousand tonnes in NTT",
    ),
    Conclusion(
        *("overview.finding", "{coverage} together"),
        said=lambda: _card(n_known=21),
        not_said=lambda: _card(n_known=22),
        words="thousand tonnes in 21 of 22 regencies together",
    ),
    Conclusion(
        *("overview.finding", "{name}: a shortage of {amount} in {where}"),
        said=lambda: _card(total_balance_t=-6.0, total_need_t=100.0),
        not_said=lambda: _card(total_balance_t=-5.0, total_need_t=100.0),
    ),
    Conclusion(
        *("overview.finding", "{name}: a surplus of {amount} in {where}"),
        said=lambda: overview.finding(_balance(6.0)),
        not_said=lambda: overview.finding(_balance(5.0)),
    ),
    Conclusion(
        *("overview._hangs_on", ", without {name} ({amount}): {rest}"),
        said=lambda: overview.finding(_surplus_of(51.0, 49.0)),
        not_said=lambda: overview.finding(_surplus_of(50.0, 50.0)),
        words=", without Sumba Barat (51 tonnes): 49 tonnes to spare",
    ),
    Conclusion(
        *("overview._with_doubtful", "With the doubtful figures: {total}."),
        said=lambda: overview.counts(brief("chili", 2024)),
        not_said=lambda: overview.counts(_rice()),
        words="With the doubtful figures: 4.3 thousand tonnes to spare.",
    ),
    Conclusion(
        *("overview.finding", "{name}: about what is needed in {where}"),
        said=lambda: overview.finding(_balance(5.0)),
        not_said=lambda: overview.finding(_balance(6.0)),
    ),
    Conclusion(
        *("overview.what_it_is", "What is landed is not what is eaten"),
        said=_fish,
        not_said=_card,
    ),
    Conclusion(
        *("overview._most", "Most in {name}: {amount}"),
        said=lambda: _landed(200.0, 100.0),
        not_said=lambda: _landed(200.0, 200.0),
    ),
    Conclusion(
        *("overview._left_out", "Left out: {n} regency with"),
        said=lambda: _fish_left_out(1),
        not_said=lambda: _fish_left_out(2),
    ),
    Conclusion(
        *("overview._left_out", "Left out: {n} regencies with"),
        said=lambda: _fish_left_out(2),
        not_said=lambda: _fish_left_out(0),
    ),
    Conclusion(
        *("overview.counts", "{n} regency in surplus"),
        said=lambda: _card(n_surplus=1),
        not_said=lambda: _card(n_surplus=2),
        words="1 regency in surplus",
    ),
    Conclusion(
        *("overview.counts", "{n} regencies in surplus"),
        said=lambda: _card(n_surplus=2),
        not_said=lambda: _card(n_surplus=3),
        words="2 regencies in surplus",
    ),
    Conclusion(
        *("overview.counts", "{n} in deficit"),
        said=lambda: _card(n_deficit=7),
        not_said=lambda: _card(n_deficit=8),
        words="7 in deficit",
    ),
    Conclusion(
        *("overview._reach", "no known regency is in deficit"),
        said=lambda: _two(5.0, 0.0),
        not_said=lambda: _two(5.0, 1.0),
    ),
    Conclusion(
        *("overview._reach", "no known regency has anything to give"),
        said=lambda: _two(0.0, 5.0),
        not_said=lambda: _two(1.0, 5.0),
    ),
    Conclusion(
        *("overview._reach", "all surplus together exceeds all deficits"),
        said=lambda: _two(101.0, 100.0),
        not_said=lambda: _two(99.9, 100.0),
    ),
    Conclusion(
        *("overview._reach", "all surplus together covers only"),
        said=lambda: _two(99.9, 100.0),
        not_said=lambda: _two(80.0, 100.0),
        words="covers only 99\u00a0%",
    ),
    Conclusion(
        *("overview.likely_range", "9 of 10 simulations: short of {low}"),
        said=lambda: _total(-20.0, -1.0),
        not_said=lambda: _total(-20.0, 1.0),
    ),
    Conclusion(
        *("overview.likely_range", "9 of 10 simulations: {low} to {high} to spare"),
        said=lambda: _total(1.0, 20.0),
        not_said=lambda: _total(-1.0, 20.0),
        words="simulations: 1 tonnes to 20 tonnes to spare",
    ),
    Conclusion(
        *("overview.likely_range", "9 of 10 simulations: from short of {low}"),
        said=lambda: _total(-1.0, 20.0),
        not_said=lambda: _total(1.0, 20.0),
    ),
    Conclusion(
        *("overview.changed", "Not compared with {year}: that year has no balance"),
        said=lambda: overview.changed(replace(_rice(), change=None)),
        not_said=_changed,
    ),
    Conclusion(
        *("overview.changed", "Not compared with {year}: that year's balance is of another form"),
        said=lambda: overview.changed(replace(_rice(), change=None, differs_in_form=True)),
        not_said=lambda: overview.changed(replace(_rice(), change=None)),
    ),
    Conclusion(
        *("overview.changed", "Not compared with {year}: the way of counting may have changed"),
        said=lambda: _changed(n_compared=10, n_break=7),  # of the 12 left out
        not_said=lambda: _changed(n_compared=10, n_break=6),
        words="may have changed around these years",
    ),
    Conclusion(
        *("overview.changed", "Not compared with {year}: only {coverage} have figures"),
        said=lambda: _changed(n_compared=10),
        not_said=lambda: _changed(n_compared=11),
    ),
    Conclusion(
        *("overview._compared", "Since {year}"),
        said=_changed,
        not_said=lambda: _changed(**_UNHELD),
        words="Since 2022: short of 10 tonnes, now short of 10 tonnes in the 22 regencies",
    ),
    Conclusion(
        *("overview._moved", "largest changes: {moves}"),
        said=lambda: _changed(most_up=Move("5303", 12.0), most_down=Move("5315", -15.0)),
        not_said=_changed,
        words="largest changes: Kupang +12 tonnes, Manggarai Barat \N{MINUS SIGN}15 tonnes",
    ),
    Conclusion(
        *("overview._not_compared", " (without {n} of which the figure of one of the years"),
        said=lambda: _changed(**_left(2, doubtful=2)),
        not_said=lambda: _changed(**_left(1, doubtful=1)),
    ),
    Conclusion(
        *("overview._not_compared", " ({n} other cannot"),
        said=lambda: _changed(**_left(1, doubtful=0)),
        not_said=lambda: _changed(**_left(1, doubtful=1)),
    ),
    Conclusion(
        *("overview._not_compared", " ({n} others cannot"),
        said=lambda: _changed(**_left(2, doubtful=1)),
        not_said=lambda: _changed(**_left(2, doubtful=2)),
    ),
    Conclusion(
        *("overview._compared", "now in surplus: {names}"),
        said=lambda: _changed(now_surplus=("5303",)),
        not_said=lambda: _changed(now_deficit=("5303",)),
    ),
    Conclusion(
        *("overview._compared", "now in deficit: {names}"),
        said=lambda: _changed(now_deficit=("5303",)),
        not_said=lambda: _changed(now_surplus=("5303",)),
    ),
    Conclusion(
        *("overview._compared", "now in balance: {names}"),
        said=lambda: _changed(now_balanced=("5303",)),
        not_said=lambda: _changed(now_surplus=("5303",)),
    ),
    Conclusion(
        *("overview._available_compared", "Available: {before} in {year}"),
        said=lambda: _changed(**_UNHELD),
        not_said=_changed,
    ),
    Conclusion(
        *("overview._available_compared", "The balances are not compared"),
        said=lambda: _changed(needs_differ=True, **_UNHELD),
        not_said=lambda: _changed(needs_differ=False, **_UNHELD),
    ),
    Conclusion(
        *("overview.short_or_ample", "short of {amount}"),
        said=lambda: overview.short_or_ample(-1.0),
        not_said=lambda: overview.short_or_ample(1.0),
    ),
    Conclusion(
        *("overview.short_or_ample", "{amount} to spare"),
        said=lambda: overview.short_or_ample(0.05),
        not_said=lambda: overview.short_or_ample(0.0),
    ),
    Conclusion(
        *("overview.short_or_ample", "balanced"),
        said=lambda: overview.short_or_ample(-0.04),
        not_said=lambda: overview.short_or_ample(-0.05),
    ),
    Conclusion(
        *("overview.newer", "So far {year} is known only for {coverage}"),
        said=lambda: overview.newer(replace(_rice(), newer={2024: 3})),
        not_said=lambda: overview.newer(replace(_rice(), of_province=None)),
    ),
    Conclusion(
        *("overview.province_alone", "So far {year} is known only for the province"),
        said=lambda: overview.newer(_rice()),
        not_said=lambda: overview.newer(replace(_rice(), of_province=None)),
    ),
    Conclusion(
        *("overview.province_alone", "; not compared, as people are counted by another series"),
        said=lambda: _of_2024("bps_projection"),
        not_said=lambda: _of_2024("dukcapil_s1"),
    ),
    Conclusion(
        *("overview.accepted", "A figure that {n} regency has handed in"),
        said=lambda: overview.accepted(replace(_rice(), n_accepted=1)),
        not_said=lambda: overview.accepted(_rice()),
    ),
    Conclusion(
        *("overview.accepted", "Figures that {n} regencies have handed in"),
        said=lambda: overview.accepted(replace(_rice(), n_accepted=2)),
        not_said=lambda: overview.accepted(replace(_rice(), n_accepted=1)),
    ),
]


def _balance(total_t: float) -> Balance:
    """Rice with so many tonnes beyond a need of 100."""
    balance = replace(_rice().answer.balance)
    balance.__dict__["summary"] = replace(
        _rice().answer.balance.summary, total_balance_t=total_t, total_need_t=100.0
    )
    return balance


def _surplus_of(*balances: float) -> Balance:
    """Rice where the first regencies have so much beyond their need, and the others nothing."""
    rest = 22 - len(balances)
    table = _rice().answer.balance.table.assign(
        balance_t=[*balances, *[0.0] * rest],
        balance_class=[*["surplus"] * len(balances), *["balanced"] * rest],
        need_t=1.0,
    )
    balance = replace(_rice().answer.balance, table=table)
    balance.__dict__["summary"] = replace(
        _rice().answer.balance.summary, total_balance_t=sum(balances), total_need_t=22.0
    )
    return balance


# --- what to do next ---

_PAIR = Supply(("5303",), ("5371",), 100.0, 100.0)


def _carried(shown: float, low: float, high: float, unjudged: float = 0.0) -> Callable[[], Said]:
    return lambda: next_steps.price_words(CarriedTonnes(_PAIR, 100.0, shown, low, high, unjudged))


_CORRIDOR = Supply(("5303", "5304"), ("5371",), 100.0, 100.0)


def _firm(holds_pct: float, supply: Supply = _PAIR) -> Said:
    return next_steps.firmness_words(NamedSupply(supply, holds_pct))


def _cheaper(*pairs: tuple[str, str]) -> Said:
    told = Overview((replace(_rice(), cheaper_outside=frozenset(pairs)),), (), (), "", 0, 1)
    return [step.note for step in next_steps.to_bring_together(told)]


def _asked(**changes: Any) -> Said:
    told = Overview((replace(_rice(), **changes),), (), (), "", 0, 1)
    return [step.text for step in next_steps.to_ask_for(told)]


def _of_classes(n: int, balance_class: str, against: str = "") -> Said:
    table = _rice().answer.balance.table.copy()
    table.loc[table.index[:n], "balance_class"] = balance_class
    table.loc[table.index[:n], "disqualified_by"] = against
    return _asked(answer=_answer(replace(_rice().answer.balance, table=table)))


def _lists(**changes: Any) -> Said:
    told = replace(Overview((), (), (), "rice", 2, 9), **changes)
    steps = [*next_steps.to_ask_for(told), *next_steps.to_process_together(told)]
    return [f"{step.text} {step.note}" for step in steps]


STEPS = [
    Conclusion(
        *("next_steps._supply", "From outside NTT it would arrive cheaper"),
        said=lambda: _cheaper(("5303", "5371")),
        not_said=_cheaper,
    ),
    Conclusion(
        *("next_steps.price_words", "No price is known yet"),
        said=_carried(0.0, 0.0, 0.0, unjudged=100.0),
        not_said=_carried(0.0, 0.0, 0.0, unjudged=99.0),
    ),
    Conclusion(
        *("next_steps.price_words", "{at_prices}, the price gap pays the freight in "),
        said=_carried(0.0, 0.0, 0.0),
        not_said=_carried(0.0, 0.0, 1.0),
    ),
    Conclusion(
        *("next_steps.price_words", "{at_prices}, the price gap pays the freight."),
        said=_carried(100.0, 99.5, 100.0),
        not_said=_carried(100.0, 98.0, 100.0),
    ),
    Conclusion(
        *("next_steps.price_words", "{at_prices}, the price gap pays the freight of {l"),
        said=_carried(40.0, 20.0, 60.0),
        not_said=_carried(40.0, 40.0, 40.0),
    ),
    Conclusion(
        *("next_steps.price_words", "{at_prices}, the price gap pays the freight of {s"),
        said=_carried(40.0, 40.0, 40.0),
        not_said=_carried(40.0, 20.0, 60.0),
        words="pays the freight of 40\u00a0% of it",
    ),
    Conclusion(
        *("next_steps.price_words", "For {amount} of it there is no price yet"),
        said=_carried(40.0, 40.0, 40.0, unjudged=10.0),
        not_said=_carried(40.0, 40.0, 40.0),
    ),
    Conclusion(
        *("next_steps.firmness_words", "Firm: this pair appears in {share} of"),
        said=lambda: _firm(80.0),
        not_said=lambda: _firm(80.0, _CORRIDOR),
    ),
    Conclusion(
        *("next_steps.firmness_words", "Fragile: this pair appears in {share} of"),
        said=lambda: _firm(79.9),
        not_said=lambda: _firm(80.0),
    ),
    Conclusion(
        *("next_steps.firmness_words", "Firm: in {share} of the simulations these suppliers"),
        said=lambda: _firm(80.0, _CORRIDOR),
        not_said=lambda: _firm(79.9, _CORRIDOR),
        words="Firm: in 80\u00a0% of the simulations these suppliers",
    ),
    Conclusion(
        *("next_steps.firmness_words", "Fragile: only in {share} of the simulations do these"),
        said=lambda: _firm(79.9, _CORRIDOR),
        not_said=lambda: _firm(79.9),
    ),
    Conclusion(
        *("next_steps.check_words", "{name}: have the doubtful figures"),
        said=lambda: _of_classes(1, "doubtful", "outlier"),
        not_said=lambda: _of_classes(1, "deficit"),
    ),
    Conclusion(
        *("next_steps._asked", "{name}: ask {who} for figures"),
        said=lambda: _of_classes(1, "unknown"),
        not_said=lambda: _of_classes(1, "deficit"),
    ),
    Conclusion(
        *("next_steps._asked", "{name}: ask for the production of {year}"),
        said=_asked,
        not_said=lambda: _asked(of_province=None),
    ),
    Conclusion(
        *("next_steps._who", "the {n} regencies concerned"),
        said=lambda: _of_classes(6, "unknown"),
        not_said=lambda: _of_classes(5, "unknown"),
    ),
    Conclusion(
        *("next_steps._lacking", "{names} cannot be balanced yet"),
        said=lambda: _lists(lacking=("maize",)),
        not_said=_lists,
    ),
    Conclusion(
        *("next_steps._lacking", "They are the most frequent KPJu commodities"),
        said=lambda: _lists(lacking=("maize",)),
        not_said=_lists,
    ),
    Conclusion(
        *("next_steps.to_process_together", "{name} is a leading product of {n}"),
        said=lambda: _lists(n_sharing=3),
        not_said=lambda: _lists(n_sharing=1),
    ),
    Conclusion(
        *("next_steps.to_process_together", "They are candidates for joint processing"),
        said=lambda: _lists(n_sharing=2),
        not_said=lambda: _lists(n_sharing=1),
    ),
]

CASES = [*CARDS, *STEPS]
