"""What a balance needs beside the figures that a round asks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Needs:
    """One commodity of a round: what keeps its production from making a balance.

    Attributes
    ----------
    item, form, year
        Commodity, the form in which it is asked (None: in none), and the year.
    missing : tuple of str
        ``form``, ``conversion``, ``norm``, ``population``; ``not_comparable`` where production and
        norm count different things. Empty where figures of a whole year make a balance.
    """

    item: str
    form: str | None
    year: int
    missing: tuple[str, ...] = ()
