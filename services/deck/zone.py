"""One zone of cooperation: its members together, their pairs, what leads, what is missing."""

from __future__ import annotations

import pandas as pd

from analysis.partnerships import Partnership
from geo.places import regencies, regency_names
from ntt_data.tables import load
from publishing import words
from publishing.briefing.basis import ids_of, register_basis
from publishing.briefing.model import Table
from publishing.deck.model import Deck, DeckSlide
from publishing.language import _, localised, once_per_language
from publishing.listings.deck import flagship_ranking, supplies_table
from publishing.names import joined_regencies
from publishing.rows import record
from publishing.sentences import deck as common
from publishing.sentences import deck_regency as of_regency
from publishing.sentences import deck_zone as told
from publishing.sentences import flagship
from publishing.sentences.agreements import n_of_its_own
from publishing.sentences.partnerships import partnership_line
from publishing.sources import split_ids
from services import overview, partners, profile
from services.answer import evaluation
from services.briefing.regency_exchange import partnerships_of
from services.deck.frame import deck_of, notes
from services.deck.of_places import (
    BUREAU,
    ROWS,
    agreements_of,
    missing_of,
    pairs_of,
    partners_basis,
)
from services.deck.regency_report import sectors as sectors_of_one
from services.deck.zone_members import members, sectors, together, usual_first

_PRODUCTS, _TOLD = 6, 4


@once_per_language(maxsize=16)
def zone_deck(zone_id: str) -> Deck:
    """Up to ten findings on the zone, in baseline and in each commodity's newest full year."""
    zone = record(load("zones"), "zone_id", zone_id)
    table = regencies()
    codes = [str(code) for code in table.loc[table["zone_id"] == zone_id, "regency_code"]]
    name = str(zone[localised("name")])
    whose = told.zone_name(name)
    answers = usual_first(profile.answers_of(None))
    usual = answers.get(evaluation.DEFAULT_COMMODITY)
    alone = codes[0] if len(codes) == 1 else ""
    slides = [
        *together(list(answers.values()), codes, whose),
        *(slide for answer in answers.values() for slide in members(answer.balance, codes, whose)),
        *([] if usual is None else pairs_of(usual, codes, whose, alone)),
        *_partners(codes, whose),
        *_flagship(zone_id, whose),
        *(sectors(codes, whose) if not alone else sectors_of_one(alone, whose)),
        *_agreements(codes, whose),
        *_missing(codes, whose),
    ]
    return deck_of(
        "zone", zone_id, told.title_of_zone(name, len(codes)), slides, "guide?section=zones"
    )


def _partners(codes: list[str], whose: str) -> list[DeckSlide]:
    """Every identified pair and corridor that a member is part of, once; nothing without any."""
    found: dict[object, Partnership] = {}
    for code in codes:
        for each in partnerships_of(code, None):
            found.setdefault((each.commodity, each.year, each.supply), each)
    if not found:
        return []
    reaches = [(each, _reach(each, codes)) for each in found.values()]
    order = ("inside", "gives", "takes", "both", "outside")
    reaches.sort(key=lambda each: order.index(each[1]))
    basis = partners_basis([each for each, _reach in reaches])
    counts = [reach for _each, reach in reaches]
    title = told.partners_title(
        counts.count("inside"),
        sum(counts.count(reach) for reach in ("gives", "takes", "both")),
        "outside" in counts,
    )
    ready = supplies_table([(each, told.reach_word(reach)) for each, reach in reaches])
    return [
        DeckSlide(
            key="partners",
            title=title,
            subtitle=" · ".join([whose, basis.years, basis.unit, words.modelled_flow()]),
            shown=Table(title, ready, basis, most_rows=ROWS),
            notes=notes(
                [partnership_line(each) for each, _reach in reaches[:_TOLD]],
                of_regency.partners_objection(),
                basis.source_ids,
            ),
            modelled=True,
            spare=("year", "reach"),
        )
    ]


def _reach(found: Partnership, codes: list[str]) -> str:
    """Within the zone only where every supplier and every receiver is a member."""
    if found.named is None:
        return "outside"
    gives = [code in codes for code in found.supply.origins]
    takes = [code in codes for code in found.supply.destinations]
    if all(gives) and all(takes):
        return "inside"
    if any(gives) and any(takes):
        return "both"
    return "gives" if any(gives) else "takes"


def _flagship(zone_id: str, whose: str) -> list[DeckSlide]:
    """Products by points of the members' lists; nothing where no member has a list."""
    found = partners.flagships(("goods",))
    rows = found.ranking[found.ranking["zone_id"] == zone_id]
    if rows.empty:
        return []
    basis = register_basis(partners.list_sources())
    title = told.flagship_title(found, zone_id)
    ready = flagship_ranking(found, zone_id, _PRODUCTS)
    lists = _(
        "lists of {n} of {total} members",
        n=int(rows["n_listed"].iloc[0]),
        total=int(rows["n_members"].iloc[0]),
    )
    return [
        DeckSlide(
            key="flagship",
            title=title,
            subtitle=" · ".join([whose, _("Points from lists of leading products"), lists]),
            shown=Table(title, ready, basis, most_rows=_PRODUCTS),
            notes=notes(
                [
                    f"{flagship.zone_headline(found, zone_id, whose)}.",
                    flagship.weights_alone_note(found, zone_id),
                    flagship.points_rule(),
                ],
                common.flagships_objection(),
                basis.source_ids,
            ),
        )
    ]


def _agreements(codes: list[str], whose: str) -> list[DeckSlide]:
    """Among members first, then of a member with others, then what all regencies are part of."""
    if len(codes) == 1:
        found = profile.agreements(codes[0])
        own = found[found["level"] != "whole_province"]
        shown = found if own.empty else own
        return agreements_of(shown, of_regency.agreements_title(n_of_its_own(found)), whose)
    every = load("cooperation_agreements").sort_values("date", ascending=False)
    n_members = every["regency_codes"].map(
        lambda listed: sum(code in codes for code in split_ids([listed]))
    )
    everybody = every["level"] == "whole_province"
    among = every[(n_members > 1) & ~everybody]
    single = every[(n_members == 1) & ~everybody]
    shown = pd.concat([among, single])
    if shown.empty:
        shown = every[everybody & (n_members > 0)]
    return agreements_of(shown, told.among_title(len(among)), whose)


def _missing(codes: list[str], whose: str) -> list[DeckSlide]:
    """Commodities of the members' lists without a balance, those of most members first."""
    parts = [profile.gaps(code).assign(regency_code=code) for code in codes]
    gaps = pd.concat(parts)
    gaps = gaps[gaps["kpju_rank"].notna()]
    without = [code for code in codes if code in partners.without_list()]
    beside = [
        (
            _("KPJu list"),
            _("not in the report: {names}", names=joined_regencies(without)),
            BUREAU,
        )
        for _each in without[:1]
    ]
    grouped = gaps.groupby("commodity", sort=True)
    where = grouped["regency_code"].agg(list)
    first = grouped.first().reset_index()
    table = first.assign(
        n=[len(where[each]) for each in first["commodity"]],
        where=[
            ", ".join(regency_names()[code] for code in where[each]) for each in first["commodity"]
        ],
        office=first["commodity"].map(overview.office),
    ).sort_values(["n", "commodity"], ascending=[False, True])
    title = (
        of_regency.missing_title(len(table), profile.n_named(codes[0]))
        if len(codes) == 1
        else told.missing_title(len(table))
    )
    usual = [each.table["source_ids"] for each in profile.usual_balances()]
    return missing_of(
        table,
        beside,
        title,
        whose,
        [told.missing_line(table["commodity"].head(ROWS).tolist())] if len(table) else [],
        ids_of([*partners.list_sources(), *(one for column in usual for one in column)]),
    )
