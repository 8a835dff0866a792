"""What of a link could not be read, told above the page that it has opened.

Without it the page would show another year or regency than the link's sender saw, and nobody would
know. A note stands until something else is chosen, or another page opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import streamlit as st

from publishing.language import _
from publishing.markdown_text import plain

_NOTES = "_link_notes"
_LONGEST = 60  # of a text that is quoted


@dataclass
class _Notes:
    """What is to be told on the page that is open, by query parameter."""

    unread: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What is shown instead: the value and, in the words of the last run, what of it.
    shown: dict[str, object] = field(default_factory=dict)
    words: dict[str, tuple[str, str]] = field(default_factory=dict)
    #: Texts that are known and yet no choice here, with why, in the words of the last run.
    reasons: dict[str, dict[str, str]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    twice: set[str] = field(default_factory=set)


def _notes() -> _Notes:
    found: _Notes = st.session_state.setdefault(_NOTES, _Notes())
    return found


def are_there() -> bool:
    """Whether anything is told above the page: what is chosen next may end it."""
    if _NOTES not in st.session_state:
        return False
    notes = _notes()
    return bool(notes.unknown or notes.twice or any(notes.unread.values()))


def forget() -> None:
    """Another page is open."""
    st.session_state.pop(_NOTES, None)


def note_parameters(unknown: Iterable[str], twice: Iterable[str]) -> None:
    """Parameters that no page reads, and those to which a link gives different values."""
    notes = _notes()
    notes.unknown, notes.twice = tuple(unknown), set(twice)


def note_value(key: str, unread: Iterable[str]) -> None:
    """Texts that are no value of this parameter."""
    _notes().unread[key] = tuple(unread)
    _notes().shown.pop(key, None)


def _no_words() -> str:
    return ""


def name_shown(key: str, value: object, label: str, words: Callable[[], str] = _no_words) -> None:
    """What is shown of a parameter, in the language of this run.

    There are no ``words`` where parts of a list were left out and the others are shown.
    """
    if _NOTES not in st.session_state:
        return
    notes = _notes()
    if notes.shown.setdefault(key, value) != value:
        notes.unread.pop(key, None)
        notes.twice.discard(key)
    notes.words[key] = label, words()


def name_reasons(key: str, reasons: dict[str, str]) -> None:
    """Texts that are known and yet no choice of this parameter, with why: in place of "not known".

    Call before the parameter is read; ``reasons`` are in the language of this run, a clause after
    the label.
    """
    _notes().reasons[key] = reasons


def show() -> None:
    """Everything of this kind that is to be told; nothing when the link was whole."""
    if _NOTES not in st.session_state:
        return
    notes = _notes()
    told = [
        _("This link asks for {names}, which no page knows.", names=_quoted(notes.unknown))
        for _once in notes.unknown[:1]
    ]
    for key, unread in notes.unread.items():
        if not unread or key not in notes.words:
            continue
        label, words = notes.words[key]
        reasons = notes.reasons.get(key, {})
        if words and all(text in reasons for text in unread):
            told.append(
                _(
                    "{label}: {reason}; shown is {words}.",
                    label=plain(label),
                    reason=plain("; ".join(reasons[text] for text in unread)),
                    words=plain(words),
                )
            )
            continue
        told.append(
            _(
                "{label}: {text} of this link is not known; shown is {words}.",
                label=plain(label),
                text=_quoted(unread),
                words=plain(words),
            )
            if words
            else _(
                "{label}: {text} of this link is not known and is left out.",
                label=plain(label),
                text=_quoted(unread),
            )
        )
    told += [
        _(
            "{label}: this link gives more than one; shown is {words}.",
            label=plain(notes.words[key][0]),
            words=plain(notes.words[key][1]),
        )
        for key in sorted(notes.twice - notes.unread.keys())
        if key in notes.words and notes.words[key][1]
    ]
    if told:
        st.warning("  \n".join(told), icon=":material/link_off:")


def _quoted(texts: Iterable[str]) -> str:
    shortened = (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in texts)
    return ", ".join(f"“{plain(text)}”" for text in shortened)
