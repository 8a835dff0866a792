"""How wide each input of a balance may be off: rules as rows, and what they say of one figure.

A spread is a relative standard error. That of one figure, in per cent, is::

    spread_pct = sqrt((grade_pct * flag_factor)^2 + (year_gap_pct * years)^2)

with the figure's grade, the largest factor of its flags, and the years between the figure and the
balance. The rules are rows, most of them assumptions: see the table ``uncertainty_spreads``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal, get_args

import pandas as pd

from analysis.balance.inputs import GRADES, SHARES
from analysis.errors import AnalysisError, require_columns
from analysis.uncertainty.scatter import Scatter

#: Groups of inputs that have rules of their own; the three shares and eating out go together: all
#: are parts of another figure.
InputGroup = Literal["production", "conversion", "shares", "population", "norm", "extra_need"]
INPUT_GROUPS: tuple[InputGroup, ...] = get_args(InputGroup)

#: Grade of nearly all production figures, so that of their scatter.
SCATTER_GRADE = "B"

#: Kinds of rules, and the unit of each.
RULE_UNITS = {
    "grade": "pct",
    "flag": "factor",
    "year_gap": "pct per year",
    "common": "pct of variance",
}


class SpreadError(AnalysisError):
    """A rule that cannot be used, or one that is missing.

    Codes: ``unknown_kind``, ``unit``, ``unknown_input``, ``not_a_number``, ``negative``,
    ``above_hundred``, ``duplicate``, ``no_spread`` (names input and grade) and ``no_factor``
    (names the flag).
    """


def input_group(name: str) -> str:
    """Group of an input: ``shares`` for seed, feed, loss and eating out, else the input itself.

    >>> input_group("loss_share"), input_group("eaten_out"), input_group("norm")
    ('shares', 'shares', 'norm')
    """
    return "shares" if name in (*SHARES, "eaten_out") else name


@dataclass(frozen=True)
class Spreads:
    """Rules of the table ``uncertainty_spreads``, checked.

    Attributes
    ----------
    grade_pct : Mapping[tuple[str, str], float]
        (input group, grade) -> relative standard error in per cent.
    flag_factor : Mapping[str, float]
        Flag -> factor on it. Of several flags the largest counts.
    year_gap_pct : Mapping[str, float]
        Input group -> per cent for every year between figure and balance; absent = none.
    common_pct : Mapping[str, float]
        Input group -> share of the error's variance that all regencies have in common, in per
        cent; absent = none. A provincial or national coefficient is common as a whole whatever
        stands here: every regency that uses it uses the same figure.
    island_pct : Mapping[str, float]
        Input group -> share of the rest that the regencies of one island group have in common, in
        per cent; absent = none. No rule of the table: see ``of_commodity``.
    """

    grade_pct: Mapping[tuple[str, str], float]
    flag_factor: Mapping[str, float]
    year_gap_pct: Mapping[str, float]
    common_pct: Mapping[str, float]
    island_pct: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def from_table(cls, table: pd.DataFrame) -> Spreads:
        """Rules from rows with ``kind``, ``input``, ``code``, ``value``, ``unit``.

        Raises
        ------
        AnalysisError
            ``missing_column``.
        SpreadError
            A rule that cannot be used.

        >>> table = pd.DataFrame({
        ...     "kind": ["grade", "flag"], "input": ["production", None],
        ...     "code": ["B", "outlier"], "value": [10.0, 4.0], "unit": ["pct", "factor"]})
        >>> Spreads.from_table(table).spread_pct("production", "B", "outlier")
        40.0
        """
        require_columns(
            table.columns, ("kind", "input", "code", "value", "unit"), "uncertainty_spreads"
        )
        rules: dict[str, dict[tuple[str, str], float]] = {kind: {} for kind in RULE_UNITS}
        columns = (table[name].tolist() for name in ("kind", "input", "code", "value", "unit"))
        for kind, name, code, value, unit in zip(*columns, strict=True):
            key = (_text(name), _text(code))
            _check_rule(kind, key, value, unit)
            if key in rules[kind]:
                raise _wrong("duplicate", f"{_named(kind, key)} stands there twice", kind, key)
            rules[kind][key] = float(value)
        return cls(
            grade_pct=MappingProxyType(rules["grade"]),
            flag_factor=MappingProxyType({code: v for (_, code), v in rules["flag"].items()}),
            year_gap_pct=MappingProxyType({name: v for (name, _), v in rules["year_gap"].items()}),
            common_pct=MappingProxyType({name: v for (name, _), v in rules["common"].items()}),
        )

    def of_commodity(self, own: Scatter) -> Spreads:
        """The rules with the spread of production that a commodity's own figures show.

        Grades keep their proportions, to one decimal; ``own`` is that of grade ``SCATTER_GRADE``.
        Where it rests on too few changes the rules stay.

        >>> rules = Spreads({("production", "A"): 8.0, ("production", "B"): 10.0}, {}, {}, {})
        >>> found = rules.of_commodity(Scatter(30.0, 90, 20.0, 200))
        >>> found.grade_pct[("production", "A")], found.island_pct
        (24.0, {'production': 20.0})
        """
        if not own.is_enough:
            return self
        factor = own.spread_pct / self.grade_pct["production", SCATTER_GRADE]
        scaled = {
            (group, grade): round(pct * factor, 1) if group == "production" else pct
            for (group, grade), pct in self.grade_pct.items()
        }
        return replace(self, grade_pct=scaled, island_pct={"production": own.common_pct})

    def changed(self, changes: Mapping[tuple[str, str], float]) -> Spreads:
        """The rules with these spreads by (input group, grade) in place of their own."""
        return replace(self, grade_pct={**self.grade_pct, **changes})

    def spread_pct(self, group: str, grade: str, flags: str = "", years: int = 0) -> float:
        """Relative standard error of one figure, in per cent (formula above).

        Parameters
        ----------
        group : str
            Of ``INPUT_GROUPS``.
        grade : str
            Grade of the figure.
        flags : str
            Its flags, joined by ";".
        years : int
            Years between the figure and the balance, either way.

        Raises
        ------
        SpreadError
            ``no_spread`` or ``no_factor``: there is no rule for the grade or a flag. An error
            without a rule is not an error of zero.
        """
        if (group, grade) not in self.grade_pct:
            raise SpreadError(
                "no_spread",
                f"no spread for {group} of grade {grade!r}; add a row of kind grade",
                input=group,
                grade=grade,
            )
        factor = max((self._factor(flag) for flag in flags.split(";") if flag), default=1.0)
        own = self.grade_pct[group, grade] * factor
        return math.hypot(own, self.year_gap_pct.get(group, 0.0) * years)

    def _factor(self, flag: str) -> float:
        if flag not in self.flag_factor:
            raise SpreadError(
                "no_factor", f"no factor for the flag {flag!r}; add a row of kind flag", flag=flag
            )
        return self.flag_factor[flag]


def log_sigma(spread_pct: float) -> float:
    """Standard deviation of the logarithm of a lognormal with that coefficient of variation.

    ``sigma = sqrt(ln(1 + (spread_pct / 100)^2))``.

    >>> round(log_sigma(10.0), 6)
    0.099751
    """
    return math.sqrt(math.log1p((spread_pct / 100.0) ** 2))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _named(kind: str, key: tuple[str, str]) -> str:
    return " ".join(part for part in (kind, *key) if part)


def _wrong(code: str, message: str, kind: object, key: tuple[str, str]) -> SpreadError:
    return SpreadError(
        code, f"table uncertainty_spreads: {message}", kind=kind, input=key[0], code_given=key[1]
    )


def _check_rule(kind: object, key: tuple[str, str], value: object, unit: object) -> None:
    if not isinstance(kind, str) or kind not in RULE_UNITS:
        raise _wrong(
            "unknown_kind", f"kind {kind!r}; expected one of {', '.join(RULE_UNITS)}", kind, key
        )
    where = _named(kind, key)
    if unit != RULE_UNITS[kind]:
        raise _wrong("unit", f"{where}: unit {unit!r}; expected {RULE_UNITS[kind]}", kind, key)
    if kind != "flag" and key[0] not in INPUT_GROUPS:
        expected = ", ".join(INPUT_GROUPS)
        raise _wrong("unknown_input", f"{where}: expected one of {expected}", kind, key)
    if kind == "grade" and key[1] not in GRADES:
        raise _wrong("unknown_input", f"{where}: expected one of {', '.join(GRADES)}", kind, key)
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _wrong("not_a_number", f"{where}: {value!r}; expected a number", kind, key)
    if value < 0:
        raise _wrong("negative", f"{where}: {value:g}; expected 0 or more", kind, key)
    if kind == "common" and value > 100:
        raise _wrong("above_hundred", f"{where}: {value:g}; expected at most 100", kind, key)
