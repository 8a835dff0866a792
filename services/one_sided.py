"""What can be said of commodities without a balance; see ``analysis/balance/one_sided.py``."""

from __future__ import annotations

import pandas as pd

from analysis.balance.one_sided import (
    BesideGroup,
    HouseholdShare,
    Marketed,
    against_group_norm,
    household_share,
    newest_production,
    to_market,
)
from analysis.balance.qualification import disqualifiers
from analysis.balance.settings import norm_rows, widest_series
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.sources import split_ids
from services.answer import evaluation

#: Held against the need of its whole group, by the indicator of that need in ``social``.
GROUP_NEED = {"mung_bean": "consumption_pulses_kg"}
#: Grown to be sold; nobody counts what is needed of them at home.
MARKETED = ("coffee", "cocoa")
#: Known for the province alone: form of production, form of what households eat.
PROVINCIAL = {"maize": ("dry_shelled_14pct", "dry_shelled")}

_PROVINCE = "53"


@once_per_tables(maxsize=4)
def beside_group(commodity: str) -> tuple[BesideGroup, list[str]] | None:
    """Newest production beside the newest need of the whole group, with its sources."""
    made = newest_production(evaluation.balance_tables().production, commodity)
    social = load("social")
    norms = social[social["indicator"] == GROUP_NEED[commodity]]
    if made.empty or norms.empty:
        return None
    year, norm_year = int(made["year"].iloc[0]), int(norms["year"].max())
    norms = norms[norms["year"] == norm_year]
    people = people_of(year)
    notes = norms.set_index("regency_code")[["note", "note_en"]].add_prefix("norm_")
    table = against_group_norm(made, people, norms).join(notes, on="regency_code")
    found = BesideGroup(commodity, year, norm_year, str(people["form"].iloc[0]), table)
    return found, split_ids([*made["source_id"], *people["source_id"], *norms["source_id"]])


@once_per_tables(maxsize=8)
def marketed(commodity: str) -> tuple[Marketed, list[str]] | None:
    """Newest production of a commodity that nobody counts the need of, with its sources."""
    production = evaluation.balance_tables().production
    found = to_market(production, commodity)
    if found is None:
        return None
    return found, split_ids(newest_production(production, commodity)["source_id"])


@once_per_tables(maxsize=4)
def provincial_share(commodity: str) -> tuple[HouseholdShare, list[str]] | None:
    """What households eat beside the province's newest production that nothing doubts."""
    made_form, eaten_form = PROVINCIAL[commodity]
    figures = load("provincial_figures")
    made = figures[
        figures["commodity"].eq(commodity)
        & figures["indicator"].eq("production")
        & figures["geography"].eq(_PROVINCE)
        & figures["form"].eq(made_form)
    ]
    made = made[[not disqualifiers(flag) for flag in made["flag"]]].sort_values("year")
    norms = norm_rows(load("consumption"), commodity)
    norms = norms[norms["form"].eq(eaten_form) & norms["value"].notna()]
    if made.empty or norms.empty:
        return None
    newest = made.iloc[-1]
    norms = norms[norms["year"] == norms["year"].max()]
    people = people_of(int(norms["year"].iloc[0]))
    produced = int(newest["year"]), float(newest["value"])
    share = household_share(commodity, produced, people, norms)
    return share, split_ids([newest["source_id"], *norms["source_id"], *people["source_id"]])


def people_of(year: int) -> pd.DataFrame:
    """Heads by regency in a year, of the series that a balance would take."""
    table = load("population")
    rows = table[table["indicator"].eq("population") & table["year"].eq(year)]
    return rows[rows["form"] == widest_series(rows)]
