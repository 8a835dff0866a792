"""A delivery reported: by the bureau for anybody, by a party for what it gave or got itself."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from ntt_data.store import StoreError
from pages.cooperation.case.writing import form_key, write
from pages.ui.number_field import keep_number
from publishing import case_words, following_words
from publishing.formats import date_as_known
from publishing.language import _, current_language
from publishing.markdown_text import plain
from services import rounds
from services.access import Actor
from services.decisions import today
from services.desk import cases
from services.desk.contents import LONGEST_TITLE, party_keys
from services.desk.following import lines_of
from services.desk.rules import LineError
from services.desk.state import Case
from services.desk.typed_lines import TypedLine, months_between, obligations_of

#: Month, item, supplier and receiver of an obligation; empty for what was not agreed.
_Chosen = tuple[str, str, str, str] | tuple[()]
_MONTHS_BACK = 24


def offer(case: Case, actor: Actor) -> None:
    """Which obligation, how many tonnes, by what paper."""
    own = actor.sheet.regency_code if actor.sheet is not None else None
    if actor.sheet is not None:
        st.caption(plain(_by_round(actor.sheet.round_id)))
    key = form_key(case, "deliver")
    chosen = _choose(case, own, key)
    keep_number(f"{key}-tonnes")
    with st.form(key, border=False):
        month, item, supplier, receiver = chosen or _ask_which(case, own, key)
        left, right = st.columns(2)
        tonnes = left.text_input(
            _("Tonnes delivered (0: nothing came)"), max_chars=40, key=f"{key}-tonnes"
        )
        basis = right.text_input(
            _("By what paper (delivery note, weighing, letter)"),
            max_chars=LONGEST_TITLE,
            key=f"{key}-basis",
        )
        pressed = st.form_submit_button(_("Report the delivery"), key=f"{key}-do")
    st.caption(
        plain(
            _(
                "A later report of yours on the same month replaces the earlier one. What the "
                "other side reports stands beside it; where the two differ, both are shown."
            )
        )
    )
    if not pressed:
        return
    if not tonnes.strip():
        st.error(_("Nothing was recorded: write the tonnes; 0 where nothing came."))
        return
    decimal: Literal[",", "."] = "," if current_language() == "id" else "."
    try:
        (typed,) = obligations_of([TypedLine(month, item, tonnes, supplier, receiver)], decimal)
    except LineError as error:
        st.error(plain(following_words.report_problem(error)))
        return
    amount = typed.tonnes
    assert amount is not None, "what was left empty was told above: nothing said is not nothing"
    write(
        case,
        "deliver",
        lambda _seen, once: cases.deliver(
            actor,
            case.case_id,
            month,
            item,
            amount,
            supplier,
            receiver,
            basis,
            write_key=once,
        ),
        _problem,
    )


def _problem(error: object) -> str:
    return (
        following_words.report_problem(error)
        if isinstance(error, LineError)
        else case_words.problem(error)
    )


def _choose(case: Case, own: str | None, key: str) -> _Chosen:
    """An obligation whose month has begun, the first that nobody has reported; or another thing."""
    names = following_words.party_names(case.content)
    lines = [
        line
        for line in lines_of(case, today())
        if line.owed is not None
        and line.month <= f"{today():%Y-%m}"
        and (own is None or own in (line.supplier, line.receiver))
    ]
    by_key: dict[_Chosen, str] = {
        (line.month, line.item, line.supplier, line.receiver): following_words.owed_line(
            line, names
        )
        for line in lines
    }
    by_key[()] = _("another delivery, without an obligation")
    silent = [at for at, line in enumerate(lines) if line.state in ("no_report", "due_later")]
    options = list(by_key)
    found: _Chosen = st.selectbox(
        _("Which obligation (those whose month has begun)"),
        options,
        silent[0] if silent else 0,
        format_func=by_key.__getitem__,
        key=f"{key}-line",
    )
    return found


def _ask_which(case: Case, own: str | None, key: str) -> tuple[str, str, str, str]:
    names = following_words.party_names(case.content)
    parties, now = list(party_keys(case)), today()
    at = now.year * 12 + now.month - 1 - _MONTHS_BACK
    months = months_between(f"{at // 12}-{at % 12 + 1:02}", f"{now:%Y-%m}")[::-1]
    left, right = st.columns(2)
    month = left.selectbox(_("Month"), months, format_func=date_as_known, key=f"{key}-month")
    item = right.text_input(_("Commodity or service"), max_chars=LONGEST_TITLE, key=f"{key}-item")
    begun = parties.index(own) if own in parties else None
    supplier, receiver = (
        box.selectbox(
            label,
            parties,
            index,
            format_func=names.__getitem__,
            placeholder=_("choose a party"),
            key=f"{key}-{name}",
        )
        for box, label, name, index in (
            (left, _("Who supplies"), "supplier", begun),
            (right, _("Who receives"), "receiver", None),
        )
    )
    return month, item, supplier or "", receiver or ""


def _by_round(round_id: str) -> str:
    try:
        name = rounds.load_round(round_id).name
    except StoreError:
        name = round_id
    return _("You are signed in with the code of the round {name}; the report says so.", name=name)
