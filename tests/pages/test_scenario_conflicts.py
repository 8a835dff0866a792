"""What others do while a scenario is open, and a database that fails for a moment, cost nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.scenario.document import to_dict
from analysis.scenario.scenario import Change, Scenario
from ntt_data.store import StoredScenario, StoreError, scenario_store
from ntt_data.store.scenarios import ScenarioStore
from pages.balance.scenarios.desk import Asked, Desk, Opened
from services.access import Actor, key_hash
from tests.support.open_page import open_page
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


def widget(elements: object, ending: str) -> object:
    (found,) = [each for each in elements if each.key and each.key.endswith(ending)]
    return found


def run(changed: AppTest | object) -> AppTest:
    """The page after a change of one of its widgets."""
    at: AppTest = changed.run()
    assert not at.exception, at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    (button,) = [each for each in at.button if each.label == label]
    return run(button.click())


def named(at: AppTest) -> str:
    return str(widget(at.text_input, "-name").value)


def rows() -> Mapping[str, tuple[str, int]]:
    store = scenario_store()
    every = [*store.list(), *store.list(archived=True)]
    return {each.link_id: (each.name, each.revision) for each in every}


def fail(*_given: object, **_named: object) -> None:
    raise StoreError("unavailable", reason="database is locked")


@pytest.mark.parametrize("method", ["count", "list", "load"])
def test_an_outage_of_one_run_makes_no_copy_and_loses_no_letter(
    stored: StoredScenario, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """The next save used to make a copy under a new link, without a word."""
    at = page(stored)
    with monkeypatch.context() as outage:
        outage.setattr(ScenarioStore, method, fail)
        run(widget(at.text_input, "-name").set_value("Diketik saat putus"))
    assert named(at) == "Diketik saat putus"
    assert stored.link_id in at.query_params["scenario"]
    press(at, "Simpan")
    assert "Tersimpan: Diketik saat putus" in texts(at)
    assert rows() == {stored.link_id: ("Diketik saat putus", 2)}


def test_an_outage_while_saving_is_told_and_the_next_save_is_the_same(
    stored: StoredScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = page(stored)
    run(widget(at.text_input, "-name").set_value("Lagi"))
    with monkeypatch.context() as outage:
        outage.setattr(ScenarioStore, "save", fail)
        press(at, "Simpan")
    assert "Tidak ada yang tersimpan dengan pasti" in at.error[0].value
    assert named(at) == "Lagi"
    press(at, "Simpan")
    assert rows() == {stored.link_id: ("Lagi", 2)}


def _answer_lost(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The write is done; its answer does not arrive."""
    done = getattr(ScenarioStore, method)

    def lost(self: ScenarioStore, *given: object, **named: object) -> None:
        done(self, *given, **named)
        fail()

    monkeypatch.setattr(ScenarioStore, method, lost)


@pytest.mark.parametrize("typed", [None, "Diketik kemudian"])
def test_a_save_that_got_through_without_an_answer_is_not_made_twice(
    monkeypatch: pytest.MonkeyPatch, typed: str | None
) -> None:
    at = open_page("scenarios", "id")
    press(at, "Skenario baru")
    with monkeypatch.context() as lossy:
        _answer_lost("create", lossy)
        press(at, "Simpan")
    assert len(rows()) == 1
    assert "Tersimpan:" not in texts(at)
    if typed:
        run(widget(at.text_input, "-name").set_value(typed))
    press(at, "Simpan")
    expected = (typed, 2) if typed else ("Skenario baru", 1)
    assert list(rows().values()) == [expected]
    assert f"Tersimpan: {expected[0]}" in texts(at)


def test_a_copy_whose_answer_was_lost_is_not_made_twice(
    stored: StoredScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = page(stored)
    with monkeypatch.context() as lossy:
        _answer_lost("create", lossy)
        press(at, "Gandakan")
    press(at, "Gandakan")
    assert sorted(rows().values()) == [("Kering", 1), ("Kering (salinan)", 1)]


def test_what_somebody_archives_in_between_is_told_and_nothing_is_lost(
    stored: StoredScenario,
) -> None:
    at = page(stored)
    run(widget(at.text_input, "-name").set_value("Ketikan saya"))
    scenario_store().archive(stored.link_id)
    run(widget(at.text_area, "-about").set_value("Kalimat terakhir"))
    assert "diarsipkan ketika Anda sedang mengubahnya" in texts(at)
    press(at, "Pulihkan")
    assert named(at) == "Ketikan saya"
    press(at, "Simpan")
    assert rows() == {stored.link_id: ("Ketikan saya", 2)}
    assert scenario_store().load(stored.link_id).description == "Kalimat terakhir"


def test_saving_what_was_archived_a_moment_before_is_told(stored: StoredScenario) -> None:
    at = page(stored)
    run(widget(at.text_input, "-name").set_value("Ketikan saya"))
    scenario_store().archive(stored.link_id)
    press(at, "Simpan")
    assert "sementara itu diarsipkan" in at.error[0].value
    assert rows() == {stored.link_id: ("Kering", 1)}
    press(at, "Gandakan")
    assert sorted(rows().values()) == [("Kering", 1), ("Ketikan saya (salinan)", 1)]


def test_what_is_typed_while_somebody_else_saves_is_kept(stored: StoredScenario) -> None:
    at = page(stored)
    scenario_store().save(stored.link_id, to_dict(replace(DRY, name="Punya lain")), 1)
    run(widget(at.text_input, "-name").set_value("Ketikan saya"))
    assert named(at) == "Ketikan saya"
    press(at, "Simpan")
    assert "orang lain sudah menyimpan" in texts(at)
    assert rows() == {stored.link_id: ("Punya lain", 2)}
    press(at, "Batalkan perubahan")
    assert named(at) == "Punya lain"


def test_archiving_what_somebody_has_just_saved_is_told_first(stored: StoredScenario) -> None:
    at = page(stored)
    scenario_store().save(stored.link_id, to_dict(replace(DRY, name="Punya lain")), 1)
    press(at, "Arsipkan")
    assert "sudah disimpan di tempat lain" in at.error[0].value
    assert named(at) == "Punya lain", "what is to be archived is seen first"
    assert len(scenario_store().list()) == 1
    press(at, "Arsipkan")
    assert not scenario_store().list()


def test_a_version_is_not_brought_back_over_one_that_was_not_seen(stored: StoredScenario) -> None:
    scenario_store().save(stored.link_id, to_dict(replace(DRY, name="Kedua")), 1)
    at = page(stored)
    scenario_store().save(stored.link_id, to_dict(replace(DRY, name="Ketiga")), 2)
    press(at, "Kembalikan versi ini")
    assert "sudah disimpan di tempat lain" in at.error[0].value
    assert rows() == {stored.link_id: ("Ketiga", 3)}


def test_what_is_gone_from_the_database_can_be_kept(
    stored: StoredScenario, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at = page(stored)
    run(widget(at.text_input, "-name").set_value("Ketikan saya"))
    # Somebody has put another database in its place.
    monkeypatch.setenv("NTT_DATABASE_URL", f"sqlite:///{(tmp_path / 'lain.db').as_posix()}")
    press(at, "Simpan")
    assert "tidak ada lagi di basis data" in at.error[0].value
    assert not rows()
    press(at, "Gandakan")
    assert [name for name, _revision in rows().values()] == ["Ketikan saya (salinan)"]


def test_a_scenario_beyond_the_first_page_is_saved_under_its_own_link(
    stored: StoredScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The 501st used to be saved as a copy."""
    monkeypatch.setattr("services.scenarios.PER_PAGE", 2)
    for number in range(5):
        scenario_store().create(to_dict(replace(DRY, name=f"Baru {number}")))
    at = page(stored)
    run(widget(at.text_input, "-name").set_value("Yang lama"))
    press(at, "Simpan")
    assert rows()[stored.link_id] == ("Yang lama", 2)
    assert len(rows()) == 6


def test_what_is_typed_counts_although_a_button_is_pressed_at_once(stored: StoredScenario) -> None:
    """The click used to arrive before the text was read: the older name was saved."""
    at = page(stored)
    widget(at.text_input, "-growth").set_value("5")
    run(at)
    widget(at.text_input, "-name").set_value("Diketik lalu diklik")
    press(at, "Simpan")
    assert rows() == {stored.link_id: ("Diketik lalu diklik", 2)}
    widget(at.text_input, "-name").set_value("Diketik lalu ditambah")
    run(widget(at.button, "-match-forbidden_pairs-add").click())
    assert named(at) == "Diketik lalu ditambah"


def test_a_second_click_from_a_form_that_is_gone_removes_nothing_more() -> None:
    """The first click is done; the second was made in the form that stood there before."""
    entries = tuple(Change("rice", "all", pct, "other") for pct in (-10, -20, -30))
    many = scenario_store().create(
        to_dict(replace(DRY, production_changes=entries)), holder_hash=key_hash(MINE)
    )
    at = page(many)
    desk: Desk = at.session_state["_scenario_desk"]
    asked: list[Asked] = []
    real = desk.ask

    def twice(opened: Opened, do: Callable[[Opened, Actor], None], of_right_form: bool) -> None:
        for _click in range(2):
            real(opened, do, of_right_form)
        asked.extend(desk.asked)

    desk.ask = twice  # type: ignore[method-assign]
    run(widget(at.button, "-production_changes-0-remove").click())
    assert len(asked) == 2
    left = [each.value for each in at.text_input if each.key and each.key.endswith("-pct")]
    assert left == ["−20", "−30"]
