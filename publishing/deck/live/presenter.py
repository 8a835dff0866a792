"""The presenter's desk beside the slides: what is said, what comes next, the time.

Its texts are filled by ``static/page/deck_presenter.js`` from the slides of the same document.
"""

from __future__ import annotations

from html import escape

from publishing.language import _


def presenter_desk() -> str:
    """The desk, empty until the first slide is shown."""
    reset = escape(_("Reset the time"))
    notes = escape(_("Notes"), quote=True)
    day = escape(_("Time of day"), quote=True)
    second = escape(_("Address for a second device"))
    return (
        '<div id="desk"><header><h2 id="now" tabindex="-1"></h2>'
        '<p id="heard" role="status" aria-live="polite"></p></header>'
        f'<section id="spoken" tabindex="0" aria-label="{notes}"></section>'
        '<div id="ahead"><p id="after"></p>'
        f'<p id="time"><span id="timer" role="timer" aria-label="{_time()}"></span>'
        '<button type="button" data-does="timer"></button>'
        f'<button type="button" data-does="reset">{reset}</button>'
        f'<span id="clock" aria-label="{day}"></span></p>'
        f'<label hidden>{second} <input id="second" readonly></label></div></div>\n'
    )


def _time() -> str:
    return escape(_("Time since the start"), quote=True)


def presenter_words() -> dict[str, str]:
    """What its script says."""
    return {
        "after": _("Next slide: {title}"),
        "end": _("This is the last slide."),
        "near": _("Follows and turns the main screen"),
        "far": _("Follows the main screen through the server; turn slides there"),
        "silent": _("The main screen is not connected"),
        "isBlack": _("the main screen is black"),
        "start": _("Start the time"),
        "pause": _("Pause the time"),
    }
