"""The source of every figure, one click away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

import pandas as pd

from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.language import _, current_language, once_per_language
from publishing.markdown_text import link, plain

#: What the tables write in the place of a source where there is none.
ASSUMPTION = "assumption"


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


class NetworkSource(str):
    """Id of a source that is cited for the freight of the paths, and not for a figure of a result.

    Where both stand in one list, as they do for pairs, the fifty of the network would hide the six
    of the figures: see ``own_and_network``.
    """

    __slots__ = ()


def own_and_network(values: Iterable[object]) -> tuple[list[str], list[str]]:
    """Distinct ids cited for the figures of a result, and those for its freight alone.

    What rests on nothing but the network (its edges, its costs) has these as its own.
    """
    values = list(values)
    own = split_ids(each for each in values if not isinstance(each, NetworkSource))
    network = split_ids(each for each in values if isinstance(each, NetworkSource))
    return (own, [each for each in network if each not in own]) if own else (network, [])


def cited_ids(cell: object) -> object:
    """A cell of ids for a reader: in it an assumption is called one in the reader's language.

    Only for columns that are read; programs find the word of the tables.
    """
    if not isinstance(cell, str) or ASSUMPTION not in cell:
        return cell
    parts = [part.strip() for part in cell.split(";")]
    return "; ".join(_("assumption") if part == ASSUMPTION else part for part in parts)


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


def grades_of(source_ids: Iterable[object]) -> list[str]:
    """The grades that the register gives these ids."""
    known = _grades()
    return [known[each] for each in split_ids(source_ids) if each in known]


@once_per_edition(maxsize=1)
def _grades() -> dict[str, str]:
    sources = load("sources")
    return dict(zip(sources["source_id"], sources["grade"], strict=True))


def source_line(source_ids: Iterable[object]) -> str:
    """Short line under a chart: the publisher of each source.

    Who copied it stands behind the slash of the register, and in the popover, not on the projector.
    """
    return _source_line(tuple(split_ids(source_ids)))


def short_id(source_id: str) -> str:
    """The id of a source without what says nothing to a reader.

    The file names of the province's documents carry a checksum.

    >>> short_id("003_49c762d796999e18.txt")
    '003'
    """
    return source_id.split("_")[0]


def source_names(source_ids: Iterable[object]) -> list[str]:
    """The publisher of each source with its id, as in the line under a chart.

    An assumption has no id: what the tables write in its place is a word of the program.
    """
    return [f"{name} ({short})" if short else name for name, short in _publishers(source_ids)]


def few_publishers(source_ids: Iterable[object], most: int = 3) -> str:
    """Whose figures they are where there is no room: the best by grade, and how many more."""
    ranked = cited_sources(source_ids).sort_values("grade", kind="stable")["source_id"]
    named = [name for each in ranked for name, _short in _publishers([each])]
    names = list(dict.fromkeys(named))
    more = len(names) - most
    return "; ".join(names[:most]) + (_("; and {n} more", n=more) if more > 0 else "")


def publishers(source_ids: Iterable[object]) -> list[str]:
    """Each publisher once, with the ids of all its sources, in the order of the first of them."""
    ids: dict[str, list[str]] = {}
    for name, short in _publishers(source_ids):
        ids.setdefault(name, []).extend([short] if short else [])
    return [f"{name} ({', '.join(cited)})" if cited else name for name, cited in ids.items()]


def _publishers(source_ids: Iterable[object]) -> Iterable[tuple[str, str]]:
    """Publisher and short id of each source; who copied it stays behind the register's slash."""
    cited = cited_sources(source_ids)
    titles = pd.Series(map(source_title, cited.to_dict("records")), index=cited.index, dtype=object)
    names = cited["publisher"].fillna(titles).str.split(" / ").str[0].map(publisher_words)
    short = cited["source_id"].map(short_id).mask(cited["source_id"] == ASSUMPTION, "")
    return zip(names, short, strict=True)


@once_per_language(maxsize=512)
def _source_line(source_ids: tuple[str, ...]) -> str:
    names = source_names(source_ids)
    shown = "; ".join(names[:4])
    more = len(names) - 4
    if more > 0:
        shown += _("; and {n} more", n=more)
    return _("Source: {sources}", sources=shown) if names else _("Source: not recorded")


def register_text(source_ids: Iterable[object], network_ids: Iterable[object] = ()) -> str:
    """The register's rows in Markdown: title, publisher, year, grade, where it is found.

    Those of the transport network stand apart, below those of the figures.
    """
    text = _register_text(tuple(split_ids(source_ids)))
    network = split_ids(network_ids)
    if not network:
        return text
    heading = _("Sources of the transport network ({n})", n=len(network))
    return f"{text}\n\n---\n\n**{heading}**\n\n{_register_text(tuple(network))}"


@once_per_language(maxsize=512)
def _register_text(source_ids: tuple[str, ...]) -> str:
    blocks = []
    note = "note_en" if current_language() == "en" else "note"
    for row in cited_sources(source_ids).to_dict("records"):
        parts = [row["publisher"], row["year"]]
        known = [publisher_words(str(part)) for part in parts if pd.notna(part)]
        title = plain(source_title(row))
        lines = [
            # An assumption has no number in the register: its id is a word of the tables.
            *([] if row["source_id"] == ASSUMPTION else [f"**{plain(row['source_id'])}**"]),
            title,
            _quiet(plain(" · ".join([*known, grade_word(row["grade"])]))),
        ]
        if pd.notna(row["locator"]):
            lines.append(_quiet(locator_text(str(row["locator"]))))
        if pd.notna(row[note]):
            lines.append(_quiet(plain(row[note])))
        blocks.append("  \n".join(lines))
    return "\n\n".join(blocks)


def locator_text(locator: str) -> str:
    """Where a source is found, in Markdown: as the register has it, to be followed where it can."""
    return " ; ".join(
        link(part, address) if (address := web_address(part)) else plain(part)
        for part in locator.split(" ; ")
    )


def web_addresses(locator: object) -> list[str]:
    """The whole addresses in a locator of the register.

    >>> web_addresses("github wfpidn/FSVA-app @ e6af1fd : app/x y.xlsx")
    ['https://github.com/wfpidn/FSVA-app/blob/e6af1fd/app/x%20y.xlsx']
    >>> web_addresses("voxntt.com/2024/05/11/...")
    []
    """
    if not isinstance(locator, str):
        return []
    return [found for part in re.split(r" [;/] ", locator) if (found := web_address(part))]


def web_address(part: str) -> str | None:
    """The address that one part of a locator stands for; ``None`` where it is not a whole one."""
    part = part.strip()
    if found := _GITHUB.fullmatch(part):
        return _on_github(found["repository"], found["commit"], found["path"])
    if found := _PACKAGE.fullmatch(part):
        where = _REGISTRIES[found["registry"].casefold()]
        return where.format(name=found["name"], version=found["version"])
    if _ADDRESS.fullmatch(part) and "..." not in part and "\u2026" not in part:
        return part if part.startswith("http") else f"https://{part}"
    return None


def _on_github(repository: str, commit: str | None, path: str | None) -> str:
    home = f"https://github.com/{repository}"
    if commit is None or commit.endswith("..."):
        return home
    # Several files, or a pattern: the folder of that commit holds them.
    if path is None or re.search(r"[*,]|\.\.| and ", path):
        return f"{home}/tree/{commit}"
    return f"{home}/blob/{commit}/{quote(path.strip())}"


_GITHUB = re.compile(
    r"github[: ](?P<repository>[\w.-]+/[\w.-]+)"
    r"(?:\s*@\s*(?P<commit>[0-9a-f]{7,40}(?:\.\.\.)?))?(?:\s*:\s*|\s+)?(?P<path>\S.*)?"
)
_PACKAGE = re.compile(
    r"(?P<registry>PyPI|npm) (?P<name>[\w.-]+)(?:==|@| )(?P<version>\d[\w.]*)(?: : .*)?"
)
_REGISTRIES = {
    "pypi": "https://pypi.org/project/{name}/{version}/",
    "npm": "https://www.npmjs.com/package/{name}/v/{version}",
}
_ADDRESS = re.compile(r"https?://[^\s<>\\]+|[a-z0-9][a-z0-9.-]*\.[a-z]{2,}/[^\s<>\\]+")


def _quiet(markdown: str) -> str:
    return f":gray[:small[{markdown}]]"
