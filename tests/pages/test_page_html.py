"""The HTML that is served: what a messenger, a search engine or a reader without scripts sees."""

from __future__ import annotations

import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from shapely import Polygon, maximum_inscribed_circle

from pages.routes import page_html
from pages.routes.early_files import MAP_FILES, WITH_MAP
from pages.routes.page_html import PREVIEW, PREVIEW_SIZE, html
from pages.ui.addresses import ADDRESSES, FIRST
from pages.ui.map_frame import _OfflineMap
from pages.ui.map_frame import _served as _served_to_frame
from pages.ui.static_files import STATIC
from publishing.language import LANGUAGES
from tests.support.make_preview import outlines
from tests.support.open_page import PATHS
from tests.support.routes import ask

HOST = "192.168.1.20:8501"
HALL = f"http://{HOST}"


class Head(HTMLParser):
    """Attributes of ``<html>``, title, meta elements, links and scripts; words of the notices."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html: dict[str, str | None] = {}
        self.title = ""
        self.said: dict[str, str | None] = {}
        self.links: list[tuple[str | None, str | None]] = []
        self.scripts: list[str | None] = []
        self.without_script = ""
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.html = given
        elif tag == "meta":
            name = given.get("property") or given.get("name")
            assert name is None or name not in self.said, f"{name} is said twice"
            if name:
                self.said[name] = given["content"]
        elif tag == "link":
            self.links.append((given.get("rel"), given.get("href")))
        elif tag == "script":
            self.scripts.append(given.get("src"))
        self._inside = [tag, *self._inside]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside = self._inside[self._inside.index(tag) + 1 :]

    def handle_data(self, data: str) -> None:
        if self._inside[:1] == ["title"]:
            self.title += data
        if "noscript" in self._inside:
            self.without_script += data


def _served(path: str, **headers: str) -> Head:
    status, answered, body = ask(path, **{"host": HOST, **headers})
    assert status == 200
    assert answered["content-type"] == "text/html; charset=utf-8"
    assert answered["cache-control"] == "no-cache", "it names this version's scripts"
    return Head(body.decode())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_introduces_itself(path: str, language: str) -> None:
    head = _served(f"{path}?lang={language}&year=2020")
    assert head.html["lang"] == language
    assert head.title.endswith(" – Masyarakat Ekonomi NTT")
    assert head.said["og:title"] == head.said["twitter:title"] == head.title
    assert head.said["og:description"] == head.said["description"]
    assert 40 < len(head.said["description"] or "") < 200, "messengers cut longer ones"
    assert head.said["og:locale"] == {"id": "id_ID", "en": "en_US"}[language]
    assert head.said["og:url"] == HALL + path + ("" if language == "id" else "?lang=en")
    assert "Streamlit" not in head.title + "".join(map(str, head.said.values()))


def test_no_two_pages_are_introduced_alike() -> None:
    heads = [Head(html(address, language)) for address in ADDRESSES for language in LANGUAGES]
    assert len({head.title for head in heads}) == len(heads)
    assert len({head.said["description"] for head in heads}) == len(heads)


def test_without_a_choice_it_speaks_indonesian() -> None:
    for query in ("", "?lang=", "?lang=fr", "?lang=EN<script>"):
        head = _served(f"/map{query}")
        assert head.html["lang"] == "id"
        assert head.title == "Peta potensi – Masyarakat Ekonomi NTT"


@pytest.mark.parametrize("path", ["/not-found", "/index.html"])
def test_what_is_no_page_of_the_menu_is_introduced_as_the_first_one(path: str) -> None:
    head = _served(path)
    assert head.title == "Ringkasan – Masyarakat Ekonomi NTT"
    assert head.said["og:url"] == f"{HALL}/"


@pytest.mark.parametrize(
    ("headers", "origin"),
    [
        ({}, HALL),
        ({"host": "10.0.0.5"}, "http://10.0.0.5"),
        ({"host": "localhost:8501", "x-forwarded-proto": "https"}, "https://localhost:8501"),
        ({"host": "[fd00::1]:8501"}, "http://[fd00::1]:8501"),
    ],
)
def test_the_picture_has_an_absolute_address(headers: dict[str, str], origin: str) -> None:
    head = _served("/matcher", **headers)
    image = head.said["og:image"] or ""
    assert image.startswith(f"{origin}/app/static/{PREVIEW}?v=")
    assert head.said["twitter:image"] == image
    assert head.said["og:url"] == f"{origin}/matcher"
    status, answered, _body = ask(image.removeprefix(origin))
    assert (status, answered["content-type"]) == (200, "image/png")


def test_the_picture_is_as_large_as_is_said_and_light_enough_for_a_messenger() -> None:
    head = _served("/")
    content = (STATIC / PREVIEW).read_bytes()
    size = struct.unpack(">II", content[16:24])
    assert size == PREVIEW_SIZE == (1200, 630)
    assert (head.said["og:image:width"], head.said["og:image:height"]) == ("1200", "630")
    assert len(content) < 300_000, "WhatsApp leaves out a larger one"


def test_the_picture_shows_the_22_regencies() -> None:
    """In the middle of every regency's largest part the picture has the map's colour."""
    drawn = Image.open(STATIC / PREVIEW).convert("RGB")
    shapes = outlines()
    assert len(shapes) == 22
    for code, rings in shapes.items():
        largest = max((Polygon(ring) for ring in rings), key=lambda part: part.area)
        x, y = maximum_inscribed_circle(largest).coords[0]
        assert drawn.getpixel((round(x), round(y))) == (0x2F, 0x4B, 0x7C), f"{code} at {x}, {y}"


def test_the_icon_is_ours_wherever_it_is_looked_for() -> None:
    icons = [href for rel, href in _served("/map").links if rel and "icon" in rel]
    assert len(icons) == 1
    ours = (STATIC / "icon.png").read_bytes()
    for path in (str(icons[0]).removeprefix("."), "/favicon.png"):
        _status, answered, body = ask(path)
        assert body == ours
        assert answered["content-type"] == "image/png"


def test_who_runs_no_javascript_is_told_in_both_languages() -> None:
    for query in ("", "?lang=en"):
        told = _served(f"/{query}").without_script
        assert "memerlukan JavaScript" in told
        assert "needs JavaScript" in told
        assert "Streamlit" not in told, "nor are agents invited"
        first = "This" if query else "Halaman"
        assert told.strip().startswith(first)


def test_streamlits_scripts_and_styles_are_all_still_there() -> None:
    """The page is Streamlit's: whatever its version loads is loaded."""
    theirs, ours = Head(page_html._STREAMLIT_HTML.read_text(encoding="utf-8")), _served("/")
    assert [src for src in theirs.scripts if src not in ours.scripts] == []
    kept = [link for link in theirs.links if link[0] not in {"shortcut icon", "service-desc"}]
    assert len(kept) > 5
    assert [link for link in kept if link not in ours.links] == []


def test_the_notices_of_the_connection_are_there_and_hidden() -> None:
    served = html("matcher", "en")
    for when in ("waiting", "lost"):
        assert f'data-when="{when}" hidden' in served
    assert served.index("The connection is lost") < served.index("Sambungan terputus")
    assert served.index("ntt-connection") < served.index('<div id="root">')


@pytest.mark.parametrize("path", ["/", "/map", "/methods"])
def test_what_is_asked_for_early_is_there_and_asked_for_once(path: str) -> None:
    early = [
        (rel, str(href))
        for rel, href in _served(path).links
        if rel in {"modulepreload", "prefetch"}
    ]
    assert len({href for _rel, href in early}) == len(early)
    assert any("Selectbox" in href for _rel, href in early)
    prefetched = [href for rel, href in early if rel == "prefetch"]
    assert bool(prefetched) == (path != "/methods"), "that page begins with words"
    for href in prefetched:
        status, answered, _body = ask(href.removeprefix("."))
        assert status == 200, href
        assert "immutable" in answered["cache-control"], "else the frame loads it again"
    for rel, href in early:
        if rel == "modulepreload":
            assert (page_html._STREAMLIT_HTML.parent / href.removeprefix("./")).is_file(), href


def test_the_maps_frame_asks_for_what_was_asked_for_early() -> None:
    frame = _OfflineMap()
    asked = [address for _name, address in (*frame.default_js, *frame.default_css)]
    asked += [_served_to_frame(f"geo/{name}.geojson") for name in ("backdrop", "regencies")]
    assert asked == [_served_to_frame(file) for file in MAP_FILES]


def test_the_pages_that_ask_for_the_maps_files_have_a_map() -> None:
    for address in WITH_MAP:
        folder = next(Path("pages").glob(f"*/{address or FIRST}"))
        assert any("show_map(" in file.read_text() for file in folder.rglob("*.py")), folder
