"""Whether this machine's clock can be right: receipts, deadlines and the wall go by it.

A laptop whose battery has run down starts in a year long gone. How much a clock is ahead nothing
here can tell: a person compares it with a telephone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from ntt_data import tables
from ntt_data.problems import DataError
from ntt_data.store import StoreError, clock, latest_moment
from publishing.formats import WITA

#: Clocks of one machine and its database's server may differ by so much without being wrong.
TOLERANCE = timedelta(seconds=5)

Code = Literal["plausible", "before_store", "before_tables"]


@dataclass(frozen=True)
class ClockCheck:
    """What the clock says, and what it is behind, if anything; all in UTC without a zone.

    Attributes
    ----------
    code : {'plausible', 'before_store', 'before_tables'}
        The clock is behind the last thing that the database holds, or behind the newest dated row
        of the curated tables; ``plausible`` says no more than that neither is so.
    now : datetime
    newest : datetime, optional
        The moment that it is behind.
    """

    code: Code
    now: datetime
    newest: datetime | None = None


def check_clock() -> ClockCheck:
    """Compare the clock with the database and with the curated tables.

    What cannot be read does not count; the pages say so themselves.
    """
    now = clock.now()
    known: tuple[tuple[Code, datetime | None], ...] = (
        ("before_store", _last_kept()),
        ("before_tables", _newest_dated()),
    )
    for code, newest in known:
        if newest is not None and now < newest - TOLERANCE:
            return ClockCheck(code, now, newest)
    return ClockCheck("plausible", now)


def _last_kept() -> datetime | None:
    try:
        return latest_moment()
    except StoreError:
        return None


def _newest_dated() -> datetime | None:
    """The start of the newest day that a curated agreement bears, by the province's clocks."""
    try:
        dates = tables.load("cooperation_agreements")["date"].dropna().astype(str)
    except DataError:
        return None
    whole = [each for each in dates if len(each) == len("2026-01-16")]
    if not whole:
        return None
    there = datetime.fromisoformat(max(whole)).replace(tzinfo=WITA)
    return there.astimezone(UTC).replace(tzinfo=None)
