"""Table of the pairs and corridors that one regency is part of."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.matching.ranges import Supply
from analysis.partnerships import Partnership
from geo.places import place_name
from publishing import words
from publishing.formats import number
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.matching import pair_class_word
from publishing.sentences.partnerships import carried_word, freight_words, side_word
from publishing.tables import Column, ReadyTable


def partnerships_table(found: Sequence[Partnership]) -> ReadyTable:
    """One row per pair, corridor or gateway; a corridor's tonnes are its total."""
    table = pd.DataFrame(
        {
            "name": [commodity_name(each.commodity) for each in found],
            "year": [each.year for each in found],
            "side_word": [side_word(each.side) for each in found],
            "partners": [", ".join(map(place_name, each.partners)) for each in found],
            "partner_codes": [";".join(each.partners) for each in found],
            "amount": [_amount(each.supply) for each in found],
            "min_t": [each.supply.min_t for each in found],
            "max_t": [each.supply.max_t for each in found],
            "class_word": [_class_word(each.supply) for each in found],
            "freight": [freight_words(each) for each in found],
            "freight_low": [each.freight_low_idr_per_kg for each in found],
            "freight_high": [each.freight_high_idr_per_kg for each in found],
            "prices": [carried_word(each.named.carried) if each.named else "" for each in found],
        }
    )
    columns = {
        "name": Column(_("Commodity")),
        "year": Column(_("Year")),
        "side_word": Column(_("The regency")),
        "partners": Column(_("With"), codes="partner_codes"),
        "amount": Column(
            _("Tonnes"),
            figures={_("Smallest (t)"): "min_t", _("Largest (t)"): "max_t"},
        ),
        "class_word": Column(_("Certain or a choice")),
        "freight": Column(
            _("Freight"),
            figures={
                _("Least freight (Rp/kg)"): "freight_low",
                _("Most freight (Rp/kg)"): "freight_high",
            },
        ),
        "prices": Column(_("Prices")),
    }
    return ReadyTable(table, columns, words.modelled_flow())


def _amount(supply: Supply) -> str:
    low, high = number(supply.min_t), number(supply.max_t)
    return high if supply.is_certain else f"{low}–{high}"


def _class_word(supply: Supply) -> str:
    """Of a gateway the same two words as of a pair; a corridor is a choice of partners."""
    if not supply.is_pair:
        return _("corridor, partners can be swapped")
    return pair_class_word("identified" if supply.is_certain else "interchangeable")
