"""What changed from one year's balance to the next, of regencies whose figures may be compared."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.balance.qualification import is_comparable, split_flags
from analysis.balance.result import Balance

#: A series that may break at a year is compared with no year beside it, even one flagged alike.
_BREAK = "series_break"


@dataclass(frozen=True)
class Move:
    """One regency's change from year to year, in tonnes."""

    regency_code: str
    change_t: float


@dataclass(frozen=True)
class YearChange:
    """Two years of one commodity, over the regencies that are sound and comparable in both.

    Attributes
    ----------
    before, year : int
    n_compared, n_total : int
        Regencies compared, of all.
    n_break : int
        Regencies left out as their way of counting may have changed at either year.
    left_out, doubtful : tuple of str
        Regencies not compared, and those of them whose figure of either year is disqualified.
    available_before_t, available_t : float
        What the compared regencies have together.
    balance_before_t, balance_t : float
        NaN where the two needs, or production and need, cannot be held against each other.
    need_t : float
        Of the later year.
    needs_differ : bool
        The needs rest on population series that are not one.
    most_up, most_down : Move or None
        Largest change either way, of the balance, or where that is NaN of what is available; None
        where none has changed so, or two as much.
    now_surplus, now_deficit, now_balanced : tuple of str
        Regencies that have come into the class from another; none where the needs differ.
    """

    before: int
    year: int
    n_compared: int
    n_total: int
    n_break: int
    available_before_t: float
    available_t: float
    balance_before_t: float
    balance_t: float
    need_t: float
    needs_differ: bool
    most_up: Move | None
    most_down: Move | None
    now_surplus: tuple[str, ...]
    now_deficit: tuple[str, ...]
    now_balanced: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    @property
    def compares_most(self) -> bool:
        """Whether at least half of the regencies can be compared."""
        return self.n_compared * 2 >= self.n_total

    @property
    def is_broken(self) -> bool:
        """Whether most of those left out are left out as they stand at a break."""
        return self.n_break * 2 > self.n_total - self.n_compared


def year_change(before: Balance, after: Balance) -> YearChange:
    """Hold two balances of one commodity against each other.

    Left out is who is unknown or disqualified in either year, who counts by another method in one
    of them, and who stands at a break of the series. What is needed is compared only where both
    years count people by the same series: else a change of the balance would be one of counting.

    This is stricter than ``is_comparable``, which lets two years pass that both carry the flag of
    a break: the flag says that the counting may have changed around a year, not in which, and what
    is found here makes a headline, which no flagged figure does.

    Parameters
    ----------
    before, after : Balance
        Of the same commodity, form of production and form of need.
    """
    both = before.table.merge(after.table, on="regency_code", suffixes=("_before", ""))
    flags = list(zip(both["flags_before"], both["flags"], strict=True))
    broken = [_BREAK in [*split_flags(one), *split_flags(other)] for one, other in flags]
    at_break = pd.Series(broken, index=both.index, dtype=bool)
    alike = [is_comparable(one, other) for one, other in flags]
    sound = pd.Series(alike, index=both.index, dtype=bool)
    for side in ("_before", ""):
        sound &= (both[f"disqualified_by{side}"] == "") & both[
            [f"available_t{side}", f"need_t{side}"]
        ].notna().all(axis=1)
    held, left = both[sound & ~at_break], both[~sound | at_break]
    disqualified = left[(left["disqualified_by_before"] != "") | (left["disqualified_by"] != "")]
    needs_differ = before.settings.population_series != after.settings.population_series
    has_balance = not (needs_differ or before.suspended or after.suspended)
    nothing = float("nan")
    compared = "balance_t" if has_balance else "available_t"
    moved = (held[compared] - held[f"{compared}_before"]).set_axis(held["regency_code"])
    return YearChange(
        before=before.settings.year,
        year=after.settings.year,
        n_compared=len(held),
        n_total=len(both),
        n_break=int(at_break.sum()),
        available_before_t=float(held["available_t_before"].sum()),
        available_t=float(held["available_t"].sum()),
        balance_before_t=float(held["balance_t_before"].sum()) if has_balance else nothing,
        balance_t=float(held["balance_t"].sum()) if has_balance else nothing,
        need_t=float(held["need_t"].sum()),
        needs_differ=needs_differ,
        most_up=_largest(moved),
        most_down=_largest(moved, down=True),
        now_surplus=_come_into(held, "surplus") if has_balance else (),
        now_deficit=_come_into(held, "deficit") if has_balance else (),
        now_balanced=_come_into(held, "balanced") if has_balance else (),
        left_out=_codes(left),
        doubtful=_codes(disqualified),
    )


def _largest(moved: pd.Series, *, down: bool = False) -> Move | None:
    """The largest rise (or fall) of a series of changes by regency."""
    first = (-moved if down else moved).nlargest(1, keep="all")
    if len(first) != 1 or first.iloc[0] <= 0:
        return None
    return Move(str(first.index[0]), float(moved[first.index[0]]))


def _come_into(held: pd.DataFrame, now: str) -> tuple[str, ...]:
    return _codes(held[(held["balance_class"] == now) & (held["balance_class_before"] != now)])


def _codes(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(map(str, rows["regency_code"])))
