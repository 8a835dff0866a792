"""Conclusions in the titles of decks."""

from __future__ import annotations

from math import nan

from analysis.matching.carried import CarriedTonnes
from publishing.sentences import deck
from tests.publishing.conclusions.case import Conclusion, Said


def _prices(low: float, high: float, unjudged: float = 0.0) -> Said:
    return deck.prices_title(CarriedTonnes(None, 100.0, high, low, high, unjudged))


def _objected(found: deck.Objection) -> Said:
    return [found.raised, found.answered]


def _together(share_pct: float) -> Said:
    return _objected(deck.together_objection(share_pct))


def _pairs(n_inside: int) -> Said:
    return _objected(deck.pairs_objection(n_inside))


CASES = [
    # That trade cannot solve it is not said where the surplus is larger than what others lack.
    *(
        Conclusion(
            *("deck.together_objection", template),
            said=lambda: _together(34.0),
            not_said=lambda: _together(416.0),
        )
        for template in ("Then inter-regional trade", "It cannot solve all of it")
    ),
    *(
        Conclusion(
            *("deck.together_objection", template),
            said=lambda: _together(416.0),
            not_said=lambda: _together(34.0),
        )
        for template in ("Then nobody in NTT", "A sum of a year hides")
    ),
    *(
        Conclusion(
            *("deck.pairs_objection", template),
            said=lambda: _pairs(0),
            not_said=lambda: _pairs(1),
        )
        for template in ("Goods may come", "Right: trade between regencies")
    ),
    *(
        Conclusion(
            *("deck.pairs_objection", template),
            said=lambda: _pairs(1),
            not_said=lambda: _pairs(0),
        )
        for template in ("Traders choose", "Right: the pairs are")
    ),
    Conclusion(
        *("deck.supplier_certainty", "Sign of the newest year"),
        said=lambda: deck.supplier_certainty("surplus, likely (77 %)", "unproven (71 %)"),
        not_said=lambda: deck.supplier_certainty("surplus, likely (77 %)", "very likely (94 %)"),
        words="the next year the same: unproven",
    ),
    Conclusion(
        *("deck.need_title", "{name}: at least what NTT needs"),
        said=lambda: deck.need_title("Rice 2023", 10.0, 10.0),
        not_said=lambda: deck.need_title("Rice 2023", 9.0, 10.0),
    ),
    Conclusion(
        *("deck.need_title", "{name}: production covers"),
        said=lambda: deck.need_title("Rice 2023", 9.0, 10.0),
        not_said=lambda: deck.need_title("Rice 2023", 10.0, 10.0),
    ),
    Conclusion(
        *("deck.who_title", "{n} regency has a surplus"),
        said=lambda: deck.who_title(1, 21),
        not_said=lambda: deck.who_title(2, 20),
    ),
    Conclusion(
        *("deck.who_title", "{n} regencies have a surplus"),
        said=lambda: deck.who_title(9, 13),
        not_said=lambda: deck.who_title(1, 13),
    ),
    Conclusion(
        *("deck.who_title", "{n} lacks"),
        said=lambda: deck.who_title(9, 1),
        not_said=lambda: deck.who_title(9, 2),
    ),
    Conclusion(
        *("deck.who_title", "{n} lack"),
        said=lambda: deck.who_title(9, 13),
        not_said=lambda: deck.who_title(9, 12),
        words="13 lack",
    ),
    Conclusion(
        *("deck.together_title", "All surplus together exceeds"),
        said=lambda: deck.together_title(100.0),
        not_said=lambda: deck.together_title(99.0),
    ),
    Conclusion(
        *("deck.together_title", "All surplus together covers"),
        said=lambda: deck.together_title(34.0),
        not_said=lambda: deck.together_title(100.0),
    ),
    Conclusion(
        *("deck.supplier_title", "{name}: largest surplus"),
        said=lambda: deck.supplier_title("5315", 8, 8),
        not_said=lambda: deck.supplier_title("5315", 7, 8),
        words="surplus in 8 of 8 years",
    ),
    Conclusion(
        *("deck.pairs_title", "No regency can supply"),
        said=lambda: deck.pairs_title(0, 0),
        not_said=lambda: deck.pairs_title(1, 0),
    ),
    Conclusion(
        *("deck.pairs_title", "{n} pair is certain"),
        said=lambda: deck.pairs_title(1, 0),
        not_said=lambda: deck.pairs_title(2, 0),
    ),
    Conclusion(
        *("deck.pairs_title", "{n} pairs are certain"),
        said=lambda: deck.pairs_title(4, 0),
        not_said=lambda: deck.pairs_title(1, 0),
    ),
    Conclusion(
        *("deck.pairs_title", "{certain}; {n} others can be swapped"),
        said=lambda: deck.pairs_title(4, 10),
        not_said=lambda: deck.pairs_title(4, 0),
    ),
    Conclusion(
        *("deck.unjudged_pairs_title", "{n} pair;"),
        said=lambda: deck.unjudged_pairs_title(1),
        not_said=lambda: deck.unjudged_pairs_title(2),
    ),
    Conclusion(
        *("deck.unjudged_pairs_title", "{n} pairs;"),
        said=lambda: deck.unjudged_pairs_title(2),
        not_said=lambda: deck.unjudged_pairs_title(1),
    ),
    Conclusion(
        *("deck.prices_title", "Whether prices pay"),
        said=lambda: deck.prices_title(None),
        not_said=lambda: _prices(0.0, 28.0),
    ),
    Conclusion(
        # Unknown limits are not none.
        *("deck.prices_title", "At observed prices no flow"),
        said=lambda: _prices(0.0, 0.0),
        not_said=lambda: _prices(nan, nan),
    ),
    Conclusion(
        *("deck.prices_title", "Prices cover freight"),
        said=lambda: _prices(6.0, 28.0),
        not_said=lambda: _prices(28.0, 28.0),
        words="6–28 %",
    ),
    Conclusion(
        *("deck.ferries_title", "{crossing}: {share} of modelled"),
        said=lambda: deck.ferries_title("Seba – Waingapu", 65.0),
        not_said=lambda: deck.ferries_title("Seba – Waingapu", 64.0),
        words="65 %",
    ),
    Conclusion(
        *("deck.sectors_title", "{sector} leads in"),
        said=lambda: deck.sectors_title("Food crops", 6, 11),
        not_said=lambda: deck.sectors_title("Food crops", 5, 11),
        words="6 of 11",
    ),
    Conclusion(
        *("deck.sectors_tied_title", "{n} sectors lead"),
        said=lambda: deck.sectors_tied_title(2),
        not_said=lambda: deck.sectors_tied_title(3),
        words="2 sectors",
    ),
    Conclusion(
        *("deck.flagships_title", "Leading products of {n} zone,"),
        said=lambda: deck.flagships_title(1),
        not_said=lambda: deck.flagships_title(8),
    ),
    Conclusion(
        *("deck.flagships_title", "Leading products of {n} zones"),
        said=lambda: deck.flagships_title(8),
        not_said=lambda: deck.flagships_title(1),
    ),
]
