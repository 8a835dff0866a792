"""Flows of goods that others have reported: what, how much and between whom."""

from __future__ import annotations

import pandas as pd

from geo.places import regency_names
from ntt_data.tables import load
from publishing.formats import number
from publishing.language import _, localised
from publishing.sentences.guide import join_names


def reported_scope() -> str:
    """What the arrows of a map of reports are, and what they are not."""
    return _(
        "Between regencies of NTT, as reported in the press and in studies, most without tonnes; "
        "nothing is added up."
    )


def reported_headline(pairs: pd.DataFrame) -> str:
    """How many links are reported and where most lead; ``pairs`` as ``flow_pairs`` gives them."""
    inflow = pairs.groupby("destination_code")["origin_code"].nunique()
    first = [regency_names()[str(code)] for code in inflow[inflow == inflow.max()].index]
    return _(
        "{n} supply links between regencies reported; the most, {most}, to {places}",
        n=len(pairs),
        most=int(inflow.max()),
        places=join_names(first),
    )


def scope_words() -> dict[str, str]:
    """Direction of a reported flow, in words."""
    return {
        "inter_regency": _("Between regencies"),
        "into_ntt": _("Into NTT"),
        "out_of_ntt": _("Out of NTT"),
        "demand": _("Demand"),
    }


def quantity_words(low: float | None, high: float | None, unit: str | None) -> str:
    """``2.000–3.000 buah/truk``; a dash where the report gives no quantity."""
    if pd.isna(low):
        return "–"
    shown = number(low, _decimals(low))
    if pd.notna(high) and high != low:
        shown += f"–{number(high, _decimals(high))}"
    return f"{shown} {unit_word(str(unit))}"


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 3


def unit_word(unit: str) -> str:
    """Unit of a reported flow in the session's language."""
    return {
        "t": "t",
        "t/day": _("t/day"),
        "t/truck": _("t/truck"),
        "head": _("head"),
        "fruit/truck": _("fruit/truck"),
        "truck/trader/week": _("truck/trader/week"),
        "dump truck": _("dump truck"),
        "percent of hotel supply": _("% of hotel supply"),
    }[unit]


def flow_goods(flows: pd.DataFrame) -> pd.Series:
    """Name of the commodity in the session's language; else the source's own words, quoted."""
    names = load("commodities").set_index("commodity")[localised("name")]
    return flows["commodity"].map(names).fillna("“" + flows["literal_commodity"] + "”")
