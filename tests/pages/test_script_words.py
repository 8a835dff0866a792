"""The scripts of every page find their words in its HTML, and what is of a run in that run."""

import json
import re

import pytest

from pages.routes.page_html import html
from pages.ui.script_words import script
from pages.ui.static_files import STATIC
from publishing.language import LANGUAGES, speaking

_WORDS = re.search(r'id="ntt-words">(.*?)</script>', html("map"), re.S)
assert _WORDS
WORDS = json.loads(_WORDS[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["print", "search"])
def test_a_script_is_told_every_word_that_it_says(name: str, language: str) -> None:
    asked = re.findall(r"words\(\)\.(\w+)", (STATIC / f"page/{name}.js").read_text())
    of_the_run = {"language", "page", "edition"}
    everywhere = WORDS["paper"].keys() if name == "print" else set()
    told = WORDS[language][name]
    assert asked
    assert set(asked) <= told.keys() | everywhere | of_the_run
    assert all(told.values())


def test_what_a_page_is_called_cannot_end_the_element() -> None:
    with speaking("en"):
        tag = script("print", page='"><script>')
    assert tag.count("<script") == 1
    assert "&quot;en&quot;" in tag
