"""What a file may say is what the form can show; what looks the same is kept the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from analysis.scenario import limits
from analysis.scenario.document import from_json
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario

PLAIN: dict[str, Any] = {"version": 2, "name": "x", "commodity": "rice", "year": 2022}


def read(**fields: Any) -> Scenario:
    return from_json(json.dumps({**PLAIN, **fields})).scenario


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"unmet_penalty_idr_per_t": 500}, "matching.unmet_penalty_idr_per_t"),
        ({"unmet_penalty_idr_per_t": 1e13}, "matching.unmet_penalty_idr_per_t"),
        ({"max_partners": 25}, "matching.max_partners"),
        ({"min_shipment_t": 2e7}, "matching.min_shipment_t"),
        ({"max_distance_km": 1e6}, "matching.max_distance_km"),
        ({"forced_pairs": [["5301", "5302", 0.01]]}, "matching.forced_pairs[0]"),
        ({"forbidden_pairs": [["5301", "5302"]] * 1000}, "matching.forbidden_pairs"),
        ({"forbidden_pairs": [["5301", "5302"]] * 8500}, "matching.forbidden_pairs"),
    ],
)
def test_what_the_form_cannot_show_is_told_by_its_field(
    options: dict[str, Any], field: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        read(matching=options)
    assert caught.value.field == field
    assert caught.value.code in ("out_of_range", "too_long")


@pytest.mark.parametrize("name", list(limits.MATCHING))
def test_both_limits_are_allowed(name: str) -> None:
    for value in limits.MATCHING[name]:
        assert getattr(read(matching={name: value}).matching, name) == value


def test_a_number_of_401_digits_is_told() -> None:
    for field in ("year", "population_growth_pct", "eaten_out_pct"):
        with pytest.raises(ScenarioError) as caught:
            read(**{field: 10**400})
        assert (caught.value.code, caught.value.field) == ("out_of_range", field)


def test_names_and_descriptions_are_kept_in_one_form() -> None:
    made = read(
        name=" Rote\u00a0Ndao\u200d  dan\r\nEl Nin\u0303o ", description="satu\r\ndua\u2003tiga\r"
    )
    assert made.name == "Rote Ndao dan El Niño"
    assert made.description == "satu\ndua tiga"
