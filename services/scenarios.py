"""Scenarios that people keep: every write with an actor, every version kept.

Every write carries a key that was fixed when its form was drawn (``new_write_key``): asked for
twice, by a second click or because no answer came, it is done once. What changes a scenario names
the revision that the form showed; where somebody else was quicker, nothing is done and it is told.

For administrators, on the server::

    python -m services.scenarios list [--archived | --deleted] [--page N]
    python -m services.scenarios versions LINK
    python -m services.scenarios delete LINK
    python -m services.scenarios restore LINK [--version N]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from math import ceil

from analysis.scenario.document import to_dict
from analysis.scenario.scenario import Scenario
from ntt_data.store import (
    BASELINE_ID,
    ScenarioVersion,
    StoredScenario,
    StoreError,
    new_write_key,
    scenario_store,
)
from services import access
from services.access import Actor, Subject

#: A list that is sent to a browser, and searched there, has an end; what is beyond has a page.
PER_PAGE = 500


def load(link_id: str) -> StoredScenario:
    """A scenario by its link, archived or not; everybody may read every one not deleted."""
    return scenario_store().load(link_id)


def listed(archived: bool = False, page: int = 1) -> list[StoredScenario]:
    """One page of the scenarios in use, or of the archived ones; the one saved last comes first.

    ``PER_PAGE`` of them; a page after the last is empty.
    """
    return scenario_store().list(archived, PER_PAGE, (page - 1) * PER_PAGE)


def count(archived: bool = False) -> int:
    """How many scenarios are in use, or archived: more than ``listed`` gives at a time."""
    return scenario_store().count(archived)


def versions(link_id: str) -> list[ScenarioVersion]:
    """Everything that was saved under this link, the newest first."""
    return scenario_store().versions(link_id)


def subject(stored: StoredScenario | None) -> Subject:
    """A scenario as the rules see it; None stands for one that is not saved yet."""
    return Subject("scenario", None if stored is None else stored.holder_hash)


def create(
    actor: Actor, scenario: Scenario, write_key: str, copied_from: str | None = None
) -> StoredScenario:
    """Save a new scenario; the actor's edit key holds it from now on."""
    access.require(actor, "create", subject(None))
    return scenario_store().create(to_dict(scenario), copied_from, actor.key_hash, write_key)


def duplicate(actor: Actor, scenario: Scenario, original: str, write_key: str) -> StoredScenario:
    """Save what is shown under a link of its own, whoever holds the ``original``."""
    return create(actor, scenario, write_key, copied_from=original)


def save(
    actor: Actor, link_id: str, scenario: Scenario, revision: int, write_key: str
) -> StoredScenario:
    """Save changes made at ``revision``; see ``ScenarioStore.save`` for what can go wrong."""
    with _since_opened():
        access.require(actor, "save", _held(link_id))
        document = to_dict(scenario)
        return scenario_store().save(link_id, document, revision, actor.key_hash, write_key)


def outcome(write_key: str) -> StoredScenario | None:
    """What came of a ``create`` or ``save`` whose answer did not arrive; None: it was not done."""
    store = scenario_store()
    return store.outcome(write_key, "save") or store.outcome(write_key, "create")


def archive(actor: Actor, link_id: str, seen: int, write_key: str) -> StoredScenario:
    """Take a scenario out of the list, ``seen`` at this revision; its link still opens it."""
    with _since_opened():
        access.require(actor, "archive", _held(link_id))
        return scenario_store().archive(link_id, seen, write_key)


def restore(actor: Actor, link_id: str, seen: int, write_key: str) -> StoredScenario:
    """Bring an archived scenario back into the list."""
    with _since_opened():
        access.require(actor, "restore", _held(link_id))
        return scenario_store().restore(link_id, seen, write_key)


def restore_version(
    actor: Actor, link_id: str, revision: int, seen: int, write_key: str
) -> StoredScenario:
    """Save an earlier version once more, as the newest after the one that was ``seen``."""
    with _since_opened():
        access.require(actor, "restore_version", _held(link_id))
        return scenario_store().restore_version(link_id, revision, actor.key_hash, seen, write_key)


def delete(actor: Actor, link_id: str, seen: int, write_key: str) -> StoredScenario:
    """Hide a scenario, ``seen`` at this revision, from everybody but an administrator.

    Its link says that it was deleted; what others have duplicated from it is theirs and stays.
    """
    with _since_opened():
        access.require(actor, "delete", _held(link_id))
        return scenario_store().delete(link_id, seen, write_key)


def undelete(actor: Actor, link_id: str, write_key: str) -> StoredScenario:
    """Bring a deleted scenario back as it was, with all its versions."""
    access.require(actor, "undelete", subject(deleted(actor, link_id)))
    return scenario_store().undelete(link_id, write_key)


def deleted(actor: Actor, link_id: str) -> StoredScenario:
    """A scenario by its link, deleted or not."""
    access.require(actor, "read_deleted", subject(None))
    return scenario_store().load(link_id, deleted=True)


def versions_of_deleted(actor: Actor, link_id: str) -> list[ScenarioVersion]:
    """What ``versions`` gives, whether the scenario is deleted or not."""
    deleted(actor, link_id)
    return scenario_store().versions(link_id, deleted=True)


def listed_deleted(actor: Actor, page: int = 1) -> list[StoredScenario]:
    """One page of the deleted scenarios; see ``listed``."""
    access.require(actor, "read_deleted", subject(None))
    return scenario_store().list(most=PER_PAGE, after=(page - 1) * PER_PAGE, deleted=True)


def count_deleted(actor: Actor) -> int:
    """How many scenarios are deleted."""
    access.require(actor, "read_deleted", subject(None))
    return scenario_store().count(deleted=True)


def _held(link_id: str) -> Subject:
    if link_id == BASELINE_ID:
        raise StoreError("read_only")
    return subject(load(link_id))


@contextmanager
def _since_opened() -> Iterator[None]:
    """What is not there any more was there when it was opened: before the write, or during it."""
    try:
        yield
    except StoreError as error:
        now = {"not_found": "gone", "deleted": "deleted_since"}.get(error.code)
        if now is None:
            raise
        raise StoreError(now, **error.fields) from error


# --- command ---------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """What an administrator asks for at the terminal; gives the exit code."""
    parser = argparse.ArgumentParser("python -m services.scenarios", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="command", required=True)
    of_all = commands.add_parser("list", help="scenarios, the one saved last first")
    which = of_all.add_mutually_exclusive_group()
    which.add_argument("--archived", action="store_true", help="those out of use instead")
    which.add_argument("--deleted", action="store_true", help="those that nobody else sees instead")
    of_all.add_argument("--page", type=int, default=1, help=f"of {PER_PAGE} scenarios each")
    of_one = commands.add_parser(
        "versions", help="all that was saved under one link, deleted or not"
    )
    of_one.add_argument("link")
    out = commands.add_parser("delete", help="hide a scenario; restore brings it back")
    out.add_argument("link")
    back = commands.add_parser(
        "restore", help="a deleted or an archived scenario, or an earlier version"
    )
    back.add_argument("link")
    back.add_argument("--version", type=int, help="number of the version to bring back")
    asked, administrator = parser.parse_args(arguments), Actor("administrator")
    try:
        if asked.command == "list":
            _print_list(administrator, asked.archived, asked.deleted, max(asked.page, 1))
        elif asked.command == "versions":
            for kept in versions_of_deleted(administrator, asked.link):
                print(f"{kept.revision:4}  {_moment(kept.at)}  {kept.name}")
        elif asked.command == "delete":
            out_of = delete(administrator, asked.link, load(asked.link).revision, new_write_key())
            print(f"{asked.link} is deleted: {out_of.name}; restore brings it back")
        else:
            print(_restore(administrator, asked.link, asked.version))
    except StoreError as error:
        print(f"python -m services.scenarios: {error}", file=sys.stderr)
        return 1
    return 0


def _print_list(administrator: Actor, archived: bool, is_deleted: bool, page: int) -> None:
    if is_deleted:
        shown, total = listed_deleted(administrator, page), count_deleted(administrator)
    else:
        shown, total = listed(archived, page), count(archived)
    for each in shown:
        print(f"{each.link_id}  {_moment(each.updated_at)}  {each.name}")
    last_page = ceil(total / PER_PAGE)
    if last_page > 1:
        print(f"page {page} of {last_page}: {len(shown)} of {total} scenarios; more with --page N")


def _moment(at: datetime | None) -> str:
    return "an unreadable date" if at is None else f"{at:%Y-%m-%d %H:%M} UTC"


def _restore(administrator: Actor, link_id: str, version: int | None) -> str:
    """Both where both are asked for: a version can only be brought back into use."""
    found = deleted(administrator, link_id)
    if found.deleted_at is not None:
        back = undelete(administrator, link_id, new_write_key())
        if version is None:
            where = "among the archived ones" if back.archived_at else "in the list"
            return f"{link_id} is {where} again, at version {back.revision}: {back.name}"
        found = back
    if found.archived_at is not None:
        back = restore(administrator, link_id, found.revision, new_write_key())
        if version is None:
            return f"{link_id} is in the list again, at version {back.revision}: {back.name}"
    if version is None:
        return f"{link_id} is not archived; an earlier version comes back with --version N"
    back = restore_version(administrator, link_id, version, found.revision, new_write_key())
    return f"{link_id} has the content of version {version} again, as version {back.revision}"


if __name__ == "__main__":
    sys.exit(main())
