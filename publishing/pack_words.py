"""Words of the data pack: why none could be made, and what to do."""

from __future__ import annotations

from publishing.language import _


def failure(code: str, folder: str) -> str:
    """Why a pack was not made and what to do; ``folder`` is where packs are kept."""
    return {
        "disk_full": _(
            "The pack could not be made: the disk with the folder {folder} is full. Make room (the "
            "folder itself can be deleted), or name another one in NTT_PACKS, and start again.",
            folder=folder,
        ),
        "not_writable": _(
            "The pack could not be made: nothing can be written to the folder {folder}. Let the "
            "application write there, or name another one in NTT_PACKS, and start again.",
            folder=folder,
        ),
    }.get(code) or _(
        "The pack could not be made. What was made until then is kept: start again. If it fails "
        "again, tell whoever looks after the application; the log says why."
    )
