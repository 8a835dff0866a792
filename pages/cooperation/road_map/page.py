"""The road map of Masyarakat Ekonomi NTT: what is to be done in each zone, by whom, until when."""

from __future__ import annotations

from datetime import date
from itertools import groupby

import streamlit as st

from geo.places import regencies
from ntt_data.store import StoreError
from ntt_data.tables import load
from pages.cooperation.road_map.lines import line_of
from pages.ui import state
from pages.ui.actor import signed_in_actor
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.road_map import dated_line, headline, kind_word, road_map_table, zone_line
from publishing.maps.zones import described_zones, zone_names
from publishing.markdown_text import plain
from services import partners
from services.coverage import coverage_sources
from services.desk import road_map

_ALL = "all"

st.title(_("Road map of ME NTT"))
st.write(
    _(
        "What the zones of NTT still have to do: cooperation under way, the flagship of each zone, "
        "figures that are missing, and decisions of meetings. Owners and dates are those that were "
        "typed in with each; none is made up here."
    )
)
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
lines = [line_of(each, names) for each in shown]
dated = sorted(
    (each for each in lines if each.until is not None), key=lambda each: each.until or date.max
)

st.header(headline(len(lines), len(dated), sum(bool(each.owner) for each in lines)))
if not lines:
    st.info(_("Nothing of this kind is on the road map of this zone."))
else:
    st.subheader(_("By date"))
    if dated:
        st.markdown("\n".join(f"- {plain(dated_line(each))}" for each in dated))
    else:
        st.info(
            _(
                "Nothing here has a date yet. Dates come from decisions of meetings and from the "
                "end of agreements, as the bureau types them in."
            )
        )
    st.subheader(_("Everything by zone"))
    # In lists, which show a long line whole where a table cuts it.
    for zone_name, of_zone in groupby(lines, key=lambda each: each.zone):
        told = "\n".join(f"- {plain(zone_line(each))}" for each in of_zone)
        st.markdown(f"**{plain(zone_name)}**\n\n{told}")
    st.subheader(_("As a table"))
    sources = [*partners.list_sources(), *coverage_sources(None, "rice")]
    sources += coverage_sources(None, "maize")
    draw_table(road_map_table(lines), "road-map", list(dict.fromkeys(sources)))
    st.caption(
        _(
            "Missing figures: leading products (KPJu) and the inputs of the balances of rice and "
            "maize in the year that their pages open with; other commodities are in Data & "
            "sources. Of cooperation everybody sees what is published, with its parties as those "
            "who see to it; candidates of flagships are goods, by the lists."
        )
    )
