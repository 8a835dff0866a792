"""A Rakor as the README tells it: its ten steps, with the commands that stand there."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ntt_data.store.collection_records import SheetKey
from services import credentials
from services.access import Actor
from tests.e2e.test_hand_in import WIDTH, hand_in
from tests.e2e.test_workbook import upload
from tests.support.filled_workbooks import filled
from tests.support.own_store import own_store
from tests.support.ports import free_port
from tests.support.serving import ROOT, takes_ctrl_c

LONG_MS = 60_000


def steps() -> dict[int, str]:
    """The README's steps by their number."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("### A Rakor in ten steps\n")[2].partition("\n`docs/access.md`")[0]
    parts = re.split(r"^(\d+)\. ", section, flags=re.MULTILINE)[1:]
    return {int(number): text for number, text in zip(parts[::2], parts[1::2], strict=True)}


def block(step: str, language: str) -> str:
    """The one code block of a language in a step."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", step, flags=re.DOTALL)
    return str(found)


def command(step: str, **values: object) -> list[str]:
    """The command of a step, with what it leaves open filled in."""
    line = block(step, "bash").strip()
    for name, value in values.items():
        assert f" {name}" in line, f"{name} is not in {line}"
        line = line.replace(name, shlex.quote(str(value)))
    words = shlex.split(line)
    assert words[0] == ".venv/bin/python"
    return [sys.executable, *words[1:]]


def done(words: list[str], **environment: str) -> str:
    run = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr + run.stdout
    return run.stdout


@contextmanager
def running(words: list[str], said_in: Path, until: str) -> Iterator[str]:
    """A command that goes on until it is told to stop; gives what it has said by ``until``."""
    with said_in.open("wb") as file:
        process = subprocess.Popen(
            words, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT, preexec_fn=takes_ctrl_c
        )
    try:
        end = time.monotonic() + 120
        while until not in (said := said_in.read_text("utf-8", errors="replace")):
            assert process.poll() is None, said
            assert time.monotonic() < end, said
            time.sleep(0.2)
        yield said
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()


def test_the_steps_are_ten_and_each_command_is_of_this_project() -> None:
    assert list(steps()) == list(range(1, 11))
    commands = [
        line for text in steps().values() for line in re.findall(r"^ *\.venv.*", text, re.M)
    ]
    assert len(commands) == 5
    for line in commands:
        module = line.split()[2]
        assert (ROOT / (module.replace(".", "/") + ".py")).is_file(), line


@pytest.mark.skipif(os.name == "nt", reason="copying ends by a signal that Windows has not")
def test_from_the_start_to_the_second_laptop(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, port = steps(), free_port()
    address = f"http://127.0.0.1:{port}"
    copies, files = tmp_path / "stick", tmp_path / "berkas"
    with own_store(tmp_path, monkeypatch):
        start = [*command(told[1]), "--server.port", str(port)]
        copying = command(told[2], FOLDER=copies)
        with (
            running(start, tmp_path / "hall.log", "biro-") as said,
            running([*copying, "--every", "1"], tmp_path / "copy.log", str(copies)),
        ):
            code = re.findall(r"biro(?:-\w{4}){3}", said)[0]
            round_id = opened(told[4], tmp_path)
            collected(browser, address, code, round_id, tmp_path)
            decided(browser, address, code, round_id)
            seen(browser, address, round_id)
            time.sleep(3)  # more than one copy after the last decision
        done(command(told[9], ROUND_ID=round_id, FOLDER=files))
    taken_along(files, round_id)
    second = f"sqlite:///{(tmp_path / 'second' / 'ntt.db').as_posix()}"
    done(command(told[10], FOLDER=copies), NTT_DATABASE_URL=second)
    listed = done([sys.executable, "-m", "services.rounds", "list"], NTT_DATABASE_URL=second)
    assert round_id in listed
    answer = [sys.executable, "-m", "services.answer", "maize", "2024", "--lang", "en"]
    assert "2 of 22 regencies" in done(answer, NTT_DATABASE_URL=second)


def opened(step: str, folder: Path) -> str:
    """The round that the README describes, open for some hours more."""
    said = json.loads(block(step, "json"))
    said["deadline"] = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    document = folder / "ROUND.json"
    document.write_text(json.dumps(said), "utf-8")
    line = re.search(r"^ *(\.venv.*ROUND\.json)$", step, re.MULTILINE)
    assert line is not None
    words = shlex.split(line.group(1).replace("ROUND.json", str(document)))
    return done([sys.executable, *words[1:]]).split()[-1]


def collected(browser: Browser, address: str, code: str, round_id: str, folder: Path) -> None:
    """Three regencies: a phone, a workbook, paper."""
    keys = [SheetKey(round_id, each, "agriculture") for each in ("5304", "5371")]
    made = credentials.make_for_sheets(Actor("administrator"), keys)
    by_link, by_workbook = (each.link_token for each in made)
    phone = browser.new_context(viewport={"width": WIDTH, "height": 740})
    page = phone.new_page()
    page.goto(f"{address}/rakor/masuk#{by_link}")
    page.wait_for_url("**/rakor/isi")
    page.locator("#office").fill("Dinas Pertanian")
    page.locator("#position").fill("Kepala Bidang")
    page.locator("#maize-production").fill("100.000")
    page.get_by_role("button", name="Semua yang kosong: tidak tahu").click()
    page.get_by_role("button", name="Periksa").click()
    expect(page.locator("main")).to_contain_text("seratus ribu ton")
    page.get_by_role("button", name="Serahkan").click()
    page.wait_for_url("**/rakor/tanda-terima/*")
    phone.close()

    laptop = browser.new_context()
    page = laptop.new_page()
    page.goto(f"{address}/rakor/masuk#{by_workbook}")
    page.wait_for_url("**/rakor/isi")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh lembar ini sebagai berkas Excel (XLSX)").click()
    answers = {
        "office": (None, "Dinas Pertanian"),
        "position": (None, "Kepala Bidang"),
        "maize:production": (None, 10),
    }
    template = Path(download.value.path()).read_bytes()
    upload(page, folder / "isian.xlsx", filled(template, answers))
    expect(page.locator("main")).to_contain_text("sepuluh ton")
    page.get_by_role("button", name="Serahkan").click()
    page.wait_for_url("**/rakor/tanda-terima/*")
    laptop.close()

    bureau = browser.new_context()
    page = signed_in(bureau.new_page(), address, code)
    page.goto(f"{address}/rakor/kertas/{round_id}")
    page.get_by_role("link", name="Masukkan dari kertas: Sumba Timur, Pertanian").click()
    hand_in(page)
    expect(page.locator("main")).to_contain_text("Dimasukkan oleh biro dari lembar kertas")
    bureau.close()


def signed_in(page: Page, address: str, code: str) -> Page:
    page.goto(f"{address}/rakor/masuk")
    page.get_by_label("Kode pada lembar akses Anda").fill(code)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/rounds")
    return page


def decided(browser: Browser, address: str, code: str, round_id: str) -> None:
    """Two of the three are accepted, and the round is closed."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000})
    page = signed_in(context.new_page(), address, code)
    for name, left in (("Timor Tengah Selatan", "2 lembar menunggu"), ("Kota Kupang", "1 lembar")):
        page.goto(f"{address}/rounds?round={round_id}")
        page.get_by_role("combobox", name="Versi yang diperiksa").click(timeout=LONG_MS)
        page.get_by_role("option", name=re.compile(name)).click()
        page.get_by_role("button", name="Terima semua").click(timeout=LONG_MS)
        expect(page.get_by_text(left)).to_be_visible(timeout=LONG_MS)
    at_rest = '[data-testid="stApp"][data-test-script-state="notRunning"]'
    page.wait_for_selector(at_rest, timeout=LONG_MS)
    # A fold that is opened while the accepted sheet still leaves the list is drawn anew, closed.
    fold = page.locator("details", has=page.get_by_text("Tutup atau buka kembali"))
    reason = page.get_by_label("Alasan (disimpan bersama pengumpulan)")
    for _try in range(3):
        if not reason.is_visible():
            fold.locator("summary").click()
        page.wait_for_timeout(500)
    reason.fill("Rakor selesai")
    page.get_by_role("button", name="Tutup untuk semua").click()
    expect(page.get_by_text("Rakor selesai").first).to_be_attached(timeout=LONG_MS)
    context.close()


def seen(browser: Browser, address: str, round_id: str) -> None:
    """The balance knows two regencies, the others are unknown; the wall says what has changed."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{address}/wall?round={round_id}")
    wall = page.get_by_text("Setelah 2 laporan")
    expect(wall).to_contain_text("20 belum diketahui", timeout=LONG_MS)
    expect(wall).to_contain_text("1 daerah surplus jagung 2024")
    expect(wall).to_contain_text("1 pasangan pasti baru")
    expect(wall).to_contain_text("asumsi")
    page.goto(f"{address}/matcher?commodity=maize&year=2024")
    title = page.get_by_role("heading", name=re.compile("baru diketahui untuk 2 dari 22 daerah"))
    expect(title.first).to_be_visible(timeout=LONG_MS)
    context.close()


def taken_along(files: Path, round_id: str) -> None:
    """The data package has what was handed in and decided; the minutes are beside it."""
    (package,) = files.glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
        assert any(name.endswith("datapackage.json") for name in names)
        (versions,) = [name for name in names if name.endswith("versions.csv")]
        said = archive.read(versions).decode()
    assert said.count("\n") == 4
    assert {channel for channel in ("form", "workbook", "paper") if channel in said} == {
        *("form", "workbook", "paper")
    }
    assert list(files.glob("*.xlsx"))
    assert list(files.glob("*.docx"))
