"""Codes, links and sessions: who comes in, who is slowed down, who is out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from ntt_data.store import credential_store, database_file
from ntt_data.store.collection_records import SheetKey
from ntt_data.store.database import reading
from ntt_data.store.layout import metadata
from services import credentials, rounds
from services.access import AccessError, Actor
from services.credentials import SignInError
from tests.ntt_data.test_store import postgres_url  # noqa: F401
from tests.support.own_store import EITHER, either_store

BUREAU = Actor("bureau")


@pytest.fixture(autouse=True, params=EITHER)
def _store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    with either_store(request, tmp_path, monkeypatch):
        yield


@pytest.fixture
def keys() -> list[SheetKey]:
    asked = rounds.open_round(
        BUREAU,
        rounds.RoundDefinition(
            name="Rakor jagung",
            deadline=datetime.now(UTC) + timedelta(hours=3),
            year=2026,
            items=[rounds.ItemDefinition(sheet="agriculture", item="maize")],
        ),
    )
    return rounds.sheet_keys(asked)


def test_a_sheet_for_every_regency_and_each_code_opens_its_own(keys: list[SheetKey]) -> None:
    made = credentials.make_for_sheets(BUREAU, keys)
    assert len({each.code for each in made}) == len({each.link_token for each in made}) == 22
    for each, key in zip(made, keys, strict=True):
        assert each.code.startswith(f"{key.regency_code}-")
        by_link = credentials.actor_of(credentials.sign_in_by_link(each.link_token))
        assert (by_link.role, by_link.sheet) == ("regency", key)
    first = made[0]
    name, signs = first.code.split("-")
    for typed in (
        f" {name} {signs[:4].upper()} {signs[4:]} ",
        f"{name}-{signs[:4]}-{signs[4:]}",
        f"{name}.{signs}",
        f"{name}\u2013{signs}",
    ):
        assert credentials.actor_of(credentials.sign_in_by_code(typed)).sheet == keys[0]


def everything_kept(folder: Path) -> bytes:
    """SQLite's files as they are; of PostgreSQL, whose files are not ours to read, every row."""
    if database_file() is not None:
        return b"".join(path.read_bytes() for path in folder.glob("ntt.db*"))
    with reading(credential_store()._engine) as connection:
        rows = [connection.execute(select(table)).all() for table in metadata.sorted_tables]
    return repr(rows).encode()


def test_nothing_that_lets_in_stands_in_the_database(keys: list[SheetKey], tmp_path: Path) -> None:
    made = credentials.make_for_sheets(BUREAU, keys[:1])[0]
    session = credentials.sign_in_by_link(made.link_token)
    kept = everything_kept(tmp_path)
    assert made.credential.credential_id.encode() in kept, "the test reads the right file"
    for secret in (made.code[-6:], made.link_token, session):
        assert secret.encode() not in kept


def test_new_codes_end_the_old_ones_and_their_sessions(keys: list[SheetKey]) -> None:
    (old,) = credentials.make_for_sheets(BUREAU, keys[:1])
    (beside,) = credentials.make_for_sheets(BUREAU, keys[1:2])
    session = credentials.sign_in_by_code(old.code)
    (new,) = credentials.make_for_sheets(BUREAU, keys[:1])
    assert credentials.actor_of(session) == Actor("reader")
    for ask, secret in (
        (credentials.sign_in_by_code, old.code),
        (credentials.sign_in_by_link, old.link_token),
    ):
        with pytest.raises(SignInError) as caught:
            ask(secret)
        assert caught.value.code == "withdrawn"
    assert credentials.sign_in_by_code(new.code)
    assert credentials.sign_in_by_code(beside.code), "the other sheet keeps its own"


def test_a_session_ends_everywhere_and_is_not_taken_up_again(keys: list[SheetKey]) -> None:
    (made,) = credentials.make_for_sheets(BUREAU, keys[:1])
    one, another = (credentials.sign_in_by_code(made.code) for _ in range(2))
    credentials.sign_out(one)
    assert credentials.actor_of(one) == Actor("reader")
    assert credentials.actor_of(another).role == "regency"


def test_a_session_does_not_last_for_ever(
    keys: list[SheetKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = credentials.make_for_sheets(BUREAU, keys[:1])
    session = credentials.sign_in_by_code(made.code)
    monkeypatch.setattr(credentials, "LONGEST", timedelta(seconds=-1))
    assert credentials.actor_of(session) == Actor("reader")


def test_ten_wrong_codes_slow_that_code_and_no_other(keys: list[SheetKey]) -> None:
    one, another = credentials.make_for_sheets(BUREAU, keys[:2])
    wrong = one.code[:-6] + ("222222" if one.code[-6:] != "222222" else "333333")
    told = []
    for _ in range(10):
        with pytest.raises(SignInError) as caught:
            credentials.sign_in_by_code(wrong)
        told.append(caught.value.code)
    assert told == ["wrong_code"] * 6 + ["slowed"] * 4
    with pytest.raises(SignInError) as slowed:
        credentials.sign_in_by_code(one.code)
    assert (slowed.value.code, slowed.value.wait_s) == ("slowed", 2)
    assert credentials.sign_in_by_code(another.code)
    assert credentials.sign_in_by_link(one.link_token), "a link is no guess"


def test_every_further_wrong_code_doubles_the_wait_up_to_the_longest(
    keys: list[SheetKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    (made,) = credentials.make_for_sheets(BUREAU, keys[:1])
    name = made.credential.credential_id
    waits = []
    clock = datetime(2026, 11, 29, 6, 0)
    monkeypatch.setattr("ntt_data.store.credentials.now", lambda: clock)
    bounds = (credentials.FREE_FAILURES, credentials.FIRST_WAIT_S, credentials.LONGEST_WAIT_S)
    for _ in range(credentials.FREE_FAILURES):
        assert credential_store().attempt(name, *bounds) == 0
    for _ in range(10):
        assert credential_store().attempt(name, *bounds) == 0, "its wait is over"
        waits.append(credential_store().attempt(name, *bounds))
        clock += timedelta(seconds=waits[-1])
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    credential_store().succeeded(name)
    assert all(credential_store().attempt(name, *bounds) == 0 for _ in range(6))


def test_a_clock_that_ran_ahead_shuts_nobody_out_and_keeps_nobody_in(
    keys: list[SheetKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Codes typed and sessions begun in 2036, by a laptop that is set right afterwards."""
    (made,) = credentials.make_for_sheets(BUREAU, keys[:1])
    with monkeypatch.context() as ahead:
        wrong_now = datetime(2036, 11, 20, 8, 0)
        ahead.setattr("ntt_data.store.credentials.now", lambda: wrong_now)
        ahead.setattr(credentials, "now", lambda: wrong_now)
        session = credentials.sign_in_by_code(made.code)
        assert credentials.actor_of(session).role == "regency"
        for _ in range(credentials.FREE_FAILURES + 5):
            credential_store().attempt(made.credential.credential_id, 0, 100.0, 300.0)
        with pytest.raises(SignInError, match="slowed"):
            credentials.sign_in_by_code(made.code)
    assert credentials.actor_of(session) == Actor("reader")
    assert credentials.actor_of(credentials.sign_in_by_code(made.code)).role == "regency"


@pytest.mark.parametrize(
    "text",
    ["", "5304", "5304-ab3f9kq", "5304-ab3f9kq22", "5304-ab3f9kq0", "5304-ab3f9kq2", "x" * 9999],
)
def test_what_is_no_code_is_a_wrong_one(text: str) -> None:
    with pytest.raises(SignInError) as caught:
        credentials.sign_in_by_code(text)
    assert caught.value.code == "wrong_code"
    with pytest.raises(SignInError) as caught:
        credentials.sign_in_by_link(text)
    assert caught.value.code == "wrong_link"
    assert credentials.actor_of(text) == Actor("reader")


def test_only_who_may_makes_codes(keys: list[SheetKey]) -> None:
    for role in ("reader", "regency"):
        with pytest.raises(AccessError):
            credentials.make_for_sheets(Actor(role), keys)
    with pytest.raises(AccessError):
        credentials.make_for_role(BUREAU, "bureau")


def test_a_command_makes_the_administrator_s_code_and_a_new_one_ends_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    codes = []
    for _ in range(2):
        assert credentials.main(["administrator"]) == 0
        codes.append(capsys.readouterr().out.strip())
    with pytest.raises(SignInError):
        credentials.sign_in_by_code(codes[0])
    actor = credentials.actor_of(credentials.sign_in_by_code(codes[1]))
    assert (actor.role, actor.sheet) == ("administrator", None)
