from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.errors import AnalysisError
from analysis.matching.match import (
    FLOW_COLUMNS,
    UNMET_REASONS,
    UNSOLD_REASONS,
    MatchingInputError,
    MatchingOptionError,
    MatchingOptions,
    MatchResult,
    match,
    nearest_surplus,
)
from analysis.matching.reasons import alternatives_of
from tests.support.examples import many
from tests.support.make_problems import problems
from tests.support.make_tables import balance_of, costs_of, external_of

NOTHING = external_of({})

# Two suppliers, three receivers, one gateway, worked out by hand. Tonnes: A 30, B 20 offered;
# X 15, Y 25, Z 20 wanted, so 10 t must come from outside. Freight per tonne (thousand rupiah):
#            X     Y     Z
#     A     100   200   400
#     B     300   250   500
#     G     600   900   700
# Every internal tonne saves against G:   A: X 500, Y 700, Z 300;   B: X 300, Y 650, Z 200.
# All 50 t are worth using. A rather than B is worth 200 at X, 100 at Z, 50 at Y: so A serves X
# (15), then Z, then Y. X and Y are worth more than Z and are filled, which leaves 10 t for Z:
#     A: X 15, Z 10, Y 5;   B: Y 20;   G: Z 10.
# Cost: 15x100 + 10x400 + 5x200 + 20x250 + 10x700 = 1,500 + 4,000 + 1,000 + 5,000 + 7,000
#     = 18,500 thousand. Proof by duals: Z's price is G's 700, so A earns 700-400 = 300, Y's price
# is 200+300 = 500, so B earns 250; X's price is 100+300 = 400 < 300+250, and Z's 700 < 500+250:
# no other arc pays.
A, B, X, Y, Z = "5312", "5315", "5371", "5304", "5310"
BALANCE = balance_of({A: 30, B: 20, X: -15, Y: -25, Z: -20})
COSTS = costs_of(
    {
        **{(A, X): 100_000, (A, Y): 200_000, (A, Z): 400_000},
        **{(B, X): 300_000, (B, Y): 250_000, (B, Z): 500_000},
    }
)
EXTERNAL = external_of({("G", X): 600_000, ("G", Y): 900_000, ("G", Z): 700_000})


def tonnes(result: MatchResult) -> dict[tuple[str, str], float]:
    flows = result.flows
    return dict(
        zip(zip(flows["origin"], flows["destination"], strict=True), flows["tonnes"], strict=True)
    )


def parts_of(table: pd.DataFrame) -> set[str]:
    """All that the reasons of a table name."""
    return {part for code in table["reason"] for each in alternatives_of(code) for part in each}


def reasons(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["regency_code"], table["reason"], strict=True))


def test_a_small_problem_worked_out_by_hand() -> None:
    result = match(BALANCE, COSTS, EXTERNAL)
    assert tonnes(result) == pytest.approx(
        {(A, X): 15, (A, Z): 10, (A, Y): 5, (B, Y): 20, ("G", Z): 10}
    )
    assert result.totals.cost_idr == pytest.approx(18_500_000)
    assert result.totals.external_cost_idr == pytest.approx(7_000_000)
    assert (result.totals.moved_t, result.totals.external_t) == pytest.approx((50, 10))
    assert reasons(result.unmet) == {X: "", Y: "", Z: "no_surplus_left"}
    assert reasons(result.unsold) == {A: "", B: ""}

    first = result.flows.iloc[0]
    assert tuple(result.flows.columns) == FLOW_COLUMNS
    assert (first["origin"], first["destination"], first["origin_kind"]) == (B, Y, "regency")
    assert first["cost_idr_per_kg"] == pytest.approx(250)
    assert first["total_cost_idr"] == pytest.approx(5_000_000)
    assert first["distance_km"] == pytest.approx(25_000)
    assert first["share_of_deficit_pct"] == pytest.approx(80)  # 20 of 25 t
    assert first["share_of_need_pct"] == pytest.approx(40)  # 20 of 50 t
    assert result.flows["origin_kind"].iloc[-1] == "external"


def test_the_nearest_surplus_costs_more() -> None:
    # By distance (a tenth of the cost): AX 15, AY 15 (A is empty), BY 10, BZ 10, then G: Z 10.
    # 15x100 + 15x200 + 10x250 + 10x500 + 10x700 = 1,500+3,000+2,500+5,000+7,000 = 19,000.
    result = nearest_surplus(BALANCE, COSTS, EXTERNAL)
    assert tonnes(result) == {(A, X): 15, (A, Y): 15, (B, Y): 10, (B, Z): 10, ("G", Z): 10}
    assert result.totals.cost_idr == pytest.approx(19_000_000)


def test_without_outside_supply_the_rest_is_unmet() -> None:
    # Same problem, 10 t short: serving Z is dearest for both, so Z goes short by 10.
    result = match(BALANCE, COSTS, EXTERNAL, MatchingOptions(external_supply=False))
    assert tonnes(result) == pytest.approx({(A, X): 15, (A, Z): 10, (A, Y): 5, (B, Y): 20})
    unmet = result.unmet.set_index("regency_code")
    assert unmet.loc[Z, ["deficit_t", "met_internal_t", "met_external_t", "unmet_t"]].tolist() == (
        pytest.approx([20, 10, 0, 10])
    )
    assert unmet.loc[Z, "reason"] == "no_surplus_left"


def test_of_equally_cheap_answers_neighbours_go_first() -> None:
    # On one road: W1 at km 0, W2 at 100, E1 at 150, E2 at 300. W1-E1 + W2-E2 = 150 + 200 and
    # W2-E1 + W1-E2 = 50 + 300 are both 350: the second has the neighbours together.
    place = {"W1": 0, "W2": 100, "E1": 150, "E2": 300}
    costs = costs_of(
        {(w, e): 1000 * (place[e] - place[w]) for w in ("W1", "W2") for e in ("E1", "E2")}
    )
    result = match(balance_of({"W1": 10, "W2": 10, "E1": -10, "E2": -10}), costs, NOTHING)
    assert tonnes(result) == {("W2", "E1"): 10, ("W1", "E2"): 10}


def test_at_the_same_cost_a_regency_goes_before_a_gateway() -> None:
    result = match(
        balance_of({"5301": 10, "5371": -10}),
        costs_of({("5301", "5371"): 500}),
        external_of({("G", "5371"): 500}),
    )
    assert tonnes(result) == {("5301", "5371"): 10}


S, D = "5301", "5371"


@pytest.mark.parametrize(
    ("balance", "cost", "external", "options", "unmet_reason", "unsold_reason"),
    [
        ({S: 10, D: -10}, {(S, D): 1}, {}, {}, "", ""),
        ({S: 10, D: -30}, {(S, D): 1}, {}, {}, "no_surplus_left", ""),
        ({S: 30, D: -10}, {(S, D): 1}, {}, {}, "", "no_deficit_left"),
        (
            *({S: 30, D: -10}, {(S, D): 9}, {("G", D): 5}, {"objective": "least_cost"}),
            *["external_cheaper"] * 2,
        ),
        ({S: 30, D: -10}, {(S, D): 9}, {("G", D): 5}, {}, "", "no_deficit_left"),
        ({S: 10, D: -10}, {}, {}, {}, "unreachable", "unreachable"),
        ({S: 10, D: -10}, {(S, D): math.nan}, {("G", D): 5}, {}, "unreachable", "unreachable"),
        ({S: 10, D: -10}, {(S, D): 50}, {}, {"max_distance_km": 4.9}, "too_far", "too_far"),
        ({S: 10, D: -10}, {(S, D): 50}, {}, {"max_distance_km": 5.0}, "", ""),
        (
            *({S: 10, D: -10}, {(S, D): 50}, {}, {"unmet_penalty_idr_per_t": 49}),
            *("too_costly", "too_costly"),
        ),
        (
            *({D: -10}, {}, {("G", D): 50}, {"unmet_penalty_idr_per_t": 49}),
            *("too_costly", None),
        ),
        ({D: -10}, {}, {}, {}, "no_surplus_left", None),
        ({S: 10}, {}, {}, {}, None, "no_deficit_left"),
        ({S: 10, D: -10}, {(S, D): 1}, {}, {"reserve_share": 1.0}, "reserve", ""),
    ],
)
def test_every_reason(balance, cost, external, options, unmet_reason, unsold_reason) -> None:
    result = match(
        balance_of(balance), costs_of(cost), external_of(external), MatchingOptions(**options)
    )
    assert reasons(result.unmet).get(D) == unmet_reason
    assert reasons(result.unsold).get(S) == unsold_reason


def test_a_surplus_that_cannot_come_is_the_reason_when_the_near_one_is_used_up() -> None:
    # 5301 is used up by 5371; 5302 still has rice, but no way leads from it.
    result = match(
        balance_of({"5301": 10, "5302": 10, "5371": -30}), costs_of({("5301", "5371"): 1}), NOTHING
    )
    assert reasons(result.unmet) == {"5371": "unreachable"}
    assert reasons(result.unsold) == {"5301": "", "5302": "unreachable"}


def test_a_reserve_stays_at_home() -> None:
    result = match(
        balance_of({S: 100, D: -500}),
        costs_of({(S, D): 1}),
        NOTHING,
        MatchingOptions(reserve_share=0.2),
    )
    assert result.unsold[
        ["surplus_t", "reserved_t", "offered_t", "sent_t"]
    ].to_numpy().tolist() == [pytest.approx([100, 20, 80, 80])]


def test_balanced_and_unknown_regencies_take_no_part() -> None:
    balance = balance_of({"5301": 10, "5302": 1, "5303": -1, "5371": -10})
    balance["balance_class"] = ["surplus", "balanced", "balanced", "deficit"]
    unknown = pd.DataFrame(
        {
            "regency_code": ["5304"],
            "balance_t": [math.nan],
            "need_t": [math.nan],
            "balance_class": ["unknown"],
        }
    )
    costs = costs_of({(o, d): 1 for o in ("5301", "5302") for d in ("5303", "5304", "5371")})
    result = match(pd.concat([balance, unknown]), costs, NOTHING)
    assert tonnes(result) == {("5301", "5371"): 10}


def test_nothing_to_match_gives_empty_tables() -> None:
    result = match(balance_of({}), costs_of({}), NOTHING)
    assert result.flows.empty
    assert tuple(result.flows.columns) == FLOW_COLUMNS
    assert result.totals.cost_idr == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("external_supply", "yes"),
        ("unmet_penalty_idr_per_t", -1),
        ("unmet_penalty_idr_per_t", math.inf),
        ("reserve_share", 1.1),
        ("reserve_share", math.nan),
        ("max_distance_km", 0),
    ],
)
def test_options_name_the_wrong_field(field: str, value: object) -> None:
    with pytest.raises(MatchingOptionError, match=field) as error:
        MatchingOptions(**{field: value})
    assert error.value.fields["expected"]


def test_contradictions_are_refused_by_name() -> None:
    twice = pd.concat([BALANCE, BALANCE.iloc[:1]])
    for changed, code in (
        ((twice, COSTS, EXTERNAL), "duplicate"),
        ((BALANCE, pd.concat([COSTS, COSTS]), EXTERNAL), "duplicate"),
        ((BALANCE, COSTS.assign(cost_idr_per_t=-1.0), EXTERNAL), "negative"),
        ((BALANCE, COSTS, EXTERNAL.assign(cost_idr_per_t=-1.0)), "negative"),
        ((BALANCE.assign(balance_class="surplus"), COSTS, EXTERNAL), "class_and_balance"),
        ((BALANCE.assign(balance_class="plenty"), COSTS, EXTERNAL), "unknown_class"),
    ):
        with pytest.raises(MatchingInputError) as error:
            match(*changed)
        assert error.value.code == code
    with pytest.raises(AnalysisError, match=r"costs lacks the column.* distance_km"):
        match(BALANCE, COSTS.drop(columns="distance_km"), EXTERNAL)


def options_strategy() -> st.SearchStrategy[MatchingOptions]:
    return st.builds(
        MatchingOptions,
        objective=st.just("least_cost"),
        external_supply=st.booleans(),
        unmet_penalty_idr_per_t=st.sampled_from([5_500.0, 100_000_000.0]),
        reserve_share=st.sampled_from([0.0, 0.25]),
        max_distance_km=st.sampled_from([None, 450.0]),
    )


def objective(result: MatchResult, options: MatchingOptions) -> float:
    return result.totals.cost_idr + options.unmet_penalty_idr_per_t * result.totals.unmet_t


@settings(max_examples=many(15), deadline=None)
@given(problems(), options_strategy())
def test_no_tonne_is_lost_or_made(problem, options) -> None:
    balance, cost, outside = problem
    given_tables = balance_of(balance), costs_of(cost), external_of(outside)
    best = match(*given_tables, options)
    for result in (best, nearest_surplus(*given_tables, options)):
        flows, unmet, unsold = result.flows, result.unmet, result.unsold
        assert (flows["tonnes"] > 0).all()
        for table, columns in (
            (unmet, ["met_internal_t", "met_external_t", "unmet_t"]),
            (unsold, ["reserved_t", "sent_t", "unsold_t"]),
        ):
            assert (table[columns] >= 0).all(axis=None)
            total = table["deficit_t" if table is unmet else "surplus_t"]
            np.testing.assert_allclose(table[columns].sum(axis=1), total, atol=1e-5)
            received = flows.groupby("destination")["tonnes"].sum()
        np.testing.assert_allclose(
            unmet["regency_code"].map(received).fillna(0.0),
            unmet["deficit_t"] - unmet["unmet_t"],
            atol=1e-5,
        )
        assert parts_of(unmet) <= set(UNMET_REASONS)
        assert parts_of(unsold) <= set(UNSOLD_REASONS)
        short = unmet["deficit_t"] - unmet["met_internal_t"] > 1e-5
        assert ((unmet["reason"] != "") == short).all()
        assert ((unsold["reason"] != "") == (unsold["unsold_t"] > 0)).all()
        assert len(flows) <= max(len(unmet) + len(unsold), 1) or result is not best
    allowed = set(cost)
    inside = best.flows[best.flows["origin_kind"] == "regency"]
    assert set(zip(inside["origin"], inside["destination"], strict=True)) <= allowed
    assert objective(best, options) <= objective(result, options) * (1 + 1e-9) + 1e-6


@settings(max_examples=many(12), deadline=None)
@given(problems(), options_strategy(), st.integers(0, 1000))
def test_row_order_does_not_matter(problem, options, seed) -> None:
    balance, cost, outside = problem
    ordered = balance_of(balance), costs_of(cost), external_of(outside)
    shuffled = [table.sample(frac=1, random_state=seed) for table in ordered]
    one, two = match(*ordered, options), match(*shuffled, options)
    for name in ("flows", "unmet", "unsold"):
        assert_frame_equal(getattr(one, name), getattr(two, name), check_exact=True)
    assert one.totals == two.totals


@settings(max_examples=many(12), deadline=None)
@given(problems(), st.integers(1, 50))
def test_more_surplus_never_raises_unmet_need(problem, more) -> None:
    balance, cost, outside = problem
    before = match(balance_of(balance), costs_of(cost), external_of(outside)).totals
    for code in [code for code, size in balance.items() if size > 0][:2]:
        richer = balance | {code: balance[code] + more}
        after = match(balance_of(richer), costs_of(cost), external_of(outside)).totals
        assert after.unmet_t <= before.unmet_t + 1e-5


def cheapest_by_networkx(balance, cost, outside, options: MatchingOptions) -> int:
    """Least objective by network simplex on whole numbers, a solver of its own."""
    graph = nx.DiGraph()
    wanted = -sum(size for size in balance.values() if size < 0)
    graph.add_node("source", demand=-wanted)
    penalty = int(options.unmet_penalty_idr_per_t)
    for code, size in balance.items():
        if size > 0:
            graph.add_edge("source", code, capacity=size, weight=0)
        else:
            graph.add_node(code, demand=-size)
            graph.add_edge("source", code, weight=penalty)
    for (origin, destination), price in cost.items():
        graph.add_edge(origin, destination, weight=price)
    for (gateway, destination), price in outside.items():
        if options.external_supply:
            graph.add_edge("source", gateway, weight=0)
            graph.add_edge(gateway, destination, weight=price)
    return nx.min_cost_flow_cost(graph)


@settings(max_examples=many(30), deadline=None)
@given(problems(), st.booleans(), st.sampled_from([5_500.0, 1_000_000.0]))
def test_the_cost_is_that_of_an_independent_solver(problem, external_supply, penalty) -> None:
    options = MatchingOptions(
        objective="least_cost",
        external_supply=external_supply,
        unmet_penalty_idr_per_t=penalty,
    )
    balance, cost, outside = problem
    result = match(balance_of(balance), costs_of(cost), external_of(outside), options)
    expected = cheapest_by_networkx(balance, cost, outside, options)
    assert objective(result, options) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_a_large_random_problem_agrees_with_the_independent_solver() -> None:
    random = np.random.default_rng(53)
    suppliers, receivers = [f"S{i:02}" for i in range(25)], [f"D{i:02}" for i in range(25)]
    balance = {code: int(random.integers(100, 60_000)) for code in suppliers}
    balance |= {code: -int(random.integers(100, 60_000)) for code in receivers}
    cost = {
        (o, d): int(random.integers(50_000, 1_500_000))
        for o in suppliers
        for d in receivers
        if random.random() < 0.8
    }
    outside = {("G", d): int(random.integers(300_000, 1_600_000)) for d in receivers}
    options = MatchingOptions(objective="least_cost")
    result = match(balance_of(balance), costs_of(cost), external_of(outside), options)
    expected = cheapest_by_networkx(balance, cost, outside, options)
    assert objective(result, options) == pytest.approx(expected, rel=1e-9)
