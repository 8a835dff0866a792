"""All curated tables with their descriptor in one file to take away."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import streamlit as st

from ntt_data.schema import CURATED, resource, table_names
from publishing.language import _

_SAME_DAY = (2020, 1, 1, 0, 0, 0)  # the same content gives the same file, byte by byte


def package_zip() -> bytes:
    """ZIP of ``datapackage.json`` and every table it describes, as they lie in the repository."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in ["datapackage.json", *(resource(table)["path"] for table in table_names())]:
            entry = ZipInfo(name, _SAME_DAY)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, (CURATED / name).read_bytes())
    return buffer.getvalue()


def offer_package() -> None:
    """Button for everything at once; the file is made on the click."""
    st.download_button(
        _("Download everything (ZIP)"),
        package_zip,
        "ntt-data.zip",
        "application/zip",
        key="package-zip",
        on_click="ignore",
        icon=":material/download:",
        help=_("All tables as CSV with their description (Frictionless datapackage.json)."),
    )
