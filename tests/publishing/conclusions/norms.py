"""Conclusions on what a balance assumes: its norm, what is eaten out, and 2024 of the province."""

from __future__ import annotations

from dataclasses import replace

from analysis.balance.provincial import ProvincialBalance
from analysis.balance.result import Balance
from publishing.sentences import balance, provincial
from services.answer import evaluation
from services.province import balances_of_the_province_alone
from tests.publishing.conclusions.case import Conclusion, Said


def _rice(year: int = 2022) -> Balance:
    return evaluation.baseline_answer("rice", year).balance


def _norm_of(basis: str | None) -> Said:
    row = {"basis": basis, "year": 2022, "pattern_year": 2024, "factor": 0.98}
    return balance.norm_derivation({**row, "level_years": "2019;2024"})


def _eaten_out(basis: str) -> Said:
    made = replace(_rice())
    made.__dict__["inputs"] = _rice().inputs.assign(basis=basis)
    return balance.eaten_out(made)


def _without_assumptions() -> Said:
    return balance.what_it_holds(replace(_rice(), table=_rice().table.assign(assumptions="")))


def _nothing_known_of_eating_out() -> Said:
    unknown = _rice().table.assign(eaten_out=float("nan"))
    return balance.eaten_out_effect(replace(_rice(), table=unknown))


def _2024(**changes: object) -> ProvincialBalance:
    return replace(balances_of_the_province_alone("rice")[0], **changes)  # type: ignore[arg-type]


def _basis(series: frozenset[str] = frozenset(), **changes: object) -> Said:
    return provincial.provincial_basis(_2024(**changes), series)


#: Nothing of the province's balance is assumed.
_SOURCED = {"coefficient_year": 2024, "coefficient_basis": "derived", "eaten_out_basis": "derived"}

CASES = [
    Conclusion(
        *("balance.what_it_holds", "Assumed in it: {list}."),
        said=lambda: balance.what_it_holds(_rice()),
        not_said=_without_assumptions,
    ),
    Conclusion(
        *("balance.norm_derivation", "The norm of {year} is an assumption"),
        said=lambda: _norm_of("held"),
        not_said=lambda: _norm_of(None),
    ),
    Conclusion(
        *("balance.norm_derivation", "The level of the province in {year} is published."),
        said=lambda: _norm_of("scaled"),
        not_said=lambda: _norm_of("held"),
    ),
    Conclusion(
        *("balance.norm_derivation", "The level of the province in {year} lies on"),
        said=lambda: _norm_of("interpolated"),
        not_said=lambda: _norm_of("scaled"),
    ),
    Conclusion(
        *("balance.norm_derivation", "The level of the province in {year} is not known"),
        said=lambda: _norm_of("held"),
        not_said=lambda: _norm_of("interpolated"),
    ),
    Conclusion(
        *("balance.eaten_out", "Eaten outside the home: {share} of the norm, our assumption"),
        said=lambda: _eaten_out("assumption"),
        not_said=lambda: _eaten_out("derived"),
    ),
    Conclusion(
        *("balance.eaten_out", "Eaten outside the home: {share} of the norm."),
        said=lambda: _eaten_out("derived"),
        not_said=lambda: _eaten_out("assumption"),
    ),
    Conclusion(
        *("balance.eaten_out_effect", "It adds {added} to a need of {need} without it."),
        said=lambda: balance.eaten_out_effect(_rice()),
        not_said=_nothing_known_of_eating_out,
    ),
    Conclusion(
        *("provincial.provincial_basis", "Assumed in it: {list}."),
        said=_basis,
        not_said=lambda: _basis(**_SOURCED),
    ),
    Conclusion(
        *("provincial.provincial_basis", "The years by regency count people by another series"),
        said=_basis,
        not_said=lambda: _basis(frozenset({_2024().population_series})),
    ),
    Conclusion(
        *("provincial.assumptions", "the coefficient is that of {year}"),
        said=_basis,
        not_said=lambda: _basis(**_SOURCED),
    ),
    Conclusion(
        *("provincial.assumptions", "eaten outside the home: {share} of the norm"),
        said=_basis,
        not_said=lambda: _basis(**_SOURCED),
    ),
]
