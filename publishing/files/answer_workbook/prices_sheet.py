"""Whether prices carry a pair: the gap by month, its median, and what freight leaves of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.answer import Answer
from analysis.matching.price_gaps import PriceTest
from geo.places import place_name
from publishing.files.answer_workbook.book import WHOLE, Column, Formula, Place, Sheet
from publishing.language import _
from publishing.sentences.market import verdict_word

_ENDS = ["origin", "destination"]


def write_prices(
    sheet: Sheet,
    answer: Answer,
    prices: PriceTest,
    gaps: pd.DataFrame,
    at_pairs: Place,
    notes: Sequence[str],
) -> None:
    """A row per flow, in the order of the pairs; a month not observed at both ends is a word."""
    months = sorted(gaps["month"].unique())
    by_pair = {
        ends: dict(zip(rows["month"], rows["gap_idr_per_kg"].astype(float), strict=True))
        for ends, rows in gaps.groupby(_ENDS, sort=False)
    }
    found = answer.match.flows[_ENDS].merge(prices.pairs, on=_ENDS, how="left")
    columns = [
        Column("pair", _("Pair"), WHOLE, 10),
        Column("supplier", _("Supplier"), width=22),
        Column("receiver", _("Receiver"), width=22),
        Column("gap", _("Price gap (Rp/kg, median)"), WHOLE, 13),
        Column("freight", _("Freight (Rp/kg)"), WHOLE, 12),
        Column("after", _("Left after freight (Rp/kg)"), WHOLE, 13),
        Column("n", _("Months compared"), WHOLE, 11),
        Column("covers", _("Covers the freight in (months)"), WHOLE, 13),
        Column("verdict", _("Verdict"), width=40),
        *(Column(month, month, WHOLE, 9) for month in months),
    ]
    rows = [
        _row(number, row, months, by_pair, at_pairs)
        for number, row in enumerate(found.to_dict("records"), 1)
    ]
    sheet.lines(notes)
    sheet.skip()
    sheet.table(columns, rows, frozen_columns=3)


def _row(
    number: int,
    row: Mapping[Any, Any],
    months: Sequence[str],
    by_pair: Mapping[Any, Mapping[str, float]],
    pairs: Place,
) -> dict[str, Any]:
    known = by_pair.get((row["origin"], row["destination"]), {})
    span = f"{{{months[0]}}}:{{{months[-1]}}}"
    n = int(row["n_months"]) if pd.notna(row["n_months"]) else 0
    covers = int(row["n_covers_freight"]) if n else 0
    return {
        "pair": number,
        "supplier": place_name(row["origin"]),
        "receiver": place_name(row["destination"]),
        "gap": Formula(
            f"=IF(COUNT({span})>0,MEDIAN({span}),{{unknown}})", row["median_gap_idr_per_kg"]
        ),
        "freight": Formula(
            f"=INDEX({pairs.span('freight')},MATCH({{pair}},{pairs.span('pair')},0))/1000",
            row["freight_idr_per_kg"],
        ),
        "after": Formula(
            "=IF(COUNT({gap})=1,{gap}-{freight},{unknown})",
            row["median_after_freight_idr_per_kg"],
        ),
        "n": Formula(f"=COUNT({span})", n),
        "covers": Formula(f'=COUNTIF({span},">="&{{freight}})', covers),
        "verdict": verdict_word(str(row["price_verdict"])),
        **{month: known.get(month) for month in months},
    }
