"""Regencies that go by a name or Kemendagri's code where a table wants their BPS code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from ntt_data.problems import Problem
from ntt_data.regency_names import RegencyNames
from ntt_data.schema import resource

#: What is said of a name in the place of a code by those who do not know it for one.
_RULES = ("pattern", "reference", "one_of")


def told_by_code(
    problems: Iterable[Problem], tables: Mapping[str, pd.DataFrame], folder: Path
) -> list[Problem]:
    """The same problems; those of a regency's name or other code say which code to write.

    >>> regencies = pd.DataFrame(
    ...     [["5304", "53.02", "Timor Tengah Selatan", "kabupaten"]],
    ...     columns=["regency_code", "kemendagri_code", "name", "kind"])
    >>> wrong = Problem("production.csv", "pattern", 2, "regency_code", "53.02")
    >>> from ntt_data.schema import CURATED
    >>> told_by_code([wrong], {"regencies": regencies}, CURATED)[0].expected
    '5304 (Timor Tengah Selatan; Kemendagri 53.02)'
    """
    given = list(problems)
    if "regencies" not in tables or not any(each.rule in _RULES for each in given):
        return given
    names = RegencyNames(tables["regencies"], tables.get("regency_names"))
    register = tables["regencies"].set_index("regency_code")
    told = []
    for each in given:
        code = names.find(each.value or "") if _is_regency(each, folder) else None
        if code is None or code == each.value:
            told.append(each)
            continue
        said = [str(register["name"][code])]
        if "kemendagri_code" in register:
            said.append(f"Kemendagri {register['kemendagri_code'][code]}")
        expected = f"{code} ({'; '.join(said)})"
        told.append(replace(each, rule="not_bps_code", expected=expected, nearest=None))
    return told


def _is_regency(problem: Problem, folder: Path) -> bool:
    """Whether the column of the problem holds codes of regencies."""
    if problem.rule not in _RULES or problem.column is None:
        return False
    schema = resource(problem.file.removesuffix(".csv"), folder)["schema"]
    keys = [*schema.get("foreignKeys", []), *schema.get("listReferences", [])]
    for key in keys:
        fields = [key["fields"]] if isinstance(key["fields"], str) else key["fields"]
        if key["reference"]["resource"] == "regencies" and problem.column in fields:
            return True
    return any(
        each["name"] == problem.column and "5301" in each.get("constraints", {}).get("enum", ())
        for each in schema["fields"]
    )
