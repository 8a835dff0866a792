"""The register of what is wrong in the two documents, and how each case is handled."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.data.tables.search_box import search_box
from pages.ui import state
from pages.ui.provenance import show_provenance
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, current_language
from publishing.markdown_text import plain, quotation
from publishing.table_view import NO_VALUE

_ANY = "any"
_PER_PAGE = 10


def show_anomalies() -> None:
    """The section "Anomalies" of the data page."""
    anomalies = load("anomalies")
    st.header(_("{n} places where the two documents are not right", n=number(len(anomalies))))
    st.write(
        _(
            "Nothing is repaired silently: the documents' wording is kept as printed, and each "
            "place is listed here with what is wrong and what we do about it."
        )
    )
    documents = list(dict.fromkeys(anomalies["document"]))
    kinds = anomalies["kind"].dropna() if "kind" in anomalies else pd.Series(dtype="str")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        document = state.segments(
            _("Document"),
            "document",
            [_ANY, *documents],
            _ANY,
            format_func=lambda code: _("both") if code == _ANY else document_name(code),
        )
        kind = state.select(
            _("What is wrong"),
            "kind",
            [_ANY, *sorted(kinds.unique(), key=code_word)],
            _ANY,
            format_func=lambda code: _("all") if code == _ANY else _counted(code, kinds),
            width=240,
        )
        text = search_box(_("Search the anomalies"), "find_anomaly")
    found = matching_anomalies(
        anomalies, None if document == _ANY else document, None if kind == _ANY else kind, text
    )
    if found.empty:
        st.info(_("No anomaly fits. Choose both documents, all kinds, or fewer words."))
        return
    cards = st.container()
    pages = ceil(len(found) / _PER_PAGE)
    # Another filter starts at its first page.
    page = st.pagination(pages, key=f"anomaly-page-{document}-{kind}-{text}") if pages > 1 else 1
    first = (page - 1) * _PER_PAGE
    part = found.iloc[first : first + _PER_PAGE]
    with cards:
        st.markdown(
            _(
                "**{first} to {last} of {n}**",
                first=number(first + 1),
                last=number(first + len(part)),
                n=number(len(found)),
            )
        )
        for row in part.to_dict("records"):
            _show_card(row)
    show_provenance("anomalies-register", found["document"], lambda: _readable(found))


def matching_anomalies(
    anomalies: pd.DataFrame, document: str | None, kind: str | None, text: str
) -> pd.DataFrame:
    """Anomalies of a document and kind in which every word occurs, in either language."""
    mask = pd.Series(True, index=anomalies.index)
    if document:
        mask &= anomalies["document"].eq(document)
    if kind:
        mask &= anomalies["kind"].eq(kind).fillna(False)
    words = anomalies.fillna("").astype("str").agg(" ".join, axis="columns").str.casefold()
    for word in text.casefold().split():
        mask &= words.str.contains(word, regex=False)
    return anomalies[mask]


def document_name(source_id: str) -> str:
    """Short name of one of the two documents."""
    return {
        "003_49c762d796999e18.txt": _("Report"),
        "000_3631f541ea941dbd.txt": _("News article"),
    }.get(source_id, source_id)


def _counted(kind: str, kinds: pd.Series) -> str:
    return f"{code_word(kind)} ({number((kinds == kind).sum())})"


def _in_language(row: Mapping[Any, Any], column: str) -> str:
    """Problem and handling stand in Indonesian, and in English under ``_en``."""
    own = row.get(f"{column}_en") if current_language() == "en" else row.get(column)
    return NO_VALUE if own is None or pd.isna(own) else str(own)


def _show_card(row: Mapping[Any, Any]) -> None:
    with st.container(border=True, gap="small"):
        place = NO_VALUE if pd.isna(row["place"]) else row["place"]
        kind = code_word(str(row["kind"])) if pd.notna(row.get("kind")) else ""
        parts = [str(row["id"]), document_name(str(row["document"])), str(place), kind]
        st.caption(plain(" · ".join(part for part in parts if part)))
        if pd.notna(row["literal"]):
            st.markdown(quotation(str(row["literal"])))
        st.text(_in_language(row, "problem"))
        st.text(_("Handling: {text}", text=_in_language(row, "handling")))


def _readable(found: pd.DataFrame) -> pd.DataFrame:
    rows = found.to_dict("records")
    return pd.DataFrame(
        {
            _("Number"): found["id"],
            _("Document"): [document_name(str(row["document"])) for row in rows],
            _("Place"): found["place"],
            _("As printed"): found["literal"],
            _("Problem"): [_in_language(row, "problem") for row in rows],
            _("Handling"): [_in_language(row, "handling") for row in rows],
        }
    )
