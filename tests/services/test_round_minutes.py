"""The minutes of a round: what they say, that no text breaks them, and who gets them."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ntt_data import editions
from ntt_data.store import round_store
from ntt_data.store.collection_records import Figure, RoundEvent, SheetKey
from ntt_data.store.decision_records import Content
from publishing.files.minutes import FOLDER_VARIABLE, TEMPLATES, TemplateError, placeholders
from publishing.formats import WITA, moment
from publishing.language import LANGUAGES, Language, speaking
from publishing.sentences.effect import effect_line
from services import decisions, review, round_export, rounds
from services.access import AccessError, Actor
from services.effect import effects
from services.hand_in import Field
from tests.services.test_round_export import ADMINISTRATOR, a_round, a_small_round, handed
from tests.support import make_minutes
from tests.support.examples import many
from tests.support.own_store import own_store

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "{{ 7*7 }}", "{% for x in y %}", "<w:p>", "</w:t></w:r>", "& Co. &amp; &lt;b&gt;", "=1+1",
    "{%tr endfor %}", "{# x #}", "{{ ''.__class__ }}", "${x}", "]]>",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        editions.begin_run()
        yield


def read(content: bytes) -> tuple[str, list[list[list[str]]]]:
    """All text outside of tables, header included, and the cells of each table."""
    document = Document(io.BytesIO(content))
    lines = [each.text for each in document.sections[0].header.paragraphs]
    lines += [each.text for each in document.paragraphs]
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    return "\n".join(lines), tables


def test_a_small_round_is_told_as_it_was() -> None:
    asked, (first, second, third), bureau = a_small_round()
    text, (versions, accepted, _signatures) = read(round_export.minutes(bureau, asked.round_id))
    assert text.splitlines()[1:4] == ["BERITA ACARA", "PENGUMPULAN DATA DAERAH", "Rakor jagung"]
    assert "untuk tahun 2024" in text
    assert f"(kode {asked.round_id})" in text
    assert "Diserahkan 2 dari 44 lembar, dari 2 daerah." in text
    assert versions[1:] == [
        ["1", "Timor Tengah Selatan", "Pertanian", "Dinas Pertanian", "Kepala Bidang",
         first.receipt_no, moment(first.at), "1", "diterima"],
        ["2", "Timor Tengah Selatan", "Pertanian", "Dinas Pertanian", "Kepala Bidang",
         second.receipt_no, moment(second.at), "2", "belum diputuskan"],
        ["3", "Kota Kupang", "Penanaman modal dan potensi", "DPMPTSP & Co.", "Kepala Bidang",
         third.receipt_no, moment(third.at), "1", "belum diputuskan"],
    ]  # fmt: skip
    assert "Timor Tengah Selatan: Penanaman modal dan potensi" in text
    assert "Kota Kupang: Pertanian" in text
    assert "Sumba Barat: Pertanian, Penanaman modal dan potensi" in text
    assert "Jagung, pipilan kering (Pertanian)" in text
    assert accepted[1:] == [
        ["Produksi", "Timor Tengah Selatan", "12.500", "ton", first.receipt_no],
        ["Luas panen", "Timor Tengah Selatan", "nihil", "ha", first.receipt_no],
        ["Harga yang diminta", "Timor Tengah Selatan", "4.500", "Rp/kg", first.receipt_no],
    ]
    assert "koefisien 0,9 (asumsi)" in text
    assert "ditutup (semua kabupaten/kota), oleh biro. Alasan: Selesai" in text
    assert "LATIHAN" not in text
    editions.begin_run()
    (found,) = effects(asked)
    assert "Neraca sesudah penerimaan" in text
    assert effect_line(found, rehearsal=False) in text
    assert "Setelah 1 laporan: " in text


def test_in_english_too() -> None:
    asked, (first, *_others), bureau = a_small_round()
    with speaking("en"):
        text, (versions, accepted, _signatures) = read(round_export.minutes(bureau, asked.round_id))
    assert text.splitlines()[1] == "MINUTES"
    assert "2 of 44 sheets were handed in, from 2 regencies." in text
    assert versions[1][-3:] == [moment_in_english(first), "1", "accepted"]
    assert accepted[1][2:] == ["12,500", "tonnes", first.receipt_no]


def moment_in_english(version: Any) -> str:
    with speaking("en"):
        return moment(version.at)


def test_what_was_decided_is_told_of_each_version() -> None:
    asked = a_round()
    maize = [
        Figure("maize", "production", "value", 1.0, "1"),
        Figure("maize", "stock_end", "not_known"),
    ]
    partly, returned, old = (handed(asked, code, *maize) for code in ("5301", "5302", "5303"))
    new = handed(asked, "5303", *maize, base_no=1)
    waiting = handed(asked, "5306", *maize)
    handed(asked, "5306", *maize, base_no=1)
    review.accept(ADMINISTRATOR, partly.receipt_no, fields=[Field("maize", "production")])
    review.give_back(ADMINISTRATOR, returned.receipt_no, "periksa")
    for each in (old, new):
        review.accept(ADMINISTRATOR, each.receipt_no)
    _text, tables = read(round_export.minutes(ADMINISTRATOR, asked.round_id))
    states = {row[5]: row[-1] for row in tables[0][1:]}
    assert states[partly.receipt_no] == "1 dari 2 jawaban diterima"
    assert states[returned.receipt_no] == "dikembalikan"
    assert states[old.receipt_no] == "diterima, lalu digantikan"
    assert states[new.receipt_no] == "diterima"
    assert states[waiting.receipt_no] == "belum diputuskan; disusul versi 2"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_handed_in_is_said(language: Language) -> None:
    asked = a_round()
    with speaking(language):
        text, tables = read(round_export.minutes(ADMINISTRATOR, asked.round_id))
    assert len(tables) == 1, "the signatures"
    nothing = {
        "id": ("Belum ada lembar yang diserahkan.", "Belum ada angka yang diterima."),
        "en": ("No sheet was handed in yet.", "No figure was accepted yet."),
    }[language]
    assert all(each in text for each in nothing)
    assert {"id": "Neraca", "en": "Balances"}[language] not in text, "nothing is said of balances"


def test_minutes_made_before_the_end_say_how_many_sheets_were_still_open() -> None:
    asked = a_round()
    n = len(rounds.sheet_keys(asked))
    assert (
        f"{n} dari {n} lembar masih dapat diserahkan"
        in read(round_export.minutes(ADMINISTRATOR, asked.round_id))[0]
    )
    rounds.close_round(ADMINISTRATOR, asked.round_id, "selesai")
    closed = read(round_export.minutes(ADMINISTRATOR, asked.round_id))[0]
    assert "masih dapat diserahkan" not in closed
    rounds.reopen_round(ADMINISTRATOR, asked.round_id, "5304", "menyusul")
    reopened = sum(key.regency_code == "5304" for key in rounds.sheet_keys(asked))
    assert (
        f"{reopened} dari {n} lembar masih dapat diserahkan"
        in read(round_export.minutes(ADMINISTRATOR, asked.round_id))[0]
    )


@pytest.mark.parametrize(("language", "word"), [("id", "LATIHAN"), ("en", "REHEARSAL")])
def test_a_rehearsal_says_so_above_and_on_every_page(language: Language, word: str) -> None:
    asked = a_round(rehearsal=True)
    with speaking(language):
        content = round_export.minutes(ADMINISTRATOR, asked.round_id)
    document = Document(io.BytesIO(content))
    assert word in document.sections[0].header.paragraphs[0].text
    assert word in document.paragraphs[0].text


@given(
    st.lists(
        st.one_of(
            st.sampled_from(HOSTILE),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
                    min_size=1, max_size=20),
        ),
        min_size=3, max_size=3,
    )
)  # fmt: skip
@settings(
    max_examples=many(6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(["{{ 7*7 }}", "<w:p>", "& Co. &amp;"])
@example(["{%tr endfor %}", "{% for x in y %}", "]]></w:t>"])
@example(["=1+1", "\x0b\x1f", "\ufffe"])
def test_no_text_of_a_person_is_markup_or_a_part_of_the_template(said: list[str]) -> None:
    office, position, reason = said
    asked = a_round(name="Rakor {{ 7*7 }} <w:p> & Co.")
    handed(asked, "5304", office=office, position=position)
    round_store().tell(asked.round_id, RoundEvent("closed", reason, asked.deadline))
    content = round_export.minutes(ADMINISTRATOR, asked.round_id)
    text, tables = read(content)
    assert "Rakor {{ 7*7 }} <w:p> & Co." in text
    assert "49" not in text.partition("\n")[0]
    if {office, position} <= set(HOSTILE):
        assert tables[0][1][3:5] == [office, position]
    if reason in HOSTILE:
        assert f"Alasan: {reason}" in text
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("role", ["reader", "regency"])
def test_a_reader_and_an_office_get_none(role: Any) -> None:
    asked = a_round()
    held = SheetKey(asked.round_id, "5304", "agriculture")
    with pytest.raises(AccessError):
        round_export.minutes(Actor(role, "a" * 64, held, "5304ab", "b" * 64), asked.round_id)


# --- templates -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_placeholder_is_known_used_and_documented(language: Language) -> None:
    asked, _versions, bureau = a_small_round()
    whole = round_export.everything(bureau, asked.round_id)
    known = set(placeholders(round_export.minutes_of(whole)))
    used = DocxTemplate(TEMPLATES / f"minutes.{language}.docx").get_undeclared_template_variables()
    assert used == known
    steps = (ROOT / "docs/howto.md").read_text("utf-8")
    assert [
        each for each in known if f"`{each}`" not in steps and f"`{{{{ {each} }}}}`" not in steps
    ] == []


def test_the_templates_are_those_that_the_command_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_minutes, "TEMPLATES", tmp_path)
    make_minutes.main()
    for language in LANGUAGES:
        made, shipped = (
            zipfile.ZipFile(folder / f"minutes.{language}.docx").read("word/document.xml")
            for folder in (tmp_path, TEMPLATES)
        )
        assert made == shipped


def own_template(folder: Path, text: str) -> None:
    document = Document()
    document.add_paragraph(text)
    document.save(str(folder / "minutes.id.docx"))


def test_the_bureau_has_a_template_of_its_own_for_one_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = a_round()
    own_template(tmp_path, "KOP BIRO: {{ name }}")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    assert read(round_export.minutes(ADMINISTRATOR, asked.round_id))[0].endswith(
        "KOP BIRO: Rakor jagung"
    )
    with speaking("en"):
        assert "MINUTES" in read(round_export.minutes(ADMINISTRATOR, asked.round_id))[0]


@pytest.mark.parametrize(
    "text",
    ["{{ nama }}", "{% if name %}", "{{ name.__class__.__mro__ }}", "{{ name | nosuch }}"],
)
def test_a_wrong_template_is_an_error_that_names_it(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = a_round()
    own_template(tmp_path, text)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(TemplateError, match=r"minutes\.id\.docx"):
        round_export.minutes(ADMINISTRATOR, asked.round_id)
    assert round_export.main([asked.round_id, "--to", str(tmp_path / "out")]) == 1
    assert "minutes.id.docx" in capsys.readouterr().err
    assert not (tmp_path / "out").exists(), "all files or none"


def test_a_file_that_is_no_document_is_an_error_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = a_round()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    (tmp_path / "minutes.id.docx").write_bytes(b"no document")
    with pytest.raises(TemplateError):
        round_export.minutes(ADMINISTRATOR, asked.round_id)
    shutil.copy(TEMPLATES / "minutes.en.docx", tmp_path / "minutes.id.docx")
    assert "MINUTES" in read(round_export.minutes(ADMINISTRATOR, asked.round_id))[0]


def test_what_the_meeting_has_decided_stands_there_as_it_was_typed() -> None:
    asked, _versions, bureau = a_small_round()
    ended = asked.deadline.replace(tzinfo=UTC).astimezone(WITA).date()
    today = decisions.today()
    named = Content(HOSTILE[0] + " & <w:p>", "Biro Ekonomi", today, round_id=asked.round_id)
    kept = decisions.record(bureau, named)
    other = decisions.record(bureau, Content("Tentang lain", "Biro", date(2026, 1, 2)))
    gone = decisions.record(bureau, named)
    decisions.withdraw(bureau, gone.decision_id, "keliru", 1)
    text, _tables = read(round_export.minutes(bureau, asked.round_id))
    assert f"{kept.content.text} (penanggung jawab: Biro Ekonomi; tenggat: tanpa tanggal" in text
    assert text.count(kept.content.text) == 1
    assert "Tentang lain" not in text
    content = replace(named, held_on=ended, round_id=None)
    of_day = replace(other, steps=(replace(other.steps[0], content=content),))
    assert decisions.of_round([of_day], asked) == [of_day]
    assert decisions.of_round([of_day], replace(asked, rehearsal=True)) == []
