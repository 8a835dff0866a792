"""Which of the cases are shown; the choice stands in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.ui import state
from pages.ui.regency import choose_regency
from publishing import desk_words
from publishing.language import _
from publishing.names import commodity_name
from services.desk import board
from services.desk.state import Case

_ALL = "all"


def narrowed(known: Sequence[Case]) -> list[Case]:
    """The cases of the regency, the commodity and the state that were chosen."""
    first, second, third = st.columns(3)
    with first:
        regency = choose_regency(allow_none=True)
    goods = sorted({board.commodity_of(case) for case in known} - {""}, key=commodity_name)
    with second:
        good = state.select(
            _("Commodity of the case"),
            "case_good",
            [_ALL, *goods],
            _ALL,
            lambda code: _("all") if code == _ALL else commodity_name(code),
        )
    with third:
        stands = state.select(
            _("How it stands"),
            "case_state",
            [_ALL, *board.STANDINGS],
            _ALL,
            lambda code: _("all") if code == _ALL else desk_words.standing_word(code),
        )
    return [
        case
        for case in known
        if (not regency or regency in case.regency_codes)
        and good in (_ALL, board.commodity_of(case))
        and stands in (_ALL, board.standing(case))
    ]
