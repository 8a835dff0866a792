"""What a round lacks for a balance, held against what the balance itself then says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from ntt_data import editions
from ntt_data.collection import SHEETS
from ntt_data.store.collection_records import RoundItem
from publishing.hand_in_words import unit as unit_of
from publishing.language import speaking
from services.answer import evaluation
from services.round_needs import known_coefficient, needs
from services.rounds import ItemDefinition
from tests.support.a_round import MAIZE, accept, hand_in_maize, open_round
from tests.support.own_store import own_store

NO_COEFFICIENT = {key: MAIZE[key] for key in ("sheet", "item", "form")}


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.mark.parametrize(
    ("item", "year", "missing"),
    [
        (MAIZE, 2024, ()),
        (NO_COEFFICIENT, 2024, ("conversion",)),
        (MAIZE, 2026, ("population",)),
        (NO_COEFFICIENT, 2026, ("conversion", "population")),
    ],
)
def test_what_is_said_to_lack_is_what_the_balance_lacks(
    item: dict[str, Any], year: int, missing: tuple[str, ...]
) -> None:
    asked = open_round(item, year=year)
    (found,) = needs(asked.items, year)
    assert found.missing == missing
    accept(hand_in_maize(asked, "5304", "1000"))
    editions.begin_run()
    answer = evaluation.evaluate(evaluation.baseline_of("maize", year))
    assert set(getattr(answer, "missing", ())) == set(missing)


@pytest.mark.parametrize(
    ("item", "missing"),
    [
        (("agriculture", "chili", "t", None), ("form",)),
        (("fisheries", "fish", "t", "marine_capture"), ("not_comparable",)),
        (("livestock", "goat", "t", "carcass"), ("conversion", "norm")),
        (("agriculture", "cashew", "t", "shelled", 0.3, "assumption"), ("norm",)),
        (("agriculture", "cashew", "t", "shelled", 0.3, "assumption", 2.0, "assumption"), ()),
    ],
)
def test_other_goods(item: tuple[Any, ...], missing: tuple[str, ...]) -> None:
    (found,) = needs([RoundItem(*item)], 2023)
    assert found.missing == missing


def test_stock_and_herds_are_asked_for_no_balance() -> None:
    items = [RoundItem("trade_stock", "rice", "t", "milled_rice"),
             RoundItem("livestock", "cattle", "head")]  # fmt: skip
    assert needs(items, 2024) == []


def test_what_the_tables_have_is_not_given_again() -> None:
    known = known_coefficient("rice", "paddy_gkg")
    assert known is not None
    rice = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}
    with pytest.raises(ValidationError, match=rf"{known.value:.4g} of {known.source_id} is known"):
        ItemDefinition(**rice, coefficient=0.6, coefficient_source="assumption")
    with pytest.raises(ValidationError, match="norm of rice"):
        ItemDefinition(**rice, norm_kg=100, norm_source="assumption")
    assert ItemDefinition(**MAIZE).coefficient == 0.9


@pytest.mark.parametrize(
    ("item", "form", "unit"),
    [
        ("cattle", "head_male", "head"),
        ("cattle", "carcass", "t"),
        ("buffalo", None, "head"),
        ("chili", None, "t"),
    ],
)
def test_animals_are_asked_in_head_and_their_price_per_head(
    item: str, form: str | None, unit: str
) -> None:
    defined = ItemDefinition(sheet="livestock", item=item, form=form)
    assert defined.unit == unit
    asked = RoundItem(**defined.model_dump())
    for language, price, amount in (
        ("id", {"head": "Rp/ekor", "t": "Rp/kg"}, {"head": "ekor", "t": "ton"}),
        ("en", {"head": "Rp/head", "t": "Rp/kg"}, {"head": "head of livestock", "t": "tonnes"}),
    ):
        with speaking(language):
            words = {each.code: unit_of(asked, each) for each in SHEETS["livestock"]}
        assert words["asked_price"] == price[unit]
        assert {words[each] for each in ("production", "stock_start", "to_sell")} == {amount[unit]}


def test_a_form_of_animals_is_not_asked_in_tonnes() -> None:
    with pytest.raises(ValidationError, match="head_male counts animals; write head"):
        ItemDefinition(sheet="livestock", item="cattle", form="head_male", unit="t")
