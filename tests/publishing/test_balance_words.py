"""What is said, drawn and tabulated of a balance, without the page around it."""

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from publishing import palette
from publishing.charts.balance import balance_bars
from publishing.language import Language, speaking
from publishing.listings.balance import balance_table, inputs_table
from publishing.maps.balance import balance_choropleth
from publishing.sentences import balance as sentences
from services.answer import evaluation


@pytest.fixture(scope="module")
def rice() -> Balance:
    found = evaluation.balance("rice", 2022)
    assert isinstance(found, Balance)
    return found


def _with_tonnes(balance: Balance, tonnes: dict[str, float], rest: float = np.nan) -> Balance:
    """The balance with other tonnes and classes; ``rest``: of all regencies not named."""
    table = balance.table.copy()
    table["balance_t"] = [tonnes.get(code, rest) for code in table["regency_code"]]
    signs = np.sign(table["balance_t"]).map({1.0: "surplus", 0.0: "balanced", -1.0: "deficit"})
    columns = {"balance_class": signs.fillna("unknown"), "flags": "", "disqualified_by": ""}
    return replace(balance, table=table.assign(**columns))


@pytest.mark.parametrize(
    ("tonnes", "rest", "said"),
    [
        ({"5301": 9.0, "5371": -5.0}, 0.0, "Rice 2022: Sumba Barat can supply, Kota Kupang lack"),
        ({}, 0.0, "Rice 2022: no known regency lacks it"),
        ({}, -1.0, "Rice 2022: every known regency lacks it"),
        ({"5371": -1.0}, np.nan, "Rice 2022: every known regency lacks it"),
        ({}, np.nan, "Rice 2022: no balance is known yet"),
    ],
    ids=["some give", "nobody lacks", "all lack", "the only known one lacks", "unknown"],
)
def test_headline(rice: Balance, tonnes: dict[str, float], rest: float, said: str) -> None:
    with speaking("en"):
        assert sentences.headline(_with_tonnes(rice, tonnes, rest)).startswith(said)


def test_a_title_names_nobody_on_a_doubtful_figure_and_says_whom_it_leaves_out(
    rice: Balance,
) -> None:
    made = _with_tonnes(rice, {"5301": 900.0, "5302": 5.0, "5371": -5.0}, 0.0)
    here = made.table["regency_code"] == "5301"
    doubtful = made.table.assign(
        disqualified_by=made.table["disqualified_by"].mask(here, "suspect"),
        balance_class=made.table["balance_class"].mask(here, "doubtful"),
    )
    with speaking("en"):
        assert sentences.headline(made).startswith("Rice 2022: Sumba Barat and Sumba Timur")
        said = sentences.headline(replace(made, table=doubtful))
    assert said == (
        "Rice 2022: Sumba Timur can supply, Kota Kupang lack most "
        "(without Sumba Barat: doubtful figures)"
    )


def test_a_title_counts_many_that_it_leaves_out(rice: Balance) -> None:
    made = _with_tonnes(rice, {}, 1.0)
    many = made.table.assign(disqualified_by="suspect", balance_class="doubtful")
    with speaking("en"):
        said = sentences.headline(replace(made, table=many))
    assert said.endswith("(without 22 regencies with doubtful figures)")


def test_why_a_figure_is_doubtful_is_said_once_with_its_multiple() -> None:
    with speaking("en"):
        found = sentences.doubt_reason("outlier;far_from_other_years", 35.09)
        assert found == "lies far from the other years (35.1 times the median)"
        low = sentences.doubt_reason("suspect;far_from_other_years", 0.1329)
        assert low == "suspect, lies far from the other years (0.13 times the median)"
        assert sentences.doubt_reason("outlier", np.nan).startswith("outlier")
        assert sentences.doubt_reason("", np.nan) == ""
    with speaking("id"):
        found = sentences.doubt_reason("far_from_other_years", 35.09)
        assert found == "menyimpang jauh dari tahun-tahun lain (35,1 kali median)"


def test_what_is_landed_has_no_class_and_no_difference() -> None:
    fish = evaluation.balance("fish", 2022)
    assert isinstance(fish, Balance)
    with speaking("id"):
        title = sentences.headline(fish)
        table = balance_table(fish).readable()
        spec = balance_bars(fish)
        legend = [entry.label for entry in balance_choropleth(fish, None).legend]
        note = sentences.what_it_holds(fish)
    assert title.startswith("Ikan didaratkan 2022: ")
    assert "dari 22 daerah" in title
    assert "kebutuhan" not in title, "two sides in one title would be subtracted"
    assert "tanpa stok" not in note, "what has no balance is not called one"
    assert "dapat memasok" not in title
    assert not [name for name in table.columns if "Neraca" in name or "Swasembada" in name]
    assert not {"surplus", "defisit"} & set(table.iloc[:, 1])
    shown = max(spec["datasets"].values(), key=len)
    assert len(shown) == 22
    assert {row["word"] for row in shown} == {"diragukan", "didaratkan"}
    assert "diragukan" in legend


@pytest.mark.parametrize(
    ("language", "starts"), [("id", "Angka diragukan"), ("en", "Doubtful figures")]
)
def test_cautions_say_who_is_left_out_and_why(
    rice: Balance, language: Language, starts: str
) -> None:
    older = evaluation.balance("rice", 2016)
    assert isinstance(older, Balance)
    with speaking(language):
        text = sentences.cautions(rice)
        assert text.startswith(starts)
        assert "Lembata: " in text
        assert "0,0" in text or "0.0" in text  # how many times the median
        assert ("22 dari 22" if language == "id" else "22 of 22") in sentences.cautions(older)
    no_flags = replace(rice, table=rice.table.assign(disqualified_by=""))
    vars(no_flags)["inputs"] = rice.inputs.assign(flag=None)
    with speaking(language):
        assert sentences.cautions(no_flags) == ""


def test_assumptions_and_what_is_lacking_are_said() -> None:
    rice, maize = evaluation.balance("rice", 2022), evaluation.balance("maize", 2022)
    assert isinstance(rice, Balance)
    assert isinstance(maize, MissingInputs)
    with speaking("en"):
        assumed = sentences.assumptions(rice)
        assert any(line.startswith("Population: civil register") for line in assumed)
        assert any("already nets seed" in line for line in assumed)
        assert sentences.no_balance(maize).startswith("No balance of maize for 2022 yet")
        assert sentences.coverage_note(rice).startswith(
            "Known for 21 of 22 regencies. Doubtful figures besides: 1."
        )


@pytest.mark.parametrize("language", ["id", "en"])
def test_bars_hold_every_known_balance_and_name_the_unknown(
    rice: Balance, language: Language
) -> None:
    some = _with_tonnes(rice, {"5301": 9.0, "5371": -5.0})
    with speaking(language):
        spec = balance_bars(some)
        _zero, told, unknown = spec["layer"]
        bars, _values, _said = told["layer"]
        shown = spec["datasets"][told["data"]["name"]]
        named = spec["datasets"][unknown["data"]["name"]]
    assert [row["figure"] for row in shown] == [9.0, -5.0]
    assert len(named) == 20
    with speaking(language):
        assert len(balance_bars(rice)["layer"]) == 2
    assert [row["value"] for row in shown] == ["9", "−5"]
    color = bars["encoding"]["color"]
    assert color["scale"]["range"] == list(palette.BALANCE_CLASS.values())
    assert color["legend"] is None, "the map beside has one"


def test_what_a_side_does_not_tell_a_word_says(rice: Balance) -> None:
    """A doubtful bar of Lembata, balanced ones of Nagekeo and Sumba Timur, 2022."""
    with speaking("en"):
        rows = max(balance_bars(rice)["datasets"].values(), key=len)
    said = {row["regency"]: row["said"] for row in rows if row["said"]}
    assert said == {"Lembata": "doubtful", "Nagekeo": "balanced", "Sumba Timur": "balanced"}


@pytest.mark.parametrize(("row_px", "name"), [(20, 'O"r <b>\\'), (21, "\N{REPLACEMENT CHARACTER}")])
def test_a_name_that_is_marked_stays_a_text_in_what_asks_for_it(
    rice: Balance, row_px: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publishing.charts.balance.place_name", lambda _code: name)
    with speaking("en"):
        marked = balance_bars(rice, "5310", row_px)  # of a height that no page asks for
    tint, *rest = marked["layer"]
    assert [row["regency"] for row in marked["datasets"][tint["data"]["name"]]] == [name]
    bold = rest[1]["encoding"]["y"]["axis"]["labelFontWeight"]["condition"]["test"]
    assert json.loads(bold.removeprefix("datum.value == ")) == name


def test_the_chosen_regency_is_marked_and_the_others_stay(rice: Balance) -> None:
    with speaking("en"):
        plain, marked = balance_bars(rice), balance_bars(rice, "5310")
    tint, *rest = marked["layer"]
    assert tint["mark"]["type"] == "rect"
    assert tint["mark"]["opacity"] < 0.3
    (row,) = marked["datasets"][tint["data"]["name"]]
    assert row["regency"] == "Sikka"
    bold = rest[1]["encoding"]["y"]["axis"]["labelFontWeight"]
    assert bold["condition"] == {"test": 'datum.value == "Sikka"', "value": "bold"}
    assert [one.get("mark") for one in rest] == [one.get("mark") for one in plain["layer"]]
    assert rest[1]["layer"] == plain["layer"][1]["layer"]


def test_map_hatches_the_unknown_and_sets_the_balanced_apart(rice: Balance) -> None:
    some = _with_tonnes(rice, {"5301": 9.0, "5371": -5.0, "5302": 0.0})
    with speaking("en"):
        chart = balance_choropleth(some, "5301")
    assert set(chart.picture.fills) == {"5301", "5302", "5371"}
    assert chart.picture.fills["5302"] == palette.BALANCED
    assert chart.picture.marks == {"5301": "+", "5302": "=", "5371": "−"}
    assert chart.picture.selected == "5301"
    assert chart.picture.tooltips["5303"][1] == "no data yet"
    assert sum(entry.count for entry in chart.legend) == 22


@pytest.mark.parametrize(("language", "header"), [("id", "Daerah"), ("en", "Regency")])
def test_tables_have_readable_headers(rice: Balance, language: Language, header: str) -> None:
    with speaking(language):
        table = balance_table(rice).readable()
        inputs = inputs_table(rice, "5371").readable()
    code = f"{header} ({'kode' if language == 'id' else 'code'})"
    assert list(table.columns[:2]) == [code, header]
    assert len(table) == 22
    assert table.iloc[:, 3].is_monotonic_decreasing
    assert set(inputs[code]) == {"5371"}, "files of several regencies can be put together"
    assert set(inputs[header]) == {"Kota Kupang"}
    people = inputs.set_index(inputs.columns[0]).iloc[:, 0].astype("float64")
    norm = rice.table.set_index("regency_code")["norm_kg_per_capita_year"]["5371"]
    assert norm in people.tolist(), "unrounded, and a number"
    assert not any("_" in column for column in [*table.columns, *inputs.columns])


def test_notes_of_inputs_are_in_the_reader_s_language(rice: Balance) -> None:
    told = rice.inputs.dropna(subset=["note", "note_en"])
    told = told[told["note"] != told["note_en"]]
    code = str(told["regency_code"].iloc[0])
    for language, column in (("id", "note"), ("en", "note_en")):
        with speaking(language):
            notes = inputs_table(rice, code).readable().iloc[:, -1]
        for note in told.loc[told["regency_code"] == code, column]:
            assert any(note in shown for shown in notes), note


def test_the_balance_of_an_answer_is_the_one_that_is_shown() -> None:
    answer = evaluation.evaluate(evaluation.baseline_of("rice", 2022))
    assert isinstance(answer, Answer)
    pd.testing.assert_series_equal(
        balance_table(answer.balance).table["balance_t"],
        answer.balance.table["balance_t"].sort_values(ascending=False, ignore_index=True),
    )
