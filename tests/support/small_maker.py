"""The process that makes files, with briefings that take no time to be filled, and odd orders.

An order's key says what is odd about it: ``slow`` goes on until it is told to stop,
``takes-a-second`` is made after a second, ``broken`` fails, ``impossible`` cannot be computed.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from threading import Event
from typing import BinaryIO

from analysis.scenario.errors import ScenarioError
from ntt_data import editions
from publishing.files.made_file import MadeFile
from publishing.files.paper.side_process import Cancelled
from publishing.language import Language
from services.briefing import files
from services.briefing.catalogue import Subject
from services.making import process
from services.making.orders import ENDINGS, Ending, Order
from tests.support.small_briefing import small_briefing

#: To be given to ``Maker``.
MODULE = __name__
_hosts = itertools.count()


def order(key: str = "5315", ending: str = "pdf", language: Language = "id") -> Order:
    """An order for a regency that nobody has made before."""
    subject = Subject("regency", key)
    return Order(ending, subject, f"http://h{next(_hosts)}", language, editions.newest())


def _slow(stop: Event) -> None:
    stop.wait(30)
    raise Cancelled


def _broken(_stop: Event) -> None:
    print("a library that prints")
    raise RuntimeError("no figures")


def _impossible(_stop: Event) -> None:
    raise ScenarioError("missing_field", "year")


_ODD: dict[str, Callable[[Event], object]] = {
    "slow": _slow,
    "takes-a-second": lambda _stop: time.sleep(1),
    "broken": _broken,
    "impossible": _impossible,
}


def _with_odd_ones(usual: Ending) -> Ending:
    def make(subject: Subject, host: str, cancelled: Event) -> list[MadeFile]:
        if subject.key in _ODD:
            _ODD[subject.key](cancelled)
        return usual.make(subject, host, cancelled)

    return usual._replace(make=make)


def main(answers: BinaryIO) -> None:
    """As the real process does it."""
    files.briefing = small_briefing
    for ending, usual in ENDINGS.items():
        ENDINGS[ending] = _with_odd_ones(usual)
    process.main(answers)
