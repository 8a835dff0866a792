"""Who a regency is, and where it stands in the key figures."""

from __future__ import annotations

from analysis.leading.indicator_values import KeyFigure
from geo.places import regency_records
from publishing import words
from publishing.briefing.model import Basis, Block, Figure, Finding, Note, Picture, Section
from publishing.formats import coverage, number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.maps.zones import regency_choropleth, zone_line, zone_record
from publishing.sentences.indicators import indicator_name, tell
from publishing.sentences.profile import figures_headline, identity_line
from publishing.sentences.standing import place_words
from services import profile


def identity(regency_code: str) -> Section:
    """Capital, island, area and zone, with a map."""
    chart = regency_choropleth(regency_code)
    zone, row = zone_record(regency_code), regency_records()[regency_code]
    where = (str(row["coordinate_source_id"]), str(row["area_source_id"]))
    return Section(
        "identity",
        _("Where it lies"),
        [
            Finding(identity_line(regency_code), Basis(source_ids=where)),
            Finding(zone_line(regency_code), Basis(source_ids=(str(zone["source_id"]),))),
            Picture(chart.picture.alt, chart, chart.picture.alt),
        ],
    )


def key_figures(regency_code: str) -> Section:
    """Each key figure among those of the 22, then what is to be known of them."""
    figures = profile.key_figures(regency_code)
    blocks: list[Block] = [_figure(each, regency_code) for each in figures]
    known = [
        f"{indicator_name(each.indicator.code)}: {caveat.rstrip('.')}."
        for each in figures
        if (caveat := tell(each.indicator).caveat)
    ]
    if known:
        blocks.append(Note("method", " ".join(known)))
    blocks += [
        Note("caution", f"{indicator_name(each.indicator.code)}: {words.flags(each.flags)}.")
        for each in figures
        if each.flags
    ]
    return Section("figures", figures_headline(figures, regency_code), blocks)


def _figure(figure: KeyFigure, regency_code: str) -> Figure:
    told = tell(figure.indicator)
    known = figure.indicator.values.astype("float64").dropna() / told.divisor
    amounts = {str(code): float(amount) for code, amount in known.items()}
    own = amounts.get(regency_code)
    if own is None:
        value = _("no data yet")
    else:
        # An index has no unit, and its name says what it is.
        unit = "" if told.unit == words.unit("index")[0] else told.unit
        value = f"{number(own, told.decimals)} {unit}".rstrip()
    return Figure(
        name=indicator_name(figure.indicator.code),
        value=value,
        place=place_words(figure, regency_code),
        amounts=amounts,
        own=regency_code,
        decimals=told.decimals,
        basis=Basis(
            years=year_text(figure.indicator.year),
            unit=told.unit,
            grade=figure.grade,
            coverage=coverage(figure.standing.n_known, figure.standing.n_total),
            source_ids=figure.indicator.source_ids,
        ),
    )
