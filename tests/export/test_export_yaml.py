"""YAML out and in: every value exactly as it was."""

import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import InputError
from reviewer.export import plain, yaml_text
from reviewer.text.visible import visible

texts = st.text(st.characters(exclude_categories=["Cs"]))
WORDS = ["no", "010", "12:30", "2017-07-24", "1e3", "~", "null", "True", "", " ", "0x1F", ".5", "=", "<<"]
MARKS = ["- a", "a: b", "a #b", "#", "|", "'x", "*a", "&a", "---\na", "x\n---\ny", "\x1b]52;c;x\x07"]
LINES = ["a\nb", "a\n\n b\n", "\na", "a\n\n", " a\nb", "a \nb", "\ta\nb", "a\r\nb"]
tricky = st.sampled_from([*WORDS, *MARKS, *LINES])
scalars = st.one_of(texts, tricky, st.integers(-(2**53) + 1, 2**53 - 1), st.booleans(), st.none())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.one_of(texts, tricky), inner, max_size=4)),
    max_leaves=15,
)
mappings = st.dictionaries(st.one_of(texts, tricky), values, max_size=4)


@settings(max_examples=60)
@given(mappings)
def test_what_is_dumped_loads_as_the_same_value(value):
    assert yaml_text.load(yaml_text.dump(value)) == (value or None)


@settings(max_examples=60)
@given(st.dictionaries(texts, st.one_of(texts, tricky, st.lists(texts, max_size=3)), min_size=1, max_size=4))
def test_other_readers_take_every_text_for_the_same_text(value):
    assert yaml.safe_load(yaml_text.dump(value)) == value


@settings(max_examples=60)
@given(st.lists(mappings.filter(bool), min_size=1, max_size=3))
def test_entries_under_a_key_make_one_document(items):
    text = "claims:\n" + "".join(yaml_text.entry(item) for item in items)
    assert yaml_text.load(text) == {"claims": items}


@settings(max_examples=60)
@given(mappings)
def test_nothing_that_a_terminal_would_obey_is_written(value):
    shown = yaml_text.dump(value)
    assert "\x1b" not in shown
    assert visible(shown.replace("\n", " ")) == shown.replace("\n", " ")


def test_texts_of_several_lines_stand_as_blocks():
    assert yaml_text.dump({"a": {"b": "one\ntwo"}}) == "a:\n  b: |-\n    one\n    two\n"


def test_spans_and_words_stand_on_one_line():
    assert yaml_text.dump({"span": [3, 9], "carried": [[1, 2]], "of": ["fact", "no"]}) == (
        'span: [3, 9]\ncarried: [[1, 2]]\nof: [fact, "no"]\n'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: &x 1\nb: *x\n", "line 1: anchors and aliases"),
        ("a: !!python/object:os.system x\n", "line 1: tags"),
        ("a: 1\na: 2\n", "line 2: the key 'a' stands here twice"),
        ("a: 1\n---\nb: 2\n", "line 2: one document only"),
        ("? [a]\n: 1\n", "a key must be text"),
        ("a: [" + "[" * 100_000, "nested too deeply"),
        ("a: [1\n", "not YAML"),
        ("a: \x1b\n", "not YAML"),
    ],
)
def test_more_than_plain_values_is_refused_at_once(text, words):
    begin = time.process_time()
    with pytest.raises(InputError, match=words):
        yaml_text.load(text)
    assert time.process_time() - begin < 4


def test_large_numbers_stay_text():
    assert yaml_text.load("a: 12345678901234567890\nb: 1.5\nc: 007\n") == {
        "a": "12345678901234567890",
        "b": "1.5",
        "c": "007",
    }


@settings(max_examples=300)
@given(
    st.text(
        st.one_of(
            st.characters(max_codepoint=126),
            st.characters(exclude_categories=["Cs"]),
            st.sampled_from("\u0301\u20dd a"),
        ),
        max_size=12,
    )
)
def test_the_quick_look_at_a_text_says_what_the_gate_to_the_terminal_says(text):
    assert plain.safe(text) == (text.isprintable() and visible(text) == text)
