"""What a zone chooses: from the candidates of the day, which stay with it, by the bureau alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from publishing import zone_choice_words as words
from publishing.language import LANGUAGES, Language, speaking
from services import zone_choices
from services.access import AccessError, Actor
from services.zone_choices import Chosen, ZoneChoiceError
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU

CATTLE = Chosen("listed", "cattle", "Rakor Kupang", "Dua dari tiga daftar menyebutnya")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def test_the_candidates_of_the_day_are_kept_with_the_choice() -> None:
    kept = zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    first, second = kept.details["candidates"][:2]
    # TTS 10 + 9 and Malaka 9 + 10 of 30 points, TTU has no list: cattle and pig are equal.
    assert [each["product"] for each in (first, second)] == ["cattle", "pig"]
    assert [each["weighted_points"] for each in (first, second)] == [19.0, 19.0]
    assert (first["n_regencies"], first["n_listed"], first["n_members"]) == (2, 3, 4)
    assert zone_choices.current() == {"Z1": kept}
    with speaking("en"):
        told = words.frozen_candidates(kept.details)
    assert "Cattle 19.0 (63" in told or "cattle 19.0 (63" in told.casefold()
    assert "2 of 3 lists" in told


def test_a_zone_may_choose_what_no_list_names_and_that_is_said() -> None:
    typed = replace(CATTLE, product_kind="other", product="  Cendana \n ")
    kept = zone_choices.record(BUREAU, "Z1", typed, "goods", 0)
    assert (kept.product_kind, kept.product) == ("other", "Cendana")
    assert words.product(kept) == "Cendana"


def test_a_choice_is_taken_back_and_chosen_anew() -> None:
    zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    back = zone_choices.take_back(BUREAU, "Z1", "Salah rapat", 1)
    assert zone_choices.current() == {}
    assert zone_choices.last_by_zone(zone_choices.history()) == {"Z1": back}
    again = zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 2)
    assert (again.no, len(zone_choices.history())) == (3, 3)


@pytest.mark.parametrize(
    ("zone", "changed", "code"),
    [
        ("Z9", {}, "no_zone"),
        ("Z1", {"product": "cocoa"}, "no_candidate"),
        ("Z1", {"product_kind": "other", "product": " "}, "no_product"),
        ("Z1", {"product_kind": "other", "product": "x" * 81}, "long_product"),
        ("Z1", {"chosen_by": ""}, "no_chooser"),
        ("Z1", {"chosen_by": "x" * 121}, "long_chooser"),
        ("Z1", {"reason": "ya"}, "no_reason"),
        ("Z1", {"reason": "x" * 501}, "long_reason"),
    ],
)
def test_what_cannot_stand_is_refused(zone: str, changed: dict[str, str], code: str) -> None:
    with pytest.raises(ZoneChoiceError) as refused:
        zone_choices.record(BUREAU, zone, replace(CATTLE, **changed), "goods", 0)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert zone_choices.history() == []


def test_the_same_again_nothing_to_take_back_and_what_came_meanwhile_are_refused() -> None:
    with pytest.raises(ZoneChoiceError, match="nothing_chosen"):
        zone_choices.take_back(BUREAU, "Z1", "Salah rapat", 0)
    zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0)
    with pytest.raises(ZoneChoiceError, match="same_choice"):
        zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 1)
    for write in (
        lambda: zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0),
        lambda: zone_choices.take_back(BUREAU, "Z1", "Salah rapat", 0),
    ):
        with pytest.raises(StoreError) as refused:
            write()
        assert refused.value.code == "choice_moved_on"
    assert len(zone_choices.history()) == 1


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_readers_and_regencies_choose_nothing(role: str) -> None:
    actor = Actor(role)  # type: ignore[arg-type]
    assert not zone_choices.may_record(actor)
    with pytest.raises(AccessError):
        zone_choices.record(actor, "Z1", CATTLE, "goods", 0)
    with pytest.raises(AccessError):
        zone_choices.take_back(actor, "Z1", "Salah rapat", 0)


def test_a_key_that_was_used_gives_what_it_made() -> None:
    kept = zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0, "key")
    assert zone_choices.record(BUREAU, "Z1", CATTLE, "goods", 0, "key") == kept
    back = zone_choices.take_back(BUREAU, "Z1", "Salah rapat", 1, "other")
    assert zone_choices.take_back(BUREAU, "Z1", "Salah rapat", 1, "other") == back
    assert len(zone_choices.history()) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words_of_its_own(language: Language) -> None:
    codes = ZoneChoiceError.__doc__.split("code : str")[1].split("``")[1::2]  # type: ignore[union-attr]
    codes += ["two_products", "not_allowed", "choice_moved_on", "unavailable"]
    with speaking(language):
        assert len({words.refusal(code) for code in codes}) == len(codes) == 14
