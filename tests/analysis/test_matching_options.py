"""Objectives and limits of a match, each worked out by hand, and what always holds."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analysis.matching.agreements import AGREEMENT_REASONS
from analysis.matching.fairness import (
    max_min_receivers,
    share_by_linear_programme,
    share_by_water_filling,
    water_filling_level,
)
from analysis.matching.match import (
    UNMET_REASONS,
    UNSOLD_REASONS,
    MatchingOptionError,
    MatchingOptions,
    MatchResult,
    match,
)
from analysis.matching.options import OBJECTIVES
from analysis.matching.problem import MatchingInputError
from analysis.matching.reasons import alternatives_of
from analysis.matching.solve import PRICE_SETTERS
from tests.support.examples import many
from tests.support.make_problems import problems
from tests.support.make_tables import balance_of, costs_of, external_of

NOTHING = external_of({})
A, B, X, Y = "5301", "5302", "5311", "5312"


def tonnes(result: MatchResult) -> dict[tuple[str, str], float]:
    flows = result.flows
    pairs = zip(flows["origin"], flows["destination"], strict=True)
    return dict(zip(pairs, flows["tonnes"], strict=True))


def run(balance, cost, outside=None, places=None, **options) -> MatchResult:
    return match(
        balance_of(balance),
        costs_of(cost),
        external_of(outside or {}),
        MatchingOptions(**options),
        places=places,
    )


def test_fairest_raises_the_smallest_share_before_cost() -> None:
    # 60 t for X (lacks 60 of 120) and Y (lacks 60 of 120). Cheapest: all to X, and Y stays at
    # half of its need. Fair: 30 each, so both have (60 + 30) / 120 = 75 %.
    balance, cost = {A: 60, X: -60, Y: -60}, {(A, X): 100, (A, Y): 900}
    cheap = run(balance, cost)
    assert tonnes(cheap) == {(A, X): 60}
    assert cheap.totals.smallest_share_of_need_pct == pytest.approx(50)
    fair = run(balance, cost, objective="fairest")
    assert tonnes(fair) == pytest.approx({(A, X): 30, (A, Y): 30})
    assert fair.totals.smallest_share_of_need_pct == pytest.approx(75)


def test_fairest_counts_own_production_and_leaves_the_rest_to_cost() -> None:
    # X lacks 10 of 20, Y lacks 90 of 180 (need is twice the deficit). 40 t: X and Y start at 50 %.
    # (10 + x) / 20 = (90 + y) / 180 with x + y = 40 gives y = 9x: x = 4, y = 36, 70 % each.
    balance = {A: 40, X: -10, Y: -90}
    fair = run(balance, {(A, X): 100, (A, Y): 900}, objective="fairest")
    assert tonnes(fair) == pytest.approx({(A, X): 4, (A, Y): 36})
    assert fair.totals.smallest_share_of_need_pct == pytest.approx(70)


def test_fairest_is_least_cost_where_outside_supplies_all() -> None:
    balance, cost = {A: 60, X: -60, Y: -60}, {(A, X): 100, (A, Y): 900}
    outside = {("G", X): 1000, ("G", Y): 1000}
    assert tonnes(run(balance, cost, outside, objective="fairest")) == tonnes(
        run(balance, cost, outside)
    )


def test_fairest_does_not_give_up_on_all_because_one_cannot_be_reached() -> None:
    balance = {A: 60, X: -60, Y: -60, "5313": -60}
    fair = run(balance, {(A, X): 100, (A, Y): 900}, objective="fairest")
    assert tonnes(fair) == pytest.approx({(A, X): 30, (A, Y): 30})
    assert fair.totals.smallest_share_of_need_pct == pytest.approx(50)


def test_the_share_of_vessels_filled_by_hand() -> None:
    # Needs 100, 200, 50 t, of which 10, 80 and 45 t are there (10 %, 40 %, 90 %). 60 t: the first
    # rises to 40 % with 30 t; the other 30 t lift both, 300 t of need, by 10 points: 50 %.
    need, there = np.array([100.0, 200.0, 50.0]), np.array([10.0, 80.0, 45.0])
    assert water_filling_level(60.0, need, there) == pytest.approx(0.5)
    assert water_filling_level(20.0, need, there) == pytest.approx(0.3)  # not up to the second
    assert water_filling_level(0.0, need, there) == pytest.approx(0.1)
    assert water_filling_level(1e4, need, there) == 1.0
    # Only 15 of the 60 t can go to the first: 25 %, and nobody else's share matters then.
    reach = np.array([[True, True, True], [False, True, True]])
    offered = np.array([15.0, 45.0])
    assert share_by_water_filling(reach, offered, need, there) == pytest.approx(0.25)
    # None but 12 t for the second and third, 48 t for the first (58 %): (12 + 80) / 200 = 46 %.
    reach = np.array([[False, True, True], [True, False, False]])
    offered = np.array([12.0, 48.0])
    assert share_by_water_filling(reach, offered, need, there) == pytest.approx(0.46)


@settings(max_examples=many(60), deadline=None)
@given(
    seed=st.integers(0, 10**6),
    size=st.tuples(st.integers(1, 8), st.integers(1, 10)),
    reached=st.sampled_from([0.2, 0.5, 0.9, 1.0]),
)
def test_filling_vessels_answers_as_the_linear_programme(seed, size, reached) -> None:
    random = np.random.default_rng(seed)
    n_suppliers, n_receivers = size
    offered = np.round(random.uniform(0, 60, n_suppliers)) * (random.random(n_suppliers) < 0.9)
    need = np.round(random.uniform(1, 100, n_receivers))
    deficit = np.ceil(need * random.uniform(0.05, 1, n_receivers))
    is_open = random.random(size) < reached
    judged = max_min_receivers(is_open, offered, need, random.random(n_receivers) < 0.2)
    assume(judged.any())
    filled = share_by_water_filling(
        is_open[:, judged], offered, need[judged], (need - deficit)[judged]
    )
    nothing_agreed = np.zeros(size)
    assert filled == pytest.approx(
        share_by_linear_programme(is_open, offered, need, deficit, judged, nothing_agreed), abs=1e-7
    )


PLACES = pd.DataFrame(
    {
        "regency_code": [A, B, X, Y],
        "zone_id": ["Z1", "Z2", "Z2", "Z3"],
        "island_group": ["Flores", "Timor", "Timor", "Timor"],
    }
)


def test_most_local_takes_zone_then_island_then_cost() -> None:
    # B and X share a zone, B and Y an island. By cost B would serve Y (10) and A X (20): 30 per
    # tonne against 100 + 500. Locally B serves X, whatever that costs.
    balance = {A: 10, B: 10, X: -10, Y: -10}
    cost = {(A, X): 20, (A, Y): 500, (B, X): 100, (B, Y): 10}
    assert tonnes(run(balance, cost)) == {(A, X): 10, (B, Y): 10}
    local = run(balance, cost, places=PLACES, objective="most_local")
    assert tonnes(local) == {(A, Y): 10, (B, X): 10}
    # With less wanted in the zone, the island comes next: B's rest goes to Y.
    local = run(balance | {X: -4}, cost, places=PLACES, objective="most_local")
    assert tonnes(local) == {(A, Y): 4, (B, X): 4, (B, Y): 6}


def test_most_local_without_a_gateways_better_price() -> None:
    balance, cost = {B: 10, X: -10}, {(B, X): 900}
    outside = {("G", X): 100}
    cheapest = run(balance, cost, outside, objective="least_cost")
    assert tonnes(cheapest) == {("G", X): 10}
    local = run(balance, cost, outside, PLACES, objective="most_local")
    assert tonnes(local) == {(B, X): 10}


def test_most_local_needs_places() -> None:
    with pytest.raises(MatchingInputError) as error:
        run({A: 1, X: -1}, {(A, X): 1}, objective="most_local")
    assert error.value.code == "missing_places"


@pytest.mark.parametrize("limit", [{}, {"min_shipment_t": 5.0}, {"max_partners": 1}])
def test_a_limit_that_binds_nothing_leaves_the_answer_as_it_is(limit: dict[str, float]) -> None:
    # A's 10 t go to X (1) or Y (2); the other one buys outside, X at 3, Y at 9. The freight between
    # regencies comes first: X, though with Y all freight would be 20 + 30 instead of 10 + 90.
    balance, cost = {A: 10, X: -10, Y: -10}, {(A, X): 1, (A, Y): 2}
    result = run(balance, cost, {("port", X): 3, ("port", Y): 9}, objective="ntt_first", **limit)
    assert tonnes(result) == pytest.approx({(A, X): 10, ("port", Y): 10})


def test_a_shipment_is_large_enough_or_does_not_go() -> None:
    # X lacks 12, Y lacks 3; A has 10, B has 5. Least cost would send A 10, B 2 to X and B 3 to Y.
    # With at least 4 t a pair, Y (3 t) can get nothing, and X gets its 12 t in two
    # shipments of 4 or more: A 8 and B 4, one tonne of B and two of A left over.
    balance, cost = {A: 10, B: 5, X: -12, Y: -3}, {(A, X): 1, (B, X): 2, (A, Y): 9, (B, Y): 1}
    assert tonnes(run(balance, cost)) == {(A, X): 10, (B, X): 2, (B, Y): 3}
    result = run(balance, cost, min_shipment_t=4.0)
    assert tonnes(result) == pytest.approx({(A, X): 8, (B, X): 4})
    reasons = dict(zip(result.unmet["regency_code"], result.unmet["reason"], strict=True))
    assert reasons == {X: "", Y: "too_small"}
    assert result.is_proven


def test_no_more_partners_than_allowed() -> None:
    # Three small suppliers for X; only two may serve it: the two largest, though dearer.
    c = "5303"
    balance, cost = {A: 5, B: 6, c: 2, X: -20}, {(A, X): 3, (B, X): 4, (c, X): 1}
    result = run(balance, cost, max_partners=2)
    assert tonnes(result) == {(B, X): 6, (A, X): 5}
    assert result.unmet["reason"].tolist() == ["pair_limits"]
    assert result.unsold.set_index("regency_code")["reason"].to_dict() == {
        **{A: "", B: ""},
        c: "pair_limits",
    }
    # A gateway is no partner.
    outside = run(balance, cost, {("G", X): 10}, max_partners=1)
    assert tonnes(outside) == {("G", X): 14, (B, X): 6}


def test_a_forbidden_pair_does_not_trade() -> None:
    balance, cost = {A: 10, B: 10, X: -10}, {(A, X): 1, (B, X): 5}
    assert tonnes(run(balance, cost, forbidden_pairs=((A, X),))) == {(B, X): 10}
    alone = run({A: 10, X: -10}, cost, {("G", X): 3}, forbidden_pairs=((A, X), ("G", X)))
    assert tonnes(alone) == {}
    assert alone.unmet["reason"].tolist() == ["forbidden"]
    assert alone.unsold["reason"].tolist() == ["forbidden"]


def test_a_signed_agreement_is_kept_though_it_costs_more() -> None:
    balance, cost = {A: 10, B: 10, X: -10, Y: -10}, {(A, X): 1, (A, Y): 9, (B, X): 9, (B, Y): 1}
    result = run(balance, cost, forced_pairs=((A, Y, 4.0),), max_distance_km=0.5)
    # Distances are a tenth of the cost: A-Y (0.9 km) is too far for all but the agreement.
    assert tonnes(result) == {(A, X): 6, (A, Y): 4, (B, Y): 6}
    assert result.agreements.iloc[0].tolist() == [A, Y, 4.0, 4.0, ""]


def test_an_agreement_counts_as_a_partner_and_may_be_small() -> None:
    result = run(
        {A: 10, B: 10, X: -15},
        {(A, X): 1, (B, X): 2},
        forced_pairs=((B, X, 1.0),),
        max_partners=1,
        min_shipment_t=5.0,
    )
    # X has its one partner by agreement, so all that B has comes too; A may not.
    assert tonnes(result) == {(B, X): 10}


@pytest.mark.parametrize(
    ("balance", "cost", "forced", "reached", "reason"),
    [
        ({A: 5, X: -10}, {(A, X): 1}, (A, X, 8.0), 5, "origin_short"),
        ({A: 10, X: -5}, {(A, X): 1}, (A, X, 8.0), 5, "destination_short"),
        ({A: 10, X: -5}, {}, (A, X, 3.0), 0, "unreachable"),
        ({X: -5}, {(A, X): 1}, (A, X, 3.0), 0, "origin_no_surplus"),
        ({A: 5}, {(A, X): 1}, (A, X, 3.0), 0, "destination_no_deficit"),
    ],
)
def test_what_keeps_an_agreement_from_being_met(balance, cost, forced, reached, reason) -> None:
    result = run(balance, cost, forced_pairs=(forced,))
    row = result.agreements.iloc[0]
    assert row["reached_t"] == pytest.approx(reached)
    assert row["reason"] == reason
    assert reason in AGREEMENT_REASONS


def test_two_agreements_share_a_surplus_that_is_too_small() -> None:
    # 20 t + 40 t agreed, 30 t there: half of each.
    result = run(
        {A: 30, X: -50, Y: -50},
        {(A, X): 1, (A, Y): 9},
        forced_pairs=((A, Y, 40.0), (A, X, 20.0)),
    )
    assert result.agreements["reached_t"].tolist() == pytest.approx([10, 20])
    assert set(result.agreements["reason"]) == {"origin_short"}


def test_shadow_prices_by_hand() -> None:
    # The problem of test_matching: X's price is 400, Y's 500, Z's 700 (G's freight); A earns 300,
    # B 250.
    z = "5313"
    cost = {
        **{(A, X): 100_000, (A, Y): 200_000, (A, z): 400_000},
        **{(B, X): 300_000, (B, Y): 250_000, (B, z): 500_000},
    }
    outside = {("G", X): 600_000, ("G", Y): 900_000, ("G", z): 700_000}
    prices = run({A: 30, B: 20, X: -15, Y: -25, z: -20}, cost, outside).shadow_prices
    assert dict(
        zip(prices["regency_code"], prices["shadow_price_idr_per_t"], strict=True)
    ) == pytest.approx({A: 300_000, B: 250_000, X: 400_000, Y: 500_000, z: 700_000})
    assert set(prices["set_by"]) == {"outside"}


def test_what_sets_a_shadow_price() -> None:
    plenty = run({A: 30, X: -10}, {(A, X): 5}).shadow_prices
    assert plenty["shadow_price_idr_per_t"].tolist() == [0, 5]
    assert set(plenty["set_by"]) == {"surplus_left"}
    short = run({A: 5, X: -10}, {(A, X): 5}, unmet_penalty_idr_per_t=1000.0).shadow_prices
    assert short["shadow_price_idr_per_t"].tolist() == [995, 1000]
    assert set(short["set_by"]) == {"unmet"}


def test_truckloads_are_whole() -> None:
    result = run({A: 16, B: 1, X: -16, Y: -1}, {(A, X): 1, (B, Y): 1})
    assert result.flows["truckloads"].tolist() == [2, 1]
    large = match(balance_of({A: 17, X: -17}), costs_of({(A, X): 1}), NOTHING, truck_payload_t=10.0)
    assert large.flows["truckloads"].tolist() == [2]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("objective", "cheapest"),
        ("min_shipment_t", -1),
        ("min_shipment_t", math.nan),
        ("max_partners", 0),
        ("max_partners", 2.5),
        ("max_partners", True),
        ("forced_pairs", [("5301", "5302", 1.0)]),
        ("forced_pairs", (("5301", "5302"),)),
        ("forced_pairs", (("5301", "5302", 0.0),)),
        ("forced_pairs", (("5301", "5301", 1.0),)),
        ("forced_pairs", (("5301", "5302", 1.0), ("5301", "5302", 2.0))),
        ("forbidden_pairs", (("5301",),)),
        ("forbidden_pairs", (("5301", 5302),)),
    ],
)
def test_options_name_the_wrong_field(field: str, value: object) -> None:
    with pytest.raises(MatchingOptionError, match=field) as error:
        MatchingOptions(**{field: value})
    assert error.value.field == field


def test_a_pair_is_not_forced_and_forbidden() -> None:
    with pytest.raises(MatchingOptionError, match="forbidden"):
        MatchingOptions(forced_pairs=((A, X, 1.0),), forbidden_pairs=((A, X),))


def test_options_are_keys_of_caches() -> None:
    one = MatchingOptions(forced_pairs=((A, X, 1.0),), forbidden_pairs=((B, X),), max_partners=2)
    assert {one: 1}[replace(one)] == 1


@st.composite
def problems_with_options(draw: st.DrawFn):
    """A small problem with a place for everyone, and options for it."""
    balance, cost, outside = draw(problems(places=(1, 3), most_t=30, gateways=("G",)))
    places = pd.DataFrame(
        {
            "regency_code": list(balance),
            "zone_id": [draw(st.sampled_from("ab")) for _ in balance],
            "island_group": [draw(st.sampled_from("pq")) for _ in balance],
        }
    )
    suppliers = [code for code, tonnes in balance.items() if tonnes > 0]
    every = [(o, d) for o in suppliers for d in balance if balance[d] < 0]
    agreed = st.integers(1, 30)
    forced = tuple((*pair, float(draw(agreed))) for pair in every[:1] if draw(st.booleans()))
    options = MatchingOptions(
        objective=draw(st.sampled_from(OBJECTIVES)),
        external_supply=draw(st.booleans()),
        reserve_share=draw(st.sampled_from([0.0, 0.25])),
        min_shipment_t=draw(st.sampled_from([0.0, 0.0, 6.0])),
        max_partners=draw(st.sampled_from([None, None, 1])),
        forced_pairs=forced,
        forbidden_pairs=tuple(every[1:2]) if draw(st.booleans()) else (),
    )
    return balance, cost, outside, places, options


@settings(max_examples=many(40), deadline=None)
@given(problems_with_options(), st.integers(0, 99))
def test_every_option_keeps_the_books(problem, seed) -> None:
    balance, cost, outside, places, options = problem
    tables = balance_of(balance), costs_of(cost), external_of(outside)
    result = match(*tables, options, places=places)
    flows, unmet, unsold = result.flows, result.unmet, result.unsold
    assert (flows["tonnes"] > 0).all()
    for table, parts, total in (
        (unmet, ["met_internal_t", "met_external_t", "unmet_t"], "deficit_t"),
        (unsold, ["reserved_t", "sent_t", "unsold_t"], "surplus_t"),
    ):
        assert (table[parts] >= 0).all(axis=None)
        np.testing.assert_allclose(table[parts].sum(axis=1), table[total], atol=1e-5)
    for table, known in ((unmet, UNMET_REASONS), (unsold, UNSOLD_REASONS)):
        named = [part for code in table["reason"] for part in alternatives_of(code)]
        assert {option for part in named for option in part} <= set(known)
    assert set(result.shadow_prices["set_by"]) <= set(PRICE_SETTERS)
    if options.objective == "least_cost":
        assert (result.shadow_prices["shadow_price_idr_per_t"] > -1e-6).all()

    inside = flows[flows["origin_kind"] == "regency"]
    pairs = list(zip(inside["origin"], inside["destination"], strict=True))
    signed = {pair[:2] for pair in options.forced_pairs}
    assert not set(pairs) & set(options.forbidden_pairs)
    free = inside[np.array([pair not in signed for pair in pairs], dtype=bool)]
    assert (free["tonnes"] >= options.min_shipment_t - 1e-5).all()
    if options.max_partners is not None:
        for side in ("origin", "destination"):
            assert (inside.groupby(side).size() <= options.max_partners + len(signed)).all()
    for agreement in result.agreements.itertuples():
        moved = tonnes(result).get((agreement.origin, agreement.destination), 0.0)
        assert moved >= agreement.reached_t - 1e-5
        assert (agreement.reason == "") == (agreement.reached_t >= agreement.agreed_t - 1e-6)

    shuffled = [table.sample(frac=1, random_state=seed) for table in tables]
    again = match(*shuffled, options, places=places.sample(frac=1, random_state=seed))
    for name in ("flows", "unmet", "unsold", "shadow_prices", "agreements"):
        assert_frame_equal(getattr(result, name), getattr(again, name), check_exact=True)


@settings(max_examples=many(25), deadline=None)
@given(problems_with_options())
def test_each_objective_is_best_at_what_it_is_after(problem) -> None:
    balance, cost, outside, places, options = problem
    tables = balance_of(balance), costs_of(cost), external_of(outside)
    zone = places.set_index("regency_code")["zone_id"]

    def results(objective: str) -> tuple[float, float, float]:
        result = match(*tables, replace(options, objective=objective), places=places)
        inside = result.flows[result.flows["origin_kind"] == "regency"]
        near = inside["origin"].map(zone) == inside["destination"].map(zone)
        objective_idr = result.totals.cost_idr + 1e8 * result.totals.unmet_t
        share = result.totals.smallest_share_of_need_pct
        return objective_idr, float(inside.loc[near, "tonnes"].sum()), float(share or 0.0)

    cheap, fair, local = (results(name) for name in ("least_cost", "fairest", "most_local"))
    own = match(*tables, replace(options, objective="ntt_first"), places=places).totals
    assert cheap[0] <= min(fair[0], local[0]) * (1 + 1e-6) + 1e-3
    for other in ("least_cost", "fairest", "most_local"):
        result = match(*tables, replace(options, objective=other), places=places)
        assert own.moved_t >= result.totals.moved_t - 1e-3
    assert local[1] >= max(cheap[1], fair[1]) - 1e-3
    assert fair[2] >= max(cheap[2], local[2]) - 1e-3


def best_by_trying(balance, cost, options: MatchingOptions) -> float:
    """Least objective over all sets of pairs, each solved without limits on pairs."""
    best = math.inf
    pairs = sorted(cost)
    for chosen in itertools.product([False, True], repeat=len(pairs)):
        used = [pair for pair, yes in zip(pairs, chosen, strict=True) if yes]
        partners = [code for pair in used for code in pair]
        if options.max_partners and any(
            partners.count(code) > options.max_partners for code in partners
        ):
            continue
        forced = tuple((*pair, options.min_shipment_t) for pair in used if options.min_shipment_t)
        plain = MatchingOptions(objective="least_cost", external_supply=False, forced_pairs=forced)
        result = run(balance, {pair: cost[pair] for pair in used}, **vars(plain))
        if not (result.agreements["reason"] == "").all():
            continue
        best = min(best, result.totals.cost_idr + 1e8 * result.totals.unmet_t)
    return best


@settings(max_examples=many(8), deadline=None)
@given(st.integers(0, 10**6))
def test_the_choice_of_pairs_is_the_best_of_all(seed) -> None:
    random = np.random.default_rng(seed)
    suppliers, receivers = ["5301", "5302"], ["5311", "5312"]
    balance = {code: int(random.integers(3, 20)) for code in suppliers}
    balance |= {code: -int(random.integers(3, 20)) for code in receivers}
    cost = {(o, d): int(random.integers(1, 9)) * 1000 for o in suppliers for d in receivers}
    options = MatchingOptions(
        objective="least_cost",
        external_supply=False,
        min_shipment_t=float(random.choice([0.0, 5.0])),
        max_partners=int(random.choice([1, 2])),
    )
    result = match(balance_of(balance), costs_of(cost), NOTHING, options)
    found = result.totals.cost_idr + 1e8 * result.totals.unmet_t
    assert found == pytest.approx(best_by_trying(balance, cost, options), rel=1e-6)
