"""Indicators of the potential map as pictures with their legends."""

from __future__ import annotations

from string import ascii_uppercase

from ntt_data.tables import load
from publishing import palette, words
from publishing.language import once_per_language
from publishing.maps.choropleth import (
    DOUBT,
    HIGH,
    LOW,
    MIDDLE,
    Choropleth,
    SpecialClass,
    category_choropleth,
    numeric_choropleth,
)
from publishing.maps.kpju import rank_colors
from publishing.sentences.indicators import (
    ToldIndicator,
    indicator_name,
    sectors_by_frequency,
    staples_words,
    sufficiency_words,
)

#: What weighs on people the more the higher it is, in the register.
_BURDEN = "lower_better"
_RAMPS = {
    "production": palette.AMOUNT,
    "population": palette.PEOPLE,
    "density": palette.PEOPLE,
    "grdp_per_capita_constant_k_idr": palette.ECONOMY,
    "grdp_current_m_idr": palette.ECONOMY,
}


@once_per_language(maxsize=512)
def indicator_choropleth(
    told: ToldIndicator, selected: str | None, reference: ToldIndicator | None = None
) -> Choropleth:
    """The picture with its legend; its classes are those of the ``reference``, another year.

    Colours then mean the same in every year; where that one is in another unit they cannot.
    """
    if told.in_words:
        colors, signs = _colors_and_signs(told)
        return category_choropleth(
            told.values, colors, told.unit, told.title, selected, told.notes, signs
        )
    indicator = told.indicator
    shared = reference if reference is not None and reference.unit == told.unit else None
    return numeric_choropleth(
        told.values,
        told.unit,
        indicator.year,
        told.decimals,
        told.title,
        center=0.0 if indicator.balance is not None else None,
        ramp=_ramp(indicator.code),
        selected=selected,
        notes=told.notes,
        measure=indicator_name(indicator.code),
        special=[
            SpecialClass(
                indicator.doubtful, palette.DOUBTFUL, words.balance_class("doubtful"), DOUBT
            )
        ],
        classes_of=None
        if shared is None
        else shared.values.drop(list(shared.indicator.doubtful), errors="ignore"),
    )


def _ramp(code: str) -> list[str]:
    """Colours of an indicator's kind; what the register judges is a burden or a welfare."""
    if code in _RAMPS:
        return _RAMPS[code]
    register = load("social_indicators")
    weighs = (register["direction"][register["indicator"] == code] == _BURDEN).any()
    return palette.BURDEN if weighs else palette.WELFARE


def _colors_and_signs(told: ToldIndicator) -> tuple[dict[str, str], dict[str, str]]:
    """Colour of each word in the order of the legend, and signs where colours are no order."""
    code = told.indicator.code
    if code == "kpju":
        return rank_colors(), {}
    if code == "self_sufficiency":
        classes = sufficiency_words()
        ramp = palette.diverging(2, 2)
        classes = [*classes, words.balance_class("doubtful")]
        colors = [*ramp[:2], palette.BALANCED, *ramp[2:], palette.DOUBTFUL]
        signs = [LOW, LOW, MIDDLE, HIGH, HIGH, DOUBT]
        return dict(zip(classes, colors, strict=True)), dict(zip(classes, signs, strict=True))
    if code == "staples_ratio":
        classes = staples_words()
        # The ratio says how much is lacking, so that the colours of a balance stand turned round.
        colors = palette.diverging(2, 3)[::-1]
        signs = [HIGH, HIGH, HIGH, LOW, LOW]
        return dict(zip(classes, colors, strict=True)), dict(zip(classes, signs, strict=True))
    ordered = sectors_by_frequency(told.values)
    colors = [palette.GROUPS[i % len(palette.GROUPS)] for i in range(len(ordered))]
    return (
        dict(zip(ordered, colors, strict=True)),
        dict(zip(ordered, ascii_uppercase[: len(ordered)], strict=True)),
    )
