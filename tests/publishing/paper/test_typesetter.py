"""The process that typesets: jobs that are cancelled, killed or wrong leave the others alone."""

from __future__ import annotations

import ast
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from publishing.briefing.model import Finding, Note
from publishing.files.paper import typesetting_process
from publishing.files.paper.document import document
from publishing.files.paper.typesetter import Cancelled, Typesetter, TypesettingError
from publishing.language import speaking
from tests.support.a_briefing import a_briefing
from tests.support.patience import PATIENCE_S

Document = dict[str, Any]


@pytest.fixture
def typesetter() -> Iterator[Typesetter]:
    made = Typesetter()
    yield made
    made.close()


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    """By language; without what is drawn, so that the process is quick to begin."""
    made = {}
    for language in ("id", "en"):
        with speaking(language):
            whole = a_briefing(language)
            first = whole.sections[0]
            told = [each for each in first.blocks if isinstance(each, Finding | Note)]
            made[language] = document(replace(whole, sections=[replace(first, blocks=told)]))
    return made


def _slow(some: Document) -> Document:
    """A document that takes seconds: what is to be interrupted must not be done before."""
    (findings,) = [
        block
        for section in some["sections"][:1]
        for block in section["blocks"]
        if block["type"] == "findings"
    ]
    many = {**findings, "texts": findings["texts"] * 10_000}
    return {**some, "sections": [{"title": "x", "blocks": [many]}]}


def _once_busy(typesetter: Typesetter, but: int | None = None) -> psutil.Process:
    """The process, another than ``but``, as soon as it is at work on a job."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        pid = typesetter.pid
        if pid not in (None, but) and psutil.Process(pid).cpu_times().user > 0.5:
            return psutil.Process(pid)
        time.sleep(0.02)
    raise AssertionError("it never began")


def test_it_imports_nothing_of_the_application() -> None:
    tree = ast.parse(Path(typesetting_process.__file__).read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [each.name for each in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names - sys.stdlib_module_names == {"typst", "vl_convert"}


def test_it_is_started_late_kept_and_ended(documents: dict[str, Document]) -> None:
    typesetter = Typesetter()
    assert typesetter.pid is None
    first = typesetter.typeset("pdf", documents["id"])
    pid = typesetter.pid
    assert pid is not None
    assert typesetter.typeset("pdf", documents["id"]) == first
    assert typesetter.pid == pid
    typesetter.close()
    assert typesetter.pid is None
    assert not psutil.pid_exists(pid)  # reaped too
    typesetter.close()  # again does no harm


def test_idle_it_ends_and_comes_back(documents: dict[str, Document]) -> None:
    typesetter = Typesetter(idle_seconds=0.1)
    typesetter.typeset("pdf", documents["id"])
    until = time.monotonic() + PATIENCE_S
    while typesetter.pid is not None and time.monotonic() < until:
        time.sleep(0.02)
    assert typesetter.pid is None
    assert typesetter.typeset("pdf", documents["id"])
    typesetter.close()


def test_a_wrong_document_is_told_and_the_next_is_made(
    typesetter: Typesetter, documents: dict[str, Document]
) -> None:
    with pytest.raises(TypesettingError, match="sections"):
        typesetter.typeset("pdf", {k: v for k, v in documents["id"].items() if k != "sections"})
    broken = {**documents["id"], "drawings": [{"vega": {"mark": "no mark"}}]}
    with pytest.raises(TypesettingError):
        typesetter.typeset("pdf", broken)
    assert typesetter.typeset("pdf", documents["id"])


def test_killed_while_idle_costs_nobody_anything(
    typesetter: Typesetter, documents: dict[str, Document]
) -> None:
    first = typesetter.typeset("pdf", documents["id"])
    pid = typesetter.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert typesetter.typeset("pdf", documents["id"]) == first
    assert typesetter.pid != pid


def test_ten_in_two_languages_one_cancelled_one_killed(
    typesetter: Typesetter, documents: dict[str, Document]
) -> None:
    alone = {language: typesetter.typeset("pdf", each) for language, each in documents.items()}
    cancelled = threading.Event()
    with ThreadPoolExecutor(12) as pool:
        long = pool.submit(typesetter.typeset, "pdf", _slow(documents["id"]), cancelled=cancelled)
        victim = _once_busy(typesetter)
        waiting = [
            (language, pool.submit(typesetter.typeset, "pdf", documents[language]))
            for language in ("id", "en") * 5
        ]
        victim.kill()  # the long one begins again in a new process, the others still wait
        second = _once_busy(typesetter, but=victim.pid)
        cancelled.set()
        with pytest.raises(Cancelled):
            long.result(20)
        for language, each in waiting:
            assert each.result(20) == alone[language]
    assert not psutil.pid_exists(victim.pid)
    assert not psutil.pid_exists(second.pid)


def test_a_job_that_waits_is_given_up_without_being_begun(
    typesetter: Typesetter, documents: dict[str, Document]
) -> None:
    long, short = threading.Event(), threading.Event()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(typesetter.typeset, "pdf", _slow(documents["id"]), cancelled=long)
        process = _once_busy(typesetter)
        second = pool.submit(typesetter.typeset, "pdf", documents["en"], cancelled=short)
        short.set()
        with pytest.raises(Cancelled):
            second.result(20)
        assert process.is_running()
        assert not first.done()
        long.set()
        with pytest.raises(Cancelled):
            first.result(20)


def test_it_may_not_take_longer_than_it_may(documents: dict[str, Document]) -> None:
    typesetter = Typesetter(most_seconds=0.8)
    with pytest.raises(TypesettingError, match="it took longer"):
        typesetter.typeset("pdf", _slow(documents["id"]))
    typesetter.close()


def test_what_dies_over_it_twice_is_an_error(
    documents: dict[str, Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    typesetter = Typesetter()
    with pytest.raises(TypesettingError, match="died"):
        typesetter.typeset("pdf", documents["id"])
    monkeypatch.undo()
    assert typesetter.typeset("pdf", documents["id"])
    typesetter.close()
