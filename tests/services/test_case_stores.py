"""Random sequences through the services: both databases keep and refuse what the rules do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from services.desk import cases
from services.desk.rules import CaseRuleError
from services.desk.state import Case
from tests.ntt_data.test_store import postgres_url  # noqa: F401
from tests.services.test_case_sequences import BEGUN, BUREAU, Action, remember, run
from tests.support.own_store import own_store

#: Some while one works, the rest in a sweep.
SEEDS = [range(15), pytest.param(range(15, 100), marks=pytest.mark.sweep)]


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.deploy)],
)
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    if request.param == "postgresql":
        monkeypatch.setenv("NTT_DATABASE_URL", request.getfixturevalue("postgres_url"))
        yield
        return
    with own_store(tmp_path, monkeypatch):
        yield


def do(case: Case, action: Action) -> Case:
    """The same by the functions that pages call."""
    which, said, why = (BUREAU, case.case_id), action.details, action.reason
    match action.kind:
        case "moved":
            return cases.move(*which, said["scheme"], said["stage"], why, case.no)
        case "attached":
            content = said["name"].encode()
            return cases.attach(*which, said["kind"], said["name"], content, {}, "", case.no)
        case "checked":
            return cases.check(*which, said["check"], said["holds"], "", case.no)
        case "answered":
            return cases.answer(*which, {}, said["council"], said["official_signs"], case.no)
        case "model_chosen":
            return cases.choose_model(*which, said["model"], why, case.no)
        case "corrected":
            return cases.correct(*which, said["content"], why, case.no)
        case "published":
            return cases.publish(*which, said["public"], "", case.no)
        case "commented":
            return cases.comment(*which, said["text"])
        case "obliged":
            return cases.oblige(*which, said["lines"], why, case.no)
        case "delivered":
            line = said["line"]
            tonnes = 1.0 if line.tonnes is None else line.tonnes
            sides = (line.supplier, line.receiver)
            return cases.deliver(*which, line.month, line.item, tonnes, *sides, "nota & <1>")
        case "extended":
            return cases.extend(*which, date.fromisoformat(said["until"]), why, case.no)
        case "ended":
            return cases.end(*which, why, "", case.no)
    assert action.kind == "withdrawn", "every action is done as what it is"
    return cases.withdraw(*which, why, case.no)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("seeds", SEEDS, ids=len)
def test_the_stores_keep_and_refuse_the_same(monkeypatch: pytest.MonkeyPatch, seeds: range) -> None:
    remember(monkeypatch)
    for seed in seeds:
        tried, expected, _wrong = run(seed, 4 + seed % 9)
        case = cases.open_case(BUREAU, BEGUN)
        for action, outcome in tried:
            try:
                case, told = do(case, action), "kept"
            except CaseRuleError as error:
                told = error.code
            assert told == outcome, (seed, action)
        found = cases.case_for(BUREAU, case.case_id)
        assert found == case
        same = {
            "case_id": expected.case_id,
            "events": expected.events,
            "files": tuple(replace(each, at=None) for each in found.files),
        }
        reported = tuple(replace(each, at=None) for each in found.deliveries)
        stored = replace(found, deliveries=reported, **same)
        assert stored == replace(expected, files=same["files"])
        with pytest.raises(StoreError, match="since it was shown"):
            cases.end(BUREAU, case.case_id, "selesai", "", found.no - 1)
