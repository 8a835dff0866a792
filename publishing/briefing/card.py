"""What stands on a card: one thing in three findings, to be sent to a phone as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from publishing.briefing.model import Finding
from publishing.maps.choropleth import Choropleth

#: What somebody reads who scrolls past.
FINDINGS = 3


@dataclass(frozen=True)
class Card:
    """A regency at a glance; ``findings`` the most telling first, none of a doubtful figure.

    ``key`` is its code, ``address`` the page that tells more, without host; ``where`` is a map that
    shows where it lies and no more.
    """

    key: str
    title: str
    subtitle: str
    findings: Sequence[Finding]
    where: Choropleth
    language: str
    data_date: date
    address: str
