"""The button for all curated tables at once."""

from __future__ import annotations

import streamlit as st

from ntt_data.store.clock import now
from publishing.files.data_package import package_zip
from publishing.files.file_names import file_name
from publishing.language import _, keep_language


def offer_package() -> None:
    """Button for everything at once; the file is made on the click."""
    st.download_button(
        _("Download everything (ZIP)"),
        keep_language(package_zip),
        file_name("everything", "zip", now()),
        "application/zip",
        key="package-zip",
        on_click="ignore",
        icon=":material/download:",
        help=_("All tables as CSV with their description (Frictionless datapackage.json)."),
    )
