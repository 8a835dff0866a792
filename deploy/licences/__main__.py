"""Write the list of licences anew: ``python -m deploy.licences``.

It fetches the wheels of the lock for every platform and reads what they say about themselves;
what lies inside them and has a licence of its own stands in ``parts.csv``.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

from deploy.licences.wheel import UNKNOWN, Licence, read
from deploy.lock import ROOT
from deploy.offline import wheels
from deploy.offline.platforms import PLATFORMS

TARGET = ROOT / "THIRD_PARTY_LICENCES.md"
PARTS = Path(__file__).parent / "parts.csv"
_HEAD = """# Third-party licences

Everything that an offline bundle carries beside the application's own code (MIT, `LICENSE`). Made
by `python -m deploy.licences`; do not edit. The licence texts lie in the packages themselves,
below `*.dist-info/`; in a bundle, packages are passed on unchanged.

## Python packages

| package | version | licence | known from | licence files inside |
| --- | --- | --- | --- | ---: |
"""
_PARTS_HEAD = """
## Inside these packages

Libraries, fonts and scripts that come within a package and have a licence of their own. What
Streamlit's browser part is built from is listed in `NOTICES` of its repository, what vl-convert is
built from in `thirdparty_rust.yaml` of its own; their wheels do not tell.

| in package | part | licence | known from |
| --- | --- | --- | --- |
"""
_TAIL = """
## Served and embedded by the application itself

| part | licence | text |
| --- | --- | --- |
| Leaflet 1.9.4, with its marker and layer images | BSD-2-Clause | `static/leaflet/LICENSE` |
| Source Sans 3 (font of the screen) | OFL-1.1 | `static/fonts/LICENSE` |
| Source Sans 3 (font of paper, unmodified) | OFL-1.1 | `publishing/fonts/LICENSE` |
| scripts, styles, icon, preview (the other folders of `static/`) | MIT | `LICENSE` |
| boundaries and figures | per source | `ntt_data/curated/sources.csv`, column `licence` |
"""


def parts() -> list[dict[str, str]]:
    """Rows of ``parts.csv``."""
    with PARTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def document(folder: Path) -> str:
    """The list for the wheels in a folder."""
    told: dict[str, Licence] = {}
    for path in sorted(folder.glob("*.whl")):
        licence = read(path)
        # The wheels of one version are built apart, and one of them may have lost its words.
        if told.get(licence.name, licence).licence in {UNKNOWN, licence.licence}:
            told[licence.name] = licence
        elif licence.licence != UNKNOWN:
            raise ValueError(f"{path.name} differs from its sister: {licence.licence}")
    rows = [
        f"| {p.name} | {p.version} | {p.licence} | {p.known_from} | {p.files} |\n"
        for _name, p in sorted(told.items())
    ]
    inside = [
        f"| {', '.join(part['package'].split())} | {part['part']} | {part['licence']} | "
        f"{part['known_from']} |\n"
        for part in parts()
    ]
    return _HEAD + "".join(rows) + _PARTS_HEAD + "".join(inside) + _TAIL


def main() -> int:
    """Fetch the wheels and write the list."""
    with tempfile.TemporaryDirectory() as folder:
        for platform in PLATFORMS.values():
            wheels.download(platform, Path(folder))
        TARGET.write_text(document(Path(folder)), encoding="utf-8", newline="\n")
    print(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
