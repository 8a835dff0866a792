"""Many offices that hand in at once, while the servers are killed under them.

The servers are the routes of handing in alone (``pages.routes.hand_in``), which is what takes a
form; without Streamlit's pages they are back a second or two after they were killed.
"""

from __future__ import annotations

import html
import random
import re
import secrets
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import httpx2

from ntt_data.store.collection_records import SheetKey
from services import credentials, rounds
from services.access import Actor
from tests.support.filled_workbooks import filled
from tests.support.patience import PATIENCE_S, START_S
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]
BUREAU = Actor("bureau")
SHEETS = ("agriculture", "livestock", "fisheries", "trade_stock")
_SERVE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from pages.routes.hand_in import hand_in_routes
from pages.routes.headers import SameHeaders
from pages.routes.static import static_files
app = Starlette(routes=[static_files(), *hand_in_routes()], middleware=[Middleware(SameHeaders)])
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""


class HandInServer:
    """One process that takes forms; it can be killed and started again."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.port = free_port()
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Number of the running process."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start it."""
        command = [sys.executable, "-c", _SERVE, str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT, env=dict(self._environment))

    def wait(self) -> None:
        """Wait until it answers."""
        for _attempt in range(10 * START_S):
            try:
                urllib.request.urlopen(f"{self.address}/rakor/masuk", timeout=PATIENCE_S)
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the server did not start")

    def kill(self) -> None:
        """As a loss of power would: no chance to tidy up."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=PATIENCE_S)


@contextmanager
def servers(count: int, environment: Mapping[str, str]) -> Iterator[list[HandInServer]]:
    """So many processes on one database."""
    running = [HandInServer(environment) for _ in range(count)]
    try:
        for each in running:
            each.begin()  # together: each spends most of it reading the same files
        for each in running:
            each.wait()
        yield running
    finally:
        for each in running:
            each.kill()


def opened_sheets(count: int) -> list[tuple[SheetKey, str]]:
    """A round with so many sheets (at most 88), each with the secret part of its link."""
    asked = rounds.open_round(
        BUREAU,
        rounds.RoundDefinition(
            name="Rakor",
            deadline=datetime.now(UTC) + timedelta(hours=3),
            year=2026,
            items=[rounds.ItemDefinition(sheet=sheet, item="maize") for sheet in SHEETS],
        ),
    )
    made = credentials.make_for_sheets(BUREAU, rounds.sheet_keys(asked)[:count])
    return [
        (each.credential.sheet_key, each.link_token)
        for each in made
        if each.credential.sheet_key is not None
    ]


class Addressed(Protocol):
    """Whatever takes a form."""

    @property
    def address(self) -> str:
        """Where it answers."""


@dataclass(frozen=True)
class Front:
    """What stands before the servers, such as nginx."""

    address: str


@dataclass
class Office:
    """A browser that hands in again and again, and asks anew when nobody answers.

    ``receipts`` are those it was shown, each with the amount that was typed; ``waits_s`` is how
    long each took from the first press of the button; ``process`` is the one of two that nginx
    shall lead it to first, which a page of the application would have said in a cookie; ``again_s``
    is its pause between a receipt and the next form. An office ``by_workbook`` has the form filled
    by its own template, which is read in a process of its own.
    """

    key: SheetKey
    link_token: str
    at: Sequence[Addressed]
    process: int = 1
    by_workbook: bool = False
    again_s: float = 0.0
    receipts: dict[str, int] = field(default_factory=dict)
    waits_s: list[float] = field(default_factory=list)
    sent: int = 0
    retries: int = 0
    wrong: list[str] = field(default_factory=list)

    def work(self, until: threading.Event, most: int | None = None) -> None:
        """Hand in until told to stop, or so many times; the form begun is brought to its end."""
        with httpx2.Client(timeout=30, cookies={"ntt_process": str(self.process)}) as client:
            self._ask(client, "POST", "masuk", {"link": self.link_token})
            while not until.is_set() and (most is None or len(self.receipts) < most):
                self._hand_in(client)
                until.wait(self.again_s)

    def _hand_in(self, client: httpx2.Client) -> None:
        page = self._ask(client, "GET", "isi").text
        self.sent += 1
        amount = self.sent
        fields = form_fields(page, amount)
        if self.by_workbook:
            fields = self._filled_by_workbook(client, fields, amount)
        begun = time.monotonic()
        answer = self._ask(client, "POST", "kirim", fields)
        self.waits_s.append(time.monotonic() - begun)
        found = re.search(r"/rakor/tanda-terima/(\w+)", answer.headers.get("location", ""))
        if found is None:
            self.wrong.append(f"{answer.status_code}: {answer.text[-400:]}")
        else:
            self.receipts[found[1]] = amount

    def _filled_by_workbook(
        self, client: httpx2.Client, fields: dict[str, str], amount: int
    ) -> dict[str, str]:
        """The form as it is shown to be checked, after the workbook has filled it."""
        answers = {
            **{name: (None, fields[name]) for name in ("office", "position")},
            "maize:stock_end": (None, amount),
        }
        template = self._ask(client, "GET", "templat").content
        told = self._ask(client, "POST", "unggah", fields, filled(template, answers))
        if told.status_code != 303:
            self.wrong.append(f"{told.status_code}: {told.text[-400:]}")
        page = self._ask(client, "GET", "periksa").text
        return checked_fields(page)

    def _ask(
        self,
        client: httpx2.Client,
        method: str,
        name: str,
        fields: dict[str, str] | None = None,
        workbook: bytes | None = None,
    ) -> httpx2.Response:
        """Ask until somebody answers; what was typed is sent again as it was."""
        while True:
            server = random.choice(self.at)
            try:
                answer = client.request(
                    method,
                    f"{server.address}/rakor/{name}",
                    data=fields,
                    files=None if workbook is None else {"workbook": ("isian.xlsx", workbook)},
                    headers={"origin": server.address},
                    follow_redirects=False,
                )
            except httpx2.HTTPError:
                self.retries += 1
                time.sleep(0.05)
                continue
            if answer.status_code not in (502, 503, 504):
                return answer
            self.retries += 1
            time.sleep(0.05)


def form_fields(page: str, amount: int) -> dict[str, str]:
    """The fields of a form, filled in with one amount; all else is unknown."""
    fields = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', page))
    fields |= dict.fromkeys(re.findall(r'<select name="(s:[^"]+)"', page), "not_known")
    return fields | {
        **{name: "" for name in fields if name.startswith("v:")},
        "v:maize:stock_end": str(amount),
        "s:maize:stock_end": "value",
        "office": "Dinas",
        "position": f"Petugas {secrets.token_hex(2)}",
    }


def checked_fields(page: str) -> dict[str, str]:
    """The fields of a form that is shown to be checked, with what a workbook has filled in."""
    inputs = re.findall(r"<input[^>]*>", page)
    named = {
        name[1]: value[1] if (value := re.search(r'value="([^"]*)"', each)) else ""
        for each in inputs
        if (name := re.search(r'name="([^"]+)"', each))
    }
    return {name: html.unescape(value) for name, value in named.items()}


def rush(offices: list[Office], running: list[HandInServer], kills: int, every_s: float) -> None:
    """All offices at work while one server after the other is killed and started again."""
    until = threading.Event()
    threads = [threading.Thread(target=each.work, args=(until,)) for each in offices]
    for each in threads:
        each.start()
    for number in range(kills):
        time.sleep(every_s)
        server = running[number % len(running)]
        server.kill()
        server.start()
    until.set()
    for each in threads:
        each.join(timeout=120)
        assert not each.is_alive(), "an office never got its answer"
