"""What people hand in and save: a database, SQLite by default, PostgreSQL by URL.

The environment variable ``NTT_DATABASE_URL`` names the database, such as
``postgresql+psycopg://user:password@host/ntt``; without it, it is the file ``data/ntt.db`` beside
the application. SQLAlchemy is imported only when the store is opened.

PostgreSQL needs its driver beside ``requirements.txt``: ``pip install "psycopg[binary]"``. The
database must exist; its user makes the tables in it, so let the database belong to that user.
"""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ntt_data.store.errors import StoreError
from ntt_data.store.records import BASELINE_ID, Correction, ScenarioVersion, StoredScenario

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Engine

    from ntt_data.store.cases import CaseStore
    from ntt_data.store.corrections import CorrectionStore
    from ntt_data.store.credentials import CredentialStore
    from ntt_data.store.decisions import DecisionStore
    from ntt_data.store.reviews import ReviewStore
    from ntt_data.store.rounds import RoundStore
    from ntt_data.store.scenarios import ScenarioStore
    from ntt_data.store.submissions import SubmissionStore
    from ntt_data.store.templates import TemplateStore
    from ntt_data.store.zone_choices import ZoneChoiceStore

__all__ = [
    "BASELINE_ID",
    "Correction",
    "ScenarioVersion",
    "StoreError",
    "StoredScenario",
    "case_store",
    "close",
    "correction_store",
    "credential_store",
    "database_file",
    "database_url",
    "decision_store",
    "latest_moment",
    "new_write_key",
    "review_store",
    "round_store",
    "scenario_store",
    "submission_store",
    "template_store",
    "zone_choice_store",
]

URL_VARIABLE = "NTT_DATABASE_URL"
_DEFAULT_FILE = Path(__file__).resolve().parents[2] / "data" / "ntt.db"


def database_url() -> str:
    """URL of the database, from the environment or the default."""
    return os.environ.get(URL_VARIABLE, "").strip() or f"sqlite:///{_DEFAULT_FILE.as_posix()}"


def database_file() -> Path | None:
    """The one file that the database is; None where it is none of SQLite's."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(database_url())
    except (ArgumentError, ValueError):
        return None
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database)).absolute()


def new_write_key() -> str:
    """A key for one write that nobody else has: 128 random bits (``ntt_data.store.writes``)."""
    return secrets.token_hex(16)


def scenario_store() -> ScenarioStore:
    """The scenarios of this process' database; migrated to the newest layout at first use.

    Raises
    ------
    StoreError
        ``unavailable``, ``not_writable``, ``newer_layout``. The next call tries again.
    """
    return _scenarios(database_url())


def correction_store() -> CorrectionStore:
    """The corrections of the same database; raises as ``scenario_store`` does."""
    return _corrections(database_url())


def round_store() -> RoundStore:
    """The rounds of collecting figures; raises as ``scenario_store`` does."""
    return _rounds(database_url())


def credential_store() -> CredentialStore:
    """Who may come in; raises as ``scenario_store`` does."""
    return _credentials(database_url())


def submission_store() -> SubmissionStore:
    """What was handed in; raises as ``scenario_store`` does."""
    return _submissions(database_url())


def review_store() -> ReviewStore:
    """What the bureau has decided about it; raises as ``scenario_store`` does."""
    return _reviews(database_url())


def decision_store() -> DecisionStore:
    """What meetings have decided; raises as ``scenario_store`` does."""
    return _decisions(database_url())


def case_store() -> CaseStore:
    """The cases of cooperation; raises as ``scenario_store`` does."""
    return _cases(database_url())


def zone_choice_store() -> ZoneChoiceStore:
    """The flagships that zones have chosen; raises as ``scenario_store`` does."""
    return _zone_choices(database_url())


def template_store() -> TemplateStore:
    """Word templates of the bureau; raises as ``scenario_store`` does."""
    return _templates(database_url())


def latest_moment() -> datetime | None:
    """When the last thing in the database happened, in UTC; raises as ``scenario_store`` does."""
    from ntt_data.store.latest import latest_moment as latest

    return latest(_opened(database_url()))


def close() -> None:
    """Close what this process has opened; SQLite's database is then whole in its one file.

    Called at the end; whoever asks for a store again gets one.
    """
    if not _engines:
        return
    from ntt_data.store.database import close_database

    for opened in (
        *(_opened, _scenarios, _corrections),
        *(_rounds, _credentials, _submissions, _reviews, _decisions, _cases, _zone_choices),
        _templates,
    ):
        opened.cache_clear()
    while _engines:
        close_database(_engines.pop())


# One engine per database for the life of the process. None of this depends on an edition: it is
# where editions are read from. What fails to open is not kept.


_engines: list[Engine] = []


@cache
def _opened(url: str) -> Engine:
    from ntt_data.store.database import open_database

    engine = open_database(url)
    _engines.append(engine)
    return engine


@cache
def _scenarios(url: str) -> ScenarioStore:
    from ntt_data.store.scenarios import ScenarioStore

    return ScenarioStore(_opened(url))


@cache
def _corrections(url: str) -> CorrectionStore:
    from ntt_data.store.corrections import CorrectionStore

    return CorrectionStore(_opened(url))


@cache
def _rounds(url: str) -> RoundStore:
    from ntt_data.store.rounds import RoundStore

    return RoundStore(_opened(url))


@cache
def _credentials(url: str) -> CredentialStore:
    from ntt_data.store.credentials import CredentialStore

    return CredentialStore(_opened(url))


@cache
def _submissions(url: str) -> SubmissionStore:
    from ntt_data.store.submissions import SubmissionStore

    return SubmissionStore(_opened(url))


@cache
def _reviews(url: str) -> ReviewStore:
    from ntt_data.store.reviews import ReviewStore

    return ReviewStore(_opened(url))


@cache
def _decisions(url: str) -> DecisionStore:
    from ntt_data.store.decisions import DecisionStore

    return DecisionStore(_opened(url))


@cache
def _cases(url: str) -> CaseStore:
    from ntt_data.store.cases import CaseStore

    return CaseStore(_opened(url))


@cache
def _zone_choices(url: str) -> ZoneChoiceStore:
    from ntt_data.store.zone_choices import ZoneChoiceStore

    return ZoneChoiceStore(_opened(url))


@cache
def _templates(url: str) -> TemplateStore:
    from ntt_data.store.templates import TemplateStore

    return TemplateStore(_opened(url))
