"""The report's ranked lists (KPJu) in words: verdicts, what leads, what is shared."""

from __future__ import annotations

import pandas as pd

from analysis.leading.kpju import FAVOURABLE, NOT_JUDGED
from geo.places import regencies, regency_names
from ntt_data.tables import load
from publishing.code_words import code_word
from publishing.formats import coverage, number
from publishing.language import _
from publishing.names import item_name, joined_regencies


def verdict_word(code: str) -> str:
    """The report's verdict on a KPJu; what it does not judge is said to be unjudged."""
    return _("not judged") if code == NOT_JUDGED else code_word(code)


def rank_class_word(code: str) -> str:
    """How high something stands in a list of ten; ``unknown`` (no list) has no class."""
    return {
        "top": _("rank 1–3"),
        "middle": _("rank 4–6"),
        "low": _("rank 7–10"),
        "absent": _("not in the top ten"),
    }[code]


def rank_notes(ranks: pd.Series) -> dict[str, list[str]]:
    """The rank of each regency that has one; ``ranks`` is indexed by regency_code."""
    return {
        str(code): [_("rank {rank} of 10", rank=number(rank))]
        for code, rank in ranks.dropna().items()
    }


def kpju_headline(regency_code: str, rows: pd.DataFrame) -> str:
    """The finding in one sentence: what leads, and how much the report speaks for.

    ``rows`` are the regency's list with verdicts by rank, empty where there is none.
    """
    name = regency_names()[regency_code]
    if rows.empty:
        return _("{name}: the report has no KPJu list", name=name)
    return _(
        "{item} leads in {name}; the report speaks for {n} of {total} KPJu",
        item=item_name(rows["item"].iloc[0]),
        name=name,
        n=int(rows["verdict"].isin(FAVOURABLE).sum()),
        total=len(rows),
    )


def verdict_lines(rows: pd.DataFrame) -> list[str]:
    """A list by verdict, each with its items by rank; ``rows`` as for ``kpju_headline``."""
    lines = []
    for verdict, same in rows.sort_values("rank").groupby("verdict", sort=False):
        items = ", ".join(
            f"{number(rank)} {item_name(str(item))}"
            for rank, item in zip(same["rank"], same["item"], strict=True)
        )
        lines.append(f"{verdict_word(str(verdict)).capitalize()}: {items}.")
    return lines


def unjudged_note(rows: pd.DataFrame) -> str | None:
    """How many of a list the report is silent on."""
    unjudged = int((rows["verdict"] == NOT_JUDGED).sum())
    if not unjudged:
        return None
    return _(
        "{n} of {total} are not judged: the report is silent on them, which is no verdict.",
        n=number(unjudged),
        total=number(len(rows)),
    )


def item_headline(item: str, shared: pd.DataFrame) -> str:
    """In how many lists an item stands, and where highest; ``shared`` as ``shared_items`` gives."""
    row = shared[shared["item"] == item].to_dict("records")[0]
    codes = str(row["regency_codes"]).split(";")
    n_lists = load("kpju")["regency_code"].nunique()
    name, first = item_name(item), joined_regencies(codes[: row["n_best"]])
    if row["n"] == 1:
        return _(
            "{item} is in the list of {first} alone, at rank {rank}",
            item=name,
            first=first,
            rank=number(row["best_rank"]),
        )
    return _(
        "{item} is in {n} of {total} lists, highest in {first} (rank {rank})",
        item=name,
        n=number(row["n"]),
        total=number(n_lists),
        first=first,
        rank=number(row["best_rank"]),
    )


def shared_note(shared: pd.DataFrame) -> str:
    """How many lists there are, and how many items one regency alone has."""
    return _(
        "Lists of {coverage}; items of one regency alone are left out ({n}).",
        coverage=coverage(load("kpju")["regency_code"].nunique(), len(regencies())),
        n=number((shared["n"] == 1).sum()),
    )
