"""The few rules of appearance that Streamlit's theme has no option for."""

from __future__ import annotations

import re

import streamlit as st

from publishing.language import _

_CSS = """
<style>
.stMainBlockContainer { padding-top: 3rem; padding-bottom: 3rem; max-width: 94rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 3.2rem 1rem 2rem; }
  .stMainBlockContainer h1 { font-size: 1.6rem; }
  .stMainBlockContainer h2 { font-size: 1.25rem; }
}
/* Streamlit pales captions and quotations to 4.2 : 1, below what WCAG AA asks (4.5 : 1). */
[data-testid="stCaptionContainer"], .stMarkdown blockquote { opacity: 0.8; }
[data-testid="stCaptionContainer"] code { color: inherit; }
/* Where the keyboard is, in the colour of the text: Streamlit marks many places by a shade only. */
:is(a, button, summary, input, textarea, canvas, [tabindex]):focus-visible {
  outline: 3px solid currentColor !important; outline-offset: 2px;
}
main:focus-visible, iframe:focus-visible { outline-offset: -3px; }
:is([data-baseweb="select"], [data-testid="stCheckbox"] label):has(input:focus-visible) {
  outline: 3px solid currentColor; outline-offset: 2px;
}
/* Beside the menu on a small projector, or in large letters: a map and a chart below each other. */
@media screen { [data-testid="stMain"] { container: main / inline-size; } }
@container main (max-width: 54rem) {
  .stMainBlockContainer { padding-inline: min(2rem, 4vw); }
  .stHorizontalBlock:has(> .stColumn :is(iframe, .stVegaLiteChart)) { flex-wrap: wrap; }
  .stColumn:has(iframe, .stVegaLiteChart), .stColumn:has(iframe, .stVegaLiteChart) ~ .stColumn {
    min-width: 100%;
  }
}
/* Under the title, what decides what the page shows: a year needs less room than a name. */
[class*="st-key-screen-only-choices"] { gap: .5rem .75rem; }
[class*="st-key-screen-only-choices"] > * { flex: 1 1 11rem; min-width: 0; max-width: 24rem; }
.st-key-screen-only-choices > .st-key-indicator { flex-basis: 20rem; max-width: 34rem; }
:is(.st-key-screen-only-choices, .st-key-choices-of-ferries) > .st-key-year { flex: 0 0 6.5rem; }
.st-key-choices-of-ferries > .st-key-crossing { flex: 1 1 13rem; max-width: 24rem; }
/* In Streamlit's line above every page, beside the search. */
.st-key-screen-only-take-along {
  position: fixed; z-index: 999991; top: .6rem; right: 21rem; width: auto;
}
[data-testid="stPopoverBody"]:has(.ntt-take) { max-width: min(26rem, 96vw) !important; }
.ntt-take { display: grid; gap: .5rem; }
.ntt-take-file {
  padding: .4rem .75rem; text-align: center; border: 1px solid currentColor; border-radius: .4rem;
  color: inherit; text-decoration: none;
}
.ntt-take-file:hover { text-decoration: underline; }
.ntt-take[aria-busy="true"] .ntt-take-file { opacity: .6; cursor: progress; }
.ntt-take-told { margin: 0; }
.ntt-take-told:empty { display: none; }
.ntt-take-told button { font: inherit; }
.ntt-take-qr { width: 9rem; height: 9rem; }
@media (max-width: 1024px) {
  .st-key-screen-only-take-along { top: .5rem; right: 4.25rem; }
}
/* Where the menu covers the page, its own button is there. */
@media (max-width: 768px) {
  :root:has([data-testid="stSidebar"][data-collapsed="false"]) .st-key-screen-only-take-along {
    display: none;
  }
}
/* Fourteen pages stand above the choice of language: closer, it is in view. */
@media (min-width: 641px) {
  [data-testid="stSidebarNavItems"] li, [data-testid="stSidebarNavLink"] { margin-block: 0; }
  [data-testid="stSidebarNavItems"] header { margin-block: 6px 2px; }
}
/* Three cards and the top of the map stand on one screen of a laptop or projector. */
[class*="st-key-overview-card-"] p { line-height: 1.4; }
.stMainBlockContainer [class*="st-key-overview-card-"] h2 {
  font-size: 1.15rem; line-height: 1.25; padding: .25rem 0 .5rem;
}
[class*="st-key-overview-card-"] [data-testid="stCaptionContainer"] p + p { margin-top: -.5rem; }
@media (min-width: 641px) and (max-width: 1200px) {
  .st-key-overview-cards [data-testid="stHorizontalBlock"] { gap: .5rem; }
  [class*="st-key-overview-card-"] { padding: .6rem; }
}
/* Of Streamlit's buttons over a chart the last, full screen, is for readers: the others show
   columns by their names in the program, and a picture without a source; ours stand below. */
[data-testid="stFullScreenFrame"]:has([data-testid="stVegaLiteChart"])
[data-testid="stElementToolbarButton"]:not(:last-child) { display: none; }
/* Where nothing hovers, a table's buttons always show, over what stands above: it makes room. */
@media (hover: none) {
  [data-testid="stElementContainer"]:has([data-testid="stDataFrame"]) { margin-top: 1.75rem; }
}
/* What a finger presses. The sign of a link to a heading comes with the mouse alone. */
@media (max-width: 768px), (pointer: coarse) {
  :is([data-testid="stButtonGroup"], [data-testid="stElementToolbar"]) button,
  [data-testid="stExpandSidebarButton"], [data-testid="stSidebarCollapseButton"] button {
    min-height: 40px; min-width: 40px;
  }
  [data-testid="stSidebarNavLink"], [data-testid="stPageLink-NavLink"],
  [data-testid="stExpander"] summary, [data-testid="stSelectbox"] [role="group"] {
    min-height: 40px;
  }
  [data-testid="stTooltipHoverTarget"] {
    min-height: 40px; min-width: 40px; margin-block: -12px; justify-content: center;
  }
  [data-testid="stHeaderActionElements"] { display: none; }
}
/* Buttons of a choice that do not fit beside each other stand below; Streamlit hides the rest. */
[data-testid="stButtonGroup"] [role="radiogroup"] { flex-wrap: wrap; overflow: visible; }
[data-testid="stMarkdownBadge"] { white-space: normal; overflow: visible; }
/* Figures keep their room: where they do not fit beside each other, the last go to the next row.
   All cells are as wide as each other, there too, so that all digits are of one size. */
div[class*="st-key-figure-row-"] {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
}
div[class*="st-key-figure-row-"] > * { width: auto; min-width: 0; max-width: none; }
[data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"] [data-testid="stMetric"]) {
  flex-wrap: wrap;
}
[data-testid="stHorizontalBlock"] > [data-testid="stColumn"]:has([data-testid="stMetric"]) {
  min-width: 11rem;
}
/* A figure with its unit is one line; in a narrow cell its digits are smaller. */
[data-testid="stMetric"] { container-type: inline-size; }
[data-testid="stMetricValue"] {
  font-variant-numeric: tabular-nums; font-size: clamp(1.2rem, 17cqi, 1.9rem);
}
[class*="st-key-figure-row-long-"] [data-testid="stMetricValue"] {
  font-size: clamp(1rem, 11.5cqi, 1.9rem);
}
[data-testid="stMetricValue"], [data-testid="stMetricValue"] * {
  overflow-wrap: normal !important; word-break: normal !important;
}
/* A label or a word cut off with dots says nothing; let both wrap. */
[data-testid="stMetricLabel"], [data-testid="stMetricLabel"] *,
[data-testid="stMetricValue"], [data-testid="stMetricValue"] * {
  white-space: normal !important; overflow: visible; text-overflow: clip;
}
[class*="st-key-figure-row-"] [data-testid="stMetricValue"] * { white-space: nowrap !important; }
/* A wide table scrolls by itself; the page never does. */
[data-testid="stMarkdownContainer"] table {
  display: block; overflow-x: auto; font-size: .92rem; font-variant-numeric: tabular-nums;
}
[data-testid="stMarkdownContainer"] td { min-width: 4rem; }
[data-testid="stMarkdownContainer"] td:last-child { min-width: 10rem; }
@media (max-width: 640px) {
  div[class*="st-key-figure-row-"] { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  [data-testid="stMarkdownContainer"] td { min-width: 4.5rem; }
  [data-testid="stMarkdownContainer"] td:last-child { min-width: 9.5rem; }
  [data-testid="stMarkdownContainer"] :is(td, th) { padding: .35rem .4rem; }
}
/* Two of a kind: both columns of one width, and neither beyond a phone's edge. */
[class*="st-key-side-by-side"] [data-testid="stMarkdownContainer"] table {
  display: table; table-layout: fixed; width: 100%;
}
[class*="st-key-side-by-side"] [data-testid="stMarkdownContainer"] :is(td, th) {
  min-width: 0 !important; overflow-wrap: break-word;
}
@media (max-width: 640px) {
  [class*="st-key-side-by-side"] [data-testid="stMarkdownContainer"] :is(td, th) {
    padding: .35rem .3rem; font-size: .82rem;
  }
}
[data-testid="stMetricValue"] { line-height: 1.2; }
@media screen { [data-testid="stElementContainer"]:has(.ntt-paper-source) { display: none; } }
.stMainBlockContainer [data-testid="stPageLink"] a { padding-left: 0; }
.stMainBlockContainer [data-testid="stPageLink"] a p {
  text-decoration: underline; text-underline-offset: 3px;
}
.stMainBlockContainer [data-testid="stPageLink"] a * {
  white-space: normal; overflow: visible; text-overflow: clip;
}
</style>
"""

#: On the way with every run of a page: without comments and line ends it is a quarter shorter.
_SENT = re.sub(r"\s*\n\s*", " ", re.sub(r"/\*.*?\*/", "", _CSS, flags=re.DOTALL))

# Streamlit writes white on the theme's primary colour, which is a light one here.
_ON_DARK = """
<style>
[data-testid^="stBaseButton-primary"] { color: #15181E; }
</style>
"""


# A list that takes what is typed offers it as "Add: …" in English, though nothing is added.
_TYPED = """
<style>
[data-key="__creatable__"] [data-item-hl] {{ font-size: 0; }}
[data-key="__creatable__"] [data-item-hl]::after {{ content: "{words}"; font-size: 1rem; }}
</style>
"""


def apply_style() -> None:
    """Less empty space above the title; headings that fit a phone; aligned digits; contrast."""
    typed = _TYPED.format(words=_("Find what is typed"))
    st.html(_SENT + typed + (_ON_DARK if st.context.theme.type == "dark" else ""))
