"""The source of every figure, one click away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ntt_data.tables import load
from publishing.language import _, current_language, once_per_language
from publishing.markdown_text import link, plain


def grade_word(grade: str) -> str:
    """What a grade means, in words."""
    return {
        "A": _("A: official"),
        "B": _("B: copy, cross-checked"),
        "C": _("C: copy, not cross-checked"),
        "handed_in": _("regency's report"),
        "assumption": _("assumption"),
    }.get(grade, grade)


def source_title(row: Mapping[Any, Any]) -> str:
    """Title of a source as published; an assumption has none, so it is named in words."""
    return _("Assumption (no source yet)") if row["grade"] == "assumption" else str(row["title"])


#: What the register says in Indonesian beside a publisher's name, longest first: who quotes whom,
#: what is a copy, where it is kept. Names themselves are left as they are.
_STATUS = {
    "ekspor asli disimpan oleh": "original export kept by",
    "cermin ensiklopedia": "mirror of an encyclopedia",
    "cermin Wikipedia bahasa Indonesia": "mirror of the Indonesian Wikipedia",
    "cermin": "mirror of",
    "akun staf": "account of staff of",
    "mahasiswa": "student of",
    "bagian skripsi": "part of a thesis",
    "bagian": "part",
    "skripsi": "thesis",
    "salinan pers di blog": "copy of the press in a blog",
    "di blog": "in a blog",
    "salinan dari": "copy from",
    "salinan": "copy",
    "mengutip": "quoting",
    "lewat media": "through the press",
    "angka dinas": "figures of the office",
    "tidak dinyatakan": "not stated",
    "beberapa": "several",
    "sumber": "source",
    "harga": "prices",
    "konsumsi": "consumption",
    "dari": "from",
}
_STATUS_WORDS = re.compile(rf"\b({'|'.join(_STATUS)})\b")


def publisher_words(text: str) -> str:
    """A publisher or a licence of the register, its words of status in the reader's language."""
    if current_language() != "en":
        return text
    return _STATUS_WORDS.sub(lambda found: _STATUS[found.group()], text)


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


def source_names(source_ids: Iterable[object]) -> list[str]:
    """The publisher of each source with its id, as in the line under a chart."""
    cited = cited_sources(source_ids)
    titles = pd.Series(map(source_title, cited.to_dict("records")), index=cited.index, dtype=object)
    publisher = cited["publisher"].fillna(titles).str.split(" / ").str[0].map(publisher_words)
    # The file names of the province's documents carry a checksum that says nothing to a reader.
    return (publisher + " (" + cited["source_id"].str.split("_").str[0] + ")").tolist()


@once_per_language(maxsize=512)
def _source_line(source_ids: tuple[str, ...]) -> str:
    names = source_names(source_ids)
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
        parts = [row["publisher"], row["year"]]
        known = [publisher_words(str(part)) for part in parts if pd.notna(part)]
        lines = [
            f"**{plain(row['source_id'])}**",
            plain(source_title(row)),
            _quiet(plain(" · ".join([*known, grade_word(row["grade"])]))),
        ]
        if pd.notna(row["locator"]):
            lines.append(_quiet(link(str(row["locator"]))))
        if pd.notna(row[note]):
            lines.append(_quiet(plain(row[note])))
        blocks.append("  \n".join(lines))
    return "\n\n".join(blocks)


def _quiet(markdown: str) -> str:
    return f":gray[:small[{markdown}]]"
