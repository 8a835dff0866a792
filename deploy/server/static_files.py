"""Gather the files that nginx serves, each with a compressed copy: ``… static_files FOLDER``.

A first visit loads over a hundred files; compressed beforehand they are less than half, and nginx
sends them without asking the application. The folder then holds, at the addresses where the
browser looks for them, Streamlit's own files, those of the map component and our ``static/``.

Run it again after every update of the application or its libraries.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

APPLICATION = Path(__file__).resolve().parents[2]
# What is compressed already (fonts, pictures) only grows.
_COMPRESSIBLE = {".css", ".geojson", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".wasm"}


def sources() -> dict[str, Path]:
    """Folder with files to serve, by the address that the browser finds them at."""
    return {
        "": _package("streamlit") / "static",
        "component/streamlit_folium.st_folium": _package("streamlit_folium") / "frontend" / "build",
        "app/static": APPLICATION / "static",
    }


def gather(target: Path) -> Path:
    """Fill a new folder in ``target`` and let the link ``current`` there point to it.

    Whoever is loading the page meanwhile gets the old files or the new ones, never a mixture, and
    a failure half-way leaves the old ones in use.
    """
    target.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="files-", dir=target))
    try:
        for address, folder in sources().items():
            shutil.copytree(folder, made / address, dirs_exist_ok=True)
        for path in sorted(made.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
            if path.suffix in _COMPRESSIBLE:
                _compress(path)
        made.chmod(0o755)
        link = target / "current.new"
        link.unlink(missing_ok=True)
        link.symlink_to(made.name)
        link.replace(target / "current")
    except BaseException:
        shutil.rmtree(made)
        raise
    for old in target.glob("files-*"):
        if old != made:
            shutil.rmtree(old)
    return made


def _compress(path: Path) -> None:
    packed = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
    if len(packed) >= path.stat().st_size:
        return
    beside = path.with_name(path.name + ".gz")
    beside.write_bytes(packed)
    # nginx tells a browser that its copy is still good by time and length.
    times = path.stat()
    os.utime(beside, ns=(times.st_atime_ns, times.st_mtime_ns))
    beside.chmod(0o644)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: run this with the application's own Python")
    return Path(next(iter(spec.submodule_search_locations)))


def main() -> None:
    """Gather into the folder that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    made = gather(parser.parse_args().folder)
    files = [path for path in made.rglob("*") if path.is_file()]
    packed = {path for path in files if path.suffix == ".gz"}
    sent = sum(
        path.stat().st_size for path in files if path.with_name(path.name + ".gz") not in packed
    )
    print(f"{made}: {len(files) - len(packed)} files, {sent / 1e6:.1f} MB as sent")


if __name__ == "__main__":
    main()
