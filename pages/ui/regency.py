"""The selected regency: one choice, the same on every page."""

from __future__ import annotations

from typing import Literal, overload

from geo import places
from pages.ui import state
from publishing.language import _

KEY = "regency"


@overload
def choose_regency(allow_none: Literal[False] = False) -> str: ...
@overload
def choose_regency(allow_none: Literal[True]) -> str | None: ...
def choose_regency(allow_none: bool = False) -> str | None:
    """Select box of the 22 regencies by name; ``None`` where none need be chosen."""
    names = places.regency_names()
    codes = sorted(names, key=names.__getitem__)
    options = ["", *codes] if allow_none else codes
    chosen = state.select(
        _("Regency"),
        KEY,
        options,
        "" if allow_none else "5371",
        format_func=lambda code: names[code] if code else _("all 22 regencies"),
    )
    return chosen or None


def pick_regency(code: str) -> None:
    """A click on a map or a table chooses the regency everywhere."""
    state.choose(KEY, code)
