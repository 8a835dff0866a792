"""Two or three scenarios side by side: assumptions, totals, balances and pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from analysis.answer import Answer
from analysis.errors import AnalysisError
from analysis.scenario.compare import (
    ScenarioResult,
    changed_assumptions,
    compare_balances,
    compare_pairs,
    compare_totals,
)
from analysis.scenario.scenario import Scenario
from geo.places import names_of
from ntt_data.editions import once_per_edition
from ntt_data.store import StoreError
from pages.balance.scenarios.shelf import Opened, Shelf
from pages.ui.charts import show_chart
from pages.ui.matching_view import place_name
from pages.ui.tables import show_table
from publishing import palette, scenario_words, words
from publishing.charts.frame import chart_spec
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, current_language
from publishing.markdown_text import plain
from publishing.names import commodity_name
from publishing.tables import Column, readable
from services.answer.evaluation import answer_sources, evaluate

#: One colour per place in the comparison: what is compared with is grey.
COLOURS = (palette.GREY, palette.INDIGO, palette.OCHRE)
SHAPES = ["circle", "square", "triangle-up"]


def distinct_labels(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """A label per id: the name, with the id behind where two have the same name."""
    names = [scenario.name for scenario in scenarios.values()]
    return {
        link_id: s.name if names.count(s.name) == 1 else f"{s.name} ({link_id})"
        for link_id, s in scenarios.items()
    }


@dataclass(frozen=True)
class Side:
    """One scenario of a comparison, with the title that stands over its figures."""

    title: str
    scenario: Scenario
    answer: Answer


#: Sides by link id; what is compared with comes first.
Sides = Mapping[str, Side]


def compare(found: Shelf, opened: Opened, link_ids: list[str]) -> None:
    """The open scenario against one or two others, all for its commodity."""
    if not link_ids:
        st.info(
            _(
                "Choose a scenario to compare with. There is none yet? Make one with the button "
                "above."
            )
        )
        return
    scenarios = _scenarios(found, opened, link_ids)
    titles = _titles(scenarios)
    sides: dict[str, Side] = {}
    for link_id, scenario in scenarios.items():
        try:
            answer = evaluate(scenario, opened.scenario.commodity)
        except AnalysisError as error:
            st.error(f"{plain(titles[link_id])}: {scenario_words.problem(error)}")
            continue
        if isinstance(answer, Answer):
            sides[link_id] = Side(titles[link_id], scenario, answer)
        else:
            st.warning(
                _(
                    "{name} has no balance of {commodity} for {year}.",
                    name=plain(titles[link_id]),
                    commodity=commodity_name(opened.scenario.commodity),
                    year=year_text(scenario.year),
                )
            )
    if len(sides) > 1:
        _show_assumptions(sides)
        _show_totals(sides)
        _show_balances(sides)
        _show_pairs(sides)


def _scenarios(found: Shelf, opened: Opened, link_ids: list[str]) -> dict[str, Scenario]:
    """What is compared with, the open scenario, a third."""
    scenarios: dict[str, Scenario] = {}
    for link_id in (link_ids[0], opened.link_id, *link_ids[1:]):
        try:
            other = found.opened(link_id, opened.scenario.commodity, opened.scenario.year)
            scenarios[link_id] = other.scenario
        except (AnalysisError, StoreError) as error:
            st.error(scenario_words.problem(error))
    return scenarios


def _titles(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Names, with the id behind where a name stands for two or is a column's own header."""
    taken = [_("Assumption"), _("Figure"), _("Regency"), *(s.name for s in scenarios.values())]
    return {
        link_id: s.name if taken.count(s.name) == 1 else f"{s.name} ({link_id})"
        for link_id, s in scenarios.items()
    }


def _results(sides: Sides) -> dict[str, ScenarioResult]:
    return {link_id: side.answer.result() for link_id, side in sides.items()}


def _sources(sides: Sides) -> list[str]:
    return [source for side in sides.values() for source in answer_sources(side.answer)]


def _show_assumptions(sides: Sides) -> None:
    st.subheader(_("What is assumed differently"))
    table = changed_assumptions({link_id: side.scenario for link_id, side in sides.items()})
    shown = pd.DataFrame(
        {
            "what": [
                scenario_words.assumption(name, item)
                for name, item in zip(table["field"], table["item"], strict=True)
            ],
            **{
                link_id: [
                    scenario_words.value(name, given)
                    for name, given in zip(table["field"], table[link_id], strict=True)
                ]
                for link_id in sides
            },
        }
    )
    show_table(
        shown,
        {
            "what": Column(_("Assumption"), width="large"),
            **{link_id: Column(side.title) for link_id, side in sides.items()},
        },
        key="scenario-assumptions",
        source_ids=["assumption"],
        empty=_("Nothing: both rest on the same assumptions."),
    )


def _show_totals(sides: Sides) -> None:
    st.subheader(_("Balance, cost and unmet need"))
    totals = compare_totals(_results(sides))
    rows = {
        _("Balance of NTT (t)"): totals["balance_t"],
        _("Regencies with a surplus"): totals["n_surplus"],
        _("Regencies with a deficit"): totals["n_deficit"],
        _("Between regencies of NTT (t)"): totals["moved_t"],
        _("From outside NTT (t)"): totals["external_t"],
        _("Unmet (t)"): totals["unmet_t"],
        _("Freight in all (million rupiah)"): totals["cost_idr"] / 1e6,
        _("Freight between regencies (Rp/kg)"): totals["internal_cost_idr_per_kg"],
    }
    # Scenarios stand side by side: three columns of figures fit a phone, nine do not.
    table = pd.DataFrame(
        [[what, *values.astype("float64")] for what, values in rows.items()],
        columns=["what", *sides],
    )
    show_table(
        table,
        {
            "what": Column(_("Figure")),
            **{link_id: Column(side.title, 0) for link_id, side in sides.items()},
        },
        key="scenario-totals",
        source_ids=_sources(sides),
    )


def _show_balances(sides: Sides) -> None:
    table = compare_balances(_results(sides))
    title = _balance_title(table, next(iter(sides)))
    st.subheader(title)
    wide = table.pivot(index="regency_code", columns="label", values="balance_t").reset_index()
    shown = wide.assign(regency=names_of(wide["regency_code"]))
    columns = {"regency": Column(_("Regency"))} | {
        link_id: Column(f"{side.title} (t)", 0) for link_id, side in sides.items()
    }
    show_chart(
        _dumbbells(
            tuple((side.title, side.scenario.without_name()) for side in sides.values()),
            next(iter(sides.values())).answer.balance.settings.commodity,
            current_language(),
        ),
        key="scenario-balances",
        table=lambda: readable(shown, columns),
        source_ids=_sources(sides),
        alt_text=title,
    )


def _balance_title(table: pd.DataFrame, first: str) -> str:
    """The largest change of a regency's balance against the first scenario."""
    others = table[table["label"] != first].dropna(subset=["change_t"])
    if others.empty or others["change_t"].abs().max() < 0.5:
        return _("No regency's balance changes")
    row = others.loc[others["change_t"].abs().idxmax()]
    name = names_of(pd.Series([row["regency_code"]])).iloc[0]
    amount = tonnes(abs(row["change_t"]))
    if row["change_t"] < 0:
        return _("{name} loses most: {amount} less", name=name, amount=amount)
    return _("{name} gains most: {amount} more", name=name, amount=amount)


@once_per_edition(maxsize=64)
def _dumbbells(
    scenarios: tuple[tuple[str, Scenario], ...], commodity: str, _language: str
) -> dict[str, Any]:
    """A dot per scenario and regency on one line; unknown balances are named."""
    answers = {label: evaluate(scenario, commodity) for label, scenario in scenarios}
    table = compare_balances(
        {label: a.result() for label, a in answers.items() if isinstance(a, Answer)}
    )
    labels = [label for label, _scenario in scenarios]
    table = table.assign(
        regency=names_of(table["regency_code"]),
        word=table["balance_class"].map(words.balance_class),
        shown=table["balance_t"].map(tonnes),
    )
    first = table[table["label"] == labels[0]]
    order = first.sort_values("balance_t", ascending=False, na_position="last")["regency"].tolist()
    known = table.dropna(subset=["balance_t"])
    ends = known.groupby("regency")["balance_t"].agg(["min", "max"]).reset_index()
    axis = alt.Y(
        "regency:N",
        sort=order,
        title=None,
        axis=alt.Axis(ticks=False, domain=False, labelOverlap=False, minExtent=130, grid=True),
    )
    x_axis = alt.Axis(format=",.0f", tickCount=4)
    lines = (
        alt.Chart(ends)
        .mark_rule(strokeWidth=3, color=palette.GREY, opacity=0.45)
        .encode(y=axis, x=alt.X("min:Q", title=_("Balance (tonnes)"), axis=x_axis), x2="max:Q")
    )
    dots = (
        alt.Chart(known[["regency", "label", "balance_t", "word", "shown"]])
        .mark_point(filled=True, size=110, opacity=0.95)
        .encode(
            y=axis,
            x=alt.X("balance_t:Q", title=_("Balance (tonnes)"), axis=x_axis),
            color=alt.Color(
                "label:N",
                title=None,
                scale=alt.Scale(domain=labels, range=list(COLOURS[: len(labels)])),
                legend=alt.Legend(orient="top", columns=1),
            ),
            shape=alt.Shape(
                "label:N", title=None, scale=alt.Scale(domain=labels, range=SHAPES[: len(labels)])
            ),
            tooltip=[
                alt.Tooltip("regency:N", title=_("Regency")),
                alt.Tooltip("label:N", title=_("Scenario")),
                alt.Tooltip("shown:N", title=_("Balance")),
                alt.Tooltip("word:N", title=_("Class")),
            ],
        )
    )
    zero = (
        alt.Chart(pd.DataFrame({"zero": [0.0]}))
        .mark_rule(strokeDash=[4, 3], color=palette.GREY)
        .encode(x="zero:Q")
    )
    layers = [zero, lines, dots]
    unknown = first[first["balance_t"].isna()][["regency"]].assign(text=_("no data yet"), zero=0.0)
    if len(unknown):
        layers.append(
            alt.Chart(unknown)
            .mark_text(align="left", dx=4, fontStyle="italic", color=palette.GREY)
            .encode(y=axis, x="zero:Q", text="text:N")
        )
    return chart_spec(alt.layer(*layers).properties(height=24 * len(order) + 90))


def _show_pairs(sides: Sides) -> None:
    pairs = compare_pairs(_results(sides))
    changes = {"kept": _("stays"), "new": _("new"), "gone": _("gone")}
    for link_id in list(sides)[1:]:
        rows = pairs[pairs["label"] == link_id]
        counts = rows[rows["origin_kind"] == "regency"]["change"].value_counts()
        st.subheader(
            _(
                "{name}: {kept} pairs between regencies stay, {new} are new, {gone} are gone",
                name=plain(sides[link_id].title),
                **{change: number(counts.get(change, 0)) for change in changes},
            )
        )
        show_table(
            rows.assign(
                supplier=rows["origin"].map(place_name),
                receiver=names_of(rows["destination"]),
                what=rows["change"].map(changes),
            ),
            {
                "supplier": Column(_("Supplier")),
                "receiver": Column(_("Receiver")),
                "what": Column(_("Pair")),
                "first_t": Column(_("Before (t)"), 0),
                "tonnes": Column(_("Now (t)"), 0),
                "change_t": Column(_("Change (t)"), 0),
            },
            key=f"scenario-pairs-{link_id}",
            source_ids=_sources(sides),
            empty=_("No pairs in either scenario."),
        )
