"""A pair looked up on the page, in the match or not; the class of every flow wherever it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.matching.ranges import class_of_flows
from geo.places import regency_names
from publishing.language import speaking
from publishing.maps.flows import flow_lines
from publishing.names import place_name
from publishing.sentences.matching import pair_class_word
from services.answer import evaluation
from services.answer.__main__ import main
from tests.support.open_page import open_page, words


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["identified", "interchangeable", "never"])
def test_a_link_opens_the_verdict_on_a_pair(answer: Answer, name: str, language: str) -> None:
    assert answer.ranges is not None
    pairs = answer.ranges.pairs
    row = pairs[(pairs["pair_class"] == name) & (pairs["origin_kind"] == "regency")].iloc[0]
    app = open_page(
        *("matcher", language),
        commodity="rice",
        year="2022",
        pair_from=row["origin"],
        pair_to=row["destination"],
    )
    names = regency_names()
    (said,) = [
        each.value
        for each in app.markdown
        if each.value.startswith(f"{names[row['origin']]} → {names[row['destination']]}: ")
    ]
    word = {
        "identified": ("pasti", "certain"),
        "interchangeable": ("pilihan", "a choice"),
        "never": ("tidak pernah", "in no best answer"),
    }[name][("id", "en").index(language)]
    assert word in said
    assert (("Memaksa satu ton" in said) or ("Forcing a tonne" in said)) == (name == "never")


def test_with_limits_on_pairs_nothing_is_known_of_a_pair(answer: Answer) -> None:
    said = words(open_page("matcher", commodity="rice", year="2022", partners="2"))
    assert "belum diketahui pasangan mana yang dapat ditukar" in said
    assert "Memaksa satu ton" not in said


def test_every_flow_has_its_class_in_table_map_and_document(answer: Answer, tmp_path: Path) -> None:
    flows = answer.match.flows
    of_flow = class_of_flows(flows, answer.ranges)
    assert set(of_flow["pair_class"]) <= {"identified", "interchangeable"}, "no flow is 'never'"
    app = open_page("matcher", commodity="rice", year="2022")
    (table,) = [
        each.value for each in app.dataframe if {"Pemasok", "Truk"} <= set(each.value.columns)
    ]
    with speaking("id"):
        expected = [pair_class_word(code) for code in of_flow["pair_class"]]
        lines = flow_lines(answer.match, answer.ranges, with_external=True)
    assert list(table["Pasti atau pilihan"]) == expected
    drawn = {line.text[0]: line for line in lines}
    assert len(drawn) == len(flows)
    for flow in flows.join(of_flow).itertuples():
        line = drawn[f"{place_name(flow.origin)} → {place_name(flow.destination)}"]
        if flow.origin_kind == "regency":
            assert (line.dash is None) == (flow.pair_class == "identified")
        assert any("ditukar" in text for text in line.text) == (
            flow.pair_class == "interchangeable"
        )
    file = tmp_path / "answer.json"
    assert main(["rice", "2022", "--json", str(file)]) == 0
    document = json.loads(file.read_text(encoding="utf-8"))
    assert [row["pair_class"] for row in document["flows"]] == list(of_flow["pair_class"])
    assert {row["pair_class"] for row in document["ranges"]} == {
        *("identified", "interchangeable", "never")
    }
    never = pd.DataFrame(document["forcing"])
    own = never["extra_inside_idr_per_t"]
    assert len(never) == sum(row["pair_class"] == "never" for row in document["ranges"]) - sum(
        row["pair_class"] == "never" and row["origin_kind"] == "external"
        for row in document["ranges"]
    )
    assert own.notna().all()
