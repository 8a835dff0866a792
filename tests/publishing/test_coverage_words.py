"""What is said, drawn and tabulated of the figures that exist, without the page around it."""

import pandas as pd
import pytest

from publishing.charts.coverage import coverage_legend_html, coverage_squares
from publishing.language import Language, speaking
from publishing.listings.coverage import coverage_cells, coverage_table, missing_inputs_table
from publishing.sentences import coverage as sentences
from services import coverage


def _cells(states: dict[int, tuple[str, str]]) -> pd.DataFrame:
    """Two regencies of one commodity: by year the state of either."""
    rows = [
        {"regency_code": code, "commodity": "rice", "year": year, "state": state, "missing": ""}
        for year, pair in states.items()
        for code, state in zip(("5301", "5371"), pair, strict=True)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (
            {2020: ("complete", "complete"), 2021: ("complete", "complete")},
            "Rice: complete for all regencies in 2020–2021",
        ),
        (
            {2020: ("partial", "complete"), 2021: ("none", "none")},
            "Rice: at best 1 of 2 regencies complete (2020)",
        ),
        ({2020: ("none", "partial")}, "Rice: no year is complete for any regency"),
    ],
    ids=["all", "some", "none"],
)
def test_commodity_headline(states: dict[int, tuple[str, str]], said: str) -> None:
    with speaking("en"):
        assert sentences.commodity_headline(_cells(states), "rice", 2) == said


def test_year_headline_counts_commodities() -> None:
    part = _cells({2020: ("partial", "complete")})
    with speaking("en"):
        said = sentences.year_headline(part, 2020)
        assert said == "2020: 1 of 1 commodities have a balance for some regency"
        assert "1 of 2 combinations" in sentences.cells_sentence(part, 2020)


@pytest.mark.parametrize("language", ["id", "en"])
def test_squares_say_how_many_inputs_there_are(language: Language) -> None:
    part = coverage.matrix("rice")
    part = part[part["year"] == 2022]
    with speaking(language):
        cells = coverage_cells(part)
        cells = cells.assign(row=cells["commodity"])
        spec = coverage_squares(cells, ["rice"], list(cells["abbreviation"]), "abbreviation")
        table = coverage_table(cells).readable()
        legend = coverage_legend_html({"complete": 22}, "dark")
    (squares,) = spec["datasets"].values()
    assert "(22)" in legend
    assert legend.count("(0)") == 2
    assert len(table) == len(part) == 22
    assert [row["inputs"] for row in squares] == [4] * 22


def test_what_is_missing_is_said_with_where_to_write_it() -> None:
    report = coverage.missing("maize", 2022)
    with speaking("en"):
        ready = missing_inputs_table(report)
        text = sentences.how_to_supply(
            dict(zip(ready.table["code"], ready.table["who"], strict=True))
        )
        nothing = missing_inputs_table(coverage.missing("rice", 2022))
    assert len(ready.table) == len(report) > 0
    assert ready.readable()["Table to fill in"].str.endswith(".csv").all()
    assert all(f"missing for {who}" in text for who in ready.table["who"])
    assert nothing.table.empty
