"""HTML from the templates beside this file; every text from a person is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ntt_data.store.collection_records import SheetKey
from pages.routes.hand_in.addresses import address
from pages.routes.hand_in.visit import SHEET_FIELD, TOKEN_FIELD, Visit
from pages.ui.document import PRODUCT
from pages.ui.place import served
from pages.ui.static_files import versioned
from publishing import hand_in_words
from publishing.language import LANGUAGES, Language, _, speaking


@cache  # templates of the program, whatever the data say
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(
    visit: Visit,
    template: str,
    title: str,
    status: int = 200,
    language_by: str = "",
    **shown: Any,
) -> HTMLResponse:
    """A whole page. What it shows must be made in the language of the visit already.

    ``language_by`` is the page that keeps what was typed into the form ``sheet`` and shows it
    again: the other language is then a button of that form.
    """
    with speaking(visit.language):
        words = _frame_words()
        html = (
            _templates()
            .get_template(template)
            .render(
                {
                    **shown,
                    "words": {**words, **shown.get("words", {})},
                    "title": title,
                    "product": PRODUCT,
                    "language": visit.language,
                    "languages": _languages(visit, language_by),
                    "language_by_form": bool(language_by),
                    "style": served(f"/app/static/{versioned('hand_in/hand_in.css')}"),
                    "icon": served(f"/app/static/{versioned('icon.png')}"),
                    "script": served(f"/app/static/{versioned('hand_in/hand_in.js')}"),
                    "token_field": TOKEN_FIELD,
                    "token": visit.form_token,
                    "sheet_field": SHEET_FIELD,
                    "drawn_for": visit.drawn_for,
                    "home": served("/") if visit.language == "id" else served("/?lang=en"),
                    "signed_in": visit.actor.role != "reader",
                    "to": lambda name: linked(visit, name),
                    "form": lambda name: form_linked(visit, name),
                }
            )
        )
    # A page of one person: no cache may keep it, the browser's own included.
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})


def linked(visit: Visit, name: str) -> str:
    """An address in the language of this visit."""
    return address(name) if visit.language == "id" else f"{address(name)}?lang={visit.language}"


def form_linked(visit: Visit, name: str) -> str:
    """An address of the form of this visit: of the office's own sheet, or of one on paper."""
    return linked(visit, name if visit.paper is None else f"{paper_path(visit.paper)}/{name}")


def paper_path(key: SheetKey) -> str:
    """Where the paper of a sheet is entered."""
    return f"kertas/{key.round_id}/{key.regency_code}/{key.sheet}"


def _languages(visit: Visit, by: str) -> Mapping[str, str]:
    """Name of each other language, with the address that shows this page in it.

    None where a form was answered that cannot be asked for again, such as by codes shown once.
    """
    others: list[Language] = [code for code in LANGUAGES if code != visit.language]
    if by:
        return {LANGUAGES[code]: form_linked(replace(visit, language=code), by) for code in others}
    path = visit.request.url.path
    if visit.request.method != "GET" and not path.startswith(address("masuk")):
        return {}
    # What else the address asks for stays, such as the case that opens after the entrance.
    asked = [(name, said) for name, said in visit.request.query_params.items() if name != "lang"]

    def spoken(code: Language) -> str:
        query = urlencode([*asked, *([] if code == "id" else [("lang", code)])])
        return f"{path}?{query}" if query else path

    return {LANGUAGES[code]: spoken(code) for code in others}


def _frame_words() -> dict[str, str]:
    return {
        "leave": _("Sign out"),
        "rehearsal": hand_in_words.rehearsal(),
        "to_start": _("To the dashboard"),
        "alone": _(
            "No connection to the server: nothing was sent. What you typed stands on this page as "
            "before; leave it open and press again once the connection is back."
        ),
    }
