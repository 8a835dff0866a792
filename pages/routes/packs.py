"""Data packs by link: ``/berkas/paket/MARK/NAME.zip``, sent from the disk where they lie.

A pack is known by its mark, which differs where anything in it does; the name is what the reader
gets to see. What is not kept any more is made again on its page.
"""

from __future__ import annotations

import re

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from pages.routes.asked import has_already
from pages.ui.place import served

#: Of a pack in an address.
_MARK, _NAME = re.compile(r"[0-9a-f]{32}"), re.compile(r"[a-z0-9_-]{1,120}\.zip")


def pack_routes() -> list[BaseRoute]:
    """Asked before the other files: these have a name of their own behind their mark."""
    return [Route(served("/berkas/paket/{mark}/{name}"), _answer, methods=["GET"])]


async def _answer(request: Request) -> Response:
    from publishing.language import _, speaking
    from services.pack.jobs import packs

    mark, name = (str(request.path_params[each]) for each in ("mark", "name"))
    path = packs().kept.pack(mark) if _MARK.fullmatch(mark) and _NAME.fullmatch(name) else None
    if path is None or not await to_thread.run_sync(packs().kept.has, path):
        from pages.routes.hand_in import messages
        from pages.routes.hand_in.visit import visit_of

        visit = await visit_of(request)
        with speaking(visit.language):
            told = _("This pack is not kept any more. Make it again on the page “Data pack”.")
            return messages.message(visit, _("There is no such file"), told, 404)
    # By its content: the file's own time says when somebody last took it.
    headers = {"ETag": f'"{mark}"', "Cache-Control": "no-cache"}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return FileResponse(path, filename=name, media_type="application/zip", headers=headers)
