"""What the bureau decides about a version: one form, one decision however often pressed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import streamlit as st

from ntt_data import log
from ntt_data.store import StoreError
from ntt_data.store.collection_records import Review, Round, Version
from pages.ui import state
from pages.ui.form_keys import renew_key, write_key
from publishing import review_words
from publishing.language import _
from services import review
from services.access import AccessError, Actor
from services.hand_in import LONGEST_TEXT, Field
from services.review import ReviewError

_SEEN, _TOLD = "_review_seen", "_review_told"
_REMARK, _NEXT = "_review_remark", "_review_next"


@dataclass(frozen=True)
class Deciding:
    """A version that somebody has before them; ``newest_no`` is that of its sheet as shown."""

    actor: Actor
    asked: Round
    version: Version
    newest_no: int

    @property
    def write_key(self) -> str:
        """Of the form that stands there now."""
        return write_key(self.version.receipt_no)

    def key(self, name: str) -> str:
        """Of a field of that form."""
        return f"review-{self.write_key}-{name}"


def begin_form(deciding: Deciding) -> AbstractContextManager[object]:
    """The form in which figures are chosen and a remark is written."""
    return st.form(deciding.key("form"), border=True)


def offer_decisions(deciding: Deciding, chosen: Sequence[Field]) -> None:
    """Remark and buttons; does what was pressed."""
    receipt_no = deciding.version.receipt_no
    remark = st.text_area(
        _("Remark (the office reads it when the version is returned)"),
        value=st.session_state.get(_REMARK, ""),
        max_chars=LONGEST_TEXT,
        key=deciding.key("remark"),
        height=80,
    )
    with st.container(horizontal=True):
        everything = st.form_submit_button(_("Accept all"), type="primary", key=deciding.key("all"))
        some = st.form_submit_button(_("Accept those chosen"), key=deciding.key("some"))
        back = st.form_submit_button(_("Return with the remark"), key=deciding.key("back"))

    # A click comes with the next run, which knows of versions that nobody has seen yet.
    seen_by_form: dict[str, int] = st.session_state.setdefault(_SEEN, {})
    seen_no = seen_by_form.get(deciding.write_key, deciding.newest_no)

    def by(fields: Sequence[Field] | None) -> Callable[[], Review]:
        return lambda: review.accept(
            deciding.actor, receipt_no, fields, remark, deciding.write_key, seen_no
        )

    if everything:
        _decide(deciding, by(None), remark)
    elif some:
        _decide(deciding, by(chosen), remark)
    elif back:
        _decide(
            deciding,
            lambda: review.give_back(
                deciding.actor, receipt_no, remark, deciding.write_key, seen_no
            ),
            remark,
        )
    seen_by_form[deciding.write_key] = deciding.newest_no


def offer_taking_back(actor: Actor, asked: Round, version: Version, decision: Review) -> None:
    """Take the last decision of a sheet back, with a remark if there is something to say."""
    subject = f"undo-{decision.no}"
    with st.form(f"{subject}-{write_key(subject)}", border=False):
        remark = st.text_input(_("Remark"), max_chars=LONGEST_TEXT, key=f"{subject}-remark")
        pressed = st.form_submit_button(_("Take the last decision back"))
    if not pressed:
        return
    try:
        done = review.take_back(actor, decision, remark, write_key(subject))
    except ReviewError as error:
        _tell_impossible(error)
        return
    except (AccessError, StoreError) as error:
        _tell_refusal(error)
        return
    _tell(review_words.decided(done, version, asked.rehearsal))
    st.rerun()


def _decide(deciding: Deciding, decide: Callable[[], Review], remark: str) -> None:
    try:
        done = decide()
    except ReviewError as error:
        log.event("review_refused", reason=error.code)
        if error.newest is None:
            _tell_impossible(error)
            return
        # The remark goes along to the version that is shown now.
        st.session_state[_REMARK] = remark
        _tell(review_words.refusal(error.code, error.newest), "warning")
        st.session_state[_NEXT] = error.newest.receipt_no
        st.rerun()
    except (AccessError, StoreError) as error:
        _tell_refusal(error)
        return
    log.event("reviewed", kind=done.kind)
    _tell(review_words.decided(done, deciding.version, deciding.asked.rehearsal))
    st.session_state.pop(_REMARK, None)
    renew_key(deciding.version.receipt_no)
    st.rerun()


def _tell_impossible(error: ReviewError) -> None:
    for each in error.impossible:
        st.error(review_words.impossible(each))
    if not error.impossible:
        st.error(review_words.refusal(error.code))


def _tell_refusal(error: AccessError | StoreError) -> None:
    log.event("review_refused", reason=error.code)
    st.error(review_words.refusal(error.code))


def _tell(words: str, kind: str = "success") -> None:
    st.session_state[_TOLD] = (kind, words)


def open_next(key: str) -> None:
    """Before its list is drawn: the version that the last run wanted to be shown."""
    if _NEXT in st.session_state:
        state.choose(key, st.session_state.pop(_NEXT))


def show_told() -> None:
    """What the last run has done, once."""
    kind, words = st.session_state.pop(_TOLD, ("", ""))
    if words:
        (st.warning if kind == "warning" else st.success)(words)
