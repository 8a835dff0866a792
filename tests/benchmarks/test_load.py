"""The load generator counts rightly: against a server whose every answer is known beforehand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager

import numpy as np
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.server import ServerConnection, serve

from tests.benchmarks.load import visits
from tests.benchmarks.load.crowd import Account, Wait, crowd
from tests.benchmarks.load.session import Answer, Session, SessionError
from tests.support.event_loop import run

Answering = Callable[[BackMsg], Awaitable[list[ForwardMsg]]]


def delta(kind: str = "selectbox", **values: object) -> ForwardMsg:
    message = ForwardMsg()
    element = getattr(message.delta.new_element, kind)
    for name, value in values.items():
        if isinstance(value, list):
            getattr(element, name).extend(value)
        else:
            setattr(element, name, value)
    element.SetInParent()
    return message


def finished() -> ForwardMsg:
    return ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)


YEAR = {"id": "$$ID-year", "label": "Tahun", "options": ["2023", "2022"]}


@asynccontextmanager
async def answering(answer: Answering):
    """Address of a server that answers every request with the messages of ``answer``."""

    async def talk(socket: ServerConnection) -> None:
        async for data in socket:
            for message in await answer(BackMsg.FromString(data)):
                await socket.send(message.SerializeToString())

    async with serve(talk, "127.0.0.1", 0, subprotocols=["streamlit"], compression=None) as server:  # type: ignore[list-item]
        port = server.sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"


def test_an_answer_counts_its_messages_and_bytes() -> None:
    messages = [delta(**YEAR), delta("markdown", body="x" * 5000), finished()]
    sizes = [len(message.SerializeToString()) for message in messages]

    async def answer(_request: BackMsg) -> list[ForwardMsg]:
        return messages

    async def visit() -> Answer:
        async with answering(answer) as address:
            session, _first = await Session.open(address, "map")
            second = await session.choose(session.find("selectbox", "Tahun"), "2022")
            await session.close()
            return second

    found = run(visit())
    assert (found.messages, found.elements, found.received_bytes) == (3, 2, sum(sizes))
    # A frame's head has 2 bytes, or 4 for a message of 126 bytes and more (RFC 6455, 5.2).
    assert found.wire_bytes == sum(size + (2 if size < 126 else 4) for size in sizes)


def test_what_the_server_kept_back_is_known_from_before() -> None:
    kept = delta(**YEAR)
    kept.hash, kept.metadata.cacheable = "abc", True
    asked: list[list[str]] = []

    async def answer(request: BackMsg) -> list[ForwardMsg]:
        asked.append(list(request.rerun_script.cached_message_hashes))
        known = "abc" in request.rerun_script.cached_message_hashes
        return [ForwardMsg(ref_hash="abc") if known else kept, finished()]

    async def visit() -> int:
        async with answering(answer) as address:
            session, _first = await Session.open(address, "map")
            await session.choose(session.find("selectbox"), "2022")
            await session.choose(session.find("selectbox"), "2023")
            await session.close()
            return len(session.widgets)

    assert run(visit()) == 1
    assert asked == [[], ["abc"], ["abc"]]


def test_a_person_sends_what_was_chosen_and_where() -> None:
    requests: list[BackMsg] = []

    async def answer(request: BackMsg) -> list[ForwardMsg]:
        requests.append(request)
        place = ForwardMsg()
        place.page_info_changed.query_string = "year=2022"
        page = ForwardMsg()
        page.navigation.page_script_hash = "page-hash"
        return [page, delta(**YEAR), place, finished()]

    async def visit() -> None:
        async with answering(answer) as address:
            session, _first = await Session.open(address, "matcher", lang="en")
            await session.choose(session.find("selectbox"), "2022")
            await session.close()

    run(visit())
    first, second = (request.rerun_script for request in requests)
    assert (first.page_name, first.query_string) == ("matcher", "lang=en")
    assert (second.page_script_hash, second.query_string) == ("page-hash", "year=2022")
    assert [(each.id, each.string_value) for each in second.widget_states.widgets] == [
        ("$$ID-year", "2022")
    ]


def test_a_click_is_sent_once_and_a_choice_until_its_widget_is_gone() -> None:
    requests: list[BackMsg] = []
    field = delta("text_input", id="$$ID-field", label="Perubahan")
    fold = ForwardMsg()
    fold.delta.fragment_id = "folds"
    fold.delta.add_block.expandable.id, fold.delta.add_block.expandable.label = "$$ID-fold", "Semua"

    async def answer(request: BackMsg) -> list[ForwardMsg]:
        requests.append(request)
        button = delta("button", id="$$ID-button", label="Simpan")
        return [button, *([field] if len(requests) < 4 else []), fold, finished()]

    async def visit() -> None:
        async with answering(answer) as address:
            session, _first = await Session.open(address, "scenarios")
            await session.write(session.find("text_input"), "5")
            await session.turn(session.find("expandable", "Semua"), True)
            for _time in range(3):
                await session.press(session.find("button"))
            assert session.look_for("text_input") is None
            await session.close()

    run(visit())
    sent = [request.rerun_script for request in requests]
    assert [each.fragment_id for each in sent] == ["", "", "folds", "", "", ""]
    assert [
        sorted(each.id.removeprefix("$$ID-") for each in s.widget_states.widgets) for s in sent
    ] == [
        [],
        ["field"],
        ["field", "fold"],
        ["button", "field", "fold"],
        ["button", "fold"],  # the page that came before this click has no field any more
        ["button", "fold"],
    ]


def _fold() -> ForwardMsg:
    message = ForwardMsg()
    fold = message.delta.add_block.expandable
    fold.id = fold.label = "Lipatan"
    return message


def _box(label: str, *options: str) -> ForwardMsg:
    many = [*options, *(f"pilihan {number}" for number in range(22))]
    return delta(id=label, label=label, options=many)


_MAP = delta("component_instance", id="Peta")
#: Visit -> what stands on a page for it.
VISITED = {
    visits.MAP: [_MAP, _box("Yang ditampilkan", *visits.INDICATORS)],
    visits.MATCHER: [_MAP, _box("Tahun"), _box("Tujuan")],
    visits.PROFILE: [_box("Daerah"), _box("Tahun"), _fold()],
    visits.COMMODITY: [_box("Komoditas"), _box("Tahun"), _fold()],
    visits.STOCK: [_box("Komoditas"), _box("Daerah Anda")],
    visits.SCENARIO: [
        _box("Tujuan pencocokan"),
        _box("Tahun data"),
        delta("text_input", id="Persen", label="Perubahan dalam persen: −100 s.d. 1.000"),
        delta("button", id="Batal", label="Batalkan perubahan"),
    ],
}


@pytest.mark.parametrize("visit", VISITED, ids=lambda visit: visit.page)
def test_a_visit_uses_each_of_its_controls_in_turn(visit: visits.Visit) -> None:
    requests: list[BackMsg] = []

    async def answer(request: BackMsg) -> list[ForwardMsg]:
        requests.append(request)
        return [*VISITED[visit], finished()]

    async def act() -> None:
        async with answering(answer) as address:
            session = await visit.enter(address)
            for done in range(4):
                await visit.act(session, 0, done)
            controls = set(session.widgets)
            await session.close()
            sent = [each.rerun_script for each in requests]
            assert sent[0].page_name == visit.page
            assert {each.id for one in sent for each in one.widget_states.widgets} == controls

    run(act())


def test_a_scenario_is_begun_before_it_is_changed() -> None:
    requests: list[BackMsg] = []

    async def answer(request: BackMsg) -> list[ForwardMsg]:
        requests.append(request)
        return [delta("button", id="Mulai", label="Mulai dengan ini"), finished()]

    async def act() -> None:
        async with answering(answer) as address:
            session = await visits.SCENARIO.enter(address)
            await visits.SCENARIO.act(session, 0, 0)
            await session.close()

    run(act())
    assert [each.id for each in requests[-1].rerun_script.widget_states.widgets] == ["Mulai"]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (delta("exception", type="ValueError", message="no"), "exception"),
        (ForwardMsg(ref_hash="never-sent"), "never sent"),
        (ForwardMsg(script_finished=ForwardMsg.FINISHED_WITH_COMPILE_ERROR), "compile"),
    ],
)
def test_a_failure_of_the_page_is_a_failure(message: ForwardMsg, words: str) -> None:
    async def answer(_request: BackMsg) -> list[ForwardMsg]:
        return [message, finished()]

    async def visit() -> None:
        async with answering(answer) as address:
            await Session.open(address, "map")

    with pytest.raises(SessionError, match=words):
        run(visit())


def test_load_goes_to_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        run(Session.open("http://192.0.2.1:8501", "map"))


class Sitter:
    """A session that needs no server."""

    async def close(self) -> None:
        self.closed = True


def test_a_stall_is_charged_to_everybody_who_waited_behind_it() -> None:
    """One visitor acts each 0.25 s; the first answer takes 1 s, the others none.

    The second, third and fourth action were made 0.25, 0.5 and 0.75 s after the first and could
    not be answered before 1 s: 0.75, 0.5 and 0.25 s, not zero.
    """

    async def enter(_visitor: int) -> Sitter:
        return Sitter()

    async def act(_session: Sitter, _visitor: int, done: int) -> Answer:
        if done == 0:
            await asyncio.sleep(1.0)
        return Answer(wire_bytes=10)

    account = run(crowd(enter, act, visitors=1, interval_s=0.25, seconds=2.0))  # type: ignore[arg-type]
    waits = [wait.wait_s for wait in account.waits]
    assert waits[:4] == pytest.approx([1.0, 0.75, 0.5, 0.25], abs=0.12)
    assert max(waits[5:]) < 0.12
    assert account.mean_wire_bytes() == 10


def test_every_visitor_acts_once_per_interval_and_leaves() -> None:
    sitters: list[Sitter] = []
    acted: list[tuple[int, int]] = []

    async def enter(_visitor: int) -> Sitter:
        sitters.append(Sitter())
        return sitters[-1]

    async def act(_session: Sitter, visitor: int, done: int) -> Answer:
        acted.append((visitor, done))
        return Answer()

    account = run(crowd(enter, act, visitors=7, interval_s=0.1, seconds=0.3))  # type: ignore[arg-type]
    assert sorted(acted) == [(visitor, done) for visitor in range(7) for done in range(3)]
    assert len(account.waits) == 21
    assert all(sitter.closed for sitter in sitters)


def test_errors_are_counted_and_the_others_go_on() -> None:
    async def enter(visitor: int) -> Sitter:
        if visitor == 0:
            raise OSError("full")
        return Sitter()

    async def act(_session: Sitter, visitor: int, _done: int) -> Answer:
        if visitor == 1:
            raise SessionError("gone")
        return Answer()

    account = run(crowd(enter, act, visitors=3, interval_s=0.1, seconds=0.3))  # type: ignore[arg-type]
    assert len(account.waits) == 3
    assert [("full" in error, "gone" in error) for error in account.errors] == [
        (True, False),
        (False, True),
    ]


def test_percentiles_are_waits_that_happened() -> None:
    waits = list(np.random.default_rng(53).permutation(np.arange(1, 201)) / 1000)
    account = Account([Wait(float(i), wait, 0) for i, wait in enumerate(waits)])
    assert account.percentile_ms(95) == 190.0
    assert account.percentile_ms(50) == 100.0
    assert np.isnan(account.percentile_ms(95, since_s=1000))
