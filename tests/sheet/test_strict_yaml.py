from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from reviewer.errors import SheetError
from reviewer.sheet.strict_yaml import MAX_BYTES, Listing, Mapping, Scalar, load, plain


def loaded(text: str | bytes) -> Any:
    return plain(load(text if isinstance(text, bytes) else text.encode(), "claims.yaml"))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(lambda k: k != "<<"), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans())
@example({"a": "no", "b": "010", "c": "12:30", "d": "1e3", "e": "2017-07-24", "f": "\ufeff\x1b\u2028\x85"}, True)
def test_what_a_plain_dump_writes_is_read_back_exactly(value: Any, readable: bool) -> None:
    document = yaml.safe_dump(value, allow_unicode=readable, sort_keys=False)
    # PyYAML writes these three line ends of YAML bare when it may write Unicode, and loses them itself.
    assume(not any(sign in document for sign in "\x85\u2028\u2029"))
    assert loaded(document) == value


@given(TEXT, st.sampled_from(['"', "'", "|", None]))
def test_any_text_comes_back_exactly_from_every_style(text: str, style: str | None) -> None:
    document = yaml.safe_dump({"a": text}, default_style=style) if style != "'" else f"a: {_single_quoted(text)}"
    assert loaded(document) == {"a": text}


def _single_quoted(text: str) -> str:
    """PyYAML's own single-quoted form where it has one, else its double-quoted one."""
    return str(yaml.safe_dump(text, default_style="'", width=1_000_000)).rstrip("\n")


@pytest.mark.parametrize("text", ["no", "yes", "on", "off", "010", "0x1f", "1_000", "12:30", "2017-07-24", "1e3", "1.5",
                                  "+1", ".inf", "Null", "TRUE", "-0", "12345678901234567890"])  # fmt: skip
def test_a_plain_scalar_stays_the_text_it_is(text: str) -> None:
    assert loaded(f"a: {text}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [("null", None), ("~", None), ("", None), ("true", True), ("false", False), ("0", 0), ("-7", -7), ("5500", 5500)],
)
def test_null_true_false_and_integers_mean_what_they_say(text: str, value: Any) -> None:
    found = loaded(f"a: {text}\n")
    assert found == {"a": value}
    assert type(found["a"]) is type(value)


def test_a_quoted_value_is_text_whatever_it_says() -> None:
    assert loaded("a: 'true'\nb: \"7\"\nc: |\n  5\n") == {"a": "true", "b": "7", "c": "5\n"}


def test_keys_are_text_even_where_they_look_like_numbers() -> None:
    assert loaded("1: a\ntrue: b\n") == {"1": "a", "true": "b"}


def test_every_key_and_value_knows_its_place() -> None:
    root = load(b"a: 1\nlist:\n  - x: deep\n    y: 2\n", "f")
    assert isinstance(root, Mapping)
    listing = root.get("list")
    assert isinstance(listing, Listing)
    item = listing.items[0]
    assert isinstance(item, Mapping)
    (key, value), _ = item.items
    assert (key.line, key.column) == (3, 5)
    assert value == Scalar("deep", "deep", 3, 8)


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(8)
)
MERGE = b"a: &a {k: 1}\nb: &b\n  <<: [*a, *a, *a]\n"


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (BOMB, 1, "anchors"),
        (MERGE, 1, "anchors"),
        (b"x: 1\n<<: {a: 1}\n", 2, "merge"),
        (b"[" * 100_000, 1, "deep"),
        (b"- " * 100_000, 1, "deep"),
        (b"{a: " * 100_000, 1, "deep"),
        (b"a: !!python/object/apply:os.system [ls]\n", 1, "tags"),
        (b"a: !local x\n", 1, "tags"),
        (b"a: 1\nb: 2\na: 3\n", 3, "line 1 already"),
        (b"a: 1\n'a': 3\n", 2, "line 1 already"),
        (b"? [x]\n: y\n", 1, "a key must be text"),
        (b"? {x: 1}\n: y\n", 1, "a key must be text"),
        (b"a: 1\n---\nb: 2\n", 2, "one document"),
        (b"a: \x00", 1, r"U\+0000"),
        (b"a: 1\nb: \x1b[31m", 2, r"U\+001B"),
        (b"a: 1\nb: [1\n", 3, "expected"),
        (b"a:\tb: c", 1, "mapping values"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        (b"\xff\xfe\x00\xd8", 1, "UTF-8"),
        (b'a: "\\ud800"', 1, "invalid"),
        (b"a: *nothing\n", 1, "aliases"),
    ],
    ids=lambda v: repr(v[:24]) if isinstance(v, bytes) else str(v),
)
def test_what_can_surprise_or_harm_is_refused_at_once_with_its_place(data: bytes, line: int, words: str) -> None:
    begun = time.process_time()
    with pytest.raises(SheetError, match=words) as refused:
        load(data, "claims.yaml")
    assert time.process_time() - begun < 2
    assert (refused.value.line, refused.value.path) == (line, "claims.yaml")
    assert refused.value.column >= 1
    assert "\n" not in refused.value.what
    assert len(refused.value.what) < 300


def test_a_file_beyond_the_limit_is_refused_unread() -> None:
    with pytest.raises(SheetError, match="64 MB"):
        load(b" " * (MAX_BYTES + 1), "claims.yaml")


def test_nothing_and_comments_only_are_nothing() -> None:
    assert load(b"", "f") is None
    assert load(b"# only this\n", "f") is None
    assert load("\ufeff# marked\n".encode(), "f") is None


def test_utf_16_with_a_mark_is_read() -> None:
    assert plain(load("a: Zürich\n".encode("utf-16"), "f")) == {"a": "Zürich"}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_as_a_sheet(data: bytes) -> None:
    with contextlib.suppress(SheetError):
        load(data, "f")


@given(st.text(st.sampled_from("ab:-?[]{}&*!|>'\"#%@`, \n\t~<"), max_size=40))
def test_any_marks_of_yaml_are_read_or_refused_as_a_sheet(text: str) -> None:
    with contextlib.suppress(SheetError):
        load(text.encode(), "f")
