"""The exact figures behind the first screen, as a table."""

from __future__ import annotations

import pandas as pd

from analysis.overview import Brief, Overview
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.tables import Column, ReadyTable


@once_per_language(maxsize=8)
def exact_table(overview: Overview) -> ReadyTable:
    """One row for each commodity; without the regencies whose figures are doubtful."""
    rows = [_row(each) for each in [*overview.briefs, *overview.starting]]
    columns = {
        "name": Column(_("Commodity"), codes="commodity"),
        "year": Column(_("Year")),
        "regencies": Column(_("Regencies in the totals"), 0),
        "available": Column(_("Available or landed (t)"), 0),
        "need": Column(_("Need (t)"), 0),
        "balance": Column(_("Balance (t)"), 0),
        "low": Column(_("Balance, 5 % of the simulations below (t)"), 0),
        "high": Column(_("Balance, 95 % of the simulations below (t)"), 0),
        "surplus": Column(_("Regencies in surplus"), 0),
        "deficit": Column(_("Regencies in deficit"), 0),
        "surplus_t": Column(_("All surplus together (t)"), 0),
        "deficit_t": Column(_("All deficits together (t)"), 0),
    }
    return ReadyTable(pd.DataFrame(rows, columns=["commodity", *columns]), columns)


def _row(brief: Brief) -> dict[str, object]:
    balance, total = brief.answer.balance, brief.total
    summary, judged = balance.summary, not balance.suspended
    return {
        "commodity": balance.settings.commodity,
        "name": commodity_name(balance.settings.commodity),
        "year": balance.settings.year,
        "regencies": summary.n_with_figures - summary.n_disqualified,
        "available": summary.total_available_t,
        "need": summary.total_need_t,
        "balance": summary.total_balance_t,
        "low": total.balance_p05_t if total else None,
        "high": total.balance_p95_t if total else None,
        "surplus": summary.n_surplus if judged else None,
        "deficit": summary.n_deficit if judged else None,
        "surplus_t": brief.surplus_t if judged else None,
        "deficit_t": brief.deficit_t if judged else None,
    }
