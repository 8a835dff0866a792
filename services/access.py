"""Who may do what: one table (``access.csv``) of subject, action and role.

A cell says ``never``, ``own`` (only what the actor holds) or ``any``. Until people have accounts
everybody on the screen is a ``reader``, and what somebody holds is told by an edit key; roles above
that are those of commands on the server.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from ntt_data.store.collection_records import SheetKey

Role = Literal["reader", "regency", "bureau", "administrator"]
Reach = Literal["never", "own", "any"]
ROLES: tuple[Role, ...] = get_args(Role)

_TABLE = Path(__file__).with_name("access.csv")
_KEY = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True)
class Actor:
    """Whoever does something: a role, and by what they are known.

    ``key_hash`` is the SHA-256 of an edit key, ``credential_id`` what they signed in by and
    ``sheet`` the part of a round which that opens; ``session_hash`` tells its sessions apart.
    """

    role: Role
    key_hash: str | None = None
    sheet: SheetKey | None = None
    credential_id: str | None = None
    session_hash: str | None = None


@dataclass(frozen=True)
class Subject:
    """What something is done to: its kind, and who holds it.

    That is the hash of a key, the sheet, or the regencies (by code) whose matter it is.
    """

    kind: str
    holder_hash: str | None = None
    sheet: SheetKey | None = None
    regency_codes: frozenset[str] = frozenset()


class AccessError(Exception):
    """The actor may not do this; nothing was done.

    Attributes
    ----------
    role, action, kind : str
        Who wanted to do what to which kind of subject.
    reach : {'never', 'own'}
        What the table allows: nothing, or only with what is the actor's own.
    """

    code = "not_allowed"

    def __init__(self, actor: Actor, action: str, subject: Subject, reach: Reach) -> None:
        whose = "" if reach == "never" else " of somebody else"
        super().__init__(f"{actor.role} may not {action} a {subject.kind}{whose}")
        self.role, self.action, self.kind, self.reach = actor.role, action, subject.kind, reach


@cache  # rules of the program, not data: they change only with it
def rules() -> dict[tuple[str, str, Role], Reach]:
    """How far each role reaches, by subject, action and role."""
    found: dict[tuple[str, str, Role], Reach] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for role in ROLES:
                if row[role] not in get_args(Reach):
                    raise ValueError(f"{_TABLE.name}: {row[role]!r} for {role} is no reach")
                found[row["subject"], row["action"], role] = cast(Reach, row[role])
    return found


def may(actor: Actor, action: str, subject: Subject) -> bool:
    """Whether the table allows it; a ``KeyError`` where it knows no such action."""
    reach = rules()[subject.kind, action, actor.role]
    return reach == "any" or (reach == "own" and _holds(actor, subject))


def require(actor: Actor, action: str, subject: Subject) -> None:
    """Raise ``AccessError`` unless the table allows it."""
    if not may(actor, action, subject):
        raise AccessError(actor, action, subject, rules()[subject.kind, action, actor.role])


def _holds(actor: Actor, subject: Subject) -> bool:
    if subject.sheet is not None:
        return actor.sheet == subject.sheet
    if subject.regency_codes:
        return actor.sheet is not None and actor.sheet.regency_code in subject.regency_codes
    if actor.key_hash is None or subject.holder_hash is None:
        return False  # two who have no key have none in common
    return hmac.compare_digest(actor.key_hash, subject.holder_hash)


def new_key() -> str:
    """An edit key that nobody can guess: 128 random bits."""
    return secrets.token_hex(16)


def is_key(text: str) -> bool:
    """Whether this can be a key at all: a cookie may hold anything."""
    return _KEY.fullmatch(text) is not None


def key_hash(key: str) -> str:
    """What the database keeps of a key."""
    return hashlib.sha256(key.encode("ascii")).hexdigest()
