"""How much of a match prices would carry: of the answer shown, and of all equally good answers.

Partners that can be swapped at no cost may differ in what prices say of them. The share of a
corridor that prices carry is therefore a choice too, within limits that are worked out over all
exact best answers at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import require_columns
from analysis.matching.best_face import best_face, limits_together, pair_arcs
from analysis.matching.problem import MatchProblem
from analysis.matching.ranges import MatchRanges, Supply, named_supplies

#: Verdicts of prices under which trade would pay its freight.
CARRYING = ("covers_freight", "covers_all")
JUDGED = ("below_freight", *CARRYING)


@dataclass(frozen=True)
class CarriedTonnes:
    """What prices carry of one named supply, or of all that moves between regencies.

    Attributes
    ----------
    supply : Supply or None
        None for everything between regencies.
    total_t, shown_t : float
        Tonnes in the answer shown, and those of them on pairs that prices carry.
    min_t, max_t : float
        Fewest and most carried tonnes over all equally good answers; NaN where that is not known.
    unjudged_t : float
        Tonnes of the answer shown on pairs without a verdict.
    price_years : (int, int) or None
        First and last year of the prices behind the verdicts, which need not be the match's year.
    """

    supply: Supply | None
    total_t: float
    shown_t: float
    min_t: float
    max_t: float
    unjudged_t: float
    price_years: tuple[int, int] | None = None

    @property
    def is_choice(self) -> bool:
        """Whether it depends on which of the equally good answers is taken (by a tonne)."""
        return self.max_t - self.min_t > 1.0

    @property
    def is_none(self) -> bool:
        """Whether prices are known for every tonne shown and carry none in any best answer."""
        return self.unjudged_t < 0.5 and self.shown_t < 0.5 and self.max_t < 0.5


def carried_tonnes(
    flows: pd.DataFrame,
    verdicts: pd.DataFrame,
    ranges: MatchRanges | None,
    problem: MatchProblem,
) -> list[CarriedTonnes]:
    """What prices carry of everything between regencies (first), then of each named supply.

    Parameters
    ----------
    flows : DataFrame
        ``origin``, ``destination``, ``origin_kind``, ``tonnes`` of the answer shown.
    verdicts : DataFrame
        ``origin``, ``destination``, ``price_verdict``, ``first_month`` and ``last_month``
        ("2024-01"), as ``price_gaps`` makes them.
    ranges : MatchRanges or None
        What is identified of the answer; None where that is not known, and the limits neither.
    problem : MatchProblem
        Of the answer.

    Raises
    ------
    AnalysisError
        ``missing_column``.
    """
    require_columns(flows.columns, ("origin", "destination", "origin_kind", "tonnes"), "flows")
    asked = ("origin", "destination", "price_verdict", "first_month", "last_month")
    require_columns(verdicts.columns, asked, "verdicts")
    years = price_years(verdicts)
    verdict = verdicts.set_index(["origin", "destination"])["price_verdict"]
    inside = flows[flows["origin_kind"] == "regency"]
    ends = pd.MultiIndex.from_frame(inside[["origin", "destination"]])
    of_flow = verdict.reindex(ends).fillna("unknown").to_numpy()
    tonnes = inside["tonnes"].to_numpy(dtype=np.float64)
    carrying = set(verdict.index[verdict.isin(CARRYING)])
    face = None if ranges is None else best_face(problem)
    arcs = [] if face is None else [pair for pair in pair_arcs(face) if pair.kind == "regency"]
    choices = set() if ranges is None else _interchangeable(ranges.pairs)
    found = []
    for supply in (None, *([] if ranges is None else named_supplies(ranges))):

        def is_of(pair: tuple[str, str], supply: Supply | None = supply) -> bool:
            # A certain pair between two ends of a corridor is no part of it.
            return supply is None or (
                pair[0] in supply.origins
                and pair[1] in supply.destinations
                and (supply.is_pair or pair in choices)
            )

        is_part = np.array([is_of(pair) for pair in ends], dtype=np.bool_)
        mine = [
            pair
            for pair in arcs
            if (key := (pair.origin, pair.destination)) in carrying and is_of(key)
        ]
        low, high = (np.nan, np.nan) if face is None else limits_together(face, mine)
        found.append(
            CarriedTonnes(
                supply,
                total_t=float(tonnes[is_part].sum()),
                shown_t=float(tonnes[is_part & np.isin(of_flow, CARRYING)].sum()),
                min_t=low,
                max_t=high,
                unjudged_t=float(tonnes[is_part & (of_flow == "unknown")].sum()),
                price_years=years,
            )
        )
    return found


def price_years(verdicts: pd.DataFrame) -> tuple[int, int] | None:
    """First and last year that the verdicts rest on; None where no pair could be judged."""
    judged = verdicts[verdicts["price_verdict"].isin(JUDGED)]
    months = judged[["first_month", "last_month"]].dropna()
    if months.empty:
        return None
    return int(months["first_month"].min()[:4]), int(months["last_month"].max()[:4])


def _interchangeable(pairs: pd.DataFrame) -> set[tuple[str, str]]:
    chosen = pairs[pairs["pair_class"] == "interchangeable"]
    return set(zip(chosen["origin"], chosen["destination"], strict=True))
