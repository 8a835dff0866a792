"""Editions of the data: what every kept answer is keyed on.

An edition is the curated tables together with the last change that the store has accepted. A run
(one visit of a page, one command) reads it once and everything it answers is of that edition; what
another process accepts meanwhile shows at the next run.

What is worked out from the data is kept by ``once_per_edition``. Only the newest editions are
kept (``KEPT_EDITIONS``), so that memory does not grow with the number of changes: runs still under
way on an older one work things out anew.

Most of what a hall hands in, such as stocks, stands in no curated table. What is worked out from
these alone is kept by ``once_per_tables``, for all editions alike in which they are the same.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from threading import Event, Lock, get_ident
from typing import Any, NamedTuple, ParamSpec, TypeVar

from ntt_data import log
from ntt_data.schema import CURATED
from ntt_data.store import Correction, StoreError, correction_store, review_store, round_store
from ntt_data.store.collection_records import Place, Review, Round, SheetKey

Made = TypeVar("Made")
Asked = ParamSpec("Asked")

#: Of how many editions answers are kept: the newest, and the one before for runs under way.
KEPT_EDITIONS = 2
#: The same of editions that are looked at with a round's figures, or without them.
KEPT_VIEWS = 2
#: Seconds that a thread waits for what another one is making; then it makes it itself, so that no
#: two can wait for each other for good.
LONGEST_MAKING_S = 30.0
#: Seconds for which a store that has failed is not asked again.
RETRY_S = 10.0


class Edition(NamedTuple):
    """Which data: a digest of the curated tables, and the last change accepted (0: none).

    ``view`` is empty for what holds for everybody; ``+ROUND`` adds what was accepted in a
    rehearsal, ``-ROUND`` leaves out what was accepted in a round.
    """

    curated: str
    change: int = 0
    view: str = ""

    def __str__(self) -> str:
        """As it stands in files and in the corner of a slide: ``3f9c21d0.0``."""
        return f"{self.curated}.{self.change}{self.view}"

    def counts(self, asked: Round) -> bool:
        """Whether what was accepted in a round is part of it; of one thrown away never."""
        if asked.discarded:
            return False
        return self.view == f"+{asked.round_id}" or not (
            asked.rehearsal or self.view == f"-{asked.round_id}"
        )


_current: ContextVar[Edition | None] = ContextVar("edition", default=None)
_kept: OrderedDict[Edition, dict[object, Callable[..., Any]]] = OrderedDict()
#: Of editions that were asked for, the first one with the same tables.
_first_alike: dict[Edition, Edition] = {}
_lock = Lock()


@cache  # a part of every edition itself: files do not change while a process runs
def curated_digest() -> str:
    """Digest of the curated tables and their descriptor, read once per process."""
    digest = hashlib.sha256()
    for path in sorted(CURATED.iterdir()):
        if path.suffix in (".csv", ".json"):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


class _Accepted(NamedTuple):
    """What this process has read of the store."""

    change: int = 0
    corrections: tuple[Correction, ...] = ()
    reviews: tuple[Review, ...] = ()
    rounds: tuple[Round, ...] = ()
    asked: bool = False
    not_before: float = 0.0  # on the monotonic clock, after the store has failed


_accepted = _Accepted()


def newest() -> Edition:
    """The edition as it is now: one indexed query.

    When the store cannot be used, the last change known counts, and the log says so once.
    """
    return Edition(curated_digest(), _newest_change())


def _newest_change() -> int:
    global _accepted
    known = _accepted
    if time.monotonic() < known.not_before:
        return known.change
    try:
        store = correction_store()
        change = store.newest()
        # What is accepted is never changed, so it is read only when there is more of it. Read at
        # once: a run must not find half-way that the store has gone.
        more = change > known.change
        read = _read(change, known) if more else known
    except StoreError as error:
        if not known.not_before:
            log.event("editions_unreadable", logging.WARNING, change=known.change, reason=error)
        with _lock:
            # A server that does not answer costs seconds; not every visitor shall pay them.
            _accepted = _accepted._replace(asked=True, not_before=time.monotonic() + RETRY_S)
            return _accepted.change
    if known.not_before:
        log.event("editions_readable", change=change)
    with _lock:
        if more and change > _accepted.change:
            _accepted = read
        elif not _accepted.asked or _accepted.not_before:
            _accepted = _accepted._replace(asked=True, not_before=0.0)
    return change


def _read(change: int, known: _Accepted) -> _Accepted:
    """What is known, with what was accepted since: nothing of it is ever changed."""
    corrections = correction_store().until(change, after=known.change)
    reviews = review_store().until(change, after=known.change)
    reviewed = {each.key.round_id for each in known.reviews + reviews}
    rounds = tuple(each for each in round_store().list() if each.round_id in reviewed)
    return _Accepted(
        change, known.corrections + corrections, known.reviews + reviews, rounds, asked=True
    )


def accepted() -> tuple[Correction, ...]:
    """The corrections that hold in the current edition, in the order in which they came."""
    change = current().change
    return tuple(each for each in _accepted.corrections if each.edition <= change)


def reviewed() -> tuple[tuple[Round, Review], ...]:
    """What was decided about figures handed in that count in the current edition, in its order."""
    edition = current()
    known = {each.round_id: each for each in _accepted.rounds if edition.counts(each)}
    return tuple(
        (known[each.key.round_id], each)
        for each in _accepted.reviews
        if each.key.round_id in known and each.edition is not None
        if each.edition <= edition.change
    )


def current() -> Edition:
    """The edition of this run; outside of any, the newest that this process has read.

    Outside of a run the store is asked once and no more, since this is called very often.
    """
    edition = _current.get()
    if edition is not None:
        return edition
    return Edition(curated_digest(), _accepted.change) if _accepted.asked else newest()


def of_tables() -> Edition:
    """The first edition in which every table but the register of sources is as in this one.

    What was accepted since then is in none of them: stocks, for instance, or a price asked. A
    receipt that only such figures have is not in its register of sources either.
    """
    edition = current()
    first = _first_alike.get(edition)
    if first is None:
        made = [each.edition for each in accepted()]
        decided = _changing_tables(each for _asked, each in reviewed())
        first = edition._replace(change=max([0, *made, *decided]))
        with _lock:
            _first_alike[edition] = first
            for gone in list(_first_alike)[: -2 * (KEPT_EDITIONS + KEPT_VIEWS)]:
                del _first_alike[gone]
    return first


def _changing_tables(decided: Iterable[Review]) -> Iterator[int]:
    """Editions of the decisions that may have changed a table, of all in their order.

    Only production enters one. What takes something back counts where any of it was known before.
    """
    known: dict[SheetKey, set[Place]] = {}
    for each in decided:
        of_sheet = known.setdefault(each.key, set())
        produced = [figure for figure in each.figures if figure.measure == "production"]
        told = {figure.place for figure in produced if figure.status in ("value", "none")}
        undone = each.kind != "accepted" or not of_sheet.isdisjoint(f.place for f in produced)
        if told or (undone and of_sheet):
            yield each.edition or 0
        of_sheet |= told


def begin_run() -> Edition:
    """Read the newest edition and make it that of this run."""
    edition = newest()
    _current.set(edition)
    return edition


@contextmanager
def of_edition(edition: Edition) -> Iterator[Edition]:
    """Everything inside the block answers from this edition."""
    token = _current.set(edition)
    try:
        yield edition
    finally:
        _current.reset(token)


def once_per_edition(
    maxsize: int,
) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """Keep what a function makes of hashable arguments, for each edition by itself.

    At most ``maxsize`` answers of each kept edition. What is kept is shared: nobody may change it.
    Whoever asks for what is just being made waits for it: a new edition is asked about by
    everybody in a hall at once, and the same answer forty times over takes forty times as long.
    """

    def keep(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
        @wraps(function)
        def call(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
            edition = current()
            answers = _kept.get(edition)
            kept = None if answers is None else answers.get(call)
            if kept is None:
                once = lru_cache(maxsize=maxsize)(_made_once(function))
                kept = _start_keeping(edition, call, once)
            answer: Made = kept(*args, **kwargs)
            return answer

        return call

    return keep


def once_per_tables(
    maxsize: int,
) -> Callable[[Callable[Asked, Made]], Callable[Asked, Made]]:
    """The same for what is made from tables alone, see ``of_tables``: in whose edition it is made.

    Not for what says of which edition it is, nor for what reads receipts or what was handed in.
    """

    def keep(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
        kept = once_per_edition(maxsize=maxsize)(function)

        @wraps(function)
        def call(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
            first = of_tables()
            if first == current():
                return kept(*args, **kwargs)
            with of_edition(first):
                return kept(*args, **kwargs)

        return call

    return keep


class _Making:
    """What a thread is working out; ``made`` holds it for those who wait, if it comes to that."""

    def __init__(self) -> None:
        self.thread, self.over = get_ident(), Event()
        self.made: tuple[Any, ...] = ()


def _made_once(function: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """The same function; of threads that call it alike at one moment, one does the work."""
    under_way: dict[object, _Making] = {}
    lock = Lock()

    def make(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        asked = (args, tuple(kwargs.items()))
        mine = _Making()
        with lock:
            making = under_way.setdefault(asked, mine)
        if making is not mine:
            if making.thread != get_ident() and making.over.wait(LONGEST_MAKING_S) and making.made:
                made: Made = making.made[0]
                return made
            return function(*args, **kwargs)
        try:
            answer = function(*args, **kwargs)
            mine.made = (answer,)
            return answer
        finally:
            mine.over.set()
            with lock:  # last: it is kept a moment from now, and who asks in between finds it here
                del under_way[asked]

    return make


def _start_keeping(
    edition: Edition, function: object, kept: Callable[..., Any]
) -> Callable[..., Any]:
    with _lock:
        answers = _kept.setdefault(edition, {})
        for most, seen in ((KEPT_EDITIONS, False), (KEPT_VIEWS, True)):
            alike = [each for each in _kept if bool(each.view) is seen]
            # The lowest change, not the one asked for first: a run under way on an old edition
            # must not push out the newest, nor the one that has what these make from tables.
            in_order = sorted(alike, key=lambda each: each.change)
            bases = {_first_alike.get(each) for each in in_order[-most:]}
            for gone in in_order[:-most]:
                if gone not in bases:
                    del _kept[gone]
        return answers.setdefault(function, kept)


def kept_editions() -> list[Edition]:
    """Editions of which answers are kept, for the log and for tests."""
    return list(_kept)
