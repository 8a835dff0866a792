"""Conclusions from the report's ranked lists: products, sectors, similar regencies."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.leading.rankings import borda, sector_shift
from ntt_data.tables import load
from publishing.sentences import kpju, sectors, similar
from services import partners
from services.kpju import all_kpju, kpju_of
from tests.publishing.conclusions.case import Conclusion

# --- lists of one regency, items of many ---


def _item(**changes: object) -> pd.DataFrame:
    row = {"item": "maize", "n": 2, "regency_codes": "5301;5302", "best_rank": 1, "n_best": 1}
    return pd.DataFrame([{**row, **changes}])


def _judged(verdict: str) -> pd.DataFrame:
    rows = all_kpju()
    return rows[rows["verdict"] == verdict]


KPJU = [
    Conclusion(
        *("kpju.kpju_headline", "{item} leads in {name}"),
        said=lambda: kpju.kpju_headline("5304", kpju_of("5304")),
        not_said=lambda: kpju.kpju_headline("5305", kpju_of("5305")),
    ),
    Conclusion(
        *("kpju.kpju_headline", "{name}: the report has no KPJu list"),
        said=lambda: kpju.kpju_headline("5305", kpju_of("5305")),
        not_said=lambda: kpju.kpju_headline("5304", kpju_of("5304")),
    ),
    Conclusion(
        *("kpju.unjudged_note", "{n} of {total} are not judged"),
        said=lambda: kpju.unjudged_note(kpju_of("5304")),
        not_said=lambda: kpju.unjudged_note(_judged("recommended")),
    ),
    Conclusion(
        *("kpju.item_headline", "{item} is in the list of {first} alone"),
        said=lambda: kpju.item_headline("maize", _item(n=1)),
        not_said=lambda: kpju.item_headline("maize", _item()),
    ),
    Conclusion(
        *("kpju.item_headline", "{item} is in {n} of {total} lists, highest in {first}"),
        said=lambda: kpju.item_headline("maize", _item()),
        not_said=lambda: kpju.item_headline("maize", _item(n=1)),
    ),
]

# --- sectors ---


@lru_cache
def _ranking() -> pd.DataFrame:
    return borda(load("sector_rankings"), "kbli")


def _shift(*codes: str) -> pd.DataFrame:
    shift = sector_shift(load("sector_rankings")).head(len(codes))
    return shift.assign(shift_2013=list(codes))


SECTORS = [
    Conclusion(
        *("sectors.matrix_headline", "Most often first: {sector}"),
        said=lambda: sectors.matrix_headline("kbli"),
        not_said=lambda: sectors.matrix_headline("traditional"),
        words="Food crops, in 6 of the 11 regencies that this scheme ranks; it does not rank 11",
    ),
    Conclusion(
        *("sectors.borda_headline", "Most points: {sector}"),
        said=lambda: sectors.borda_headline(_ranking()),
        not_said=lambda: sectors.borda_headline(_ranking().iloc[1:]),
        words="Most points: Food crops, ",
    ),
    Conclusion(
        *("sectors.shift_headline", "Since 2013 the first sector has changed in {n}"),
        said=lambda: sectors.shift_headline(_shift("displaced", "unchanged")),
        not_said=lambda: sectors.shift_headline(_shift("unchanged", "unchanged")),
        words="changed in 1 of the 2",
    ),
    Conclusion(
        *("sectors.named_twice", "{regency} names the sector {sector} twice"),
        said=lambda: sectors.named_twice("kbli"),
        not_said=lambda: sectors.named_twice("traditional"),
    ),
]

# --- similar pairs ---


@lru_cache
def _near() -> pd.DataFrame:
    table = partners.similar(350)
    return table[table["near"]]


def _of(regency: str) -> pd.DataFrame:
    return _near()[_near()[["regency_a", "regency_b"]].eq(regency).any(axis=1)]


SIMILAR = [
    Conclusion(
        *("similar.similar_headline", "{name}: the report has no KPJu list"),
        said=lambda: similar.similar_headline(_near(), "5305", has_list=False),
        not_said=lambda: similar.similar_headline(_of("5316"), "5316"),
    ),
    Conclusion(
        *("similar.similar_headline", "No pair within reach"),
        said=lambda: similar.similar_headline(_near().assign(near=False), None),
        not_said=lambda: similar.similar_headline(_near(), None),
    ),
    Conclusion(
        *("similar.similar_headline", "No two lists within reach name the same product"),
        said=lambda: similar.similar_headline(_near().assign(n_shared=0), None),
        not_said=lambda: similar.similar_headline(_near().assign(n_shared=1), None),
    ),
    Conclusion(
        *("similar.similar_headline", "{name} is most like {other}"),
        said=lambda: similar.similar_headline(_of("5316"), "5316"),
        not_said=lambda: similar.similar_headline(_of("5316").assign(n_shared=0), "5316"),
    ),
    Conclusion(
        *("similar.similar_headline", "{a} and {b} are the most alike"),
        said=lambda: similar.similar_headline(_near(), None),
        not_said=lambda: similar.similar_headline(_near().assign(n_shared=0), None),
    ),
]

CASES = [*KPJU, *SECTORS, *SIMILAR]
