"""Draw the picture that messengers show beside a link: ``python -m tests.support.make_preview``.

The outlines are those of the 22 regencies, and no figure stands in it: a preview is kept for years.
Drawn by the tests' Chromium, which knows the typeface that the application serves.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from geo.boundaries import ATTRIBUTION_SHORT_ID, WEB_FOLDER
from pages.routes.page_html import PREVIEW, PREVIEW_SIZE
from pages.ui.document import PRODUCT
from pages.ui.static_files import STATIC
from publishing.palette import INDIGO, INK, MAROON, OCHRE
from tests.support.chromium import chromium, launch

_FONT = "fonts/source-sans-3-latin-wght-normal.woff2"
#: Where the map stands in the picture: left, top, width, height.
_PLACE = (50.0, 250.0, 1100.0, 320.0)


def preview_html() -> str:
    """The picture as a page of its size."""
    width, height = PREVIEW_SIZE
    font = base64.b64encode((STATIC / _FONT).read_bytes()).decode()
    return f"""<!DOCTYPE html><meta charset="utf-8"><style>
      @font-face {{ font-family: ours; font-weight: 200 900;
                    src: url(data:font/woff2;base64,{font}); }}
      body {{ margin: 0; width: {width}px; height: {height}px; overflow: hidden; position: relative;
              background: #F7F4EC; font-family: ours; color: {INK}; }}
      h1 {{ position: absolute; left: 56px; top: 40px; margin: 0; font-size: 76px; font-weight: 700;
            color: {INDIGO}; line-height: 1; }}
      p {{ position: absolute; left: 58px; margin: 0; }}
      .about {{ top: 136px; font-size: 34px; line-height: 1.25; }}
      .source {{ bottom: 22px; font-size: 17px; color: #5b5b63; }}
      i {{ position: absolute; left: 0; bottom: 0; width: 100%; height: 10px; background:
           linear-gradient(90deg, {INDIGO} 60%, {MAROON} 60% 85%, {OCHRE} 85%); }}
      svg {{ position: absolute; inset: 0; }}
    </style>
    <svg width="{width}" height="{height}">{"".join(map(_path, outlines().values()))}</svg>
    <h1>{PRODUCT}</h1>
    <p class="about">Potensi, surplus dan defisit, pencocokan pemasok dan penerima<br>
      22 kabupaten/kota di Nusa Tenggara Timur</p>
    <p class="source">Batas: {ATTRIBUTION_SHORT_ID.partition(";")[0]}</p><i></i>"""


def outlines() -> dict[str, list[list[tuple[float, float]]]]:
    """regency_code -> its rings, in the picture's pixels."""
    shapes = json.loads((WEB_FOLDER / "regencies.geojson").read_text(encoding="utf-8"))
    rings = {
        feature["properties"]["regency_code"]: _rings(feature["geometry"])
        for feature in shapes["features"]
    }
    corners = [corner for shape in rings.values() for ring in shape for corner in ring]
    west, east = min(lon for lon, _lat in corners), max(lon for lon, _lat in corners)
    south, north = min(lat for _lon, lat in corners), max(lat for _lon, lat in corners)
    left, top, width, height = _PLACE
    # So near the equator a degree is as long in both directions, to 2 %.
    scale = min(width / (east - west), height / (north - south))
    left += (width - scale * (east - west)) / 2
    return {
        code: [
            [(left + (lon - west) * scale, top + (north - lat) * scale) for lon, lat in ring]
            for ring in shape
        ]
        for code, shape in rings.items()
    }


def _path(rings: list[list[tuple[float, float]]]) -> str:
    drawn = "".join(f"M{' '.join(f'{x:.1f},{y:.1f}' for x, y in ring)}Z" for ring in rings)
    style = 'fill-rule="evenodd" stroke="#F7F4EC" stroke-width="1.4"'
    return f'<path d="{drawn}" fill="{INDIGO}" {style} />'


def _rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    parts = geometry["coordinates"]
    polygons = [parts] if geometry["type"] == "Polygon" else parts
    return [ring for polygon in polygons for ring in polygon]


def draw(target: Path) -> None:
    """Write the picture."""
    width, height = PREVIEW_SIZE
    with sync_playwright() as playwright:
        browser = launch(playwright, chromium())
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_content(preview_html())
        page.evaluate("document.fonts.ready")
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    draw(STATIC / PREVIEW)
