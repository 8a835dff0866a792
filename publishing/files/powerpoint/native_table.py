"""A table that can be edited, its cells as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Pt

from publishing import palette
from publishing.briefing.model import Table
from publishing.files.powerpoint.drawn import describe
from publishing.files.powerpoint.text import LINE, lines_of, put, style, width
from publishing.formats import number
from publishing.language import _

_LETTERS_PT, _LEAST_PT, _PAD = 18.0, 9.0, 6.0


def put_table(slide: Slide, table: Table, box: tuple[float, float, float, float]) -> None:
    """The first rows that the table wants shown, in ``left, top, width, height`` points.

    Letters get smaller until all of them fit; how many rows there are more stands below.
    """
    left, top, wide, high = box
    texts = table.ready.texts
    headers = list(texts)
    every = list(zip_longest(*texts.values(), fillvalue=None))
    rows = [[cell or "–" for cell in row] for row in every[: table.most_rows]]
    more = len(every) - len(rows)
    room = high - (20 if more else 0)
    size = _LETTERS_PT
    numbers = [column.decimals is not None for column in table.ready.columns.values()]
    while True:
        columns = _widths(headers, rows, wide, size, numbers)
        heights = [_height(row, columns, size, at == 0) for at, row in enumerate([headers, *rows])]
        if sum(heights) <= room or size <= _LEAST_PT:
            break
        size -= 0.5
    shape = slide.shapes.add_table(
        len(rows) + 1, len(headers), Pt(left), Pt(top), Pt(wide), Pt(sum(heights))
    )
    shape.name = "table"
    describe(shape, table.title)
    made = shape.table
    made.horz_banding = False
    for at, column in enumerate(columns):
        made.columns[at].width = Pt(column)
    for y, row in enumerate([headers, *rows]):
        made.rows[y].height = Pt(heights[y])
        for x, text in enumerate(row):
            cell = made.cell(y, x)
            cell.margin_left = cell.margin_right = Pt(_PAD)
            cell.margin_top = cell.margin_bottom = Pt(2)
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE
            cell.fill.solid()
            ground = palette.INDIGO if y == 0 else palette.GROUND
            cell.fill.fore_color.rgb = RGBColor.from_string(ground.lstrip("#"))
            cell.text = text
            for paragraph in cell.text_frame.paragraphs:
                paragraph.alignment = PP_ALIGN.RIGHT if numbers[x] else PP_ALIGN.LEFT
                for run in paragraph.runs:
                    style(run.font, size, palette.GROUND if y == 0 else palette.INK, y == 0)
    if more:
        put(
            *(
                slide,
                _("and {n} more rows, in the application", n=number(more)),
                (left, top + high - 16, wide, 16),
                12,
            ),
            palette.GREY,
        )


def _widths(
    headers: list[str],
    rows: list[list[str]],
    wide: float,
    size: float,
    numbers: Sequence[bool],
) -> list[float]:
    """Widths in proportion to what stands in the columns, none narrower than its longest word.

    Room that is left goes to texts: a number far from its name is read in another row. Few columns
    have more room for sentences; a word that would push the others out is broken.
    """
    most = max(wide / 3, 1.5 * wide / len(headers))
    needed = []
    for at, header in enumerate(headers):
        cells = [header, *(row[at] for row in rows)]
        word = max(width(each, size, True) for cell in cells for each in cell.split() or [""])
        word = min(word, max(wide / len(headers), wide / 4) - 2 * _PAD - 2)
        mean = sorted(width(cell, size) for cell in cells)[-max(1, len(cells) // 4)]
        needed.append((word + 2 * _PAD + 2, max(word, min(mean, most)) + 2 * _PAD + 2))
    least, wanted = sum(low for low, _wish in needed), sum(wish for _low, wish in needed)
    if wanted <= wide:
        texts = [
            wish for (_low, wish), is_number in zip(needed, numbers, strict=True) if not is_number
        ]
        more = (wide - wanted) / (sum(texts) or wanted)
        return [
            wish if is_number and texts else wish * (1 + more)
            for (_low, wish), is_number in zip(needed, numbers, strict=True)
        ]
    if least >= wide:
        return [low * wide / least for low, _wish in needed]
    share = (wide - least) / (wanted - least)
    return [low + share * (wish - low) for low, wish in needed]


def _height(row: list[str], columns: list[float], size: float, bold: bool) -> float:
    most = max(
        len(lines_of(text, column - 2 * _PAD, size, bold))
        for text, column in zip(row, columns, strict=True)
    )
    return most * size * LINE + 6
