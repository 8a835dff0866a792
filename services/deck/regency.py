"""One regency: what it has and lacks, with whom it could deal, what leads, what is missing."""

from __future__ import annotations

from publishing.briefing.basis import ids_of
from publishing.deck.model import Deck, DeckSlide
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sentences import deck_regency as told
from publishing.sentences.agreements import n_of_its_own, own_first
from publishing.sentences.balance import doubt_reason
from publishing.sentences.profile import balance_rows, full_name
from publishing.sentences.regency_gaps import gap_lines
from services import overview, profile
from services.answer import evaluation
from services.deck.frame import deck_of
from services.deck.of_places import BUREAU, agreements_of, missing_of, pairs_of
from services.deck.regency_report import products, sectors, standing
from services.deck.regency_trade import balances, partners, prices
from services.kpju import kpju_of


@once_per_language(maxsize=64)
def regency_deck(regency_code: str, year: int | None = None) -> Deck:
    """Up to nine findings: those that there are data for, and at last what is missing."""
    whose = full_name(regency_code)
    answers = profile.answers_of(year)
    usual = answers.get(evaluation.DEFAULT_COMMODITY)
    slides = [
        *balances(regency_code, year, whose),
        *([] if usual is None else pairs_of(usual, [regency_code], whose, regency_code)),
        *partners(regency_code, year, whose),
        *prices(regency_code, year, whose),
        *standing(regency_code, whose),
        *sectors(regency_code, whose),
        *products(regency_code, whose),
        *_agreements(regency_code, whose),
        *_missing(regency_code, year, whose),
    ]
    return deck_of(
        "regency",
        regency_code,
        told.title_of_regency(regency_code),
        slides,
        f"profile?regency={regency_code}" + (f"&year={year}" if year else ""),
    )


def _agreements(regency_code: str, whose: str) -> list[DeckSlide]:
    """Its own before those that all regencies are part of."""
    found = own_first(profile.agreements(regency_code))
    return agreements_of(found, told.agreements_title(n_of_its_own(found)), whose, regency_code)


def _missing(regency_code: str, year: int | None, whose: str) -> list[DeckSlide]:
    """First what is doubtful and what the report does not have, then commodities of its list."""
    gaps, n_named = profile.gaps(regency_code), profile.n_named(regency_code)
    offices = {str(each): overview.office(str(each)) for each in gaps["commodity"]}
    rows = balance_rows(profile.regency_balances(regency_code, year))
    beside = [
        (
            f"{commodity_name(row.commodity)} {year_text(row.year)}",
            doubt_reason(row.disqualified_by, row.median_ratio),
            told.asked(overview.office(row.commodity)),
        )
        for row in rows
        if row.balance_class == "doubtful"
    ]
    if kpju_of(regency_code).empty:
        beside.append((_("KPJu list"), _("not in the report"), BUREAU))
    if profile.sectors(regency_code).empty:
        beside.append((_("Ranking of sectors"), _("not in the report"), BUREAU))
    listed = gaps[gaps["kpju_rank"].notna()]
    n_missing = len(listed) if n_named else len(gaps)
    shown = listed if n_named else gaps
    return missing_of(
        gaps.assign(office=gaps["commodity"].map(offices)).loc[shown.index],
        beside,
        told.missing_title(n_missing, n_named),
        whose,
        gap_lines(gaps, n_named, offices),
        ids_of([*kpju_of(regency_code)["source_id"], *(row.source_ids for row in rows)]),
    )
