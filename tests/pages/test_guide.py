"""The cooperation guide in both languages: every section draws, and says what the tables hold."""

from functools import cache

import pytest
from streamlit.testing.v1 import AppTest

from analysis.cooperation.model_choice import TRAITS
from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.guide import advice, criteria, existing, layout, programmes, start
from publishing.listings.guide import checklist
from publishing.markdown_text import plain, unmarked
from publishing.sentences import guide as sentences
from publishing.sentences import reported_flows as flows
from tests.support.open_page import PAGES, open_page, popovers
from tests.support.open_page import words as texts

SECTIONS = [
    *(
        "start",
        "law",
        "existing",
        "model",
        "forms",
        "principles",
        "stages",
        "clauses",
        "zones",
        "flows",
    ),
    "advice",
]


def guide(section: str, language: str = "en", **query: str) -> AppTest:
    return open_page("guide", language, section=section, **query)


@cache
def drawn(section: str, language: str = "en") -> AppTest:
    """A section that a test only reads: opened once for all of them."""
    return guide(section, language)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_in_both_languages(section: str, language: str) -> None:
    at = drawn(section, language)
    assert at.title[0].value == {"id": "Panduan kerja sama", "en": "Cooperation guide"}[language]
    assert at.header, "a section without a heading"


def test_a_mangled_section_shows_the_first() -> None:
    assert drawn("nonsense").header[0].value.startswith("From “we want to cooperate”")


def test_the_first_steps_lead_to_the_letter_and_on() -> None:
    """Who is told nothing of the council, of a paper or of a source writes the wrong letter."""
    at = drawn("start", "id")
    steps = load("first_steps").sort_values("order")
    cards = [text.value for text in at.markdown if text.value.startswith(tuple("1234567"))]
    cards = cards[: len(steps)]
    assert [card.split(". ")[0] for card in cards] == [str(n) for n in steps["order"]]
    assert "ke surat pertama: 4 langkah, lalu 3 langkah" in unmarked(at.header[0].value)
    assert "bagian kerja sama" in cards[1]
    assert "TKKSD" in cards[2]
    assert "surat pertama" in cards[3]
    assert "Kesepakatan Bersama" in cards[4]
    assert "Hanya bila rencana membebani masyarakat dan daerah" in cards[5]
    assert "belum dianggarkan dalam APBD tahun berjalan" in cards[5]
    assert "PKS" in cards[6]
    for card in cards:
        assert all(f"**{label}:**" in card for label in ("Siapa", "Naskah", "Dasar"))
    sources = [popover.label for popover in popovers(at)]
    assert len([label for label in sources if label.startswith("Sumber (")]) == len(steps) + 1


def test_a_step_leads_to_the_section_that_explains_it() -> None:
    at = guide("start")
    at.button(key="to-clauses-agreement").click().run()
    assert at.query_params["section"] == "clauses"
    assert "clauses that an agreement holds" in at.header[0].value
    assert at.title[0].anchor == "clauses"  # what static/page/into_view.js looks for


def test_what_nobody_has_read_is_marked_as_unconfirmed() -> None:
    for section, table in (("start", "first_steps"), ("law", "legal_basis_now")):
        unread = load(table)["wording"].isin(["quoted", "reported", "not_found"]).sum()
        of_council = 1 if section == "law" else 0  # the condition stands above the rules once more
        marked = texts(drawn(section, "id")).count("Belum dikonfirmasi biro")
        assert marked == unread + of_council, section


def test_every_step_leads_to_pages_that_exist() -> None:
    steps = set(load("first_steps")["step"])
    assert set(start.LEADS_TO_PAGES) | set(start.LEADS_TO_SECTIONS) < steps
    assert set(start.LEADS_TO_SECTIONS.values()) <= set(SECTIONS)
    assert {page for pages in start.LEADS_TO_PAGES.values() for page in pages} <= set(PAGES)


def test_the_law_of_today_stands_beside_the_law_as_printed() -> None:
    words = texts(drawn("law", "id"))
    for law in load("legal_basis").itertuples():
        assert f"**{law.order}. {plain(law.title)}**" in words
    for now in load("legal_basis_now").itertuples():
        assert plain(now.now_id) in words
    assert "Permendagri Nomor 22 Tahun 2020" in words


def test_every_agreement_that_was_found_is_counted_and_listed_in_the_register_alone() -> None:
    found = load("cooperation_agreements")
    grouped = [level for levels in existing.GROUPS.values() for level in levels]
    assert sorted(grouped) == sorted(found["level"].unique())
    words = unmarked(texts(drawn("existing", "id")))
    between = int(found["level"].eq("inter_regency").sum())
    assert f"Antardaerah di NTT: {between}" in words
    assert not any(row.outcome_id in words for row in found.itertuples())


def test_every_list_of_criteria_is_shown() -> None:
    table = load("kpju_criteria")
    assert sorted(criteria.LISTS) == sorted(table["list"].unique())
    words = texts(drawn("advice", "id"))
    assert "1. Ketersediaan/prospek pasar\n2. Penyerapan tenaga kerja" in words
    assert "1. Tenaga kerja terampil\n2. Bahan baku" in words


def test_every_list_of_the_documents_has_its_place() -> None:
    """A list that no section names is curated and never read."""
    grouped = [topic for topics in advice.GROUPS.values() for topic in topics]
    guidance = load("guidance")
    assert sorted([*advice.BEFORE_SIGNING, *grouped]) == sorted(guidance["topic"].unique())
    words = texts(drawn("advice")) + texts(drawn("start"))
    for row in guidance.itertuples():
        assert plain(row.name_en) in words, row.item


def test_chooser_names_the_contract_and_says_why() -> None:
    at = guide("model", binding="yes", body="no", payment="yes")
    assert at.subheader[0].value == "Fits best\\: Fee-for-service contract"
    words = texts(at)
    assert "One region sells a service to another at an agreed price. (report)" in words
    assert "(our reading)" in words
    at = guide("model")
    assert at.subheader[0].value == "Five models, from a handshake to a regional body"


def test_chooser_keeps_its_answers_in_the_address() -> None:
    at = guide("model")
    at.segmented_control(key="region_wide").set_value("yes").run()
    assert "yes" in at.query_params["region_wide"]
    assert at.subheader[0].value == "Fits best\\: Regional body"


def test_every_reason_and_kind_has_words() -> None:
    """A KeyError here is a page that breaks on one combination of answers only."""
    for kind, traits in TRAITS.items():
        assert sentences.body_word(kind)
        for question in traits:
            assert sentences.reason_sentence(kind, question)
    for word in load("cooperation_forms")["compensation"]:
        assert sentences.compensation_word(word)
    kinds = set(load("programmes")["kind"])
    assert kinds == {k for group in programmes.GROUPS.values() for k in group}
    for kind in kinds:
        assert sentences.programme_word(kind)
    for unit in load("reported_flows")["unit"].dropna():
        assert flows.unit_word(unit)
    assert set(load("reported_flows")["scope"]) == set(flows.scope_words())


def test_principles_tell_of_the_printed_numbers() -> None:
    words = unmarked(texts(drawn("principles")))
    assert "11 principles" in words
    assert "The report prints number 9 twice: Transparency; Fairness" in words
    assert "Number 11" in words


def test_stages_show_every_need() -> None:
    words = texts(drawn("stages"))
    for row in load("stages").itertuples():
        assert plain(row.name_en) in words
        assert plain(row.needs_en.split(";")[-1].strip().rstrip(".")).lower() in words.lower()
    assert "the stages b, g" in words


def test_checklist_takes_what_was_filled_in() -> None:
    at = guide("clauses")
    at.checkbox(key="agreed_object").check()
    at.text_input(key="wording_object").set_value("Beras, 500 t").run()
    assert not at.exception
    draft = at.session_state["agreement_draft"]
    table = checklist(load("agreement_clauses"), draft)
    assert len(table) == 8
    assert table.iloc[1].tolist()[2:4] == ["Ya", "Beras, 500 t"]  # outside a session: Indonesian
    assert table.iloc[0].tolist()[2:4] == ["Belum", ""]
    # What was typed survives a look at another section.
    at.segmented_control(key="section").set_value("stages").run()
    at.segmented_control(key="section").set_value("clauses").run()
    assert at.text_input(key="wording_object").value == "Beras, 500 t"
    assert at.checkbox(key="agreed_object").value is True


def test_chosen_regency_shows_its_zone() -> None:
    at = guide("zones", regency="5311")
    assert at.subheader[0].value == "Ende is in F · Zone 7: Central Flores"  # F on the map
    assert "**Ende**, capital Ende" in texts(at)
    assert not any("is in" in told.value for told in guide("zones").subheader)


def test_seats_that_stay_are_kept_and_too_many_are_told() -> None:
    free = unmarked(texts(guide("zones")))
    assert "No seat any more: Sumba Barat Daya, Sabu Raijua" in free
    kept = unmarked(texts(guide("zones", seats="5317,5320")))
    _before, moved, gone = kept.partition("No seat any more: ")
    assert moved
    assert "Sabu Raijua" not in gone.partition("; seat instead")[0]
    at = guide("zones", seats=",".join(regency_names()))
    assert "keep 8 at the most" in at.warning[0].value


def test_anomalies_reach_their_sections() -> None:
    numbered = layout.anomalies_of("principles")["literal"].str.contains("Keadilan")
    assert numbered.any()
    assert layout.anomalies_of("zones")["literal"].str.contains("Zona 7").any()
    assert layout.anomalies_of("cooperation_forms").empty


def test_literal_is_one_click_away_in_every_section() -> None:
    """As many quotations as rows: nothing is told without its wording."""
    expected = {
        "model": len(load("cooperation_models")),
        "forms": len(load("cooperation_forms")) + 1,
        "principles": len(load("principles")),
        "stages": len(load("stages")),
        "clauses": len(load("agreement_clauses")),
        "law": len(load("legal_basis")) + len(load("priority_affairs")),
        "start": len(advice.BEFORE_SIGNING),
        "advice": sum(map(len, advice.GROUPS.values())) + len(criteria.LISTS),
        "flows": len(load("programmes")),
    }
    for section, n in expected.items():
        labels = [popover.label for popover in popovers(drawn(section))]
        assert labels.count("Source") == n, section
