"""Any supplier and receiver by name: what the best answers say of the two, in the match or not."""

from __future__ import annotations

import streamlit as st

from analysis.answer import Answer
from geo.places import regency_names
from pages.ui.regency import select_regency
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.matching import forcing_table, partners_table
from publishing.names import commodity_name
from publishing.sentences import forcing as sentences
from publishing.sentences.matching import ranges_note
from services.answer import evaluation, pairs


def look_pair_up(answer: Answer, key: str, note: str) -> None:
    """Both ends to choose, the verdict on the pair, and all pairs that are in no best answer."""
    match = answer.match
    suppliers = list(match.unsold.sort_values("offered_t", ascending=False)["regency_code"])
    receivers = list(match.unmet.sort_values("deficit_t", ascending=False)["regency_code"])
    if answer.ranges is None:
        st.info(ranges_note(None, answer.scenario.matching.objective))
        return
    if not suppliers or not receivers:
        st.info(_("No pair: no regency has a surplus to give, or none lacks."))
        return
    first, second = st.columns(2)
    with first:
        origin = select_regency(_("Supplier"), "pair_from", suppliers, suppliers[0])
    with second:
        destination = select_regency(_("Receiver"), "pair_to", receivers, receivers[0])
    st.markdown(_verdict(answer, origin, destination))
    sources = evaluation.answer_sources(answer)
    draw_table(
        partners_table(pairs.pair_reasons(answer, origin, destination)),
        f"lookup-{origin}-{destination}",
        sources,
        empty=_("Nobody else can be reached."),
        note=note,
        about=f"{commodity_name(answer.scenario.commodity)} {answer.scenario.year}",
    )
    assert answer.forcing is not None, "there is none only where there are no ranges"
    st.markdown(_("**All pairs in no best answer,** the cheapest to force first"))
    st.caption(sentences.forcing_note())
    draw_table(
        *(forcing_table(answer.forcing), f"forcing-{key}", sources),
        empty=_("Every pair that may trade is in some best answer."),
        note=note,
    )


def _verdict(answer: Answer, origin: str, destination: str) -> str:
    """The class of the pair, and what forcing it would cost where it is in no best answer."""
    assert answer.ranges is not None
    assert answer.forcing is not None
    names = regency_names()
    ends = (origin, destination)
    found = answer.ranges.pairs.set_index(["origin", "destination"]).to_dict("index").get(ends)
    flows = answer.match.flows.set_index(["origin", "destination"])["tonnes"]
    said = sentences.pair_verdict(
        f"{names[origin]} → {names[destination]}",
        *(found, float(flows.get(ends, 0.0)), answer.pair_states(origin, destination)),
    )
    forced = answer.forcing.set_index(["origin", "destination"]).to_dict("index").get(ends)
    if forced is None:
        return said
    own_first = answer.scenario.matching.objective == "ntt_first"
    return f"{said} {sentences.forcing_line(forced, own_first)}"
