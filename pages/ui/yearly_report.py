"""The yearly report of cases, for whoever sees any: of which year, and its files."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from ntt_data.store.clock import now
from pages.ui import state
from publishing import yearly_words
from publishing.files.file_names import file_name
from publishing.files.minutes import DOCX_TYPE
from publishing.files.round_package import XLSX_TYPE
from publishing.language import _, keep_language
from services.access import Actor
from services.decisions import today
from services.desk import yearly, yearly_report
from services.desk.state import Case


def offer_yearly_report(known: Sequence[Case], who: Callable[[], Actor]) -> None:
    """Nothing where nobody has opened a case that may be seen.

    ``who`` is asked on the click: whoever has signed out meanwhile gets what everybody may see.
    """
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
        year = state.select(_("Of which year"), "report_year", years, years[0])
    # Two reports of one year in a folder: the name tells which one may be handed on.
    mark = yearly_words.confidential() if yearly.is_confidential(who(), known) else ""
    first, second = st.columns(2)
    with first:
        _offer(
            _("Yearly report {year} (DOCX)", year=year),
            lambda: yearly_report.docx(who(), year),
            ("docx", DOCX_TYPE),
            file_name(f"yearly-report-{year}", "docx", now(), about=mark),
        )
    with second:
        _offer(
            _("Yearly report {year} (XLSX)", year=year),
            lambda: yearly_report.xlsx(who(), year),
            ("xlsx", XLSX_TYPE),
            file_name(f"yearly-report-{year}", "xlsx", now(), about=mark),
        )


def _offer(label: str, make: Callable[[], bytes], kind: tuple[str, str], name: str) -> None:
    ending, media_type = kind
    st.download_button(
        label,
        keep_language(make),
        name,
        media_type,
        key=f"yearly-report-{ending}",
        icon=":material/download:",
        on_click="ignore",
    )
