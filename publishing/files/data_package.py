"""All curated tables with their descriptor in one file to take away."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ntt_data import editions, shipped
from ntt_data.schema import CURATED, resource, table_names
from ntt_data.store import Correction
from publishing.files.harmless import without_formula

_SAME_DAY = (2020, 1, 1, 0, 0, 0)  # the same content gives the same file, byte by byte


def package_zip() -> bytes:
    """ZIP of ``datapackage.json`` and every table it describes, as they lie in the repository.

    What has been corrected since stands beside them in ``corrections.csv``, if there is anything.
    """
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:

        def put(name: str, content: bytes | str) -> None:
            entry = ZipInfo(name, _SAME_DAY)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)

        put("datapackage.json", shipped.text_for(CURATED))
        for table in table_names():
            name = resource(table)["path"]
            put(name, (CURATED / name).read_bytes())
        if accepted := editions.accepted():
            put("corrections.csv", _corrections_csv(accepted))
    return buffer.getvalue()


def _corrections_csv(accepted: Iterable[Correction]) -> str:
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(
        ["edition", "table", "row", "column", "expected", "value", "source_id", "reason"]
    )
    for each in accepted:
        row = "; ".join(f"{column}={literal}" for column, literal in each.key)
        cells = [each.table, row, each.column, each.expected, each.value]
        cells += [each.source_id, each.reason]
        writer.writerow([each.edition, *(without_formula(cell or "") for cell in cells)])
    return lines.getvalue()
