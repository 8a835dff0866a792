"""``python -m ntt_data.check [FOLDER]``: what is wrong or odd in the curated tables.

Run it after a table was edited and before the application is started. It needs neither a database
nor Streamlit, and says in a terminal what the application would say on its page.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from ntt_data.inspection import inspect
from ntt_data.problem_words import Language, sentence
from ntt_data.problems import Problem
from ntt_data.schema import CURATED

_TEXTS: dict[str, tuple[str, str]] = {
    "errors": ("Harus diperbaiki:", "To be repaired:"),
    "remarks": ("Perlu diperiksa, tidak menghalangi:", "To be looked at, stops nothing:"),
    "sound": (
        "{folder}: tidak ada kesalahan; {remarks} catatan.",
        "{folder}: no error; {remarks} remark(s).",
    ),
    "broken": (
        "{folder}: {errors} kesalahan, {remarks} catatan. Aplikasi tidak akan menampilkan angka "
        "sebelum kesalahannya diperbaiki.",
        "{folder}: {errors} error(s), {remarks} remark(s). The application shows no figure until "
        "the errors are repaired.",
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 when nothing stops the application, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m ntt_data.check",
        description="Memeriksa tabel kurasi. Checks the curated tables.",
    )
    parser.add_argument(
        "folder", nargs="?", type=Path, default=CURATED, help="folder tabel / of the tables"
    )
    parser.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa / language")
    given = parser.parse_args(arguments)
    problems = inspect(given.folder)
    errors = [problem for problem in problems if not problem.is_remark]
    remarks = [problem for problem in problems if problem.is_remark]
    _tell("errors", errors, given.lang)
    _tell("remarks", remarks, given.lang)
    text = _TEXTS["broken" if errors else "sound"][0 if given.lang == "id" else 1]
    print(text.format(folder=given.folder, errors=len(errors), remarks=len(remarks)))
    return 1 if errors else 0


def _tell(heading: str, problems: Sequence[Problem], language: Language) -> None:
    if not problems:
        return
    print(_TEXTS[heading][0 if language == "id" else 1])
    for problem in problems:
        print(f"- {problem.file}: {sentence(problem, language)}")
    print()


if __name__ == "__main__":
    # A terminal of Windows may know fewer characters than the sentences.
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(main())
