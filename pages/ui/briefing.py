"""A briefing on a page: each kind of block drawn with what the other pages draw with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import streamlit as st

from pages.ui.charts import show_chart
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.provenance import show_provenance
from pages.ui.tables import draw_short_table, draw_table
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
from publishing.charts.strips import strips, strips_alt, strips_table
from publishing.files.framed_answers import framed_picture
from publishing.language import _
from publishing.maps.choropleth import Choropleth, map_table
from publishing.markdown_text import plain

_MAP_PX = 420
_SHORT = 66, 4  # cells and columns of a table that is drawn as text


def show_sections(briefing: Briefing, *keys: str) -> None:
    """The sections of these keys in the briefing's order, all of them where none is named."""
    for section in briefing.sections:
        if not keys or section.key in keys:
            show_section(section, f"{briefing.kind}-{briefing.key}")


def show_section(section: Section, about: str, beside: str | None = None) -> None:
    """Heading and blocks; nothing where there are no blocks.

    ``about`` is of what the section is; with the section's key it is unique on the page and names
    the files. ``beside``: a second regency that is marked among the figures.
    """
    if section.blocks:
        st.header(plain(section.title))
        show_blocks(section.blocks, f"{section.key}-{about}", beside)


def show_blocks(blocks: Sequence[Block], key: str, beside: str | None = None) -> None:
    """Blocks one below the other; what follows each other and is alike stands together.

    Figures are strips of one chart, sentences on the same basis name it once; a map has the chart
    that follows it beside it.
    """
    for n, (kind, run) in enumerate(groupby(blocks, key=_together)):
        own = f"{key}-{n}" if n else key
        if kind == "figures":
            _show_figures([each for each in run if isinstance(each, Figure)], own, beside)
        elif kind == "findings":
            _show_findings([each for each in run if isinstance(each, Finding)], own)
        elif kind == "pictures":
            _show_pictures([each for each in run if isinstance(each, Picture)], own)
        else:
            for m, block in enumerate(run):
                _show_block(block, f"{own}-{m}" if m else own)


def _together(block: Block) -> str:
    kinds = {Figure: "figures", Finding: "findings", Picture: "pictures"}
    return kinds.get(type(block), "others")


def _show_pictures(pictures: Sequence[Picture], key: str) -> None:
    """Two at a time where there is room; a single one across the page."""
    keys = [f"{key}-{m}" if m else key for m in range(len(pictures))]
    for start in range(0, len(pictures), 2):
        pair = list(zip(pictures[start : start + 2], keys[start : start + 2], strict=True))
        places = st.columns([3, 2], gap="medium") if len(pair) > 1 else [st.container()]
        for place, (picture, own) in zip(places, pair, strict=True):
            with place:
                _show_picture(picture, own)


def _show_block(block: Block, key: str) -> None:
    if isinstance(block, Table):
        _show_table(block, key)
    elif isinstance(block, Note):
        _show_note(block)


def _show_findings(findings: Sequence[Finding], key: str) -> None:
    for basis, run in groupby(findings, key=lambda each: each.basis):
        for each in run:
            st.markdown(plain(each.text))
        _show_basis(basis)
    show_provenance(key, _cited(findings))


def _show_figures(figures: Sequence[Figure], key: str, beside: str | None) -> None:
    show_chart(
        strips(figures, beside),
        key,
        lambda: strips_table(figures),
        _cited(figures),
        strips_alt(figures, beside),
    )


def _show_picture(picture: Picture, key: str) -> None:
    st.markdown(f"**{plain(picture.title)}**")
    ids, spec = picture.basis.source_ids, picture.spec
    drawn = picture.table.readable if picture.table is not None else None
    if isinstance(spec, Choropleth):
        show_map(spec.picture, key=f"{key}-map", height=_MAP_PX)
        show_legend(spec)
        _show_basis(picture.basis)
        show_provenance(
            *(key, ids, drawn or (lambda: map_table(spec))),
            lambda: framed_picture(picture),
        )
    else:
        remark = model_result() if picture.basis.modelled else ""
        show_chart(spec, key, drawn, ids, picture.alt, remark=remark)


def _show_table(table: Table, key: str) -> None:
    st.markdown(f"**{plain(table.title)}**")
    _show_basis(table.basis)
    # A few rows of long words would be cut in cells: they stand as text, each word of it seen.
    columns = len(table.ready.columns)
    is_short = columns * len(table.ready.table) <= _SHORT[0] and columns <= _SHORT[1]
    draw = draw_short_table if is_short else draw_table
    draw(table.ready, key=key, source_ids=table.basis.source_ids)


def _show_note(note: Note) -> None:
    """Each kind with a sign and a ground of its own, so that none passes for a finding."""
    text = plain(note.text)
    if note.kind == "missing":
        st.info(text, icon=":material/help:")
    elif note.kind == "caution":
        st.warning(text, icon=":material/warning:")
    else:
        assumed = note.kind == "assumption"
        sign = ":material/edit_note:" if assumed else ":material/function:"
        word = _("Assumption") if assumed else _("Method")
        st.caption(f"{sign} **{word}:** {text}")


def _show_basis(basis: Basis) -> None:
    if line := basis_line(basis):
        st.caption(plain(line))


def _cited(blocks: Iterable[Finding | Figure]) -> list[str]:
    """As they are: a source of the network alone is known by its type."""
    return [one for block in blocks for one in block.basis.source_ids]
