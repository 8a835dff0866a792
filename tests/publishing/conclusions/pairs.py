"""Conclusions on a match: who can supply whom, how firmly, and whether prices would carry it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from analysis.answer import Answer
from analysis.matching.match import MatchResult
from analysis.matching.price_gaps import PriceTest
from analysis.matching.ranges import MatchRanges, Supply
from analysis.matching.swap import Swap
from analysis.uncertainty.pair_robustness import PairDraws
from publishing.sentences import certainty, market, matching, swap
from services.answer import certainty as sure
from services.answer import evaluation
from services.answer import market as prices
from tests.publishing.conclusions.case import Conclusion, Said

ENDS = ["origin", "destination"]


@lru_cache
def _answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


def _ranges(pair_class: str | None = None, corridors: bool = True) -> MatchRanges:
    """Of rice, all pairs of this class instead of their own."""
    found = _answer().ranges
    assert found is not None
    pairs = found.pairs if pair_class is None else found.pairs.assign(pair_class=pair_class)
    return MatchRanges(pairs, found.corridors if corridors else found.corridors.head(0))


def _inside(rows: int = 99, **changes: object) -> MatchResult:
    flows = _answer().match.flows
    inside = flows[flows["origin_kind"] == "regency"].head(rows)
    return replace(_answer().match, flows=inside.assign(**changes))


# --- who can supply whom ---


def _outside(external_t: float, unmet_t: float) -> str:
    totals = replace(_inside().totals, external_t=external_t, unmet_t=unmet_t)
    return " ".join(matching.outside_notes(totals))


MATCHING = [
    Conclusion(
        *("matching.match_headline", "No regency supplies another here"),
        said=lambda: matching.match_headline(_inside(0), _ranges()),
        not_said=lambda: matching.match_headline(_inside(1), _ranges()),
    ),
    Conclusion(
        *("matching.match_headline", "NTT itself meets {share} of what all regencies"),
        said=lambda: matching.match_headline(_inside(), None),
        not_said=lambda: matching.match_headline(_inside(0), None),
    ),
    Conclusion(
        *("matching.match_headline", "{supply}; NTT itself meets {share}"),
        said=lambda: matching.match_headline(_inside(), _ranges()),
        not_said=lambda: matching.match_headline(
            _inside(), _ranges("interchangeable", corridors=False)
        ),
    ),
    Conclusion(
        *("matching.outside_notes", "Nothing stays unmet only because {amount} come from outside"),
        said=lambda: _outside(300.0, 0.0),
        # What stays unmet is said by its own figure, and without outside there is nothing to say.
        not_said=lambda: _outside(300.0, 20.0) + _outside(0.0, 0.0),
        words="300 t come from outside NTT",
    ),
    Conclusion(
        *("matching.supply_words", "{origins} can supply {destinations} with {amount}"),
        said=lambda: matching.supply_words(Supply(("5301",), ("5317",), 100.6, 101.6)),
        not_said=lambda: matching.supply_words(Supply(("5301",), ("5317",), 100.0, 102.0)),
        words="with 101 t",
    ),
    Conclusion(
        *("matching.supply_words", "{origins} can supply {destinations} with {low} to {high}"),
        said=lambda: matching.supply_words(Supply(("5301",), ("5317",), 100.0, 102.0)),
        not_said=lambda: matching.supply_words(Supply(("5301",), ("5317",), 100.0, 101.0)),
    ),
    Conclusion(
        *("matching.ranges_note", "Certain: the same tonnes in every answer"),
        said=lambda: matching.ranges_note(_ranges(), "ntt_first"),
        not_said=lambda: matching.ranges_note(None, "ntt_first"),
    ),
    Conclusion(
        *("matching.ranges_note", "With a smallest shipment or a limit on partners"),
        said=lambda: matching.ranges_note(None, "ntt_first"),
        not_said=lambda: matching.ranges_note(_ranges(), "ntt_first"),
    ),
    Conclusion(
        *("matching.corridor_line", "Corridor: {supply}; who supplies whom can be swapped"),
        said=lambda: certainty.judged_corridors(_ranges(), sure.firmness(_answer())),
        not_said=lambda: certainty.judged_corridors(
            _ranges(corridors=False), sure.firmness(_answer())
        ),
    ),
    Conclusion(
        *("matching.agreement", "Agreed pair {pair}: kept"),
        said=lambda: matching.agreement("A → B", 5.0, ""),
        not_said=lambda: matching.agreement("A → B", 5.0, "it lacks no more"),
    ),
    Conclusion(
        *("matching.agreement", "Agreed pair {pair}: only {reached} possible"),
        said=lambda: matching.agreement("A → B", 5.0, "it lacks no more"),
        not_said=lambda: matching.agreement("A → B", 5.0, ""),
    ),
]

# --- swapped by hand ---

_PAIR = ("5315", "5309")


def _cost(**changes: float) -> Said:
    first = _answer().match
    return swap.cost_line(first, replace(first, totals=replace(first.totals, **changes)))


def _asked(asked: float, reached: float) -> Said:
    return swap.asked_line((Swap(*_PAIR, asked),), (Swap(*_PAIR, reached),))


SWAP = [
    Conclusion(
        *("swap.swaps_line", "Swapped by hand: {pairs}"),
        said=lambda: swap.swaps_line((Swap(*_PAIR, 5.0),), _answer().match),
        not_said=lambda: swap.swaps_line((Swap("5314", "5371", 5.0),), _answer().match),
        words="Swapped by hand: Manggarai Barat → Flores Timur",
    ),
    Conclusion(
        *("swap.swaps_line", "{origin} → {destination}: {now} instead of"),
        said=lambda: swap.swaps_line((Swap(*_PAIR, 50.0),), _inside(0)),
        not_said=lambda: swap.swaps_line((Swap(*_PAIR, 60.0),), _inside(0)),
        words="50 t instead of 0 t",
    ),
    Conclusion(
        *("swap.cost_line", "All freight together stays"),
        said=_cost,
        not_said=lambda: _cost(moved_t=1.0),
    ),
    Conclusion(
        *("swap.cost_line", "All freight together becomes"),
        said=lambda: _cost(unmet_t=99.0),
        not_said=_cost,
    ),
    Conclusion(
        *("swap.asked_line", "{origin} → {destination}: {asked} are not possible"),
        said=lambda: _asked(5000.0, 4000.0),
        not_said=lambda: _asked(float("inf"), 4000.0),
    ),
    Conclusion(
        *("swap.why_no_swap", "With a smallest shipment"),
        said=lambda: swap.why_no_swap(None, is_swapped=False),
        not_said=lambda: swap.why_no_swap(_ranges(), is_swapped=False),
    ),
    Conclusion(
        *("swap.why_no_swap", "No other pair can be swapped"),
        said=lambda: swap.why_no_swap(_ranges(), is_swapped=True),
        not_said=lambda: swap.why_no_swap(_ranges(), is_swapped=False),
    ),
    Conclusion(
        *("swap.why_no_swap", "Nothing can be swapped: every pair"),
        said=lambda: swap.why_no_swap(_ranges(), is_swapped=False),
        not_said=lambda: swap.why_no_swap(_ranges(), is_swapped=True),
    ),
]

# --- how firm ---


def _draws(frequency_pct: float) -> PairDraws:
    found = sure.firmness(_answer())
    return replace(
        found,
        pairs=found.pairs.assign(frequency_pct=frequency_pct),
        corridors=found.corridors.assign(
            frequency_pct=frequency_pct,
            robustness="robust" if frequency_pct >= 80.0 else "fragile",
        ),
    )


def _firm(frequency_pct: float, ranges: MatchRanges | None) -> Said:
    return certainty.pairs_headline(_inside(), _draws(frequency_pct), ranges)


FIRMNESS = [
    Conclusion(
        *("certainty.pairs_headline", "With limits on pairs it is not known"),
        said=lambda: _firm(100.0, None),
        not_said=lambda: _firm(100.0, _ranges()),
    ),
    Conclusion(
        *("certainty.pairs_headline", "No identified pair between regencies to judge"),
        said=lambda: _firm(100.0, _ranges("interchangeable")),
        not_said=lambda: _firm(100.0, _ranges()),
    ),
    Conclusion(
        *("certainty.pairs_headline", "None of the {total} identified pairs"),
        said=lambda: _firm(79.9, _ranges()),
        not_said=lambda: _firm(100.0, _ranges()),
    ),
    Conclusion(
        *("certainty.pairs_headline", "{n} of {total} identified pairs between regencies are"),
        said=lambda: _firm(100.0, _ranges()),
        # Ties stand in every draw too, and are not judged for it.
        not_said=lambda: _firm(100.0, _ranges("interchangeable")),
    ),
    Conclusion(
        *("certainty.judged_corridors", "In {share} of the repeated matches this total holds"),
        said=lambda: certainty.judged_corridors(_ranges(), _draws(80.0)),
        not_said=lambda: certainty.judged_corridors(_ranges(), _draws(79.9)),
        words=": robust.",
    ),
]

# --- whether prices would carry it ---


@lru_cache
def _prices() -> PriceTest:
    found = prices.price_test(_answer())
    assert found is not None
    return found


def _judged(**changes: object) -> PriceTest:
    return replace(_prices(), pairs=_prices().pairs.assign(**changes))


def _pair(verdict: str, knows_margin: bool = True, n_covers: int = 15) -> str:
    row = {
        **{"origin": "5315", "destination": "5371", "price_verdict": verdict},
        **{"first_month": "2024-01", "last_month": "2025-08"},
        **{"n_months": 20, "n_covers_freight": n_covers, "n_covers_all": 3},
    }
    return market.pair_verdict(row, knows_margin)


MARKET = [
    Conclusion(
        *("market.pair_verdict", "Whether prices would carry it is not known"),
        said=lambda: market.pair_verdict(None, knows_margin=True),
        not_said=lambda: _pair("below_freight"),
    ),
    Conclusion(
        *("market.pair_verdict", "{at_prices}, the price gap would not pay"),
        said=lambda: _pair("below_freight", n_covers=0),
        # Covered in most months, though in too few: not said not to pay.
        not_said=lambda: [_pair("below_freight", n_covers=11), _pair("covers_freight")],
    ),
    Conclusion(
        *("market.pair_verdict", "{at_prices}, it is not certain that the price gap"),
        said=lambda: _pair("below_freight", n_covers=11),
        not_said=lambda: [_pair("below_freight", n_covers=0), _pair("covers_freight")],
    ),
    Conclusion(
        *("market.pair_verdict", "{at_prices}, in {freight} of {total} months the price gap"),
        said=lambda: _pair("covers_freight"),
        not_said=lambda: [_pair("below_freight"), _pair("covers_all"), _pair("unknown")],
    ),
    Conclusion(
        *("market.pair_verdict", "The usual margin and handling as well in"),
        said=lambda: _pair("covers_freight"),
        not_said=lambda: [_pair("covers_freight", knows_margin=False), _pair("covers_all")],
    ),
    Conclusion(
        *("market.pair_verdict", "Whether the usual margin as well is not known"),
        said=lambda: _pair("covers_freight", knows_margin=False),
        not_said=lambda: _pair("covers_freight"),
    ),
    Conclusion(
        *("market.pair_verdict", "{at_prices}, the price gap would pay the modelled"),
        said=lambda: _pair("covers_all"),
        not_said=lambda: [_pair("covers_freight"), _pair("below_freight")],
    ),
    Conclusion(
        *("market.pair_verdict", "An incentive, no evidence of trade"),
        said=lambda: _pair("covers_all"),
        not_said=lambda: _pair("unknown"),
    ),
    Conclusion(
        *("market.market_note", "Gap = price at the destination"),
        said=lambda: market.market_note(_prices()),
        not_said=lambda: market.market_note(_judged(first_month="2031-01", last_month="2031-12")),
        words="month by month from 202",
    ),
    Conclusion(
        *("market.market_note", "The usual margin of this commodity is not known"),
        said=lambda: market.market_note(replace(_prices(), margin_share=None)),
        not_said=lambda: market.market_note(replace(_prices(), margin_share=0.2)),
    ),
    Conclusion(
        *("market.market_note", "Usual margin: {margin} of the price"),
        said=lambda: market.market_note(replace(_prices(), margin_share=0.2)),
        not_said=lambda: market.market_note(replace(_prices(), margin_share=None)),
    ),
]

CASES = [*MATCHING, *SWAP, *FIRMNESS, *MARKET]
