"""``python -m services.deck``: what it writes, refuses and leaves behind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pptx import Presentation

from analysis.scenario.document import to_dict
from publishing.deck.model import Deck
from publishing.files.paper import TypesettingError
from services.answer import evaluation
from services.briefing.catalogue import Subject
from services.deck import __main__ as command
from services.deck import catalogue, files
from services.deck.__main__ import main
from services.deck.catalogue import KINDS, every_key, find_deck
from services.deck.commodity import commodity_deck


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Subject, Deck]]:
    """What was asked to be written, and a small deck in its place; a PDF is not typeset."""
    asked: list[tuple[Subject, Deck]] = []

    def told(subject: Subject) -> Deck:
        made = commodity_deck("teak")
        asked.append((subject, made))
        # Two of them are told apart by what they are of, as everybody's are.
        return replace(made, kind=subject.kind, key=subject.key, scenario=subject.key)

    def written(made: Deck, _host: str) -> bytes:
        return ",".join(slide.key for slide in made.slides).encode()

    monkeypatch.setattr(command, "deck", told)
    monkeypatch.setattr(files, "deck", told)
    monkeypatch.setattr(command, "_MADE", {"pptx": written, "pdf": written})
    monkeypatch.setattr(files, "pptx_bytes", lambda made, _host: made.key.encode())
    return asked


def test_slides_of_a_commodity_that_were_chosen_are_written_in_their_order(tmp_path: Path) -> None:
    out = tmp_path / "babi.pptx"
    asked = ["komoditas", "daging babi", "--slides", "missing, need", "--lang", "en"]
    assert main([*asked, "--out", str(out)]) == 0
    opened = Presentation(str(out))
    titles = [page.shapes.title.text_frame.text for page in opened.slides]
    assert titles == [
        "Pork: what is missing, and who has it",
        "Pork: households need 8,247 t a year",
    ]
    assert opened.core_properties.language == "en"
    assert list(tmp_path.iterdir()) == [out]


def test_a_pdf_is_typeset(tmp_path: Path) -> None:
    assert main(["commodity", "teak", "--out", str(tmp_path / "jati.pdf")]) == 0
    assert (tmp_path / "jati.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_kind_it_is_the_province(
    tmp_path: Path, quick: list[tuple[Subject, Deck]]
) -> None:
    assert main(["--out", str(tmp_path / "ntt.pptx")]) == 0
    assert [subject.kind for subject, _deck in quick] == ["province"]


def test_a_scenario_may_be_a_file(tmp_path: Path, quick: list[tuple[Subject, Deck]]) -> None:
    scenario = replace(evaluation.baseline_of("rice", 2023), name="A & <b>")
    document = tmp_path / "kering.json"
    document.write_text(json.dumps(to_dict(scenario)))
    assert main(["skenario", str(document), "--out", str(tmp_path / "x.pptx")]) == 0
    ((subject, _deck),) = quick
    assert subject.scenario == scenario
    assert subject.key == ""


def test_all_of_a_kind_go_into_a_folder(
    tmp_path: Path, quick: list[tuple[Subject, Deck]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "all"
    assert main(["commodity", "--all", str(folder)]) == 0
    written = sorted(folder.iterdir())
    assert len(written) == len(every_key("commodity")) > 150
    assert {each.suffix for each in written} == {".pptx"}
    assert len(capsys.readouterr().out.splitlines()) == len(written)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["komoditas", "bers", "--out", "x.pptx"], "mungkin maksud Anda: beras"),
        (["commodity", "--out", "x.pptx"], "Sebutkan paparan tentang apa"),
        (["commodity", "rice", "--year", "1999", "--out", "x.pdf"], "Tidak ada data tahun 1999"),
        (["scenario", "tidak-ada", "--out", "x.pptx"], "tidak-ada"),
        (["--out", "x.docx"], "harus berakhir dengan .pptx, .pdf"),
        (
            ["commodity", "teak", "--slides", "known,harga", "--out", "x.pptx"],
            "tidak mempunyai salindia bernama 'harga'; salindianya: known, missing",
        ),
        (["commodity", "--all", "x", "--slides", "need"], "--slides memilih dari satu paparan"),
        (["commodity", "rice", "--all", "x"], "--all tidak memerlukan nama"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(
    asked: list[str],
    told: str,
    tmp_path: Path,
    quick: list[tuple[Subject, Deck]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(asked) == 2
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_typeset_is_an_error_and_no_file(
    tmp_path: Path,
    quick: list[tuple[Subject, Deck]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(_deck: Deck, _host: str) -> bytes:
        raise TypesettingError("a sign is missing")

    monkeypatch.setattr(command, "_MADE", {"pdf": broken})
    assert main(["--out", str(tmp_path / "x.pdf")]) == 1
    assert "a sign is missing" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_is_found(kind: str) -> None:
    for key in every_key(kind):  # type: ignore[arg-type]
        assert find_deck(kind, key).key == key
    assert catalogue.every_key("zone")
