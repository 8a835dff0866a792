"""Words of the data pack: how large it is, how far it has come, why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from publishing.files.file_names import slug
from publishing.formats import number
from publishing.language import _, ngettext


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


def expected(megabytes: float, seconds: float) -> str:
    """How large a pack is and how long it takes, before it is made."""
    minutes = max(1, round(seconds / 60))
    takes = (
        _("It takes less than a minute")
        if seconds < 60
        else ngettext("It takes about {n} minute", "It takes about {n} minutes", minutes)
    )
    return _(
        "About {size} MB. {takes}, longer when the server has much to do.",
        size=number(max(1, megabytes)),
        takes=takes,
    )


def waiting(before: int) -> str:
    """That a pack waits for its turn."""
    if before:
        return ngettext(
            "Waits its turn: {n} pack is being made before it.",
            "Waits its turn: {n} packs are being made before it.",
            before,
        )
    return _("Waits its turn: one pack is made at a time, so that pages stay fast.")


def making(done: int, total: int, path: str) -> str:
    """How far a pack has come; ``path`` is the file that was made last."""
    far = _("{n} of {total} files", n=number(done), total=number(total))
    if path:
        return f"{far} · {path}"
    return far if done else _("{far} · programs and tables are being loaded", far=far)


def pack_file_name(regency: str, languages: Sequence[str], edition: str, mark: str) -> str:
    """What the ZIP is called: ``paket-data-manggarai-barat_id_edisi-3f9c21d0-0_8c1e.zip``."""
    what = "-".join((slug(_("data pack")), slug(regency) or "ntt"))
    of_edition = slug(" ".join((_("edition"), edition)))
    return "_".join((what, "-".join(languages), of_edition, mark[:4])) + ".zip"


def sheets(there: bool) -> str:
    """Whether there are sheets to hand in, and why not."""
    if there:
        return _(
            "The sheets to hand in are empty ones of the round that is open at the time of this "
            "pack; none of what an office has handed in stands in them."
        )
    return _(
        "There are no sheets to hand in: no round is open at the time of this pack. The bureau "
        "opens the next one; its sheets are then on the page “Collect data”."
    )
