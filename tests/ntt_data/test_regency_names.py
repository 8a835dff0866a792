"""Every name, abbreviation, old spelling and code leads to its regency, and to no other."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places import names_known
from ntt_data.regency_names import RegencyNames
from ntt_data.tables import load

REGENCIES = load("regencies")
OTHERS = load("regency_names")
WRITTEN = [
    (row["regency_code"], text)
    for row in REGENCIES.to_dict("records")
    for text in (
        *(row["regency_code"], row["kemendagri_code"], row["name"], row["name_on_map"]),
        *(row["abbreviation"], row["name"].upper(), f" {row['name'].lower()}\u200b "),
        *(f"{row['name_on_map']} ({row['name']})", row["kemendagri_code"].replace(".", ",")),
    )
] + list(zip(OTHERS["regency_code"], OTHERS["name"], strict=True))


def test_what_the_tables_call_a_regency_finds_it() -> None:
    assert len(WRITTEN) > 200
    found = {text: names_known().find(text) for _code, text in WRITTEN}
    assert not [(code, text) for code, text in WRITTEN if found[text] != code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kab. TTS", "5304"), ("Kabupaten Timor Tengah Selatan", "5304"), ("kab tts", "5304"),
        ("KAB.SUMBA BARAT DAYA", "5317"), ("SBD", "5317"), ("Sumba Baratdaya", "5317"),
        ("Rote-Ndao", "5314"), ("Rotendao", "5314"), ("Rote", "5314"), ("Nage Keo", "5318"),
        ("Sabu", "5320"), ("Savu", "5320"), ("Mabar", "5315"), ("Matim", "5319"),
        ("Flotim", "5309"), ("Pemkab Ende", "5311"), ("Alor Regency", "5307"),
        ("Kupang", "5303"), ("Kab. Kupang", "5303"), ("Kabupaten Kupang", "5303"),
        ("Kota Kupang", "5371"), ("Kotamadya Kupang", "5371"), ("Kodya Kupang", "5371"),
        ("Kupang City", "5371"), ("Pemkot Kupang", "5371"), ("5304 · TTS", "5304"),
        ("53.02", "5304"), ("53,02", "5304"), ("5302", "5302"), ("53.71", "5371"),
    ],
)  # fmt: skip
def test_as_people_write_it(text: str, code: str) -> None:
    assert names_known().find(text) == code


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "Sumba", "Timor Tengah", "TTS dan TTU", "Kota Ende", "Bangka Barat", "all"),
        *("Z1", "53", "53.2", "53.99", "5399", "15304", "5304.5", "5304" * 50, "TTS " * 30_000),
    ],
)
def test_what_names_no_regency_or_several_finds_none(text: str) -> None:
    assert names_known().find(text) is None


def test_no_way_to_write_one_regency_is_one_of_another() -> None:
    names = RegencyNames(REGENCIES, OTHERS)
    assert set(names._spelled) == set(names._by_letters)


def test_a_name_of_two_regencies_names_neither() -> None:
    table = pd.DataFrame(
        [["5301", "Satu", "kabupaten", "X"], ["5302", "Dua", "kabupaten", "X"]],
        columns=["regency_code", "name", "kind", "abbreviation"],
    )
    assert RegencyNames(table).find("X") is None
    assert RegencyNames(table).find("Kab. Dua") == "5302"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sumba", ["5301", "5302", "5316", "5317"]),
        ("Timor Tengah", ["5304", "5305"]),
        ("Mangarai Barat", ["5315"]),
        ("53.02", ["5304"]),
        ("Surabaya", []),
        ("a", []),
    ],
)
def test_what_may_be_meant(text: str, codes: list[str]) -> None:
    assert sorted(names_known().near(text)) == codes


def test_a_text_mentions_the_longest_name() -> None:
    text = "Beras Kab. TTS dan Manggarai Barat, bukan Manggarai; 53.02; 15304 t; kota"
    found = names_known().mentions(text)
    assert [(each.code, text[each.start : each.end]) for each in found] == [
        ("5304", "Kab. TTS"),
        ("5315", "Manggarai Barat"),
        ("5313", "Manggarai"),
        ("5304", "53.02"),
    ]


def test_a_name_inside_a_longer_one_is_not_named() -> None:
    texts = pd.Series(["kota kupang", "kab. kupang", "kupang dan kota kupang", "barat", "kupangan"])
    assert names_known().named_in(texts, "5303").tolist() == [False, True, True, False, False]
    assert names_known().named_in(texts, "5371").tolist() == [True, False, True, False, False]


@given(st.text(max_size=300))
def test_no_text_fails(text: str) -> None:
    names = names_known()
    assert names.find(text) is None or names.find(text) in set(REGENCIES["regency_code"])
    assert all(text[each.start : each.end] for each in names.mentions(text))
    names.near(text)
