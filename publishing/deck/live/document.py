"""The whole document of a live deck: all slides, controls, panels, and the words of its scripts.

Slides that the address leaves out are in it as well, so that the overview can bring them back.
Without its scripts it is a page that scrolls, and what is printed is what the address chooses.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from publishing.deck.live.presenter import presenter_desk, presenter_words
from publishing.deck.live.slide import LiveSlide, live_slide
from publishing.deck.model import Deck
from publishing.formats import number
from publishing.language import LANGUAGES, _, current_language


@dataclass(frozen=True)
class LiveDeck:
    """A deck that has been drawn: its slides as HTML, in the order in which they are told."""

    title: str
    language: str
    edition: str
    scenario: str
    address: str
    slides: Sequence[LiveSlide]


@dataclass(frozen=True)
class Frame:
    """What stands around the slides, with addresses as the browser asks for them.

    ``styles`` and ``scripts`` are files; ``page`` is the page behind the deck, ``other`` this deck
    in the other languages by their names; ``newest`` is this deck with the newest data and
    ``is_newest`` whether that is this one; ``edition_at`` answers with the newest edition;
    ``decided_at`` with what was decided meanwhile; ``notices`` are sentences about the address
    that was asked for. ``presenter_at`` is the presenter's window of this deck, ``session_at``
    answers with the slide that a main window shows; ``for_presenter``: this is the presenter's
    window, which a second device reaches at ``reached`` ("": by none).
    """

    product: str
    icon: str
    style: str
    scripts: Sequence[str]
    page: str
    other: dict[str, str]
    newest: str
    is_newest: bool
    edition_at: str
    decided_at: str
    notices: Sequence[str] = ()
    presenter_at: str = ""
    session_at: str = ""
    for_presenter: bool = False
    reached: str = ""


def live_deck(deck: Deck) -> LiveDeck:
    """The deck drawn, in its language, which must be the one that is spoken."""
    return LiveDeck(
        title=deck.title,
        language=deck.language,
        edition=deck.edition,
        scenario=deck.scenario,
        address=deck.address,
        slides=[live_slide(each, deck) for each in deck.slides],
    )


def document_html(deck: LiveDeck, chosen: Sequence[str], frame: Frame) -> str:
    """The document with the slides ``chosen`` by their keys, in this order."""
    by_key = {each.key: each for each in deck.slides}
    told = [by_key[key] for key in chosen]
    left_out = [each for each in deck.slides if each.key not in chosen]
    sections = [section_html(each, at, len(told)) for at, each in enumerate(told, 1)]
    sections += [section_html(each, 0, len(told)) for each in left_out]
    scripts = "".join(f'<script src="{_attr(each)}" defer></script>' for each in frame.scripts[1:])
    mark = " data-presenter" if frame.for_presenter else ""
    title = f"{_presenter()}: {deck.title}" if frame.for_presenter else deck.title
    return (
        f'<!doctype html>\n<html lang="{current_language()}" translate="no"{mark}>\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="google" content="notranslate">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)} – {escape(frame.product)}</title>\n"
        f'<link rel="icon" href="{_attr(frame.icon)}">\n'
        f'<link rel="stylesheet" href="{_attr(frame.style)}">\n'
        f'<script src="{_attr(frame.scripts[0])}"></script>{scripts}\n</head>\n'
        f'<body data-words="{_attr(json.dumps(_words(), ensure_ascii=False))}" '
        f'data-edition="{_attr(deck.edition)}" data-edition-at="{_attr(frame.edition_at)}" '
        f'data-decided-at="{_attr(frame.decided_at)}" '
        f'data-presenter-at="{_attr(frame.presenter_at)}" '
        f'data-session-at="{_attr(frame.session_at)}" data-reached="{_attr(frame.reached)}" '
        f'data-every="{_attr(",".join(by_key))}">\n'
        f'<h1 class="unseen">{escape(deck.title)}</h1>\n'
        f'<main id="deck">\n{"".join(sections)}</main>\n'
        f"{presenter_desk() if frame.for_presenter else ''}"
        f"{_controls(frame)}{_notices(frame)}{_panels(deck, frame)}"
        '<p class="unseen" id="told" role="status" aria-live="polite"></p>\n'
        '<div id="black" hidden></div>\n</body>\n</html>\n'
    )


def waiting_html(title: str, told: str, style: str, icon: str, script: str, address: str) -> str:
    """A page that asks again by itself until the deck is there.

    ``address`` is its own, for browsers without scripts: it has no slide, to which they would jump
    on this very page instead of asking.
    """
    return (
        f'<!doctype html>\n<html lang="{current_language()}" translate="no">\n<head>\n'
        '<meta charset="utf-8">\n<noscript><meta http-equiv="refresh" '
        f'content="1;url={_attr(address)}"></noscript>\n<script src="{_attr(script)}"></script>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="icon" href="{_attr(icon)}">\n'
        f'<link rel="stylesheet" href="{_attr(style)}">\n</head>\n'
        f'<body class="waiting"><main role="status"><h1>{escape(title)}</h1>'
        f"<p>{escape(told)}</p></main></body>\n</html>\n"
    )


def _attr(text: str) -> str:
    return escape(text, quote=True)


def section_html(slide: LiveSlide, at: int, total: int) -> str:
    """A slide in its place; 0: one that is left out."""
    out = "" if at else " data-out hidden"
    place = f'<span class="at">{_place(at, total)}</span>' if at else '<span class="at"></span>'
    html = slide.html.replace('<span class="at"></span>', place)
    return (
        f'<section class="slide" id="slide-{_attr(slide.key)}" data-key="{_attr(slide.key)}" '
        f'data-title="{_attr(slide.title)}"{out} {html}</section>\n'
    )


def _place(at: int, total: int) -> str:
    return f"{number(at)} / {number(total)}"


def _controls(frame: Frame) -> str:
    buttons: tuple[tuple[str, str, str], ...] = (
        ("previous", "‹", _("Previous slide")),
        ("next", "›", _("Next slide")),
        ("notes", "N", _("Notes")),
        ("overview", "O", _("Overview of the slides")),
        ("full", "F", _("Full screen")),
        ("help", "?", _("Keys")),
    )
    if frame.for_presenter:  # whose notes are open, and whose slides are chosen in the main window
        buttons = tuple(each for each in buttons if each[0] not in ("notes", "overview"))
    drawn = "".join(
        f'<button type="button" data-does="{does}" aria-label="{_attr(said)}" '
        f'title="{_attr(said)}">{sign}</button>'
        for does, sign, said in buttons
    )
    # The presenter's window follows the main one to another edition, and leads to none.
    hidden = " hidden" if frame.is_newest or frame.for_presenter else ""
    newer = _link("newer", frame.newest, _("New data available"), hidden)
    name = _attr(_("Slides"))
    return f'<nav class="controls" aria-label="{name}">{newer}{drawn}</nav>\n'


def _notices(frame: Frame) -> str:
    if not frame.notices:
        return ""
    said = "".join(f"<p>{escape(each)}</p>" for each in frame.notices)
    close = _button("close-notice", _("Close"))
    return f'<div class="notice" role="alert">{said}{close}</div>\n'


def _panels(deck: LiveDeck, frame: Frame) -> str:
    keys: tuple[tuple[str, str], ...] = (
        ("→ PageDown " + _("Space"), _("Next slide")),
        ("← PageUp", _("Previous slide")),
        ("Home End", _("First and last slide")),
        ("F", _("Full screen")),
        (". B", _("Black screen")),
        ("N", _("Notes: what is said, the objection, the sources")),
        ("O", _("Overview: leave out, reorder, copy the link")),
        ("P", _("Presenter view: notes, next slide, time")),
        ("Esc", _("Close what is open")),
    )
    if frame.for_presenter:
        keys = (
            *(each for each in keys if each[0] not in ("N", "O", "P")),
            ("T", _("Start or pause the time")),
        )
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(does)}</dd>" for key, does in keys)
    others = [_link("other", address, name) for name, address in frame.other.items()]
    behind = _link("behind", frame.page, _("The page behind this deck"))
    close = _button("close", _("Close"))
    presenter = "" if frame.for_presenter else _button("presenter", _presenter())
    pointed = _("On a map, point at a regency or tap it: its figure is shown.")
    field = f'<input readonly aria-label="{_attr(_link_name())}">'
    copy = _button("copy", _("Copy link"))
    return _panel(
        "help",
        _("Keys"),
        f"<h2>{escape(_keys())}</h2><dl>{rows}</dl><p>{escape(pointed)}</p>"
        f'<p class="links">{behind}{"".join(others)}{presenter}{close}</p>',
    ) + _panel(
        "overview",
        _("Overview of the slides"),
        f'<h2>{escape(deck.title)}</h2><p class="hint">{escape(_overview_hint())}</p><ol></ol>'
        f'<p class="links">{copy}{field}{presenter}{close}</p>'
        f'<p class="hint">{escape(_link_hint())}</p>',
    )


def _panel(name: str, said: str, inside: str) -> str:
    label = f'role="dialog" aria-label="{_attr(said)}"'
    return f'<div class="panel" id="{name}" {label} hidden>{inside}</div>\n'


def _button(does: str, said: str) -> str:
    return f'<button type="button" data-does="{does}">{escape(said)}</button>'


def _link(kind: str, address: str, said: str, more: str = "") -> str:
    return f'<a class="{kind}" href="{_attr(address)}"{more}>{escape(said)}</a>'


def _keys() -> str:
    return _("Keys")


def _presenter() -> str:
    return _("Presenter view")


def _link_name() -> str:
    return _("Link of this deck")


def _overview_hint() -> str:
    return _(
        "Arrows move, Enter opens, Space leaves out or brings back, Shift with an arrow moves the "
        "slide."
    )


def _link_hint() -> str:
    return _("The link keeps slides and order, and opens with the newest data.")


def _words() -> dict[str, str]:
    """What the scripts say."""
    return {
        "told": _("Slide {n} of {all}: {title}"),
        "rest": _("{n} more: notes (N)"),
        "columns": _("more columns: notes (N)"),
        "up": _("Earlier: {title}"),
        "down": _("Later: {title}"),
        "out": _("Leave out"),
        "in": _("Bring back"),
        "copied": _("Link copied."),
        "copyByHand": _("Copy the link from the field."),
        "last": _("At least one slide stays."),
        "blocked": _("The browser has kept the presenter view from opening: allow windows here."),
        **presenter_words(),
    }


def language_names() -> dict[str, str]:
    """Languages other than the one that is spoken: code -> its own name."""
    return {code: name for code, name in LANGUAGES.items() if code != current_language()}
