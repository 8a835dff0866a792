"""Who names a commodity, in words: lists of leading products, reports of supplies, counts."""

from __future__ import annotations

import pandas as pd

from analysis.leading.kpju import FAVOURABLE, NOT_JUDGED, VERDICTS
from geo.places import place_name
from ntt_data.tables import load
from publishing.code_words import code_word
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, joined_regencies, product_name
from publishing.sentences.guide import join_names
from publishing.sentences.kpju import verdict_word

_NAMED = 5


def listed_headline(commodity: str, rows: pd.DataFrame) -> str:
    """In how many lists it stands, and where highest; rows as ``services.commodities.listed``."""
    name, codes = product_name(commodity), rows["regency_code"].nunique()
    best = rows[rows["rank"] == rows["rank"].min()]
    first, rank = joined_regencies(best["regency_code"].unique()), number(rows["rank"].min())
    if codes == 1:
        return _(
            "{name} is a leading product (KPJu) of {first} alone, at rank {rank}",
            name=name,
            first=first,
            rank=rank,
        )
    return _(
        "{name} is a leading product (KPJu) in {n} of {total} lists, highest in {first} (rank "
        "{rank})",
        name=name,
        n=number(codes),
        total=number(load("kpju")["regency_code"].nunique()),
        first=first,
        rank=rank,
    )


def verdict_lines(rows: pd.DataFrame) -> list[str]:
    """The report's verdicts on it: for it, less so, silent; each with its regencies."""
    lines = []
    judged = set(rows.loc[rows["verdict"] != NOT_JUDGED, "regency_code"])
    for verdict in VERDICTS:
        codes = rows.loc[rows["verdict"] == verdict, "regency_code"].unique()
        if not len(codes):
            continue
        said = {"verdict": verdict_word(verdict), "who": joined_regencies(codes)}
        lines.append(
            _("The report speaks for it ({verdict}): {who}.", **said)
            if verdict in FAVOURABLE
            else _("The report holds back ({verdict}): {who}.", **said)
        )
    silent = [code for code in dict.fromkeys(rows["regency_code"]) if code not in judged]
    if silent:
        lines.append(_("Not judged, which is no verdict: {who}.", who=joined_regencies(silent)))
    return lines


def flows_headline(commodity: str, rows: pd.DataFrame) -> str:
    """How many reports name it, and between whom; rows as ``services.commodities.flows``."""
    name = commodity_name(commodity)
    pairs = rows.dropna(subset=["origin_code", "destination_code"])
    pairs = pairs[["origin_code", "destination_code"]].drop_duplicates()
    if pairs.empty:
        return _(
            "{name}: reported supplies ({n}), none between two regencies",
            name=name,
            n=number(len(rows)),
        )
    return _(
        "{name}: reported supplies ({n}), among them {pairs}",
        name=name,
        n=number(len(rows)),
        pairs=join_names(
            [f"{place_name(a)} → {place_name(b)}" for a, b in pairs.head(_NAMED).to_numpy()]
        ),
    )


def animals_headline(commodity: str, shipments: pd.DataFrame, counts: pd.DataFrame) -> str:
    """How many figures there are on quotas, shipments and herds, and on how many sources clash."""
    said = _(
        "{name}: {quotas} figures on quotas and shipments, {counts} on herds, slaughter and deaths",
        name=commodity_name(commodity),
        quotas=number(len(shipments)),
        counts=number(len(counts)),
    )
    things = ["regency_code", "measure"]
    clashing = sum(
        rows[rows["contradicted"]].groupby(by, dropna=False).ngroups
        for rows, by in ((shipments, [*things, "destination", "year"]), (counts, things))
    )
    if not clashing:
        return said
    return said + _("; sources contradict each other on {n} matters", n=number(clashing))


def quotas_compared(shipments: pd.DataFrame) -> pd.DataFrame:
    """Quotas out of NTT of the newest year that most regencies have; may be none."""
    rows = shipments[
        shipments["measure"].eq("quota")
        & shipments["destination"].eq("out_of_ntt")
        & shipments["regency_code"].notna()
        & shipments["unit"].eq("head")
    ]
    if rows.empty:
        return rows
    n_of = rows.groupby("year")["regency_code"].nunique()
    year = max(n_of.index, key=lambda one: (n_of[one], one))
    of_year: pd.DataFrame = rows[rows["year"] == year]
    return of_year


def largest_quotas_line(rows: pd.DataFrame) -> str:
    """The largest of ``quotas_compared``, with all that equal the last one named; "" of none.

    Figures that sources contradict, or that are flagged, are named in no sentence.
    """
    sure = rows[~rows["contradicted"] & rows["flag"].isna() & (rows["value"] > 0)]
    sure = sure.drop_duplicates("regency_code").nlargest(_NAMED, "value", keep="all")
    if sure.empty:
        return ""
    clashing = rows.loc[rows["contradicted"] | rows["flag"].notna(), "regency_code"].unique()
    said = _(
        "Quotas out of NTT in {year}, of {n} regencies with a figure; largest: {who}.",
        year=year_text(rows["year"].iloc[0]),
        n=number(rows["regency_code"].nunique()),
        who=", ".join(
            f"{place_name(row['regency_code'])} {number(row['value'])} {code_word('head')}"
            for row in sure.to_dict("records")
        ),
    )
    if len(clashing):
        said += " " + _(
            "Not compared, as sources contradict each other or doubt it: {who}.",
            who=joined_regencies(clashing),
        )
    return said


def province_headline(commodity: str, rows: pd.DataFrame) -> str:
    """How many figures of the whole province; rows as ``services.commodities.of_province``."""
    dated = rows.dropna(subset=["year"])
    name, n = commodity_name(commodity), number(len(rows))
    if dated.empty:
        return _("{name}: figures of the province as a whole ({n})", name=name, n=n)
    return _(
        "{name}: figures of the province as a whole ({n}), up to {year}",
        name=name,
        n=n,
        year=year_text(dated["year"].max()),
    )
