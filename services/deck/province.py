"""The province in ten minutes: from the need to what each zone could lead in.

The tenth slide, what is decided today, is not worked out from data: ``services.decisions``.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.leading.rankings import borda
from analysis.leading.sector_matrix import first_sectors
from analysis.matching.ferry_answer import CapacityLimit
from analysis.overview import Brief
from geo.places import regencies
from ntt_data.tables import load
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Picture, Table
from publishing.charts.frame import scope_of
from publishing.charts.sectors import borda_spec
from publishing.deck import charts
from publishing.deck.model import Deck, DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import coverage, percent
from publishing.language import _, once_per_language
from publishing.listings.partners import flagships_table
from publishing.maps.zones import described_zones, zone_names
from publishing.names import commodity_name, sector_names
from publishing.sentences import deck as told
from publishing.sentences import ferries as ferry_words
from publishing.sentences import flagship, sectors
from services import partners
from services.answer import evaluation, ferries
from services.deck.frame import deck_of, notes
from services.deck.of_balance import need, supplier, together, who
from services.deck.of_ferries import crossings
from services.deck.of_match import pairs, prices
from services.overview import first_screen

KEY = "ntt"
_FLAGSHIPS = ("zone", "name", "have")


@once_per_language(maxsize=2)
def province_deck() -> Deck:
    """Up to nine findings, of the commodity that one sees first: those that it has data for."""
    judged = [each for each in first_screen().briefs if not each.answer.balance.suspended]
    slides = [slide for each in judged[:1] for slide in _of_commodity(each, judged)]
    slides += [*_ferries(), _sectors(), _flagships()]
    return deck_of("province", KEY, told.title_of_province(), slides)


def _of_commodity(brief: Brief, judged: list[Brief]) -> list[DeckSlide]:
    answer = brief.answer
    return [
        need(answer.balance, [each.answer.balance for each in judged], brief.total),
        who(answer.balance),
        *together(answer),
        *supplier(answer.balance),
        pairs(answer),
        *prices(answer),
    ]


def _ferries() -> list[DeckSlide]:
    if not evaluation.balanced_commodities():
        return []
    year = evaluation.usual_year()
    answer = ferries.ferry_answer(year, True, CapacityLimit())
    fullest = answer.before.by_crossing().index[:1]
    return [
        crossings(
            answer,
            ", ".join(commodity_name(each) for each in answer.balances),
            said=[
                *(
                    f"{ferry_words.headline(ferries.ferry_answer(year, True, room))}."
                    for room in (CapacityLimit(0, edge) for edge in fullest)
                ),
                ferry_words.commodities_sentence(
                    *(answer, evaluation.balanced_commodities()),
                    list(evaluation.balance_tables().not_comparable),
                ),
            ],
        )
    ]


def _sectors() -> DeckSlide:
    """One scheme alone, that of more regencies: ranks of the two are never mixed."""
    rankings = load("sector_rankings")
    counts = {scheme: first_sectors(rankings, scheme) for scheme in sectors.SCHEMES}
    scheme = max(counts, key=lambda each: int(counts[each].sum()))
    leading = counts[scheme].index[counts[scheme] == counts[scheme].max()]
    rows = rankings[rankings["scheme"] == scheme]
    n_ranked = int(counts[scheme].sum())
    basis = register_basis(rows["source_id"], covered=coverage(n_ranked, len(regencies())))
    spec = borda_spec(scheme)
    return DeckSlide(
        key="sectors",
        title=told.sectors_title(
            sector_names(scheme)[leading[0]], int(counts[scheme].max()), n_ranked
        )
        if len(leading) == 1
        else told.sectors_tied_title(len(leading)),
        subtitle=" · ".join([sectors.scheme_label(scheme), _("Borda points"), basis.coverage]),
        shown=Picture(scope_of(spec), spec, sectors.matrix_headline(scheme), basis),
        chart=charts.borda_data(borda(rankings, scheme), scheme),
        figures=[
            KeyFigure(
                percent(100 * n_ranked / len(regencies()), 0), _("of the regencies ranked by it")
            )
        ],
        notes=notes(
            [
                f"{sectors.matrix_headline(scheme)}.",
                sectors.schemes_explained(),
                sectors.unranked_note(),
            ],
            told.sectors_objection(),
            basis.source_ids,
        ),
    )


def _flagships() -> DeckSlide:
    found = partners.flagships(("goods",))
    zones = described_zones(load("zones"), regencies())
    lists = len(regencies()) - len(partners.without_list())
    basis = register_basis(partners.list_sources(), covered=coverage(lists, len(regencies())))
    ready = flagships_table(found, zone_names(zones))
    shown = replace(ready, columns={name: ready.columns[name] for name in _FLAGSHIPS})
    title = told.flagships_title(ready.table["zone_id"].nunique())
    return DeckSlide(
        key="flagships",
        title=title,
        subtitle=" · ".join([_("Points from lists of leading products"), basis.coverage]),
        shown=Table(title, shown, basis),
        notes=notes(
            [
                f"{flagship.flagship_headline(found)}.",
                flagship.points_rule(),
                flagship.unweighted_note(found),
                flagship.no_say_note(partners.without_list()),
            ],
            told.flagships_objection(),
            basis.source_ids,
        ),
    )
