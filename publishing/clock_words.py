"""What is said of this machine's clock, in the terminal and on the wall."""

from __future__ import annotations

from datetime import UTC, datetime

from publishing.formats import WITA, date, moment, time_of_day
from publishing.language import _


def clock_shows(now: datetime) -> str:
    """What the clock says, for a person to compare; ``now`` is in UTC."""
    return _(
        "Clock of this machine: {time}, {date}. Compare it with a telephone: receipts and "
        "deadlines go by it.",
        time=time_of_day(now),
        date=date(now.replace(tzinfo=UTC).astimezone(WITA).date()),
    )


def clock_is_behind(code: str, newest: datetime) -> str:
    """What a clock is behind that cannot be right, and what to do; ``newest`` is in UTC."""
    known = {
        "before_store": _("the last entry in the database is of {moment}", moment=moment(newest)),
        "before_tables": _("the data of this application know {moment}", moment=moment(newest)),
    }[code]
    return _(
        "THE CLOCK IS WRONG: {known}. Set date, time and time zone, then start again.", known=known
    )
