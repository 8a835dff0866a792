"""Tables of one regency's profile."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.leading.indicator_values import KeyFigure
from publishing import words
from publishing.code_words import code_word
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _, localised
from publishing.names import commodity_name, sector_names
from publishing.sentences.certainty import certainty_texts
from publishing.sentences.indicators import indicator_name, tell
from publishing.sources import cited_ids, grade_word, short_id
from publishing.tables import Column, ReadyTable


def figures_table(figures: Sequence[KeyFigure]) -> ReadyTable:
    """The key figures with place and median."""
    told = [tell(figure.indicator) for figure in figures]
    table = pd.DataFrame(
        {
            "name": [indicator_name(figure.indicator.code) for figure in figures],
            "value": [
                figure.standing.value / each.divisor
                for figure, each in zip(figures, told, strict=True)
            ],
            "unit": [each.unit for each in told],
            "year": [figure.indicator.year for figure in figures],
            "position": [figure.standing.position for figure in figures],
            "n": [figure.standing.n_known for figure in figures],
            "median": [
                figure.standing.median / each.divisor
                for figure, each in zip(figures, told, strict=True)
            ],
            "grade": [grade_word(figure.grade) for figure in figures],
            "sources": [cited_ids(";".join(figure.indicator.source_ids)) for figure in figures],
        }
    )
    columns = {
        "name": Column(_("Figure")),
        "value": Column(_("Value"), 2),
        "unit": Column(_("Unit")),
        "year": Column(_("Year")),
        "position": Column(_("Place (1 = highest)"), 0),
        "n": Column(_("Regencies with a value"), 0),
        "median": Column(_("Median"), 2),
        "grade": Column(_("Grade")),
        "sources": Column(_("Source")),
    }
    return ReadyTable(table, columns)


def balances_table(balances: pd.DataFrame) -> ReadyTable:
    """The regency's balances, each with its year, as ``regency_balances`` gives them."""
    wanted = ["balance_t", "ratio", "available_t", "need_t", "grade", "source_ids"]
    certain = ["sign", "sign_word", "p_sign", "steady_word", "p_steady"]
    table = balances.reindex(columns=["commodity", "year", "balance_class", *wanted, *certain])
    # Without a word there is none of certainty either: the class says why.
    for column in ("sign_word", "steady_word"):
        table[column] = table[column].astype(object).fillna(table["balance_class"])
    table = table.join(certainty_texts(table)).assign(
        source_ids=table["source_ids"].map(cited_ids),
        name=table["commodity"].map(commodity_name),
        class_word=table["balance_class"].map(words.balance_class),
        ratio_pct=table["ratio"] * 100,
        grade_word=table["grade"].map(grade_word, na_action="ignore"),
    )
    columns = {
        **_commodity_and_year(),
        "class_word": Column(_("Class")),
        "sign_text": Column(_("How sure this year's sign is")),
        "steady_text": Column(_("The next year the same?")),
        "balance_t": Column(_("Balance (t)"), 0),
        "ratio_pct": Column(_("Self-sufficiency (%)"), 0),
        "available_t": Column(_("Available (t)"), 0),
        "need_t": Column(_("Need (t)"), 0),
        "grade_word": Column(_("Weakest grade")),
        "source_ids": Column(_("Source")),
    }
    return ReadyTable(table, columns)


def _commodity_and_year() -> dict[str, Column]:
    return {"name": Column(_("Commodity")), "year": Column(_("Year"))}


def gaps_table(gaps: pd.DataFrame) -> ReadyTable:
    """What is missing for a balance, by commodity."""
    table = gaps.assign(
        name=gaps["commodity"].map(commodity_name),
        lacking=[
            ", ".join(words.balance_input(code) for code in text.split(";") if code)
            for text in gaps["missing"]
        ],
        year_text=gaps["year"].map(year_text),
    )
    columns = {
        "name": Column(_("Commodity")),
        "kpju_rank": Column(_("KPJu rank"), 0),
        "lacking": Column(_("Missing for a balance"), width="large"),
        "year_text": Column(
            _("Nearest year"),
            help=_("The year in which least is missing"),
            figures={_("Nearest year"): "year"},
        ),
    }
    return ReadyTable(table, columns)


def sectors_table(sectors: pd.DataFrame) -> ReadyTable:
    """The regency's sectors by rank; empty where the report has no ranking."""
    names = sector_names(str(sectors["scheme"].iloc[0])) if len(sectors) else {}
    columns = {
        "rank": Column(_("Rank"), 0, width="small"),
        "name": Column(_("Sector")),
        "literal": Column(_("Wording in the report")),
    }
    return ReadyTable(sectors.assign(name=sectors["sector"].map(names)), columns)


def findings_table(findings: pd.DataFrame) -> ReadyTable:
    """What the report says by topic, beside its wording."""
    table = findings.assign(
        topic_word=findings["topic"].map(lambda topic: code_word(str(topic)).capitalize()),
        source=findings["source_id"].map(short_id),
    )
    columns = {
        "topic_word": Column(_("Topic")),
        localised("finding"): Column(_("Finding")),
        "literal": Column(_("Wording in the report")),
        "source": Column(_("Source"), codes="source_id"),
    }
    return ReadyTable(table, columns)


def printed_figures_table(figures: pd.DataFrame) -> ReadyTable:
    """Figures of section 5 of the report, in words."""
    table = figures.assign(
        value_text=[_as_printed(value) for value in figures["value"]],
        unit_word=figures["unit"].map(code_word),
        period_word=figures["period"].where(figures["period"] != "unstated", _("not stated")),
        qualifier_word=figures["qualifier"].map(code_word),
    )
    columns = {
        localised("name"): Column(_("Indicator")),
        "value_text": Column(_("Value"), figures={_("Value"): "value"}),
        "unit_word": Column(_("Unit")),
        "period_word": Column(_("Period")),
        "qualifier_word": Column(_("Quality")),
        "literal": Column(_("Wording in the report")),
    }
    return ReadyTable(table, columns)


def _as_printed(value: float) -> str:
    if pd.isna(value):
        return _("not printed")
    return number(value, 0 if float(value).is_integer() else 2)
