"""Partners & clusters in both languages: evidence in words, unknown said so, never a tonne."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from services import partners as indications
from tests.support.open_page import open_page
from tests.support.open_page import words as texts

VIEWS = ["complementary", "similar", "clusters", "flagship"]


def partners(language: str = "en", **query: str) -> AppTest:
    return open_page("partners", language, **query)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_in_both_languages(view: str, language: str) -> None:
    at = partners(language, view=view)
    assert at.title[0].value == {"id": "Mitra & kluster", "en": "Partners & clusters"}[language]
    said = texts(at)
    assert {"id": "21 dari 22 daerah", "en": "21 of 22 regencies"}[language] in said
    assert "TTU" in said, "the regency without a list is named"
    # Evidence, never an amount: no figure of this page is in tonnes.
    assert not re.search(r"\d t\b|\d ton\b|\d tonnes", said)


def test_a_pair_is_told_in_sentences() -> None:
    said = texts(partners(product="tomato", regency="5315"))
    assert "Manggarai → Manggarai Barat" in said
    assert "stands at rank 2 of 10 in the KPJu list of Manggarai" in said
    assert "such goods are brought there" in said
    assert "national priority destination" in said


def test_a_regency_without_a_list_is_in_no_pair() -> None:
    said = texts(partners(product="all", regency="5305"))
    assert "No complementary pair" in said
    similar = texts(partners(view="similar", regency="5305"))
    assert "TTU: the report has no KPJu list" in similar


def test_where_there_are_tonnes_the_page_says_so() -> None:
    assert "there are tonnes" in texts(partners(product="rice"))
    assert "there are tonnes" not in texts(partners(product="pig"))


def test_services_have_their_own_pairs() -> None:
    at = partners(family="services")
    assert at.selectbox(key="product").value == "performing_arts"
    assert "Performing arts: 2 regencies are strong" in at.header[0].value


def test_flagships_by_hand() -> None:
    said = texts(partners(view="flagship", zone="Z5"))
    # Rice in Manggarai, Manggarai Barat and Manggarai Timur: three of three lists.
    assert "Greater Manggarai: Rice (paddy); 3 of 3 lists have it" in said
    found = indications.flagships(("goods",)).flagships()
    # TTS 10 + 9 and Malaka 9 + 10, all with favourable verdicts: cattle and pig are equal.
    assert found.loc[found["zone_id"] == "Z1", "product"].tolist() == ["cattle", "pig"]
    assert found.loc[found["zone_id"] == "Z1", "weighted_points"].tolist() == [19.0, 19.0]


def test_a_narrower_reach_never_makes_more_pairs_near() -> None:
    near = [indications.similar(limit)["near"].sum() for limit in indications.REACHES]
    assert near == sorted(near)
    at = partners(view="clusters", shared="cattle", reach="200")
    assert "Nagekeo" not in at.markdown[0].value


def test_a_mangled_link_shows_the_usual() -> None:
    at = partners(view="'", product="<b>", family="x", regency="9999", zone="Z99", reach="-1")
    assert at.segmented_control(key="view").value == "complementary"
    assert at.selectbox(key="product").value == "cattle"


def test_choices_stay_in_the_address() -> None:
    at = partners("id", view="clusters")
    at.selectbox(key="shared").select("coffee").run()
    assert "coffee" in at.query_params["shared"]
    assert at.header[0].value.startswith("Kopi")


def test_every_product_of_a_list_is_paired_or_told_why_not() -> None:
    paired = set(indications.complementary()["product"])
    unpaired = set(indications.unpaired()["product"])
    assert not paired & unpaired
    assert paired | unpaired == set(indications.held()["product"])
