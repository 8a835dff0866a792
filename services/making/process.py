"""Makes files in a process of its own, one order after the other, until its input ends.

It reads messages from its standard input (``services.making.orders``) and writes what it made,
framed as ``publishing.files.paper.typesetting_process`` does it. What it prints otherwise goes to
the server's log. It computes with the application's own modules and tables, of the edition that the
order names, and never writes to the store.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, BinaryIO

from analysis.errors import AnalysisError
from ntt_data import editions, log
from publishing import scenario_words
from publishing.files.made_file import MadeFile
from publishing.files.paper.side_process import Cancelled
from publishing.files.paper.typesetting_process import packed, read, write
from publishing.language import speaking
from publishing.markdown_text import unmarked
from services.beside import give_way, known_edition
from services.making.orders import ENDINGS, Order


def main(answers: BinaryIO) -> None:
    """Answer orders until there are no more."""
    log.set_up()
    give_way()
    orders: SimpleQueue[tuple[int, Order] | None] = SimpleQueue()
    stops = _Stops()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, orders, stops), daemon=True).start()
    while (asked := orders.get()) is not None:
        number, order = asked
        with stops.of(number) as stop:
            answer = _answer(order, stop)
        write(answers, answer)


class _Stops:
    """Which order is under way, and how it is told to stop."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = -1
        self._stop = threading.Event()

    @contextmanager
    def of(self, number: int) -> Iterator[threading.Event]:
        with self._lock:
            self._number, self._stop = number, threading.Event()
        yield self._stop

    def stop(self, number: int) -> None:
        with self._lock:
            if number == self._number:  # else it is done already
                self._stop.set()


def _listen(
    messages: BinaryIO, orders: SimpleQueue[tuple[int, Order] | None], stops: _Stops
) -> None:
    while (message := read(messages)) is not None:
        told = json.loads(message)
        if "stop" in told:
            stops.stop(told["stop"])
        else:
            orders.put((told["number"], Order.from_json(told["order"])))
    # The server is gone or does not want this process any more: no order is worth finishing. The
    # process that typesets ends with its own input.
    os._exit(0)


def _answer(order: Order, stop: threading.Event) -> bytes:
    try:
        with speaking(order.language), editions.of_edition(known_edition(order.edition)):
            made = ENDINGS[order.ending].make(order.subject, order.host, stop)
    except Cancelled:
        return _refused("cancelled", "")
    except AnalysisError as error:
        with speaking(order.language):
            return _refused("impossible", unmarked(scenario_words.problem(error)))
    except Exception as error:  # whatever it was, the next order is another one
        log.event("file_failed", error=error, ending=order.ending, kind=order.subject.kind)
        return _refused("broken", f"{type(error).__name__}: {error}")
    return packed_files(made)


def packed_files(made: list[MadeFile]) -> bytes:
    """The answer that holds these files."""
    told = json.dumps([[each.name, each.mark] for each in made]).encode()
    return packed([told, *(each.content for each in made)])


def _refused(why: str, told: str) -> bytes:
    said: dict[str, Any] = {"why": why, "told": told}
    return b"-" + json.dumps(said).encode()
