"""How far off each input may be: the rules of the table, and what a reader changes in them.

Most rules are assumptions, so the spread of every grade can be edited. What was changed stands in
the address (``norm.B:30,production.A:12``), so that a link reopens the same answer.
"""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from ntt_data.tables import load
from pages.ui import state
from pages.ui.mending import cleaned, mended
from pages.ui.tables import draw_table
from publishing.formats import percent
from publishing.language import _
from publishing.listings.certainty import spreads_table
from publishing.sentences.certainty import input_word
from publishing.sources import grade_word
from services.answer.certainty import Changes, Rule, default_rules

KEY = "spreads"
MAX_PCT = 200.0


def read_rules(commodity: str) -> None:
    """Bring the session's changes and the address in line; call once, before anything is drawn."""

    def read(text: str) -> tuple[str, list[str]]:
        changes, unread = _understood(text, commodity)
        return _written(changes), unread

    state.chosen_parts(KEY, read, _("Spread of the inputs"))


def _parsed(text: str, commodity: str) -> dict[Rule, float]:
    """Changes in ``norm.B:30,production.A:12``; what is no rule or out of range is left out."""
    return _understood(text, commodity)[0]


def _understood(text: str, commodity: str) -> tuple[dict[Rule, float], list[str]]:
    """The changes, and the parts of the text that are none."""
    changes, unread = {}, []
    defaults = default_rules(commodity)
    rules = {f"{group}.{grade}": (group, grade) for group, grade in defaults}
    for part in filter(None, map(cleaned, text.split(","))):
        name, _colon, value = part.partition(":")
        rule = rules.get(mended(name, rules) or "")
        try:
            pct = float(value)
        except ValueError:
            pct = math.nan
        if rule is None or not 0 <= pct <= MAX_PCT:
            unread.append(part)
        elif pct != defaults[rule]:
            changes[rule] = pct
    return changes, unread


def _written(changes: dict[Rule, float]) -> str:
    return ",".join(f"{group}.{grade}:{pct:g}" for (group, grade), pct in sorted(changes.items()))


def changed_rules(commodity: str) -> Changes:
    """What this session has changed, in a form that keys a cache."""
    typed = str(st.session_state.get(KEY) or "")
    if not typed:  # as for nearly everybody, and a page asks several times
        return ()
    return tuple(sorted(_parsed(typed, commodity).items()))


def edit_spreads(commodity: str) -> None:
    """A small table of the spreads by input and grade, open to change."""
    changes = dict(changed_rules(commodity))
    defaults = default_rules(commodity)
    rules = {**defaults, **changes}
    groups = list(dict.fromkeys(group for group, _grade in rules))
    grades = list(dict.fromkeys(grade for _group, grade in rules))
    matrix = pd.DataFrame(
        [[rules.get((group, grade)) for grade in grades] for group in groups],
        columns=grades,
        index=[input_word(group).capitalize() for group in groups],
    )
    # A new key for new content: the editor starts from it and holds no edits of its own.
    editor = f"spread-editor-{commodity}-{_written(changes)}"

    def changed() -> None:
        edited = dict(changes)
        for row, cells in st.session_state[editor]["edited_rows"].items():
            for grade, pct in cells.items():
                rule = groups[int(row)], grade
                if rule not in defaults:  # no such input is ever handed in: the cell stays empty
                    continue
                edited[rule] = defaults[rule] if pct is None else float(pct)
        state.choose(KEY, _written(_parsed(_written(edited), commodity)))

    st.markdown(_("**Spread of each input by grade, in %.** Change a cell to see what follows."))
    st.data_editor(
        matrix,
        key=editor,
        on_change=changed,
        width="stretch",
        column_config={
            grade: st.column_config.NumberColumn(
                grade_word(grade), min_value=0.0, max_value=MAX_PCT, step=0.5, required=True
            )
            for grade in grades
        },
    )
    if changes:
        st.warning(
            _(
                "Changed against the table: {rules}.",
                rules="; ".join(
                    f"{input_word(group)}, {grade_word(grade)}: {percent(pct)}"
                    for (group, grade), pct in changes.items()
                ),
            )
        )
        st.button(_("Back to the spreads of the table"), on_click=state.choose, args=(KEY, ""))


def show_spreads() -> None:
    """The rules behind it all, each with its reason; most are assumptions and said to be."""
    rules = load("uncertainty_spreads")
    draw_table(spreads_table(rules), "uncertainty-spreads", list(rules["source_ids"]))
    st.caption(
        _(
            "A spread of 10 % means: in about two of three cases the true figure lies within "
            "10 % of the one known. What no figure shows, such as the bias of a method, is not "
            "in it."
        )
    )
