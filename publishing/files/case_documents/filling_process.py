"""Fills templates in for the server, in a process of its own; see ``services.desk.filling``.

A job and an answer are JSON, with files as base64 in it: whatever a template might do here, it
reaches the server as text. It is started without the database's address.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from publishing.files.case_documents.checked_template import Inspected, TemplateRefusedError
from publishing.files.case_documents.document import DocumentKind, RoutePicture
from publishing.files.case_documents.filling import Filled, filled
from publishing.files.paper.typesetting_process import read, write

#: Of addresses: some five times what the longest document takes.
MOST_MEMORY = 2 * 2**30


def packed_job(
    kind: DocumentKind, template: bytes, found: Mapping[str, Any], route: RoutePicture | None
) -> bytes:
    """What is asked of the process."""
    return json.dumps(
        {
            "kind": kind,
            "template": b64encode(template).decode(),
            "found": found,
            "picture": None if route is None else b64encode(route.content).decode(),
            "alt": "" if route is None else route.alt,
        }
    ).encode()


def unpacked_answer(answer: bytes) -> Filled:
    """What it has made; ``TemplateRefusedError`` where it made nothing."""
    told = json.loads(answer)
    if "refused" in told:
        code, said = told["refused"]
        raise TemplateRefusedError(str(code), str(said))
    paragraphs, fields, missing = (
        tuple(map(str, told[name])) for name in ("paragraphs", "fields", "missing")
    )
    return Filled(b64decode(told["content"]), paragraphs, Inspected(fields, missing))


def main(answers: BinaryIO) -> None:
    """Answer jobs until there are no more."""
    with suppress(ImportError, ValueError, OSError):  # Windows has none: there the deadline holds
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    while (asked := read(sys.stdin.buffer)) is not None:
        write(answers, json.dumps(_answered(json.loads(asked))).encode())


def _answered(job: dict[str, Any]) -> dict[str, Any]:
    picture = job["picture"]
    route = None if picture is None else RoutePicture(b64decode(picture), job["alt"])
    try:
        made = filled(job["kind"], b64decode(job["template"]), job["found"], route)
    except TemplateRefusedError as error:
        return {"refused": [error.code, error.said]}
    except MemoryError:
        return {"refused": ["too_slow", ""]}
    except Exception as error:  # whatever it was, the next job is another one
        return {"refused": ["broken", type(error).__name__]}
    return {
        "content": b64encode(made.content).decode(),
        "paragraphs": made.paragraphs,
        "fields": made.asks.fields,
        "missing": made.asks.missing,
    }
