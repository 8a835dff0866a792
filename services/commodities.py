"""What is known of one commodity: its sides, its need alone, who reports it, who names it.

The frames are shared between sessions: whoever changes one copies it before.
"""

from __future__ import annotations

import pandas as pd

from analysis.balance.known_sides import KnownSides
from analysis.balance.need_alone import NEED_UNITS, NeedAlone, need_alone
from analysis.balance.one_sided import newest_production
from analysis.balance.qualification import disqualifiers
from analysis.balance.result import Balance
from analysis.balance.settings import conversion_rows, production_rows
from analysis.contradictions import contradicted
from analysis.matching.ranges import named_supplies
from geo.places import regencies
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from services import kpju
from services.answer import evaluation
from services.one_sided import people_of

_MEASURED_ANIMALS = ["headcount"]
#: Measures of ``livestock_shipments`` that allow a number of animals.
_QUOTAS = ("quota", "quota_extra", "quota_compensation")
_PROVINCE = "53"


@once_per_edition(maxsize=1)
def register() -> pd.DataFrame:
    """The commodities of the register, by group in its order and there by slug."""
    table = load("commodities")
    order = {group: place for place, group in enumerate(dict.fromkeys(table["group"]))}
    return table.sort_values(
        ["group", "commodity"], key=lambda c: c.map(order) if c.name == "group" else c
    ).reset_index(drop=True)


@once_per_edition(maxsize=1)
def known_sides() -> dict[str, KnownSides]:
    """How far every commodity of the register is known."""
    return {str(name): _known(str(name)) for name in register()["commodity"]}


def _known(commodity: str) -> KnownSides:
    row = register().set_index("commodity").loc[commodity]
    group, live = str(row["group"]), row["group"] == "livestock" and row["base_unit"] == "head"
    tables = evaluation.balance_tables()
    balance_years = tuple(evaluation.two_sided().get(commodity, []))
    balance_year = evaluation.default_year(commodity) if balance_years else 0
    found = evaluation.balance(commodity, balance_year) if balance_years else None
    need, made = need_of(commodity), newest_production(tables.production, commodity)
    production = production_rows(tables.production, commodity).dropna(subset=["value"])
    shipments = animal_shipments(commodity)
    of_places = shipments.dropna(subset=["regency_code"]).groupby("measure")["regency_code"]
    placed = {str(measure): set(codes) for measure, codes in of_places}
    return KnownSides(
        commodity=commodity,
        group=group,
        n_regencies=len(regencies()),
        live=bool(live),
        suspended=tables.not_comparable.get(commodity, ""),
        balance_years=balance_years,
        n_balance=found.summary.n_with_figures if isinstance(found, Balance) else 0,
        balance_year=balance_year,
        need_year=need.year if need else 0,
        n_need=int(need.table["regency_code"].nunique()) if need else 0,
        production_year=int(made["year"].iloc[0]) if len(made) else 0,
        n_production=int(made["regency_code"].nunique()),
        producers=tuple(sorted(production["regency_code"].unique())),
        convertible=not conversion_rows(tables.conversions, commodity).empty,
        n_pairs=_n_supplies(commodity, balance_year),
        n_prices=len(_priced(commodity)),
        n_herds=int(animal_counts(commodity)["regency_code"].nunique()),
        n_quotas=len(set().union(*(placed.get(each, set()) for each in _QUOTAS))),
        n_shipments=len(placed.get("shipped", set())),
        n_listed=int(listed(commodity)["regency_code"].nunique()),
        n_flows=len(flows(commodity)),
        of_province=not of_province(commodity).empty,
    )


def _n_supplies(commodity: str, year: int) -> int:
    if commodity not in evaluation.balanced_commodities():
        return 0
    ranges = evaluation.baseline_answer(commodity, year).ranges
    return 0 if ranges is None else len(named_supplies(ranges))


def _priced(commodity: str) -> set[str]:
    found: set[str] = set()
    for name in ("prices", "monthly_prices"):
        rows = load(name)
        rows = rows[(rows["commodity"] == commodity) & rows["value"].notna()]
        found.update(rows["regency_code"].dropna())
    return found


# --- the two sides, each for itself ------------------------------------------------------------


@once_per_edition(maxsize=256)
def need_of(commodity: str) -> NeedAlone | None:
    """Newest norms times the heads of their year; None where no norm is known."""
    norms = load("consumption")
    norms = norms[norms["commodity"].eq(commodity) & norms["value"].notna()]
    norms = norms[norms["unit"].isin(NEED_UNITS)]
    if norms.empty:
        return None
    year = int(norms["year"].max())
    return need_alone(commodity, people_of(year), norms[norms["year"] == year])


def production_of(commodity: str) -> pd.DataFrame:
    """Every tonnage that any regency reports, with ``sound``; by regency, the newest first."""
    rows = production_rows(evaluation.balance_tables().production, commodity)
    rows = rows.dropna(subset=["value"])
    sound = [
        not disqualifiers(flag, ratio)
        for flag, ratio in zip(rows["flag"], rows["median_ratio"], strict=True)
    ]
    return rows.assign(sound=sound).sort_values(
        ["regency_code", "year", "form"], ascending=[True, False, True], ignore_index=True
    )


# --- animals -----------------------------------------------------------------------------------


def animal_shipments(commodity: str) -> pd.DataFrame:
    """Quotas and shipments of an animal with ``contradicted``; by place, the newest first.

    ``regency_code`` is missing where a row is of the whole province.
    """
    rows = load("livestock_shipments")
    rows = rows[rows["commodity"] == commodity]
    # A quota of one year says nothing against another year's.
    thing = ["regency_code", "animal_literal", "measure", "destination", "year"]
    return _by_place(rows.assign(contradicted=contradicted(rows, thing)))


def animal_counts(commodity: str) -> pd.DataFrame:
    """Counts of an animal with ``contradicted``, those of surveys and censuses among them."""
    rows = load("livestock_herds")
    rows = rows[rows["commodity"] == commodity]
    counted = load("production")
    counted = counted[
        (counted["commodity"] == commodity) & counted["measure"].isin(_MEASURED_ANIMALS)
    ].dropna(subset=["value"])
    if len(counted):
        counted = counted.assign(place_kind="regency", animal_literal=None, cumulative=False)
        rows = pd.concat([rows, counted.reindex(columns=rows.columns)], ignore_index=True)
    thing = ["regency_code", "animal_literal", "measure"]
    return _by_place(rows.assign(contradicted=contradicted(rows, thing)))


def _by_place(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(
        ["regency_code", "year", "measure", "last_month", "source_id"],
        ascending=[True, False, True, False, True],
        na_position="last",
        ignore_index=True,
    )


# --- what names it -----------------------------------------------------------------------------


def listed(commodity: str) -> pd.DataFrame:
    """Where the lists of leading products name it, with the report's verdict; by rank."""
    rows = kpju.all_kpju()
    return rows[rows["commodity"] == commodity].sort_values(
        ["rank", "regency_code"], ignore_index=True
    )


def flows(commodity: str) -> pd.DataFrame:
    """Reports of a supply that name it."""
    rows = load("reported_flows")
    return rows[rows["commodity"] == commodity].reset_index(drop=True)


def of_province(commodity: str) -> pd.DataFrame:
    """Figures of the province as a whole, prices left out; the newest first."""
    rows = load("provincial_figures")
    rows = rows[rows["commodity"].eq(commodity) & rows["geography"].eq(_PROVINCE)]
    rows = rows[rows["indicator"].ne("price") & rows["value"].notna()]
    return rows.sort_values(
        ["year", "indicator", "form"],
        ascending=[False, True, True],
        na_position="last",
        ignore_index=True,
    )
