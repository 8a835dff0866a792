"""What people hand in and save: a database, SQLite by default, PostgreSQL by URL.

The environment variable ``NTT_DATABASE_URL`` names the database, such as
``postgresql+psycopg://user:password@host/ntt``; without it, it is the file ``data/ntt.db`` beside
the application. SQLAlchemy is imported only when the store is opened.

PostgreSQL needs its driver beside ``requirements.txt``: ``pip install "psycopg[binary]"``. The
database must exist; its user makes the tables in it, so let the database belong to that user.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ntt_data.store.errors import StoreError
from ntt_data.store.records import BASELINE_ID, StoredScenario

if TYPE_CHECKING:
    from ntt_data.store.scenarios import ScenarioStore

__all__ = ["BASELINE_ID", "StoreError", "StoredScenario", "database_url", "scenario_store"]

URL_VARIABLE = "NTT_DATABASE_URL"
_DEFAULT_FILE = Path(__file__).resolve().parents[2] / "data" / "ntt.db"


def database_url() -> str:
    """URL of the database, from the environment or the default."""
    return os.environ.get(URL_VARIABLE, "").strip() or f"sqlite:///{_DEFAULT_FILE.as_posix()}"


def scenario_store() -> ScenarioStore:
    """The scenarios of this process' database; migrated to the newest layout at first use.

    Raises
    ------
    StoreError
        ``unavailable``, ``newer_layout``. The next call tries again.
    """
    return _opened(database_url())


@cache
def _opened(url: str) -> ScenarioStore:
    from ntt_data.store.database import open_database
    from ntt_data.store.scenarios import ScenarioStore

    return ScenarioStore(open_database(url))
