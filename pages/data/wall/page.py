"""How far a round has come, for the projector: nobody has to click, everybody may look."""

import streamlit as st

from ntt_data.store import StoreError
from pages.data.wall.board import board_html, board_style
from pages.ui import state
from pages.ui.fragments import fragment_every
from pages.ui.site_map import page_title, script
from pages.ui.static_files import STATIC, versioned
from publishing.language import _
from publishing.sentences.effect import effect_note
from services import rounds
from services.wall import STALE_S, read_wall

#: A reading is shown again until there is a new one, which is a little older than this.
REDRAWN_EVERY_S = 5.0


@fragment_every(REDRAWN_EVERY_S)
def show_board(round_id: str) -> None:
    """The wall itself, redrawn by itself."""
    try:
        reading = read_wall(round_id)
    except StoreError:
        st.error(_("The database cannot be reached; nothing can be shown. It is tried again."))
        return
    if reading.asked.discarded:
        st.info(_("This rehearsal is over: it was thrown away, and its figures count nowhere."))
        return
    st.html(board_html(reading))


st.set_page_config(initial_sidebar_state="collapsed")
with st.container(key="wall-title"):
    st.title(page_title("wall"))
try:
    known = {each.round_id: each for each in rounds.all_rounds()}
except StoreError:
    st.error(_("The database cannot be reached; rounds cannot be shown. Try again later."))
    st.stop()
if not known:
    st.info(_("No round has been opened yet. The bureau opens one after signing in."))
    st.page_link(script("rounds"), label=page_title("rounds"))
    st.stop()

st.html(f"<style>{(STATIC / 'page/wall.css').read_text('utf-8')}{board_style()}</style>")
st.html(
    f'<script src="app/static/{versioned("page/wall.js")}" data-stale-s="{STALE_S:g}"></script>',
    unsafe_allow_javascript=True,
)
board = st.container(key="wall-board")
round_id = state.select(
    _("Round"), "round", list(known), next(iter(known)), format_func=lambda code: known[code].name
)
with board:
    show_board(round_id)
st.caption(
    _(
        "It renews itself every few seconds and turns grey when nothing new comes. F11 fills the "
        "screen."
    )
)
st.caption(effect_note())
st.page_link(script("rounds"), label=page_title("rounds"), query_params={"round": round_id})
