"""What stands on every printed sheet; a page adds its name and the edition of its data."""

from __future__ import annotations

from publishing.language import _


def paper_words() -> dict[str, str]:
    """Words for ``static/page/print.js``, which puts in what stands in braces."""
    return {
        "printed": _("Printed {moment}"),
        "sheet": _("Sheet {page} of {pages}"),
        "sources": _("Source: {sources}"),
        "where": _("Sources: in the application, page Data & sources"),
        "stops": _(
            "The first {shown} of {rows} rows are printed. The whole table is in the download, "
            "or narrow it with the filters."
        ),
        "unread": _("Only the part of the table that the screen shows; the download has all."),
    }
