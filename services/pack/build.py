"""Making a pack: what is kept already is taken, the rest is made by two processes beside this."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from threading import Event

from geo.places import full_names
from ntt_data import editions, log
from publishing.files.pack_readme import readme
from publishing.files.paper import Cancelled
from publishing.language import LANGUAGES, _, speaking
from services.briefing.catalogue import PROVINCE
from services.pack.archive import write_archive
from services.pack.contents import Contents, Entry, folder_of
from services.pack.kept import FREE_BYTES, Kept, written_whole
from services.pack.pieces import PIECES
from services.pack.turn import turn
from services.pack.workers import Job, PackError, Workers, of_os_error

#: What each language calls the readme.
README = {"id": "BACA-SAYA.txt", "en": "README.txt"}


@dataclass(frozen=True)
class Progress:
    """How far a pack has come; ``path`` is the file that was made last.

    ``total`` is 0 while another pack is being made on this machine.
    """

    done: int
    total: int
    path: str = ""


Told = Callable[[Progress], None]


def build(asked: Contents, kept: Kept, told: Told, cancelled: Event, processes: int = 2) -> Path:
    """The ZIP of a pack, made unless it is there.

    Parameters
    ----------
    told
        Is told how far it is, from other threads too, one at a time.
    cancelled
        Set by another thread, it gives the pack up; what was made of it until then is kept.

    Raises
    ------
    Cancelled
    PackError
    """
    whole = kept.pack(asked.mark)
    if kept.has(whole):
        return whole
    try:
        kept.prepare()
        with turn(kept.folder, cancelled, lambda: told(Progress(0, 0))):
            if kept.has(whole):
                return whole  # whoever was before had the same in hand
            if shutil.disk_usage(kept.folder).free < FREE_BYTES:
                raise PackError("disk_full", f"less than {FREE_BYTES // 2**20} MB free")
            _make(asked, kept, told, cancelled, processes)
            if cancelled.is_set():
                raise Cancelled
            with written_whole(whole) as path:
                write_archive(
                    path,
                    [(each.path, kept.file(each.mark)) for each in asked.entries],
                    _readmes(asked),
                )
            kept.remove_old()
    except OSError as error:
        raise of_os_error(error) from error
    log.event("pack_made", edition=asked.edition, regency=asked.regency or PROVINCE)
    return whole


def _make(asked: Contents, kept: Kept, told: Told, cancelled: Event, processes: int) -> None:
    missing = [each for each in asked.entries if not kept.has(kept.file(each.mark))]
    n_done, total = len(asked.entries) - len(missing), len(asked.entries)
    told(Progress(n_done, total))

    def done(entry: Entry) -> None:
        nonlocal n_done
        n_done += 1
        told(Progress(n_done, total, entry.path))

    if missing:
        Workers(asked.edition, processes).make(_groups(missing, kept), done, cancelled)


def _groups(missing: list[Entry], kept: Kept) -> list[list[Job]]:
    """Files of one subject together; the province's first, since its tables take longest."""

    def subject(entry: Entry) -> tuple[str, str]:
        of = PIECES[entry.piece].of
        # Sheets and commodities gather nothing that others need.
        return of, entry.key if of == "province" else entry.path.partition("/")[0]

    ordered = sorted(missing, key=lambda each: (subject(each)[0] != "province", *subject(each)))
    jobs = groupby(
        (Job(each, kept.file(each.mark)) for each in ordered), lambda job: subject(job.entry)
    )
    return [list(group) for _subject, group in jobs]


def _readmes(asked: Contents) -> dict[str, bytes]:
    """In both languages, whatever the files are in: a pack is passed on."""
    found = {}
    for language in LANGUAGES:
        with speaking(language), editions.of_edition(asked.edition):
            text = readme(
                _scope(asked),
                asked.languages,
                _folders(asked),
                has_sheets=asked.has_sheets,
                has_sources=not asked.regency,
            )
        found[README[language]] = text.encode("utf-8-sig")
    return found


def _scope(asked: Contents) -> str:
    if asked.regency:
        return full_names()[asked.regency]
    return _("the 22 regencies and the province")


def _folders(asked: Contents) -> dict[str, list[tuple[str, str]]]:
    """What lies in the folders of regencies, which are alike, and in that of the province."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in ("regency", "province"):
        pieces = dict.fromkeys(
            each.piece for each in asked.entries if PIECES[each.piece].of == kind
        )
        if pieces:
            found[_folder_name(asked, kind)] = [
                ((PIECES[each].ending or "csv").upper(), PIECES[each].described())
                for each in pieces
            ]
    return found


def _folder_name(asked: Contents, kind: str) -> str:
    first = asked.languages[0]
    if kind == "province":
        return folder_of(PROVINCE, first)
    if asked.regency:
        return folder_of(asked.regency, first)
    return _("A folder for each regency, such as {folder}", folder=folder_of("5315", first))
