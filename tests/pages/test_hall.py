"""What the person at the machine reads before a hall full of people comes in."""

import argparse
import re
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from ntt_data.store import sqlite_build
from pages import hall
from services.credentials import SignInError, actor_of, sign_in_by_code, sign_in_by_link
from tests.support.own_store import own_store
from tests.support.ports import free_port
from tests.support.read_qr import read_qr


def _interfaces(monkeypatch: pytest.MonkeyPatch, **given: tuple[bool, str]) -> None:
    def address(text: str) -> SimpleNamespace:
        family = socket.AF_INET6 if ":" in text else socket.AF_INET
        return SimpleNamespace(family=family, address=text)

    monkeypatch.setattr(
        psutil,
        "net_if_stats",
        lambda: {n: SimpleNamespace(isup=up) for n, (up, _) in given.items()},
    )
    monkeypatch.setattr(
        psutil, "net_if_addrs", lambda: {n: [address(a)] for n, (_, a) in given.items()}
    )


def test_addresses_of_the_network_come_before_those_inside_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _interfaces(
        monkeypatch,
        docker0=(True, "172.17.0.1"),
        lo=(True, "127.0.0.1"),
        wlan0=(True, "192.168.1.20"),
        eth0=(False, "10.0.0.5"),
        eth1=(True, "169.254.3.4"),
        eth2=(True, "fe80::1"),
    )
    assert hall.local_addresses() == ["192.168.1.20", "172.17.0.1"]


def test_where_there_is_no_other_address_that_of_ipv6_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _interfaces(monkeypatch, eth0=(True, "fe80::1%eth0"), eth1=(True, "fd12:3456::7"))
    assert hall.local_addresses() == ["[fd12:3456::7]"]
    assert "http://[fd12:3456::7]:8501" in hall.notice(8501, hall.local_addresses())
    _interfaces(monkeypatch, eth0=(True, "fd12:3456::7"), eth1=(True, "10.0.0.5"))
    assert hall.local_addresses() == ["10.0.0.5"], "short to type"


def test_what_is_bound_answers_at_both_of_this_machines_own_addresses() -> None:
    with socket.socket(socket.AF_INET6 if hall.everywhere() == "::" else socket.AF_INET) as bound:
        if hall.everywhere() == "::":  # as Streamlit does with an address of IPv6
            bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        bound.bind((hall.everywhere(), 0))
        bound.listen()
        port = bound.getsockname()[1]
        for own in ["127.0.0.1", *(["::1"] if socket.has_dualstack_ipv6() else [])]:
            socket.create_connection((own, port), timeout=5).close()


def test_without_ipv6_it_listens_on_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "has_dualstack_ipv6", lambda: False)
    assert hall.everywhere() == "0.0.0.0"


def test_the_address_is_the_whole_address() -> None:
    """With a path and a certificate too: what is printed can be opened as it stands."""
    said = hall.notice(8501, ["192.168.1.20"], "https", "/ntt")
    assert read_qr(said) == ["https://192.168.1.20:8501/ntt"]
    assert "https://localhost:8501/ntt" in said


def test_the_routes_are_made_when_the_settings_are_read() -> None:
    """Made before, they would lie below the root whatever ``--server.baseUrlPath`` says."""
    asked = "import sys; from pages import hall; sys.exit('pages.routes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=hall.APP.parent).returncode == 0


def test_the_code_leads_to_the_address_that_is_printed() -> None:
    said = hall.notice(8501, ["192.168.1.20", "10.0.0.5"])
    assert read_qr(said) == ["http://192.168.1.20:8501"]
    assert "http://192.168.1.20:8501" in said
    assert "http://10.0.0.5:8501" in said
    assert "http://localhost:8501" in said


def test_indonesian_comes_first() -> None:
    said = hall.notice(8501, ["192.168.1.20"])
    assert said.startswith("Aplikasi siap dipakai.\nThe application is ready.")


def test_a_machine_without_a_network_is_told_what_to_do() -> None:
    said = hall.notice(8501, [])
    assert "tidak terhubung ke jaringan" in said
    assert read_qr(said) == []


def test_the_next_port_is_taken_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not hall.is_free(port)
        assert hall.free_port(port) > port
    assert f"Port {port} sedang dipakai" in capsys.readouterr().out


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
def test_a_port_that_is_taken_on_ipv6_alone_is_taken() -> None:
    with socket.socket(socket.AF_INET6) as taken:
        taken.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        taken.bind(("::1", 0))
        taken.listen()
        assert not hall.is_free(taken.getsockname()[1])


def test_a_port_that_is_not_allowed_is_not_called_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_where: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(
        SystemExit, match=r"tidak boleh memakai port 80\.(.|\n)*may not use port 80"
    ):
        hall.free_port(80)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "8501a", "", "٨٥٠١", "8501.0"])
def test_what_is_no_port_is_said(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="bukan port"):
        hall.port_number(text)
    assert hall.port_number("8501") == 8501


def test_a_port_that_is_taken_at_the_last_moment_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two starts at once both find it free; Streamlit then ends with words for developers."""
    with socket.socket() as other:

        def start(*_words: object, **_named: object) -> None:
            other.bind(("127.0.0.1", port))
            other.listen()
            raise SystemExit(1)

        port = free_port()
        monkeypatch.setattr(hall.cli, "main", start)
        monkeypatch.setattr(sys, "argv", ["hall", "--server.port", str(port)])
        monkeypatch.setattr(hall, "_tell_when_ready", lambda _port: None)
        with pytest.raises(SystemExit, match=f"baru saja memakai port {port}"):
            hall.main()


def test_no_port_left_is_said_instead_of_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hall, "is_free", lambda port: False)
    with pytest.raises(SystemExit, match="Tidak ada port kosong"):
        hall.free_port(8501)


def test_who_may_not_write_is_told_where_to_write_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}")
    assert hall.cannot_save() == []
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path) != tmp_path)
    (said,) = hall.cannot_save()
    first, second = said.splitlines()
    assert first.startswith("TIDAK ADA YANG DAPAT DISIMPAN: akun ")
    assert f"tidak boleh menulis ke {tmp_path}." in first
    assert second.startswith("NOTHING CAN BE SAVED")
    assert re.search(r"NTT_DATABASE_URL=sqlite:////.*/masyarakat-ekonomi-ntt/ntt\.db$", first)
    monkeypatch.setenv("NTT_DATABASE_URL", "postgresql+psycopg://127.0.0.1/ntt")
    assert hall.cannot_save() == []


def test_the_bureau_gets_its_code_and_that_of_an_earlier_start_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_store(tmp_path, monkeypatch):
        base = "http://10.0.0.5:8501"
        told = [
            [said.splitlines()[0].split(": ")[1] for said in hall.bureau_code(base)]
            for _ in range(2)
        ]
        (old_code, old_link), (code, link) = told
        assert actor_of(sign_in_by_code(code)).role == "bureau"
        entrance, _hash, token = link.partition("#")
        assert entrance == f"{base}/rakor/masuk"
        assert actor_of(sign_in_by_link(token)).role == "bureau"
        with pytest.raises(SignInError):
            sign_in_by_code(old_code)
        with pytest.raises(SignInError):
            sign_in_by_link(old_link.partition("#")[2])


def test_the_start_names_sqlite_and_says_what_its_version_means(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told(version: str) -> list[str]:
        monkeypatch.setattr(sqlite_build.sqlite3, "sqlite_version", version)
        numbers = tuple(map(int, version.split(".")))
        monkeypatch.setattr(sqlite_build.sqlite3, "sqlite_version_info", numbers)
        return hall.database()

    for old in ("3.40.1", "3.51.2"):
        (said,) = told(old)
        assert f"SQLite {old}" in said
        assert "hanya satu kali" in said
        assert "PostgreSQL" in said
    for mended in ("3.51.3", "3.53.4"):
        (said,) = told(mended)
        assert said.splitlines() == [f"Basis data: SQLite {mended}.", f"Database: SQLite {mended}."]
    monkeypatch.setenv("NTT_DATABASE_URL", "postgresql+psycopg://127.0.0.1/ntt")
    assert hall.database() == []


def test_the_clock_is_named_with_its_zone_and_called_wrong_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with own_store(tmp_path, monkeypatch):
        monkeypatch.setattr("ntt_data.store.clock.now", lambda: datetime(2026, 11, 20, 6, 32, 5))
        (said,) = hall.clock()
        assert said.startswith("Jam komputer ini: 14.32.05 WITA, 20 November 2026.")
        assert "Clock of this machine: 14:32:05 WITA, 20 November 2026." in said
        monkeypatch.setattr("ntt_data.store.clock.now", lambda: datetime(2019, 8, 29, 6))
        _said, wrong = hall.clock()
        assert wrong.startswith("JAM INI SALAH: data aplikasi ini sudah memuat tanggal 16 Januari")


def test_without_a_database_no_code_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", "sqlite:////proc/nowhere/ntt.db")
    assert hall.bureau_code("http://10.0.0.5:8501") == []
