"""Saving scenarios: who holds one, who may not change it, and how it is brought back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.scenario.scenario import Scenario
from ntt_data.store import (
    BASELINE_ID,
    StoredScenario,
    StoreError,
    new_write_key,
    scenario_store,
)
from ntt_data.store.sqlite_build import sqlite3
from services import backups, scenarios
from services.access import AccessError, Actor, key_hash
from tests.support.own_store import own_store

MINE = Actor("reader", key_hash("5a" * 16))
THEIRS = Actor("reader", key_hash("7b" * 16))
DRY = Scenario("Kering", "rice", 2022)
WET = replace(DRY, name="Basah")


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with own_store(tmp_path, monkeypatch) as url:
        yield url


@pytest.fixture
def mine() -> StoredScenario:
    return scenarios.create(MINE, DRY, new_write_key())


WRITES: list[Callable[[Actor, str], StoredScenario]] = [
    lambda actor, link_id: scenarios.save(actor, link_id, WET, 1, new_write_key()),
    lambda actor, link_id: scenarios.restore_version(actor, link_id, 1, 1, new_write_key()),
    lambda actor, link_id: scenarios.archive(actor, link_id, 1, new_write_key()),
    lambda actor, link_id: scenarios.restore(actor, link_id, 1, new_write_key()),
    lambda actor, link_id: scenarios.delete(actor, link_id, 1, new_write_key()),
]


@pytest.mark.parametrize(
    "write", WRITES, ids=["save", "restore_version", "archive", "restore", "delete"]
)
def test_only_the_holder_writes(
    mine: StoredScenario, write: Callable[[Actor, str], StoredScenario]
) -> None:
    for other in (THEIRS, Actor("reader"), Actor("regency", THEIRS.key_hash)):
        with pytest.raises(AccessError):
            write(other, mine.link_id)
        assert scenarios.load(mine.link_id) == mine
        assert len(scenarios.versions(mine.link_id)) == 1
    assert write(MINE, mine.link_id).link_id == mine.link_id
    with pytest.raises(StoreError, match="baseline"):
        write(MINE, BASELINE_ID)


@pytest.mark.parametrize(
    "write", WRITES[:-1], ids=["save", "restore_version", "archive", "restore"]
)
def test_what_is_deleted_between_the_check_and_the_write_was_there_when_it_was_opened(
    mine: StoredScenario,
    write: Callable[[Actor, str], StoredScenario],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Its form must say that the input is still here, and not that the link leads nowhere."""

    def quicker(*_asked: object) -> None:
        scenario_store().delete(mine.link_id)

    monkeypatch.setattr(scenarios.access, "require", quicker)
    with pytest.raises(StoreError) as refused:
        write(MINE, mine.link_id)
    assert (refused.value.code, refused.value.fields) == (
        "deleted_since",
        {"link_id": mine.link_id},
    )


def test_a_key_holds_and_only_its_hash_is_known(mine: StoredScenario) -> None:
    assert mine.holder_hash == MINE.key_hash
    saved = scenarios.save(MINE, mine.link_id, WET, 1, new_write_key())
    assert (saved.holder_hash, saved.revision) == (MINE.key_hash, 2)


def test_somebody_elses_is_duplicated_and_then_ones_own(mine: StoredScenario) -> None:
    copy = scenarios.duplicate(THEIRS, WET, mine.link_id, new_write_key())
    assert copy.link_id != mine.link_id
    assert (copy.copied_from, copy.holder_hash) == (mine.link_id, THEIRS.key_hash)
    assert {each.name for each in scenarios.listed()} == {"Kering", "Basah"}
    scenarios.archive(THEIRS, copy.link_id, 1, new_write_key())


def test_what_was_saved_without_a_key_nobody_holds() -> None:
    old = scenarios.create(Actor("reader"), DRY, new_write_key())
    for actor in (MINE, Actor("reader")):
        with pytest.raises(AccessError):
            scenarios.archive(actor, old.link_id, 1, new_write_key())


def test_the_command_of_administrators(
    mine: StoredScenario, capsys: pytest.CaptureFixture[str]
) -> None:
    link = mine.link_id
    scenarios.save(MINE, link, WET, 1, new_write_key())
    scenarios.archive(MINE, link, 2, new_write_key())

    def told(*arguments: str, code: int = 0) -> str:
        assert scenarios.main(arguments) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    assert told("list") == ""
    assert f"{link}  20" in told("list", "--archived")
    assert "in the list again, at version 2: Basah" in told("restore", link)
    assert "comes back with --version N" in told("restore", link)
    assert "the content of version 1 again, as version 3" in told("restore", link, "--version", "1")
    assert [line.split()[0] for line in told("versions", link).splitlines()] == ["3", "2", "1"]
    back = scenarios.load(link)
    assert (back.name, back.holder_hash) == ("Kering", MINE.key_hash), "it stays the holder's"
    scenarios.archive(MINE, link, 3, new_write_key())
    assert "as version 4" in told("restore", link, "--version", "2")
    assert "there is no scenario k7m2x9qb" in told("restore", "k7m2x9qb", code=1)
    assert "has no version 9" in told("restore", link, "--version", "9", code=1)


def test_a_long_list_is_read_page_by_page_and_none_is_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scenarios, "PER_PAGE", 2)
    made = {scenarios.create(MINE, DRY, new_write_key()).link_id for _ in range(5)}
    pages = [[each.link_id for each in scenarios.listed(page=page)] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert {link for page in pages for link in page} == made
    assert (scenarios.count(), scenarios.count(archived=True)) == (5, 0)
    assert scenarios.main(["list", "--page", "3"]) == 0
    said = capsys.readouterr().out
    assert pages[2][0] in said
    assert "page 3 of 3: 1 of 5 scenarios" in said
    scenarios.archive(MINE, pages[0][0], 1, new_write_key())
    assert (scenarios.count(), scenarios.count(archived=True)) == (4, 1)


ADMINISTRATOR = Actor("administrator")


def test_what_is_deleted_only_an_administrator_sees_and_brings_back(mine: StoredScenario) -> None:
    link = mine.link_id
    scenarios.save(MINE, link, WET, 1, new_write_key())
    copy = scenarios.duplicate(THEIRS, WET, link, new_write_key())
    gone = scenarios.delete(MINE, link, 2, new_write_key())
    assert gone.deleted_at is not None

    for actor in (MINE, THEIRS, Actor("bureau")):
        with pytest.raises(AccessError):
            scenarios.deleted(actor, link)
        with pytest.raises(AccessError):
            scenarios.versions_of_deleted(actor, link)
        with pytest.raises(AccessError):
            scenarios.listed_deleted(actor)
        with pytest.raises(AccessError):
            scenarios.undelete(actor, link, new_write_key())
    for read in (scenarios.load, scenarios.versions):
        with pytest.raises(StoreError) as hidden:
            read(link)
        assert hidden.value.code == "deleted"
    for write in WRITES:
        with pytest.raises(StoreError) as refused:
            write(MINE, link)
        assert refused.value.code == "deleted_since"
    assert [each.link_id for each in scenarios.listed()] == [copy.link_id], "copies stay"
    assert (scenarios.count(), scenarios.count(archived=True)) == (1, 0)
    assert scenarios.load(copy.link_id).copied_from == link

    assert [each.link_id for each in scenarios.listed_deleted(ADMINISTRATOR)] == [link]
    back = scenarios.undelete(ADMINISTRATOR, link, new_write_key())
    assert replace(back, deleted_at=None) == scenarios.load(link)
    assert (back.name, back.revision, back.holder_hash) == ("Basah", 2, MINE.key_hash)
    assert [each.revision for each in scenarios.versions(link)] == [2, 1]
    assert scenarios.count_deleted(ADMINISTRATOR) == 0


def test_deleting_twice_with_one_key_is_one_deletion(mine: StoredScenario) -> None:
    """A second click that comes late deletes nothing that was brought back in between."""
    key = new_write_key()
    store = scenario_store()
    store.delete(mine.link_id, 1, key)
    store.undelete(mine.link_id)
    assert store.delete(mine.link_id, 1, key).deleted_at is None
    assert scenarios.load(mine.link_id) == mine


def test_what_was_saved_since_it_was_shown_is_not_deleted(mine: StoredScenario) -> None:
    scenarios.save(MINE, mine.link_id, WET, 1, new_write_key())
    with pytest.raises(StoreError) as refused:
        scenarios.delete(MINE, mine.link_id, 1, new_write_key())
    assert refused.value.code == "shown_before"
    assert scenarios.load(mine.link_id).name == "Basah"


def test_deleting_is_a_row_that_nobody_can_change(mine: StoredScenario, url: str) -> None:
    scenarios.delete(MINE, mine.link_id, 1, new_write_key())
    scenarios.undelete(ADMINISTRATOR, mine.link_id, new_write_key())
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as database:
        asked = "SELECT action FROM writes WHERE subject = ? ORDER BY at"
        rows = [row for (row,) in database.execute(asked, (mine.link_id,))]
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            database.execute("DELETE FROM writes")
    assert rows == ["create", "delete", "undelete"]


def test_a_downloaded_backup_holds_nothing_deleted(mine: StoredScenario, tmp_path: Path) -> None:
    kept = scenarios.create(MINE, WET, new_write_key())
    scenarios.delete(MINE, mine.link_id, 1, new_write_key())
    file = tmp_path / "taken.db"
    file.write_bytes(backups.for_download(MINE))
    with closing(sqlite3.connect(file)) as taken:
        for table in ("scenarios", "scenario_versions"):
            links = [link for (link,) in taken.execute(f"SELECT link_id FROM {table}")]
            assert links == [kept.link_id], table


def test_an_administrator_deletes_and_brings_back_at_the_terminal(
    mine: StoredScenario, capsys: pytest.CaptureFixture[str]
) -> None:
    link = mine.link_id

    def told(*arguments: str, code: int = 0) -> str:
        assert scenarios.main(arguments) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    assert "is deleted: Kering" in told("delete", link)
    assert (told("list"), told("list", "--archived")) == ("", "")
    assert f"{link}  20" in told("list", "--deleted")
    assert "was deleted" in told("delete", link, code=1)
    assert told("versions", link).split()[0] == "1", "which version to bring back"
    assert "there is no scenario k7m2x9qb" in told("versions", "k7m2x9qb", code=1)
    assert "is in the list again, at version 1: Kering" in told("restore", link)
    scenarios.archive(MINE, link, 1, new_write_key())
    told("delete", link)
    assert "is among the archived ones again" in told("restore", link)
    told("delete", link)
    assert "the content of version 1 again" in told("restore", link, "--version", "1")
    assert scenarios.load(link).archived_at is None
