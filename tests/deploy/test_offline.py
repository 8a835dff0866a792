"""The offline bundle, built for real: complete for both systems, and at work without a network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from playwright.sync_api import Playwright

from deploy.licences.__main__ import parts
from deploy.lock import ROOT
from deploy.offline import wheels
from deploy.offline.platforms import PLATFORMS, Platform
from tests.support.chromium import chromium, launch
from tests.support.hall import SERVER, Machine, hall
from tests.support.installed import missing
from tests.support.read_qr import read_qr
from tests.support.watched import Watched

PORT = 8501  # in a namespace that has all ports to itself
FIRST = "Pemasangan pertama"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive for both systems, made by the command."""
    output = tmp_path_factory.mktemp("built") / "paket luring.zip"
    command = [sys.executable, "-m", "deploy.offline", str(output)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900)
    if done.returncode:
        missing(f"the bundle could not be built: {done.stderr[-500:]}")
    assert list(output.parent.iterdir()) == [output], "something half-made was left behind"
    return output


@pytest.fixture(scope="module")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle in a folder with a space in its name."""
    place = tmp_path_factory.mktemp("hall") / "di mana saja"
    shutil.unpack_archive(archive, place)
    (folder,) = place.iterdir()
    return folder


def test_checksums_cover_every_file_and_agree(unpacked: Path) -> None:
    listed = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    present = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*") if p.is_file()}
    assert {line[66:] for line in listed} == present - {"SHA256SUMS"}
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=unpacked).returncode == 0


def test_the_application_is_complete_and_alone(unpacked: Path) -> None:
    app = unpacked / "app"
    for needed in ("app.py", ".streamlit/config.toml", "ntt_data/curated/datapackage.json"):
        assert (app / needed).is_file()
    assert (app / "static/leaflet/leaflet.js").is_file()
    assert (app / "publishing/fonts/SourceSans3-Regular.ttf").is_file()
    for template in ("briefing", "deck", "card", "parts"):
        assert (app / f"publishing/files/paper/{template}.typ").is_file()
    assert (app / "THIRD_PARTY_LICENCES.md").is_file()
    assert not [p for p in app.rglob("*") if "tests" in p.parts or "deploy" in p.parts]


def test_scripts_suit_their_systems(archive: Path, unpacked: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        modes = {Path(i.filename).name: i.external_attr >> 16 for i in packed.infolist()}
    assert modes["start.sh"] & 0o111 == 0o111
    batch = (unpacked / "start.bat").read_bytes()
    assert batch.count(b"\r\n") == batch.count(b"\n") > 20
    assert b"\r" not in (unpacked / "start.sh").read_bytes()


def test_the_note_says_what_was_not_tried(unpacked: Path) -> None:
    text = (unpacked / "BACA.txt").read_text(encoding="utf-8")
    assert text.index("CARA MEMAKAI") < text.index("HOW TO USE")
    assert "BELUM DIUJI di Windows" in text
    assert "NOT TESTED on Windows" in text
    assert "Linux (x86-64) dan Windows (x86-64)" in text
    assert "{" not in text


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [n for n in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", n)]
        return message_from_bytes(packed.read(name))


@pytest.fixture(params=list(PLATFORMS))
def platform(request: pytest.FixtureRequest) -> Platform:
    return PLATFORMS[request.param]


def _wheels_for(platform: Platform, folder: Path) -> dict[str, Path]:
    tags = {*cpython_tags((3, 11), ["cp311"], platform.tags)}
    tags |= {*compatible_tags((3, 11), "cp311", platform.tags)}
    found = {}
    for path in (folder / "wheels").glob("*.whl"):
        name, _version, _build, its_tags = parse_wheel_filename(path.name)
        if its_tags & tags:
            assert name not in found, f"two wheels of {name} suit {platform.title}"
            found[str(name)] = path
    return found


def test_every_need_of_every_package_is_met_from_the_folder(
    unpacked: Path, platform: Platform
) -> None:
    """Walked by the packages' own words, with the answers of that system to their conditions."""
    have = _wheels_for(platform, unpacked)
    asked = [(Requirement(name), "requirements.txt") for name in ("pip",)]
    pins = [
        Requirement(line)
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    asked += [
        (pin, "requirements.txt")
        for pin in pins
        if pin.marker is None or pin.marker.evaluate(platform.markers)
    ]
    seen: set[tuple[str, frozenset[str]]] = set()
    while asked:
        need, by = asked.pop()
        name = canonicalize_name(need.name)
        assert name in have, f"{by} needs {need}, which is not there for {platform.title}"
        metadata = _metadata(have[name])
        assert need.specifier.contains(metadata["Version"], prereleases=True), f"{by}: {need}"
        if (name, frozenset(need.extras)) in seen:
            continue
        seen.add((name, frozenset(need.extras)))
        for line in metadata.get_all("Requires-Dist", []):
            further = Requirement(line)
            conditions = [{**platform.markers, "extra": extra} for extra in {"", *need.extras}]
            if further.marker is None or any(map(further.marker.evaluate, conditions)):
                asked.append((further, name))
    assert {name for name, _extras in seen} == set(have), "packages that nothing asks for"


def test_pip_finds_everything_in_the_folder(
    unpacked: Path, platform: Platform, tmp_path: Path
) -> None:
    """pip itself, for that system, without an index and with the hashes of the lock."""
    listed = tmp_path / "requirements.txt"
    listed.write_text("\n".join(entry.line() for entry in wheels.wanted(platform)))
    command = [
        *(sys.executable, "-m", "pip", "install", "--dry-run", "--target", str(tmp_path / "x")),
        *("--no-index", "--find-links", str(unpacked / "wheels"), "--require-hashes", "--no-deps"),
        *("--only-binary", ":all:", "--python-version", "3.11", "--requirement", str(listed)),
        *(word for tag in platform.tags for word in ("--platform", tag)),
    ]
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    environment.pop("PIP_FIND_LINKS", None)
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    assert f"streamlit-{_metadata(_wheels_for(platform, unpacked)['streamlit'])['Version']}" in (
        done.stdout
    )


def test_every_library_inside_a_wheel_stands_in_the_list_of_licences(unpacked: Path) -> None:
    known = [
        (package, start)
        for part in parts()
        for package in part["package"].split()
        for start in part["files"].split()
    ]
    foreign = re.compile(r"\.libs/[^/]+$|\.dll$|\.so\.\d|/lib[^/.]+\.so$|\.woff2?$|\.ttf$")
    unnamed = []
    for wheel in sorted((unpacked / "wheels").glob("*.whl")):
        package = str(parse_wheel_filename(wheel.name)[0])
        with zipfile.ZipFile(wheel) as packed:
            files = [n.rsplit("/", 1)[-1] for n in packed.namelist() if foreign.search(n)]
        unnamed += [
            (package, file)
            for file in files
            if not file.startswith(".")
            and not any(package == p and file.startswith(start) for p, start in known)
        ]
    assert not unnamed


# ------------------------------------------------------------------ at work, without a network


@dataclass
class Start:
    """A running start script and what it has printed."""

    process: subprocess.Popen[str]
    log: Path

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_until(self, reached: Callable[[], bool], seconds: float) -> None:
        """Until something is so; fails when the script ends before that."""
        end = time.monotonic() + seconds
        while not reached():
            assert self.process.poll() is None, f"it ended:\n{self.said()}"
            assert time.monotonic() < end, f"not after {seconds} s:\n{self.said()}"
            time.sleep(0.2)


@pytest.fixture(scope="module")
def machines() -> Iterator[tuple[Machine, Machine]]:
    with hall() as both:
        yield both


@contextmanager
def _started(machine: Machine, folder: Path, log: Path, *options: str) -> Iterator[Start]:
    # What developers set for themselves must not matter.
    environment = {**os.environ, "PIP_REQUIRE_VIRTUALENV": "1", "PYTHONPATH": "/nowhere"}
    command = machine.command("sh", str(folder / "start.sh"), *options)
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(
            command, stdout=sink, stderr=sink, env=environment, text=True, start_new_session=True
        )
    try:
        yield Start(process, log)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def test_a_damaged_wheel_is_refused_in_plain_words(
    unpacked: Path, machines: tuple[Machine, Machine], tmp_path: Path
) -> None:
    (wheel,) = (unpacked / "wheels").glob("alembic-*.whl")
    whole = wheel.read_bytes()
    wheel.write_bytes(whole + b"x")
    try:
        with _started(machines[0], unpacked, tmp_path / "log.txt") as start:
            assert start.process.wait(timeout=120) == 1
    finally:
        wheel.write_bytes(whole)
    assert f"Paket ini rusak: wheels/{wheel.name}." in start.said()
    assert "Ekstrak seluruh ZIP dahulu" in start.said()
    assert "Extract the whole ZIP first" in start.said()
    assert not (unpacked / "venv/installed.txt").exists()


def test_installs_without_a_network_starts_and_is_seen_from_a_phone(
    unpacked: Path, machines: tuple[Machine, Machine], playwright: Playwright, tmp_path: Path
) -> None:
    server, phone = machines
    packages = unpacked / "venv/lib/python3.11/site-packages"
    with _started(server, unpacked, tmp_path / "killed.txt") as killed:
        killed.wait_until(lambda: (packages / "streamlit").exists(), 240)
        os.killpg(killed.process.pid, signal.SIGKILL)
        killed.process.wait(timeout=30)
    assert FIRST in killed.said()
    assert not (unpacked / "venv/installed.txt").exists()

    address = f"http://{SERVER}:{PORT}"
    with _started(server, unpacked, tmp_path / "whole.txt") as whole:
        whole.wait_until(lambda: "Aplikasi siap dipakai" in whole.said(), 420)
        assert FIRST in whole.said(), "the half-made installation was taken for a whole one"
        whole.wait_until(lambda: "Ctrl+C" in whole.said(), 10)
        assert read_qr(whole.said()) == [address]
        assert phone.answers(f"{address}/_stcore/health")
        _visit(playwright, phone, address, tmp_path)

        # A second copy, while the first one serves: quick, and on a port of its own.
        made = (unpacked / "venv/installed.txt").stat().st_mtime_ns
        with _started(server, unpacked, tmp_path / "second.txt") as second:
            second.wait_until(lambda: "Ctrl+C" in second.said(), 120)
        assert FIRST not in second.said()
        assert (unpacked / "venv/installed.txt").stat().st_mtime_ns == made
        assert f"Port {PORT} sedang dipakai" in second.said()
        assert read_qr(second.said()) == [f"http://{SERVER}:{PORT + 1}"]
    assert "Traceback" not in whole.said() + second.said()
    assert server.trapped() == 0, "something was asked from outside"


def _visit(playwright: Playwright, phone: Machine, address: str, folder: Path) -> None:
    """Chromium on the phone opens what the code says."""
    browser = launch(playwright, phone.wrapper(chromium(), folder))
    watched = Watched(browser.new_page(viewport={"width": 390, "height": 844}), address)
    # The very first visit compiles what the installation did not.
    watched.page.set_default_timeout(120_000)
    page = watched.open("/")
    assert page.locator("h1").inner_text() == "Masyarakat Ekonomi NTT"
    watched.map_frame()
    browser.close()
    assert not watched.wrong, "\n".join(watched.wrong)


def test_no_suitable_python_is_said_in_both_languages(unpacked: Path, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("dirname", "cat", "sh"):
        (programs / name).symlink_to(str(shutil.which(name)))
    for name in ("python3", "python"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n")  # as an older Python answers
        (programs / name).chmod(0o755)
    done = subprocess.run(
        ["sh", str(unpacked / "start.sh")],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert "Python 3.11 (64-bit) tidak ditemukan" in done.stderr
    assert "Python 3.11 (64-bit) was not found" in done.stderr


def test_another_python_is_named(unpacked: Path) -> None:
    script = "import runpy, sys; sys.version_info = (3, 9, 1); sys.version = '3.9.1 (old)'; "
    script += f"runpy.run_path({str(unpacked / 'start.py')!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert "yang ditemukan 3.9.1" in done.stdout
    assert "found 3.9.1" in done.stdout
