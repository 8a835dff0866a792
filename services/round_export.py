"""Everything of one round to take away: its definition, every version, and who decided what.

On the server, into a folder that is made where there is none::

    python -m services.round_export ROUND_ID --to FOLDER [--lang en]

Secrets are not among it: neither hashes of codes and links, nor the names of the codes, by which
somebody could slow them down, nor sessions and what is half written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ntt_data import editions, log
from ntt_data.collection import unit_of
from ntt_data.handed_in import accepted_figures
from ntt_data.store import (
    StoreError,
    credential_store,
    review_store,
    round_store,
    submission_store,
)
from ntt_data.store.clock import now
from ntt_data.store.collection_records import Round, Version
from publishing.files.minutes import Minutes, State, TemplateError, minutes_docx
from publishing.files.round_package import (
    RoundTables,
    file_name,
    package_zip,
    typed_table,
    workbook,
)
from publishing.language import DEFAULT, LANGUAGES, speaking
from publishing.sentences.effect import effect_line, effect_note
from services import access, decisions
from services.access import AccessError, Actor, Subject
from services.effect import effects
from services.review import counted_by
from services.rounds import is_open, sheet_keys

_ROUND = Subject("round")
#: Whoever can run a command on the server is one; no credential stands behind it.
_ON_THE_SERVER = "administrator"


def may_export(actor: Actor) -> bool:
    """Whether this actor may take a round along."""
    return access.may(actor, "export", _ROUND)


def everything(actor: Actor, round_id: str) -> RoundTables:
    """All tables of a round as they are now.

    Raises
    ------
    AccessError, StoreError
    """
    access.require(actor, "export", _ROUND)
    made_at = now()
    # In this order: of what is only ever added to, every decision then has its version here.
    decided = review_store().of_round(round_id)
    versions = submission_store().whole_round(round_id)
    asked = round_store().load(round_id)
    # A rehearsal that was thrown away counts for nothing, not even where it is looked at.
    standing = [] if asked.discarded else [each for each in decided if each.edition is not None]
    counting = accepted_figures([(asked, each) for each in standing])
    rows: dict[str, Iterable[Mapping[Any, Any]]] = {
        "round": [{**vars(asked), "opened_by": _role_of(asked.opened_by)}],
        "periods": [{"no": no, **each._asdict()} for no, each in enumerate(asked.periods, 1)],
        "items": _items(asked),
        "events": [
            {**vars(each), "no": no, "by_role": _role_of(each.credential_id)}
            for no, each in enumerate(asked.events, 1)
        ],
        "versions": [
            {**vars(each), **each.key._asdict(), "overtaken": each.overtaken} for each in versions
        ],
        "figures": _figures(asked, versions),
        "findings": [
            {**vars(each), "receipt_no": version.receipt_no}
            for version in versions
            for each in version.findings
        ],
        "reviews": [{**vars(each), "by_role": each.actor_role} for each in decided],
        "reviewed_figures": [
            {"no": review.no, "receipt_no": review.receipt_no, **vars(each)}
            for review in decided
            for each in review.figures
        ],
        "accepted": counting.to_dict("records"),
    }
    tables = {name: typed_table(name, each) for name, each in rows.items()}
    return RoundTables(asked, tables, made_at, tuple(versions), tuple(decided))


def package(actor: Actor, round_id: str) -> bytes:
    """A round as a Frictionless data package (ZIP); raises as ``everything`` does."""
    return package_zip(everything(actor, round_id))


def spreadsheet(actor: Actor, round_id: str) -> bytes:
    """A round as a workbook (XLSX); raises as ``everything`` does."""
    return workbook(everything(actor, round_id))


def export(actor: Actor, round_id: str, folder: Path) -> list[Path]:
    """Write every file of a round into a folder, and give their paths.

    Raises
    ------
    AccessError, StoreError, TemplateError, OSError
    """
    whole = everything(actor, round_id)
    made = {
        "zip": package_zip(whole),
        "xlsx": workbook(whole),
        "docx": minutes_docx(minutes_of(whole)),
    }
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, content in made.items():
        path = folder / file_name(whole.asked, kind, whole.made_at)
        path.write_bytes(content)
        written.append(path)
    return written


def minutes(actor: Actor, round_id: str) -> bytes:
    """Who handed in what, as a document to be signed (DOCX).

    Raises
    ------
    AccessError, StoreError, TemplateError
    """
    return minutes_docx(minutes_of(everything(actor, round_id)))


def minutes_of(whole: RoundTables) -> Minutes:
    """What the minutes tell of a round that ``everything`` has read."""
    sheets = sheet_keys(whole.asked)
    handed_in = {each.key for each in whole.versions}
    decided = decisions.of_round(decisions.standing(), whole.asked)
    today = decisions.today()
    return Minutes(
        whole,
        {each.receipt_no: State(*counted_by(each, whole.reviews)) for each in whole.versions},
        [key for key in sheets if key not in handed_in],
        sum(is_open(whole.asked, key, whole.made_at) for key in sheets),
        _effects(whole.asked),
        decided,
        {each.decision_id for each in decided if decisions.is_overdue(each, today)},
    )


def _effects(asked: Round) -> list[str]:
    # A file is made long after its page was drawn: it tells of now, balances included.
    with editions.of_edition(editions.newest()):
        said = [effect_line(each, asked.rehearsal) for each in effects(asked)]
    return [*said, effect_note()] if said else []


def _role_of(credential_id: str | None) -> str:
    """Whose credential it is: its name itself would let others slow it down."""
    if credential_id is None:
        return _ON_THE_SERVER
    credential = credential_store().by_id(credential_id)
    return _ON_THE_SERVER if credential is None else credential.role


def _items(asked: Round) -> list[Mapping[str, Any]]:
    return [{**vars(each), "place": place} for place, each in enumerate(asked.items, 1)]


def _figures(asked: Round, versions: Iterable[Version]) -> list[Mapping[str, Any]]:
    units = {(each.sheet, each.item): each.unit for each in asked.items}
    return [
        {
            **vars(each),
            **asked.periods[each.period - 1]._asdict(),
            **version.key._asdict(),
            "receipt_no": version.receipt_no,
            "no": version.no,
            "unit": unit_of(version.key.sheet, each.measure, units[version.key.sheet, each.item]),
        }
        for version in versions
        for each in version.figures
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write everything of a round into a folder; gives the exit code."""
    parser = argparse.ArgumentParser("python -m services.round_export", description=main.__doc__)
    parser.add_argument("round_id", help="its code, as `python -m services.rounds list` says it")
    parser.add_argument("--to", metavar="FOLDER", type=Path, required=True)
    parser.add_argument("--lang", choices=list(LANGUAGES), default=DEFAULT)
    asked = parser.parse_args(arguments)
    editions.begin_run()
    with speaking(asked.lang):
        try:
            for path in export(Actor("administrator"), asked.round_id, asked.to):
                print(path)
        except (StoreError, AccessError, TemplateError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    log.set_up()
    sys.exit(main())
