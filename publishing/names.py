"""Names of commodities, listed products, sectors and groups of places in the reader's language."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from analysis.scenario.errors import legible
from geo.places import full_names, names_known, place_name, regencies, regency_names
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from publishing.language import _, current_language
from publishing.markdown_text import plain


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
    """Names of a scheme's sectors by code, in the reader's language; only to be read."""
    return _sector_names(scheme, current_language())


@once_per_edition(maxsize=4)
def _sector_names(scheme: str, language: str) -> dict[str, str]:
    table = load("sectors")
    table = table[table["scheme"] == scheme]
    return dict(zip(table["sector"], table[f"name_{language}"], strict=True))


def product_name(product: str) -> str:
    """Name of a product: of the commodity, else of the item.

    The lists mean paddy by rice, fish as a product, not what was landed of it, and by chili any
    kind of it.
    """
    listed_as = {"rice": _("Rice (paddy)"), "fish": _("Fish"), "chili": item_name("chili")}
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


@once_per_edition(maxsize=1)
def _listed_regencies() -> dict[str, str]:
    """Short name by code and what else people look for: "TTS (Timor Tengah Selatan)"."""
    short = regencies().set_index("regency_code")["abbreviation"]
    listed = {}
    for code, name in regency_names().items():
        # "Mgr." and "S. Barat" are for the map of a phone, "Rote" is found in "Rote Ndao".
        usual = [short[code]] if short[code].isalpha() and short[code] not in name.split() else []
        others = [other for other in (full_names()[code], *usual) if other != name]
        listed[code] = f"{name} ({', '.join(others)})" if others else name
    return listed


def listed_regency(code: str) -> str:
    """Name of a regency, or of a gateway, in a list in which people look for it."""
    return _listed_regencies().get(code) or place_name(code)


def meant_regency(text: str, among: Collection[str]) -> str | None:
    """The one regency of these that somebody can only have meant, slips of the pen included."""
    near = [code for code in names_known().near(text, most=22) if code in among]
    return near[0] if len(near) == 1 else None


def not_one_regency(text: str, among: Collection[str]) -> str:
    """Why a text that was typed chooses no regency, and what to write."""
    near = [code for code in names_known().near(text) if code in among]
    shown = plain(legible(text))
    if len(near) > 1:
        names = ", ".join(map(listed_regency, near))
        return _("\u201c{text}\u201d may be {names}. Choose one.", text=shown, names=names)
    return _(
        "\u201c{text}\u201d is no regency of this list. Write its name, an abbreviation such as "
        "SBD, its BPS code (5304) or its Kemendagri code (53.02).",
        text=shown,
    )


def joined_regencies(codes: Iterable[str]) -> str:
    """Names of regencies in the order given; a dash for none."""
    return ", ".join(regency_names()[code] for code in codes) or "–"
