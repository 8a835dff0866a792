"""The figures of the charts of a deck, as a file needs them in which a chart can be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.balance.result import Balance
from analysis.matching.ferry_answer import FerryAnswer
from geo.edges import crossing_names
from geo.places import place_name
from publishing import palette, words
from publishing.charts.need_met import named_balance
from publishing.deck.model import ChartData
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, sector_names

_SUPPLIER_COLORS = (palette.AMOUNT[4], palette.COMPARED[2], palette.GREY)


def need_met_data(balances: Sequence[Balance]) -> ChartData:
    """As ``publishing.charts.need_met.need_met`` draws it."""
    totals = {named_balance(each): each.summary for each in balances}
    return share_data(
        {name: 100 * each.total_available_t / each.total_need_t for name, each in totals.items()}
    )


def share_data(shares: Mapping[str, float]) -> ChartData:
    """As ``publishing.charts.need_met.share_of_need`` draws it."""
    name = _("Available, in per cent of the need")
    return ChartData(
        kind="bars",
        categories=list(shares),
        series={name: list(shares.values())},
        colors={name: palette.AMOUNT[3]},
        unit="%",
        whole=100.0,
    )


def balance_data(balance: Balance) -> ChartData:
    """Tonnes of every regency, the largest surplus first, without doubtful and unknown ones."""
    known = balance.table[
        balance.table["balance_t"].notna() & (balance.table["disqualified_by"] == "")
    ].sort_values("balance_t", ascending=False)
    series: dict[str, list[float | None]] = {}
    colors = {}
    for code in ("surplus", "balanced", "deficit"):
        own = known["balance_class"] == code
        if own.any():
            word = words.balance_class(code)
            series[word] = [
                float(value) if of_class else None
                for value, of_class in zip(known["balance_t"], own, strict=True)
            ]
            colors[word] = palette.BALANCE_CLASS[code]
    return ChartData("bars", known["regency_code"].map(place_name).tolist(), series, colors, "t")


def ratio_data(ratios: Mapping[int, Mapping[str, float]], codes: Sequence[str]) -> ChartData:
    """As ``publishing.charts.need_met.ratio_by_year`` draws it."""
    years = sorted(ratios)
    names = [place_name(code) for code in codes]
    return ChartData(
        kind="lines",
        categories=[year_text(year) for year in years],
        series={
            name: [ratios[year].get(code) for year in years]
            for name, code in zip(names, codes, strict=True)
        },
        colors=dict(zip(names, _SUPPLIER_COLORS, strict=False)),
        unit="×",
        decimals=1,
    )


def ferry_data(answer: FerryAnswer) -> ChartData:
    """Tonnes over every crossing by commodity, the fullest first."""
    order = answer.crossings()
    loads = answer.before.loads.groupby(["commodity", "edge_id"])["tonnes"].sum()
    commodities = loads.index.get_level_values("commodity").unique().tolist()
    names = [commodity_name(each) for each in commodities]
    return ChartData(
        kind="stacked",
        categories=[crossing_names()[edge] for edge in order],
        series={
            name: [float(loads.get((each, edge), 0.0)) for edge in order]
            for name, each in zip(names, commodities, strict=True)
        },
        colors=dict(zip(names, palette.COMMODITIES, strict=False)),
        unit="t",
    )


def borda_data(ranking: pd.DataFrame, scheme: str) -> ChartData:
    """Points of every sector in one scheme, most first."""
    names = sector_names(scheme)
    name = _("Borda points")
    return ChartData(
        kind="bars",
        categories=[names[code] for code in ranking["sector"]],
        series={name: ranking["points"].astype(float).tolist()},
        colors={name: palette.RANK[4]},
        unit="",
    )
