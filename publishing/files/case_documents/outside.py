"""What a Word document fetches from elsewhere when it is opened: relations, fields, links.

Fields are those that are known to fetch nothing; whatever else calls itself one is taken for a
fetch, because fields can be put together from others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Fields that show something of the document itself.
_OWN_FIELDS = {
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
    *("SEQ", "TOC", "DATE", "TIME", "TITLE", "="),
}
#: Relations to a part that is a document or a program of its own.
_FOREIGN_PARTS = (
    *("/attachedTemplate", "/aFChunk", "/oleObject", "/package", "/control", "/subDocument"),
    *("/frame", "/mailMergeSource", "/vbaProject"),
)
_FOREIGN_ELEMENTS = {"altChunk", "subDoc", "mailMerge", "OLEObject", "attachedTemplate", "control"}
_LINKING = {"src", "href", "link"}


def is_outside(relation: Any) -> bool:
    """Whether a relation of a part leads out of the document, or to a document within it."""
    target = str(relation.get("Target"))
    return (
        str(relation.get("TargetMode")).lower() == "external"
        or ":" in target
        or "\\" in target
        or target.startswith("//")
        or str(relation.get("Type")).endswith(_FOREIGN_PARTS)
    )


def outside_of(root: Any) -> str:
    """The first thing in a part that fetches from elsewhere; empty where nothing does."""
    for each in root.iter():
        if not isinstance(each.tag, str):
            continue
        name = each.tag.rpartition("}")[2]
        if name in _FOREIGN_ELEMENTS:
            return name
        for attribute, value in each.attrib.items():
            is_link = attribute.rpartition("}")[2] in _LINKING
            if is_link and (":" in value or "\\" in value or value.startswith("//")):
                return str(value)
    for told in _fields(root):
        words = told.upper().split()
        is_within = words[:1] == ["HYPERLINK"] and words[1:2] == ["\\L"]
        if words and words[0] not in _OWN_FIELDS and not is_within:
            return words[0]
    return ""


def _fields(root: Any) -> Iterator[str]:
    """The instruction of every field, put together from the runs that Word splits it over."""
    begun: list[list[str]] = [[]]
    for each in root.iter(f"{_W}fldSimple", f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        name = each.tag.rpartition("}")[2]
        if name == "fldSimple":
            yield str(each.get(f"{_W}instr") or "")
        elif name != "fldChar":
            begun[-1].append(each.text or "")
        elif each.get(f"{_W}fldCharType") == "begin":
            begun.append([])
        elif len(begun) > 1 and each.get(f"{_W}fldCharType") == "end":
            yield "".join(begun.pop())
    # What was never ended, or never begun, is a field for whoever mends the document.
    yield from ("".join(texts) for texts in begun)
