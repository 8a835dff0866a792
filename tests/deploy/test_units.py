"""systemd understands the units, and what they call is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from deploy.server import backup, health
from tests.support.installation import ROOT, SERVER, UNITS, exec_start
from tests.support.installed import program


def test_systemd_finds_nothing_to_complain_of(tmp_path: Path) -> None:
    analyze = program("systemd-analyze")
    programs = tmp_path / "opt" / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "streamlit"):
        (programs / name).symlink_to(sys.executable)
    units = []
    for unit in UNITS.glob("masyarakat-*"):
        words = unit.read_text().replace("/opt/masyarakat-ekonomi-ntt", str(tmp_path / "opt"))
        assert words.startswith(("#", "[Unit]"))
        name = unit.name.replace("@.", "@8501.")
        (tmp_path / name).write_text(words)
        units.append(tmp_path / name)
    assert len(units) == 6
    done = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    # Units of the system it runs on are loaded as well; only ours matter here.
    ours = [line for line in done.stderr.splitlines() if "masyarakat-ekonomi-ntt" in line]
    assert ours == []
    (tmp_path / "masyarakat-ekonomi-ntt-broken.service").write_text("[Service]\nExecStart=none\n")
    broken = subprocess.run(
        [analyze, "verify", "--man=no", tmp_path / "masyarakat-ekonomi-ntt-broken.service"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "masyarakat-ekonomi-ntt-broken" in broken.stderr, "it would say so"


def test_the_processes_may_do_little() -> None:
    analyze = program("systemd-analyze")
    for unit in ("masyarakat-ekonomi-ntt@.service", "masyarakat-ekonomi-ntt-backup.service"):
        done = subprocess.run(
            [analyze, "security", "--offline=true", "--no-pager", UNITS / unit],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        exposure = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        assert exposure, done.stderr
        assert float(exposure.group(1)) < 3, "systemd itself calls up to 5 medium"


def test_what_units_start_exists() -> None:
    started = {
        found
        for unit in UNITS.glob("*.service")
        for found in re.findall(r"^Exec\w+=\S+/python -m (\S+)", unit.read_text(), re.MULTILINE)
    }
    assert started == {health.__name__, backup.__name__}
    served = exec_start("masyarakat-ekonomi-ntt@.service")
    assert served[1:3] == ["run", "app.py"]
    assert (ROOT / served[2]).exists()


def test_ports_and_places_are_the_same_everywhere() -> None:
    common = (SERVER / "nginx" / "common.conf").read_text()
    target = (UNITS / "masyarakat-ekonomi-ntt.target").read_text()
    checked = (UNITS / "masyarakat-ekonomi-ntt-health.service").read_text()
    ports = set(re.findall(r"server 127\.0\.0\.1:(\d+)", common))
    assert ports == set(re.findall(r"@(\d+)\.service", target)) == {"8501", "8502"}
    assert set(re.findall(r" (\d{4})\b", checked)) == ports


def test_every_file_is_in_the_instructions() -> None:
    told = (SERVER / "README.md").read_text()
    files = [
        path
        for path in SERVER.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and path.name != "README.md"
    ]
    assert len(files) > 12
    missing = [path.name for path in files if path.name not in told and path.stem not in told]
    assert missing == []
    assert (ROOT / "LICENSE").exists()
