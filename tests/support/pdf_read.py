"""A PDF as an independent reader and an independent validator find it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from page import ValidationProfile, validate_pdf_bytes

from tests.support.installed import program


def sheets(content: bytes, folder: Path) -> list[str]:
    """The text of each page, white space as single blanks."""
    source = folder / "read.pdf"
    source.write_bytes(content)
    command = [program("pdftotext"), "-raw", str(source), "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [" ".join(sheet.split()) for sheet in done.stdout.split("\f") if sheet.strip()]


def faults(content: bytes) -> list[str]:
    """What is wrong with it for those who listen and for archives."""
    return [
        f"{profile}: {failure.rule_id} {failure.message}"
        for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A)
        for failure in validate_pdf_bytes(content, profile=profile).failures
    ]
