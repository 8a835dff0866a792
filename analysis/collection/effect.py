"""What a round of collecting figures has changed: a balance and its pairs, before and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Pair(NamedTuple):
    """A supplier and a receiver whose tonnes are the same in every best answer."""

    origin: str
    destination: str


@dataclass(frozen=True)
class State:
    """A balance in short; ``classes`` by regency.

    ``missing`` says why there is no balance: codes of ``analysis.balance.settings``; ``assumed``
    which of its inputs are an assumption: codes of the same (``conversion``, ``norm``).
    """

    classes: dict[str, str]
    pairs: frozenset[Pair]
    missing: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    def count(self, balance_class: str) -> int:
        """How many regencies are of a class."""
        return sum(each == balance_class for each in self.classes.values())


@dataclass(frozen=True)
class Effect:
    """One commodity and year of a round: how it stood without the round, and how it stands.

    ``receipts`` are those of which a production figure of it counts, ``regencies`` of whom.
    """

    commodity: str
    year: int
    receipts: tuple[str, ...]
    regencies: tuple[str, ...]
    before: State
    now: State

    @property
    def new_pairs(self) -> tuple[Pair, ...]:
        """Pairs that were not among the identified ones before."""
        return tuple(sorted(self.now.pairs - self.before.pairs))

    @property
    def gone_pairs(self) -> tuple[Pair, ...]:
        """Pairs that are not among the identified ones any more."""
        return tuple(sorted(self.before.pairs - self.now.pairs))

    @property
    def turned(self) -> tuple[str, ...]:
        """Regencies whose class is another one now; without a balance before, all with one."""
        return tuple(
            code
            for code, now in sorted(self.now.classes.items())
            if now != self.before.classes.get(code, "unknown")
        )
