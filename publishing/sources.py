"""The source of every figure, one click away."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ntt_data.tables import load
from publishing.language import _, current_language, once_per_language
from publishing.markdown_text import plain


def grade_word(grade: str) -> str:
    """What a grade means, in words."""
    return {
        "A": _("A: official"),
        "B": _("B: copy, cross-checked"),
        "C": _("C: copy, not cross-checked"),
        "assumption": _("assumption"),
    }.get(grade, grade)


def split_ids(values: Iterable[object]) -> list[str]:
    """Distinct source ids of cells that may each hold several, ``;`` between them."""
    found: set[str] = set()
    for value in values:
        if isinstance(value, str):
            found.update(part.strip() for part in value.split(";") if part.strip())
    return sorted(found)


def cited_sources(source_ids: Iterable[object]) -> pd.DataFrame:
    """Rows of the source register for the ids given."""
    sources = load("sources")
    return sources[sources["source_id"].isin(split_ids(source_ids))]


def source_line(source_ids: Iterable[object]) -> str:
    """Short line under a chart: the publisher of each source.

    Who copied it stands behind the slash of the register, and in the popover, not on the projector.
    """
    return _source_line(tuple(split_ids(source_ids)))


@once_per_language(maxsize=512)
def _source_line(source_ids: tuple[str, ...]) -> str:
    cited = cited_sources(source_ids)
    publisher = cited["publisher"].fillna(cited["title"]).str.split(" / ").str[0]
    # The file names of the province's documents carry a checksum that says nothing to a reader.
    names = (publisher + " (" + cited["source_id"].str.split("_").str[0] + ")").tolist()
    shown = "; ".join(names[:4])
    more = len(names) - 4
    if more > 0:
        shown += _("; and {n} more", n=more)
    return _("Source: {sources}", sources=shown) if names else _("Source: not recorded")


def register_text(source_ids: Iterable[object]) -> str:
    """The register's rows in Markdown: title, publisher, year, grade, where it is found."""
    return _register_text(tuple(split_ids(source_ids)))


@once_per_language(maxsize=512)
def _register_text(source_ids: tuple[str, ...]) -> str:
    blocks = []
    note = "note_en" if current_language() == "en" else "note"
    for row in cited_sources(source_ids).to_dict("records"):
        parts = [row["publisher"], row["year"], grade_word(row["grade"])]
        lines = [
            f"**{plain(row['source_id'])}**",
            plain(row["title"]),
            _quiet(" · ".join(str(part) for part in parts if pd.notna(part))),
        ]
        if pd.notna(row["locator"]):
            lines.append(_quiet(str(row["locator"])))
        if pd.notna(row[note]):
            lines.append(_quiet(str(row[note])))
        blocks.append("  \n".join(lines))
    return "\n\n".join(blocks)


def _quiet(text: str) -> str:
    return f":gray[:small[{plain(text)}]]"
