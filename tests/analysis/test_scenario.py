"""Scenarios: what may be in one, what it does to the figures, and how two compare."""

import json
import math
from dataclasses import fields, replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.balance.compute import BalanceSettings, compute_balance
from analysis.balance.settings import MissingInputs
from analysis.matching.match import match
from analysis.matching.options import OBJECTIVES, MatchingOptions
from analysis.matching.problem import build_match_problem
from analysis.matching.ranges import match_ranges
from analysis.scenario.apply import apply_cost_parameters, apply_scenario
from analysis.scenario.compare import (
    ScenarioResult,
    changed_assumptions,
    compare_balances,
    compare_pairs,
    compare_totals,
)
from analysis.scenario.document import ReadDocument, from_dict, from_json, to_dict, to_json
from analysis.scenario.errors import ScenarioError
from analysis.scenario.presets import with_preset
from analysis.scenario.scenario import (
    CHANGE_REASONS,
    VERSION,
    Change,
    ExtraDemand,
    Scenario,
    baseline,
)
from analysis.scenario.upgrade import MARGINS_OF_VERSION_1, DocumentChange
from tests.support.examples import many
from tests.support.make_tables import costs_of, external_of, rows, tables

BASE = baseline("Baseline", "rice", 2022)


def three() -> object:
    """Three regencies in two zones: 100, 200, 300 t of paddy; 1,000 people of 90 kg each."""
    made = tables(
        production={"5301": 100.0, "5302": 200.0, "5303": 300.0},
        population=dict.fromkeys(["5301", "5302", "5303"], 1000.0),
        norm=dict.fromkeys(["5301", "5302", "5303"], 90.0),
    )
    return replace(made, regencies=made.regencies.assign(zone_id=["Z4", "Z4", "Z3"]))


def balance_under(scenario: Scenario, made: object = None) -> pd.DataFrame:
    applied = apply_scenario(made or three(), scenario)
    assert isinstance(applied.settings, BalanceSettings)
    return compute_balance(applied.tables, applied.settings, applied.extra_need_t).set_index(
        "regency_code"
    )


# --- the object ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"year": 1492}, "year", "out_of_range"),
        ({"year": 2022.5}, "year", "wrong_type"),
        ({"year": True}, "year", "wrong_type"),
        ({"name": "   "}, "name", "empty"),
        ({"name": "x" * 81}, "name", "too_long"),
        ({"name": "half \ud800"}, "name", "control_character"),
        ({"name": 5}, "name", "wrong_type"),
        ({"population_growth_pct": math.nan}, "population_growth_pct", "out_of_range"),
        ({"population_growth_pct": math.inf}, "population_growth_pct", "out_of_range"),
        ({"population_growth_pct": 10**400}, "population_growth_pct", "out_of_range"),
        ({"closed_edges": ("E1", "E1")}, "closed_edges[1]", "duplicate"),
        ({"closed_edges": "E061"}, "closed_edges", "wrong_type"),
        ({"cost_parameters": (("road", -1),)}, "cost_parameters.road", "out_of_range"),
        ({"production_changes": ("El Niño",)}, "production_changes[0]", "wrong_type"),
        ({"version": VERSION + 1}, "version", "newer_version"),
        ({"matching": {"reserve_share": 0.1}}, "matching", "wrong_type"),
    ],
)
def test_a_wrong_field_is_named(change: dict, field: str, code: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        replace(BASE, **change)
    assert (caught.value.field, caught.value.code) == (field, code)


@pytest.mark.parametrize(
    ("amount", "field", "code"),
    [
        ({}, "tonnes", "demand_amount"),
        ({"tonnes": 5, "people": 3, "days": 1, "kg_per_person_day": 1}, "tonnes", "demand_amount"),
        ({"tonnes": 5, "days": 3}, "days", "demand_amount"),
        ({"people": 5, "days": 3}, "kg_per_person_day", "missing_field"),
        ({"people": 5, "days": 400, "kg_per_person_day": 1}, "days", "out_of_range"),
        ({"tonnes": -1}, "tonnes", "out_of_range"),
    ],
)
def test_extra_demand_is_given_in_one_way(amount: dict, field: str, code: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        ExtraDemand("Guests", "5301", "rice", **amount)
    assert (caught.value.field, caught.value.code) == (field, code)


def test_tonnes_cannot_be_spread_over_a_zone() -> None:
    with pytest.raises(ScenarioError, match="several regencies"):
        ExtraDemand("Reserve", "Z4", "rice", tonnes=100)


def test_the_same_assumptions_are_one_object() -> None:
    a = Scenario("a", "rice", 2022, closed_edges=("E2", "E1"), population_growth_pct=1)
    b = Scenario("b", "rice", 2022.0, closed_edges=["E1", "E2"], population_growth_pct=1.0)
    assert a != b
    assert a.without_name() == b.without_name()
    assert hash(a.without_name()) == hash(b.without_name())


# --- the document --------------------------------------------------------------------------

CHANGES = st.builds(
    Change,
    commodity=st.sampled_from(["rice", "maize"]),
    scope=st.sampled_from(["all", "Z4", "5301"]),
    change_pct=st.floats(-100, 1000),
    reason=st.sampled_from(CHANGE_REASONS),
)
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40
)
DEMANDS = st.one_of(
    st.builds(ExtraDemand, TEXTS, st.just("5301"), st.just("rice"), tonnes=st.floats(0, 1e6)),
    st.builds(
        ExtraDemand,
        *(TEXTS, st.sampled_from(["all", "Z4", "5302"]), st.just("rice")),
        population_pct=st.floats(0, 100),
        days=st.floats(0, 366),
        kg_per_person_day=st.floats(0, 5),
    ),
)
SCENARIOS = st.builds(
    Scenario,
    name=TEXTS,
    commodity=st.just("rice"),
    year=st.just(2022),
    description=st.one_of(st.just(""), TEXTS),
    population_growth_pct=st.floats(-50, 100),
    production_changes=st.lists(CHANGES, max_size=4).map(tuple),
    consumption_changes=st.lists(CHANGES, max_size=3).map(tuple),
    extra_demand=st.lists(DEMANDS, max_size=3).map(tuple),
    cost_parameters=st.dictionaries(TEXTS, st.floats(0, 1e6), max_size=3).map(
        lambda found: tuple({name.strip(): value for name, value in found.items()}.items())
    ),
    closed_edges=st.sets(st.sampled_from(["E1", "E2", "E3"])).map(tuple),
    matching=st.builds(
        MatchingOptions, external_supply=st.booleans(), reserve_share=st.floats(0, 1)
    ),
)


@given(SCENARIOS)
@settings(max_examples=many(25), deadline=None)
def test_a_file_brings_back_the_same_object(scenario: Scenario) -> None:
    assert from_json(to_json(scenario)) == ReadDocument(scenario)
    assert from_dict(json.loads(json.dumps(to_dict(scenario)))) == ReadDocument(scenario)


def test_the_document_has_every_field_of_the_objects() -> None:
    document = to_dict(BASE)
    assert set(document) == {f.name for f in fields(Scenario)}
    assert set(document["matching"]) == {f.name for f in fields(MatchingOptions)}


def test_an_older_file_without_newer_options_takes_their_defaults() -> None:
    document = {"version": 2, "name": "x", "commodity": "rice", "year": 2022}
    assert from_dict(document).scenario.matching == MatchingOptions()


#: A document as version 1 wrote it: no objective, one margin set, one left as it was then.
VERSION_1 = {
    "version": 1,
    "name": "x",
    "commodity": "rice",
    "year": 2022,
    "matching": {"reserve_share": 0.1},
    "cost_parameters": {"ship_margin_idr_per_t": 600_000.0, "road_idr_per_t_km": 1500.0},
}


def test_a_document_of_version_1_keeps_its_objective_and_says_what_its_margins_were() -> None:
    read = from_dict(VERSION_1)
    assert read.scenario.matching == MatchingOptions(objective="least_cost", reserve_share=0.1)
    assert read.scenario.cost_parameters == (("road_idr_per_t_km", 1500.0),)
    assert read.changes == (
        DocumentChange("objective_kept", "least_cost"),
        DocumentChange("parameter_removed", "ferry_gateway_margin_idr_per_t", 388_000.0),
        DocumentChange("parameter_removed", "ship_margin_idr_per_t", 600_000.0, was_set=True),
    )
    # Written anew it is of today's version, and nothing is left to tell.
    assert from_json(to_json(read.scenario)) == ReadDocument(read.scenario)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_an_objective_that_a_document_names_is_kept(objective: str) -> None:
    for version in (1, 2):
        read = from_dict({**VERSION_1, "version": version, "cost_parameters": {},
                          "matching": {"objective": objective}})  # fmt: skip
        assert read.scenario.matching.objective == objective
        assert not [change for change in read.changes if change.kind == "objective_kept"]


def test_margins_that_were_zero_change_nothing() -> None:
    without = dict.fromkeys(MARGINS_OF_VERSION_1, 0)
    document = {**VERSION_1, "cost_parameters": without, "matching": {"objective": "fairest"}}
    assert from_dict(document).changes == ()


@pytest.mark.parametrize("value", ["banyak", True, float("nan"), float("inf"), 10**400])
def test_a_margin_that_is_no_number_is_refused_and_not_forgotten(value: object) -> None:
    document = {**VERSION_1, "cost_parameters": {"ship_margin_idr_per_t": value}}
    with pytest.raises(ScenarioError) as caught:
        from_dict(document)
    assert caught.value.field == "cost_parameters.ship_margin_idr_per_t"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"version": 99, "rain": 5}, "version", "newer_version"),
        ({"version": "1"}, "version", "wrong_type"),
        ({"rain": 5}, "rain", "unknown_field"),
        ({"production_changes": {}}, "production_changes[0]", None),
        ({"production_changes": 5}, "production_changes", "wrong_type"),
        ({"production_changes": [5]}, "production_changes[0]", "wrong_type"),
        ({"production_changes": [{"commodity": "rice", "scope": "all"}]},
         "production_changes[0].change_pct", "missing_field"),
        ({"production_changes": [{"commodity": "rice", "scope": "all", "change_pct": -150}]},
         "production_changes[0].change_pct", "out_of_range"),
        ({"production_changes": [{"commodity": "rice", "scope": "all", "change_pct": 1, "x": 1}]},
         "production_changes[0].x", "unknown_field"),
        ({"production_changes": [
            {"commodity": "rice", "scope": "all", "change_pct": 1, "reason": "magic"}]},
         "production_changes[0].reason", "not_allowed"),
        ({"production_changes": [{}] * 101}, "production_changes", "too_long"),
        ({"extra_demand": [{"name": "x", "scope": "5301"}]},
         "extra_demand[0].commodity", "missing_field"),
        ({"cost_parameters": [1]}, "cost_parameters", "wrong_type"),
        ({"cost_parameters": {"road": "murah"}}, "cost_parameters.road", "wrong_type"),
        ({"matching": {"magic": 1}}, "matching.magic", "unknown_field"),
        ({"matching": {"reserve_share": 2}}, "matching.reserve_share", "matching_option"),
        ({"matching": {"reserve_share": {"a": 1}}}, "matching.reserve_share", "wrong_type"),
        ({"matching": []}, "matching", "wrong_type"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_told_by_field(change: dict, field: str, code: str | None) -> None:
    document = {**to_dict(BASE), **change}
    if code is None:  # an empty object where a list belongs is an empty list of changes
        assert from_dict(document).scenario.production_changes == ()
        return
    with pytest.raises(ScenarioError) as caught:
        from_dict(document)
    assert (caught.value.field, caught.value.code) == (field, code)
    assert field in str(caught.value)


@pytest.mark.parametrize("needed", ["version", "name", "commodity", "year"])
def test_what_a_document_cannot_do_without(needed: str) -> None:
    document = to_dict(BASE)
    del document[needed]
    with pytest.raises(ScenarioError) as caught:
        from_dict(document)
    assert (caught.value.field, caught.value.code) == (needed, "missing_field")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (to_json(BASE)[:120], "not_json"),
        ("", "not_json"),
        ("[" * 100_000, "too_deep"),
        (" " * 300_000, "too_large"),
        ("[1, 2]", "wrong_type"),
        ('{"version": NaN}', "wrong_type"),
    ],
)
def test_a_broken_file_is_refused(text: str, code: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        from_json(text)
    assert caught.value.code == code


# --- what it does --------------------------------------------------------------------------


def test_the_baseline_changes_nothing() -> None:
    made = three()
    applied = apply_scenario(made, BASE)
    for name in ("production", "consumption", "population", "conversions"):
        assert getattr(applied.tables, name) is getattr(made, name)
    assert applied.extra_need_t.empty


def test_golden_balance_under_a_scenario() -> None:
    scenario = replace(
        BASE,
        population_growth_pct=10,
        production_changes=(Change("rice", "all", -10), Change("rice", "Z4", -20)),
        consumption_changes=(Change("rice", "5303", 50),),
        extra_demand=(
            ExtraDemand("Guests", "5301", "rice", people=1000, days=10, kg_per_person_day=0.5),
            ExtraDemand("School", "Z4", "rice", population_pct=20, days=100, kg_per_person_day=0.1),
            ExtraDemand("Maize", "5301", "maize", tonnes=999),
        ),
    )
    table = balance_under(scenario)
    # 5301: 100 x 0.9 x 0.8 = 72 t paddy x 0.6 = 43.2 t; 5303: 300 x 0.9 x 0.6 = 162 t
    assert table["available_t"].tolist() == pytest.approx([43.2, 86.4, 162.0])
    # 1,100 people x 90 kg = 99 t; guests 5 t; school 220 x 100 x 0.1 = 2.2 t; 5303 x 1.5 = 148.5
    assert table["need_t"].tolist() == pytest.approx([99 + 5 + 2.2, 99 + 2.2, 148.5])
    assert table["balance_class"].tolist() == ["deficit", "deficit", "surplus"]
    assert set(table["grade"]) == {"assumption"}
    assert table.loc["5301", "source_ids"] == "S01;S06;S23;T01;assumption"


def test_only_the_year_and_commodity_concerned_change() -> None:
    made = three()
    other = rows(
        "production",
        {"regency_code": "5301", "year": 2021, "value": 50.0},
        {"regency_code": "5301", "commodity": "maize", "value": 70.0},
        {"regency_code": "5301", "measure": "harvested_area", "unit": "ha", "value": 9.0},
        {"regency_code": "5301", "year": None, "value": 3.0, "form": "old"},
    )
    made = replace(made, production=pd.concat([made.production, other], ignore_index=True))
    changed = apply_scenario(
        made, replace(BASE, production_changes=(Change("rice", "all", -50),))
    ).tables.production
    assert changed["value"].tolist() == [50.0, 100.0, 150.0, 50.0, 70.0, 9.0, 3.0]
    assert changed["grade"].tolist() == ["assumption"] * 3 + ["B"] * 4
    assert made.production["value"].tolist() == [100.0, 200.0, 300.0, 50.0, 70.0, 9.0, 3.0]


def test_unknown_stays_unknown() -> None:
    made = tables(
        production={"5301": None, "5302": 10.0},
        population={"5301": 10.0, "5302": 10.0},
        norm={"5301": 9.0, "5302": 9.0},
    )
    made = replace(made, regencies=made.regencies.assign(zone_id="Z4"))
    table = balance_under(replace(BASE, production_changes=(Change("rice", "all", 50),)), made)
    assert table["balance_class"].tolist() == ["unknown", "surplus"]
    assert math.isnan(table.loc["5301", "production_t"])


def test_a_year_without_data_is_said_to_be_missing() -> None:
    applied = apply_scenario(three(), replace(BASE, year=1999))
    assert isinstance(applied.settings, MissingInputs)
    assert applied.settings.years_available["production"] == (2022,)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"production_changes": (Change("rice", "Z9", 5),)}, "production_changes[0].scope"),
        ({"extra_demand": (ExtraDemand("x", "9999", "rice", tonnes=1),)}, "extra_demand[0].scope"),
    ],
)
def test_an_unknown_scope_is_named(change: dict, field: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        apply_scenario(three(), replace(BASE, **change))
    assert (caught.value.code, caught.value.field) == ("unknown_reference", field)


@given(st.floats(-100, 0), st.floats(0, 100), st.floats(0, 1e5))
@settings(max_examples=many(10), deadline=None)
def test_less_harvest_and_more_people_never_help(drop: float, growth: float, demand: float) -> None:
    before = balance_under(BASE)
    after = balance_under(
        replace(
            BASE,
            production_changes=(Change("rice", "all", drop),),
            population_growth_pct=growth,
            extra_demand=(ExtraDemand("Guests", "5302", "rice", tonnes=demand),),
        )
    )
    assert (after["balance_t"] <= before["balance_t"] + 1e-9).all()


def test_cost_parameters_become_assumptions() -> None:
    table = pd.DataFrame(
        {
            "parameter": ["road", "ferry"],
            "value": [1260.0, 1400.0],
            "basis": ["derived", "derived"],
            "source_ids": ["C02", "F01"],
        }
    )
    changed = apply_cost_parameters(table, (("ferry", 1400.0), ("road", 2000.0)))
    assert changed["value"].tolist() == [2000.0, 1400.0]
    assert changed["basis"].tolist() == ["assumption", "derived"]
    assert changed["source_ids"].tolist() == ["assumption", "F01"]
    with pytest.raises(ScenarioError) as caught:
        apply_cost_parameters(table, (("sea", 1.0),))
    assert caught.value.field == "cost_parameters.sea"


def test_presets_fill_the_fields_they_name() -> None:
    presets = pd.DataFrame(
        [
            ("dry", 2, "extra_demand", "rice", "5301", 5.0, "t", None, None, None),
            ("dry", 1, "production_changes", "rice", "all", -8.0, "percent", None, None, "drought"),
            ("dry", 3, "population_growth_pct", None, None, 1.5, "percent", None, None, None),
        ],
        columns=[
            *("preset", "order", "field", "commodity", "scope", "value", "unit"),
            *("days", "kg_per_person_day", "reason"),
        ],
    )
    filled = with_preset(BASE, presets, "dry", "Dry year")
    assert filled.production_changes == (Change("rice", "all", -8.0, "drought"),)
    assert filled.extra_demand == (ExtraDemand("Dry year", "5301", "rice", tonnes=5.0),)
    assert filled.population_growth_pct == 1.5
    with pytest.raises(ScenarioError):
        with_preset(BASE, presets, "wet", "")


# --- comparison ----------------------------------------------------------------------------


def result_of(scenario: Scenario) -> ScenarioResult:
    # Surpluses and deficits of three(): 5301 60-90 = -30, 5302 120-90 = +30, 5303 180-90 = +90.
    balance = balance_under(scenario).reset_index()
    costs = costs_of({("5302", "5301"): 100, ("5303", "5301"): 300, ("5303", "5302"): 200})
    external = external_of({("X", "5301"): 1000, ("X", "5302"): 1000, ("X", "5303"): 1000})
    asked = balance, costs, external, scenario.matching
    ranges = match_ranges(build_match_problem(*asked))
    return ScenarioResult(scenario, balance, match(*asked), ranges)


def test_comparison_of_two_worked_out_by_hand() -> None:
    drought = replace(BASE, name="Drought", production_changes=(Change("rice", "Z4", -50),))
    results = {"before": result_of(BASE), "after": result_of(drought)}

    balances = compare_balances(results)
    after = balances[balances["label"] == "after"].set_index("regency_code")
    # Half of 60 and of 120 t is gone.
    assert after["change_t"].tolist() == pytest.approx([-30.0, -60.0, 0.0])
    assert after["first_class"].tolist() == ["deficit", "surplus", "surplus"]
    assert after["balance_class"].tolist() == ["deficit", "deficit", "surplus"]

    pairs = compare_pairs(results).set_index(["origin", "destination"])
    # Before: 30 t from the nearest, 5302. After: 5303 has 90 t for deficits of 60 and 30 t.
    assert pairs["change"].to_dict() == {
        ("5302", "5301"): "gone",
        ("5303", "5301"): "new",
        ("5303", "5302"): "new",
    }
    assert pairs["tonnes"].to_dict() == pytest.approx(
        {("5302", "5301"): 0.0, ("5303", "5301"): 60.0, ("5303", "5302"): 30.0}
    )

    totals = compare_totals(results).set_index("label")
    assert totals["cost_idr"].tolist() == pytest.approx([30 * 100, 60 * 300 + 30 * 200])
    assert totals["unmet_t"].tolist() == [0.0, 0.0]
    assert totals["balance_t"].tolist() == pytest.approx([90.0, 0.0])


def test_pairs_compared_with_themselves_are_kept() -> None:
    same = result_of(BASE)
    pairs = compare_pairs({"a": same, "b": same, "c": same})
    assert set(pairs["change"]) == {"same"}
    assert set(pairs["label"]) == {"b", "c"}
    assert compare_pairs({"a": same}).empty


def test_a_choice_among_equals_is_no_change() -> None:
    """Two suppliers behind one ferry: only what leaves and what arrives is the same in each answer.

    5301 and 5302 give 50 and 30 t to 5311 and 5312, who lack 40 t each: 5301 sends 5311 10 to 40 t.
    """
    supplies = {("5301", "5311"): 5, ("5301", "5312"): 7, ("5302", "5311"): 6, ("5302", "5312"): 8}

    def result(first: float, second: float, lacks: float = -40.0) -> ScenarioResult:
        balance = pd.DataFrame(
            {
                "regency_code": ["5301", "5302", "5311", "5312"],
                "balance_t": [first, second, lacks, lacks],
                "need_t": [1e3] * 4,
                "balance_class": [*["surplus"] * 2, *["deficit"] * 2],
            }
        )
        asked = balance, costs_of(supplies), external_of({("X", "5311"): 9e6}), MatchingOptions()
        ranges = match_ranges(build_match_problem(*asked))
        return ScenarioResult(BASE, balance, match(*asked), ranges)

    def pairs_of(*results: ScenarioResult) -> pd.DataFrame:
        named = dict(zip("ab", results, strict=True))
        return compare_pairs(named).set_index(["origin", "destination"])

    before, other = result(50.0, 30.0), result(45.0, 35.0)
    found = pairs_of(before, other)
    assert set(found["change"]) == {"swappable"}, "the ranges overlap, whatever the rule names"
    assert found["change_t"].isna().all()
    row = found.loc[("5301", "5311")]
    ends = row[["first_min_t", "first_max_t", "min_t", "max_t"]].tolist()
    assert ends == pytest.approx([10.0, 40.0, 5.0, 40.0])

    # Now 5301 alone has enough for both: 42 t each lie beyond the 40 t that it could send before.
    alone = pairs_of(before, result(100.0, 0.05, -42.0))["change"].to_dict()
    assert {alone.pop(("5301", end)) for end in ("5311", "5312")} == {"more"}
    assert set(alone.values()) <= {"swappable"}, "that 5302 sends 0 t was as good before"
    unknown = replace(other, ranges=None)
    assert set(pairs_of(before, unknown)["change"]) == {"unknown"}


def test_a_pair_with_fewer_tonnes_is_not_the_same() -> None:
    """Of the 30 t that 5301 takes from 5302, so many stay as it lacks after the change."""

    def change_of(population_pct: float) -> tuple[str, float]:
        other = replace(
            BASE, name="Other", consumption_changes=(Change("rice", "5301", population_pct),)
        )
        pairs = compare_pairs({"before": result_of(BASE), "after": result_of(other)})
        row = pairs.set_index(["origin", "destination"]).loc[("5302", "5301")]
        return str(row["change"]), float(row["change_t"])

    # 5301 needs 90 t and has 60 t.
    assert change_of(-20.0) == ("less", pytest.approx(-18.0))
    assert change_of(-1.0) == ("same", pytest.approx(-0.9)), "within a tonne it is the same"
    assert change_of(-1.2) == ("less", pytest.approx(-1.08))


def test_changed_assumptions_name_what_differs() -> None:
    other = replace(
        BASE,
        name="other",
        description="said at length",
        production_changes=(Change("rice", "Z4", -50, "drought"),),
        closure_events=("monsoon",),
        cost_parameters=(("road", 2000),),
        matching=MatchingOptions(reserve_share=0.2),
    )
    table = changed_assumptions({"a": BASE, "b": other})
    assert table.to_numpy().tolist() == [
        ["production_changes", "rice|Z4|drought", None, (-50.0,)],
        ["cost_parameters", "road", None, 2000.0],
        ["closure_events", "monsoon", None, True],
        ["matching.reserve_share", "", 0.0, 0.2],
    ]
    assert changed_assumptions({"a": other, "b": replace(other, name="same")}).empty
