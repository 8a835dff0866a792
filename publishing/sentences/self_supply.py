"""How much of its need a regency produces itself, this year and the year before."""

from __future__ import annotations

from typing import Literal

from geo.places import regency_names
from publishing.formats import number, percent
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, in_sentence
from publishing.sentences.profile import RegencyBalance

#: Why the year before is known and yet not held beside this one.
Apart = Literal["need", "form", "counting"]

#: Classes of a balance that are a finding.
JUDGED = ("surplus", "balanced", "deficit")

# From here on one says "1.1 times"; below, per cent tell a surplus from a balance.
_TIMES_FROM = 1.1


def produced_line(regency_code: str, now: RegencyBalance, before: RegencyBalance | None) -> str:
    """The share of its need that a regency produces; ``before`` only where it is comparable.

    Empty where the balance is no finding.
    """
    if now.balance_class not in JUDGED:
        return ""
    ratios = [now.ratio, *([before.ratio] if before else [])]
    in_times = min(ratios) >= _TIMES_FROM
    told = {
        "name": regency_names()[regency_code],
        "commodity": in_sentence(commodity_name(now.commodity)),
        "share": _share(now.ratio, in_times),
        "year": year_text(now.year),
    }
    if in_times:
        said = _("{name} produced {share} its need of {commodity} in {year}", **told)
    else:
        said = _("{name} produced {share} of its need of {commodity} in {year}", **told)
    if before is None:
        return f"{said}."
    earlier = _share(before.ratio, in_times)
    if earlier == told["share"]:
        return said + _(", about as much as in {year}.", year=year_text(before.year))
    return said + _(", {share} in {year}.", share=earlier, year=year_text(before.year))


def _share(ratio: float, in_times: bool) -> str:
    if in_times:
        return _("{n} times", n=number(ratio, 1))
    if 0 < ratio < 0.001:
        return _("less than {share}", share=percent(0.1, 1))
    return percent(100 * ratio, 0 if ratio >= 0.1 or ratio == 0 else 1)


def apart_line(commodity: str, year: int, why: Apart) -> str:
    """Why the year before ``year`` is known but not held beside it."""
    told = {"name": commodity_name(commodity), "before": year_text(year - 1)}
    return {
        "need": _(
            "{name}: {before} is not held beside it, for its need rests on another series of "
            "population.",
            **told,
        ),
        "form": _("{name}: {before} is not held beside it, for it counts another form.", **told),
        "counting": _(
            "{name}: {before} is not held beside it, for a figure of one of the two years is "
            "doubtful, missing or counted in another way.",
            **told,
        ),
    }[why]
