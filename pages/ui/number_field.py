"""A field for a number, written as it is written here: 7,5 and 1.500 in Indonesian.

Streamlit's own number field is the browser's, which takes 7,5 for 75 without a word, and 1.500 for
one and a half.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

import streamlit as st

from ntt_data.intake.typed_numbers import TypedNumberError, read_typed_number, written_number
from publishing import hand_in_words
from publishing.formats import number
from publishing.language import Language, _, current_language

#: Per cent that one press on a step's button adds or takes away.
PERCENT_STEP = 5.0
_LONGEST = 40


@dataclass(frozen=True)
class Typed:
    """What a field says: its number, or the last right one where it cannot be read."""

    value: float | None
    is_right: bool = True


def number_field(
    label: str,
    given: float | None,
    limits: tuple[float, float],
    key: str,
    help: str | None = None,
    none: str | None = None,
    step: float | None = None,
    is_whole: bool = False,
) -> Typed:
    """A field that begins with ``given``; what it cannot read it says, with what to write.

    Parameters
    ----------
    limits : (float, float)
        Smallest and largest value, both allowed.
    none : str, optional
        What an empty field means; without it the field must not be empty.
    step : float, optional
        Two buttons go to the next multiple of this, up and down; the label then says the limits.
    is_whole
        Whether only whole numbers may be written.
    """
    low, high = limits
    if step is not None:
        label = _("{label}: {low} to {high}", label=label, low=number(low), high=number(high))
    shown = "" if given is None else _written(given)
    keep_number(key)
    # As the widget's own beginning and not only in the session's state: what a click ends before it
    # is sent would else stand there empty, and the browser would send that back.
    now = st.session_state.get(key, shown)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = st.text_input(label, now, max_chars=_LONGEST, key=key, help=help, placeholder=none)
        if step is not None:
            for name, sign, by in (("less", "−", -step), ("more", "+", step)):
                st.button(
                    f"{sign}{_written(step)}",
                    key=f"{key}-{name}",
                    on_click=_go_on,
                    args=(key, given, limits, by),
                )
    if text.strip() == shown:
        return Typed(given)
    return _understood(text.strip(), given, limits, none, is_whole)


def keep_number(key: str) -> None:
    """Before a number's field is drawn or read: the number in it as the language of now writes it.

    What was typed as 1.500 in Indonesian would else be read as one and a half after a change to
    English. What is no number stays as it was typed.
    """
    spelling, now = f"{key}-language", current_language()
    before = st.session_state.get(spelling, now)
    st.session_state[spelling] = now
    if before != now and key in st.session_state:
        with suppress(TypedNumberError):
            typed = read_typed_number(_bare(st.session_state[key]), _decimal(before))
            st.session_state[key] = _written(typed.value)


def _go_on(key: str, given: float | None, limits: tuple[float, float], by: float) -> None:
    keep_number(key)
    try:
        now = read_typed_number(_bare(st.session_state[key]), _decimal()).value
    except TypedNumberError:
        now = given or 0.0
    st.session_state[key] = _written(min(max(next_step(now, by), limits[0]), limits[1]))


def next_step(value: float, by: float) -> float:
    """The next multiple of ``by`` above the value, or below it where ``by`` is negative.

    >>> next_step(-7.7, 5.0), next_step(-7.7, -5.0), next_step(5.0, 5.0)
    (-5.0, -10.0, 10.0)
    """
    size = abs(by)
    steps = value / size
    # A multiple that is off by a rounding error counts as one.
    if abs(steps - round(steps)) < 1e-9:
        steps = round(steps)
    return (floor(steps) + 1) * size if by > 0 else (ceil(steps) - 1) * size


def _understood(
    text: str, given: float | None, limits: tuple[float, float], none: str | None, is_whole: bool
) -> Typed:
    if not text and none is not None:
        return Typed(None)
    try:
        if not text:
            st.error(hand_in_words.problem("no_text", ""))
            return Typed(given, is_right=False)
        read = read_typed_number(_bare(text), _decimal())
    except TypedNumberError as error:
        st.error(hand_in_words.problem(error.reason, text))
        return Typed(given, is_right=False)
    said = {"value": _written(read.value), "low": number(limits[0]), "high": number(limits[1])}
    if is_whole and not read.value.is_integer():
        st.error(_("Read as {value}; write a whole number.", value=said["value"]))
        return Typed(given, is_right=False)
    if not limits[0] <= read.value <= limits[1]:
        st.error(_("Read as {value}; write a number from {low} to {high}.", **said))
        return Typed(given, is_right=False)
    if read.foreign or read.other is not None:
        st.caption(_("Read as {value}.", value=said["value"]))
    return Typed(read.value)


def _bare(text: str) -> str:
    """Without the sign of per cent, which stands in the label."""
    return text.strip().removesuffix("%").rstrip()


def _decimal(language: Language | None = None) -> Literal[",", "."]:
    return "," if (language or current_language()) == "id" else "."


def _written(value: float) -> str:
    return written_number(value, _decimal()).replace("-", "−")
