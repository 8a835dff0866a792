"""A code that a page draws is read as what it says."""

from __future__ import annotations

import io

import numpy as np
import pytest
import vl_convert
import zxingcpp
from PIL import Image

from pages.ui.qr import qr_svg

_RECEIPT = "https://dasbor.example.go.id/rakor/tanda-terima/"


@pytest.mark.parametrize("text", [f"{_RECEIPT}{no}" for no in ("2a3b4c5d", "zzzzzzzz", "22222222")])
def test_it_is_read(text: str) -> None:
    size = '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" '
    drawn = str(qr_svg(text)).replace("<svg ", size, 1)
    picture = Image.open(io.BytesIO(vl_convert.svg_to_png(drawn))).convert("L")
    assert [code.text for code in zxingcpp.read_barcodes(np.asarray(picture))] == [text]
