"""What a balance lacks beside the figures that a round asks for: told before it is opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analysis.balance.settings import conversion_rows, norm_rows
from analysis.collection.needs import Needs
from ntt_data.collection import SHEETS
from ntt_data.store.collection_records import RoundItem
from ntt_data.tables import curated, load


class Known(NamedTuple):
    """A value that the curated tables have already."""

    value: float
    source_id: str


def needs(items: Iterable[RoundItem], year: int) -> list[Needs]:
    """What each item lacks whose production could make a balance, in the order of the items."""
    return [_needs(each, year) for each in items if _is_produced(each)]


def known_coefficient(commodity: str, form: str | None) -> Known | None:
    """The newest coefficient of the curated tables that leads away from a form."""
    if form is None:
        return None
    rows = conversion_rows(curated("conversions"), commodity)
    rows = rows[rows["from_form"].eq(form)].sort_values("year", na_position="first")
    if rows.empty:
        return None
    newest = rows.iloc[-1]
    return Known(float(newest["value"]), str(newest["source_id"]))


def known_norm(commodity: str) -> str | None:
    """The source of the norms of the curated tables, in whatever form; None without one."""
    rows = norm_rows(curated("consumption"), commodity).dropna(subset=["value"])
    return None if rows.empty else str(rows["source_id"].iloc[-1])


def _is_produced(item: RoundItem) -> bool:
    return item.unit == "t" and any(each.code == "production" for each in SHEETS[item.sheet])


def _needs(item: RoundItem, year: int) -> Needs:
    # As the balance does: what another round has brought along serves here too while it counts.
    missing = []
    norms = norm_rows(load("consumption"), item.item).dropna(subset=["value"])
    eaten = set(norms["form"]) or ({item.form} if item.norm_kg is not None else set())
    if item.form is None:
        missing.append("form")
    else:
        known = conversion_rows(load("conversions"), item.item)
        leads_to = set(known.loc[known["from_form"].eq(item.form), "to_form"])
        if not (leads_to & eaten or (leads_to and not eaten) or _is_given(item, leads_to)):
            missing.append("conversion")
    if not eaten:
        missing.append("norm")
    people = load("population")
    of_year = people["indicator"].eq("population") & people["year"].eq(year)
    if people.loc[of_year, "value"].dropna().empty:
        missing.append("population")
    register = load("commodities").set_index("commodity")["not_comparable"]
    if register.notna().get(item.item, False):
        missing.append("not_comparable")
    return Needs(item.item, item.form, year, tuple(missing))


def _is_given(item: RoundItem, leads_to: set[str]) -> bool:
    """Whether the round brings the coefficient; one of the curated tables goes before it."""
    return item.coefficient is not None and not leads_to
