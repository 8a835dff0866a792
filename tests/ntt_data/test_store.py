"""The store: what is said to be saved is there, and what fails is said to fail."""

import json
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import DBAPIError

import ntt_data.store as store_package
import ntt_data.store.collection_layout  # noqa: F401 - its tables belong to the metadata
from ntt_data.store import BASELINE_ID, Correction, StoreError, scenario_store
from ntt_data.store.corrections import CorrectionStore
from ntt_data.store.database import MIGRATIONS, open_database
from ntt_data.store.layout import HEAD, metadata
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3

ROOT = Path(__file__).parents[2]
DOCUMENT = {"version": 1, "name": "El Niño", "description": "Kering", "commodity": "rice"}


# Everything here runs on SQLite and on PostgreSQL, where every test makes a schema of its own,
# works only there and drops it.


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'deep' / 'ntt.db').as_posix()}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    schema = f"ntt_test_{secrets.token_hex(6)}"
    engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
        options = {"options": f"-c search_path={schema}", "application_name": schema}
        yield (
            make_url(postgres_server)
            .update_query_dict(options)
            .render_as_string(hide_password=False)
        )
        connection.execute(text(END_CONNECTIONS), {"name": schema})
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


def another_program(url: str) -> Engine:
    """An engine of nobody in particular; with our SQLite: a second one would lift our locks."""
    ours = {"module": sqlite3} if url.startswith("sqlite") else {}
    return create_engine(url, **ours)


END_CONNECTIONS = (
    "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
    "WHERE application_name = :name AND pid != pg_backend_pid()"
)


@pytest.fixture(
    params=["sqlite_url", pytest.param("postgres_url", marks=pytest.mark.deploy)],
    ids=["sqlite", "postgresql"],
)
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def store(url: str) -> ScenarioStore:
    return ScenarioStore(open_database(url))


def test_a_saved_scenario_is_there_for_another_process(url: str, store: ScenarioStore) -> None:
    saved = store.create(DOCUMENT)
    assert saved == ScenarioStore(open_database(url)).load(saved.link_id)
    assert saved.document == DOCUMENT
    assert (saved.name, saved.description, saved.revision) == ("El Niño", "Kering", 1)
    assert isinstance(saved.created_at, datetime)


def test_saving_counts_revisions_and_refuses_a_stale_one(store: ScenarioStore) -> None:
    first = store.create(DOCUMENT)
    second = store.save(first.link_id, {**DOCUMENT, "name": "La Niña"}, first.revision)
    assert (second.revision, second.name) == (2, "La Niña")
    with pytest.raises(StoreError) as caught:
        store.save(first.link_id, DOCUMENT, first.revision)
    assert caught.value.code == "changed_elsewhere"
    assert store.load(first.link_id).name == "La Niña", "nothing of a failed save is kept"


def test_archived_scenarios_leave_the_list_but_not_their_link(store: ScenarioStore) -> None:
    kept, put_away = store.create(DOCUMENT), store.create({**DOCUMENT, "name": "Lama"})
    store.archive(put_away.link_id)
    assert [s.link_id for s in store.list()] == [kept.link_id]
    assert [s.link_id for s in store.list(archived=True)] == [put_away.link_id]
    assert store.load(put_away.link_id).archived_at is not None
    with pytest.raises(StoreError) as caught:
        store.save(put_away.link_id, DOCUMENT, 1)
    assert caught.value.code == "archived"
    store.restore(put_away.link_id)
    assert len(store.list()) == 2


def test_every_version_is_kept_and_comes_back(store: ScenarioStore) -> None:
    first = store.create(DOCUMENT, holder_hash="a" * 64)
    store.save(first.link_id, {**DOCUMENT, "name": "La Niña", "description": ""}, 1, "b" * 64)
    back = store.restore_version(first.link_id, 1, "c" * 64)
    assert (back.revision, back.name, back.description) == (3, "El Niño", "Kering")
    assert (back.document, back.holder_hash) == (DOCUMENT, "a" * 64)
    kept = store.versions(first.link_id)
    assert [(v.revision, v.name, v.key_hash) for v in kept] == [
        (3, "El Niño", "c" * 64),
        (2, "La Niña", "b" * 64),
        (1, "El Niño", "a" * 64),
    ]
    assert kept[-1].at == first.created_at
    with pytest.raises(StoreError, match="has no version 7"):
        store.restore_version(first.link_id, 7)
    store.archive(first.link_id)
    with pytest.raises(StoreError) as caught:
        store.restore_version(first.link_id, 1)
    assert caught.value.code == "archived"
    assert len(store.versions(first.link_id)) == 3, "archiving loses nothing"


def test_a_save_that_is_refused_leaves_no_version(store: ScenarioStore) -> None:
    saved = store.create(DOCUMENT)
    with pytest.raises(StoreError):
        store.save(saved.link_id, DOCUMENT, 5)
    assert [v.revision for v in store.versions(saved.link_id)] == [1]


@pytest.mark.parametrize("link_id", ["", "k7m2", "k7m2x9qa", "'; DROP TABLE scenarios", "x" * 500])
def test_a_link_that_leads_nowhere(store: ScenarioStore, link_id: str) -> None:
    with pytest.raises(StoreError) as caught:
        store.load(link_id)
    assert caught.value.code == "not_found"


def test_the_baseline_is_read_only(store: ScenarioStore) -> None:
    for change in (
        lambda: store.save(BASELINE_ID, DOCUMENT, 1),
        lambda: store.archive(BASELINE_ID),
        lambda: store.restore_version(BASELINE_ID, 1),
    ):
        with pytest.raises(StoreError) as caught:
            change()
        assert caught.value.code == "read_only"


FULL_DISK = {
    "sqlite": [
        "CREATE TRIGGER full_disk BEFORE UPDATE ON scenarios "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'database or disk is full'; END $$",
        "CREATE TRIGGER full_disk BEFORE UPDATE ON scenarios "
        "FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ],
}


def test_a_save_that_fails_says_so_and_leaves_nothing(url: str, store: ScenarioStore) -> None:
    saved = store.create(DOCUMENT)
    with another_program(url).begin() as connection:
        for statement in FULL_DISK[connection.dialect.name]:
            connection.execute(text(statement))
    with pytest.raises(StoreError) as caught:
        store.save(saved.link_id, {**DOCUMENT, "name": "x"}, 1)
    assert caught.value.code == "unavailable"
    assert "disk is full" in str(caught.value)
    assert store.load(saved.link_id) == saved


def test_a_damaged_document_does_not_hide_the_others(url: str, store: ScenarioStore) -> None:
    damaged, whole = store.create(DOCUMENT), store.create(DOCUMENT)
    with another_program(url).begin() as connection:
        connection.execute(
            text("UPDATE scenarios SET document_json = '{\"na' WHERE link_id = :id"),
            {"id": damaged.link_id},
        )
    assert {s.link_id for s in store.list()} == {damaged.link_id, whole.link_id}
    with pytest.raises(StoreError) as caught:
        _ = store.load(damaged.link_id).document
    assert caught.value.code == "unreadable"


DAMAGE = ["'kemarin'", "''", "'2026-13-45 00:00:00'", "7", "x'ff00'", "'2026-01-02 03:04'"]


@pytest.mark.parametrize("moment", DAMAGE)
@pytest.mark.parametrize("column", ["updated_at", "created_at", "archived_at"])
def test_a_date_that_is_none_fails_for_nobody(sqlite_url: str, column: str, moment: str) -> None:
    """The list of all scenarios used to fail for everybody."""
    store = ScenarioStore(open_database(sqlite_url))
    damaged, whole = store.create(DOCUMENT), store.create(DOCUMENT)
    with another_program(sqlite_url).begin() as connection:
        connection.exec_driver_sql(
            f"UPDATE scenarios SET {column} = {moment} WHERE link_id = '{damaged.link_id}'"
        )
    is_archived = column == "archived_at"
    listed = {each.link_id for each in store.list()}
    assert listed == ({whole.link_id} if is_archived else {damaged.link_id, whole.link_id})
    assert len(store.list(archived=True)) == is_archived
    if is_archived:
        assert store.load(damaged.link_id).archived_at is not None
        store.restore(damaged.link_id)
    saved = store.save(damaged.link_id, DOCUMENT, 1)
    assert saved.updated_at is not None, "saving it again puts it right"
    assert saved.archived_at is None


def test_other_damage_in_a_row_fails_for_nobody(sqlite_url: str) -> None:
    store = ScenarioStore(open_database(sqlite_url))
    damaged, whole = store.create(DOCUMENT), store.create(DOCUMENT)
    with another_program(sqlite_url).begin() as connection:
        connection.exec_driver_sql(
            "UPDATE scenarios SET name = CAST(x'ff41' AS TEXT), description = CAST(x'ff' AS TEXT) "
            f"WHERE link_id = '{damaged.link_id}'"
        )
        connection.exec_driver_sql("DROP TRIGGER scenario_versions_update")
        connection.exec_driver_sql("UPDATE scenario_versions SET at = 'kemarin'")
    assert {each.name for each in store.list()} == {"\ufffdA", whole.name}
    assert [each.at for each in store.versions(whole.link_id)] == [None]


def test_a_damaged_date_of_a_correction_fails_for_nobody(sqlite_url: str) -> None:
    engine = open_database(sqlite_url)
    store = CorrectionStore(engine)
    store.add(CORRECTION, "bureau", after=0)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER editions_update")
        connection.exec_driver_sql("UPDATE editions SET at = 'kemarin'")
    (read,) = store.until(9)
    assert (read.edition, read.at) == (1, None)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////proc/nowhere/ntt.db",
        "no url at all",
        "oracle+none://x",
        "sqlite:///" + "x" * 300,
        "postgresql+psycopg://u:geheim@127.0.0.1:1/nobody-listens",
        "postgresql+psycopg://ntt:geheim/the-host-was-forgotten",
    ],
)
def test_a_database_that_cannot_be_opened(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_database(url)
    assert caught.value.code == "unavailable"
    assert "geheim" not in str(caught.value)


def test_the_driver_of_postgresql_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match="psycopg") as caught:
        open_database("postgresql+psycopg://127.0.0.1/ntt")
    assert caught.value.code == "unavailable"


def test_a_server_that_never_answers_is_given_up_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        with pytest.raises(StoreError) as caught:
            open_database(f"postgresql+psycopg://u@127.0.0.1:{silent.getsockname()[1]}/ntt")
    assert caught.value.code == "unavailable"
    assert time.monotonic() - start < 15


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "ntt.db"
    path.write_text("Laporan tahunan, bukan basis data. " * 100)
    with pytest.raises(StoreError) as caught:
        open_database(f"sqlite:///{path.as_posix()}")
    assert caught.value.code == "unavailable"
    assert path.read_text().startswith("Laporan"), "somebody's file is left as it was"


def test_eighty_writers_lose_nothing(store: ScenarioStore) -> None:
    def write(person: int) -> list[str]:
        return [store.create({**DOCUMENT, "name": f"{person}-{n}"}).name for n in range(3)]

    with ThreadPoolExecutor(80) as pool:
        written = {name for names in pool.map(write, range(80)) for name in names}
    assert len(written) == 240
    assert {s.name for s in store.list()} == written


def test_of_two_who_save_at_once_one_is_told(store: ScenarioStore) -> None:
    saved = store.create(DOCUMENT)

    def save(person: int) -> str:
        try:
            return store.save(saved.link_id, {**DOCUMENT, "name": str(person)}, 1).name
        except StoreError as error:
            return error.code

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(save, range(10)))
    assert answers.count("changed_elsewhere") == 9
    assert store.load(saved.link_id).name in answers


def test_write_ahead_log_and_full_synchronisation(sqlite_url: str) -> None:
    engine = open_database(sqlite_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


def test_a_server_that_was_restarted_is_used_again(postgres_server: str, postgres_url: str) -> None:
    store = ScenarioStore(open_database(postgres_url))
    saved = store.create(DOCUMENT)
    name = make_url(postgres_url).query["application_name"]
    with create_engine(postgres_server).connect() as connection:
        assert connection.execute(text(END_CONNECTIONS), {"name": name}).scalar()
    assert store.load(saved.link_id) == saved


def test_a_lock_that_is_never_released(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ntt_data.store.database.TIMEOUT_S", 1)
    store = ScenarioStore(open_database(url))
    saved = store.create(DOCUMENT)
    with another_program(url).begin() as connection:
        connection.execute(text("UPDATE scenarios SET name = 'mine'"))
        with pytest.raises(StoreError) as caught:
            store.save(saved.link_id, DOCUMENT, 1)
        assert store.load(saved.link_id) == saved, "readers wait for nobody"
    assert caught.value.code == "unavailable"
    assert "lock" in str(caught.value)


def test_whatever_isolation_the_server_prefers(postgres_url: str) -> None:
    options = str(make_url(postgres_url).query["options"])
    strict = make_url(postgres_url).update_query_dict(
        {"options": f"{options} -c default_transaction_isolation=serializable"}
    )
    url = strict.render_as_string(hide_password=False)
    test_programs_that_start_at_once_migrate_once(url)
    test_of_two_who_save_at_once_one_is_told(ScenarioStore(open_database(url)))


# --- what is never changed ------------------------------------------------------------------

CORRECTION = Correction("production", (("year", "2022"),), "value", "1", None, "Uji", "S01")


def test_a_correction_is_read_as_it_was_written(url: str) -> None:
    first = CorrectionStore(open_database(url))
    assert (first.newest(), first.until(0)) == (0, ())
    assert first.add(CORRECTION, "bureau", after=0) == 1
    assert first.add(CORRECTION, "bureau", after=0) is None, "checked against an older edition"
    second = CorrectionStore(open_database(url))
    assert second.newest() == 1
    (read,) = second.until(9)
    assert read.at is not None
    assert replace(read, at=None) == replace(CORRECTION, edition=1, actor_role="bureau")
    assert second.until(0) == ()


def test_editions_are_numbered_in_the_order_in_which_they_are_seen(url: str) -> None:
    store = CorrectionStore(open_database(url))

    def add(person: int) -> list[int]:
        made: list[int] = []
        while len(made) < 3:
            number = store.add(replace(CORRECTION, reason=str(person)), "bureau", store.newest())
            made += [] if number is None else [number]
        return made

    with ThreadPoolExecutor(8) as pool:
        numbers = [number for made in pool.map(add, range(8)) for number in made]
    assert sorted(numbers) == list(range(1, 25))
    assert [each.edition for each in store.until(24)] == list(range(1, 25))


CHANGES = [
    "UPDATE editions SET reason = 'lain'",
    "DELETE FROM corrections",
    "DELETE FROM editions",
    "UPDATE corrections SET value = '7'",
    "UPDATE scenario_versions SET document_json = '{}'",
    "DELETE FROM scenario_versions",
    "DELETE FROM scenarios",  # its versions point to it
]
IN_ONE_DIALECT = {
    "sqlite": [
        "INSERT OR REPLACE INTO editions VALUES (1, 'correction', 'x', '2026-01-01', 'lain')",
        "REPLACE INTO corrections SELECT edition, table_name, row_key, column_name, expected, "
        "'7', reason, source_id FROM corrections",
        "UPDATE OR REPLACE scenario_versions SET revision = 2",
    ],
    "postgresql": [
        "TRUNCATE editions, corrections",
        "TRUNCATE scenario_versions",
        "INSERT INTO editions VALUES (1, 'correction', 'x', '2026-01-01', 'lain') "
        "ON CONFLICT (number) DO UPDATE SET reason = 'lain'",
    ],
}


def test_what_is_accepted_or_saved_is_never_changed(url: str) -> None:
    engine = open_database(url)
    corrections, scenarios = CorrectionStore(engine), ScenarioStore(engine)
    corrections.add(CORRECTION, "bureau", after=0)
    saved = scenarios.create(DOCUMENT)
    kept = corrections.until(1), scenarios.versions(saved.link_id)
    for change in [*CHANGES, *IN_ONE_DIALECT[engine.dialect.name]]:
        with pytest.raises(DBAPIError) as refused, engine.begin() as connection:  # noqa: PT012
            connection.execute(text(change))
            pytest.fail(f"passed: {change}")
        words = str(refused.value)
        assert "are never changed" in words or "FOREIGN KEY" in words.upper(), change
    assert (corrections.until(1), scenarios.versions(saved.link_id)) == kept


# --- migrations ----------------------------------------------------------------------------


def test_migrations_lead_to_the_layout_of_the_code(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with open_database(url).connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_head_is_the_newest_migration() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(MIGRATIONS.as_posix()).get_current_head() == HEAD


def test_what_was_saved_before_there_were_versions_is_the_first(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("ntt_data.store.database.HEAD", "0001")
        old = open_database(url)
    with old.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO scenarios VALUES ('k7m2x9qa', 'El Niño', 'Kering', :document, 4, "
                "'2026-01-02 03:04:05', '2026-02-03 04:05:06', NULL, NULL)"
            ),
            {"document": json.dumps(DOCUMENT)},
        )
    old.dispose()
    store = ScenarioStore(open_database(url))
    (kept,) = store.versions("k7m2x9qa")
    assert (kept.revision, kept.name, kept.key_hash) == (4, "El Niño", None)
    assert kept.at == datetime(2026, 2, 3, 4, 5, 6)
    assert store.load("k7m2x9qa").holder_hash is None
    assert store.restore_version("k7m2x9qa", 4).revision == 5


def test_a_database_of_a_newer_program_is_left_alone(url: str) -> None:
    engine = open_database(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as caught:
        open_database(url)
    assert caught.value.code == "newer_layout"
    assert inspect(engine).has_table("scenarios")


def test_programs_that_start_at_once_migrate_once(url: str) -> None:
    with ThreadPoolExecutor(12) as pool:
        stores = [ScenarioStore(engine) for engine in pool.map(open_database, [url] * 12)]
    saved = stores[0].create(DOCUMENT)
    assert all(store.list() == [saved] for store in stores)


def test_whoever_finds_a_new_file_being_written_waits(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite refuses the switch to its log at once here, whatever its timeout is."""
    file = Path(make_url(sqlite_url).database or "")
    file.parent.mkdir(parents=True, exist_ok=True)
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as other,
        ThreadPoolExecutor() as pool,
    ):
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("ntt_data.store.database.TIMEOUT_S", 0.1)
        with pytest.raises(StoreError, match="lock") as caught:
            open_database(sqlite_url)
        assert caught.value.code == "unavailable", "not for ever"
        monkeypatch.undo()
        opened = pool.submit(open_database, sqlite_url)
        with pytest.raises(TimeoutError):
            opened.result(timeout=0.5)
        other.execute("COMMIT")
        store = ScenarioStore(opened.result(timeout=20))
    assert store.list() == []


def test_opening_twice_keeps_what_is_there(url: str, store: ScenarioStore) -> None:
    saved = store.create(DOCUMENT)
    assert ScenarioStore(open_database(url)).list() == [saved]


# --- which database, and when --------------------------------------------------------------


def test_the_environment_names_the_database(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", url)
    saved = scenario_store().create(DOCUMENT)
    assert ScenarioStore(open_database(url)).load(saved.link_id) == saved
    monkeypatch.delenv("NTT_DATABASE_URL")
    assert store_package.database_url().endswith("/data/ntt.db")


@pytest.mark.deploy  # two processes of Python
def test_sqlalchemy_is_imported_only_when_the_store_is_opened(url: str) -> None:
    code = (
        "import sys, json, ntt_data.store as s; early = 'sqlalchemy' in sys.modules;"
        "s.scenario_store(); print(json.dumps([early, 'alembic' in sys.modules]))"
    )
    environment = {"NTT_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    answers = [
        json.loads(
            subprocess.run(
                [sys.executable, "-c", code],
                env=environment, capture_output=True, text=True, check=True,
            ).stdout
        )
        for _ in range(2)
    ]  # fmt: skip
    assert answers == [[False, True], [False, False]], "Alembic only to migrate"
