"""Files by link (``/berkas/…``): what is answered, and what ten at once do to each other."""

from __future__ import annotations

import asyncio
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

import psutil
import pytest
from starlette.applications import Starlette

from geo.places import full_names
from pages.routes import file_jobs
from pages.routes.file_jobs import BusyError, FileJobs
from pages.routes.files import file_routes
from publishing.files.made_file import MadeFile
from services.making import maker
from services.making.maker import Maker, MakingError
from services.making.orders import Order
from tests.support import small_maker
from tests.support.event_loop import run
from tests.support.installed import program
from tests.support.routes import ask, exchange
from tests.support.small_briefing import SIGNS

Answer = tuple[int, dict[str, str], bytes]
Asking = asyncio.Task[Answer]


@pytest.fixture(scope="module")
def process() -> Iterator[Maker]:
    """One for all: it takes seconds to begin."""
    made = Maker(small_maker.MODULE)
    yield made
    made.close()


@pytest.fixture
def small(process: Maker, monkeypatch: pytest.MonkeyPatch) -> Maker:
    """Briefings that take no time to be filled, and nothing kept of other tests."""
    monkeypatch.setattr(maker, "maker", lambda: process)
    kept: dict[Order, list[MadeFile]] = {}
    monkeypatch.setattr(maker, "_place", lambda order: kept.setdefault(order, []))
    return process


def _text(pdf: bytes) -> str:
    command = [program("pdftotext"), "-", "-"]
    read = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return read.stdout.decode()


# One file.


@pytest.mark.usefixtures("small")
def test_a_file_has_a_name_a_kind_and_a_mark_by_which_it_is_not_sent_twice() -> None:
    status, headers, body = ask("/berkas/daerah/5315.pdf?lang=en")
    assert (status, headers["content-type"]) == (200, "application/pdf")
    assert body.startswith(b"%PDF")
    assert "regency-manggarai-barat_" in headers["content-disposition"]
    assert headers["content-disposition"].startswith('attachment; filename="')
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"
    for known in (headers["etag"], f'"other", W/{headers["etag"]}', "*"):
        again = ask("/berkas/daerah/5315.pdf?lang=en", **{"if-none-match": known})
        assert (again[0], again[2]) == (304, b"")
    other = ask("/berkas/daerah/5315.pdf", **{"if-none-match": headers["etag"]})
    assert other[0] == 200, "the other language is another file"
    assert "daerah-manggarai-barat_" in other[1]["content-disposition"]
    assert ask("/berkas/daerah/5315.pdf", "HEAD")[1]["content-length"] == str(len(other[2]))


@pytest.mark.usefixtures("small")
def test_a_page_of_it_is_a_picture() -> None:
    status, headers, body = ask("/berkas/daerah/Manggarai-Barat.png")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert body.startswith(b"\x89PNG")
    status, headers, body = ask("/berkas/daerah/5315.svg?page=1")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert b"<svg" in body[:200]
    status, _headers, body = ask("/berkas/daerah/5315.svg?page=9")
    assert status == 404
    assert "halaman" in body.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/berkas/daerah/manggarai brat.pdf", "mungkin maksud Anda: Manggarai Barat (5315)"),
        ("/berkas/daerah/9999.pdf", "misalnya Manggarai Barat atau 5315"),
        ("/berkas/daerah/5315.docx", "daerah/5315.pdf"),
        ("/berkas/daerah/5315", "daerah/5315.pdf"),
        ("/berkas/daerah/5315.pdf?year=1999", "tahun yang ada: 20"),
        ("/berkas/komoditas/bers.pdf", "mungkin maksud Anda: beras"),
        ("/berkas/skenario/none1234.pdf", "Tidak ada skenario tersimpan"),
        ("/berkas/kecamatan/1.pdf", "daerah"),
        ("/berkas/provinsi/ntb.pdf", "Provinsinya hanya satu"),
        ("/berkas/provinsi/ntt.kartu.png", "Kartu hanya ada untuk daerah"),
        ("/berkas/kecamatan/1.salindia.pdf", "provinsi"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(asked: str, told: str) -> None:
    status, headers, body = ask(asked)
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert headers["cache-control"] == "no-store"
    assert told in body.decode()


def test_it_is_told_in_the_language_asked_for() -> None:
    told = ask("/berkas/daerah/manggarai brat.pdf?lang=en")[2].decode()
    assert "perhaps: Manggarai Barat (5315)" in told
    assert "There is no such file" in told


def test_what_is_written_into_an_address_is_no_markup() -> None:
    body = ask("/berkas/daerah/<script>alert(1)</script>x.pdf")
    assert b"<script>alert" not in body[2]


def test_what_cannot_be_made_is_told_and_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> list[MadeFile]:
        raise MakingError("no font")

    monkeypatch.setattr(Maker, "make", broken)
    status, headers, body = ask("/berkas/daerah/5315.pdf")
    assert (status, headers["retry-after"]) == (503, "30")
    assert "no font" not in body.decode(), "what is broken is for the log"
    assert "Cobalah lagi" in body.decode()


def test_where_too_many_are_made_one_is_told_when_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_jobs, "MOST", 0)
    status, headers, body = ask("/berkas/daerah/5315.pdf")
    assert (status, headers["retry-after"]) == (503, "5")
    assert "dalam 5 detik" in body.decode()


# Many at once.


def test_ten_at_once_mix_nothing_and_leave_nothing(
    small: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five regencies in two languages; who asks for the first goes away while it is made, and the
    process that makes the next is killed."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # the process begins anew, with it
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    small.close()
    before = {each.pid for each in psutil.Process().children(recursive=True)}
    asked = [(code, lang) for code in list(full_names())[:5] for lang in ("id", "en")]
    application = Starlette(routes=file_routes())

    async def a_process() -> int:
        end = time.monotonic() + 30
        while (pid := small.pid) is None:
            assert time.monotonic() < end, "nothing is being made"
            await asyncio.sleep(0.005)
        return pid

    async def all_of_them() -> list[Answer]:
        def ask_for(code: str, lang: str, gone: asyncio.Event | None = None) -> Asking:
            address = f"/berkas/daerah/{code}.pdf?lang={lang}"
            return asyncio.create_task(exchange(application, address, gone=gone))

        away = asyncio.Event()
        tasks = [ask_for(*asked[0], away)]
        await a_process()
        tasks += [ask_for(*each) for each in asked[1:]]
        away.set()
        assert (await tasks[0])[0] == 499
        assert (await tasks[1])[0] == 200
        psutil.Process(await a_process()).kill()
        return await asyncio.gather(*tasks)

    answers = run(all_of_them())
    for (code, lang), (status, headers, body) in list(zip(asked, answers, strict=True))[1:]:
        other = "en" if lang == "id" else "id"
        text = " ".join(_text(body).split())
        assert status == 200
        assert f"{SIGNS[lang]} {full_names()[code]}. 59" in text, "whole, and of its own"
        assert SIGNS[other] not in text
        others = {name for each, name in full_names().items() if each != code}
        assert not [name for name in others if f"{SIGNS[lang]} {name}." in text]
        assert ("regency-" if lang == "en" else "daerah-") in headers["content-disposition"]
    left = {each.pid for each in psutil.Process().children(recursive=True)} - before
    typesets = {each.pid for each in psutil.Process(small.pid).children()}
    assert left == {small.pid, *typesets}, "no other process, dead or alive"
    assert len(typesets) == 1
    small.close()
    for each in typesets:
        with suppress(psutil.NoSuchProcess):
            psutil.Process(each).wait(10)  # it ends with its input
    assert {each.pid for each in psutil.Process().children(recursive=True)} <= before
    assert list(tmp_path.iterdir()) == []


def test_two_who_ask_for_the_same_wait_for_one_job() -> None:
    made: list[int] = []

    def make(_stop: Event) -> int:
        time.sleep(0.05)
        made.append(1)
        return len(made)

    async def both() -> list[int]:
        jobs: FileJobs[int] = FileJobs()
        found = await asyncio.gather(*(jobs.made("file", "a", make) for _each in range(5)))
        assert len(jobs) == 0
        return found

    assert run(both()) == [1] * 5


def test_a_job_goes_on_while_anybody_waits_and_stops_when_nobody_does() -> None:
    stopped = Event()

    def make(stop: Event) -> str:
        if stop.wait(0.3):
            stopped.set()
            return "half"
        return "whole"

    async def one_leaves() -> str:
        jobs: FileJobs[str] = FileJobs()
        first, second = (asyncio.create_task(jobs.made("file", "a", make)) for _each in "12")
        await asyncio.sleep(0.05)
        first.cancel()
        return await second

    async def all_leave() -> None:
        jobs: FileJobs[str] = FileJobs()
        only = asyncio.create_task(jobs.made("file", "a", make))
        await asyncio.sleep(0.05)
        only.cancel()
        await asyncio.sleep(0)
        assert await jobs.made("file", "a", lambda _stop: "anew") == "anew", (
            "no dying job is joined"
        )

    assert run(one_leaves()) == "whole"
    assert not stopped.is_set()
    run(all_leave())
    assert stopped.wait(1)


def test_one_place_does_not_take_all_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_jobs, "OF_ONE_PLACE", 2)

    async def crowd() -> None:
        jobs: FileJobs[bool] = FileJobs()
        waiting = [
            asyncio.create_task(jobs.made(name, "hall", lambda stop: stop.wait(0.1)))
            for name in "ab"
        ]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await jobs.made("c", "hall", lambda stop: stop.wait(0.1))
        assert await jobs.made("a", "hall", lambda stop: True) is False, "what is made already"
        assert await jobs.made("d", "elsewhere", lambda stop: True)
        await asyncio.gather(*waiting)
        assert await jobs.made("e", "hall", lambda stop: True), "the room is free again"

    run(crowd())
