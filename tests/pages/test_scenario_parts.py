"""A field of a scenario's form is read alone, and draws what depends on it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.scenario.document import to_dict
from analysis.scenario.scenario import Change, Scenario
from ntt_data.store import StoredScenario, scenario_store
from services.access import key_hash
from tests.support.open_page import open_page, parts_alone
from tests.support.open_page import words as texts
from tests.support.own_store import own_store

MINE = "5a" * 16
DRY = Scenario(
    *("Kering", "rice", 2022, "Uji"),
    production_changes=(Change("rice", "all", -30, "drought"),),
)


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("pages.ui.actor.new_key", lambda: MINE)
    with own_store(tmp_path, monkeypatch) as url:
        yield url


@pytest.fixture
def stored() -> StoredScenario:
    return scenario_store().create(to_dict(DRY), holder_hash=key_hash(MINE))


def page(stored: StoredScenario) -> AppTest:
    return open_page("scenarios", "id", scenario=stored.link_id)


def keys(elements: object) -> list[str]:
    return [str(each.key) for each in elements]


def field(elements: object, ending: str) -> object:
    (found,) = [each for each in elements if str(each.key).endswith(ending)]
    return found


def metrics(at: AppTest) -> list[str]:
    return [metric.value for metric in at.metric]


def test_a_field_draws_its_part_and_what_shows_the_scenario(stored: StoredScenario) -> None:
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()  # not saved as it is from here on
    with parts_alone(at):
        field(at.text_input, "-production_changes-0-pct").set_value("-10").run()
        # 442,722 x 0.9 - 569,849 x 1.01
        assert "−177.098 t" in metrics(at)
        assert not at.button(key="scenario-save").disabled
        assert len(at.dataframe) == 4, "pairs; assumptions, totals and pairs of the comparison"
        assert at.selectbox(key="with").value == "baseline"
        assert [key for key in keys(at.text_input) if not key.endswith("-pct")] == []
        assert not [key for key in keys(at.selectbox) if "-match-" in key or key == "scenario"]


def test_every_field_but_name_and_goods_draws_parts_alone(stored: StoredScenario) -> None:
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()
    desk = at.session_state["_scenario_desk"]
    before = desk.drafts[stored.link_id].scenario
    for change in (
        lambda: field(at.selectbox, "-year").set_value(2023),
        lambda: field(at.selectbox, "-match-objective").set_value("fairest"),
        lambda: field(at.multiselect, "-events").set_value(["west_monsoon_all"]),
        lambda: field(at.button, "-production_changes-0-pct-more").click(),
        lambda: field(at.toggle, "-match-external_supply").set_value(False),
    ):
        with parts_alone(at):
            change().run()
            assert not at.exception
            assert not len(at.sidebar), "the menu was drawn too"
            after = desk.drafts[stored.link_id].scenario
            assert after != before
            before, shown = after, metrics(at)
        at.run()
        assert metrics(at) == shown, "the whole page says the same"


def test_what_stands_outside_is_drawn_when_it_changes(stored: StoredScenario) -> None:
    """The list names what is changed and not saved; a message ends with the next change."""
    at = page(stored)
    with parts_alone(at):
        field(at.text_input, "-growth").set_value("1").run()
        assert "Kering (diubah)" in at.selectbox(key="scenario").options
    at.button(key="scenario-save").click().run()
    assert "Tersimpan: Kering" in texts(at)
    with parts_alone(at):
        field(at.text_input, "-growth").set_value("2").run()
        assert keys(at.text_input), "the page stands there"
        assert "Tersimpan: Kering" not in texts(at)


def test_what_is_wrong_in_one_part_is_not_forgotten_over_another(stored: StoredScenario) -> None:
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()
    with parts_alone(at):
        pct = field(at.text_input, "-production_changes-0-pct")
        pct.set_value("tujuh").run()
        assert "“tujuh” bukan angka" in texts(at)
        assert at.button(key="scenario-save").disabled
    at.run()
    with parts_alone(at):
        field(at.text_input, "-growth").set_value("0").run()
        # 442,722 x 0.7 - 569,849
        assert "−259.944 t" in metrics(at), "what is right counts"
        assert at.button(key="scenario-save").disabled, "and what is wrong still is"
    at.run()
    with parts_alone(at):
        field(at.text_input, "-production_changes-0-pct").set_value("-20").run()
        assert not at.button(key="scenario-save").disabled
    assert not scenario_store().load(stored.link_id).document["population_growth_pct"]


def test_a_part_that_makes_no_scenario_says_so_where_it_stands(stored: StoredScenario) -> None:
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()
    with parts_alone(at):
        field(at.button, "-demand-add").click().run()
        field(at.text_input, "-demand-0-name").set_value("").run()
        assert len(at.error) == 1
        assert at.button(key="scenario-save").disabled
    assert "−265.642 t" in metrics(at.run()), "the last right answer stays"


def test_an_answer_that_is_missing_takes_the_comparison_along() -> None:
    census = scenario_store().create(
        {**to_dict(replace(DRY, year=2020)), "population_series": "census"},
        holder_hash=key_hash(MINE),
    )
    at = page(census)
    field(at.text_input, "-growth").set_value("1").run()
    assert "Bandingkan" in [each.value for each in at.header]
    with parts_alone(at):
        field(at.selectbox, "-year").set_value(2022).run()
        assert "Deret sensus penduduk tidak punya angka 2022" in texts(at)
        assert not at.metric
        assert "Bandingkan" not in [each.value for each in at.header]


def test_what_others_do_meanwhile_comes_into_view_with_a_field(stored: StoredScenario) -> None:
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()
    scenario_store().archive(stored.link_id)
    field(at.text_input, "-growth").set_value("2").run()
    assert "diarsipkan ketika Anda sedang mengubahnya" in texts(at)


def test_a_page_that_was_never_whole_is_drawn_whole(
    stored: StoredScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that was ended half-way has drawn the form and no comparison."""
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()
    at._fragment_storage._ids_by_target_key.pop("scenario-compared")
    with parts_alone(at):
        field(at.text_input, "-growth").set_value("2").run()
        assert len(at.sidebar)
        assert not at.exception


def test_what_names_no_place_leaves_the_one_that_was_chosen_last(stored: StoredScenario) -> None:
    """It used to go back to the place that the part had been drawn with."""
    at = page(stored)
    field(at.text_input, "-growth").set_value("1").run()
    desk = at.session_state["_scenario_desk"]
    with parts_alone(at):
        for typed in ("SBD", "zzzz"):
            box = field(at.selectbox, "-production_changes-0-scope")
            box.options.append(typed)  # as the browser sends what is typed
            box.set_value(typed).run()
            (change,) = desk.drafts[stored.link_id].scenario.production_changes
            assert change.scope == "5317", typed
    assert not at.exception
