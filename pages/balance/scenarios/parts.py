"""Parts of the page that are drawn by themselves: a change in the form draws what depends on it.

The form is most of the page. A field that is changed therefore has its own part of the form read
and drawn, and then what shows the scenario: the buttons, the answer, the comparison. The rest of
the form stands in the browser as it was, and what it says is in the draft.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

import streamlit as st

from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from ntt_data.store import StoreError
from pages.balance.scenarios.desk import Opened
from pages.ui.fragments import named_fragment, redraw
from pages.ui.session import runs_alone
from publishing import scenario_words
from services import scenarios

#: The parts that show the scenario, by their names, in the order of the page.
BUTTONS, ANSWER, COMPARED = "scenario-buttons", "scenario-answer", "scenario-compared"

Read = TypeVar("Read")


def part_of_form(
    opened: Opened,
    name: str,
    given: Read,
    read: Callable[[Opened], Read],
    put: Callable[[Scenario, Read], Scenario],
) -> Read:
    """Draw fields that belong together; answers what they say, ``given`` where that is not right.

    ``put`` puts what they say into the scenario when they are drawn by themselves.
    """
    key = f"scenario-form-{name}"
    changed = partial(redraw, key, BUTTONS, ANSWER, COMPARED)

    @named_fragment(key)
    def draw() -> Read:
        # As it is by now: the page may have been drawn long ago.
        now = replace(opened.now(), part=name, changed=changed)
        now.desk.begin_part(name)
        said = given
        try:
            said = read(now)
            if runs_alone():
                _take_over(now, put(now.scenario, said))
        except ScenarioError as error:
            st.error(scenario_words.problem(error))
            now.desk.wrong.add(name)
        return said

    return draw()


def _take_over(opened: Opened, scenario: Scenario) -> None:
    """Keep it; what stands outside of the parts that are drawn now may have to be drawn anew."""
    on_desk, told = opened.desk, opened.desk.notice
    on_desk.keep(opened, scenario)
    is_named_otherwise = opened.now().is_changed != opened.is_changed
    if is_named_otherwise or on_desk.notice is not told or _has_moved(opened):
        st.rerun()


def _has_moved(opened: Opened) -> bool:
    """Whether somebody else has saved or archived it; what gives no answer is told when saving."""
    if opened.stored is None:
        return False
    try:
        return scenarios.load(opened.link_id) != opened.stored
    except StoreError:
        return False
