"""A hall is one address: who types wrong codes in it stops nobody else who comes in there."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from starlette.applications import Starlette

from pages.routes import MIDDLEWARE, ROUTES
from pages.ui.actor import SESSION_COOKIE
from services import credentials
from tests.support.event_loop import run
from tests.support.hand_in_rush import BUREAU, opened_sheets
from tests.support.own_store import own_store

#: Every device of the hall, as the server sees it: the router's address.
ROUTER = "192.168.88.1"
OFFICES = 80
HALL = "http://localhost:8501"


@pytest.fixture
def codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The codes of eighty sheets."""
    with own_store(tmp_path, monkeypatch):
        keys = [key for key, _token in opened_sheets(OFFICES)]
        yield [each.code for each in credentials.make_for_sheets(BUREAU, keys)]


def test_ten_wrong_codes_keep_nobody_of_the_same_address_out(
    codes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Long enough to be seen at the end, however slow the machine is, and by whoever else waits.
    monkeypatch.setattr(credentials, "FIRST_WAIT_S", 120.0)
    clumsy, *others = codes
    run(_rush(others[:5], []))  # what is loaded at first use
    undisturbed_s, _answers = run(_rush(others, []))
    wrong = [clumsy[:-6] + f"{number:06d}".replace("0", "z").replace("1", "y")
             for number in range(2, 12)]  # fmt: skip
    disturbed_s, answers = run(_rush(others, wrong))

    assert Counter(answers[:-10]) == {(303, True): 79}, "everybody else is in"
    assert Counter(answers[-10:]) == {(401, False): 6, (429, False): 4}
    # 79 and 10 are hardly more work than 79; three times as long is what a busy machine may add.
    assert disturbed_s < 3 * undisturbed_s, (disturbed_s, undisturbed_s)
    # That very code waits.
    assert run(_rush([], [clumsy]))[1] == [(429, False)]


def test_names_that_do_not_exist_slow_nobody_either(codes: list[str]) -> None:
    """Whoever tries names instead of secrets, a new one each time."""
    guesses = [f"5304z{sign}z9z9z9" for sign in "23456789ab"]
    _took, answers = run(_rush(codes[:5], guesses))
    assert answers == [(303, True)] * 5 + [(401, False)] * 10


async def _rush(right: list[str], wrong: list[str]) -> tuple[float, list[tuple[int, bool]]]:
    """All type at the same moment; seconds until all know, and each one's status and session."""
    app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
    transport = httpx2.ASGITransport(app=app, client=(ROUTER, 40000))

    async def typed(code: str) -> tuple[int, bool]:
        async with httpx2.AsyncClient(transport=transport, base_url=HALL) as phone:
            answer = await phone.post("/rakor/masuk", data={"code": code}, headers={"origin": HALL})
            return answer.status_code, SESSION_COOKIE in answer.cookies

    begun = time.monotonic()
    # The wrong ones first: they are at work when the others come.
    told = await asyncio.gather(*(typed(code) for code in [*wrong, *right]))
    took = time.monotonic() - begun
    return took, [*told[len(wrong) :], *told[: len(wrong)]]
