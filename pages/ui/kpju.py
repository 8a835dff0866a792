"""The KPJu of one regency: ten ranks, each with the report's verdict and its wording."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import Any, NamedTuple

import streamlit as st

from analysis.leading.kpju import NOT_JUDGED
from pages.ui.fragments import fragment
from pages.ui.on_demand import popover_on_demand
from pages.ui.provenance import show_provenance
from pages.ui.quotations import blockquote, title_of
from publishing import palette
from publishing.language import _, once_per_language
from publishing.listings.kpju import kpju_table
from publishing.markdown_text import plain
from publishing.names import item_name
from publishing.sentences.kpju import unjudged_note, verdict_word
from services.kpju import judged_beside, kpju_of

# Background and text. Both favourable wordings are blue, as both are favourable; doubt is ochre,
# stronger the less the report expects. The words stand on the chip: colour alone says nothing.
_CHIP = {
    "recommended": (palette.INDIGO, "#FFFFFF"),
    "good_to_very_good": ("#4A689B", "#FFFFFF"),
    "potential_not_prospective": ("#F0D9BC", "#4A2A0A"),
    "prospective_not_potential": ("#F0D9BC", "#4A2A0A"),
    "not_urgent": (palette.BALANCED, "#2B2823"),
    "not_promising": ("#8C4A10", "#FFFFFF"),
}


def chip(text: str, colors: tuple[str, str] | None) -> str:
    """HTML of a word on its colour; without colours an outline, for what is not known."""
    paint = (
        f"background:{colors[0]};color:{colors[1]}" if colors else "border:1px dashed currentColor"
    )
    return (
        f'<span style="{paint};padding:.08rem .55rem;border-radius:1rem;font-size:.85rem;'
        f'white-space:nowrap">{escape(text)}</span>'
    )


@fragment
def show_kpju(regency_code: str, key: str) -> None:
    """The list with verdicts; wording and reason open at each row.

    Opening one redraws the list alone. The quotations of all rows would be a third of what a
    profile sends, and few people open one.
    """
    shown = _shown(regency_code)
    if not shown.listed:
        st.info(
            _(
                "For this regency the report gives neither a list of ten KPJu nor verdicts. Once a "
                "list exists, send it with its source to the Biro Ekonomi dan Kerja Sama; how it "
                "is entered stands in Data & sources."
            )
        )
        return
    with st.container(gap=None):
        for line, row in shown.listed:
            _show_row(line, row, f"{key}-{regency_code}-{row.Index}")
    if shown.beside:
        st.caption(_("Judged by the report too, although not in its list of ten:"))
        for line, row in shown.beside:
            _show_row(line, row, f"{key}-{regency_code}-beside-{row.Index}")
    if shown.note:
        st.caption(shown.note)
    rows = kpju_of(regency_code)
    show_provenance(f"{key}-{regency_code}", shown.source_ids, lambda: kpju_table(rows).readable())


class _Shown(NamedTuple):
    """A list as it is drawn: the HTML of each line with its row, in the report's order."""

    listed: tuple[tuple[str, Any], ...]
    beside: tuple[tuple[str, Any], ...]
    note: str | None
    source_ids: tuple[str, ...]


@once_per_language(maxsize=44, tables_alone=True)
def _shown(regency_code: str) -> _Shown:
    rows, beside = kpju_of(regency_code), judged_beside(regency_code)
    return _Shown(
        tuple((_line(f"{row.rank}", row), row) for row in rows.itertuples()),
        tuple((_line("–", row), row) for row in beside.itertuples()),
        unjudged_note(rows),
        tuple(rows["source_id"].unique()),
    )


def _line(rank: str, row: Any) -> str:
    """Rank, item and verdict."""
    return (
        '<div style="display:flex;align-items:center;gap:.6rem;'
        'border-bottom:1px solid #8883;padding:.28rem 0;min-height:2.2rem">'
        '<span style="min-width:1.4rem;text-align:right;font-weight:650">'
        f"{escape(rank)}</span>"
        '<span style="flex:1;display:flex;flex-wrap:wrap;align-items:center;gap:.15rem .6rem">'
        f'<span style="flex:1 1 6rem">{escape(item_name(row.item))}</span>'
        f"{chip(verdict_word(row.verdict), _CHIP.get(row.verdict))}</span></div>"
    )


def _show_row(line: str, row: Any, key: str) -> None:
    """One line; the wording behind a button at its end."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        st.html(line)
        popover_on_demand(
            _("Wording"),
            key,
            ":material/format_quote:",
            partial(_show_wording, row),
            "tertiary",
        )


def _show_wording(row: Any) -> None:
    """The list, the verdict and its reason as printed, misprints and all."""
    quotes = {
        _("In the list"): getattr(row, "literal", None),
        _("In the verdict"): row.verdict_literal,
        _("Reason given"): row.reason,
    }
    for heading, text in quotes.items():
        if isinstance(text, str):
            st.caption(heading)
            blockquote(text)
    if row.verdict != NOT_JUDGED and not isinstance(row.reason, str):
        st.caption(_("The report gives no reason for this verdict."))
    title = title_of(row.source_id)
    st.caption(plain(_("{title}, section 5", title=title)))
