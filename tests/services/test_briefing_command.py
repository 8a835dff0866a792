"""``python -m services.briefing``: what it writes, refuses and leaves behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntt_data.tables import load
from publishing.files.made_file import MadeFile
from publishing.files.paper import TypesettingError
from publishing.language import speaking
from services.briefing import __main__ as command
from services.briefing import files
from services.briefing.__main__ import main
from services.briefing.catalogue import KINDS, NoBriefingError, every_key, find
from services.commodity_names import find_commodity
from tests.support.small_briefing import small_briefing


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was asked to be made, and nothing of it typeset."""
    asked: list[tuple[object, ...]] = []

    def made(*given: object) -> list[MadeFile]:
        asked.append(given)
        pages = 1 if given[1] == "pdf" else 2
        return [MadeFile(f"f{len(asked)}.{given[1]}", b"%whole", "mark")] * pages

    monkeypatch.setattr(command, "briefing_files", made)
    return asked


def test_a_pdf_is_written_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "briefing", small_briefing)
    out = tmp_path / "matim.pdf"
    assert main(["regency", "Kab. Sikka", "--lang", "en", "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert b"en" in out.read_bytes().partition(b"/Lang")[2][:12]
    assert list(tmp_path.iterdir()) == [out]


def test_a_picture_is_one_file_for_each_page(
    tmp_path: Path, quick: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["daerah", "5315", "--out", str(tmp_path / "mabar.png")]) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["mabar-1.png", "mabar-2.png"]
    assert capsys.readouterr().out.split() == [str(tmp_path / f"mabar-{n}.png") for n in (1, 2)]


def test_all_of_a_kind_go_into_a_folder(tmp_path: Path, quick: list[object]) -> None:
    folder = tmp_path / "new" / "all"
    assert main(["regency", "--all", str(folder)]) == 0
    assert len(list(folder.iterdir())) == 22


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            ["regency", "manggarai brat"],
            "Daerah 'manggarai brat' tidak dikenal; mungkin maksud Anda: Manggarai Barat (5315)",
        ),
        (["regency"], "Sebutkan ringkasan tentang apa"),
        (["regency", "5315", "--year", "1999"], "Tidak ada data tahun 1999; tahun yang ada: 20"),
        (["provinsi", "kupang"], "Provinsinya hanya satu"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(
    asked: list[str],
    told: str,
    tmp_path: Path,
    quick: list[object],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([*asked, "--out", str(tmp_path / "x.pdf")]) == 2
    assert told in capsys.readouterr().err
    assert not quick
    assert not list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["province", "--out", str(tmp_path / "x.docx")]) == 2
    assert "harus berakhir dengan .pdf, .png, .svg" in capsys.readouterr().err


def test_where_it_cannot_be_written_is_told(
    tmp_path: Path, quick: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["province", "--out", str(tmp_path / "none" / "x.pdf")]) == 2
    assert "x.pdf tidak dapat ditulis" in capsys.readouterr().err
    (tmp_path / "file").touch()
    assert main(["province", "--all", str(tmp_path / "file")]) == 2


def test_what_cannot_be_typeset_is_an_error_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_given: object) -> list[MadeFile]:
        raise TypesettingError("a sign is missing")

    monkeypatch.setattr(command, "briefing_files", broken)
    assert main(["province", "--out", str(tmp_path / "x.pdf")]) == 1
    assert "a sign is missing" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_is_found(kind: str) -> None:
    for key in every_key(kind):  # type: ignore[arg-type]
        assert find(kind, key).key == key


def test_a_name_and_a_code_find_the_same() -> None:
    assert find("daerah", "manggarai-barat") == find("regency", "5315") == find("daerah", "53.15")
    assert find("province") == find("provinsi", "NTT")


def test_every_name_of_a_commodity_finds_one() -> None:
    table = load("commodities")
    for column in ("commodity", "name_id", "name_en"):
        for name in table[column]:
            assert find_commodity(name) is not None, name
            assert find_commodity(str(name).replace(" ", "-").upper()) is not None, name


def test_a_kind_that_is_none_names_those_that_are() -> None:
    with speaking("en"), pytest.raises(NoBriefingError, match=r"regency \(daerah\)"):
        find("village", "1")
