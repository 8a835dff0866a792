"""A text that somebody might type, with everything that Streamlit makes more of than text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from publishing.markdown_text import plain

#: Each part has the mark, so that no part of it is overlooked. Short enough for a name with
#: " (salinan)" behind it; with a line break, which only an imported file can hold.
MARK = "zq7"
NASTY = "https://zq7.id a@zq7.id -> :material/zq7: $zq7$\n# :red[zq7] <b>zq7"

#: What is shown as it stands, without Markdown: fields of Streamlit's messages.
_SHOWN_AS_TEXT = {
    *("Text.body", "Code.code_text", "TextInput.default", "TextInput.value"),
    *("TextArea.default", "TextArea.value", "Selectbox.options", "MultiSelect.options"),
    *("Selectbox.raw_value", "Selectbox.set_value", "TextInput.set_value"),
}
#: What is no text of the page: data of charts, maps and tables, and keys. What maps are sent their
#: scripts write as text (``test_scripts_of_maps_write_text_alone``).
_NOT_SHOWN = re.compile(
    r"\.(id|key|form_id|spec|element_id)$|^VegaLiteChart\.|^Arrow\.|^ComponentInstance\.json_args$"
)


def texts(app: AppTest) -> Iterator[tuple[str, str]]:
    """Every text of the page as it is sent, with the field that it stands in."""

    def walk(node: Any) -> Iterator[tuple[str, str]]:
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            yield from _fields(proto, type(proto).__name__)
        for child in getattr(node, "children", {}).values():
            yield from walk(child)

    for root in app._tree.children.values():
        yield from walk(root)


def _fields(message: Message, name: str) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        values = value if field.is_repeated else [value]
        for each in values:
            if isinstance(each, str) and name == "Dataframe" and field.name == "columns":
                # The grid draws its headers without Markdown; hints on them are Markdown.
                for column in json.loads(each).values():
                    yield "Dataframe.help", column.get("help") or ""
            elif isinstance(each, str):
                yield f"{name}.{field.name}", each
            elif isinstance(each, Message):
                yield from _fields(each, f"{name}.{field.name}")


def mistaken(app: AppTest, text: str = NASTY) -> list[str]:
    """Where the page sends the text, or a part of it, as more than text, or not whole."""
    wrong = []
    for field, sent in texts(app):
        if MARK not in sent or _NOT_SHOWN.search(field):
            continue
        if field in _SHOWN_AS_TEXT:
            left = " ".join(sent.split()).replace(" ".join(text.split()), "")
        else:
            left = sent.replace(plain(text), "")
        if MARK in left:
            wrong.append(f"{field}: {sent[:200]}")
    return wrong


def shown(app: AppTest, text: str = NASTY) -> int:
    """In how many places the page shows it, in one line or in several."""
    one_line = " ".join(text.split())
    return sum(
        plain(text) in sent or one_line in " ".join(sent.split()) for _field, sent in texts(app)
    )
