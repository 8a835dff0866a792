"""The pages and their addresses, for whoever needs no words for them: routes, menu and tests."""

from __future__ import annotations

#: Section -> its pages in the order of the menu. A page's name is its folder and its address.
SECTIONS = {
    "potential": ("overview", "map", "sectors", "profile", "commodity"),
    "balance": ("matcher", "scenarios", "ferries", "methods"),
    "cooperation": (
        *("partners", "stock"),
        *("desk", "case", "decisions", "road_map", "register", "guide"),
    ),
    "data": ("tables", "pack", "rounds", "wall"),
}
#: The page behind the bare address.
FIRST = "overview"
#: What stands behind the application's address, for every page in the order of the menu.
ADDRESSES = tuple("" if name == FIRST else name for names in SECTIONS.values() for name in names)
#: Where a link leads that names no page; the menu does not show it.
NOT_FOUND = "not-found"
#: The query parameters that pages read, each meaning the same wherever it is read.
PARAMETERS = frozenset(
    {
        *("lang", "size", "commodity", "year", "regency", "beside", "section", "view", "by"),
        *("indicator",),
        *("scheme", "item", "outside", "objective", "reserve", "limit", "shipment", "partners"),
        *("closed_pairs", "spreads", "swap", "pair", "pair_from", "pair_to", "room", "crossing"),
        *("scenario", "with", "and", "events", "closed", "origin", "scope_checked", "pairs_of"),
        *("family", "product", "reach", "linkage", "shared", "competing", "zone", "scope"),
        *("binding", "body", "payment", "own_offices", "region_wide"),
        *("seats", "seat_measure", "seat_aim"),
        *("table", "rows_regency", "rows_commodity", "from", "to", "find"),
        *("grade", "find_source", "document", "kind", "find_anomaly", "group", "address"),
        *("round", "receipt", "decided", "files_in", "case"),
        *("entry", "entry_of", "entry_kind", "entry_year"),
        *("road_zone", "road_kind"),
        *("cases_as", "stages", "case_state", "case_good", "opportunity"),
        *("find_lesson", "report_year"),
    }
)
#: Pages that are about one regency, always: what is chosen there is no choice for the other pages
#: (docs/decisions/choices-across-pages.md).
ABOUT_ONE_REGENCY = frozenset({"profile", "sectors"})
#: Choices that do not go along to another page: what was looked at on the one.
OF_ONE_PAGE = frozenset({"pair", "beside", "entry", "opportunity"})
#: Of these, the words that somebody searches for: every text is one.
SEARCHES = frozenset({"find", "find_source", "find_anomaly", "find_lesson", "address"})
#: And ids of saved scenarios, which have small letters only.
SCENARIOS = frozenset({"scenario", "with", "and"})
