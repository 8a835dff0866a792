"""Files made in a process beside the server: orders that are wrong, given up or killed.

What is so of any process beside this one is in ``tests/publishing/paper/test_side_process.py``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import psutil
import pytest

from publishing.files.made_file import mark_of
from publishing.files.paper.side_process import Cancelled
from services.making.maker import ImpossibleError, Maker, MakingError
from tests.support import small_maker
from tests.support.small_maker import order

#: Processes are started and killed.
pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def maker() -> Iterator[Maker]:
    """One for all: a process takes seconds to begin."""
    made = Maker(small_maker.MODULE)
    yield made
    made.close()


def _there(maker: Maker) -> psutil.Process:
    """The process, which has made something."""
    maker.make(order())
    return psutil.Process(maker.pid)


def _gone(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        process.wait(10)
    return not process.is_running()


def test_files_come_whole_with_name_and_mark_in_the_language_asked_for(maker: Maker) -> None:
    (pdf,) = maker.make(order())
    assert pdf.content.startswith(b"%PDF")
    assert pdf.mark == mark_of(pdf.content)
    assert pdf.name == f"daerah-manggarai-barat_{pdf.mark[:4]}.pdf"
    (english,) = maker.make(order(language="en"))
    assert english.name.startswith("regency-manggarai-barat_")
    assert all(page.content.startswith(b"\x89PNG") for page in maker.make(order(ending="png")))


def test_the_same_order_is_made_once(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = order()
    first = maker.make(asked)
    with monkeypatch.context() as patched:
        patched.setattr(maker._process, "ask", None)  # nothing has to be made
        assert maker.make(replace(asked)) == first
    assert maker.make(order()) != first, "the code leads to another host"


def test_it_is_less_important_than_a_page_and_takes_one_processor(maker: Maker) -> None:
    process = _there(maker)
    assert process.nice() > psutil.Process().nice()
    assert process.environ()["OPENBLAS_NUM_THREADS"] == "1"


def test_what_cannot_be_is_told_in_the_language_of_whoever_asked(maker: Maker) -> None:
    with pytest.raises(ImpossibleError, match="Isian"):
        maker.make(order("impossible"))
    with pytest.raises(ImpossibleError, match="Field"):
        maker.make(order("impossible", language="en"))


def test_what_fails_is_an_error_and_the_next_is_made_by_the_same_process(maker: Maker) -> None:
    """The one that fails prints something, too: nothing of it gets among the answers."""
    before = _there(maker)
    with pytest.raises(MakingError, match="RuntimeError: no figures"):
        maker.make(order("broken"))
    assert _there(maker) == before


def test_given_up_it_stops_and_the_process_stays(maker: Maker) -> None:
    before, cancelled = _there(maker), threading.Event()
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(maker.make, order("slow"), cancelled)
        time.sleep(0.2)
        waiting = pool.submit(maker.make, order())
        cancelled.set()
        with pytest.raises(Cancelled):
            slow.result(10)
        assert waiting.result(10)
    assert maker.pid == before.pid


def test_an_edition_that_it_cannot_compute_is_said(maker: Maker) -> None:
    asked = order()
    newer = asked.edition._replace(change=asked.edition.change + 1)
    with pytest.raises(MakingError, match=f"the database is at {asked.edition.change}, asked was"):
        maker.make(replace(asked, edition=newer))
    other = asked.edition._replace(curated="00000000")
    with pytest.raises(MakingError, match="asked was 00000000"):
        maker.make(replace(asked, edition=other))


def test_killed_in_the_middle_it_is_made_anew_and_no_process_is_left(maker: Maker) -> None:
    process = _there(maker)
    family = [process, *process.children(recursive=True)]
    assert len(family) == 2, "it and the one that typesets"
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(maker.make, order("takes-a-second"))
        time.sleep(0.2)
        process.kill()
        (whole,) = asked.result(60)
    assert whole.content.rstrip().endswith(b"%%EOF")
    assert all(map(_gone, family))
