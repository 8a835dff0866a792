"""Every package that goes out has a licence that is known and allows it."""

import hashlib
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
    licences = ("static/leaflet/LICENSE", "static/fonts/LICENSE", "publishing/fonts/LICENSE")
    for licence in licences:
        assert licence in text
        assert (lock.ROOT / licence).is_file()
    folders = {path.relative_to(lock.ROOT / "static").parts[:1] for path in served}
    known = {(), ("fonts",), ("geo",), ("leaflet",), ("map",), ("page",), ("readme",), ("hand_in",)}
    assert folders <= known, "a new folder below static/ needs its licence in the list"


def test_the_fonts_of_paper_are_as_their_maker_published_them() -> None:
    # "Source" is a reserved name: a font that was changed may not be called so (OFL-1.1, 3).
    # Beginnings of the SHA-256 of the files in the npm package source-sans 3.52.0.
    published = {
        "SourceSans3-Regular.ttf": "4644c81b86ec9caaa76b634889968ed3",
        "SourceSans3-Semibold.ttf": "a3f4f8dcf343a8f24dc61951de93f3ba",
        "SourceSans3-Bold.ttf": "9214b9d95e4231c609802815c2646c98",
    }
    folder = lock.ROOT / "publishing" / "fonts"
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        for path in folder.glob("*.ttf")
    }
    assert found == published
