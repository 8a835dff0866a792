"""One side of a commodity on the map: what is needed, or what is produced; never a balance."""

from __future__ import annotations

import pandas as pd

from analysis.balance.need_alone import NeedAlone
from analysis.balance.one_sided import Marketed
from publishing import palette, words
from publishing.language import _, once_per_language
from publishing.maps.choropleth import DOUBT, Choropleth, SpecialClass, numeric_choropleth
from publishing.sentences.commodity_sides import need_headline, need_unit
from publishing.sentences.one_sided import market_headline


@once_per_language(maxsize=128)
def need_choropleth(need: NeedAlone, form: str) -> Choropleth:
    """Need of one form by regency; a figure in doubt is marked and in no class."""
    rows = need.of_form(form)
    return _amounts(
        rows.set_index("regency_code")["need"],
        list(rows.loc[~rows["sound"], "regency_code"]),
        need.year,
        need_unit(need),
        need_headline(need),
        _("Need"),
    )


@once_per_language(maxsize=64)
def produced_choropleth(found: Marketed) -> Choropleth:
    """Production by regency of a commodity without a known need."""
    rows = found.table
    return _amounts(
        rows.set_index("regency_code")["production_t"],
        list(rows.loc[~rows["sound"], "regency_code"]),
        found.year,
        "t",
        market_headline(found),
        _("Production"),
    )


def _amounts(
    values: pd.Series, doubtful: list[str], year: int, unit: str, title: str, measure: str
) -> Choropleth:
    return numeric_choropleth(
        values,
        unit,
        year,
        decimals(values),
        title,
        ramp=palette.AMOUNT,
        measure=measure,
        special=[SpecialClass(doubtful, palette.DOUBTFUL, words.balance_class("doubtful"), DOUBT)],
    )


def decimals(values: pd.Series) -> int:
    """One where the largest amount is below ten, else none."""
    return 1 if values.max() < 10 else 0
