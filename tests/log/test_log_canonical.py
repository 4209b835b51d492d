"""The one way to write a value (docs/log.md, section 1)."""

from __future__ import annotations

import pytest

from reviewer.log import canonical
from reviewer.log.canonical import NotCanonical


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ("é\x7f\x1b\u2028😀", '"\\u00e9\\u007f\\u001b\\u2028\\ud83d\\ude00"'),
        ('"\\\n\t/', '"\\"\\\\\\n\\t/"'),
        (2**53 - 1, "9007199254740991"),
        (-(2**53) + 1, "-9007199254740991"),
        ((1, 2), "[1,2]"),
        ({}, "{}"),
    ],
)
def test_a_value_has_one_text(value, text):
    assert canonical.encode(value) == text
    assert canonical.decode(text) == (list(value) if isinstance(value, tuple) else value)


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), 2**53, -(2**53), b"x", {1: 2}, {None: 1}, {"a"}, "\ud800", {"\udc00": 1}, object()]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical.encode(value)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "{", "1.0", "1e3", "-0", "01", "NaN", "Infinity", "-Infinity", "9007199254740992",
        "-9007199254740992", "9" * 5000, '{"a":9007199254740992}', "[1,9007199254740992]",
        '{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}', '"\x7f"', '"\\u0041"', '"\\u00E9"', '"\\/"', '"é"', '"\\ud800"',
        '"\\ude00\\ud83d"', "[1,2,]", "null ", " null", "[1]\n", "\ufeffnull", "[" * 100_000, "'a'",
    ],
)  # fmt: skip
def test_every_other_way_of_writing_is_refused(text):
    with pytest.raises(NotCanonical):
        canonical.decode(text)


def test_a_value_nested_too_deeply_is_refused_and_not_a_crash():
    value = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical):
        canonical.encode(value)


def test_long_digits_inside_text_are_text():
    assert canonical.decode('[":1234567890123456789"]') == [":1234567890123456789"]


def test_the_hash_of_a_record_is_that_of_its_text():
    assert canonical.record_sha256({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
