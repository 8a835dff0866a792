"""Slides of one match: who could supply whom, and whether prices pay the freight. Modelled."""

from __future__ import annotations

from dataclasses import replace

from analysis.answer import Answer
from analysis.matching.ranges import class_of_flows, named_supplies
from publishing import words
from publishing.briefing.basis import match_basis
from publishing.briefing.model import Picture, Table
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import tonnes
from publishing.language import _
from publishing.listings.market import market_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.sentences import deck as told
from publishing.sentences import market as market_words
from publishing.sentences import matching
from services.answer import evaluation, market
from services.deck.frame import notes, scope

_PRICED = (
    *("supplier", "receiver", "tonnes", "class_word", "median_gap_idr_per_kg"),
    *("freight_idr_per_kg", "verdict"),
)
#: Not whether a pair can be swapped: without it one would be read as the only answer.
_SPARE = ("freight_idr_per_kg", "median_gap_idr_per_kg", "tonnes")


def pairs(answer: Answer) -> DeckSlide:
    """Who could supply whom, on the map; lines from outside are left out."""
    basis = match_basis(answer, evaluation.answer_sources(answer))
    reference = evaluation.reference_balance(answer.balance.settings.commodity)
    chart = balance_choropleth(answer.balance, None, reference=reference).with_overlay(
        flow_lines(answer.match, answer.ranges, with_external=False)
    )
    inside = answer.match.flows[answer.match.flows["origin_kind"] == "regency"]
    classes = class_of_flows(inside, answer.ranges)["pair_class"]
    totals = answer.match.totals
    headline = matching.match_headline(answer.match, answer.ranges)
    return DeckSlide(
        key="pairs",
        title=told.unjudged_pairs_title(len(inside))
        if len(inside) and answer.ranges is None
        else told.pairs_title(
            int((classes == "identified").sum()), int((classes == "interchangeable").sum())
        ),
        subtitle=f"{scope(answer.balance)} · {words.modelled_flow()}",
        shown=Picture(headline, chart, headline, basis),
        figures=[
            KeyFigure(tonnes(totals.moved_t), _("Between regencies of NTT")),
            KeyFigure(tonnes(totals.external_t), _("From outside NTT")),
            KeyFigure(tonnes(totals.unmet_t), words.unmet_label(totals.external_t)),
        ],
        notes=notes(
            [
                f"{headline}.",
                *(
                    f"{matching.corridor_line(each)}"
                    for each in ([] if answer.ranges is None else named_supplies(answer.ranges))
                    if not each.is_pair
                ),
                matching.aim(answer.scenario.matching.objective, outside=True),
                matching.line_legend(path=False),
            ],
            told.pairs_objection(len(inside)),
            basis.source_ids,
        ),
        modelled=True,
    )


def prices(answer: Answer) -> list[DeckSlide]:
    """Whether prices pay the freight; nothing where no monthly price is known."""
    tested = market.price_test(answer)
    if tested is None:
        return []
    whole = next(iter(market.carried(answer)), None)
    cited = [*evaluation.answer_sources(answer), *tested.source_ids]
    basis = match_basis(answer, [*cited, *market.support_sources(answer)])
    ready = market_table(answer, tested)
    inside = ready.table[ready.table["origin_kind"] == "regency"]
    shown = replace(ready, table=inside, columns={name: ready.columns[name] for name in _PRICED})
    title = market_words.market_headline(answer.match, tested, whole)
    carries = [] if whole is None else [KeyFigure(tonnes(whole.total_t), _("Moved in NTT"))]
    if whole is not None and whole.max_t == whole.max_t:
        carries.append(KeyFigure(tonnes(whole.max_t), _("of it paid by prices, at most")))
    return [
        DeckSlide(
            key="prices",
            title=told.prices_title(whole),
            subtitle=f"{scope(answer.balance)} · {words.modelled_flow()}",
            shown=Table(title, shown, basis, most_rows=8),
            figures=carries,
            notes=notes(market.sentences(answer), told.prices_objection(), basis.source_ids),
            modelled=True,
            spare=_SPARE,
        )
    ]
