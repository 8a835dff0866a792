"""What the two documents say about cooperation, checked by hand against the printed text.

The tables are read as text, so that a code, an empty cell or a trailing zero is seen as it
stands in the file.
"""

from collections import Counter
from decimal import Decimal

import pandas as pd
import pytest

from tests.support.curated_text import read

REPORT = "003_49c762d796999e18.txt"
ARTICLE = "000_3631f541ea941dbd.txt"

# Names as the report's zone list prints them (section 8, item 4), with their BPS codes.
PRINTED_NAMES = {
    "Belu": "5306",
    "Malaka": "5321",
    "TTU": "5305",
    "TTS": "5304",
    "Sabu Raijua": "5320",
    "Rote Ndao": "5314",
    "Kupang": "5303",
    "Kota Kupang": "5371",
    "Sumba Timur": "5302",
    "Sumba Tengah": "5316",
    "Sumba Barat": "5301",
    "Sumba Barat Daya": "5317",
    "Manggarai Barat": "5315",
    "Manggarai": "5313",
    "Manggarai Timur": "5319",
    "Ngada": "5312",
    "Nagekeo": "5318",
    "Ende": "5311",
    "Sikka": "5310",
    "Flores Timur": "5309",
    "Lembata": "5308",
    "Alor": "5307",
}

TABLES = [
    "agreement_clauses",
    "anomalies",
    "cooperation_forms",
    "cooperation_models",
    "guidance",
    "indicators",
    "kpju_criteria",
    "legal_basis",
    "principles",
    "priority_affairs",
    "programmes",
    "stages",
    "zones",
]


def figure(indicator: str, geography: str, period: str) -> pd.Series:
    table = read("indicators").set_index(["indicator", "geography", "period"])
    return table.loc[(indicator, geography, period)]


def printed_members(zone: pd.Series) -> list[str]:
    words = zone["members_literal"].removeprefix("Kabupaten ")
    return words.replace(" dan ", ", ").split(", ")


# -- every table -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_row_quotes_its_document(name):
    table = read(name)
    document = "document" if name == "anomalies" else "source_id"

    assert table["literal"].ne("").all()
    assert set(table[document]) <= {REPORT, ARTICLE}


@pytest.mark.parametrize("name", TABLES)
def test_texts_stand_in_both_languages(name):
    table = read(name)
    pairs = [
        (column, column.removesuffix("_en") + "_id")
        for column in table.columns
        if column.endswith("_en")
    ]
    if name == "anomalies":
        pairs = [("problem_en", "problem"), ("handling_en", "handling")]

    assert pairs or name == "agreement_clauses"
    for english, indonesian in pairs:
        assert table[english].ne("").all()
        assert table[indonesian].ne("").all()


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_has_stray_white_space(name):
    table = read(name).drop(columns="number", errors="ignore")
    for column in table.columns:
        assert table[column].eq(table[column].str.strip()).all(), column
        assert not table[column].str.contains("\n").any(), column


# -- models, forms, principles, stages, clauses, laws --------------------------------------------


def test_five_models_by_rising_need_of_a_formal_body():
    models = read("cooperation_models")

    assert models["order"].tolist() == ["1", "2", "3", "4", "5"]
    assert models["formal_body"].tolist() == [
        "none",
        "contract",
        "existing_structures",
        "joint_body",
        "regional_body",
    ]
    assert (
        models["literal"]
        .str.startswith(
            (
                "Hndeshake Agreement",
                "Fee for",
                "Joint Agreements",
                "Jointly-formed",
                "Regional Bodies",
            )
        )
        .all()
    )


def test_our_own_reading_of_a_model_is_marked():
    models = read("cooperation_models")

    assert models["fits_when_id"].str.startswith("Tafsir: ").all()
    assert models["fits_when_en"].str.startswith("Reading: ").all()


def test_eight_forms():
    forms = read("cooperation_forms")

    assert forms["order"].tolist() == [str(n) for n in range(1, 9)]
    assert dict(zip(forms["form"], forms["compensation"], strict=True)) == {
        "joint_service": "none_stated",
        "inter_regional_service": "compensation",
        "human_resource_development": "compensation",
        "service_with_user_charge": "user_charge",
        "planning_and_management": "none_stated",
        "service_purchase": "payment_by_agreement",
        "service_exchange": "exchange_in_kind",
        "shared_equipment": "none_stated",
    }


def test_principles_keep_the_printed_numbers_and_name_the_misplaced_item():
    principles = read("principles")

    # The report numbers 1-9, 9, 10, 11: twelve items, the last of which is a form.
    assert principles["number_printed"].tolist() == [
        *[str(n) for n in range(1, 10)],
        "9",
        "10",
        "11",
    ]
    assert principles["order"].tolist() == [str(n) for n in range(1, 13)]
    assert principles.loc[principles["belongs_to"] == "form", "principle"].tolist() == [
        "policy_and_regulation_cooperation"
    ]
    assert (principles["belongs_to"] == "principle").sum() == 11


def test_stages_a_to_h():
    stages = read("stages")

    assert "".join(stages["letter"]) == "abcdefgh"
    assert stages["stage"].tolist() == [
        "preparation",
        "offer",
        "cooperation_setup",
        "signing_accord",
        "signing_memorandum",
        "implementation",
        "oversight",
        "reporting",
    ]


def test_clauses_a_to_h():
    clauses = read("agreement_clauses")

    assert "".join(clauses["letter"]) == "abcdefgh"
    assert clauses["literal"].iloc[0] == "a) subjek kerja sama"
    assert clauses["literal"].iloc[-1] == "h) penyelesaian perselisihan"


def test_eight_laws_in_printed_order():
    laws = read("legal_basis")

    assert laws["order"].tolist() == [str(n) for n in range(1, 9)]
    # Printed "Nomor Nomor": kept in the quotation, not in the title.
    assert "Nomor Nomor 9" in laws["literal"].iloc[-1]
    assert "Nomor Nomor" not in laws["title"].iloc[-1]


def test_every_printed_law_has_one_finding_of_today():
    now = read("legal_basis_now")

    assert now["law"].tolist() == read("legal_basis")["law"].tolist()
    # Of what was not found no rule is named, and of every other the rule is.
    assert now["rule_now"].eq("").tolist() == now["wording"].eq("not_found").tolist()


@pytest.mark.parametrize("name", ["legal_basis_now", "first_steps"])
def test_every_finding_on_law_has_registered_sources_and_both_languages(name):
    table = read(name)
    registered = set(read("sources")["source_id"])

    for ids in table["source_ids"]:
        assert set(ids.split(";")) <= registered
    for column in table.columns:
        if column.endswith("_en"):
            indonesian = table[column.removesuffix("_en") + "_id"]
            assert (table[column] == "").tolist() == (indonesian == "").tolist()
        assert table[column].eq(table[column].str.strip()).all(), column
    # Words that were read, or printed, rest on a document that holds them.
    read_in_copies = table[table["wording"].eq("copy_read")]["source_ids"]
    assert read_in_copies.str.contains("H01").all()


def test_steps_follow_each_other_from_note_to_agreement():
    steps = read("first_steps")

    assert steps["order"].tolist() == [str(n) for n in range(1, len(steps) + 1)]
    assert steps["step"].iloc[0] == "note"
    assert steps["step"].iloc[-1] == "agreement"
    # The council is asked on a condition only.
    assert steps.set_index("step").loc["council_approval", "condition_id"].startswith("Hanya bila")


# -- criteria and affairs ------------------------------------------------------------------------


def test_two_rankings_of_the_same_twelve_criteria_disagree():
    criteria = read("kpju_criteria")
    first = criteria[criteria["list"] == "kpju_determination"]
    second = criteria[criteria["list"] == "umkm_development"]

    assert first["rank_printed"].tolist() == [*[str(n) for n in range(1, 12)], "11"]
    assert first["rank_order"].tolist() == [str(n) for n in range(1, 13)]
    assert second["rank_order"].tolist() == [str(n) for n in range(1, 13)]
    assert set(first["criterion"]) == set(second["criterion"])
    assert first["criterion"].iloc[0] == "skilled_labour"
    assert second["criterion"].iloc[0] == "market_prospects"


def test_the_five_necessary_conditions_lead_the_first_ranking():
    criteria = read("kpju_criteria")
    first = criteria[criteria["list"] == "kpju_determination"]
    necessary = criteria[criteria["list"] == "necessary_condition"]

    assert necessary["criterion"].tolist() == first["criterion"].tolist()[:5]


def test_seven_priority_affairs():
    affairs = read("priority_affairs")

    assert affairs["order"].tolist() == [str(n) for n in range(1, 8)]
    for number, literal in zip(affairs["order"], affairs["literal"], strict=True):
        assert literal.startswith(f"[{number}] ")


# -- zones ---------------------------------------------------------------------------------------


def test_eight_zones_cover_every_regency_once():
    zones = read("zones")
    members = [name for _, zone in zones.iterrows() for name in printed_members(zone)]

    assert zones["zone_id"].tolist() == [f"Z{n}" for n in range(1, 9)]
    # 4 + 1 + 3 + 4 + 3 + 4 + 2 + 1 = 22
    assert [len(printed_members(zone)) for _, zone in zones.iterrows()] == [4, 1, 3, 4, 3, 4, 2, 1]
    assert sorted(PRINTED_NAMES[name] for name in members) == sorted(PRINTED_NAMES.values())


def test_zone_seven_stands_twice_as_printed():
    zones = read("zones")

    assert zones["number_printed"].tolist() == ["1", "2", "3", "4", "5", "7", "7", "8"]


def test_the_seat_of_a_zone_is_one_of_its_members():
    for _, zone in read("zones").iterrows():
        codes = {PRINTED_NAMES[name] for name in printed_members(zone)}
        assert zone["seat_regency_code"] in codes
        assert zone["members_literal"] in zone["literal"]
        assert zone["seat"] in zone["literal"]


def test_only_sabu_raijua_has_no_printed_seat():
    zones = read("zones").set_index("zone_id")

    assert zones.index[zones["seat"] == ""].tolist() == ["Z2"]
    assert zones.loc["Z2", "seat_basis"] == "single_member"


def test_the_regency_table_uses_the_printed_zones():
    zone_of = read("regencies").set_index("regency_code")["zone_id"].to_dict()
    printed = {
        PRINTED_NAMES[name]: zone["zone_id"]
        for _, zone in read("zones").iterrows()
        for name in printed_members(zone)
    }

    assert zone_of == printed


# -- figures -------------------------------------------------------------------------------------


def test_a_figure_is_named_once():
    table = read("indicators")

    assert not table.duplicated(["indicator", "geography", "period"]).any()


@pytest.mark.parametrize(
    ("indicator", "geography", "period", "value", "unit"),
    [
        ("economic_growth", "NTT", "2019Q2", "6.36", "pct"),
        ("economic_growth", "Indonesia", "2019Q2", "5.05", "pct"),
        ("revenue_realised", "NTT", "2019Q2", "14.15", "trillion_idr"),
        ("msme_credit_npl", "NTT", "2019Q2", "4.00", "pct"),
        ("poverty_rate", "NTT", "2019-03", "21.09", "pct"),
        ("farmers_terms_of_trade", "NTT", "2019Q2", "105.92", "index"),
        ("open_unemployment", "NTT", "2019-02", "3.09", "pct"),
        ("tourist_sites", "NTT", "2018", "458", "count"),
        ("tourism_foreign_exchange", "Indonesia", "2015", "12.23", "million_usd"),
        ("sector_growth_tourism_industry", "5371", "2017", "16.76", "pct"),
        ("grdp_current", "5320", "2017", "1220.66", "billion_idr"),
        ("population", "5320", "unstated", "95711", "persons"),
        ("food_reserve", "5304", "2016", "71661", "t"),
        ("area", "5304", "unstated", "3995.36", "km2"),
        ("economic_growth", "5304", "2023", "7.00", "pct"),
    ],
)
def test_figures_stand_as_printed(indicator, geography, period, value, unit):
    row = figure(indicator, geography, period)

    assert (row["value"], row["unit"]) == (value, unit)


def test_what_the_report_leaves_open_stays_empty():
    table = read("indicators")
    empty = table[table["value"] == ""]

    # The density of TTS is an ellipsis, the NTP of the first quarter was lost in a broken sentence.
    assert set(zip(empty["indicator"], empty["geography"], strict=True)) == {
        ("population_density", "5304"),
        ("farmers_terms_of_trade", "NTT"),
    }
    assert set(empty["qualifier"]) == {"not_printed"}


def test_the_value_is_the_figure_of_its_quotation():
    table = read("indicators")
    given = table[table["value"] != ""]

    for _, row in given.iterrows():
        whole, _, decimals = row["value"].partition(".")
        grouped = f"{int(whole):,}".replace(",", ".")
        spellings = {part + ("," + decimals if decimals else "") for part in (whole, grouped)}
        spellings |= {"kedua"} if row["value"] == "2" else set()  # one rank is printed as a word
        assert any(spelling in row["literal"] for spelling in spellings), row["literal"]


def test_tourist_sites_by_theme_add_up():
    table = read("indicators")
    shares = table[table["indicator"].str.startswith("tourist_sites_share_")]
    values = [Decimal(value) for value in shares["value"]]

    # Eleven themes; the printed percentages add up to 100.01 by rounding.
    assert len(values) == 11
    assert sum(values) == Decimal("100.01")
    # Worked back to whole sites they are exactly the 458 printed, and nature the 115 printed.
    counts = [round(share * 458 / 100) for share in values]
    assert counts == [115, 104, 78, 59, 26, 37, 10, 9, 8, 8, 4]
    assert sum(counts) == 458 == int(figure("tourist_sites", "NTT", "2018")["value"])


def test_kupang_has_two_leading_and_nine_other_growing_sectors():
    table = read("indicators")
    growth = table[
        table["indicator"].str.startswith("sector_growth_") & table["geography"].eq("5371")
    ]

    assert len(growth) == 2 + int(figure("other_growing_sectors", "5371", "2017")["value"])


def test_figures_that_cannot_be_right_say_so_and_point_to_their_anomaly():
    table = read("indicators")
    doubtful = table[table["qualifier"].isin(["suspect", "not_printed"])]
    known = set(read("anomalies")["id"])

    assert doubtful["anomaly_ids"].ne("").all()
    linked = table.loc[table["anomaly_ids"] != "", "anomaly_ids"].str.split(";").explode()
    assert set(linked) <= known


# -- programmes and anomalies --------------------------------------------------------------------


def test_the_reported_flow_names_suppliers_first_and_receiver_last():
    programmes = read("programmes").set_index("programme")
    flows = programmes[programmes["kind"] == "reported_flow"]

    assert flows["regency_codes"].tolist() == ["5313;5312;5315"]


def test_programmes_of_tts_declaration_and_meeting():
    programmes = read("programmes")
    kinds = Counter(zip(programmes["kind"], programmes["source_id"], strict=True))

    assert kinds["proposed_programme", REPORT] == 4  # TTS, [1] to [4]
    assert kinds["mediated_conflict", REPORT] == 2
    assert kinds["commitment", ARTICLE] == 6  # points 1 to 3 and the three items of point 4
    assert kinds["recommendation", ARTICLE] == 4
    assert kinds["conclusion", ARTICLE] == 3


def test_regencies_are_given_where_and_only_where_they_are_named():
    programmes = read("programmes")

    assert programmes["regency_codes"].ne("").eq(programmes["scope"].eq("named")).all()
    codes = programmes["regency_codes"].str.split(";").explode()
    assert set(codes) - {""} <= set(PRINTED_NAMES.values())


def test_anomalies_are_numbered_by_document():
    anomalies = read("anomalies")

    assert anomalies["id"].is_unique
    letter = anomalies["document"].map({REPORT: "L", ARTICLE: "N"})
    assert anomalies["id"].str[0].eq(letter).all()
    for _, rows in anomalies.groupby("document"):
        assert rows["id"].str[2:].astype(int).tolist() == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    "words",
    [
        "turun sebesar 21,09%",
        "Penetapan 7 destinasi baru",
        "11) sumbangan perekonomian, dan 11) dampak lingkungan",
        "untuk pengembangan UMKM di Kota Kupang berturut-turut adalah: 1) padi sawah",
        "7) kelapa, 8) kelapa",
        "[3] perkebunan, [4] perkebunan",
        "[6] Zona 7",
        "9. Keadilan",
        "11. Kerja sama Kebijakan dan Pengaturan",
        "US$ 12,23 juta",
        "6 | Buku Database Kepariwisataan",
        "seTimor Tengah Utaramnya",
        "Ketujuh urusan",
        "daerah terluas se-NTT",
        "Rp 6,8 menjadi Rp. 7,2 M",
        "tingkat kepadatan mencapai …",
        "Nomor Nomor",
        "b. Tahapan penawasan",
        "pemekaran dari Kabupaten Sumba Timur",
        "dihadiri oleh 80 orang",
    ],
)
def test_known_faults_are_registered(words):
    assert read("anomalies")["literal"].str.contains(words, regex=False).any()
