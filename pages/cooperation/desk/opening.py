"""The form in which the bureau opens a case: empty, or with what an opportunity says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from geo.places import regency_names
from ntt_data import log
from ntt_data.store import StoreError
from ntt_data.store.case_records import PARTY_KINDS, Content, Party, PartyKind
from pages.ui import state
from pages.ui.form_keys import renew_key, write_key
from pages.ui.provenance import show_provenance
from pages.ui.regency import by_name
from pages.ui.site_map import script
from publishing import desk_words
from publishing.formats import number
from publishing.language import _, current_language
from publishing.markdown_text import plain
from publishing.names import listed_regency
from publishing.sources import grade_word
from services.access import AccessError, Actor
from services.desk import board, cases, opportunities
from services.desk.contents import LONGEST_TEXT, LONGEST_TITLE
from services.desk.rules import CaseRuleError
from services.desk.state import Case

_FEWEST_ROWS, _MOST_ROWS = 4, 10
_NONE = ""


@dataclass(frozen=True)
class _Place:
    """The fields of one party."""

    who: str
    name: str
    benefit: str

    def party(self) -> Party | None:
        """What was chosen; None where the row was left empty."""
        if self.who == _NONE:
            return None
        if self.who in PARTY_KINDS:
            kind: PartyKind = self.who
            return Party(kind, self.name, "", self.benefit)
        return Party("regency", regency_names()[self.who], self.who, self.benefit)


def chosen_opportunity() -> str:
    """What somebody comes with; nothing where the address names none of today's."""
    return state.chosen_parts("opportunity", _read, _("Opportunity"))


def offer_opening(actor: Actor, known: Sequence[Case]) -> None:
    """The form, open where somebody comes with an opportunity."""
    key = chosen_opportunity()
    content = opportunities.content_of(key or "by_hand")
    assert content is not None, "keys are read before"
    with st.expander(_("Open a case"), expanded=bool(key) or not known):
        for same in board.made_from(known, content.origin, content.origin_key):
            st.warning(
                _(
                    "There is a case already from the same opportunity: {title}",
                    title=plain(same.content.title),
                )
            )
        _show_snapshot(content)
        _show_form(actor, content, key)


def _read(text: str) -> tuple[str, Sequence[str]]:
    key = opportunities.known_key(text)
    return key, [] if key else [text]


def _show_snapshot(content: Content) -> None:
    """The figures that go into the case and stay as they are today."""
    rows = content.snapshot.get("rows", ())
    if not rows:
        return
    language = current_language()
    heading = _("Figures of the day on which it is made; they stay as they are")
    st.markdown(f"**{heading}**")
    lines = []
    for row in rows:
        value = "–" if row["value"] is None else number(row["value"], _decimals(row["value"]))
        facts = [f"{value} {row['unit']}".strip(), str(row["year"] or ""), grade_word(row["grade"])]
        lines.append(
            f"- {plain(row[f'label_{language}'])}: {plain(' · '.join(filter(None, facts)))}"
        )
    st.markdown("\n".join(lines))
    st.caption(plain(content.snapshot[f"note_{language}"]))
    show_provenance("opportunity", [row["source"] for row in rows])


def _decimals(value: float) -> int:
    return 0 if abs(value) >= 1000 or float(value).is_integer() else 1


def _show_form(actor: Actor, usual: Content, opportunity: str) -> None:
    subject = f"open {opportunity}"
    key = f"case-{write_key(subject)}"
    with st.form(key, border=False):
        content = _fields(key, usual)
        st.caption(desk_words.other_rules_note())
        pressed = st.form_submit_button(_("Record the case"), type="primary", key=f"{key}-open")
    if not pressed:
        return
    try:
        case = cases.open_case(actor, content, write_key(subject))
    except (CaseRuleError, AccessError, StoreError) as error:
        log.event("case_refused", reason=error.code)
        st.error(desk_words.not_opened(error.code))
        return
    renew_key(subject)
    state.choose("opportunity", "")
    st.query_params.pop("opportunity", None)
    st.switch_page(script("case"), query_params={"case": case.case_id})


def _fields(key: str, usual: Content) -> Content:
    title = st.text_input(
        _("What the case is called"), usual.title, max_chars=LONGEST_TITLE, key=f"{key}-title"
    )
    origin, link = usual.origin, usual.origin_key
    if origin in opportunities.TYPED:
        first, second = st.columns(2)
        origin = first.selectbox(
            _("What it is about"),
            opportunities.TYPED,
            opportunities.TYPED.index(origin),
            format_func=desk_words.origin_word,
            key=f"{key}-origin",
        )
        link = second.selectbox(
            _("Of a tourism link: of which kind"),
            (_NONE, *opportunities.TOURISM_LINKS),
            format_func=lambda code: desk_words.tourism_word(code) if code else _("none"),
            key=f"{key}-link",
        )
        link = link if origin == "tourism" else ""
    area = partial(st.text_area, max_chars=LONGEST_TEXT, height=80)
    subject = area(_("Object of the cooperation"), usual.object, key=f"{key}-object")
    reason = area(_("Why"), usual.reason, key=f"{key}-reason")
    affairs = {_NONE: _("none"), **desk_words.affairs()}
    affair = st.selectbox(
        _("Priority affair of the report"),
        list(affairs),
        list(affairs).index(usual.affair),
        format_func=affairs.__getitem__,
        key=f"{key}-affair",
    )
    heading = _("Parties: two, three or more")
    st.markdown(f"**{heading}**")
    st.caption(
        _(
            "Write for each what it has from it. Where one has nothing written the case is "
            "flagged: by the report's own definition what benefits one side only is no cooperation."
        )
    )
    rows = min(max(_FEWEST_ROWS, len(usual.parties) + 1), _MOST_ROWS)
    given = [*usual.parties, *[None] * (rows - len(usual.parties))]
    places = [_party_fields(f"{key}-{i}", i, party) for i, party in enumerate(given)]
    parties = tuple(party for each in places if (party := each.party()) is not None)
    return replace(
        usual,
        title=title,
        object=subject,
        reason=reason,
        affair=affair,
        parties=parties,
        origin=origin,
        origin_key=link,
    )


def _party_fields(key: str, position: int, usual: Party | None) -> _Place:
    others = [kind for kind in PARTY_KINDS if kind != "regency"]
    options = [_NONE, *by_name(regency_names()), *others]

    def said(code: str) -> str:
        if code == _NONE:
            return _("nobody")
        return desk_words.party_kind(code) if code in others else listed_regency(code)

    n = position + 1
    who_box, name_box, benefit_box = st.columns([1, 1, 2])
    who = who_box.selectbox(
        _("Party {n}", n=n),
        options,
        options.index(usual.code if usual else _NONE),
        format_func=said,
        key=f"{key}-who",
    )
    name = name_box.text_input(
        _("Name of party {n}, if no regency of NTT", n=n), max_chars=120, key=f"{key}-name"
    )
    benefit = benefit_box.text_input(
        _("Benefit of party {n}", n=n),
        usual.benefit if usual else "",
        max_chars=LONGEST_TEXT,
        key=f"{key}-benefit",
    )
    return _Place(who, name, benefit)
