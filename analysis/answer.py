"""The answer of a scenario: balance, pairs, firmness and totals, the same for whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.balance.result import Balance
from analysis.matching.carried import CarriedTonnes, carried_tonnes
from analysis.matching.forcing import forcing_costs
from analysis.matching.match import MatchResult, match
from analysis.matching.problem import MatchProblem, PairState, build_match_problem
from analysis.matching.ranges import MatchRanges, Supply, match_ranges, near_best_ranges
from analysis.matching.swap import Swap, Swapped, swap_pairs
from analysis.matching.tables import build_result
from analysis.matching.turning import supply_limits
from analysis.scenario.compare import ScenarioResult
from analysis.scenario.scenario import Scenario
from analysis.uncertainty.cost_draws import CostParts
from analysis.uncertainty.draws import BalanceDraws
from analysis.uncertainty.pair_robustness import PairDraws, match_draws

#: Repeated balances behind every probability.
N_DRAWS = 1000
#: Repeated matches behind the firmness of a pair.
N_MATCHED = 200
#: The same where pairs are limited or agreed: with limits every draw goes through a mixed-integer
#: programme, and nobody is to wait for minutes.
N_MATCHED_LIMITED = 40


@dataclass(frozen=True, eq=False)
class TransportCosts:
    """What moving a tonne costs under a scenario's parameters and closures.

    Attributes
    ----------
    between : DataFrame
        ``origin``, ``destination``, ``cost_idr_per_t``, ``distance_km`` between capitals.
    from_outside : DataFrame
        ``gateway``, ``destination``, ``cost_idr_per_t``, ``distance_km``.
    truck_payload_t : float
        Tonnes a truck carries.
    parts : CostParts
        What all these costs are made of.
    """

    between: pd.DataFrame
    from_outside: pd.DataFrame
    truck_payload_t: float
    parts: CostParts


@dataclass(frozen=True, eq=False)
class Answer:
    """Balance and pairs of one commodity under a scenario; the baseline is a scenario too.

    Attributes
    ----------
    scenario : Scenario
        Under no name: its name plays no part.
    balance : Balance
    demand : DataFrame
        Extra demand item by item, see ``AppliedScenario``.
    costs : TransportCosts
    places : DataFrame
        ``regency_code``, ``zone_id``, ``island_group`` of every regency.
    swaps : tuple of Swap
        Pairs that somebody has given other tonnes: ``match`` is then another of the equally good
        answers, and all else stays as it is.
    """

    scenario: Scenario
    balance: Balance
    demand: pd.DataFrame
    costs: TransportCosts
    places: pd.DataFrame
    swaps: tuple[Swap, ...] = ()

    @cached_property
    def match(self) -> MatchResult:
        """Who supplies whom; solved when first asked for."""
        if self.swaps and self.swapped is not None:
            return build_result(self.problem(), self.swapped.allocation, self.costs.truck_payload_t)
        return match(
            *(self.balance.table, self.costs.between, self.costs.from_outside),
            self.scenario.matching,
            places=self.places,
            truck_payload_t=self.costs.truck_payload_t,
        )

    @cached_property
    def ranges(self) -> MatchRanges | None:
        """What is identified, see ``match_ranges``; None where pairs are decided yes or no."""
        if self.scenario.matching.has_pair_limits:
            return None
        return match_ranges(self.problem())

    @cached_property
    def swapped(self) -> Swapped | None:
        """What became of ``swaps`` and what else can be swapped; None as ``ranges``."""
        if self.scenario.matching.has_pair_limits:
            return None
        return swap_pairs(self.problem(), self.swaps)

    @cached_property
    def forcing(self) -> pd.DataFrame | None:
        """What a tonne forced through a pair in no best answer costs, see ``forcing_costs``.

        Those pairs alone, the cheapest first; None as ``ranges``.
        """
        if self.ranges is None:
            return None
        ends = ["origin", "destination"]
        never = self.ranges.pairs[self.ranges.pairs["pair_class"] == "never"]
        found = forcing_costs(self.problem()).merge(never[ends], on=ends)
        extra = found["extra_inside_idr_per_t"]
        if self.scenario.matching.objective != "ntt_first":
            extra = extra + found["extra_outside_idr_per_t"]
        order = found.assign(extra=extra).sort_values(["goes_before_freight", "extra", *ends])
        return found.loc[order.index].reset_index(drop=True)

    def pair_states(self, origin: str, destination: str) -> tuple[PairState, ...]:
        """Whether a supplier and a receiver of this match can trade, and all that forbids it."""
        problem = self.problem()
        row, column = problem.suppliers.index(origin), problem.receivers.index(destination)
        return problem.closed_by(row, column) or ("open",)

    def supply_limits(self, supply: Supply) -> tuple[float, float]:
        """Tonnes between the regencies of a supply over all best answers, see ``supply_limits``."""
        return supply_limits(self.problem(), supply)

    def carried(self, verdicts: pd.DataFrame) -> list[CarriedTonnes]:
        """How much of it prices carry, see ``carried_tonnes``; ``verdicts`` as of a price test."""
        return carried_tonnes(self.match.flows, verdicts, self.ranges, self.problem())

    def near_best(self, within_pct: float) -> pd.DataFrame:
        """Ranges over all answers whose freight is a little dearer, see ``near_best_ranges``."""
        return near_best_ranges(self.problem(), within_pct)

    def problem(self) -> MatchProblem:
        """Who offers and who lacks, and what lies between them: what ``match`` solves."""
        return build_match_problem(
            *(self.balance.table, self.costs.between, self.costs.from_outside),
            *(self.scenario.matching, self.places),
        )

    def firmness(self, draws: BalanceDraws) -> PairDraws:
        """How often each pair appears when the drawn balances are matched at drawn freight."""
        options = self.scenario.matching
        is_limited = options.has_pair_limits or bool(options.forced_pairs)
        return match_draws(
            draws,
            self.costs.between,
            self.costs.from_outside,
            options,
            n_draws=N_MATCHED_LIMITED if is_limited else N_MATCHED,
            places=self.places,
            cost_parts=self.costs.parts,
            ranges=self.ranges,
        )

    def result(self) -> ScenarioResult:
        """As a comparison of scenarios takes it."""
        return ScenarioResult(self.scenario, self.balance.table, self.match, self.ranges)
