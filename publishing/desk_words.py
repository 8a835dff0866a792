"""Words of the cooperation desk: how many cases stand how, what comes next, whence a case came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ntt_data.store.case_records import Content, Party
from ntt_data.tables import load
from publishing.formats import number
from publishing.language import _, localised, ngettext


def standing_word(code: str) -> str:
    """How a case stands; before it is signed it is a proposal."""
    return {
        "proposed": _("proposed cooperation"),
        "signed": _("cooperation signed"),
        "ended": _("cooperation ended"),
        "withdrawn": _("proposal withdrawn"),
    }[code]


def standing_color(code: str) -> str:
    """The colour of the badge with that word, the same wherever a case is shown."""
    return {"proposed": "blue", "signed": "green"}.get(code, "gray")


def headline(counted: Mapping[Any, int]) -> str:
    """How many cases there are, and how many stand how."""
    total = sum(counted.values())
    parts = ", ".join(f"{n} {standing_word(code)}" for code, n in counted.items())
    return ngettext(
        "{n} case on the desk: {parts}", "{n} cases on the desk: {parts}", total, parts=parts
    )


def guards_told(scheme: str, stage: str, guards: Sequence[str]) -> str:
    """What is missing for a stage, and where the wording of its basis was not obtained."""
    rows = load("case_guards")
    rows = rows[(rows["scheme"] == scheme) & (rows["stage"] == stage)].set_index("guard")
    said, doubt = [], _("not yet confirmed by the bureau")
    for guard in guards:
        name = str(rows.loc[guard, localised("name")])
        sure = str(rows.loc[guard, "wording"]) in {"printed", "copy_read"}
        said.append(name if sure else f"{name} ({doubt})")
    return "; ".join(said)


def parties(content: Content) -> str:
    """The parties by name, or that none was named."""
    return " · ".join(party.name for party in content.parties) or _("no party named yet")


def party_kind(kind: str) -> str:
    """What a party is that is no regency of NTT."""
    return {
        "regency": _("regency of NTT"),
        "region_outside": _("region outside NTT"),
        "company": _("company"),
        "other": _("another party"),
    }[kind]


def other_rules_note() -> str:
    """What holds for parties that are no regencies of NTT."""
    return _(
        "For a region outside NTT, a company or another party other rules hold than between "
        "regencies of NTT (PP 28/2018 names third parties); which ones is not yet confirmed by "
        "the bureau. Ask the legal bureau before a letter of offer is sent."
    )


def without_benefit(parties_of: Sequence[Party]) -> list[str]:
    """Names of the parties for whom no benefit is written."""
    return [party.name for party in parties_of if not party.benefit.strip()]


def origin_word(code: str) -> str:
    """What a case was made from."""
    return {
        "by_hand": _("described by hand"),
        "pair": _("a pair of the model"),
        "corridor": _("a corridor of the model"),
        "kpju_pair": _("a pair of KPJu lists"),
        "flagship": _("the flagship of a zone"),
        "tourism": _("a tourism link"),
        "joint_processing": _("joint processing"),
        "joint_market": _("a joint market"),
        "shared_service": _("a shared service"),
        "boundary": _("a boundary issue"),
        "reported": _("a document of before"),
    }.get(code, code)


def tourism_word(code: str) -> str:
    """What a tourism link is about."""
    return {
        "attraction": _("attraction"),
        "access": _("access"),
        "lodging": _("lodging"),
        "amenity": _("amenity"),
        "awareness": _("awareness"),
    }[code]


def affairs() -> dict[str, str]:
    """Priority affairs of the report by key, in its order."""
    rows = load("priority_affairs").sort_values("order")
    return dict(zip(rows["affair"], rows[localised("name")].astype(str), strict=True))


def not_opened(code: str) -> str:
    """Why no case was opened, and what to do."""
    return {
        "no_title": _("No case was opened: write what it is called."),
        "same_party": _("No case was opened: the same party is chosen twice."),
        "unknown_party": _("No case was opened: write the name of the party that is no regency."),
        "long_text": _(
            "No case was opened: a title has {title} signs at most, any other text {text}.",
            title=number(160),
            text=number(2000),
        ),
        "not_allowed": _("No case was opened: you are not signed in any more. Come in again."),
    }.get(
        code,
        _(
            "The database cannot be reached; nothing is certain to be recorded. Press again: it "
            "counts once."
        ),
    )
