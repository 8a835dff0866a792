"""Whatever a file or a link holds, a scenario comes of it or an error that can be shown."""

import json
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis.scenario.document import (
    LONGEST_JSON,
    ReadDocument,
    from_bytes,
    from_dict,
    from_json,
    to_dict,
    to_json,
)
from analysis.scenario.errors import SCENARIO_PROBLEMS, ScenarioError
from analysis.scenario.references import KnownNames, require_known
from analysis.scenario.scenario import Change, ExtraDemand, Scenario
from tests.support.examples import many

FULL = Scenario(
    "El Niño",
    "rice",
    2022,
    description="dry",
    production_changes=(Change("rice", "Z5", -30, "drought"),),
    extra_demand=(ExtraDemand("Guests", "5315", "rice", people=1e5, days=3, kg_per_person_day=1),),
    cost_parameters=(("truck_idr_per_t_km", 900.0),),
    closed_edges=("E1",),
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -(10**18), 2**63])
    | st.floats()
    | st.text(st.characters(codec=None), max_size=90)
    | st.sampled_from(["", "\0", "\ud800", "<img src=x onerror=alert(1)>", "=1+1", "x" * 5000])
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)
PLACES = [
    *((name,) for name in to_dict(FULL)),
    *(("production_changes", 0, name) for name in ("commodity", "scope", "change_pct", "reason")),
    *(("extra_demand", 0, name) for name in ("name", "people", "tonnes", "days", "\ud800")),
    *(("matching", name) for name in to_dict(FULL)["matching"]),
    ("cost_parameters", "x"),
    ("closed_edges", 0),
]


def _is_scenario_or_can_be_shown(make: Callable[[], ReadDocument]) -> None:
    problem: ScenarioError | None = None
    try:
        read = make().scenario
        assert from_json(to_json(read)).scenario == read
    except ScenarioError as error:
        problem = error
    if problem is not None:
        assert problem.code in SCENARIO_PROBLEMS
        told = str(problem)
        told.encode("utf-8")  # half a surrogate pair would stop the page
        assert len(told) < 1000
        assert "\0" not in told


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    _is_scenario_or_can_be_shown(lambda: from_bytes(content))


@given(ANYTHING)
def test_any_json(value: object) -> None:
    _is_scenario_or_can_be_shown(lambda: from_json(json.dumps(value)))


@given(st.sampled_from(PLACES), ANYTHING)
@example(("matching", "unmet_penalty_idr_per_t"), 2**60 + 1)  # no float: it came back as another
@example(("matching", "unmet_penalty_idr_per_t"), 2 * 10**308)
@settings(max_examples=many(200), deadline=None)
def test_anything_in_any_field(place: tuple, value: object) -> None:
    document = to_dict(FULL)
    target = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = value
    _is_scenario_or_can_be_shown(lambda: from_dict(document))
    _is_scenario_or_can_be_shown(lambda: from_json(json.dumps(document)))


@given(st.integers(0, len(to_json(FULL).encode())), st.binary(max_size=3))
def test_a_damaged_file(place: int, noise: bytes) -> None:
    whole = to_json(FULL).encode()
    _is_scenario_or_can_be_shown(lambda: from_bytes(whole[:place] + noise + whole[place + 1 :]))


@pytest.mark.parametrize("depth", [11, 300, 900, 90_000])
def test_lists_in_lists(depth: int) -> None:
    for start, end in (("", ""), ('{"version":1,"matching":{"forced_pairs":', "}}")):
        with pytest.raises(ScenarioError) as caught:
            from_json(start + "[" * depth + "]" * depth + end)
        assert caught.value.code == "too_deep"


def test_a_large_file_is_not_even_decoded() -> None:
    with pytest.raises(ScenarioError) as caught:
        from_bytes(b"\xff" * (4 * LONGEST_JSON + 1))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize(
    ("place", "name"),
    [
        (("commodity",), "commodity"),
        (("production_changes", 0, "commodity"), "production_changes[0].commodity"),
        (("production_changes", 0, "scope"), "production_changes[0].scope"),
        (("extra_demand", 0, "commodity"), "extra_demand[0].commodity"),
        (("closed_edges", 0), "closed_edges[0]"),
    ],
)
def test_what_is_not_known_is_named_by_its_place(place: tuple, name: str) -> None:
    known = KnownNames(
        commodities=frozenset({"rice"}),
        scopes=frozenset({"Z5", "5315"}),
        suppliers=frozenset(),
        receivers=frozenset(),
        cost_parameters=frozenset({"truck_idr_per_t_km"}),
        closed_edges=frozenset({"E1"}),
        closure_events=frozenset(),
    )
    require_known(FULL, known)
    document = to_dict(FULL)
    target = document
    for step in place[:-1]:
        target = target[step]
    target[place[-1]] = "atlantis"
    with pytest.raises(ScenarioError) as caught:
        require_known(from_dict(document).scenario, known)
    assert (caught.value.code, caught.value.field) == ("unknown_reference", name)
