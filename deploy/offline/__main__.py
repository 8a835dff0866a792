"""Build an offline bundle: ``python -m deploy.offline OUTPUT.zip`` (or a folder)."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.offline import bundle
from deploy.offline.platforms import PLATFORMS


def main() -> int:
    """Build what the command line asks for; 1 when it cannot be built."""
    parser = argparse.ArgumentParser(prog="python -m deploy.offline", description=__doc__)
    parser.add_argument("output", type=Path, help="an archive (….zip) or a new, empty folder")
    parser.add_argument(
        "--platform",
        action="append",
        choices=list(PLATFORMS),
        help="for which machines; may be given twice; all of them if it is left out",
    )
    asked = parser.parse_args()
    output: Path = asked.output.absolute()
    platforms = list(dict.fromkeys(asked.platform or PLATFORMS))
    if output.exists() and (output.is_file() or any(output.iterdir())):
        parser.error(f"{output} exists already; name another place or remove it first")
    try:
        if output.suffix == ".zip":
            output.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=output.parent) as folder:
                bundle.build(Path(folder), platforms)
                bundle.pack(Path(folder), output)
        else:
            output.mkdir(parents=True, exist_ok=True)
            bundle.build(output, platforms)
    except subprocess.CalledProcessError as error:
        print(f"{error}\n{error.stderr or ''}The bundle was not built.", file=sys.stderr)
        return 1
    print(f"{output}: {', '.join(PLATFORMS[name].title for name in platforms)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
