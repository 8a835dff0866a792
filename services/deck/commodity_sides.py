"""Slides of one side of a commodity: what is needed, what is produced, what follows from one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.balance.known_sides import KnownSides
from geo.places import place_name
from publishing import words
from publishing.briefing.model import Section
from publishing.code_words import code_word
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, product_name
from publishing.sentences import deck_commodity as told
from publishing.sentences.commodity_sides import amount
from services import commodities, one_sided
from services.briefing.commodity_sides import need as need_sections
from services.deck.of_section import first_picture, first_table, short, slide_of

_MOST_NEED = 2  # of those who need most, beside the total


def sides(known: KnownSides, sections: Mapping[str, Section]) -> list[DeckSlide]:
    """What one side alone says, production, need; each as far as it is known."""
    return [*_verdict(known, sections), *_production(known, sections), *need(known)]


def need(known: KnownSides) -> list[DeckSlide]:
    """Who needs it, on the map; nothing where no norm is known."""
    found = commodities.need_of(known.commodity)
    if found is None:
        return []
    section = need_sections(known)[0]
    # What was landed has a name of its own; eaten is the product.
    called = product_name if known.suspended else commodity_name
    name, form = called(known.commodity), found.forms[0]
    rows = found.of_form(form)
    most = rows[rows["sound"] & (rows["need"] > 0)].head(_MOST_NEED)
    total = found.total(form)
    figures = [] if total != total else [KeyFigure(amount(found, total), told.need_label(found))]
    figures += [
        KeyFigure(amount(found, value), place_name(code))
        for code, value in most[["regency_code", "need"]].to_numpy()
    ]
    about = f"{name} ({code_word(form)})" if len(found.forms) > 1 else name
    title = told.titled(name, told.need_title(found))
    picture = first_picture(section)
    made = slide_of(section, "need", title, about, told.need_objection(), picture, figures)
    if known.suspended:
        # Why its two sides cannot be compared is what is assumed in this one.
        said = [*made.notes.said, words.not_comparable(known.suspended)]
        made = replace(made, notes=replace(made.notes, said=said))
    return [made]


def _production(known: KnownSides, sections: Mapping[str, Section]) -> list[DeckSlide]:
    """Who reports production: a map where half of the regencies do, else their figures."""
    section = sections.get("production")
    if section is None:
        return []
    name, picture = commodity_name(known.commodity), first_picture(section)
    marketed = one_sided.marketed(known.commodity)
    if picture is not None and marketed is not None:
        found, _sources = marketed
        sound = found.table[found.table["sound"]].head(_MOST_NEED)
        finding, shown = told.market_title(found), picture
        figures = [
            KeyFigure(tonnes(value), place_name(code))
            for code, value in sound[["regency_code", "production_t"]].to_numpy()
        ]
        against = told.produced_objection()
        return [
            slide_of(
                section, "production", told.titled(name, finding), name, against, shown, figures
            )
        ]
    table = first_table(section)
    assert table is not None  # a section of production holds a map or the figures reported
    rows = commodities.production_of(known.commodity)
    doubt = [] if rows["sound"].all() else ["doubt"]
    columns = ["regency", "year", *doubt, "form_word", "value"]
    newest = rows[rows["sound"]].drop_duplicates("regency_code").head(_MOST_NEED)
    figures = [
        KeyFigure(tonnes(value), f"{place_name(code)} {year_text(year)} ({code_word(form)})")
        for code, value, year, form in newest[["regency_code", "value", "year", "form"]].itertuples(
            index=False
        )
    ]
    return [
        slide_of(
            section,
            "production",
            told.titled(name, told.produced_title(list(known.producers))),
            name,
            told.produced_objection(),
            short(table, columns),
            figures,
        )
    ]


def _verdict(known: KnownSides, sections: Mapping[str, Section]) -> list[DeckSlide]:
    """What a side says beside the need of a wider group, or households beside the province."""
    if "one-sided" not in sections:
        return []
    section, table = sections["one-sided"], first_table(sections["one-sided-table"])
    commodity, name = known.commodity, commodity_name(known.commodity)
    figures = []
    if commodity in one_sided.GROUP_NEED:
        beside = one_sided.beside_group(commodity)
        assert beside is not None  # the section is made of it
        title = told.group_title(beside[0])
        columns = ["regency", "per_head", "norm", "verdict"]
    else:
        shared = one_sided.provincial_share(commodity)
        assert shared is not None
        share = shared[0]
        title, columns = told.share_title(share), ["production", "eaten", "share"]
        figures = [
            KeyFigure(percent(share.share_pct, 0), _("eaten at home, of production")),
            KeyFigure(number(share.n), _("regencies whose need is in it")),
        ]
    shown = None if table is None else short(table, columns)
    return [
        slide_of(
            *(section, "verdict", told.titled(name, title), name),
            *(told.one_sided_objection(), shown, figures),
        )
    ]
