"""A new scenario, made and saved over a session's websocket with the clicks of a person."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.support.raw_session import RawSession, elements


def save_one(session: RawSession) -> list[ForwardMsg]:
    """What the page answers to the click on "Save"."""
    shown = session.run("scenarios")
    for label, query in (("Skenario baru", ""), ("Simpan", "scenario=new-1")):
        (button,) = [each for each in elements(shown, "button") if each.label == label]
        clicked = WidgetState(id=button.id, trigger_value=True)
        shown = session.run("scenarios", query, [clicked])
    return shown
