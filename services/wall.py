"""What the wall of a round shows: read every few seconds, once for all who look."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import pandas as pd

from analysis.collection.effect import Effect
from ntt_data.store import StoreError, clock, database_url
from ntt_data.store.collection_records import Round
from services.clock_check import ClockCheck, check_clock
from services.effect import effects
from services.progress import progress
from services.rounds import load_round

#: Seconds after which it is read again, by whoever looks first.
EVERY_S = 4.0
#: Seconds after which a reading is told to be old.
STALE_S = 30.0
_MOST_ROUNDS = 8


@dataclass(frozen=True, eq=False)
class Reading:
    """A round as it was at one moment (UTC); shared, so nobody may change it.

    ``progress`` is what ``services.progress`` gives, ``since`` the moment on the monotonic clock.
    """

    asked: Round
    progress: pd.DataFrame
    effects: tuple[Effect, ...]
    clock: ClockCheck
    at: datetime
    since: float

    @property
    def is_stale(self) -> bool:
        """Whether the database has not answered for a while."""
        return time.monotonic() - self.since > STALE_S


@dataclass
class _Place:
    """The last reading of one round, and when the database was last asked for one."""

    lock: Lock = field(default_factory=Lock)
    reading: Reading | None = None
    asked_at: float = 0.0


_places: OrderedDict[tuple[str, str], _Place] = OrderedDict()
_places_lock = Lock()


def read_wall(round_id: str) -> Reading:
    """The newest reading of a round, at most ``EVERY_S`` old while the database answers.

    While somebody reads it anew, and where the database cannot be used, the one before is given.

    Raises
    ------
    StoreError
        There is no reading yet, and none can be had.
    """
    place = _place(round_id)
    kept = place.reading
    if kept is not None and time.monotonic() - place.asked_at < EVERY_S:
        return kept
    if not place.lock.acquire(blocking=kept is None):
        assert kept is not None
        return kept
    try:
        if place.reading is not None and time.monotonic() - place.asked_at < EVERY_S:
            return place.reading  # somebody has read it while this one waited
        try:
            place.reading = _read(round_id)
        except StoreError:
            if place.reading is None:
                raise
        place.asked_at = time.monotonic()
        return place.reading
    finally:
        place.lock.release()


def _place(round_id: str) -> _Place:
    with _places_lock:
        place = _places.setdefault((database_url(), round_id), _Place())
        _places.move_to_end((database_url(), round_id))
        while len(_places) > _MOST_ROUNDS:
            _places.popitem(last=False)
        return place


def _read(round_id: str) -> Reading:
    at, since = clock.now(), time.monotonic()
    asked = load_round(round_id)
    return Reading(asked, progress(asked), tuple(effects(asked)), check_clock(), at, since)
