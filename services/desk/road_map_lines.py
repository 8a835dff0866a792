"""Things of the road map in words: for its page, its paper and its slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ntt_data.store.decision_records import Decision
from ntt_data.store.zone_choice_records import ZoneChoice
from publishing import case_words, decision_words, zone_choice_words
from publishing.language import _
from publishing.listings.road_map import (
    Line,
    ask_told,
    asked_told,
    gap_in_short,
    gap_told,
    next_told,
    office,
)
from services.coverage import covered_commodities
from services.desk import board
from services.desk.missing_figures import Gap
from services.desk.road_map import Item, Open
from services.desk.state import SCHEMES, Case, Scheme


def line_of(item: Item, zone_names: Mapping[str, str], today: date) -> Line:
    """One thing in words, with the zone that it belongs to and the page that it stands on."""
    what = item.what
    page, parameters = _place(item)
    return Line(
        zone=zone_names.get(item.zone_id, _("Province of NTT")),
        kind="proposal" if isinstance(what, Case) and not what.is_signed else item.kind,
        what=_what(what),
        owner=_owner(item),
        until=item.until,
        is_overdue=item.is_overdue(today),
        short=_short(what),
        more=_more(item),
        page=page,
        parameters=parameters,
    )


def once(items: Sequence[Item], lines: Sequence[Line]) -> list[Line]:
    """Lines to be counted: a case between zones stands in each of them, and is one thing."""
    seen: set[str] = set()
    counted = []
    for item, line in zip(items, lines, strict=True):
        if isinstance(item.what, Case):
            if item.what.case_id in seen:
                continue
            seen.add(item.what.case_id)
        counted.append(line)
    return counted


def _what(what: Case | Decision | ZoneChoice | Open | Gap) -> str:
    match what:
        case Case():
            return what.content.title
        case Decision():
            return what.content.text
        case ZoneChoice():
            product = zone_choice_words.product(what)
            return _("Chosen by {who}: {product}", who=what.chosen_by, product=product)
        case Open():
            candidates = zone_choice_words.candidates_told(what.candidates)
            return _("Not chosen yet. {candidates}", candidates=candidates)
        case Gap():
            return gap_told(
                what.regency_codes, what.commodity, what.year, what.lacking, what.whole_zone
            )


def _short(what: Case | Decision | ZoneChoice | Open | Gap) -> str:
    match what:
        case ZoneChoice():
            return zone_choice_words.product(what)
        case Open():
            return zone_choice_words.none_chosen()
        case Gap():
            return gap_in_short(what.commodity, what.year, [code for code, _mine in what.lacking])
        case _:
            return ""


def _owner(item: Item) -> str:
    match item.what:
        case Decision():
            return decision_words.owner(item.what.content)
        case Gap():
            # Who is asked by a round is named by it; where no round asks, nobody was.
            return "" if item.what.asked is None else office(item.what.sheet)
        case _:
            return item.owner


def _more(item: Item) -> str:
    match item.what:
        case Case():
            return next_told(_next(item.what, "report"), _next(item.what, "legal"))
        case Gap():
            gap = item.what
            asked = gap.asked
            told = ask_told([code for code, _codes in gap.lacking], gap.sheet)
            if asked is None or item.until is None:
                return told
            lacking = dict(gap.lacking)["production"]
            n = len(asked.regency_codes)
            return f"{told} {asked_told(asked.name, asked.years, item.until, n, len(lacking))}"
        case ZoneChoice():
            return _("Reason: {reason}", reason=item.what.reason)
        case _:
            return ""


def _next(case: Case, scheme: Scheme) -> tuple[str, str] | None:
    assert scheme in SCHEMES
    step = board.next_step(case, scheme)
    if step is None:
        return None
    names, actors = case_words.stage_names(scheme), case_words.stage_actors(scheme)
    return names[step.stage], actors[step.stage]


def _place(item: Item) -> tuple[str, dict[str, str]]:
    """The page of a thing, with what its address says."""
    match item.what:
        case Case():
            return "case", {"case": item.what.case_id}
        case Decision():
            return "decisions", {"decided": "open"}
        case Gap():
            return _place_of_gap(item.what)
        case _:
            return "partners", {"view": "flagship", "zone": item.zone_id}


def _place_of_gap(gap: Gap) -> tuple[str, dict[str, str]]:
    if gap.asked is not None:
        return "rounds", {"round": gap.asked.round_id}
    if not gap.commodity:
        return "tables", {"section": "tables", "table": "kpju"}
    if gap.year is not None and gap.commodity in covered_commodities():
        place = {"section": "coverage", "by": "commodity", "commodity": gap.commodity}
        return "tables", {**place, "year": str(gap.year)}
    return "commodity", {"commodity": gap.commodity}
