"""Slides of one balance: how far production goes, who has, who lacks, how steadily."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from analysis.uncertainty.draws import TotalInterval
from geo.places import place_name
from publishing import words
from publishing.briefing.basis import balance_basis
from publishing.briefing.model import Picture
from publishing.charts.balance import balance_bars
from publishing.charts.frame import scope_of
from publishing.charts.need_met import need_met, ratio_by_year
from publishing.deck import charts
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.maps.balance import balance_choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as balances
from publishing.sentences import deck as told
from publishing.sentences import matching
from publishing.sentences.certainty import certainty_headline, certainty_texts, total_sentence
from services.answer import certainty, evaluation
from services.deck.frame import named, notes, scope

_SUPPLIERS = 3


def need(
    balance: Balance, compared: Sequence[Balance], total: TotalInterval | None = None
) -> DeckSlide:
    """How far production goes, beside the other commodities that are ``compared`` with it.

    ``total``: how far the total may be off, where that was worked out.
    """
    summary, basis = balance.summary, balance_basis(balance)
    spec = need_met(compared)
    label, amount = balances.total_words(balance)
    own = balances.known_total_words(balance)
    return DeckSlide(
        key="need",
        title=told.need_title(named(balance), summary.total_available_t, summary.total_need_t),
        subtitle=scope(balance),
        shown=Picture(scope_of(spec), spec, scope_of(spec), basis),
        chart=charts.need_met_data(compared),
        figures=[
            KeyFigure(tonnes(summary.total_available_t), words.available(balance.suspended)),
            KeyFigure(tonnes(summary.total_need_t), _("Need")),
            KeyFigure(own[1], own[0]) if own else KeyFigure(amount, label),
        ],
        notes=notes(
            [
                balances.what_it_holds(balance),
                balances.cautions(balance),
                f"{label}: {amount}. {balances.brackets_note(balance)}" if own else "",
                "" if total is None else total_sentence(total),
            ],
            told.need_objection(),
            basis.source_ids,
        ),
    )


def who(balance: Balance) -> DeckSlide:
    """Who has and who lacks, on the map."""
    summary, basis = balance.summary, balance_basis(balance)
    reference = evaluation.reference_balance(balance.settings.commodity)
    chart = balance_choropleth(balance, None, reference=reference)
    headline = balances.headline(balance)
    return DeckSlide(
        key="who",
        title=told.who_title(summary.n_surplus, summary.n_deficit),
        subtitle=scope(balance),
        shown=Picture(headline, chart, headline, basis),
        figures=[
            KeyFigure(number(summary.n_surplus), words.balance_class("surplus")),
            KeyFigure(number(summary.n_deficit), words.balance_class("deficit")),
            *(
                [KeyFigure(number(summary.n_unknown), words.balance_class("unknown"))]
                if summary.n_unknown
                else []
            ),
        ],
        notes=notes(
            [headline, certainty_headline(balance, certainty.certainty(balance))],
            told.who_objection(),
            basis.source_ids,
        ),
    )


def together(answer: Answer) -> list[DeckSlide]:
    """How far all surplus goes; nothing where nobody lacks or nobody has."""
    balance = answer.balance
    if balance.deficit_t <= 0 or balance.surplus_t <= 0:
        return []
    basis, spec = balance_basis(balance), balance_bars(balance)
    share_pct = 100 * balance.surplus_t / balance.deficit_t
    return [
        DeckSlide(
            key="together",
            title=told.together_title(share_pct),
            subtitle=scope(balance),
            shown=Picture(scope_of(spec), spec, balances.headline(balance), basis),
            chart=charts.balance_data(balance),
            figures=[
                KeyFigure(tonnes(balance.surplus_t), _("Surplus together")),
                KeyFigure(tonnes(balance.deficit_t), _("Lack together")),
            ],
            notes=notes(
                [
                    *matching.outside_notes(answer.match.totals),
                    balances.without_stocks(),
                ],
                told.together_objection(share_pct),
                basis.source_ids,
            ),
        )
    ]


def supplier(balance: Balance) -> list[DeckSlide]:
    """The largest surplus over the years; nothing without a surplus that is known."""
    table = balance.table[balance.table["balance_class"] == "surplus"]
    largest = table.sort_values("balance_t", ascending=False)["regency_code"].tolist()[:_SUPPLIERS]
    if not largest:
        return []
    commodity = balance.settings.commodity
    ratios, classes, cited = {}, [], []
    for year in evaluation.two_sided()[commodity]:
        found = evaluation.balance(commodity, year)
        if isinstance(found, MissingInputs):
            continue
        by_code = found.table.set_index("regency_code")
        known = by_code[by_code["disqualified_by"].eq("") & by_code["ratio"].notna()]
        ratios[year] = {str(code): float(ratio) for code, ratio in known["ratio"].items()}
        if largest[0] in known.index:
            classes.append(str(known.loc[largest[0], "balance_class"]))
        cited += list(balance_basis(found).source_ids)
    basis = replace(
        balance_basis(balance),
        years=f"{year_text(min(ratios))}–{year_text(max(ratios))}",
        source_ids=tuple(dict.fromkeys(cited)),
    )
    spec = ratio_by_year(ratios, commodity, largest)
    own = table.set_index("regency_code").loc[largest[0]]
    sure = certainty.certainty(balance)
    texts = certainty_texts(sure[sure["regency_code"] == largest[0]])
    return [
        DeckSlide(
            key="supplier",
            title=told.supplier_title(largest[0], classes.count("surplus"), len(classes)),
            subtitle=" · ".join(
                [commodity_name(commodity), basis.years, _("multiples of the need")]
            ),
            shown=Picture(scope_of(spec), spec, scope_of(spec), basis),
            chart=charts.ratio_data(ratios, largest),
            figures=[
                KeyFigure(
                    tonnes(own["balance_t"]),
                    _(
                        "Surplus of {name} in {year}",
                        name=place_name(largest[0]),
                        year=year_text(balance.settings.year),
                    ),
                ),
                KeyFigure(f"{number(own['ratio'], 1)} ×", _("of its need")),
            ],
            notes=notes(
                [told.supplier_certainty(*map(str, texts.iloc[0]))],
                told.supplier_objection(),
                basis.source_ids,
            ),
        )
    ]
