"""Slides of where a regency stands, and of what the report ranks in it."""

from __future__ import annotations

from dataclasses import replace

from publishing.briefing.basis import ids_of, register_basis, weakest
from publishing.briefing.model import Basis, Figure, Note, Table
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import number
from publishing.language import _
from publishing.listings.deck import standing_table
from publishing.listings.kpju import kpju_table
from publishing.listings.profile import sectors_table
from publishing.sentences import deck_regency as told
from publishing.sentences.kpju import unjudged_note, verdict_lines, verdict_word
from publishing.sentences.profile import (
    sectors_headline,
    sectors_line,
    sectors_note,
)
from publishing.sentences.sectors import scheme_label
from services import indicators, profile
from services.briefing.regency_standing import key_figures
from services.deck.frame import notes
from services.kpju import kpju_of

#: Whole lists: they have ten rows, or one more.
_ROWS = 12


def standing(regency_code: str, whose: str) -> list[DeckSlide]:
    """The key figures of it among the 22."""
    section = key_figures(regency_code)
    figures = [each for each in section.blocks if isinstance(each, Figure)]
    basis = Basis(
        years=", ".join(sorted({each.basis.years for each in figures})),
        grade=weakest(each.basis.grade for each in figures),
        source_ids=ids_of(one for each in figures for one in each.basis.source_ids),
    )
    title = told.standing_title(indicators.newest("hdi"), regency_code)
    return [
        DeckSlide(
            key="standing",
            title=title,
            subtitle=" · ".join([whose, basis.years, _("units as named"), _("22 regencies")]),
            shown=Table(title, standing_table(figures), basis),
            # The title says which place it is: not that column.
            spare=("year", "median"),
            notes=notes(
                [
                    f"{section.title}.",
                    *(each.text for each in section.blocks if isinstance(each, Note)),
                ],
                told.standing_objection(),
                basis.source_ids,
            ),
        )
    ]


def sectors(regency_code: str, whose: str) -> list[DeckSlide]:
    """Its sectors by rank, within one scheme; nothing where the report ranks none."""
    rows = profile.sectors(regency_code)
    if rows.empty:
        return []
    basis = register_basis(rows["source_id"])
    title = sectors_headline(regency_code, rows)
    ready = sectors_table(rows)
    short = replace(ready, columns={name: ready.columns[name] for name in ("rank", "name")})
    return [
        DeckSlide(
            key="sectors",
            title=title,
            subtitle=" · ".join([whose, scheme_label(str(rows["scheme"].iloc[0]))]),
            shown=Table(title, short, basis, most_rows=_ROWS),
            figures=[KeyFigure(number(len(rows)), _("sectors ranked"))],
            notes=notes(
                [sectors_line(rows), sectors_note(rows)],
                told.sector_objection(),
                basis.source_ids,
            ),
        )
    ]


def products(regency_code: str, whose: str) -> list[DeckSlide]:
    """Its leading products by rank with the verdict; nothing where the report has no list."""
    rows = kpju_of(regency_code)
    if rows.empty:
        return []
    basis = register_basis(rows["source_id"])
    title = told.products_title(rows)
    ready = kpju_table(rows)
    short = replace(
        ready, columns={name: ready.columns[name] for name in ("rank", "item_word", "verdict_word")}
    )
    counts = rows["verdict"].value_counts()
    return [
        DeckSlide(
            key="products",
            title=title,
            subtitle=" · ".join(
                [whose, _("leading products (KPJu) by rank, verdict of the report")]
            ),
            shown=Table(title, short, basis, most_rows=_ROWS),
            figures=[
                KeyFigure(number(int(n)), verdict_word(str(code))) for code, n in counts.items()
            ],
            notes=notes(
                [*verdict_lines(rows), unjudged_note(rows) or ""],
                told.products_objection(),
                basis.source_ids,
            ),
        )
    ]
