"""The least that Streamlit can do: one control in one fragment, and nothing else.

The floor of the benchmarks. It does no work of its own and is served as the product is (same
versions, ``.streamlit/config.toml``), so what a change costs here no page can be without; what a
page costs above it is ours. Started by ``bench_crowd`` with ``streamlit run``; it is no part of the
product.
"""

import streamlit as st

OPTIONS = ("Penduduk", "IPM", "Kemiskinan", "PDRB", "Pengangguran")


@st.fragment
def show_choice() -> None:
    """The control and one line that depends on it."""
    st.write(st.selectbox("Yang ditampilkan", OPTIONS))


show_choice()
