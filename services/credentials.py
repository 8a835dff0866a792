"""Who comes in by a code or a link, and what they are then: a regency's office, the bureau.

A short code is a name and six secret signs: ``5304-ab3f9kq2`` for a sheet of Timor Tengah Selatan,
``biro-…`` for the bureau, ``admin-…`` for an administrator. The name (the place and two signs, six
for a role) says which credential is meant, so that a wrong code slows down that one and nobody
else. A link has
128 random bits after the ``#``, where no server, log or history of addresses sees them.

For administrators, on the server::

    python -m services.credentials administrator
    python -m services.credentials bureau
"""

from __future__ import annotations

import argparse
import hashlib
import re
import secrets
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, cast

from ntt_data import log
from ntt_data.store import StoreError, credential_store, round_store
from ntt_data.store.clock import now
from ntt_data.store.collection_records import Credential, SheetKey
from ntt_data.store.ids import ALPHABET, new_id
from services import access
from services.access import Actor, Role, Subject

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: How long a session lasts: a Rakor's day and the evening before.
LONGEST = timedelta(hours=36)
#: Wrong codes in a row that cost nothing; after these the wait doubles, up to the longest.
FREE_FAILURES, FIRST_WAIT_S, LONGEST_WAIT_S = 5, 2.0, 300.0

_NAMES: dict[Role, str] = {"bureau": "biro", "administrator": "admin"}
_NAME_SIGNS, _SECRET_SIGNS = 2, 6
#: A role has one code, which many would like to shut: its name is not to be found by trying.
_ROLE_NAME_SIGNS = 6
_LONGEST_TYPED = 60
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2015\u200b]")  # how people part a code that they read
_CODE = re.compile(
    rf"(?:(\d{{4}})([{ALPHABET}]{{{_NAME_SIGNS}}})"
    rf"|(biro|admin)([{ALPHABET}]{{{_ROLE_NAME_SIGNS}}}))([{ALPHABET}]{{{_SECRET_SIGNS}}})",
    re.IGNORECASE,
)
_LINK = re.compile(r"[0-9a-f]{32}", re.ASCII)


@dataclass(frozen=True)
class Made:
    """A new credential with what only its holder has: shown once and kept nowhere."""

    credential: Credential
    code: str
    link_token: str

    @property
    def spaced(self) -> str:
        """The code as people read it out: ``5304-ab3f-9kq2``."""
        name, _dash, signs = self.code.partition("-")
        return "-".join([name, *(signs[at : at + 4] for at in range(0, len(signs), 4))])


class SignInError(Exception):
    """Nobody was let in.

    Attributes
    ----------
    code : {'wrong_code', 'wrong_link', 'slowed', 'withdrawn', 'discarded'}
        ``discarded`` where the rehearsal was thrown away that the code or link is of.
    wait_s : int
        For ``slowed``: seconds until this code is tried again.
    """

    def __init__(self, code: str, wait_s: int = 0) -> None:
        super().__init__(f"not let in: {code}")
        self.code, self.wait_s = code, wait_s


@cache  # parameters of the program, not data
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    # Some 10 ms each: 80 people come in within a second or two on two cores, and whoever stole
    # the database needs months for the 7e8 secrets of a code that is good for an afternoon.
    return PasswordHasher(time_cost=2, memory_cost=8 * 1024, parallelism=1)


class ChangedCodesError(Exception):
    """New codes were made since somebody decided to make these; nothing was made now."""


def known_codes(actor: Actor, round_id: str) -> str:
    """A mark of the codes that a round has now: it changes with every code that is made.

    Raises
    ------
    AccessError, StoreError
    """
    access.require(actor, "make", Subject("sheet_credential"))
    names = sorted(each.credential_id for each in credential_store().of_round(round_id))
    return hashlib.sha256(" ".join(names).encode()).hexdigest()[:32]


def make_for_sheets(actor: Actor, keys: Iterable[SheetKey], seen: str | None = None) -> list[Made]:
    """New credentials for sheets of a round; those that these sheets had before end.

    Parameters
    ----------
    seen : str, optional
        ``known_codes`` of the round as the actor has seen it: a page that is sent twice must not
        end the codes that it has just printed.

    Raises
    ------
    AccessError, ChangedCodesError, StoreError
    """
    access.require(actor, "make", Subject("sheet_credential"))
    wanted = list(keys)
    if seen is not None and any(
        seen != known_codes(actor, round_id) for round_id in {key.round_id for key in wanted}
    ):
        raise ChangedCodesError
    known = {
        (each.sheet_key, each.credential_id)
        for round_id in {key.round_id for key in wanted}
        for each in credential_store().of_round(round_id)
    }
    made: list[Made] = []
    taken = {credential_id for _key, credential_id in known}
    for key in wanted:
        new = _made("regency", key, actor, taken)
        taken.add(new.credential.credential_id)
        made.append(new)
    ended = [credential_id for key, credential_id in known if key in wanted]
    credential_store().add([each.credential for each in made], withdraw=ended)
    return made


def make_for_role(actor: Actor, role: Role) -> Made:
    """A new credential of the bureau or of an administrator; earlier ones of that role end.

    Raises
    ------
    AccessError, StoreError
    """
    access.require(actor, "make", Subject(f"{role}_credential"))
    earlier = [each.credential_id for each in credential_store().of_role(role)]
    made = _made(role, None, actor, set(earlier))
    credential_store().add([made.credential], withdraw=earlier)
    return made


def is_administrators(text: str) -> bool:
    """Whether a text is written as an administrator's code is."""
    return (_parts(text) or ("",))[0].startswith(f"{_NAMES['administrator']}-")


def keep_chosen(actor: Actor, text: str) -> bool:
    """Let an administrator in by a code that was chosen outside; earlier ones of that role end.

    Returns whether it lets in: one that was ended since, or whose name had another secret, does
    not. Raises ``AccessError``, ``StoreError``.
    """
    access.require(actor, "make", Subject("administrator_credential"))
    parts = _parts(text)
    assert parts is not None  # ``is_administrators``
    credential_id, secret = parts
    store = credential_store()
    known = store.by_id(credential_id)
    if known is None:
        earlier = [each.credential_id for each in store.of_role("administrator")]
        nobodys_link = secrets.token_hex(16)
        new = _credential("administrator", None, actor, credential_id, secret, nobodys_link)
        try:
            store.add([new], withdraw=earlier)
        except StoreError:
            known = store.by_id(credential_id)  # two processes start at once
            if known is None:
                raise
        else:
            return True
    return not known.withdrawn and _is_code(known.code_hash, secret)


def sign_in_by_code(text: str) -> str:
    """The token of a new session, for whoever types the right code.

    Raises
    ------
    SignInError
        ``wrong_code``, ``withdrawn``, ``discarded``, or ``slowed`` after too many wrong ones.
    StoreError
    """
    parts = _parts(text)
    if parts is None:
        raise SignInError("wrong_code")
    credential_id, secret = parts
    store = credential_store()
    # Names that do not exist are counted too: who guesses shall not learn which ones do.
    wait = store.attempt(credential_id, FREE_FAILURES, FIRST_WAIT_S, LONGEST_WAIT_S)
    if wait > 0:
        raise SignInError("slowed", wait_s=int(wait) + 1)
    credential = store.by_id(credential_id)
    if credential is None or not _is_code(credential.code_hash, secret):
        raise SignInError("wrong_code")
    try:
        return _begin(credential, by_code=True)
    except SignInError:
        store.succeeded(credential_id)  # it was no guess: told again as often as it is typed
        raise


def sign_in_by_link(token: str) -> str:
    """The token of a new session, for whoever has the link.

    Raises
    ------
    SignInError
        ``wrong_link``, ``withdrawn``, ``discarded``.
    StoreError
    """
    credential = None
    if _LINK.fullmatch(token):
        credential = credential_store().by_link(_sha(token))
    if credential is None:
        raise SignInError("wrong_link")
    return _begin(credential)


def actor_of(session_token: str | None) -> Actor:
    """Who this is, asked of the database at every request; a reader without a session."""
    if session_token is None or not _LINK.fullmatch(session_token):
        return Actor("reader")
    credential = credential_store().signed_in(_sha(session_token), LONGEST)
    if credential is None:
        return Actor("reader")
    return Actor(
        cast(Role, credential.role),
        sheet=credential.sheet_key,
        credential_id=credential.credential_id,
        session_hash=_sha(session_token),
    )


def sign_out(session_token: str) -> None:
    """End the session in every process; its token is refused from now on."""
    if _LINK.fullmatch(session_token):
        credential_store().sign_out(_sha(session_token))


def _made(role: Role, key: SheetKey | None, actor: Actor, taken: set[str]) -> Made:
    place, signs = (
        (_NAMES[role], _ROLE_NAME_SIGNS) if key is None else (key.regency_code, _NAME_SIGNS)
    )
    while (credential_id := f"{place}-{new_id(signs)}") in taken or _exists(credential_id):
        continue
    secret, link_token = new_id(_SECRET_SIGNS), secrets.token_hex(16)
    credential = _credential(role, key, actor, credential_id, secret, link_token)
    return Made(credential, f"{credential_id}{secret}", link_token)


def _credential(
    role: Role, key: SheetKey | None, actor: Actor, credential_id: str, secret: str, link_token: str
) -> Credential:
    return Credential(
        credential_id=credential_id,
        role=role,
        code_hash=_hasher().hash(secret),
        link_hash=_sha(link_token),
        made_at=now(),
        round_id=None if key is None else key.round_id,
        regency_code=None if key is None else key.regency_code,
        sheet=None if key is None else key.sheet,
        made_by=actor.credential_id,
    )


def _parts(text: str) -> tuple[str, str] | None:
    """The name and the secret of a code as somebody types it."""
    found = _CODE.fullmatch(_BETWEEN.sub("", text[:_LONGEST_TYPED]))
    if found is None:
        return None
    place, name, secret = (part.lower() for part in found.groups() if part)
    return f"{place}-{name}", secret


def _exists(credential_id: str) -> bool:
    return credential_store().by_id(credential_id) is not None


def _is_code(code_hash: str, secret: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return _hasher().verify(code_hash, secret)
    except VerificationError:
        return False


def _begin(credential: Credential, by_code: bool = False) -> str:
    if credential.withdrawn:
        raise SignInError("withdrawn")
    key = credential.sheet_key
    if key is not None and round_store().load(key.round_id).discarded:
        raise SignInError("discarded")
    token = secrets.token_hex(16)
    credential_store().sign_in(credential.credential_id, _sha(token), by_code)
    return token


def _sha(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a new code for an administrator or the bureau, and print it once."""
    parser = argparse.ArgumentParser(
        prog="python -m services.credentials", description=main.__doc__
    )
    parser.add_argument("role", choices=["administrator", "bureau"])
    asked = parser.parse_args(arguments)
    try:
        made = make_for_role(Actor("administrator"), cast(Role, asked.role))
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    print(made.spaced)
    return 0


if __name__ == "__main__":
    log.set_up()
    sys.exit(main())
