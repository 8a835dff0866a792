"""A page printed to PDF by the browser, and the text of each sheet (Debian's ``poppler-utils``)."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Page

from tests.support.installed import program


def sheets(page: Page, target: Path) -> list[str]:
    """Print as Ctrl+P does; one text per sheet, all white space as single blanks."""
    reader = program("pdftotext")
    page.pdf(path=target, prefer_css_page_size=True)
    done = subprocess.run(
        [reader, "-layout", str(target), "-"], capture_output=True, text=True, check=True
    )
    return [" ".join(sheet.split()) for sheet in done.stdout.split("\f") if sheet.strip()]
