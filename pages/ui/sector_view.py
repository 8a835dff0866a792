"""How the rankings of one scheme are shown: matrix, provincial points, change since 2013."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from analysis.leading.rankings import borda, sector_shift
from analysis.leading.sector_matrix import first_sectors, list_lengths, rank_cells
from geo.places import regencies, regency_names
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui.charts import show_chart
from pages.ui.tables import show_table
from publishing import palette
from publishing.charts.frame import chart_spec
from publishing.formats import coverage, number
from publishing.language import _, current_language, localised
from publishing.tables import Column, readable

SCHEMES = ("kbli", "traditional")
_NARROW = "(windowSize()[0] < 640)"  # pixels; a picture made without a window takes the wide form
_GAP = 0.05  # between cells, as a share of a cell
# Letters in a line of a sector's name beside a chart.
_WIDE_CHARS, _NARROW_CHARS = 38, 18
_COLUMN_CHARS = 10  # of a regency's name above its column; two lines at most


def scheme_word(scheme: str) -> str:
    """Name of a ranking scheme."""
    return {"kbli": _("KBLI-style sectors"), "traditional": _("Traditional sectors")}[scheme]


def scheme_label(scheme: str) -> str:
    """Name of a scheme with the number of regencies that use it."""
    n = _lengths(scheme)["n_regencies"]
    return _("{scheme} ({n} regencies)", scheme=scheme_word(scheme), n=number(n))


def _lengths(scheme: str) -> dict[str, int]:
    rows = list_lengths(load("sector_rankings")).to_dict("index")
    return {str(key): int(value) for key, value in rows[scheme].items()}


def sector_names(scheme: str) -> dict[str, str]:
    """Names of a scheme's sectors by code, in the session's language."""
    table = load("sectors")
    table = table[table["scheme"] == scheme]
    return dict(zip(table["sector"], table[localised("name")], strict=True))


def explain_schemes() -> None:
    """Why ranks of the two schemes are never compared, and who has none."""
    kbli, traditional = _lengths("kbli"), _lengths("traditional")
    ranked = set(load("sector_rankings")["regency_code"])
    names = regency_names()
    unranked = [names[code] for code in names if code not in ranked]
    st.markdown(
        _(
            "The report ranks by two schemes. {n_kbli} regencies name their first {kbli_longest} "
            "out of {kbli_sectors} finely divided sectors; {n_traditional} rank {shortest} to "
            "{longest} of {traditional_sectors} broad ones. A rank of 5 therefore means something "
            "else in each, and ranks of different schemes are never compared or added up here.",
            n_kbli=number(kbli["n_regencies"]),
            kbli_longest=number(kbli["longest"]),
            kbli_sectors=number(kbli["n_sectors"]),
            n_traditional=number(traditional["n_regencies"]),
            shortest=number(traditional["shortest"]),
            longest=number(traditional["longest"]),
            traditional_sectors=number(traditional["n_sectors"]),
        )
    )
    st.caption(
        _(
            "Without a full ranking in the report: {names}. It is in neither scheme.",
            names=", ".join(unranked),
        )
    )


def matrix_headline(scheme: str) -> str:
    """Which sector is first most often."""
    counts = first_sectors(load("sector_rankings"), scheme)
    return _(
        "{sector} ranks first in {n} of {total} regencies",
        sector=sector_names(scheme)[counts.index[0]],
        n=number(counts.iloc[0]),
        total=number(counts.sum()),
    )


def _lines(text: str, width: int) -> list[str]:
    """A name on at most two lines of about ``width`` letters, shortened if that is not enough."""
    if len(text) <= width:
        return [text]
    cut = text.rfind(" ", 0, width + 1)
    if cut <= 0:
        return [text]
    rest = text[cut + 1 :]
    return [text[:cut], rest if len(rest) <= width else rest[: width - 1].rstrip(" ,;") + "…"]


def _labels(wide: dict[str, list[str]], narrow: dict[str, list[str]]) -> str:
    """Vega expression that shows a label in other words (several lines) on a narrow screen."""
    return (
        f"{_NARROW} ? {json.dumps(narrow, ensure_ascii=False)}[datum.label]"
        f" : {json.dumps(wide, ensure_ascii=False)}[datum.label]"
    )


def _sector_axis(order: list[str]) -> alt.Y:
    wide = {name: _lines(name, _WIDE_CHARS) for name in order}
    narrow = {name: _lines(name, _NARROW_CHARS) for name in order}
    return alt.Y(
        "name:N",
        sort=order,
        title=None,
        scale=alt.Scale(paddingInner=_GAP, paddingOuter=0),
        axis=alt.Axis(
            ticks=False,
            domain=False,
            labelExpr=_labels(wide, narrow),
            labelLimit=340,
            labelOverlap=False,
            labelFlush=False,
            # Halfway between what centres one line and what centres two.
            labelOffset=-3,
            # Vega measures labels as they were before the expression above has put them in lines.
            minExtent=alt.ExprRef(f"{_NARROW} ? 108 : 235"),
            labelFontSize=alt.ExprRef(f"{_NARROW} ? 10 : 12"),
        ),
    )


def _ordered(scheme: str) -> pd.DataFrame:
    """The provincial ranking with names, most points first."""
    table = borda(load("sector_rankings"), scheme)
    return table.assign(name=table["sector"].map(sector_names(scheme)))


def _cells(scheme: str) -> pd.DataFrame:
    cells = rank_cells(load("sector_rankings"), scheme)
    return cells.assign(
        name=cells["sector"].map(sector_names(scheme)),
        regency=cells["regency_code"].map(regency_names()),
    )


@once_per_edition(maxsize=4)
def _matrix_spec(scheme: str, language: str) -> dict[str, Any]:
    cells, order = _cells(scheme), _ordered(scheme)["name"].tolist()
    table = regencies()
    table = table[table["regency_code"].isin(cells["regency_code"])]
    longest = int(cells["rank"].max())
    words = {name: _lines(name, _COLUMN_CHARS) for name in table["name_on_map"]}
    short = {row["name_on_map"]: [row["abbreviation"]] for row in table.to_dict("records")}
    x = alt.X(
        "regency:N",
        sort=table["name_on_map"].tolist(),
        title=None,
        scale=alt.Scale(paddingInner=_GAP, paddingOuter=0),
        axis=alt.Axis(
            orient="top",
            ticks=False,
            domain=False,
            labelAngle=alt.ExprRef(f"{_NARROW} ? -90 : 0"),
            labelAlign=alt.ExprRef(f"{_NARROW} ? 'left' : 'center'"),
            labelBaseline=alt.ExprRef(f"{_NARROW} ? 'middle' : 'bottom'"),
            labelExpr=_labels(words, short),
            labelFontSize=alt.ExprRef(f"{_NARROW} ? 10 : 12"),
            labelOverlap=False,
        ),
    )
    ramp = palette.SEQUENTIAL[::-1]
    data = cells[["name", "regency", "rank", "ranks", "literal"]]
    base = alt.Chart(data).encode(
        x=x,
        y=_sector_axis(order),
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("name:N", title=_("Sector")),
            alt.Tooltip("ranks:N", title=_("Rank")),
            alt.Tooltip("literal:N", title=_("Wording in the report")),
        ],
    )
    squares = base.mark_rect(cornerRadius=2).encode(
        color=alt.Color(
            "rank:Q",
            legend=None,
            scale=alt.Scale(
                domain=np.linspace(1, longest, len(ramp)).tolist(),
                range=ramp,
                interpolate="rgb",
            ),
        )
    )
    figures = base.mark_text(fontSize=12, fontWeight=600).encode(
        text="ranks:N",
        color=alt.condition(
            f"datum.rank <= {longest * 0.55}", alt.value("#fff"), alt.value("#22252B")
        ),
    )
    return chart_spec(alt.layer(squares, figures).properties(height=28 * len(order) + 60))


def _matrix_table(scheme: str) -> pd.DataFrame:
    names = _ordered(scheme)["name"]
    wide = _cells(scheme).pivot(index="name", columns="regency", values="ranks").reindex(names)
    return wide.rename_axis(index=_("Sector"), columns=None).reset_index()


def show_matrix(scheme: str) -> None:
    """Heatmap of sectors and regencies; the rank stands in the cell."""
    show_chart(
        _matrix_spec(scheme, current_language()),
        key=f"sector-matrix-{scheme}",
        table=lambda: _matrix_table(scheme),
        source_ids=load("sector_rankings")["source_id"].unique().tolist(),
        alt_text=matrix_headline(scheme),
    )


def borda_headline(scheme: str) -> str:
    """Which sector has most points, and how near to the most possible."""
    first = _ordered(scheme).iloc[0]
    return _(
        "{sector} has the most points: {share} % of the possible",
        sector=first["name"],
        share=number(first["points_share_pct"]),
    )


def explain_borda(scheme: str) -> None:
    """The rule in words, with what it makes of lists that name a sector twice."""
    longest, n = _lengths(scheme)["longest"], _lengths(scheme)["n_regencies"]
    st.markdown(
        _(
            "**Rule (Borda).** In every regency rank 1 gives {longest} points, rank 2 gives "
            "{second}, and so on; a sector that a regency does not rank gets 0 points from it. The "
            "report does not say that such a sector is unimportant, so the points of rarely named "
            "sectors are a lower bound.",
            longest=number(longest),
            second=number(longest - 1),
        )
    )
    cells = _cells(scheme)
    for row in cells[cells["n"] > 1].to_dict("records"):
        st.markdown(
            _(
                "{regency} names the sector {sector} twice (ranks {ranks}); it counts once, at the "
                "better rank.",
                regency=row["regency"],
                sector=row["name"].lower(),
                ranks=row["ranks"],
            )
        )
    st.caption(
        _("Covers {coverage}; equal points share a rank.", coverage=coverage(n, len(regencies())))
    )


@once_per_edition(maxsize=4)
def _borda_spec(scheme: str, language: str) -> dict[str, Any]:
    table = _ordered(scheme)
    data = table[["name", "points", "provincial_rank", "n_regencies_ranked", "n_regencies_top3"]]
    base = alt.Chart(data).encode(
        y=_sector_axis(table["name"].tolist()),
        x=alt.X("points:Q", title=_("Borda points"), axis=alt.Axis(format=",.0f", tickCount=5)),
        tooltip=[
            alt.Tooltip("provincial_rank:Q", title=_("Provincial rank")),
            alt.Tooltip("name:N", title=_("Sector")),
            alt.Tooltip("points:Q", title=_("Points")),
            alt.Tooltip("n_regencies_ranked:Q", title=_("Regencies that rank it")),
            alt.Tooltip("n_regencies_top3:Q", title=_("of these in the first three")),
        ],
    )
    bars = base.mark_bar(color=palette.INDIGO, height={"band": 0.75}, cornerRadius=1)
    figures = base.mark_text(align="left", dx=4, color=palette.GREY).encode(text="points:Q")
    return chart_spec(alt.layer(bars, figures).properties(height=27 * len(data) + 45))


def show_borda(scheme: str) -> None:
    """Bars of the provincial ranking, most points on top."""
    columns = {
        "provincial_rank": Column(_("Provincial rank"), 0),
        "name": Column(_("Sector")),
        "points": Column(_("Points"), 0),
        "points_share_pct": Column(_("Share of the possible (%)"), 1),
        "n_regencies_ranked": Column(_("Regencies that rank it"), 0),
        "n_regencies_top3": Column(_("of these in the first three"), 0),
        "mean_rank": Column(_("Mean rank where ranked"), 1),
    }
    show_chart(
        _borda_spec(scheme, current_language()),
        key=f"sector-borda-{scheme}",
        table=lambda: readable(_ordered(scheme), columns),
        source_ids=load("sector_rankings")["source_id"].unique().tolist(),
        alt_text=borda_headline(scheme),
    )


def _shift() -> pd.DataFrame:
    table = sector_shift(load("sector_rankings"))
    names = {**sector_names("traditional"), **sector_names("kbli")}
    return table.assign(
        regency=table["regency_code"].map(regency_names()),
        now=table["sector"].map(names),
        then=table["sector_2013"].map(names),
        change=table["shift_2013"].map({"displaced": _("changed"), "unchanged": _("unchanged")}),
    ).sort_values(["shift_2013", "regency"], ignore_index=True)


def shift_headline() -> str:
    """How many first places changed since 2013, of those the report speaks of."""
    table = _shift()
    return _(
        "Since 2013 the first sector has changed in {n} of the {total} regencies that tell",
        n=number((table["shift_2013"] == "displaced").sum()),
        total=number(len(table)),
    )


def show_shift() -> None:
    """Table: regency, first sector now and in 2013, the literal wording."""
    table = _shift()
    show_table(
        table,
        {
            "regency": Column(_("Regency")),
            "now": Column(_("First sector now")),
            "then": Column(_("First sector in 2013")),
            "change": Column(_("Since 2013")),
            "note_2013": Column(_("Wording in the report"), width="large"),
        },
        key="sector-shift",
        source_ids=load("sector_rankings")["source_id"].unique().tolist(),
    )
    st.caption(
        _(
            "On the other {n} regencies the report says nothing about 2013 that could stand here: "
            "their change is unknown, not none.",
            n=number(len(regencies()) - len(table)),
        )
    )
