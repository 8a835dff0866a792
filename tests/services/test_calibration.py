"""The test of words on the curated figures, recounted independently, and its command."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.balance.result import Balance
from analysis.uncertainty.calibration import LEAST_EFFECTIVE
from analysis.uncertainty.likelihood import SCALE, SCALE_SOURCE
from ntt_data.tables import load
from services import calibration
from services.answer import certainty, evaluation

COMMODITIES = sorted(evaluation.balanced_commodities())
ALL = [(name, year) for name, years in evaluation.balanced_commodities().items() for year in years]


def _row(commodity: str, code: str, year: int) -> dict[str, object] | None:
    """A regency's balance where it is known and nothing speaks against it."""
    if year not in evaluation.balanced_commodities()[commodity]:
        return None
    found = evaluation.balance(commodity, year)
    assert isinstance(found, Balance)
    row = found.table.set_index("regency_code").loc[code].to_dict()
    is_sound = row["disqualified_by"] == "" and not np.isnan(row["balance_t"])
    return row if is_sound else None


@pytest.mark.parametrize("commodity", COMMODITIES)
def test_outcomes_are_recounted_one_by_one(commodity: str) -> None:
    codes = load("regencies")["regency_code"]
    kept, n = 0, 0
    for year in evaluation.balanced_commodities()[commodity]:
        for code in codes:
            now, then = _row(commodity, code, year), _row(commodity, code, year + 1)
            if now is None or then is None:
                continue
            breaks = [
                {"series_break", "older_method"} & set(str(row["flags"]).split(";"))
                for row in (now, then)
            ]
            if breaks[0] != breaks[1]:
                continue
            n += 1
            kept += (now["balance_t"] > 0) == (then["balance_t"] > 0)  # type: ignore[operator]
    table = calibration.baseline()
    of_sign = (table["commodity"] == commodity) & (table["promise"] == "sign")
    row = table[of_sign & (table["sign"] == "all")].iloc[0]
    assert (row["n"], row["n_stayed"]) == (n, kept)
    # Every case is in exactly one range of promises: none is lost, none counted twice.
    promised = certainty.cases(commodity)
    assert promised.dropna(subset=["stayed", "p_sign"])["p_sign"].between(0.5, 1).all()
    assert len(promised.dropna(subset=["stayed", "p_sign"])) == n


@pytest.mark.parametrize(("commodity", "year"), ALL)
def test_no_word_below_its_floor_and_none_that_is_not_borne_out(commodity: str, year: int) -> None:
    balance = evaluation.balance(commodity, year)
    assert isinstance(balance, Balance)
    found = certainty.certainty(balance)
    for promise in certainty.PROMISES:
        tested = certainty.calibration(commodity, promise)
        said = found[found[f"{promise}_word"].isin(SCALE)]
        assert (said[f"p_{promise}"] >= said[f"{promise}_word"].map(SCALE)).all()
        borne = tested[tested["bears"] != "untested"]
        assert set(said[f"{promise}_word"]) <= set(borne["bears"])
        assert (borne["low"] >= borne["bears"].map(SCALE)).all()
        assert (borne["n_effective"] >= LEAST_EFFECTIVE).all()


@pytest.mark.parametrize("commodity", COMMODITIES)
def test_the_spread_is_that_of_the_figures(commodity: str) -> None:
    own = certainty.own_scatter(commodity)
    rules = certainty.spreads(commodity)
    assert own.is_enough
    assert rules.grade_pct["production", "B"] == pytest.approx(own.spread_pct, abs=0.05)
    assert rules.island_pct == {"production": own.common_pct}
    changed = certainty.spreads(commodity, ((("production", "B"), 12.0),))
    assert changed.grade_pct["production", "B"] == 12.0


def test_too_few_changes_leave_the_general_rule() -> None:
    own = certainty.own_scatter("fish")
    assert not own.is_enough
    table = load("uncertainty_spreads")
    general = table[(table["kind"] == "grade") & (table["input"] == "production")]
    of_grade = dict(zip(general["code"], general["value"], strict=True))
    found = certainty.spreads("fish").grade_pct
    assert {code: found["production", code] for code in of_grade} == of_grade


def test_a_wider_spread_is_tested_as_such() -> None:
    wide = ((("production", "B"), 150.0),)
    usual, tested = (certainty.calibration("rice", "sign", each) for each in ((), wide))
    assert tested["n"].iloc[0] < usual["n"].iloc[0]
    steady = [certainty.calibration("rice", "steady", each) for each in ((), wide)]
    pd.testing.assert_frame_equal(*steady)


@pytest.mark.parametrize(("lang", "said"), [("id", "sangat mungkin"), ("en", "very likely")])
def test_the_command(
    lang: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, document = tmp_path / "words.csv", tmp_path / "words.json"
    asked = ["--lang", lang, "--csv", str(table), "--json", str(document)]
    assert calibration.main(asked) == 0
    assert said in capsys.readouterr().out
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expected = calibration.tested_words()
    assert [int(row["n"]) for row in rows] == expected["n"].tolist()
    written = json.loads(document.read_text(encoding="utf-8"))
    assert [row["n_stayed"] for row in written["words"]] == expected["n_stayed"].tolist()
    assert SCALE_SOURCE in written["sources"]
    assert set(written["sources"]) <= set(load("sources")["source_id"])
    empty = [row for row in written["words"] if row["n"] == 0]
    assert all(row["share"] is None for row in empty)


def test_a_file_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert calibration.main(["--csv", str(tmp_path / "none" / "words.csv")]) == 1
    assert "none" in capsys.readouterr().err
