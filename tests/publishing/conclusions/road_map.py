"""Conclusions about the road map."""

from __future__ import annotations

from publishing.sentences import road_map
from tests.publishing.conclusions.case import Conclusion

CASES = [
    Conclusion(
        *("road_map.headline", "{n} thing to be done"),
        said=lambda: road_map.headline(1, 1, 0),
        not_said=lambda: road_map.headline(2, 1, 0),
    ),
    Conclusion(
        *("road_map.headline", "{n} things to be done"),
        said=lambda: road_map.headline(3, 2, 1),
        not_said=lambda: road_map.headline(3, 1, 2),
        words="2 with a date, 1 with who sees to it",
    ),
    Conclusion(
        *("road_map.headline", "{told}; {n} past the day"),
        said=lambda: road_map.headline(3, 2, 1, 1),
        not_said=lambda: road_map.headline(3, 2, 1, 0),
    ),
    Conclusion(
        *("road_map.timeline_told", "Each of the {n} things has its day"),
        said=lambda: road_map.timeline_told(3, 3),
        not_said=lambda: road_map.timeline_told(2, 3),
    ),
    Conclusion(
        *("road_map.timeline_told", "{dated} of {n} things have a day"),
        said=lambda: road_map.timeline_told(2, 3),
        not_said=lambda: road_map.timeline_told(3, 3),
    ),
    Conclusion(
        *("road_map.asked_note", "No open round of collecting figures asks"),
        said=lambda: road_map.asked_note(0, 3),
        not_said=lambda: road_map.asked_note(1, 3),
    ),
    Conclusion(
        *("road_map.asked_note", "Open rounds of collecting figures ask for {asked}"),
        said=lambda: road_map.asked_note(2, 3),
        not_said=lambda: road_map.asked_note(0, 3),
    ),
    Conclusion(
        *("road_map.slide_title", "Road map: none of {n} things"),
        said=lambda: road_map.slide_title(3, 0),
        not_said=lambda: road_map.slide_title(3, 1),
    ),
    Conclusion(
        *("road_map.slide_title", "Road map: {dated} of {n} things"),
        said=lambda: road_map.slide_title(3, 1),
        not_said=lambda: road_map.slide_title(3, 0),
    ),
]
