"""Which briefings there are, found by what people write: a name, a code, a slug, a link's id.

``find`` answers at once and says what is near where there is no such thing; ``briefing`` fills it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.scenario.document import ReadDocument, from_dict
from analysis.scenario.scenario import Scenario
from analysis.scenario.upgrade import DocumentChange
from geo.places import names_known, regency_names
from ntt_data.store import BASELINE_ID, StoreError
from ntt_data.tables import load
from publishing.briefing.model import Briefing, Kind
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from services import profile, scenarios
from services.answer import evaluation
from services.briefing.commodity import commodity_briefing
from services.briefing.province import province_briefing
from services.briefing.regency import regency_briefing
from services.briefing.road_map import road_map_briefing
from services.briefing.scenario import scenario_briefing
from services.commodity_names import find_commodity, near_commodities

#: The one key of the province's briefing, and of its road map.
PROVINCE = "ntt"
_EXAMPLE = "5315"
#: The kinds as they stand in an address.
IN_ADDRESS: dict[str, Kind] = {
    "daerah": "regency",
    "komoditas": "commodity",
    "skenario": "scenario",
    "provinsi": "province",
    "zona": "zone",
    "peta-jalan": "road_map",
}


class NoBriefingError(Exception):
    """There is no briefing of what was asked for.

    The text says so in the language of whoever asks, and names what may have been meant.
    """


@dataclass(frozen=True)
class Subject:
    """What a briefing is of; ``year`` is that of the balances, the newest if left out.

    ``scenario`` is what stands under the id ``key``, ``changes`` what of it does not open as it was
    written; saved anew, it is another subject.
    """

    kind: Kind
    key: str
    year: int | None = None
    scenario: Scenario | None = None
    changes: tuple[DocumentChange, ...] = ()


def _of_scenario(subject: Subject) -> Briefing:
    assert subject.scenario is not None
    return scenario_briefing(subject.scenario, subject.key, subject.changes)


#: Who writes the briefing of each kind.
_WRITTEN: dict[Kind, Callable[[Subject], Briefing]] = {
    "regency": lambda subject: regency_briefing(subject.key, subject.year),
    "commodity": lambda subject: commodity_briefing(subject.key, subject.year),
    "scenario": _of_scenario,
    "province": lambda _subject: province_briefing(),
    "road_map": lambda _subject: road_map_briefing(),
}
KINDS: tuple[Kind, ...] = tuple(_WRITTEN)


def find(kind: str, key: str = "", year: int | None = None) -> Subject:
    """The subject that a text names.

    Parameters
    ----------
    kind
        One of ``KINDS``, or its word of ``IN_ADDRESS``.
    key
        Name or code of a regency, name or slug of a commodity, id of a saved scenario.

    Raises
    ------
    NoBriefingError
        Nothing is called so, or there is no such year.
    StoreError
        The database cannot be asked for a scenario.
    """
    known = IN_ADDRESS.get(kind, kind)
    if known not in KINDS:
        raise NoBriefingError(
            _("There are no briefings of '{kind}'; there are: {kinds}.", kind=kind, kinds=_kinds())
        )
    if known == "regency":
        return Subject("regency", _regency(key), _of(year, profile.balance_years()))
    if known == "commodity":
        commodity = _commodity(key)
        years = evaluation.two_sided().get(commodity, [])
        return Subject("commodity", commodity, _of(year, years))
    if known == "scenario":
        return _scenario(key)
    if key.casefold() not in ("", PROVINCE):
        raise NoBriefingError(
            _("There is one province, '{key}'; '{asked}' is none.", key=PROVINCE, asked=key)
        )
    return Subject("road_map" if known == "road_map" else "province", PROVINCE)


def found_scenario(read: ReadDocument, link_id: str = "") -> Subject:
    """A scenario that is at hand; without the id of its link it is not a saved one."""
    return Subject("scenario", link_id, scenario=read.scenario, changes=read.changes)


def briefing(subject: Subject) -> Briefing:
    """All that is told of it, in the language and of the edition of now."""
    return _WRITTEN[subject.kind](subject)


def every_key(kind: Kind) -> list[str]:
    """Keys of all briefings of a kind; of scenarios, those in the list (the newest)."""
    if kind == "regency":
        return list(regency_names())
    if kind == "commodity":
        return [str(slug) for slug in load("commodities")["commodity"]]
    if kind == "scenario":
        return [each.link_id for each in scenarios.listed() if each.link_id != BASELINE_ID]
    return [PROVINCE]


def _regency(asked: str) -> str:
    found = names_known().find(asked)
    if found is not None:
        return found
    names = regency_names()
    near = [f"{names[code]} ({code})" for code in names_known().near(asked)]
    if near:
        raise NoBriefingError(
            _("No regency is called '{asked}'; perhaps: {near}.", asked=asked, near=", ".join(near))
        )
    raise NoBriefingError(
        _(
            "No regency is called '{asked}'. Name one of the 22 or give its code, such as {name} "
            "or {code}.",
            asked=asked,
            name=names[_EXAMPLE],
            code=_EXAMPLE,
        )
    )


def _commodity(asked: str) -> str:
    found = find_commodity(asked)
    if found is None:
        hint = ", ".join(near_commodities(asked) or map(commodity_name, evaluation.two_sided()))
        raise NoBriefingError(
            _("'{asked}' is no commodity; perhaps: {hint}.", asked=asked, hint=hint)
        )
    return found


def _scenario(link_id: str) -> Subject:
    try:
        stored = scenarios.load(link_id)
    except StoreError as error:
        if error.code not in ("not_found", "deleted"):
            raise
        raise NoBriefingError(
            _("There is no saved scenario '{link_id}', or it was deleted.", link_id=link_id)
        ) from error
    return found_scenario(from_dict(stored.document), stored.link_id)


def _of(year: int | None, years: Sequence[int]) -> int | None:
    if year is None or year in years:
        return year
    if not years:
        raise NoBriefingError(
            _("There is no year to choose: nothing of it is known by year. Leave the year out.")
        )
    raise NoBriefingError(
        _(
            "There is nothing of {year}; the years are {years}.",
            year=year_text(year),
            years=", ".join(map(year_text, sorted(years))),
        )
    )


def _kinds() -> str:
    return ", ".join(f"{kind} ({word})" for word, kind in IN_ADDRESS.items() if kind in KINDS)
