"""The balance as a map: diverging around zero, faded where its class is not sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.balance.result import Balance
from publishing import palette, words
from publishing.formats import tonnes
from publishing.language import _, once_per_language
from publishing.maps.choropleth import (
    DOUBT,
    MIDDLE,
    Choropleth,
    SpecialClass,
    numeric_choropleth,
)
from publishing.sentences.balance import both_sides, doubt_reason, headline
from publishing.sentences.certainty import certainty_texts, range_words

# How strongly a regency is coloured, by the word of its sign: what is less sure fades, what is
# unknown stays hatched.
OPACITY = {
    "virtually_certain": 1.0,
    "very_likely": 1.0,
    "likely": 0.65,
    "about_as_likely": 0.4,
    "untested": 0.4,
}
_UNCERTAIN = ("about_as_likely", "untested")
UNCERTAIN_MARK = "?"


@once_per_language(maxsize=512)
def balance_choropleth(
    result: Balance,
    selected: str | None,
    scenario: str = "",
    baseline: Balance | None = None,
    reference: Balance | None = None,
) -> Choropleth:
    """Balance in tonnes, diverging around zero; unknown hatched, doubtful marked.

    Where there is no balance to speak of, what is available. ``scenario`` is the title of one (""
    for the baseline): the map then says so, and the figure of the ``baseline`` stands beside each
    regency's own. Classes are those of the ``reference``, the commodity's newest full year, so that
    colours mean the same in every year and scenario; without one those of the baseline, or its own.
    """
    table = result.table.set_index("regency_code")
    compared = None if baseline is None or baseline.suspended else baseline
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
    if scenario:
        notes = _beside_the_baseline(notes, scenario, compared)
    doubtful = SpecialClass(
        list(result.disqualified["regency_code"]),
        palette.DOUBTFUL,
        words.balance_class("doubtful"),
        DOUBT,
    )
    shared = baseline if reference is None else reference
    if result.suspended:
        return numeric_choropleth(
            table["available_t"],
            unit="t",
            year=result.settings.year,
            decimals=0,
            selected=selected,
            notes=notes,
            title=headline(result, scenario),
            measure=words.available(result.suspended),
            special=[doubtful],
            classes_of=None if shared is None else _classed(shared),
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
        title=headline(result, scenario),
        measure=_("Balance"),
        special=[balanced, doubtful],
        classes_of=None if shared is None else _classed(shared),
    )


def _classed(result: Balance) -> pd.Series:
    """What is in a class of the map (t): neither balanced nor doubtful."""
    table = result.table.set_index("regency_code")
    if result.suspended:
        return table["available_t"].drop(result.disqualified["regency_code"].tolist())
    return table.loc[~table["balance_class"].isin(["balanced", "doubtful"]), "balance_t"]


def _beside_the_baseline(
    notes: Mapping[str, list[str]], scenario: str, baseline: Balance | None
) -> dict[str, list[str]]:
    """Every regency's lines with the scenario's title and the figure of the baseline."""
    said = {code: [*lines, scenario] for code, lines in notes.items()}
    if baseline is not None:
        known = baseline.table.dropna(subset=["balance_t"])
        for code, was in zip(known["regency_code"], known["balance_t"], strict=True):
            said[str(code)].append(_("Baseline: {value}", value=tonnes(was)))
    return said


def opacities(certainty: pd.DataFrame) -> dict[str, float]:
    """Opacity of every judged regency; ``certainty`` as ``services.answer.certainty`` makes it."""
    codes = zip(certainty["regency_code"], certainty["sign_word"], strict=True)
    return {str(code): OPACITY[word] for code, word in codes if word in OPACITY}


def certain_choropleth(chart: Choropleth, certainty: pd.DataFrame) -> Choropleth:
    """The map of a balance, faded where the sign is not sure, with both words in each tooltip."""
    tooltips: dict[str, list[str]] = {
        code: list(lines) for code, lines in chart.picture.tooltips.items()
    }
    marks = dict(chart.picture.marks)
    columns = ["regency_code", "sign_word", "sign_text", "steady_text"]
    columns += ["balance_p05_t", "balance_p95_t"]
    told = certainty.join(certainty_texts(certainty))
    known = told.loc[told["balance_p05_t"].notna(), columns]
    for code, word, sign, steady, low, high in known.to_numpy():
        tooltips[code] += [
            sign.capitalize(),
            _("The next year the same: {word}", word=steady),
            _("Range {range}", range=range_words(low, high)),
        ]
        if word in _UNCERTAIN:
            marks[code] = marks.get(code, "") + UNCERTAIN_MARK
    picture = replace(chart.picture, opacities=opacities(certainty), tooltips=tooltips, marks=marks)
    return replace(chart, picture=picture)
