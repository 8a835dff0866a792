"""The balance: its figures, map and bars side by side, its table, what it assumes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analysis.balance.result import Balance
from geo.places import full_names
from pages.balance.matcher import certainty, parts
from pages.balance.matcher.rice_alone import show_regency_ratio, show_rice_alone
from pages.balance.matcher.ways_on import show_ways_on
from pages.ui import take_along
from pages.ui.balance_view import show_cautions, show_what_it_holds
from pages.ui.charts import Marked, draw_spec, show_chart
from pages.ui.commodities import read_year
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.fragments import fragment, is_redrawn_itself, named_fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.missing_inputs import show_missing
from pages.ui.on_demand import Fold, folds
from pages.ui.picture_download import offer_picture
from pages.ui.regency import answer_of, choose_regency
from pages.ui.tables import draw_short_table, draw_table
from publishing import words
from publishing.charts.balance import balance_bars
from publishing.files.framed_answers import framed_balance
from publishing.formats import tonnes
from publishing.language import _, once_per_language
from publishing.listings.balance import balance_table, inputs_table, population_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.choropleth import Choropleth
from publishing.names import commodity_name
from publishing.sentences import balance as sentences
from publishing.sentences.certainty import certainty_key
from services.answer import evaluation


@named_fragment(parts.HEADLINE)
def show_headline(commodity: str, years: list[int]) -> None:
    """What the balance comes to, in a sentence and four figures, and how sure that is."""
    if is_redrawn_itself():  # else the list has just been drawn, and nothing below it
        read_year(years, evaluation.default_year(commodity))
        take_along.begin_again()
    result = parts.shown_balance()
    take_along.offer_commodity(commodity, result.settings.year)
    st.header(sentences.headline(result))
    show_what_it_holds(result)
    show_cautions(result)
    _show_figures(result)
    if not result.suspended:
        st.markdown(certainty.certainty_headline(result))
    show_rice_alone(result)


def _show_figures(result: Balance) -> None:
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


def show_map_and_bars() -> None:
    """Map and bars side by side; a click on the map shows that regency's inputs below."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _choose_regency()
        _show_map()
    with right:
        _show_bars()
    _show_inputs()


@named_fragment(parts.REGENCIES)
def _choose_regency() -> None:
    choose_regency(allow_none=True, then=parts.redraw_regency)


@named_fragment(parts.MAP)
def _show_map() -> None:
    result, selected = parts.shown_balance(), parts.shown_regency()
    chart = _chart(result, selected)
    show_map(chart.picture, key="balance-map", on_select=parts.pick_regency)
    show_legend(chart)
    if not result.suspended:
        st.caption(certainty_key())
    _offer_map(f"answer-{result.settings.commodity}-{result.settings.year}")


def _chart(result: Balance, selected: str | None) -> Choropleth:
    if result.suspended:
        reference = evaluation.reference_balance(result.settings.commodity)
        return balance_choropleth(result, selected, reference=reference)
    return certainty.certain_choropleth(result, selected)


@fragment
def _offer_map(key: str) -> None:
    """The map as a picture, with what is chosen by the time that somebody asks for it."""
    result, selected = parts.shown_balance(), parts.shown_regency()
    sources = evaluation.balance_sources(result)
    offer_picture(
        key,
        lambda: framed_balance(result, _chart(result, selected), sources),
        full_names().get(selected, "") if selected else "",
    )


@named_fragment(parts.INPUTS)
def _show_inputs() -> None:
    selected = parts.shown_regency()
    if selected:
        with answer_of(selected):
            _draw_inputs(parts.shown_balance(), selected)


def _draw_inputs(result: Balance, selected: str) -> None:
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


@named_fragment(parts.BARS)
def _show_bars() -> None:
    result = parts.shown_balance()
    show_chart(
        _bars(),
        key=_bars_key(result),
        table=balance_table(result).readable,
        source_ids=evaluation.balance_sources(result),
        alt_text=sentences.headline(result),
        note=f"{sentences.headline(result)}. {sentences.what_it_holds(result)}",
        marked=Marked(_draw_bars, _bars),
    )


@named_fragment(parts.MARK)
def _draw_bars() -> None:
    result = parts.shown_balance()
    draw_spec(_bars(), _bars_key(result), sentences.headline(result))


def _bars() -> dict[str, Any]:
    return balance_bars(parts.shown_balance(), parts.shown_regency())


def _bars_key(result: Balance) -> str:
    return f"balance-{result.settings.commodity}-{result.settings.year}"


def show_folds() -> None:
    """The table of the balance and what it assumes, for those who open them."""
    folds(
        Fold(
            _("Table of the balance, 22 regencies"),
            "balance-table",
            lambda: _show_table(parts.shown_balance()),
        ),
        Fold(
            _("What this balance assumes"),
            "balance-assumptions",
            lambda: _show_assumptions(parts.shown_balance()),
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


@named_fragment(parts.MISSING)
def show_what_is_missing() -> None:
    """Below a balance that not all regencies have."""
    settings = parts.shown_balance().settings
    with st.expander(_("What is missing, and for whom"), expanded=True):
        show_missing(settings.commodity, settings.year)
