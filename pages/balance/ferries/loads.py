"""Ferry loads on the screen: map, bars, figures, and what a limit changes."""

from __future__ import annotations

import streamlit as st

from analysis.matching.ferry_answer import CrossingLoads, FerryAnswer
from pages.ui.charts import show_chart
from pages.ui.figures import FigureCell, show_figure_row
from pages.ui.map_widget import show_map
from pages.ui.picture_download import offer_picture
from pages.ui.tables import draw_table
from publishing.charts.ferries import ferry_loads
from publishing.files.framed_answers import framed_map
from publishing.formats import compact, tonnes
from publishing.language import _
from publishing.listings.ferries import changed_pairs_table, load_table, rooms_table, unmet_table
from publishing.maps.choropleth import Choropleth
from publishing.maps.ferries import ferry_picture
from publishing.sentences import ferries as sentences
from publishing.words import modelled_flow, sentence_of, unmet_label
from services.answer import evaluation
from services.answer.ferries import ferry_sources


def show_picture(answer: FerryAnswer, key: str) -> None:
    """The province with its crossings, as thick as their tonnes."""
    picture = ferry_picture(answer, is_dark=st.context.theme.type == "dark")
    show_map(picture, key="ferry-map", height=480)
    st.caption(sentences.lines_note(answer.room.is_limited))
    offer_picture(
        f"map-ferries-{key}",
        lambda: framed_map(
            Choropleth(ferry_picture(answer, is_dark=False), [], ""),
            *(sentences.headline(answer), sentences.loads_sentence(answer)),
            *(ferry_sources(answer), [sentence_of(modelled_flow())]),
        ),
    )


def show_loads(answer: FerryAnswer, key: str) -> None:
    """Stacked bars: tonnes of every crossing by commodity."""
    if answer.room.is_limited:
        st.caption(_("Grey mark and number in brackets: tonnes of the crossing without a limit."))
    show_chart(
        ferry_loads(answer, tuple(evaluation.balanced_commodities())),
        key=f"ferry-loads-{key}",
        table=load_table(answer).readable,
        source_ids=ferry_sources(answer),
        alt_text=sentences.loads_sentence(answer),
        remark=modelled_flow(),
    )


def show_figures(answer: FerryAnswer) -> None:
    """Four figures of the answer; with a limit also what they were without it."""

    def cells(crossed: CrossingLoads) -> list[str]:
        return [
            tonnes(crossed.crossing_t),
            tonnes(crossed.total("external_t")),
            tonnes(crossed.total("unmet_t")),
            _("{amount} rupiah", amount=compact(crossed.total("cost_idr"))),
        ]

    labels = [
        _("Cross by ferry"),
        _("From outside NTT"),
        unmet_label(max(each.total("external_t") for each in (answer.after, answer.before))),
        _("Freight in all"),
    ]
    now, before = cells(answer.after), cells(answer.before)
    show_figure_row(
        "ferries", [FigureCell(label, value) for label, value in zip(labels, now, strict=True)]
    )
    st.caption(sentence_of(modelled_flow()))
    if answer.room.is_limited:
        pairs = zip(labels, before, strict=True)
        st.caption(
            _(
                "Without a limit – {figures}.",
                figures="; ".join(f"{label}: {value}" for label, value in pairs),
            )
        )


def show_load_table(answer: FerryAnswer, key: str) -> None:
    """Tonnes of every crossing by direction and commodity."""
    draw_table(load_table(answer), f"ferry-table-{key}", ferry_sources(answer))


def show_limit(answer: FerryAnswer, key: str) -> None:
    """What the room assumed does: what more would be worth, pairs that change, unmet need."""
    sources = ferry_sources(answer)
    st.header(sentences.room_headline(answer))
    draw_table(rooms_table(answer), f"ferry-rooms-{key}", sources)
    st.header(sentences.pairs_headline(answer))
    draw_table(
        changed_pairs_table(answer),
        f"ferry-pairs-{key}",
        sources,
        empty=_("No pair changes: the ferries that are limited have room enough."),
    )
    st.header(_("What stays unmet"))
    draw_table(
        unmet_table(answer),
        f"ferry-unmet-{key}",
        sources,
        empty=_("Nothing stays unmet, with or without the limit."),
    )
