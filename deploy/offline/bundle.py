"""A folder with the application, its wheels, the start scripts and their checksums."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from pathlib import Path

from deploy.lock import ROOT
from deploy.offline import wheels
from deploy.offline.platforms import PLATFORMS, PYTHON

PARTS = Path(__file__).parent / "parts"
SUMS = "SHA256SUMS"
#: What runs; everything else of the repository (tests, deployment) stays at home.
APPLICATION = (
    *("app.py", "pages", "services", "publishing", "analysis", "geo", "ntt_data"),
    *("static", ".streamlit"),
    *("requirements.txt", "requirements.lock", "LICENSE", "THIRD_PARTY_LICENCES.md"),
)
_NOT_FOR_RUNNING = ("static/readme/",)
_SCRIPTS = {"linux": "start.sh", "windows": "start.bat"}
# Files that are packed already: packing them again takes a minute and saves nothing.
_PACKED = {".whl", ".woff2", ".png"}


def build(folder: Path, platforms: list[str]) -> None:
    """Fill an empty folder with a bundle for the named platforms."""
    for path in application_files():
        target = folder / "app" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, target)
    (folder / "wheels").mkdir()
    for name in platforms:
        wheels.download(PLATFORMS[name], folder / "wheels")
        copy_script(_SCRIPTS[name], folder)
    shutil.copyfile(PARTS / "start.py", folder / "start.py")
    shutil.copyfile(wheels.INSTALLER_LOCK, folder / "installer.lock")
    _write_readme(folder, platforms)
    write_sums(folder)


def application_files() -> list[str]:
    """Files under version control that the application needs at run time."""
    found = _git("ls-files", "-z", "--", *APPLICATION).split("\0")
    return [path for path in found if path and not path.startswith(_NOT_FOR_RUNNING)]


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def copy_script(name: str, folder: Path) -> None:
    """Put a start script into a bundle, with the ends of line that its system reads."""
    text = (PARTS / name).read_text(encoding="ascii")
    # cmd.exe loses labels in files without carriage returns; sh stumbles over them.
    newline = "\r\n" if name.endswith(".bat") else "\n"
    (folder / name).write_text(text, encoding="ascii", newline=newline)
    (folder / name).chmod(0o755)


def _write_readme(folder: Path, platforms: list[str]) -> None:
    titles = [PLATFORMS[name].title for name in platforms]
    filled = {
        "{version}": _git("describe", "--always", "--dirty", "--tags").strip(),
        "{platforms_id}": " dan ".join(titles),
        "{platforms_en}": " and ".join(titles),
        "{python}": PYTHON,
    }
    text = (PARTS / "BACA.txt").read_text(encoding="utf-8")
    for place, value in filled.items():
        text = text.replace(place, value)
    # Windows' editor of old shows one endless line without carriage returns.
    (folder / "BACA.txt").write_text(text, encoding="utf-8", newline="\r\n")


def files(folder: Path) -> list[Path]:
    """All files below a folder in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_sums(folder: Path) -> None:
    """List every file with its SHA-256; by this list a bundle knows that it is whole."""
    lines = []
    for path in files(folder):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(folder).as_posix()}\n")
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def pack(folder: Path, archive: Path) -> None:
    """Pack a bundle so that the same content gives the same archive."""
    half = archive.with_name(archive.name + ".half")
    with zipfile.ZipFile(half, "w") as packed:
        for path in files(folder):
            name = f"{archive.stem}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, so that the start script stays executable
            entry.external_attr = (0o100755 if path.suffix in {".sh", ".bat"} else 0o100644) << 16
            stored = path.suffix in _PACKED
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            with path.open("rb") as source, packed.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
    half.replace(archive)
