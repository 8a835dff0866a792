"""The curated data are checked once per process; what a person reads when they are broken."""

from __future__ import annotations

import logging
from functools import lru_cache

import streamlit as st

from ntt_data import log
from ntt_data.problem_words import sentence
from ntt_data.problems import DataError, Problem
from ntt_data.tables import load_all
from publishing import language
from publishing.language import DEFAULT, _


@lru_cache(maxsize=1)
def data_problems() -> tuple[Problem, ...]:
    """Everything wrong in the tables; each is written to the log when they are first read."""
    try:
        load_all()
    except DataError as error:
        log.event("data_broken", logging.ERROR, problems=len(error.problems))
        for problem in error.problems:
            told = f"{problem.file}: {sentence(problem, DEFAULT)}"
            log.event("data_problem", logging.ERROR, problem=told)
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
    return sentence(problem, language.current_language())
