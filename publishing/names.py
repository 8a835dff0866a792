"""Names of commodities, listed products, sectors and groups of places in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from geo.places import regency_names
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.language import _, current_language, localised


@once_per_edition(maxsize=2)
def _names(language: str) -> dict[str, str]:
    table = load("commodities")
    return dict(zip(table["commodity"], table[f"name_{language}"], strict=True))


def commodity_name(commodity: str) -> str:
    """Name of a commodity; one that the register does not know keeps its slug."""
    return _names(current_language()).get(commodity, commodity)


@once_per_edition(maxsize=2)
def _item_names(language: str) -> dict[str, str]:
    items = load("kpju_items")
    return dict(zip(items["item"], items[f"name_{language}"], strict=True))


def item_name(item: str) -> str:
    """Name of an item of the KPJu lists in the reader's language."""
    return _item_names(current_language()).get(item, item)


def sector_names(scheme: str) -> dict[str, str]:
    """Names of a scheme's sectors by code, in the reader's language."""
    table = load("sectors")
    table = table[table["scheme"] == scheme]
    return dict(zip(table["sector"], table[localised("name")], strict=True))


def product_name(product: str) -> str:
    """Name of a product: of the commodity, else of the item.

    The lists mean paddy by rice, and fish as a product, not what was landed of it.
    """
    listed_as = {"rice": _("Rice (paddy)"), "fish": _("Fish")}
    if product in listed_as:
        return listed_as[product]
    name = commodity_name(product)
    return name if name != product else item_name(product)


def in_sentence(name: str) -> str:
    """A product's name inside a sentence."""
    return name[:1].lower() + name[1:]


def joined_products(products: Iterable[str]) -> str:
    """Names of products as one subject: "Cattle and pig"."""
    first, *more = [product_name(product) for product in products]
    return _(" and ").join([first, *map(in_sentence, more)])


def joined_regencies(codes: Iterable[str]) -> str:
    """Names of regencies in the order given; a dash for none."""
    return ", ".join(regency_names()[code] for code in codes) or "–"
