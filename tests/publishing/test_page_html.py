"""What stands in the HTML that is served instead of what Streamlit writes."""

from __future__ import annotations

import pytest

from publishing.page_html import UnknownHtmlError, page_html

_HTML = '<!DOCTYPE html>\n<html lang="en">\n  <head>\n    <meta charset="UTF-8" />\n  </head>\n'


def test_it_is_indonesian_and_not_to_be_translated() -> None:
    assert page_html(_HTML) == (
        '<!DOCTYPE html>\n<html lang="id" translate="no">\n  <head>\n    <meta charset="UTF-8" />\n'
        '    <meta name="google" content="notranslate" />\n  </head>\n'
    )


@pytest.mark.parametrize("changed", [_HTML.replace("lang", "data-lang"), _HTML + _HTML])
def test_another_file_of_streamlit_is_told_and_not_passed_on(changed: str) -> None:
    with pytest.raises(UnknownHtmlError, match="not once"):
        page_html(changed)
