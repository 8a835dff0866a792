"""Which periods a new round asks for: one, unless the bureau wants more, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import streamlit as st

from ntt_data.store.collection_records import Period
from publishing.formats import WITA, month, number
from publishing.hand_in_words import months_of, sheet
from publishing.language import _
from services.round_periods import MOST_BLOCKS, MOST_PERIODS, not_begun, overlapping


def ask_for_periods(first: Period) -> list[Period]:
    """The first period with those that are chosen beside it; one that has not begun is named."""
    wanted = st.number_input(
        _("How many periods (figures of each are asked apart)"), 1, MOST_PERIODS, 1
    )
    periods = [first, *(_ask(no, first) for no in range(2, int(wanted) + 1))]
    future = not_begun(periods, dt.datetime.now(WITA).date())
    if future:
        st.info(
            _(
                "Not begun yet: {periods}. What is handed in for it is an expectation; once "
                "accepted, it counts like any report of that year.",
                periods=", ".join(months_of(*each) for each in future),
            )
        )
    return periods


def _ask(no: int, first: Period) -> Period:
    """One row; the years before the first are proposed, of which figures are most often known."""
    with st.container(horizontal=True):
        year = st.number_input(
            _("Year of period {no}", no=number(no)),
            *(2000, 2100, max(2000, first.year - no + 1)),
            key=f"period-year-{no}",
        )
        first_month, last_month = st.select_slider(
            _("Months of period {no}", no=number(no)),
            list(range(1, 13)),
            (1, 12),
            format_func=lambda code: month(code),
            key=f"period-months-{no}",
        )
    return Period(int(year), first_month, last_month)


def periods_problems(said: dict[str, Any]) -> list[str]:
    """Why a round cannot have these periods, or so many for what it asks, and what to do."""
    periods = [
        Period(each["year"], each["first_month"], each["last_month"])
        for each in (said, *said["later_periods"])
    ]
    twice, told = overlapping(periods), []
    if twice and twice[0] == twice[1]:
        told.append(
            _("The period {period} is there twice; ask for it once.", period=months_of(*twice[0]))
        )
    elif twice:
        told.append(
            _(
                "The periods {first} and {second} overlap; ask for each month once.",
                first=months_of(*twice[0]),
                second=months_of(*twice[1]),
            )
        )
    most = MOST_BLOCKS // len(periods)
    for code, n in Counter(each["sheet"] for each in said["items"]).items():
        if len(periods) > 1 and n > most:
            told.append(
                _(
                    "{sheet}: with {periods} periods at most {most} things can be asked, not {n}; "
                    "choose fewer, or open a second round.",
                    sheet=sheet(code),
                    periods=number(len(periods)),
                    most=number(most),
                    n=number(n),
                )
            )
    return told
