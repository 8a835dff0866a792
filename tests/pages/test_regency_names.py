"""A regency is found by any of its names on the page: in lists, links, searches and files."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.scenario.document import from_dict
from geo.places import names_known
from ntt_data.tables import load
from publishing import scenario_words
from publishing.language import speaking
from publishing.names import listed_regency
from publishing.table_view import table_view
from services.answer.__main__ import main
from services.answer.evaluation import known_names
from services.rows import RowFilter, matching_rows
from tests.support.open_page import open_page

SCENARIO = {"version": 2, "name": "Nama", "commodity": "rice", "year": 2022}


def typed(app: AppTest, key: str, text: str) -> AppTest:
    """Type a text into a list and press Enter; AppTest knows only what is on the list."""
    box = app.selectbox(key=key)
    box.options.append(text)
    box.set_value(text)
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Kab. TTS", "Kabupaten Timor Tengah Selatan"),
        ("53.02", "Kabupaten Timor Tengah Selatan"),
        ("5302", "Kabupaten Sumba Timur"),
        ("sbd", "Kabupaten Sumba Barat Daya"),
        ("Savu", "Kabupaten Sabu Raijua"),
        ("manggarai bar", "Kabupaten Manggarai Barat"),
    ],
)
def test_the_list_of_the_profile_takes_any_name(text: str, title: str) -> None:
    app = typed(open_page("profile"), "regency", text)
    assert app.title[0].value == title
    assert not app.selectbox(key="regency").value.isalpha()
    assert app.query_params["regency"] == app.selectbox(key="regency").value


@pytest.mark.parametrize(
    ("tongue", "text", "said"),
    [
        ("id", "Sumba", "“Sumba” dapat berarti Sumba Barat, Sumba Timur, Sumba Tengah, Sumba"),
        ("en", "*Bima*", r"“\*Bima\*” is no regency of this list. Write its name"),
    ],
)
def test_what_names_none_changes_nothing_and_is_told(tongue: str, text: str, said: str) -> None:
    app = typed(open_page("profile", tongue, regency="5307"), "regency", text)
    assert app.title[0].value == ("Kabupaten Alor" if tongue == "id" else "Alor Regency")
    assert app.selectbox(key="regency").value == "5307"
    assert any(each.value.startswith(said) for each in app.warning)
    app.run()
    assert not any(each.value.startswith(said) for each in app.warning), "it is told once"


@pytest.mark.parametrize("linked", ["TTS", "Kab. Timor Tengah Selatan", "53.02", "5304"])
def test_a_link_may_name_a_regency(linked: str) -> None:
    app = open_page("profile", regency=linked)
    assert app.title[0].value == "Kabupaten Timor Tengah Selatan"
    assert app.query_params["regency"] == "5304"


def test_a_list_offers_only_what_is_on_it() -> None:
    app = open_page("matcher", commodity="rice", year="2022")
    box = app.selectbox(key="pair_from")
    before, names = box.value, set(load("regencies")["regency_code"])
    other = next(code for code in sorted(names) if listed_regency(code) not in box.options)
    app = typed(app, "pair_from", listed_regency(other))
    assert app.selectbox(key="pair_from").value == before
    assert any("tidak ada di daftar" in each.value for each in app.warning)


def test_names_stand_in_the_list_with_what_they_are_short_for() -> None:
    assert listed_regency("5304") == "TTS (Timor Tengah Selatan)"
    assert listed_regency("5317") == "Sumba Barat Daya (SBD)"
    assert listed_regency("5313") == "Manggarai"
    assert listed_regency("5371") == "Kota Kupang"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Timor Tengah Selatan", "5304"), ("TTS", "5304"), ("Kab. TTS", "5304"),
        ("53.02", "5304"), ("5304", "5304"), ("Kabupaten Kupang", "5303"),
        ("Kota Kupang", "5371"), ("SBD", "5317"), ("Savu", "5320"),
    ],
)  # fmt: skip
def test_the_search_of_a_table_finds_rows_by_any_name(text: str, code: str) -> None:
    view = table_view("production")
    found = view.raw[matching_rows(view, RowFilter(text=f"{text} 2022"))]
    expected = view.raw[view.raw["regency_code"].eq(code) & view.raw["year"].eq(2022)]
    assert len(expected) >= 10
    assert set(expected.index) <= set(found.index)
    # A note may name it in a row of another one.
    assert set(found.loc[found["note"].isna(), "regency_code"]) == {code}


@pytest.mark.parametrize("text", ["Timor Tengah Selatan", "Kab. TTS", "TTS", "53.02"])
def test_texts_are_searched_under_every_name(text: str) -> None:
    view = table_view("anomalies")
    rows = matching_rows(view, RowFilter(text=text))
    named = view.search.str.contains("timor tengah selatan") | view.search.str.contains(
        r"\btts\b", regex=True
    )
    assert named.any()
    assert rows[named].all()


def test_a_scenario_file_may_name_regencies() -> None:
    named = {
        **SCENARIO,
        "production_changes": [
            {"commodity": "rice", "scope": "Kab. TTS", "change_pct": -30, "reason": "drought"},
            {"commodity": "rice", "scope": "Z5", "change_pct": -30, "reason": "drought"},
        ],
        "extra_demand": [{"name": "x", "scope": "53.02", "commodity": "rice", "tonnes": 5}],
        "matching": {
            "forced_pairs": [["Mabar", "Kota Kupang", 5]],
            "forbidden_pairs": [["SBD", "Sabu"]],
        },
    }
    made = from_dict(named, names_known().find).scenario
    assert [change.scope for change in made.production_changes] == ["5304", "Z5"]
    assert made.extra_demand[0].scope == "5304"
    assert made.matching.forced_pairs == (("5315", "5371", 5),)
    assert made.matching.forbidden_pairs == (("5317", "5320"),)


def test_a_command_reads_such_a_file_and_says_what_may_be_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "s.json"
    change = {"commodity": "rice", "scope": "Kab. TTS", "change_pct": -30, "reason": "drought"}
    file.write_text(json.dumps({**SCENARIO, "production_changes": [change]}))
    assert main(["--scenario", str(file)]) == 0
    change["scope"] = "Sumba"
    file.write_text(json.dumps({**SCENARIO, "production_changes": [change]}))
    assert main(["--scenario", str(file)]) == 2
    said = capsys.readouterr().err
    assert "Mungkin maksudnya Sumba Barat, Sumba Timur, Sumba Tengah" in said


def test_every_scope_has_its_name_in_the_list() -> None:
    with speaking("id"):
        for code in known_names().scopes:
            assert scenario_words.listed_scope(code) != code
