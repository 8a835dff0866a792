"""The yearly report of cases, for whoever sees any: of which year, and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ntt_data.store.clock import now
from pages.ui import state
from pages.ui.actor import ask_again
from publishing.files.file_names import file_name
from publishing.files.minutes import DOCX_TYPE
from publishing.files.round_package import XLSX_TYPE
from publishing.language import _, keep_language
from services.decisions import today
from services.desk import yearly, yearly_report
from services.desk.state import Case


def offer_yearly_report(known: Sequence[Case]) -> None:
    """Nothing where nobody has opened a case that may be seen."""
    years = yearly.years_of(known, today())
    if not years:
        return
    st.header(_("Yearly report"))
    st.caption(
        _(
            "All cases of a year that you may see: how many stand where, who has to act, what is "
            "missing by which rule, what was agreed beside what was reported, and what was learned."
        )
    )
    with st.columns(3)[0]:
        year = state.select(_("Year of the report"), "report_year", years, years[0])
    # Made on the click, when whoever has signed out meanwhile gets what everybody may see.
    who = ask_again()
    first, second = st.columns(2)
    with first:
        _offer(
            _("Yearly report {year} (DOCX)", year=year),
            lambda: yearly_report.docx(who(), year),
            ("docx", DOCX_TYPE),
            year,
        )
    with second:
        _offer(
            _("Yearly report {year} (XLSX)", year=year),
            lambda: yearly_report.xlsx(who(), year),
            ("xlsx", XLSX_TYPE),
            year,
        )


def _offer(label: str, make: Callable[[], bytes], kind: tuple[str, str], year: int) -> None:
    ending, media_type = kind
    st.download_button(
        label,
        keep_language(make),
        file_name(f"yearly-report-{year}", ending, now()),
        media_type,
        key=f"yearly-report-{ending}",
        icon=":material/download:",
        on_click="ignore",
    )
