"""Every address beside Streamlit and everybody who may ask for it: what each is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from ntt_data.store import submission_store
from ntt_data.store.collection_records import SheetKey
from pages.routes import MIDDLEWARE, ROUTES
from pages.routes.hand_in.visit import form_token
from pages.routes.page_html import page_addresses
from pages.ui.actor import SESSION_COOKIE
from services import credentials
from services.access import Actor
from services.credentials import Made
from tests.support.a_round import BUREAU, hand_in_maize, open_round
from tests.support.own_store import own_store

#: Nobody has signed in; a cookie that no session has; the office of the sheet that is asked for;
#: one of another regency, and the same regency's in another round; a session that was ended.
WHO = ("nobody", "forged", "office", "neighbour", "other_round", "bureau", "administrator", "ended")
HERE = "http://localhost:8501"

_NOT_IN = ("masuk", "masuk")
_OPEN = (200,) * 8
_NO_FILE = (404,) * 8  # it is asked for by a key that nothing has: no role makes one of it
_OFFICES = (*_NOT_IN, 200, 200, 200, "rounds", "rounds", "masuk")  # each sees its own
_OFFICES_FORM = (409, 409, 422, 422, 422, 409, 409, 409)  # 409: what was typed is given back
_BUREAU = (*_NOT_IN, 403, 403, 403, 200, 200, "masuk")
_BUREAU_LED = (*_NOT_IN, "masuk", "masuk", "masuk", 200, 200, "masuk")
_PAPER = "/rakor/kertas/{round_id}/{regency_code}/{sheet}"

#: What each is answered, in the order of ``WHO``: a status, or the end of where it is led. Forms
#: are sent as a page of that very session draws them, with nothing filled in.
EXPECTED: dict[tuple[str, str], tuple[int | str, ...]] = {
    ("GET", "/rakor/isi"): _OFFICES,
    ("POST", "/rakor/periksa"): (409, 409, *("periksa",) * 3, 409, 409, 409),
    # Nothing is typed yet when this is asked (GET comes first): back to the form.
    ("GET", "/rakor/periksa"): (*_NOT_IN, "isi", "isi", "isi", "rounds", "rounds", "masuk"),
    ("POST", "/rakor/draf"): (409, 409, "isi", "isi", "isi", 409, 409, 409),
    ("POST", "/rakor/kirim"): _OFFICES_FORM,
    ("POST", "/rakor/unggah"): _OFFICES_FORM,
    ("GET", "/rakor/unggah"): ("isi",) * 8,
    ("POST", "/rakor/unduh"): _OPEN,  # what somebody has typed, given back to them
    ("GET", f"{_PAPER}/isi"): _BUREAU,
    ("POST", f"{_PAPER}/periksa"): (409, 409, 403, 403, 403, "periksa", "periksa", 409),
    ("GET", f"{_PAPER}/periksa"): (*_NOT_IN, 403, 403, 403, "isi", "isi", "masuk"),
    ("POST", f"{_PAPER}/draf"): (409, 409, 403, 403, 403, "isi", "isi", 409),
    ("POST", f"{_PAPER}/kirim"): (409, 409, 403, 403, 403, 422, 422, 409),
    ("GET", f"{_PAPER}/cetak"): _BUREAU,
    ("GET", "/rakor/kertas/{round_id}"): _BUREAU,
    ("GET", "/rakor/masuk"): _OPEN,
    ("POST", "/rakor/masuk"): (401,) * 8,
    ("GET", "/rakor/masuk/keputusan"): _OPEN,
    ("POST", "/rakor/masuk/keputusan"): (401,) * 8,
    ("GET", "/rakor/masuk/meja"): _OPEN,
    ("POST", "/rakor/masuk/meja"): (401,) * 8,
    ("POST", "/rakor/keluar"): ("isi", *("masuk",) * 7),
    ("GET", "/rakor/templat"): _OFFICES,
    ("GET", "/rakor/templat/{round_id}"): _BUREAU_LED,
    ("GET", "/rakor/templat/{round_id}/{regency_code}/{sheet}"):
        (*_NOT_IN, 200, "masuk", "masuk", 200, 200, "masuk"),
    ("GET", "/rakor/tanda-terima/{receipt_no}"): _OPEN,
    ("GET", "/rakor/lembar-akses/{round_id}"): _BUREAU_LED,
    # 409: it names codes that are not the newest, so that none are made by this test.
    ("POST", "/rakor/lembar-akses/{round_id}"): (403, 403, 403, 403, 403, 409, 409, 403),
    ("GET", "/search.json"): _OPEN,
    ("GET", "/berkas/paket/{mark}/{name}"): _NO_FILE,
    ("GET", "/berkas/{kind}/{name}"): _NO_FILE,
    ("GET", "/paparan/edisi"): _OPEN,
    ("GET", "/paparan/keputusan/{kind}/{key}"): _NO_FILE,
    ("GET", "/paparan/sesi"): _NO_FILE,
    ("POST", "/paparan/sesi"): _NO_FILE,
    ("GET", "/paparan"): ("paparan",) * 8,  # of the newest edition
    ("GET", "/paparan/{kind}"): _NO_FILE,
    ("GET", "/paparan/{kind}/{key}"): _NO_FILE,
    ("GET", "/paparan/{kind}/{key}/penyaji"): _NO_FILE,
    ("GET", "/{page}/_stcore/health"): (300,) * 8,
    ("GET", "/{page}/_stcore/host-config"): (300,) * 8,
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A round with a sheet handed in, and a server that takes the routes as the application."""
    with pytest.MonkeyPatch.context() as patch, own_store(tmp_path_factory.mktemp("db"), patch):
        asked, other = open_round(), open_round(name="Rakor lain")
        parts = {
            "round_id": asked.round_id, "regency_code": "5304", "sheet": "agriculture",
            "receipt_no": hand_in_maize(asked, "5304", "10").receipt_no,
            "kind": "daerah", "key": "0000", "name": "0000.pdf", "mark": "0" * 32, "page": "rounds",
        }  # fmt: skip
        keys = [
            SheetKey(asked.round_id, "5304", "agriculture"),
            SheetKey(asked.round_id, "5371", "agriculture"),
            SheetKey(other.round_id, "5304", "agriculture"),
        ]
        sheets = [credentials.make_for_sheets(BUREAU, [key])[0] for key in keys]
        roles = [
            credentials.make_for_role(Actor("administrator"), role)
            for role in ("bureau", "administrator")
        ]
        made = dict(zip(("office", "neighbour", "other_round"), sheets, strict=True))
        made |= dict(zip(("bureau", "administrator"), roles, strict=True))
        app = Starlette(routes=ROUTES, middleware=MIDDLEWARE)
        with TestClient(app, base_url=HERE, follow_redirects=False) as client:
            yield World(parts, made, client)


class World:
    """Parts of addresses, who may come in, and the server."""

    def __init__(self, parts: dict[str, str], made: dict[str, Made], client: TestClient) -> None:
        self.parts, self.client, self._made = parts, client, made
        self._sessions: dict[str, str | None] = {
            **{who: self.begun(who) for who in made},
            "nobody": None, "forged": "f" * 32, "ended": self.begun("office"),
        }  # fmt: skip
        credentials.sign_out(str(self._sessions["ended"]))

    def begun(self, who: str) -> str:
        """A new session of theirs."""
        return credentials.sign_in_by_link(self._made[who].link_token)

    def answer(self, who: str, method: str, path: str) -> int | str:
        """Status, or where one is led."""
        session = self._sessions[who]
        if path.endswith("/keluar") and who in self._made:
            session = self.begun(who)  # which it ends
        self.client.cookies.clear()
        if session is not None:
            self.client.cookies.set(SESSION_COOKIE, session)
        sent: dict[str, Any] = {}
        if method == "POST":
            sent["headers"] = {"origin": HERE}
            sent["data"] = {"token": form_token(session)}
            if path.endswith("/unggah"):
                sent["files"] = {"workbook": ("isian.xlsx", b"")}
        told = self.client.request(method, path.format(**self.parts), **sent)
        if "location" not in told.headers:
            return told.status_code
        return told.headers["location"].partition("?")[0].rpartition("/")[2]


def registered() -> list[tuple[str, str]]:
    """Method and path of all that is answered beside Streamlit, its pages' own documents aside."""
    pages = {each.path for each in page_addresses() if isinstance(each, Route)}
    return [
        (method, each.path)
        for each in ROUTES
        if isinstance(each, Route) and each.path not in pages
        for method in sorted((each.methods or set()) - {"HEAD"})
    ]


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    assert sorted(EXPECTED) == sorted(registered())
    assert {type(each) for each in ROUTES} == {Route, Mount}, "another kind has to be walked too"
    assert [each.path for each in ROUTES if isinstance(each, Mount)] == ["/app/static"]
    assert all(len(row) == len(WHO) for row in EXPECTED.values())


@pytest.mark.parametrize(("method", "path"), sorted(EXPECTED))
def test_everybody_is_answered_as_the_table_says(world: World, method: str, path: str) -> None:
    told = tuple(world.answer(who, method, path) for who in WHO)
    assert dict(zip(WHO, told, strict=True)) == dict(zip(WHO, EXPECTED[method, path], strict=True))
    key = SheetKey(world.parts["round_id"], "5304", "agriculture")
    assert [each.no for each in submission_store().versions(key)] == [1], "nothing was handed in"
