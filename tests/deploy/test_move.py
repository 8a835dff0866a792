"""Scenarios move to a newer bundle as its note says, however the old one was stopped."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from deploy.offline.bundle import PARTS
from ntt_data.store.database import close_database, open_database
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3
from tests.support.raw_session import RawSession, alerts
from tests.support.save_scenario import save_one
from tests.support.serving import Server, takes_ctrl_c
from tests.support.small_bundle import command, environment, make_bundle, run, started

NOTE = " ".join((PARTS / "BACA.txt").read_text(encoding="utf-8").split())


def save(session: RawSession) -> None:
    """Returns when the page says that a new scenario is saved."""
    said = alerts(save_one(session))
    assert any(each.startswith("Tersimpan: ") for each in said), said


def ids(database: Path) -> set[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as file:
        return {link_id for (link_id,) in file.execute("SELECT link_id FROM scenarios")}


def end(server: Server, stop: signal.Signals) -> None:
    """Stop the application in one of the ways in which that happens."""
    server.process.send_signal(stop)
    server.process.wait(timeout=30)
    assert "Traceback" not in server.log


def is_opened(session: RawSession, link_id: str) -> bool:
    """Whether the page knows this link: what it says of an unknown one names it."""
    said = alerts(session.run("scenarios", f"scenario={link_id}"))
    return not any(link_id in each for each in said)


def test_the_note_says_what_is_tried_here() -> None:
    for step in (
        "Hentikan paket lama dengan Ctrl+C.",
        "Salin folder app/data dari paket lama ke folder app di paket baru, seluruhnya, sebelum "
        "paket baru pertama kali dijalankan.",
        "./start.sh cadangkan",
        "./start.sh pulihkan BERKAS",
        "./start.sh salin FOLDER",
        "./start.sh buka FOLDER",
    ):
        assert step in NOTE
    assert NOTE.index("PINDAH KE PAKET BARU") < NOTE.index("MOVING TO A NEWER BUNDLE")
    assert not re.search(r"app/data/ntt\.db", NOTE), "that file alone was not enough"


def test_from_bundle_to_bundle(tmp_path: Path) -> None:
    """The old one loses its power and the new one is stopped, each with a page open.

    What the folder ``data`` brought along is opened there before something is saved beside it.
    """
    old, new = make_bundle(tmp_path / "paket 1"), make_bundle(tmp_path / "paket 2")
    with started(old, tmp_path / "1.txt") as server, RawSession(server) as session:
        save(session)
        end(server, signal.SIGKILL)
    data = new / "app" / "data"
    shutil.copytree(old / "app" / "data", data)
    moved = ids(data / "ntt.db")
    assert len(moved) == 1, "after a loss of power the file alone does not hold what was saved"
    with started(new, tmp_path / "2.txt") as server, RawSession(server) as session:
        assert all(is_opened(session, link_id) for link_id in moved)
        assert not is_opened(session, "k7m2x9qa"), "else the line above proves nothing"
        save(session)
        end(server, signal.SIGINT)
    found = ids(data / "ntt.db")
    assert found > moved
    assert len(found) == 2
    assert [path.name for path in data.iterdir()] == ["ntt.db"]


def test_by_backup_into_a_bundle_that_was_used_already(tmp_path: Path) -> None:
    """The old one is filled without a server; that one runs at a backup is tried with the new."""
    old, new = make_bundle(tmp_path / "lama"), make_bundle(tmp_path / "baru")
    engine = open_database(f"sqlite:///{old}/app/data/ntt.db")
    document = {"version": 1, "name": "Dari paket lama", "commodity": "rice", "year": 2022}
    moved = {ScenarioStore(engine).create(document).link_id}
    made = run(old, "cadangkan")
    assert made.returncode == 0, made.stderr
    close_database(engine)
    (backup,) = (old / "cadangan").iterdir()
    data = new / "app" / "data"
    with started(new, tmp_path / "new.txt") as server, RawSession(server) as session:
        save(session)
        made = run(new, "cadangkan")
        assert made.returncode == 0, made.stderr
        refused = run(new, "pulihkan", "../lama/cadangan/" + backup.name)
        assert refused.returncode == 1
        assert "Hentikan dahulu (Ctrl+C)" in refused.stderr
        end(server, signal.SIGTERM)
    assert [path.name for path in data.iterdir()] == ["ntt.db"]
    own = ids(data / "ntt.db")
    assert len(own) == 1
    assert ids(next((new / "cadangan").iterdir())) == own, "backed up while it was served"
    restored = run(new, "pulihkan", "../lama/cadangan/" + backup.name)
    assert restored.returncode == 0, restored.stderr
    assert "Dipulihkan: 1 skenario" in restored.stdout
    assert ids(data / "ntt.db") == moved
    (aside,) = data.glob("sebelum-dipulihkan-*.db")
    assert ids(aside) == own, "what the new one held is kept"


def test_a_second_laptop_takes_over(tmp_path: Path) -> None:
    first, second = make_bundle(tmp_path / "pertama"), make_bundle(tmp_path / "kedua")
    stick = tmp_path / "stik"
    engine = open_database(f"sqlite:///{first}/app/data/ntt.db")
    document = {"version": 1, "name": "Di aula", "commodity": "rice", "year": 2022}
    known = {ScenarioStore(engine).create(document).link_id}
    copying = subprocess.Popen(
        command(first, "salin", str(stick)),
        env=environment(),
        cwd=first,
        start_new_session=True,
        preexec_fn=takes_ctrl_c,
    )
    try:
        end_s = time.monotonic() + 60
        while not list(stick.glob("salinan-*.db")):
            assert copying.poll() is None, "copying has ended by itself"
            assert time.monotonic() < end_s, "nothing was copied in a minute"
            time.sleep(0.1)
    finally:
        os.killpg(copying.pid, signal.SIGINT)  # as Ctrl+C in its window does
        copying.wait(timeout=30)
    opened = run(second, "buka", "../stik")
    assert opened.returncode == 0, opened.stderr
    assert "Kode dan tautan tetap berlaku, kecuali milik biro" in opened.stdout
    assert ids(second / "app/data/ntt.db") == known
    close_database(engine)


@pytest.fixture(scope="module")
def unused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle that was never started, and that what is refused leaves so."""
    return make_bundle(tmp_path_factory.mktemp("belum dipakai") / "paket")


@pytest.mark.parametrize(
    "words", [("pulihkan",), ("pulihkan", "tidak-ada.db"), ("salin",), ("buka", "tidak-ada")]
)
def test_a_restore_without_a_backup_is_told(unused: Path, words: tuple[str, ...]) -> None:
    done = run(unused, *words)
    assert done.returncode != 0
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not (unused / "app/data/ntt.db").exists()
