"""The report's section 5 as transcribed, against numbers counted by hand in the printed text.

The files are read as plain text on purpose: what is checked here is what stands in them, not
what the loader makes of it.
"""

from __future__ import annotations

import pandas as pd
import pytest

from tests.support.curated_text import read

REPORT = "003_49c762d796999e18.txt"

TTU = "5305"  # the one regency for which the report prints neither a sector ranking nor a top ten
REGENCIES = {f"53{number:02d}" for number in range(1, 22)} | {"5371"}

# Letters a, d, g, h, i, l, m, n, p, t, u of section 5: numbered lists of ten business fields.
KBLI = {
    "5371",  # a Kota Kupang
    "5320",  # d Sabu Raijua
    "5321",  # g Malaka
    "5306",  # h Belu
    "5302",  # i Sumba Timur
    "5301",  # l Sumba Barat
    "5315",  # m Manggarai Barat
    "5313",  # n Manggarai
    "5312",  # p Ngada
    "5309",  # t Flores Timur
    "5308",  # u Lembata
}

# Sectors counted in the running text of the other ten: 104 together.
TRADITIONAL_LENGTHS = {
    "5303": 10,  # b Kupang
    "5314": 11,  # c Rote Ndao
    "5304": 11,  # e Timor Tengah Selatan
    "5316": 10,  # j Sumba Tengah
    "5317": 9,  # k Sumba Barat Daya
    "5319": 11,  # o Manggarai Timur
    "5318": 11,  # q Nagekeo
    "5311": 10,  # r Ende
    "5310": 11,  # s Sikka
    "5307": 10,  # v Alor
}


@pytest.fixture(scope="module")
def rankings() -> pd.DataFrame:
    return read("sector_rankings")


@pytest.fixture(scope="module")
def kpju() -> pd.DataFrame:
    return read("kpju")


@pytest.fixture(scope="module")
def outlook() -> pd.DataFrame:
    return read("kpju_outlook")


def row(table: pd.DataFrame, code: str, rank: int) -> pd.Series:
    found = table[(table["regency_code"] == code) & (table["rank"] == str(rank))]
    assert len(found) == 1
    return found.iloc[0]


def test_sector_rankings_have_every_printed_rank(rankings: pd.DataFrame) -> None:
    # 11 lists of 10 and 10 traditional lists of 104 sectors: 110 + 104 = 214.
    assert len(rankings) == 214
    lengths = rankings.groupby("regency_code").size().to_dict()
    assert lengths == dict.fromkeys(KBLI, 10) | TRADITIONAL_LENGTHS
    assert set(lengths) == REGENCIES - {TTU}
    for code, group in rankings.groupby("regency_code"):
        assert group["rank"].tolist() == [str(r) for r in range(1, len(group) + 1)], code


def test_each_regency_stays_within_one_scheme(rankings: pd.DataFrame) -> None:
    schemes = rankings.groupby("regency_code")["scheme"].unique().map(list).to_dict()
    assert schemes == {c: ["kbli"] for c in KBLI} | {
        c: ["traditional"] for c in TRADITIONAL_LENGTHS
    }


def test_ranked_sectors_are_registered_in_their_scheme(rankings: pd.DataFrame) -> None:
    sectors = read("sectors")
    known = set(sectors[["scheme", "sector"]].itertuples(index=False, name=None))
    used = set(rankings[["scheme", "sector"]].itertuples(index=False, name=None))
    assert used == known
    assert not sectors.duplicated(["scheme", "sector"]).any()
    # One slug has one name, whichever scheme it stands in.
    assert (sectors.groupby("sector")["name_id"].nunique() == 1).all()


@pytest.mark.parametrize(
    ("code", "rank", "sector", "literal"),
    [
        (
            "5371",
            1,
            "wholesale_retail_repair",
            "subsector perdagangan besar, eceran dan reparasi",
        ),
        (
            "5371",
            10,
            "professional_scientific_technical",
            "Jasa profesional, Ilmiah dan Teknis",
        ),
        ("5314", 1, "food_crops", "sektor Pertanian (tanaman pangan)"),
        ("5318", 11, "industry", "perindutrian"),
        ("5317", 9, "forestry", "kehutanan"),
        ("5301", 5, "wholesale_retail_repair", "Perdagangan Besar dan Eceran; Reparasi"),
        ("5309", 8, "government_administration", "administrasi pemerintahan"),
        ("5308", 9, "health_social", "jasa kesehatan dan kegiatan social"),
        ("5307", 2, "tourism", "sektor pariwisata"),
    ],
)
def test_sector_ranks_read_off_the_page(
    rankings: pd.DataFrame, code: str, rank: int, sector: str, literal: str
) -> None:
    found = row(rankings, code, rank)
    assert (found["sector"], found["literal"]) == (sector, literal)


def test_belu_keeps_the_sector_printed_twice(rankings: pd.DataFrame) -> None:
    belu = rankings[rankings["regency_code"] == "5306"]
    assert belu[belu["sector"] == "estate_crops"]["rank"].tolist() == ["3", "4"]
    # No other regency repeats a sector.
    others = rankings[rankings["regency_code"] != "5306"]
    assert not others.duplicated(["regency_code", "sector"]).any()


def test_shift_since_2013_stands_on_rank_one(rankings: pd.DataFrame) -> None:
    shifted = rankings[rankings["note_2013"] != ""].set_index("regency_code")
    assert (shifted["rank"] == "1").all()
    assert shifted["note_2013"].to_dict() == {
        "5371": "menggeser sektor jasa pada KPJu Unggulan periode tahun 2013",
        "5306": "sebagaimana telah diprioritaskan pada periode KPJu Unggulan tahun 2013",
        "5302": "menggeser sektor perkebunan pada KPJu Unggulan periode tahun 2013",
        "5301": "menggeser sektor perkebunan pada KPJu Unggulan periode tahun 2013",
        "5313": "menggeser sektor perkebunan pada KPJu Unggulan periode tahun 2013",
        "5309": "menggeser sektor perikanan pada KPJu Unggulan periode tahun 2013",
        "5308": "tidak bergeser posisinya dari periode sebelumnya (tahun 2013)",
    }
    unchanged = shifted[shifted["shift_2013"] == "unchanged"]
    assert set(unchanged.index) == {"5306", "5308"}
    assert (unchanged["sector"] == unchanged["sector_2013"]).all()
    displaced = shifted[shifted["shift_2013"] == "displaced"]
    assert displaced["sector_2013"].to_dict() == {
        "5371": "services",
        "5302": "estate_crops",
        "5301": "estate_crops",
        "5313": "estate_crops",
        "5309": "fishery",
    }


def test_kpju_has_ten_ranks_for_21_regencies(kpju: pd.DataFrame) -> None:
    assert len(kpju) == 210
    assert set(kpju["regency_code"]) == REGENCIES - {TTU}
    for code, group in kpju.groupby("regency_code"):
        assert group["rank"].tolist() == [str(r) for r in range(1, 11)], code


@pytest.mark.parametrize(
    ("code", "rank", "item", "commodity", "literal"),
    [
        ("5371", 1, "kiosk_shop", "", "toko/kios"),
        ("5303", 7, "building_stone", "building_stone", "Batu bangunan"),
        ("5314", 1, "lontar_sugar", "lontar_sugar", "Industri gula lontar"),
        ("5320", 2, "wetland_rice", "rice", "padi sawah"),
        ("5302", 5, "horse", "horse", "kuda"),
        ("5316", 9, "rice_milling", "", "panggilan padi"),
        ("5313", 4, "cattle", "cattle", "sapi potong"),
        ("5313", 9, "builder", "", "tukakng bangunan"),
        ("5319", 5, "upland_rice", "rice", "Padi Ladang"),
        ("5318", 8, "milkfish_fry", "milkfish_fry", "usaha penangkaran nener"),
        ("5310", 10, "livestock_trade", "", "Ternak dan hasilnya"),
        ("5308", 8, "shark", "shark", "cucut"),
        ("5307", 10, "coconut", "coconut", "Kelapa"),
    ],
)
def test_kpju_ranks_read_off_the_page(
    kpju: pd.DataFrame, code: str, rank: int, item: str, commodity: str, literal: str
) -> None:
    found = row(kpju, code, rank)
    assert (found["item"], found["commodity"], found["literal"]) == (item, commodity, literal)


def test_broken_numbering_keeps_printed_order(kpju: pd.DataFrame) -> None:
    # TTS: "... 6) kemiri, 7), hasil pemungutan kemiri, 8) kambing, 9) kambing dan hasil
    # pertanian/hortikultura": ten items under nine numbers.
    tts = kpju[kpju["regency_code"] == "5304"]
    assert tts["literal"].tolist()[5:] == [
        "kemiri",
        "hasil pemungutan kemiri",
        "kambing",
        "kambing",
        "hasil pertanian/hortikultura",
    ]
    # The only other item without a number is Manggarai Timur's last.
    unnumbered = kpju[kpju["number_printed"] == ""]
    assert list(zip(unnumbered["regency_code"], unnumbered["rank"], strict=True)) == [
        ("5304", "10"),
        ("5319", "10"),
    ]
    assert row(kpju, "5319", 10)["literal"] == "Pondok wisata (home stay)"
    numbered = kpju[kpju["number_printed"] != ""]
    assert (numbered["number_printed"] == numbered["rank"]).all()


def test_the_same_business_has_one_item(kpju: pd.DataFrame) -> None:
    def regencies_of(item: str) -> set[str]:
        return set(kpju.loc[kpju["item"] == item, "regency_code"])

    assert regencies_of("cocoa") == {"5317", "5310", "5312", "5311"}  # coklat, Coklat, kakao, Kakao
    assert regencies_of("kiosk_shop") == {
        "5371",  # toko/kios
        "5321",
        "5315",
        "5308",
        "5309",  # toko
        "5313",  # usaha kios
        "5319",  # Kios barang
    }
    assert regencies_of("broiler") == {"5303", "5316", "5317"}
    # "Pemasaran Ternak" is a trade, not the animals; Nagekeo lists both.
    assert regencies_of("livestock_trade") == {"5319", "5318", "5311", "5310"}
    assert regencies_of("livestock_trade") & regencies_of("cattle") == {"5318"}


def test_commodity_and_kind_belong_to_the_item(kpju: pd.DataFrame, outlook: pd.DataFrame) -> None:
    assert (kpju.groupby("item")[["commodity", "kind"]].nunique() == 1).all().all()
    both = pd.concat([kpju[["item", "commodity"]], outlook[["item", "commodity"]]])
    assert (both.groupby("item")["commodity"].nunique() == 1).all()
    no_good = kpju["kind"].isin(["trade", "services", "tourism"])
    assert (kpju.loc[no_good, "commodity"] == "").all()
    grown = kpju["kind"].isin(["crop", "livestock", "fishery", "forestry", "mining"])
    assert (kpju.loc[grown, "commodity"] != "").all()


def test_item_register_is_complete_and_tight(kpju: pd.DataFrame, outlook: pd.DataFrame) -> None:
    items = read("kpju_items")
    assert items["item"].is_unique
    assert set(items["item"]) == set(kpju["item"]) | set(outlook["item"])
    assert (items[["name_id", "name_en"]] != "").all().all()


def test_every_judgement_is_there(outlook: pd.DataFrame) -> None:
    # Counted per regency in the printed sentences; 135 together.
    counts = outlook.groupby("regency_code").size().to_dict()
    assert counts == {
        "5371": 10,
        "5303": 9,  # ten numbers, coconut under two of them
        "5314": 7,
        "5320": 10,
        "5304": 5,
        "5321": 10,
        "5306": 6,
        "5302": 6,  # "the others ... or the reverse" judges no single item
        "5316": 4,
        "5317": 3,
        "5301": 5,
        "5315": 7,
        "5313": 5,
        "5319": 3,
        "5312": 10,
        "5318": 3,
        "5311": 5,
        "5310": 4,
        "5309": 10,
        "5308": 10,
        "5307": 3,
    }
    assert sum(counts.values()) == len(outlook) == 135
    assert outlook["verdict"].value_counts().to_dict() == {
        "recommended": 64,
        "good_to_very_good": 46,
        "not_urgent": 17,
        "not_promising": 4,
        "potential_not_prospective": 3,
        "prospective_not_potential": 1,
    }
    assert not outlook.duplicated(["regency_code", "item"]).any()


@pytest.mark.parametrize(
    ("code", "item", "verdict"),
    [
        ("5371", "farm_produce_trade", "not_promising"),
        ("5306", "banana", "recommended"),
        ("5306", "chili", "potential_not_prospective"),
        ("5306", "tomato", "potential_not_prospective"),
        ("5306", "small_trade", "prospective_not_potential"),
        ("5313", "tomato", "recommended"),
        ("5313", "kiosk_shop", "potential_not_prospective"),
        ("5308", "goat", "not_promising"),
        ("5309", "mung_bean", "not_urgent"),
        ("5312", "cocoa", "not_urgent"),
        ("5320", "wetland_rice", "recommended"),
        ("5307", "candlenut", "good_to_very_good"),
    ],
)
def test_judgements_read_off_the_page(
    outlook: pd.DataFrame, code: str, item: str, verdict: str
) -> None:
    found = outlook[(outlook["regency_code"] == code) & (outlook["item"] == item)]
    assert found["verdict"].tolist() == [verdict]


def test_what_is_not_judged_has_no_row(outlook: pd.DataFrame) -> None:
    judged = set(outlook[["regency_code", "item"]].itertuples(index=False, name=None))
    for pair in [
        ("5303", "building_stone"),
        ("5318", "candlenut"),
        ("5302", "clove"),
        ("5301", "maize"),
        ("5306", "wetland_rice"),
    ]:
        assert pair not in judged
    assert TTU not in set(outlook["regency_code"])


def test_judged_items_outside_the_top_ten_are_the_two_known(
    kpju: pd.DataFrame, outlook: pd.DataFrame
) -> None:
    listed = set(kpju[["regency_code", "item"]].itertuples(index=False, name=None))
    judged = set(outlook[["regency_code", "item"]].itertuples(index=False, name=None))
    assert judged - listed == {("5304", "livestock_trade"), ("5306", "other_horticulture")}


def test_ttu_leaders_and_their_rank_in_2013() -> None:
    findings = read("regency_findings")
    leaders = findings[
        (findings["regency_code"] == TTU) & (findings["topic"] == "subsector_leader")
    ]
    assert list(
        leaders[["sector", "commodity", "rank_2013"]].itertuples(index=False, name=None)
    ) == [
        ("food_crops", "maize", "1"),
        ("horticulture", "chili", "2"),
        ("estate_crops", "cashew", "2"),
        ("livestock", "cattle", "2"),
        ("forestry", "teak", ""),  # the report doesn't say
    ]


def test_sumba_tengah_names_its_potential_and_three_problems() -> None:
    findings = read("regency_findings")
    own = findings[findings["regency_code"] == "5316"]
    # 17 crops, 8 animals, 6 kinds of fishery.
    assert (own["topic"] == "named_potential").sum() == 17 + 8 + 6
    assert (own["topic"] == "problem").sum() == 3


@pytest.mark.parametrize("name", ["sector_rankings", "kpju", "kpju_outlook", "regency_findings"])
def test_every_row_has_its_words_and_its_source(name: str) -> None:
    table = read(name)
    assert (table["source_id"] == REPORT).all()
    assert (table["literal"].str.strip() == table["literal"]).all()
    assert (table["literal"] != "").all()
    assert set(table["regency_code"]) <= REGENCIES
