"""What a wheel says about its own licence."""

from __future__ import annotations

import email
import re
import zipfile
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from packaging.utils import canonicalize_name

UNKNOWN = "unknown"
# Ways in which packages spell what SPDX has one name for.
_SPELLINGS = {
    "BSD 3-Clause": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",  # defusedxml; its licence file is that of version 2
}
_SOME_BSD = {"BSD", "BSD License"}
# The wheel's metadata say nothing at all; somebody has read the licence itself.
_SAID_ELSEWHERE = {
    "pysqlite3": ("Zlib", "licence file"),
    "streamlit-folium": ("MIT", "LICENSE in the project's repository"),
}
_LICENCE_FILE = re.compile(r"\.dist-info/.*(licen[cs]e|copying|notice)[^/]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Licence:
    """Licence of one package, as an SPDX expression where that can be told."""

    name: str
    version: str
    licence: str
    known_from: str
    files: int


def read(wheel: Path) -> Licence:
    """Licence by the wheel's metadata; where these say only "BSD", by its licence file."""
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        metadata_file = next(n for n in names if n.endswith(".dist-info/METADATA"))
        metadata = email.message_from_bytes(packed.read(metadata_file))
        texts = [
            packed.read(n).decode("utf-8", "replace") for n in names if _LICENCE_FILE.search(n)
        ]
    name = canonicalize_name(metadata["Name"])
    licence, known_from = _told(name, metadata, texts)
    return Licence(name, metadata["Version"], licence, known_from, len(texts))


def _told(name: str, metadata: Message, texts: list[str]) -> tuple[str, str]:
    if metadata["License-Expression"]:
        return metadata["License-Expression"], "License-Expression"
    classifiers = metadata.get_all("Classifier", [])
    said = [(metadata["License"] or "", "License")]
    said += [(c.split(" :: ")[-1], "classifier") for c in classifiers if c.startswith("License ::")]
    for words, field in said:
        if words in _SOME_BSD and texts:
            # The third clause forbids advertising with the authors' names.
            clauses = 3 if "Neither the name" in texts[0] or "names of its" in texts[0] else 2
            return f"BSD-{clauses}-Clause", f"{field}, licence file"
        if words and len(words) < 50 and "\n" not in words:
            return _SPELLINGS.get(words, words), field
    return _SAID_ELSEWHERE.get(name, (UNKNOWN, "–"))
