"""The pairs of an answer as they are shown, table and maps: the same for everybody who looks."""

from __future__ import annotations

from analysis.answer import Answer
from analysis.uncertainty.pair_robustness import PairDraws
from ntt_data.editions import once_per_edition
from publishing.language import _, once_per_language
from publishing.listings.certainty import pair_words
from publishing.listings.market import month_figures, verdict_columns
from publishing.listings.matching import pairs_table, range_columns, swap_column, value_column
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.maps.flows import flow_lines, path_lines
from publishing.tables import ReadyTable
from services.answer import evaluation, freight, market, pairs


@once_per_language(maxsize=256)
def pairs_shown(best: Answer, answer: Answer, firmness: PairDraws, commodity: str) -> ReadyTable:
    """Pairs with what is certain, firm and worth; ``best`` is the answer of the rule."""
    match, prices = answer.match, market.price_test(answer)
    certain, *limits = range_columns(match, answer.ranges).items()
    extra = {
        **(swap_column(best.match, match) if answer.swaps else {}),
        # Words before figures: what a narrow screen leaves for scrolling is of the second rank.
        **dict([certain]),
        _("How firm"): pair_words(match, firmness, answer.ranges),
        **verdict_columns(match, prices),
        **dict(limits),
        **value_column(match, pairs.comparable_prices(commodity)),
    }
    months = month_figures(match, prices)
    return pairs_table(match, extra, {_("Covers the freight in"): months} if months else None)


@once_per_language(maxsize=256)
def pair_codes(table: ReadyTable) -> list[tuple[str, str]]:
    """Supplier and receiver of each row."""
    if table.table.empty:
        return []
    return [(str(a), str(b)) for a, b in table.table[["origin", "destination"]].to_numpy()]


@once_per_edition(maxsize=16)
def price_sources(commodity: str) -> tuple[str, ...]:
    """Sources of the prices that pairs are compared by."""
    return tuple(pairs.comparable_prices(commodity)["source_id"].unique())


@once_per_language(maxsize=256)
def flow_chart(answer: Answer, with_external: bool) -> Choropleth:
    """All flows over the balance."""
    lines = flow_lines(answer.match, answer.ranges, with_external)
    return _balance_chart(answer).with_overlay(lines)


@once_per_language(maxsize=256)
def path_chart(answer: Answer, origin: str, destination: str) -> Choropleth:
    """One pair's path over the balance."""
    return _balance_chart(answer).with_overlay(*path_lines(freight.legs(origin, destination)))


def _balance_chart(answer: Answer) -> Choropleth:
    reference = evaluation.reference_balance(answer.scenario.commodity)
    return balance_choropleth(answer.balance, None, reference=reference)
