"""Obligations written by the bureau: one amount for many months in one step, then row by row.

The rows are a draft of this session until they are recorded; a refused table stays as it was typed.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ntt_data.intake.typed_numbers import TypedNumberError, read_typed_number, written_number
from pages.cooperation.case.writing import form_key, write
from pages.ui.number_field import keep_number
from publishing import following_words
from publishing.formats import date_as_known
from publishing.language import _, current_language, speaking
from publishing.markdown_text import plain
from publishing.names import commodity_name
from services.access import Actor
from services.decisions import today
from services.desk import cases
from services.desk.contents import LONGEST_TEXT, LONGEST_TITLE, checked_lines
from services.desk.rules import CaseRuleError, LineError
from services.desk.state import Case, Obligation
from services.desk.typed_lines import TypedLine, alike, begun_with, months_between, obligations_of

_COLUMNS = ("month", "item", "tonnes", "supplier", "receiver", "price_rule")
_YEARS_BACK, _YEARS_AHEAD = 3, 10


@dataclass
class _Draft:
    """What the table began with (``base``) and what it says by now; a new version redraws it."""

    base: pd.DataFrame
    now: pd.DataFrame
    language: str
    version: int = 0


def offer(case: Case, actor: Actor) -> None:
    """The step for many months, the table, and the button that records it."""
    key = form_key(case, "oblige")
    draft = _draft_of(case, key)
    _offer_months(case, key, draft)
    _edit(case, key, draft)
    asks_why = case.is_signed and bool(case.obligations)
    with st.form(f"{key}-record", border=False):
        reason = st.text_input(
            _("Reason of the change, for instance an addendum (kept beside it)")
            if asks_why
            else _("Note (kept beside it)"),
            max_chars=LONGEST_TEXT,
            key=f"{key}-reason",
        )
        pressed = st.form_submit_button(_("Record the obligations"), key=f"{key}-do")
    if not pressed:
        return
    table = _begun_rows(draft.now)
    rows = _typed(table)
    try:
        lines = checked_lines(case, obligations_of(rows, _decimal()))
    except LineError as error:
        # The table counts a row that was taken out; its numbers are those that are seen.
        error.row, error.other_row = (_number_of(table, at) for at in (error.row, error.other_row))
        st.error(plain(following_words.line_problem(error)))
        return
    except CaseRuleError:
        lines = tuple(obligations_of(rows, _decimal()))  # the write says why it is refused
    write(
        case,
        "oblige",
        lambda seen, once: cases.oblige(actor, case.case_id, list(lines), reason, seen, once),
    )


# --- the draft ---------------------------------------------------------------------------------


def _draft_of(case: Case, key: str) -> _Draft:
    name = f"_draft-{key}"
    if name not in st.session_state:
        rows = _table([_as_typed(line) for line in case.obligations])
        st.session_state[name] = _Draft(rows, rows, current_language())
    draft: _Draft = st.session_state[name]
    if draft.language != current_language():
        # 1.500 would be read as one and a half after a change to English.
        before, now = _mark(draft.language), _decimal()
        written: Any = [_written_anew(text, before, now) for text in draft.now["tonnes"]]
        draft.language = current_language()
        _begin_anew(draft, draft.now.assign(tonnes=written))
    elif _editor_key(key, draft) not in st.session_state:
        draft.base = draft.now  # the fold was closed: what was typed is where it goes on
    return draft


def _begin_anew(draft: _Draft, rows: pd.DataFrame) -> None:
    draft.base = draft.now = rows.set_axis(pd.RangeIndex(1, len(rows) + 1))
    draft.version += 1


def _editor_key(key: str, draft: _Draft) -> str:
    return f"{key}-rows-{draft.version}"


def _table(rows: list[TypedLine]) -> pd.DataFrame:
    table = pd.DataFrame([asdict(row) for row in rows], columns=list(_COLUMNS), dtype=object)
    return table.set_axis(pd.RangeIndex(1, len(rows) + 1))


def _begun_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Without rows in which nothing stands: a click below the last row makes one."""
    return table[(table.notna() & (table != "")).any(axis=1)]


def _typed(table: pd.DataFrame) -> list[TypedLine]:
    filled = table.astype(object).where(table.notna(), "")
    return [TypedLine(*map(str, row)) for row in filled[list(_COLUMNS)].itertuples(index=False)]


def _as_typed(line: Obligation) -> TypedLine:
    tonnes = "" if line.tonnes is None else written_number(line.tonnes, _decimal())
    return TypedLine(line.month, line.item, tonnes, line.supplier, line.receiver, line.price_rule)


def _number_of(table: pd.DataFrame, row: int) -> int:
    found: Any = table.index[row - 1] if row else 0
    return row if pd.isna(found) else int(found)


def _written_anew(text: object, before: Literal[",", "."], now: Literal[",", "."]) -> object:
    try:
        return written_number(read_typed_number(str(text), before).value, now)
    except TypedNumberError:
        return text


def _mark(language: str) -> Literal[",", "."]:
    return "," if language == "id" else "."


def _decimal() -> Literal[",", "."]:
    return _mark(current_language())


# --- what is drawn -----------------------------------------------------------------------------


def _offer_months(case: Case, key: str, draft: _Draft) -> None:
    """One amount from month to month; the pair's names are there, its tonnes are left open."""
    begun, names = begun_with(case), following_words.party_names(case.content)
    parties, months = list(names), _months(draft.now)
    with speaking("id"):  # an agreement is written in Indonesian, whatever the screen speaks
        item_begun = commodity_name(begun.commodity) if begun.commodity else ""
    keep_number(f"{key}-tonnes")
    with st.form(f"{key}-months", border=True):
        st.markdown(plain(_("The same in every month")))
        left, right = st.columns(2)
        here = months.index(f"{today():%Y-%m}")
        first = left.selectbox(
            _("First month"), months, here, format_func=date_as_known, key=f"{key}-first"
        )
        last = right.selectbox(
            _("Last month"), months, here, format_func=date_as_known, key=f"{key}-last"
        )
        item = left.text_input(
            _("Commodity or service"), item_begun, max_chars=LONGEST_TITLE, key=f"{key}-item"
        )
        tonnes = right.text_input(
            _("Tonnes a month (empty: not counted in tonnes)"), max_chars=40, key=f"{key}-tonnes"
        )
        supplier = left.selectbox(
            _("Who supplies"),
            parties,
            _place(parties, begun.supplier),
            format_func=names.__getitem__,
            placeholder=_("choose a party"),
            key=f"{key}-supplier",
        )
        receiver = right.selectbox(
            _("Who receives"),
            parties,
            _place(parties, begun.receiver),
            format_func=names.__getitem__,
            placeholder=_("choose a party"),
            key=f"{key}-receiver",
        )
        rule = st.text_input(_("Price rule (in words)"), max_chars=LONGEST_TITLE, key=f"{key}-rule")
        pressed = st.form_submit_button(_("Add these months to the table"), key=f"{key}-add")
    if not pressed:
        return
    line = TypedLine("", item, tonnes, supplier or "", receiver or "", rule)
    added = alike(line, first, last)
    if not added:
        st.error(_("Nothing was added: the last month is before the first one."))
        return
    try:
        checked_lines(case, obligations_of(added, _decimal()))
    except LineError as error:
        st.error(plain(following_words.add_problem(error)))
        return
    except CaseRuleError:
        pass  # more rows than a table may have: said when it is recorded
    _begin_anew(draft, pd.concat([draft.now, _table(added)]))


def _edit(case: Case, key: str, draft: _Draft) -> None:
    names = following_words.party_names(case.content)
    if draft.base.empty:
        st.caption(plain(_("The table is empty: add months above, or rows in it.")))
    column, title = st.column_config, following_words.column_name
    party: dict[str, Any] = {"options": list(names), "format_func": names.__getitem__}
    months: dict[str, Any] = {"options": _months(draft.base), "format_func": date_as_known}
    columns: Any = {
        "month": column.SelectboxColumn(title("month"), **months),
        "item": column.TextColumn(title("item"), max_chars=LONGEST_TITLE),
        # Text, since the browser's own number column reads 1.234,5 wrongly without a word.
        "tonnes": column.TextColumn(
            title("tonnes"), help=_("Empty: it is not counted in tonnes."), max_chars=40
        ),
        "supplier": column.SelectboxColumn(title("supplier"), **party),
        "receiver": column.SelectboxColumn(title("receiver"), **party),
        "price_rule": column.TextColumn(title("price_rule"), max_chars=LONGEST_TITLE),
    }
    draft.now = st.data_editor(
        draft.base,
        num_rows="dynamic",
        hide_index=False,
        column_config=columns,
        key=_editor_key(key, draft),
    )
    table = _begun_rows(draft.now)
    try:
        read = obligations_of(_typed(table), _decimal())
    except LineError as error:
        error.row = _number_of(table, error.row)
        st.warning(plain(following_words.row_problem(error)))
    else:
        if read:
            st.caption(plain(following_words.typed_total(line.tonnes for line in read)))


def _months(table: pd.DataFrame) -> list[str]:
    year = today().year
    usual = months_between(f"{year - _YEARS_BACK}-01", f"{year + _YEARS_AHEAD}-12")
    return sorted({*usual, *table["month"].dropna()} - {""})


def _place(parties: list[str], party: str) -> int | None:
    return parties.index(party) if party in parties else None
