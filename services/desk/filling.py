"""Templates are filled in beside the server, by a process that is ended when it takes too long.

A template is of the administrator's and may loop over nothing but our lists; still one can be made
that a library works on for minutes. Nobody who reads a page waits for that, and it is refused when
it is brought, not when a regent's aide asks for a draft.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from ntt_data import log
from publishing.files.case_documents.checked_template import Inspected, TemplateRefusedError
from publishing.files.case_documents.document import DocumentKind, RoutePicture
from publishing.files.case_documents.filling import Filled
from publishing.files.case_documents.filling_process import packed_job, unpacked_answer
from publishing.files.case_documents.rendering import fullest, placeholders
from publishing.files.paper.side_process import Bounds, DiedError, SideProcess, TooLongError
from publishing.language import speaking
from services import beside

_PROCESS = "publishing.files.case_documents.filling_process"
#: Of one document; the fullest takes 2 s on a quiet machine, and ten times that is too long for
#: whoever waits.
MOST_SECONDS = 20.0
_IDLE_SECONDS, _MEMORY = 300.0, 200 * 2**20
#: All that a Python needs to start; above all not the database's address.
_TOLD = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")


class Filler:
    """A process that fills in one template after the other, for any number of threads."""

    def __init__(self, most_seconds: float = MOST_SECONDS) -> None:
        self._process = SideProcess(
            "case documents",
            lambda: beside.command(_PROCESS),
            Bounds(most_seconds, _IDLE_SECONDS, _MEMORY),
            environment=_environment,
        )

    def fill(
        self,
        kind: DocumentKind,
        template: bytes,
        found: Mapping[str, Any],
        route: RoutePicture | None = None,
    ) -> Filled:
        """As ``publishing.files.case_documents.filling.filled``.

        Raises
        ------
        TemplateRefusedError
            ``too_slow`` where it took longer than one may, or the process died over it.
        """
        try:
            answer = self._process.ask(packed_job(kind, template, found, route))
        except (TooLongError, DiedError) as error:
            log.event("template_too_slow", reason=str(error))
            raise TemplateRefusedError("too_slow") from None
        return unpacked_answer(answer)

    def checked(self, kind: DocumentKind, content: bytes) -> Inspected:
        """What a template asks for, which was filled in with as much as a case can say."""
        with speaking("id"):
            found = placeholders(fullest())
        return self.fill(kind, content, found).asks

    def close(self) -> None:
        """End the process, after the job that is under way."""
        self._process.close()


@cache
def filler() -> Filler:
    """The one of this process of the application."""
    made = Filler()
    atexit.register(made.close)
    return made


def _environment() -> Mapping[str, str]:
    told = {name: value for name, value in os.environ.items() if name in _TOLD}
    return told | beside.ONE_THREAD
