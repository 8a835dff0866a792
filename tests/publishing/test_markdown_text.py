"""Texts of the data stay texts inside Markdown."""

import pytest

from publishing.markdown_text import plain, quotation


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b*c [x](y) $1$ :red[z]", r"a\_b\*c \[x\](y) \$1\$ \:red\[z\]"),
        ("1. Beras", r"1\. Beras"),
        ("- Beras\n+ Jagung", "\\- Beras\n\\+ Jagung"),
        ("-5 t", "-5 t"),
        ("2.000 t", "2.000 t"),
        ("# <b>`x`", r"\# \<b\>\`x\`"),
    ],
)
def test_every_mark_is_shown_as_it_stands(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_quotation_keeps_its_lines() -> None:
    assert quotation("satu\n\n*dua*") == "> satu\n> \\*dua\\*"
