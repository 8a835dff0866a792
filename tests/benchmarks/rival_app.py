"""The usual way to build such a page, kept as the rival of the benchmarks.

The same question as the potential map: one of five indicators over the 22 regencies, a card of the
regency clicked, bars beside it. It is written as tutorials do: the layer is read by GeoPandas and
put into the map as GeoJSON, the choropleth and the chart are built anew in every run, Streamlit's
settings are the default ones. Tables come from the same folder, read once and kept, as any page
would. Started by ``bench_crowd`` with ``streamlit run``; it is no part of the product.
"""

from pathlib import Path

import altair as alt
import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

ROOT = Path(__file__).parents[2]
CURATED = ROOT / "ntt_data" / "curated"
INDICATORS = {
    "Penduduk": ("population.csv", "population"),
    "IPM": ("social.csv", "hdi"),
    "Kemiskinan": ("social.csv", "poverty_rate_pct"),
    "PDRB": ("social.csv", "grdp_current_m_idr"),
    "Pengangguran": ("social.csv", "unemployment_rate_pct"),
}


@st.cache_data
def read_layer() -> gpd.GeoDataFrame:
    return gpd.read_file(ROOT / "static" / "geo" / "regencies.geojson")


@st.cache_data
def read_table(name: str) -> pd.DataFrame:
    return pd.read_csv(CURATED / name, dtype={"regency_code": str})


st.title("Peta potensi")
label = st.selectbox("Yang ditampilkan peta", list(INDICATORS))
name, indicator = INDICATORS[label]
table = read_table(name)
table = table[table["indicator"] == indicator]
table = table[table["year"] == table["year"].max()].drop_duplicates("regency_code")
layer = read_layer().merge(table, on="regency_code", how="left")

left, right = st.columns([3, 1])
with left:
    base = folium.Map(location=[-9.5, 121.8], zoom_start=7)
    choropleth = folium.Choropleth(
        geo_data=layer.to_json(),
        data=table,
        columns=["regency_code", "value"],
        key_on="feature.properties.regency_code",
        legend_name=label,
    ).add_to(base)
    folium.GeoJsonTooltip(["regency_code", "value"]).add_to(choropleth.geojson)
    answer = st_folium(base, height=560, use_container_width=True)
with right:
    clicked = answer.get("last_object_clicked")
    if clicked:
        point = gpd.points_from_xy([clicked["lng"]], [clicked["lat"]], crs=layer.crs)[0]
        hit = layer[layer.contains(point)]
        st.dataframe(hit.drop(columns="geometry"))
    bars = alt.Chart(table).mark_bar().encode(y=alt.Y("regency_code", sort="-x"), x="value")
    st.altair_chart(bars, use_container_width=True)
st.dataframe(table)
