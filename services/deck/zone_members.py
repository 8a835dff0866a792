"""Slides of a zone's members: their balances together and one by one, their first sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.balance.compute import classify_balance
from analysis.balance.result import Balance
from geo.places import place_name
from ntt_data.tables import load
from publishing import words
from publishing.briefing.basis import ids_of, register_basis, weakest
from publishing.briefing.model import Basis, Picture, Table
from publishing.charts.balance import balance_bars
from publishing.charts.frame import scope_of
from publishing.charts.need_met import named_balance, share_of_need
from publishing.deck.charts import balance_data, share_data
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import coverage, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.deck import first_sectors_table
from publishing.names import sector_names
from publishing.sentences import deck as common
from publishing.sentences import deck_regency as of_regency
from publishing.sentences import deck_zone as told
from publishing.sentences.balance import without_stocks
from publishing.sentences.sectors import scheme_word, schemes_explained
from services.answer import evaluation
from services.deck.frame import named, notes

_FIRST = 3


def of_members(balance: Balance, codes: Sequence[str]) -> Balance:
    """The same balance with the rows of these regencies alone."""
    table = balance.table
    return replace(balance, table=table[table["regency_code"].isin(codes)].reset_index(drop=True))


def usual_first(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """By commodity, in the order in which they are told."""
    order = sorted(answers, key=lambda name: (name != evaluation.DEFAULT_COMMODITY, name))
    return {name: answers[name] for name in order}


def together(answers: Sequence[Answer], codes: Sequence[str], whose: str) -> list[DeckSlide]:
    """What the members have and need together; no total where one is unknown or doubtful."""
    judged = [
        of_members(answer.balance, codes) for answer in answers if not answer.balance.suspended
    ]
    if not judged:
        return []
    by_class: dict[str, list[str]] = {"surplus": [], "balanced": [], "deficit": []}
    shares, figures, said = {}, [], []
    partly: list[tuple[str, int]] = []
    for balance in judged:
        settings, table = balance.settings, balance.table
        known = table[table["balance_t"].notna() & table["disqualified_by"].eq("")]
        if len(known) < len(codes):
            partly.append((settings.commodity, len(known)))
            figures.append(KeyFigure(_known(len(known), len(codes)), named(balance)))
            said.append(told.no_total_line(named(balance), len(known), len(codes)))
            continue
        have, need = float(known["available_t"].sum()), float(known["need_t"].sum())
        code = str(classify_balance(have, need, settings.tolerance_pct))
        by_class[code].append(settings.commodity)
        shares[named_balance(balance)] = 100 * have / need
        figures.append(
            KeyFigure(tonnes(abs(have - need)), f"{words.balance_class(code)}, {named(balance)}")
        )
        said.append(told.total_line(named(balance), have, need, len(codes)))
    basis = Basis(
        years=", ".join(named(balance) for balance in judged),
        unit=_("per cent of the need"),
        grade=weakest(grade for balance in judged for grade in balance.table["grade"]),
        source_ids=ids_of(one for balance in judged for one in balance.table["source_ids"]),
    )
    if not shares:
        title = told.partly_known_title(*partly[0], len(codes))
        shown, chart = None, None
    else:
        title = of_regency.named_where_it_fits(
            whose,
            of_regency.balances_title(
                by_class["surplus"], by_class["deficit"], by_class["balanced"]
            ),
        )
        spec = share_of_need(
            shares, _("What is available in {name} in per cent of the need", name=whose)
        )
        shown = Picture(scope_of(spec), spec, scope_of(spec), basis)
        chart = share_data(shares)
    return [
        DeckSlide(
            key="together",
            title=title,
            subtitle=" · ".join(
                [whose, ", ".join(shares) or basis.years, basis.unit, _members_text(codes)]
            ),
            shown=shown,
            chart=chart,
            figures=figures,
            notes=notes(
                [*said, without_stocks()], told.together_objection(len(codes)), basis.source_ids
            ),
        )
    ]


def _known(n_known: int, n_members: int) -> str:
    return _("{n} of {total} known", n=n_known, total=n_members)


def _members_text(codes: Sequence[str]) -> str:
    return ", ".join(map(place_name, codes))


def members(balance: Balance, codes: Sequence[str], whose: str) -> list[DeckSlide]:
    """Who in the zone has and who lacks; nothing of a zone of one, and where nobody is judged."""
    own = of_members(balance, codes)
    classes = own.table["balance_class"].where(own.table["disqualified_by"].eq(""), "doubtful")
    if balance.suspended or len(codes) < 2 or not classes.isin(["surplus", "deficit"]).any():
        return []
    settings = balance.settings
    basis = Basis(
        years=year_text(settings.year),
        unit=_("tonnes a year"),
        grade=weakest(own.table["grade"]),
        coverage=coverage(int(classes.isin(["surplus", "balanced", "deficit"]).sum()), len(codes)),
        source_ids=ids_of(own.table["source_ids"]),
    )
    n_surplus, n_deficit = int(classes.eq("surplus").sum()), int(classes.eq("deficit").sum())
    title = told.members_title(settings.commodity, n_surplus, n_deficit)
    spec = balance_bars(own, row_px=44, of=whose)
    counts = {code: int(classes.eq(code).sum()) for code in ("balanced", "doubtful", "unknown")}
    return [
        DeckSlide(
            key=f"members-{settings.commodity}",
            title=title,
            subtitle=" · ".join([whose, named(balance), basis.unit, basis.coverage]),
            shown=Picture(title, spec, scope_of(spec), basis),
            chart=balance_data(own),
            figures=[
                *(KeyFigure(str(n), words.balance_class(code)) for code, n in counts.items() if n),
            ],
            notes=notes(
                [scope_of(spec) + ".", without_stocks()],
                common.who_objection(),
                basis.source_ids,
            ),
        )
    ]


def sectors(codes: Sequence[str], whose: str) -> list[DeckSlide]:
    """The first sectors of each member within its scheme; the title counts one scheme alone.

    Nothing where no member is ranked.
    """
    rankings = load("sector_rankings")
    own = rankings[rankings["regency_code"].isin(codes)].sort_values("rank")
    if own.empty:
        return []
    basis = register_basis(own["source_id"])
    rows = []
    for code in codes:
        ranked = own[own["regency_code"] == code]
        scheme = "" if ranked.empty else str(ranked["scheme"].iloc[0])
        names = sector_names(scheme) if scheme else {}
        first = [names[str(each)] for each in ranked["sector"].head(_FIRST)]
        word = scheme_word(scheme) if scheme else _("not in the report")
        rows.append((place_name(code), word, [*first, *[""] * (_FIRST - len(first))]))
    title, counted = _sectors_title(own)
    return [
        DeckSlide(
            key="sectors",
            title=title,
            subtitle=" · ".join(filter(None, [whose, _("ranks within one scheme"), counted])),
            shown=Table(title, first_sectors_table(rows), basis),
            notes=notes([schemes_explained()], of_regency.sector_objection(), basis.source_ids),
        )
    ]


def _sectors_title(own: pd.DataFrame) -> tuple[str, str]:
    """The title, and of which scheme it speaks where it counts."""
    firsts = own[own["rank"] == own.groupby("regency_code")["rank"].transform("min")]
    schemes = firsts["scheme"].value_counts()
    largest = schemes[schemes == schemes.max()].index
    if len(largest) > 1:
        return told.two_schemes_title(), ""
    scheme = str(largest[0])
    counts = firsts.loc[firsts["scheme"] == scheme, "sector"].value_counts()
    most = counts[counts == counts.max()].index
    if len(most) > 1:
        return told.different_sectors_title(), told.sectors_counted(scheme_word(scheme))
    title = told.first_sector_title(
        sector_names(scheme)[str(most[0])], int(counts.max()), int(schemes.max())
    )
    return title, told.sectors_counted(scheme_word(scheme))
