"""The words of the scripts that stand on every page: sent with the page's HTML, not with each run.

With every run they were two kilobytes, which compression makes little of once they are out of its
window. A visitor may change the language without loading the page anew, so all are there.
"""

from __future__ import annotations

import json
from html import escape

from pages.ui.document import PRODUCT
from pages.ui.map_widget import ON_PAPER
from pages.ui.static_files import versioned
from publishing import palette
from publishing.language import LANGUAGES, current_language, speaking
from publishing.paper_words import paper_words
from publishing.search_words import search_words

#: The lines behind charts, which Streamlit colours itself: dark theme, light theme.
_GRID = {"#31333F": "#E6EAF1"}


def words_of_scripts() -> str:
    """All of them as one element of the page's HTML, which ``print.js`` and ``search.js`` read."""
    words: dict[str, object] = {
        "paper": {"product": PRODUCT, "map": ON_PAPER, "light": {**palette.on_white(), **_GRID}}
    }
    for language in LANGUAGES:
        with speaking(language):
            words[language] = {"print": paper_words(), "search": search_words()}
    text = json.dumps(words, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/json" id="ntt-words">{text}</script>'


def script(name: str, **own: object) -> str:
    """HTML of a script of ``static/page`` with its stylesheet, and what is of this run alone."""
    text = escape(json.dumps({"language": current_language(), **own}, ensure_ascii=False))
    return (
        f'<script src="app/static/{versioned(f"page/{name}.js")}" '
        f'data-style="app/static/{versioned(f"page/{name}.css")}" data-own="{text}"></script>'
    )
