"""What was found of a regency's animals and agreements: lines with their sources, files below."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.ui.on_demand import Fold, folds
from pages.ui.provenance import show_provenance
from publishing.language import _
from publishing.listings.regency_records import agreements_table, livestock_table
from publishing.markdown_text import plain
from publishing.sentences.agreements import agreement_lines
from publishing.sentences.livestock import Line, herd_lines, shipment_lines
from services import profile

_SHOWN = 5  # lines before the rest folds away


def show_livestock(regency_code: str) -> None:
    """Quotas and shipments, then the herds; contradicting counts side by side."""
    shipments, herds = (
        profile.livestock_shipments(regency_code),
        profile.livestock_herds(regency_code),
    )
    st.subheader(_("Quotas and shipments"))
    _show(
        shipments,
        shipment_lines(shipments),
        f"shipments-{regency_code}",
        _(
            "No quota and no shipment of this regency was found: unknown, not zero. To supply one, "
            "send it with its source to the Biro Ekonomi dan Kerja Sama; how it is entered stands "
            "in Data & sources."
        ),
    )
    if len(shipments):
        st.caption(
            _("A quota is what may be shipped in a year, not what was; a year without is unknown.")
        )
    st.subheader(_("Herds"))
    _show(
        herds,
        herd_lines(herds),
        f"herds-{regency_code}",
        _(
            "No count of this regency's animals was found: unknown, not zero. To supply one, "
            "send it with its source to the Biro Ekonomi dan Kerja Sama; how it is entered stands "
            "in Data & sources."
        ),
    )


def _show(rows: pd.DataFrame, lines: list[Line], key: str, empty: str) -> None:
    if rows.empty:
        st.info(empty)
        return
    _show_lines(lines[:_SHOWN])
    if rest := lines[_SHOWN:]:
        folds(Fold(_("{n} more lines", n=len(rest)), key, lambda: _show_lines(rest)))
    show_provenance(key, rows["source_id"], lambda: livestock_table(rows).readable())


def _show_lines(lines: list[Line]) -> None:
    st.markdown("\n".join(f"- **{plain(line.about)}**: {plain(line.figures)}" for line in lines))


def show_agreements(regency_code: str) -> None:
    """Each agreement with its date, partners, stage and source."""
    found = profile.agreements(regency_code)
    lines = agreement_lines(found, regency_code)
    if lines:
        st.markdown(
            "\n".join(
                f"- **{plain(line.about)}** {plain(line.partners)}: {plain(line.subject)}. "
                f"{plain(line.outcome)} ({plain(line.source)})."
                for line in lines
            )
        )
    st.caption(
        _(
            "What was found since 2011, with what became of it as far as known; the list is not "
            "complete, and what is not in it is unknown. To supply one, send it with its source "
            "to the Biro Ekonomi dan Kerja Sama; how it is entered stands in Data & sources."
        )
    )
    show_provenance(
        f"agreements-{regency_code}",
        found["source_id"],
        lambda: agreements_table(found, regency_code).readable(),
    )
