"""Every chart, as it is laid out on a screen and on a phone: whole names, none on another."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import altair as alt
import pytest
import vl_convert
from jsonschema import ValidationError
from PIL import ImageFont

from pages.ui.static_files import STATIC
from publishing import palette
from publishing.charts.enlarged import enlarged
from publishing.charts.frame import scope_of, themed
from publishing.charts.sectors import matrix_spec
from publishing.files.framed import Framed, framed_svg
from publishing.files.picture_sizes import SIZES, SizeName
from publishing.language import speaking
from tests.support.every_chart import Charted, every_chart
from tests.support.svg_texts import faults, texts_of

PHONE_PX, LAPTOP_PX, HALL_PX = 360, 1440, 1920
_MARGINS_PX = 32  # of the page on a phone
_LARGE = 1.375  # letters for a hall, and columns wider than on a laptop by
_WIDER = 1.43


@dataclass(frozen=True)
class Text:
    """A line of text and the box it takes."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Text") -> bool:
        """Whether the two lie on each other by more than the letters' own air."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 2


@lru_cache(maxsize=8)
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(STATIC / "fonts" / "source-sans-3-latin-wght-normal.woff2"), 100)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=4096)
def _length(words: str, weight: int) -> float:
    return _font(weight).getlength(words) / 100


def _texts(item: Mapping[str, Any], x: float, y: float) -> Iterator[Text]:
    """Lines of one text item of Vega's scene, at the group's place."""
    lines = item["text"] if isinstance(item["text"], list) else [item["text"]]
    size = float(item.get("fontSize", 11))
    weight = {"bold": 700, "normal": 400}.get(
        str(item.get("fontWeight", 400)), item.get("fontWeight", 400)
    )
    x, y = x + item.get("x", 0) + item.get("dx", 0), y + item.get("y", 0) + item.get("dy", 0)
    high = 0.72 * size  # of capitals and figures, without what hangs below
    above = {"top": 0.1 * size, "middle": -high / 2, "bottom": -high}.get(
        item.get("baseline", "alphabetic"), -high
    )
    step = float(item.get("lineHeight") or size + 2)
    for i, line in enumerate(str(one) for one in lines):
        width = _length(line, int(weight)) * size
        start = {"left": 0.0, "center": -width / 2, "right": -width}[item.get("align", "left")]
        top = above + i * step
        if item.get("angle", 0) in (-90, 270):
            yield Text(line, x + top, y - start - width, x + top + high, y - start)
        elif item.get("angle", 0) == 0:
            yield Text(line, x + start, y + top, x + start + width, y + top + high)
        else:
            raise AssertionError(f"text at {item['angle']} degrees: {line}")


def _drawn(mark: Mapping[str, Any], x: float, y: float) -> Iterator[Text]:
    for item in mark.get("items", []):
        is_text = mark.get("marktype") == "text" and item.get("text") and item.get("opacity", 1)
        if is_text:
            yield from _texts(item, x, y)
        for inner in item.get("items", []):
            yield from _drawn(inner, x + item.get("x", 0), y + item.get("y", 0))


def _laid_out(spec: Mapping[str, Any], width: int, window: int) -> tuple[list[Text], float]:
    """Every line of text as Vega lays it out, and the height of the picture."""
    drawn = themed(spec, "light")
    drawn = enlarged(drawn, _LARGE) if window == HALL_PX else drawn
    text = json.dumps(drawn).replace("windowSize()[0]", str(window))
    whole = json.loads(text)
    whole |= {"width": width, "autosize": {"type": "fit", "contains": "padding"}}
    scene = vl_convert.vegalite_to_scenegraph(json.dumps(whole))
    x, y = scene["origin"]
    return list(_drawn(scene["scenegraph"], x, y)), scene["height"]


def _faults(texts: list[Text], width: float, height: float) -> Iterator[str]:
    """What lies on another text or beyond the picture's edge."""
    ordered = sorted(texts, key=lambda text: text.top)
    for i, one in enumerate(ordered):
        if min(one.left, one.top) < -2 or one.right > width + 2 or one.bottom > height + 2:
            yield f"{one.words!r} leaves the picture"
        for other in ordered[i + 1 :]:
            if other.top > one.bottom:
                break
            if one.covers(other):
                yield f"{one.words!r} on {other.words!r}"


Charts = dict[str, tuple[int, dict[str, Any]]]


@cache
def _every() -> dict[str, Charted]:
    with speaking("id"):
        return {one.name: one for one in every_chart()}


@cache
def _made(name: str) -> tuple[int, dict[str, Any]]:
    """How wide a laptop shows a chart, and its specification."""
    with speaking("id"):
        return _every()[name].screen_px, _every()[name].make()


def _kinds() -> dict[str, str]:
    """Of each kind the last, for a kind is set by one piece of code."""
    return {name.split("-")[0]: name for name in _every()}


@pytest.fixture(scope="module", params=["kinds", pytest.param("others", marks=pytest.mark.sweep)])
def charts(request: pytest.FixtureRequest) -> Charts:
    """One of each kind, and all the others in a sweep."""
    kinds = set(_kinds().values())
    return {name: _made(name) for name in _every() if (name in kinds) is (request.param == "kinds")}


def test_every_chart_keeps_to_the_schema_of_vega_lite(
    charts: Charts,
) -> None:
    """Nobody looks when one is drawn: a word that Vega-Lite does not know would draw nothing."""
    for _screen_px, spec in charts.values():
        alt.TopLevelSpec.validate(spec)
    _screen_px, spec = _made("strips-narrow")
    with pytest.raises(ValidationError):
        alt.TopLevelSpec.validate({**spec, "width": "as wide as can be"})


#: Where there is least room is gone through while one works; the rest in a sweep.
@pytest.mark.parametrize(
    "window",
    [PHONE_PX, *(pytest.param(each, marks=pytest.mark.sweep) for each in (LAPTOP_PX, HALL_PX))],
)
def test_no_text_lies_on_another_and_none_leaves_the_picture(charts: Charts, window: int) -> None:
    wrong = []
    for name, (screen_px, spec) in charts.items():
        width = {
            PHONE_PX: PHONE_PX - _MARGINS_PX,
            LAPTOP_PX: screen_px,
            HALL_PX: round(screen_px * _WIDER),
        }[window]
        texts, height = _laid_out(spec, width, window)
        assert len(texts) > 4, name
        wrong += [f"{name}: {fault}" for fault in _faults(texts, width, height)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "size",
    ["slide", *(pytest.param(each, marks=pytest.mark.sweep) for each in SIZES if each != "slide")],
)
def test_no_text_of_a_picture_to_take_away_lies_on_another_or_is_cut(
    size: SizeName,
) -> None:
    kinds = {kind: _made(name)[1] for kind, name in _kinds().items()}
    title = "Manggarai Barat memasok, Kota Kupang kekurangan beras sampai akhir tahun " * 2
    wrong = []
    with speaking("id"):
        for name, spec in kinds.items():
            svg = framed_svg(Framed(spec, title, notes=["Sumber: BPS (S01)"]), SIZES[size])
            assert len(texts_of(svg)) > 8, name
            wrong += [f"{name}: {fault}" for fault in faults(svg)]
    assert len(kinds) > 10
    assert not wrong, "\n".join(wrong)


def test_rows_too_low_for_their_names_are_found() -> None:
    """What the test above looks for is there as soon as a chart has no room."""
    width, spec = _made("borda-kbli")
    texts, height = _laid_out({**spec, "height": spec["height"] / 3}, width, LAPTOP_PX)
    assert any(" on " in fault for fault in _faults(texts, width, height))


def test_surplus_and_deficit_alone_have_their_colours(
    charts: Charts,
) -> None:
    """Indigo was surplus on one chart, a rank, points and complete figures on others."""
    of_balances = {
        name
        for name, (_width, spec) in charts.items()
        if palette.SURPLUS in json.dumps(spec) or palette.DEFICIT in json.dumps(spec)
    }
    kinds = {name.split("-")[0] for name in charts}
    assert {name.split("-")[0] for name in of_balances} == {"balance", "intervals"} & kinds


#: Charts of places that they name: what is checked of one flow, what two parties agreed.
_OF_PLACES = ("checks", "deliveries")


def test_above_every_chart_stands_what_it_is_of(
    charts: Charts,
) -> None:
    for name, (_width, spec) in charts.items():
        scope = scope_of(spec)
        assert len(scope.split()) > 4, name
        assert "NTT" in scope or "zona" in scope or name.startswith(_OF_PLACES), scope


@pytest.mark.parametrize("n", [2, 10, 11])
def test_each_rank_is_paler_than_the_one_before_and_its_figure_can_be_read(n: int) -> None:
    shades = palette.ranks(n)
    light = [palette.luminance(shade) for shade in shades]
    assert light == sorted(light)
    assert len(set(light)) == n
    for shade, ground in zip(shades, light, strict=True):
        bright, dark = sorted([palette.luminance(palette.ink_on(shade)), ground], reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, shade


@pytest.mark.parametrize(("width", "window"), [(860, LAPTOP_PX), (1150, HALL_PX)])
def test_names_above_the_matrix_fit_the_chart_and_not_the_window(width: int, window: int) -> None:
    """On a small laptop the chart is narrow though its window is none of a phone."""
    with speaking("id"):
        spec = matrix_spec("kbli")
    texts, height = _laid_out(spec, width, window)
    assert {"Ngada", "Mgr."} <= {text.words for text in texts}
    assert not list(_faults(texts, width, height))
