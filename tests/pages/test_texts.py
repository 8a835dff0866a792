"""Every text of the screen exists in Indonesian, and keeps its placeholders."""

import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from publishing.language import catalogue
from tests.support.open_page import PAGES

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "publishing/locale/id"
#: Beside one file per page: what two pages or more share, what the hall's start and the commands
#: say, words for the codes of the tables, the pages of handing in, which are plain HTTP, and files:
#: those of every page, those of a round, what briefings and decks are made of, and the search.
NO_PAGE = {"shared", "hall", "commands", "codes", "hand_in", "files", "round_files", "paper"}
NO_PAGE |= {"briefing", "province", "search", "deck", "take_along", "workbook"}
NO_PAGE |= {"presentation", "case_documents", "case_following"}
NO_PAGE |= {"deck_commodity", "deck_scenario"}
NO_PAGE |= {"deck_regency", "deck_zone"}
NO_PAGE |= {"zone_choices", "case_year"}
NO_PAGE |= {"case_opening"}


def _messages() -> dict[str | tuple[str, ...], str]:
    found = {}
    for folder in (ROOT / "pages", ROOT / "publishing", ROOT / "services"):
        for file, line, message, *_rest in extract_from_dir(
            str(folder), [("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
        ):
            found.setdefault(message, f"{file}:{line}")
    for file, line, message, *_rest in extract_from_dir(
        str(ROOT), [("app.py", "python")], directory_filter=lambda d: False
    ):
        found.setdefault(message, f"{file}:{line}")
    return found


def _translations() -> dict[str, tuple[str, str]]:
    """msgid -> (translation, file); a text translated in two files is an error."""
    merged: dict[str, tuple[str, str]] = {}
    for path in sorted(LOCALE.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                if not message.id or message.context:
                    continue  # words for codes have a context and a test of their own
                key = message.id if isinstance(message.id, str) else message.id[0]
                text = message.string if isinstance(message.string, str) else message.string[0]
                if key in merged:
                    pytest.fail(f"{key!r} is translated in {path.name} and {merged[key][1]}")
                merged[key] = (text, path.name)
    return merged


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_has_indonesian_words() -> None:
    translated = _translations()
    missing = []
    for message, place in _messages().items():
        key = message if isinstance(message, str) else message[0]
        if not translated.get(key, ("", ""))[0].strip():
            missing.append(f"{place}: {key}")
    assert not missing, "\n".join(missing)


def test_each_file_is_named_after_its_page() -> None:
    assert {path.stem for path in LOCALE.glob("*.po")} == set(PAGES) | NO_PAGE


def test_a_counted_text_has_words_for_every_number() -> None:
    """Indonesian has one form for all; a file that says otherwise would fall back to English."""
    for number in (0, 1, 2, 5):
        for path in LOCALE.glob("*.po"):
            with path.open("rb") as file:
                counted = [m.id for m in read_po(file, locale="id") if m.pluralizable]
            for one, many in counted:
                said = catalogue("id").ngettext(one, many, number)
                assert said not in (one, many), f"{path.name}: {one} ({number})"


def test_placeholders_survive_translation() -> None:
    wrong = [
        key
        for key, (text, _) in _translations().items()
        if text and _places(key) - {"n"} != _places(text) - {"n"}
    ]
    assert not wrong, wrong


def test_no_leftover_translations() -> None:
    used = {m if isinstance(m, str) else m[0] for m in _messages()}
    assert not sorted(set(_translations()) - used)
