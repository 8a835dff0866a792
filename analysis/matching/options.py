"""How to match: objective, limits and pairs that must or must not trade."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any, Literal, get_args

from analysis.errors import InvalidOptionError

#: What a match is after, first of all.
Objective = Literal["ntt_first", "least_cost", "fairest", "most_local"]
OBJECTIVES: tuple[Objective, ...] = get_args(Objective)


class MatchingOptionError(InvalidOptionError):
    """An option outside what it may be; names field, value and what is expected."""


@dataclass(frozen=True)
class MatchingOptions:
    """How to match.

    Parameters
    ----------
    external_supply : bool
        Whether gateways outside the province may supply.
    unmet_penalty_idr_per_t : float
        What a tonne that stays unmet counts for in the objective; > 0. At the default (100,000
        rupiah per kg) nothing reachable stays unmet; lower, it is the most that a tonne may cost
        to bring.
    reserve_share : float
        Share of its surplus that every regency keeps; 0 <= x <= 1.
    max_distance_km : float or None
        No pair of regencies farther apart than this. A pair of unknown distance is then closed
        too. External supply is not limited.
    objective : str, of ``OBJECTIVES``
        ``ntt_first``: first as many tonnes as possible from the province's own surplus, then as
        few unmet, then least freight of these flows; what the declaration of 2019 asks for. The
        rest is bought outside where that is cheapest. ``least_cost``: freight plus penalty, with
        outside as an equal rival. ``fairest``: first the smallest share of need met (own
        production included) is made as large as it can be, over the deficit regencies that anyone
        can reach; then least cost. ``most_local``: first as many tonnes as possible within
        a zone, then within an island group (zones crossed), then least cost.
    min_shipment_t : float
        A pair of regencies trades at least this much or not at all; >= 0. Gateways are free of it.
    max_partners : int or None
        No regency trades with more regencies than this; gateways are not counted; >= 1.
    forced_pairs : tuple of (origin, destination, tonnes_min)
        Signed agreements: at least so many tonnes, or as many as the two sides have, with a note.
        They go before ``max_distance_km``, ``min_shipment_t``, ``max_partners`` and the penalty.
    forbidden_pairs : tuple of (origin, destination)
        Pairs that do not trade; the origin may be a gateway.

    >>> MatchingOptions(reserve_share=1.5)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    analysis...MatchingOptionError: reserve_share = 1.5; expected a number from 0 to 1
    """

    external_supply: bool = True
    unmet_penalty_idr_per_t: float = 100_000_000.0
    reserve_share: float = 0.0
    max_distance_km: float | None = None
    objective: Objective = "ntt_first"
    min_shipment_t: float = 0.0
    max_partners: int | None = None
    forced_pairs: tuple[tuple[str, str, float], ...] = ()
    forbidden_pairs: tuple[tuple[str, str], ...] = ()

    @property
    def has_pair_limits(self) -> bool:
        """Whether yes-or-no decisions about pairs are to be made (mixed-integer)."""
        return self.min_shipment_t > 0 or self.max_partners is not None

    def __post_init__(self) -> None:
        if not isinstance(self.external_supply, bool):
            raise MatchingOptionError("external_supply", self.external_supply, "true or false")
        penalty = self.unmet_penalty_idr_per_t
        if not _is_number(penalty) or penalty <= 0:
            raise MatchingOptionError("unmet_penalty_idr_per_t", penalty, "a finite number above 0")
        if not _is_number(self.reserve_share) or not 0 <= self.reserve_share <= 1:
            raise MatchingOptionError("reserve_share", self.reserve_share, "a number from 0 to 1")
        limit = self.max_distance_km
        if limit is not None and (not _is_number(limit) or limit <= 0):
            raise MatchingOptionError(
                "max_distance_km", limit, "a finite number above 0, or nothing"
            )
        if self.objective not in OBJECTIVES:
            raise MatchingOptionError(
                "objective", self.objective, f"one of {', '.join(OBJECTIVES)}"
            )
        if not _is_number(self.min_shipment_t) or self.min_shipment_t < 0:
            raise MatchingOptionError(
                "min_shipment_t", self.min_shipment_t, "a finite number, 0 or more"
            )
        partners = self.max_partners
        whole = isinstance(partners, int) and not isinstance(partners, bool)
        if partners is not None and (not whole or partners < 1):
            raise MatchingOptionError(
                "max_partners", partners, "a whole number, 1 or more, or nothing"
            )
        self._check_pairs()
        # A document gives 300 or 300.0, and 2**60 + 1 is no float: kept is what is reckoned with.
        for name in ("unmet_penalty_idr_per_t", "reserve_share", "min_shipment_t"):
            object.__setattr__(self, name, float(getattr(self, name)))
        if limit is not None:
            object.__setattr__(self, "max_distance_km", float(limit))

    def _check_pairs(self) -> None:
        forbidden = _tuples(
            "forbidden_pairs", self.forbidden_pairs, 2, "(origin, destination) pairs of codes"
        )
        wanted = "(origin, destination, tonnes above 0) of two codes"
        forced = _tuples("forced_pairs", self.forced_pairs, 3, wanted)
        for pair in forced:
            if not _is_number(pair[2]) or pair[2] <= 0:
                raise MatchingOptionError("forced_pairs", pair, wanted)
        closed, seen = set(forbidden), set()
        for pair in forced:
            key = pair[:2]
            if key in seen:
                raise MatchingOptionError("forced_pairs", key, "every pair once")
            if key in closed:
                raise MatchingOptionError(
                    "forced_pairs", key, "a pair that is not in forbidden_pairs too"
                )
            seen.add(key)


def _tuples(field: str, value: object, length: int, expected: str) -> tuple[tuple[Any, ...], ...]:
    """The pairs of an option; tuples, because options are keys of caches."""
    if not isinstance(value, tuple):
        raise MatchingOptionError(field, value, f"a tuple of {expected}")
    for pair in value:
        good = isinstance(pair, tuple) and len(pair) == length
        if not good or not all(isinstance(code, str) and code for code in pair[:2]):
            raise MatchingOptionError(field, pair, expected)
        if pair[0] == pair[1]:
            raise MatchingOptionError(field, pair, "two different places")
    return value


def _is_number(value: object) -> bool:
    # Compared, not converted: 10**400 is no float.
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and -sys.float_info.max <= value <= sys.float_info.max  # type: ignore[operator]
