"""Section “Model and reports”: what the model says of every flow that others have reported."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.matching.flow_checks import FLOW_VERDICTS
from ntt_data.tables import load
from pages.ui import state
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.provenance import show_provenance
from pages.ui.tables import draw_table
from publishing.files.framed_answers import framed_map
from publishing.formats import number
from publishing.language import _
from publishing.listings.flow_checks import (
    flow_checks_table,
    modelled_pairs_table,
    reports_of_pairs,
)
from publishing.listings.unused_gateways import gateway_reports_table
from publishing.maps.choropleth import Choropleth
from publishing.maps.flow_checks import checked_flows_picture
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.sentences import flow_checks as sentences
from publishing.sentences import unused_gateways as unused
from publishing.sentences.reported_flows import flow_goods, quantity_words, reported_scope
from services.answer import evaluation
from services.answer.reported_flows import checked_flows, lacking, modelled_trade, never_used


def show() -> None:
    """Draw the section."""
    checked = checked_flows()
    between = checked[checked["scope"] == "inter_regency"]
    st.header(sentences.headline(between))
    st.caption(
        _(
            "Reported flows are mentions in the press and in studies, most without tonnes; the "
            "model reckons whole years, NTT supplying itself first. A hit shows that the model is "
            "not absurd. A miss says that the report, the model or a figure below the balance is "
            "wrong. A report is compared with its own year, or the nearest with a balance."
        )
    )
    counts = between["verdict"].value_counts()
    show_figure_row(
        "flow-checks",
        [
            FigureCell(sentences.verdict_word(code).capitalize(), number(counts.get(code, 0)))
            for code in FLOW_VERDICTS
        ],
    )
    picture = checked_flows_picture(between, flow_goods(between))
    show_map(picture, "flow-check-map", height=440)
    st.caption(
        _(
            "Arrows: reported flows between regencies. Green and solid = hit, ochre and dashed = "
            "partly, maroon and short-dashed = miss, grey and dotted = not compared."
        )
    )
    offer_picture(
        "map-flow-checks",
        lambda: framed_map(
            *(Choropleth(picture, [], ""), sentences.headline(between), reported_scope()),
            between["source_ids"],
        ),
    )
    compared = sentences.compared_sentences(between)
    st.markdown("\n".join(f"- {plain(text)}" for text in compared))
    _show_into(checked[checked["scope"] == "into_ntt"])
    _show_never_used()
    _show_table(checked)
    _show_modelled()


def _show_into(into: pd.DataFrame) -> None:
    """What came from outside, counted apart: a gateway is easier to hit than a pair."""
    st.subheader(sentences.into_sentence(into))
    compared = sentences.compared_sentences(into)
    st.markdown("\n".join(f"- {plain(text)}" for text in compared))


def _show_never_used() -> None:
    """What is reported to come by a gateway that the model never uses, and why it does not."""
    for found in never_used():
        st.markdown(f"**{plain(unused.headline(found))}**")
        st.markdown("\n".join(f"- {plain(line)}" for line in unused.reasons(found)))
        reports = gateway_reports_table(found.reports)
        st.caption("\n".join(f"- {plain(line)}" for line in unused.report_lines(reports.table)))
        key = f"never-used-{'-'.join(found.gateways)}-{found.commodity}"
        show_provenance(key, list(found.reports["source_ids"]), reports.readable)


def _show_table(checked: pd.DataFrame) -> None:
    scopes = {
        "inter_regency": _("Between regencies"),
        "into_ntt": _("Into NTT"),
        "other": _("Out of NTT, demand"),
    }
    group = checked["scope"].where(checked["scope"].isin(list(scopes)), "other")
    counts = group.value_counts()
    scope = state.segments(
        _("Reported flows"),
        "scope_checked",
        list(scopes),
        "inter_regency",
        lambda code: f"{scopes[code]} ({counts.get(code, 0)})",
    )
    rows = checked[group == scope]
    rows = rows.assign(rank=rows["verdict"].map(FLOW_VERDICTS.index)).sort_values(
        ["rank", "flow_id"]
    )
    quantities = zip(rows["quantity_low"], rows["quantity_high"], rows["unit"], strict=True)
    table = flow_checks_table(
        rows,
        flow_goods(rows),
        reasons(rows),
        [quantity_words(low, high, unit) for low, high, unit in quantities],
    )
    draw_table(table, f"flow-checks-{scope}", list(rows["source_ids"]))


def reasons(rows: pd.DataFrame) -> list[str]:
    """Why the verdict on each flow, with the facts behind it."""
    found = []
    for row in rows.to_dict("records"):
        silence = ""
        if row["reason"] == "not_modelled":
            silence = sentences.not_modelled(row["commodity"], *lacking(row["commodity"]))
        found.append(sentences.reason_sentence(row, silence))
    return found


def _show_modelled() -> None:
    """The other way round: is a modelled pair reported by anyone?"""
    newest = {name: max(years) for name, years in evaluation.balanced_commodities().items()}
    st.header(_("Modelled pairs: who has reported them?"))
    commodity = state.segments(
        _("Commodity"), "pairs_of", sorted(newest), evaluation.DEFAULT_COMMODITY, commodity_name
    )
    year = newest[commodity]
    flows = modelled_trade().flows
    rows = flows[(flows["commodity"] == commodity) & (flows["year"] == year)]
    inside = rows[rows["origin_kind"] == "regency"]
    reported = load("reported_flows").query("commodity == @commodity")
    reports = reports_of_pairs(inside, reported)
    n_reported = sum(report is not None for report in reports)
    st.caption(sentences.modelled_note(commodity, year, len(inside), n_reported))
    draw_table(
        modelled_pairs_table(inside, reports),
        f"modelled-pairs-{commodity}",
        list(reported["source_ids"]),
    )
