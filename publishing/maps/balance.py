"""The balance as a map: diverging around zero, faded where its class is not sure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.balance.result import Balance
from publishing import palette, words
from publishing.language import _, once_per_language
from publishing.maps.choropleth import (
    DOUBT,
    MIDDLE,
    Choropleth,
    SpecialClass,
    numeric_choropleth,
)
from publishing.sentences.balance import both_sides, doubt_reason, headline
from publishing.sentences.certainty import certainty_level, certainty_word, range_words

# How strongly a regency is coloured: what is uncertain fades, what is unknown stays hatched.
OPACITY = {"certain": 1.0, "likely": 0.65, "uncertain": 0.4}
UNCERTAIN_MARK = "?"


@once_per_language(maxsize=512)
def balance_choropleth(result: Balance, selected: str | None) -> Choropleth:
    """Balance in tonnes, diverging around zero; unknown hatched, doubtful marked.

    Where there is no balance to speak of, what is available.
    """
    table = result.table.set_index("regency_code")
    columns = ["regency_code", "balance_class", "available_t", "need_t"]
    columns += ["disqualified_by", "median_ratio"]
    notes = {}
    for code, kind, have, need, against, ratio in result.table[columns].to_numpy():
        lines = [both_sides(result, have, need)]
        if not result.suspended:
            lines.insert(0, words.balance_class(str(kind)).capitalize())
        if against:
            lines.append(_("Doubtful: {reason}", reason=doubt_reason(against, ratio)))
        notes[str(code)] = lines
    doubtful = SpecialClass(
        list(result.disqualified["regency_code"]),
        palette.DOUBTFUL,
        words.balance_class("doubtful"),
        DOUBT,
    )
    if result.suspended:
        return numeric_choropleth(
            table["available_t"],
            unit="t",
            year=result.settings.year,
            decimals=0,
            selected=selected,
            notes=notes,
            title=headline(result),
            legend_title=words.in_tonnes(words.available(result.suspended)),
            special=[doubtful],
        )
    balanced = SpecialClass(
        list(table.index[table["balance_class"] == "balanced"]),
        palette.BALANCED,
        words.balance_class("balanced"),
        MIDDLE,
    )
    return numeric_choropleth(
        table["balance_t"],
        unit="t",
        year=result.settings.year,
        decimals=0,
        center=0.0,
        selected=selected,
        notes=notes,
        title=headline(result),
        legend_title=_("Balance (t)"),
        special=[balanced, doubtful],
    )


def opacities(certainty: pd.DataFrame) -> dict[str, float]:
    """Opacity of every known regency; ``certainty`` as ``summarise_draws`` makes it."""
    levels = zip(
        certainty["regency_code"], certainty["certainty"].map(certainty_level), strict=True
    )
    return {str(code): OPACITY[level] for code, level in levels if level in OPACITY}


def certain_choropleth(chart: Choropleth, certainty: pd.DataFrame) -> Choropleth:
    """The map of a balance, faded where the class is not sure, with its word in each tooltip."""
    tooltips: dict[str, list[str]] = {
        code: list(lines) for code, lines in chart.picture.tooltips.items()
    }
    marks = dict(chart.picture.marks)
    columns = ["regency_code", "certainty", "balance_p05_t", "balance_p95_t"]
    known = certainty.loc[certainty["balance_p05_t"].notna(), columns]
    for code, word, low, high in known.to_numpy():
        tooltips[code] += [
            certainty_word(word).capitalize(),
            _("Range {range}", range=range_words(low, high)),
        ]
        if certainty_level(word) == "uncertain":
            marks[code] = marks.get(code, "") + UNCERTAIN_MARK
    picture = replace(chart.picture, opacities=opacities(certainty), tooltips=tooltips, marks=marks)
    return replace(chart, picture=picture)
