"""Where one signs in to the desk, and comes back to what one was looking at."""

from __future__ import annotations

from urllib.parse import urlencode

from pages.ui.place import served
from publishing.language import DEFAULT, current_language


def entrance(**onward: str) -> str:
    """Address of the entrance; ``onward``: the case or the opportunity that opens afterwards."""
    language = current_language()
    asked = {**({} if language == DEFAULT else {"lang": language}), **onward}
    query = f"?{urlencode(asked)}" if asked else ""
    return served(f"/rakor/masuk/meja{query}")
