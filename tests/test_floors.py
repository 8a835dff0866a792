"""Imports go down only: ntt_data, geo, analysis, pages, app.

A floor that looks upward cannot be used, tested or understood without everything above it.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ["ntt_data", "geo", "analysis", "pages", "app"]
# analysis gets DataFrames and gives DataFrames: it knows neither files nor maps nor the screen.
FORBIDDEN = {
    "ntt_data": {"streamlit", "folium", "streamlit_folium", "altair"},
    "geo": {"streamlit", "folium", "streamlit_folium", "altair"},
    "analysis": {
        *("streamlit", "folium", "streamlit_folium", "altair", "geopandas"),
        *("ntt_data", "geo", "pathlib", "io", "os"),
    },
}


def _sources() -> list[Path]:
    files = [ROOT / "app.py"]
    for floor in FLOORS[:-1]:
        files += sorted((ROOT / floor).rglob("*.py"))
    return files


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", _sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    floor = path.relative_to(ROOT).parts[0].removesuffix(".py")
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    imported = _imports(path)
    assert not imported & above, f"{path} looks up to {imported & above}"
    assert not imported & FORBIDDEN.get(floor, set()), f"{path} must not know these"


def test_deployment_knows_nothing_of_the_application_but_its_ground() -> None:
    """A bundle is built where the application is not installed; a backup must find the store."""
    sources = sorted((ROOT / "deploy").rglob("*.py"))
    assert sources
    for path in sources:
        may_know = {"ntt_data"} if "server" in path.relative_to(ROOT).parts else set()
        assert not _imports(path) & set(FLOORS) - may_know, f"{path} imports the application"


def test_every_file_is_seen() -> None:
    """The walk above would pass on an empty list."""
    assert len(_sources()) > 20


def test_no_file_without_a_purpose_named_utils() -> None:
    assert not [p for p in _sources() if p.stem in {"utils", "helpers", "misc", "common"}]
