"""What a person reads when the curated data are broken."""

import typing

import pytest

from ntt_data.problems import Problem, Rule
from pages.data_problems import describe
from publishing import language

CASES = [
    (
        Problem("production.csv", "type", 14, "value", "dua ton", "number"),
        "baris 14, kolom value: 'dua ton' bukan angka; tulis angka tanpa satuan, misalnya 1234.5.",
        "row 14, column value: 'dua ton' is not a number; "
        "write a number without unit, such as 1234.5.",
    ),
    (
        Problem("production.csv", "type", 3, "year", "2022.5", "whole number"),
        "baris 3, kolom year: '2022.5' bukan bilangan bulat; "
        "tulis bilangan bulat tanpa satuan, misalnya 2022.",
        "row 3, column year: '2022.5' is not a whole number; write one without unit, such as 2022.",
    ),
    (
        Problem("conversions.csv", "type", 3, "net", "ya", "true/false"),
        "baris 3, kolom net: 'ya' bukan true atau false; tulis true atau false.",
        "row 3, column net: 'ya' is neither true nor false; write true or false.",
    ),
]


@pytest.fixture(params=["id", "en"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(language, "current_language", lambda: request.param)
    return str(request.param)


@pytest.mark.parametrize(("problem", "indonesian", "english"), CASES)
def test_sentence(tongue: str, problem: Problem, indonesian: str, english: str) -> None:
    assert describe(problem) == (indonesian if tongue == "id" else english)


@pytest.mark.parametrize("rule", typing.get_args(Rule))
def test_every_rule_has_a_sentence_with_what_is_known(tongue: str, rule: Rule) -> None:
    sentence = describe(Problem("x.csv", rule, 7, "harga", "VALUE", "EXPECTED"))
    start = "baris 7, kolom harga: " if tongue == "id" else "row 7, column harga: "
    assert sentence.startswith(start)
    assert "{" not in sentence
    needs_value = {
        *("type", "one_of", "minimum", "maximum", "pattern", "duplicate", "reference"),
        *("markdown_link", "mojibake", "mixed_decimals", "unclear_decimals"),
        *("literal_differs", "far_from_years", "impossible_size", "kemendagri_codes"),
        *("literal_unread", "odd_among_years", "odd_size", "odd_harvest", "spaces", "cut"),
        *("not_bps_code", "form_not_convertible"),
    }
    assert ("VALUE" in sentence) == (rule in needs_value)
    if rule in {"one_of", "minimum", "maximum", "pattern", "reference", "unreadable", "short_row"}:
        assert "EXPECTED" in sentence


def test_languages_differ_for_every_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    for rule in typing.get_args(Rule):
        said = set()
        for code in ("id", "en"):
            monkeypatch.setattr(language, "current_language", lambda code=code: code)
            said.add(describe(Problem("x.csv", rule, 7, "harga", "VALUE", "EXPECTED")))
        assert len(said) == 2, f"{rule} is not translated"


def test_whole_file(tongue: str) -> None:
    sentence = describe(Problem("prices.csv", "missing_file"))
    assert (
        sentence
        == {
            "id": "berkas tidak ada; kembalikan.",
            "en": "the file is missing; put it back.",
        }[tongue]
    )
