"""Who may do what: every cell of the table, and every function that writes asks it."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

import pytest

from services import access
from services.access import ROLES, AccessError, Actor, Subject, may, require, rules

ROOT = Path(__file__).parents[2]
MINE, THEIRS = "a" * 64, "b" * 64

#: The rules in words a person signs: what a reader, a regency, the bureau, an administrator may.
SIGNED = {
    ("scenario", "create"): "any any any any",
    ("scenario", "save"): "own own own own",
    ("scenario", "archive"): "own own own any",
    ("scenario", "restore"): "own own own any",
    ("scenario", "restore_version"): "own own own any",
    ("scenario", "delete"): "own own own any",
    ("scenario", "undelete"): "never never never any",
    ("scenario", "read_deleted"): "never never never any",
    ("correction", "accept"): "never never any any",
    ("round", "open"): "never never any any",
    ("round", "close"): "never never any any",
    ("round", "reopen"): "never never any any",
    ("round", "discard"): "never never any any",
    ("round", "export"): "never never any any",
    ("submission", "read"): "never own any any",
    ("submission", "draft"): "never own never never",
    ("submission", "hand_in"): "never own never never",
    ("submission", "enter_from_paper"): "never never any any",
    ("review", "read"): "never never any any",
    ("review", "accept"): "never never any any",
    ("review", "give_back"): "never never any any",
    ("review", "take_back"): "never never any any",
    ("decision", "record"): "never never any any",
    ("decision", "correct"): "never never any any",
    ("decision", "set_status"): "never never any any",
    ("decision", "withdraw"): "never never any any",
    ("case", "open"): "never never any any",
    ("case", "read"): "never own any any",
    ("case", "read_file"): "never own any any",
    ("case", "correct"): "never never any any",
    ("case", "answer"): "never never any any",
    ("case", "move"): "never never any any",
    ("case", "attach"): "never never any any",
    ("case", "comment"): "never own any any",
    ("case", "publish"): "never never any any",
    ("case", "follow"): "never never any any",
    ("case", "deliver"): "never own any any",
    ("case", "end"): "never never any any",
    ("zone_choice", "record"): "never never any any",
    ("document_template", "upload"): "never never never any",
    ("sheet_credential", "make"): "never never any any",
    ("bureau_credential", "make"): "never never never any",
    ("administrator_credential", "make"): "never never never any",
    ("backup", "download"): "any any any any",
    ("backup", "make"): "never never never any",
    ("backup", "restore"): "never never never any",
}
CASES = [
    (*what, role, reach)
    for what, reaches in SIGNED.items()
    for role, reach in zip(ROLES, reaches.split(), strict=True)
]


def test_the_table_is_the_one_that_was_agreed() -> None:
    assert rules() == {(kind, action, role): reach for kind, action, role, reach in CASES}


def test_every_role_and_action() -> None:
    holders = product([MINE, None], [MINE, THEIRS, None])
    for (kind, action, role, reach), (key, holder) in product(CASES, holders):
        actor, subject = Actor(role, key), Subject(kind, holder)
        allowed = {"never": False, "any": True, "own": key == holder == MINE}[reach]
        assert may(actor, action, subject) is allowed, (kind, action, role, key, holder)
        if allowed:
            require(actor, action, subject)
            continue
        with pytest.raises(AccessError) as refused:
            require(actor, action, subject)
        assert refused.value.reach == reach
        assert str(refused.value).startswith(f"{role} may not {action} a {kind}")


def test_what_the_table_does_not_know_is_an_error_and_not_allowed() -> None:
    with pytest.raises(KeyError):
        may(Actor("administrator"), "publish", Subject("scenario"))


def test_a_reach_that_is_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "access.csv"
    table.write_text(
        "subject,action,reader,regency,bureau,administrator\nscenario,save,own,own,al,any\n"
    )
    monkeypatch.setattr(access, "_TABLE", table)
    with pytest.raises(ValueError, match="'al' for bureau"):
        rules.__wrapped__()


# --- every write asks ------------------------------------------------------------------------


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _calls(node: ast.AST) -> set[str]:
    """Names of what is called inside, with what stands before the dot where that is a name."""
    found = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            match call.func:
                case ast.Name(id=name):
                    found.add(name)
                case ast.Attribute(value=ast.Call(func=ast.Attribute(attr="setdefault"))):
                    continue  # into a set of its own
                case ast.Attribute(value=ast.Name(id="store"), attr=name):
                    found |= {f"store.{name}", f".{name}"}
                case ast.Attribute(value=ast.Name(id=module), attr=name):
                    found.add(f"{module}.{name}")
                case ast.Attribute(attr=name):
                    found.add(f".{name}")
    return found


def _store_writers() -> set[str]:
    """Methods of the stores that write: those that open a transaction, and those that call one."""
    found: set[str] = set()
    for path in (ROOT / "ntt_data" / "store").glob("*.py"):
        if path.name in ("database.py", "writes.py", "together.py"):
            continue
        functions = {node.name: _calls(node) for node in _functions(path)}
        writing = {
            name for name, calls in functions.items() if {"writing", "once.do", ".do"} & calls
        }
        writing |= {
            name
            for name, calls in functions.items()
            if any(call.split(".")[-1] in writing for call in calls)
        }
        found |= {name for name in writing if not name.startswith("_")}
    return found


def _unguarded(path: Path, writers: set[str]) -> list[str]:
    """Functions that call a writer of the store without an actor that was asked for."""
    stored = {f".{name}" for name in writers}
    return [
        node.name
        for node in _functions(path)
        if _calls(node) & stored
        and not (
            node.args.args
            and node.args.args[0].arg == "actor"
            and {"access.require", "require"} & _calls(node)
        )
    ]


#: Who comes in, goes out or guesses at a code has no role yet; what they write passes with the day.
PASSING = {"sign_in", "sign_out", "attempt", "succeeded"}


def test_every_function_that_writes_has_an_actor_and_asks() -> None:
    writers = _store_writers()
    assert writers == {
        *("create", "save", "archive", "restore", "restore_version", "delete", "undelete", "add"),
        *("begin", "tell", "hand_in", "save_draft", "decide", "put_down", "follow"),
        *("open_case", "choose", "upload"),
        *PASSING,
    }
    writers -= PASSING
    seen = 0
    for path in sorted((ROOT / "services").rglob("*.py")):
        assert not _unguarded(path, writers), path
        seen += sum(bool(_calls(node) & {f".{name}" for name in writers})
                    for node in _functions(path))  # fmt: skip
    assert seen >= len(writers), "the walk would pass on nothing"


def test_nothing_above_the_services_opens_the_store_to_write() -> None:
    for path in [*(ROOT / "pages").rglob("*.py"), ROOT / "app.py"]:
        source = path.read_text(encoding="utf-8")
        assert "correction_store" not in source, path
        if path.name != "start.py":  # opens it once, so that the first visitor need not wait
            assert "scenario_store" not in source, path


def test_the_walk_sees_a_function_that_does_not_ask(tmp_path: Path) -> None:
    source = tmp_path / "wrong.py"
    source.write_text(
        "def save(actor, link_id):\n    scenario_store().save(link_id)\n"
        "def archive(link_id):\n    access.require(1, 2, 3)\n"
        "    scenario_store().archive(link_id)\n"
        "def restore(actor, link_id):\n    access.require(actor, 'x', link_id)\n"
        "    scenario_store().restore(link_id)\n"
    )
    assert _unguarded(source, {"save", "archive", "restore"}) == ["save", "archive"]
