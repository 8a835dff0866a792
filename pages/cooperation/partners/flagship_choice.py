"""What a zone has chosen as its flagship: everybody reads it, the bureau types it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from analysis.leading.flagship import Flagships
from ntt_data import log
from ntt_data.store import StoreError
from ntt_data.store.zone_choice_records import ZoneChoice
from pages.ui.actor import signed_in_actor
from pages.ui.form_keys import renew_key, write_key
from pages.ui.tables import draw_table
from publishing import zone_choice_words as words
from publishing.formats import number
from publishing.language import _
from publishing.listings.zone_choices import choices_table
from publishing.markdown_text import plain
from publishing.names import product_name
from services import zone_choices
from services.access import AccessError, Actor
from services.partners import list_sources
from services.zone_choices import (
    LONGEST_CHOOSER,
    LONGEST_PRODUCT,
    LONGEST_REASON,
    Chosen,
    Competing,
    ZoneChoiceError,
)

_TOLD = "_zone_choice_told"
_OTHER = ""


def show(
    found: Flagships,
    competing: Competing,
    zone_id: str,
    label: str,
    zone_names: Mapping[str, str],
) -> None:
    """Draw what one zone has chosen, the form of the bureau, and the choices of all zones."""
    st.subheader(_("Chosen flagship of {zone}", zone=label))
    st.caption(
        _(
            "“Satu kawasan satu produk unggulan”: the ranking above names candidates, the choice "
            "is made by people and stands here with who chose and why. It changes no figure."
        )
    )
    try:
        actor = signed_in_actor()
        history = zone_choices.history()
    except StoreError:
        st.error(_("The database cannot be reached; what zones have chosen cannot be shown."))
        return
    last = zone_choices.last_by_zone(history)
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told))
    candidates = zone_choices.candidates(found, zone_id)
    _show_choice(last.get(zone_id), candidates)
    _show_history([each for each in history if each.zone_id == zone_id])
    if zone_choices.may_record(actor):
        _offer_choosing(actor, zone_id, candidates, competing, last.get(zone_id), label)
        if zone_id in last and last[zone_id].stands:
            _offer_taking_back(actor, last[zone_id], label)
        _note_seen(zone_id, last.get(zone_id))
    else:
        st.caption(_("The bureau and administrators type choices in once they have signed in."))
    st.subheader(_("What the zones have chosen"))
    current = {zone: each for zone, each in last.items() if each.stands}
    draw_table(
        choices_table(found, zone_names, current), f"zone-choices-{competing}", list_sources()
    )


def _show_choice(choice: ZoneChoice | None, candidates: list[str]) -> None:
    if choice is None or not choice.stands:
        told = [_("Nothing is chosen for this zone yet."), f"{words.candidates_told(candidates)}."]
        st.info(plain(" ".join(told)))
        return
    lines = [
        f"**{plain(words.product(choice))}**",
        plain(words.chosen(choice)),
        plain(_("Reason: {reason}", reason=choice.reason)),
    ]
    if choice.product_kind != "listed":
        lines.append(plain(_("Not among the candidates that were shown; typed in, in words.")))
    with st.container(border=True, key=f"zone-choice-{choice.zone_id}"):
        st.markdown("  \n".join(lines))
        if kept := words.frozen_candidates(choice.details):
            st.caption(plain(kept))


def _show_history(steps: list[ZoneChoice]) -> None:
    if len(steps) < 2:
        return
    with st.expander(_("What was chosen before ({n})", n=number(len(steps) - 1))):
        lines = []
        for each in reversed(steps[:-1]):
            kept = words.frozen_candidates(each.details)
            told = f"- {plain(words.step(each))}"
            lines.append(f"{told}  \n  :gray[{plain(kept)}]" if kept else told)
        st.markdown("\n".join(lines))


def _offer_choosing(
    actor: Actor,
    zone_id: str,
    candidates: list[str],
    competing: Competing,
    before: ZoneChoice | None,
    label: str,
) -> None:
    subject = f"zone choice {zone_id}"
    key = f"choose-{write_key(subject)}"
    names = {
        **{each: f"{i}. {product_name(each)}" for i, each in enumerate(candidates, 1)},
        _OTHER: _("another product, written beside"),
    }
    is_new = before is None or not before.stands
    title = _("Type in a choice") if is_new else _("Type in another choice")
    with st.expander(title, expanded=is_new), st.form(key, border=False):
        listed_box, other_box = st.columns(2)
        listed = listed_box.selectbox(
            _("Chosen product"), list(names), format_func=names.__getitem__, key=f"{key}-product"
        )
        other = other_box.text_input(
            _("Another product (only where none of the list is meant)"),
            max_chars=LONGEST_PRODUCT,
            key=f"{key}-other",
        )
        chooser = st.text_input(
            _("Who chose (meeting, office or person)"),
            max_chars=LONGEST_CHOOSER,
            key=f"{key}-chooser",
        )
        reason = st.text_input(_("Why this product"), max_chars=LONGEST_REASON, key=f"{key}-reason")
        pressed = st.form_submit_button(_("Record the choice"), type="primary", key=f"{key}-record")
    if not pressed:
        return
    if listed != _OTHER and other.strip():
        st.error(
            _("Nothing was recorded: a product of the list is chosen and another one written.")
        )
        return
    chosen = (
        Chosen("other", other, chooser, reason)
        if listed == _OTHER
        else Chosen("listed", listed, chooser, reason)
    )
    seen = _seen_no(zone_id, before)
    _write(
        subject,
        label,
        lambda once: zone_choices.record(actor, zone_id, chosen, competing, seen, once),
    )


def _offer_taking_back(actor: Actor, choice: ZoneChoice, label: str) -> None:
    subject = f"zone choice back {choice.zone_id}"
    key = f"choice-back-{write_key(subject)}"
    with st.expander(_("Take the choice back")), st.form(key, border=False):
        reason = st.text_input(
            _("Why it is taken back (kept beside it)"),
            max_chars=LONGEST_REASON,
            key=f"{key}-reason",
        )
        pressed = st.form_submit_button(_("Take the choice back"), key=f"{key}-back")
    if not pressed:
        return
    seen = _seen_no(choice.zone_id, choice)
    _write(
        subject,
        label,
        lambda once: zone_choices.take_back(actor, choice.zone_id, reason, seen, once),
    )


def _write(subject: str, label: str, do: Callable[[str], ZoneChoice]) -> None:
    """Do it under the form's key; what was typed stays where the database has not got it."""
    try:
        done = do(write_key(subject))
    except (ZoneChoiceError, AccessError, StoreError) as error:
        log.event("zone_choice_refused", reason=error.code)
        st.error(words.refusal(error.code))
        return
    st.session_state[_TOLD] = words.recorded(done, label)
    renew_key(subject)
    st.rerun()


def _seen_no(zone_id: str, last: ZoneChoice | None) -> int:
    """The choice that the form on the screen was drawn with; a click comes a run later."""
    return int(st.session_state.get(f"_zone_choice_seen_{zone_id}", _no(last)))


def _note_seen(zone_id: str, last: ZoneChoice | None) -> None:
    st.session_state[f"_zone_choice_seen_{zone_id}"] = _no(last)


def _no(choice: ZoneChoice | None) -> int:
    return 0 if choice is None else choice.no
