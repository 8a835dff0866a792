"""After the end of a round: who comes late and why, and a rehearsal that is thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ntt_data import editions
from ntt_data.editions import Edition
from ntt_data.store.collection_records import Round, RoundEvent, SheetKey
from services import credentials, review, rounds
from services.access import AccessError, Actor
from services.credentials import SignInError
from services.effect import effects
from services.hand_in import HandInError, enter_from_paper
from services.rounds import NotARehearsalError, RoundDefinition, let_in_late
from tests.ntt_data.test_store import postgres_url  # noqa: F401
from tests.services.test_hand_in import filled
from tests.support.own_store import EITHER, either_store

BUREAU = Actor("bureau")
NOON = datetime(2026, 11, 29, 4)  # 12.00 WITA


@pytest.fixture(autouse=True, params=EITHER)
def _store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    with either_store(request, tmp_path, monkeypatch):
        yield


def opened(**more: Any) -> Round:
    maize = {
        "sheet": "agriculture", "item": "maize", "form": "dry_shelled",
        "coefficient": 0.9, "coefficient_source": "assumption",
    }  # fmt: skip
    said = {
        "name": "Latihan", "rehearsal": True, "year": 2024, "items": [maize],
        "deadline": datetime.now(UTC) + timedelta(hours=3), **more,
    }  # fmt: skip
    return rounds.open_round(BUREAU, RoundDefinition.model_validate(said))


def key_of(asked: Round, code: str = "5304") -> SheetKey:
    return SheetKey(asked.round_id, code, "agriculture")


def told(asked: Round, *events: tuple[str, int, str | None]) -> Round:
    """The round with events, so many minutes after noon, its deadline being at noon."""
    return replace(
        asked,
        deadline=NOON,
        events=tuple(
            RoundEvent(kind, f"alasan {minutes}", NOON + timedelta(minutes=minutes), code)
            for kind, minutes, code in events
        ),
    )


@pytest.mark.parametrize(
    ("events", "minutes", "reason"),
    [
        ((), -10, None),
        ((("reopened", 30, "5304"),), 40, "alasan 30"),
        ((("reopened", 30, "5304"),), -10, None),  # it was in time
        ((("reopened", 30, "5302"), ("reopened", 50, None)), 60, "alasan 50"),
        ((("reopened", -50, None),), -10, None),  # reopened while it was open
        ((("closed", -60, None), ("reopened", -50, None)), -10, "alasan -50"),
        ((("reopened", 30, None), ("closed", 40, None), ("reopened", 50, None)), 60, "alasan 50"),
        ((("reopened", 30, None), ("reopened", 50, None)), 60, "alasan 50"),
    ],
)
def test_a_late_version_has_the_reason_of_the_reopening_that_let_it_in(
    events: tuple[tuple[str, int, str | None], ...], minutes: int, reason: str | None
) -> None:
    asked = told(opened(), *events)
    found = let_in_late(asked, key_of(asked), NOON + timedelta(minutes=minutes))
    assert (found and found.reason) == reason


def test_a_rehearsal_thrown_away_takes_nothing_and_counts_nowhere() -> None:
    asked = opened()
    made = credentials.make_for_sheets(BUREAU, [key_of(asked)])[0]
    version = enter_from_paper(
        BUREAU, key_of(asked), filled(asked, maize__production="1000"),
        base_no=0, idempotency_key="a" * 32,
    )  # fmt: skip
    review.accept(BUREAU, version.receipt_no)
    editions.begin_run()
    assert [each.regencies for each in effects(asked)] == [("5304",)]
    rounds.discard_round(BUREAU, asked.round_id, "Latihan selesai")
    gone = rounds.load_round(asked.round_id)
    assert gone.discarded
    assert effects(gone) == []
    assert not Edition("x", 1, f"+{asked.round_id}").counts(gone)
    assert asked.round_id not in [each.round_id for each in rounds.all_rounds()]
    assert [each.round_id for each in rounds.discarded_rounds()] == [asked.round_id]
    rounds.reopen_round(BUREAU, asked.round_id, None, "Salah tekan")
    assert not rounds.is_open(rounds.load_round(asked.round_id), key_of(asked))
    with pytest.raises(HandInError, match="closed"):
        enter_from_paper(
            BUREAU, key_of(asked), filled(asked, maize__production="5"),
            base_no=1, idempotency_key="b" * 32,
        )  # fmt: skip
    for come_in in (
        lambda: credentials.sign_in_by_code(made.code),
        lambda: credentials.sign_in_by_link(made.link_token),
    ):
        with pytest.raises(SignInError, match="discarded"):
            come_in()
    rounds.discard_round(BUREAU, asked.round_id, "dua kali")
    kinds = [each.kind for each in rounds.load_round(asked.round_id).events]
    assert kinds == ["discarded", "reopened"]


def test_a_real_round_is_never_thrown_away() -> None:
    asked = opened(rehearsal=False)
    with pytest.raises(NotARehearsalError):
        rounds.discard_round(BUREAU, asked.round_id, "Salah")
    assert rounds.main(["discard", asked.round_id, "--reason", "Salah"]) == 1
    assert not rounds.load_round(asked.round_id).discarded


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_only_the_bureau_throws_a_rehearsal_away(role: Any) -> None:
    asked = opened()
    with pytest.raises(AccessError):
        rounds.discard_round(Actor(role, sheet=key_of(asked)), asked.round_id, "Selesai")


def test_the_command_throws_a_rehearsal_away_and_lists_it_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = opened()
    assert rounds.main(["discard", asked.round_id, "--reason", "Selesai"]) == 0
    assert rounds.main(["list"]) == 0
    assert "rehearsal, thrown away" in capsys.readouterr().out


@pytest.mark.parametrize("reason", ["", "  ", " ok ", "a" * 501], ids=len)
def test_nothing_happens_to_a_round_without_a_reason_that_can_be_read(reason: str) -> None:
    asked = opened()
    for happen in (
        lambda: rounds.close_round(BUREAU, asked.round_id, reason),
        lambda: rounds.reopen_round(BUREAU, asked.round_id, "5304", reason),
        lambda: rounds.discard_round(BUREAU, asked.round_id, reason),
    ):
        with pytest.raises(rounds.ReasonError):
            happen()
    assert rounds.load_round(asked.round_id).events == ()


def test_a_reason_is_kept_without_the_blanks_around_it() -> None:
    asked = opened()
    rounds.close_round(BUREAU, asked.round_id, " Waktu habis\n")
    (event,) = rounds.load_round(asked.round_id).events
    assert event.reason == "Waktu habis"
