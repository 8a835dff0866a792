"""The bureau's review: what waits, what a figure stands beside, and every decision about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Round, SheetKey
from publishing.language import Language, speaking
from publishing.markdown_text import unmarked
from services import review, rounds
from services.access import Actor
from services.progress import progress
from tests.support.open_page import open_page
from tests.support.small_round import BUREAU, MAIZE, a_round, handed, store_of_its_own
from tests.support.user_text import NASTY, mistaken, shown

RICE = {"sheet": "agriculture", "item": "rice", "form": "paddy_gkg"}


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with store_of_its_own(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)


def said(app: AppTest) -> str:
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return unmarked("\n".join(str(each.value) for kind in kinds for each in kind))


def look_at(asked: Round, receipt_no: str, language: Language = "id") -> AppTest:
    return open_page("rounds", language, round=asked.round_id, receipt=receipt_no)


def press(app: AppTest, label: str, language: Language = "id") -> AppTest:
    with speaking(language):  # in which the options of a list are sent back
        next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, app.exception
    return app


def remark(app: AppTest, text: str) -> None:
    app.text_area[0].input(text)


def state(asked: Round, code: str) -> Any:
    return progress(asked).set_index("regency_code").loc[code, "state"]


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("2 lembar menunggu", "Belum ada yang diserahkan")),
        ("en", ("2 sheets are waiting", "Nothing was handed in yet")),
    ],
)
def test_the_queue_has_what_waits_the_oldest_first(
    language: Language, words: tuple[str, str]
) -> None:
    asked = a_round()
    assert words[1] in said(open_page("rounds", language, round=asked.round_id))
    for code in ("5371", "5304"):
        handed(asked, code, "1000")
    done = handed(asked, "5302", "1000")
    review.accept(BUREAU, done.receipt_no)
    app = open_page("rounds", language, round=asked.round_id)
    assert words[0] in said(app)
    queue = app.dataframe[0].value
    assert list(queue.iloc[:, 0]) == ["Kota Kupang", "Timor Tengah Selatan"]
    assert queue.iloc[0, 5] == 1, "one figure has a value, the others are unknown"


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(("language", "words"), [("id", "**2 versi lagi**"), ("en", "**2 more")])
def test_what_came_since_the_queue_was_drawn_is_told_and_shown_when_asked_for(
    language: Language, words: str
) -> None:
    asked = a_round()
    handed(asked, "5371", "1000")
    app = open_page("rounds", language, round=asked.round_id)
    assert not [each for each in app.button if each.key == "review-renew"], "nothing came since"

    def since() -> None:
        import streamlit as st

        from pages.data.rounds.review import tell_what_came_since
        from publishing.language import speaking

        with speaking(st.session_state["language"]):
            tell_what_came_since(st.session_state["asked"], 1)

    for code in ("5304", "5302"):
        handed(asked, code, "1000")
    told = AppTest.from_function(since)
    told.session_state["language"], told.session_state["asked"] = language, asked.round_id
    told.run()
    assert not told.exception
    assert words in told.info[0].value
    told.button(key="review-renew").click().run()
    assert not told.exception


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("Di tabel untuk 2022: 124.086,7 ton", "Selisih", "Ditanyakan", "Diterima: ")),
        ("en", ("In the tables for 2022: 124,086.7 tonnes", "Difference", "Asked", "Accepted: ")),
    ],
)
def test_a_version_beside_what_is_known_is_accepted(language: Language, words: Any) -> None:
    asked = a_round(RICE, year=2022)
    version = handed(asked, "5315", "1000", "rice")
    app = look_at(asked, version.receipt_no, language)
    told = said(app)
    assert all(each in told for each in words[:3])
    # 1,000 t beside 124,086.71 t: 123,086.71 t less, 99.2 %.
    assert ("−123.086,71" if language == "id" else "−123,086.71") in told
    assert ("99,2 %" if language == "id" else "99.2 %") in told
    assert "sudah diperiksa" in told
    press(app, "Terima semua" if language == "id" else "Accept all", language)
    assert words[3] in said(app)
    assert ("edisi data 1" if language == "id" else "edition 1") in said(app)
    assert state(asked, "5315") == "accepted"
    assert app.query_params["receipt"] == version.receipt_no, "it stays in the address"


@pytest.mark.usefixtures("signed_in")
def test_single_figures_are_accepted() -> None:
    asked = a_round(MAIZE, RICE, year=2022)
    version = handed(asked, "5304", "1000")
    app = look_at(asked, version.receipt_no)
    press(app, "Terima yang dipilih")
    assert "pilih paling sedikit satu angka" in said(app)
    next(each for each in app.checkbox if "Produksi: **1.000" in each.label).check()
    press(app, "Terima yang dipilih")
    (decided,) = review.decisions(BUREAU, asked.round_id)
    assert [(e.item, e.measure) for e in decided.figures] == [("maize", "production")]
    assert "Diterima biro sebagian: 1 dari" in said(app)
    assert said(app).count("Berlaku sekarang.") == 1
    later = handed(asked, "5304", "2000")
    other = look_at(asked, later.receipt_no)
    assert f"Berlaku sekarang: 1.000 ton (tanda terima {version.receipt_no})" in said(other)


@pytest.mark.usefixtures("signed_in")
def test_returning_needs_a_remark_which_stays_until_it_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = a_round()
    version = handed(asked, "5304", "1000")
    app = look_at(asked, version.receipt_no)
    press(app, "Kembalikan dengan catatan")
    assert "tulis catatan lebih dulu" in said(app)
    remark(app, "Ton atau kuintal?")
    with monkeypatch.context() as broken:

        def gone(*_args: object, **_more: object) -> None:
            raise StoreError("unavailable", reason="disk I/O error")

        broken.setattr("services.review.give_back", gone)
        press(app, "Kembalikan dengan catatan")
        assert "Basis data tidak dapat dihubungi" in said(app)
    assert app.text_area[0].value == "Ton atau kuintal?"
    press(app, "Kembalikan dengan catatan")
    assert "Dikembalikan: " in said(app)
    assert not [each for each in app.button if each.label.startswith("Berikutnya")]
    assert app.text_area[0].value == "", "the remark of the next decision is another one"
    assert state(asked, "5304") == "returned"
    (decided,) = review.decisions(BUREAU, asked.round_id)
    assert decided.remark == "Ton atau kuintal?"


@pytest.mark.usefixtures("signed_in")
def test_a_damaged_link_to_a_version_is_read_and_an_unknown_one_is_told() -> None:
    asked = a_round()
    version = handed(asked, "5304", "1000")
    damaged = look_at(asked, f"{version.receipt_no}.")
    assert "1.000 ton" in "".join(each.label for each in damaged.checkbox)
    unknown = look_at(asked, "nosuch99")
    assert not unknown.text_area, "no version is shown"
    assert "nosuch99" in said(unknown)


@pytest.mark.usefixtures("signed_in")
def test_after_a_decision_the_next_one_is_a_click_away() -> None:
    asked = a_round()
    first, second = handed(asked, "5371", "1000"), handed(asked, "5304", "1000")
    app = press(look_at(asked, first.receipt_no), "Terima semua")
    press(app, "Berikutnya: Timor Tengah Selatan: Pertanian, versi 1")
    assert app.query_params["receipt"] == second.receipt_no


@pytest.mark.usefixtures("signed_in")
def test_the_same_form_sent_twice_decides_once() -> None:
    asked = a_round()
    version = handed(asked, "5304", "1000")
    app = look_at(asked, version.receipt_no)
    key = app.session_state["_bureau_write_keys"][version.receipt_no]
    first = review.accept(BUREAU, version.receipt_no, write_key=key, seen_no=1)  # its answer lost
    press(app, "Terima semua")
    assert review.decisions(BUREAU, asked.round_id) == [first]
    assert "Diterima: " in said(app)
    assert app.session_state["_bureau_write_keys"].get(version.receipt_no) != key


@pytest.mark.usefixtures("signed_in")
def test_a_version_that_came_meanwhile_is_shown_with_the_remark() -> None:
    asked = a_round()
    first = handed(asked, "5304", "1000")
    app = look_at(asked, first.receipt_no)
    second = handed(asked, "5304", "2000")
    remark(app, "Ton?")
    press(app, "Kembalikan dengan catatan")
    assert "sementara itu versi 2 diserahkan" in said(app)
    assert app.query_params["receipt"] == second.receipt_no
    assert app.text_area[0].value == "Ton?"
    assert review.decisions(BUREAU, asked.round_id) == []
    # The earlier one on purpose, with a sentence.
    press(app, "Lihat versi 1")
    assert "Versi 2 lebih baru" in said(app)
    remark(app, "")
    press(app, "Terima semua")
    assert "tulis catatan lebih dulu" in said(app)
    remark(app, "Versi 2 salah satuan")
    press(app, "Terima semua")
    (decided,) = review.decisions(BUREAU, asked.round_id)
    assert (decided.receipt_no, decided.remark) == (first.receipt_no, "Versi 2 salah satuan")
    assert state(asked, "5304") == "handed_in", "the newest one still waits"


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "lebih dari 20 t untuk setiap penduduk"), ("en", "more than 20 t for each inhabitant")],
)
def test_what_cannot_be_is_refused_with_its_limit(language: Language, words: str) -> None:
    asked = a_round()
    version = handed(asked, "5304", "125000000")
    app = look_at(asked, version.receipt_no, language)
    press(app, "Terima semua" if language == "id" else "Accept all", language)
    assert words in "\n".join(each.value for each in app.error)
    assert review.decisions(BUREAU, asked.round_id) == []


@pytest.mark.usefixtures("signed_in")
def test_the_history_has_every_version_decision_and_late_reason() -> None:
    asked = a_round()
    handed(asked, "5304", "1000")
    rounds.close_round(BUREAU, asked.round_id, "Selesai")
    rounds.reopen_round(BUREAU, asked.round_id, "5304", "Listrik padam")
    second = handed(asked, "5304", "2000")
    review.accept(BUREAU, second.receipt_no)
    app = look_at(asked, second.receipt_no)
    told = said(app)
    assert "Versi 1, " in told
    assert "Versi 2, " in told
    assert told.count("dibuka kembali karena: Listrik padam") == 2, "above it and in the history"
    n = len(second.figures)
    assert f"diterima, {n} dari {n} jawaban, biro" in told
    assert "ditutup: Selesai" in told
    assert "dibuka kembali Timor Tengah Selatan: Listrik padam" in told
    press(app, "Batalkan keputusan terakhir")
    assert "Dibatalkan: keputusan terakhir" in said(app)
    assert state(asked, "5304") == "handed_in"
    assert not [each for each in app.button if each.label == "Batalkan keputusan terakhir"]


@pytest.mark.usefixtures("signed_in")
def test_texts_of_people_are_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    short = NASTY.replace("\n", " ")
    monkeypatch.setattr("tests.support.small_round.Answers", _nasty_answers(short))
    asked = a_round(name=short[:80])
    version = handed(asked, "5304", "1000")
    review.give_back(BUREAU, version.receipt_no, short)
    rounds.close_round(BUREAU, asked.round_id, short)
    rounds.reopen_round(BUREAU, asked.round_id, None, short)
    late = handed(asked, "5304", "1000")
    app = look_at(asked, late.receipt_no)
    assert not app.exception
    assert mistaken(app, short) == []
    assert shown(app, short) >= 5


def _nasty_answers(text: str) -> Any:
    from services.hand_in import Answers, Field, Typed

    def made(typed: Any, _office: str, _position: str, replies: Any) -> Answers:
        noted = {**typed, Field("maize", "note"): Typed("value", text)}
        return Answers(noted, text, text, replies)

    return made


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_nobody_else_sees_or_decides_anything(role: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = a_round()
    version = handed(asked, "5304", "1000")
    actor = Actor(role, sheet=SheetKey(asked.round_id, "5304", "agriculture"))
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: actor)
    app = look_at(asked, version.receipt_no)
    assert not app.checkbox
    assert not app.text_area
    assert not app.button
    told = said(app)
    assert "Pemeriksaan" not in told + "".join(each.value for each in app.subheader)
    assert "1.000 ton" not in told


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(("language", "words"), [("id", "LATIHAN"), ("en", "REHEARSAL")])
def test_a_rehearsal_says_so_above_its_queue_and_is_thrown_away(
    language: Language, words: str
) -> None:
    a_round(name="Sungguhan")
    asked = a_round(rehearsal=True, name="Latihan pagi")
    version = handed(asked, "5304", "1000")
    app = look_at(asked, version.receipt_no, language)
    assert words in said(app)
    press(app, "Terima semua" if language == "id" else "Accept all", language)
    nothing = {"id": "Tidak ada neraca yang berubah", "en": "No balance is changed"}
    assert nothing[language] in said(app)
    labels = {"id": ("Buang", "tiga huruf"), "en": ("Throw away", "three letters")}[language]
    press(app, labels[0], language)
    assert labels[1] in said(app)
    app.text_input[-1].input("Sudah cukup")
    press(app, labels[0], language)
    assert rounds.load_round(asked.round_id).discarded
    assert app.selectbox(key="round").options == ["Sungguhan"]
    assert "Latihan pagi" in said(app)
    assert "Sudah cukup" in said(app)
    gone = open_page("rounds", language, round=asked.round_id)
    assert ("sudah selesai dan dibuang" if language == "id" else "thrown away") in said(gone)
    assert not [each for each in gone.button if each.label == labels[0]], "a real round stays"
