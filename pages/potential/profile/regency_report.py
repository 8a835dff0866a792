"""What the report says of one regency: its sectors, findings in words, figures of section 5."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.places import regency_names
from ntt_data.tables import load
from pages.ui.quotations import show_quotation
from pages.ui.sector_view import scheme_word, sector_names
from pages.ui.tables import show_table
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, localised
from publishing.tables import Column

_MANY = 6  # findings of one topic beyond this become a table


def _sectors(regency_code: str) -> pd.DataFrame:
    table = load("sector_rankings")
    return table[table["regency_code"] == regency_code].sort_values("rank")


def sectors_headline(regency_code: str) -> str:
    """Which sector ranks first."""
    rows, name = _sectors(regency_code), regency_names()[regency_code]
    if rows.empty:
        return _("{name}: the report has no sector ranking", name=name)
    first = rows.iloc[0]
    return _("{sector} ranks first", sector=sector_names(first["scheme"])[first["sector"]])


def sector_table(regency_code: str) -> pd.DataFrame:
    """The regency's ranks with names; empty where the report has none."""
    rows = _sectors(regency_code)
    names = sector_names(rows["scheme"].iloc[0]) if len(rows) else {}
    return rows.assign(name=rows["sector"].map(names))


def sector_columns() -> dict[str, Column]:
    """Columns of the list of sectors."""
    return {
        "rank": Column(_("Rank"), 0, width="small"),
        "name": Column(_("Sector")),
        "literal": Column(_("Wording in the report")),
    }


def show_sectors(regency_code: str) -> None:
    """List of ranks in the regency's own scheme, or why there is none."""
    table = sector_table(regency_code)
    if table.empty:
        show_data_gap(regency_code)
        return
    st.caption(
        _(
            "Scheme: {scheme}. Ranks are compared only with those of the same scheme.",
            scheme=scheme_word(table["scheme"].iloc[0]),
        )
    )
    show_table(
        table,
        sector_columns(),
        key=f"sectors-{regency_code}",
        source_ids=table["source_id"].unique().tolist(),
    )
    for row in table[table["note_2013"].notna()].itertuples():
        st.caption(_("Since 2013: “{wording}”", wording=row.note_2013))


def show_data_gap(regency_code: str) -> None:
    """The register's word on what the report lacks for this regency."""
    rows = findings(regency_code)
    for row in rows[rows["topic"] == "data_gap"].itertuples():
        st.warning(getattr(row, localised("finding")))
        show_quotation(row.literal, row.source_id, _("section 5"))


def findings(regency_code: str) -> pd.DataFrame:
    """What the report says in words on a regency, in its order."""
    table = load("regency_findings")
    return table[table["regency_code"] == regency_code].sort_values("order")


def show_findings(regency_code: str) -> None:
    """Findings by topic; wording and source open at each."""
    table, text = findings(regency_code), localised("finding")
    if table.empty:
        st.info(_("Beyond its rankings the report says nothing on this regency."))
        return
    if _sectors(regency_code).empty:
        table = table[table["topic"] != "data_gap"]  # stands in place of the ranking already
    for topic, rows in table.groupby("topic", sort=False):
        heading = code_word(str(topic)).capitalize()
        if len(rows) > _MANY:
            with st.expander(f"{heading} ({number(len(rows))})"):
                show_table(
                    rows,
                    {text: Column(_("Finding")), "literal": Column(_("Wording in the report"))},
                    key=f"findings-{regency_code}-{topic}",
                    source_ids=rows["source_id"].unique().tolist(),
                )
            continue
        st.markdown(f"**{heading}**")
        for row in rows.to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(row[text])
                show_quotation(row["literal"], row["source_id"], _("section 5"))


def indicator_table(regency_code: str) -> pd.DataFrame:
    """Figures of section 5 on this regency, in words; empty where it prints none."""
    table = load("indicators")
    table = table[table["geography"] == regency_code]
    return table.assign(
        value_text=[_as_printed(value) for value in table["value"]],
        unit_word=table["unit"].map(code_word),
        period_word=table["period"].where(table["period"] != "unstated", _("not stated")),
        qualifier_word=table["qualifier"].map(code_word),
    )


def _as_printed(value: float) -> str:
    if pd.isna(value):
        return _("not printed")
    return number(value, 0 if float(value).is_integer() else 2)


def indicator_columns() -> dict[str, Column]:
    """Columns of the figures of section 5."""
    return {
        localised("name"): Column(_("Indicator")),
        "value_text": Column(_("Value")),
        "unit_word": Column(_("Unit")),
        "period_word": Column(_("Period")),
        "qualifier_word": Column(_("Quality")),
        "literal": Column(_("Wording in the report")),
    }


def show_indicators(regency_code: str) -> None:
    """Table of the figures that section 5 prints on this regency."""
    table = indicator_table(regency_code)
    show_table(
        table,
        indicator_columns(),
        key=f"indicators-{regency_code}",
        source_ids=table["source_id"].unique().tolist(),
        empty=_("Section 5 of the report prints no figures on this regency beyond its rankings."),
    )
