"""The administrator's first code: shown once on a terminal, or taken from the environment."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ntt_data import log
from ntt_data.store import credential_store
from pages import start
from services import credentials, first_administrator
from services.access import AccessError, Actor
from services.credentials import SignInError, actor_of, sign_in_by_code
from tests.support.own_store import own_store

ADMINISTRATOR = Actor("administrator")
VARIABLE = first_administrator.VARIABLE


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(VARIABLE, raising=False)
    with own_store(tmp_path, monkeypatch):
        yield


def started(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], terminal: bool = True
) -> str:
    """What the start prints."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    start.let_the_first_administrator_in()
    return capsys.readouterr().out


def may_come_in(code: str) -> bool:
    try:
        return actor_of(sign_in_by_code(code)).role == "administrator"
    except SignInError:
        return False


def test_the_first_start_on_a_terminal_shows_a_code_once_and_no_log_has_it(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        said = started(monkeypatch, capsys)
    first, second = said.strip().splitlines()
    assert first.startswith("Kode administrator, hanya ditampilkan sekali ini: admin-")
    code = second.rpartition(": ")[2]
    assert may_come_in(code)
    assert code not in caplog.text
    assert code.replace("-", "") not in caplog.text.replace("-", "")
    assert started(monkeypatch, capsys) == "", "a later start ends no code"
    assert may_come_in(code)


def test_where_what_is_printed_goes_into_a_log_none_is_made(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, logger="ntt"):
        assert started(monkeypatch, capsys, terminal=False) == ""
    assert "no_administrator" in caplog.text
    assert "python -m services.credentials administrator" in caplog.text
    assert credential_store().of_role("administrator") == []


def test_the_code_of_the_environment_lets_in_until_it_is_ended(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(VARIABLE, "admin-k7m2x9-ab3f9k")
    for _ in range(2):
        assert started(monkeypatch, capsys) == ""
        assert may_come_in("ADMIN k7m2 x9ab 3f9k")
    newer = credentials.make_for_role(ADMINISTRATOR, "administrator")
    with caplog.at_level(logging.INFO, logger="ntt"):
        assert started(monkeypatch, capsys) == ""
    assert "administrator_code_not_taken" in caplog.text
    assert "ab3f9k" not in caplog.text
    assert not may_come_in("admin-k7m2x9-ab3f9k"), "a start does not bring back what was ended"
    assert may_come_in(newer.code)
    monkeypatch.setenv(VARIABLE, "admin-zzzzzz-ab3f9k")
    started(monkeypatch, capsys)
    assert may_come_in("admin-zzzzzz-ab3f9k")
    assert not may_come_in(newer.code), "two codes of one role let in"


def test_two_processes_that_start_at_once_take_the_same_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "admin-k7m2x9-ab3f9k")
    with ThreadPoolExecutor(8) as processes:
        list(processes.map(lambda _: first_administrator.take_chosen(ADMINISTRATOR), range(8)))
    assert may_come_in("admin-k7m2x9-ab3f9k")
    assert len(credential_store().of_role("administrator")) == 1


@pytest.mark.parametrize(
    "given", ["rahasia", "biro-k7m2x9-ab3f9k", "admin-k7m2x9", "admin-01ilou-ab3f9k"]
)
def test_what_is_no_such_code_stops_the_start_and_is_not_repeated(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(SystemExit) as refused:
        start.set_up()
    assert VARIABLE in str(refused.value)
    assert given not in str(refused.value)
    with pytest.raises(log.SettingError):
        first_administrator.chosen_code()


def test_without_a_database_the_start_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", "sqlite:////proc/nowhere/ntt.db")
    assert started(monkeypatch, capsys) == ""


def test_nobody_else_names_an_administrator() -> None:
    for role in ("reader", "regency", "bureau"):
        with pytest.raises(AccessError):
            credentials.keep_chosen(Actor(role), "admin-k7m2x9-ab3f9k")
        with pytest.raises(AccessError):
            first_administrator.make_first(Actor(role))
