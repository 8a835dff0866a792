"""Rankings of one scheme in words; ranks of two schemes are never compared or added up."""

from __future__ import annotations

import pandas as pd

from analysis.leading.sector_matrix import first_sectors, list_lengths, rank_cells
from geo.places import regencies, regency_names
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.formats import coverage, number
from publishing.language import _
from publishing.names import joined_regencies, sector_names
from publishing.sentences.guide import join_names

SCHEMES = ("kbli", "traditional")


def scheme_word(scheme: str) -> str:
    """Name of a ranking scheme."""
    return {"kbli": _("KBLI-style sectors"), "traditional": _("Traditional sectors")}[scheme]


def scheme_label(scheme: str) -> str:
    """Name of a scheme with the number of regencies that use it."""
    n = _lengths(scheme)["n_regencies"]
    return _("{scheme} ({n} regencies)", scheme=scheme_word(scheme), n=number(n))


def _lengths(scheme: str) -> dict[str, int]:
    rows = list_lengths(load("sector_rankings")).to_dict("index")
    return {str(key): int(value) for key, value in rows[scheme].items()}


def schemes_explained() -> str:
    """Why ranks of the two schemes are never compared."""
    kbli, traditional = _lengths("kbli"), _lengths("traditional")
    return _(
        "The report ranks by two schemes. {n_kbli} regencies name their first {kbli_longest} "
        "out of {kbli_sectors} finely divided sectors; {n_traditional} rank {shortest} to "
        "{longest} of {traditional_sectors} broad ones. A rank of 5 therefore means something "
        "else in each, and ranks of different schemes are never compared or added up here.",
        n_kbli=number(kbli["n_regencies"]),
        kbli_longest=number(kbli["longest"]),
        kbli_sectors=number(kbli["n_sectors"]),
        n_traditional=number(traditional["n_regencies"]),
        shortest=number(traditional["shortest"]),
        longest=number(traditional["longest"]),
        traditional_sectors=number(traditional["n_sectors"]),
    )


def unranked_note() -> str:
    """Which regencies have no ranking in the report."""
    ranked = set(load("sector_rankings")["regency_code"])
    return _(
        "Without a full ranking in the report: {names}. It is in neither scheme.",
        names=joined_regencies(code for code in regency_names() if code not in ranked),
    )


def matrix_headline(scheme: str) -> str:
    """Which sector is first most often."""
    counts = first_sectors(load("sector_rankings"), scheme)
    leading = [sector_names(scheme)[code] for code in counts.index[counts == counts.max()]]
    return _(
        "Most often first: {sector}, in {n} of the {total} regencies that this scheme ranks; it "
        "does not rank {rest}",
        sector=join_names(leading),
        n=number(counts.iloc[0]),
        total=number(counts.sum()),
        rest=number(len(regency_names()) - counts.sum()),
    )


def borda_headline(ranking: pd.DataFrame) -> str:
    """Which sector has most points, and how near to the most possible.

    ``ranking`` as ``analysis.leading.rankings.borda`` gives it.
    """
    first = ranking.iloc[0]
    names = sector_names(str(first["scheme"]))
    leading = ranking.loc[ranking["points"] == first["points"], "sector"]
    return _(
        "Most points: {sector}, {share} % of the possible",
        sector=join_names([names[code] for code in leading]),
        share=number(first["points_share_pct"]),
    )


def borda_rule(scheme: str) -> str:
    """How points come about."""
    longest = _lengths(scheme)["longest"]
    return _(
        "**Rule (Borda).** In every regency rank 1 gives {longest} points, rank 2 gives "
        "{second}, and so on; a sector that a regency does not rank gets 0 points from it. The "
        "report does not say that such a sector is unimportant, so the points of rarely named "
        "sectors are a lower bound.",
        longest=number(longest),
        second=number(longest - 1),
    )


def named_twice(scheme: str, regency_code: str | None = None) -> list[str]:
    """Which lists name a sector twice, and what counts then; of all regencies if none is named."""
    names = sector_names(scheme)
    cells = _named_more_than_once(scheme)
    if regency_code is not None:
        cells = cells[cells["regency_code"] == regency_code]
    return [
        _(
            "{regency} names the sector {sector} twice (ranks {ranks}); it counts once, at the "
            "better rank.",
            regency=regency_names()[row["regency_code"]],
            sector=names[row["sector"]].lower(),
            ranks=row["ranks"],
        )
        for row in cells.to_dict("records")
    ]


@once_per_tables(maxsize=4)
def _named_more_than_once(scheme: str) -> pd.DataFrame:
    cells = rank_cells(load("sector_rankings"), scheme)
    return cells[cells["n"] > 1]


def borda_coverage(scheme: str) -> str:
    """How many regencies the points rest on."""
    n = _lengths(scheme)["n_regencies"]
    return _(
        "Covers {coverage}; equal points share a rank.", coverage=coverage(n, len(regencies()))
    )


def shift_headline(shift: pd.DataFrame) -> str:
    """How many first places changed since 2013, of those the report speaks of.

    ``shift`` as ``analysis.leading.rankings.sector_shift`` gives it.
    """
    return _(
        "Since 2013 the first sector has changed in {n} of the {total} regencies that tell",
        n=number((shift["shift_2013"] == "displaced").sum()),
        total=number(len(shift)),
    )


def shift_note(shift: pd.DataFrame) -> str:
    """What is not known of the other regencies."""
    return _(
        "On the other {n} regencies the report says nothing about 2013 that could stand here: "
        "their change is unknown, not none.",
        n=number(len(regencies()) - len(shift)),
    )
