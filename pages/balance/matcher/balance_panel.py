"""The balance: its figures, map and bars side by side, its table, what it assumes."""

from __future__ import annotations

import streamlit as st

from analysis.balance.result import Balance
from geo.places import full_names
from pages.balance.matcher import certainty
from pages.balance.matcher.rice_alone import show_regency_ratio
from pages.balance.matcher.ways_on import show_ways_on
from pages.ui.charts import show_chart
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from pages.ui.picture_download import offer_picture
from pages.ui.regency import answer_of, choose_regency, pick_regency
from pages.ui.tables import draw_short_table, draw_table
from publishing import words
from publishing.charts.balance import balance_bars
from publishing.files.framed_answers import framed_balance
from publishing.formats import tonnes
from publishing.language import _, once_per_language
from publishing.listings.balance import balance_table, inputs_table, population_table
from publishing.maps.balance import balance_choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as sentences
from publishing.sentences.certainty import certainty_key
from services.answer import evaluation


def show_figures(result: Balance) -> None:
    """Four figures with the coverage they rest on."""
    summary = result.summary
    counts = f"{summary.n_surplus} · {summary.n_balanced} · {summary.n_deficit}"
    label, total = sentences.total_words(result)
    judged = [
        FigureCell(label, _unbroken(total)),
        FigureCell(_("Surplus · balanced · deficit"), counts),
    ]
    show_figure_row(
        "balance",
        [
            FigureCell(
                words.available(result.suspended),
                _with_doubtful(summary.total_available_t, summary.with_doubtful_available_t),
            ),
            FigureCell(
                _("Need"),
                _with_doubtful(summary.total_need_t, summary.with_doubtful_need_t),
            ),
            *([] if result.suspended else judged),
        ],
    )
    st.caption(sentences.coverage_note(result))


def _with_doubtful(without_t: float, with_them_t: float) -> str:
    return _unbroken(sentences.with_doubtful(tonnes(without_t), tonnes(with_them_t)))


def _unbroken(totals: str) -> str:
    """Both totals; a narrow column breaks before the bracket and not in it."""
    return totals.replace(" t)", "\u00a0t)")


@fragment
def show_map_and_bars(result: Balance) -> None:
    """Map and bars side by side; a click on the map shows that regency's inputs below."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        selected = choose_regency(allow_none=True)
        if result.suspended:
            reference = evaluation.reference_balance(result.settings.commodity)
            chart = balance_choropleth(result, selected, reference=reference)
        else:
            chart = certainty.certain_choropleth(result, selected)
        show_map(chart.picture, key="balance-map", on_select=pick_regency)
        show_legend(chart)
        if not result.suspended:
            st.caption(certainty_key())
        sources = evaluation.balance_sources(result)
        offer_picture(
            f"answer-{result.settings.commodity}-{result.settings.year}",
            lambda: framed_balance(result, chart, sources),
            full_names().get(selected, "") if selected else "",
        )
    with right:
        _show_bars(result, selected)
    if selected:
        with answer_of(selected):
            _show_inputs(result, selected)


def _show_inputs(result: Balance, selected: str) -> None:
    st.subheader(_("Inputs of {name}", name=full_names().get(selected, selected)))
    if not result.suspended:
        st.caption(certainty.interval_note(result, selected))
    show_regency_ratio(result, selected)
    draw_short_table(
        inputs_table(result, selected),
        key=f"inputs-{selected}",
        source_ids=_input_sources(result, selected),
        about=_about(result),
    )
    show_ways_on(result, selected)


@once_per_language(maxsize=1024)
def _input_sources(result: Balance, selected: str) -> list[str]:
    return list(inputs_table(result, selected).table["source_id"])


def _about(result: Balance) -> str:
    """For the names of files whose keys do not say of which goods and year they are."""
    return f"{commodity_name(result.settings.commodity)} {result.settings.year}"


def _show_bars(result: Balance, selected: str | None) -> None:
    settings = result.settings
    show_chart(
        balance_bars(result, selected),
        key=f"balance-{settings.commodity}-{settings.year}",
        table=balance_table(result).readable,
        source_ids=evaluation.balance_sources(result),
        alt_text=sentences.headline(result),
        note=f"{sentences.headline(result)}. {sentences.what_it_holds(result)}",
    )


def show_folds(result: Balance) -> None:
    """The table of the balance and what it assumes, for those who open them."""
    folds(
        Fold(_("Table of the balance, 22 regencies"), "balance-table", lambda: _show_table(result)),
        Fold(
            _("What this balance assumes"),
            "balance-assumptions",
            lambda: _show_assumptions(result),
        ),
    )


def _show_table(result: Balance) -> None:
    draw_table(
        balance_table(result),
        key=f"balance-table-{result.settings.commodity}-{result.settings.year}",
        source_ids=result.table["source_ids"].tolist(),
        note=sentences.what_it_holds(result),
    )


def _show_assumptions(result: Balance) -> None:
    st.markdown(sentences.formula())
    st.markdown("\n".join(f"- {line}" for line in sentences.assumptions(result)))
    st.caption(sentences.population_rule())
    series = population_table(result)
    draw_short_table(
        series,
        key="population-series",
        source_ids=series.table["source_ids"].tolist(),
        about=_about(result),
    )
