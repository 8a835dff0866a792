"""Every package that goes out has a licence that is known and allows it."""

import re

import pytest

from deploy import lock
from deploy.licences.__main__ import TARGET, parts
from deploy.licences.rules import allowed
from deploy.offline import wheels
from deploy.offline.platforms import PLATFORMS

ROW = re.compile(r"^\| ([a-z0-9-]+) \| ([^ ]+) \| (.+) \| (.+) \| (\d+) \|$", re.MULTILINE)
LISTED = {m[1]: (m[2], m[3]) for m in ROW.finditer(TARGET.read_text(encoding="utf-8"))}


def test_the_list_names_exactly_what_is_installed() -> None:
    installed = {
        (entry.name, entry.version)
        for platform in PLATFORMS.values()
        for entry in wheels.wanted(platform)
    }
    listed = {(name, version) for name, (version, _licence) in LISTED.items()}
    assert listed == installed, "run: python -m deploy.licences"


def test_licence_of_every_package_is_allowed() -> None:
    refused = {name: licence for name, (_, licence) in LISTED.items() if not allowed(licence)}
    assert not refused
    assert len(LISTED) > 50, "nothing would be refused on an empty list"


def test_licences_of_what_lies_inside_packages_are_allowed() -> None:
    locked = {entry.name for entry in lock.read()}
    for part in parts():
        assert allowed(part["licence"]), part
        assert set(part["package"].split()) <= locked, part
        assert part["files"].strip(), part


@pytest.mark.parametrize(
    "expression", ["unknown", "GPL-3.0-only", "MIT AND GPL-2.0-or-later", "AGPL-3.0", "BSD", ""]
)
def test_other_licences_are_refused(expression: str) -> None:
    assert not allowed(expression)


def test_a_choice_may_be_taken() -> None:
    assert allowed("MPL-1.1 OR GPL-2.0-or-later")
    assert not allowed("GPL-2.0-only OR MIT AND AGPL-3.0")


def test_what_the_application_serves_is_named_with_its_text() -> None:
    text = TARGET.read_text(encoding="utf-8")
    served = {path.parent for path in (lock.ROOT / "static").rglob("*") if path.is_file()}
    for licence in ("static/leaflet/LICENSE", "static/fonts/LICENSE"):
        assert licence in text
        assert (lock.ROOT / licence).is_file()
    folders = {path.relative_to(lock.ROOT / "static").parts[:1] for path in served}
    known = {(), ("fonts",), ("geo",), ("leaflet",), ("map",), ("page",), ("readme",), ("hand_in",)}
    assert folders <= known, "a new folder below static/ needs its licence in the list"
