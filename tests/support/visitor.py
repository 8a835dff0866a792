"""Somebody who visits the installed server, and which of its processes answers them."""

from __future__ import annotations

from tests.support.watched import Watched


class Visitor(Watched):
    """Somebody with a browser of their own."""

    @property
    def process(self) -> int:
        """Which of the two processes the browser was given, by the cookie that says so."""
        cookies = {cookie["name"]: cookie["value"] for cookie in self.page.context.cookies()}
        return int(cookies["ntt_process"]) - 1
