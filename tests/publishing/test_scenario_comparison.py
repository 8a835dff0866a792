"""What is said, drawn and tabulated of scenarios side by side, without the page around it."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.matching.changes import NOT_COMPARED, PAIR_CHANGES
from analysis.matching.options import MatchingOptions
from analysis.scenario.compare import (
    changed_assumptions,
    compare_balances,
    compare_pairs,
    compare_totals,
)
from analysis.scenario.presets import with_preset
from analysis.scenario.scenario import EVERYWHERE, Change, ExtraDemand
from ntt_data.tables import load
from publishing import scenario_words
from publishing.charts.frame import scope_of
from publishing.charts.scenario import balance_dumbbells
from publishing.language import Language, speaking
from publishing.listings import scenario as listings
from publishing.listings.matching import short_pairs_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import HIGH, LOW
from publishing.sentences import scenario as sentences
from publishing.sentences.balance import headline
from services.answer.evaluation import baseline_of, evaluate

TITLES = {"first": "Baseline", "dry": "Scenario Drought"}


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    base = baseline_of("rice", 2022)
    dry = replace(base, production_changes=(Change("rice", EVERYWHERE, -50.0, "drought"),))
    found = {label: evaluate(s) for label, s in zip(TITLES, (base, dry), strict=True)}
    return {label: one for label, one in found.items() if isinstance(one, Answer)}


def _balances(change_t: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "regency_code": ["5371", "5301"],
            "label": "dry",
            "balance_class": "deficit",
            "first_class": "deficit",
            "is_comparable": True,
            "change_t": [change_t, 0.0],
        }
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            _balances(-900.0),
            "Scenario Drought: Kota Kupang loses most, 900 t less than in Baseline",
        ),
        (_balances(900.0), "Scenario Drought: Kota Kupang gains most, 900 t more than in Baseline"),
        (_balances(0.4), "Between these scenarios no regency's balance changes"),
        (_balances(float("nan")), "Between these scenarios no regency's balance changes"),
        (
            _balances(900.0).assign(label="first"),
            "Between these scenarios no regency's balance changes",
        ),
        (
            _balances(900.0).assign(first_class="doubtful"),
            "Between these scenarios no regency's balance changes",
        ),
        (
            _balances(900.0).assign(is_comparable=False),
            "Years of different series: no change is named",
        ),
    ],
    ids=["less", "more", "rounding", "unknown", "nothing to compare with", "doubtful", "series"],
)
def test_balances_headline(table: pd.DataFrame, said: str) -> None:
    with speaking("en"):
        assert sentences.balances_headline(table, TITLES) == said


def test_pairs_headline_counts_regencies_alone_and_what_became_of_them() -> None:
    changes = pd.DataFrame(
        {
            "origin_kind": [*["regency"] * 8, "external"],
            "change": [
                *("same", "less", "less", "more", "gone", "new", "swappable", "swappable", "new")
            ],
        }
    )
    with speaking("en"):
        said = sentences.pairs_headline("Scenario Drought", changes)
    assert said == (
        "Scenario Drought: 6 pairs between regencies can be compared (1 the same, 1 up, 2 down, "
        "1 new, 1 gone); 2 not compared: they can be swapped at no cost"
    )


@pytest.mark.parametrize(
    ("change", "was", "now", "said"),
    [
        ("same", (20848.0,), (20848.4,), "masih ada, sama"),
        ("less", (20848.0,), (7887.0,), "masih ada, turun 20.848 t → 7.887 t"),
        ("more", (7887.0,), (20848.0,), "masih ada, naik 7.887 t → 20.848 t"),
        (
            *("less", (90.0, 50.0, 100.0), (15.0, 10.0, 20.0)),
            "masih ada, turun 50 s.d. 100 t → 10 s.d. 20 t",
        ),
        ("new", (0.0,), (5.0,), "baru"),
        ("gone", (5.0,), (0.0,), "tidak ada lagi"),
        (
            *("swappable", (19378.0, 829.0, 24839.0), (9459.0, 0.0, 12000.0)),
            "dapat ditukar, tidak dibandingkan: 829 s.d. 24.839 t → 0 s.d. 12.000 t",
        ),
        (
            *("unknown", (5.0,), (9.0, math.nan, math.nan)),
            "tidak dibandingkan: tidak diketahui apakah dapat ditukar",
        ),
    ],
)
def test_a_pair_that_fell_is_not_called_the_same_and_a_choice_no_fall(
    change: str, was: tuple[float, ...], now: tuple[float, ...], said: str
) -> None:
    row = dict(zip(("first_t", "first_min_t", "first_max_t"), was * 3, strict=False))
    row |= dict(zip(("tonnes", "min_t", "max_t"), now * 3, strict=False))
    with speaking("id"):
        assert sentences.pair_changes(pd.DataFrame([{"change": change, **row}])) == [said]


def test_an_el_nino_year_counts_no_choice_as_a_change() -> None:
    """Of the pairs of the baseline most can be swapped: what the rule names is no fact."""
    baseline = baseline_of("rice", 2022)
    dry_year = with_preset(baseline, load("scenario_presets"), "el_nino", "")
    both = evaluate(baseline), evaluate(dry_year)
    found = [answer for answer in both if isinstance(answer, Answer)]
    changes = compare_pairs({str(place): answer.result() for place, answer in enumerate(found)})
    said = changes["change"].isin(PAIR_CHANGES)
    overlaps = (changes["min_t"] <= changes["first_max_t"]) & (
        changes["first_min_t"] <= changes["max_t"]
    )
    varies = changes["max_t"] - changes["min_t"] > 1
    assert (varies & overlaps).any()
    assert not (said & varies & overlaps).any()
    with speaking("id"):
        headline_said = sentences.pairs_headline("Skenario El Niño", changes)
        corridors = sentences.corridor_totals("Acuan", found[0].ranges)
    assert "dapat ditukar tanpa biaya" in headline_said
    assert corridors
    assert all(line.startswith("Acuan, koridor: ") for line in corridors)
    assert sentences.corridor_totals("Acuan", None) == []


@pytest.mark.parametrize("name", ["Normal", "2023", "Sesuai data BPS", "skenario saya", "Scenario"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_scenario_is_called_one_whatever_its_name(language: Language, name: str) -> None:
    with speaking(language):
        said = sentences.title(name)
    assert said.casefold().startswith(("skenario", "scenario"))
    assert said.endswith(name)


@pytest.mark.parametrize("language", ["id", "en"])
def test_title_map_and_files_of_a_scenario_say_so(
    answers: dict[str, Answer], language: Language
) -> None:
    with speaking(language):
        title = sentences.title("Kering")
        dry, baseline = answers["dry"].balance, answers["first"].balance
        assert headline(dry, title).startswith(f"{title}, ")
        chart = balance_choropleth(dry, None, title, baseline)
        assert chart.picture.alt == headline(dry, title)
        assert all(title in lines for lines in chart.picture.tooltips.values())
        remark = sentences.not_measured(title)
        file = short_pairs_table(answers["dry"].match, None).remarked(remark).readable()
        assert file.iloc[:, -1].str.startswith(remark).all()
        assert headline(baseline) != headline(baseline, title), "the baseline is no assumption"


def test_a_scenario_keeps_the_classes_and_colours_of_the_baseline(
    answers: dict[str, Answer],
) -> None:
    """Half of the harvest: what fell below the lowest bound is in the lowest class."""
    dry, baseline = answers["dry"].balance, answers["first"].balance
    with speaking("id"):
        first = balance_choropleth(baseline, None)
        chart = balance_choropleth(dry, None, "Skenario Kering", baseline)
        own = balance_choropleth(dry, None)
    colors = [entry.color for entry in first.legend if entry.mark in (LOW, HIGH)]
    assert [entry.color for entry in chart.legend if entry.color in colors] == colors
    # The words are the same too: the outer classes are open, so that what fell lower is in them.
    words = [entry.label for entry in first.legend if entry.color in colors]
    assert [entry.label for entry in chart.legend if entry.color in colors] == words
    assert [entry.label for entry in own.legend if entry.mark in (LOW, HIGH)] != words
    lowest = dry.table["balance_t"].min()
    assert lowest < baseline.table["balance_t"].min()
    code = dry.table.loc[dry.table["balance_t"].idxmin(), "regency_code"]
    assert chart.picture.fills[code] == chart.legend[0].color
    was = baseline.table.set_index("regency_code")["balance_t"]
    now = dry.table.set_index("regency_code")["balance_t"]
    for code, color in chart.picture.fills.items():
        if color in colors and now[code] == was[code]:
            assert color == first.picture.fills[code]
    assert sum(entry.count for entry in chart.legend) == 22


def test_a_scenario_beside_a_baseline_without_balances_has_its_own_classes(
    answers: dict[str, Answer],
) -> None:
    """Known figures must not be hatched as unknown."""
    dry, baseline = answers["dry"].balance, answers["first"].balance
    nothing = replace(
        baseline, table=baseline.table.assign(balance_t=float("nan"), balance_class=None)
    )
    with speaking("id"):
        chart = balance_choropleth(dry, None, "Skenario Kering", nothing)
        own = balance_choropleth(dry, None)
    assert chart.picture.fills == own.picture.fills
    assert [entry.label for entry in chart.legend] == [entry.label for entry in own.legend]


@pytest.mark.parametrize(("language", "loses"), [("id", "Kekeringan"), ("en", "drought")])
def test_tables_of_a_drought(answers: dict[str, Answer], language: Language, loses: str) -> None:
    results = {label: answer.result() for label, answer in answers.items()}
    with speaking(language):
        changed = changed_assumptions({k: a.scenario for k, a in answers.items()})
        shown = listings.assumptions_table(changed, TITLES)
        assumed = shown.readable()
        totals = listings.totals_table(compare_totals(results), TITLES).readable()
        balances = listings.balances_table(compare_balances(results), TITLES).readable()
    assert len(assumed) == 1
    assert loses.lower() in assumed.iloc[0, 0].lower()
    said = [texts[0] for texts in list(shown.texts.values())[1:]]
    assert said == ["–", "−50,0 %" if language == "id" else "−50.0 %"]
    unit, first_figure, first_words, second_figure, second_words = assumed.iloc[0, 1:]
    assert (unit, first_words, second_figure, second_words) == ("%", "–", -50.0, None)
    assert pd.isna(first_figure)
    assert totals.columns.tolist()[1:-1] == list(TITLES.values())
    assert totals.iloc[0, 2] < totals.iloc[0, 1]
    assert len(balances) == 22
    assert (balances.iloc[:, 3] <= balances.iloc[:, 2]).sum() > 0


@pytest.mark.parametrize(
    ("name", "item", "given", "figure"),
    [
        ("year", "", 2022, (2022, "")),
        ("population_growth_pct", "", 2.5, (2.5, "%")),
        ("production_changes", "rice|all|drought", (-30.0,), (-30.0, "%")),
        ("production_changes", "rice|all|drought", (-30.0, 5.0), None),
        ("matching.reserve_share", "", 0.125, (12.5, "%")),
        ("matching.unmet_penalty_idr_per_t", "", 1_500_000.0, (1500.0, "Rp/kg")),
        ("matching.max_distance_km", "", None, None),
        ("matching.max_distance_km", "", 350.5, (350.5, "km")),
        ("matching.max_partners", "", 3, (3, "")),
        ("matching.external_supply", "", True, None),
        ("closed_edges", "E061", True, None),
        (
            "extra_demand",
            "x|5301|rice",
            (ExtraDemand("x", "5301", "rice", tonnes=12.5),),
            (12.5, "t"),
        ),
    ],
)
def test_assumptions_are_numbers_in_files(
    name: str, item: str, given: object, figure: tuple[float, str] | None
) -> None:
    found = scenario_words.figure(name, item, given)
    assert (found and (found.value, found.unit)) == figure


def test_a_cost_parameter_has_the_unit_of_its_table() -> None:
    with speaking("en"):
        found = scenario_words.figure("cost_parameters", "road_idr_per_t_km", 1500.0)
    assert found == scenario_words.Figure(1500.0, "Rp/t-km")


def test_dots_of_both_scenarios_stand_on_one_line(answers: dict[str, Answer]) -> None:
    balances = compare_balances({label: answer.result() for label, answer in answers.items()})
    unknown = balances["regency_code"].eq("5371")
    with speaking("en"):
        some = balances.assign(balance_t=balances["balance_t"].mask(unknown))
        spec = balance_dumbbells(some, TITLES, "rice", [2022])
    zero, lines, dots, missing = spec["layer"]
    rows = spec["datasets"][dots["data"]["name"]]
    assert {row["label"] for row in rows} == set(TITLES.values())
    assert len(rows) == 2 * len(spec["datasets"][lines["data"]["name"]]) == 42
    (named,) = spec["datasets"][missing["data"]["name"]]
    assert named["regency"] == "Kota Kupang"
    assert zero["mark"]["type"] == "rule"
    pairs = compare_pairs({label: answer.result() for label, answer in answers.items()})
    assert set(pairs["change"]) <= {*PAIR_CHANGES, *NOT_COMPARED}


def test_nothing_is_compared_across_a_break_of_the_series() -> None:
    """Rice of 2017 was estimated by eye, of 2018 measured: side by side, but no difference."""
    found = {f"{year}": evaluate(baseline_of("rice", year)) for year in (2017, 2018)}
    results = {label: one.result() for label, one in found.items() if isinstance(one, Answer)}
    balances = compare_balances(results)
    later = balances[balances["label"] == "2018"]
    assert later["balance_t"].notna().all()
    assert later["change_t"].isna().all()
    with speaking("en"):
        said = sentences.balances_headline(balances, {"2017": "2017", "2018": "2018"})
        note = sentences.series_note(balances)
        names = {label: label for label in results}
        spec = balance_dumbbells(balances, names, "rice", [2017, 2018])
    assert said == "Years of different series: no change is named"
    assert scope_of(spec).startswith("Rice 2017 / 2018: ")
    assert note.startswith("Not compared for 22 regencies: ")
    _zero, lines, dots, *_rest = spec["layer"]
    assert len(spec["datasets"][dots["data"]["name"]]) == 44
    ends = spec["datasets"][lines["data"]["name"]]
    assert all(row["min"] == row["max"] for row in ends), "no line joins the two years"


def test_years_of_one_series_are_compared() -> None:
    found = {f"{year}": evaluate(baseline_of("rice", year)) for year in (2020, 2021)}
    results = {label: one.result() for label, one in found.items() if isinstance(one, Answer)}
    balances = compare_balances(results)
    assert len(results) == 2
    assert balances["change_t"].notna().all()
    with speaking("en"):
        assert sentences.series_note(balances) == ""


def test_extra_demand_is_listed_by_regency() -> None:
    demand = pd.DataFrame({"name": ["Reserve"], "regency_code": ["5371"], "tonnes": [100.0]})
    with speaking("en"):
        table = listings.demand_table(demand).readable()
    assert table.to_dict("records") == [
        {"Name": "Reserve", "Regency (code)": "5371", "Regency": "Kota Kupang", "Tonnes": 100.0}
    ]


def test_what_is_found_under_other_options_says_so() -> None:
    pairs = tuple(("5303", f"53{n:02}") for n in range(4, 10))
    options = MatchingOptions(max_distance_km=150.0, forbidden_pairs=pairs[:1])
    with speaking("id"):
        assert sentences.match_options(MatchingOptions()) == ""
        assert sentences.match_options(options) == (
            "jarak terjauh antara dua daerah: 150 km; pasangan yang dikecualikan: Kupang → TTS"
        )
        assert sentences.match_options(options, ["reserve_share"]) == ""
        many = sentences.match_options(MatchingOptions(forbidden_pairs=pairs))
    assert many.endswith("; 2 lagi")
    assert many.count("→") == 4
