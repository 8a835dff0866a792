"""The documents tell of everything that there is, and of nothing that there is not."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from analysis.balance.result import Balance
from services.answer import evaluation
from tests.test_floors import FLOORS, ROOMS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_BESIDE_CODE = ("deploy/server/README.md", "geo/boundaries/README.md")
PAGES = [
    *sorted(DOCS.rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", *_BESIDE_CODE)),
]
#: Folders whose Python can be run or reads the environment.
CODE = ("ntt_data", "geo", "analysis", "publishing", "services", "pages", "deploy", "tests")
#: Run by a bundle's own scripts and not by ``python -m``.
NO_COMMAND = {"deploy.offline.parts.start"}
#: Every program reads it.
USUAL_VARIABLES = {"PATH"}

_QUOTED = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_OWN_VARIABLE = re.compile(r"\bNTT_[A-Z_]+\b")
_READS = re.compile(r"os\.(environ|getenv)\b")
_COMMAND = re.compile(r"python -m ([a-z_]+(?:\.[a-z_]+)+)")


class Place(NamedTuple):
    """A file that a document names, and what it says to be defined there."""

    path: str
    name: str


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _python_files(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, "the walk would pass on an empty list"
    return found


def _section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of the same or a higher level."""
    level = heading.partition(" ")[0]
    _before, found, after = text.partition(f"\n{heading}\n")
    assert found, f"there is no {heading!r}"
    return re.split(rf"^#{{2,{len(level)}}} ", after, maxsplit=1, flags=re.MULTILINE)[0]


def _rows(section: str) -> list[list[str]]:
    """Cells of the tables in it, without their headers."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rules = [number for number, row in enumerate(rows) if set("".join(row)) <= set("-: ")]
    heads = {number - 1 for number in rules}
    return [row for number, row in enumerate(rows) if number not in heads | set(rules)]


def _named(rows: list[list[str]]) -> set[str]:
    """What the first cells quote."""
    return {quoted for row in rows for quoted in _QUOTED.findall(row[0])}


def places(text: str) -> list[Place]:
    """Quoted paths of this repository: its files and folders, ``path::name`` a part of one."""
    tops = {path.name for path in ROOT.iterdir()} - {"data"}  # made when the application runs
    found = []
    for quoted in _QUOTED.findall(text):
        path, _, name = quoted.partition("::")
        is_path = "/" in path or Path(path).suffix in (".py", ".md", ".csv", ".toml")
        if is_path and path.split("/")[0] in tops and not re.search(r"[\s<>*…]", path):
            found.append(Place(path, name))
    return found


def _names_in(path: Path) -> set[str]:
    """Functions, classes and variables at the top of a Python file."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def wrong_places(text: str) -> list[str]:
    """Paths and names that a text has and the repository has not."""
    wrong = []
    for path, name in places(text):
        file = ROOT / path
        if not file.exists():
            wrong.append(path)
        elif name and (file.suffix != ".py" or name not in _names_in(file)):
            wrong.append(f"{path}::{name}")
    return wrong


# What the documents name is there.


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_and_name_exists(page: Path) -> None:
    assert not wrong_places(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = _LINK.findall(page.read_text(encoding="utf-8"))
    own = [target for target in targets if not target.startswith(("http:", "https:"))]
    assert not [target for target in own if not (page.parent / target).exists()]


def test_what_is_not_there_is_seen() -> None:
    text = "`geo/nowhere.py`, `geo/places.py::nobody`, `geo/places.py::regencies`, `geo/`, `a/b`"
    assert wrong_places(text) == ["geo/nowhere.py", "geo/places.py::nobody"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_named_exists(page: Path) -> None:
    named = set(_COMMAND.findall(page.read_text(encoding="utf-8")))
    assert named <= _commands()


# What is there is named.


def test_every_floor_is_explained() -> None:
    rows = _rows(_section(_text("docs/architecture.md"), "## The floors"))
    floors = {"app.py" if floor == "app" else f"{floor}/" for floor in FLOORS}
    assert floors <= _named(rows)
    assert all(all(row) for row in rows), "a cell is empty"


def test_every_room_of_analysis_is_explained() -> None:
    named = _named(_rows(_section(_text("docs/architecture.md"), "### Rooms of analysis")))
    rooms = {
        f"analysis/{path.name}/" if path.is_dir() else f"analysis/{path.name}"
        for path in (ROOT / "analysis").iterdir()
        if path.name not in ("__init__.py", "__pycache__")
    }
    assert len(rooms) == sum(map(len, ROOMS))
    assert named == rooms


def test_the_table_answers_twenty_questions() -> None:
    rows = _rows(_section(_text("docs/architecture.md"), "## Where is what?"))
    assert len({question for question, _file in rows}) >= 20
    for question, file in rows:
        assert question.endswith("?")
        assert places(file), f"{question} names no file"


def test_every_decision_is_in_the_index() -> None:
    index = (DOCS / "decisions/README.md").read_text(encoding="utf-8")
    written = {path.name for path in (DOCS / "decisions").glob("*.md")} - {"README.md"}
    assert written
    assert written == set(_LINK.findall(index))


def test_every_document_is_in_the_list_for_contributors() -> None:
    listed = set(_LINK.findall(_text("CONTRIBUTING.md")))
    assert {f"docs/{path.name}" for path in DOCS.glob("*.md")} <= listed


def test_every_kind_of_test_is_explained() -> None:
    settings = tomllib.loads(_text("pyproject.toml"))
    markers = settings["tool"]["pytest"]["ini_options"]["markers"]
    kinds = {marker.partition(":")[0] for marker in markers}
    assert kinds
    assert kinds <= _named(_rows(_section(_text("docs/settings.md"), "## Kinds of tests")))


def test_every_variable_is_explained() -> None:
    read = _variables()
    assert {"NTT_DATABASE_URL", "NTT_PYTHON", "CI"} <= read, "the search misses what is known"
    named = _named(_rows(_section(_text("docs/settings.md"), "## Environment variables")))
    assert named == read


def test_every_command_is_explained() -> None:
    quoted = _named(_rows(_section(_text("docs/settings.md"), "## Commands")))
    named = {quote.removeprefix("python -m ") for quote in quoted}
    assert "services.answer" in _commands(), "the search misses what is known"
    assert named == _commands()


@cache
def _variables() -> set[str]:
    """Environment variables that a Python file reads, or that a script of ours names."""
    found: set[str] = set()
    for path in _python_files(*CODE):
        text = path.read_text(encoding="utf-8")
        if path != Path(__file__) and _READS.search(text):
            found |= _read_variables(ast.parse(text))
    for pattern in ("*.sh", "*.bat", "*.service", "*.conf"):
        for path in (ROOT / "deploy").rglob(pattern):
            found |= set(_OWN_VARIABLE.findall(path.read_text(encoding="utf-8")))
    return found - USUAL_VARIABLES


def _read_variables(module: ast.Module) -> set[str]:
    """Names asked of ``os.environ``, also by a constant of the file."""
    constants = {
        target.id: node.value.value
        for node in module.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found: set[str] = set()
    for node in ast.walk(module):
        key: ast.expr | None = None
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
            key = node.slice
        elif isinstance(node, ast.Call) and node.args:
            asked = ast.unparse(node.func)
            if asked in ("os.getenv", "os.environ.get", "os.environ.setdefault", "os.environ.pop"):
                key = node.args[0]
        if key is not None:
            name = key.value if isinstance(key, ast.Constant) else constants.get(ast.unparse(key))
            assert isinstance(name, str), f"which variable is {ast.unparse(key)}?"
            found.add(name)
    return found


def test_a_variable_is_found_however_it_is_read() -> None:
    read = _read_variables(
        ast.parse(
            "import os\nNAME = 'NTT_A'\nos.environ[NAME]\nos.environ.get('NTT_B', '')\n"
            "os.getenv('NTT_C')\nother['NTT_D']\n"
        )
    )
    assert read == {"NTT_A", "NTT_B", "NTT_C"}


@cache
def _commands() -> set[str]:
    """Modules and packages that ``python -m`` runs."""
    found = set()
    for path in _python_files(*CODE):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[-1] == "__main__":
            found.add(".".join(parts[:-1]))
        elif _is_run(ast.parse(path.read_text(encoding="utf-8"))):
            found.add(".".join(parts))
    return found - NO_COMMAND


def _is_run(module: ast.Module) -> bool:
    return any(
        isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"
        for node in module.body
    )


# The way of one figure.


def test_the_walk_tells_the_figures_of_today() -> None:
    walk = _section(_text("docs/architecture.md"), "## The way of one figure")
    found = evaluation.balance("rice", 2022)
    assert isinstance(found, Balance)
    row = found.table.set_index("regency_code").loc["5315"]
    figures = [f"{row[column]:,.0f}" for column in ("available_t", "need_t", "balance_t")]
    assert figures == ["72,681", "31,900", "40,781"]
    inputs = (
        *(f"{row['population']:,.0f}", f"{row['norm_kg_per_capita_year']:.4f}"),
        *(f"{row['conversion']:.6f}", f"{row['production_t']:,.2f}", f"{row['ratio']:.2f} times"),
        *(", ".join(row["source_ids"].split(";")), f"grade {row['grade']}"),
    )
    for figure in (*figures, *inputs):
        assert figure in walk, figure
    assert row["balance_class"] == "surplus"
    assert row["assumptions"] == "eaten_out;norm_interpolated"
    (csv_row,) = re.findall(r"`(5315,rice,[^`]+)`", walk)
    assert csv_row in _text("ntt_data/curated/production.csv").splitlines()
    partners = evaluation.baseline_answer("rice", 2022).match.flows
    assert set(partners.loc[partners["origin"] == "5315", "destination"]) == {
        *("5309", "5310", "5320")
    }
