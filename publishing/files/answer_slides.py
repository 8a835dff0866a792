"""What stands on the picture of a balance, of a match, of an indicator."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.answer import Answer
from analysis.balance.result import Balance
from publishing import words
from publishing.files.slides import Slide, SlideFigure
from publishing.formats import coverage, percent, rupiah, tonnes
from publishing.language import _
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as sentences
from publishing.sentences.certainty import certainty_key
from publishing.sentences.indicators import ToldIndicator
from publishing.sentences.matching import line_legend, match_headline
from publishing.sentences.scenario import not_measured, other_match
from publishing.sources import own_and_network, source_line


def balance_slide(
    result: Balance, chart: Choropleth, source_ids: Iterable[object], scenario: str = ""
) -> Slide:
    """The balance of a commodity and year; ``scenario`` is the title of one, "" for the baseline.

    Where the map fades what is not sure, its key is below.
    """
    faded = [certainty_key()] if chart.picture.opacities else []
    return Slide(
        title=sentences.headline(result, scenario),
        subtitle=_balance_scope(result, scenario),
        chart=chart,
        figures=_balance_figures(result),
        notes=[
            *([words.sentence_of(not_measured(scenario))] if scenario else []),
            sentences.what_it_holds(result),
            *faded,
            sentences.cautions(result),
            _sources(source_ids),
        ],
    )


def match_slide(
    answer: Answer, chart: Choropleth, source_ids: Iterable[object], scenario: str = ""
) -> Slide:
    """Who can supply whom, with the flows that ``chart`` draws over the balances."""
    title = match_headline(answer.match, answer.ranges) + sentences.left_out(answer.balance)
    totals = answer.match.totals
    mean = totals.internal_cost_idr / totals.moved_t / 1000 if totals.moved_t else None
    return Slide(
        title=f"{scenario}: {title}" if scenario else title,
        subtitle=_balance_scope(answer.balance, scenario),
        chart=chart,
        figures=[
            SlideFigure(tonnes(totals.moved_t), _("Between regencies of NTT")),
            SlideFigure(tonnes(totals.external_t), _("From outside NTT")),
            SlideFigure(tonnes(totals.unmet_t), words.unmet_label(totals.external_t)),
            *(
                [SlideFigure(f"{rupiah(mean)}/kg", _("Freight between regencies"))]
                if mean is not None
                else []
            ),
        ],
        notes=[
            words.sentence_of(words.modelled_flow()),
            *([words.sentence_of(not_measured(scenario))] if scenario else []),
            *([other] if (other := other_match(answer.scenario.matching)) else []),
            line_legend(path=False),
            sentences.without_stocks(),
            _sources(source_ids),
        ],
    )


def indicator_slide(told: ToldIndicator, chart: Choropleth, source_ids: Iterable[object]) -> Slide:
    """An indicator over the 22 regencies."""
    known = int(told.values.notna().sum())
    return Slide(
        title=told.title,
        subtitle=_("22 regencies of NTT; known for {coverage}", coverage=coverage(known, 22)),
        chart=chart,
        figures=[],
        notes=[*([told.caveat] if told.caveat else []), _sources(source_ids)],
    )


def _sources(source_ids: Iterable[object]) -> str:
    own, network = own_and_network(source_ids)
    line = source_line(own)
    if not network:
        return line
    return f"{line}; " + _("{n} sources of the transport network", n=len(network))


def _balance_scope(result: Balance, scenario: str) -> str:
    scope = _(
        "{name} {year}, tonnes a year; 22 regencies of NTT. {coverage}",
        name=commodity_name(result.settings.commodity),
        year=result.settings.year,
        coverage=sentences.coverage_words(result),
    )
    return f"{scenario} · {scope}" if scenario else scope


def _balance_figures(result: Balance) -> list[SlideFigure]:
    summary = result.summary
    have, need = summary.total_available_t, summary.total_need_t
    both = [
        SlideFigure(tonnes(have), words.available(result.suspended)),
        SlideFigure(tonnes(need), _("Need")),
    ]
    if result.suspended:  # beside each other the two would be subtracted
        return both[:1]
    label, total = sentences.total_words(result)
    counts = f"{summary.n_surplus} · {summary.n_balanced} · {summary.n_deficit}"
    return [
        SlideFigure(total, label),
        *([SlideFigure(percent(100 * have / need, 0), _("of the need is met"))] if need else []),
        *both,
        SlideFigure(counts, _("Surplus · balanced · deficit")),
    ]
