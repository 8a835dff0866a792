"""What the person at the machine reads before a hall full of people comes in."""

import re
import socket
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from pages import hall
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
