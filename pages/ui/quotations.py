"""Literal wording of a document, one click away from what is made of it."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from ntt_data.tables import load
from publishing.language import _

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$<>])")


def as_markdown(text: object) -> str:
    """Text of the data for use inside markdown: every sign stays the sign it is."""
    return _MARKDOWN.sub(r"\\\1", str(text))


def source_title(source_id: str) -> str:
    """Title of a source in the register; its id where the register lacks it."""
    sources = load("sources").set_index("source_id")["title"]
    return str(sources.get(source_id, source_id))


def show_quotation(literal: object, source_id: object, place: str = "") -> None:
    """Small button that opens the wording as printed, with title and place of its document."""
    with st.popover(_("Source"), type="tertiary", icon=":material/format_quote:"):
        if not isinstance(literal, str):
            st.caption(_("No wording kept for this row."))
        else:
            st.caption(_("As printed, with its misprints:"))
            st.html(
                '<blockquote style="margin:0;padding-left:.8rem;border-left:3px solid #B5651D">'
                f"{escape(literal)}</blockquote>"
            )
        title = source_title(str(source_id))
        st.caption(as_markdown(f"{title}, {place}" if place else title))
