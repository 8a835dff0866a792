"""Corrections: what is refused says what to write, what is accepted makes an edition."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ntt_data.editions import begin_run
from ntt_data.store import correction_store
from ntt_data.tables import load
from services.access import AccessError, Actor
from services.corrections import CorrectionError, correct, listed, main
from tests.support.own_store import own_store

BUREAU = Actor("bureau")
KEY = {
    "regency_code": "5304",
    "commodity": "rice",
    "measure": "production",
    "form": "paddy_gkg",
    "year": "2022",
}
RIGHT: dict[str, Any] = {
    "table": "production", "key": KEY, "column": "value", "expected": "15615.68",
    "value": "15000", "reason": "Salah ketik", "source_id": "S02",
}  # fmt: skip
POPULATION_KEY = {
    "regency_code": "5304",
    "indicator": "population",
    "form": "bps_projection",
    "year": "2024",
}
PLACE = "production (regency_code=5304, commodity=rice, measure=production, form=paddy_gkg, "


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with own_store(tmp_path, monkeypatch) as url:
        yield url


def test_an_accepted_correction_is_the_next_edition() -> None:
    before = begin_run()
    made = correct(BUREAU, **RIGHT)
    assert made == before._replace(change=1)
    assert begin_run() == made
    (one,) = correction_store().until(1)
    assert (one.edition, one.actor_role, one.reason) == (1, "bureau", "Salah ketik")
    rows = load("production")
    assert (
        rows.loc[rows["value"].eq(15000) & rows["regency_code"].eq("5304"), "year"].eq(2022).all()
    )


def test_a_correction_of_a_correction_expects_what_stands_there_now() -> None:
    correct(BUREAU, **RIGHT)
    with pytest.raises(CorrectionError, match=r"'15000', not '15615.68'"):
        correct(BUREAU, **{**RIGHT, "value": "14000"})
    assert correct(BUREAU, **{**RIGHT, "expected": "15000", "value": "14000"}).change == 2


@pytest.mark.parametrize("name", ["TTS", "Kab. Timor Tengah Selatan", "53.02"])
def test_a_regency_goes_by_any_of_its_names(name: str) -> None:
    correct(BUREAU, **{**RIGHT, "key": {**KEY, "regency_code": name}})
    (one,) = correction_store().until(1)
    assert dict(one.key)["regency_code"] == "5304"


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_others_may_not(role: Any) -> None:
    with pytest.raises(AccessError):
        correct(Actor(role, "a" * 64), **RIGHT)
    assert correction_store().newest() == 0


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"table": "produksi"}, "unknown_table", ["'produksi'", "write one of: sources, zones"]),
        ({"column": "nilai"}, "unknown_column", ["production", "'nilai'", "unit, grade"]),
        ({"column": "year"}, "key_column", [PLACE, "year", "change the file"]),
        ({"key": {"year": "2022"}}, "incomplete_key", ["regency_code, commodity", "missing"]),
        ({"key": {**KEY, "month": "5"}}, "incomplete_key", ["month is none of them"]),
        ({"key": {**KEY, "year": "1999"}}, "unknown_row", ["year=1999", "2016, 2017, 2018"]),
        ({"expected": "15"}, "guard", [PLACE, "value", "'15615.68', not '15'", "--expected"]),
        ({"expected": None}, "guard", ["'15615.68', not ''"]),
        ({"value": "15615.68"}, "unchanged", ["'15615.68' stands there already"]),
        ({"reason": "  "}, "no_reason", ["'15000'", "write in a sentence"]),
        ({"source_id": "S999"}, "unknown_source", ["'S999'", "or assumption"]),
        ({"value": "dua ton"}, "invalid", [PLACE, "'dua ton' is not a number", "such as 1234.5"]),
        ({"value": "-5"}, "invalid", ["'-5' is too small; write at least 0"]),
        (
            {"value": "15.616"},
            "invalid",
            [
                *(PLACE, "column value: '15.616' cannot be: the other years of this series are"),
                "about 1", "check decimal mark and unit",
            ],
        ),
        (
            {
                "table": "population", "column": "value", "expected": "481281", "value": "47",
                "key": POPULATION_KEY,
            },
            "invalid",
            ["row ", "column value: '47' cannot be", "check decimal mark and unit"],
        ),
        (
            {"column": "unit", "expected": "t", "value": None},
            "invalid",
            ["unit", "must not be empty; write a value"],
        ),
        (
            {"column": "grade", "expected": "B", "value": "Z"},
            "invalid",
            ["'Z' is not allowed; write one of: A, B, C, handed_in, assumption"],
        ),
        (
            {
                "table": "regencies", "key": {"regency_code": "5304"}, "column": "area_source_id",
                "expected": "B03", "value": "S999",
            },
            "invalid",
            ["regencies (regency_code=5304), area_source_id", "'S999' is not in sources"],
        ),
    ],
)  # fmt: skip
def test_what_is_not_right_says_what_to_write(
    change: dict[str, Any], code: str, said: list[str]
) -> None:
    with pytest.raises(CorrectionError) as refused:
        correct(BUREAU, **{**RIGHT, **change})
    assert refused.value.code == code, refused.value
    for part in said:
        assert part in str(refused.value)
    assert correction_store().newest() == 0, "nothing of it was written"


def test_of_several_at_once_each_is_checked_against_the_one_before() -> None:
    def one(value: int) -> str:
        try:
            return str(correct(BUREAU, **{**RIGHT, "value": str(15000 + value)}).change)
        except CorrectionError as error:
            return error.code

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(one, range(6)))
    assert sorted(answers) == ["1", *["guard"] * 5]


# --- command ---------------------------------------------------------------------------------

COMMAND = [
    *("add", "production", *(f"{column}={value}" for column, value in KEY.items())),
    *("--column", "value", "--value", "15000", "--reason", "Salah ketik", "--source", "S02"),
]


def test_the_command_adds_and_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--expected", "15615.68"]) == 0
    assert ".1; running processes show it" in capsys.readouterr().out
    assert main(["list"]) == 0
    told = capsys.readouterr().out
    assert f"{PLACE}year=2022), value: 15615.68 -> 15000  [S02] Salah ketik" in told
    assert told.rstrip().endswith("holds")


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--expected", "1"]) == 1
    assert "the table says '15615.68', not '1'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["add", "production", "5304", *COMMAND[7:], "--expected", "1"])
    assert "write it as column=value" in capsys.readouterr().err
    assert not listed()


def test_the_command_without_a_database(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", "sqlite:////proc/nowhere/ntt.db")
    assert main(["list"]) == 1
    assert "database cannot be used" in capsys.readouterr().err
