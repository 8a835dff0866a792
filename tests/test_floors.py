"""Imports go down only: from app.py over pages to the tables, and between the rooms of analysis.

A floor that looks upward cannot be used, tested or understood without everything above it.
"""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: From the ground up.
FLOORS = ["ntt_data", "geo", "analysis", "publishing", "services", "pages", "app"]
#: Rooms of analysis, those beside each other in one row; ``errors`` is everybody's.
ROOMS = [
    {"errors"},
    {"balance", "prices", "contradictions", "collection"},
    {"matching", "leading", "cooperation"},
    {"scenario", "uncertainty"},
    {"answer"},
    {"overview"},
    {"partnerships"},
]
_SCREEN = {"streamlit", "folium", "streamlit_folium"}
#: analysis gets DataFrames and gives DataFrames: it knows neither files nor maps nor the screen.
FORBIDDEN = {
    "ntt_data": {*_SCREEN, "altair"},
    "geo": {*_SCREEN, "altair"},
    "analysis": {
        *(*_SCREEN, "altair", "geopandas"),
        *("ntt_data", "geo", "pathlib", "io", "os"),
    },
    "publishing": _SCREEN,
    "services": _SCREEN,
}
#: What ``pages`` alone may know of each other: a page its own folder and ``ui``.
SHARED = "ui"
#: Rooms of ``pages`` that are one; each page is a room of its own.
WHOLE = {SHARED, "routes"}


def _sources() -> dict[Path, frozenset[str]]:
    """Python files of the floors with the modules that each imports."""
    files = [ROOT / "app.py"]
    for floor in FLOORS[:-1]:
        files += sorted((ROOT / floor).rglob("*.py"))
    return {path.relative_to(ROOT): _imports(path) for path in files}


@cache
def _imports(path: Path) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _row_of(room: str) -> int:
    return next(place for place, rooms in enumerate(ROOMS) if room in rooms)


def upward(path: Path, imported: frozenset[str] | set[str]) -> list[str]:
    """What a file must not import: a floor above, a room above or beside, another page."""
    parts = path.with_suffix("").parts
    floor = parts[0]
    above = set(FLOORS[FLOORS.index(floor) + 1 :]) | FORBIDDEN.get(floor, set())
    wrong = [name for name in imported if name.split(".")[0] in above]
    if floor == "analysis" and len(parts) > 1 and parts[1] != "__init__":
        for name in imported:
            if name.startswith("analysis.") and (room := name.split(".")[1]) != parts[1]:
                wrong += [name] if _row_of(room) >= _row_of(parts[1]) else []
    if floor == "pages" and len(parts) > 2:
        home = ".".join(parts[: 2 if parts[1] in WHOLE else 3])
        for name in imported:
            if name.startswith("pages.") and not name.startswith((f"{home}.", f"pages.{SHARED}.")):
                wrong.append(name)
    return sorted(wrong)


def test_imports_go_down_only() -> None:
    sources = _sources()
    assert len(sources) > 150, "the walk would pass on an empty list"
    wrong = {str(path): found for path, names in sources.items() if (found := upward(path, names))}
    assert not wrong, "\n".join(f"{path} looks up to {', '.join(w)}" for path, w in wrong.items())


def test_the_rule_sees_what_it_forbids() -> None:
    cases = {
        "geo/places.py": "analysis.errors.AnalysisError",
        "services/access.py": "streamlit.session_state",
        "analysis/balance/gaps.py": "analysis.matching.match.match",
        "analysis/matching/match.py": "analysis.leading.kpju.verdicts",
        "pages/ui/tables.py": "pages.data.tables.data_browser.show",
        "pages/balance/matcher/page.py": "pages.balance.scenarios.shelf.Shelf",
    }
    for path, name in cases.items():
        assert upward(Path(path), {name}) == [name], path
    assert upward(Path("pages/routes/static.py"), {"pages.ui.place.served"}) == []
    assert upward(Path("pages/ui/state.py"), {"pages.routes.ROUTES"}) == ["pages.routes.ROUTES"]
    assert upward(Path("analysis/scenario/apply.py"), {"analysis.balance.inputs.pick"}) == []
    assert upward(Path("pages/balance/matcher/page.py"), {"pages.ui.state.select"}) == []


def test_pages_are_the_only_ones_to_know_streamlit() -> None:
    wrong = [
        str(path)
        for path, names in _sources().items()
        if path.parts[0] not in ("pages", "app.py")
        and any(name.split(".")[0] == "streamlit" for name in names)
    ]
    assert not wrong


def test_deployment_knows_nothing_of_the_application_but_its_ground() -> None:
    """A bundle is built where the application is not installed; a backup must find the store."""
    sources = sorted((ROOT / "deploy").rglob("*.py"))
    assert sources
    for path in sources:
        may_know = {"ntt_data"} if "server" in path.relative_to(ROOT).parts else set()
        imported = {name.split(".")[0] for name in _imports(path)}
        assert not imported & set(FLOORS) - may_know, f"{path} imports the application"


def test_no_file_without_a_purpose_named_utils() -> None:
    assert not [p for p in _sources() if p.stem in {"utils", "helpers", "misc", "common"}]
