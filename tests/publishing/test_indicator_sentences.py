"""Indicators in words and on the map: titles say the finding, unknown is said to be unknown."""

import pytest

from publishing import palette
from publishing.language import Language, speaking
from publishing.listings.indicators import values_table
from publishing.maps.indicators import indicator_choropleth
from publishing.sentences.indicators import indicator_name, tell
from services import indicators

ALL = [(code, "rice" if code in indicators.OF_COMMODITY else "") for code in indicators.INDICATORS]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("code", "commodity"), ALL)
def test_every_indicator_is_told_drawn_and_tabled(
    code: str, commodity: str, language: Language
) -> None:
    years = indicators.years(code, commodity)
    found = indicators.values(code, commodity, years[0] if years else None)
    with speaking(language):
        told = tell(found)
        chart = indicator_choropleth(told, "5371")
        table = values_table(told)
        assert indicator_name(code)
    assert told.title == chart.picture.alt
    assert len(table.table) == len(chart.picture.tooltips) == 22
    assert sum(entry.count for entry in chart.legend) == 22
    known = set(told.values.dropna().index)
    assert set(chart.picture.fills) == known, "who has no value is hatched"
    assert found.source_ids


def test_titles_say_the_finding() -> None:
    with speaking("en"):
        assert tell(indicators.values("self_sufficiency", "rice", 2022)).title == (
            "Self-sufficiency in rice 2022: 7 regencies in surplus, 2 balanced, 12 in deficit "
            "(without Lembata: doubtful figures)"
        )
        balance = tell(indicators.values("balance", "rice", 2022)).title
        assert "highest in Manggarai Barat (40,781 t)" in balance
        chili = tell(indicators.values("production", "chili", 2022))
        assert "highest in Malaka" not in chili.title  # 35 times its other years
        assert "Malaka" in chili.title
        assert chili.notes["5321"][0].startswith("Doubtful: lies far from the other years")
        assert indicator_choropleth(chili, None).picture.marks["5321"] == "!"
        assert tell(indicators.values("first_sector")).title.startswith("Food crops")
    with speaking("id"):
        assert "kopi" in tell(indicators.values("production", "coffee", 2022)).title


def test_the_year_and_a_break_in_the_series_stand_beside_the_figures() -> None:
    """Landed fish of 2022 is counted otherwise than that of 2021, in most regencies."""
    with speaking("id"):
        told = tell(indicators.values("production", "fish", 2022))
        assert told.title.startswith("Produksi ikan didaratkan 2022: ")
        assert "cara pendataan mungkin berubah" in told.caveat
        assert "cara pendataan" not in tell(indicators.values("production", "fish", 2021)).caveat
        assert told.caveat.endswith("daerah).")


def test_a_doubtful_figure_is_in_no_class_of_self_sufficiency() -> None:
    found = indicators.values("self_sufficiency", "chili", 2022)
    with speaking("en"):
        told = tell(found)
        chart = indicator_choropleth(told, None)
    assert set(found.doubtful) == {"5309", "5312", "5316", "5321", "5371"}
    assert all(told.values[code] == "doubtful" for code in found.doubtful)
    assert told.notes["5321"][0] == "2,817 %"
    assert {entry.label: entry.count for entry in chart.legend}["doubtful"] == 5
    assert {code for code, mark in chart.picture.marks.items() if mark == "!"} == set(
        found.doubtful
    )
    assert sum(entry.count for entry in chart.legend) == 22


def test_a_commodity_in_no_list_says_so() -> None:
    with speaking("en"):
        told = tell(indicators.values("kpju", "wheat"))
        assert told.title.endswith("is in no regency's KPJu top ten")
        # A list that does not name it is not an unknown list.
        assert told.value_text("5371") == "not in the top ten"
        assert told.value_text("5305") == "no data yet"


@pytest.mark.parametrize("code", ["balance", "self_sufficiency"])
def test_without_a_year_all_is_unknown(code: str) -> None:
    assert indicators.years(code, "coffee") == []
    with speaking("en"):
        told = tell(indicators.values(code, "coffee"))
        chart = indicator_choropleth(told, None)
    assert told.title.endswith("coffee: no data yet")
    assert not chart.picture.fills
    assert [entry.count for entry in chart.legend] == [22]


def test_a_balance_is_centred_on_zero_and_signed() -> None:
    told = tell(indicators.values("balance", "rice", 2022))
    marks = indicator_choropleth(told, None).picture.marks
    balances = told.values
    assert {code for code, mark in marks.items() if mark == "+"} == set(
        balances[balances > 0].index
    )
    assert marks["5308"] == "!"


@pytest.mark.parametrize(
    ("code", "ramp"),
    [
        ("poverty_rate_pct", palette.BURDEN),
        ("unemployment_rate_pct", palette.BURDEN),
        ("hdi", palette.WELFARE),
        ("grdp_current_m_idr", palette.ECONOMY),
        ("population", palette.PEOPLE),
        ("density", palette.PEOPLE),
    ],
)
def test_each_kind_of_measure_has_its_colours(code: str, ramp: list[str]) -> None:
    fills = indicator_choropleth(tell(indicators.newest(code)), None).picture.fills
    assert set(fills.values()) <= set(ramp)


def test_no_colour_of_a_balance_means_anything_else() -> None:
    ramps = ("AMOUNT", "PEOPLE", "ECONOMY", "WELFARE", "BURDEN", "RANK", "INDICATION", "GROUPS")
    others = [color for name in ramps for color in getattr(palette, name)]
    assert len(others) == len(set(others))
    assert not set(others) & {*palette.DIVERGING_LOW, *palette.DIVERGING_HIGH}


def test_rice_is_classed_at_round_thousands() -> None:
    told = tell(indicators.values("balance", "rice", 2023))
    with speaking("id"):
        chart = indicator_choropleth(told, None)
    # Counted in the table: 7 regencies lack more than 15,000 t, 4 more than 5,000 t, 2 less;
    # 4 have up to 5,000 t left, 4 up to 15,000 t, 1 more.
    assert [(entry.label, entry.count) for entry in chart.legend] == [
        ("−15 atau kurang", 7),
        ("−15 s.d. −5", 4),
        ("−5 s.d. 0", 2),
        ("0 s.d. 5", 4),
        ("5 s.d. 15", 4),
        ("lebih dari 15", 1),
    ]
    assert chart.unit == "Neraca komoditas (ribu t)"
