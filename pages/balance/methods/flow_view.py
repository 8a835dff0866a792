"""Section “Model and reports”: what the model says of every flow that others have reported."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.balance.settings import MissingInputs, production_rows
from analysis.matching.validation import ANY_GATEWAY, FLOW_VERDICTS, ModelledTrade, compare_flows
from geo import places
from ntt_data.editions import once_per_edition
from ntt_data.tables import load
from pages.ui import state
from pages.ui.cooperation_flows import flow_goods, quantity_words
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.map_widget import show_map
from pages.ui.matching_view import place_name
from pages.ui.quotations import as_markdown
from pages.ui.tables import show_table
from publishing import palette, words
from publishing.formats import number, percent
from publishing.language import _
from publishing.maps.picture import Line, MapPicture
from publishing.names import commodity_name
from publishing.tables import Column
from services.answer import evaluation

_COLORS = {
    "hit": palette.FLOW,
    "partial": "#C9A227",
    "miss": palette.MAROON,
    "not_compared": palette.GREY,
}
_DASHES = {"hit": None, "partial": "9 6", "miss": "4 6", "not_compared": "1 7"}


# How a report says "from outside" and no more.
_FROM_OUTSIDE = "luar NTT"


def gateway_of() -> dict[str, str]:
    """Gateway of the model that stands for a place outside NTT, as the reports name it."""
    return {**places.gateway_of_place(), _FROM_OUTSIDE: ANY_GATEWAY}


def verdict_word(code: str) -> str:
    """Verdict on a reported flow."""
    return {
        "hit": _("hit"),
        "partial": _("partly"),
        "miss": _("miss"),
        "not_compared": _("not compared"),
    }[code]


@once_per_edition(maxsize=1)
def modelled_trade() -> ModelledTrade:
    """Least-cost flows and classes of every commodity and year with a balance."""
    flows, balances = [], []
    for commodity, years in evaluation.balanced_commodities().items():
        for year in years:
            balance = evaluation.balance(commodity, year)
            match = evaluation.baseline_answer(commodity, year).match
            if isinstance(balance, MissingInputs) or match is None:
                continue
            stamp = {"commodity": commodity, "year": year}
            flows.append(match.flows.assign(**stamp))
            balances.append(balance.table.assign(**stamp))
    return ModelledTrade(pd.concat(flows), pd.concat(balances))


@once_per_edition(maxsize=1)
def checked_flows() -> pd.DataFrame:
    """Reported flows with the model's verdict on each."""
    reported = load("reported_flows")
    checked = compare_flows(reported, modelled_trade(), gateway_of())
    return reported.merge(checked.drop(columns="commodity"), on="flow_id", validate="1:1")


def show() -> None:
    """Draw the section."""
    checked = checked_flows()
    between = checked[checked["scope"] == "inter_regency"]
    st.header(headline(between))
    st.caption(
        _(
            "Reported flows are mentions in the press and in studies, most without tonnes; the "
            "model reckons whole years at least cost. A hit shows that the model is not absurd. A "
            "miss says that the report, the model or a figure below the balance is wrong. A report "
            "is compared with its own year, or the nearest with a balance."
        )
    )
    counts = between["verdict"].value_counts()
    show_figure_row(
        "flow-checks",
        [
            FigureCell(verdict_word(code).capitalize(), number(counts.get(code, 0)))
            for code in FLOW_VERDICTS
        ],
    )
    show_map(flow_picture(between), "flow-check-map", height=440)
    st.caption(
        _(
            "Arrows: reported flows between regencies. Green and solid = hit, ochre and dashed = "
            "partly, maroon and short-dashed = miss, grey and dotted = not compared."
        )
    )
    sentences = compared_sentences(between)
    st.markdown("\n".join(f"- {as_markdown(text)}" for text in sentences))
    _show_table(checked)
    _show_modelled()


def headline(between: pd.DataFrame) -> str:
    """How many of the reported flows between regencies can be compared, and with what result."""
    counts = between["verdict"].value_counts()
    return _(
        "Of {n} reported flows between regencies {m} can be compared: {hit} hit, {partial} "
        "partly, {miss} missed",
        n=len(between),
        m=len(between) - counts.get("not_compared", 0),
        **{code: counts.get(code, 0) for code in ("hit", "partial", "miss")},
    )


def compared_sentences(between: pd.DataFrame) -> list[str]:
    """One sentence for every reported flow between regencies that the model speaks of."""
    rows = between[between["verdict"] != "not_compared"]
    return [
        f"{commodity_name(str(row['commodity']))}, {_end(row, 'origin')} → "
        f"{_end(row, 'destination')}: {verdict_word(row['verdict'])}; {reason_sentence(row)} "
        + _(
            "(model of {year}; in {n} of {total} modelled years)",
            year=row["year"],
            n=row["years_hit"],
            total=row["years_modelled"],
        )
        for _i, row in rows.iterrows()
    ]


def flow_picture(between: pd.DataFrame) -> MapPicture:
    """Reported flows between two regencies, coloured by the best verdict on any commodity."""
    names = places.regency_names()
    capitals = places.regencies().set_index("regency_code")[["capital_lat", "capital_lon"]]
    known = between.dropna(subset=["origin_code", "destination_code"])
    known = known.assign(goods=flow_goods(known), rank=known["verdict"].map(FLOW_VERDICTS.index))
    lines = []
    for (origin, destination), rows in known.groupby(["origin_code", "destination_code"]):
        rows = rows.sort_values("rank")
        compared = rows[rows["verdict"] != "not_compared"]
        verdict = str((compared if len(compared) else rows)["verdict"].iloc[-1])
        ends = [tuple(capitals.loc[code].astype(float)) for code in (origin, destination)]
        texts = [
            f"{goods}: {verdict_word(word)}"
            for goods, word in rows[["goods", "verdict"]].drop_duplicates().to_numpy()
        ]
        lines.append(
            Line(
                ends,
                _COLORS[verdict],
                3 if verdict != "not_compared" else 2.2,
                [f"{names[str(origin)]} → {names[str(destination)]}", *texts],
                curved=True,
                arrow=True,
                dash=_DASHES[verdict],
            )
        )
    return MapPicture(
        dict.fromkeys(names, palette.SAND),
        {code: [name] for code, name in names.items()},
        headline(between),
        lines=lines,
    )


def reason_sentence(row: pd.Series) -> str:
    """Why the verdict, with the facts behind it."""
    origin = _end(row, "origin")
    destination = _end(row, "destination")
    facts = {
        "origin": origin,
        "destination": destination,
        "origin_share": percent(_pct(row["origin_ratio"]), 0),
        "destination_share": percent(_pct(row["destination_ratio"]), 0),
    }
    reason = row["reason"]
    if reason == "not_modelled":
        return why_not_modelled(str(row["commodity"]))
    text = {
        "pair_proposed": _("the model proposes the same pair"),
        "gateway_proposed": _("the model brings it by the same gateway"),
        "gateway_into_ntt": _(
            "the model brings it into NTT by the same gateway; the report names no single regency"
        ),
        "other_partner": _(
            "{origin} has a surplus and {destination} a deficit, as reported, but the model finds "
            "cheaper partners"
        ),
        "other_gateway": _("the model buys outside too, but by a cheaper gateway"),
        "origin_no_surplus": _(
            "by the balance {origin} has no surplus to give ({origin_share} of its need)"
        ),
        "destination_no_deficit": _(
            "by the balance {destination} has no deficit ({destination_share} of its need)"
        ),
        "against_balance": _(
            "the balance says the reverse: {origin} has {origin_share} of its need, {destination} "
            "{destination_share}"
        ),
        "met_inside": _("in the model regencies of NTT meet the deficit"),
        "no_commodity": _("the report names no single commodity"),
        "place_unclear": _("origin or destination is not one regency"),
        "place_unknown": _("no balance is known for one of the two places"),
        "no_gateway": _("the origin is not named or is no gateway of the model"),
        "out_of_ntt": _("the model sends nothing out of NTT"),
        "demand": _("a demand, not a flow"),
    }[reason]
    return text.format(**facts)


def why_not_modelled(commodity: str) -> str:
    """Which figures a balance of the commodity lacks."""
    years = evaluation.produced_commodities().get(commodity)
    answer = evaluation.balance(commodity, years[0]) if years else None
    missing = list(answer.missing) if isinstance(answer, MissingInputs) else []
    lacks = [] if years else [words.balance_input("production")]
    lacks += [words.balance_input(code) for code in missing]
    known = _most_producers(commodity)
    if years and "production" not in missing and known < len(places.regencies()) / 2:
        lacks.append(_("production beyond {known} of 22 regencies", known=known))
    return _(
        "no balance of {commodity}: lacking {missing}",
        commodity=commodity_name(commodity),
        missing=", ".join(lacks),
    )


def _most_producers(commodity: str) -> int:
    """Regencies with a production figure in the best covered year."""
    rows = production_rows(load("production"), commodity).dropna(subset=["value"])
    return int(rows.groupby("year")["regency_code"].nunique().max()) if len(rows) else 0


def _pct(ratio: float) -> float | None:
    return None if pd.isna(ratio) else 100 * ratio


def _end(row: pd.Series, end: str) -> str:
    code = row[f"{end}_code"]
    return place_name(code) if pd.notna(code) else str(row[f"{end}_literal"])


def _show_table(checked: pd.DataFrame) -> None:
    scopes = {
        "inter_regency": _("Between regencies"),
        "into_ntt": _("Into NTT"),
        "other": _("Out of NTT, demand"),
    }
    group = checked["scope"].where(checked["scope"].isin(list(scopes)), "other")
    counts = group.value_counts()
    scope = state.segments(
        _("Reported flows"),
        "scope_checked",
        list(scopes),
        "inter_regency",
        lambda code: f"{scopes[code]} ({counts.get(code, 0)})",
    )
    rows = checked[group == scope]
    rows = rows.assign(rank=rows["verdict"].map(FLOW_VERDICTS.index)).sort_values(
        ["rank", "flow_id"]
    )
    table = pd.DataFrame(
        {
            "verdict": rows["verdict"].map(verdict_word),
            "goods": flow_goods(rows),
            "origin": [_end(row, "origin") for _i, row in rows.iterrows()],
            "destination": [_end(row, "destination") for _i, row in rows.iterrows()],
            "period": rows["period"],
            "why": [reason_sentence(row) for _i, row in rows.iterrows()],
            "year": rows["year"].astype("string"),
            "tonnes": rows["tonnes"],
            "often": [
                _("{n} of {total}", n=int(a), total=int(b)) if pd.notna(a) else None
                for a, b in zip(rows["years_hit"], rows["years_modelled"], strict=True)
            ],
            "quantity": [
                quantity_words(*row)
                for row in zip(
                    rows["quantity_low"], rows["quantity_high"], rows["unit"], strict=True
                )
            ],
            "flow": rows["flow_id"],
        }
    )
    show_table(
        table,
        {
            "verdict": Column(_("Verdict")),
            "goods": Column(_("Commodity")),
            "origin": Column(_("From")),
            "destination": Column(_("To")),
            "why": Column(_("Reason"), width="large"),
            "period": Column(_("Reported")),
            "year": Column(_("Model year")),
            "tonnes": Column(_("Model (t)"), 0),
            "often": Column(_("Modelled years"), help=_("Years in which the model has this flow")),
            "quantity": Column(_("Quantity reported")),
            "flow": Column(_("Row")),
        },
        key=f"flow-checks-{scope}",
        source_ids=list(rows["source_ids"]),
    )


def _show_modelled() -> None:
    """The other way round: is a modelled pair reported by anyone?"""
    newest = {name: max(years) for name, years in evaluation.balanced_commodities().items()}
    st.header(_("Modelled pairs: who has reported them?"))
    commodity = state.segments(
        _("Commodity"), "pairs_of", sorted(newest), evaluation.DEFAULT_COMMODITY, commodity_name
    )
    flows = modelled_trade().flows
    year = newest[commodity]
    rows = flows[(flows["commodity"] == commodity) & (flows["year"] == year)]
    inside = rows[rows["origin_kind"] == "regency"]
    reported = load("reported_flows").query("commodity == @commodity")
    table = pd.DataFrame(
        {
            "origin": inside["origin"].map(place_name),
            "destination": inside["destination"].map(place_name),
            "tonnes": inside["tonnes"],
            "reported": [
                _reports(reported, origin, destination)
                for origin, destination in zip(inside["origin"], inside["destination"], strict=True)
            ],
        }
    )
    known = int(table["reported"].notna().sum()) if len(table) else 0
    st.caption(
        _(
            "{name} {year}: {n} modelled pairs, {known} of them reported. No report is no evidence "
            "against a pair: reports are few, and the model says what would be cheapest, not what "
            "is traded.",
            name=commodity_name(commodity),
            year=year,
            n=len(table),
            known=known,
        )
    )
    table["reported"] = table["reported"].fillna(_("no report known"))
    show_table(
        table,
        {
            "origin": Column(_("Supplier")),
            "destination": Column(_("Receiver")),
            "tonnes": Column(_("Model (t)"), 0),
            "reported": Column(_("Reported"), width="medium"),
        },
        key=f"modelled-pairs-{commodity}",
        source_ids=list(reported["source_ids"]),
    )


def _reports(reported: pd.DataFrame, origin: str, destination: str) -> str | None:
    same = reported[
        reported["origin_code"].eq(origin) & reported["destination_code"].eq(destination)
    ]
    if same.empty:
        return None
    return "; ".join(
        f"{row.flow_id} ({row.period})" if pd.notna(row.period) else str(row.flow_id)
        for row in same.itertuples()
    )
