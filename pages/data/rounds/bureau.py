"""What only the bureau does: open a round, end it, reopen it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import streamlit as st
from pydantic import ValidationError

from geo import places
from ntt_data.collection import POTENTIALS
from ntt_data.store import StoreError
from ntt_data.store.collection_records import Period, Round
from pages.data.rounds.needs_panel import ask_for_needs
from pages.data.rounds.periods_panel import ask_for_periods, periods_problems
from pages.ui.form_keys import renew_key, write_key
from publishing import hand_in_words
from publishing.code_words import code_word
from publishing.formats import WITA, month
from publishing.language import _
from publishing.markdown_text import plain
from publishing.names import commodity_name, listed_regency
from services import rounds
from services.access import Actor

_EVERYWHERE = ""
_OPENING, _OPENED = "open_round", "_opened_round"
#: When a Rakor's day ends; a round that is opened later in the day is for the next one.
_USUAL_END = dt.time(17, 0)
#: Sheets of offices that answer for commodities; the investment office has a list of its own.
_OF_COMMODITIES = ("agriculture", "livestock", "fisheries", "trade_stock")


def offer_opening(actor: Actor) -> None:
    """The form of a new round."""
    # No form of Streamlit's: what a balance lacks depends on what is chosen.
    with st.expander(_("Open a round")):
        # Empty once the round is open: the form stands there still, and nobody shall open it twice.
        named = f"round-name-{write_key(_OPENING)}"
        name = st.text_input(_("Name of the round"), max_chars=80, key=named)
        rehearsal = st.checkbox(_("Rehearsal with made-up figures"))
        with st.container(horizontal=True):
            day = st.date_input(_("Open until (day)"), _usual_day(), format="DD/MM/YYYY")
            hour = st.time_input(_("Open until (time, WITA)"), _USUAL_END)
            of_year = st.number_input(
                _("Year of the figures"), 2000, 2100, dt.datetime.now(WITA).year
            )
            months = st.select_slider(
                _("Months"), list(range(1, 13)), (1, 12), format_func=lambda code: month(code)
            )
        periods = ask_for_periods(Period(int(of_year), *months))
        asked = {
            sheet: st.multiselect(
                hand_in_words.sheet(sheet),
                list(names := _item_names(sheet)),
                format_func=names.__getitem__,
                placeholder=_("Choose commodities and their form"),
            )
            for sheet in _OF_COMMODITIES
        }
        potentials = st.checkbox(
            _("Investment and potentials: tourism, processing, nature, culture, offers")
        )
        items: list[dict[str, Any]] = [
            {"sheet": sheet, "item": item, "form": form, "unit": rounds.unit_asked(item, form)}
            for sheet, chosen in asked.items()
            for item, form in chosen
        ]
        if potentials:
            items += [{"sheet": "investment", "item": item, "unit": "none"} for item in POTENTIALS]
        items, is_readable = ask_for_needs(items, periods)
        # A late second click finds no button of the round that is open by then.
        pressed = st.button(_("Open the round"), key=f"open-{write_key(_OPENING)}")
        if not pressed or not is_readable:
            return
        _open(
            actor,
            {
                "name": name,
                "rehearsal": rehearsal,
                "deadline": dt.datetime.combine(day, hour, WITA),
                **periods[0]._asdict(),
                "later_periods": [each._asdict() for each in periods[1:]],
                "items": items,
            },
        )


def tell_opened(asked: Round) -> None:
    """Once after it was opened: that it is, and what comes next."""
    if st.session_state.pop(_OPENED, None) != asked.round_id:
        return
    st.success(
        _(
            "{name} is open. Next: “{button}”, below the list of regencies.",
            name=plain(asked.name),
            button=_("Make access sheets"),
        )
    )


def _usual_day() -> dt.date:
    now = dt.datetime.now(WITA)
    return now.date() + dt.timedelta(days=int(now.time() > dt.time(_USUAL_END.hour - 1)))


def _item_names(sheet: str) -> dict[tuple[str, str | None], str]:
    """What a sheet may ask, by its name: their codes are in the order of another language."""
    names = {option: _item_name(option) for option in rounds.askable(sheet)}
    return dict(sorted(names.items(), key=lambda each: each[1].casefold()))


def _item_name(option: tuple[str, str | None]) -> str:
    commodity, form = option
    name = commodity_name(commodity)
    return name if form is None else f"{name}, {code_word(form)}"


def _open(actor: Actor, said: dict[str, Any]) -> None:
    try:
        definition = rounds.RoundDefinition.model_validate(said)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) if each["loc"] else "" for each in error.errors()}
        if "name" in wrong:
            st.error(_("The name needs at least three letters."))
        twice = _asked_twice(said["items"])
        if twice:
            st.error(
                _(
                    "{name} is chosen twice for the same office; choose one of its forms.",
                    name=commodity_name(twice),
                )
            )
        elif "items" in wrong:
            st.error(_("Choose something that is asked, at most 40 in all."))
        told = periods_problems(said)
        for each in told:
            st.error(each)
        if wrong - {"name", "items"} and not twice and not told:
            st.error(_("Check day, time, year and months."))
        return
    try:
        opened = rounds.open_round(actor, definition, write_key(_OPENING))
    except rounds.PastDeadlineError:
        st.error(_("The time until which it is open is over already; choose a later one."))
        return
    except StoreError:
        st.error(_("The database cannot be reached; no round was opened. Try again."))
        return
    renew_key(_OPENING)
    st.session_state[_OPENED] = opened.round_id
    st.session_state["round"] = opened.round_id
    st.query_params["round"] = opened.round_id
    st.rerun()


def _asked_twice(items: list[dict[str, Any]]) -> str | None:
    """A commodity that a sheet would ask in two forms: its figures could not be told apart."""
    counted = Counter((each["sheet"], each["item"]) for each in items)
    return next((item for (_sheet, item), times in counted.items() if times > 1), None)


def offer_ending(actor: Actor, asked: Round) -> None:
    """Close a round for all, or reopen it for a regency; both with a reason that is kept."""
    subject = f"end {asked.round_id}"
    key = write_key(subject)
    with st.expander(_("Close or reopen")), st.form(f"end-{key}", border=False):
        # What was typed stays until it is done.
        reason = st.text_input(
            _("Reason (kept with the round)"),
            max_chars=rounds.LONGEST_REASON,
            key=f"end-reason-{key}",
        )
        listed = {code: listed_regency(code) for code in places.regency_names()}
        names = {_EVERYWHERE: _("all regencies"), **listed}
        regency = st.selectbox(_("Reopen for"), list(names), format_func=lambda code: names[code])
        with st.container(horizontal=True):
            close = st.form_submit_button(_("Close for everybody"))
            reopen = st.form_submit_button(_("Reopen"))
    if not (close or reopen):
        return
    try:
        if close:
            rounds.close_round(actor, asked.round_id, reason)
        else:
            rounds.reopen_round(actor, asked.round_id, regency or None, reason)
    except rounds.ReasonError:
        _ask_for_reason()
        return
    except StoreError:
        st.error(_("The database cannot be reached; nothing was changed. Try again."))
        return
    renew_key(subject)
    st.rerun()


def _ask_for_reason() -> None:
    st.error(_("Write a reason of at least three letters; it is kept with the round."))


def offer_discarding(actor: Actor, asked: Round) -> None:
    """Throw a rehearsal away, with a reason that is kept; a real round has no such button."""
    if not asked.rehearsal:
        return
    with (
        st.expander(_("Throw this rehearsal away")),
        st.form("discard_round", border=False),
    ):
        st.caption(
            _("Its codes end, it stands in no list any more, and what was accepted counts nowhere.")
        )
        reason = st.text_input(_("Reason (kept in the history)"), max_chars=rounds.LONGEST_REASON)
        pressed = st.form_submit_button(_("Throw away"))
    if not pressed:
        return
    try:
        rounds.discard_round(actor, asked.round_id, reason)
    except rounds.ReasonError:
        _ask_for_reason()
        return
    except StoreError:
        st.error(_("The database cannot be reached; nothing was changed. Try again."))
        return
    st.session_state.pop("round", None)
    st.query_params.pop("round", None)
    st.rerun()
