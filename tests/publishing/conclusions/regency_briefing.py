"""Conclusions of a regency's briefing: where it stands, what it produces, with whom it can deal."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.leading.indicator_values import IndicatorValues, KeyFigure
from analysis.leading.standing import standing
from analysis.matching.carried import CarriedTonnes
from analysis.matching.ranges import Supply
from analysis.overview import NamedSupply
from analysis.partnerships import Partnership
from publishing.sentences import partnerships, regency_gaps, self_supply
from publishing.sentences.standing import place_words
from tests.publishing.conclusions.case import Conclusion, Said
from tests.publishing.conclusions.regencies import balance_row

# --- where it stands ---


def _place(own: float, *others: float, doubtful: str = "") -> Said:
    """The place of 5300 whose value is ``own``, beside 5301, 5302 …"""
    codes = ["5300", *(f"53{no:02}" for no in range(1, len(others) + 1))]
    values = pd.Series([own, *others], index=codes, dtype="float64")
    flags = pd.Series([None] * len(codes), index=codes, dtype="object")
    if doubtful:
        flags[doubtful] = "suspect"
    indicator = IndicatorValues("hdi", values, 2024, rows=pd.DataFrame({"flag": flags}))
    return place_words(KeyFigure(indicator, standing(values, "5300"), "B", ""), "5300")


_UP = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0)
_NTH = ("highest", "second highest", "third highest", "fourth highest", "fifth highest")

STANDING = [
    Conclusion(
        *("standing.place_words", "no data yet for it"),
        said=lambda: _place(float("nan"), 1.0, 2.0),
        not_said=lambda: _place(0.0, 1.0, 2.0),
    ),
    Conclusion(
        *("standing.place_words", "its figure is doubtful"),
        said=lambda: _place(9.0, 1.0, 2.0, doubtful="5300"),
        not_said=lambda: _place(9.0, 1.0, 2.0, doubtful="5301"),
    ),
    Conclusion(
        *("standing.place_words", "the same in all {n}"),
        said=lambda: _place(1.0, 1.0, float("nan")),
        not_said=lambda: _place(1.0, 1.0, 2.0),
    ),
    Conclusion(
        *("standing.place_words", "of {n} regencies"),
        said=lambda: _place(9.0, 1.0, 2.0),
        not_said=lambda: _place(9.0, 1.0, float("nan")),
        words="highest of 3 regencies",
    ),
    Conclusion(
        *("standing.place_words", "of the {n} regencies known"),
        said=lambda: _place(9.0, 1.0, 2.0, doubtful="5301"),
        not_said=lambda: _place(9.0, 1.0, 2.0),
    ),
    Conclusion(
        *("standing.place_words", "higher than in {below}"),
        said=lambda: _place(6.5, *_UP),
        not_said=lambda: _place(8.5, *_UP),
        words="higher than in 6 regencies, lower than in 6",
    ),
    *(
        Conclusion(
            *("standing._highest", word),
            said=lambda place=place: _place(12.5 - place, *_UP),  # type: ignore[misc]
            # One place further down; "second highest" holds the word "highest" itself.
            not_said=lambda place=place: _place(11.5 - (place or 6), *_UP),  # type: ignore[misc]
            words=f"{word} of 13",
        )
        for place, word in enumerate(_NTH)
    ),
    *(
        Conclusion(
            *("standing._lowest", word.replace("highest", "lowest")),
            said=lambda place=place: _place(0.5 + place, *_UP),  # type: ignore[misc]
            not_said=lambda place=place: _place(1.5 + (place or 6), *_UP),  # type: ignore[misc]
            words=f"{word.replace('highest', 'lowest')} of 13",
        )
        for place, word in enumerate(_NTH)
    ),
    Conclusion(
        *("standing._as_in", ", the same as in {names}"),
        said=lambda: _place(9.0, 9.0, 1.0),
        not_said=lambda: _place(9.0, 8.9, 1.0),
    ),
    Conclusion(
        *("standing._as_in", ", the same as in {n} others"),
        said=lambda: _place(9.0, 9.0, 9.0, 9.0, 1.0),
        not_said=lambda: _place(9.0, 9.0, 9.0, 1.0),
    ),
]

# --- what it produces ---


def _produced(now: float, before: float | None = None, kind: str = "surplus") -> Said:
    row = balance_row(ratio=now, balance_class=kind)
    earlier = None if before is None else balance_row(ratio=before, year=2022)
    return self_supply.produced_line("5315", row, earlier)


SELF_SUPPLY = [
    Conclusion(
        *("self_supply.produced_line", "{name} produced {share} its need"),
        said=lambda: _produced(1.78, 2.28),
        # A balance that is no finding says nothing, however large its figure.
        not_said=lambda: _produced(1.78, 2.28, kind="doubtful"),
    ),
    Conclusion(
        *("self_supply.produced_line", "{name} produced {share} of its need"),
        said=lambda: _produced(0.98, 2.0),
        not_said=lambda: _produced(0.98, 2.0, kind="unknown"),
        words="produced 98 % of its need of rice in 2023, 200 % in 2022.",
    ),
    Conclusion(
        *("self_supply.produced_line", ", about as much as in {year}"),
        said=lambda: _produced(1.84, 1.76),
        not_said=lambda: _produced(1.86, 1.84),
    ),
    Conclusion(
        *("self_supply.produced_line", ", {share} in {year}"),
        said=lambda: _produced(1.78, 2.28),
        not_said=lambda: _produced(1.78, None),
        words="2.3 times in 2022",
    ),
    Conclusion(
        *("self_supply._share", "{n} times"),
        said=lambda: _produced(1.1),
        not_said=lambda: _produced(1.09),
        words="produced 1.1 times",
    ),
    Conclusion(
        *("self_supply._share", "less than {share}"),
        said=lambda: _produced(0.0004, kind="deficit"),
        not_said=lambda: _produced(0.0, kind="deficit"),
    ),
    *(
        Conclusion(
            *("self_supply.apart_line", f"{{name}}: {{before}} is not held beside it, for {words}"),
            said=lambda why=why: self_supply.apart_line("rice", 2023, why),  # type: ignore[misc]
            not_said=lambda other=other: self_supply.apart_line("rice", 2023, other),  # type: ignore[misc]
        )
        for why, other, words in (
            ("need", "form", "its need rests"),
            ("form", "counting", "it counts"),
            ("counting", "need", "a figure of one"),
        )
    ),
]

# --- with whom it can deal ---

_PAIR = Supply(("5303",), ("5371",), 100.0, 100.0)
_CORRIDOR = Supply(("5303", "5304"), ("5371", "5311"), 100.0, 100.0)


def _carried(shown: float, low: float, high: float, unjudged: float = 0.0) -> CarriedTonnes:
    return CarriedTonnes(_PAIR, 100.0, shown, low, high, unjudged)


def _deal(side: str = "supplies", supply: Supply = _PAIR, **changes: object) -> Partnership:
    made = Partnership(
        *("rice", 2023, side, supply, ("5371",), 44.0, 44.0),  # type: ignore[arg-type]
        None if side == "from_outside" else NamedSupply(supply, 72.0),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def _outside(high: float = 50.0) -> Partnership:
    return _deal("from_outside", Supply(("X_MAKASSAR",), ("5371",), 50.0, high))


def _headline(*sides: str) -> Said:
    return partnerships.partnerships_headline(
        [_outside() if side == "from_outside" else _deal(side) for side in sides]
    )


PARTNERSHIPS = [
    Conclusion(
        *("partnerships.partnerships_headline", "It can supply others with {gives}"),
        said=lambda: _headline("supplies", "receives"),
        not_said=lambda: _headline("supplies", "from_outside"),
    ),
    Conclusion(
        *("partnerships.partnerships_headline", "It can supply other regencies with {gives}"),
        said=lambda: _headline("supplies"),
        not_said=lambda: _headline("receives"),
    ),
    Conclusion(
        *("partnerships.partnerships_headline", "Other regencies can supply it with {takes}"),
        said=lambda: _headline("receives", "from_outside"),
        not_said=lambda: _headline("from_outside"),
    ),
    Conclusion(
        *("partnerships.partnerships_headline", "No regency of NTT can supply it"),
        said=lambda: _headline("from_outside"),
        not_said=lambda: _headline("receives", "from_outside"),
    ),
    Conclusion(
        *("partnerships.partnerships_headline", "No partner is identified"),
        said=lambda: _headline(),
        not_said=lambda: _headline("supplies"),
    ),
    Conclusion(
        *("partnerships.partnership_line", "{name}: {amount} from outside NTT"),
        said=lambda: partnerships.partnership_line(_outside()),
        not_said=lambda: partnerships.partnership_line(_deal("receives")),
    ),
    Conclusion(
        *("partnerships.partnership_line", "{low} to {high}"),
        said=lambda: partnerships.partnership_line(_outside(high=60.0)),
        not_said=lambda: partnerships.partnership_line(_outside()),
        words="50 t to 60 t",
    ),
    Conclusion(
        *("partnerships.partnership_line", "{name}: {supply}, freight {freight}"),
        said=lambda: partnerships.partnership_line(_deal()),
        not_said=lambda: partnerships.partnership_line(_outside()),
    ),
    Conclusion(
        *("partnerships.partnership_line", "A corridor: who supplies whom can be swapped"),
        said=lambda: partnerships.partnership_line(_deal(supply=_CORRIDOR)),
        not_said=lambda: partnerships.partnership_line(_deal()),
    ),
    Conclusion(
        *("partnerships.partnership_line", "From outside NTT it would arrive cheaper"),
        said=lambda: partnerships.partnership_line(
            _deal(named=NamedSupply(_PAIR, 72.0, gateway_is_cheaper=True))
        ),
        not_said=lambda: partnerships.partnership_line(_deal()),
    ),
    Conclusion(
        *("partnerships.freight_words", "{low} to {high}/kg"),
        said=lambda: partnerships.freight_words(_deal(freight_high_idr_per_kg=60.0)),
        not_said=lambda: partnerships.freight_words(_deal()),
    ),
    Conclusion(
        *("partnerships.carried_word", "no price yet"),
        said=lambda: partnerships.carried_word(_carried(0.0, 0.0, 0.0, unjudged=100.0)),
        not_said=lambda: partnerships.carried_word(_carried(0.0, 0.0, 0.0)),
    ),
    Conclusion(
        *("partnerships.carried_word", "too seldom above the freight"),
        said=lambda: partnerships.carried_word(_carried(0.0, 0.0, 0.0)),
        # None is carried as shown, but some in another of the equally good answers.
        not_said=lambda: partnerships.carried_word(_carried(0.0, 0.0, 50.0)),
    ),
    Conclusion(
        *("partnerships.carried_word", "pays the freight"),
        said=lambda: partnerships.carried_word(_carried(100.0, 100.0, 100.0)),
        not_said=lambda: partnerships.carried_word(_carried(0.0, 0.0, 0.0)),
    ),
    Conclusion(
        *("partnerships.carried_word", "pays the freight of part"),
        said=lambda: partnerships.carried_word(_carried(100.0, 40.0, 100.0)),
        not_said=lambda: partnerships.carried_word(_carried(100.0, 100.0, 100.0)),
    ),
]

# --- what is missing ---


def _gaps(*rows: tuple[str, str, float], n_named: int = 3) -> Said:
    table = pd.DataFrame(rows, columns=["commodity", "missing", "kpju_rank"])
    offices = {"maize": "agriculture", "coffee": "agriculture", "pig": "livestock"}
    return regency_gaps.gap_lines(table, n_named, offices)


_UNLISTED = ("maize", "norm", float("nan"))

GAPS = [
    Conclusion(
        *("regency_gaps.gap_lines", "{names}: not known here: {inputs}."),
        said=lambda: _gaps(("pig", "production;norm", 1)),
        # It is not of its list: nobody is sent to ask for it.
        not_said=lambda: _gaps(_UNLISTED),
        words="Pig: not known here: production, consumption norm.",
    ),
    Conclusion(
        *("regency_gaps.gap_lines", "For the production ask {office}"),
        said=lambda: _gaps(("pig", "production;norm", 1)),
        not_said=lambda: _gaps(("pig", "conversion", 1)),
    ),
    Conclusion(
        *("regency_gaps.gap_lines", "{n} commodities have no balance here"),
        said=lambda: _gaps(_UNLISTED, n_named=0),
        not_said=lambda: _gaps(_UNLISTED),
    ),
    Conclusion(
        *("regency_gaps.gap_lines", "{n} more commodities"),
        said=lambda: _gaps(_UNLISTED),
        not_said=lambda: _gaps(("pig", "production", 1)),
    ),
]

CASES: list[Conclusion] = [*STANDING, *SELF_SUPPLY, *PARTNERSHIPS, *GAPS]
