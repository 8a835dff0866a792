"""Tables of the sector rankings of one scheme."""

from __future__ import annotations

import pandas as pd

from analysis.leading.rankings import borda
from analysis.leading.sector_matrix import rank_cells
from geo.places import regency_names
from ntt_data.tables import load
from publishing.language import _
from publishing.names import sector_names
from publishing.tables import Column, ReadyTable


def matrix_table(scheme: str) -> pd.DataFrame:
    """Ranks by sector and regency as one wide table, sectors with most points first.

    A rank is a number; where a regency ranks a sector twice, both stand in a text.
    """
    rankings, names = load("sector_rankings"), sector_names(scheme)
    order = [names[code] for code in borda(rankings, scheme)["sector"]]
    cells = rank_cells(rankings, scheme)
    cells = cells.assign(
        name=cells["sector"].map(names),
        regency=cells["regency_code"].map(regency_names()) + " (" + cells["regency_code"] + ")",
        ranks=cells["ranks"].where(cells["n"] > 1, cells["rank"]),
    )
    wide = cells.pivot(index="name", columns="regency", values="ranks").reindex(order)
    return wide.rename_axis(index=_("Sector"), columns=None).reset_index()


def borda_table(scheme: str) -> ReadyTable:
    """The provincial ranking, most points first."""
    ranking = borda(load("sector_rankings"), scheme)
    columns = {
        "provincial_rank": Column(_("Provincial rank"), 0),
        "name": Column(_("Sector")),
        "points": Column(_("Points"), 0),
        "points_share_pct": Column(_("Share of the possible (%)"), 1),
        "n_regencies_ranked": Column(_("Regencies that rank it"), 0),
        "n_regencies_top3": Column(_("of these in the first three"), 0),
        "mean_rank": Column(_("Mean rank where ranked"), 1),
    }
    names = sector_names(scheme)
    return ReadyTable(ranking.assign(name=ranking["sector"].map(names)), columns)


def shift_table(shift: pd.DataFrame) -> ReadyTable:
    """First sector now and in 2013, with the wording; as ``sector_shift`` gives it."""
    names = {**sector_names("traditional"), **sector_names("kbli")}
    table = shift.assign(
        regency=shift["regency_code"].map(regency_names()),
        now=shift["sector"].map(names),
        then=shift["sector_2013"].map(names),
        change=shift["shift_2013"].map({"displaced": _("changed"), "unchanged": _("unchanged")}),
    ).sort_values(["shift_2013", "regency"], ignore_index=True)
    columns = {
        "regency": Column(_("Regency")),
        "now": Column(_("First sector now")),
        "then": Column(_("First sector in 2013")),
        "change": Column(_("Since 2013")),
        "note_2013": Column(_("Wording in the report"), width="large"),
    }
    return ReadyTable(table, columns)
