"""Open a database: connect, set it up for many writers, bring its layout up to date."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ntt_data import log
from ntt_data.store.errors import StoreError
from ntt_data.store.layout import HEAD
from ntt_data.store.permission import require_writable
from ntt_data.store.same_file import hold, let_go, require_same_file
from ntt_data.store.sqlite_build import sqlite3
from ntt_data.store.whole_file import into_the_file

MIGRATIONS = Path(__file__).parent / "migrations"

#: How long a writer waits for another one. 0.1 s lost a third of 800 inserts by 80 writers.
TIMEOUT_S = 30
_PAUSE_S = 0.005

# Without these the driver waits for two minutes and more. Seconds for a server to answer a new
# connection, milliseconds for it to take what is sent on an old one (a cable pulled out); what
# the URL says itself counts more.
_POSTGRES_PATIENCE = {"connect_timeout": "5", "tcp_user_timeout": "10000", "keepalives_idle": "30"}

# The option of an engine that may only read: the error that whoever wants to write is told.
_REFUSED = "ntt_refused"

# Any number, the same in every process: who migrates holds this lock in PostgreSQL.
_MIGRATION_LOCK = 530_001


@contextmanager
def told_as_store_error() -> Iterator[None]:
    """Whatever the database objects to becomes ``StoreError("unavailable")``."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        told = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
        raise StoreError("unavailable", reason=told.splitlines()[0]) from error


def open_database(url: str) -> Engine:
    """Engine of a database at the newest layout.

    Raises
    ------
    StoreError
        ``unavailable`` when it cannot be reached or made; ``not_writable`` when this account may
        not make it or bring it up to date (one that it may read, it reads); ``newer_layout`` when
        a newer program has migrated it beyond what this one knows.
    """
    with told_as_store_error():
        try:
            engine = _engine(url)
        except ImportError as error:  # the driver is not installed
            raise StoreError("unavailable", reason=str(error)) from error
        try:
            _migrate(engine)
        except BaseException:
            engine.dispose()  # whoever tries again opens a new one
            raise
    into_the_file(engine)  # what an earlier process has left in the log, and the layout itself
    with told_as_store_error():
        hold(engine)
    return engine


def close_database(engine: Engine) -> None:
    """Leave the whole database in its one file, as far as nobody else is using it."""
    let_go(engine)
    into_the_file(engine, "TRUNCATE")
    engine.dispose()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that only reads: it never waits for a writer (WAL)."""
    with told_as_store_error():
        require_same_file(engine)
        with engine.connect() as connection:
            yield connection.execution_options(ntt_reads_only=True)


def first_value(engine: Engine, statement: str) -> Any:
    """What one reading statement answers first; None where there is no row.

    Every run asks for its edition. In SQLite the statement is a tenth of what a transaction by
    SQLAlchemy costs around it, so it goes to the driver as it is.
    """
    if engine.dialect.name != "sqlite":
        with reading(engine) as connection:
            return connection.exec_driver_sql(statement).scalar()
    with told_as_store_error():
        require_same_file(engine)
        pooled = engine.raw_connection()
        try:
            row = pooled.driver_connection.execute(statement).fetchone()  # type: ignore[union-attr]
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
        finally:
            pooled.close()
    return None if row is None else row[0]


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction; left without an error, it is in the database's file, else nothing of it is."""
    _require_writes(engine)
    with told_as_store_error():
        require_same_file(engine)
        with engine.begin() as connection:
            yield connection
        require_same_file(engine)  # deleted meanwhile, it would take along what was committed
    into_the_file(engine)


def insert_or_other(connection: Connection, table: Table) -> Any:
    """An insert that can change a row in its place, or leave it; each database has its own."""
    by_dialect = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    return by_dialect[connection.dialect.name](table)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except ValueError:  # its text could quote a part of the password
        raise ArgumentError("the port in the URL is not a number") from None
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    if parsed.get_backend_name() == "postgresql":
        return _postgres(parsed)
    return create_engine(parsed, pool_pre_ping=True)


def _postgres(parsed: URL) -> Engine:
    if parsed.get_driver_name().startswith("psycopg"):
        parsed = parsed.update_query_dict({**_POSTGRES_PATIENCE, **parsed.query})
    # After a wait for a lock the next statement must see what the other one has written, whatever
    # the server's default is: a save counts on it, and so does the second of two that migrate.
    engine = create_engine(parsed, pool_pre_ping=True, isolation_level="READ COMMITTED")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{TIMEOUT_S}s'")

    return engine


def _sqlite(parsed: URL) -> Engine:
    if parsed.database and parsed.database != ":memory:":
        file = Path(parsed.database)
        try:
            require_writable(file)
        except StoreError as refused:
            if not file.is_file():
                raise
            return _only_read(file, refused)
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, module=sqlite3, connect_args={"timeout": TIMEOUT_S})

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        # A name that somebody has damaged is shown damaged; it fails for nobody else.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        connection.isolation_level = None  # the driver's own BEGIN comes too late, see below
        cursor = connection.cursor()
        _write_ahead(cursor)
        # A hall may lose its power: what was said to be saved must survive that.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA wal_autocheckpoint = 0")  # see ntt_data/store/whole_file.py
        cursor.execute("PRAGMA foreign_keys = ON")
        # Else INSERT OR REPLACE would take a row away without its table's trigger being asked.
        cursor.execute("PRAGMA recursive_triggers = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later fails at once when another one has
        # written in between, whatever the timeout; one that asks for the write lock first waits.
        reads = connection.get_execution_options().get("ntt_reads_only", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(cursor: Any) -> None:
    """Switch to the write-ahead log, which a new file needs once."""
    # Whoever finds another one at this switch, or writing, has read the file already. Each would
    # wait for the other, so SQLite refuses at once whatever the timeout is, and lets go.
    end = time.monotonic() + TIMEOUT_S
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
        time.sleep(_PAUSE_S)


def _only_read(file: Path, refused: StoreError) -> Engine:
    """A database of another account: what is saved there, corrections too, can be read at least."""
    # Without a log nobody is writing to it; SQLite would want to make one.
    has_log = file.with_name(f"{file.name}-wal").exists()
    how = {"mode": "ro", "uri": "true", **({} if has_log else {"immutable": "1"})}
    url = URL.create("sqlite", database=file.absolute().as_uri(), query=how)
    log.event("database_read_only", logging.WARNING, reason=refused)
    return create_engine(url, module=sqlite3, execution_options={_REFUSED: refused})


def _require_writes(engine: Engine) -> None:
    refused = engine.get_execution_options().get(_REFUSED)
    if refused is not None:
        raise StoreError(refused.code, **refused.fields)


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if _revision(connection.execution_options(ntt_reads_only=True)) == HEAD:
            return
    _require_writes(engine)
    # Two processes may start at once: the second waits here and then finds nothing to do.
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        if _revision(connection) != HEAD:
            _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # Alembic is needed only here, once in the life of a layout.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix())
    script = ScriptDirectory.from_config(config)

    def steps(revision: Any, _context: Any) -> Any:
        try:
            return script._upgrade_revs(HEAD, revision)
        except CommandError as error:
            raise StoreError("newer_layout", revision=_revision(connection)) from error

    with EnvironmentContext(config, script, fn=steps, destination_rev=HEAD) as environment:
        environment.configure(connection=connection, transactional_ddl=True)
        with environment.begin_transaction():
            environment.run_migrations()
