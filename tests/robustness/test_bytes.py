"""What an interaction brings over the air of a hall, as a browser gets it: bytes, which are exact.

As the README's figures: in a session that has been open a while.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.benchmarks.load import visits
from tests.benchmarks.load.session import Answer, Session
from tests.support.serving import Server

#: The largest is one that brings words which the page has not shown for a while: 3.6 KB.
BUDGET = 4_000
#: Mean on the map, of two clicks for each choice of what it shows: 1.6 KB, and a tenth more.
MAP_MEAN = 1_800
#: Mean on the matcher, where another year brings all pairs: what is reached, 7.9 KB, and a tenth
#: more.
MATCHER_MEAN = 8_650
#: Mean on the profile, where another regency or year brings all of it, and on the commodity page:
#: what is reached, 18.7 and 10.4 KB, and a tenth more.
PROFILE_MEAN, COMMODITY_MEAN = 20_500, 11_400


def _settled_answers(server: Server, visit: visits.Visit) -> list[Answer]:
    async def act() -> list[Answer]:
        session: Session = await visit.enter(server.address)
        answers = [await visit.act(session, 0, done) for done in range(12)]
        await session.close()
        return answers[2:]  # the first ones still bring words that the page has not shown yet

    # On a thread of its own: Playwright's loop, which runs until the last test, is on this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, act()).result()


def test_every_change_of_the_map_is_within_the_budget(server: Server) -> None:
    answers = _settled_answers(server, visits.MAP)
    assert max(answer.wire_bytes for answer in answers) < BUDGET
    assert sum(each.wire_bytes for each in answers) / len(answers) < MAP_MEAN


@pytest.mark.parametrize(
    ("visit", "mean"),
    [
        pytest.param(visits.MATCHER, MATCHER_MEAN, id="matcher"),
        pytest.param(visits.PROFILE, PROFILE_MEAN, id="profile"),
        pytest.param(visits.COMMODITY, COMMODITY_MEAN, id="commodity"),
    ],
)
def test_changes_of_a_page_bring_no_more_than_they_did(
    server: Server, visit: visits.Visit, mean: int
) -> None:
    answers = _settled_answers(server, visit)
    assert sum(each.wire_bytes for each in answers) / len(answers) < mean


def test_what_was_sent_before_does_not_travel_again(server: Server) -> None:
    """Against 32 KB of what it sent a connection compresses to a tenth, against 4 KB to a third."""
    answers = _settled_answers(server, visits.MAP)
    share = sum(each.wire_bytes for each in answers) / sum(each.received_bytes for each in answers)
    assert share < 0.2


@pytest.mark.skipif(sys.platform != "linux", reason="reads what a process has loaded from /proc")
def test_messages_are_carried_by_uvloop(server: Server) -> None:
    """Nobody asks for it by name: uvicorn takes it where it is installed."""
    assert "uvloop" in Path(f"/proc/{server.process.pid}/maps").read_text()
