"""What can be found of the data: regencies, zones, commodities, sectors, indicators, tables.

Each is known by its name in every language of the application, and by the everyday words of the
table ``search_words``. Pages are found too; what they are called is known above
(``pages/routes/search.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from geo.places import abbreviations, full_names, names_known, regencies
from ntt_data.editions import once_per_edition
from ntt_data.schema import table_names
from ntt_data.tables import load
from publishing.code_words import code_word
from publishing.language import LANGUAGES, _, localised, speaking
from publishing.names import commodity_name, item_name, sector_names
from publishing.sentences.indicators import indicator_name
from publishing.sentences.sectors import SCHEMES, scheme_word
from publishing.table_view import table_title
from services.indicators import INDICATORS, OF_COMMODITY
from services.kpju import shared
from services.search.entry import Entry


def entries() -> Iterator[Entry]:
    """Everything, in the order in which equals are shown, in the reader's language."""
    yield from _regencies()
    yield from _zones()
    yield from _commodities()
    yield from _sectors()
    yield from _items()
    yield from _indicators()
    yield from _tables()


def also_called(kind: str, key: str) -> tuple[str, ...]:
    """Everyday words for a thing, from the curated table."""
    return _words().get((kind, key), ())


@once_per_edition(maxsize=1)
def _words() -> dict[tuple[str, str], tuple[str, ...]]:
    table = load("search_words")
    grouped = table.groupby(["kind", "key"], sort=False)["word"]
    return {(str(kind), str(key)): tuple(words) for (kind, key), words in grouped}


def in_all_languages(say: Callable[..., str], *about: Any) -> tuple[str, ...]:
    """What a function says of something, in each language of the application."""
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(say(*about))
    return tuple(said)


def _regencies() -> Iterator[Entry]:
    known = regencies().set_index("regency_code")
    for code, name in full_names().items():
        capital = str(known["capital"][code])
        what = _("{kind}, capital {capital}", kind=code_word(known["kind"][code]), capital=capital)
        names = (abbreviations()[code], code, *names_known().spellings(code), capital)
        yield Entry("regency", code, name, what, "profile", (("regency", code),), names)


def _zones() -> Iterator[Entry]:
    members = regencies().groupby("zone_id")["name_on_map"].agg(", ".join)
    for zone in load("zones").to_dict("records"):
        key = str(zone["zone_id"])
        yield Entry(
            "zone",
            key,
            _zone_name(zone),
            str(members[key]),
            "partners",
            (("view", "flagship"), ("zone", key)),
            (*in_all_languages(_zone_name, zone), str(zone["name_id"]), str(zone["name_en"])),
        )


def _zone_name(zone: Mapping[Hashable, Any]) -> str:
    return _("Zone {n}: {name}", n=zone["number_printed"], name=zone[localised("name")])


def _commodities() -> Iterator[Entry]:
    for row in load("commodities").to_dict("records"):
        key = str(row["commodity"])
        names = (str(row["name_id"]), str(row["name_en"]), *also_called("commodity", key))
        group = code_word(str(row["group"]))
        query = (("commodity", key),)
        yield Entry("commodity", key, commodity_name(key), group, "commodity", query, names)


def _sector_name(scheme: str, sector: str) -> str:
    return sector_names(scheme)[sector]


def _sectors() -> Iterator[Entry]:
    for scheme in SCHEMES:
        for sector, name in sector_names(scheme).items():
            names = in_all_languages(_sector_name, scheme, sector)
            yield Entry(
                "sector",
                f"{scheme}.{sector}",
                name,
                scheme_word(scheme),
                "sectors",
                (("scheme", scheme),),
                (*names, *also_called("sector", sector)),
            )


def _items() -> Iterator[Entry]:
    """Products and businesses of the KPJu lists that are no commodities themselves."""
    known = set(load("commodities")["commodity"])
    for item in shared()["item"]:
        if item in known:
            continue
        names = in_all_languages(item_name, item)
        yield Entry(
            "item",
            item,
            item_name(item),
            _("on the KPJu lists"),
            "sectors",
            (("item", item), ("section", "kpju")),
            (*names, *also_called("item", item)),
        )


def _indicators() -> Iterator[Entry]:
    for code in INDICATORS:
        names = in_all_languages(indicator_name, code)
        yield Entry(
            "indicator",
            code,
            indicator_name(code),
            _("of a commodity") if code in OF_COMMODITY else _("by regency"),
            "map",
            (("indicator", code),),
            (*names, *also_called("indicator", code)),
        )


def _tables() -> Iterator[Entry]:
    """The tables behind the figures, each with the name of its file."""
    for table in table_names():
        names = (*in_all_languages(table_title, table), table)
        query = (("table", table),)
        yield Entry("table", table, table_title(table), _("table"), "tables", query, names)
