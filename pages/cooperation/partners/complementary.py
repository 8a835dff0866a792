"""Complementary pairs: one regency strong in a product, one without it and with demand."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.places import regency_names
from pages.ui import state
from pages.ui.fragments import fragment
from pages.ui.legend import show_legend
from pages.ui.map_widget import show_map
from pages.ui.matching_view import show_path
from pages.ui.on_demand import Fold, folds
from pages.ui.opportunity import offer_opportunity
from pages.ui.picture_download import offer_picture
from pages.ui.provenance import show_provenance
from pages.ui.regency import answer_of, choose_regency, pick_regency
from pages.ui.site_map import script
from pages.ui.tables import Openable, draw_table
from publishing.files.framed_answers import framed_map
from publishing.language import _
from publishing.listings.partners import goods_table, pairs_table, unpaired_table
from publishing.maps.partners import MOST_ARROWS, pair_count_map, pair_lines, product_map
from publishing.markdown_text import plain
from publishing.names import in_sentence, product_name
from publishing.rows import rows_as
from publishing.sentences.indications import (
    ComplementaryPair,
    DemandEvidence,
    arrows_note,
    demand_sentences,
    indications_scope,
    pair_heading,
    pair_rules,
    pair_sources,
    pairs_headline,
    reach_sentences,
    supply_sentences,
)
from services import partners
from services.answer import evaluation
from services.partners import list_sources

_DEFAULT = {"goods": "cattle", "services": "performing_arts"}


@fragment
def show() -> None:
    """Draw the section."""
    pairs = partners.complementary()
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
        products = sorted(pairs["product"].unique(), key=product_name)
        product = state.select(
            _("Product or service"),
            "product",
            ["all", *products],
            _DEFAULT[family],
            lambda code: _("all") if code == "all" else product_name(code),
        )
    with third:
        regency = choose_regency(allow_none=True)
    pairs = partners.chosen_pairs(pairs, product, regency)
    st.header(pairs_headline(pairs, product, regency))
    left, right = st.columns([3, 2], gap="medium")
    st.subheader(_("The pairs of this choice"))
    # The table stands below, but what is clicked in it decides what stands beside the map.
    row = _show_pairs(pairs, f"complementary-{family}-{product}-{regency or 'all'}")
    with left:
        drawn = (
            pair_count_map(pairs, partners.held(), regency)
            if product == "all"
            else product_map(product, partners.held(), partners.pairs_of(product), regency)
        )
        chart = drawn.with_overlay(pair_lines(pairs, product, regency))
        show_map(chart.picture, "complementary-map", pick_regency, 500)
        show_legend(chart)
        st.caption(arrows_note(product, regency, MOST_ARROWS))
        offer_picture(
            "map-complementary",
            lambda: framed_map(
                *(chart, pairs_headline(pairs, product, regency), indications_scope()),
                *(list_sources(), [arrows_note(product, regency, MOST_ARROWS)]),
            ),
            f"{family} {product} {regency or ''}",
        )
    with right:
        if len(pairs):
            pair = rows_as(pairs.iloc[[row or 0]], ComplementaryPair)[0]
            with answer_of(f"{pair.supplier}-{pair.receiver}-{pair.product}"):
                _show_evidence(pair)
    folds(
        Fold(_("How a pair comes about"), "complementary-how", _explain),
        Fold(_("Products and services without a pair, and why"), "unpaired", _show_unpaired),
    )


def _show_pairs(pairs: pd.DataFrame, key: str) -> int | None:
    """Table of the pairs; answers the row that is open."""
    st.caption(_("Firmest first, then the cheapest path. A click on a row shows its evidence."))
    ends = pairs[["supplier", "receiver", "product"]]
    codes = ["-".join(each) for each in ends.itertuples(index=False)]
    return draw_table(
        pairs_table(pairs),
        key,
        list_sources(),
        openable=Openable("pair", _("Pair"), codes),
        height=420 if len(pairs) > 10 else None,
        empty=_("No complementary pair: choose another product or all regencies."),
    )


def _show_evidence(pair: ComplementaryPair) -> None:
    """Why this pair: both sides in sentences, then how they reach each other."""
    supplier, receiver = regency_names()[pair.supplier], regency_names()[pair.receiver]
    evidence = DemandEvidence(partners.demand(), partners.visitors())
    st.subheader(pair_heading(pair))
    _bullets(_("Why {name} could supply", name=supplier), supply_sentences(pair))
    _bullets(_("Why {name} could take it", name=receiver), demand_sentences(pair, evidence))
    _bullets(_("How they reach each other"), reach_sentences(pair))
    show_provenance("complementary-pair", pair_sources(pair, evidence))
    folds(
        Fold(
            _("Path leg by leg"),
            "complementary-path",
            lambda: show_path(pair.supplier, pair.receiver),
        )
    )
    _note_balance(pair.product)
    offer_opportunity(f"kpju_pair-{pair.product}-{pair.supplier}-{pair.receiver}")
    with st.container(horizontal=True):
        for code, name in ((pair.supplier, supplier), (pair.receiver, receiver)):
            st.page_link(
                script("profile"),
                label=_("Profile of {regency}", regency=name),
                query_params={"regency": code},
            )
        st.page_link(
            script("guide"),
            label=_("How an agreement comes about, stage by stage"),
            query_params={"section": "stages"},
        )


def _bullets(heading: str, sentences: list[str]) -> None:
    st.markdown(f"**{plain(heading)}**\n\n" + "\n".join(f"- {plain(s)}" for s in sentences))


def _note_balance(product: str) -> None:
    """Where there are tonnes, the way to them."""
    if product in evaluation.balanced_commodities():
        st.caption(
            _(
                "For {product} there are tonnes: the balance answers better than this indication.",
                product=in_sentence(product_name(product)),
            )
        )
        st.page_link(
            script("matcher"),
            label=_("Surplus & deficit"),
            query_params={"commodity": product},
        )


def _explain() -> None:
    st.markdown("\n".join(f"- {plain(rule)}" for rule in pair_rules()))
    st.caption(_("What is eaten or priced of a product (consumption norm, price):"))
    signs = partners.demand()
    draw_table(
        goods_table(),
        "goods-measured",
        list(signs["source_ids"][signs["code"].isin(["consumed", "priced"])]),
    )


def _show_unpaired() -> None:
    draw_table(unpaired_table(partners.unpaired()), "unpaired", list_sources(), height=420)
