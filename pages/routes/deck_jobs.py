"""Decks that are drawn for browsers: each once, one at a time, and kept for whoever reloads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING

# The rest is imported where it is used: the start loads what every visitor needs.
if TYPE_CHECKING:
    from publishing.deck.live.document import LiveDeck

#: Decks that may wait for being made; whoever comes on top is told when to ask again.
MOST_WAITING = 40
#: Decks that are kept: 150 KB each for every map in it.
MOST_KEPT = 24


class TooManyError(Exception):
    """So many decks are being made that another one would have to wait too long."""


class Decks:
    """Decks drawn by their subject, language and edition; each is made once, one at a time.

    Not kept with their edition: whoever has a deck open reloads it after many changes too.
    """

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, Future[LiveDeck]] = OrderedDict()
        self._lock = Lock()
        self._room = ThreadPoolExecutor(1, "deck")

    def asked(self, what: Hashable, make: Callable[[], LiveDeck]) -> Future[LiveDeck]:
        """The deck, or the promise of it; what has failed is tried again."""
        with self._lock:
            known = self._made.get(what)
            if known is not None and not (known.done() and known.exception()):
                self._made.move_to_end(what)
                return known
            if sum(not each.done() for each in self._made.values()) >= MOST_WAITING:
                raise TooManyError
            self._made[what] = made = self._room.submit(make)
            for old in [each for each, job in self._made.items() if job.done()]:
                if len(self._made) <= MOST_KEPT:
                    break
                if old != what:
                    del self._made[old]
            return made

    def has(self, what: Hashable) -> bool:
        """Whether it need not be made any more."""
        with self._lock:
            known = self._made.get(what)
            return known is not None and known.done() and not known.exception()
