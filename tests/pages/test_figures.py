"""A row of figures: a change is written with a minus sign and coloured by what it means."""

import pytest
from streamlit.proto.Metric_pb2 import Metric
from streamlit.testing.v1 import AppTest


def _script(change: str, color: str) -> None:
    from pages.ui.figures import FigureCell, show_figure_row

    show_figure_row("test", [FigureCell("x", "1 t", None, change, color)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "color", "drawn"),
    [
        ("−5 t", "normal", (Metric.RED, Metric.DOWN)),
        ("−5 t", "inverse", (Metric.GREEN, Metric.DOWN)),
        ("−5 t", "off", (Metric.GRAY, Metric.DOWN)),
        ("+5 t", "normal", (Metric.GREEN, Metric.UP)),
        ("+5 t", "inverse", (Metric.RED, Metric.UP)),
    ],
)
def test_a_fall_written_with_a_minus_sign_is_drawn_as_one(
    change: str, color: str, drawn: tuple[int, int]
) -> None:
    """Streamlit itself knows the ASCII hyphen alone: "−5 t" would be a green rise."""
    app = AppTest.from_function(_script, kwargs={"change": change, "color": color}).run()
    shown = app.metric[0]
    assert shown.delta == change
    assert (shown.proto.color, shown.proto.direction) == drawn
