"""The register: nothing twice, nothing known that nobody has told, the desk's cases when public."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from ntt_data.tables import load
from publishing.language import LANGUAGES, Language, speaking
from publishing.listings.cooperation_register import register_table
from services.decisions import today
from services.desk import cases, register
from services.desk.rules import CaseRuleError
from services.desk.state import Case
from tests.services.test_case_rules import BUREAU, CONTENT
from tests.support.own_store import own_store


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def signed() -> Case:
    case = cases.open_case(BUREAU, CONTENT)
    case = cases.attach(
        BUREAU, case.case_id, "agreement", "pks.pdf", b"pks", {"Kota Kupang": "1"}, "", case.no
    )
    return cases.publish(BUREAU, case.case_id, True, "ditandatangani", case.no)


def test_every_agreement_is_entered_once_and_the_report_adds_what_is_not_among_them() -> None:
    rows = register.historical()
    assert rows["entry"].is_unique
    assert set(load("cooperation_agreements")["agreement_id"]) < set(rows["entry"])
    report = rows[rows["basis"] == register.REPORT]
    told = load("programmes").query("kind in @register.OF_REPORT")["programme"]
    assert set(report["entry"]) == set(told) - set(register.SAME_MATTER)
    assert report["year"].isna().all(), "the report prints no year of them"
    assert report["literal"].notna().all()
    assert rows["source_ids"].notna().all()
    assert rows["grade"].notna().all()


def test_what_the_report_tells_again_is_of_the_same_regencies_and_names_both_sources() -> None:
    rows, programmes = register.historical().set_index("entry"), load("programmes")
    for programme, entry in register.SAME_MATTER.items():
        told = programmes.set_index("programme").loc[programme]
        assert set(told["regency_codes"].split(";")) == set(
            rows.loc[entry, "regency_codes"].split(";")
        )
        assert told["source_id"] in rows.loc[entry, "source_ids"]
        assert rows.loc[entry, "literal"] == told["literal"]


def test_what_nobody_has_told_is_said_to_be_unknown() -> None:
    rows = register.register([])
    with speaking("en"):
        ready = register_table(rows).table.set_index("entry")
    assert ready.loc["horticulture_to_manggarai_barat", "outcome"] == "What followed is not known"
    assert ready.loc["horticulture_to_manggarai_barat", "when"] == "not stated"
    assert ready.loc["links_sumba_and_timor", "parties"] == "not named"
    assert ready["outcome"].str.strip().ne("").all()


def test_a_case_is_in_the_register_when_it_is_public_and_not_before() -> None:
    before = cases.open_case(BUREAU, CONTENT)
    assert register.counts(cases.public_cases()).signed == 0
    after = signed()
    rows, counted = register.register(cases.public_cases()), register.counts(cases.public_cases())
    assert counted.signed == 1
    assert sum(n for _year, n in counted.years) == rows["year"].notna().sum() == 23
    assert counted.stages == (("preparation", 1),)
    assert before.case_id not in set(rows["entry"])
    mine = rows.set_index("entry").loc[after.case_id]
    assert mine["regency_codes"] == "5315;5371"
    assert mine["date"].startswith(str(mine["year"]))
    assert rows["entry"].iloc[0] == after.case_id, "the newest first"


def test_a_case_is_of_the_year_of_its_signing_where_that_was_told_and_says_so_where_not() -> None:
    first = signed()
    with speaking("en"):
        assert "(attached; day of signing not told)" in when_of(first.case_id)
    told = partial(cases.attach, BUREAU, first.case_id, "agreement", "pks.pdf", b"pks", {}, "")
    with pytest.raises(CaseRuleError, match="signed_day"):
        told(first.no, signed_on=today() + timedelta(days=1))
    again = told(first.no, signed_on=date(2019, 9, 29))
    told(again.no, signed_on=date(2019, 8, 29))
    with speaking("id"):
        assert when_of(first.case_id) == "29 Agustus 2019", "the later one corrects"
    before, now = register.counts([]), register.counts(cases.public_cases())
    assert dict(now.years)[2019] == dict(before.years)[2019] + 1


def when_of(case_id: str) -> str:
    ready = register_table(register.register(cases.public_cases())).table.set_index("entry")
    return str(ready.loc[case_id, "when"])


def test_what_the_report_calls_settled_stands_in_its_words() -> None:
    """It names a conflict in the middle of the sentence that says so."""
    for row in load("programmes").query("kind == 'mediated_conflict'").itertuples():
        assert str(row.literal).startswith("telah mampu menyelesaikan konflik")


def test_choices_narrow_and_leave_what_has_no_year_out_of_a_year() -> None:
    rows = register.register([])
    assert set(register.chosen(rows, regency="5303")["entry"]) >= {
        "AG18",
        "AG19",
        "border_and_assets_kupang",
    }
    assert set(register.chosen(rows, kind="boundary")["entry"]) == {"AG11"}
    of_2019 = register.chosen(rows, year=2019)
    assert len(of_2019) == (load("cooperation_agreements")["year"] == 2019).sum()
    assert register.chosen(rows, "5305", "boundary", 2011).empty


def test_the_chart_counts_each_entry_with_a_year_once() -> None:
    rows = register.register([])
    assert register.by_year_and_kind(rows)["n"].sum() == rows["year"].notna().sum() == 22


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_reads_in_both_languages(language: Language) -> None:
    with speaking(language):
        read = register_table(register.register([])).readable()
    assert isinstance(read, pd.DataFrame)
    assert len(read) == 26
