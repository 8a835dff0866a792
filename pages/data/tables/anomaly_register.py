"""The register of what is wrong in the two documents, and how each case is handled."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui import state
from pages.ui.provenance import show_provenance
from pages.ui.search_box import search_box
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _
from publishing.listings.registers import anomalies_table
from publishing.markdown_text import plain, quotation
from publishing.sentences.registers import anomaly_place, document_name, in_language
from services.registers import matching_anomalies

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
    show_provenance("anomalies-register", found["document"], lambda: anomalies_table(found))


def _counted(kind: str, kinds: pd.Series) -> str:
    return f"{code_word(kind)} ({number((kinds == kind).sum())})"


def _show_card(row: Mapping[Any, Any]) -> None:
    with st.container(border=True, gap="small"):
        st.caption(plain(anomaly_place(row)))
        if pd.notna(row["literal"]):
            st.markdown(quotation(str(row["literal"])))
        st.text(in_language(row, "problem"))
        st.text(_("Handling: {text}", text=in_language(row, "handling")))
