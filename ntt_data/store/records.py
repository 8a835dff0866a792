"""What the store gives back; plain objects, free of SQLAlchemy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ntt_data.store.errors import StoreError

#: The scenario that everybody starts from. It is made of the curated tables and never stored.
BASELINE_ID = "baseline"


@dataclass(frozen=True)
class StoredScenario:
    """A saved scenario.

    Attributes
    ----------
    link_id : str
        Short id of its link, eight letters and digits without ``0 1 i l o u``.
    document_json : str
        As saved; the analysis knows what it means.
    revision : int
        1 at first, one more with every save.
    created_at, updated_at, archived_at : datetime
        In UTC; ``archived_at`` is None while it is in use.
    copied_from : str or None
        ``link_id`` of the scenario that it was duplicated from.
    """

    link_id: str
    name: str
    description: str
    document_json: str
    revision: int
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None = None
    copied_from: str | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The document; raises ``StoreError("unreadable")`` when somebody has damaged it."""
        try:
            return dict(json.loads(self.document_json))
        except (ValueError, TypeError, RecursionError) as error:
            raise StoreError("unreadable", link_id=self.link_id) from error
