"""After signing: what is owed by month, what each side reported, until when the agreement holds."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from ntt_data.store import StoreError
from pages.cooperation.case import delivering, obligations, term
from pages.ui.charts import show_chart
from pages.ui.on_demand import Fold, open_on_demand
from pages.ui.tables import draw_table
from publishing import following_words
from publishing.charts.deliveries import owed_and_reported
from publishing.language import _
from publishing.listings.deliveries import deliveries_table, reports_table
from publishing.markdown_text import plain
from services import access, rounds
from services.access import Actor
from services.decisions import today
from services.desk import cases
from services.desk.following import Line, lines_of, owed_so_far
from services.desk.state import Case


def show(case: Case, actor: Actor) -> None:
    """Table, chart and sums for who sees the case; forms for who may write what."""
    folds = _folds(case, actor)
    if not (folds or case.obligations or case.deliveries):
        return
    st.subheader(_("Obligations and deliveries"))
    lines = lines_of(case, today())
    if lines:
        _show_lines(case, lines)
    else:
        st.markdown(plain(_("No obligation is written down yet: who owes what in which month.")))
    for each in folds:
        open_on_demand(each)


def _folds(case: Case, actor: Actor) -> list[Fold]:
    belongs = cases.subject_of(case)
    is_open = case.state == "open"
    may_follow = is_open and access.may(actor, "follow", belongs)
    found = []
    if may_follow:
        found.append(
            Fold(
                _("Write down the obligations"),
                "case-oblige",
                lambda: obligations.offer(case, actor),
            )
        )
    if is_open and case.is_signed and access.may(actor, "deliver", belongs):
        found.append(
            Fold(_("Report a delivery"), "case-deliver", lambda: delivering.offer(case, actor))
        )
    if may_follow and case.is_signed:
        found.append(
            Fold(
                _("Until when it holds: set or extend"),
                "case-extend",
                lambda: term.offer(case, actor),
            )
        )
    if case.deliveries and access.may(actor, "read", belongs):
        found.append(
            Fold(_("Every report, with its paper"), "case-reports", lambda: _reports(case))
        )
    return found


def _show_lines(case: Case, lines: list[Line]) -> None:
    names = following_words.party_names(case.content)
    by_way = [
        list(same)
        for _way, same in groupby(
            sorted(lines, key=lambda line: (*_way_of(line), line.month)), key=_way_of
        )
    ]
    if any(line.state not in ("due_later", "not_binding") for line in lines):
        st.markdown(
            "\n".join(
                f"- {plain(following_words.so_far(same[0], names, owed_so_far(same)))}"
                for same in by_way
            )
        )
    note = following_words.source_note()
    drawn = [same for same in by_way if any(_has_tonnes(line) for line in same)]
    if drawn:
        shown = drawn[0]
        if len(drawn) > 1:
            at = st.selectbox(
                _("Chart of"),
                range(len(drawn)),
                format_func=lambda at: following_words.way_name(drawn[at][0], names),
                key="case-way",
            )
            shown = drawn[at]
        show_chart(
            owed_and_reported(shown, names),
            "deliveries-month",
            deliveries_table(shown, names).readable,
            (),
            _(
                "Tonnes owed and reported by month: {what}",
                what=following_words.way_name(shown[0], names),
            ),
            note=note,
            source=note,
        )
    else:
        st.caption(plain(note))
    draw_table(deliveries_table(lines, names), "deliveries", (), note=note)


def _way_of(line: Line) -> tuple[str, str, str]:
    return line.item.casefold(), line.supplier, line.receiver


def _has_tonnes(line: Line) -> bool:
    return line.owed is not None or bool(line.reports)


def _reports(case: Case) -> None:
    names = following_words.party_names(case.content)
    try:
        known = {each.round_id: each.name for each in rounds.all_rounds()}
    except StoreError:
        known = {}  # the ids are shown then
    draw_table(reports_table(case.deliveries, names, known), "reports", ())
