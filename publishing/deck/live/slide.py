"""One slide of the live deck: title, subtitle, what is shown, key figures, corner, notes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from html import escape

from publishing.briefing.basis_line import model_result
from publishing.briefing.model import Picture, Table
from publishing.charts.drawing import chart_svg
from publishing.deck.live.chart import chart_html, swatch_svg
from publishing.deck.live.table import rows_html, table_html, whole_table_html
from publishing.deck.model import ChartData, Deck, DeckSlide
from publishing.formats import date, number, time_of_day
from publishing.language import _
from publishing.maps.choropleth import Choropleth, map_table
from publishing.maps.drawn_legend import kinds_of_lines, kinds_of_points
from publishing.maps.furniture import map_notes
from publishing.maps.live import live_map_svg
from publishing.sources import own_and_network, source_names
from publishing.words import modelled_flow

#: Of a table among the notes.
_MOST_ROWS = 60
#: A chart without figures of its own is drawn small, so that its letters become large.
_SMALL = (420, 210)
_STYLE = re.compile(r'\sstyle="[^"]*"')


@dataclass(frozen=True)
class LiveSlide:
    """A slide as HTML under its key; ``title`` for the overview."""

    key: str
    title: str
    html: str


def live_slide(slide: DeckSlide, deck: Deck) -> LiveSlide:
    """The slide in the language that is spoken, which must be the deck's."""
    return _drawn(slide, _corner(slide, deck))


def decided_slide(slide: DeckSlide, at: datetime) -> LiveSlide:
    """A slide of decisions as they were at a moment (UTC), which stands in its corner.

    It is of no edition: no figure is on it, and what is typed in during the meeting is to be seen.
    """
    told = _("as of {time}", time=time_of_day(at))
    return _drawn(slide, f'<span class="corner">{escape(told)}</span>')


def _drawn(slide: DeckSlide, corner: str) -> LiveSlide:
    """The slide with what stands in its corner."""
    shown, kind = _shown(slide)
    body = (
        f'<h2 id="title-{escape(slide.key, quote=True)}" tabindex="-1">{escape(slide.title)}</h2>'
        f'<p class="subtitle">{escape(_subtitle(slide))}</p>'
        f'<div class="body {kind}">{_figures(slide)}{shown}</div>'
        f'<footer>{corner}<span class="at"></span></footer>'
        f'<aside class="notes">{_notes(slide)}</aside>'
    )
    key = escape(slide.key, quote=True)
    return LiveSlide(slide.key, slide.title, f'aria-labelledby="title-{key}">{body}')


def _subtitle(slide: DeckSlide) -> str:
    """Unit, year and scope; that it is modelled stands in the corner, in letters of its own size.

    Said twice it took a line of twelve from what is shown.
    """
    if not slide.modelled:
        return slide.subtitle
    said = {modelled_flow(), model_result()}
    return " · ".join(part for part in slide.subtitle.split(" · ") if part not in said)


def _shown(slide: DeckSlide) -> tuple[str, str]:
    """What is shown, and of which kind it is."""
    shown = slide.shown
    if isinstance(shown, Table) and len(shown.ready.columns) == 1 and len(shown.ready.table) == 1:
        return f'<div class="shown">{_statement(shown)}</div>', "of-statement"
    if isinstance(shown, Table):
        return (
            f'<div class="shown">{table_html(shown, slide.spare)}<p class="rest" hidden></p></div>',
            "of-table",
        )
    if isinstance(shown, Picture) and isinstance(shown.spec, Choropleth):
        return _map(shown.spec, slide.key), "of-map"
    if slide.chart is not None:
        alt = shown.alt if shown is not None else slide.title
        return f'<div class="shown">{chart_html(slide.chart, alt)}</div>', "of-chart"
    if isinstance(shown, Picture) and not isinstance(shown.spec, Choropleth):
        drawn = _STYLE.sub("", chart_svg(shown.spec, *_SMALL))
        return (
            f'<div class="shown drawn" role="img" aria-label="{escape(shown.alt)}">{drawn}</div>',
            ("of-chart"),
        )
    return "", "of-figures"


def _statement(table: Table) -> str:
    """What is one sentence is told as one: a table of one cell looks as if rows were missing."""
    ((header, cells),) = table.ready.texts.items()
    return (
        f'<div class="statement"><p>{escape(header)}</p>'
        f"<p><b>{escape(str(next(iter(cells))))}</b></p></div>"
    )


def _figures(slide: DeckSlide) -> str:
    items = "".join(
        f"<div><dd>{escape(each.value)}</dd><dt>{escape(each.label)}</dt></div>"
        for each in slide.figures
    )
    return f'<dl class="figures">{items}</dl>' if items else ""


def _map(chart: Choropleth, key: str) -> str:
    tips = escape(json.dumps(chart.picture.tooltips, ensure_ascii=False, default=list), quote=True)
    return (
        f'<div class="shown" data-tips="{tips}">{live_map_svg(chart.picture, key)}'
        '<div class="tip" hidden></div></div>'
        f"{_legend(chart, key)}"
    )


def _legend(chart: Choropleth, key: str) -> str:
    items = []
    # Where there is little room the ends of the scale are told; each shape tells its own class.
    between = [entry for entry in chart.legend if entry.of_scale][1:-1]
    for entry in chart.legend:
        middle = ' class="middle"' if entry in between else ""
        if between and entry is between[0]:
            n = number(len(between))
            told = escape(
                _("{n} classes between", n=n) if len(between) > 1 else _("1 class between")
            )
            items.append(f'<li class="between"><span>… {told}</span></li>')
        sample = (
            swatch_svg(entry.color)
            if entry.color
            else f'<svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" '
            f'height="10" fill="url(#unknown-{escape(key, quote=True)})"/></svg>'
        )
        mark = f'<b class="mark">{escape(entry.mark)}</b>' if entry.mark else ""
        words = f"{mark} {escape(entry.label)} ({number(entry.count)})"
        items.append(f"<li{middle}>{sample}<span>{words}</span></li>")
    for line in kinds_of_lines(chart.picture):
        kind, _sign, more = line.kind.partition(";")
        more = f'<span class="more">;{escape(more)}</span>' if more else ""
        dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
        items.append(
            '<li class="line"><svg class="swatch" viewBox="0 0 20 10" aria-hidden="true">'
            f'<line x1="0" x2="20" y1="5" y2="5" stroke="{line.color}" '
            f'stroke-width="{min(line.weight, 4):g}"{dash}/></svg>'
            f"<span>{escape(kind)}{more}</span></li>"
        )
    for point in kinds_of_points(chart.picture):
        items.append(f"<li>{swatch_svg(point.color)}<span>{escape(point.kind)}</span></li>")
    unit = f'<p class="unit">{escape(chart.unit)}</p>' if chart.unit else ""
    return f'<div class="legend">{unit}<ul>{"".join(items)}</ul></div>'


def _corner(slide: DeckSlide, deck: Deck) -> str:
    """What all slides agree on: scenario, day and edition of the data; and what is modelled."""
    said = [
        deck.scenario or _("Baseline"),
        _("Data as of {date}", date=date(deck.data_date)),
        _("data edition {edition}", edition=deck.edition),
    ]
    modelled = f'<b class="modelled">{escape(model_result())}</b> · ' if slide.modelled else ""
    return f'<span class="corner">{modelled}{escape(" · ".join(said))}</span>'


def _notes(slide: DeckSlide) -> str:
    notes = slide.notes
    own, network = own_and_network(notes.source_ids)
    is_map = isinstance(slide.shown, Picture) and isinstance(slide.shown.spec, Choropleth)
    said = [
        "; ".join(f"{each.value} {each.label}" for each in slide.figures),
        *notes.said,
        _("Objection: {text}", text=notes.objection) if notes.objection else "",
        _("Answer: {text}", text=notes.answer) if notes.answer else "",
        _("Sources: {names}", names="; ".join(source_names(own))) if own else "",
        _("{n} sources of the transport network", n=number(len(network))) if network else "",
        *(map_notes() if is_map else []),
    ]
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in said if text)
    heading = escape(_("Notes"))
    return f"<h3>{heading}</h3>{paragraphs}{_whole(slide)}"


def _whole(slide: DeckSlide) -> str:
    """All figures of what is shown, for a question about one that found no room."""
    if isinstance(slide.shown, Table):
        table = whole_table_html(slide.shown, _MOST_ROWS)
    elif isinstance(slide.shown, Picture) and isinstance(slide.shown.spec, Choropleth):
        told = map_table(slide.shown.spec).iloc[:, 1:].astype(str)
        rows = told.to_numpy().tolist()
        table = rows_html(slide.shown.title, list(told.columns), rows, [False] * 2, len(rows))
    elif slide.chart is not None:
        table = _chart_table(slide.chart, slide.title)
    else:
        return ""
    return f'<div class="whole">{table}</div>'


def _chart_table(chart: ChartData, title: str) -> str:
    rows = [
        [
            category,
            *(
                "–" if values[at] is None else f"{number(values[at], chart.decimals)} {chart.unit}"
                for values in chart.series.values()
            ),
        ]
        for at, category in enumerate(chart.categories)
    ]
    numeric = [False, *(True for _name in chart.series)]
    return rows_html(title, ["", *chart.series], rows[:_MOST_ROWS], numeric, len(rows))
