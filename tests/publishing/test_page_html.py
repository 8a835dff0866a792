"""What stands in the HTML that is served instead of what Streamlit writes."""

from __future__ import annotations

import pytest

from publishing.page_html import Introduction, UnknownHtmlError, cut_html, page_html

_HTML = """<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <link rel="shortcut icon" href="./favicon.png" />
    <title>Streamlit</title>
    <!-- Machine-readable pointer -->
    <link rel="service-desc" href="./x.json" />
    <script src="a.js"></script>
  </head>
  <body><noscript><p>Theirs</p></noscript><div id="root"></div></body>
</html>
"""
_PAGE = Introduction(
    'A <"title">', "About & around", "P", "http://h/a?b&c", "http://h/p", (2, 1), "P"
)
_FILES = {"icon": "i.png", "style": "s.css", "script": "s.js", "appearance": "l.css"}


def test_ours_stands_in_the_places_and_theirs_is_kept() -> None:
    html = page_html(cut_html(_HTML), "id", _PAGE, _FILES, "<p>Ours</p>")
    assert '<html lang="id" translate="no">' in html
    assert html.index("charset") < html.index('<meta name="google" content="notranslate" />')
    assert "<title>A &lt;&quot;title&quot;&gt;</title>" in html
    assert '<meta property="og:url" content="http://h/a?b&amp;c" />' in html
    assert '<meta name="description" content="About &amp; around" />' in html
    # Later than whatever Streamlit writes into the head: of two alike rules ours counts.
    body = '<body><link rel="stylesheet" href="l.css" /><p>Ours</p><div id="root"></div></body>'
    assert html.endswith(f"{body}\n</html>\n")
    assert '<script src="a.js"></script>' in html
    for theirs in ("Streamlit", "Theirs", "service-desc", "favicon"):
        assert theirs not in html


@pytest.mark.parametrize(
    "changed", [_HTML.replace("lang", "data-lang"), _HTML + _HTML, _HTML.replace("<noscript>", "")]
)
def test_another_file_of_streamlit_is_told_and_not_passed_on(changed: str) -> None:
    with pytest.raises(UnknownHtmlError, match="not once"):
        cut_html(changed)
