"""A briefing as the plain document that the template lays out: texts, cells, dots, drawings.

Everything that is read is put into words and numbers here; ``briefing.typ`` places it and never
takes a text for markup. No time of making goes in: the same briefing gives the same document.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any

import segno

from geo import boundaries
from publishing import palette
from publishing.briefing.basis_line import basis_line, model_result
from publishing.briefing.model import (
    Basis,
    Block,
    Briefing,
    Figure,
    Finding,
    Note,
    Picture,
    Section,
    Table,
)
from publishing.files.paper.columns import LINE_SIGNS, printed_columns
from publishing.files.paper.glyphs import drawable
from publishing.formats import coverage, date, number
from publishing.language import DEFAULT, _
from publishing.maps.choropleth import Choropleth
from publishing.maps.drawing import MapStyle, map_svg, natural_height
from publishing.maps.furniture import map_notes
from publishing.sources import own_and_network, publishers, short_id, split_ids
from publishing.tables import Column

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
        "sources": _sources(briefing),
        "maps": map_notes() if _has_map(briefing) else [],
        "colors": {
            "indigo": palette.INDIGO,
            "maroon": palette.MAROON,
            "ochre": palette.OCHRE,
            "sand": palette.SAND,
            "grey": palette.GREY,
            "ink": palette.INK,
        },
        "words": _words(briefing),
    }
    content = _all_drawable(content)
    marked = json.dumps(content, sort_keys=True).encode()
    mark = hashlib.sha256(marked).hexdigest()
    link = f"{host.rstrip('/')}/{_address(briefing)}" if host else ""
    return {
        **content,
        "mark": _("Mark of content {mark}", mark=f"{mark[:4]} {mark[4:8]}"),
        "link": link,
        "qr": _qr(link) if link else "",
    }


def _address(briefing: Briefing) -> str:
    """The live page in the language of the paper, which is not always the one that opens first."""
    if briefing.language == DEFAULT:
        return briefing.address
    return f"{briefing.address}{'&' if '?' in briefing.address else '?'}lang={briefing.language}"


def _all_drawable(part: Any) -> Any:
    if isinstance(part, str):
        return drawable(part)
    if isinstance(part, Mapping):
        return {key: _all_drawable(value) for key, value in part.items()}
    if isinstance(part, Sequence):
        return [_all_drawable(each) for each in part]
    return part


def _kind(briefing: Briefing) -> str:
    return {
        "regency": _("Regency profile"),
        "commodity": _("Commodity profile"),
        "scenario": _("Scenario"),
        "province": _("Province"),
    }[briefing.kind]


def _words(briefing: Briefing) -> dict[str, str]:
    return {
        "product": _("Masyarakat Ekonomi NTT"),
        "page": _("Page {n} of {m}", n="{n}", m="{m}"),
        "date": _("Data as of {date}", date=date(briefing.data_date)),
        "modelled": model_result(),
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
        "live": _("Live page"),
        "qr": _("QR code with the address of the live page"),
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
    return {"type": "table", "title": block.title, "basis": basis, **_table(block)}


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


def _table(table: Table) -> dict[str, Any]:
    columns = list(table.ready.columns.values())
    texts = [table.ready.texts[column.title][: table.most_rows] for column in columns]
    n_rows = len(table.ready.table)
    more = n_rows - table.most_rows
    told = [
        _("and {n} more rows, in the application", n=number(more)) if more > 0 else "",
        table.ready.remark,
    ]
    kept = list(range(len(columns)))
    if n_rows > 1 and _signs(columns, texts, kept) > LINE_SIGNS:
        # In a table that is too wide, what is the same in every row is said once, below it.
        kept = [i for i in kept if i == 0 or len(set(texts[i])) > 1]
        same = [
            f"{columns[i].title}: {texts[i][0] or _('no data yet')}"
            for i in range(len(columns))
            if i not in kept and (texts[i][0] or _is_number(columns[i]))
        ]
        if same:
            told.append(_("The same in each of these rows: {list}", list="; ".join(same)))
    cells = [[each or "–" for each in texts[i]] for i in kept]
    # Where words are missing there is nothing to say; where a number is missing it is not known.
    if any(None in texts[i] for i in kept if _is_number(columns[i])):
        told.append(_("– no data yet"))
    headers = [columns[i].title for i in kept]
    numeric = [_is_number(columns[i]) for i in kept]
    printed = printed_columns(headers, cells, numeric)
    return {
        "headers": headers,
        "numeric": numeric,
        "shares": list(printed.shares),
        "size": printed.size,
        "rows": [list(row) for row in zip(*cells, strict=True)],
        "told": [each for each in told if each],
    }


def _is_number(column: Column) -> bool:
    return column.decimals is not None


def _signs(
    columns: Sequence[Column], texts: Sequence[Sequence[str | None]], kept: Sequence[int]
) -> float:
    """How long the longest line of the table would be, in signs."""
    longest = (max((len(each or "–") for each in texts[i]), default=1) for i in kept)
    return sum(longest) + 2.0 * len(kept)


def _sources(briefing: Briefing) -> list[dict[str, str]]:
    """Who published what is printed; of those of the network's freight, some fifty, the ids."""
    cited = [
        block.basis.source_ids
        for section in briefing.on_paper
        for block in section.blocks
        if not isinstance(block, Note)
    ]
    own, network = own_and_network(one for ids in cited for one in ids)
    # As many as the lines below the blocks count, also where one stands among the others too.
    of_network = split_ids(each for ids in cited for each in own_and_network(ids)[1])
    told = [{"title": _("Sources"), "text": "; ".join(publishers(own))}] if own else []
    if network:
        title = _(
            "Sources of the transport network ({n}), by name in the application, Data & sources",
            n=len(of_network),
        )
        told.append({"title": title, "text": ", ".join(map(short_id, of_network))})
    return told


def _has_map(briefing: Briefing) -> bool:
    blocks = (block for section in briefing.on_paper for block in section.blocks)
    return any(isinstance(b, Picture) and isinstance(b.spec, Choropleth) for b in blocks)


def _qr(text: str) -> str:
    buffer = io.BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", border=0, xmldecl=False, dark="#22252B")
    return buffer.getvalue().decode()
