"""What a round has changed: balances and pairs with what was accepted in it, and without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analysis.answer import Answer
from analysis.balance.settings import MissingInputs
from ntt_data import handed_in
from ntt_data.editions import current, of_edition, once_per_edition
from ntt_data.store.collection_records import Round
from services.answer import evaluation


class Pair(NamedTuple):
    """A supplier and a receiver whose tonnes are the same in every best answer."""

    origin: str
    destination: str


@dataclass(frozen=True)
class State:
    """A balance in short; ``classes`` by regency.

    ``missing`` says why there is no balance: codes of ``analysis.balance.settings``.
    """

    classes: dict[str, str]
    pairs: frozenset[Pair]
    missing: tuple[str, ...] = ()

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


def effects(asked: Round) -> list[Effect]:
    """What a round has changed, for every commodity of which it has an accepted figure.

    Of a rehearsal what it would change: its figures count nowhere else; of one thrown away nothing.
    """
    if asked.discarded:
        return []
    return list(_effects(asked.round_id, asked.rehearsal, asked.year))


@once_per_edition(maxsize=8)
def _effects(round_id: str, rehearsal: bool, year: int) -> tuple[Effect, ...]:
    edition = current()
    with_it = edition._replace(view=f"+{round_id}") if rehearsal else edition
    without = edition if rehearsal else edition._replace(view=f"-{round_id}")
    with of_edition(with_it):
        figures = handed_in.accepted_figures()
        figures = figures[figures["round_id"].eq(round_id) & figures["measure"].eq("production")]
        figures = figures[figures["value"].notna()]
        commodities = sorted(set(figures["item"]))
        now = {commodity: _state(commodity, year) for commodity in commodities}
    with of_edition(without):
        before = {commodity: _state(commodity, year) for commodity in commodities}
    return tuple(
        Effect(
            commodity,
            year,
            tuple(sorted(set(rows["receipt_no"]))),
            tuple(sorted(set(rows["regency_code"]))),
            before[commodity],
            now[commodity],
        )
        for commodity, rows in ((each, figures[figures["item"].eq(each)]) for each in commodities)
    )


def _state(commodity: str, year: int) -> State:
    found = evaluation.evaluate(evaluation.baseline_of(commodity, year))
    if isinstance(found, MissingInputs):
        return State({}, frozenset(), found.missing)
    table = found.balance.table
    classes = dict(zip(table["regency_code"], table["balance_class"], strict=True))
    return State(classes, _identified(found))


def _identified(answer: Answer) -> frozenset[Pair]:
    if answer.ranges is None:
        return frozenset()
    pairs = answer.ranges.pairs
    known = pairs[pairs["pair_class"].eq("identified") & pairs["origin_kind"].eq("regency")]
    return frozenset(map(Pair, known["origin"], known["destination"]))
