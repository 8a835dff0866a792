"""The overview in words: five figures and three sentences, from a small world and the real one."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.matching.ranges import MatchRanges
from analysis.overview import Overview, overview
from ntt_data.tables import load
from publishing.language import speaking
from publishing.sentences.overview import overview_figures, overview_sentences
from services.answer import certainty, evaluation
from services.overview import baseline_overview


@pytest.fixture(scope="module")
def rice() -> Overview:
    return baseline_overview("rice", 2022)


def test_figures_in_both_languages(rice: Overview) -> None:
    with speaking("en"):
        values = {figure.label: figure.value for figure in overview_figures(rice)}
        note = overview_figures(rice)[0].note
    # 442,840 t available (BPS) - 581,522 t needed; 11,555 t less are lacking without Lembata.
    assert values["Shortage of rice 2022"] == "127,127 t"
    assert note.startswith("Production covers 78 % of the need; 21 of 22 regencies")
    assert note.endswith("(doubtful figures besides: 1; with them the balance is −138,682 t)")
    assert values["Most often the first sector"] == "Food crops"
    with speaking("id"):
        assert overview_figures(rice)[0].label == "Kekurangan beras 2022"
        assert overview_figures(rice)[0].value == "127.127 t"
        assert overview_figures(rice)[3].value == "Tanaman pangan"


@pytest.mark.parametrize(
    ("total_t", "label", "value"),
    [
        (-5_001.0, "Kekurangan beras 2022", "5.001 t"),
        (-5_000.0, "Neraca beras 2022", "−5.000 t"),
        (0.0, "Neraca beras 2022", "0 t"),
        (5_000.0, "Neraca beras 2022", "+5.000 t"),
        (5_001.0, "Kelebihan beras 2022", "5.001 t"),
        (float("nan"), "Neraca beras 2022", "–"),
    ],
)
def test_the_total_is_called_by_its_sign_beyond_the_tolerance(
    rice: Overview, total_t: float, label: str, value: str
) -> None:
    # 5 per cent of a need of 100,000 t are neither short nor ample, as in every regency.
    balance = replace(rice.answer.balance)
    balance.__dict__["summary"] = replace(
        rice.answer.balance.summary, total_balance_t=total_t, total_need_t=100_000.0
    )
    answer = replace(rice.answer, balance=balance)
    answer.__dict__.update({"match": rice.answer.match, "ranges": rice.answer.ranges})
    with speaking("id"):
        figure = overview_figures(replace(rice, answer=answer))[0]
    assert (figure.label, figure.value) == (label, value)


def test_every_figure_and_sentence_leads_to_a_page(rice: Overview) -> None:
    pages = {each.page for each in [*overview_figures(rice), *overview_sentences(rice)]}
    assert pages == {"matcher", "map", "sectors", "tables"}
    choice = {"commodity": "rice", "year": "2022"}
    assert overview_figures(rice)[0].query == choice
    assert overview_figures(rice)[1].query == {**choice, "indicator": "balance"}


def test_the_largest_corridor_is_named_and_no_pair_of_it(rice: Overview) -> None:
    with speaking("en"):
        first = overview_sentences(rice)[0]
    assert rice.answer.ranges is not None
    corridor = rice.answer.ranges.corridors.iloc[0]
    assert f"{corridor['tonnes']:,.0f} t" in first.text
    assert "can be swapped" in first.note


def test_an_identified_pair_is_named_with_its_freight(rice: Overview) -> None:
    assert rice.answer.ranges is not None
    answer = replace(rice.answer)
    kept = MatchRanges(rice.answer.ranges.pairs, rice.answer.ranges.corridors.head(0))
    answer.__dict__.update({"match": rice.answer.match, "ranges": kept})
    with speaking("en"):
        first = overview_sentences(replace(rice, answer=answer))[0]
    assert first.text.startswith(
        "Sumba Tengah can supply Sabu Raijua with 3,361 t (without Lembata: doubtful figures)"
    )
    assert first.note.startswith("Model estimate, not a recorded shipment. ")


@pytest.mark.parametrize(("held", "is_fragile"), [(79.9, True), (80.0, False)])
def test_a_fragile_corridor_is_called_fragile_where_it_is_named(
    rice: Overview, held: float, is_fragile: bool
) -> None:
    corridors = rice.firmness.corridors.assign(frequency_pct=held)
    told = replace(rice, firmness=replace(rice.firmness, corridors=corridors))
    with speaking("en"):
        first = overview_sentences(told)[0].text
    assert first.endswith("; fragile: it holds in 80 % of the repeated matches.") == is_fragile
    assert ("fragile" in first) == is_fragile


def test_where_nothing_moves_no_pair_is_named() -> None:
    found = next(
        baseline_overview(commodity, years[0])
        for commodity, years in evaluation.balanced_commodities().items()
    )
    match = found.answer.match
    nothing = replace(match, flows=match.flows.iloc[:0])
    answer = replace(found.answer)
    answer.__dict__.update(
        {"match": nothing, "ranges": None}
    )  # where a cached property keeps its value
    with speaking("en"):
        said = overview_sentences(replace(found, answer=answer))[0]
    assert said.text.startswith("No regency supplies another here")


def test_lists_are_counted_by_hand() -> None:
    kpju = pd.DataFrame(
        [
            ("5301", 1, "maize_item", "maize"),
            ("5301", 2, "kiosk", None),
            ("5302", 1, "kiosk", None),
            ("5302", 2, "maize_item", "maize"),
            ("5303", 1, "paddy_item", "rice"),
            ("5303", 2, "kiosk", None),
            ("5303", 3, "coffee_item", "coffee"),
        ],
        columns=["regency_code", "rank", "item", "commodity"],
    )
    answer = evaluation.baseline_answer("rice", 2022)
    found = overview(answer, certainty.firmness(answer), ["rice"], load("sector_rankings"), kpju)
    assert found.named == {"maize", "rice", "coffee"}
    assert found.lacking == ("maize", "coffee")  # maize in two lists, coffee in one
    # What is landed and what is eaten are known, they are only not the same thing.
    landed = overview(
        *(answer, certainty.firmness(answer), ["rice"], load("sector_rankings"), kpju),
        suspended=["maize"],
    )
    assert landed.lacking == ("coffee",)
    # The kiosk stands in three lists, but cannot be processed jointly.
    assert (found.shared_item, found.n_sharing, found.n_lists) == ("maize_item", 2, 3)
