"""A headline beside its own text: a repeat is told as one, and so is what the text does not bear out."""

from __future__ import annotations

import pytest

from reviewer.match.compare import compare
from reviewer.match.headline import REPEATS, beside_text


def told(side, headline: str, text: str) -> str:
    head, body = side(headline, article="one"), side(text, article="one")
    return beside_text(compare(head, body), head, body)


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Leak forces 2,400 people from their homes", "A leak forced 2,400 people from their homes."),
        ("Crews end nine-day strike", "The crews ended a nine-day strike on Tuesday at the port of Ellan."),
    ],
)
def test_a_headline_that_says_no_more_than_the_text_repeats_it(side, headline, text):
    assert told(side, headline, text) == REPEATS


@pytest.mark.parametrize(
    ("headline", "text", "named"),
    [
        ("Leak forces 2,400 people from homes", "A leak forced 1,900 people from their homes.", "2,400"),
        ("Leak forces 2,400 people from homes", "A leak forced up to 2,400 people from their homes.", "up to 2,400"),
        ("Leak forces over 2,400 from homes", "A leak forced 2,400 people from their homes.", "2,400"),
        ("Mine closes two shafts", "The mine plans to close two shafts.", "planned"),
        ("Director took bribes", "The director allegedly took bribes.", "alleged"),
    ],
)
def test_what_the_headline_says_beyond_the_text_is_named(side, headline, text, named):
    words = told(side, headline, text)
    assert words.startswith("the headline says more than the text")
    assert named in words


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Leak forces 1,900 people from homes", "A leak forced 2,400 people from their homes."),
        ("Mine may close two shafts", "The mine closed two shafts."),
        ("Leak forces up to 2,400 people from homes", "A leak forced 2,400 people from their homes."),
        ("Bread dearer again", "A leak forced 2,400 people from their homes."),
    ],
)
def test_a_headline_that_says_less_or_another_thing_does_not_overstate(side, headline, text):
    assert not told(side, headline, text).startswith("the headline says more")
