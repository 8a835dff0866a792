"""How sure the class of a balance is: words, and colours that fade."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.balance.result import Balance
from analysis.uncertainty.draws import CERTAIN_SHARE, LIKELY_SHARE
from geo.places import names_of
from pages.balance.matcher.draws import certainty, total_interval
from pages.balance.matcher.spread_rules import changed_rules
from pages.ui.balance_view import balance_choropleth
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name

# How strongly a regency is coloured: what is uncertain fades, what is unknown stays hatched.
OPACITY = {"certain": 1.0, "likely": 0.65, "uncertain": 0.4}
UNCERTAIN_MARK = "?"


def certainty_word(code: str) -> str:
    """How sure the class of a balance is."""
    return {
        "certain_surplus": _("almost certainly a surplus"),
        "likely_surplus": _("probably a surplus"),
        "certain_balanced": _("almost certainly balanced"),
        "likely_balanced": _("probably balanced"),
        "likely_deficit": _("probably a deficit"),
        "certain_deficit": _("almost certainly a deficit"),
        "uncertain": _("cannot be told yet"),
        "unknown": _("no data yet"),
    }[code]


def certainty_level(code: str) -> str:
    """The code without the class: certain, likely, uncertain or unknown."""
    return code.split("_")[0]


def range_words(low: float, high: float) -> str:
    """Two ends of an interval in tonnes, as words."""
    return _("{low} to {high}", low=number(low), high=tonnes(high))


def opacities(result: Balance) -> dict[str, float]:
    """Opacity of every known regency, for ``MapPicture.opacities``."""
    levels = certainty(result).set_index("regency_code")["certainty"].map(certainty_level)
    return {str(code): OPACITY[level] for code, level in levels.items() if level in OPACITY}


def certain_choropleth(result: Balance, selected: str | None) -> Choropleth:
    """The balance as a map, faded where the class is not sure and with its word in each tooltip."""
    return _certain_choropleth(result, selected, changed_rules())


@once_per_language(maxsize=256)
def _certain_choropleth(result: Balance, selected: str | None, _rules: object) -> Choropleth:
    chart = balance_choropleth(result, selected)
    found = certainty(result).set_index("regency_code")
    tooltips = {code: list(lines) for code, lines in chart.picture.tooltips.items()}
    marks = dict(chart.picture.marks)
    for row in found[found["certainty"] != "unknown"].itertuples():
        tooltips[str(row.Index)] += [
            certainty_word(row.certainty).capitalize(),
            _("Range {range}", range=range_words(row.balance_p05_t, row.balance_p95_t)),
        ]
        if certainty_level(row.certainty) == "uncertain":
            marks[str(row.Index)] = marks.get(str(row.Index), "") + UNCERTAIN_MARK
    picture = replace(chart.picture, opacities=opacities(result), tooltips=tooltips, marks=marks)
    return replace(chart, picture=picture)


def show_certainty_key() -> None:
    """What the strength of the colour means, below the legend of the map."""
    st.caption(
        _(
            "Strong colour: almost certain ({certain} or more of the draws agree). Paler: probable "
            "({likely} or more). Palest, with “?” behind the name: cannot be told yet.",
            certain=percent(100 * CERTAIN_SHARE, 0),
            likely=percent(100 * LIKELY_SHARE, 0),
        )
    )


def certainty_headline(result: Balance) -> str:
    """The finding in one sentence: for how many the class is sure, for whom it is not."""
    return _certainty_headline(result, changed_rules())


@once_per_language(maxsize=256)
def _certainty_headline(result: Balance, _rules: object) -> str:
    table = certainty(result)
    levels = table["certainty"].map(certainty_level)
    n_known, n_certain = int((levels != "unknown").sum()), int((levels == "certain").sum())
    open_ones = names_of(table.loc[levels == "uncertain", "regency_code"])
    name = commodity_name(result.settings.commodity)
    if not n_known:
        return _("{name}: no balance is known yet", name=name)
    if open_ones.empty:
        return _(
            "{name}: almost certain for {n} of {total} regencies",
            name=name,
            n=n_certain,
            total=n_known,
        )
    return _(
        "{name}: almost certain for {n} of {total} regencies; cannot be told yet for {names}",
        name=name,
        n=n_certain,
        total=n_known,
        names=", ".join(open_ones),
    )


def interval_note(result: Balance, regency_code: str) -> str:
    """One regency's certainty in a sentence, for its card."""
    return _interval_note(result, regency_code, changed_rules())


@once_per_language(maxsize=1024)
def _interval_note(result: Balance, regency_code: str, _rules: object) -> str:
    row = certainty(result).set_index("regency_code").loc[regency_code]
    if row["certainty"] == "unknown":
        return certainty_word("unknown").capitalize()
    return _(
        "{name} {year}: {word}; {range} in 90 % of the results.",
        name=commodity_name(result.settings.commodity),
        year=year_text(result.settings.year),
        word=certainty_word(str(row["certainty"])),
        range=range_words(row["balance_p05_t"], row["balance_p95_t"]),
    )


def total_sentence(result: Balance) -> str:
    """The balance of all known regencies with its range, in a sentence."""
    total = total_interval(result)
    return _(
        "Balance of NTT in 90 % of the results: {range} ({known} of {total} regencies known).",
        range=range_words(total.balance_p05_t, total.balance_p95_t),
        known=total.n_known,
        total=total.n_total,
    )
