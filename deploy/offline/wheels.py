"""Wheels of everything in the lock, for another machine than this one."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from deploy import lock
from deploy.offline.platforms import PYTHON, Platform

#: The pip that installs the bundle: some systems have a Python without one.
INSTALLER_LOCK = Path(__file__).parent / "installer.lock"


def wanted(platform: Platform) -> list[lock.Entry]:
    """Everything that a machine of this kind needs, the installer included."""
    entries = lock.read(INSTALLER_LOCK) + lock.read()
    return [entry for entry in entries if entry.wanted(platform.markers)]


def download(platform: Platform, into: Path) -> None:
    """Fetch the wheels; each must have one of the hashes of the lock.

    pip answers markers for the machine it runs on even when told another platform, so they are
    answered here and it gets a list without any.
    """
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "requirements.txt"
        listed.write_text("\n".join(entry.line() for entry in wanted(platform)), encoding="utf-8")
        command = [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--only-binary", ":all:", "--no-deps", "--require-hashes"),
            *("--python-version", PYTHON, "--implementation", "cp"),
            *(word for tag in platform.tags for word in ("--platform", tag)),
            *("--dest", str(into), "--requirement", str(listed)),
        ]
        subprocess.run(command, check=True)
