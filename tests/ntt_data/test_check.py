"""``python -m ntt_data.check``: what it says, in which language, with which exit code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ntt_data.check import main
from ntt_data.schema import CURATED

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CURATED, tmp_path / "tables"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_sound_tables(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    told = capsys.readouterr().out
    assert "tidak ada kesalahan" in told
    assert "Harus diperbaiki" not in told


def test_a_word_outside_its_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(folder / "production.csv", ",paddy_gkg,2022,", ",padi_gkg,2022,")
    assert main([str(folder)]) == 1
    told = capsys.readouterr().out
    assert "production.csv: baris " in told
    assert "kolom form: 'padi_gkg' tidak diperbolehkan" in told
    assert "Maksudnya 'paddy_gkg'? Demikian juga 21 baris lain." in told
    assert "1 kesalahan" in told
    assert main([str(folder), "--lang", "en"]) == 1
    assert "Did you mean 'paddy_gkg'? The same in 21 more row(s)." in capsys.readouterr().out


def test_a_regency_by_name_or_other_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = {
        "production.csv": ("\n5304,rice,", "\nTTS,rice,", "TTS"),
        "consumption.csv": ("\n5304,rice,", "\n53.02,rice,", "53.02"),
        "kpju.csv": ("\n5304,", "\nKab. Timor Tengah Selatan,", "Kab. Timor Tengah Selatan"),
        "indicators.csv": (",5304,", ",TTS,", "TTS"),
    }
    for file, (old, new, _named) in written.items():
        replace(folder / file, old, new)
    assert main([str(folder)]) == 1
    told = capsys.readouterr().out.splitlines()
    for file, (_old, _new, named) in written.items():
        rest = f"'{named}' bukan kode BPS; tulis 5304 (Timor Tengah Selatan; Kemendagri 53.02)."
        assert any(f"{file}: baris " in line and rest in line for line in told), file


def test_a_figure_that_cannot_be(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(folder / "production.csv", ",2022,15615.68,t,", ",2022,15.616,t,")
    assert main([str(folder), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "'15.616' is not what the source's figure beside it says: 15615.68 ton GKG" in told


def test_spaces_are_said_and_stop_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(
        folder / "production.csv",
        "5304,rice,production,paddy_gkg,2022",
        " 5304 ,rice,production,paddy_gkg ,2022",
    )
    assert main([str(folder)]) == 0
    told = capsys.readouterr().out
    assert "spasi di tepi ' 5304 ' tidak ikut dibaca" in told
    assert "spasi di tepi 'paddy_gkg ' tidak ikut dibaca" in told


@pytest.mark.deploy  # a process that takes seconds to begin
def test_from_a_terminal_without_anything_started(folder: Path) -> None:
    (folder / "prices.csv").unlink()
    run = subprocess.run(
        [sys.executable, "-m", "ntt_data.check", str(folder)],
        **{"cwd": ROOT, "capture_output": True, "text": True, "check": False},
    )
    assert run.returncode == 1
    assert "prices.csv: berkas tidak ada; kembalikan." in run.stdout
    assert not run.stderr
