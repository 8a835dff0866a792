"""Slides of one regency or of several together: their pairs, agreements and gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.matching.ranges import class_of_flows
from analysis.partnerships import Partnership
from publishing import words
from publishing.briefing.basis import ids_of, match_basis, register_basis
from publishing.briefing.model import Basis, Picture, Table
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import tonnes
from publishing.language import _, localised
from publishing.listings.deck import missing_table
from publishing.listings.regency_records import agreements_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.sentences import deck as told
from publishing.sentences import deck_regency as own
from publishing.sentences import matching
from publishing.sentences.agreements import agreement_text
from publishing.sentences.regency_gaps import not_complete
from services.answer import evaluation
from services.briefing.regency_exchange import partnership_basis, span_of_years
from services.deck.frame import notes, scope

#: Rows of a slide's table that can be read while somebody speaks.
ROWS = 8
#: Its name, the same in both languages.
BUREAU = "Biro Ekonomi dan Kerja Sama"
_TOLD_AGREEMENTS = 3
#: Of what is missing, so that three columns of words stay large.
_MISSING = 7


def pairs_of(
    answer: Answer, codes: Collection[str], whose: str, chosen: str = ""
) -> list[DeckSlide]:
    """On the map whom they could supply and who could supply them; nothing where nobody does.

    ``whose``: how the subtitle begins; ``chosen``: the regency that is marked.
    """
    flows = answer.match.flows
    touching = flows[flows["origin"].isin(codes) | flows["destination"].isin(codes)]
    if touching.empty:
        return []
    classes = class_of_flows(touching, answer.ranges)["pair_class"]
    inside = touching["origin_kind"] == "regency"
    commodity = answer.balance.settings.commodity
    basis = match_basis(answer, evaluation.answer_sources(answer))
    reference = evaluation.reference_balance(commodity)
    chart = balance_choropleth(answer.balance, chosen or None, reference=reference).with_overlay(
        flow_lines(replace(answer.match, flows=touching), answer.ranges, with_external=True)
    )
    title = own.own_pairs_title(
        commodity,
        int((inside & (classes == "identified")).sum()),
        int((inside & (classes == "interchangeable")).sum()),
    )
    return [
        DeckSlide(
            key="pairs",
            title=title,
            subtitle=f"{whose} · {scope(answer.balance)} · {words.modelled_flow()}",
            shown=Picture(title, chart, title, basis),
            figures=_moved(touching, classes, codes),
            notes=notes(
                [
                    matching.aim(answer.scenario.matching.objective, outside=True),
                    matching.line_legend(path=False),
                ],
                told.pairs_objection(int(inside.sum())),
                basis.source_ids,
            ),
            modelled=True,
        )
    ]


def _moved(touching: pd.DataFrame, classes: pd.Series, codes: Collection[str]) -> list[KeyFigure]:
    """Tonnes in each direction; what another best answer would change is not written as fixed."""
    gives, takes = touching["origin"].isin(codes), touching["destination"].isin(codes)
    outside = touching["origin_kind"] == "external"
    found = []
    for rows, label in (
        (gives & takes, _("between its regencies")),
        (gives & ~takes, _("to other regencies")),
        (takes & ~gives & ~outside, _("from other regencies")),
        (outside, _("from outside NTT")),
    ):
        if not rows.any():
            continue
        is_certain = bool((classes[rows] == "identified").all())
        amount = tonnes(touching.loc[rows, "tonnes"].sum()) if is_certain else _("can be swapped")
        found.append(KeyFigure(amount, label))
    return found


def partners_basis(found: Sequence[Partnership]) -> Basis:
    """What a table of pairs and corridors of several commodities rests on; at least one."""
    bases = [partnership_basis(each) for each in found]
    return replace(
        bases[0],
        years=span_of_years(each.year for each in found),
        coverage="",
        source_ids=ids_of(source for one in bases for source in one.source_ids),
    )


def agreements_of(
    found: pd.DataFrame, title: str, whose: str, regency_code: str = ""
) -> list[DeckSlide]:
    """Agreements, talks and meetings as they stand in ``found``; nothing where there is none."""
    if found.empty:
        return []
    basis = register_basis(found["source_id"])
    ready = agreements_table(found, regency_code)
    shown = ("when", "kind_word", "partners", localised("subject"))
    short = replace(ready, columns={name: ready.columns[name] for name in shown})
    years = sorted({int(each) for each in found["year"]})
    return [
        DeckSlide(
            key="agreements",
            title=title,
            subtitle=" · ".join(
                [whose, _("found since {year}", year=min(years)), not_complete().rstrip(".")]
            ),
            shown=Table(title, short, basis, most_rows=ROWS),
            notes=notes(
                [
                    agreement_text(row, regency_code)
                    for row in found.head(_TOLD_AGREEMENTS).to_dict("records")
                ],
                own.agreements_objection(),
                basis.source_ids,
            ),
        )
    ]


def missing_of(
    gaps: pd.DataFrame,
    beside: Sequence[tuple[str, str, str]],
    title: str,
    whose: str,
    said: Iterable[str],
    source_ids: Sequence[str],
) -> list[DeckSlide]:
    """What is missing and who has it; ``gaps`` and ``beside`` as ``missing_table`` wants them."""
    if gaps.empty and not beside:
        return []
    return [
        DeckSlide(
            key="missing",
            title=title,
            subtitle=" · ".join(
                [whose, _("production, need or both not known"), _("unknown is not zero")]
            ),
            shown=Table(title, missing_table(gaps, beside), Basis(), most_rows=_MISSING),
            notes=notes(said, own.missing_objection(), source_ids),
        )
    ]
