"""The bureau's queue: which sheets wait, and the one version that is looked at."""

from __future__ import annotations

import streamlit as st

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Round, Version
from pages.data.rounds.decisions import open_next
from pages.data.rounds.history import show_history
from pages.data.rounds.version_view import show_version
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.fragments import fragment_every
from pages.ui.tables import draw_table
from publishing import review_words
from publishing.formats import moment
from publishing.language import _, ngettext
from publishing.listings.review import queue_table
from services import review, rounds
from services.access import AccessError, Actor
from services.hand_in import newest_version
from services.review_queue import Waiting, every_receipt, waiting

KEY = "receipt"
#: How long somebody may look at a queue that is older than the last one to hand in.
ASKED_AGAIN_S = 10.0


def show_review(actor: Actor, asked: Round) -> None:
    """The sheets that wait, the oldest first, and below them the version that was chosen."""
    known = every_receipt(actor, asked)
    queue = waiting(actor, asked)
    st.subheader(_("Review"))
    tell_what_came_since(asked.round_id, len(known))
    if not known:
        st.caption(_("Nothing was handed in yet."))
        return
    _show_queue(asked, queue)
    receipt_no = _chosen(actor, known, [each.version for each in queue])
    if receipt_no:
        version = review.version_of(actor, receipt_no)
        newest = newest_version(actor, version.key)
        assert newest is not None  # the version itself is one
        show_version(actor, asked, receipt_no, newest.no)
        _offer_next(receipt_no, queue)
        show_history(actor, asked, version)


@fragment_every(ASKED_AGAIN_S)
def tell_what_came_since(round_id: str, n_drawn: int) -> None:
    """How many versions came after the queue was drawn: it stays as it is until one asks for it.

    Nothing moves under the hand of whoever is reading a version.
    """
    try:
        came = len(every_receipt(signed_in_actor(), rounds.load_round(round_id))) - n_drawn
    except (StoreError, AccessError):
        return  # the next click says what is wrong
    if came > 0:
        st.info(
            ngettext(
                "**One more version** has come in since this list was made.",
                "**{n} more versions** have come in since this list was made.",
                came,
            )
        )
        if st.button(_("Renew the list"), key="review-renew"):
            st.rerun()


def _show_queue(asked: Round, queue: list[Waiting]) -> None:
    if not queue:
        st.success(_("No sheet is waiting: everything that was handed in is decided."))
        return
    st.markdown(
        ngettext(
            "**One sheet is waiting** for a decision.",
            "**{n} sheets are waiting** for a decision, the one that has waited longest first.",
            len(queue),
        )
    )
    rows = [(each.version, each.figures, each.questions) for each in queue]
    draw_table(queue_table(rows), f"queue-{asked.round_id}", [])


def _offer_next(receipt_no: str, queue: list[Waiting]) -> None:
    """Once a version is decided: the one that has waited longest."""
    if not queue or receipt_no in [each.version.receipt_no for each in queue]:
        return
    following = queue[0].version
    st.button(
        _("Next: {name}", name=review_words.sheet_name(following)),
        key="review-next",
        on_click=state.choose,
        args=(KEY, following.receipt_no),
    )


def _chosen(actor: Actor, known: list[str], undecided: list[Version]) -> str:
    """The receipt that is looked at; it stands in the address, also once it is decided."""
    label = _("Version to look at")
    open_next(KEY)
    chosen = state.chosen(KEY, ["", *known], "", label=label)
    versions = {each.receipt_no: each for each in undecided}
    offered = ["", *versions, *({chosen} - {"", *versions})]

    def name(receipt_no: str) -> str:
        if not receipt_no:
            return _("choose a sheet")
        version = versions.get(receipt_no) or review.version_of(actor, receipt_no)
        return f"{review_words.sheet_name(version)}, {moment(version.at)}"

    picked: str = st.selectbox(label, offered, key=KEY, format_func=name)
    return picked
