"""Literal wording of a document, one click away from what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from publishing import palette
from publishing.language import _, once_per_language
from publishing.markdown_text import plain
from publishing.sources import cited_sources, source_title


def blockquote(literal: str) -> None:
    """A wording as printed, set off from what is said of it."""
    st.html(
        '<blockquote style="margin:0;padding-left:.8rem;border-left:3px solid '
        f'{palette.OCHRE}">{escape(literal)}</blockquote>'
    )


@once_per_language(maxsize=512)
def title_of(source_id: str) -> str:
    """Title of a source in the register; its id where the register lacks it."""
    rows = cited_sources([source_id]).to_dict("records")
    return source_title(rows[0]) if rows else source_id


def show_quotation(literal: object, source_id: object, place: str = "") -> None:
    """Small button that opens the wording as printed, with title and place of its document."""
    show_quotations([literal] if isinstance(literal, str) else [], source_id, place)


def show_quotations(literals: Sequence[str], source_id: object, place: str = "") -> None:
    """The same for several wordings of one place of a document."""
    with st.popover(_("Source"), type="tertiary", icon=":material/format_quote:"):
        if not literals:
            st.caption(_("No wording kept for this row."))
        else:
            st.caption(_("As printed, with its misprints:"))
            for literal in literals:
                blockquote(literal)
        title = title_of(str(source_id))
        st.caption(plain(f"{title}, {place}" if place else title))
