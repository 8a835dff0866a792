"""Two regencies side by side as tables: one column for each, unknown stays unknown."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.places import regency_names
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, item_name, sector_names
from publishing.sentences.comparison import balance_cell
from publishing.sentences.kpju import verdict_word
from publishing.sentences.profile import RegencyBalance
from publishing.tables import Column, ReadyTable


def balances_compared(
    one: str, other: str, pairs: Sequence[tuple[RegencyBalance, RegencyBalance]]
) -> ReadyTable:
    """One row per commodity and year; files hold the tonnes, available and need of both."""
    table = pd.DataFrame(
        {
            "name": [f"{commodity_name(a.commodity)} {year_text(a.year)}" for a, _b in pairs],
            **_sides("words", [[balance_cell(each) for each in pair] for pair in pairs]),
            **_sides("balance_t", [[each.balance_t for each in pair] for pair in pairs]),
            **_sides("available_t", [[each.available_t for each in pair] for pair in pairs]),
            **_sides("need_t", [[each.need_t for each in pair] for pair in pairs]),
        }
    )
    names = regency_names()

    def side(n: int, code: str) -> Column:
        name = names[code]
        return Column(
            name,
            figures={
                _("{regency}: class and tonnes", regency=name): f"words_{n}",
                _("{regency}: balance (t)", regency=name): f"balance_t_{n}",
                _("{regency}: available (t)", regency=name): f"available_t_{n}",
                _("{regency}: need (t)", regency=name): f"need_t_{n}",
            },
        )

    columns = {"name": Column(_("Commodity"))}
    return ReadyTable(table, columns | {"words_0": side(0, one), "words_1": side(1, other)})


def sectors_compared(one: str, other: str, rows: tuple[pd.DataFrame, pd.DataFrame]) -> ReadyTable:
    """Ranks of two regencies of one scheme; a dash where a list does not have a sector."""
    known = sector_names(str(rows[0]["scheme"].iloc[0]))
    ranks = [each.groupby("sector")["rank"].min() for each in rows]
    both = pd.concat(ranks, axis=1, keys=["rank_0", "rank_1"]).sort_values(["rank_0", "rank_1"])
    table = both.astype("Float64").reset_index()
    names = regency_names()
    return ReadyTable(
        table.assign(name=table["sector"].map(known)),
        {
            "name": Column(_("Sector")),
            "rank_0": Column(_("Rank in {regency}", regency=names[one]), 0),
            "rank_1": Column(_("Rank in {regency}", regency=names[other]), 0),
        },
    )


def kpju_compared(one: str, other: str, rows: tuple[pd.DataFrame, pd.DataFrame]) -> ReadyTable:
    """Items of both lists, those in common first; rank and verdict, a dash where it is not.

    A regency without a list has no data, which is another thing than a dash.
    """
    first = [each.drop_duplicates("item").set_index("item") for each in rows]
    both = pd.concat([each["rank"] for each in first], axis=1, keys=["rank_0", "rank_1"])
    both = both.assign(alone=both.isna().any(axis=1)).sort_values(["alone", "rank_0", "rank_1"])
    table = both.reset_index(names="item")
    for n, each in enumerate(first):
        table[f"words_{n}"] = [
            f"{number(each['rank'][item])}: {verdict_word(str(each['verdict'][item]))}"
            if item in each.index
            else ("" if len(each) else _("no data yet"))
            for item in table["item"]
        ]
    names = regency_names()
    return ReadyTable(
        table.assign(name=table["item"].map(item_name)),
        {
            "name": Column(_("KPJu")),
            "words_0": Column(names[one], help=_("Rank and verdict")),
            "words_1": Column(names[other], help=_("Rank and verdict")),
        },
    )


def prices_compared(one: str, other: str, compared: pd.DataFrame) -> ReadyTable:
    """Goods with both prices; ``compared`` of ``services.briefing.comparison.compared_prices``."""
    names = regency_names()
    table = compared.assign(
        name=compared["commodity"].map(commodity_name),
        months=[
            _("{n} of {total} months", n=above, total=total)
            for above, total in zip(compared["n_above"], compared["n_months"], strict=True)
        ],
    )
    dearer = _("Dearer in {regency}", regency=names[one])
    return ReadyTable(
        table,
        {
            "name": Column(_("Commodity"), codes="commodity"),
            "price_0": Column(_("{line} (Rp/kg)", line=names[one]), 0),
            "price_1": Column(_("{line} (Rp/kg)", line=names[other]), 0),
            "months": Column(dearer, figures={dearer: "n_above", _("Months compared"): "n_months"}),
        },
    )


def _sides(name: str, cells: Sequence[Sequence[object]]) -> dict[str, list[object]]:
    return {f"{name}_{n}": [pair[n] for pair in cells] for n in (0, 1)}
