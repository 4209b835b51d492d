"""The normal form of words and numbers."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewer.match.terms import NORM_VERSION, stem, terms, words

TOKENS = st.sampled_from(
    [
        "the",
        "United",
        "States",
        "UN",
        "Kingdom",
        "of",
        "Nations",
        "twenty",
        "five",
        "Twenty-One",
        "one",
        "3",
        "3rd",
        "1,200",
        "1.2bn",
        "5",
        "million",
        "K",
        "m",
        "U.S.",
        "US",
        "Britons",
        "VPNs",
        "don’t",
        "Beijing's",
        "£5",
        "7%",
        "北京市",
        "naïve",
        "virtual",
        "private",
        "network",
        "5-one",
    ]
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1.2bn euros", "1,200,000,000 euros"),
        ("1.2 billion", "1,200 million"),
        ("twelve", "12"),
        ("two dozen", "24"),
        ("twenty-five", "25"),
        ("5 percent", "5%"),
        ("the 3rd", "the third"),
        ("$40", "40 dollars"),
        ("fell", "falls"),
        ("neighbours", "neighbors"),
        ("Chinese", "China"),
        ("the United States", "the U.S."),
        ("the US", "the United States"),
        ("VPNs", "a virtual private network"),
        ("the ministry’s plan", "the ministry's plan"),
        ("Bogotá", "Bogota"),
        ("cleaned up", "cleaning up"),
    ],
)
def test_two_spellings_of_one_thing_have_the_same_terms(left, right):
    assert sorted(terms(left)) == sorted(terms(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [("12", "13"), ("5", "5th"), ("us", "US"), ("1.2", "12"), ("polish the floor", "Polish floor"), ("men", "women")],
)
def test_different_things_keep_different_terms(left, right):
    assert terms(left) != terms(right)


def test_small_words_are_left_out_but_known():
    assert terms("it is not the one that they said") == ()
    assert [word.term for word in words("it is not")] == ["it", "is", "not"]


def test_text_without_spaces_between_words_gives_pairs_of_signs():
    assert terms("北京市民") == ("北京", "京市", "市民")


def test_a_line_of_signs_gives_nothing():
    assert terms("— … ‹› ***") == ()


@example("ﹰ")
@given(st.text(max_size=80))
def test_every_word_stands_where_it_says_in_order_and_never_overlaps(text):
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(word.term and " " not in word.term for word in found)


@given(st.text(max_size=60))
def test_terms_do_not_depend_on_what_was_read_before(text):
    assert terms(text) == terms(text)


@given(st.text(st.sampled_from("aB5 .,-'’%$kmM ") | st.characters(), max_size=40) | st.lists(TOKENS).map(" ".join))
def test_the_quick_way_gives_the_terms_of_the_words(text):
    assert terms(text) == tuple(word.term for word in words(text) if not word.small)


def test_the_version_is_raised_by_hand_when_terms_change():
    # Golden: if this fails, terms of stored claims no longer fit; raise NORM_VERSION and remake background.tsv.
    sentence = (
        "On 3 March the Chinese ministry's 1,600 mobile apps weren't taken offline, Mr Smith's U.S. lawyers said."
    )
    assert NORM_VERSION == 1
    assert terms(sentence) == (
        "#3", "march", "china", "ministri", "#1600", "mobil", "app", "take", "offlin", "mr", "smith", "usa", "lawyer",
    )  # fmt: skip


def test_irregular_forms_meet_their_base():
    assert stem("bought") == stem("buying") == stem("buys")


ENDINGS = ("ization", "isations", "ational", "fulness", "iveness", "ousness", "alism", "ingly", "edly", "ement", "s")


def test_several_threads_get_the_stems_that_one_gets() -> None:
    words = [f"{start}{end}" for start in ("organ", "relat", "inspect", "nation") for end in ENDINGS] * 8
    alone = [stem.__wrapped__(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(stem.__wrapped__, words))
    finally:
        sys.setswitchinterval(interval)
    assert together == alone
