"""The rules of uncertainty leave no grade and no flag of the curated tables without one."""

from analysis.balance.inputs import GRADES
from analysis.uncertainty.spreads import INPUT_GROUPS, Spreads
from ntt_data.handed_in import GRADE
from ntt_data.tables import load


def test_every_grade_of_every_input_has_a_spread() -> None:
    # Offices hand in what is produced; coefficients and norms of a round have grades of their own.
    only_handed_in = {(group, GRADE) for group in INPUT_GROUPS if group != "production"}
    spreads = Spreads.from_table(load("uncertainty_spreads"))
    every = {(group, grade) for group in INPUT_GROUPS for grade in GRADES}
    assert set(spreads.grade_pct) == every - only_handed_in


def test_a_worse_grade_is_never_more_certain() -> None:
    spreads = Spreads.from_table(load("uncertainty_spreads"))
    for group in INPUT_GROUPS:
        found = [spreads.grade_pct[group, g] for g in GRADES if (group, g) in spreads.grade_pct]
        assert found == sorted(found)


def test_every_flag_in_use_has_a_factor_that_widens() -> None:
    spreads = Spreads.from_table(load("uncertainty_spreads"))
    used = {
        flag
        for table in ("production", "population", "consumption")
        for cell in load(table)["flag"].dropna()
        for flag in cell.split(";")
    }
    assert used <= set(spreads.flag_factor)
    assert min(spreads.flag_factor.values()) >= 1.0
