"""The briefing of a scenario says what it assumes, and each figure of it as one of a scenario."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from analysis.matching.options import MatchingOptions
from analysis.scenario.scenario import Change, Scenario
from ntt_data.store import BASELINE_ID
from publishing.briefing.model import Briefing, Finding, Note, Picture, Section, Table
from publishing.formats import number
from publishing.language import speaking
from publishing.maps.choropleth import Choropleth
from services.answer import evaluation
from services.briefing.scenario import scenario_briefing

DROUGHT = Scenario(
    *("Kering *tebal* <b>", "rice", 2023),
    description="Baris satu\nbaris dua",
    production_changes=(Change("rice", "all", -30.0, "drought"),),
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def _told(scenario: Scenario, link_id: str = "") -> Briefing:
    return scenario_briefing(scenario, link_id)


def _section(told: Briefing, key: str) -> Section:
    return next(each for each in told.sections if each.key == key)


def _texts(told: Briefing, kind: str = "") -> list[str]:
    blocks = [block for section in told.sections for block in section.blocks]
    if kind:
        return [each.text for each in blocks if isinstance(each, Note) and each.kind == kind]
    return [each.text for each in blocks if isinstance(each, Finding)]


def test_every_heading_and_row_says_that_it_is_of_a_scenario() -> None:
    told = _told(DROUGHT, "kering1")
    title = "Scenario Kering *tebal* <b>"
    assert (told.title, told.scenario) == (title, title)
    assert told.address == "scenarios?scenario=kering1"
    for section in told.sections:
        assert section.title.startswith(title), section.title
        for block in section.blocks:
            if isinstance(block, Picture | Table):
                assert block.title.startswith(title)
                assert block.basis.grade == "assumption"
            # The table of assumptions is of nothing else.
            if isinstance(block, Table) and section.key != "assumptions":
                assert f"{title}: follows from assumptions, not a measured state" in (
                    block.ready.remark
                )


def test_it_says_what_is_assumed_in_its_authors_words_and_as_plain_text() -> None:
    told = _told(DROUGHT, "kering1")
    changed = _section(told, "assumptions")
    assert changed.title.endswith("1 assumption differs from the baseline")
    # What somebody typed stays what was typed: no mark of it is a mark of ours.
    assert "Described by its author: Baris satu baris dua" in _texts(told, "assumption")
    table = next(each for each in changed.blocks if isinstance(each, Table))
    assert list(table.ready.texts) == ["Assumption", "Baseline", "Scenario"]
    assert table.ready.texts["Scenario"] == ["−30.0 %"]


def test_its_figures_are_those_of_the_answer_beside_the_baselines() -> None:
    told = _told(DROUGHT)
    now, was = evaluation.evaluate(DROUGHT), evaluation.baseline_answer("rice", 2023)
    totals = _section(told, "totals")
    table = next(each for each in totals.blocks if isinstance(each, Table))
    rows = dict(zip(table.ready.texts["Figure"], range(9), strict=True))
    for what, of in (
        ("Balance of NTT (t)", lambda each: each.balance.summary.total_balance_t),
        ("From outside NTT (t)", lambda each: each.match.totals.external_t),
        ("Between regencies of NTT (t)", lambda each: each.match.totals.moved_t),
    ):
        assert table.ready.texts["Scenario"][rows[what]] == number(of(now))
        assert table.ready.texts["Baseline"][rows[what]] == number(of(was))
    unmet = _section(told, "unmet")
    outside = number(now.match.totals.external_t)
    assert f"{outside} t come from outside NTT, which is assumed" in " ".join(_texts(told))
    assert f"with {outside} t from outside NTT" in unmet.title


def test_its_map_has_the_classes_of_the_baseline() -> None:
    charts = []
    for scenario in (DROUGHT, evaluation.baseline_of("rice", 2023)):
        picture = _section(_told(scenario), "balance").blocks[0]
        assert isinstance(picture, Picture)
        assert isinstance(picture.spec, Choropleth)
        charts.append([(entry.color, entry.label) for entry in picture.spec.legend])
    drought, baseline = (
        [each for each in one if "–" in each[1] or "<" in each[1]] for one in charts
    )
    assert drought == baseline


def test_the_baseline_is_compared_with_nothing_and_says_no_scenario() -> None:
    for link_id in ("", BASELINE_ID):
        told = _told(evaluation.baseline_of("rice", 2023), link_id)
        assert (told.title, told.scenario, told.key) == ("Baseline", "", BASELINE_ID)
        assert told.address == "scenarios?commodity=rice&year=2023"
        assert not any("cenario" in section.title for section in told.sections)
        assert not any("not a measured state" in text for text in _texts(told, "assumption"))


def test_a_pair_that_can_be_swapped_is_no_change() -> None:
    """Under 30 % less, Manggarai Barat → Sikka has other tonnes: which, is a choice."""
    table = next(b for b in _section(_told(DROUGHT), "pairs").blocks if isinstance(b, Table))
    rows = zip(*(table.ready.texts[each] for each in ("Supplier", "Receiver", "Pair")), strict=True)
    words = {(supplier, receiver): said for supplier, receiver, said in rows}
    assert str(words["Manggarai Barat", "Flores Timur"]).startswith("can be swapped, not compared")
    assert str(words["Manggarai Barat", "Manggarai"]) == "new"


def test_a_limit_that_binds_is_named_with_whom_it_holds_back() -> None:
    excluded = Scenario(
        *("Tanpa pasangan besar", "rice", 2023),
        matching=MatchingOptions(min_shipment_t=2000.0, max_partners=2),
    )
    lines = [
        each.text
        for each in _section(_told(excluded), "limits").blocks
        if isinstance(each, Finding)
    ]
    assert (
        "Deficit of TTS: more would come from regencies of NTT without the smallest shipment."
        in lines
    )
    assert "firmness" in {section.key for section in _told(excluded).sections}
    assert any(
        "not known which pairs could be swapped" in t for t in _texts(_told(excluded), "missing")
    )


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        (Scenario("Jagung", "maize", 2022), "No balance of maize for 2022 yet"),
        (
            replace(DROUGHT, population_series="census"),
            "has no figures of 2023, and none are filled in from another series",
        ),
        (
            replace(DROUGHT, closed_edges=("NOPE",)),
            "“NOPE”, which the tables do not know (any more)",
        ),
    ],
)
def test_where_nothing_can_be_said_it_is_short_and_says_why(scenario: Scenario, said: str) -> None:
    told = _told(scenario)
    assert len(told.sections) <= 2
    assert any(said in text for text in _texts(told, "missing"))
    assert not any(isinstance(each, Picture) for s in told.sections for each in s.blocks)


def test_what_is_landed_has_no_pairs_in_a_scenario_either() -> None:
    told = _told(Scenario("Ikan", "fish", 2023, production_changes=(Change("fish", "all", -10.0),)))
    assert [section.key for section in told.sections] == ["assumptions", "balance"]
    was = evaluation.balance("fish", 2023)
    assert f"Baseline: {number(was.summary.total_available_t)} t" in _texts(told)


def test_a_scenario_that_is_not_saved_says_so() -> None:
    assert "This scenario is not saved: no link opens it." in _texts(_told(DROUGHT), "caution")
    assert not any("not saved" in text for text in _texts(_told(DROUGHT, "kering1"), "caution"))
