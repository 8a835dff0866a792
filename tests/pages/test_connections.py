"""Bounds on connections: who waits is let go, who asks gets in, a hall is no enemy."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from pages import connections
from pages.connections import CONNECTIONS, WAITING, Bounds
from pages.routes.neighbourhood import neighbourhood
from tests.support.event_loop import run


class Connection:
    """As much of uvicorn's protocol as the bounds look at."""

    def __init__(self, address: str) -> None:
        self.client = (address, 1)
        self.transport = self
        self.aborted = False

    def abort(self) -> None:
        self.aborted = True


def _within_a_loop(check: Callable[[], Coroutine[Any, Any, None]]) -> None:
    run(check())


def _arrive(bounds: Bounds, count: int, address: str) -> list[Connection]:
    come = [Connection(address) for _ in range(count)]
    for each in come:
        bounds.arrived(each)
    return come


def test_of_those_who_wait_the_oldest_makes_place() -> None:
    async def check() -> None:
        bounds = Bounds()
        silent = _arrive(bounds, WAITING + 3, "10.0.0.5")
        assert [each.aborted for each in silent] == [True] * 3 + [False] * WAITING
        (other,) = _arrive(bounds, 1, "10.0.0.6")
        assert not other.aborted
        assert not silent[3].aborted, "the neighbour's coming costs nobody here"

    _within_a_loop(check)


def test_many_addresses_together_have_a_bound_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "ALL_WAITING", 5)

    async def check() -> None:
        bounds = Bounds()
        come = [one for number in range(8) for one in _arrive(bounds, 1, f"10.0.0.{number}")]
        assert [each.aborted for each in come] == [True] * 3 + [False] * 5

    _within_a_loop(check)


def test_a_hall_behind_one_address_gets_in() -> None:
    """80 people with six connections and a websocket each, and room to spare."""

    async def check() -> None:
        bounds = Bounds()
        hall = []
        for _ in range(80 * 7):
            hall += _arrive(bounds, 1, "10.0.0.5")
            bounds.asked(hall[-1])
        assert not any(each.aborted for each in hall)

    _within_a_loop(check)


def test_one_address_has_so_many_and_gets_new_ones_when_others_go() -> None:
    async def check() -> None:
        bounds = Bounds()
        open_ = []
        for _ in range(CONNECTIONS):
            open_ += _arrive(bounds, 1, "10.0.0.5")
            bounds.asked(open_[-1])
        (refused,) = _arrive(bounds, 1, "10.0.0.5")
        assert refused.aborted
        bounds.gone(refused)
        bounds.gone(open_.pop())
        (taken,) = _arrive(bounds, 1, "10.0.0.5")
        assert not taken.aborted
        for each in [*open_, taken]:
            bounds.gone(each)
        assert not bounds._open
        assert not bounds._waiting
        assert not bounds._all_waiting

    _within_a_loop(check)


def test_nginx_on_this_machine_has_as_many_as_it_wants() -> None:
    async def check() -> None:
        bounds = Bounds()
        for _ in range(CONNECTIONS + 10):
            (one,) = _arrive(bounds, 1, "127.0.0.1")
            bounds.asked(one)
            assert not one.aborted

    _within_a_loop(check)


def test_a_websocket_counts_until_it_is_gone() -> None:
    async def check() -> None:
        bounds = Bounds()
        (request,) = _arrive(bounds, 1, "10.0.0.5")
        websocket = Connection("10.0.0.5")
        bounds.upgraded(request, websocket)
        assert bounds._open["10.0.0.5"] == 1
        bounds.gone(websocket)
        assert not bounds._open

    _within_a_loop(check)


def test_who_says_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "HEAD_S", 0.01)

    async def check() -> None:
        bounds = Bounds()
        silent, asking, sending = _arrive(bounds, 3, "10.0.0.5")
        bounds.asked(asking)
        bounds.asked(sending)
        bounds.moves_on(sending, 0.01)
        await asyncio.sleep(0.1)
        assert (silent.aborted, asking.aborted, sending.aborted) == (True, False, True)

    _within_a_loop(check)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.168.43.7", "192.168.43.7"),
        ("::ffff:192.168.43.7", "192.168.43.7"),
        ("fd00:1:2:3::7", "fd00:1:2:3::/64"),
        ("fd00:1:2:3:ffff::9", "fd00:1:2:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::1"),
        ("unknown", "unknown"),
    ],
)
def test_whose_connections_are_counted_together(address: str, counted: str) -> None:
    assert neighbourhood(address) == counted


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize(
    ("soft", "hard", "then"),
    [
        (1024, 524_288, 10_240),
        (1024, 4096, 4096),
        (20_000, 20_000, None),
        (256, -1, 10_240),
        (-1, -1, None),
    ],
)
def test_descriptors_go_up_to_what_the_system_allows(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, then: int | None
) -> None:
    import resource

    assert resource.RLIM_INFINITY == -1
    set_: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _what, limits: set_.append(limits))
    connections.raise_descriptor_limit()
    assert set_ == ([] if then is None else [(then, hard)])
