"""The kept frame of a map is what streamlit-folium would make of it at every run."""

from __future__ import annotations

import json
from typing import Any

import pytest
import streamlit_folium

from pages.ui import map_frame
from pages.ui.map_widget import show_map
from publishing.language import Language, speaking
from publishing.maps.picture import MapPicture

_PICTURE = MapPicture(
    {"5371": "#123456"}, {"5371": ["Kota </script> map_1 {{ x }}"]}, "Peta", "5371"
)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The arguments of each call of the component."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **given: calls.append(given))
    return calls


def _as_sent(given: dict[str, Any]) -> dict[str, Any]:
    """As the browser reads it: what is called here does not travel."""
    return json.loads(
        json.dumps({name: value for name, value in given.items() if name != "on_change"})
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("height", [430, 560])
def test_it_is_sent_as_the_library_sends_it(
    sent: list[dict[str, Any]], language: Language, height: int
) -> None:
    with speaking(language):
        show_map(_PICTURE, "some-map", height=height)
        state = sent[0]["feature_group"].split("nttMap.paint(")[1].split(");\n")[0]
        layer = map_frame._Picture(name="picture")
        paint = map_frame._Paint.empty()
        paint._template = map_frame.Template(
            "{% macro script(this, kwargs) %}\n        nttMap.paint({{ this.state }});\n"
            "        {% endmacro %}"
        )
        paint.state = state
        layer.add_child(paint)
        streamlit_folium.st_folium(
            map_frame._base_map(height),
            key="some-map",
            height=height,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=layer,
        )
    ours, theirs = map(_as_sent, sent)
    assert ours == theirs
    assert json.loads(state)["tooltips"] == dict(_PICTURE.tooltips)


def test_two_pictures_share_the_script_and_the_key(sent: list[dict[str, Any]]) -> None:
    """If either changed, the browser would mount the frame anew."""
    with speaking("id"):
        show_map(_PICTURE, "some-map")
        show_map(MapPicture({}, {}, "Nihil"), "some-map")
        show_map(_PICTURE, "another-map")
    first, second, third = sent
    assert first["feature_group"] != second["feature_group"]
    assert (first["script"], first["key"]) == (second["script"], second["key"])
    assert third["key"] != first["key"]


def test_a_click_calls_with_the_code(
    sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[str] = []
    with speaking("id"):
        show_map(_PICTURE, "some-map", chosen.append)
    (given,) = sent
    for answer in (None, {}, {"regency_code": "5304"}):
        monkeypatch.setattr(map_frame.st, "session_state", {given["key"]: answer})
        given["on_change"]()
    assert chosen == ["5304"]
