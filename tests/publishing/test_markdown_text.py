"""Texts of people and of the data stay texts inside Markdown."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.markdown_text import code, link, plain, quotation, unmarked

#: What Streamlit makes something of in a finished text, where no backslash is left.
ACTIVE = re.compile(
    r"https?://|www\.|:material_\w+:|:[\w+-]+:|:streamlit:|[-.\w+]@[-\w]"
    r"|(?:^|\s)(?:<->|->|<-|--|>=|<=|~=)(?:\s|$)",
    re.IGNORECASE,
)
TEXTS = st.text(r"a1 .:/@-<>=~_*`[](){}#$|\&!+w" + "\n\t\r\u2028", max_size=25) | st.sampled_from(
    ["https://x.id", "WWW.x.id", ":material/home:", ":+1:", "a -> b", "-->", "<->", "{x}@{y}"]
)


def text_nodes(markdown: str) -> list[str]:
    """The text as Streamlit has it after reading the marks: what stands apart is a node alone."""
    parts = re.split(r":color\[(\\?.)\]\{\}", markdown.replace(":material/", ":material_"))
    return [re.sub(r"\\(.)", r"\1", part) for part in parts]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b*c [x](y) $1$ :red[z]", r"a\_b\*c \[x\](y) \$1\$ \:red\[z\]"),
        ("1. Beras", r"1\. Beras"),
        ("- Beras\n+ Jagung", r"\- Beras + Jagung"),
        ("Beras\n---\n\n# Jagung", r"Beras :color[\-]{}:color[\-]{}:color[\-]{} \# Jagung"),
        ("Beras\n===", "Beras ==="),
        ("===", r"\==="),
        ("    Beras", " Beras"),
        ("-5 t", "-5 t"),
        ("2.000 t", "2.000 t"),
        ("12:30", r"12\:30"),
        ("# <b>`x`", r"\# \<b\>\`x\`"),
        ("&copy;", r"\&copy;"),
        ("https://ntt.id", r"https:color[\:]{}//ntt.id"),
        ("a@ntt.id", r"a:color[\@]{}ntt.id"),
        (":material/home:", r":color[\:]{}material/home\:"),
        ("a -> b", r"a :color[\-]{}\> b"),
    ],
)
def test_every_mark_is_shown_as_it_stands(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(TEXTS)
def test_nothing_active_is_left_of_any_text(text: str) -> None:
    written = plain(text)
    assert "\n" not in written
    found = [node for node in text_nodes(written) if ACTIVE.search(node)]
    assert not found
    assert unmarked(written) == re.sub(r"[\s]+", " ", text), "what is read is the text"


@given(TEXTS)
def test_no_mark_is_left_unescaped(text: str) -> None:
    kept = re.sub(r":color\[\\?.\]\{\}", "", plain(text))
    assert not re.findall(r"(?<!\\)(?:\\\\)*[*_`\[\]<>$#|~:&]", kept)


def test_letters_that_turn_the_text_around_are_left_out() -> None:
    assert plain("a\u202eb\u2066c") == "abc"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("production.csv", "`production.csv`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a\n\n# b", "`a # b`"),
        ("", "` `"),
        (":material/home:", r":color[\:]{}material/home\:"),
    ],
)
def test_code_holds_the_name_as_it_stands(text: str, shown: str) -> None:
    assert code(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ntt.id/a_b", r"[https:color[\:]{}//ntt.id/a\_b](<https://ntt.id/a_b>)"),
        ("https://ntt.id, hlm. 3", r"https:color[\:]{}//ntt.id, hlm. 3"),
        ("javascript:alert(1)", r"javascript\:alert(1)"),
        ("https://ntt.id/<b>", r"https:color[\:]{}//ntt.id/\<b\>"),
    ],
)
def test_only_a_whole_address_is_a_link(text: str, shown: str) -> None:
    assert link(text) == shown


def test_a_quotation_keeps_its_lines() -> None:
    assert quotation("satu\n\n*dua*") == "> satu\n> \\*dua\\*"
