"""Whether goods may come from outside the province: one choice on every page that matches."""

from __future__ import annotations

from pages.ui import state
from publishing.language import _


def choose_outside() -> bool:
    """The control; the choice stands in the address."""
    chosen = state.segments(
        _("Supply from outside NTT"),
        "outside",
        ["allowed", "closed"],
        "allowed",
        format_func={"allowed": _("allowed"), "closed": _("not allowed")}.__getitem__,
    )
    return bool(chosen == "allowed")
