"""The parts of the page that redraw by themselves, and which of them a choice redraws.

A change of the year or the regency would otherwise draw and send the whole page, of which most
stays as it is. So each part reads what is chosen when it is drawn: the page around it may be older.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.answer import Answer
from analysis.balance.result import Balance
from ntt_data import editions
from pages.ui import link_notes, state
from pages.ui.fragments import redraw
from pages.ui.on_demand import is_anything_open
from pages.ui.regency import KEY as REGENCY
from pages.ui.session import came_by_history
from services.answer import evaluation

HEADLINE = "matcher-headline"
REGENCIES = "matcher-regencies"
MAP = "matcher-map"
BARS = "matcher-bars"
MARK = "matcher-mark"
INPUTS = "matcher-inputs"
MISSING = "matcher-missing"
AIM = "matcher-aim"
SAID = "matcher-said"
PATHS = "matcher-paths"
PAIRS = "matcher-pairs"  # the table alone, of PATHS
BELOW_PAIRS = "matcher-below-pairs"  # sources and files of the table, of PATHS
FLOWS = "matcher-flows"  # the map alone, of PATHS
RANGES = "matcher-ranges"  # the sentence below the table, of PATHS
UNMET = "matcher-unmet"
MET = "matcher-met"  # the table alone, of UNMET
BELOW_MET = "matcher-below-met"  # its sources and files

#: Parameters of the address: pairs that were swapped by hand, and the one whose path is open.
SWAPS, PAIR = "swap", "pair"

#: Of which answer the page was drawn whole: (commodity, what of the page depends on the answer).
_WHOLE = "_matcher_whole"


def shown_answer() -> Answer:
    """The answer for commodity and year that are chosen; asked for only where there is one."""
    found = _answer(str(state.kept("commodity")), int(state.kept("year")))
    assert found is not None, "parts are drawn of an answer"
    return found


def shown_balance() -> Balance:
    """Its balance."""
    return shown_answer().balance


def shown_regency() -> str | None:
    """Code of the regency that is chosen, if one is."""
    return state.kept(REGENCY) or None


def _answer(commodity: str, year: int) -> Answer | None:
    found = evaluation.standard(commodity, year)
    return found if isinstance(found, Answer) else None


def _outline(commodity: str, answer: Answer | None) -> tuple[str, bool] | None:
    """Two answers with the same outline have the same parts; ``None``: this one shares none."""
    if answer is None or answer.balance.suspended:
        return None
    return commodity, bool(answer.balance.summary.n_unknown)


def begin_whole(commodity: str, answer: Answer | None) -> None:
    """The page is drawn as a whole."""
    st.session_state[_WHOLE] = _outline(commodity, answer)


def redraw_year(tables_of: Callable[[Answer], list[str]]) -> None:
    """Another year is chosen: draw what is of a year.

    ``tables_of`` says which parts with the tables of the match another answer redraws.

    The whole page is drawn where the other year has other parts, where something of what it says
    goes on beside them, and where a box or a fold is open, whose content may be of the year.
    """
    outline = st.session_state.get(_WHOLE)
    if outline is None or _is_more_than_parts():
        return
    commodity, year = outline[0], st.session_state["year"]
    editions.begin_run()
    answer = _answer(commodity, year)
    if answer is None or commodity != state.kept("commodity"):
        return
    if outline != _outline(commodity, answer):
        return
    # What a click redraws comes last: the next click then sends what the connection has just seen.
    missing = [MISSING] if outline[1] else []
    redraw([HEADLINE, *missing, SAID, *tables_of(answer), MAP, BARS, INPUTS])


def redraw_objective() -> None:
    """Another objective is chosen: another match of the same balance, with the same sources."""
    if not _is_more_than_parts():
        paths = [PATHS] if state.kept(PAIR) else [PAIRS, FLOWS, RANGES]
        redraw([AIM, SAID, *paths, MET])


def redraw_paths() -> None:
    """A row of the pairs is opened or closed."""
    if not came_by_history():
        redraw([PATHS])


def redraw_regency() -> None:
    """Another regency is chosen in the list: the map marks it, the bars do, its inputs follow."""
    _redraw([REGENCIES, MAP, MARK, INPUTS])


def pick_regency(code: str) -> None:
    """One is clicked on the map, which has marked it already."""
    state.choose(REGENCY, code)
    _redraw([REGENCIES, MARK, INPUTS])


def _redraw(names: list[str]) -> None:
    if came_by_history():  # with this choice: the run that follows draws what the address says
        return
    if _is_more_than_parts():
        st.rerun()
    redraw(names)


def _is_more_than_parts() -> bool:
    """Whether something stands beside the parts that is of what is chosen in them.

    Where the browser's back button came with the choice, the address is, which the page reads.
    """
    beside = link_notes.are_there() or is_anything_open() or state.kept(SWAPS)
    return bool(beside or came_by_history())
