"""Sector rankings in both languages: one scheme at a time, unknown said to be unknown."""

import pytest
from streamlit.testing.v1 import AppTest

from publishing.sentences.sectors import SCHEMES
from tests.support.open_page import ROOT, open_page, popovers, turn_to
from tests.support.open_page import words as texts


def sectors(language: str = "en", **query: str) -> AppTest:
    return open_page("sectors", language, **query)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_both_schemes_in_both_languages(scheme: str, language: str) -> None:
    at = sectors(language, scheme=scheme)
    assert at.title[0].value == {"id": "Peringkat sektor", "en": "Sector rankings"}[language]
    said = texts(at)
    assert "TTU" in said, "the regency without a ranking is named"
    n = {"kbli": 11, "traditional": 10}[scheme]
    assert {"id": f"{n} dari 22 daerah", "en": f"{n} of 22 regencies"}[language] in said
    twice = {"id": "Belu menyebut sektor perkebunan dua kali", "en": "Belu names the sector"}
    assert (twice[language] in said) == (scheme == "kbli")


def test_titles_say_the_finding() -> None:
    headers = [header.value for header in sectors().header]
    # Sumba Barat, Sumba Timur, Belu, Ngada, Manggarai and Manggarai Barat of eleven.
    assert headers[0] == (
        "Most often first: Food crops, in 6 of the 11 regencies that this scheme ranks; it does "
        "not rank 11"
    )
    # Points by hand: ranks 1,1,1,6,3,1,1,1,4,6 give 10*6 + 5 + 8 + 7 + 5 = 85 of 110.
    assert headers[1] == "Most points: Food crops, 77 % of the possible"
    assert "5 of the 7 regencies" in headers[2]


def test_kpju_of_the_regency_in_the_address() -> None:
    at = sectors(regency="5304")
    said = texts(at)
    assert "Cattle leads in TTS; the report speaks for 4 of 10 KPJu" in said
    assert "6 of 10 are not judged" in said
    assert "not in its list of ten" in said  # trade in livestock
    assert "neither a list of ten KPJu" in texts(sectors(regency="5305"))


def test_regency_and_item_stay_in_the_address() -> None:
    # AppTest formats the options outside the session, thus in Indonesian.
    at = sectors("id")
    at.selectbox(key="item").select("seaweed").run()
    assert "seaweed" in at.query_params["item"]
    at.selectbox(key="regency").select("5320").run()
    assert "5320" in at.query_params["regency"]
    assert "Budi daya rumput laut ada dalam" in texts(at)


def test_a_mangled_link_shows_the_usual() -> None:
    at = sectors(scheme="nonsense", item="=1+1", regency="9999")
    assert "of the 11 regencies" in at.header[0].value


def test_quotations_are_made_when_one_is_opened() -> None:
    """A list has ten rows, and few people open one: closed, they would be most of what is sent."""
    app = AppTest.from_file(str(ROOT / "pages/menu.py"), default_timeout=90)
    turn_to(app, "sectors").query_params["regency"] = "5371"
    app.run()
    assert not app.exception
    asked = [each for each in popovers(app) if each.label == "Kutipan"]
    assert len(asked) == 10
    assert "Alasan yang disebut" not in texts(app)
    assert "Alasan yang disebut" in texts(open_page("sectors", regency="5371"))
