"""How sure a balance and its pairs are: words and opacity first, figures one click away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

import altair as alt
import pandas as pd
import streamlit as st

from analysis.match_problem import MatchingOptions
from analysis.matching import MatchResult
from analysis.pair_robustness import ROBUST_PCT, PairDraws, is_plain, match_draws
from analysis.spreads import Spreads
from analysis.uncertainty import (
    CERTAIN_SHARE,
    LIKELY_SHARE,
    BalanceDraws,
    TotalInterval,
    draw_balances,
    summarise_draws,
    summarise_total,
    tornado,
)
from ntt_data.tables import load
from pages.ui import palette, results, state, words
from pages.ui.charts import chart_spec, show_chart
from pages.ui.choropleth import Choropleth
from pages.ui.code_words import code_word
from pages.ui.commodities import commodity_name, names_of
from pages.ui.formats import number, percent, tonnes
from pages.ui.formats import year as year_text
from pages.ui.language import _, current_language, localised
from pages.ui.results import Balance
from pages.ui.sources import grade_word
from pages.ui.tables import Column, readable, show_table

P = ParamSpec("P")
R = TypeVar("R")

SPREAD_KEY = "spread"
SPREADS_PCT = (50, 100, 150, 200)
N_DRAWS = 1000
N_MATCHED = 200
# Options that need a mixed-integer programme in every draw: fewer draws, so that nobody waits.
N_MATCHED_SLOW = 40

# How strongly a regency is coloured: what is uncertain fades, what is unknown stays hatched.
OPACITY = {"certain": 1.0, "likely": 0.65, "uncertain": 0.4}


# --- results, each computed once per balance -------------------------------------------------


def spread_pct() -> int:
    """By how much of the default spreads this session reckons; 100 unless it chose otherwise."""
    return int(st.session_state.get(SPREAD_KEY) or 100)


def choose_spread() -> None:
    """Sidebar: the spreads are mostly assumptions, so a reader may halve or double them."""
    with st.sidebar:
        state.select(
            _("Assumed spread of the inputs"),
            SPREAD_KEY,
            SPREADS_PCT,
            100,
            format_func=lambda share: (
                _("as assumed") if share == 100 else _("{share} of it", share=percent(share, 0))
            ),
            help=_(
                "How far the true figures may lie from those in the tables, see How sure this is"
            ),
        )


def spreads() -> Spreads:
    """The rules of uncertainty at the session's choice."""
    return _scaled_spreads(spread_pct())


@lru_cache(maxsize=len(SPREADS_PCT))
def _scaled_spreads(share_pct: int) -> Spreads:
    table = load("uncertainty_spreads")
    is_grade = table["kind"] == "grade"
    table["value"] = table["value"].where(~is_grade, table["value"] * share_pct / 100)
    return Spreads.from_table(table)


def _once_per_spread(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep a result per arguments and per chosen spread, which the function reads itself."""

    def keep(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def kept(share_pct: int, *args: Any, **kwargs: Any) -> R:
            return function(*args, **kwargs)

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            return kept(spread_pct(), *args, **kwargs)

        return call

    return keep


@_once_per_spread(maxsize=64)
def balance_draws(result: Balance) -> BalanceDraws:
    """The balance drawn many times; ``results.balance`` gives one object per commodity and year."""
    return draw_balances(
        result.table,
        result.inputs,
        spreads(),
        n_draws=N_DRAWS,
        tolerance_pct=result.settings.tolerance_pct,
    )


@_once_per_spread(maxsize=64)
def certainty(result: Balance) -> pd.DataFrame:
    """Probabilities, interval and certainty code by regency, see ``summarise_draws``."""
    return summarise_draws(balance_draws(result))


@_once_per_spread(maxsize=64)
def total_interval(result: Balance) -> TotalInterval:
    """Interval of the balance of all known regencies together."""
    return summarise_total(balance_draws(result))


@_once_per_spread(maxsize=256)
def swings(result: Balance, regency_code: str | None) -> pd.DataFrame:
    """By how much each input moves the balance of a regency, or of NTT; see ``tornado``."""
    return tornado(result.table, result.inputs, spreads(), regency_code, n_draws=N_DRAWS)


@_once_per_spread(maxsize=128)
def pair_draws(result: Balance, options: MatchingOptions) -> PairDraws:
    """How often each pair appears, over the default network."""
    return match_draws(
        balance_draws(result),
        results.capital_costs(),
        results.gateway_costs(),
        options,
        n_draws=N_MATCHED if is_plain(options) else N_MATCHED_SLOW,
        places=results.regencies(),
    )


# --- words -------------------------------------------------------------------------------------


def certainty_word(code: str) -> str:
    """How sure the class of a balance is."""
    return {
        "certain_surplus": _("almost certainly a surplus"),
        "likely_surplus": _("probably a surplus"),
        "certain_balanced": _("almost certainly balanced"),
        "likely_balanced": _("probably balanced"),
        "likely_deficit": _("probably a deficit"),
        "certain_deficit": _("almost certainly a deficit"),
        "uncertain": _("cannot be told yet"),
        "unknown": _("no data yet"),
    }[code]


def certainty_level(code: str) -> str:
    """The code without the class: certain, likely, uncertain or unknown."""
    return code.split("_")[0]


def robustness_word(code: str) -> str:
    """Whether a pair stands in most draws."""
    return {"robust": _("robust"), "fragile": _("fragile")}[code]


def input_word(group: str) -> str:
    """Group of inputs that has rules of its own."""
    if group == "shares":
        return _("shares for seed, feed and loss")
    return words.balance_input(group)


# --- map ---------------------------------------------------------------------------------------


def opacities(result: Balance) -> dict[str, float]:
    """Opacity of every known regency, for ``MapPicture.opacities``."""
    levels = certainty(result).set_index("regency_code")["certainty"].map(certainty_level)
    return {str(code): OPACITY[level] for code, level in levels.items() if level in OPACITY}


def with_certainty(chart: Choropleth, result: Balance) -> Choropleth:
    """The same map, faded where the class is not sure and with its word in every tooltip."""
    found = certainty(result).set_index("regency_code")
    tooltips = {code: list(lines) for code, lines in chart.picture.tooltips.items()}
    for row in found[found["certainty"] != "unknown"].itertuples():
        tooltips[str(row.Index)] += [
            certainty_word(row.certainty).capitalize(),
            _("Range {range}", range=_range(row.balance_p05_t, row.balance_p95_t)),
        ]
    picture = replace(chart.picture, opacities=opacities(result), tooltips=tooltips)
    return replace(chart, picture=picture)


def show_certainty_key() -> None:
    """What the strength of the colour means, below the legend of the map."""
    st.caption(
        _(
            "Strong colour: almost certain ({certain} or more of the draws agree). Paler: probable "
            "({likely} or more). Palest: cannot be told yet.",
            certain=percent(100 * CERTAIN_SHARE, 0),
            likely=percent(100 * LIKELY_SHARE, 0),
        )
    )


# --- intervals ---------------------------------------------------------------------------------


def certainty_headline(result: Balance) -> str:
    """The finding in one sentence: for how many the class is sure, for whom it is not."""
    table = certainty(result)
    levels = table["certainty"].map(certainty_level)
    n_known, n_certain = int((levels != "unknown").sum()), int((levels == "certain").sum())
    open_ones = names_of(table.loc[levels == "uncertain", "regency_code"])
    name = commodity_name(result.settings.commodity)
    if not n_known:
        return _("{name}: no balance is known yet", name=name)
    if open_ones.empty:
        return _(
            "{name}: almost certain for {n} of {total} regencies",
            name=name,
            n=n_certain,
            total=n_known,
        )
    return _(
        "{name}: almost certain for {n} of {total} regencies; cannot be told yet for {names}",
        name=name,
        n=n_certain,
        total=n_known,
        names=", ".join(open_ones),
    )


def _range(low: float, high: float) -> str:
    return _("{low} to {high}", low=number(low), high=tonnes(high))


def _interval_table(result: Balance) -> pd.DataFrame:
    table = certainty(result).merge(
        result.table[["regency_code", "balance_t", "balance_class"]], on="regency_code"
    )
    table["level"] = table["certainty"].map(certainty_level)
    return table.assign(
        regency=names_of(table["regency_code"]),
        certainty_word=table["certainty"].map(certainty_word),
        class_word=table["balance_class"].map(words.balance_class),
        surplus_pct=table["p_surplus"] * 100,
        deficit_pct=table["p_deficit"] * 100,
    ).sort_values("balance_t", ascending=False, na_position="last", ignore_index=True)


def interval_columns() -> dict[str, Column]:
    """Columns of the table of intervals, in reading order."""
    return {
        "regency": Column(_("Regency")),
        "certainty_word": Column(_("How sure")),
        "balance_t": Column(_("Balance (t)"), 0),
        "balance_p05_t": Column(_("Low, 5 % (t)"), 0),
        "balance_p50_t": Column(_("Median (t)"), 0),
        "balance_p95_t": Column(_("High, 95 % (t)"), 0),
        "surplus_pct": Column(_("Draws with a surplus (%)"), 0),
        "deficit_pct": Column(_("Draws with a deficit (%)"), 0),
    }


@_once_per_spread(maxsize=64)
def interval_spec(result: Balance, language: str) -> dict[str, Any]:
    """Chart of the intervals: bar from 5 to 95 %, dot at the median, the largest on top."""
    table = _interval_table(result)
    order = table["regency"].tolist()
    known = table[table["level"] != "unknown"].assign(
        range_text=[
            _range(low, high)
            for low, high in table.loc[
                table["level"] != "unknown", ["balance_p05_t", "balance_p95_t"]
            ].itertuples(index=False)
        ],
        opacity=lambda rows: rows["level"].map(OPACITY),
    )
    y = alt.Y(
        "regency:N",
        sort=order,
        title=None,
        axis=alt.Axis(
            ticks=False, domain=False, labelOverlap=False, labelFlush=False, minExtent=130
        ),
    )
    classes = list(palette.BALANCE_CLASS)
    columns = ["regency", "balance_p05_t", "balance_p50_t", "balance_p95_t"]
    columns += ["class_word", "certainty_word", "opacity", "range_text"]
    base = alt.Chart(known[columns]).encode(y=y)
    bars = base.mark_bar(height={"band": 0.55}, cornerRadius=3).encode(
        x=alt.X(
            "balance_p05_t:Q",
            title=_("Balance (tonnes)"),
            axis=alt.Axis(format=",.0f", tickCount=4),
        ),
        x2="balance_p95_t:Q",
        color=alt.Color(
            "class_word:N",
            title=None,
            scale=alt.Scale(
                domain=[words.balance_class(code) for code in classes],
                range=list(palette.BALANCE_CLASS.values()),
            ),
            legend=alt.Legend(orient="top"),
        ),
        # Said in words below: a second legend is too wide for a phone.
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("certainty_word:N", title=_("How sure")),
            alt.Tooltip("range_text:N", title=_("Range of the balance")),
        ],
    )
    medians = base.mark_point(
        filled=True, fill="white", stroke="#1B1D22", strokeWidth=1.5, size=45, opacity=1
    ).encode(x="balance_p50_t:Q")
    zero = (
        alt.Chart(pd.DataFrame({"zero": [0]}))
        .mark_rule(color=palette.GREY, strokeWidth=1)
        .encode(x="zero:Q")
    )
    layers: list[alt.Chart] = [zero, bars, medians]
    unknown = table[table["level"] == "unknown"][["regency"]].assign(text=_("no data yet"), zero=0)
    if len(unknown):
        layers.append(
            alt.Chart(unknown)
            .mark_text(align="left", dx=4, fontStyle="italic", color=palette.GREY)
            .encode(y=y, x="zero:Q", text="text:N")
        )
    return chart_spec(alt.layer(*layers).properties(height=22 * len(table) + 60))


def show_intervals(result: Balance) -> None:
    """Interval of every balance, and what the bars mean."""
    table = _interval_table(result)
    show_chart(
        interval_spec(result, current_language()),
        key=f"intervals-{result.settings.commodity}-{result.settings.year}",
        table=readable(table, interval_columns()),
        source_ids=_source_ids(result),
        alt_text=certainty_headline(result),
    )
    st.caption(
        _(
            "The balance is computed {n} times, each time with every input a little off, as far "
            "as its grade lets expect. Bar: 90 % of the results. Dot: the middle one. "
            "The paler the bar, the less sure the class.",
            n=number(N_DRAWS),
        )
    )


def total_sentence(result: Balance) -> str:
    """The balance of all known regencies with its range, in a sentence."""
    total = total_interval(result)
    return _(
        "Balance of NTT in 90 % of the results: {range} ({known} of {total} regencies known).",
        range=_range(total.balance_p05_t, total.balance_p95_t),
        known=total.n_known,
        total=total.n_total,
    )


# --- tornado -----------------------------------------------------------------------------------


def tornado_headline(result: Balance, regency_code: str | None = None) -> str:
    """Which input moves the result most, in one sentence."""
    table = swings(result, regency_code)
    place = results.regency_names()[regency_code] if regency_code else "NTT"
    if table.empty:
        return _("{place}: no input is given a spread", place=place)
    return _(
        "{place}: the balance hangs most on the {input} (swing {swing})",
        place=place,
        input=input_word(str(table["input"].iloc[0])),
        swing=tonnes(float(table["swing_t"].iloc[0])),
    )


@_once_per_spread(maxsize=256)
def tornado_spec(result: Balance, regency_code: str | None, language: str) -> dict[str, Any]:
    """Chart of the swings: bar from 10 to 90 % of the balance, the largest on top."""
    table = _tornado_table(result, regency_code)
    bars = (
        alt.Chart(table[["input_word", "low_t", "high_t", "range_text", "swing_text"]])
        .mark_bar(height={"band": 0.6}, cornerRadius=2, color=palette.SEQUENTIAL[2])
        .encode(
            y=alt.Y(
                "input_word:N",
                sort=table["input_word"].tolist(),
                title=None,
                axis=alt.Axis(
                    ticks=False, domain=False, labelOverlap=False, labelLimit=180, minExtent=130
                ),
            ),
            x=alt.X(
                "low_t:Q",
                title=_("Balance (tonnes)"),
                scale=alt.Scale(zero=False, nice=True),
                axis=alt.Axis(format=",.0f", tickCount=4),
            ),
            x2="high_t:Q",
            tooltip=[
                alt.Tooltip("input_word:N", title=_("Input")),
                alt.Tooltip("range_text:N", title=_("Balance")),
                alt.Tooltip("swing_text:N", title=_("Swing")),
            ],
        )
    )
    base = (
        alt.Chart(table[["base_t"]].head(1))
        .mark_rule(color=palette.MAROON, strokeWidth=2)
        .encode(x="base_t:Q")
    )
    return chart_spec((bars + base).properties(height=34 * len(table) + 60))


def _tornado_table(result: Balance, regency_code: str | None) -> pd.DataFrame:
    table = swings(result, regency_code)
    return table.assign(
        input_word=table["input"].map(input_word),
        swing_text=table["swing_t"].map(tonnes),
        range_text=[
            _range(low, high) for low, high in table[["low_t", "high_t"]].itertuples(index=False)
        ],
    )


def show_tornado(result: Balance, regency_code: str | None = None) -> None:
    """Which input moves the balance of a regency (or of NTT) most."""
    known = result.table.loc[result.table["balance_class"] != "unknown", "regency_code"]
    if known.empty or (regency_code and regency_code not in set(known)):
        st.info(_("No balance is known here yet, so there is nothing to vary."))
        return
    table = _tornado_table(result, regency_code)
    if table.empty:
        st.info(tornado_headline(result, regency_code))
        return
    columns = {
        "input_word": Column(_("Input")),
        "low_t": Column(_("Low, 10 % (t)"), 0),
        "high_t": Column(_("High, 90 % (t)"), 0),
        "swing_t": Column(_("Swing (t)"), 0),
    }
    settings = result.settings
    show_chart(
        tornado_spec(result, regency_code, current_language()),
        key=f"tornado-{settings.commodity}-{settings.year}-{regency_code or 'ntt'}",
        table=readable(table, columns),
        source_ids=_source_ids(result),
        alt_text=tornado_headline(result, regency_code),
    )
    st.caption(
        _(
            "Each input is varied alone, the others stay as they are. Bar: the balance in 80 % of "
            "the results. Line: the balance as computed."
        )
    )


# --- pairs -------------------------------------------------------------------------------------


def pair_words(match: MatchResult, found: PairDraws) -> pd.Series:
    """Word of robustness for every row of ``match.flows``, with its index."""
    codes = found.pairs.set_index(["origin", "destination"])["robustness"]
    asked = pd.MultiIndex.from_frame(match.flows[["origin", "destination"]])
    # A pair of the match that stands in no draw at all is as fragile as can be.
    of_flow = codes.reindex(asked).fillna("fragile").map(robustness_word)
    return pd.Series(of_flow.to_numpy(), index=match.flows.index, dtype="object")


def pairs_headline(match: MatchResult, found: PairDraws) -> str:
    """How many of the pairs between regencies are robust, and the firmest of them."""
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    if inside.empty:
        return _("No pair between regencies to judge")
    frequency = found.pairs.set_index(["origin", "destination"])["frequency_pct"]
    asked = pd.MultiIndex.from_frame(inside[["origin", "destination"]])
    of_pair = frequency.reindex(asked).fillna(0.0)
    n_robust = int((of_pair >= ROBUST_PCT).sum())
    if not n_robust:
        return _("None of the {total} pairs between regencies is robust", total=len(inside))
    origin, destination = of_pair.idxmax()
    return _(
        "{n} of {total} pairs between regencies are robust; "
        "the firmest is {origin} → {destination}",
        n=n_robust,
        total=len(inside),
        origin=results.place_names().get(origin, origin),
        destination=results.place_names().get(destination, destination),
    )


def show_pair_robustness(match: MatchResult, found: PairDraws, key: str) -> None:
    """Pairs with their word, how often they appear and with how many tonnes."""
    modelled = match.flows[["origin", "destination", "tonnes"]]
    table = found.pairs.merge(modelled, on=["origin", "destination"], how="left")
    # Pairs of the match first; of the others only those that come up often enough to matter.
    table = table[table["tonnes"].notna() | (table["frequency_pct"] >= 5)]
    table = table[table["origin_kind"] == "regency"]
    table = table.assign(
        origin_name=table["origin"].map(results.place_names()),
        destination_name=names_of(table["destination"]),
        word=table["robustness"].map(robustness_word),
        range_text=[
            _range(low, high)
            for low, high in table[["tonnes_p05", "tonnes_p95"]].itertuples(index=False)
        ],
    )
    show_table(
        table.sort_values("frequency_pct", ascending=False, kind="stable", ignore_index=True),
        {
            "origin_name": Column(_("Supplier")),
            "destination_name": Column(_("Receiver")),
            "word": Column(_("How firm")),
            "frequency_pct": Column(_("In % of the results"), 0),
            "tonnes": Column(_("In this match (t)"), 0),
            "range_text": Column(_("Tonnes when it appears")),
        },
        key=f"robust-{key}",
        empty=_("No pair between regencies to judge"),
    )
    st.caption(
        _(
            "The match is repeated {n} times with balances that are a little off. Robust: the pair "
            "stands in {robust} of the results or more; fragile: in fewer.",
            n=number(found.n_draws),
            robust=percent(ROBUST_PCT, 0),
        )
    )


# --- assumptions -------------------------------------------------------------------------------


def show_spreads() -> None:
    """The rules behind it all, each with its reason; most are assumptions and said to be."""
    table = load("uncertainty_spreads")
    shown = table.assign(
        kind_word=table["kind"].map(code_word),
        input_text=table["input"].map(input_word, na_action="ignore").fillna(_("all inputs")),
        code_word=[
            "" if pd.isna(code) else grade_word(code) if kind == "grade" else words.flag(code)
            for kind, code in zip(table["kind"], table["code"], strict=True)
        ],
        unit_word=table["unit"].map(code_word),
        basis_word=table["basis"].map(words.distance_basis),
        note=table[localised("note")],
    )
    show_table(
        shown,
        {
            "kind_word": Column(_("Kind of rule")),
            "input_text": Column(_("Input")),
            "code_word": Column(_("Grade or remark")),
            "value": Column(_("Value"), 1),
            "unit_word": Column(_("Unit")),
            "basis_word": Column(_("Basis")),
            "note": Column(_("Reason"), width="large"),
        },
        key="uncertainty-spreads",
        source_ids=list(table["source_ids"]),
    )
    st.caption(
        _(
            "A spread of 10 % means: in about two of three cases the true figure lies within "
            "10 % of the one known. What no figure shows, such as the bias of a method, is not "
            "in it."
        )
    )


def _source_ids(result: Balance) -> list[object]:
    """Sources of the balance's figures; the spreads have theirs in their own table."""
    return [*result.table["source_ids"], "assumption"]


def interval_note(result: Balance, regency_code: str) -> str:
    """One regency's certainty in a sentence, for its card."""
    row = certainty(result).set_index("regency_code").loc[regency_code]
    if row["certainty"] == "unknown":
        return certainty_word("unknown").capitalize()
    return _(
        "{name} {year}: {word}; {range} in 90 % of the results.",
        name=commodity_name(result.settings.commodity),
        year=year_text(result.settings.year),
        word=certainty_word(str(row["certainty"])),
        range=_range(row["balance_p05_t"], row["balance_p95_t"]),
    )
