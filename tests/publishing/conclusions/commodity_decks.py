"""Conclusions in the titles of a commodity's slides."""

from __future__ import annotations

from math import nan

import pandas as pd

from analysis.balance.compute import BalanceSummary
from analysis.balance.known_sides import KnownSides
from analysis.balance.need_alone import NeedAlone
from analysis.balance.one_sided import BesideGroup, HouseholdShare, Marketed
from publishing.sentences import deck_commodity as deck
from tests.publishing.conclusions.case import Conclusion, Said


def _covered(have: float, n_known: int = 18) -> Said:
    return deck.covered_title(
        "Chili", BalanceSummary(n_known, 22, 1, 1, 0, 4, have, 10.0, have - 10)
    )


def _known(**given: object) -> Said:
    return deck.known_title(KnownSides("x", "horticulture", 22, **given))  # type: ignore[arg-type]


def _need(total: float) -> NeedAlone:
    row = {"form": "fresh", "regency_code": "5301", "need": total, "sound": total == total}
    return NeedAlone("maize", 2024, "dukcapil_s1", "t", pd.DataFrame([row]))


def _marketed(n: int) -> Marketed:
    codes = ["5301", "5302"][:n]
    rows = pd.DataFrame({"regency_code": codes, "production_t": 5.0, "sound": True})
    return Marketed("coffee", 2023, rows)


def _group(*verdicts: str) -> Said:
    table = pd.DataFrame({"verdict": list(verdicts), "production_t": 2.0, "need_t": 1.0})
    return deck.group_title(BesideGroup("mung_bean", 2022, 2024, "dukcapil_s1", table))


def _share(eaten: float) -> Said:
    return deck.share_title(HouseholdShare("maize", 2024, 100.0, 2024, eaten, 22, "dukcapil_s1"))


def _quotas(*values: float, contradicted: bool = False) -> Said:
    rows = pd.DataFrame(
        {
            "regency_code": ["5301", "5302", "5303"][: len(values)],
            "value": values,
            "flag": None,
            "contradicted": [contradicted, *[False] * (len(values) - 1)],
        }
    )
    return deck.quotas_title(rows)


def _listed(*codes: str) -> Said:
    return deck.listed_title(pd.DataFrame({"regency_code": codes}), 21)


CASES = [
    Conclusion(
        *("deck_commodity.covered_title", "at least what {n} regencies need"),
        said=lambda: _covered(10.0),
        not_said=lambda: _covered(9.0),
    ),
    Conclusion(
        # Of all regencies the province may be named, of fewer never.
        *("deck_commodity.covered_title", "{share} of the need of {n} regencies covered"),
        said=lambda: _covered(9.0),
        not_said=lambda: _covered(9.0, n_known=22),
    ),
    Conclusion(
        *("deck_commodity.known_title", "its two sides cannot be compared"),
        said=lambda: _known(balance_years=(2023,), suspended="fish"),
        not_said=lambda: _known(n_need=22, producers=("5301",)),
    ),
    Conclusion(
        *("deck_commodity.known_title", "need known, production of {who} alone"),
        said=lambda: _known(n_need=22, producers=("5301",)),
        not_said=lambda: _known(n_need=22, producers=("5301", "5302")),
    ),
    Conclusion(
        *("deck_commodity.known_title", "need known, production of {n} regencies"),
        said=lambda: _known(n_need=22, producers=("5301", "5302")),
        not_said=lambda: _known(producers=("5301", "5302")),
    ),
    Conclusion(
        *("deck_commodity.known_title", "production of {who} alone is known"),
        said=lambda: _known(producers=("5301",)),
        not_said=lambda: _known(producers=("5301", "5302")),
    ),
    Conclusion(
        *("deck_commodity.known_title", "production of {n} regencies, need unknown"),
        said=lambda: _known(producers=("5301", "5302")),
        not_said=lambda: _known(producers=("5301", "5302"), n_need=22),
    ),
    Conclusion(
        *("deck_commodity.known_title", "the need alone is known"),
        said=lambda: _known(n_need=22),
        not_said=lambda: _known(n_need=22, producers=("5301",)),
    ),
    Conclusion(
        *("deck_commodity.known_title", "counts or quotas known"),
        said=lambda: _known(live=True, n_herds=3),
        not_said=lambda: _known(live=True, n_listed=1),
    ),
    Conclusion(
        *("deck_commodity.known_title", "no amount by regency is known"),
        said=lambda: _known(n_listed=1),
        not_said=_known,
    ),
    Conclusion(
        *("deck_commodity.known_title", "nothing is known yet"),
        said=_known,
        not_said=lambda: _known(of_province=True),
    ),
    Conclusion(
        *("deck_commodity.need_title", "every figure of the need is in doubt"),
        said=lambda: deck.need_title(_need(nan)),
        not_said=lambda: deck.need_title(_need(5.0)),
    ),
    Conclusion(
        *("deck_commodity.need_title", "households need {total} a year"),
        said=lambda: deck.need_title(_need(5.0)),
        not_said=lambda: deck.need_title(_need(nan)),
    ),
    Conclusion(
        *("deck_commodity.produced_title", "production of {who} alone, not of NTT"),
        said=lambda: deck.produced_title(["5301"]),
        not_said=lambda: deck.produced_title(["5301", "5302"]),
    ),
    Conclusion(
        *("deck_commodity.produced_title", "production of {n} regencies, not of NTT"),
        said=lambda: deck.produced_title(["5301", "5302"]),
        not_said=lambda: deck.produced_title(["5301"]),
    ),
    Conclusion(
        *("deck_commodity.market_title", "{total} from {n} regency"),
        said=lambda: deck.market_title(_marketed(1)),
        not_said=lambda: deck.market_title(_marketed(2)),
        words="1 regency",
    ),
    Conclusion(
        *("deck_commodity.market_title", "{total} from {n} regencies"),
        said=lambda: deck.market_title(_marketed(2)),
        not_said=lambda: deck.market_title(_marketed(1)),
    ),
    Conclusion(
        *("deck_commodity.group_title", "{n} regency exceeds"),
        said=lambda: _group("exceeds", "doubtful"),
        not_said=lambda: _group("exceeds", "exceeds"),
    ),
    Conclusion(
        *("deck_commodity.group_title", "{n} regencies exceed"),
        said=lambda: _group("exceeds", "exceeds"),
        not_said=lambda: _group("exceeds", "silent"),
    ),
    Conclusion(
        *("deck_commodity.group_title", "above the need of pulses only"),
        said=lambda: _group("doubtful", "silent"),
        not_said=lambda: _group("exceeds", "doubtful"),
    ),
    Conclusion(
        *("deck_commodity.group_title", "nowhere known to exceed"),
        said=lambda: _group("silent", "unknown"),
        not_said=lambda: _group("doubtful", "silent"),
    ),
    Conclusion(
        *("deck_commodity.share_title", "households eat the equivalent"),
        said=lambda: _share(12.0),
        not_said=lambda: _share(13.0),
        words="12 %",
    ),
    Conclusion(
        *("deck_commodity.levels_title", "consumer prices by place"),
        said=lambda: deck.levels_title(pd.Series({"5301": 5.0, "5302": 5.0})),
        not_said=lambda: deck.levels_title(pd.Series({"5301": 5.0, "5302": 6.0})),
    ),
    Conclusion(
        *("deck_commodity.levels_title", "dearest in {dear}"),
        said=lambda: deck.levels_title(pd.Series({"5301": 5.0, "5302": 6.0, "5303": 5.5})),
        not_said=lambda: deck.levels_title(pd.Series({"5301": 5.0, "5302": 6.0, "5303": 6.0})),
    ),
    Conclusion(
        *("deck_commodity.yearly_prices_title", "prices of {n} regency, {year}"),
        said=lambda: deck.yearly_prices_title(1, 2025),
        not_said=lambda: deck.yearly_prices_title(22, 2025),
    ),
    Conclusion(
        *("deck_commodity.yearly_prices_title", "prices of {n} regencies, {year}"),
        said=lambda: deck.yearly_prices_title(22, 2025),
        not_said=lambda: deck.yearly_prices_title(1, 2025),
    ),
    Conclusion(
        # Where the largest is in doubt, no other is the largest.
        *("deck_commodity.quotas_title", "quotas out of NTT, not shipments"),
        said=lambda: _quotas(9.0, 9.0, 3.0),
        not_said=lambda: _quotas(9.0, 4.0, 3.0),
    ),
    Conclusion(
        *("deck_commodity.quotas_title", "largest quota out of NTT"),
        said=lambda: _quotas(9.0, 4.0, 3.0),
        not_said=lambda: _quotas(9.0, 4.0, 3.0, contradicted=True),
    ),
    Conclusion(
        *("deck_commodity.herds_title", "animals counted in {n} regency"),
        said=lambda: deck.herds_title(1),
        not_said=lambda: deck.herds_title(9),
    ),
    Conclusion(
        *("deck_commodity.herds_title", "animals counted in {n} regencies"),
        said=lambda: deck.herds_title(9),
        not_said=lambda: deck.herds_title(1),
    ),
    Conclusion(
        *("deck_commodity.listed_title", "leading product of {who} alone"),
        said=lambda: _listed("5301", "5301"),
        not_said=lambda: _listed("5301", "5302"),
    ),
    Conclusion(
        *("deck_commodity.listed_title", "leading product in {n} of"),
        said=lambda: _listed("5301", "5302"),
        not_said=lambda: _listed("5301"),
    ),
    Conclusion(
        *("deck_commodity.flows_title", "{n} reported supply"),
        said=lambda: deck.flows_title(1),
        not_said=lambda: deck.flows_title(2),
    ),
    Conclusion(
        *("deck_commodity.flows_title", "{n} reported supplies"),
        said=lambda: deck.flows_title(2),
        not_said=lambda: deck.flows_title(1),
    ),
]
