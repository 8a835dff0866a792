"""What a balance needs beside a round's figures: said, and asked for where the round can bring it.

Numbers are typed as text: Streamlit's own fields for numbers misread Indonesian ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from analysis.collection.needs import Needs
from ntt_data.intake.typed_numbers import TypedNumberError, read_typed_number
from ntt_data.store.collection_records import Period, Round, RoundItem
from ntt_data.tables import curated
from pages.ui.number_field import keep_number
from publishing import hand_in_words
from publishing.code_words import code_word
from publishing.language import _, current_language
from publishing.names import commodity_name
from publishing.sentences.round_needs import how_to_supply_needs, needs_line, part_of_year_line
from services.round_needs import known_coefficient, known_norm, needs

_ASSUMPTION = "assumption"
#: Tonnes of food from a tonne of what was produced; kilograms per person and year.
_MOST = {"coefficient": 1.0, "norm_kg": 1000.0}


def show_needs(asked: Round) -> None:
    """Of a round that is open: which of its commodities make no balance, and what to do."""
    lacking = [each for year in asked.years for each in needs(asked.items, year) if each.missing]
    if not lacking:
        return
    with st.expander(_("What keeps figures of this round from a balance")):
        _tell(lacking, asked.whole_year)


def ask_for_needs(
    items: list[dict[str, Any]], periods: Sequence[Period]
) -> tuple[list[dict[str, Any]], bool]:
    """Tell what each item lacks, and take coefficients and norms that the tables do not have.

    Answers the items with what was typed, and whether all of that could be read.
    """
    is_readable = True
    given = []
    years = dict.fromkeys(each.year for each in periods)
    for each in items:
        more: dict[str, Any] = {}
        if any(_lacking(each, year) is not None for year in years):
            for field in _askable(each):
                value, source, is_read = _ask(each, field)
                is_readable &= is_read
                if value is not None:
                    more |= {field: value, _source_of(field): source}
        given.append({**each, **more})
    asked = [RoundItem(**{"unit": "t", **each}) for each in given]
    found = [each for year in years for each in needs(asked, year)]
    if found:
        _tell(found, all(each.whole_year for each in periods))
    return given, is_readable


def _tell(found: list[Needs], whole_year: bool) -> None:
    # What keeps a good from every balance is said once, however many years are asked for.
    st.markdown("\n".join(dict.fromkeys(f"- {needs_line(each)}" for each in found)))
    if not whole_year:
        st.caption(part_of_year_line())
    if how := how_to_supply_needs(found):
        st.info(how)


def _lacking(item: dict[str, Any], year: int) -> Needs | None:
    found = needs([RoundItem(**{"unit": "t", **item})], year)
    return next((each for each in found if {"conversion", "norm"} & set(each.missing)), None)


def _askable(item: dict[str, Any]) -> list[str]:
    """What the round can bring: in a form, and only what the tables do not have."""
    if item["form"] is None:
        return []
    fields = [] if known_coefficient(item["item"], item["form"]) else ["coefficient"]
    return fields if known_norm(item["item"]) else [*fields, "norm_kg"]


def _ask(item: dict[str, Any], field: str) -> tuple[float | None, str, bool]:
    name = f"{commodity_name(item['item'])}, {code_word(item['form'])}"
    label = {
        "coefficient": _("{name}: tonnes of food per tonne (coefficient, 0 to 1)", name=name),
        "norm_kg": _("{name}: kg per person and year (norm)", name=name),
    }[field]
    key = f"{field}-{item['sheet']}-{item['item']}-{item['form']}"
    sources = [_ASSUMPTION, *sorted(set(curated("sources")["source_id"]) - {_ASSUMPTION})]
    word = _("assumption")
    number, source = st.columns([2, 1])
    keep_number(f"need-{key}")
    text = number.text_input(label, key=f"need-{key}", max_chars=20)
    chosen = source.selectbox(
        _("Source"),
        sources,
        key=f"need-source-{key}",
        format_func={**dict(zip(sources, sources, strict=True)), _ASSUMPTION: word}.__getitem__,
    )
    if not text.strip():
        return None, chosen, True
    try:
        read = read_typed_number(text.strip(), "," if current_language() == "id" else ".").value
    except TypedNumberError as error:
        number.error(hand_in_words.problem(error.reason, text.strip()))
        return None, chosen, False
    said = hand_in_words.plain_number(read)
    if not 0 < read <= _MOST[field]:
        most = hand_in_words.plain_number(_MOST[field])
        number.error(
            _("Read as {value}; write more than 0 and at most {most}.", value=said, most=most)
        )
        return None, chosen, False
    number.caption(_("Read as {value}.", value=said))
    return read, chosen, True


def _source_of(field: str) -> str:
    return {"coefficient": "coefficient_source", "norm_kg": "norm_source"}[field]
