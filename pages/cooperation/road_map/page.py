"""The road map of Masyarakat Ekonomi NTT: what is to be done in each zone, by whom, until when."""

from __future__ import annotations

import streamlit as st

from geo.places import regencies
from ntt_data.store import StoreError
from ntt_data.tables import load
from pages.cooperation.road_map.shown import show_by_zone, show_dates
from pages.ui import state, take_along
from pages.ui.actor import signed_in_actor
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.road_map import kind_word, road_map_table
from publishing.maps.zones import described_zones, zone_names
from publishing.markdown_text import plain
from publishing.sentences import road_map as told
from services.decisions import today
from services.desk import road_map
from services.desk.missing_figures import Gap
from services.desk.road_map_lines import line_of, once

_ALL = "all"

st.title(_("Road map of ME NTT"))
st.write(
    _(
        "What the zones of NTT still have to do: cooperation under way, the flagship of each zone, "
        "figures that are missing, and decisions of meetings. Owners and dates are those that were "
        "typed in with each; none is made up here."
    )
)
take_along.offer("road_map", "ntt", _("Road map of ME NTT"), note=plain(told.public_note()))
try:
    found = road_map.items(signed_in_actor())
except StoreError:
    st.error(_("The database cannot be reached; the road map cannot be shown. Try again later."))
    st.stop()

names = zone_names(described_zones(load("zones"), regencies()))
zones = {_ALL: _("All zones"), **names, road_map.OF_PROVINCE: _("Province of NTT")}
first, second = st.columns([1, 2])
with first:
    zone = state.select(_("Zone"), "road_zone", list(zones), _ALL, zones.__getitem__)
with second:
    kinds: dict[str, str] = {_ALL: _("All")}
    kinds |= {each: kind_word(each) for each in road_map.KINDS}
    kind = state.segments(_("Kind"), "road_kind", list(kinds), _ALL, kinds.__getitem__)
shown = [each for each in found if zone in (_ALL, each.zone_id) and kind in (_ALL, each.kind)]
on = today()
lines = [line_of(each, names, on) for each in shown]
counted = once(shown, lines)
n_dated = sum(each.until is not None for each in counted)
owned = sum(bool(each.owner) for each in counted)
overdue = sum(each.is_overdue for each in counted)
gaps = [each.what for each in shown if isinstance(each.what, Gap)]
sources = road_map.sources([each.commodity for each in gaps])

st.header(told.headline(len(counted), n_dated, owned, overdue))
if not lines:
    st.info(_("Nothing of this kind is on the road map of this zone."))
else:
    show_dates(lines, on, sources)
    st.subheader(_("Everything by zone"))
    if asked := told.asked_note(sum(each.asked is not None for each in gaps), len(gaps)):
        st.caption(plain(asked))
    show_by_zone(lines)
    st.subheader(_("As a table"))
    draw_table(road_map_table(lines), "road-map", sources)
    st.caption(plain(told.gaps_rule()))
    st.caption(
        _(
            "Of cooperation everybody sees what is published, with its parties as those who see "
            "to it; candidates of flagships are goods, by the lists."
        )
    )
