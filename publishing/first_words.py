"""What a page says by itself before its contents have come, or when the connection is lost.

Nothing can be asked of the server then, so all of it travels with the page's HTML, in every
language, the chosen one first; ``static/page/connection.js`` shows what applies.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from publishing.language import LANGUAGES, Language, _, speaking


def first_words(language: Language) -> str:
    """The part of the page's body that stands before the application's own."""
    button = _reload_button(language)
    return f"""<noscript>
      <div class="ntt-notice ntt-card">{_notice(_no_script, language)}</div>
    </noscript>
    <div id="ntt-connection" role="alert">
      <div class="ntt-notice ntt-card" data-when="waiting" hidden>
        {_notice(_waiting, language)}
        {_notice(_steps, language)}
        {button}
      </div>
      <div class="ntt-notice ntt-bar" data-when="lost" hidden>
        {_notice(_lost, language)}
        <details><summary>{_in_both(_what_to_do, language)}</summary>
        {_notice(_steps_with_a_page, language)}
        {button}
        </details>
      </div>
    </div>"""


def _spoken(language: Language) -> list[Language]:
    return sorted(LANGUAGES, key=lambda each: each != language)


def _notice(words: Callable[[], list[str]], language: Language) -> str:
    """A sentence, or a list of several, in each language."""
    blocks = []
    for each in _spoken(language):
        with speaking(each):
            sentences = [escape(sentence) for sentence in words()]
        if len(sentences) == 1:
            text = f"<p><strong>{sentences[0]}</strong></p>"
        else:
            text = f"<ul>{''.join(f'<li>{sentence}</li>' for sentence in sentences)}</ul>"
        blocks.append(f'<div lang="{each}">{text}</div>')
    return "".join(blocks)


def _in_both(words: Callable[[], str], language: Language) -> str:
    labels = []
    for each in _spoken(language):
        with speaking(each):
            labels.append(f'<span lang="{each}">{escape(words())}</span>')
    return " / ".join(labels)


def _reload_button(language: Language) -> str:
    return f'<button type="button">{_in_both(_reload, language)}</button>'


def _reload() -> str:
    return _("Reload the page")


def _what_to_do() -> str:
    return _("What to do")


def _no_script() -> list[str]:
    return [
        _(
            "This page needs JavaScript, which this browser does not run. Switch it on for this "
            "address, or open the link in another browser."
        )
    ]


def _waiting() -> list[str]:
    return [_("Nothing of this page has come from the server yet; the connection is tried on …")]


def _lost() -> list[str]:
    return [_("The connection is lost; connecting again … What is shown may be out of date.")]


def _steps() -> list[str]:
    return [
        _("Is this device still in the network of the event, or in the internet?"),
        _(
            "Switch off VPN, proxy and data saver, or try another network or a newer browser: some "
            "block the connection (WebSocket) that this page needs."
        ),
        _("If it stays like this, tell whoever runs it that the server does not answer."),
    ]


def _steps_with_a_page() -> list[str]:
    unsaved = _("What was typed and not saved may be lost by reloading: note it down first.")
    return [*_steps(), unsaved]
