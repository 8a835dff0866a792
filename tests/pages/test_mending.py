"""What is made good of a damaged link, part by part, and what is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.places import regency_names
from pages.ui.addresses import ADDRESSES, PARAMETERS, SEARCHES
from pages.ui.mending import cleaned, mended, mended_page, mended_query, unknown_parameters
from services.answer import evaluation

YEARS = ["2020", "2021", "2022"]
#: What happens to a link -> how it then reads.
DAMAGES = {
    "the full stop after a sentence": "{}.",
    "a bracket around": "({})",
    "the bracket after alone": "{})",
    "a comma": "{},",
    "a quotation mark": "{}”",
    "the end of a mail's link": "{}>",
    "the sign of a quotation": "> {}",
    "bold in WhatsApp": "*{}*",
    "italics in WhatsApp": "_{}_",
    "a zero-width space": "{}\u200b",
    "a zero-width space before": "\u200b{}",
    "a mark of direction": "\u2068{}\u2069",
    "a hard space": "{}\u00a0",
    "a line break": "{}\r\n",
    "coded twice": "{}%20",
    "a full stop, coded": "{}%2E",
    "an ampersand of HTML": "{}&amp;",
    "an ampersand without anything after it": "{}&",
    "coded for mail": "3D{}",
}


def _parameters(*given: tuple[str, str]) -> dict[str, str]:
    return mended_query(given, PARAMETERS).parameters


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("value", ["2021", "red_onion", "5302", "ntt_first", "E001", "Z1"])
def test_what_stands_around_a_value_is_taken_away(value: str, damage: str) -> None:
    options = [*YEARS, "rice", "red_onion", "", *regency_names(), "ntt_first", "E001", "Z1", "0"]
    assert mended(damage.format(value), options) == value
    assert mended(damage.format(value.upper()), options) == value


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2022.0", "2022"),
        ("２０２２", "2022"),
        ("20\u200b22", "2022"),
        ("2032", None),
        ("202", None),
        ("20222", None),
        ("2022-2023", None),
        ("2020 2022", None),
        ("2022.5", None),
        ("", None),
        (".", None),
        ("tahun 2022", None),
    ],
)
def test_a_year_is_that_year_or_none(text: str, meant: str | None) -> None:
    assert mended(text, YEARS) == meant


def test_what_is_left_empty_is_not_the_choice_of_all() -> None:
    assert mended("", ["", "5302"]) == ""
    assert mended(").", ["", "5302"]) is None


def test_two_that_differ_by_their_letters_alone_are_not_told_apart() -> None:
    assert mended("ab", ["ab", "AB"]) == "ab"
    assert mended("aB", ["ab", "AB"]) is None


@given(st.text(max_size=12))
def test_nothing_that_is_no_year_becomes_one(text: str) -> None:
    found = mended(text, YEARS)
    assert found is None or found in text.replace("\u200b", "") or found in cleaned(text)


def test_every_value_that_we_write_into_addresses_is_left_as_it_is() -> None:
    written = [
        *(*regency_names(), *evaluation.produced_commodities(), "norm.B:30,production.A:12.5"),
        *("5315-5309:most,5313-5310:1200", "E001,E061", "ntt_first", "20", "S23"),
    ]
    for value in written:
        assert cleaned(value) == value
        assert _parameters(("swap", value)) == {"swap": value}


@pytest.mark.parametrize(
    "damage",
    [
        *("amp;{}", "amp;amp;{}", "?{}", "%3F{}", "&{}", "{}\u200b", "\u200b{}", " {}", "({}"),
        *("{} ", "#{}", "%26{}", "*{}", "<{}"),
    ],
)
def test_a_parameter_is_called_by_its_name(damage: str) -> None:
    for name in sorted(PARAMETERS):
        for written in (name, name.upper(), name.capitalize()):
            assert _parameters((damage.format(written), "x1")) == {name: "x1"}


@pytest.mark.parametrize(
    "between", ["&amp;", "%26", "?", "%3F", ";", "&amp;amp;", "%2526", " ", "\u200b&", "&#38;"]
)
def test_parameters_that_have_grown_together_are_taken_apart(between: str) -> None:
    for name in sorted(PARAMETERS - {"year"}):
        expected = {"year": "2021", name: "x1"}
        assert _parameters(("year", f"2021{between}{name}=x1")) == expected
        assert _parameters(("year", f"2021{between}{name}%3Dx1")) == expected
        assert _parameters((f"year=2021{between}{name}", "x1")) == expected


def test_names_that_html_takes_for_characters_are_read() -> None:
    """A mail that shows a link as text writes "®" for "&reg" and "§" for "&sect"."""
    assert _parameters(("year", "2021®ency=5302")) == {"year": "2021", "regency": "5302"}
    assert _parameters(("by", "year§ion=coverage")) == {"by": "year", "section": "coverage"}
    assert _parameters(("§ion", "costs")) == {"section": "costs"}


def test_a_link_that_says_two_things_is_found_out() -> None:
    both = mended_query([("year", "2020"), ("year", "2021")], PARAMETERS)
    assert both.twice == ("year",)
    assert both.parameters == {"year": "2021"}
    assert mended_query([("Year", "2020"), ("year", "2021")], PARAMETERS).twice == ("year",)
    assert mended_query([("year", "2021"), ("year", "2021.")], PARAMETERS).twice == ()


def test_what_no_page_knows_is_named_and_what_networks_add_is_not() -> None:
    given = ("tahun", "yeer", "fbclid", "utm_source", "gclid", "year")
    assert unknown_parameters(given, PARAMETERS) == ["tahun", "yeer"]


def test_a_search_keeps_its_words() -> None:
    for words in ("a & b", "100 %", "x=1", "½ ton", "(beras)", "50%25", "a year=2022", "a?by=b"):
        assert mended_query([("find", words)], PARAMETERS, SEARCHES).parameters == {"find": words}
    assert mended_query([("find", "beras\r\nNTT\u200b\t5")], PARAMETERS, SEARCHES).parameters == {
        "find": "beras NTT 5"
    }


@pytest.mark.parametrize("page", [address for address in ADDRESSES if address])
@pytest.mark.parametrize(
    "damage",
    [
        *("/{}.", "/{})", "/{},", "/{}/", "/{}//", "//{}", "/{}\u200b", "/\u200b{}", "/{}%20"),
        *("/{}”", "/{}>", "/<{}>", "/*{}*", "/_{}_", "/{}/)", "/(/{}", "/{}.html", "/{}&", "/{}?"),
        *("/{}%3F", "/{}%253F", "/{};", "/ {}", "/pages/{}", "/{}/{}"),
    ],
)
def test_the_page_that_was_meant_is_found(page: str, damage: str) -> None:
    for written in (page, page.upper(), page.capitalize()):
        found = mended_page(damage.format(written, written), ADDRESSES)
        assert found is not None
        assert (found[0], found[1].strip("?%3F")) == (page, "")


@pytest.mark.parametrize("mark", ["?", "%3F", "&", "&amp;", "%26", "%253F", ";"])
def test_a_query_that_has_got_into_the_path_is_kept(mark: str) -> None:
    found = mended_page(f"/Matcher{mark}year=2021&commodity=chili", ADDRESSES)
    assert found == ("matcher", "year=2021&commodity=chili")
    assert mended_page(f"/{mark}year=2021", ADDRESSES) == ("", "year=2021")


@pytest.mark.parametrize("path", ["/none", "/match", "/map/tables", "/matchers", "/wp-login.php"])
def test_no_page_is_guessed(path: str) -> None:
    assert mended_page(path, ADDRESSES) is None
