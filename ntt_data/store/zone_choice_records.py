"""What the store gives back of the flagship chosen for a zone; free of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

#: ``listed``: a candidate of the report's lists, by its code; ``other``: typed in, in words;
#: empty: what was chosen was taken back.
ProductKind = Literal["listed", "other", ""]
TAKEN_BACK: ProductKind = ""


@dataclass(frozen=True)
class ZoneChoice:
    """One choice for a zone, or that it was taken back.

    Attributes
    ----------
    chosen_by : str
        Who chose, as they were named: a meeting, an office, a person. Whoever typed it in is
        ``actor_role``.
    details : mapping
        The candidates of the day on which it was typed in, as JSON can say them; never brought up
        to date.
    no : int
        Of the zone, from 1; 0 until it is kept.
    """

    zone_id: str
    product_kind: ProductKind
    product: str
    chosen_by: str
    reason: str
    actor_role: str
    details: Mapping[str, Any] = field(default_factory=dict)
    credential_id: str | None = None
    no: int = 0
    at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether something is chosen by it."""
        return self.product_kind != TAKEN_BACK
