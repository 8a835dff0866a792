"""A colour means the same amounts in every year of a commodity or indicator."""

from __future__ import annotations

import pytest

from analysis.balance.result import Balance
from publishing.language import speaking
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import HIGH, LOW, Choropleth
from publishing.maps.indicators import indicator_choropleth
from publishing.sentences.indicators import tell
from services import indicators
from services.answer import evaluation


def _map(commodity: str, year: int) -> Choropleth:
    balance = evaluation.balance(commodity, year)
    assert isinstance(balance, Balance)
    return balance_choropleth(balance, None, reference=evaluation.reference_balance(commodity))


def _classes(chart: Choropleth) -> list[tuple[str | None, str]]:
    return [(each.color, each.label) for each in chart.legend if each.mark in (LOW, HIGH)]


def test_the_map_of_a_balance_has_the_same_classes_in_every_year() -> None:
    # No parameter: which they are is worked out from all tables, and not by who only collects.
    commodities = sorted(evaluation.balanced_commodities())
    assert "rice" in commodities
    for commodity in commodities:
        with speaking("en"):
            charts = [_map(commodity, year) for year in evaluation.two_sided()[commodity]]
        assert len(charts) > 1, commodity
        assert all(_classes(chart) == _classes(charts[0]) for chart in charts), commodity
        assert all(sum(entry.count for entry in chart.legend) == 22 for chart in charts), commodity


def test_rice_is_classed_at_5_and_15_thousand_tonnes_in_every_year() -> None:
    # The distances of 2023 from zero: their thirds lie near 5 and 15 thousand t, and 5 is the
    # coarsest step that moves neither far.
    with speaking("en"):
        labels = [label for _color, label in _classes(_map("rice", 2016))]
    assert labels == [
        "−15 or less",
        "−15 to −5",
        "−5 to 0",
        "0 to 5",
        "5 to 15",
        "more than 15",
    ]


@pytest.mark.parametrize("code", ["production", "balance", "density", "poverty_rate_pct", "hdi"])
def test_an_indicator_has_the_same_classes_in_every_year(code: str) -> None:
    commodity = "rice" if code in indicators.OF_COMMODITY else ""
    with speaking("en"):
        reference = tell(
            indicators.values(code, commodity, indicators.default_year(code, commodity))
        )
        told = [
            tell(indicators.values(code, commodity, y)) for y in indicators.years(code, commodity)
        ]
        charts = [indicator_choropleth(each, None, reference) for each in told]
    same = [c for c, each in zip(charts, told, strict=True) if each.unit == reference.unit]
    assert len(same) > 1
    colored = [[(e.color, e.label) for e in c.legend if e.color and e.mark != "!"] for c in same]
    assert all(each == colored[0] for each in colored)


def test_a_class_without_anybody_stays_in_the_legend() -> None:
    with speaking("en"):
        chart = _map("rice", evaluation.default_year("rice"))
        other = [_map("rice", year) for year in evaluation.two_sided()["rice"]]
    assert len(_classes(chart)) == 6
    assert all(len(_classes(each)) == 6 for each in other)
