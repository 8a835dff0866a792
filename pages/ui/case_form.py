"""The fields in which a case is described: when it is opened, and when it is corrected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from geo.places import regency_names
from ntt_data.store.case_records import PARTY_KINDS, Content, Party, PartyKind
from ntt_data.tables import load
from pages.ui.regency import by_name
from publishing import case_words, desk_words
from publishing.language import _
from publishing.markdown_text import plain
from publishing.names import listed_regency
from services.desk import opportunities
from services.desk.contents import LONGEST_TEXT, LONGEST_TITLE

_FEWEST_ROWS, _MOST_ROWS = 4, 10
_NONE = ""


@dataclass(frozen=True)
class _Place:
    """The fields of one party."""

    who: str
    name: str
    benefit: str

    def party(self, usual: Party | None) -> Party | None:
        """What was chosen; None where the row was left empty."""
        if self.who == _NONE:
            return None
        if self.who in PARTY_KINDS:
            kind: PartyKind = self.who
            # What names it in obligations stays with it as long as it is the same.
            is_same = usual is not None and (usual.kind, usual.name) == (kind, self.name)
            return Party(kind, self.name, usual.code if usual and is_same else "", self.benefit)
        return Party("regency", regency_names()[self.who], self.who, self.benefit)


def fields(key: str, usual: Content, asks_origin: bool = True, why_fixed: str = "") -> Content:
    """Within a form: what was typed, beginning with ``usual``.

    Parameters
    ----------
    asks_origin : bool
        Whether what it was made from can be said; it is not said anew of a case that is open.
    why_fixed : str
        Why the parties stay who they are; then only their benefits can be said anew.
    """
    title = st.text_input(
        _("What the case is called"), usual.title, max_chars=LONGEST_TITLE, key=f"{key}-title"
    )
    origin, link = _origin(key, usual) if asks_origin else (usual.origin, usual.origin_key)
    area = partial(st.text_area, max_chars=LONGEST_TEXT, height=80)
    subject = area(_("Object of the cooperation"), usual.object, key=f"{key}-object")
    reason = area(_("Why"), usual.reason, key=f"{key}-why")
    affairs = {_NONE: _("none"), **desk_words.affairs()}
    affair = _one_of(_("Priority affair of the report"), affairs, usual.affair, f"{key}-affair")
    codes = load("cooperation_forms").sort_values("order")["form"].astype(str)
    forms = {_NONE: _("none"), **{code: case_words.form_name(code) for code in codes}}
    form = _one_of(_("Form of cooperation"), forms, usual.form, f"{key}-form")
    heading = _("Parties: two, three or more")
    st.markdown(f"**{heading}**")
    st.caption(
        _(
            "Write for each what it has from it. Where one has nothing written the case is "
            "flagged: by the report's own definition what benefits one side only is no cooperation."
        )
    )
    if why_fixed:
        st.caption(plain(why_fixed))
        parties = _benefits(key, usual.parties)
    else:
        parties = _parties(key, usual.parties)
    return replace(
        usual,
        title=title,
        object=subject,
        reason=reason,
        affair=affair,
        form=form,
        parties=parties,
        origin=origin,
        origin_key=link,
    )


def _origin(key: str, usual: Content) -> tuple[str, str]:
    """What it was made from: of an opportunity with figures that is said already."""
    if usual.origin not in opportunities.TYPED:
        return usual.origin, usual.origin_key
    first, second = st.columns(2)
    origin = first.selectbox(
        _("What it is about"),
        opportunities.TYPED,
        opportunities.TYPED.index(usual.origin),
        format_func=desk_words.origin_word,
        key=f"{key}-origin",
    )
    link = second.selectbox(
        _("Of a tourism link: of which kind"),
        (_NONE, *opportunities.TOURISM_LINKS),
        format_func=lambda code: desk_words.tourism_word(code) if code else _("none"),
        key=f"{key}-link",
    )
    return origin, link if origin == "tourism" else ""


def _one_of(label: str, names: dict[str, str], usual: str, key: str) -> str:
    codes = list(names)
    at = codes.index(usual) if usual in names else 0
    return st.selectbox(label, codes, at, format_func=names.__getitem__, key=key)


def _benefits(key: str, parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(
        replace(
            party,
            benefit=st.text_input(
                _("Benefit for {party}", party=plain(party.name)),
                party.benefit,
                max_chars=LONGEST_TEXT,
                key=f"{key}-benefit-{at}",
            ),
        )
        for at, party in enumerate(parties)
    )


def _parties(key: str, parties: Sequence[Party]) -> tuple[Party, ...]:
    rows = max(_FEWEST_ROWS, min(len(parties) + 1, _MOST_ROWS), len(parties))
    given = [*parties, *[None] * (rows - len(parties))]
    found = [_party_fields(f"{key}-{at}", at, usual).party(usual) for at, usual in enumerate(given)]
    return tuple(party for party in found if party is not None)


def _party_fields(key: str, position: int, usual: Party | None) -> _Place:
    others = [kind for kind in PARTY_KINDS if kind != "regency"]
    options = [_NONE, *by_name(regency_names()), *others]
    is_regency = usual is not None and usual.kind == "regency"

    def said(code: str) -> str:
        if code == _NONE:
            return _("nobody")
        return desk_words.party_kind(code) if code in others else listed_regency(code)

    n = position + 1
    who_box, name_box, benefit_box = st.columns([1, 1, 2])
    who = who_box.selectbox(
        _("Party {n}", n=n),
        options,
        0 if usual is None else options.index(usual.code if is_regency else usual.kind),
        format_func=said,
        key=f"{key}-who",
    )
    name = name_box.text_input(
        _("Name of party {n}, if no regency of NTT", n=n),
        "" if usual is None or is_regency else usual.name,
        max_chars=LONGEST_TITLE,
        key=f"{key}-name",
    )
    benefit = benefit_box.text_input(
        _("Benefit of party {n}", n=n),
        usual.benefit if usual else "",
        max_chars=LONGEST_TEXT,
        key=f"{key}-benefit",
    )
    return _Place(who, name, benefit)
