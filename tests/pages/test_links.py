"""Links damaged on their way: every page with every parameter it reads.

What is damaged is read as it was meant, or the page says that it does not know it and what it
shows instead. It never shows another year, good or regency without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import case_records
from ntt_data.store.decision_records import Content
from pages.ui import state
from pages.ui.addresses import PARAMETERS, SEARCHES
from services import decisions, rounds
from services.access import Actor
from services.desk import cases
from tests.support.open_page import open_page
from tests.support.own_store import own_store

_MATCH = {"objective", "outside", "reserve", "limit", "shipment", "partners", "closed_pairs"}
#: A page with the choices that lead to a part of it -> the parameters that it reads there.
VIEWS: list[tuple[str, dict[str, str], set[str]]] = [
    ("overview", {}, {"commodity", "regency"}),
    ("map", {}, {"indicator", "commodity", "year", "regency"}),
    ("sectors", {}, {"scheme", "item", "regency"}),
    ("profile", {}, {"year", "regency", "beside"}),
    ("commodity", {}, {"commodity", "year"}),
    (
        *("matcher", {}),
        {
            "commodity",
            "year",
            "regency",
            "spreads",
            "swap",
            "pair",
            "pair_from",
            "pair_to",
            *_MATCH,
        },
    ),
    ("scenarios", {}, {"scenario", "with", "and", "commodity", "year"}),
    ("ferries", {}, {"year", "outside", "room", "crossing"}),
    ("methods", {"section": "network"}, {"events", "closed"}),
    ("methods", {"section": "costs"}, {"origin", "pair"}),
    ("methods", {"section": "flows"}, {"scope_checked", "pairs_of"}),
    ("partners", {"view": "complementary"}, {"family", "product", "regency", "pair"}),
    ("partners", {"view": "similar"}, {"reach", "regency", "pair"}),
    ("partners", {"view": "clusters"}, {"reach", "linkage", "shared"}),
    ("partners", {"view": "flagship"}, {"competing", "zone"}),
    (
        *("guide", {"section": "model"}),
        {"binding", "body", "payment", "own_offices", "region_wide"},
    ),
    ("guide", {"section": "zones"}, {"regency", "seats", "seat_measure", "seat_aim"}),
    ("guide", {"section": "flows"}, {"scope"}),
    (
        *("desk", {}),
        {"cases_as", "stages", "regency", "case_good", "case_state", "find_lesson", "report_year"}
        | {"opportunity"},
    ),
    ("case", {}, {"case"}),
    ("decisions", {}, {"decided"}),
    ("register", {}, {"entry", "entry_of", "entry_kind", "entry_year", "report_year"}),
    ("road_map", {}, {"road_zone", "road_kind"}),
    (
        *("tables", {"section": "tables"}),
        {"table", "rows_regency", "rows_commodity", "from", "to", "find"},
    ),
    ("tables", {"section": "sources"}, {"grade", "find_source"}),
    ("tables", {"section": "anomalies"}, {"document", "kind", "find_anomaly"}),
    ("tables", {"section": "coverage", "by": "year"}, {"year", "group", "commodity"}),
    ("tables", {"section": "coverage", "by": "commodity"}, {"commodity", "year"}),
    ("pack", {}, {"regency", "files_in"}),
    ("rounds", {}, {"round"}),
    ("wall", {}, {"round"}),
]
#: Read for whoever has signed in as the bureau: tests/pages/test_review.py, test_desk.py.
THE_BUREAUS = {"receipt"}
#: What several parts are written as, with a value that each page takes.
_PARTS = {"spreads": "norm.B:30,production.B:12", "closed_pairs": "5301-5302,5302-5303"}
_PARTS |= {"closed": "E001,E061", "events": "", "seats": "5301,5371"}
_PARTS |= {"opportunity": "flagship-Z1"}
#: How a link arrives: what happens to a parameter's name and value.
DAMAGES: list[Callable[[str, str], tuple[str, str]]] = [
    lambda name, value: (name, f"{value}."),
    lambda name, value: (name, f"{value})"),
    lambda name, value: (f"amp;{name}", value),
    lambda name, value: (name, f"{value}\u200b"),
    lambda name, value: (name.upper(), value.upper()),
    lambda name, value: (f"?{name}", f"{value}>"),
    lambda name, value: (name, f"\u201c{value}\u201d,"),
    lambda name, value: (name, f"{value}%20"),
]
UNKNOWN = "qqq7"


@pytest.fixture(autouse=True)
def _two_rounds_and_a_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        for name in ("Rakor jagung", "Rakor padi"):
            rounds.open_round(
                Actor("bureau"),
                rounds.RoundDefinition(
                    name=name,
                    deadline=datetime.now(UTC) + timedelta(hours=3),
                    year=2024,
                    items=[rounds.ItemDefinition(sheet="agriculture", item="maize")],
                ),
            )
        decisions.record(
            Actor("bureau"), Content("Sikka membeli 500 t jagung", "Dinas", decisions.today())
        )
        _published_case()
        yield


def _published_case() -> None:
    parties = (case_records.Party("regency", "Sikka", "5310"), case_records.Party("other", "Bulog"))
    bureau = Actor("bureau")
    of_model = ("pair", "rice-2023-5315-5310")
    content = case_records.Content("Jagung", "Jagung", "Kurang", parties, *of_model)
    case = cases.open_case(bureau, content)
    signed = cases.attach(bureau, case.case_id, "agreement", "a.pdf", b"a", {}, "", case.no)
    public = cases.publish(bureau, case.case_id, True, "", signed.no)
    # What has ended has a lesson that can be searched.
    cases.end(bureau, case.case_id, "Selesai", "Jadwal kapal", public.no)


@dataclass
class Read:
    """What a page has asked the address for: its options, and what it then shows."""

    options: list[str] | None
    value: str


@contextmanager
def _watched() -> Iterator[dict[str, Read]]:
    """Every parameter that the page reads meanwhile."""
    read: dict[str, Read] = {}
    chosen, chosen_parts = state.chosen, state.chosen_parts

    def watch_chosen(key: str, options: Sequence[Any], *args: Any, **named: Any) -> Any:
        value = chosen(key, options, *args, **named)
        read[key] = Read([str(option) for option in options], str(value))
        return value

    def watch_parts(key: str, *args: Any, **named: Any) -> str:
        value = chosen_parts(key, *args, **named)
        read[key] = Read(None, value)
        return value

    with (
        mock.patch.object(state, "chosen", watch_chosen),
        mock.patch.object(state, "chosen_parts", watch_parts),
    ):
        yield read


def _told(app: AppTest) -> list[str]:
    """What the page says of its link, a line for each."""
    return [
        line
        for warning in app.warning
        if warning.icon == ":material/link_off:"
        for line in warning.value.split("  \n")
    ]


def test_every_parameter_is_read_by_some_page() -> None:
    read = {name for _page, led_by, names in VIEWS for name in (*led_by, *names)}
    assert read | {"lang", "size", "address"} | THE_BUREAUS == PARAMETERS


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join([view[0], *view[1].values()]))
def test_what_is_damaged_is_read_and_what_is_unknown_is_told(
    view: tuple[str, dict[str, str], set[str]],
) -> None:
    page, led_by, names = view
    with _watched() as seen:
        app = open_page(page, **led_by, **dict.fromkeys(names, UNKNOWN))
    assert seen.keys() == {"lang", "size", *led_by, *names}
    told = [line for line in _told(app) if UNKNOWN in line]
    assert len(told) == len(names - SEARCHES), told
    assert not [name for name in names - SEARCHES if UNKNOWN in str(app.query_params.get(name))]

    # Now each at another value than its first, and damaged; what leads here stays.
    meant = {**led_by, "lang": "en"}
    for name in names - SEARCHES:
        options = seen[name].options
        others = [each for each in options or [] if each and each != seen[name].value]
        meant[name] = _PARTS.get(name, "") if options is None else (others or [""])[0]
    meant = {name: value for name, value in meant.items() if value}
    for turn in range(2):
        arrived = dict(
            DAMAGES[(place + turn) % len(DAMAGES)](name, value)
            for place, (name, value) in enumerate(sorted(meant.items()))
        )
        arrived = {
            **{name: value for name, value in arrived.items() if "lang" not in name.lower()},
            "lang": "EN.",
        }
        with _watched() as now:
            app = open_page(page, **arrived)
        offered = {
            name: value
            for name, value in meant.items()
            if name in now and (now[name].options is None or value in (now[name].options or []))
        }
        assert {name: now[name].value for name in offered} == offered, arrived
        # Of what another choice of the same link has taken from the list, it says so.
        assert len(_told(app)) == len(meant.keys() & now.keys()) - len(offered), _told(app)
