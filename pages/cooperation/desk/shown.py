"""The cases as a board by stage, as a list, and as a map of who works with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from pages.ui import state
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing import case_words, desk_words
from publishing.files.framed_answers import framed_map
from publishing.formats import date as date_text
from publishing.formats import number
from publishing.language import _
from publishing.listings.cases import CaseRow, cases_table
from publishing.maps.cases import cases_map
from publishing.markdown_text import plain
from services.decisions import today
from services.desk import board, following
from services.desk.state import SCHEMES, Case, Scheme

#: Columns of the board in one row: the eight stages of a scheme take two rows.
_PER_ROW = 4


def show_board(found: Sequence[Case]) -> None:
    """Stages side by side, below each other on a phone; the two schemes are kept apart."""
    scheme: Scheme = state.segments(
        _("By which stages"), "stages", list(SCHEMES), "report", case_words.scheme_name
    )
    names = case_words.stage_names(scheme)
    columns = board.by_stage(found, scheme)
    stages = list(columns)
    for first in range(0, len(stages), _PER_ROW):
        row = stages[first : first + _PER_ROW]
        for place, stage in zip(st.columns(_PER_ROW), row, strict=False):
            with place:
                held = columns[stage]
                st.subheader(f"{stages.index(stage) + 1}. {names[stage]} ({number(len(held))})")
                for case in held:
                    _show_card(case, scheme)
    if off := [case for case in found if not board.on_path(case, scheme)]:
        st.caption(
            _(
                "Not on the legal path, since a handshake has no formal document: {titles}",
                titles=plain("; ".join(case.content.title for case in off)),
            )
        )


def _show_card(case: Case, scheme: Scheme) -> None:
    content = case.content
    lines = [f"**{plain(content.title)}**", plain(desk_words.parties(content))]
    if step := board.next_step(case, scheme):
        names, actors = case_words.stage_names(scheme), case_words.stage_actors(scheme)
        lines.append(plain(_("Next: {stage}", stage=names[step.stage])))
        acts = plain(_("Who acts: {who}", who=actors[step.stage]))
        lines.append(f":gray[{acts}]")
        if step.missing:
            told = desk_words.guards_told(scheme, step.stage, step.missing)
            missing = plain(_("Still missing: {what}", what=told))
            lines.append(f":gray[{missing}]")
    with st.container(border=True, key=f"case-{scheme}-{case.case_id}"):
        st.markdown("  \n".join([*lines, _badges(case)]))
        open_case(case)


def open_case(case: Case, label: str = "") -> None:
    """The way to the page of one case."""
    st.page_link(
        script("case"),
        label=plain(label) or _("Open the case"),
        query_params={"case": case.case_id},
    )


def _badges(case: Case) -> str:
    standing = board.standing(case)
    badges = [(desk_words.standing_color(standing), desk_words.standing_word(standing))]
    for warned in following.attention([case], today()):
        if warned.ending is not None:
            ran_out = warned.ending.kind == "ran_out"
            badges.append(
                ("red", _("past its last day")) if ran_out else ("orange", _("ends soon"))
            )
        if warned.kinds:
            badges.append(("orange", _("reports to look at")))
    if case.is_one_sided:
        badges.append(("orange", _("benefits not all written")))
    if case.has_outside_party:
        badges.append(("violet", _("other rules")))
    return " ".join(f":{color}-badge[{plain(text)}]" for color, text in badges)


def show_list(found: Sequence[Case]) -> None:
    """All that is chosen, one a row, to be taken along."""
    draw_table(cases_table([_row(case) for case in found]), "cases", ())


def _row(case: Case) -> CaseRow:
    report, legal = case_words.stage_names("report"), case_words.stage_names("legal")
    step = board.next_step(case, "report")
    opened = case.events[0].at
    without = desk_words.without_benefit(case.content.parties)
    return CaseRow(
        title=case.content.title,
        parties=desk_words.parties(case.content),
        standing=desk_words.standing_word(board.standing(case)),
        report_stage=report[case.stages["report"]],
        legal_stage=(
            legal[case.stages["legal"]] if case.takes_legal_path else _("none: a handshake")
        ),
        next_step=report[step.stage] if step else "",
        acts=case_words.stage_actors("report")[step.stage] if step else "",
        benefit=(
            _("not written for: {names}", names=", ".join(without)) if without else _("written")
        ),
        origin=desk_words.origin_word(case.content.origin),
        opened=date_text(opened.date()) if opened else "",
        until=date_text(case.until) if case.until else "",
        seen_by=_("everybody") if case.is_public else _("bureau and parties"),
        case_id=case.case_id,
    )


def show_map_of(found: Sequence[Case]) -> None:
    """Lines between regencies of the same case."""
    between = board.worked_together(found)
    st.subheader(_("Who works with whom"))
    chart = cases_map(
        Counter(code for case in found for code in case.regency_codes),
        between,
        _("Who works with whom: cases of this choice by regency"),
    )
    show_map(chart.picture, "cases-map")
    show_legend(chart)
    offer_picture(
        "map-cases",
        lambda: framed_map(
            chart,
            _("Who works with whom: cases of this choice by regency"),
            _("Province of NTT"),
            [],
        ),
    )
    st.caption(
        _(
            "A line joins two regencies that are parties of the same case, the thicker the more "
            "cases; proposed, signed and ended ones alike. Parties that are no regencies of NTT "
            "are not drawn. Where no line is drawn there may be cooperation that this desk does "
            "not know."
        )
    )
