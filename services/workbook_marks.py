"""The mark of a form that a workbook has filled in, which only this program can have made.

It travels with the form and its draft, so that a version can say how its figures came in without
anything being kept for it. Its key is what the database alone has of the office's code.
"""

from __future__ import annotations

import hashlib
import hmac

from ntt_data.store import credential_store
from services.access import Actor

_DIGITS = 32


def mark_of(actor: Actor, content: bytes) -> str:
    """The mark of a file that this office has brought."""
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return f"{digest}.{_signed(actor, digest)}"


def is_marked(actor: Actor, mark: str) -> bool:
    """Whether a mark was made for this office; the one of another sheet is none."""
    digest, _point, signature = mark.partition(".")
    if not signature or actor.credential_id is None:
        return False
    return hmac.compare_digest(signature.encode(), _signed(actor, digest).encode())


def _signed(actor: Actor, digest: str) -> str:
    # Whoever has a sheet has signed in.
    assert actor.credential_id is not None
    known = credential_store().by_id(actor.credential_id)
    assert known is not None
    return hmac.new(known.code_hash.encode(), f"workbook {digest}".encode(), "sha256").hexdigest()
