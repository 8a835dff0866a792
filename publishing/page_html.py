"""The HTML that every page begins as: Streamlit's, with what it does not say of us."""

from __future__ import annotations

#: What stands in Streamlit's file, once, and what stands there instead.
_INSTEAD = {
    # The pages have their own two languages. A browser that translates wraps every text in an
    # element of its own; Streamlit then goes on writing into texts that are not shown any more,
    # and yesterday's sentence stands above today's figures.
    '<html lang="en">': '<html lang="id" translate="no">',
    '<meta charset="UTF-8" />': (
        '<meta charset="UTF-8" />\n    <meta name="google" content="notranslate" />'
    ),
}


class UnknownHtmlError(Exception):
    """Streamlit's file is not the one that this was written for."""


def page_html(streamlit_html: str) -> str:
    """Streamlit's ``index.html`` as we send it.

    Raises ``UnknownHtmlError`` when something to be replaced is not there exactly once: another
    version of Streamlit would otherwise lose a declaration without a word.
    """
    html = streamlit_html
    for old, new in _INSTEAD.items():
        if html.count(old) != 1:
            raise UnknownHtmlError(f"{old} stands {html.count(old)} times in index.html, not once")
        html = html.replace(old, new)
    return html
