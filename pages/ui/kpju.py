"""The KPJu of one regency: ten ranks, each with the report's verdict and its wording."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.leading.kpju import FAVOURABLE, NOT_JUDGED, judged_outside_list, with_verdicts
from geo.places import regency_names
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui.provenance import show_provenance
from pages.ui.quotations import as_markdown, source_title
from publishing import palette
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, current_language
from publishing.tables import Column, readable

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


def verdict_word(code: str) -> str:
    """The report's verdict on a KPJu; what it does not judge is said to be unjudged."""
    return _("not judged") if code == NOT_JUDGED else code_word(code)


def chip(text: str, colors: tuple[str, str] | None) -> str:
    """HTML of a word on its colour; without colours an outline, for what is not known."""
    paint = (
        f"background:{colors[0]};color:{colors[1]}" if colors else "border:1px dashed currentColor"
    )
    return (
        f'<span style="{paint};padding:.08rem .55rem;border-radius:1rem;font-size:.85rem;'
        f'white-space:nowrap">{escape(text)}</span>'
    )


@once_per_edition(maxsize=2)
def _item_names(language: str) -> dict[str, str]:
    items = load("kpju_items")
    return dict(zip(items["item"], items[f"name_{language}"], strict=True))


def item_name(item: str) -> str:
    """Name of a KPJu item in the session's language."""
    return _item_names(current_language()).get(item, item)


@once_per_edition(maxsize=1)
def all_kpju() -> pd.DataFrame:
    """Every KPJu with the verdict on it."""
    return with_verdicts(load("kpju"), load("kpju_outlook"))


def kpju_of(regency_code: str) -> pd.DataFrame:
    """KPJu of one regency by rank; empty where the report has no list."""
    table = all_kpju()
    return table[table["regency_code"] == regency_code]


def kpju_headline(regency_code: str) -> str:
    """The finding in one sentence: what leads, and how much the report speaks for."""
    rows, name = kpju_of(regency_code), regency_names()[regency_code]
    if rows.empty:
        return _("{name}: the report has no KPJu list", name=name)
    return _(
        "{item} leads in {name}; the report speaks for {n} of {total} KPJu",
        item=item_name(rows["item"].iloc[0]),
        name=name,
        n=int(rows["verdict"].isin(FAVOURABLE).sum()),
        total=len(rows),
    )


def readable_kpju(regency_code: str) -> pd.DataFrame:
    """KPJu of one regency with readable headers, for files."""
    rows = kpju_of(regency_code)
    table = rows.assign(
        item_word=rows["item"].map(item_name),
        kind_word=rows["kind"].map(code_word),
        verdict_word=rows["verdict"].map(verdict_word),
    )
    columns = {
        "rank": Column(_("Rank"), 0),
        "item_word": Column(_("KPJu")),
        "kind_word": Column(_("Kind")),
        "verdict_word": Column(_("Verdict of the report")),
        "literal": Column(_("Wording in the report")),
        "verdict_literal": Column(_("Wording of the verdict")),
        "reason": Column(_("Reason in the report")),
    }
    return readable(table, columns)


def show_kpju(regency_code: str, key: str) -> None:
    """The list with verdicts; wording and reason open at each row."""
    rows = kpju_of(regency_code)
    if rows.empty:
        st.info(
            _(
                "For this regency the report gives neither a list of ten KPJu nor verdicts. Once a "
                "list exists, it is added as ten rows to kpju.csv in ntt_data/curated."
            )
        )
        return
    with st.container(gap=None):
        for row in rows.itertuples():
            _show_row(f"{row.rank}", row)
    outside = judged_outside_list(load("kpju"), load("kpju_outlook"))
    outside = outside[outside["regency_code"] == regency_code]
    if len(outside):
        st.caption(_("Judged by the report too, although not in its list of ten:"))
        for row in outside.rename(columns={"literal": "verdict_literal"}).itertuples():
            _show_row("–", row)
    unjudged = int((rows["verdict"] == NOT_JUDGED).sum())
    if unjudged:
        st.caption(
            _(
                "{n} of {total} are not judged: the report is silent on them, which is no verdict.",
                n=number(unjudged),
                total=number(len(rows)),
            )
        )
    source_ids = rows["source_id"].unique()
    show_provenance(f"{key}-{regency_code}", source_ids, lambda: readable_kpju(regency_code))


def _show_row(rank: str, row: Any) -> None:
    """One line: rank, item and verdict; the wording behind a button at its end."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False, gap="small"):
        st.html(
            '<div style="display:flex;align-items:center;gap:.6rem;'
            'border-bottom:1px solid #8883;padding:.28rem 0;min-height:2.2rem">'
            '<span style="min-width:1.4rem;text-align:right;font-weight:650">'
            f"{escape(rank)}</span>"
            '<span style="flex:1;display:flex;flex-wrap:wrap;align-items:center;gap:.15rem .6rem">'
            f'<span style="flex:1 1 6rem">{escape(item_name(row.item))}</span>'
            f"{chip(verdict_word(row.verdict), _CHIP.get(row.verdict))}</span></div>"
        )
        with st.popover(_("Wording"), type="tertiary", icon=":material/format_quote:"):
            _show_wording(row)


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
            st.html(
                '<blockquote style="margin:0;padding-left:.8rem;border-left:3px solid '
                f'{palette.OCHRE}">{escape(text)}</blockquote>'
            )
    if row.verdict != NOT_JUDGED and not isinstance(row.reason, str):
        st.caption(_("The report gives no reason for this verdict."))
    title = source_title(row.source_id)
    st.caption(as_markdown(_("{title}, section 5", title=title)))
