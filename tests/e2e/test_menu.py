"""The menu from the first paint on: what a cold browser sees of a server nobody has visited."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from pages.ui.site_map import page_title
from tests.support.open_page import PAGES
from tests.support.serving import serving
from tests.support.watched import Watched

# Every entry and every dialog that was in the document at any moment, however short.
WATCH = """
window.entriesSeen = new Set();
window.dialogsSeen = new Set();
new MutationObserver(() => {
  for (const link of document.querySelectorAll('[data-testid="stSidebarNavLink"]'))
    if (link.innerText.trim()) entriesSeen.add(link.innerText.trim());
  for (const dialog of document.querySelectorAll('[role="dialog"]'))
    dialogsSeen.add(dialog.innerText);
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


def test_no_other_menu_appears_at_any_moment(browser: Browser, tmp_path: Path) -> None:
    """By the plain address and by a link, each in a browser that has never been here."""
    with serving(tmp_path / "log.txt") as cold:
        for path in ("/", "/matcher?commodity=rice&year=2022"):
            context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
            context.add_init_script(WATCH)
            watched = Watched(context.new_page(), cold.address)
            page = watched.open(path)
            entries = page.evaluate("[...entriesSeen]")
            dialogs = page.evaluate("[...dialogsSeen]")
            context.close()
            assert sorted(entries) == sorted(page_title(name) for name in PAGES), path
            assert dialogs == []
            assert not watched.wrong
