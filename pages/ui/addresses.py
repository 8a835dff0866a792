"""The pages and their addresses, for whoever needs no words for them: routes, menu and tests."""

from __future__ import annotations

#: Section -> its pages in the order of the menu. A page's name is its folder and its address.
SECTIONS = {
    "potential": ("overview", "map", "sectors", "profile"),
    "balance": ("matcher", "scenarios", "ferries", "methods"),
    "cooperation": ("partners", "guide"),
    "data": ("tables",),
}
#: The page behind the bare address.
FIRST = "overview"
#: What stands behind the application's address, for every page in the order of the menu.
ADDRESSES = tuple("" if name == FIRST else name for names in SECTIONS.values() for name in names)
