"""Until when an agreement holds: said at first, extended later with a reason."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.cooperation.case.writing import form_key, write
from publishing import following_words
from publishing.formats import date as date_text
from publishing.formats import number
from publishing.language import _
from publishing.markdown_text import plain
from services.access import Actor
from services.desk import cases
from services.desk.contents import LONGEST_TEXT
from services.desk.following import DAYS_BEFORE_THE_END
from services.desk.state import Case

_EARLIEST, _LATEST = date(2000, 1, 1), date(2099, 12, 31)


def offer(case: Case, actor: Actor) -> None:
    """A day and a reason; an extension is reminded of its addendum."""
    key, before = form_key(case, "extend"), case.until
    if before is not None:
        addenda = sum(each.kind == "addendum" for each in case.files)
        st.markdown(
            plain(
                _(
                    "In force until {day}. Another day is agreed in an addendum: attach it under "
                    "“Attach a file” ({n} attached so far).",
                    day=date_text(before),
                    n=number(addenda),
                )
            )
        )
    with st.form(key, border=False):
        day = st.date_input(
            _("Last day on which it holds"),
            before,
            _EARLIEST,
            _LATEST,
            format="DD/MM/YYYY",
            key=f"{key}-day",
        )
        reason = st.text_input(
            _("Note (kept beside it)") if before is None else _("Reason (needed here)"),
            max_chars=LONGEST_TEXT,
            key=f"{key}-reason",
        )
        pressed = st.form_submit_button(_("Record the last day"), key=f"{key}-do")
    st.caption(plain(following_words.warned_ahead(DAYS_BEFORE_THE_END)))
    if not pressed:
        return
    if not isinstance(day, date):
        st.error(_("Nothing was recorded: choose the day first."))
    elif day == before:
        st.error(_("Nothing was recorded: it says the same as before."))
    else:
        write(
            case,
            "extend",
            lambda seen, once: cases.extend(actor, case.case_id, day, reason, seen, once),
        )
