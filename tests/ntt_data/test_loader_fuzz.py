"""Whatever a CSV file or the descriptor holds, the loader answers with a table or with problems."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntt_data.problems import DataError, Problem
from ntt_data.tables import load_all, read_table
from tests.support.small_package import PACKAGE, PRODUCTION

ENTRY = PACKAGE["resources"][1]
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["5301", "rice", "2022", "1e999", "-0", "NaN", "inf", "1_000", "٣", "0x1F"]),
    st.sampled_from(["", " ", '"', "\0", "\r", "\ufeff", "9" * 5000, "=1+1", "![i](x.png)"]),
)


def _table_or_problems(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "production.csv").write_bytes(content)
        try:
            read_table(ENTRY, Path(folder))
        except DataError as error:
            told = str(error)
        else:
            return
    assert "production.csv" in told


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes(content: bytes) -> None:
    _table_or_problems(content)


@given(st.binary(max_size=40), st.integers(0, len(PRODUCTION)))
@settings(deadline=None)
def test_noise_in_a_good_file(noise: bytes, place: int) -> None:
    good = PRODUCTION.encode()
    _table_or_problems(good[:place] + noise + good[place:])


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=3))
@settings(deadline=None)
def test_any_cells(rows: list[list[str]]) -> None:
    header = PRODUCTION.splitlines()[0]
    body = "\n".join(",".join(json.dumps(cell, ensure_ascii=False) for cell in r) for r in rows)
    _table_or_problems(f"{header}\n{body}\n".encode("utf-8", errors="surrogatepass"))


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\xff\xfe", b"null", b"[]", b'"text"', b"{}", b'{"resources": 5}', b"[" * 100_000),
        *(b'{"resources": [5]}', b'{"resources": [{"name": "x"}]}', b'{"resources": {"a": 1}}'),
        b'{"resources": [{"name": "x", "path": "x.csv", "schema": {"fields": [{"name": "a"}]}}]}',
    ],
)
def test_a_broken_descriptor(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(DataError, match=r"datapackage\.json"):
        load_all(tmp_path)


@pytest.mark.parametrize("link", ["![i](x.png)", "see [here](javascript:x)", "![a][b]", "[a]: x"])
def test_a_markdown_link_is_refused(link: str, tmp_path: Path) -> None:
    (tmp_path / "production.csv").write_text(PRODUCTION + f"5371,rice,2021,1,,{link}\n")
    with pytest.raises(DataError) as caught:
        read_table(ENTRY, tmp_path)
    assert caught.value.problems == (
        Problem("production.csv", "markdown_link", 5, "source_ids", link),
    )


@pytest.mark.parametrize("text", ["[1] (printed so)", "<img src=x>", "a * b", "5 [t]"])
def test_other_signs_are_text(text: str, tmp_path: Path) -> None:
    (tmp_path / "production.csv").write_text(PRODUCTION + f"5371,rice,2021,1,,{text}\n")
    assert read_table(ENTRY, tmp_path)["source_ids"].iloc[-1] == text
