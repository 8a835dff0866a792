"""Packs are made beside this process, kept, given up without a trace, and always the same."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Event

import psutil
import pytest

from publishing.files.paper import Cancelled
from services.pack import build as module
from services.pack.archive import MANIFEST, write_archive
from services.pack.build import Progress, build
from services.pack.contents import Contents, contents
from services.pack.kept import Kept
from services.pack.workers import Job, PackError, Workers, failure

#: Processes are started and killed, each of which takes seconds to begin.
STARTS_PROCESSES = pytest.mark.deploy


def small(*pieces: str) -> Contents:
    """A pack of a few files that are made quickly."""
    whole = contents()
    return replace(whole, entries=tuple(each for each in whole.entries if each.piece in pieces))


def quietly(_progress: Progress) -> None:
    pass


def children() -> list[str]:
    """Processes of packs and what they have started, whoever began them."""
    return [
        " ".join(each.cmdline())
        for each in psutil.Process().children(recursive=True)
        if each.is_running() and "services.pack.worker" in " ".join(each.cmdline())
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Kept, Path, list[Progress]]:
    """A small pack, made once for all tests that look at it."""
    told: list[Progress] = []
    kept = Kept(tmp_path_factory.mktemp("packs"))
    return kept, build(small("sources", "tables"), kept, told.append, Event()), told


@STARTS_PROCESSES
def test_the_pack_opens_and_its_list_is_right(made: tuple[Kept, Path, list[Progress]]) -> None:
    with zipfile.ZipFile(made[1]) as pack:
        assert pack.testzip() is None
        names = pack.namelist()
        rows = list(csv.DictReader(io.StringIO(pack.read(MANIFEST).decode())))
        assert [row["path"] for row in rows] == [each for each in names if each != MANIFEST]
        for row in rows:
            content = pack.read(row["path"])
            assert (str(len(content)), hashlib.sha256(content).hexdigest()) == (
                row["bytes"],
                row["sha256"],
            )
        assert {"BACA-SAYA.txt", "README.txt"} <= set(names)
        assert "53-provinsi-ntt/semua-tabel/datapackage.json" in names
        assert all(len(each) < 150 for each in names)
        indonesian, english = (
            pack.read(each).decode("utf-8-sig") for each in ("BACA-SAYA.txt", "README.txt")
        )
    edition = str(small().edition)
    assert edition in indonesian
    assert edition in english
    assert "tidak ada pengumpulan yang dibuka" in indonesian
    assert "no round is open" in english


@STARTS_PROCESSES
def test_it_tells_how_far_it_is(made: tuple[Kept, Path, list[Progress]]) -> None:
    told = made[2]
    assert [(each.done, each.total) for each in told] == [(0, 2), (1, 2), (2, 2)]
    assert {each.path for each in told[1:]} == {
        *("53-provinsi-ntt/sumber-dan-lisensi.csv", "53-provinsi-ntt/semua-tabel/")
    }


@STARTS_PROCESSES
def test_no_process_is_left(made: tuple[Kept, Path, list[Progress]]) -> None:
    assert not children()


@STARTS_PROCESSES
def test_again_it_is_taken_as_it_lies(
    made: tuple[Kept, Path, list[Progress]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(module, "Workers")
    assert build(small("sources", "tables"), made[0], quietly, Event()) == made[1]


@STARTS_PROCESSES
def test_what_is_kept_is_not_made_again_and_the_same_bytes_come_of_it(
    made: tuple[Kept, Path, list[Progress]], tmp_path: Path
) -> None:
    kept, told = Kept(tmp_path), []
    asked = small("sources", "tables")
    shutil.copytree(made[0].folder / "files", tmp_path / "files")
    lost = next(each for each in asked.entries if each.piece == "sources")
    kept.file(lost.mark).unlink()
    again = build(asked, kept, told.append, Event(), 1)
    assert [each.path for each in told] == ["", lost.path]
    assert again.read_bytes() == made[1].read_bytes()


@STARTS_PROCESSES
def test_a_pack_given_up_leaves_no_process_and_no_half_file(tmp_path: Path) -> None:
    cancelled, kept = Event(), Kept(tmp_path)

    def give_up(_progress: Progress) -> None:
        cancelled.set()  # at once: the processes are being started

    with pytest.raises(Cancelled):
        build(small("sources", "tables"), kept, give_up, cancelled)
    assert not children()
    assert not list(tmp_path.glob("*/*"))


@STARTS_PROCESSES
def test_given_up_under_way_what_is_made_stays(tmp_path: Path) -> None:
    cancelled, kept = Event(), Kept(tmp_path)
    asked = small("sources", "tables")

    def give_up(progress: Progress) -> None:
        if progress.done:
            assert children()
            cancelled.set()

    with pytest.raises(Cancelled):
        build(asked, kept, give_up, cancelled, 1)
    assert not children()
    assert not list(tmp_path.rglob(".*"))
    left = [each for each in asked.entries if kept.file(each.mark).exists()]
    assert 1 <= len(left) < len(asked.entries)
    assert not list((tmp_path / "packs").iterdir())


@STARTS_PROCESSES
def test_a_process_that_is_killed_costs_a_second_attempt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    asked_usually = Workers._asked

    def once_killed(self: Workers, process: psutil.Popen, job: object) -> object:
        if not killed:
            killed.append(process.pid)
            process.kill()
        return asked_usually(self, process, job)  # type: ignore[arg-type]

    monkeypatch.setattr(Workers, "_asked", once_killed)
    assert build(small("sources"), Kept(tmp_path), quietly, Event(), 1).exists()
    assert killed


@STARTS_PROCESSES
def test_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    asked = small("sources")
    unknown = replace(asked.entries[0], piece="commodity", key="gold")
    with pytest.raises(PackError, match="53-provinsi-ntt/sumber-dan-lisensi") as told:
        build(replace(asked, entries=(unknown,)), Kept(tmp_path), quietly, Event(), 1)
    assert told.value.code == "failed"
    assert not children()


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_full"), (errno.EACCES, "not_writable")]
)
def test_what_a_disk_refuses_is_told_as_such(number: int, code: str, tmp_path: Path) -> None:
    job = Job(small("sources").entries[0], tmp_path)
    failed = failure(job, {"failed": "OSError", "errno": number})
    assert failed is not None
    assert failed.code == code
    assert failure(job, {"seconds": 1.0}) is None


def test_a_full_disk_is_found_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(module, "Workers")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(9, 8, 1))
    with pytest.raises(PackError) as told:
        build(small("sources"), Kept(tmp_path), quietly, Event())
    assert told.value.code == "disk_full"


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"two")
    files = [("x/a.pdf", tmp_path / "a"), ("b.csv", tmp_path / "b")]
    write_archive(tmp_path / "1.zip", files, {"R.txt": b"r", "B.txt": b"b"})
    os.utime(tmp_path / "a", (1, 1))
    write_archive(tmp_path / "2.zip", files[::-1], {"B.txt": b"b", "R.txt": b"r"})
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.prepare()
    for age, name in enumerate(("new", "middle", "old")):
        kept.file(name).write_bytes(b"x" * 100)
        os.utime(kept.file(name), (1000 - age, 1000 - age))
    assert kept.has(kept.file("old"))  # used now
    kept.remove_old(most_bytes=200)
    assert sorted(each.name for each in (tmp_path / "files").iterdir()) == ["new", "old"]
