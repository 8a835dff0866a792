"""Conclusions in the titles of a regency's deck."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from publishing.sentences import deck_regency as deck
from services import indicators
from services.kpju import kpju_of
from tests.publishing.conclusions.case import Conclusion, Said


def _standing(code: str, missing: bool = False) -> Said:
    found = indicators.newest("hdi")
    values = found.values.drop(code) if missing else found.values
    return deck.standing_title(replace(found, values=values), code)


def _products(n_good: int) -> Said:
    rows = kpju_of("5301").assign(verdict="not_judged")
    verdicts = ["recommended"] * n_good + ["not_judged"] * (len(rows) - n_good)
    return deck.products_title(rows.assign(verdict=pd.Series(verdicts, index=rows.index)))


CASES = [
    Conclusion(
        *("deck_regency.balances_title", "Neither surplus nor deficit"),
        said=lambda: deck.balances_title([], [], []),
        not_said=lambda: deck.balances_title([], [], ["rice"]),
    ),
    Conclusion(
        *("deck_regency.balances_title", "{surplus} commodities in surplus"),
        said=lambda: deck.balances_title(["rice", "chili", "maize"], [], []),
        not_said=lambda: deck.balances_title(["rice", "chili"], [], []),
    ),
    Conclusion(
        *("deck_regency.balances_title", "surplus of {names}"),
        said=lambda: deck.balances_title(["rice"], ["chili"], []),
        not_said=lambda: deck.balances_title([], ["rice"], ["chili"]),
    ),
    Conclusion(
        *("deck_regency.balances_title", "deficit of {names}"),
        said=lambda: deck.balances_title(["chili"], ["rice"], []),
        not_said=lambda: deck.balances_title(["rice"], [], ["chili"]),
    ),
    Conclusion(
        *("deck_regency.balances_title", "balanced in {names}"),
        said=lambda: deck.balances_title([], [], ["rice"]),
        not_said=lambda: deck.balances_title(["chili"], [], ["rice"]),
    ),
    Conclusion(
        *("deck_regency.own_pairs_title", "{name}: no pair within NTT"),
        said=lambda: deck.own_pairs_title("rice", 0, 0),
        not_said=lambda: deck.own_pairs_title("rice", 0, 1),
    ),
    Conclusion(
        *("deck_regency.own_pairs_title", "{name}: {n} pair within NTT, can be swapped"),
        said=lambda: deck.own_pairs_title("rice", 0, 1),
        not_said=lambda: deck.own_pairs_title("rice", 1, 1),
    ),
    Conclusion(
        *("deck_regency.own_pairs_title", "{name}: {n} pairs within NTT, all can"),
        said=lambda: deck.own_pairs_title("rice", 0, 2),
        not_said=lambda: deck.own_pairs_title("rice", 1, 2),
    ),
    Conclusion(
        *("deck_regency.own_pairs_title", "{name}: {n} certain pair within"),
        said=lambda: deck.own_pairs_title("rice", 1, 0),
        not_said=lambda: deck.own_pairs_title("rice", 1, 1),
    ),
    Conclusion(
        *("deck_regency.own_pairs_title", "{name}: {n} certain pairs within"),
        said=lambda: deck.own_pairs_title("rice", 2, 0),
        not_said=lambda: deck.own_pairs_title("rice", 2, 1),
    ),
    Conclusion(
        *("deck_regency.own_pairs_title", "{name}: {n} certain, {others}"),
        said=lambda: deck.own_pairs_title("rice", 2, 1),
        not_said=lambda: deck.own_pairs_title("rice", 2, 0),
    ),
    Conclusion(
        *("deck_regency.partners_title", "Can supply {gives}; can receive {takes}"),
        said=lambda: deck.partners_title(["rice"], ["chili"], False),
        not_said=lambda: deck.partners_title(["rice"], [], False),
    ),
    Conclusion(
        *("deck_regency.partners_title", "Can supply other regencies with"),
        said=lambda: deck.partners_title(["rice"], [], True),
        not_said=lambda: deck.partners_title([], ["rice"], True),
    ),
    Conclusion(
        *("deck_regency.partners_title", "Other regencies can supply"),
        said=lambda: deck.partners_title([], ["rice"], True),
        not_said=lambda: deck.partners_title([], [], True),
    ),
    Conclusion(
        *("deck_regency.partners_title", "No partner identified within NTT"),
        said=lambda: deck.partners_title([], [], True),
        not_said=lambda: deck.partners_title([], [], False),
    ),
    Conclusion(
        *("deck_regency.partners_title", "No partner is identified"),
        said=lambda: deck.partners_title([], [], False),
        not_said=lambda: deck.partners_title([], [], True),
    ),
    Conclusion(
        # Without a price nothing is judged, which is not that none pays.
        *("deck_regency.own_prices_title", "Whether prices pay its freight"),
        said=lambda: deck.own_prices_title(0, 0, 2),
        not_said=lambda: deck.own_prices_title(0, 1, 2),
    ),
    Conclusion(
        *("deck_regency.own_prices_title", "Prices cover freight on {paying} of {n} judged"),
        said=lambda: deck.own_prices_title(1, 2, 3),
        not_said=lambda: deck.own_prices_title(1, 2, 2),
    ),
    Conclusion(
        *("deck_regency.own_prices_title", "Prices cover freight on {paying} of {n} pairs shown"),
        said=lambda: deck.own_prices_title(1, 2, 2),
        not_said=lambda: deck.own_prices_title(1, 2, 3),
    ),
    Conclusion(
        *("deck_regency.standing_title", "Human development: no usable figure"),
        said=lambda: _standing("5301", missing=True),
        not_said=lambda: _standing("5301"),
    ),
    Conclusion(
        *("deck_regency.standing_title", "Human development: {end} of"),
        said=lambda: _standing("5371"),
        not_said=lambda: _standing("5315"),
        words="highest of 22",
    ),
    Conclusion(
        *("deck_regency.standing_title", "Human development: above"),
        said=lambda: _standing("5315"),
        not_said=lambda: _standing("5320"),
    ),
    Conclusion(
        *("deck_regency.products_title", "{item} leads; the report favours"),
        said=lambda: _products(5),
        not_said=lambda: _products(4),
        words="favours 5 of 10",
    ),
    Conclusion(
        *("deck_regency.agreements_title", "No agreement or talks of its own"),
        said=lambda: deck.agreements_title(0),
        not_said=lambda: deck.agreements_title(1),
    ),
    Conclusion(
        *("deck_regency.agreements_title", "{n} agreement or talk of its own"),
        said=lambda: deck.agreements_title(1),
        not_said=lambda: deck.agreements_title(2),
    ),
    Conclusion(
        *("deck_regency.agreements_title", "{n} agreements, talks and meetings"),
        said=lambda: deck.agreements_title(2),
        not_said=lambda: deck.agreements_title(1),
    ),
    Conclusion(
        *("deck_regency.missing_title", "{n} commodities have no balance here"),
        said=lambda: deck.missing_title(110, 0),
        not_said=lambda: deck.missing_title(9, 10),
    ),
    Conclusion(
        *("deck_regency.missing_title", "{n} of {total} leading commodities"),
        said=lambda: deck.missing_title(9, 10),
        not_said=lambda: deck.missing_title(110, 0),
    ),
]
