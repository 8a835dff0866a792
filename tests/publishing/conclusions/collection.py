"""Conclusions on what a round of collecting figures has changed."""

from __future__ import annotations

from analysis.collection.effect import Effect, Pair, State
from analysis.collection.needs import Needs
from publishing.sentences import effect, round_needs
from tests.publishing.conclusions.case import Conclusion

NOT_YET = State({}, frozenset(), ("population",))
A, B = Pair("5304", "5371"), Pair("5304", "5306")


def _state(surplus: int, *pairs: Pair, deficit: int = 1, assumed: tuple[str, ...] = ()) -> State:
    classes = ["surplus"] * surplus + ["deficit"] * deficit
    classes += ["unknown"] * (22 - len(classes))
    return State(
        {f"53{n:02}": each for n, each in enumerate(classes, 1)}, frozenset(pairs), assumed=assumed
    )


def _need(*missing: str) -> str:
    return round_needs.needs_line(Needs("maize", "dry_shelled", 2024, missing))


def _said(now: State, before: State = NOT_YET, reports: int = 3, rehearsal: bool = False) -> str:
    receipts = tuple(f"r{n}" for n in range(reports))
    return effect.effect_line(Effect("maize", 2024, receipts, ("5304",), before, now), rehearsal)


CASES: list[Conclusion] = [
    *(
        Conclusion(f"effect.{function}", template, said, not_said, words)
        for function, template, said, not_said, words in (
            (
                *("effect_line", "{n} report"),
                lambda: _said(_state(9), reports=1),
                lambda: _said(_state(9), reports=14),
                "1 report:",
            ),
            (
                *("effect_line", "{name} {year}: what was accepted enters no balance"),
                lambda: _said(_state(9), reports=0),
                lambda: _said(_state(9), reports=1),
                "",
            ),
            (
                *("effect_line", "After {reports}: the balance of"),
                lambda: _said(NOT_YET),
                lambda: _said(_state(9)),
                "",
            ),
            (
                *("effect_line", "Rehearsal: after {reports}"),
                lambda: _said(_state(9), rehearsal=True),
                lambda: _said(_state(9)),
                "",
            ),
            (
                *("effect_line", "After {reports}: {said}"),
                lambda: _said(_state(9)),
                lambda: _said(_state(9), rehearsal=True),
                "After 3 reports:",
            ),
            (
                *("assumed_words", "(assumption: {inputs})"),
                lambda: _said(_state(9, assumed=("conversion",))),
                lambda: _said(_state(9)),
                "",
            ),
            (
                *("_classes_words", "{n} regency has a surplus"),
                lambda: _said(_state(1)),
                lambda: _said(_state(9)),
                "",
            ),
            (
                *("_classes_words", "(before: {n})"),
                lambda: _said(_state(9), before=_state(8)),
                # Without a balance before there was no count, and not a count of none.
                lambda: _said(_state(9)),
                "",
            ),
            (
                *("_pairs_words", "certain pairs as before"),
                lambda: _said(_state(9, A), before=_state(8, A)),
                lambda: _said(_state(9, A), before=_state(8, B)),
                "",
            ),
            (
                *("_pairs_words", "no certain pair"),
                lambda: _said(_state(9)),
                lambda: _said(_state(9, A)),
                "",
            ),
            (
                *("_pairs_words", "{n} certain pair no more"),
                lambda: _said(_state(9), before=_state(9, A)),
                lambda: _said(_state(9, A), before=_state(9, A)),
                "",
            ),
            (
                *("_pairs_words", "{n} new certain pair"),
                lambda: _said(_state(9, A)),
                lambda: _said(_state(9, A), before=_state(9, A)),
                "",
            ),
            (
                *("_pairs_words", "{n} no more"),
                lambda: _said(_state(9, A), before=_state(9, B)),
                lambda: _said(_state(9, A)),
                "",
            ),
        )
    ),
    # The same in the plural, each held against the singular.
    *(
        Conclusion(f"effect.{function}", template, said, not_said, words)
        for function, template, said, not_said, words in (
            (
                *("effect_line", "{n} reports"),
                lambda: _said(_state(9), reports=14),
                lambda: _said(_state(9), reports=1),
                "14 reports:",
            ),
            (
                *("_classes_words", "{n} regencies have a surplus"),
                lambda: _said(_state(9)),
                lambda: _said(_state(1)),
                "",
            ),
            (
                *("_pairs_words", "{n} certain pairs no more"),
                lambda: _said(_state(9), before=_state(9, A, B)),
                lambda: _said(_state(9), before=_state(9, A)),
                "",
            ),
            (
                *("_pairs_words", "{n} new certain pairs"),
                lambda: _said(_state(9, A, B)),
                lambda: _said(_state(9, A)),
                "",
            ),
        )
    ),
    *(
        Conclusion(
            f"round_needs.{function}",
            template,
            lambda missing=missing: _need(*missing),
            lambda other=other: _need(*other),
        )
        for function, template, missing, other in (
            ("needs_line", "{name}: asked in no form", ("form",), ("norm",)),
            ("needs_line", "{name}: no balance, since", ("not_comparable",), ("norm",)),
            ("needs_line", "{name}: the balance of {year} cannot", ("population",), ()),
            ("needs_line", "{name}: accepted figures of the whole year", (), ("population",)),
        )
    ),
    Conclusion(
        "round_needs.how_to_supply_needs",
        "all regencies",
        lambda: round_needs.how_to_supply_needs([Needs("maize", "dry_shelled", 2026, ("norm",))]),
        lambda: round_needs.how_to_supply_needs([Needs("maize", None, 2026, ("form",))]),
    ),
]
