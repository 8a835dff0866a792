"""Complementary pairs: one regency strong in a product, one without it and with demand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.balance.product_demand import GOODS
from analysis.leading.kpju_pairs import has_firm_demand, strong_regencies
from geo import places
from geo.boundaries import load_label_points
from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.partners import indication_words as words
from pages.cooperation.partners import indications
from pages.ui import matching_view, state
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.on_demand import Fold, folds
from pages.ui.provenance import show_provenance
from pages.ui.quotations import as_markdown
from pages.ui.regency import choose_regency, pick_regency
from pages.ui.site_map import script
from pages.ui.tables import show_table
from publishing import palette
from publishing.code_words import code_word
from publishing.formats import number, rupiah
from publishing.language import _
from publishing.maps.choropleth import HIGH, LOW, Choropleth, category_choropleth
from publishing.maps.picture import Line
from publishing.names import commodity_name
from publishing.tables import Column
from services.answer import evaluation

# Not the colour of flows, which are tonnes; dashed and of one width for the same reason.
LINE = "#A05A7E"
_MOST_LINES = 20
_DEFAULT = {"goods": "cattle", "services": "performing_arts"}


@fragment
def show() -> None:
    """Draw the section."""
    pairs = indications.complementary()
    first, second, third = st.columns([1.1, 1.3, 1.3])
    with first:
        family = state.segments(
            _("What is offered"),
            "family",
            ["goods", "services"],
            "goods",
            {"goods": _("goods"), "services": _("services for visitors")}.__getitem__,
        )
    pairs = pairs[pairs["family"] == family]
    with second:
        products = sorted(pairs["product"].unique(), key=words.product_name)
        product = state.select(
            _("Product or service"),
            "product",
            ["all", *products],
            _DEFAULT[family],
            lambda code: _("all") if code == "all" else words.product_name(code),
        )
    with third:
        regency = choose_regency(allow_none=True)
    pairs = chosen_pairs(pairs, product, regency)
    st.header(headline(pairs, product, regency))
    left, right = st.columns([3, 2], gap="medium")
    st.subheader(_("The pairs of this choice"))
    # The table stands below, but what is clicked in it decides what stands beside the map.
    row = show_pairs(pairs, f"complementary-{family}-{product}-{regency or 'all'}")
    with left:
        chart = _all_products(pairs, regency) if product == "all" else product_map(product, regency)
        lines = pair_lines(pairs, product, regency)
        show_map(chart.with_overlay(lines).picture, "complementary-map", pick_regency, 500)
        show_legend(chart)
        st.caption(_line_note(product, regency))
    with right:
        if len(pairs):
            show_evidence(next(pairs.iloc[[row or 0]].itertuples(index=False)))
    folds(
        Fold(_("How a pair comes about"), "complementary-how", _explain),
        Fold(_("Products and services without a pair, and why"), "unpaired", _show_unpaired),
    )


def chosen_pairs(pairs: pd.DataFrame, product: str, regency: str | None) -> pd.DataFrame:
    """The pairs of a product and a regency; of all products and all regencies the firm ones."""
    if product != "all":
        pairs = pairs[pairs["product"] == product]
    if regency:
        pairs = pairs[(pairs["supplier"] == regency) | (pairs["receiver"] == regency)]
    elif product == "all":
        pairs = pairs[pairs["indication"] == "strong"]
    return pairs.reset_index(drop=True)


def headline(pairs: pd.DataFrame, product: str, regency: str | None) -> str:
    """The finding in a sentence."""
    if pairs.empty:
        return _("No complementary pair for this choice")
    if product != "all" and not regency:
        suppliers = list(dict.fromkeys(pairs["supplier"]))
        return _(
            "{product}: {n} regencies are strong, {m} others could take it",
            product=words.product_name(product),
            n=number(len(suppliers)),
            m=number(pairs["receiver"].nunique()),
        )
    first = pairs.iloc[0]
    return _(
        "{n} pairs; the firmest and nearest: {supplier} → {receiver}, {product}",
        n=number(len(pairs)),
        supplier=regency_names()[first["supplier"]],
        receiver=regency_names()[first["receiver"]],
        product=words.in_sentence(words.product_name(first["product"])),
    )


def product_map(product: str, selected: str | None) -> Choropleth:
    """Who is strong, who has it, who could take it; without a list is hatched."""
    held = indications.held()
    held = held[held["product"] == product].set_index("regency_code")
    strong = set(strong_regencies(held.reset_index())["regency_code"])
    pairs = indications.complementary()
    pairs = pairs[pairs["product"] == product]
    firm = set(pairs.loc[has_firm_demand(pairs), "receiver"])
    some = set(pairs["receiver"])
    colors = {
        _("strong in it"): palette.INDIGO,
        _("in its list"): palette.SEQUENTIAL[2],
        _("without it, firm signs of demand"): palette.DIVERGING_LOW[1],
        _("without it, some sign of demand"): palette.DIVERGING_LOW[2],
        _("without it, no sign known"): palette.SEQUENTIAL[0],
    }
    labels = list(colors)
    values, notes = {}, {}
    for code in places.regencies()["regency_code"]:
        if code in indications.without_list():
            notes[code] = [_("the report has no KPJu list")]
            continue
        place = (*(code in strong, code in held.index, code in firm, code in some, True),).index(
            True
        )
        values[code] = labels[place]
        if code in held.index:
            notes[code] = [_("rank {rank} of 10", rank=number(held.loc[code, "rank"]))]
    return category_choropleth(
        pd.Series(values, dtype="object"),
        colors,
        words.product_name(product),
        headline(pairs, product, None),
        selected,
        notes,
        dict(zip(labels, [HIGH, HIGH, LOW, LOW, ""], strict=True)),
    )


def _all_products(pairs: pd.DataFrame, selected: str | None) -> Choropleth:
    """How many pairs of the choice a regency is in; the chosen one is in all of them."""
    counts = pd.concat([pairs["supplier"], pairs["receiver"]]).value_counts()
    many, some = (7, 4) if selected else (20, 10)
    colors = {
        _("the regency chosen"): palette.OCHRE,
        _("{n} pairs and more", n=number(many)): palette.SEQUENTIAL[4],
        _("{low}–{high} pairs", low=number(some), high=number(many - 1)): palette.SEQUENTIAL[3],
        _("{low}–{high} pairs", low=number(1), high=number(some - 1)): palette.SEQUENTIAL[2],
        _("no pair"): palette.SEQUENTIAL[0],
    }
    labels = list(colors)
    values, notes = {}, {}
    for code in places.regencies()["regency_code"]:
        if code in indications.without_list():
            notes[code] = [_("the report has no KPJu list")]
            continue
        n = int(counts.get(code, 0))
        notes[code] = [_("{n} pairs", n=number(n))]
        place = (code == selected, n >= many, n >= some, n > 0, True).index(True)
        values[code] = labels[place]
    title = headline(pairs, "all", selected)
    return category_choropleth(
        pd.Series(values, dtype="object"), colors, "", title, selected, notes
    )


def pair_lines(pairs: pd.DataFrame, product: str, regency: str | None) -> list[Line]:
    """Arrows of the firmest pairs: for each receiver (or partner) the best one."""
    if regency:
        partner = pairs["supplier"].where(pairs["supplier"] != regency, pairs["receiver"])
        shown = pairs[~partner.duplicated()]
    elif product == "all":
        shown = pairs.drop_duplicates(["supplier", "receiver"])
    else:
        shown = pairs.drop_duplicates("receiver")
    spots = load_label_points().set_index("regency_code")[["lat", "lon"]]
    return [
        Line(
            points=[tuple(spots.loc[row.supplier]), tuple(spots.loc[row.receiver])],
            color=LINE,
            weight=2.2,
            text=[
                f"{regency_names()[row.supplier]} → {regency_names()[row.receiver]}",
                _(
                    "{product}: {word} indication",
                    product=words.product_name(row.product),
                    word=words.indication_word(row.indication),
                ),
                words.kilometres(row),
            ],
            curved=True,
            arrow=True,
            dash="6 5",
            opacity=0.9 if row.indication == "strong" else 0.55,
        )
        for row in shown.head(_MOST_LINES).itertuples(index=False)
    ]


def _line_note(product: str, regency: str | None) -> str:
    if regency:
        which = _("the best product for each partner of the regency chosen")
    elif product == "all":
        which = _("the {n} firmest and nearest pairs", n=number(_MOST_LINES))
    else:
        which = _("the best supplier for each receiver, at most {n}", n=number(_MOST_LINES))
    return _("Arrows: an indication, not tonnes; shown is {which}.", which=which)


def show_pairs(pairs: pd.DataFrame, key: str) -> int | None:
    """Table of the pairs; answers the row clicked."""
    table = pairs.assign(
        supplier_name=pairs["supplier"].map(regency_names()),
        receiver_name=pairs["receiver"].map(regency_names()),
        product_name=pairs["product"].map(words.product_name),
        word=pairs["indication"].map(words.indication_word),
    )
    columns = {
        "supplier_name": Column(_("Strong")),
        "receiver_name": Column(_("Without it")),
        "product_name": Column(_("Product")),
        "word": Column(_("Indication")),
        "distance_km": Column("km", 0, help=_("Length of the path")),
        "crossings": Column(_("Ferries"), 0),
        "freight_idr_per_kg": Column(_("Rp/kg"), 0, help=_("Freight, not the price of the goods")),
    }
    if pairs["product"].nunique() == 1:
        del columns["product_name"]
    if len(pairs) and pairs["family"].eq("services").all():
        del columns["freight_idr_per_kg"]
    st.caption(_("Firmest first, then the cheapest path. A click on a row shows its evidence."))
    return show_table(
        table,
        columns,
        key,
        source_ids=load("kpju")["source_id"].unique(),
        selectable=True,
        height=420 if len(pairs) > 10 else None,
        empty=_("No complementary pair: choose another product or all regencies."),
    )


def show_evidence(pair: Any) -> None:
    """Why this pair: both sides in sentences, then how they reach each other."""
    supplier, receiver = regency_names()[pair.supplier], regency_names()[pair.receiver]
    st.subheader(
        _(
            "{supplier} → {receiver}: {product}",
            supplier=supplier,
            receiver=receiver,
            product=words.in_sentence(words.product_name(pair.product)),
        )
    )
    _bullets(_("Why {name} could supply", name=supplier), words.supply_sentences(pair))
    _bullets(_("Why {name} could take it", name=receiver), words.demand_sentences(pair))
    lines = [words.kilometres(pair)]
    if pair.family == "goods" and pd.notna(pair.freight_idr_per_kg):
        lines.append(_("Freight about {cost}/kg (modelled).", cost=rupiah(pair.freight_idr_per_kg)))
    lines.append(
        _(
            "Indication: {word}. How much could be sold is not known.",
            word=words.indication_word(pair.indication),
        )
    )
    _bullets(_("How they reach each other"), lines)
    show_provenance("complementary-pair", words.pair_sources(pair))
    folds(
        Fold(
            _("Path leg by leg"),
            "complementary-path",
            lambda: matching_view.show_path(pair.supplier, pair.receiver),
        )
    )
    _note_balance(pair.product)


def _bullets(heading: str, sentences: list[str]) -> None:
    st.markdown(
        f"**{as_markdown(heading)}**\n\n" + "\n".join(f"- {as_markdown(s)}" for s in sentences)
    )


def _note_balance(product: str) -> None:
    """Where there are tonnes, the way to them."""
    if product in evaluation.balanced_commodities():
        st.caption(
            _(
                "For {product} there are tonnes: the balance answers better than this indication.",
                product=words.in_sentence(words.product_name(product)),
            )
        )
        st.page_link(
            script("matcher"),
            label=_("Surplus & deficit"),
            query_params={"commodity": product},
        )


def _explain() -> None:
    st.markdown(
        "\n".join(
            f"- {as_markdown(rule)}"
            for rule in (
                _(
                    "Strong: rank 1–3 in the KPJu list, or the verdict recommended or good to "
                    "very good. Firm when both hold."
                ),
                _("Without it: the regency has a list of ten and does not name the product."),
                _(
                    "Signs of demand: a consumption norm above zero, an observed price, a reported "
                    "flow or demand, visitors. Firm: a report, more eaten than in the middle "
                    "regency or a national priority destination, unless the price difference "
                    "does not cover the freight; and always where it covers the freight or "
                    "exactly this flow is reported."
                ),
                _(
                    "Indication: strong when both sides are firm, moderate when one is, weak when "
                    "none is. These rules are assumptions of ours."
                ),
                _(
                    "Visitors count for a service wherever the report speaks of them, for goods "
                    "only where it calls the regency a priority destination or gives two signs."
                ),
            )
        )
    )
    st.caption(_("What is eaten or priced of a product (consumption norm, price):"))
    rows = pd.DataFrame(
        [
            (
                words.product_name(product),
                commodity_name(good.commodity),
                ", ".join(code_word(form) for form in good.consumption_forms),
            )
            for product, good in GOODS.items()
        ],
        columns=["product", "good", "form"],
    )
    show_table(
        rows.sort_values("product"),
        {
            "product": Column(_("KPJu")),
            "good": Column(_("Measured by")),
            "form": Column(_("Form")),
        },
        "goods-measured",
        source_ids=indications.demand().query("code in ('consumed', 'priced')")["source_ids"],
    )


def _show_unpaired() -> None:
    table = indications.unpaired()
    show_table(
        table.assign(
            name=table["product"].map(words.product_name),
            kind_word=table["kind"].map(code_word),
            why=table["reason"].map(words.no_pair_reason),
        ),
        {
            "name": Column(_("KPJu")),
            "kind_word": Column(_("Kind")),
            "n_regencies": Column(_("Regencies"), 0),
            "why": Column(_("Why no pair"), width="large"),
        },
        "unpaired",
        height=420,
        source_ids=load("kpju")["source_id"].unique(),
    )
