"""The few rules of appearance that Streamlit's theme has no option for."""

from __future__ import annotations

import streamlit as st

_CSS = """
<style>
.stMainBlockContainer { padding-top: 3rem; padding-bottom: 3rem; max-width: 1500px; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.2rem 1rem 2rem; }
  .stMainBlockContainer h1 { font-size: 1.6rem; }
  .stMainBlockContainer h2 { font-size: 1.25rem; }
  [class*="st-key-figure-row-"] [data-testid="stColumn"] { min-width: 45%; flex: 1 1 45%; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-overview-figures) { order: 1; }
}
[data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
/* A label or a word cut off with dots says nothing; let both wrap. */
[data-testid="stMetricLabel"], [data-testid="stMetricLabel"] *,
[data-testid="stMetricValue"], [data-testid="stMetricValue"] * {
  white-space: normal !important; overflow: visible; text-overflow: clip;
}
/* A wide table scrolls by itself; the page never does. */
[data-testid="stMarkdownContainer"] table {
  display: block; overflow-x: auto; font-size: .92rem; font-variant-numeric: tabular-nums;
}
[data-testid="stMarkdownContainer"] td { min-width: 5.5rem; }
[data-testid="stMarkdownContainer"] td:last-child { min-width: 16rem; }
[data-testid="stMetricValue"] { line-height: 1.2; }
.stMainBlockContainer [data-testid="stPageLink"] a { padding-left: 0; }
.stMainBlockContainer [data-testid="stPageLink"] a p {
  text-decoration: underline; text-underline-offset: 3px;
}
.stMainBlockContainer [data-testid="stPageLink"] a * {
  white-space: normal; overflow: visible; text-overflow: clip;
}
</style>
"""


def apply_style() -> None:
    """Less empty space above the title; headings that fit a phone; aligned digits."""
    st.html(_CSS)
