"""Conclusions on a balance: who has and who lacks, how sure that is, what moves it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from analysis.uncertainty.draws import TotalInterval
from publishing.sentences import balance, certainty
from services.answer import certainty as sure
from services.answer import evaluation
from tests.publishing.conclusions.case import Conclusion, Said

# --- the finding ---


@lru_cache
def _rice() -> Balance:
    return evaluation.baseline_answer("rice", 2022).balance


def _fish() -> Balance:
    found = evaluation.balance("fish", evaluation.two_sided()["fish"][0])
    assert isinstance(found, Balance)
    return found


def _classes(*classes: str, flags: str = "", disqualified_by: str = "") -> Balance:
    """As many regencies as classes, each with as many tonnes as its class asks for."""
    tonnes = {"surplus": 50.0, "deficit": -50.0, "balanced": 1.0}
    table = (
        _rice()
        .table.head(len(classes))
        .assign(
            balance_class=list(classes),
            balance_t=[tonnes.get(each, float("nan")) for each in classes],
            flags=flags,
            disqualified_by=disqualified_by,
            median_ratio=float("nan"),
        )
    )
    made = replace(_rice(), table=table)
    codes = set(table["regency_code"])
    inputs = _rice().inputs
    made.__dict__["inputs"] = inputs[inputs["regency_code"].isin(codes)].assign(flag=flags or None)
    return made


def _title(*classes: str) -> Said:
    return balance.headline(_classes(*classes))


def _years(**changes: object) -> Said:
    made = replace(_rice(), settings=replace(_rice().settings, **changes))  # type: ignore[arg-type]
    return balance.assumptions(made)


BALANCE = [
    Conclusion(
        *("balance._finding", "{name}: no balance is known yet"),
        said=lambda: _title("unknown", "unknown"),
        not_said=lambda: _title("unknown", "balanced"),
    ),
    Conclusion(
        *("balance._finding", "{name}: {amount} in {coverage}"),
        said=lambda: balance.headline(_fish()),
        not_said=lambda: balance.headline(_rice()),
    ),
    Conclusion(
        *("balance._finding", "{name} {year}: no known regency lacks it"),
        said=lambda: _title("surplus", "balanced", "unknown"),
        not_said=lambda: _title("surplus", "deficit", "unknown"),
    ),
    Conclusion(
        *("balance._finding", "{name} {year}: every known regency lacks it"),
        said=lambda: _title("deficit", "deficit", "unknown"),
        not_said=lambda: _title("deficit", "balanced"),
    ),
    Conclusion(
        *("balance._finding", "{name} {year}: no known regency has a surplus, {lacking} lack most"),
        said=lambda: _title("deficit", "balanced"),
        not_said=lambda: _title("deficit", "surplus"),
    ),
    Conclusion(
        *("balance._finding", "{name} {year}: {giving} can supply, {lacking} lack most"),
        said=lambda: _title("deficit", "surplus"),
        not_said=lambda: _title("deficit", "balanced"),
    ),
    Conclusion(
        *("balance.total_label", "Balance of NTT"),
        said=lambda: balance.total_label(_classes("deficit", "unknown")),
        not_said=lambda: balance.total_label(_classes("deficit", "unknown", "unknown")),
    ),
    Conclusion(
        *("balance.total_words", "Shortfall of NTT"),
        said=lambda: balance.total_words(_classes("deficit"))[0],
        not_said=lambda: balance.total_words(_classes("surplus"))[0],
    ),
    Conclusion(
        *("balance.total_words", "Surplus of NTT"),
        said=lambda: balance.total_words(_classes("surplus"))[0],
        not_said=lambda: balance.total_words(_classes("deficit"))[0],
    ),
    Conclusion(
        *("balance.total_words", "Shortfall of {n} regencies"),
        said=lambda: balance.total_words(_classes("deficit", "unknown", "unknown"))[0],
        not_said=lambda: balance.total_words(_classes("surplus", "unknown", "unknown"))[0],
    ),
    Conclusion(
        *("balance.total_words", "Surplus of {n} regencies"),
        said=lambda: balance.total_words(_classes("surplus", "unknown", "unknown"))[0],
        not_said=lambda: balance.total_words(_classes("surplus", "unknown"))[0],
    ),
    Conclusion(
        *("balance.known_total_words", "Surplus of {n} regencies"),
        said=lambda: _known_total("surplus", "unknown"),
        not_said=lambda: _known_total("surplus"),
    ),
    Conclusion(
        *("balance.known_total_words", "Shortfall of {n} regencies"),
        said=lambda: _known_total("deficit", "unknown"),
        not_said=lambda: _known_total("surplus", "unknown"),
    ),
    Conclusion(
        *("balance.worded_balance", "surplus {amount}"),
        said=lambda: balance.worded_balance(1.0),
        not_said=lambda: balance.worded_balance(-1.0),
    ),
    Conclusion(
        *("balance.worded_balance", "shortfall {amount}"),
        said=lambda: balance.worded_balance(-1.0),
        not_said=lambda: balance.worded_balance(0.0),
    ),
    Conclusion(
        *("balance.total_label", "Balance of {n} regencies"),
        said=lambda: balance.total_label(_classes("deficit", "unknown", "unknown")),
        not_said=lambda: balance.total_label(_classes("deficit", "unknown")),
    ),
    Conclusion(
        *("balance.left_out", " (known for {coverage} only)"),
        said=lambda: balance.left_out(_classes("deficit", "unknown", "unknown")),
        not_said=lambda: balance.left_out(_classes("deficit", "unknown")),
        words=" (known for 1 of 3 regencies only)",
    ),
    Conclusion(
        *("balance.left_out_regencies", " (without {names}: doubtful figures)"),
        said=lambda: balance.left_out_regencies(["5301"] * 5),
        not_said=lambda: balance.left_out_regencies([]),
    ),
    Conclusion(
        *("balance.left_out_regencies", " (without {n} regencies with doubtful figures)"),
        said=lambda: balance.left_out_regencies(["5301"] * 6),
        not_said=lambda: balance.left_out_regencies(["5301"] * 5),
    ),
    Conclusion(
        *("balance.doubtful_lines", "Doubtful figures, in no title, total or pair"),
        said=lambda: balance.doubtful_lines(_classes("doubtful", disqualified_by="suspect")),
        not_said=lambda: balance.doubtful_lines(_classes("deficit", flags="rounded")),
    ),
    Conclusion(
        *("balance.far_from_others", "lies far from the other years"),
        said=lambda: balance.doubt_reason("far_from_other_years", 0.07),
        not_said=lambda: balance.doubt_reason("suspect", 0.07),
    ),
    Conclusion(
        *("balance.both_sides", "{what} {have}, need {need}"),
        said=lambda: balance.both_sides(_rice(), 50.0, 20.0),
        not_said=lambda: balance.both_sides(_rice(), 20.0, 50.0),
        words="50 t, need 20 t",
    ),
    Conclusion(
        *("balance.care_lines", "Read with care: {flags}"),
        said=lambda: balance.cautions(_classes("deficit", flags="rounded")),
        not_said=lambda: balance.cautions(_classes("deficit")),
    ),
    Conclusion(
        *("balance.coverage_note", "A balance within"),
        said=lambda: balance.coverage_note(_rice()),
        not_said=lambda: balance.coverage_note(_fish()),
    ),
    Conclusion(
        *("balance.brackets_note", "Totals are without doubtful figures"),
        said=lambda: balance.brackets_note(_classes("doubtful", disqualified_by="suspect")),
        not_said=lambda: balance.brackets_note(_classes("deficit")),
    ),
    Conclusion(
        *("balance.coverage_words", "Known for {coverage}"),
        said=lambda: balance.coverage_words(_classes("deficit", "surplus", "unknown")),
        not_said=lambda: balance.coverage_words(_classes("deficit", "unknown", "unknown")),
        words="Known for 2 of 3 regencies.",
    ),
    Conclusion(
        *("balance.coverage_words", "Doubtful figures besides: {n}"),
        said=lambda: balance.coverage_words(_classes("doubtful", disqualified_by="suspect")),
        not_said=lambda: balance.coverage_words(_classes("deficit")),
    ),
    Conclusion(
        *("balance.assumptions", "Population: {series}, {year}"),
        said=_years,
        not_said=lambda: _years(population_year=2020),
        words=", 2022.",
    ),
    Conclusion(
        *("balance.assumptions", "The conversion coefficient already nets"),
        said=_years,
        not_said=lambda: balance.assumptions(
            replace(_rice(), table=_rice().table.assign(net_conversion=False))
        ),
    ),
    Conclusion(
        *("balance.no_balance", "No balance of {name} for {year} yet"),
        said=lambda: balance.no_balance(MissingInputs("maize", 2022, ("norm",), {"norm": ()})),
        not_said=lambda: balance.headline(_rice()),
    ),
]

# --- how sure ---


def _total(low: float, high: float) -> Said:
    found: TotalInterval = sure.total_interval(_rice())
    return certainty.total_sentence(replace(found, balance_p05_t=low, balance_p95_t=high))


CERTAINTY = [
    Conclusion(
        *("certainty.total_sentence", "Sum of the balances in 90 % of the results"),
        said=lambda: _total(-20.0, 10.0),
        not_said=lambda: _total(-20.0, -10.0),
        words="−20 to 10 t",
    ),
    Conclusion(
        *("certainty.tornado_headline", "{place}: no input is given a spread"),
        said=lambda: certainty.tornado_headline(sure.swings(_rice(), None).head(0)),
        not_said=lambda: certainty.tornado_headline(sure.swings(_rice(), None)),
    ),
    Conclusion(
        *("certainty.tornado_headline", "{place}: the balance hangs most on"),
        said=lambda: certainty.tornado_headline(sure.swings(_rice(), None)),
        not_said=lambda: certainty.tornado_headline(sure.swings(_rice(), None).head(0)),
    ),
]


def _known_total(*classes: str) -> Said:
    found = balance.known_total_words(_classes(*classes))
    return found[0] if found else None


CASES = [*BALANCE, *CERTAINTY]
