"""A briefing as the plain document that the template lays out: texts, cells, dots, drawings.

Everything that is read is put into words and numbers here; ``briefing.typ`` places it and never
takes a text for markup. No time of making goes in: the same briefing gives the same document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

from geo import boundaries
from publishing.briefing.basis_line import basis_line
from publishing.briefing.model import (
    Basis,
    Block,
    Briefing,
    Figure,
    Finding,
    Note,
    Picture,
    Section,
)
from publishing.files.paper.content import cited_in, common_words, stamped, table_content
from publishing.formats import coverage, number
from publishing.language import _
from publishing.maps.choropleth import Choropleth
from publishing.maps.drawing import MapStyle, map_svg, natural_height
from publishing.maps.furniture import map_notes

_MAP_PX, _CHART_PX = 1000, 640
# On a screen a chart is made for pressing its rows; on paper they may stand nearer.
_TALL_PX, _PRESSED = 400, 0.75
# What is said of the maps is said once, at the end.
_MAP_STYLE = MapStyle(margin=1.0, names_px=14.0, legend_px=16.5, notes=False)
_NO_BASIS = Basis()
_REGENCIES = len(boundaries.REGENCY_CODES)


def document(briefing: Briefing, host: str = "") -> dict[str, Any]:
    """What is typeset of a briefing: plain JSON, in the language that is spoken here.

    ``host`` ("http://10.0.0.5:8501") is where the live page is; without one there is no link.
    """
    drawings: list[dict[str, Any]] = []
    sections = [_section(each, drawings) for each in briefing.on_paper]
    content = {
        "language": briefing.language,
        "kind": _kind(briefing),
        "title": briefing.title,
        "subtitle": briefing.subtitle,
        # The title of a scenario's own briefing says it already.
        "scenario": "" if briefing.scenario == briefing.title else briefing.scenario,
        "date": [briefing.data_date.year, briefing.data_date.month, briefing.data_date.day],
        "sections": sections,
        "drawings": drawings,
        "sources": cited_in(_cited(briefing)),
        "maps": map_notes() if _has_map(briefing) else [],
        "words": _words(briefing),
    }
    return stamped(content, "briefing", briefing.address, briefing.language, host)


def _kind(briefing: Briefing) -> str:
    return {
        "regency": _("Regency profile"),
        "commodity": _("Commodity profile"),
        "scenario": _("Scenario"),
        "province": _("Province"),
        "road_map": _("Province"),
    }[briefing.kind]


def _words(briefing: Briefing) -> dict[str, str]:
    return {
        **common_words(briefing.data_date),
        "missing": _("Not known yet"),
        "assumption": _("Assumption"),
        "method": _("How it is reckoned"),
        "caution": _("To be noted"),
        "figure": _("Figure"),
        "value": _("Value"),
        "place": _("Among the regencies"),
        "standing": _("Its place"),
        "legend": _("● the one told of, ○ the others, each at its value"),
        "empty": _("No data yet for this page."),
    }


def _section(section: Section, drawings: list[dict[str, Any]]) -> dict[str, Any]:
    blocks: list[dict[str, Any]] = []
    for _key, group in groupby(section.blocks, key=_together):
        block = _block(list(group), drawings)
        if block.get("title") == section.title:
            block["title"] = ""  # it stands right above
        blocks.append(block)
    return {"title": section.title, "blocks": blocks}


def _together(block: Block) -> object:
    """What is told together: sentences that rest on the same, key figures, notes of one kind."""
    if isinstance(block, Note):
        return Note, block.kind
    if isinstance(block, Finding):
        return Finding, block.basis
    return Figure if isinstance(block, Figure) else id(block)


def _block(group: Sequence[Block], drawings: list[dict[str, Any]]) -> dict[str, Any]:
    block = group[0]
    if isinstance(block, Note):
        texts = [one.text for one in group if isinstance(one, Note)]
        return {"type": "note", "kind": block.kind, "texts": texts}
    if isinstance(block, Figure):
        return _figures([one for one in group if isinstance(one, Figure)])
    basis = _basis(block.basis)
    if isinstance(block, Finding):
        texts = [one.text for one in group if isinstance(one, Finding)]
        return {"type": "findings", "texts": texts, "basis": basis}
    if isinstance(block, Picture):
        drawings.append(_drawing(block))
        number_of = len(drawings) - 1
        told = {"title": block.title, "alt": block.alt, "basis": basis}
        return {"type": "picture", "drawing": number_of, **told}
    return {"type": "table", "title": block.title, "basis": basis, **table_content(block)}


def _basis(basis: Basis) -> dict[str, Any]:
    """The line below a block; that it is modelled is drawn too, so it stands apart."""
    return {
        "text": basis_line(replace(basis, modelled=False), with_sources=True),
        "modelled": basis.modelled,
    }


def _figures(figures: Sequence[Figure]) -> dict[str, Any]:
    """What all of them rest on is said once, below them."""
    first = figures[0].basis
    same = {
        each.name: getattr(first, each.name)
        for each in fields(Basis)
        if all(getattr(one.basis, each.name) == getattr(first, each.name) for one in figures)
    }
    own = {name: getattr(_NO_BASIS, name) for name in same}
    return {
        "type": "figures",
        "rows": [_figure(each, replace(each.basis, **own)) for each in figures],
        "basis": _basis(replace(_NO_BASIS, **same)),
        "shared": len(same) == len(fields(Basis)),
    }


def _figure(figure: Figure, own_basis: Basis) -> dict[str, Any]:
    amounts = figure.amounts
    low, high = (min(amounts.values()), max(amounts.values())) if amounts else (0.0, 0.0)

    def at(value: float) -> float:
        return round((value - low) / (high - low), 4) if high > low else 0.5

    own = amounts.get(figure.own) if figure.own else None
    ends = [number(end, figure.decimals) for end in (low, high)] if amounts else ["", ""]
    known = coverage(len(amounts), _REGENCIES)
    return {
        "name": figure.name,
        "value": figure.value,
        "place": figure.place,
        "dots": sorted(at(value) for code, value in amounts.items() if code != figure.own),
        "own": None if own is None else at(own),
        "ends": ends,
        "alt": _(
            "{name} of {known}: from {low} to {high} {unit}; {place}",
            name=figure.name,
            known=known,
            low=ends[0],
            high=ends[1],
            unit=figure.basis.unit,
            place=figure.place or figure.value,
        ),
        "basis": _basis(own_basis),
    }


def _drawing(picture: Picture) -> dict[str, Any]:
    if isinstance(picture.spec, Choropleth):
        height = round(natural_height(picture.spec, _MAP_PX, _MAP_STYLE))
        return {"svg": map_svg(picture.spec, _MAP_PX, height, _MAP_STYLE)}
    config = {**picture.spec.get("config", {}), "font": "Source Sans 3"}
    spec = {**picture.spec, "config": config}
    if "layer" in spec or "mark" in spec:  # else it is made of parts with widths of their own
        spec.update(width=_CHART_PX, autosize={"type": "fit-x", "contains": "padding"})
        tall = spec.get("height")
        if isinstance(tall, int | float) and tall > _TALL_PX:
            spec["height"] = max(_TALL_PX, round(tall * _PRESSED))
    return {"vega": spec}


def _cited(briefing: Briefing) -> list[Sequence[str]]:
    return [
        block.basis.source_ids
        for section in briefing.on_paper
        for block in section.blocks
        if not isinstance(block, Note)
    ]


def _has_map(briefing: Briefing) -> bool:
    blocks = (block for section in briefing.on_paper for block in section.blocks)
    return any(isinstance(b, Picture) and isinstance(b.spec, Choropleth) for b in blocks)
