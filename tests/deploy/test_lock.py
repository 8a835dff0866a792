"""The lock says the same as requirements.txt, and says it completely."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy import lock
from deploy.offline import wheels
from deploy.offline.platforms import PLATFORMS

PINS = {
    canonicalize_name(requirement.name): requirement
    for line in (lock.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
    for requirement in [Requirement(line)]
}
FILES = [lock.LOCK, wheels.INSTALLER_LOCK]


def test_every_pin_stands_in_the_lock_with_its_version() -> None:
    locked = {entry.name: entry.version for entry in lock.read()}
    assert PINS
    assert {name: locked.get(name) for name in PINS} == {
        name: str(pin.specifier).removeprefix("==") for name, pin in PINS.items()
    }


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_entry_is_pinned_and_has_hashes(path: Path) -> None:
    for entry in lock.read(path):
        assert str(entry.requirement.specifier).startswith("==")
        assert entry.hashes, f"{entry.name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in entry.hashes), entry.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_nothing_of_the_file_is_overlooked_and_no_index_named(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE)) == len(lock.read(path))
    assert text.count("--hash=") == sum(len(entry.hashes) for entry in lock.read(path))
    assert "uv pip compile" in text.splitlines()[1]
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_each_platform_gets_one_version_of_a_package() -> None:
    for platform in PLATFORMS.values():
        names = [entry.name for entry in wheels.wanted(platform)]
        assert len(names) == len(set(names))
        pinned = {
            name
            for name, pin in PINS.items()
            if pin.marker is None or pin.marker.evaluate(dict(platform.markers))
        }
        assert pinned <= set(names)
    assert "uvloop" not in [entry.name for entry in wheels.wanted(PLATFORMS["windows"])]
