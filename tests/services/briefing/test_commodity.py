"""The briefing of every commodity, and what each kind of it holds and leaves out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from ntt_data.tables import load
from publishing.briefing.model import Block, Briefing, Finding, Note, Picture, Section, Table
from publishing.code_words import WORDS
from publishing.language import LANGUAGES, Language, speaking
from services import commodities
from services.answer import evaluation
from services.briefing.commodity import commodity_briefing

#: One of each kind, told in both languages; every other commodity in one of them by turns.
KINDS = ("rice", "fish", "carrot", "coffee", "maize", "mung_bean", "cattle", "salt", "teak")
#: Codes that would be seen as such: with an underscore no word of either language has one.
CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


def _told(commodity: str, language: Language = "en", year: int | None = None) -> Briefing:
    with speaking(language):
        return commodity_briefing(commodity, year)


def _section(briefing: Briefing, key: str) -> Section | None:
    return next((each for each in briefing.sections if each.key == key), None)


def _texts(block: Block) -> Iterator[str]:
    """Every text of a block that is read."""
    if isinstance(block, Finding | Note):
        yield block.text
    elif isinstance(block, Table):
        yield block.title
        for header, cells in block.ready.texts.items():
            yield header
            yield from (cell for cell in cells if cell)
    elif isinstance(block, Picture):
        yield from (block.title, block.alt)


def _wrong(briefing: Briefing) -> Iterator[str]:
    """What a reader would find empty, untold or untranslated."""
    keys = [section.key for section in briefing.sections]
    if len(keys) != len(set(keys)):
        yield f"two sections of one key: {keys}"
    for section in briefing.sections:
        if not section.title or not section.blocks:
            yield f"{section.key} is empty"
        for block in section.blocks:
            where = f"{section.key}: {type(block).__name__}"
            texts = list(_texts(block))
            yield from (f"{where} {t!r}" for t in texts if CODE.search(t) or "{" in t)
            if not texts or not texts[0].strip():
                yield f"{where} says nothing"
            # What is missing rests on nothing, and the steps of who has nothing count nothing.
            if isinstance(block, Note) or (section.key == "known" and not block.basis.source_ids):
                continue
            if not block.basis.source_ids:
                yield f"{where} {texts[0]!r} has no source"
            if isinstance(block, Picture) and not block.basis.unit:
                yield f"{where} {block.title!r} has no unit"
            if isinstance(block, Table) and block.ready.table.empty:
                yield f"{where} {block.title!r} has no rows"


def _assert_told(commodity: str, language: Language) -> None:
    briefing = _told(commodity, language)
    assert briefing.sections[0].key == "known"
    wrong = [f"{commodity} ({language}) {each}" for each in _wrong(briefing)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_commodity_is_told_and_nothing_of_it_is_empty(language: Language) -> None:
    for commodity in KINDS:
        _assert_told(commodity, language)


def test_whatever_is_in_the_register_is_known_of() -> None:
    assert set(commodities.known_sides()) == set(load("commodities")["commodity"])


@pytest.mark.sweep
def test_every_other_commodity_of_the_register_is_told_and_nothing_of_it_is_empty() -> None:
    register = list(load("commodities")["commodity"])
    assert set(KINDS) <= set(register)
    languages = list(LANGUAGES)
    for place, commodity in enumerate(register):
        if commodity not in KINDS:
            _assert_told(commodity, languages[place % 2])


def test_only_a_balance_that_can_be_spoken_of_has_pairs() -> None:
    for commodity, years in evaluation.two_sided().items():
        briefing = _told(commodity)
        is_balanced = commodity in evaluation.balanced_commodities()
        assert (_section(briefing, "pairs") is not None) == is_balanced
        assert _section(briefing, "need") is None, "the need of a balance is within it"
        assert years
    pairs = _section(_told("rice"), "pairs")
    assert pairs is not None
    assert all(each.basis.modelled for each in pairs.blocks if not isinstance(each, Note))


def test_two_sides_that_do_not_compare_are_told_each_for_itself() -> None:
    section = _section(_told("fish"), "balance")
    assert section is not None
    said = [each.text for each in section.blocks if isinstance(each, Finding)]
    # 77,290 t landed and 92,859 t needed, as summed by the balance: never one less the other.
    summary = evaluation.baseline_answer("fish", 2023).balance.summary
    assert any(f"{summary.total_available_t:,.0f} t" in each for each in said)
    assert any(f"{summary.total_need_t:,.0f} t" in each for each in said)
    assert not any(re.search("(?i)surplus|shortfall", each) for each in said)


def test_another_year_is_told_and_stands_in_the_address() -> None:
    assert _told("rice").address == "commodity?commodity=rice"
    briefing = _told("rice", year=2022)
    assert briefing.address == "commodity?commodity=rice&year=2022"
    section = _section(briefing, "balance")
    assert section is not None
    assert "Rice 2022" in section.title
    # A year without a balance is not filled: the usual one is told.
    assert _told("rice", year=1999).address == "commodity?commodity=rice"


def test_what_one_regency_reports_is_on_no_map() -> None:
    section = _section(_told("carrot"), "production")
    assert section is not None
    assert section.title == "Carrot: figures of Sikka alone, not of the province"
    assert not any(isinstance(each, Picture) for each in section.blocks)
    # 19 of 22 regencies report coffee.
    coffee = _section(_told("coffee"), "production")
    assert coffee is not None
    assert any(isinstance(each, Picture) for each in coffee.blocks)


@pytest.mark.parametrize("commodity", ["cattle", "pig"])
def test_animals_have_neither_balance_nor_need(commodity: str) -> None:
    briefing = _told(commodity)
    keys = {each.key for each in briefing.sections}
    assert "animals" in keys
    assert not keys & {"balance", "need", "production", "pairs"}
    assert any(
        "neither is subtracted" in text for b in briefing.sections[0].blocks for text in _texts(b)
    )


def test_of_what_nothing_is_known_the_briefing_is_short_and_says_whom_to_ask() -> None:
    briefing = _told("teak")
    (section,) = briefing.sections
    assert section.title == "Teak: beyond its name nothing is known yet"
    (note,) = (each for each in section.blocks if isinstance(each, Note))
    assert note.kind == "missing"
    assert "BPS" in note.text
    assert briefing.source_ids == []


def test_a_need_map_and_its_table_hold_the_same_tonnes() -> None:
    section = _section(_told("carrot"), "need")
    assert section is not None
    need = commodities.need_of("carrot")
    assert need is not None
    table_section = _section(_told("carrot"), "need-table")
    assert table_section is not None
    (table,) = (each for each in table_section.blocks if isinstance(each, Table))
    # 22 regencies; the norm of Kota Kupang (kg) times its heads / 1000.
    row = need.of_form("fresh").iloc[0]
    assert table.ready.table["need"].iloc[0] == row["population"] * row["norm"] / 1000
    spec = next(
        p.spec for p in section.blocks if isinstance(p, Picture) and isinstance(p.spec, dict)
    )
    assert "Kota Kupang" in json.dumps(spec, default=str)


def test_a_balance_of_the_province_alone_rests_on_its_own_year() -> None:
    told = _section(_told("rice"), "balance")
    assert told is not None
    (found,) = (b for b in told.blocks if isinstance(b, Finding) and "as a whole" in b.text)
    assert found.basis.years in found.text
    assert not found.basis.coverage, "no regency's figure is in it"


def test_what_stands_in_brackets_is_said_beside_the_total() -> None:
    told = _section(_told("chili"), "balance")
    assert told is not None
    first, beside = told.blocks[:2]
    assert isinstance(first, Finding)
    assert isinstance(beside, Finding)
    assert first.text.startswith("Surplus of NTT: 5,387 t (4,328 t).")
    assert "in brackets" in beside.text
    assert "in brackets" not in first.text, "it is said once"


def test_a_list_that_names_chili_names_no_kind_of_it() -> None:
    told = _section(_told("chili"), "kpju")
    assert told is not None
    assert told.title.startswith("Chili is a leading product")


def test_words_of_codes_are_not_mistaken_for_codes() -> None:
    assert not [word for word in WORDS.values() if CODE.search(word)]


def test_a_balance_with_figures_in_doubt_counts_and_sums_them_the_same_everywhere() -> None:
    """Chili of 2024: 18 sound balances and 4 in doubt; both totals are explained."""
    summary = evaluation.baseline_answer("chili", 2024).balance.summary
    sound = summary.n_with_figures - summary.n_disqualified
    assert 0 < sound < summary.n_with_figures
    briefing = _told("chili", year=2024)
    said, balance = _section(briefing, "known"), _section(briefing, "balance")
    assert said is not None
    assert balance is not None
    assert f"{sound} of 22 regencies" in said.title
    assert any("in brackets with them" in text for b in balance.blocks for text in _texts(b))
