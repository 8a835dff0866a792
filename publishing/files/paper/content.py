"""What every paper has, whatever it tells: cells of a table, sources, words, a mark, a link."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import segno

from publishing import palette
from publishing.briefing.basis_line import model_result
from publishing.briefing.model import Table
from publishing.files.paper.columns import LINE_SIGNS, printed_columns
from publishing.files.paper.glyphs import drawable
from publishing.formats import date, number
from publishing.language import DEFAULT, _
from publishing.sources import own_and_network, publishers, short_id, split_ids
from publishing.tables import Column


def stamped(
    content: Mapping[str, Any], template: str, address: str, language: str, host: str
) -> dict[str, Any]:
    """The content with what is the same for all papers: colours, its mark, the way to its page.

    Parameters
    ----------
    template
        Name of the file beside this one that lays it out.
    address
        Its live page, without ``host`` ("http://10.0.0.5:8501"); without one there is no link.
    """
    colors = {
        "indigo": palette.INDIGO,
        "maroon": palette.MAROON,
        "ochre": palette.OCHRE,
        "sand": palette.SAND,
        "grey": palette.GREY,
        "ink": palette.INK,
    }
    clean: dict[str, Any] = _all_drawable({**content, "colors": colors})
    mark = hashlib.sha256(json.dumps(clean, sort_keys=True).encode()).hexdigest()
    link = f"{host.rstrip('/')}/{_in_language(address, language)}" if host else ""
    return {
        **clean,
        "template": template,
        "mark": _("Mark of content {mark}", mark=f"{mark[:4]} {mark[4:8]}"),
        "link": link,
        "qr": _qr(link) if link else "",
    }


def _in_language(address: str, language: str) -> str:
    """The live page in the language of the paper, which is not always the one that opens first."""
    if language == DEFAULT:
        return address
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def _all_drawable(part: Any) -> Any:
    if isinstance(part, str):
        return drawable(part)
    if isinstance(part, Mapping):
        return {key: _all_drawable(value) for key, value in part.items()}
    if isinstance(part, Sequence):
        return [_all_drawable(each) for each in part]
    return part


def _qr(text: str) -> str:
    buffer = io.BytesIO()
    segno.make(text, error="m").save(buffer, kind="svg", border=0, xmldecl=False, dark="#22252B")
    return buffer.getvalue().decode()


def common_words(data_date: datetime.date) -> dict[str, str]:
    """Words that stand on every page."""
    return {
        "product": _("Masyarakat Ekonomi NTT"),
        "page": _("Page {n} of {m}", n="{n}", m="{m}"),
        "date": _("Data as of {date}", date=date(data_date)),
        "modelled": model_result(),
        "live": _("Live page"),
        "qr": _("QR code with the address of the live page"),
    }


def cited_in(lines: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    """Who published what is printed; of those of the network's freight, some fifty, the ids.

    ``lines``: what each line of the paper cites.
    """
    cited = list(lines)
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


def table_content(table: Table, line_signs: float = LINE_SIGNS) -> dict[str, Any]:
    """The first rows of a table, for a line of so many signs of its usual size."""
    columns = list(table.ready.columns.values())
    texts = [table.ready.texts[column.title][: table.most_rows] for column in columns]
    n_rows = len(table.ready.table)
    more = n_rows - table.most_rows
    told = [
        _("and {n} more rows, in the application", n=number(more)) if more > 0 else "",
        table.ready.remark,
    ]
    kept = list(range(len(columns)))
    if n_rows > 1 and _signs(columns, texts, kept) > line_signs:
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
    printed = printed_columns(headers, cells, numeric, line_signs)
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
