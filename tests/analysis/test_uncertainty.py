from __future__ import annotations

from dataclasses import replace
from math import erf, exp, log, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.balance.compute import compute_balance, explain_inputs
from analysis.errors import AnalysisError, InvalidOptionError
from analysis.matching.match import MatchingOptions, match
from analysis.matching.options import OBJECTIVES
from analysis.matching.problem import MatchingInputError, build_match_problem
from analysis.matching.ranges import MatchRanges, match_ranges
from analysis.uncertainty.cost_draws import CostParts, draw_parameters
from analysis.uncertainty.draws import (
    BalanceDraws,
    draw_balances,
    summarise_draws,
    summarise_total,
    tornado,
)
from analysis.uncertainty.pair_robustness import match_draws
from analysis.uncertainty.spreads import INPUT_GROUPS, SpreadError, Spreads, log_sigma
from tests.support.examples import many
from tests.support.make_tables import SETTINGS, costs_of, external_of, rows, tables

GRADES = ("A", "B", "C", "assumption")


def spreads_of(
    common: dict[str, float] | None = None,
    factor: dict[str, float] | None = None,
    gap: dict[str, float] | None = None,
    **pct: float,
) -> Spreads:
    """The same spread for every grade of an input; 0 for inputs not given."""
    return Spreads(
        grade_pct={
            (group, grade): pct.get(group, 0.0) for group in INPUT_GROUPS for grade in GRADES
        },
        flag_factor=factor or {},
        year_gap_pct=gap or {},
        common_pct=common or {},
    )


def made(
    production: dict[str, float | None],
    population: dict[str, float | None] | None = None,
    conversions: pd.DataFrame | None = None,
    extra_need_t: pd.Series | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Balance and inputs; need 1,000 t (10,000 people at 100 kg) unless given, conversion 0.6."""
    people = population or dict.fromkeys(production, 10_000.0)
    given_tables = tables(production, people, dict.fromkeys(production, 100.0), conversions)
    return (
        compute_balance(given_tables, SETTINGS, extra_need_t),
        explain_inputs(given_tables, SETTINGS, extra_need_t),
    )


def normal_cdf(z: float) -> float:
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


# --- spreads -----------------------------------------------------------------------------------


def rule(kind: str, name: str | None, code: str | None, value: object, unit: str) -> pd.DataFrame:
    return pd.DataFrame(
        [(kind, name, code, value, unit)], columns=["kind", "input", "code", "value", "unit"]
    )


def test_spread_of_a_figure_by_hand() -> None:
    # grade B 10 % x 4 (outlier, the larger of the two flags) = 40 %; 3 years x 10 % = 30 %;
    # sqrt(40^2 + 30^2) = 50.
    spreads = spreads_of(
        production=10, factor={"outlier": 4, "computed": 2}, gap={"production": 10}
    )
    assert spreads.spread_pct("production", "B", "computed;outlier", 3) == pytest.approx(50.0)


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (rule("sort", "norm", "B", 1.0, "pct"), "unknown_kind"),
        (rule("grade", "norm", "B", 1.0, "factor"), "unit"),
        (rule("grade", "seed", "B", 1.0, "pct"), "unknown_input"),
        (rule("grade", "norm", "D", 1.0, "pct"), "unknown_input"),
        (rule("grade", "norm", "B", float("nan"), "pct"), "not_a_number"),
        (rule("grade", "norm", "B", -1.0, "pct"), "negative"),
        (rule("common", "norm", None, 101.0, "pct of variance"), "above_hundred"),
        (pd.concat([rule("grade", "norm", "B", 1.0, "pct")] * 2), "duplicate"),
    ],
)
def test_wrong_rules_are_refused(table: pd.DataFrame, code: str) -> None:
    with pytest.raises(SpreadError) as error:
        Spreads.from_table(table)
    assert error.value.code == code


def test_a_grade_or_flag_without_a_rule_is_not_an_error_of_zero() -> None:
    spreads = Spreads({("norm", "B"): 5.0}, {}, {}, {})
    with pytest.raises(SpreadError) as error:
        spreads.spread_pct("norm", "C")
    assert (error.value.code, error.value.fields["grade"]) == ("no_spread", "C")
    with pytest.raises(SpreadError) as error:
        spreads.spread_pct("norm", "B", "outlier")
    assert error.value.code == "no_factor"


# --- draws -------------------------------------------------------------------------------------


def test_probability_and_interval_by_hand() -> None:
    # Production 2,000 t x 0.6 = 1,200 t against a need of 1,000 t; only production is uncertain,
    # 20 %: sigma = sqrt(ln 1.04) = 0.19804. Surplus above 1,050 t:
    # P = Phi(ln(1200/1050) / sigma) = Phi(0.6743) = 0.750; deficit below 950 t:
    # P = Phi(ln(950/1200) / sigma) = Phi(-1.180) = 0.119.
    # Quantiles: 1200 exp(-+1.6449 sigma) - 1000 = -133.6 and 662.1.
    balance, inputs = made({"5301": 2000.0})
    draws = draw_balances(balance, inputs, spreads_of(production=20), n_draws=20_000)
    row = summarise_draws(draws).iloc[0]
    sigma = log_sigma(20)
    assert row["p_surplus"] == pytest.approx(normal_cdf(log(1200 / 1050) / sigma), abs=0.01)
    assert row["p_deficit"] == pytest.approx(0.119, abs=0.01)
    assert row["p_surplus"] + row["p_balanced"] + row["p_deficit"] == pytest.approx(1.0)
    assert row["balance_p05_t"] == pytest.approx(1200 * exp(-1.6449 * sigma) - 1000, abs=10)
    assert row["balance_p50_t"] == pytest.approx(200.0, abs=5)
    assert row["balance_p95_t"] == pytest.approx(662.1, abs=15)
    # The sign has no tolerance: P = Phi(ln(1200/1000) / sigma) = Phi(0.9206) = 0.821.
    assert (row["sign"], row["p_sign"]) == ("surplus", pytest.approx(0.821, abs=0.01))


@pytest.mark.parametrize(
    ("production", "sign", "p_sign"),
    [
        # Need 1,000 t at 0.6: P = Phi(|ln(0.6 x production / 1000)| / sigma), sigma = 0.19804.
        (2000.0, "surplus", 0.821),
        (1700.0, "surplus", 0.540),
        (1300.0, "deficit", 0.895),
        (800.0, "deficit", 1.0),
        (0.0, "deficit", 1.0),
    ],
)
def test_the_sign_and_how_sure_it_is(production: float, sign: str, p_sign: float) -> None:
    balance, inputs = made({"5301": production})
    draws = draw_balances(balance, inputs, spreads_of(production=20), n_draws=20_000)
    row = summarise_draws(draws).iloc[0]
    assert row["sign"] == sign
    assert row["p_sign"] == pytest.approx(p_sign, abs=0.01)


def test_an_unknown_balance_has_no_sign() -> None:
    balance, inputs = made({"5301": None})
    row = summarise_draws(draw_balances(balance, inputs, spreads_of(production=20))).iloc[0]
    assert row["sign"] is None
    assert np.isnan(row["p_sign"])


def test_without_spread_the_balance_is_certain() -> None:
    balance, inputs = made({"5301": 2000.0, "5302": 1700.0, "5303": 100.0})
    summary = summarise_draws(draw_balances(balance, inputs, spreads_of(), n_draws=5))
    for column in ("balance_p05_t", "balance_p50_t", "balance_p95_t"):
        assert summary[column].tolist() == pytest.approx(balance["balance_t"].tolist())
    assert summary["sign"].tolist() == ["surplus", "surplus", "deficit"]
    assert summary["p_sign"].tolist() == [1.0, 1.0, 1.0]
    assert summary["p_balanced"].tolist() == [0.0, 1.0, 0.0]


def test_a_provincial_coefficient_is_equally_wrong_everywhere() -> None:
    balance, inputs = made({"5301": 1000.0, "5302": 3000.0})
    draws = draw_balances(balance, inputs, spreads_of(conversion=10), n_draws=50)
    ratio = draws.available_t[:, 1] / draws.available_t[:, 0]
    assert ratio == pytest.approx(np.full(50, 3.0))
    assert draws.available_t[:, 0].std() > 0


def test_a_regencys_own_coefficient_is_wrong_for_itself() -> None:
    own = rows(
        "conversions",
        *({"value": 0.6, "region": region, "grade": "B"} for region in ("5301", "5302")),
    )
    balance, inputs = made({"5301": 1000.0, "5302": 1000.0}, conversions=own)
    draws = draw_balances(balance, inputs, spreads_of(conversion=10), n_draws=2000)
    assert abs(np.corrcoef(draws.available_t.T)[0, 1]) < 0.1


@pytest.mark.parametrize("island_pct", [0.0, 40.0, 100.0])
def test_islands_share_what_is_not_common(island_pct: float) -> None:
    # Correlation of the log errors: c = 0.25 for all, and (1 - c) x island share on one island.
    balance, inputs = made({"5301": 1000.0, "5302": 1000.0, "5303": 1000.0})
    spreads = replace(
        spreads_of(production=10, common={"production": 25.0}),
        island_pct={"production": island_pct},
    )
    islands = {"5301": "Sumba", "5302": "Sumba", "5303": "Timor"}
    draws = draw_balances(balance, inputs, spreads, n_draws=20_000, islands=islands)
    found = np.corrcoef(np.log(draws.available_t).T)
    assert found[0, 1] == pytest.approx(0.25 + 0.75 * island_pct / 100, abs=0.03)
    assert found[0, 2] == pytest.approx(0.25, abs=0.03)
    # Each figure alone is as sure as before.
    alone = draw_balances(balance, inputs, spreads, n_draws=20_000)
    assert draws.available_t.std(axis=0) == pytest.approx(alone.available_t.std(axis=0), rel=0.03)


@pytest.mark.parametrize("common_pct", [0.0, 50.0, 100.0])
def test_common_share_is_the_correlation_of_the_log_errors(common_pct: float) -> None:
    balance, inputs = made({"5301": 1000.0, "5302": 1000.0})
    spreads = spreads_of(production=10, common={"production": common_pct})
    draws = draw_balances(balance, inputs, spreads, n_draws=20_000)
    found = np.corrcoef(np.log(draws.available_t).T)[0, 1]
    assert found == pytest.approx(common_pct / 100, abs=0.03)


def test_shares_never_take_more_than_there_is() -> None:
    shares = rows(
        "conversions",
        {"value": 0.6},
        {"coefficient": "seed_share", "value": 0.9, "to_form": None, "unit": "share"},
    )
    balance, inputs = made({"5301": 1000.0}, conversions=shares)
    draws = draw_balances(balance, inputs, spreads_of(shares=40))
    assert draws.available_t.min() == 0.0
    assert np.median(draws.available_t) == pytest.approx(60.0, abs=6)


def test_extra_need_has_a_spread_of_its_own() -> None:
    balance, inputs = made({"5301": 0.0}, extra_need_t=pd.Series({"5301": 500.0}))
    draws = draw_balances(balance, inputs, spreads_of(extra_need=20))
    assert np.median(draws.need_t) == pytest.approx(1500.0, rel=0.02)
    assert draws.need_t.std() == pytest.approx(100.0, rel=0.15)


def test_a_flag_and_another_year_widen_the_interval() -> None:
    narrow, wide = (tables({"5301": 1000.0}, {"5301": 1e4}, {"5301": 100.0}) for _ in range(2))
    wide.production["flag"] = "outlier"
    spreads = spreads_of(production=10, factor={"outlier": 3.0})

    def spread(given_tables) -> float:
        balance = compute_balance(given_tables, SETTINGS)
        inputs = explain_inputs(given_tables, SETTINGS)
        return float(draw_balances(balance, inputs, spreads).balance_t.std())

    assert spread(wide) > 2.5 * spread(narrow)


@settings(max_examples=many(15), deadline=None)
@given(
    production=st.lists(st.one_of(st.none(), st.floats(0, 1e5)), min_size=2, max_size=6),
    pct=st.floats(0, 60),
    seed=st.integers(0, 1000),
)
def test_draws_hold_what_they_must(production: list[float | None], pct: float, seed: int) -> None:
    codes = [f"53{i:02d}" for i in range(1, len(production) + 1)]
    balance, inputs = made(dict(zip(codes, production, strict=True)))
    spreads = spreads_of(
        production=pct, norm=pct / 2, population=3, conversion=2, common={"production": 30}
    )
    draws = draw_balances(balance, inputs, spreads, n_draws=40, seed=seed)
    known = np.array([value is not None for value in production])
    assert (draws.is_known == known).all()
    assert np.isnan(draws.balance_t[:, ~known]).all()
    assert (draws.available_t[:, known] >= 0).all()
    assert (draws.need_t[:, known] > 0).all()
    zero = known & (np.array([value or 0.0 for value in production]) == 0)
    assert (draws.available_t[:, zero] == 0).all()
    summary = summarise_draws(draws)
    low, middle, high = (summary[f"balance_p{q}_t"][known] for q in ("05", "50", "95"))
    assert ((low <= middle) & (middle <= high)).all()

    # Another order of the regencies, or fewer draws: the same numbers.
    again = draw_balances(
        balance.iloc[::-1], inputs.sample(frac=1, random_state=seed), spreads, 20, seed
    )
    assert again.balance_t[:, ::-1] == pytest.approx(draws.balance_t[:20], nan_ok=True)


def test_twice_everything_is_twice_the_interval() -> None:
    spreads = spreads_of(production=15, population=5)
    once = draw_balances(*made({"5301": 900.0}), spreads)
    twice = draw_balances(*made({"5301": 1800.0}, {"5301": 20_000.0}), spreads)
    assert twice.balance_t == pytest.approx(2 * once.balance_t)


def test_total_counts_only_what_is_known() -> None:
    balance, inputs = made({"5301": 2000.0, "5302": None, "5303": 1000.0})
    total = summarise_total(draw_balances(balance, inputs, spreads_of(), n_draws=3))
    assert (total.n_known, total.n_total) == (2, 3)
    assert total.balance_p50_t == pytest.approx(200.0 - 400.0)
    nothing = draw_balances(*made({"5301": None}), spreads_of(), n_draws=3)
    assert np.isnan(summarise_total(nothing).balance_p50_t)


def test_bad_arguments_name_the_field() -> None:
    balance, inputs = made({"5301": 2000.0})
    for field, value in (("n_draws", 0), ("n_draws", 10**6), ("seed", -1), ("seed", 1.5)):
        with pytest.raises(InvalidOptionError) as error:
            draw_balances(balance, inputs, spreads_of(), **{field: value})
        assert error.value.field == field


def test_inputs_of_another_balance_are_refused() -> None:
    balance, inputs = made({"5301": 2000.0})
    with pytest.raises(AnalysisError) as error:
        draw_balances(balance, inputs[inputs["input"] != "norm"], spreads_of())
    assert (error.value.code, error.value.fields["input"]) == ("no_inputs", "norm")
    with pytest.raises(AnalysisError) as error:
        draw_balances(balance, inputs.assign(regency_code="5399"), spreads_of())
    assert error.value.code == "unknown_regency"


# --- tornado -----------------------------------------------------------------------------------


def test_tornado_by_hand() -> None:
    # Balance 0.6 x 2000 - 1000 = 200 t. Production 20 % alone: 1200 exp(+-1.2816 x 0.19804) - 1000
    # = -69.0 and 546.7; norm 10 % alone: 1200 - 1000 exp(+-1.2816 x 0.09975) = 63.6 and 320.0.
    balance, inputs = made({"5301": 2000.0, "5302": None})
    spreads = spreads_of(production=20, norm=10)
    table = tornado(balance, inputs, spreads, "5301", n_draws=20_000)
    assert table["input"].tolist() == ["production", "norm"]
    assert table["base_t"].tolist() == pytest.approx([200.0, 200.0])
    sigma = log_sigma(20)
    assert table["low_t"][0] == pytest.approx(1200 * exp(-1.2816 * sigma) - 1000, abs=10)
    assert table["high_t"][0] == pytest.approx(546.7, abs=12)
    assert table[["low_t", "high_t"]].iloc[1].tolist() == pytest.approx([63.6, 320.0], abs=6)


def test_common_errors_do_not_cancel_out_in_the_total() -> None:
    codes = [f"53{i:02d}" for i in range(1, 17)]
    balance, inputs = made(dict.fromkeys(codes, 1000.0))

    def swing(common_pct: float) -> float:
        spreads = spreads_of(production=10, common={"production": common_pct})
        return float(tornado(balance, inputs, spreads)["swing_t"][0])

    # 16 independent errors: a quarter of the common one.
    assert swing(100.0) == pytest.approx(4 * swing(0.0), rel=0.1)


def test_tornado_of_an_unknown_balance_says_so() -> None:
    balance, inputs = made({"5301": 2000.0, "5302": None})
    with pytest.raises(AnalysisError) as error:
        tornado(balance, inputs, spreads_of(), "5302")
    assert (error.value.code, error.value.fields["regency_code"]) == ("unknown_balance", "5302")


# --- pairs -------------------------------------------------------------------------------------


def draws_of(available: list[list[float]], need: float | np.ndarray = 1000.0) -> BalanceDraws:
    array = np.array(available)
    codes = tuple(f"53{i:02d}" for i in range(1, array.shape[1] + 1))
    return BalanceDraws(codes, array, np.where(np.isnan(array), np.nan, need), 5.0)


def ranges_of(
    draws: BalanceDraws,
    costs: pd.DataFrame,
    external: pd.DataFrame,
    options: MatchingOptions | None = None,
) -> MatchRanges:
    """What is identified in the answer of the first draw."""
    balance = pd.DataFrame(
        {
            "regency_code": draws.codes,
            "balance_t": draws.balance_t[0],
            "need_t": draws.need_t[0],
            "balance_class": draws.classes()[0].astype(object),
        }
    )
    asked = options or MatchingOptions()
    return match_ranges(build_match_problem(balance, costs, external, asked))


def test_pairs_counted_by_hand() -> None:
    # 5301 gives to 5303 in four of five draws (80 %: robust), 500, 500, 400 and 300 t; in the
    # fifth it has nothing and 5302 gives 500 t (20 %: fragile).
    draws = draws_of(
        [[1600, 1000, 500]] * 2 + [[1400, 1000, 600], [1300, 1000, 700], [1000, 1600, 500]]
    )
    costs = costs_of({("5301", "5303"): 100, ("5302", "5303"): 200})
    ranges = ranges_of(draws, costs, external_of({}))
    found = match_draws(draws, costs, external_of({}), n_draws=5, ranges=ranges)
    pairs = found.pairs.set_index("origin")
    assert pairs["frequency_pct"].to_dict() == {"5301": 80.0, "5302": 20.0}
    assert pairs["robustness"].to_dict() == {"5301": "robust", "5302": "fragile"}
    assert pairs.loc["5301", "tonnes_p50"] == pytest.approx(450.0)
    totals = found.totals.set_index("measure")
    assert totals.loc["moved_t", "p50"] == pytest.approx(500.0)
    assert totals.loc["unmet_t", "p95"] == 0.0
    # Costs by draw: 50,000 50,000 40,000 30,000 100,000
    assert totals.loc["cost_idr", "p50"] == pytest.approx(50_000.0)


def test_no_pair_at_all_gives_an_empty_table() -> None:
    draws = draws_of([[1000.0, 1000.0]] * 3)
    found = match_draws(draws, costs_of({}), external_of({}), n_draws=3)
    assert found.pairs.empty
    assert found.totals["p95"].tolist() == [0.0] * 4


def test_more_gateways_than_regencies() -> None:
    gateways = external_of({(f"G{i}", "5302"): 10.0 + i for i in range(6)})
    found = match_draws(draws_of([[1000.0, 400.0]]), costs_of({}), gateways, n_draws=1)
    assert found.pairs[["origin", "origin_kind"]].to_numpy().tolist() == [["G0", "external"]]


def test_match_draws_refuses_what_match_refuses() -> None:
    draws = draws_of([[1600.0, 400.0]])
    with pytest.raises(MatchingInputError):
        match_draws(draws, costs_of({("5301", "5302"): -1}), external_of({}), n_draws=1)
    with pytest.raises(InvalidOptionError):
        match_draws(draws, costs_of({}), external_of({}), n_draws=2)
    local = MatchingOptions(objective="most_local")
    with pytest.raises(MatchingInputError) as error:
        match_draws(draws, costs_of({}), external_of({}), local, n_draws=1)
    assert error.value.code == "missing_places"
    twice = pd.DataFrame({"regency_code": ["5301"] * 2, "zone_id": "Z", "island_group": "I"})
    with pytest.raises(MatchingInputError) as error:
        match_draws(draws, costs_of({}), external_of({}), local, n_draws=1, places=twice)
    assert error.value.code == "duplicate"


def test_further_options_go_through_match() -> None:
    # Two suppliers at the same cost; with one partner at most, one of them stays out.
    draws = draws_of([[1300.0, 1300.0, 400.0]] * 2)
    costs = costs_of({("5301", "5303"): 100, ("5302", "5303"): 150})
    free, limited = (
        match_draws(draws, costs, external_of({}), MatchingOptions(max_partners=most), 2)
        for most in (None, 1)
    )
    assert free.pairs["origin"].tolist() == ["5301", "5302"]
    assert limited.pairs["origin"].tolist() == ["5301"]
    assert limited.pairs["tonnes_p50"].tolist() == pytest.approx([300.0])


def test_fairest_draws_by_hand() -> None:
    # 300 t for 5302 (has 400 of 1,000 t) and 5303 (has 600): 250 t and 50 t bring both to 65 %.
    # In the second draw 100 t do not bring 5302 up to 5303, so they all go there.
    draws = draws_of([[1300, 400, 600], [1100, 400, 600]])
    costs = costs_of({("5301", "5302"): 900, ("5301", "5303"): 100})
    found = match_draws(draws, costs, external_of({}), MatchingOptions(objective="fairest"), 2)
    pairs = found.pairs.set_index("destination")
    assert pairs["frequency_pct"].to_dict() == {"5302": 100.0, "5303": 50.0}
    assert pairs.loc["5302", "tonnes_p50"] == pytest.approx((250 + 100) / 2)
    assert pairs.loc["5303", "tonnes_p50"] == pytest.approx(50)


@settings(max_examples=many(60), deadline=None)
@given(data=st.data())
def test_array_path_answers_as_match(data: st.DataObject) -> None:
    n = data.draw(st.integers(2, 8))
    seed = data.draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    codes = [f"53{i:02d}" for i in range(1, n + 1)]
    available = np.round(rng.uniform(0, 2000, (3, n)))
    available[:, rng.random(n) < 0.15] = np.nan
    draws = replace(
        draws_of(available.tolist(), np.round(rng.uniform(500, 1500, n))),
        codes=tuple(rng.permutation(codes).tolist()),  # in no order
    )
    # Through one port (to it + from it) every pairing costs the same and nearness decides; else
    # no two answers cost the same.
    to_port, from_port = (rng.permutation(np.arange(1, 16))[:n] * 1000 for _ in range(2))
    through_port = data.draw(st.booleans())
    reached = data.draw(st.sampled_from([0.6, 1.0]))
    costs = costs_of(
        {
            (a, b): float(to_port[i] + from_port[j]) if through_port else rng.uniform(1e3, 3e4)
            for i, a in enumerate(codes)
            for j, b in enumerate(codes)
            if a != b and rng.random() < reached
        }
    )
    external = external_of(
        {(g, c): rng.uniform(1e4, 5e4) for g in ("X1", "X2") for c in codes if rng.random() < 0.7}
    )
    places = pd.DataFrame(
        {
            "regency_code": codes,
            "zone_id": rng.choice(np.array(["Z1", "Z2", "Z3", None], dtype=object), n),
            "island_group": rng.choice(["Timor", "Flores"], n),
        }
    )
    options = MatchingOptions(
        objective=data.draw(st.sampled_from(OBJECTIVES)),
        external_supply=data.draw(st.booleans()),
        unmet_penalty_idr_per_t=data.draw(st.sampled_from([20_000.0, 1e8])),
        reserve_share=data.draw(st.sampled_from([0.0, 0.3])),
        max_distance_km=data.draw(st.sampled_from([None, 2000.0])),
        forbidden_pairs=data.draw(st.sampled_from([(), (("5301", "5302"), ("X1", "5302"))])),
    )
    found = match_draws(draws, costs, external, options, n_draws=3, places=places)
    classes = draws.classes()
    tonnes: dict[tuple[str, str], list[float]] = {}
    totals = []
    for draw in range(3):
        balance = pd.DataFrame(
            {
                "regency_code": draws.codes,
                "balance_t": draws.balance_t[draw],
                "need_t": draws.need_t[draw],
                "balance_class": classes[draw].astype(object),
            }
        ).sample(frac=1, random_state=seed)
        result = match(balance, costs, external, options, places=places)
        totals.append([getattr(result.totals, measure) for measure in found.totals["measure"]])
        for row in result.flows.itertuples():
            if row.tonnes >= 1:
                tonnes.setdefault((row.origin, row.destination), []).append(row.tonnes)
    pairs = found.pairs.set_index(["origin", "destination"])
    assert set(pairs.index) == set(tonnes)
    for pair, amounts in tonnes.items():
        assert pairs.loc[pair, "frequency_pct"] == pytest.approx(100 * len(amounts) / 3)
        assert pairs.loc[pair, "tonnes_p50"] == pytest.approx(np.median(amounts))
        assert pairs.loc[pair, "tonnes_p95"] == pytest.approx(np.quantile(amounts, 0.95))
    assert found.totals["p50"].to_numpy() == pytest.approx(np.median(totals, axis=0), abs=1e-3)


def parts_of(
    amounts: dict[tuple[str, str], float], low: float, high: float, value: float = 100.0
) -> CostParts:
    name = "road_idr_per_t_km"
    return CostParts(
        pd.DataFrame({"parameter": [name], "value": [value], "low": [low], "high": [high]}),
        pd.DataFrame(
            [(*pair, amount) for pair, amount in amounts.items()],
            columns=["origin", "destination", name],
        ),
    )


def test_freight_without_a_spread_changes_no_draw() -> None:
    draws = draws_of([[1600, 1000, 500], [1000, 1600, 500]])
    pairs = {("5301", "5303"): 100.0, ("5302", "5303"): 200.0}
    held = match_draws(draws, costs_of(pairs), external_of({}), n_draws=2)
    parts = parts_of({pair: cost / 100 for pair, cost in pairs.items()}, 100.0, 100.0)
    drawn = match_draws(draws, costs_of(pairs), external_of({}), n_draws=2, cost_parts=parts)
    pd.testing.assert_frame_equal(held.pairs, drawn.pairs)
    pd.testing.assert_frame_equal(held.totals, drawn.totals)


def test_a_pair_that_only_a_cheap_road_carries_is_fragile() -> None:
    """50 km at 100 a tonne-km cost 5,000 a tonne; from outside it costs 5,500.

    The pair is cheaper up to a rate of 110. With rates from 100 to 300, 100 the likeliest, the
    rate is above 110 in ((300 - 110) / 200) ** 2 = 90 % of the draws.
    """
    n = 400
    draws = draws_of([[1500.0, 500.0]] * n)
    parts = parts_of({("5301", "5302"): 50.0}, 100.0, 300.0)
    costs = costs_of({("5301", "5302"): 5_000.0}), external_of({("X", "5302"): 5_500.0})
    aim = MatchingOptions(objective="least_cost")
    ranges = ranges_of(draws, *costs, aim)
    found = match_draws(draws, *costs, aim, n_draws=n, cost_parts=parts, ranges=ranges)
    pairs = found.pairs.set_index("origin")
    assert pairs.loc["5301", "frequency_pct"] == pytest.approx(10.0, abs=4.0)
    assert pairs.loc["5301", "robustness"] == "fragile"
    again = match_draws(draws, *costs, aim, n_draws=n, cost_parts=parts, ranges=ranges)
    pd.testing.assert_frame_equal(found.pairs, again.pairs)


def test_the_truck_to_the_port_is_the_truck_on_the_road() -> None:
    names = ["road_idr_per_t_km", "access_idr_per_t_km", "ferry_idr_per_t_km"]
    table = pd.DataFrame({"parameter": names, "value": 10.0, "low": 5.0, "high": 20.0})
    drawn = draw_parameters(table, 50)
    assert drawn[names[0]].equals(drawn[names[1]])
    assert not drawn[names[0]].equals(drawn[names[2]])
    # Neither more draws nor other parameters change a number; a value beyond its range is its end.
    assert draw_parameters(table.tail(1), 80)[names[2]].head(50).equals(drawn[names[2]])
    outside = draw_parameters(table.assign(value=30.0), 500)
    assert outside[names[0]].between(5.0, 30.0).all()


def test_a_tie_gets_no_word_and_its_corridor_is_judged() -> None:
    """Two suppliers of 500 t, two receivers of 500 t, every pairing at one cost.

    In one of five draws 5302 has nothing to give, so that 500 of 1,000 t move: the corridor holds
    in four of five (80 %: robust).
    """
    usual = [1500.0, 1500.0, 500.0, 500.0]
    draws = draws_of([usual] * 4 + [[1500.0, 1000.0, 500.0, 500.0]])
    costs = costs_of({(a, b): 100.0 for a in ("5301", "5302") for b in ("5303", "5304")})
    ranges = ranges_of(draws, costs, external_of({}))
    found = match_draws(draws, costs, external_of({}), n_draws=5, ranges=ranges)
    assert set(found.pairs["robustness"]) == {"tie"}
    (corridor,) = found.corridors.to_dict("records")
    assert (corridor["origins"], corridor["destinations"]) == ("5301;5302", "5303;5304")
    assert (corridor["frequency_pct"], corridor["robustness"]) == (80.0, "robust")
    assert corridor["tonnes_p50"] == pytest.approx(1000.0)
