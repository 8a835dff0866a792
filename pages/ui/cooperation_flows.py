"""Flows of goods that others have reported, never mixed with modelled ones."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.places import regencies, regency_names
from ntt_data.tables import load
from pages.ui import cooperation_programmes as programmes
from pages.ui import state
from pages.ui.cooperation_layout import join_names, rows_of
from pages.ui.map_widget import show_map
from pages.ui.site_map import script
from pages.ui.tables import show_table
from publishing.formats import number
from publishing.language import _, current_language, localised
from publishing.maps.picture import Line, MapPicture
from publishing.palette import CATEGORICAL, SAND
from publishing.tables import Column

_REPORTED = CATEGORICAL[3]


def show() -> None:
    """Draw the section."""
    flows = load("reported_flows")
    pairs = flow_pairs(flows)
    st.header(_headline(pairs))
    text, link = st.columns([3, 1], vertical_alignment="center")
    text.caption(
        _(
            "Reported in the press and in studies, not computed: most without tonnes, so nothing "
            "is added up. What the model proposes stands on the page “Surplus & deficit”."
        )
    )
    with link:
        st.page_link(
            script("matcher"),
            label=_("Modelled flows"),
            icon=":material/arrow_forward:",
        )
    show_map(flow_picture(pairs), "reported_flows_map", height=430)
    _flow_table(flows)
    programmes.show()


def flow_pairs(flows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of regencies among the reported flows: origin, destination, commodities, n_reports.

    A report on several commodities counts once. A flow whose origin or destination is no single
    regency belongs to no pair.
    """
    known = flows.dropna(subset=["origin_code", "destination_code"])
    goods = flow_goods(known)
    pairs = (
        known.assign(goods=goods)
        .groupby(["origin_code", "destination_code"], as_index=False)
        .agg(
            goods=("goods", lambda g: ", ".join(dict.fromkeys(g))),
            n_reports=("source_ids", "nunique"),
        )
    )
    return pairs.sort_values(
        ["n_reports", "origin_code"], ascending=[False, True], ignore_index=True
    )


def flow_reports(flows: pd.DataFrame) -> pd.DataFrame:
    """One row per report: the commodities of one report, which the table keeps apart, in ``goods``.

    Commodities with a quantity of their own stay apart.
    """
    same = [column for column in flows.columns if column not in {"flow_id", "commodity"}]
    reports = flows.assign(goods=flow_goods(flows)).groupby(same, dropna=False, sort=False)
    return reports["goods"].agg(", ".join).reset_index()


def flow_goods(flows: pd.DataFrame) -> pd.Series:
    """Name of the commodity in the session's language; else the source's own words, quoted."""
    names = load("commodities").set_index("commodity")[localised("name")]
    return flows["commodity"].map(names).fillna("“" + flows["literal_commodity"] + "”")


def flow_picture(pairs: pd.DataFrame) -> MapPicture:
    """Dashed arrows between capitals: a report says that goods move, not how many."""
    table = regencies().set_index("regency_code")
    capitals = {
        code: (row["capital_lat"], row["capital_lon"])
        for code, row in table[["capital_lat", "capital_lon"]].iterrows()
    }
    names = regency_names()
    lines = [
        Line(
            [capitals[row.origin_code], capitals[row.destination_code]],
            _REPORTED,
            2.5,
            [_pair_name(row.origin_code, row.destination_code), row.goods],
            curved=True,
            arrow=True,
            dash="6 5",
        )
        for row in rows_of(pairs)
    ]
    tooltips = {code: [name, *_in_and_out(pairs, code)] for code, name in names.items()}
    sentences = "; ".join(
        f"{_pair_name(row.origin_code, row.destination_code)}: {row.goods}"
        for row in rows_of(pairs)
    )
    return MapPicture(
        dict.fromkeys(names, SAND),
        tooltips,
        _("Map of reported flows. {flows}", flows=sentences),
        lines=lines,
    )


def _pair_name(origin: str, destination: str) -> str:
    names = regency_names()
    return f"{names[origin]} → {names[destination]}"


def _in_and_out(pairs: pd.DataFrame, code: str) -> list[str]:
    touching = pairs[(pairs["origin_code"] == code) | (pairs["destination_code"] == code)]
    return [
        f"{_pair_name(row.origin_code, row.destination_code)}: {row.goods}"
        for row in rows_of(touching)
    ] or [_("No reported flow known")]


def _headline(pairs: pd.DataFrame) -> str:
    names = regency_names()
    inflow = pairs.groupby("destination_code")["origin_code"].nunique()
    most = [names[code] for code in inflow[inflow == inflow.max()].index]
    return _(
        "{n} supply links between regencies reported; most lead to {places}",
        n=len(pairs),
        places=join_names(most),
    )


def scope_words() -> dict[str, str]:
    """Direction of a reported flow, in words."""
    return {
        "inter_regency": _("Between regencies"),
        "into_ntt": _("Into NTT"),
        "out_of_ntt": _("Out of NTT"),
        "demand": _("Demand"),
    }


def _flow_table(flows: pd.DataFrame) -> None:
    reports = flow_reports(flows)
    counts = reports["scope"].value_counts()
    words = scope_words()
    scopes = [scope for scope in words if scope in counts]
    scope = state.segments(
        _("Reported flows"), "scope", scopes, scopes[0], lambda s: f"{words[s]} ({counts[s]})"
    )
    names = regency_names()
    rows = reports[reports["scope"] == scope].copy()
    for end in ("origin", "destination"):
        rows[end] = rows[f"{end}_code"].map(names).fillna(rows[f"{end}_literal"])
    rows["quantity"] = [
        quantity_words(low, high, unit)
        for low, high, unit in zip(
            rows["quantity_low"], rows["quantity_high"], rows["unit"], strict=True
        )
    ]
    rows["remark"] = rows["note" if current_language() == "id" else "note_en"]
    columns = {
        "goods": Column(_("Commodity"), width="medium"),
        "origin": Column(_("From")),
        "destination": Column(_("To")),
        "quantity": Column(_("Quantity reported"), width="medium"),
        "period": Column(_("Period")),
        "remark": Column(_("Note")),
        "source_ids": Column(_("Source"), help=_("Titles under “Sources” below the table")),
    }
    show_table(rows, columns, f"reported_flows_{scope}", rows["source_ids"].tolist())


def quantity_words(low: float | None, high: float | None, unit: str | None) -> str:
    """``2.000–3.000 buah/truk``; a dash where the report gives no quantity."""
    if pd.isna(low):
        return "–"
    shown = number(low, _decimals(low))
    if pd.notna(high) and high != low:
        shown += f"–{number(high, _decimals(high))}"
    return f"{shown} {unit_word(str(unit))}"


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 3


def unit_word(unit: str) -> str:
    """Unit of a reported flow in the session's language."""
    return {
        "t": "t",
        "t/day": _("t/day"),
        "t/truck": _("t/truck"),
        "head": _("head"),
        "fruit/truck": _("fruit/truck"),
        "truck/trader/week": _("truck/trader/week"),
        "dump truck": _("dump truck"),
        "percent of hotel supply": _("% of hotel supply"),
    }[unit]
