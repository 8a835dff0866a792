"""Conclusions on single regencies: profile, indicators, staples, which figures exist."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analysis.balance.food_ratio import RiceAndStaples, edition_rows
from analysis.leading.indicator_values import IndicatorValues
from ntt_data.tables import load
from publishing.sentences import coverage, indicators, profile, regency_card, staples
from publishing.sentences.profile import RegencyBalance
from services import indicators as known
from services import profile as profiles
from services.answer import evaluation
from tests.publishing.conclusions.case import Conclusion, Said

# --- profile ---


def _balances(**classes: str) -> Said:
    table = pd.DataFrame({"commodity": list(classes), "balance_class": list(classes.values())})
    return profile.balances_headline(table, 2022)


def balance_row(**changes: object) -> RegencyBalance:
    """A deficit of rice in 2023, changed."""
    given = {
        **{"commodity": "rice", "year": 2023, "balance_class": "deficit", "missing": ""},
        **{"balance_t": -5.0, "ratio": 0.5, "available_t": 5.0, "need_t": 10.0, "grade": "B"},
        **{"flags": "", "disqualified_by": "", "median_ratio": float("nan"), "source_ids": "S01"},
        **{"sign": "deficit", "sign_word": "likely", "p_sign": 0.8},
        **{"steady_word": "untested", "p_steady": 0.6},
    }
    return RegencyBalance(**{**given, **changes})  # type: ignore[arg-type]


def _left(kind: str, left_t: float = 0.0) -> Said:
    """What is said of a regency of which so much need or surplus is left over."""
    match = evaluation.baseline_answer("rice", 2022).match
    left = match.unmet.assign(unmet_t=left_t), match.unsold.assign(unsold_t=left_t)
    code = str((left[0] if kind == "deficit" else left[1])["regency_code"].iloc[0])
    return profile.left_line(code, kind, replace(match, unmet=left[0], unsold=left[1]))


def _gaps(n_named: int) -> Said:
    return profile.gaps_headline(profiles.gaps("5316"), n_named)


PROFILE = [
    Conclusion(
        *("profile.figures_headline", "Human development: {hdi}"),
        said=lambda: profile.figures_headline(profiles.key_figures("5371"), "5371"),
        not_said=lambda: profile.figures_headline(profiles.key_figures("5315"), "5315"),
        words="Human development: highest of 22 regencies; share of poor people: lowest",
    ),
    Conclusion(
        *("profile.balances_headline", "surplus of {names}"),
        said=lambda: _balances(rice="surplus", chili="deficit"),
        not_said=lambda: _balances(rice="doubtful", chili="deficit"),
    ),
    Conclusion(
        *("profile.balances_headline", "deficit of {names}"),
        said=lambda: _balances(rice="deficit"),
        not_said=lambda: _balances(rice="doubtful"),
    ),
    Conclusion(
        *("profile.balances_headline", "balanced in {names}"),
        said=lambda: _balances(rice="balanced"),
        not_said=lambda: _balances(rice="unknown"),
    ),
    Conclusion(
        *("profile.balances_headline", "neither surplus nor deficit is known"),
        said=lambda: _balances(rice="unknown", chili="doubtful"),
        not_said=lambda: _balances(rice="balanced"),
    ),
    Conclusion(
        *("profile.unknown_because", "Not known: {inputs} missing"),
        said=lambda: profile.unknown_because(balance_row(missing="production;norm")),
        not_said=lambda: profile.unknown_because(balance_row()),
    ),
    Conclusion(
        *("profile.unknown_because", "No balance for this year"),
        said=lambda: profile.unknown_because(balance_row()),
        not_said=lambda: profile.unknown_because(balance_row(missing="norm")),
    ),
    Conclusion(
        *("profile.set_aside", "Doubtful, so in no title, total or pair"),
        said=lambda: profile.set_aside(balance_row(disqualified_by="suspect"), ""),
        not_said=lambda: profile.set_aside(balance_row(), ""),
    ),
    Conclusion(
        *("profile.left_line", "{amount} stay unmet"),
        said=lambda: _left("deficit", 1.0),
        not_said=lambda: _left("deficit"),
    ),
    Conclusion(
        *("profile.left_line", "{amount} stay without receiver"),
        said=lambda: _left("surplus", 1.0),
        not_said=lambda: _left("surplus"),
    ),
    Conclusion(
        *("profile.gaps_headline", "{n} commodities have no balance here yet"),
        said=lambda: _gaps(0),
        not_said=lambda: _gaps(9),
    ),
    Conclusion(
        *("profile.gaps_headline", "{n} of its {total} KPJu commodities have no balance"),
        said=lambda: _gaps(9),
        not_said=lambda: _gaps(0),
    ),
    Conclusion(
        *("profile.sectors_headline", "{name}: the report has no sector ranking"),
        said=lambda: profile.sectors_headline("5305", profiles.sectors("5305")),
        not_said=lambda: profile.sectors_headline("5371", profiles.sectors("5371")),
    ),
    Conclusion(
        *("profile.sectors_headline", "{sector} ranks first"),
        said=lambda: profile.sectors_headline("5371", profiles.sectors("5371")),
        not_said=lambda: profile.sectors_headline("5305", profiles.sectors("5305")),
    ),
    Conclusion(
        *("regency_card.leading_lines", "Sectors and KPJu: the report has no full ranking"),
        said=lambda: regency_card.leading_lines("5305"),
        not_said=lambda: regency_card.leading_lines("5371"),
    ),
    Conclusion(
        *("regency_card.leading_lines", "Sectors: {names}"),
        said=lambda: regency_card.leading_lines("5371"),
        not_said=lambda: regency_card.leading_lines("5305"),
    ),
    Conclusion(
        *("regency_card.leading_lines", "KPJu: {names}"),
        said=lambda: regency_card.leading_lines("5371"),
        not_said=lambda: regency_card.leading_lines("5305"),
        words="\nKPJu: ",
    ),
]

# --- indicators ---


@lru_cache
def _hdi() -> IndicatorValues:
    return known.newest("hdi")


def _title(indicator: IndicatorValues, **changes: object) -> Said:
    return indicators.tell(replace(indicator, **changes)).title  # type: ignore[arg-type]


def _ranks(*ranks: int) -> IndicatorValues:
    found = known.values("kpju", "maize")
    rows = found.rows.assign(rank=float("nan"))
    rows.iloc[: len(ranks), rows.columns.get_loc("rank")] = list(map(float, ranks))
    return replace(found, rows=rows)


def _firm(*ratios: float) -> IndicatorValues:
    found = known.values("staples_ratio", "", 2021)
    rows = found.rows.head(len(ratios)).assign(value=list(ratios), firm=True)
    return replace(found, rows=rows, values=rows["value"])


INDICATORS = [
    Conclusion(
        *("indicators._extremes", "{name}: no data yet"),
        said=lambda: _title(_hdi(), values=_hdi().values.astype("float64") * float("nan")),
        not_said=lambda: _title(_hdi()),
    ),
    Conclusion(
        *("indicators._extremes", "{name}: {value} in all of {n}"),
        said=lambda: _title(_hdi(), values=_hdi().values * 0),
        not_said=lambda: _title(_hdi()),
    ),
    Conclusion(
        *("indicators._extremes", "{name}: highest in {high}"),
        said=lambda: _title(_hdi()),
        not_said=lambda: _title(_hdi(), values=_hdi().values * 0),
    ),
    Conclusion(
        *("indicators._self_sufficiency", "{name} {year}: {surplus} regencies in surplus"),
        said=lambda: _title(known.values("self_sufficiency", "rice", 2022)),
        not_said=lambda: _title(known.values("self_sufficiency", "coffee")),
    ),
    Conclusion(
        *("indicators._balance_notes", "Available {have}, need {need}"),
        said=lambda: indicators.tell(known.values("balance", "rice", 2022)).notes["5315"],
        not_said=lambda: indicators.tell(known.values("balance", "rice", 2022)).notes["5371"],
        words="Available 72,681 t",
    ),
    Conclusion(
        *("indicators._balance_notes", "Doubtful: {reason}"),
        said=lambda: indicators.tell(known.values("balance", "rice", 2022)).notes["5308"],
        not_said=lambda: indicators.tell(known.values("balance", "rice", 2022)).notes["5371"],
    ),
    Conclusion(
        *("indicators._production", "Doubtful: {reason}"),
        said=lambda: indicators.tell(known.values("production", "chili", 2022)).notes["5321"],
        not_said=lambda: indicators.tell(known.values("production", "chili", 2022)).notes["5301"],
    ),
    Conclusion(
        *("indicators._staples", "Rice, maize and tubers together, FSVA"),
        said=lambda: _title(_firm(0.9, 1.0, 1.01)),
        not_said=lambda: _title(_firm(0.9, 1.01, 1.01)),
        words="2 of 3 regencies have enough, 1 lack",
    ),
    Conclusion(
        *("indicators._kpju", "{name} is in no regency's KPJu top ten"),
        said=lambda: _title(_ranks()),
        not_said=lambda: _title(_ranks(10)),
    ),
    Conclusion(
        *("indicators._kpju", "{name} is among the KPJu top ten"),
        said=lambda: _title(_ranks(10)),
        not_said=lambda: _title(_ranks()),
    ),
    Conclusion(
        *("indicators._first_sector", "{sector} is ranked first in {n}"),
        said=lambda: _title(known.values("first_sector")),
        not_said=lambda: _title(
            known.values("first_sector"), rows=known.values("first_sector").rows.head(1)
        ),
        words="in 8 of 21 regencies",
    ),
]

# --- rice alone ---


def _found(correlation: float = 0.7, **changes: object) -> RiceAndStaples:
    values = {"fed": ("5301", "5302"), "lacking": ("5309",), "n_deficit": 4, **changes}
    return RiceAndStaples(2021, 2021, 20, correlation, **values)  # type: ignore[arg-type]


def _ratio(code: str) -> Said:
    return staples.regency_ratio(edition_rows(load("fsva_ratios"), 2020), code, 2020)


STAPLES = [
    Conclusion(
        *("staples.rice_alone", "**Rice alone.** This balance counts rice only. The food"),
        said=lambda: staples.rice_alone(None, 9, 2016),
        not_said=lambda: staples.rice_alone(_found(), 4, 2021),
    ),
    Conclusion(
        *("staples.rice_alone", "**Rice alone.** This balance counts rice only. By FSVA"),
        said=lambda: staples.rice_alone(_found(), 4, 2021),
        not_said=lambda: staples.rice_alone(_found(fed=(), lacking=()), 4, 2021),
    ),
    Conclusion(
        *("staples.rice_alone", "No usable ratio for {n} more"),
        said=lambda: staples.rice_alone(_found(), 4, 2021),
        not_said=lambda: staples.rice_alone(_found(n_deficit=3), 3, 2021),
    ),
    Conclusion(
        *("staples.regency_ratio", "{name}: no meaningful ratio"),
        said=lambda: _ratio("5371"),
        not_said=lambda: _ratio("5309"),
    ),
    Conclusion(
        *("staples.regency_ratio", "{name}: ratio {ratio}, flagged as an outlier"),
        said=lambda: _ratio("5320"),
        not_said=lambda: _ratio("5309"),
    ),
    Conclusion(
        *("staples.regency_ratio", "{name}: ratio {ratio}, enough"),
        said=lambda: _ratio("5308"),  # 1.00
        not_said=lambda: _ratio("5309"),  # 1.45
    ),
    Conclusion(
        *("staples.regency_ratio", "{name}: ratio {ratio}, a lack"),
        said=lambda: _ratio("5309"),
        not_said=lambda: _ratio("5308"),
    ),
    Conclusion(
        *("staples.comparison_headline", "Of {n} regencies short of rice"),
        said=lambda: staples.comparison_headline(_found()),
        not_said=lambda: staples.comparison_headline(_found(fed=("5301",))),
        words="2 have enough of rice, maize and tubers",
    ),
    Conclusion(
        *("staples.comparison_sentences", "Short of rice, enough of all staples"),
        said=lambda: staples.comparison_sentences(_found()),
        not_said=lambda: staples.comparison_sentences(_found(fed=())),
    ),
    Conclusion(
        *("staples.comparison_sentences", "Short of rice and of all staples"),
        said=lambda: staples.comparison_sentences(_found()),
        not_said=lambda: staples.comparison_sentences(_found(lacking=())),
    ),
    Conclusion(
        *("staples.comparison_sentences", "Short of rice, without a usable ratio"),
        said=lambda: staples.comparison_sentences(_found()),
        not_said=lambda: staples.comparison_sentences(_found(n_deficit=3)),
    ),
    Conclusion(
        *("staples.correlation_sentence", "No edition can be compared"),
        said=lambda: staples.correlation_sentence([_found(float("nan"))]),
        not_said=lambda: staples.correlation_sentence([_found(float("nan")), _found()]),
    ),
    Conclusion(
        *(
            "staples.correlation_sentence",
            "Rank correlation of the two lacks between {low} and {high}: who",
        ),
        said=lambda: staples.correlation_sentence([_found(0.5), _found(0.8)]),
        not_said=lambda: staples.correlation_sentence([_found(0.49), _found(0.8)]),
    ),
    Conclusion(
        *(
            "staples.correlation_sentence",
            "Rank correlation of the two lacks between {low} and {high}: the",
        ),
        said=lambda: staples.correlation_sentence([_found(0.49), _found(0.8)]),
        not_said=lambda: staples.correlation_sentence([_found(0.5), _found(0.8)]),
    ),
]

# --- which figures exist ---


def _cells(*states: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"regency_code": code, "commodity": "rice", "year": 2020, "state": state}
            for code, state in zip(("5301", "5371"), states, strict=True)
        ]
    )


COVERAGE = [
    Conclusion(
        *("coverage.year_headline", "{year}: {n} of {total} commodities have a balance"),
        said=lambda: coverage.year_headline(_cells("complete", "none"), 2020),
        not_said=lambda: coverage.year_headline(_cells("partial", "none"), 2020),
        words="1 of 1 commodities",
    ),
    Conclusion(
        *("coverage.cells_sentence", "For {year}, {n} of {cells}"),
        said=lambda: coverage.cells_sentence(_cells("complete", "none"), 2020),
        not_said=lambda: coverage.cells_sentence(_cells("partial", "none"), 2020),
        words="1 of 2 combinations",
    ),
    Conclusion(
        *("coverage.commodity_headline", "{name}: complete for all regencies"),
        said=lambda: coverage.commodity_headline(_cells("complete", "complete"), "rice", 2),
        not_said=lambda: coverage.commodity_headline(_cells("complete", "partial"), "rice", 2),
    ),
    Conclusion(
        *("coverage.commodity_headline", "{name}: at best {coverage} complete"),
        said=lambda: coverage.commodity_headline(_cells("complete", "partial"), "rice", 2),
        not_said=lambda: coverage.commodity_headline(_cells("partial", "partial"), "rice", 2),
    ),
    Conclusion(
        *("coverage.commodity_headline", "{name}: no year is complete"),
        said=lambda: coverage.commodity_headline(_cells("partial", "partial"), "rice", 2),
        not_said=lambda: coverage.commodity_headline(_cells("complete", "partial"), "rice", 2),
    ),
]

CASES = [*PROFILE, *INDICATORS, *STAPLES, *COVERAGE]
