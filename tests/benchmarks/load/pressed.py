"""Offices that press "hand in" at the same moment: how long each waits until its receipt.

Every form is open, filled in and checked before anybody presses, as in a hall whose chair says
"now". What is sent is made beforehand and what comes back is hardly read, so that the offices, who
share the machine with the servers, cost little; a browser of their own they would have elsewhere.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import httpx2

from tests.support.filled_workbooks import filled
from tests.support.hand_in_rush import Office, checked_fields, form_fields

_BOUNDARY = "-----of-an-office"
_RECEIPT = re.compile(rb"/rakor/tanda-terima/\w+")


@dataclass(frozen=True)
class Waits:
    """Seconds of each office, sorted: until its receipt has a number, and until it is read."""

    told: list[float]
    read: list[float]


@dataclass(frozen=True)
class _Ready:
    """One office with its session, and the request that its button sends."""

    address: str
    cookie: str
    pressed: bytes


def press(offices: Sequence[Office], by_workbook: bool, times: int) -> Waits:
    """Let all of them press at once, so many times, each time a new form."""
    told: list[float] = []
    read: list[float] = []
    clients = [_signed_in(office) for office in offices]
    brought = [
        _workbook(office, client) if by_workbook else b""
        for office, client in zip(offices, clients, strict=True)
    ]
    for turn in range(times):
        ready = [
            _upload(office, client, file) if by_workbook else _form(office, client, turn)
            for office, client, file in zip(offices, clients, brought, strict=True)
        ]
        for each_told, each_read in asyncio.run(_all(ready, by_workbook)):
            told.append(each_told)
            read.append(each_read)
    for client in clients:
        client.close()
    return Waits(sorted(told), sorted(read))


def _signed_in(office: Office) -> httpx2.Client:
    client = httpx2.Client(timeout=30, cookies={"ntt_process": str(office.process)})
    answer = client.post(
        f"{_address(office)}/rakor/masuk",
        data={"link": office.link_token},
        headers={"origin": _address(office)},
    )
    assert answer.status_code == 303, answer.text[-400:]
    return client


def _form(office: Office, client: httpx2.Client, amount: int) -> _Ready:
    page = client.get(f"{_address(office)}/rakor/isi").text
    return _ready(office, client, "kirim", urlencode(form_fields(page, amount)).encode())


def _workbook(office: Office, client: httpx2.Client) -> bytes:
    template = client.get(f"{_address(office)}/rakor/templat").content
    return filled(
        template,
        {"office": (None, "Dinas"), "position": (None, "Petugas"), "maize:stock_end": (None, 12)},
    )


def _upload(office: Office, client: httpx2.Client, file: bytes) -> _Ready:
    fields = form_fields(client.get(f"{_address(office)}/rakor/isi").text, 0)
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields.items()
    ]
    head = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="workbook"; '
        f'filename="isian.xlsx"\r\n\r\n'
    )
    body = "".join([*parts, head]).encode() + file + f"\r\n--{_BOUNDARY}--\r\n".encode()
    return _ready(office, client, "unggah", body, f"multipart/form-data; boundary={_BOUNDARY}")


def _ready(
    office: Office,
    client: httpx2.Client,
    name: str,
    body: bytes,
    kind: str = "application/x-www-form-urlencoded",
) -> _Ready:
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    address = _address(office)
    return _Ready(address, cookie, _post(address, cookie, name, body, kind))


async def _all(ready: Sequence[_Ready], by_workbook: bool) -> list[tuple[float, float]]:
    connected = [await _Line.to(each.address) for each in ready]
    begun = time.monotonic()
    waits = await asyncio.gather(
        *(_one(each, line, by_workbook, begun) for each, line in zip(ready, connected, strict=True))
    )
    for line in connected:
        line.close()
    return waits


async def _one(ready: _Ready, line: _Line, by_workbook: bool, begun: float) -> tuple[float, float]:
    head, _body = await line.ask(ready.pressed)
    if by_workbook:
        assert b" 303 " in head, head
        _head, page = await line.ask(_get(ready, "/rakor/periksa"))
        fields = urlencode(checked_fields(page.decode())).encode()
        head, _body = await line.ask(_post(ready.address, ready.cookie, "kirim", fields))
    found = _RECEIPT.search(head)
    assert found is not None, head
    told = time.monotonic() - begun
    head, page = await line.ask(_get(ready, found[0].decode()))
    assert b" 200 " in head, head
    assert found[0] in page, "another receipt"
    return told, time.monotonic() - begun


class _Line:
    """A connection that is open already, as that of a browser which has just shown the form."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def to(cls, address: str) -> _Line:
        """Connect."""
        place = urlsplit(address)
        return cls(*await asyncio.open_connection(place.hostname, place.port))

    async def ask(self, request: bytes) -> tuple[bytes, bytes]:
        """The head and the body of what is answered."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        assert length is not None, head
        return head, await self._reader.readexactly(int(length[1]))

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


def _get(ready: _Ready, path: str) -> bytes:
    host = urlsplit(ready.address).netloc
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {ready.cookie}\r\n\r\n".encode()


def _post(
    address: str,
    cookie: str,
    name: str,
    body: bytes,
    kind: str = "application/x-www-form-urlencoded",
) -> bytes:
    head = (
        f"POST /rakor/{name} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\nOrigin: {address}\r\n"
        f"Cookie: {cookie}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _address(office: Office) -> str:
    return office.at[office.process % len(office.at)].address
