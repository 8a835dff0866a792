"""The curated data are checked once per process; what a person reads when they are broken."""

from __future__ import annotations

import logging
from functools import lru_cache

import streamlit as st

from ntt_data import log
from ntt_data.inspection import inspect
from ntt_data.problem_words import sentence
from ntt_data.problems import Problem
from publishing import language
from publishing.language import DEFAULT, _
from publishing.markdown_text import code, plain


@lru_cache(maxsize=1)
def data_problems() -> tuple[Problem, ...]:
    """Everything that stops; it and what is only odd is logged when the tables are first read."""
    found = inspect(at_start=True)
    errors = tuple(problem for problem in found if not problem.is_remark)
    if errors:
        log.event("data_broken", logging.ERROR, problems=len(errors))
    for problem in found:
        told = f"{problem.file}: {sentence(problem, DEFAULT)}"
        if problem.is_remark:
            log.event("data_remark", logging.WARNING, remark=told)
        else:
            log.event("data_problem", logging.ERROR, problem=told)
    return errors


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
        st.markdown(f"- {code(problem.file)}: {plain(describe(problem))}")
    st.stop()


def describe(problem: Problem) -> str:
    """One problem in the session's language: row, column, value and what to write instead."""
    return sentence(problem, language.current_language())
