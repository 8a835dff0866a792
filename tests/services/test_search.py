"""What a search finds, and in which order; how it is used is in ``tests/e2e/test_search.py``."""

from __future__ import annotations

import itertools
import json
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.places import full_names, names_known
from ntt_data.tables import load
from pages.routes.search import answer, index
from pages.ui.addresses import ADDRESSES, PARAMETERS, SECTIONS
from pages.ui.site_map import guide_sections
from publishing.language import LANGUAGES, Language, speaking
from services.indicators import INDICATORS
from services.rows import LONGEST_SEARCH
from services.search.answers import GROUPS, Found, search
from services.search.contents import entries
from services.search.entry import Entry
from services.search.matching import Hit, Index, Rank, words_of
from tests.support.examples import many
from tests.support.routes import ask

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def _index(language: Language) -> Index:
    with speaking(language):
        return index()


def _found(text: str, language: Language = "id") -> Found:
    with speaking(language):
        return search(_index(language), text)


def _hits(found: Found) -> list[Hit]:
    return [hit for hits in found.groups.values() for hit in hits]


def _first(text: str, language: Language = "id") -> str:
    """Kind and code of the best answer: "regency 5304"; empty where there is none."""
    hits = _hits(_found(text, language))
    return f"{hits[0].entry.kind} {hits[0].entry.key}" if hits else ""


CASES = {
    # Abbreviations, codes, kinds, other spellings, spaces, case, accents.
    "TTS": "regency 5304",
    "tts": "regency 5304",
    "SBD": "regency 5317",
    "Kab. TTS": "regency 5304",
    "5304": "regency 5304",
    "53.02": "regency 5304",
    "Kabupaten Manggarai Barat": "regency 5315",
    "manggaraibarat": "regency 5315",
    "Mangg\u00e0rai-B\u00e1rat": "regency 5315",
    "  KOTA   kupang ": "regency 5371",
    "West Manggarai": "regency 5315",
    "Sawu": "regency 5320",
    # The nearest whole name, not the first that begins so.
    "manggarai": "regency 5313",
    "kupang": "regency 5303",
    # Capitals.
    "Labuan Bajo": "regency 5315",
    "soe": "regency 5304",
    "ruteng": "regency 5313",
    # Slips.
    "mangarai barat": "regency 5315",
    "manggarai brat": "regency 5315",
    "mangarai": "regency 5313",
    "lembta": "regency 5308",
    "ebde": "regency 5311",
    "jagng": "commodity maize",
    "jgaung": "commodity maize",
    "semangk": "commodity watermelon",
    # Everyday words.
    "lombok": "commodity chili",
    "cabe keriting": "commodity curly_chili",
    "jagung": "commodity maize",
    "corn": "commodity maize",
    "padi": "commodity rice",
    "beras": "commodity rice",
    "sapi": "commodity cattle",
    "ikan": "commodity fish",
    "singkong": "commodity cassava",
    "mente": "commodity cashew",
    "babi": "commodity pig",
    # What begins so, before what holds it.
    "bawang": "commodity garlic",
    "perikanan": "sector kbli.fishery",
    "ojek": "item motorcycle_taxi",
    "ipm": "indicator hdi",
    "kemiskinan": "indicator poverty_rate_pct",
    "pengangguran": "indicator unemployment_rate_pct",
    "skenario": "page scenarios",
    "klausul": "guide_section clauses",
    "hukum": "guide_section law",
    "panduan": "page guide",
    "harga bulanan": "table monthly_prices",
    "monthly_prices": "table monthly_prices",
    "ferry": "page ferries",
    "zona 4": "zone Z4",
    # Two of them together.
    "kemiskinan TTS": "figure poverty_rate_pct.5304",
    "TTS kemiskinan": "figure poverty_rate_pct.5304",
    "beras sikka": "figure rice.5310",
    "jagung Timor Tengah Selatan": "figure maize.5304",
    "produksi jagung": "figure production.maize",
}


@pytest.mark.parametrize("text", CASES)
def test_a_few_words_lead_to_what_they_mean(text: str) -> None:
    assert _first(text) == CASES[text]


@pytest.mark.parametrize(
    "text", [text for text in CASES if text not in {"sapi", "kupang", "bawang", "ikan"}]
)
def test_words_of_the_other_language_lead_there_too(text: str) -> None:
    assert _first(text, "en") == CASES[text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("poverty", "indicator poverty_rate_pct"),
        ("chili", "commodity chili"),
        ("cattle", "commodity cattle"),
        ("overview", "page overview"),
        ("zone 4", "zone Z4"),
        ("East Sumba", "regency 5302"),
        ("rice Sikka", "figure rice.5310"),
    ],
)
def test_english_words_are_known_in_both_languages(text: str, wanted: str) -> None:
    assert {_first(text, language) for language in LANGUAGES} == {wanted}


def test_lombok_is_every_chili_and_no_island() -> None:
    hits = _hits(_found("lombok"))
    assert {hit.entry.key for hit in hits} == {"chili", "curly_chili", "large_chili"}


#: All names are gone through in the default while one works, in the other language in a sweep.
ONE_AND_THE_OTHER = ["id", pytest.param("en", marks=pytest.mark.sweep)]


@pytest.mark.parametrize("language", ONE_AND_THE_OTHER)
def test_every_name_finds_itself_first(language: Language) -> None:
    with speaking(language):
        wanted = [entry for entry in entries() if entry.kind != "item"]
    wrong = []
    for entry in wanted:
        hits = _index(language).find(words_of(entry.name))
        # Two schemes call a sector alike.
        if entry.name not in {hit.entry.name for hit in hits if hit.rank == Rank.EXACT}:
            wrong.append(entry.name)
        elif hits[0].entry.name.casefold() != entry.name.casefold():
            wrong.append(f"{entry.name}: {hits[0].entry.name}")
    assert not wrong


@pytest.mark.parametrize("language", ONE_AND_THE_OTHER)
def test_every_way_to_write_a_regency_finds_it(language: Language) -> None:
    for code in full_names():
        for spelling in names_known().spellings(code):
            hits = _hits(_found(spelling, language))
            exact = [hit.entry.key for hit in hits if hit.rank == Rank.EXACT]
            assert code in exact, spelling


@st.deferred  # not looked up by who only collects
def names() -> st.SearchStrategy[tuple[str, str, str]]:
    """Kind, key and name of each regency and commodity whose name bears a slip."""
    return st.sampled_from(
        sorted(
            {
                (entry.kind, entry.key, entry.name)
                for entry in entries()
                if entry.kind in {"regency", "commodity"}
                and len("".join(words_of(entry.name))) >= 5
            }
        )
    )


@settings(deadline=None, max_examples=many(100))
@given(names, st.data())
def test_one_slip_still_finds_a_name_among_the_first_three(
    named: tuple[str, str, str], data: st.DataObject
) -> None:
    kind, key, name = named
    letters = "".join(words_of(name))
    at = data.draw(st.integers(0, len(letters) - 2), label="where")
    other = data.draw(st.sampled_from(LETTERS), label="letter")
    slipped = data.draw(
        st.sampled_from(
            [
                letters[:at] + letters[at + 1 :],
                letters[:at] + other + letters[at:],
                letters[:at] + other + letters[at + 1 :],
                letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :],
            ]
        ),
        label="typed",
    )
    found = _hits(_found(slipped))
    # "ayam" is no slip of "bayam".
    assume(not found or found[0].rank > Rank.WORDS)
    assert (kind, key) in {(hit.entry.kind, hit.entry.key) for hit in found[:3]}


@settings(deadline=None, max_examples=many(60))
@given(names, st.randoms(use_true_random=False))
def test_the_order_of_words_case_and_signs_do_not_count(
    named: tuple[str, str, str], random: object
) -> None:
    kind, key, name = named
    words = list(words_of(name))
    random.shuffle(words)  # type: ignore[attr-defined]
    found = _hits(_found(" - ".join(words).upper()))
    assert (kind, key) in {(hit.entry.kind, hit.entry.key) for hit in found}


@settings(deadline=None, max_examples=many(60))
@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    found = _found(text)
    assert not (found.groups and found.nearest)
    assert all(hits for hits in found.groups.values())


def _entry(name: str, *names: str, kind: str = "commodity") -> Entry:
    return Entry(kind, name, name, "", "matcher", names=names)


def test_the_rank_is_exact_then_begins_then_word_then_slip() -> None:
    found = Index(
        [
            _entry("Minyak kelapo"),
            _entry("Kelappa"),
            _entry("Minyak kelapa"),
            _entry("Kelapa sawit"),
            _entry("Nyiur", "kelapa"),
        ]
    ).find(["kelap"])
    assert [hit.rank for hit in found] == sorted(hit.rank for hit in found)
    assert [hit.entry.name for hit in found] == [
        "Kelappa",
        "Kelapa sawit",
        "Nyiur",
        "Minyak kelapo",
        "Minyak kelapa",
    ]


def test_what_is_called_so_itself_goes_before_what_is_only_said_so() -> None:
    for order in itertools.permutations([_entry("Ubi"), _entry("Singkong", "ubi")]):
        assert Index(order).find(["ubi"])[0].entry.name == "Ubi"


def test_a_name_that_is_typed_right_brings_no_slips_of_it() -> None:
    index = Index([_entry("Sawi"), _entry("Sapi")])
    assert [hit.entry.name for hit in index.find(["sapi"])] == ["Sapi"]
    assert [hit.entry.name for hit in index.find(["sapo"])] == ["Sapi"]


def test_a_commodity_of_a_regency_leads_to_its_balance_where_there_can_be_one() -> None:
    [rice] = _hits(_found("beras sikka"))
    assert (rice.entry.page, dict(rice.entry.query)) == (
        "matcher",
        {"commodity": "rice", "regency": "5310"},
    )
    [sugar] = _hits(_found("gula pasir sikka"))
    assert (sugar.entry.page, dict(sugar.entry.query)) == ("commodity", {"commodity": "sugar"})


def test_a_word_that_is_only_begun_makes_no_figure() -> None:
    """While "sumba timur" is typed, "sumba t" is not the tomato of a Sumba."""
    assert "figure" not in _found("sumba t").groups
    assert "figure" not in _found("manggarai bart").groups


def test_groups_follow_their_best_answer() -> None:
    assert list(_found("neraca").groups)[-1] == "page"
    assert list(_found("kemiskinan TTS").groups) == ["figure"]
    assert {GROUPS[hit.entry.kind] for hit in _hits(_found("s"))} == set(_found("s").groups)


def test_where_nothing_fits_the_nearest_are_named() -> None:
    found = _found("xjagungg")
    assert not found.groups
    assert found.nearest[0].entry.key == "maize"
    of_several = [hit.entry.key for hit in _found("qqqqq beras kupang").nearest]
    assert {"rice", "5303"} <= set(of_several)
    assert _found("qzxv").groups == {}
    assert _found("?!") == Found()


@pytest.mark.parametrize("text", ["kemiskinan TTS", "produksi jagung", "beras sikka", *"abstz"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_lead_to_pages_with_choices_that_these_read(text: str, language: Language) -> None:
    with speaking(language):
        groups = answer(text)["groups"]
    assert groups
    for each in itertools.chain.from_iterable(group["answers"] for group in groups):
        address = urlsplit(each["address"])
        assert address.path in ADDRESSES
        assert {key for key, _value in parse_qsl(address.query)} <= PARAMETERS


def test_every_entry_leads_to_a_page() -> None:
    for entry in entries():
        assert entry.page in ADDRESSES
        assert {key for key, _value in entry.query} <= PARAMETERS


def test_every_word_of_the_table_leads_somewhere() -> None:
    sectors, items = load("sectors"), load("kpju_items")
    known = {
        "commodity": set(load("commodities")["commodity"]),
        "indicator": set(INDICATORS),
        "guide_section": set(guide_sections()),
        "item": set(items["item"]),
        "page": {name for names in SECTIONS.values() for name in names},
        "sector": set(sectors["sector"]),
    }
    table = load("search_words")
    lost = [
        f"{row.kind} {row.key}" for row in table.itertuples() if row.key not in known[str(row.kind)]
    ]
    assert not lost
    assert set(table["kind"]) == set(known)


def test_the_answer_travels_as_json_in_the_language_asked_for() -> None:
    status, headers, body = ask("/search.json?q=lombok&lang=en")
    assert (status, headers["content-type"]) == (200, "application/json")
    [group] = json.loads(body)["groups"]
    assert group["title"] == "Commodities"
    assert group["answers"][0] == {
        "name": "Bird's eye chili",
        "detail": "horticulture",
        "where": "Commodity profile",
        "by": "lombok",
        "address": "commodity?commodity=chili",
    }
    assert json.loads(ask("/search.json?q=lombok")[2])["groups"][0]["title"] == "Komoditas"
    assert json.loads(ask("/search.json")[2]) == {"groups": [], "nearest": []}
    long = "jagung" + "%20" * LONGEST_SEARCH
    assert json.loads(ask(f"/search.json?q={long}")[2])["groups"]


def test_no_line_of_the_log_tells_what_was_searched_for(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        ask("/search.json?q=rahasiabesar")
    assert "rahasiabesar" not in caplog.text
