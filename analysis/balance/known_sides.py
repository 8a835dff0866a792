"""How far a commodity is known: which of its sides, of how many regencies, and what lacks next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

#: What a commodity's page can say of it, from everything to nothing. ``balance``: of half of the
#: regencies or more; ``not_comparable``: both sides, which count different things; ``both_sides``:
#: need, and production of some; ``animals``: counts, quotas or shipments of live animals;
#: ``named``: in a list, a report, a price or a figure of the whole province, and no more.
Standing = Literal[
    "balance", "not_comparable", "both_sides", "production", "need", "animals", "named", "nothing"
]
STANDINGS: tuple[Standing, ...] = get_args(Standing)

#: Steps on the way to pairs, in their order, and whether one is taken.
Step = Literal["need", "production", "conversion", "balance", "pairs", "prices"]
STEPS: tuple[Step, ...] = get_args(Step)
AnimalStep = Literal["herds", "quotas", "shipments"]
ANIMAL_STEPS: tuple[AnimalStep, ...] = get_args(AnimalStep)
#: ``partly``: of half of the regencies or more, as a balance asks for; ``few``: of fewer.
StepState = Literal["known", "partly", "few", "missing"]


@dataclass(frozen=True)
class KnownSides:
    """What the tables hold of one commodity.

    Attributes
    ----------
    commodity, group : str
    live : bool
        Whether it is animals, counted by the head.
    n_regencies : int
        How many regencies there are.
    suspended : str
        Why production and need cannot be compared (of ``not_comparable``); empty where they can.
    balance_years : tuple of int
        Years with both sides of enough regencies, newest first.
    n_balance, balance_year : int
        Regencies with both sides in the year one sees first, and that year; 0 where there is none.
    n_doubted : int
        Of those the regencies whose balance is in no total, because a figure of it is in doubt.
    need_year, n_need : int
        Year of the newest norms, and regencies that have one; 0 where there is none.
    production_year, n_production : int
        The newest year that most regencies report a tonnage of, and how many do.
    producers : tuple of str
        Regencies with a tonnage of any year.
    convertible : bool
        Whether a coefficient leads from a form produced to a form eaten.
    n_pairs : int
        Identified pairs and corridors of that year's match.
    n_prices : int
        Regencies of which a price is known.
    n_herds, n_quotas, n_shipments : int
        Regencies with a count of animals, a quota, a shipment.
    n_listed : int
        Lists of leading products that name it.
    n_flows : int
        Reports of a supply that name it.
    of_province : bool
        Whether anything is known for the province as a whole.
    """

    commodity: str
    group: str
    n_regencies: int
    live: bool = False
    suspended: str = ""
    balance_years: tuple[int, ...] = ()
    n_balance: int = 0
    n_doubted: int = 0
    balance_year: int = 0
    need_year: int = 0
    n_need: int = 0
    production_year: int = 0
    n_production: int = 0
    producers: tuple[str, ...] = ()
    convertible: bool = False
    n_pairs: int = 0
    n_prices: int = 0
    n_herds: int = 0
    n_quotas: int = 0
    n_shipments: int = 0
    n_listed: int = 0
    n_flows: int = 0
    of_province: bool = False

    @property
    def standing(self) -> Standing:
        """How far it is known.

        >>> KnownSides("carrot", "horticulture", 22, n_need=22, producers=("5310",)).standing
        'both_sides'
        >>> KnownSides("teak", "forestry", 22).standing
        'nothing'
        """
        if self.balance_years:
            return "not_comparable" if self.suspended else "balance"
        if self.producers:
            return "both_sides" if self.n_need else "production"
        if self.n_need:
            return "need"
        if self.live and (self.n_herds or self.n_quotas or self.n_shipments):
            return "animals"
        named = self.n_listed or self.n_flows or self.n_prices or self.of_province
        return "named" if named else "nothing"

    @property
    def reach(self) -> dict[str, int]:
        """Each step with the regencies of which it is taken; animals have their own steps.

        What is not of a regency (a coefficient, the pairs) is taken for all or for none.
        """
        if self.live:
            return {"herds": self.n_herds, "quotas": self.n_quotas, "shipments": self.n_shipments}
        has_balance = bool(self.balance_years) and not self.suspended
        everywhere = self.n_regencies
        return {
            "need": self.n_need,
            "production": self.n_production,
            "conversion": everywhere if self.convertible and not self.suspended else 0,
            "balance": self.n_balance if has_balance else 0,
            "pairs": everywhere if self.n_pairs else 0,
            "prices": self.n_prices,
        }

    @property
    def steps(self) -> dict[str, StepState]:
        """Each step with how far it is taken."""
        return {step: self._covered(n) for step, n in self.reach.items()}

    @property
    def step_years(self) -> dict[str, int]:
        """The year of those steps that have one."""
        years = {
            "need": self.need_year,
            "production": self.production_year,
            "balance": 0 if self.suspended else self.balance_year,
        }
        return {step: year for step, year in years.items() if year and step in self.reach}

    @property
    def next_step(self) -> str:
        """The first step not taken for half of the regencies, else the first not for all; or "".

        >>> KnownSides("carrot", "horticulture", 22, n_need=22, n_production=1).next_step
        'production'
        """
        for open_ones in (("missing", "few"), ("partly",)):
            for step, state in self.steps.items():
                if state in open_ones:
                    return step
        return ""

    def _covered(self, n: int) -> StepState:
        if not n:
            return "missing"
        if n >= self.n_regencies:
            return "known"
        return "partly" if n * 2 >= self.n_regencies else "few"
