"""Everything that is wrong or odd in the curated files, before a figure of them is used.

Errors stop the application: a broken file, a word that no list knows, a figure that cannot be.
Remarks stop nothing; whoever edits the tables reads them.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ntt_data.misnamed import told_by_code
from ntt_data.plausibility import implausible
from ntt_data.problems import DataError, Problem, one_per_cause
from ntt_data.schema import CURATED, resource, table_names
from ntt_data.tables import read_as_filed, read_in_full, reference_problems


def inspect(folder: Path = CURATED, *, at_start: bool = False) -> tuple[Problem, ...]:
    """Errors first, then remarks; one for each cause.

    Figures are held against each other only when every table can be read: what a broken one
    lacks would look like a fault of the others. ``at_start`` they are not where every file is as
    it was shipped, since tests have done that (``tests/ntt_data/test_plausibility.py``), nor is
    such a file validated again (``ntt_data.shipped``).
    """
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    try:
        names = table_names(folder)
    except DataError as error:
        return error.problems
    for name in names:
        try:
            read = read_as_filed if at_start else read_in_full
            tables[name], remarks = read(name, folder)
            problems += remarks
        except DataError as error:
            problems += error.problems
    problems += reference_problems(tables, folder)
    problems = told_by_code(problems, tables, folder)
    known = at_start and all("hash" in resource(name, folder) for name in names)
    if known and not any(problem.rule == "changed" for problem in problems):
        return tuple(one_per_cause(problems))
    if all(problem.is_remark for problem in problems):
        problems += implausible(tables)
    told = one_per_cause(problems)
    return tuple(sorted(told, key=lambda problem: problem.is_remark))
