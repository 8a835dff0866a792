"""The food security atlas' ratio of all staples, and what it says beside the rice balance."""

from __future__ import annotations

import pandas as pd

from analysis.balance.food_ratio import RiceAndStaples, compare_with_rice, edition_rows, editions
from analysis.balance.settings import MissingInputs
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import evaluation

RICE = "rice"


@once_per_tables(maxsize=1)
def atlas_years() -> list[int]:
    """Editions of the atlas, newest first."""
    return editions(load("fsva_ratios"))


@once_per_tables(maxsize=16)
def atlas(edition: int) -> pd.DataFrame:
    """Rows of an edition by ``regency_code``; see ``edition_rows``."""
    return edition_rows(load("fsva_ratios"), edition)


@once_per_tables(maxsize=32)
def beside_rice(edition: int, balance_year: int) -> RiceAndStaples | None:
    """An edition beside the rice balance of a year; None where one of the two is missing."""
    if edition not in atlas_years():
        return None
    if balance_year not in evaluation.balanced_commodities().get(RICE, []):
        return None
    found = evaluation.balance(RICE, balance_year)
    if isinstance(found, MissingInputs):
        return None
    return compare_with_rice(load("fsva_ratios"), edition, found.table, balance_year)


def comparisons() -> list[RiceAndStaples]:
    """Every edition beside the rice of its own year and of the year before, newest first.

    The atlas does not say of which year its production is.
    """
    pairs = [(edition, year) for edition in atlas_years() for year in (edition, edition - 1)]
    found = [beside_rice(*pair) for pair in pairs]
    return [each for each in found if each is not None and each.n]


def rice_sources(year: int) -> list[str]:
    """What the rice balance of a year rests on."""
    return sorted(set(evaluation.baseline_answer(RICE, year).balance.table["source_ids"]))


@once_per_tables(maxsize=16)
def atlas_sources(edition: int) -> list[str]:
    """Sources of an edition; none where there is no such edition."""
    return sorted(atlas(edition)["source_id"].unique()) if edition in atlas_years() else []
