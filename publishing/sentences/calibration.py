"""What is said of words of certainty beside what came a year later."""

from __future__ import annotations

import pandas as pd

from analysis.uncertainty.calibration import LEAST_EFFECTIVE
from analysis.uncertainty.likelihood import SCALE, SCALE_SOURCE
from publishing import words
from publishing.formats import number, percent
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.certainty import likelihood_word


def promise_word(code: str) -> str:
    """What a word is about."""
    return {
        "sign": _("this year's sign"),
        "steady": _("next year the same"),
    }[code]


def sign_of_all(code: str) -> str:
    """Surplus or deficit, or both together."""
    return _("both") if code == "all" else words.balance_class(code)


def verdict_word(verdict: str, bears: str) -> str:
    """Whether a word may be said, see ``VERDICTS``."""
    if verdict == "weaker":
        return _("gives way to “{word}”", word=likelihood_word(bears))
    return {
        "kept": _("may be said"),
        "broken": _("may not be said"),
        "too_few": _("too few cases"),
    }[verdict]


def calibration_headline(tested: pd.DataFrame) -> str:
    """Which is the strongest word that earlier years bear out for any commodity.

    ``tested`` as ``services.calibration.tested_words``.
    """
    strongest = next((word for word in SCALE if (tested["bears"] == word).any()), None)
    if strongest is None:
        return _("No word of certainty is borne out yet by what came a year later")
    return _(
        "The strongest word that earlier years bear out is “{word}” ({floor} or more)",
        word=likelihood_word(strongest),
        floor=percent(100 * SCALE[strongest], 0),
    )


def baseline_sentences(accuracy: pd.DataFrame) -> list[str]:
    """How far one gets with last year's sign alone; ``accuracy``: ``baseline``."""
    rows = accuracy[(accuracy["promise"] == "sign") & (accuracy["n"] > 0)]
    lines = []
    for commodity, own in rows.groupby("commodity", sort=False):
        share = own.set_index("sign")["share"]
        n = own.set_index("sign")["n"]
        lines.append(
            _(
                "{name}: “last year's sign” alone is right in {share} of {n} cases (surplus "
                "{surplus}, deficit {deficit}).",
                name=commodity_name(str(commodity)),
                share=percent(100 * float(share["all"]), 0),
                n=number(int(n["all"])),
                surplus=percent(100 * float(share.get("surplus", float("nan"))), 0),
                deficit=percent(100 * float(share.get("deficit", float("nan"))), 0),
            )
        )
    return lines


def calibration_notes() -> list[str]:
    """How the words are tested, and what the table does not show."""
    floors = "; ".join(
        f"{likelihood_word(word)}: {percent(100 * floor, 0)}" for word, floor in SCALE.items()
    )
    return [
        _(
            "A case is one regency in one year: what was promised, and whether the next year had "
            "the same sign. Flagged figures and years across a break of the series are no cases."
        ),
        _(
            "The scale is the IPCC's ({source}), with the smallest probability of each word: "
            "{floors}.",
            source=SCALE_SOURCE,
            floors=floors,
        ),
        _(
            "A word is said only where the lower end of its interval (Wilson) reaches its floor; "
            "with fewer than {n} effective cases it is unproven. Cases too few for one word are "
            "tested together with those of the next weaker one.",
            n=number(LEAST_EFFECTIVE),
        ),
        _(
            "The promise for the next year comes from changes of earlier years only. The promise "
            "on this year's sign comes from the spreads, which are estimated from all years; it "
            "is tested by the next year, so that a real change counts against it too."
        ),
        _(
            "Effective n: regencies of one island group share their weather and count for less. "
            "What the whole province has in common in a year is not in it, so the intervals are "
            "still too narrow."
        ),
        _("A commodity whose balance is not judged (landed fish) has no words and is not listed."),
    ]
