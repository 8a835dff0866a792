"""What a template may hold: a Word document whose placeholders are fields and loops, no program.

A template is a program to whoever renders it. So nothing is allowed but what is listed here: a
field, a loop over a list of ours, and a question whether something is there. What is refused is
told by a code, with the words that it was found by.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publishing.files.case_documents.document import ALWAYS, ASKED, DocumentKind, known_names
from publishing.files.case_documents.outside import is_outside, outside_of

LARGEST_TEMPLATE, _LARGEST_UNPACKED, _LARGEST_PART = 2_000_000, 20_000_000, 2_000_000
_MOST_PARTS, _HIGHEST_RATIO = 200, 200
_LONGEST_LOOP, _MOST_LOOPS = 100_000, 30
_MARK = re.compile(r"\{\s*(?:<[^>]*>\s*)*[{%#]")
_PROGRAM_PARTS = re.compile(
    r"vbaproject|vbadata|activex|embeddings/|oleobject|afchunk|macro", re.IGNORECASE
)
_WRITTEN = (".xml", ".rels")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif")
_KNOWN_ENDINGS = (*_WRITTEN, *_PICTURES, ".emf", ".wmf", ".odttf", "/")
#: Dots across or down of a picture: more unpacks to hundreds of megabytes wherever it is shown.
_MOST_DOTS = 8_000
#: Nodes of a template that do nothing but show what they were given.
_HARMLESS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For),
    *(nodes.If, nodes.Not, nodes.And, nodes.Or),
)


class TemplateRefusedError(ValueError):
    """A template that is not taken; nothing was kept of it.

    Attributes
    ----------
    code : str
        ``large_template``, ``no_docx``, ``unpacks_large``, ``program`` (macros and the like),
        ``outside`` (something is fetched from elsewhere), ``no_template`` (its placeholders
        cannot be read), ``forbidden`` (a placeholder that does something), ``unknown_field``,
        ``no_draft_line``, ``long_loop``, ``broken``, ``too_slow`` (to be filled in).
    said : str
        The word in the template, where there is one.
    """

    def __init__(self, code: str, said: str = "") -> None:
        super().__init__(f"the template was refused: {code} {said}".strip())
        self.code, self.said = code, said


@dataclass(frozen=True)
class Inspected:
    """What a template asks for: ``fields`` in order, ``missing`` which its kind should have."""

    fields: tuple[str, ...]
    missing: tuple[str, ...]


def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox in which a template is read and rendered."""
    from jinja2 import StrictUndefined

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def inspected(kind: DocumentKind, content: bytes) -> Inspected:
    """Read a template without rendering it; ``TemplateRefusedError`` where it is not to be used."""
    parts = _unpacked(content)
    asked: list[str] = []
    for name, text in parts.items():
        if name.startswith(("word/", "docProps/")) and _MARK.search(text):
            asked += _fields(name, text)
    fields = tuple(dict.fromkeys(asked))
    if lacking := [each for each in ALWAYS if each not in fields]:
        raise TemplateRefusedError("no_draft_line", lacking[0])
    return Inspected(fields, tuple(each for each in ASKED[kind] if each not in fields))


def _unpacked(content: bytes) -> dict[str, str]:
    """The XML of a document by its place in it, after all that has nothing to do with words."""
    if len(content) > LARGEST_TEMPLATE:
        raise TemplateRefusedError("large_template")
    try:
        with ZipFile(BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _LARGEST_UNPACKED:
                raise TemplateRefusedError("unpacks_large")
            for entry in entries:
                if entry.file_size > _HIGHEST_RATIO * max(entry.compress_size, 100):
                    raise TemplateRefusedError("unpacks_large", entry.filename)
                if _PROGRAM_PARTS.search(entry.filename):
                    raise TemplateRefusedError("program", entry.filename)
                if not entry.filename.endswith(_KNOWN_ENDINGS):
                    raise TemplateRefusedError("program", entry.filename)
                if entry.filename.endswith(_PICTURES):
                    _require_picture(entry.filename, packed.read(entry))
                if re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]", entry.filename):
                    raise TemplateRefusedError("no_docx")
            written = [e for e in entries if e.filename.endswith(_WRITTEN)]
            if len({entry.filename for entry in entries}) != len(entries):
                raise TemplateRefusedError("no_docx")
            if any(entry.file_size > _LARGEST_PART for entry in written):
                raise TemplateRefusedError("unpacks_large")
            # Another encoding would hide words from what is asked below.
            parts = {each.filename: packed.read(each).decode("utf-8") for each in written}
    except (BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, EOFError) as error:
        raise TemplateRefusedError("no_docx") from error
    if not {"[Content_Types].xml", "word/document.xml"} <= set(parts):
        raise TemplateRefusedError("no_docx")
    return {name: _from_here(name, text) for name, text in parts.items()}


def _require_picture(name: str, content: bytes) -> None:
    """Refuse what only calls itself a picture, and one that unpacks to far more than it says."""
    from docx.image.exceptions import (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
    )
    from docx.image.image import Image

    try:
        picture = Image.from_blob(content)
        dots = max(picture.px_width, picture.px_height)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
        raise TemplateRefusedError("program", name) from error
    except (ValueError, KeyError, IndexError, struct.error) as error:
        raise TemplateRefusedError("program", name) from error
    if dots > _MOST_DOTS:
        raise TemplateRefusedError("unpacks_large", name)


def _from_here(name: str, text: str) -> str:
    """The part as whoever renders it reads it: a brace can be written as ``&#123;`` too."""
    from lxml import etree

    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise TemplateRefusedError("outside", name)
    if name == "[Content_Types].xml" and re.search("macroEnabled|vbaProject", text):
        raise TemplateRefusedError("program", name)
    try:
        root = etree.fromstring(
            text.encode(), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except etree.XMLSyntaxError as error:
        raise TemplateRefusedError("no_docx", name) from error
    if name.endswith(".rels"):
        for relation in root:
            if str(relation.get("Type")).endswith("/officeDocument") and (
                str(relation.get("Target")).lstrip("/") != "word/document.xml"
            ):
                raise TemplateRefusedError("no_docx", name)
            if is_outside(relation):
                raise TemplateRefusedError("outside", str(relation.get("Target")))
    if fetched := outside_of(root):
        raise TemplateRefusedError("outside", fetched[:80])
    return str(etree.tostring(root, encoding="unicode"))


def _fields(name: str, text: str) -> Iterator[str]:
    from docxtpl import DocxTemplate

    source = DocxTemplate.patch_xml(DocxTemplate.__new__(DocxTemplate), text)
    if name.startswith("docProps/") or not re.fullmatch(
        r"word/(document|header\d*|footer\d*)\.xml", name
    ):
        raise TemplateRefusedError("forbidden", name)
    try:
        tree = environment().parse(source)
    except (TemplateSyntaxError, RecursionError) as error:
        raise TemplateRefusedError("no_template", str(error)[:120]) from error
    found: list[str] = []
    loops = _walk(tree, {}, found)
    if loops > _MOST_LOOPS:
        raise TemplateRefusedError("long_loop")
    return iter(found)


def _walk(node: nodes.Node, lines: dict[str, str], found: list[str]) -> int:
    """Ask of every node whether it is harmless; how many loops there are.

    ``lines`` is the list whose line a loop's own name stands for.
    """
    if not isinstance(node, _HARMLESS):
        raise TemplateRefusedError("forbidden", type(node).__name__)
    known: dict[str, Any] = known_names()
    if isinstance(node, nodes.Name):
        if node.name not in lines and node.name not in known:
            raise TemplateRefusedError("unknown_field", node.name)
        if node.name in known and node.name not in lines:
            found.append(node.name)
        return 0
    if isinstance(node, nodes.Getattr):
        of = node.node.name if isinstance(node.node, nodes.Name) else ""
        if node.attr.startswith("_") or of not in lines:
            raise TemplateRefusedError("forbidden", f"{of}.{node.attr}")
        if node.attr not in known[lines[of]]:
            raise TemplateRefusedError("unknown_field", f"{of}.{node.attr}")
        return 0
    if isinstance(node, nodes.For):
        return _walk_loop(node, lines, found, known)
    return sum(_walk(child, lines, found) for child in node.iter_child_nodes())


def _walk_loop(
    node: nodes.For, lines: dict[str, str], found: list[str], known: dict[str, Any]
) -> int:
    plain = isinstance(node.iter, nodes.Name) and isinstance(node.target, nodes.Name)
    if lines or node.recursive or node.test is not None or node.else_ or not plain:
        raise TemplateRefusedError("forbidden", "for")
    asked, own = node.iter.name, node.target.name  # type: ignore[attr-defined]
    if known.get(asked) is None:
        raise TemplateRefusedError("unknown_field", asked)
    if own in known:
        raise TemplateRefusedError("forbidden", own)
    long = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
    if long > _LONGEST_LOOP:
        raise TemplateRefusedError("long_loop", asked)
    found.append(asked)
    return 1 + sum(_walk(child, {own: asked}, found) for child in node.body)
