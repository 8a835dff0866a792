"""A shelf with very many scenarios, put into the tables by bulk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import create_engine, insert

from analysis.scenario.document import from_dict, to_dict
from analysis.scenario.scenario import Scenario
from ntt_data.store import new_write_key
from ntt_data.store.layout import scenario_versions
from ntt_data.store.layout import scenarios as table
from services import scenarios
from services.access import Actor
from services.answer.evaluation import baseline_of
from tests.benchmarks.growth.scale import Growth, processor_ms
from tests.support.own_store import own_store

HOLDER = Actor("reader", key_hash="0" * 64)
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


def grow(sizes: list[int], repeats: int = 5) -> list[Growth]:
    """Saving one, the shelf's list and opening one, by how many there are."""
    found: dict[str, dict[int, float]] = {}
    baseline = baseline_of("rice", 2022)
    for size in sizes:
        with _shelf_of(size, baseline) as link_ids:
            for work, cost in _measured(link_ids, baseline, repeats).items():
                found.setdefault(work, {})[size] = cost
    return [Growth(work, "ms", costs) for work, costs in found.items()]


def fill(size: int, baseline: Scenario) -> list[str]:
    """Put ``size`` scenarios into the database that the environment names; gives their links."""
    begun = datetime(2026, 1, 1)
    link_ids = [_link(n) for n in range(size)]
    rows = []
    for n, link_id in enumerate(link_ids):
        named = replace(baseline, name=f"Skenario {n}")
        rows.append(
            {
                "link_id": link_id,
                "name": named.name,
                "description": "",
                "document_json": json.dumps(to_dict(named), ensure_ascii=False),
                "revision": 1,
                "created_at": begun,
                "updated_at": begun + timedelta(seconds=n),
                "holder_hash": HOLDER.key_hash,
            }
        )
    kept = [
        {name: row[name] for name in ("link_id", "revision", "name", "document_json")}
        | {"at": row["updated_at"]}
        for row in rows
    ]
    engine = create_engine(os.environ["NTT_DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(insert(table), rows)
        connection.execute(insert(scenario_versions), kept)
    engine.dispose()
    return link_ids


def _link(number: int) -> str:
    text = ""
    for _place in range(8):
        number, letter = divmod(number, len(_LETTERS))
        text = _LETTERS[letter] + text
    return text


@contextmanager
def _shelf_of(size: int, baseline: Scenario) -> Iterator[list[str]]:
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        own_store(Path(folder), patch),
    ):
        yield fill(size, baseline)


def _measured(link_ids: list[str], baseline: Scenario, repeats: int) -> dict[str, float]:
    def list_shelf() -> None:
        scenarios.count()
        scenarios.listed()

    def save_again() -> None:
        stored = scenarios.load(link_ids[0])
        scenarios.save(HOLDER, link_ids[0], baseline, stored.revision, new_write_key())

    return {
        "save a new one": processor_ms(
            lambda: scenarios.create(HOLDER, baseline, new_write_key()), repeats
        ),
        "save a change": processor_ms(save_again, repeats),
        "list the shelf (500 at most)": processor_ms(list_shelf, repeats),
        "open one": processor_ms(lambda: from_dict(scenarios.load(link_ids[-1]).document), repeats),
    }
