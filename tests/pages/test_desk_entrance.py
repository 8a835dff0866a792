"""The entrance of the desk: through it to what one came for, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.matching.ranges import corridors_of
from services import credentials
from services.access import Actor
from services.answer import evaluation
from services.desk.matched_opportunities import corridor_content, corridor_key
from tests.pages.test_hand_in import browser
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("?opportunity=corridor-rice-2023-1", "/desk?opportunity=corridor-rice-2023-1"),
        ("?lang=en&case=abcd2345", "/case?lang=en&case=abcd2345"),
        ("", "/desk"),
        ("?case=//elsewhere.example", "/desk"),
        ("?case=a%0d%0aSet-Cookie:b", "/desk"),
        ("?next=https://elsewhere.example", "/desk"),
    ],
)
def test_who_comes_for_one_thing_goes_on_to_it_and_nowhere_else(asked: str, leads_to: str) -> None:
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    client = browser()
    page = client.get(f"/rakor/masuk/meja{asked}").text
    action = page.split('<form method="post" action="')[1].split('"')[0].replace("&amp;", "&")
    refused = client.post(action, data={"code": "biro-222222222222"})
    assert refused.status_code == 401
    assert action.replace("&", "&amp;") in refused.text, "a slip of the hand loses nothing"
    answer = client.post(action, data={"code": code}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


def test_the_other_language_keeps_what_one_came_for() -> None:
    page = browser().get("/rakor/masuk/meja?opportunity=tourism").text
    assert "/rakor/masuk/meja?opportunity=tourism&amp;lang=en" in page


def test_every_corridor_of_the_standard_answer_has_a_key_that_opens_it() -> None:
    answer = evaluation.baseline_answer("rice", 2023)
    corridors = corridors_of(answer.ranges)
    assert corridors
    for each in corridors:
        key = corridor_key(answer, each)
        content = corridor_content(key.removeprefix("corridor-"))
        assert content is not None
        assert [party.code for party in content.parties] == [*each.origins, *each.destinations]


@pytest.mark.parametrize("who", ["bureau", "reader", "regency"])
def test_a_corridor_on_the_page_can_be_made_an_opportunity(
    who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    actors = {"bureau": BUREAU, "reader": Actor("reader"), "regency": Actor("regency")}
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: actors[who])
    app = open_page("matcher", commodity="rice", year="2023")
    links = [str(each.proto) for kind in ("page_link", "link_button") for each in app.get(kind)]
    offered = [each for each in links if "opportunity=corridor-rice-2023-1" in each]
    assert len(offered) == (0 if who == "regency" else 1)
    assert all(("/rakor/masuk/meja" in each) == (who == "reader") for each in offered)


def test_the_bare_page_of_a_case_says_what_it_is_for_and_leads_to_the_desk() -> None:
    for language, told, none in (
        ("id", "Halaman ini memuat satu kerja sama", "tidak ada"),
        ("en", "Here stands one cooperation", "There is no such"),
    ):
        app = open_page("case", language)
        assert told in words(app)
        assert not [each for each in app.info if none in each.value]
        assert [each for each in app.get("page_link") if "desk" in str(each.proto)]
