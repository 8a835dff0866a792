"""What comes late from the browser is told from what a person wants."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.scenario.scenario import Scenario, baseline
from ntt_data.store import BASELINE_ID
from pages.balance.scenarios import actions
from pages.balance.scenarios.desk import Desk, Opened

LINK, COPY = "k7m2x9qa", "k7m2x9qb"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("pages.balance.scenarios.desk.time.monotonic", lambda: now[0])
    return now


@pytest.fixture
def saved(clock: list[float]) -> Desk:
    """A new scenario has been begun at the baseline and saved."""
    desk = Desk()
    desk.begin("key", Scenario("x", "rice", 2022))
    desk.go_on_to("new-1", BASELINE_ID, BASELINE_ID)
    desk.drafts.clear()
    desk.go_on_to(LINK, "new-1", "new-1")
    return desk


@pytest.mark.parametrize("seconds", [0.1, 1.0, 30.0])
@pytest.mark.parametrize(
    ("told", "held"),
    [("new-1", "new-1"), ("new-1", LINK), (LINK, "new-1"), (BASELINE_ID, BASELINE_ID)],
)
def test_a_late_address_or_choice_opens_nothing_else(
    saved: Desk, clock: list[float], told: str, held: str, seconds: float
) -> None:
    clock[0] += seconds
    saved.pick()  # the box calls it for a late value as for a person's
    assert not saved.is_elsewhere(told, held)
    assert saved.is_late(told, held)


@pytest.mark.parametrize("seconds", [0.1, 30.0])
def test_another_one_is_a_person_s_choice(saved: Desk, clock: list[float], seconds: float) -> None:
    clock[0] += seconds
    assert saved.is_elsewhere(LINK, COPY)
    assert saved.is_elsewhere(COPY, LINK)


def test_a_person_can_go_back_to_what_was_open_before(saved: Desk, clock: list[float]) -> None:
    clock[0] += 5
    saved.pick()
    assert saved.is_elsewhere(LINK, BASELINE_ID)
    saved.stay_free()
    assert not saved.is_late(LINK, BASELINE_ID)


def test_one_key_begins_one_scenario() -> None:
    desk = Desk()
    for _click in range(2):
        desk.begin("key", Scenario("x", "rice", 2022))
    desk.begin("another", Scenario("x", "rice", 2022))
    assert list(desk.drafts) == ["new-1", "new-2"]


def test_a_message_stays_until_a_person_goes_on(saved: Desk, clock: list[float]) -> None:
    saved.show("new-1", [BASELINE_ID])
    saved.tell("success", lambda: "Saved")
    for _late in range(2):
        saved.pick()
        saved.show(LINK, [BASELINE_ID, LINK, COPY])
    assert saved.notice is not None
    saved.show(COPY, [BASELINE_ID, LINK, COPY])
    assert saved.notice is None


@pytest.mark.parametrize(("written", "times"), [(False, 2), (True, 1)], ids=["before", "after"])
def test_a_late_second_half_of_a_double_click_asks_for_no_other_copy(
    written: bool, times: int
) -> None:
    """It carries the form of the first half, however long the machine has taken for that."""
    desk = Desk()
    scenario = baseline("Kering", "rice", 2022)
    drawn = Opened("k7m2x9qa", scenario, scenario, None, "form", desk.write_key("k7m2x9qa"), desk)
    actions.duplicate(drawn)
    if written:
        desk.has_written("k7m2x9qa")
    actions.duplicate(drawn)
    assert len(desk.asked) == times
    again = replace(drawn, write_key=desk.write_key("k7m2x9qa"))
    actions.duplicate(again)
    assert len(desk.asked) == times + 1, "who goes back to it and asks anew gets another one"
