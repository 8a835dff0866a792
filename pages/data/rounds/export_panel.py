"""Taking a round along: everything of it with its audit trail."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ntt_data.store.clock import now
from ntt_data.store.collection_records import Round
from pages.ui.actor import ask_again
from pages.ui.on_demand import popover_on_demand
from publishing.files import minutes, round_package
from publishing.language import _, keep_language
from services import round_export
from services.access import Actor


def offer_export(actor: Actor, asked: Round) -> None:
    """A box with a button for each file, for whoever may take a round along."""
    if round_export.may_export(actor):
        popover_on_demand(
            _("Take the round along"),
            f"export-{asked.round_id}",
            ":material/download:",
            lambda: _show(asked),
        )


def _show(asked: Round) -> None:
    st.caption(
        _(
            "Every version that was handed in, questions, decisions and what counts now. Codes and "
            "what is half written are left out."
        )
    )
    # Files are made on the click, when whoever has signed out meanwhile gets none.
    who = ask_again()
    with st.container(horizontal=True):
        _offer(
            asked,
            _("Everything as a data package (ZIP of CSV)"),
            lambda: round_export.package(who(), asked.round_id),
            ("zip", round_package.ZIP_TYPE),
        )
        _offer(
            asked,
            _("Everything as a workbook (XLSX)"),
            lambda: round_export.spreadsheet(who(), asked.round_id),
            ("xlsx", round_package.XLSX_TYPE),
        )
        _offer(
            asked,
            _("Minutes to be signed (DOCX)"),
            lambda: round_export.minutes(who(), asked.round_id),
            ("docx", minutes.DOCX_TYPE),
        )


def _offer(asked: Round, label: str, make: Callable[[], bytes], kind: tuple[str, str]) -> None:
    ending, mime = kind
    st.download_button(
        label,
        keep_language(make),
        round_package.file_name(asked, ending, now()),
        mime,
        key=f"export-{ending}-{asked.round_id}",
        on_click="ignore",
    )
