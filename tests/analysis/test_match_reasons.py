"""Why a deficit or surplus stays: an option is a reason where the match without it trades more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.matching.match import MatchingOptions, MatchResult, match
from analysis.matching.problem import build_match_problem
from analysis.matching.reasons import alternatives_of
from tests.support.examples import many
from tests.support.make_problems import problems
from tests.support.make_tables import balance_of, costs_of, external_of

A, B, X, Y = "5303", "5315", "5304", "5310"

# The distance is a tenth of the cost: A is 75 km from X and 400 km from Y, B 300 km from X.
NEAR, FAR, FARTHER = 750, 3000, 4000

WITHOUT = {
    "too_far": {"max_distance_km": None},
    "forbidden": {"forbidden_pairs": ()},
    "too_small": {"min_shipment_t": 0.0},
    "pair_limits": {"max_partners": None},
    "reserve": {"reserve_share": 0.0},
    "too_costly": {"unmet_penalty_idr_per_t": 100_000_000.0},
    "external_cheaper": {"external_supply": False},
}


def run(balance, cost, outside=None, **options) -> MatchResult:
    tables = balance_of(balance), costs_of(cost), external_of(outside or {})
    return match(*tables, MatchingOptions(**options))


def why(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["regency_code"], table["reason"], strict=True))


@st.composite
def limited(draw) -> MatchingOptions:
    pairs = st.sampled_from([None, 100.0, 300.0])
    return MatchingOptions(
        objective=draw(st.sampled_from(["ntt_first", "least_cost", "fairest"])),
        max_distance_km=draw(pairs),
        min_shipment_t=draw(st.sampled_from([0.0, 0.0, 6.0])),
        max_partners=draw(st.sampled_from([None, None, 1])),
        reserve_share=draw(st.sampled_from([0.0, 0.25])),
        unmet_penalty_idr_per_t=draw(st.sampled_from([3_000.0, 100_000_000.0])),
    )


def test_a_forbidden_neighbour_is_not_called_too_far() -> None:
    # B is beyond 150 km and has nothing left for X: it is A that X lacks, and A was forbidden.
    balance = {A: 10, B: 5, X: -10, Y: -5}
    cost = {(A, X): NEAR, (B, X): FAR, (B, Y): 100}
    result = run(balance, cost, max_distance_km=150, forbidden_pairs=((A, X),))
    assert why(result.unmet) == {X: "forbidden", Y: ""}
    assert why(result.unsold) == {A: "forbidden", B: ""}


def test_either_of_two_options_is_enough() -> None:
    # Without the limit B serves X, without the closure A does.
    balance, cost = {A: 10, B: 10, X: -10}, {(A, X): NEAR, (B, X): FAR}
    result = run(balance, cost, max_distance_km=150, forbidden_pairs=((A, X),))
    assert why(result.unmet) == {X: "too_far;forbidden"}
    assert why(result.unsold) == {A: "forbidden", B: "too_far"}


def test_a_pair_closed_twice_needs_both_taken_away() -> None:
    result = run({B: 9, X: -9}, {(B, X): FAR}, max_distance_km=150, forbidden_pairs=((B, X),))
    assert why(result.unmet) == {X: "too_far+forbidden"}
    assert why(result.unsold) == {B: "too_far+forbidden"}


def test_a_small_shipment_is_not_blamed_on_distance() -> None:
    # 8 t are fewer than 50, 75 km away and within the limit; B is too far and has nothing left.
    balance = {A: 8, B: 60, X: -8, Y: -60}
    cost = {(A, X): NEAR, (B, X): FAR, (B, Y): 100, (A, Y): FARTHER}
    result = run(balance, cost, max_distance_km=150, min_shipment_t=50)
    assert why(result.unmet) == {X: "too_small", Y: ""}
    assert why(result.unsold) == {A: "too_small", B: ""}


def test_what_others_would_take_is_no_reason_of_ones_own() -> None:
    # Both lie beyond 50 km; without the limit A's 10 t are placed, all of them at the nearer X.
    # Y would still get nothing, and no option is to blame for that.
    balance, cost = {A: 10, X: -10, Y: -10}, {(A, X): NEAR, (A, Y): FARTHER}
    result = run(balance, cost, max_distance_km=50)
    assert why(result.unmet) == {X: "too_far", Y: "others_first"}
    assert why(result.unsold) == {A: "too_far"}


def test_a_reserve_that_would_have_been_enough_is_named() -> None:
    result = run({A: 10, X: -10}, {(A, X): NEAR}, reserve_share=0.2)
    assert why(result.unmet) == {X: "reserve"}
    assert why(result.unsold) == {A: ""}


def test_a_way_round_over_another_pair_counts_too() -> None:
    # X lacks, B has, and nothing leads from B to X. A serves Y; could B do so, A would serve X.
    balance, cost = {A: 10, B: 10, X: -10, Y: -10}, {(A, X): 10, (A, Y): 10, (B, Y): FAR}
    result = run(balance, cost, max_distance_km=150)
    short = why(result.unmet)
    assert short[X if short[X] else Y] == "too_far"
    assert why(result.unsold) == {A: "", B: "too_far"}


def test_supply_from_outside_is_a_reason_only_where_it_takes_the_place() -> None:
    cheap, dear = {("G", X): 500}, {("G", X): 900}
    balance, cost = {A: 10, X: -10}, {(A, X): NEAR}
    assert why(run(balance, cost, cheap, objective="least_cost").unmet) == {X: "external_cheaper"}
    assert why(run(balance, cost, dear, objective="least_cost").unmet) == {X: ""}
    # Out of reach, outside or not: the limit must go, and outside too, which is cheaper.
    limited = run(balance, cost, cheap, objective="least_cost", max_distance_km=50)
    assert why(limited.unmet) == {X: "too_far+external_cheaper"}


def test_a_pair_names_all_that_closes_it() -> None:
    # A is 75 km from X and B 300; 8 t are fewer than 50, and no path leads from B to Y.
    problem = build_match_problem(
        balance_of({A: 8, B: 60, X: -60, Y: -60}),
        costs_of({(A, X): NEAR, (B, X): FAR, (A, Y): FARTHER}),
        external_of({}),
        MatchingOptions(
            max_distance_km=150.0, min_shipment_t=50.0, forbidden_pairs=((A, X), (B, X))
        ),
    )
    assert problem.suppliers == (A, B)
    assert problem.receivers == (X, Y)
    assert problem.closed_by(0, 0) == ("forbidden", "too_small")
    assert problem.closed_by(0, 1) == ("too_far", "too_small")
    assert problem.closed_by(1, 0) == ("too_far", "forbidden")
    assert problem.closed_by(1, 1) == ("unreachable",)


@settings(max_examples=many(20), deadline=None)
@given(problems(), limited())
def test_what_closes_a_pair_is_there_exactly_where_it_is_closed(problem, options) -> None:
    balance, cost, outside = problem
    options = replace(options, forbidden_pairs=tuple(sorted(cost))[::2])
    posed = build_match_problem(
        *(balance_of(balance), costs_of(cost), external_of(outside), options)
    )
    for row, column in np.ndindex(posed.state.shape):
        closed = posed.closed_by(row, column)
        assert (closed == ()) == (posed.state[row, column] == "open")
        assert not closed or posed.state[row, column] in closed


def test_parts_of_a_reason() -> None:
    assert alternatives_of("a;b+c") == [["a"], ["b", "c"]]


@settings(max_examples=many(30), deadline=None)
@given(problems(), limited(), st.integers(1, 3))
def test_taking_a_named_reason_away_lets_the_regency_trade(problem, options, every) -> None:
    balance, cost, outside = problem
    tables = balance_of(balance), costs_of(cost), external_of(outside)
    options = replace(options, forbidden_pairs=tuple(sorted(cost))[::every])
    result = match(*tables, options)
    for name, trades in (("unmet", "met_internal_t"), ("unsold", "sent_t")):
        table = getattr(result, name).set_index("regency_code")
        for code, reason in table["reason"].items():
            for alternative in alternatives_of(reason):
                if not set(alternative) <= set(WITHOUT):
                    continue
                lifted = {k: v for each in alternative for k, v in WITHOUT[each].items()}
                free = match(*tables, replace(options, **lifted))
                if {"forbidden", "too_costly"} & set(alternative) and outside:
                    continue  # gateways may have been closed with them, or become affordable
                after = getattr(free, name).set_index("regency_code")[trades]
                assert after[code] > table.loc[code, trades] + 1e-3


@settings(max_examples=many(20), deadline=None)
@given(problems(), limited(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_reason(problem, options, chance) -> None:
    balance, cost, outside = problem
    tables = balance_of(balance), costs_of(cost), external_of(outside)
    options = replace(options, forbidden_pairs=tuple(sorted(cost))[::2])
    seed = chance.randrange(100)
    shuffled = [table.sample(frac=1, random_state=seed) for table in tables]
    for name in ("unmet", "unsold"):
        first, second = (getattr(match(*each, options), name) for each in (tables, shuffled))
        assert why(first) == why(second)
        assert np.array_equal(first["reason"], second["reason"])


@pytest.mark.parametrize("limit", [None, 150.0])
def test_a_regency_served_in_full_has_no_reason(limit: float | None) -> None:
    result = run({A: 10, X: -10}, {(A, X): NEAR}, max_distance_km=limit)
    assert (why(result.unmet), why(result.unsold)) == ({X: ""}, {A: ""})
