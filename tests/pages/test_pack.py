"""The page of the data pack from the button to the file, and the file by its link."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.editions import begin_run
from publishing.files.paper import Cancelled
from services.pack import jobs
from services.pack.build import Progress
from services.pack.contents import Contents, contents
from services.pack.jobs import Packs
from services.pack.kept import Kept
from services.pack.workers import PackError
from tests.support.open_page import open_page, words
from tests.support.own_store import own_store
from tests.support.routes import ask

SOON_S = 10


class Making:
    """In place of ``build``: half a pack, until it may go on."""

    def __init__(self) -> None:
        self.go_on, self.half = Event(), Event()
        self.error: Exception | None = None

    def __call__(
        self, asked: Contents, kept: Kept, told: Callable[[Progress], None], cancelled: Event
    ) -> Path:
        told(Progress(12, 29, "5315-manggarai-barat/profil-manggarai-barat.pdf"))
        self.half.set()
        while not self.go_on.wait(0.01):
            if cancelled.is_set():
                raise Cancelled
        if self.error is not None:
            raise self.error
        kept.prepare()
        with zipfile.ZipFile(kept.pack(asked.mark), "w") as pack:
            pack.writestr("README.txt", "x" * 2_000_000)
        return kept.pack(asked.mark)


@pytest.fixture
def making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Making]:
    made, packs = Making(), Packs(Kept(tmp_path / "packs"))
    monkeypatch.setattr(jobs, "build", made)
    monkeypatch.setattr("pages.data.pack.making.packs", lambda: packs)
    monkeypatch.setattr(jobs, "packs", lambda: packs)
    with own_store(tmp_path, monkeypatch):
        begin_run()
        yield made
    packs.close()


def _finished(app: AppTest) -> AppTest:
    """The page once the job is over, as its fragment would draw it."""
    from pages.data.pack.making import packs

    for job in packs()._jobs.values():
        for _time in range(SOON_S * 100):
            if job.is_over:
                break
            Event().wait(0.01)
    return app.run()


def test_it_says_what_is_in_it_before_anything_is_made(making: Making) -> None:
    said = words(open_page("pack"))
    assert "Profil daerah: peringkat, produk unggulan, neraca, mitra menurut model" in said
    assert "Tidak ada lembar isian: tidak ada pengumpulan yang dibuka" in said
    assert "Sekitar" in said
    assert not making.half.is_set()
    english = words(open_page("pack", "en", regency="5315"))
    assert "Profile of the regency" in english
    assert "Briefing of the province" not in english  # in the pack of all alone


def test_from_the_button_to_the_link(making: Making) -> None:
    app = open_page("pack", regency="5315")
    app.button(key="pack-make").click().run()
    assert making.half.wait(SOON_S)
    app.run()
    (bar,) = app.get("progress")
    assert "12 dari 29 berkas · 5315-manggarai-barat/profil-manggarai-barat.pdf" in bar.text
    # Somebody else, or the same person after a reload, sees the same and no second job.
    other = open_page("pack", regency="5315")
    assert other.get("progress")
    making.go_on.set()
    _finished(app)
    # Beside the one that presents, in the box "Take along" above every page.
    (link,) = (e for e in app.get("link_button") if "Ambil paket (2,0 MB)" in e.proto.label)
    assert "/paket-data-manggarai-barat_id_edisi-" in link.proto.url
    status, headers, body = ask(link.proto.url)
    assert (status, headers["content-type"]) == (200, "application/zip")
    assert link.proto.url.rpartition("/")[2] in headers["content-disposition"]
    assert zipfile.ZipFile(io.BytesIO(body)).namelist() == ["README.txt"]
    again = ask(link.proto.url, **{"if-none-match": headers["etag"]})
    assert again[0] == 304


def test_it_can_be_given_up_and_begun_again(making: Making) -> None:
    app = open_page("pack", "en")
    app.button(key="pack-make").click().run()
    assert making.half.wait(SOON_S)
    app.run()
    app.button(key="pack-give-up").click().run()
    assert "Given up." in words(_finished(app))
    assert app.button(key="pack-make")


def test_a_full_disk_is_told_with_what_to_do(making: Making) -> None:
    making.error = PackError("disk_full", "full")
    making.go_on.set()
    app = open_page("pack")
    app.button(key="pack-make").click().run()
    _finished(app)
    assert "penuh" in app.error[0].value
    assert "NTT_PACKS" in app.error[0].value
    assert app.button(key="pack-make")


@pytest.mark.parametrize(
    "address",
    [
        f"/berkas/paket/{'0' * 32}/paket-data-ntt.zip",
        "/berkas/paket/..%2F..%2Fntt/paket.zip",
        f"/berkas/paket/{'0' * 32}/a%22b.zip",
    ],
)
def test_what_is_not_kept_is_told_with_where_to_make_it(address: str, making: Making) -> None:
    status, _headers, body = ask(address)
    assert status == 404
    assert "Paket data" in body.decode()


def test_the_link_is_of_this_pack_alone(making: Making) -> None:
    kept = jobs.packs().kept
    kept.prepare()
    asked = contents("5315")
    kept.pack(asked.mark).write_bytes(b"PK whole")
    status, headers, body = ask(f"/berkas/paket/{asked.mark}/x.zip", range="bytes=3-")
    assert (status, body) == (206, b"whole")
    assert headers["etag"] == f'"{asked.mark}"'
