"""How far a round has come: which sheet of which regency is begun or handed in."""

from __future__ import annotations

import pandas as pd

from ntt_data.store import credential_store, submission_store
from ntt_data.store.collection_records import Round, SheetKey
from services.rounds import sheet_keys

#: States of a sheet, from nothing to everything.
STATES = ("nothing", "begun", "handed_in")


def progress(asked: Round) -> pd.DataFrame:
    """The state of every sheet of a round.

    Returns
    -------
    DataFrame
        One row per regency and sheet: ``regency_code``, ``sheet``, ``state`` of ``STATES``,
        ``no`` (of the newest version, 0 without one) and ``at`` (UTC; when that was handed in).

    Raises
    ------
    StoreError
    """
    # In the order of their coming: the last one of a sheet stays.
    newest = {each.key: each for each in submission_store().of_round(asked.round_id)}
    typing = _begun(asked.round_id)
    return pd.DataFrame(
        [
            {
                "regency_code": key.regency_code,
                "sheet": key.sheet,
                "state": "handed_in" if key in newest else "begun" if key in typing else "nothing",
                "no": newest[key].no if key in newest else 0,
                "at": newest[key].at if key in newest else None,
            }
            for key in sheet_keys(asked)
        ]
    )


def _begun(round_id: str) -> set[SheetKey]:
    """The sheets of which somebody has a draft."""
    known = {each.credential_id: each.sheet_key for each in credential_store().of_round(round_id)}
    drafts = submission_store().with_drafts(list(known))
    return {key for credential_id, key in known.items() if key and credential_id in drafts}
