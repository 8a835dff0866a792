"""Typesets in a process of its own; it imports Typst, vl-convert and Python's library, no more.

It reads jobs from its standard input and writes what it made to its standard output, one after the
other, until its input ends: with the application, or when nobody has asked for a while. Both ways a
message is framed: its length as eight bytes, then itself. A job is a JSON document (``kind``,
``ppi``, ``document``); an answer is one byte, ``+`` with a JSON list of lengths and the files, or
``-`` with the reason.
"""

from __future__ import annotations

import json
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:  # the application reads this file for its messages, and need not hold both
    import typst
    from typst import PDFStandard

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE.parents[1] / "fonts"
#: What lays a document out, by the ``template`` that it names.
TEMPLATES = ("briefing", "deck", "card")
#: Archiving with tags, and accessible to those who listen: a missing sign is then an error, not a
#: blank.
STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]
#: Sizes of the letters, as shares of the usual, and how many pages a briefing should have. Others
#: have as many pages as they have, in letters that their template chooses.
_DENSITIES, _WANTED_PAGES = ("1", "0.92", "0.88", "0.84"), 2
#: Of a page: below its head and a few lines more.
_FEW_LINES = 0.2
#: Packed data that end with a carriage return, before the end of line that is no part of them: who
#: looks for the end and not at the length, as validators do, finds them a byte too short. Another
#: blank among the first letters packs everything anew.
_MISREAD, _NUDGES = b"\r\nendstream", 16
_LENGTH = struct.Struct(">Q")


def read(stream: BinaryIO) -> bytes | None:
    """The next message; ``None`` where the stream has ended before one was whole."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def write(stream: BinaryIO, content: bytes) -> None:
    """One message."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def packed(files: list[bytes]) -> bytes:
    """The answer that holds these files."""
    lengths = json.dumps([len(each) for each in files]).encode()
    return b"+" + _LENGTH.pack(len(lengths)) + lengths + b"".join(files)


def unpacked(answer: bytes) -> list[bytes]:
    """The files of an answer.

    Raises
    ------
    ValueError
        With the reason, where none were made.
    """
    if answer[:1] != b"+":
        raise ValueError(answer[1:].decode(errors="replace"))
    at = 1 + _LENGTH.size
    (length,) = _LENGTH.unpack(answer[1:at])
    lengths = json.loads(answer[at : at + length])
    at += length
    files = []
    for length in lengths:
        files.append(answer[at : at + length])
        at += length
    return files


def _made(compiler: typst.Compiler, job: dict[str, Any]) -> list[bytes]:
    import vl_convert

    document = job["document"]
    for drawing in document["drawings"]:
        if "vega" in drawing:
            drawing["svg"] = vl_convert.vegalite_to_svg(drawing.pop("vega"))
    if document["template"] != "briefing":
        return _compiled(compiler, job, {"document": json.dumps(document)})
    # The largest letters that make the fewest pages; it is worth trying smaller ones where they are
    # too many, or the last holds but a few lines.
    best: tuple[int, list[bytes]] | None = None
    usual_length = 0.0  # in pages, of the usual letters
    for density in _DENSITIES:
        hopeless = usual_length * float(density) > _WANTED_PAGES
        if hopeless and density != _DENSITIES[-1]:
            continue  # pages shrink hardly more than their letters
        inputs = {"document": json.dumps(document), "density": density}
        n_pages, filled, files = _pages(compiler, job, inputs)
        usual_length = usual_length or n_pages - 1 + filled
        if best is None or n_pages < best[0]:
            best = n_pages, files
        if n_pages == 1 or (n_pages <= _WANTED_PAGES and filled > _FEW_LINES):
            break
    if best is None:
        raise RuntimeError("nothing was made")
    return best[1]


def _pages(
    compiler: typst.Compiler, job: dict[str, Any], inputs: dict[str, str]
) -> tuple[int, float, list[bytes]]:
    """How many pages these inputs make, how much of the last is filled, and the files."""
    files = _compiled(compiler, job, inputs)
    (extent,) = json.loads(compiler.query("<extent>", field="value"))  # of the same inputs
    return extent["pages"], extent["filled"], files


def _compiled(compiler: typst.Compiler, job: dict[str, Any], inputs: dict[str, str]) -> list[bytes]:
    kind = job["kind"]
    for nudge in range(_NUDGES):
        made = compiler.compile(
            format=kind,
            ppi=job["ppi"] if kind == "png" else None,
            sys_inputs={**inputs, "nudge": str(nudge)},
            pdf_standards=STANDARDS if kind == "pdf" else [],
        )
        if not (isinstance(made, bytes) and _MISREAD in made):
            break
    return made if isinstance(made, list) else [made or b""]


def main() -> None:
    """Answer jobs until there are no more."""
    import typst
    import vl_convert

    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    vl_convert.register_font_directory(str(_FONTS))
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_FONTS]
    )
    compilers: dict[str, typst.Compiler] = {}
    while (asked := read(jobs)) is not None:
        try:
            job = json.loads(asked)
            name = TEMPLATES[TEMPLATES.index(job["document"]["template"])]
            if name not in compilers:
                compilers[name] = typst.Compiler(
                    _HERE / f"{name}.typ", root=_HERE, font_paths=fonts, ignore_system_fonts=True
                )
            answer = packed(_made(compilers[name], job))
        except typst.TypstError as error:
            answer = b"-" + "; ".join([error.message, *error.hints]).encode()
        except Exception as error:  # whatever it was, the next job is another one
            answer = b"-" + f"{type(error).__name__}: {error}".encode()
        write(answers, answer)
