"""Random matching problems for hypothesis: whole tonnes, small whole costs, pairs missing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

Balance = dict[str, int]
Cost = dict[tuple[str, str], int]


@st.composite
def problems(
    draw: st.DrawFn,
    places: tuple[int, int] = (0, 4),
    most_t: int = 60,
    gateways: Sequence[str] = ("G1", "G2"),
) -> tuple[Balance, Cost, Cost]:
    """Balance by code, freight between suppliers and receivers, and from outside.

    ``places``: fewest and most suppliers, and receivers. Few sizes and costs, so that ties and
    gaps are frequent; a pair that is left out cannot be reached.
    """
    suppliers = [f"53{place:02}" for place in range(draw(st.integers(*places)))]
    receivers = [f"54{place:02}" for place in range(draw(st.integers(*places)))]
    size = st.integers(1, most_t)
    balance = {code: draw(size) for code in suppliers} | {code: -draw(size) for code in receivers}

    def freight(origins: Sequence[str], most: int) -> Cost:
        cost = st.one_of(st.none(), st.integers(0, most))
        drawn = {(o, d): draw(cost) for o in origins for d in receivers}
        return {pair: 1000 * value for pair, value in drawn.items() if value is not None}

    return balance, freight(suppliers, 9), freight(gateways, 12)
