"""The curated data are checked once per process; what a person reads when they are broken."""

from __future__ import annotations

import logging
from functools import lru_cache

import streamlit as st

from ntt_data import log
from ntt_data.problems import DataError, Problem
from ntt_data.tables import load_all
from publishing.language import _


@lru_cache(maxsize=1)
def data_problems() -> tuple[Problem, ...]:
    """Everything wrong in the tables; each is written to the log when they are first read."""
    try:
        load_all()
    except DataError as error:
        log.event("data_broken", logging.ERROR, problems=len(error.problems))
        for problem in error.problems:
            log.event("data_problem", logging.ERROR, problem=problem)
        return error.problems
    return ()


def stop_if_data_is_broken() -> None:
    """Show every problem of the curated data and go no further; silent when there is none.

    A dashboard on half of its data would show wrong sums; a traceback would help nobody.
    """
    problems = data_problems()
    if not problems:
        return
    st.title(_("The data need repair"))
    st.error(
        _(
            "The application has not started, because {n} problem(s) were found in its tables. "
            "Repair the files below in the folder ntt_data/curated and start it again.",
            n=len(problems),
        )
    )
    for problem in problems[:100]:
        st.markdown(f"- `{problem.file}`: {describe(problem)}")
    st.stop()


def describe(problem: Problem) -> str:
    """One problem in the session's language: row, column, value and what to write instead."""
    place = []
    if problem.row is not None:
        place.append(_("row {row}", row=problem.row))
    if problem.column is not None:
        place.append(_("column {column}", column=problem.column))
    wording = {
        "missing_file": _("the file is missing; put it back."),
        "unreadable": _("the file cannot be read as UTF-8 CSV ({expected})."),
        "bad_descriptor": _("the file is not valid JSON ({expected})."),
        "missing_column": _("the column is missing; add it."),
        "unknown_column": _(
            "this column is not known; remove it or describe it in datapackage.json."
        ),
        "required": _("is empty; write a value."),
        "type": _(
            "'{value}' is not a {expected}; write a {expected} without unit, such as 1234.5."
        ),
        "one_of": _("'{value}' is not allowed; write one of: {expected}."),
        "minimum": _("'{value}' is too small; write at least {expected}."),
        "maximum": _("'{value}' is too large; write at most {expected}."),
        "pattern": _("'{value}' does not have the form {expected}."),
        "duplicate": _("'{value}' stands there more than once; keep one row."),
        "markdown_link": _("'{value}' holds a Markdown link or picture; write plain text."),
        "reference": _("'{value}' is not in the table {expected}; correct it or add it there."),
    }[problem.rule]
    if problem.rule == "type" and problem.expected == "whole number":
        wording = _("'{value}' is not a whole number; write one without unit, such as 2022.")
    if problem.rule == "type" and problem.expected == "true/false":
        wording = _("'{value}' is neither true nor false; write true or false.")
    expected = _("number") if problem.expected == "number" else problem.expected
    sentence = wording.format(value=problem.value, expected=expected)
    return f"{', '.join(place)}: {sentence}" if place else sentence
