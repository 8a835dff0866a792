"""The start: what it does for the first visitor, and what it says when it cannot."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages import start
from pages.own_visit import VisitError, visiting
from tests.support.event_loop import run
from tests.support.serving import ROOT

#: Starts the application as a server does, and looks at what is there before the first visitor.
STARTED = """
import asyncio, gc
from app import app

async def start():
    asked, told = asyncio.Queue(), asyncio.Queue()
    await asked.put({"type": "lifespan.startup"})
    serving = asyncio.create_task(app({"type": "lifespan"}, asked.get, told.put))
    print((await told.get())["type"])
    look()
    await asked.put({"type": "lifespan.shutdown"})
    await serving

def look():
    from analysis import answer
    from ntt_data import editions
    from publishing.charts import balance as chart
    from services.answer import evaluation
    assert gc.isenabled() and gc.get_freeze_count() > 100_000
    editions.begin_run()
    # Neither balance nor pairs nor the bars, which stand below a fragment, are made again.
    year = evaluation.default_year("rice")
    chart.chart_spec = evaluation.make_balance = answer.match = None
    assert chart.balance_bars(evaluation.balance("rice", year), None)["layer"]
    assert evaluation.baseline_answer("rice", year).match.totals.moved_t > 0

asyncio.run(start())
"""


def _run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_the_start_draws_what_the_first_visitors_ask_for(tmp_path: Path) -> None:
    done = _run("-c", STARTED, NTT_DATABASE_URL=f"sqlite:///{tmp_path / 'ntt.db'}")
    assert done.returncode == 0, done.stderr
    assert "lifespan.startup.complete" in done.stdout
    assert "event=started" in done.stderr
    for wrong in ("warm_up_failed", "level=ERROR", "Traceback"):
        assert wrong not in done.stderr, done.stderr


def test_a_level_that_is_none_is_refused_with_a_sentence() -> None:
    done = _run("-m", "streamlit", "run", "app.py", "--server.port", "0", NTT_LOG_LEVEL="loud")
    assert done.returncode == 1
    assert "Aplikasi tidak dijalankan. The application was not started." in done.stderr
    assert (
        "NTT_LOG_LEVEL berisi 'loud', bukan tingkat log; tulis salah satu dari: debug"
        in done.stderr
    )
    assert "NTT_LOG_LEVEL is 'loud', which is no level; write one of: debug, info" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("fails", [False, True])
def test_the_collector_is_at_work_after_the_start(
    monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    async def warm_up(app: Any) -> None:
        assert not gc.isenabled()
        if fails:
            raise RuntimeError("no")

    async def served() -> None:
        async with start.lifespan(_answering()):
            assert gc.isenabled()

    monkeypatch.setattr(start, "warm_up", warm_up)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    try:
        run(served())
    except RuntimeError:
        assert fails
    assert gc.isenabled()


def _answering(*messages: ForwardMsg, closes: bool = False) -> Any:
    """An application that answers every run with these messages."""

    async def app(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        while (await receive())["type"] != "websocket.disconnect":
            for message in messages:
                await send({"type": "websocket.send", "bytes": message.SerializeToString()})
            if closes:
                await send({"type": "websocket.close", "code": 1011})

    return app


def _finished(how: int) -> ForwardMsg:
    return ForwardMsg(script_finished=how)  # type: ignore[arg-type]


def _alert(words: str) -> ForwardMsg:
    message = ForwardMsg()
    message.delta.new_element.alert.body = words
    return message


async def _visit(app: Any) -> None:
    async with visiting(app) as visit:
        await visit.open("map")


def test_a_visit_waits_for_the_run_that_counts() -> None:
    run(
        _visit(
            _answering(
                _finished(ForwardMsg.FINISHED_EARLY_FOR_RERUN),
                _alert("Baca dengan hati-hati"),
                _finished(ForwardMsg.FINISHED_SUCCESSFULLY),
            )
        )
    )


@pytest.mark.parametrize(
    ("app", "told"),
    [
        (
            _answering(_alert("nomor **K-7F3A2C**"), _finished(ForwardMsg.FINISHED_SUCCESSFULLY)),
            "K-7F3A2C",
        ),
        (_answering(_finished(ForwardMsg.FINISHED_WITH_COMPILE_ERROR)), "does not compile"),
        (_answering(closes=True), "ended the session"),
    ],
)
def test_a_visit_that_fails_says_how(app: Any, told: str) -> None:
    with pytest.raises(VisitError, match=told):
        run(_visit(app))
