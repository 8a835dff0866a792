"""What the search says."""

from __future__ import annotations

from publishing.language import _


def group_title(group: str) -> str:
    """Heading of a group of answers."""
    return {
        "figure": _("Figures"),
        "regency": _("Regencies"),
        "commodity": _("Commodities"),
        "sector": _("Sectors"),
        "indicator": _("Indicators"),
        "page": _("Pages"),
    }[group]


def search_words() -> dict[str, str]:
    """Words of the search itself; ``{text}`` and ``{n}`` are put in by the browser."""
    return {
        "open": _("Regency, commodity \u2026"),
        "what": _("Search for a regency, commodity, sector, indicator or page"),
        "hint": _("For example: TTS, chili, poverty Sikka"),
        "keys": _("\u2191 \u2193 choose \u00b7 Enter open \u00b7 Esc close"),
        "found": _("{n} found"),
        "nothing": _("Nothing is called \u201c{text}\u201d here."),
        "nearest": _("Did you mean"),
        "searching": _("Searching \u2026"),
        "silent": _("The server does not answer; try again."),
        "close": _("Close"),
    }
