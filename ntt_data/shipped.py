"""What was shipped: rows, size and hash of every table, and that it was valid, in the descriptor.

``python -m ntt_data.shipped`` writes them anew after tables were edited on purpose; ``--words``
adds to the lists of the descriptor what their columns hold beyond them. From it the start tells a
table that somebody has changed, which is their right, from one that was cut on its way.
"""

from __future__ import annotations

import argparse
import copy
import csv
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from ntt_data.intake.cells import read_cells
from ntt_data.intake.decoding import decode, read_bytes
from ntt_data.problems import DataError, Problem
from ntt_data.schema import CURATED, DTYPES, descriptor, primary_key


def columns(entry: Mapping[str, Any]) -> list[str]:
    """Names of a table's columns in the descriptor's order."""
    return [field["name"] for field in entry["schema"]["fields"]]


def plain_cells(content: bytes) -> pd.DataFrame:
    """Cells of a file in the tables' own form, which the fastest reader reads.

    Only of one that ``is_as_shipped``: that it has this form was seen when its hash was written.
    """
    return pd.read_csv(BytesIO(content), dtype="str", keep_default_na=False, na_values=[""])


def typed_cells(entry: Mapping[str, Any], content: bytes) -> pd.DataFrame:
    """A table of a file that ``was_valid``, as validating it would make it."""
    types = {field["name"]: DTYPES[field["type"]] for field in entry["schema"]["fields"]}
    return pd.read_csv(BytesIO(content), dtype=types, keep_default_na=False, na_values=[""])


def was_valid(entry: Mapping[str, Any], content: bytes) -> bool:
    """Whether these bytes kept these rules when the descriptor was last written."""
    return "valid" in entry and entry["valid"] == _mark(entry, content)


def _mark(entry: Mapping[str, Any], content: bytes) -> str:
    rules = json.dumps(entry["schema"], sort_keys=True)
    return _hash(_hash(content).encode() + rules.encode())


def is_as_shipped(entry: Mapping[str, Any], content: bytes) -> bool:
    """Whether the bytes of a table's file are those that were shipped."""
    return entry.get("hash") == _hash(content)


def differences(entry: Mapping[str, Any], content: bytes, cells: pd.DataFrame) -> list[Problem]:
    """What a table lacks of what was shipped (an error), or that it was changed (a remark).

    A table that ends before the shipped one does, its last row gone or broken off, was cut. One
    that is shorter and still has that row was edited.

    Parameters
    ----------
    entry
        The table's descriptor; one without ``hash`` was never shipped, and nothing is said.
    content
        Its file.
    cells
        The same as text, with the columns that the descriptor names.
    """
    if "hash" not in entry or is_as_shipped(entry, content):
        return []
    file, shipped_rows, rows = entry["path"], int(entry["rows"]), len(cells)
    counts = f"{rows} / {shipped_rows}"
    if rows == 0 < shipped_rows:
        return [Problem(file, "only_header", expected=str(shipped_rows))]
    names = columns(entry)
    (last,) = csv.reader([entry["lastRow"]])
    keys = primary_key(entry) or names
    given = cells[names].fillna("")
    wanted = dict(zip(names, last, strict=True))
    has_last = given[keys].eq([wanted[key] for key in keys]).all(axis="columns").any()
    if rows < shipped_rows and not has_last:
        label = " ".join(wanted[key] for key in keys if wanted[key])
        return [Problem(file, "cut", value=label, expected=counts)]
    ending = _line(given.iloc[-1].tolist()).rstrip(",")
    whole = entry["lastRow"].rstrip(",")
    is_open = not content.rstrip(b"\0").endswith(b"\n")
    if is_open and ending != whole and whole.startswith(ending):
        row = content.count(b"\n") + 1
        return [Problem(file, "cut", row, value=ending[-40:], expected=counts)]
    return [Problem(file, "changed", expected=counts)]


def described(folder: Path = CURATED) -> dict[str, Any]:
    """The descriptor with rows, size, hash and last row of the files as they lie in the folder.

    ``valid`` marks a file and its rules where it keeps them: validating it again at every start
    would find the same.
    A file that is not in the tables' own form (one with semicolons, say) gets none of them: it is
    read with care at every start, and nothing is said of its changes.
    """
    package: dict[str, Any] = copy.deepcopy(dict(descriptor(folder)))
    for entry in package["resources"]:
        content, cells = _content(entry, folder)
        last = cells[columns(entry)].fillna("").tail(1).to_numpy().tolist()
        known = was_valid(entry, content)
        for name in ("bytes", "hash", "rows", "lastRow", "valid"):
            entry.pop(name, None)
        if _is_plain(content, cells):
            entry |= {"bytes": len(content), "hash": _hash(content), "rows": len(cells)}
            entry["lastRow"] = _line(last[0]) if last else ""
            if known or _is_valid(entry, folder):
                entry["valid"] = _mark(entry, content)
    return package


def with_words(package: dict[str, Any], folder: Path = CURATED) -> list[str]:
    """Add to every enum what its column holds beyond it; the lines say what was added where."""
    added = []
    for entry in package["resources"]:
        _bytes, cells = _content(entry, folder)
        for field in entry["schema"]["fields"]:
            known = field.get("constraints", {}).get("enum")
            if known is None or field["type"] != "string" or field["name"] not in cells:
                continue
            for word in sorted(set(cells[field["name"]].dropna()) - set(known)):
                known.append(word)
                added.append(f"{entry['name']}.{field['name']}: {word}")
    return added


def text_for(folder: Path = CURATED) -> str:
    """The descriptor's text as it fits the files of the folder, whoever has changed them."""
    entries = descriptor(folder)["resources"]
    if all(is_as_shipped(entry, read_bytes(folder / entry["path"])) for entry in entries):
        return (folder / "datapackage.json").read_text(encoding="utf-8-sig")
    return written(described(folder))


def written(package: Mapping[str, Any]) -> str:
    """The descriptor's text."""
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _content(entry: Mapping[str, Any], folder: Path) -> tuple[bytes, pd.DataFrame]:
    content = read_bytes(folder / entry["path"])
    return content, read_cells(decode(content, entry["path"]), entry["path"], entry)[0]


def _is_plain(content: bytes, cells: pd.DataFrame) -> bool:
    try:
        plain = plain_cells(content)
    except (ValueError, UnicodeDecodeError):
        return False
    return plain.equals(cells) and plain.index.equals(cells.index)


def _is_valid(entry: Mapping[str, Any], folder: Path) -> bool:
    from ntt_data.tables import read_table  # which asks here what was shipped

    try:
        read_table(entry, folder)
    except DataError:
        return False
    return True


def _line(cells: Sequence[str]) -> str:
    line = StringIO(newline="")
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the descriptor; exit code 0."""
    parser = argparse.ArgumentParser(
        prog="python -m ntt_data.shipped",
        description="Mencatat jumlah baris dan sidik tabel. Writes rows and hashes of the tables.",
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CURATED)
    parser.add_argument(
        "--words",
        action="store_true",
        help="tambahkan kata baru ke daftar / add to the lists what is new in their columns",
    )
    given = parser.parse_args(arguments)
    package = described(given.folder)
    if given.words:
        for line in with_words(package, given.folder):
            print(f"+ {line}")
    path = given.folder / "datapackage.json"
    path.write_text(written(package), encoding="utf-8")
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
