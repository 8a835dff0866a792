"""Headers that tell a browser what a page may do: the same here and in nginx.

``deploy/server/nginx`` sends them on a server, where this application stands behind it; a test
holds both lists equal, and nginx drops ours. Why each part of the policy is there stands in
``common.conf``.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.routes.page_html import html
from pages.ui.place import came_over_https, served

#: Sent with every answer.
ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
#: Over plain HTTP browsers complain about these on every page.
OVER_HTTPS = {"Cross-Origin-Opener-Policy": "same-origin"}
POLICY = "Content-Security-Policy"
_NAMES = {name.lower().encode() for name in (*ALWAYS, *OVER_HTTPS, POLICY)}
_STYLES = "style-src 'self' 'unsafe-inline'"
_COMPONENT = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    f"{_STYLES}; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
_DOWNLOAD = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; sandbox; "
    "frame-ancestors 'self'"
)

_FORM = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def inline_scripts(page: str) -> list[str]:
    """The words of a policy that let the scripts in a page's own text run, and no others."""
    found = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [hashlib.sha256(words.encode()).digest() for words in found]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


@cache
def page_policy() -> str:
    """What a page may load, with the inline scripts of its own HTML."""
    scripts = " ".join(["'self'", *inline_scripts(html())])
    return (
        f"default-src 'none'; script-src {scripts}; {_STYLES}; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'self'"
    )


def policy(path: str) -> str:
    """The policy for what is served at a path."""
    return next(said for below, said in _policies() if path.startswith(below))


# Both are written once: a first visit asks for a hundred files.


@cache
def _policies() -> list[tuple[str, str]]:
    return [
        (served("/component/"), _COMPONENT),
        (served("/rakor/"), _FORM),
        (served("/berkas/"), _FORM),
        (served("/paparan"), _FORM),
        (served("/media/"), _DOWNLOAD),
        ("", page_policy()),
    ]


@cache
def _as_sent(said: str, over_https: bool) -> list[tuple[bytes, bytes]]:
    all_ = {**ALWAYS, POLICY: said, **(OVER_HTTPS if over_https else {})}
    return [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in all_.items()
    ]


class SameHeaders:
    """ASGI middleware that puts the headers on every answer over HTTP."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only the beginning of an answer is touched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = _as_sent(policy(scope["path"]), came_over_https(scope))
                theirs = [each for each in message.get("headers", ()) if each[0] not in _NAMES]
                message = {**message, "headers": [*theirs, *ours]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
