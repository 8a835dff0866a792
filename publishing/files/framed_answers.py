"""What stands on the picture of a balance, a match, an indicator, another map, a briefing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.answer import Answer
from analysis.balance.result import Balance
from publishing import words
from publishing.briefing.basis_line import basis_line
from publishing.briefing.model import Picture
from publishing.files.framed import Framed, KeyFigure
from publishing.formats import coverage, percent, rupiah, tonnes
from publishing.language import _
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as sentences
from publishing.sentences.certainty import certainty_key
from publishing.sentences.indicators import ToldIndicator
from publishing.sentences.matching import match_headline
from publishing.sentences.scenario import not_measured, other_match
from publishing.sources import own_and_network, source_line


def framed_balance(
    result: Balance, chart: Choropleth, source_ids: Iterable[object], scenario: str = ""
) -> Framed:
    """The balance of a commodity and year; ``scenario`` is the title of one, "" for the baseline.

    Where the map fades what is not sure, its key is below.
    """
    faded = [certainty_key()] if chart.picture.opacities else []
    return Framed(
        title=sentences.headline(result, scenario),
        subtitle=_balance_scope(result, scenario),
        drawing=chart,
        figures=_balance_figures(result),
        notes=[
            *([words.sentence_of(not_measured(scenario))] if scenario else []),
            sentences.what_it_holds(result),
            *faded,
            sentences.cautions(result),
            _sources(source_ids),
        ],
    )


def framed_match(
    answer: Answer, chart: Choropleth, source_ids: Iterable[object], scenario: str = ""
) -> Framed:
    """Who can supply whom, with the flows that ``chart`` draws over the balances."""
    title = match_headline(answer.match, answer.ranges) + sentences.left_out(answer.balance)
    totals = answer.match.totals
    mean = totals.internal_cost_idr / totals.moved_t / 1000 if totals.moved_t else None
    return Framed(
        title=f"{scenario}: {title}" if scenario else title,
        subtitle=_balance_scope(answer.balance, scenario),
        drawing=chart,
        figures=[
            KeyFigure(tonnes(totals.moved_t), _("Between regencies of NTT")),
            KeyFigure(tonnes(totals.external_t), _("From outside NTT")),
            KeyFigure(tonnes(totals.unmet_t), words.unmet_label(totals.external_t)),
            *(
                [KeyFigure(f"{rupiah(mean)}/kg", _("Freight between regencies"))]
                if mean is not None
                else []
            ),
        ],
        notes=[
            words.sentence_of(words.modelled_flow()),
            *([words.sentence_of(not_measured(scenario))] if scenario else []),
            *([other] if (other := other_match(answer.scenario.matching)) else []),
            sentences.without_stocks(),
            _sources(source_ids),
        ],
    )


def framed_indicator(
    told: ToldIndicator, chart: Choropleth, source_ids: Iterable[object]
) -> Framed:
    """An indicator over the 22 regencies."""
    known = int(told.values.notna().sum())
    return Framed(
        title=told.title,
        subtitle=_("22 regencies of NTT; known for {coverage}", coverage=coverage(known, 22)),
        drawing=chart,
        figures=[],
        notes=[*([told.caveat] if told.caveat else []), _sources(source_ids)],
    )


def framed_map(
    chart: Choropleth,
    title: str,
    subtitle: str,
    source_ids: Iterable[object],
    notes: Sequence[str] = (),
) -> Framed:
    """Any other map; ``subtitle`` says what its colours and lines are of, and where."""
    return Framed(chart, title, subtitle, notes=[*notes, _sources(source_ids)])


def framed_picture(picture: Picture) -> Framed:
    """A picture of a briefing, with what it rests on."""
    rests_on = basis_line(picture.basis)
    is_map = isinstance(picture.spec, Choropleth)
    return Framed(
        picture.spec,
        picture.title,
        rests_on if is_map else "",
        notes=[*([] if is_map else [rests_on]), _sources(picture.basis.source_ids)],
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


def _balance_figures(result: Balance) -> list[KeyFigure]:
    summary = result.summary
    have, need = summary.total_available_t, summary.total_need_t
    both = [
        KeyFigure(tonnes(have), words.available(result.suspended)),
        KeyFigure(tonnes(need), _("Need")),
    ]
    if result.suspended:  # beside each other the two would be subtracted
        return both[:1]
    label, total = sentences.total_words(result)
    counts = f"{summary.n_surplus} · {summary.n_balanced} · {summary.n_deficit}"
    return [
        KeyFigure(total, label),
        *([KeyFigure(percent(100 * have / need, 0), _("of the need is met"))] if need else []),
        *both,
        KeyFigure(counts, _("Surplus · balanced · deficit")),
    ]
