"""The first administrator: from the environment, or with a code that the first start shows.

Whoever starts the application could read its database as well; a code is how they come in by the
screen. Later ones are made by ``python -m services.credentials administrator``.
"""

from __future__ import annotations

import os

from ntt_data import log
from ntt_data.store import credential_store
from ntt_data.store.ids import ALPHABET
from services import credentials
from services.access import Actor
from services.credentials import Made

VARIABLE = "NTT_ADMINISTRATOR_CODE"


def chosen_code() -> str | None:
    """The code that the environment names, if any.

    Raises ``ntt_data.log.SettingError``, which does not repeat what may be half a secret.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return None
    if not credentials.is_administrators(given):
        example = "admin-xxxxxx-xxxxxx"
        raise log.SettingError(
            f"{VARIABLE} bukan kode administrator; tulis {example} dengan dua belas tanda acak "
            f"dari {ALPHABET}",
            f"{VARIABLE} is no code of an administrator; write {example} with twelve random signs "
            f"of {ALPHABET}",
        )
    return given


def is_missing() -> bool:
    """Whether nobody can come in as an administrator; raises ``StoreError``."""
    return not credential_store().of_role("administrator")


def take_chosen(actor: Actor) -> None:
    """Let the code of the environment in, if one is named and was not ended since.

    Raises ``AccessError``, ``StoreError``.
    """
    given = chosen_code()
    if given is not None and not credentials.keep_chosen(actor, given):
        log.event("administrator_code_not_taken", reason="it was ended, or its name was used")


def make_first(actor: Actor) -> Made:
    """A code for the first administrator, to be shown once; raises as ``make_for_role`` does."""
    return credentials.make_for_role(actor, "administrator")
