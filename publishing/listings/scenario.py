"""Tables of scenarios side by side: assumptions, totals, balances; and of extra demand."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from geo.places import names_of
from publishing import scenario_words, words
from publishing.language import _
from publishing.tables import Column, ReadyTable


def assumptions_table(changed: pd.DataFrame, titles: Mapping[str, str]) -> ReadyTable:
    """What is assumed differently; ``changed`` as ``changed_assumptions`` makes it.

    ``titles``: what stands over the column of each scenario, by its label.
    """
    rows = [_assumption_row(row, list(titles)) for row in changed.to_dict("records")]
    file = ("figure", "text")
    shown = pd.DataFrame(
        rows, columns=["what", "unit", *titles, *(f"{each} {of}" for each in titles for of in file)]
    )
    figures = [f"{label} figure" for label in titles]
    shown[figures] = shown[figures].astype("float64")
    columns = {
        "what": Column(
            _("Assumption"),
            width="large",
            figures={_("Assumption"): "what", _("Unit"): "unit"},
        ),
        **{
            label: Column(
                title,
                figures={
                    _("{column} (figure)", column=title): f"{label} figure",
                    _("{column} (in words)", column=title): f"{label} text",
                },
            )
            for label, title in titles.items()
        },
    }
    return ReadyTable(shown, columns)


def _assumption_row(row: Mapping[Hashable, Any], labels: Sequence[str]) -> dict[str, object]:
    """The words of one assumption, and for a file its figures and their unit, or the words."""
    name, item = str(row["field"]), str(row["item"])
    said = {label: scenario_words.value(name, row[label]) for label in labels}
    found = {label: scenario_words.figure(name, item, row[label]) for label in labels}
    units = {figure.unit for figure in found.values() if figure is not None}
    in_one_unit = len(units) == 1
    line: dict[str, object] = {"what": scenario_words.assumption(name, item), **said}
    line["unit"] = next(iter(units)) if in_one_unit else None
    for label, figure in found.items():
        is_figure = in_one_unit and figure is not None
        line[f"{label} figure"] = figure.value if is_figure and figure else None
        line[f"{label} text"] = None if is_figure else said[label]
    return line


def totals_table(totals: pd.DataFrame, titles: Mapping[str, str]) -> ReadyTable:
    """Balance, pairs and freight of each scenario; ``totals`` as ``compare_totals`` makes it."""
    rows = {
        _("Balance of NTT (t)"): totals["balance_t"],
        _("Balance of NTT with doubtful figures (t)"): totals["with_doubtful_balance_t"],
        _("Regencies with a surplus"): totals["n_surplus"],
        _("Regencies with a deficit"): totals["n_deficit"],
        _("Between regencies of NTT (t)"): totals["moved_t"],
        _("From outside NTT (t)"): totals["external_t"],
        _("Unmet (t)"): totals["unmet_t"],
        _("Freight in all (million rupiah)"): totals["cost_idr"] / 1e6,
        _("Freight between regencies (Rp/kg)"): totals["internal_cost_idr_per_kg"],
    }
    # Scenarios stand side by side: three columns of figures fit a phone, nine do not.
    table = pd.DataFrame(
        [[what, *values.astype("float64")] for what, values in rows.items()],
        columns=["what", *titles],
    )
    columns = {
        "what": Column(_("Figure")),
        **{label: Column(title, 0) for label, title in titles.items()},
    }
    remark = _("tonnes moved and freight: {label}", label=words.modelled_flow())
    return ReadyTable(table, columns, remark)


def balances_table(balances: pd.DataFrame, titles: Mapping[str, str]) -> ReadyTable:
    """A regency's balance in each scenario; ``balances`` as ``compare_balances`` makes it."""
    wide = balances.pivot(index="regency_code", columns="label", values="balance_t").reset_index()
    columns = {"regency": Column(_("Regency"))} | {
        label: Column(f"{title} (t)", 0) for label, title in titles.items()
    }
    return ReadyTable(wide.assign(regency=names_of(wide["regency_code"])), columns)


def demand_table(demand: pd.DataFrame) -> ReadyTable:
    """Every extra demand with its tonnes by regency."""
    columns = {
        "name": Column(_("Name")),
        "regency": Column(_("Regency")),
        "tonnes": Column(_("Tonnes"), 0),
    }
    return ReadyTable(demand.assign(regency=names_of(demand["regency_code"])), columns)
