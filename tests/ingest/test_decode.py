from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import UnreadableArticle
from reviewer.ingest.decode import canonical, decode

PROSE = "Zürich’s ferry line – 1,400 boats – “closed”. "


@pytest.mark.parametrize(
    ("raw", "encoding", "told"),
    [
        (PROSE.encode(), "utf-8", False),
        (b"\xef\xbb\xbf" + PROSE.encode(), "utf-8", False),
        (PROSE.encode("utf-16"), "utf-16-le", False),
        (b"\xfe\xff" + PROSE.encode("utf-16-be"), "utf-16-be", False),
        (b"\xff\xfe\x00\x00" + PROSE.encode("utf-32-le"), "utf-32-le", False),
        (PROSE.encode("utf-16-le"), "utf-16-le", True),
        (PROSE.encode("cp1252"), "cp1252", True),
    ],
)
def test_every_encoding_gives_the_same_text_and_a_guess_is_told(raw: bytes, encoding: str, told: bool) -> None:
    found = decode(raw)
    assert found.text == PROSE
    assert found.encoding == encoding
    assert bool(found.remarks) is told


def test_latin_1_is_the_last_resort() -> None:
    found = decode("Größe \x81 klein".encode("latin-1"))
    assert (found.text, found.encoding) == ("Größe \x81 klein", "latin-1")
    assert "guess" in found.remarks[0]


def test_a_few_bad_bytes_do_not_spoil_the_rest() -> None:
    found = decode(PROSE.encode() * 20 + b"\xff" + PROSE.encode() * 20)
    assert found.text == PROSE * 20 + "\ufffd" + PROSE * 20
    assert found.remarks == ("1 place not valid UTF-8, shown as U+FFFD",)


def test_valid_utf_8_is_believed_over_what_a_page_declares() -> None:
    assert decode(PROSE.encode(), "iso-8859-1").text == PROSE


def test_a_declared_encoding_is_used_where_the_bytes_are_no_utf_8() -> None:
    raw = "Паром отменён, сообщили в порту".encode("cp1251")
    assert decode(raw, "windows-1251").text == "Паром отменён, сообщили в порту"


@pytest.mark.parametrize("declared", ["no-such", "rot13", "zip", "idna", "utf-7", "base64", "unicode_escape", "\x00"])
def test_a_strange_declaration_is_passed_over(declared: str) -> None:
    assert "guess" in decode("Größe".encode("latin-1"), declared).remarks[0]


def test_line_ends_are_decided_once_and_nothing_else_is_touched() -> None:
    raw = "one\r\ntwo\rthree\n\r\nfour\u2028five\x85six\u00a0ﬁ e\u0301\tseven\x00\x1b[31m"
    assert decode(raw.encode()).text == "one\ntwo\nthree\n\nfour\u2028five\x85six\u00a0ﬁ e\u0301\tseven\x1b[31m"


PRINTED = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff")


@given(st.text(PRINTED | st.sampled_from("\n\t\x1b\x85"), max_size=60))
def test_canonical_text_comes_back_exactly(text: str) -> None:
    assert canonical(text) == text
    raw = b"Words before. " * 20 + text.encode()
    assert decode(raw).text == "Words before. " * 20 + text


@given(st.text(st.characters()))
def test_canonical_text_is_storable_and_has_one_kind_of_line_end(text: str) -> None:
    found = canonical(text)
    assert "\r" not in found
    assert "\x00" not in found
    found.encode("utf-8")
    assert canonical(found.removeprefix("\ufeff")) == found.removeprefix("\ufeff")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a PNG picture"),
        (b"\x1f\x8b\x08abc", "a gzip archive"),
        (b"SQLite format 3\x00abc", "an SQLite database"),
        (bytes(range(32)) * 40, "binary data"),
        (b"\x7fELF\x02\x01", "a program"),
    ],
)
def test_what_is_no_text_is_refused_in_words(raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableArticle, match=words):
        decode(raw)


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    try:
        found = decode(raw)
    except UnreadableArticle:
        return
    assert "\x00" not in found.text
    assert "\r" not in found.text
