"""A short deck of real data with a map, a chart and a table: for tests of its renderings."""

from __future__ import annotations

from dataclasses import replace

from analysis.balance.result import Balance
from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.basis import balance_basis
from publishing.briefing.model import Picture, Table
from publishing.charts.balance import balance_bars
from publishing.deck import charts
from publishing.deck.model import Deck, DeckSlide, Notes
from publishing.files.framed import KeyFigure
from publishing.formats import tonnes
from publishing.language import Language, speaking
from publishing.listings.balance import balance_table
from publishing.maps.balance import balance_choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as sentences
from services.answer import evaluation


def a_deck(language: Language = "id", commodity: str = "rice", year: int = 2022) -> Deck:
    """The balance of a commodity on three slides; the second is modelled."""
    with speaking(language):
        result = evaluation.balance(commodity, year)
        assert isinstance(result, Balance)
        basis, headline = balance_basis(result), sentences.headline(result)
        notes = Notes(
            [headline, sentences.what_it_holds(result)],
            sentences.without_stocks(),
            sentences.formula(),
            basis.source_ids,
        )
        figures = [KeyFigure(tonnes(result.summary.total_need_t), "Kebutuhan")]
        choropleth, bars = balance_choropleth(result, None), balance_bars(result)
        slides = [
            DeckSlide(
                "map", "Siapa surplus", f"{year}", Picture(headline, choropleth, headline), notes
            ),
            DeckSlide(
                key="chart",
                title="Berapa banyaknya",
                subtitle=f"{year} · t",
                shown=Picture(headline, bars, headline, replace(basis, modelled=True)),
                notes=notes,
                figures=figures,
                modelled=True,
                chart=charts.balance_data(result),
            ),
            DeckSlide(
                key="table",
                title="Satu per satu",
                subtitle=f"{year} · t",
                shown=Table(headline, balance_table(result), basis, most_rows=8),
                notes=notes,
                figures=figures,
            ),
        ]
        return Deck(
            kind="commodity",
            key=commodity,
            title=commodity_name(commodity),
            slides=slides,
            language=language,
            edition=str(editions.current()),
            data_date=data_date(),
            address=f"balance?commodity={commodity}",
        )
