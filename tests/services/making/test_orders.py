"""What can be ordered, and an order on its way to another process."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from analysis.scenario.scenario import Change, Scenario
from analysis.scenario.upgrade import DocumentChange
from ntt_data.editions import Edition
from services.briefing.catalogue import Subject
from services.making.orders import ENDINGS, Order, packed_order, split_ending

_SCENARIO = Scenario(
    "El Niño <b>", "rice", 2022, production_changes=(Change("rice", "Z5", -30, "drought"),)
)
_CHANGES = (DocumentChange("parameter_removed", "ship_margin_idr_per_t", 567_000.0, True),)
_ORDER = Order("pdf", Subject("regency", "5315", 2022), "", "id", Edition("3f9c21d0", 7))


@pytest.mark.parametrize(
    "order",
    [
        _ORDER,
        replace(_ORDER, subject=Subject("province", "ntt"), language="en", host="http://a:1"),
        replace(_ORDER, subject=Subject("scenario", "abcd", None, _SCENARIO, _CHANGES)),
        replace(_ORDER, edition=Edition("3f9c21d0", 7, "+RONDE1")),
    ],
)
def test_an_order_arrives_as_it_was_sent(order: Order) -> None:
    told: dict[str, Any] = json.loads(packed_order(3, order))
    assert told["number"] == 3
    assert Order.from_json(told["order"]) == order


def test_an_ending_is_known_by_its_last_letters() -> None:
    assert split_ending("5315.PDF") == ("5315", "pdf")
    assert split_ending("a.b.svg") == ("a.b", "svg")
    assert split_ending("5315") == ("5315", "")
    assert split_ending(".pdf") == ("", "pdf")
    for ending in ENDINGS:
        assert ending == ending.lower()
        assert split_ending(f"5315.{ending}") == ("5315", ending)
