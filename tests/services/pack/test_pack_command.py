"""``python -m services.pack``: one regency's pack, read by other programs, and what is refused."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from ntt_data.editions import begin_run
from services.pack import __main__ as command
from services.pack.__main__ import main
from services.pack.kept import VARIABLE
from services.pack.workers import PackError
from tests.support.a_round import open_round
from tests.support.own_store import own_store


@pytest.mark.deploy  # the processes that make it take seconds to begin
def test_a_regencys_pack_is_read_by_other_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mabar.zip"
    with own_store(tmp_path, monkeypatch):
        begin_run()
        open_round()
        assert main(["--regency", "Kab. Manggarai Barat", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert "profil-manggarai-barat.pdf" in said.err
    assert str(out) in said.out
    with zipfile.ZipFile(out) as pack, warnings.catch_warnings():
        warnings.simplefilter("error")
        kinds = set()
        for name in pack.namelist():
            content = io.BytesIO(pack.read(name))
            kinds.add(Path(name).suffix)
            if name.endswith(".pdf"):
                assert content.read(4) == b"%PDF"
            elif name.endswith(".pptx"):
                assert len(Presentation(content).slides)
            elif name.endswith(".xlsx"):
                assert load_workbook(content).worksheets
        assert {".pdf", ".xlsx", ".csv", ".txt"} <= kinds


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--out", "pack.pdf"], "berakhiran .zip"),
        (["--out", "p.zip", "--regency", "manggarai brat"], "mungkin maksud Anda: Manggarai"),
    ],
)
def test_what_is_asked_wrongly_is_told(
    asked: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked) == 2
    assert told in capsys.readouterr().err


def test_a_failure_says_what_to_do_and_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.zip"
    out.write_bytes(b"of yesterday")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))

    def fail(*_given: object) -> Path:
        raise PackError("disk_full", "no space left")

    monkeypatch.setattr(command, "build", fail)
    assert main(["--out", str(out), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert str(tmp_path / "kept") in said
    assert "NTT_PACKS" in said
    assert out.read_bytes() == b"of yesterday"
