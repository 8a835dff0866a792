"""A new session's first run draws the whole page, and only that one."""

from __future__ import annotations

from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg

from pages.routes.whole_first import whole_first
from tests.support.event_loop import run


def _choice(part: str = "part", **more: Any) -> bytes:
    asked = BackMsg()
    asked.rerun_script.query_string = "year=2022"
    asked.rerun_script.fragment_id = part
    for name, value in more.items():
        setattr(asked.rerun_script, name, value)
    return asked.SerializeToString()


def _taken(*sent: dict[str, Any]) -> list[dict[str, Any]]:
    left = iter(sent)

    async def receive() -> Any:
        return next(left)

    async def take_all() -> list[dict[str, Any]]:
        take = whole_first(receive)
        return [dict(await take()) for _each in sent]

    return run(take_all())


def _message(content: bytes) -> dict[str, Any]:
    return {"type": "websocket.receive", "bytes": content}


def _parts(taken: list[dict[str, Any]]) -> list[str]:
    return [BackMsg.FromString(each["bytes"]).rerun_script.fragment_id for each in taken]


def test_the_first_choice_draws_everything_and_the_next_ones_their_part() -> None:
    taken = _taken(*map(_message, [_choice(is_auto_rerun=True), _choice(), _choice("other")]))
    assert _parts(taken) == ["", "part", "other"]
    first = BackMsg.FromString(taken[0]["bytes"]).rerun_script
    assert (first.query_string, first.is_auto_rerun) == ("year=2022", False)


def test_a_page_that_is_opened_is_passed_on_as_it_came() -> None:
    sent = [_message(_choice("")), _message(_choice())]
    assert _taken(*sent) == sent


def test_what_draws_nothing_does_not_count() -> None:
    beat = BackMsg()
    beat.app_heartbeat = True
    connect: dict[str, Any] = {"type": "websocket.connect"}
    broken = _message(b"\xff\xff\xff")
    alive = _message(beat.SerializeToString())
    *before, choice = _taken(connect, broken, alive, _message(_choice()))
    assert before == [connect, broken, alive]
    assert _parts([choice]) == [""]
