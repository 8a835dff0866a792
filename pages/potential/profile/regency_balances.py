"""Balances of one regency, its best partners, and the inputs that are still missing."""

from __future__ import annotations

from collections.abc import Hashable
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.balance.gaps import regency_gaps
from analysis.balance.result import Balance
from geo import places
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui.kpju import chip
from pages.ui.provenance import show_provenance
from pages.ui.site_map import script
from pages.ui.tables import show_table
from publishing import palette, words
from publishing.formats import number, percent, rupiah, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.sources import grade_word
from publishing.tables import Column, readable
from services.answer import evaluation
from services.coverage import matrix

_CLASS_CHIP = {
    "surplus": (palette.SURPLUS, "#FFFFFF"),
    "balanced": (palette.BALANCED, "#2B2823"),
    "deficit": (palette.DEFICIT, "#FFFFFF"),
}


def balance_years() -> list[int]:
    """Years in which any commodity has a balance, newest first."""
    return sorted({y for years in evaluation.balanced_commodities().values() for y in years})[::-1]


@once_per_edition(maxsize=256)
def regency_balances(regency_code: str, year: int) -> pd.DataFrame:
    """One row per commodity that has balances: the columns of a balance, with ``commodity``.

    A commodity without a balance in ``year`` is there with class ``unknown``.
    """
    rows = []
    for commodity, years in evaluation.balanced_commodities().items():
        row: dict[Hashable, Any] = {
            "commodity": commodity,
            "balance_class": "unknown",
            "missing": "",
        }
        found = evaluation.balance(commodity, year)
        if year in years and isinstance(found, Balance):
            table = found.table
            row |= table[table["regency_code"] == regency_code].iloc[0].to_dict()
        rows.append(row)
    table = pd.DataFrame(rows)
    return table.sort_values(
        "commodity", key=lambda c: c.where(c != evaluation.DEFAULT_COMMODITY, ""), ignore_index=True
    )


@once_per_edition(maxsize=256)
def partners(regency_code: str, year: int) -> pd.DataFrame:
    """Modelled flows from and to one regency, with ``commodity``; the largest first."""
    parts = []
    for commodity, years in evaluation.balanced_commodities().items():
        match = evaluation.baseline_answer(commodity, year).match if year in years else None
        if match is not None:
            flows = match.flows
            own = (flows["origin"] == regency_code) | (flows["destination"] == regency_code)
            parts.append(flows[own].assign(commodity=commodity))
    if not parts:
        return pd.DataFrame(columns=["commodity", "origin", "destination", "tonnes"])
    return pd.concat(parts).sort_values(["commodity", "tonnes"], ascending=[True, False])


def balances_headline(regency_code: str, year: int) -> str:
    """What the regency has too much and too little of."""
    table = regency_balances(regency_code, year)
    by_class = {
        kind: ", ".join(commodity_name(c).lower() for c in rows["commodity"])
        for kind, rows in table.groupby("balance_class")
    }
    more, less = by_class.get("surplus"), by_class.get("deficit")
    if more and less:
        return _(
            "{year}: surplus of {more}, deficit of {less}",
            year=year_text(year),
            more=more,
            less=less,
        )
    if more:
        return _("{year}: surplus of {more}", year=year_text(year), more=more)
    if less:
        return _("{year}: deficit of {less}", year=year_text(year), less=less)
    return _("{year}: neither surplus nor deficit is known", year=year_text(year))


def show_balances(regency_code: str, year: int) -> None:
    """One card per commodity: class, tonnes, ratio, partners, link to the matcher."""
    table = regency_balances(regency_code, year)
    for start in range(0, len(table), 3):
        rows = table.iloc[start : start + 3].to_dict("records")
        for column, row in zip(st.columns(3), rows, strict=False):
            with column, st.container(border=True, height="stretch"):
                _show_card(regency_code, year, row)
    st.caption(
        _(
            "Partners are modelled: least freight over the road-and-sea network, supply from "
            "outside NTT allowed. They are not reported trade."
        )
    )
    for series, people_year in sorted(_populations(year)):
        st.caption(
            _(
                "Needs rest on the population of {year} by the {series}; the population above can "
                "be another year's and another series'.",
                year=year_text(people_year),
                series=words.population_series(series),
            )
        )
    source_ids = table.get("source_ids", pd.Series(dtype="object"))
    show_provenance(
        f"balances-{regency_code}", source_ids, lambda: readable_balances(regency_code, year)
    )


def _populations(year: int) -> set[tuple[str, int]]:
    """Series and year of the population on which the balances of a year rest."""
    found = (
        evaluation.balance(commodity, year)
        for commodity, years in evaluation.balanced_commodities().items()
        if year in years
    )
    return {
        (each.settings.population_series, each.settings.population_year)
        for each in found
        if isinstance(each, Balance)
    }


def _show_card(regency_code: str, year: int, row: dict[Hashable, Any]) -> None:
    commodity, kind = str(row["commodity"]), str(row["balance_class"])
    name = commodity_name(commodity)
    st.html(
        '<div style="display:flex;justify-content:space-between;gap:.6rem;align-items:center">'
        f'<span style="font-weight:650;font-size:1.1rem">{escape(name)} {year_text(year)}</span>'
        f"{chip(words.balance_class(kind), _CLASS_CHIP.get(kind))}</div>"
    )
    if kind == "unknown":
        st.text(_unknown_because(row))
    else:
        amount = float(row["balance_t"])
        st.html(
            f'<span style="font-size:1.6rem;font-weight:600">{"+" if amount > 0 else ""}'
            f"{escape(tonnes(amount))}</span>"
        )
        ratio = float(row["ratio"])
        enough = _(
            "{ratio} of the need is available ({have} of {need})",
            ratio=percent(ratio * 100, 0 if ratio >= 0.1 else 1),
            have=tonnes(row["available_t"]),
            need=tonnes(row["need_t"]),
        )
        _show_lines([enough, *_partner_lines(regency_code, year, commodity, kind)])
        st.caption(_("Weakest input: {grade}", grade=grade_word(str(row["grade"]))))
        if row["flags"]:
            st.caption(_("To be known: {flags}", flags=words.flags(str(row["flags"]))))
    with st.container(horizontal=True, vertical_alignment="center"):
        if kind != "unknown":
            show_provenance(f"balance-{commodity}", [row["source_ids"]])
        st.page_link(
            script("matcher"),
            label=_("Inputs and routes"),
            query_params={"commodity": commodity, "year": str(year), "regency": regency_code},
        )


def _show_lines(lines: list[str]) -> None:
    """The first line as it is, the others as a list below it."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines[1:])
    st.html(
        f'<div style="line-height:1.4">{escape(lines[0])}'
        f'<ul style="margin:.4rem 0 0;padding-left:1.1rem">{items}</ul></div>'
    )


def _unknown_because(row: dict[Hashable, Any]) -> str:
    lacking = [words.balance_input(code) for code in str(row["missing"]).split(";") if code]
    if lacking:
        return _("Not known: {inputs} missing.", inputs=", ".join(lacking))
    return _("No balance for this year; choose another in the sidebar.")


def _partner_lines(regency_code: str, year: int, commodity: str, kind: str) -> list[str]:
    """Sentences on where a deficit is met from or a surplus goes, and on what is left."""
    flows = partners(regency_code, year)
    flows = flows[flows["commodity"] == commodity]
    lines = []
    for flow in flows.to_dict("records"):
        incoming = flow["destination"] == regency_code
        name = places.place_names()[flow["origin"] if incoming else flow["destination"]]
        if flow["origin_kind"] == "external":
            sentence = _("from outside NTT, via {name}: {amount}, freight {cost}/kg")
        elif incoming:
            sentence = _("from {name}: {amount}, freight {cost}/kg")
        else:
            sentence = _("to {name}: {amount}, freight {cost}/kg")
        text = sentence.format(
            name=name, amount=tonnes(flow["tonnes"]), cost=rupiah(flow["cost_idr_per_kg"])
        )
        lines.append(text[0].upper() + text[1:])
    match = evaluation.baseline_answer(commodity, year).match
    if kind == "balanced" or match is None:
        return [_("Balanced: takes part in no exchange.")]
    if kind == "deficit":
        rest = match.unmet.set_index("regency_code").to_dict("index")[regency_code]
        left, reason = rest["unmet_t"], words.unmet_reason(rest["reason"])
        sentence = _("{amount} stay unmet: {reason}")
    else:
        rest = match.unsold.set_index("regency_code").to_dict("index")[regency_code]
        left, reason = rest["unsold_t"], words.unsold_reason(rest["reason"])
        sentence = _("{amount} stay without receiver: {reason}")
    if left > 0:
        lines.append(sentence.format(amount=tonnes(left), reason=reason))
    return lines


def readable_balances(regency_code: str, year: int) -> pd.DataFrame:
    """The balances with readable headers, for files."""
    table = regency_balances(regency_code, year)
    wanted = ["balance_t", "ratio", "available_t", "need_t", "grade", "source_ids"]
    table = table.reindex(columns=["commodity", "balance_class", *wanted])
    table = table.assign(
        name=table["commodity"].map(commodity_name),
        year=year,
        class_word=table["balance_class"].map(words.balance_class),
        ratio_pct=table["ratio"] * 100,
        grade_word=table["grade"].map(grade_word, na_action="ignore"),
    )
    columns = {
        "name": Column(_("Commodity")),
        "year": Column(_("Year")),
        "class_word": Column(_("Class")),
        "balance_t": Column(_("Balance (t)"), 0),
        "ratio_pct": Column(_("Self-sufficiency (%)"), 0),
        "available_t": Column(_("Available (t)"), 0),
        "need_t": Column(_("Need (t)"), 0),
        "grade_word": Column(_("Weakest grade")),
        "source_ids": Column(_("Source")),
    }
    return readable(table, columns)


def readable_partners(regency_code: str, year: int) -> pd.DataFrame:
    """The modelled flows with readable headers, for files."""
    table = partners(regency_code, year)
    wanted = ["cost_idr_per_kg", "distance_km", "share_of_need_pct"]
    table = table.reindex(columns=["commodity", "origin", "destination", "tonnes", *wanted])
    names = places.place_names()
    table = table.assign(
        name=table["commodity"].map(commodity_name),
        year=year,
        origin=table["origin"].map(names),
        destination=table["destination"].map(names),
    )
    columns = {
        "name": Column(_("Commodity")),
        "year": Column(_("Year")),
        "origin": Column(_("Supplier")),
        "destination": Column(_("Receiver")),
        "tonnes": Column(_("Tonnes"), 0),
        "share_of_need_pct": Column(_("Share of the receiver's need (%)"), 1),
        "cost_idr_per_kg": Column(_("Freight (Rp/kg)"), 0),
        "distance_km": Column(_("Distance (km)"), 0),
    }
    return readable(table, columns)


# --- what is missing ---------------------------------------------------------------------------


@once_per_edition(maxsize=32)
def gaps(regency_code: str) -> pd.DataFrame:
    """Commodities without a balance for this regency: those of its KPJu first, by rank."""
    kpju = load("kpju")
    own = kpju[(kpju["regency_code"] == regency_code) & kpju["commodity"].notna()]
    ranks = own.groupby("commodity")["rank"].min()
    table = regency_gaps(matrix(), regency_code, also=list(ranks.index))
    table = table[table["state"] != "complete"].copy()
    table["kpju_rank"] = table["commodity"].map(ranks).astype("Int64")
    return table.sort_values(["kpju_rank", "commodity"], na_position="last", ignore_index=True)


def gaps_headline(regency_code: str) -> str:
    """How many of its own KPJu commodities have no balance."""
    kpju = load("kpju")
    own = kpju[(kpju["regency_code"] == regency_code) & kpju["commodity"].notna()]
    total = own["commodity"].nunique()
    if not total:
        return _("{n} commodities have no balance here yet", n=number(len(gaps(regency_code))))
    return _(
        "{n} of its {total} KPJu commodities have no balance yet",
        n=number(gaps(regency_code)["kpju_rank"].notna().sum()),
        total=number(total),
    )


def readable_gaps(regency_code: str) -> pd.DataFrame:
    """The gaps with words in place of codes; keys as ``_GAP_COLUMNS``."""
    table = gaps(regency_code)
    return table.assign(
        name=table["commodity"].map(commodity_name),
        lacking=[
            ", ".join(words.balance_input(code) for code in text.split(";") if code)
            for text in table["missing"]
        ],
        year_text=table["year"].map(year_text),
    )


def gap_columns() -> dict[str, Column]:
    """Columns of the table of gaps, in reading order."""
    return {
        "name": Column(_("Commodity")),
        "kpju_rank": Column(_("KPJu rank"), 0),
        "lacking": Column(_("Missing for a balance"), width="large"),
        "year_text": Column(_("Nearest year"), help=_("The year in which least is missing")),
    }


def show_gaps(regency_code: str) -> None:
    """Table of what is missing, and how to supply it."""
    show_table(
        readable_gaps(regency_code),
        gap_columns(),
        key=f"gaps-{regency_code}",
        source_ids=load("kpju")["source_id"].unique().tolist(),
        height=360,
        empty=_("Nothing is missing."),
    )
    st.caption(
        _(
            "Animals, cloth and other things not counted in tonnes of food have no balance either. "
            "To supply a figure, add a row with its source to production.csv, consumption.csv or "
            "conversions.csv in ntt_data/curated."
        )
    )
