"""A pack from the button to the link: how far it is, and giving it up."""

from __future__ import annotations

import time

import streamlit as st

from pages.ui.fragments import fragment_every
from pages.ui.place import served
from pages.ui.session import session_name
from publishing import pack_words
from publishing.briefing.model import Kind
from publishing.formats import number
from publishing.language import _
from services.pack.contents import Contents
from services.pack.jobs import Job, packs
from services.pack.pieces import PIECES

#: Where packs lie in addresses (``pages/routes/packs.py``).
PLACE = "/berkas/paket/"
_EVERY_S = 1.0
#: What two processes need before the first file comes, on a machine that does nothing else.
_FIRST_S, _AT_A_TIME = 12.0, 2


def show_pack(asked: Contents, regency: str) -> None:
    """The pack as it stands now: to be begun, being made, or there; ``regency`` is its name."""
    job = packs().job(asked, _me())
    if packs().ready(asked) is not None:
        _offer(asked, regency)
    elif job is not None and not job.is_over:
        _watch(asked.mark)
    else:
        _offer_to_begin(asked, job)
    _show_contents(asked)


def _offer(asked: Contents, regency: str) -> None:
    path = packs().kept.pack(asked.mark)
    name = pack_words.pack_file_name(regency, asked.languages, str(asked.edition), asked.mark)
    size = number(path.stat().st_size / 1e6, 1)
    st.success(_("The pack is ready, of data edition {edition}.", edition=asked.edition))
    st.link_button(
        _("Take the pack ({size} MB)", size=size),
        served(f"{PLACE}{asked.mark}/{name}"),
        type="primary",
        icon=":material/download:",
    )


def _offer_to_begin(asked: Contents, job: Job | None) -> None:
    if job is not None and job.state == "failed":
        st.error(pack_words.failure(job.fault, str(packs().kept.folder)))
    elif job is not None and job.state == "given_up":
        st.info(_("Given up. What was made is kept for the next time."))
    st.caption(pack_words.expected(*_expected(asked)))
    st.button(
        _("Make the pack"),
        key="pack-make",
        type="primary",
        icon=":material/folder_zip:",
        on_click=_begin,
        args=(asked,),
    )


def _begin(asked: Contents) -> None:
    packs().start(asked, _me())


def _me() -> str:
    """Whoever looks at this page, among those who wait for the same pack."""
    return session_name() or ""


@fragment_every(_EVERY_S)
def _watch(mark: str) -> None:
    """How far the pack is; once it is over, the whole page says what became of it."""
    job = packs().by_mark(mark, _me())
    if job is None or job.is_over:
        st.rerun()
    before = packs().before(job)
    far = job.progress
    if job.state == "waiting" or not far.total:
        st.progress(0.0, text=pack_words.waiting(before))
    else:
        st.progress(far.done / far.total, text=pack_words.making(far.done, far.total, far.path))
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Give up"), key="pack-give-up", icon=":material/close:"):
            if packs().give_up(job, _me()):
                _wait_until_over(job)
                st.rerun()
            st.toast(_("Others are waiting for this pack: it goes on being made for them."))
        st.caption(_("It goes on when you leave the page; come back here for the file."))


def _wait_until_over(job: Job) -> None:
    """Ending the processes takes a moment; longer than this nobody is kept."""
    until = time.monotonic() + 3
    while not job.is_over and time.monotonic() < until:
        time.sleep(0.05)


def _expected(asked: Contents) -> tuple[float, float]:
    """Megabytes and seconds, by what of it is kept already."""
    kept = packs().kept
    size = sum(PIECES[each.piece].kilobytes for each in asked.entries) / 1e3
    missing = [each for each in asked.entries if not kept.file(each.mark).exists()]
    work = sum(PIECES[each.piece].seconds for each in missing)
    return size, work / _AT_A_TIME + (_FIRST_S if missing else 1)


def _show_contents(asked: Contents) -> None:
    st.header(_("What is in it"))
    kinds: tuple[tuple[Kind, str], ...] = (
        ("regency", _("For each regency") if not asked.regency else _("For the regency")),
        ("province", _("For the province")),
    )
    for kind, title in kinds:
        pieces = dict.fromkeys(e.piece for e in asked.entries if PIECES[e.piece].of == kind)
        if pieces:
            lines = [
                f"- {(PIECES[each].ending or 'csv').upper()}: {PIECES[each].described()}"
                for each in pieces
            ]
            st.markdown("\n".join([f"**{title}**", "", *lines]))
    st.caption(pack_words.sheets(asked.has_sheets))
