"""The cooperation desk: who sees which case, how one is opened, what is kept when that fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ntt_data.store import StoreError
from ntt_data.store.case_records import Content, Party
from publishing.language import Language, speaking
from services.decisions import today
from services.desk import cases, opportunities
from services.desk.state import Obligation
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.small_round import BUREAU
from tests.support.user_text import NASTY, mistaken

PAIR = "pair-rice-2023-5315-5310"
CONTENT = Content(
    f"Beras {NASTY[0]}",
    "Beras",
    "kurang",
    (Party("regency", "Kota Kupang", "5371", "beras"), Party("company", "PT Lontar")),
)


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)


@pytest.mark.parametrize(
    ("language", "told"),
    [("id", "Belum ada kerja sama yang dapat dilihat"), ("en", "No case is to be seen yet")],
)
def test_a_reader_sees_no_case_that_is_not_published_and_no_form(language: str, told: str) -> None:
    cases.open_case(BUREAU, CONTENT)
    app = open_page("desk", language)
    assert told in words(app)
    assert "PT Lontar" not in words(app)
    assert not app.text_input


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize("stages", ["report", "legal"])
def test_a_card_says_what_comes_next_who_acts_and_what_is_missing(stages: str) -> None:
    cases.open_case(BUREAU, CONTENT)
    told = words(open_page("desk", stages=stages))
    assert "1 usulan kerja sama" in told
    assert "PT Lontar" in told
    assert "manfaat belum lengkap" in told
    assert "aturan lain" in told
    assert ("Berikutnya\\: Penawaran" in told) == (stages == "report")
    assert ("Berikutnya\\: Pembahasan TKKSD" in told) == (stages == "legal")


@pytest.mark.usefixtures("signed_in")
def test_the_list_and_the_map_hold_the_case_and_a_filter_takes_it_away() -> None:
    cases.open_case(BUREAU, CONTENT)
    table = open_page("desk", cases_as="list").dataframe[0].value
    assert CONTENT.title in table.to_numpy()
    assert "Siapa bekerja sama" in words(open_page("desk", cases_as="map"))
    assert "Tidak ada kerja sama yang cocok" in words(open_page("desk", case_state="signed"))


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "button"), [("id", "Catat usulan"), ("en", "Record the case")]
)
def test_a_pair_opens_with_its_figures_frozen_and_what_was_typed_stays(
    language: Language, button: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("desk", language, opportunity=PAIR)
    title = next(each for each in app.text_input if str(each.key).endswith("-title"))
    assert "Manggarai Barat" in title.value
    title.set_value("Beras untuk Sikka")
    with monkeypatch.context() as away, speaking(language):

        def fail(*_args: object) -> None:
            raise StoreError("unavailable", reason="disk")

        away.setattr("ntt_data.store.cases.CaseStore.open_case", fail)
        next(each for each in app.button if each.label == button).click().run()
    assert app.error
    assert not cases.cases_for(BUREAU)
    with speaking(language):
        next(each for each in app.button if each.label == button).click().run()
    assert not app.exception, app.exception
    (case,) = cases.cases_for(BUREAU)
    assert case.content.title == "Beras untuk Sikka"
    assert (case.content.origin, case.content.origin_key) == ("pair", "rice-2023-5315-5310")
    assert len(case.content.snapshot["rows"]) > 8


def test_a_pair_that_can_be_swapped_promises_no_benefit_and_says_its_limits() -> None:
    content = opportunities.content_of(PAIR)
    assert content is not None
    assert not any(party.benefit for party in content.parties)
    said = {row["label_en"]: row for row in content.snapshot["rows"]}
    low = said["Smallest tonnes of the pair over all best answers"]["value"]
    high = said["Largest tonnes of the pair over all best answers"]["value"]
    assert low < said["Modelled tonnes from Manggarai Barat to Sikka"]["value"] < high
    assert "can be swapped" in content.snapshot["note_en"]
    assert "dapat ditukar" in content.snapshot["note_id"]
    assert all(row["source"] and row["grade"] for row in said.values())


def test_a_candidate_that_shares_its_points_is_not_the_only_first() -> None:
    shared, alone = (opportunities.content_of(f"flagship-{zone}") for zone in ("Z1", "Z5"))
    assert shared is not None
    assert alone is not None
    assert "sama dengan babi" in shared.reason
    assert "sama dengan" not in alone.reason


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("FLAGSHIP-z1", "flagship-Z1"),
        ("corridor-rice-2023-2", "corridor-rice-2023-2"),
        ("kpju_pair-cattle-5303-5371", "kpju_pair-cattle-5303-5371"),
        ("tourism", "tourism"),
        ("pair-rice-2023-5371-5310", ""),
        ("pair-gold-1066-1-2", ""),
        ("flagship-Z99", ""),
        ("corridor-rice-2023-99", ""),
        # Digits to Python that make no number, more of them than it reads, and a second writing.
        ("pair-rice-²-5315-5371", ""),
        ("corridor-rice-2023-²", ""),
        ("corridor-rice-" + "9" * 5000 + "-1", ""),
        ("corridor-rice-2023-01", ""),
        ("<script>", ""),
    ],
)
def test_an_address_names_an_opportunity_of_today_or_none(asked: str, known: str) -> None:
    assert opportunities.known_key(asked) == known
    if known.partition("-")[2]:
        content = opportunities.content_of(known)
        assert content is not None
        assert len(content.parties) >= 2
        assert content.snapshot["edition"]


@pytest.mark.parametrize("key", [PAIR, "corridor-rice-2023-2", "flagship-Z1"])
def test_what_is_proposed_is_indonesian_whatever_the_screen_speaks(key: str) -> None:
    said = {}
    languages: tuple[Language, ...] = ("id", "en")
    for language in languages:
        with speaking(language):
            content = opportunities.content_of(key)
        assert content is not None
        said[language] = (content.title, content.object, content.reason, content.parties)
    assert said["en"] == said["id"]
    assert "zona Z1" not in said["id"][0]


def test_a_published_case_stands_in_the_profile_of_its_party(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cases.open_case(BUREAU, CONTENT)
    assert "Di meja kerja sama" not in words(open_page("profile", regency="5371"))
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)
    assert "Di meja kerja sama" in words(open_page("profile", regency="5371"))
    assert "Di meja kerja sama" not in words(open_page("profile", regency="5302"))


@pytest.mark.parametrize(
    ("language", "none", "fits", "year"),
    [
        ("id", "Belum ada pelajaran", "1 dari 1 kerja sama yang berakhir cocok", "Laporan tahunan"),
        ("en", "There is no lesson yet", "1 of 1 ended cases fit", "Yearly report"),
    ],
)
def test_lessons_are_searched_and_shown_as_typed_and_the_year_is_offered(
    language: str, none: str, fits: str, year: str
) -> None:
    case = cases.open_case(BUREAU, CONTENT)
    case = cases.attach(BUREAU, case.case_id, "agreement", "a.pdf", b"a", {}, "", case.no)
    case = cases.publish(BUREAU, case.case_id, True, "", case.no)
    assert none in words(open_page("desk", language))
    cases.end(BUREAU, case.case_id, "Kapal berhenti", f"Jadwal {NASTY}", case.no)
    app = open_page("desk", language, find_lesson="jadwal kapal")
    assert fits in words(app)
    assert not mistaken(app)
    downloads = [each.label for each in app.get("download_button")]
    assert len([label for label in downloads if year in label]) == 2
    assert "Kapal berhenti" not in words(open_page("desk", language, find_lesson="cengkih"))
    register = open_page("register", language).get("download_button")
    assert len([each for each in register if year in each.label]) == 2


@pytest.mark.usefixtures("signed_in")
def test_the_name_of_the_bureaus_report_says_that_it_is_not_to_be_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = cases.open_case(BUREAU, CONTENT)
    case = cases.attach(BUREAU, case.case_id, "agreement", "a.pdf", b"a", {}, "", case.no)
    cases.publish(BUREAU, case.case_id, True, "", case.no)
    names: list[str] = []
    monkeypatch.setattr(
        "pages.ui.yearly_report.st.download_button",
        lambda _label, _data, name, *_more, **_options: names.append(name),
    )

    def named(page: str) -> list[bool]:
        names.clear()
        open_page(page)
        of_year = [name for name in names if name.startswith("laporan-tahunan")]
        return ["tidak-untuk-diterbitkan" in name for name in of_year]

    assert named("desk") == [True, True]
    assert named("register") == [False, False], "what everybody may see, whoever looks"


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", ("Perlu perhatian", "akan berakhir pada", "1 baris belum ada laporan", "segera")),
        ("en", ("Wants attention", "runs out on", "1 line without a report", "ends soon")),
    ],
)
def test_what_runs_out_and_what_nobody_reported_stands_on_the_desk(
    language: str, told: tuple[str, ...]
) -> None:
    two = (CONTENT.parties[0], Party("regency", "Manggarai Barat", "5315", "pasar"))
    case = cases.open_case(BUREAU, replace(CONTENT, parties=two))
    case = cases.attach(BUREAU, case.case_id, "agreement", "a.pdf", b"1", {}, "", case.no)
    line = Obligation("2026-01", "Beras", 10.0, "5315", "5371")
    case = cases.oblige(BUREAU, case.case_id, [line], "", case.no)
    cases.extend(BUREAU, case.case_id, today() + timedelta(days=9), "", case.no)
    app = open_page("desk", language)
    links = " ".join(str(each.proto.label) for each in app.get("page_link"))
    seen = words(app) + links
    assert [each for each in told if each not in seen] == []
