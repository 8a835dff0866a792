"""Editions: what one process accepts, the other shows at its next run; nothing piles up."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ntt_data import editions, log
from ntt_data.corrections import apply
from ntt_data.editions import begin_run, current, kept_editions, of_edition, once_per_edition
from ntt_data.schema import resource
from ntt_data.store import Correction, StoreError, correction_store
from ntt_data.store.corrections import CorrectionStore
from ntt_data.tables import corrected_table, literals_of, load
from services import corrections
from services.access import Actor
from tests.support.at_once import ask_at_once
from tests.support.own_store import own_store
from tests.support.serving import HOUSE, ROOT

#: Something kept by function and arguments alone, whatever the edition.
KEEPS = re.compile(r"^\s*@(functools\.)?(lru_)?cache\b", re.MULTILINE)
BUREAU = Actor("bureau")
REGENCY = "5304"
KEY = {
    "regency_code": REGENCY,
    "commodity": "rice",
    "measure": "production",
    "form": "paddy_gkg",
    "year": "2022",
}


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with own_store(tmp_path, monkeypatch) as url:
        yield url


def literal() -> str:
    """What the table says of the regency's rice in the newest edition."""
    made = correction_store().until(correction_store().newest())
    rows = literals_of("production", made)
    return str(rows.loc[(rows[list(KEY)] == list(KEY.values())).all(axis=1), "value"].item())


def correct(value: float) -> editions.Edition:
    return corrections.correct(
        BUREAU,
        *("production", KEY, "value"),
        expected=literal(),
        value=str(value),
        reason="Uji",
        source_id="assumption",
    )


def production() -> float:
    rows = load("production")
    asked = {**KEY, "year": 2022}
    return float(rows.loc[(rows[list(asked)] == list(asked.values())).all(axis=1), "value"].item())


# --- two processes ---------------------------------------------------------------------------

#: Answers what it is asked, one line each, as a page would.
CHILD = f"""
import sys
from ntt_data import editions
from services.answer import evaluation
for line in sys.stdin:
    if line.strip() == "run":
        editions.begin_run()
    table = evaluation.balance("rice", 2022).table.set_index("regency_code")
    print(editions.current().change, table.loc["{REGENCY}", "balance_t"], flush=True)
"""


class Process:
    """Another process on the same database, which does one thing after the other."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", CHILD],
            cwd=ROOT, env=dict(os.environ), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def says(self, line: str) -> tuple[int, float]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        change, balance = self._process.stdout.readline().split()
        return int(change), float(balance)

    def end(self) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        assert self._process.wait(timeout=20) == 0


@pytest.mark.deploy  # two processes, each of which takes seconds to begin
def test_what_one_process_accepts_the_other_shows_at_its_next_run() -> None:
    first, second = Process(), Process()
    before = first.says("run")
    assert before == second.says("run")
    assert before[0] == 0
    said = float(literal())
    command = [
        *(sys.executable, "-m", "services.corrections", "add", "production"),
        *(f"{column}={value}" for column, value in KEY.items()),
        *("--column", "value", "--expected", literal(), "--value", str(said + 1000)),
        *("--reason", "Seribu ton terlewat", "--source", "assumption"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "accepted as edition" in done.stdout
    assert first.says("look") == before, "a run is of one edition from beginning to end"
    for process in (first, second):
        change, balance = process.says("run")
        assert change == 1
        assert balance == pytest.approx(before[1] + 1000 * 0.585728), "GKG to milled rice"
        process.end()


# --- what is kept ----------------------------------------------------------------------------


def test_memory_does_not_grow_with_editions() -> None:
    @once_per_edition(maxsize=4)
    def large(_name: str) -> bytearray:
        return bytearray(1_000_000)

    def accept(first: int, last: int) -> int:
        for n in range(first, last + 1):
            # The next one is written past the checks, which are slow while memory is traced.
            one = Correction(
                "cost_parameters",
                (("parameter", "truck_payload_t"),),
                *("value", said if n == 1 else str(n - 0.5), str(n + 0.5), "Uji", "assumption"),
            )
            assert correction_store().add(one, "bureau", after=n - 1) == n
            begin_run()
            large("a")
            if n % 10 == 0:
                table = load("cost_parameters").set_index("parameter")["value"]
                assert table["truck_payload_t"] == n + 0.5
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    rows = literals_of("cost_parameters")
    said = str(rows.loc[rows["parameter"] == "truck_payload_t", "value"].item())
    begin_run()
    large("a")
    tracemalloc.start()
    try:
        early, late = accept(1, 10), accept(11, 50)
    finally:
        tracemalloc.stop()
    assert current().change == 50
    assert len(kept_editions()) <= editions.KEPT_EDITIONS == 2
    # A correction itself is remembered; one answer more would be a megabyte.
    assert late - early < 40 * 5_000, (early, late)


def test_tables_without_a_correction_are_shared_between_editions() -> None:
    with of_edition(begin_run()):
        regencies, rows = load("regencies"), load("production")
    correct(15000)
    begin_run()
    assert np.shares_memory(load("regencies")["area_km2"], regencies["area_km2"])
    assert not np.shares_memory(load("production")["value"], rows["value"])


def test_an_old_run_does_not_push_out_the_newest() -> None:
    made: list[str] = []

    @once_per_edition(maxsize=4)
    def answer() -> str:
        made.append(str(current().change))
        return made[-1]

    old = begin_run()
    for value in (15000, 16000):
        correct(value)
        begin_run()
        answer()
    with of_edition(old):
        assert answer() == "0"
    assert answer() == "2"
    assert made == ["1", "2", "0"], "the newest was still kept"


def test_whoever_asks_for_what_is_being_made_waits_for_it() -> None:
    made: list[str] = []

    @once_per_edition(maxsize=4)
    def answer(name: str) -> str:
        made.append(name)
        time.sleep(0.05)  # long enough that all six would begin it
        return f"{name} {len(made)}"

    assert ask_at_once(lambda: answer("wall")) == ["wall 1"] * 6
    correct(15000)
    assert ask_at_once(lambda: answer("wall")) == ["wall 2"] * 6, "once per edition"
    assert made == ["wall"] * 2


def test_where_it_fails_those_who_waited_try_for_themselves() -> None:
    tried: list[int] = []

    @once_per_edition(maxsize=4)
    def answer() -> str:
        tried.append(threading.get_ident())
        if len(tried) == 1:
            time.sleep(0.05)
            raise StoreError("unavailable", reason="gone")
        return "there"

    assert sorted(map(str, ask_at_once(answer))) == [*["there"] * 5, "unavailable"]
    assert answer() == "there"


def test_nobody_waits_for_another_for_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "LONGEST_MAKING_S", 0.01)
    both_at_it = threading.Barrier(2)

    @once_per_edition(maxsize=4)
    def answer() -> str:
        both_at_it.wait(timeout=20)  # goes on when the second one has begun it too
        return "there"

    assert ask_at_once(answer, people=2) == ["there"] * 2


def test_whatever_is_kept_for_the_life_of_the_process_says_why() -> None:
    said = (ROOT / "docs" / "caching.md").read_text(encoding="utf-8")
    keeping = [
        str(path.relative_to(ROOT).as_posix())
        for floor in HOUSE
        for path in sorted((ROOT / floor).rglob("*.py"))
        if KEEPS.search(path.read_text(encoding="utf-8"))
    ]
    assert len(keeping) > 5, "the walk would pass on nothing"
    assert not [name for name in keeping if f"| `{name}` |" not in said]


# --- when the store cannot be used -----------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    events: list[str] = []
    monkeypatch.setattr(log, "event", lambda name, *_args, **_fields: events.append(name))
    return events


def test_without_the_store_the_last_known_edition_counts_and_is_told_once(
    monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    correct(17000)
    assert begin_run().change == 1
    clock = time.monotonic()
    monkeypatch.setattr(editions.time, "monotonic", lambda: clock)

    def gone(_self: object) -> int:
        raise StoreError("unavailable", reason="gone")

    with monkeypatch.context() as broken:
        broken.setattr(CorrectionStore, "newest", gone)
        for _ in range(3):
            assert begin_run().change == 1
            assert production() == 17000, "what was accepted needs no second look at the store"
            clock += editions.RETRY_S + 1
    assert told == ["editions_unreadable"]
    correct(18000)
    assert begin_run().change == 2
    assert told == ["editions_unreadable", "editions_readable"]
    assert production() == 18000


def test_a_store_that_fails_is_not_asked_by_every_run(
    monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    asked = []

    def gone(_self: object) -> int:
        asked.append(1)
        raise StoreError("unavailable", reason="gone")

    monkeypatch.setattr(CorrectionStore, "newest", gone)
    for _ in range(20):
        assert begin_run().change == 0
    assert len(asked) == 1


# --- a correction in its table ---------------------------------------------------------------


def test_a_corrected_row_takes_the_source_and_grade_of_the_correction() -> None:
    with of_edition(begin_run()):
        before = load("production")
    correct(15500)
    begin_run()
    rows = load("production")
    changed = rows.ne(before) & ~(rows.isna() & before.isna())
    assert sorted(rows.columns[changed.any()]) == ["grade", "source_id", "value"]
    row = rows[changed.any(axis=1)].squeeze()
    assert (row["value"], row["source_id"], row["grade"]) == (15500, "assumption", "assumption")
    assert row["literal_value"] == before.loc[row.name, "literal_value"], "as it is printed"


def test_a_list_of_sources_gets_one_more() -> None:
    rows = literals_of("cost_parameters")
    said, source = rows.loc[0, ["value", "source_ids"]]
    one = Correction(
        "cost_parameters",
        (("parameter", rows.loc[0, "parameter"]),),
        *("value", said, str(float(said) + 1), "Uji", "assumption"),
    )
    made, refused = corrected_table("cost_parameters", [one])
    assert not refused
    assert made.loc[0, "value"] == float(said) + 1
    assert made.loc[0, "source_ids"].split(";") == list(
        dict.fromkeys([*source.split(";"), "assumption"])
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"expected": "0.001"}, "guard"),
        ({"column": "weight_t"}, "no_column"),
        ({"key": (("regency_code", "5301"),)}, "no_row"),
        ({"value": "dua ton"}, "invalid"),
        ({"value": "15.616"}, "invalid"),
    ],
)
def test_what_no_longer_fits_leaves_the_file_as_it_is_and_is_told(
    change: dict[str, object], why: str, told: list[str]
) -> None:
    before = production()
    fields = {
        "table": "production", "key": tuple(KEY.items()), "column": "value",
        "expected": literal(), "value": "13500", "reason": "Uji", "source_id": "S02",
    }  # fmt: skip
    fits = Correction(
        "production",
        tuple({**KEY, "year": "2021"}.items()),
        *("value", _literal_of_2021(), "14567", "Uji", "S02"),
    )
    # As if the file had been changed after it was accepted.
    for number, one in enumerate([fits, Correction(**{**fields, **change})]):
        assert correction_store().add(one, "bureau", after=number) == number + 1
    begin_run()
    assert production() == before
    assert told == ["correction_refused"]
    rows = load("production")
    assert (rows["value"] == 14567).sum() == 1, "what fits holds all the same"
    _first, second = corrections.listed()
    assert second.refused is not None
    assert second.refused.why == why
    assert "production (regency_code=5" in str(second.refused)


def _literal_of_2021() -> str:
    rows = literals_of("production")
    asked = {**KEY, "year": "2021"}
    return str(rows.loc[(rows[list(asked)] == list(asked.values())).all(axis=1), "value"].item())


def test_of_two_corrections_of_a_cell_the_later_counts() -> None:
    correct(15000)
    correct(16000)
    begin_run()
    assert production() == 16000
    first, second = corrections.listed()
    assert (first.replaced_by, second.replaced_by) == (2, None)


def test_the_first_guard_protects_against_a_key_that_two_rows_have() -> None:
    rows = literals_of("production")
    one = Correction("production", (("regency_code", REGENCY),), "value", "1", "2", "Uji", "S02")
    _same, refused = apply(resource("production"), rows, [one], {})
    assert [each.why for each in refused] == ["no_row"]
