"""Control totals and named traps of the curated statistics tables.

Every expected number below is a published figure or is worked out in the comment beside it;
none is copied from the program's own output.
"""

import pandas as pd
import pytest

from tests.support.curated_text import CURATED, pick, read

REGENCY_TABLES = {
    "population": ["regency_code", "indicator", "form", "year"],
    "production": ["regency_code", "commodity", "measure", "form", "year"],
    "consumption": ["regency_code", "commodity", "form", "year"],
    "prices": ["regency_code", "commodity", "form", "year"],
    "social": ["regency_code", "indicator", "form", "year"],
}
GRADED_TABLES = [*REGENCY_TABLES, "conversions", "provincial_figures"]
FLAGS = {
    "",
    "outlier",
    "repeated_year",
    "series_break",
    "older_method",
    "computed",
    "rounded",
    "suspect",
    "partial",
    "imputed",
}
GRADES = {"A", "B", "C", "assumption"}
CODES = {f"53{n:02d}" for n in range(1, 22)} | {"5371"}


def flag_of(table: pd.DataFrame, **conditions: str) -> str:
    """The flag of the single row that the conditions name."""
    rows = pick(table, **conditions)
    assert len(rows) == 1, f"{len(rows)} rows for {conditions}"
    return str(rows.iloc[0]["flag"])


@pytest.fixture(scope="module")
def production() -> pd.DataFrame:
    return read("production")


@pytest.fixture(scope="module")
def provincial() -> pd.DataFrame:
    return read("provincial_figures")


# --- shape ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REGENCY_TABLES)
def test_regency_tables_hold_regencies_only_with_unique_keys(name: str) -> None:
    table = read(name)
    assert set(table["regency_code"]) <= CODES
    assert table["year"].str.fullmatch(r"\d{4}").all()
    twice = table[table.duplicated(REGENCY_TABLES[name], keep=False)]
    assert twice.empty, twice[REGENCY_TABLES[name]].to_string()


def test_conversions_have_unique_keys() -> None:
    key = ["commodity", "coefficient", "from_form", "to_form", "region", "year"]
    assert not read("conversions").duplicated(key).any()


@pytest.mark.parametrize("name", GRADED_TABLES)
def test_sources_are_registered_and_grade_d_stays_out(name: str) -> None:
    table = read(name)
    assert set(table["source_id"]) <= set(read("sources")["source_id"])
    assert set(table["grade"]) <= GRADES
    if "flag" in table:
        assert set(table["flag"]) <= FLAGS


def test_rejected_sources_are_not_in_the_register() -> None:
    # Tables graded D: simulated, model output, or proven wrong. Named by their repository.
    rejected = [
        "basis-data-konsumsi-pangan",
        "Early-Warning-System-Ketahanan-Pangan",
        "satudatasektoral.nttprov.go.id",
        "fwttnnn/pade",
        "Agricultural-Programme",
    ]
    register = read("sources")
    assert set(register["grade"]) == GRADES
    for name in rejected:
        assert not register["locator"].str.contains(name, regex=False).any(), name


def test_control_copies_never_reach_a_regency_table() -> None:
    # S24b (typing errors) and S21 (no year) serve as control or as undated figures only.
    for name in REGENCY_TABLES:
        assert not set(read(name)["source_id"]) & {"S24b", "S21"}, name
    undated = pick(read("provincial_figures"), year="")
    assert set(undated["source_id"]) == {"S21"}
    assert set(undated["flag"]) == {"suspect"}
    assert len(undated) == 11


def test_no_note_is_in_one_language_only() -> None:
    for name in [*GRADED_TABLES, "regencies", "sources"]:
        table = read(name)
        lonely = table[(table["note"] == "") != (table["note_en"] == "")]
        assert lonely.empty, f"{name}: {lonely.to_string()}"


def test_a_series_that_may_break_is_told_alike_in_both_languages() -> None:
    for name, note in (("production", "note"), ("uncertainty_spreads", "note_id")):
        table = read(name)
        maybe = table[table[note].str.contains("Cara pendataan mungkin berubah", regex=False)]
        assert len(maybe), name
        said = maybe["note_en"].str.contains("The way of counting may have changed", regex=False)
        assert said.all(), name
        against = maybe[note].str.contains("jangan dibandingkan dengan tahun sebelumnya")
        told = maybe["note_en"].str.contains("do not compare with earlier years")
        assert (against == told).all(), name


# --- regencies -----------------------------------------------------------------------------


def test_regencies_area_adds_up_to_the_provincial_row() -> None:
    regencies = read("regencies")
    assert set(regencies["regency_code"]) == CODES
    assert len(regencies) == 22
    # Provincial row of the same official list: 46,378.105 km2.
    assert regencies["area_km2"].astype(float).sum() == pytest.approx(46_378.105, abs=0.0005)


def test_regencies_stand_in_the_zones_of_the_report() -> None:
    # Section 8, point 4 of the report; its second "Zona 7" keeps the id Z6.
    zones = read("regencies").groupby("zone_id")["regency_code"].apply(set).to_dict()
    assert zones == {
        "Z1": {"5304", "5305", "5306", "5321"},
        "Z2": {"5320"},
        "Z3": {"5303", "5314", "5371"},
        "Z4": {"5301", "5302", "5316", "5317"},
        "Z5": {"5313", "5315", "5319"},
        "Z6": {"5310", "5311", "5312", "5318"},
        "Z7": {"5308", "5309"},
        "Z8": {"5307"},
    }


# --- coverage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("commodity", "form", "years", "regencies"),
    [
        ("rice", "paddy_gkg", range(2018, 2024), 22),
        ("chili", "fresh", range(2018, 2025), 22),
        ("fish", "marine_capture", range(2019, 2024), 22),
        ("coffee", "as_published", range(2016, 2024), 19),
        ("cocoa", "as_published", range(2010, 2023), 17),
        ("mung_bean", "dry_grain", range(2018, 2023), 22),
    ],
)
def test_production_coverage(
    production: pd.DataFrame, commodity: str, form: str, years: range, regencies: int
) -> None:
    rows = pick(production, commodity=commodity, measure="production", form=form)
    for year in years:
        assert rows[rows["year"] == str(year)]["regency_code"].nunique() == regencies, year


def test_consumption_coverage() -> None:
    consumption = read("consumption")
    susenas = pick(consumption, source_id="T01")
    assert (susenas.groupby(["commodity", "form"])["regency_code"].nunique() == 22).all()
    for year in range(2019, 2024):
        assert len(pick(consumption, commodity="fish", form="fish_whole", year=str(year))) == 22


# --- control totals ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "published_t"),
    [
        ("2018", 899_935.88),
        ("2019", 811_724.18),
        ("2020", 725_024.30),
        ("2021", 731_877.74),
        ("2022", 756_049.91),
        ("2023", 766_810.46),
    ],
)
def test_paddy_of_22_regencies_is_the_published_total(
    production: pd.DataFrame, provincial: pd.DataFrame, year: str, published_t: float
) -> None:
    rows = pick(production, commodity="rice", measure="production", form="paddy_gkg", year=year)
    assert rows["number"].sum() == pytest.approx(published_t, abs=0.03)
    control = pick(
        provincial, commodity="rice", indicator="production", form="paddy_gkg", year=year
    )
    assert control["number"].tolist() == [published_t]


def test_rice_coefficients_give_back_the_published_rice() -> None:
    # Press releases: 473.00 / 811.72; 422.48 / 725.02; 428.68 / 731.88; 442.84 / 756.05
    # thousand t of rice per thousand t GKG.
    conversions = pick(read("conversions"), commodity="rice", from_form="paddy_gkg", region="53")
    value = conversions.set_index("year")["number"]
    assert value["2019"] == pytest.approx(0.582713, abs=5e-7)
    assert value["2020"] == pytest.approx(0.582715, abs=5e-7)
    assert value["2021"] == pytest.approx(0.585724, abs=5e-7)
    assert value["2022"] == pytest.approx(0.585728, abs=5e-7)
    # 22 regencies x coefficient = published rice, to the rounding of the press (10 t).
    production = pick(
        read("production"), commodity="rice", measure="production", form="paddy_gkg", year="2022"
    )
    assert production["number"].sum() * value["2022"] == pytest.approx(442_840, abs=10)


def test_rice_coefficients_of_years_without_a_figure_are_assumptions() -> None:
    rice = pick(read("conversions"), commodity="rice", coefficient="conversion")
    assert set(rice["net_of_seed_feed_loss"]) == {"true"}
    by_year = rice.set_index("year")
    assert by_year.loc["2018", "value"] == by_year.loc["2019", "value"]
    assert by_year.loc["2023", "value"] == by_year.loc["2022", "value"]
    for year in ("2018", "2023"):
        assert by_year.loc[year, "basis"] == "assumption"
        assert by_year.loc[year, "grade"] == "assumption"
        assert by_year.loc[year, "source_id"] == "assumption"
    assert set(by_year.loc[["2019", "2020", "2021", "2022"], "basis"]) == {"derived"}


def test_no_seed_feed_or_loss_share_is_invented() -> None:
    assert set(read("conversions")["coefficient"]) == {"conversion", "eaten_out"}


def test_mung_bean_sums_match_the_statistics_office(production: pd.DataFrame) -> None:
    # BPS NTT: 10.4 thousand t (2011) and 11.5 thousand t (2012), rounded to 0.1 thousand t.
    rows = pick(production, commodity="mung_bean", measure="production", form="dry_grain")
    total = rows.groupby("year")["number"].sum()
    assert total["2011"] == pytest.approx(10_400, abs=50)
    assert total["2012"] == pytest.approx(11_500, abs=50)


def test_chili_of_sikka_is_the_official_figure(production: pd.DataFrame) -> None:
    # SIMDASI table 5.1.2, quintals: 7,418; 3,140; 2,408; 2,129. One quintal is 0.1 t.
    rows = pick(production, commodity="chili", measure="production", regency_code="5310").set_index(
        "year"
    )
    for year, quintals in {"2020": 7418, "2021": 3140, "2022": 2408, "2023": 2129}.items():
        assert rows.loc[year, "number"] == pytest.approx(quintals / 10)
        assert rows.loc[year, "source_id"] == "S20"
        assert rows.loc[year, "grade"] == "A"
        assert (rows.loc[year, "literal_value"], rows.loc[year, "literal_unit"]) == (
            str(quintals),
            "kuintal",
        )


def test_cocoa_sum_lies_just_below_the_provincial_file(
    production: pd.DataFrame, provincial: pd.DataFrame
) -> None:
    # 17 regencies are listed; Belu, Malaka and others with little cocoa are not.
    total = (
        pick(production, commodity="cocoa", measure="production").groupby("year")["number"].sum()
    )
    province = pick(
        provincial,
        commodity="cocoa",
        indicator="production",
        form="as_published",
        geography="53",
    ).set_index("year")["number"]
    missing_pct = (1 - total / province) * 100
    assert len(missing_pct) == 13
    assert missing_pct.between(0, 1.5).all(), missing_pct


def test_fish_total_breaks_after_2021(production: pd.DataFrame) -> None:
    total = pick(production, commodity="fish", measure="production").groupby("year")["number"].sum()
    # Known of this series: 191 thousand t in 2021, 87 thousand t in 2023.
    assert total["2021"] == pytest.approx(191_000, abs=500)
    assert total["2023"] == pytest.approx(87_000, abs=500)


def test_population_2024_adds_up_as_documented() -> None:
    rows = pick(read("population"), form="bps_projection", year="2024")
    assert rows["number"].sum() == 5_656_049
    # Published provincial figure: 5,656,039. One printed digit is off by 10; not repaired.
    assert rows["number"].sum() - 5_656_039 == 10
    assert rows["note"].str.contains("5.656.039", regex=False).all()


def test_census_2020_adds_up_to_the_published_total(provincial: pd.DataFrame) -> None:
    census = pick(read("population"), form="census_2020")
    assert set(CODES) - set(census["regency_code"]) == {"5311", "5318"}
    together = pick(provincial, geography="5311;5318", form="census_2020")["number"].sum()
    assert census["number"].sum() + together == 5_325_566


@pytest.mark.parametrize("prices", ["current", "constant"])
def test_grdp_components_add_up(prices: str) -> None:
    social = read("social")
    social = social[social["form"] == "expenditure_side"]
    wide = social[social["indicator"].str.startswith(f"grdp_{prices}")].pivot_table(
        index=["regency_code", "year"], columns="indicator", values="number"
    )
    total = wide.pop(f"grdp_{prices}_m_idr")
    assert wide.shape == (22 * 9, 6)
    # Million rupiah with two decimals: six addends are off by at most 0.03, rounded.
    assert (wide.sum(axis=1) - total).abs().max() < 0.06


def test_weekly_consumption_becomes_yearly() -> None:
    row = pick(read("consumption"), commodity="rice", form="milled_rice", regency_code="5371")
    weekly_kg = float(row.iloc[0]["literal_value"])
    assert row.iloc[0]["number"] == pytest.approx(weekly_kg * 365 / 7, abs=5e-5)


def test_rice_norm_weighted_by_population_is_the_published_one(provincial: pd.DataFrame) -> None:
    # BPS NTT, Susenas March 2024: 8.81 kg per head and month, the highest of all provinces. Ours
    # is the same only if that month has 30 days; a twelfth of a year is another figure.
    norm = pick(read("consumption"), commodity="rice", form="milled_rice").set_index(
        "regency_code"
    )["number"]
    people = pick(read("population"), form="bps_projection").set_index("regency_code")["number"]
    yearly_kg = (norm * people).sum() / people.sum()
    assert round(yearly_kg * 30 / 365, 2) == 8.81
    assert round(yearly_kg / 12, 2) == 8.93
    published = pick(
        provincial, commodity="rice", indicator="consumption", geography="53", year="2024"
    )
    assert published["number"].tolist() == [8.81]
    assert published["unit"].tolist() == ["kg/capita/30 days"]


# --- named traps ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flag", "conditions"),
    [
        ("outlier", {"commodity": "chili", "regency_code": "5321", "year": "2022"}),
        ("outlier", {"commodity": "coffee", "regency_code": "5303", "year": "2020"}),
        ("outlier", {"commodity": "fish", "regency_code": "5304", "year": "2020"}),
        ("outlier", {"commodity": "fish", "regency_code": "5312", "year": "2021"}),
        ("outlier", {"commodity": "cocoa", "regency_code": "5301", "year": "2016"}),
        ("outlier", {"commodity": "rice", "regency_code": "5308", "year": "2022"}),
        ("series_break", {"commodity": "cocoa", "regency_code": "5319", "year": "2018"}),
        ("repeated_year", {"commodity": "fish", "regency_code": "5307", "year": "2020"}),
        ("repeated_year", {"commodity": "coffee", "regency_code": "5301", "year": "2019"}),
        ("series_break", {"commodity": "fish", "regency_code": "5371", "year": "2023"}),
        ("older_method", {"commodity": "rice", "regency_code": "5315", "year": "2017"}),
        ("suspect", {"commodity": "orange", "regency_code": "5310", "year": "2020"}),
        ("", {"commodity": "rice", "regency_code": "5315", "year": "2022"}),
    ],
)
def test_named_traps_are_flagged(
    production: pd.DataFrame, flag: str, conditions: dict[str, str]
) -> None:
    assert flag_of(production, measure="production", **conditions) == flag


def test_fish_2020_is_flagged_where_it_repeats_2019(production: pd.DataFrame) -> None:
    fish = pick(production, commodity="fish", measure="production").pivot(
        index="regency_code", columns="year", values=["number", "flag"]
    )
    same = (fish["number"]["2020"] / fish["number"]["2019"] - 1).astype(float).abs() <= 0.01
    # The register of the source says 17 of 22; within 1 per cent it is these.
    assert same.sum() == 17
    assert (fish["flag"]["2020"][same] == "repeated_year").all()
    assert not (fish["flag"]["2020"][~same] == "repeated_year").any()


def test_fish_after_2021_carries_the_break_or_worse(production: pd.DataFrame) -> None:
    fish = pick(production, commodity="fish", measure="production")
    after = fish[fish["year"].isin(["2022", "2023"])]
    assert set(after["flag"]) <= {"series_break", "outlier"}
    assert after["note"].str.contains("cara pendataan mungkin berubah", case=False).all()


def test_rice_before_2018_is_older_method(production: pd.DataFrame) -> None:
    rice = pick(production, commodity="rice", measure="production", form="paddy_gkg")
    assert set(rice[rice["year"] < "2018"]["flag"]) == {"older_method"}
    assert "older_method" not in set(rice[rice["year"] >= "2018"]["flag"])


def test_kupang_labels_are_the_right_way_round(production: pd.DataFrame) -> None:
    # BPS: in 2022 Kota Kupang was among the three smallest paddy producers.
    rice = pick(production, commodity="rice", measure="production", form="paddy_gkg", year="2022")
    assert "5371" in set(rice.nsmallest(3, "number")["regency_code"])


def test_imputed_prices_and_doubtful_market_are_flagged() -> None:
    prices = read("prices")
    assert set(pick(prices, source_id="S17")["flag"]) == {"imputed", "suspect"}
    # Milkfish in Timor Tengah Selatan: Rp 9 per kg in 2025 cannot be.
    suspect = pick(prices, commodity="milkfish", regency_code="5304", year="2025")
    assert suspect["flag"].tolist() == ["suspect"]
    maumere = pick(prices, commodity="chili", form="consumer_pihps_red", regency_code="5310")
    assert set(maumere["flag"]) == {"suspect"}


def test_onions_in_ons_and_eggs_in_pieces() -> None:
    consumption = read("consumption")
    for commodity in ("shallot", "garlic"):
        rows = pick(consumption, commodity=commodity)
        assert set(rows["flag"]) == {"suspect"}
        assert set(rows["grade"]) == {"C"}
        # One ons is 0.1 kg.
        weekly_kg = rows["literal_value"].astype(float) * 0.1
        assert (rows["number"] - weekly_kg * 365 / 7).abs().max() < 5e-5
    eggs = consumption[consumption["commodity"].str.contains("egg(?!plant)")]
    assert set(eggs["unit"]) == {"piece/capita/year"}
    assert set(consumption.drop(eggs.index)["unit"]) == {"kg/capita/year"}


def test_zeros_that_may_stand_for_a_dash_stay_zero_and_are_flagged() -> None:
    consumption = read("consumption")
    zeros = consumption[consumption["number"] == 0]
    assert len(zeros) > 0
    assert set(zeros["flag"]) == {"suspect"}


def test_provincial_cocoa_of_63_thousand_tonnes_is_suspect(provincial: pd.DataFrame) -> None:
    assert (
        flag_of(
            provincial, commodity="cocoa", indicator="production", form="control_copy", year="2022"
        )
        == "suspect"
    )


def test_normalised_production_is_the_literal_figure_in_another_unit() -> None:
    factor = {"kuintal": 0.1, "ku/ha": 0.1, "kg/ kg": 0.001}
    rows = pd.read_csv(CURATED / "production.csv", dtype="str", keep_default_na=False)
    rows = rows[rows["literal_value"] != ""]
    assert len(rows) > 2000
    expected = rows["literal_value"].astype(float) * rows["literal_unit"].map(factor).fillna(1.0)
    difference = (rows["value"].astype(float) - expected).abs()
    # Yields are printed with three digits.
    assert (difference <= 0.0006 + 1e-6 * expected).all()
