"""A briefing of real data with every kind of block: for tests of its renderings."""

from __future__ import annotations

from dataclasses import replace

from analysis.balance.result import Balance
from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.basis import balance_basis
from publishing.briefing.model import Briefing, Figure, Finding, Note, Picture, Section, Table
from publishing.charts.balance import balance_bars
from publishing.formats import tonnes
from publishing.language import Language, speaking
from publishing.listings.balance import balance_table, inputs_table
from publishing.maps.balance import balance_choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as sentences
from services.answer import evaluation


def a_briefing(language: Language = "id", commodity: str = "rice", year: int = 2022) -> Briefing:
    """The balance of a commodity, told as every kind of block; modelled is its second half."""
    with speaking(language):
        result = evaluation.balance(commodity, year)
        assert isinstance(result, Balance)
        basis = balance_basis(result)
        modelled = replace(basis, modelled=True, grade="assumption")
        known = result.table.set_index("regency_code")
        own = "5315"
        figures = [
            Figure(
                name=column,
                value=tonnes(known[column].get(own)),
                place="",
                amounts=known[column].dropna().astype(float).to_dict(),
                own=own,
                basis=basis,
            )
            for column in ("available_t", "need_t", "balance_t")
        ]
        picture = balance_choropleth(result, own)
        sections = [
            Section(
                "balance",
                sentences.headline(result),
                [
                    Finding(sentences.what_it_holds(result), basis),
                    Finding(sentences.coverage_note(result), basis),
                    *figures,
                    Picture(sentences.headline(result), picture, picture.picture.alt, basis),
                    Note("caution", sentences.cautions(result) or "–"),
                ],
            ),
            Section(
                "inputs",
                sentences.formula(),
                [
                    Finding(sentences.formula(), modelled),
                    Picture(
                        sentences.headline(result),
                        balance_bars(result, own),
                        sentences.headline(result),
                        modelled,
                    ),
                    Table(sentences.formula(), balance_table(result), modelled),
                    Table(sentences.formula(), inputs_table(result, own), basis),
                    Note("missing", sentences.without_stocks()),
                    *[Note("assumption", each) for each in sentences.assumptions(result)],
                ],
            ),
            Section("screen", "–", [Finding("–")], brief=False),
            Section("empty", "–", []),
        ]
        return Briefing(
            kind="commodity",
            key=commodity,
            title=commodity_name(commodity),
            subtitle=sentences.headline(result),
            sections=sections,
            language=language,
            edition=str(editions.current()),
            data_date=data_date(),
            address=f"matcher?commodity={commodity}&year={year}",
        )
