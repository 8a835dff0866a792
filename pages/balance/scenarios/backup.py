"""The button that takes all saved scenarios along; bringing them back is for the terminal alone."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.ui.actor import current_actor
from pages.ui.on_demand import popover_on_demand
from publishing.language import _
from services import backups


def offer_backup() -> None:
    """A box with the button, where the database is a file that can be taken along."""
    if backups.is_possible():
        popover_on_demand(_("Back up"), "scenario-backup", ":material/inventory_2:", _show)


def _show() -> None:
    st.text(_("All saved scenarios in one file, as they are now; work may go on meanwhile."))
    # Of this run: on the click, nobody's session is known.
    actor = current_actor()
    st.download_button(
        _("Back up (SQLite)"),
        lambda: backups.for_download(actor),
        backups.file_name(datetime.now(UTC)),
        "application/vnd.sqlite3",
        on_click="ignore",
        icon=":material/download:",
        key="scenario-backup-file",
    )
    st.caption(
        _(
            "The file holds what everybody can see here, and all versions of your own scenarios. "
            "What offices have handed in is left out, and so is who holds the scenarios of others: "
            "brought back, those can be duplicated but not changed."
        )
    )
    st.caption(
        _(
            "Backing up everything, and bringing a backup back, is done in the terminal of the "
            "machine that runs the application: {make} and {restore}; of a bundle, as its "
            "BACA.txt says.",
            make="`python -m services.backups make`",
            restore="`python -m services.backups restore`",
        )
    )
