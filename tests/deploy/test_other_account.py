"""Installed by root, started by somebody else: what works, and what is said of what does not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from ntt_data.store.database import close_database, open_database
from ntt_data.store.scenarios import ScenarioStore
from ntt_data.store.sqlite_build import sqlite3
from tests.support.other_account import seal, without_rights_of_root
from tests.support.raw_session import RawSession, alerts, titles
from tests.support.save_scenario import save_one
from tests.support.small_bundle import make_bundle, run, started


def test_what_is_not_installed_yet_says_where_to_start_it(tmp_path: Path) -> None:
    bundle = make_bundle(tmp_path / "paket", installed=False)
    seal(bundle)
    done = run(bundle, before=without_rights_of_root(), more={"HOME": "/home/ani"})
    assert done.returncode == 1
    assert f"Aplikasi belum terpasang di {bundle}" in done.stdout
    assert "misalnya /home/ani/paket" in done.stdout
    assert f"The application is not installed in {bundle} yet" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_what_is_installed_starts_and_says_where_it_can_save(tmp_path: Path) -> None:
    """Nothing in the folder can be written: no cache, no compiled file, no lock, no database."""
    bundle = make_bundle(tmp_path / "paket")
    engine = open_database(f"sqlite:///{bundle}/app/data/ntt.db")
    document = {"version": 1, "name": "Milik root", "commodity": "rice", "year": 2022}
    theirs = ScenarioStore(engine).create(document)
    close_database(engine)
    seal(bundle)
    own, log = tmp_path / "ani", tmp_path / "log.txt"
    own.mkdir()
    ordinary, home = without_rights_of_root(), {"HOME": str(own)}
    with started(bundle, log, ordinary, home) as server, RawSession(server) as session:
        shown = session.run("scenarios", f"scenario={theirs.link_id}")
        assert titles(shown) == ["Skenario"]
        assert not any("Tidak ada skenario" in said for said in alerts(shown)), "it can be read"
        told = alerts(save_one(session))
        assert any("akun yang tidak boleh menulis" in said for said in told)
        assert not any(str(bundle) in said for said in told), "no guest needs the path"
    said = log.read_text()
    assert "TIDAK ADA YANG DAPAT DISIMPAN: akun" in said
    assert f"tidak boleh menulis ke {bundle}/app/data" in said
    assert "Traceback" not in said
    # As it says.
    instead = f"sqlite:///{own}/.local/share/masyarakat-ekonomi-ntt/ntt.db"
    assert f"NTT_DATABASE_URL={instead}" in said
    more, again = {**home, "NTT_DATABASE_URL": instead}, tmp_path / "again.txt"
    with started(bundle, again, ordinary, more) as server, RawSession(server) as session:
        assert any(text.startswith("Tersimpan: ") for text in alerts(save_one(session)))
    assert "TIDAK ADA YANG DAPAT DISIMPAN" not in again.read_text()
    with closing(sqlite3.connect(own / ".local/share/masyarakat-ekonomi-ntt/ntt.db")) as database:
        assert database.execute("SELECT count(*) FROM scenarios").fetchone() == (1,)
