"""What a reader of a DOCX sees of it: clauses are looked for in this, not in what was put in.

What is hidden, deleted, white, tiny or in a box of its own does not count as said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off"}
_NOT_SAID = {f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent")}
#: In half points; nobody reads what is smaller.
_SMALLEST = 8
_PALEST = 0xC0
_MARKED = re.compile(r"\[…{3}: [^\[\]]*\]")


def visible_paragraphs(content: bytes) -> list[str]:
    """Paragraphs of the body and its tables in order, each without what nobody can see."""
    from docx import Document

    document = Document(BytesIO(content))
    styles = {each.get(f"{_W}styleId"): each for each in document.styles.element.iter(f"{_W}style")}
    usual = next(document.styles.element.iter(f"{_W}rPrDefault"), None)
    normal = next(
        (
            key
            for key, each in styles.items()
            if each.get(f"{_W}type") == "paragraph" and each.get(f"{_W}default") in {"1", "true"}
        ),
        None,
    )
    texts = []
    for paragraph in document.element.body.iter(f"{_W}p"):
        of_paragraph = [
            *_looks_of_style(styles, _value(paragraph, "pPr/pStyle") or normal),
            *([usual] if usual is not None else []),
        ]
        said = [
            _text(run)
            for run in paragraph.iter(f"{_W}r")
            if _own(run, paragraph)
            and not _is_unseen(
                [run, *_looks_of_style(styles, _value(run, "rPr/rStyle")), *of_paragraph]
            )
        ]
        texts.append(" ".join("".join(said).split()))
    return texts


def missing_clauses(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Clauses whose heading is not seen, or has no text below it before the next heading."""
    from ntt_data.tables import load  # with pandas, which reading a document does without

    table = load("agreement_clauses").sort_values("order")
    names = dict(zip(table["name_id"].map(_folded), table["clause"], strict=True))
    filled: set[str] = set()
    current = ""
    for text in paragraphs:
        if (heading := _folded(_without_number(text))) in names:
            current = names[heading]
        elif current and _MARKED.sub("", text).strip(" .;:,-"):
            filled.add(current)
    return tuple(clause for clause in table["clause"] if clause not in filled)


def _without_number(text: str) -> str:
    return re.sub(r"^(?:pasal\s+\d+\s*[.:–-]?\s*|[a-h][.)]\s*|\d+[.)]\s*)", "", text, flags=re.I)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".:")


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _looks_of_style(styles: dict[Any, Any], key: str | None) -> Iterator[Any]:
    """A style and what it rests on, the nearest first."""
    seen: set[str] = set()
    while key is not None and key in styles and key not in seen:
        seen.add(key)
        yield styles[key]
        key = _value(styles[key], "basedOn")


def _is_unseen(looks: Sequence[Any]) -> bool:
    """Whether the first of these looks that says anything about it hides a run."""
    hidden = _first(looks, "vanish")
    if hidden is not None and hidden.get(f"{_W}val") not in _OFF:
        return True
    size = _first(looks, "sz")
    points = "" if size is None else str(size.get(f"{_W}val"))
    if points.isdigit() and int(points) < _SMALLEST:
        return True
    color = _first(looks, "color")
    if color is None:
        return False
    if str(color.get(f"{_W}themeColor")) in {"background1", "background2", "light1", "light2"}:
        return True
    said = str(color.get(f"{_W}val"))
    if not re.fullmatch("[0-9A-Fa-f]{6}", said):
        return False
    return min(int(said[at : at + 2], 16) for at in (0, 2, 4)) >= _PALEST


def _first(looks: Sequence[Any], name: str) -> Any:
    for look in looks:
        for found in look.iterfind(f"{_W}rPr/{_W}{name}"):
            return found
    return None


def _own(run: Any, paragraph: Any) -> bool:
    """Whether a run is of this paragraph itself: not of a box in it, nor deleted."""
    above = list(run.iterancestors())
    if any(each.tag in _NOT_SAID for each in above):
        return False
    rows = [each for each in above if each.tag == f"{_W}tr"]
    if any(each.find(f"{_W}trPr/{_W}hidden") is not None for each in rows):
        return False
    return next(each for each in above if each.tag == f"{_W}p") is paragraph


def _text(run: Any) -> str:
    spaces = {f"{_W}br", f"{_W}tab", f"{_W}cr"}
    return "".join(
        each.text or "" if each.tag == f"{_W}t" else " " if each.tag in spaces else ""
        for each in run
    )
