"""What a search can find: a thing with its names, and the page that it leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    kind
        ``regency``, ``zone``, ``commodity``, ``sector``, ``item``, ``indicator``, ``page``,
        ``guide_section``, ``table`` or ``figure`` (two of them together).
    key
        Its code, one of its kind.
    name
        What it is called in the reader's language.
    detail
        What it is, in a few words; may be empty.
    page
        Name of the page that shows it.
    query
        What of that page has to be chosen: query parameters with their values.
    names
        Everything that it is called, its own name first.
    """

    kind: str
    key: str
    name: str
    detail: str
    page: str
    query: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
