"""What the province should know today: each commodity's newest answer, and what the lists say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from analysis.answer import Answer
from analysis.balance.provincial import ProvincialBalance
from analysis.balance.year_change import YearChange
from analysis.matching.carried import CarriedTonnes
from analysis.matching.ranges import Supply, named_supplies
from analysis.uncertainty.draws import TotalInterval
from analysis.uncertainty.pair_robustness import ROBUST_PCT, PairDraws


@dataclass(frozen=True)
class NamedSupply:
    """An identified pair or corridor, with what prices and repeated matches say of it.

    ``carried`` is None where no price is known. ``gateway_is_cheaper``: of a pair alone.
    """

    supply: Supply
    holds_pct: float
    carried: CarriedTonnes | None = None
    gateway_is_cheaper: bool = False

    @property
    def is_robust(self) -> bool:
        """Whether it stands in enough of the repeated matches."""
        return self.holds_pct >= ROBUST_PCT

    @property
    def pays(self) -> bool:
        """Whether prices carry half of it or more, whichever equally good answer is taken."""
        return self.carried is not None and self.carried.min_t * 2 >= self.carried.total_t > 0


@dataclass(frozen=True, eq=False)
class Brief:
    """What is known of one commodity in its newest year that is known in full.

    Attributes
    ----------
    answer : Answer
        Of the baseline.
    office : str
        Sheet of a round (of ``ntt_data.collection.SHEETS``) whose office knows its production.
    change : YearChange or None
        From the year before; None where that has no balance, or one of another form.
    differs_in_form : bool
        The year before has a balance, but of another form of production or need.
    total : TotalInterval or None
        None where production and need are not comparable, and so are the three below.
    firmness : PairDraws or None
    carried : tuple of CarriedTonnes
        Of each named supply; none where no price is known.
    cheaper_outside : frozenset of (origin, destination)
        Pairs to whose receiver a gateway delivers cheaper in most months.
    of_province : ProvincialBalance or None
        A newer year that is known for the province alone.
    newer : mapping of int to int
        Newer years -> for how many regencies they are known.
    n_accepted : int
        Regencies of which a figure handed in and accepted is in the balance.
    """

    answer: Answer
    office: str
    change: YearChange | None = None
    differs_in_form: bool = False
    total: TotalInterval | None = None
    firmness: PairDraws | None = None
    carried: tuple[CarriedTonnes, ...] = ()
    cheaper_outside: frozenset[tuple[str, str]] = frozenset()
    of_province: ProvincialBalance | None = None
    newer: Mapping[int, int] = field(default_factory=dict)
    n_accepted: int = 0

    @property
    def surplus_t(self) -> float:
        """As ``Balance.surplus_t``."""
        return self.answer.balance.surplus_t

    @property
    def deficit_t(self) -> float:
        """As ``Balance.deficit_t``."""
        return self.answer.balance.deficit_t

    def named(self) -> list[NamedSupply]:
        """Every identified pair and corridor, the largest sure total first."""
        return list(self._named)

    @cached_property
    def _named(self) -> tuple[NamedSupply, ...]:
        if self.firmness is None or self.answer.ranges is None:
            return ()
        carried = {each.supply: each for each in self.carried}
        return tuple(
            NamedSupply(
                *(supply, self.firmness.holds_pct(supply), carried.get(supply)),
                supply.is_pair
                and (supply.origins[0], supply.destinations[0]) in self.cheaper_outside,
            )
            for supply in named_supplies(self.answer.ranges)
        )

    def worth_naming(self) -> list[NamedSupply]:
        """The supply to talk about first, and behind a corridor the first pair.

        First what stands in enough of the repeated matches, of this what prices carry; else the
        most tonnes.
        """
        found = sorted(
            self.named(),
            key=lambda each: (
                not each.is_robust,
                each.is_robust and not each.pays,
                -each.supply.max_t,
            ),
        )
        first_pair = next((each for each in found if each.supply.is_pair), None)
        return list(dict.fromkeys([*found[:1], *([first_pair] if first_pair else [])]))


@dataclass(frozen=True, eq=False)
class Overview:
    """The first screen: commodities side by side, and what the report's lists say beside them.

    Attributes
    ----------
    briefs : tuple of Brief
        Of commodities that are known for half of the regencies or more, in their order.
    starting : tuple of Brief
        Of those known for fewer.
    lacking : tuple of str
        Commodities that a list of leading products (KPJu) names and that have no balance, those
        that most lists name first.
    shared_item : str
        The good that most lists name; a kiosk cannot be processed jointly.
    n_sharing, n_lists : int
        Lists that name it, of all lists.
    """

    briefs: tuple[Brief, ...]
    starting: tuple[Brief, ...]
    lacking: tuple[str, ...]
    shared_item: str
    n_sharing: int
    n_lists: int


def overview(briefs: Iterable[Brief], kpju: pd.DataFrame) -> Overview:
    """Sort the briefs by how far they are known, and count what the lists say.

    A commodity with a brief lacks nothing, also where its figures cannot be held against each
    other.
    """
    every = tuple(briefs)
    known = {each.answer.balance.settings.commodity for each in every}
    goods = kpju[kpju["commodity"].notna()]
    sharing = _most_lists_first(goods, "item")
    lacking = goods[~goods["commodity"].isin(known)]

    def is_known(each: Brief) -> bool:
        summary = each.answer.balance.summary
        return summary.n_with_figures * 2 >= summary.n_total

    return Overview(
        briefs=tuple(each for each in every if is_known(each)),
        starting=tuple(each for each in every if not is_known(each)),
        lacking=tuple(code for code, _n in _most_lists_first(lacking, "commodity")),
        shared_item=sharing[0][0],
        n_sharing=sharing[0][1],
        n_lists=int(kpju["regency_code"].nunique()),
    )


def _most_lists_first(rows: pd.DataFrame, column: str) -> list[tuple[str, int]]:
    """Values of a column with the number of lists that name them; equal ones by the alphabet."""
    counts = rows.groupby(column)["regency_code"].nunique()
    named = [(str(code), int(n)) for code, n in counts.items()]
    return sorted(named, key=lambda each: (-each[1], each[0]))
