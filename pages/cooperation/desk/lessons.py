"""What was learned from cooperation that has ended, to be searched before the next one begins."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.cooperation.desk.shown import open_case
from pages.ui.search_box import search_box
from publishing import desk_words, yearly_words
from publishing.formats import moment
from publishing.language import _
from publishing.markdown_text import plain
from services.desk import lessons
from services.desk.lessons import Lesson
from services.desk.state import Case

#: More are not read; a search finds the others.
_MOST = 20


def show_lessons(known: Sequence[Case]) -> None:
    """All of them, or those that hold every word that was typed."""
    st.header(_("Lessons"))
    every = lessons.found_in(known, "")
    if not every:
        st.info(
            _(
                "There is no lesson yet. When the bureau ends a case it writes the reason and what "
                "was learned from it; both then stand here and can be searched."
            )
        )
        return
    text = search_box(_("Search the lessons"), "find_lesson")
    found = lessons.found_in(known, text)
    if not found:
        st.info(_("No lesson holds all these words. Write fewer of them, or other ones."))
        return
    st.caption(yearly_words.lessons_found(len(found), len(every), text))
    for each in found[:_MOST]:
        _show(each)
    if len(found) > _MOST:
        st.caption(_("The newest {n} are shown; search for more words.", n=_MOST))


def _show(each: Lesson) -> None:
    content = each.case.content
    ended = _(
        "Ended on {moment}. Reason: {reason}", moment=moment(each.ended.at), reason=each.reason
    )
    lines = [f"**{plain(content.title)}**", plain(desk_words.parties(content)), plain(ended)]
    with st.container(border=True, key=f"lesson-{each.case.case_id}"):
        st.markdown("  \n".join(lines))
        st.markdown(plain(each.lesson or yearly_words.no_lesson()))
        open_case(each.case)
