"""The deck of a scenario: what is assumed, what follows beside the baseline, what stays, how firm.

It tells the sections of the scenario's briefing. Every slide names the scenario, so that what
somebody assumes never reads like what was measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.matching.ranges import class_of_flows
from analysis.scenario.compare import changed_assumptions, compare_balances, compare_pairs
from analysis.scenario.errors import ScenarioError
from analysis.scenario.scenario import Scenario
from analysis.scenario.upgrade import DocumentChange
from publishing import words
from publishing.briefing.basis import balance_basis, match_basis
from publishing.briefing.model import Picture, Section, Table
from publishing.deck.model import Deck, DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings.certainty import robustness_table
from publishing.listings.scenario import balances_table
from publishing.maps.balance import balance_choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as balances
from publishing.sentences import deck_scenario as told
from publishing.sentences import scenario as compared
from publishing.tables import Column, ReadyTable
from services.answer import certainty, evaluation
from services.briefing.scenario import scenario_briefing
from services.deck.frame import deck_of
from services.deck.of_balance import need, supplier, together, who
from services.deck.of_match import pairs, prices
from services.deck.of_section import first_table, short, slide_of, told_in

_CHANGED_T = 0.5
#: What becomes of a pair, in the order in which a hall asks for it.
_ORDER = ("new", "gone", "more", "less", "same", "swappable", "unknown")


@once_per_language(maxsize=16)
def scenario_deck(
    scenario: Scenario, link_id: str = "", changes: Sequence[DocumentChange] = ()
) -> Deck:
    """What a scenario changes; parameters as of ``services.briefing.scenario``.

    One that is the baseline is told without a comparison.
    """
    briefing = scenario_briefing(scenario, link_id, changes)
    sections = {section.key: section for section in briefing.sections}
    title = briefing.scenario
    untouched = evaluation.baseline_of(scenario.commodity, scenario.year)
    answer, before = _evaluated(scenario), _evaluated(untouched) if title else None
    name = commodity_name(scenario.commodity)
    about = f"{name} {year_text(scenario.year)}"
    if not isinstance(answer, Answer):
        slides = _no_answer(sections, about)
    elif before is None:
        slides = _alone(answer)
    else:
        slides = _beside(answer, before, sections, title, name)
    if title:
        assumed = _assumptions(scenario, untouched, sections["assumptions"], about)
        slides = [_named(slide, title) for slide in [assumed, *slides]]
    return deck_of("scenario", briefing.key, briefing.title, slides, briefing.address, title)


def _evaluated(scenario: Scenario) -> Answer | None:
    """None where there is no balance, or where it names what the tables do not know."""
    try:
        found = evaluation.evaluate(scenario)
    except ScenarioError:
        return None
    return found if isinstance(found, Answer) else None


def _named(slide: DeckSlide, title: str) -> DeckSlide:
    """The same slide, of this scenario."""
    said = [f"{compared.not_measured(title)}.", *slide.notes.said]
    return replace(
        slide,
        subtitle=f"{told.cut(title)} · {slide.subtitle}",
        notes=replace(slide.notes, said=list(dict.fromkeys(said))),
    )


def _assumptions(
    scenario: Scenario, untouched: Scenario, section: Section, about: str
) -> DeckSlide:
    """What is assumed differently, beside the baseline."""
    changed = changed_assumptions({"baseline": untouched, "scenario": scenario})
    table = first_table(section)
    made = slide_of(
        section,
        "assumptions",
        told.assumptions_title(len(changed)),
        about,
        told.assumptions_objection(),
        None if table is None else replace(table, most_rows=8),
        [KeyFigure(number(len(changed)), _("assumptions changed"))],
    )
    return replace(made, notes=replace(made.notes, source_ids=["assumption"]))


def _alone(answer: Answer) -> list[DeckSlide]:
    """The baseline, with nothing to compare it with."""
    balance = answer.balance
    if balance.suspended:
        return [who(balance)]
    return [
        need(balance, [balance]),
        who(balance),
        *together(answer),
        *supplier(balance),
        pairs(answer),
        *prices(answer),
    ]


def _no_answer(sections: dict[str, Section], about: str) -> list[DeckSlide]:
    """Why nothing follows: figures are missing, or the tables do not know what it names."""
    section = sections.get("missing") or sections["unknown"]
    title = told.no_balance_title() if section.key == "missing" else told.no_answer_title()
    made = slide_of(
        section, section.key, title, about, told.no_answer_objection(), first_table(section)
    )
    reasons = made.notes.said[1:]
    if made.shown is None:
        why = ReadyTable(pd.DataFrame({"why": reasons}), {"why": Column(_("Why"))})
        made = replace(made, shown=Table(title, why))
    # What an assumption names is nothing that a source could say.
    cited = made.notes.source_ids or ["assumption"]
    return [replace(made, notes=replace(made.notes, source_ids=cited))]


def _beside(
    answer: Answer, before: Answer, sections: dict[str, Section], title: str, about: str
) -> list[DeckSlide]:
    slides = [_balance(answer, before, sections["balance"], title, about)]
    if answer.balance.suspended:
        return slides
    results = {"baseline": before.result(), "scenario": answer.result()}
    return [
        *slides,
        *_regencies(answer, compare_balances(results), sections["totals"], about),
        _totals(answer, before, sections["totals"], about),
        _changes(answer, compare_pairs(results), sections["pairs"], about),
        pairs(answer),
        *_unmet(answer, sections, about),
        *_firmness(answer, sections, about),
    ]


def _balance(answer: Answer, before: Answer, section: Section, title: str, about: str) -> DeckSlide:
    """The balance on the map, its total before and after; of what is no balance the one side."""
    balance, was = answer.balance, before.balance
    both = ((was, _("Baseline")), (balance, _("Scenario")))
    if balance.suspended:
        finding = told.available_title(was.summary, balance.summary)
        side = words.available(balance.suspended)
        totals = [(side, tonnes(each.summary.total_available_t)) for each, _word in both]
    else:
        finding = told.balance_title(was.summary, balance.summary)
        totals = [balances.total_words(each) for each, _word in both]
    reference = evaluation.reference_balance(balance.settings.commodity)
    picture = Picture(
        balances.headline(balance, title),
        balance_choropleth(balance, None, title, was, reference),
        balances.headline(balance, title),
        balance_basis(balance),
    )
    figures = [
        KeyFigure(total, f"{label} ({word})")
        for (label, total), (_each, word) in zip(totals, both, strict=True)
    ]
    against = told.balance_objection()
    return slide_of(section, "balance", finding, about, against, picture, figures)


def _regencies(answer: Answer, both: pd.DataFrame, section: Section, about: str) -> list[DeckSlide]:
    """Who gains and who loses; nothing where no balance changes."""
    changes = both[both["label"] == "scenario"].set_index("regency_code")
    doubtful = (changes[["balance_class", "first_class"]] == "doubtful").any(axis=1)
    sure = changes.loc[~doubtful, "change_t"].dropna()
    changed = sure[sure.abs() >= _CHANGED_T]
    if changed.empty:
        return []
    headers = {"baseline": _("Baseline"), "scenario": _("Scenario")}
    ready = balances_table(both, headers)
    rows = ready.table.assign(change=ready.table["regency_code"].map(sure))
    rows = rows[rows["regency_code"].isin(changed.index)]
    order = rows["change"].abs().sort_values(ascending=False, kind="stable").index
    ready = replace(
        ready,
        table=rows.loc[order].reset_index(drop=True),
        columns={**ready.columns, "change": Column(_("Change (t)"), 0)},
    )
    title = told.regencies_title(changed)
    table = Table(title, ready, balance_basis(answer.balance), 8)
    return [slide_of(section, "regencies", title, about, told.regencies_objection(), table)]


def _totals(answer: Answer, before: Answer, section: Section, about: str) -> DeckSlide:
    """Balance, pairs and freight in all, before and after."""
    table = first_table(section)
    assert table is not None  # of the totals
    title = told.totals_title(before.match.totals, answer.match.totals)
    rows = table.ready.table
    # What changes first: a small screen has no room for the rest.
    same = (rows["baseline"] - rows["scenario"]).abs().lt(_CHANGED_T)
    rows = rows.loc[same.sort_values(kind="stable").index].reset_index(drop=True)
    shown = replace(table, ready=replace(table.ready, table=rows), most_rows=9)
    return slide_of(section, "totals", title, about, told.totals_objection(), shown)


def _changes(answer: Answer, changes: pd.DataFrame, section: Section, about: str) -> DeckSlide:
    """What becomes of every pair, and what stays."""
    inside = changes[changes["origin_kind"] == "regency"]
    counts = {str(word): int(n) for word, n in inside["change"].value_counts().items()}
    table = first_table(section)
    shown, spare = None, list[str]()
    if table is not None:
        rows = table.ready.table
        places = rows["change"].map({word: at for at, word in enumerate(_ORDER)})
        rows = rows.loc[places.sort_values(kind="stable").index].reset_index(drop=True)
        ordered = replace(table, ready=replace(table.ready, table=rows))
        shown = short(ordered, ["supplier", "receiver", "first_t", "tonnes", "word"])
        # Before and after say what became of a pair, but not that it is a choice.
        first = set(rows["change"].head(shown.most_rows))
        spare = [] if first & {"swappable", "unknown"} else ["word"]
    made = slide_of(
        section,
        "changes",
        told.changes_title(counts),
        about,
        told.changes_objection(),
        shown,
        [
            KeyFigure(number(counts.get("same", 0)), _("pairs stay the same")),
            KeyFigure(
                number(counts.get("swappable", 0) + counts.get("unknown", 0)),
                _("pairs not compared"),
            ),
        ],
    )
    return replace(made, spare=spare)


def _unmet(answer: Answer, sections: dict[str, Section], about: str) -> list[DeckSlide]:
    """What stays unmet and why, with the limits that bind in the notes."""
    section, table = sections["unmet"], first_table(sections["unmet"])
    if table is None:
        return []
    match = answer.match
    n_unmet = int((match.unmet["unmet_t"] >= _CHANGED_T).sum())
    rows = table.ready.table.sort_values(
        ["unmet_t", "deficit_t"], ascending=False, kind="stable"
    ).reset_index(drop=True)
    ordered = replace(table, ready=replace(table.ready, table=rows))
    columns = ["regency", "met_external_t", "met_internal_t", "deficit_t", "unmet_t"]
    made = slide_of(
        section,
        "unmet",
        told.unmet_title(match.totals, n_unmet),
        about,
        told.unmet_objection(outside=answer.scenario.matching.external_supply),
        short(ordered, columns),
        [
            KeyFigure(tonnes(match.totals.moved_t), _("Between regencies of NTT")),
            KeyFigure(tonnes(match.totals.external_t), _("From outside NTT")),
        ],
    )
    # Where all is met the title says so, and whence it comes is the news.
    made = replace(made, spare=["met_internal_t"] if n_unmet else ["unmet_t"])
    if "limits" not in sections:
        return [made]
    said = [*made.notes.said, *told_in(sections["limits"])[1:]]
    return [replace(made, notes=replace(made.notes, said=said))]


def _firmness(answer: Answer, sections: dict[str, Section], about: str) -> list[DeckSlide]:
    """How often the identified pairs stand; nothing where it is not known which are."""
    if answer.ranges is None:
        return []
    drawn = certainty.firmness(answer)
    inside = answer.match.flows[answer.match.flows["origin_kind"] == "regency"]
    identified = inside[class_of_flows(inside, answer.ranges)["pair_class"] == "identified"]
    keys = ["origin", "destination"]
    asked = pd.MultiIndex.from_frame(identified[keys])
    shares = drawn.pairs.set_index(keys)["frequency_pct"].reindex(asked).fillna(0.0)
    ready = robustness_table(answer.match, drawn)
    of_match = pd.MultiIndex.from_frame(ready.table[keys]).isin(asked)
    if not of_match.any():
        return []
    title = told.firmness_title(shares)
    rows = ready.table[of_match].reset_index(drop=True)
    basis = match_basis(answer, evaluation.answer_sources(answer))
    table = short(
        Table(title, replace(ready, table=rows), basis),
        ["origin_name", "destination_name", "tonnes", "frequency_pct", "word"],
    )
    return [
        slide_of(sections["firmness"], "firmness", title, about, told.firmness_objection(), table)
    ]
