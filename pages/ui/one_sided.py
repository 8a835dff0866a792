"""What can be said of a commodity that has no balance: headline, sentences, table."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.ui.on_demand import Fold, folds
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings import one_sided as listings
from publishing.markdown_text import plain
from publishing.sentences import one_sided as sentences
from publishing.tables import ReadyTable
from services import one_sided


def commodities() -> list[str]:
    """Commodities of which something can be said on one side, in the order they are shown."""
    return [*one_sided.GROUP_NEED, *one_sided.MARKETED, *one_sided.PROVINCIAL]


def show_one_sided(commodity: str) -> None:
    """Draw what there is of a commodity; nothing where nothing can be said."""
    if commodity in one_sided.GROUP_NEED:
        _show_group(commodity)
    elif commodity in one_sided.MARKETED:
        _show_market(commodity)
    elif commodity in one_sided.PROVINCIAL:
        _show_share(commodity)


def _show_group(commodity: str) -> None:
    known = one_sided.beside_group(commodity)
    if known is None:
        return
    found, sources = known
    _show(sentences.group_headline(found), sentences.group_lines(found))
    st.caption(sentences.group_note(found))
    _fold_table(commodity, listings.group_table(found), sources)


def _show_market(commodity: str) -> None:
    known = one_sided.marketed(commodity)
    if known is None:
        return
    found, sources = known
    _show(sentences.market_headline(found), sentences.market_lines(found))
    _fold_table(commodity, listings.market_table(found), sources)


def _show_share(commodity: str) -> None:
    known = one_sided.provincial_share(commodity)
    if known is None:
        return
    found, sources = known
    _show(sentences.share_headline(found), sentences.share_lines(found))
    _fold_table(commodity, listings.share_table(found), sources)


def _show(headline: str, lines: Sequence[str]) -> None:
    st.subheader(plain(headline))
    if lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _fold_table(commodity: str, table: ReadyTable, sources: list[str]) -> None:
    key = f"one-sided-{commodity}"
    folds(Fold(_("Figures and sources"), key, lambda: draw_table(table, f"{key}-figures", sources)))
