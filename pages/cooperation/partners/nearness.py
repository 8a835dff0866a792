"""The choice of how far is near."""

from __future__ import annotations

from pages.ui import state
from publishing.formats import rupiah
from publishing.language import _
from services.partners import DEFAULT_REACH, REACHES


def choose_reach() -> int:
    """Freight limit in rupiah per kilogram over the cheapest path."""
    return int(
        state.select(
            _("Within reach: freight up to"),
            "reach",
            list(REACHES),
            DEFAULT_REACH,
            lambda limit: f"{rupiah(limit)}/kg",
            help=_(
                "Modelled freight over the cheapest path. {limit}/kg is some 275 km of road, or "
                "a short ferry crossing with the roads to and from it.",
                limit=rupiah(DEFAULT_REACH),
            ),
        )
    )
