"""A new session begins with the whole page, whatever part of it its browser asks for.

A browser whose session has ended, as when the server was started anew, goes on with the page that
it shows. Its next choice may ask for a part of the page, and a part that refreshes itself does so
by itself. The new session has drawn neither, and Streamlit answers nothing at all to that: the page
would stay as it is, whatever is chosen.
"""

from __future__ import annotations

from google.protobuf.message import DecodeError
from starlette.types import Message, Receive
from streamlit.proto.BackMsg_pb2 import BackMsg


def whole_first(receive: Receive) -> Receive:
    """Of what a browser sends to a new session, let the first that draws draw everything."""
    is_drawn = False

    async def take() -> Message:
        nonlocal is_drawn
        message = await receive()
        if is_drawn or not message.get("bytes"):
            return message
        try:
            asked = BackMsg.FromString(message["bytes"])
        except DecodeError:
            return message  # Streamlit tells what is wrong with it
        is_drawn = asked.WhichOneof("type") == "rerun_script"
        if not is_drawn or not asked.rerun_script.fragment_id:
            return message
        asked.rerun_script.ClearField("fragment_id")
        asked.rerun_script.is_auto_rerun = False
        return {**message, "bytes": asked.SerializeToString()}

    return take
