"""The trace that copying leaves."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.match.shingles import K, sequence, shared_places, shingles, sketch
from reviewer.model.span import Span

WORDS = st.lists(
    st.sampled_from(["dam", "leak", "river", "wall", "gate", "lake", "town", "road", "İstanbul", "Straße"]), max_size=40
)
TEXT = "Water broke through a service tunnel on the eastern side of the dam shortly before dawn."


def test_shingles_are_the_same_on_every_machine():
    # Golden: stored shingles of older databases must meet new ones.
    assert list(sequence("water broke through a service tunnel")) == GOLDEN


GOLDEN = [2666759485831718524, 3572702496734970467]


@given(WORDS)
def test_there_is_one_for_each_run_of_words_and_all_fit_a_signed_64_bit_column(words):
    found = sequence(" ".join(words))
    assert len(found) == max(0, len(words) - K + 1)
    assert all(0 <= number < 2**63 for number in found)


def test_case_and_marks_do_not_matter():
    assert shingles(TEXT) == shingles(TEXT.upper().replace(" ", "  ").replace(".", "!"))


def test_fewer_words_than_a_shingle_leave_no_trace():
    assert shingles("one two three four") == frozenset()
    assert shingles("") == frozenset()


@given(WORDS)
def test_a_sketch_is_a_sample(words):
    every = shingles(" ".join(words))
    assert sketch(every) <= every


def test_copied_places_are_found_in_both_texts():
    other = "Nobody slept. Yet water broke through a service tunnel on the eastern side, we heard."
    common = shingles(TEXT) & shingles(other)
    assert [s.of(TEXT) for s in shared_places(TEXT, sequence(TEXT), common)] == [
        "Water broke through a service tunnel on the eastern side"
    ]
    assert [s.of(other) for s in shared_places(other, sequence(other), common)] == [
        "water broke through a service tunnel on the eastern side"
    ]


def test_blocks_that_do_not_count_are_left_out():
    text = "Cookie settings and terms of use here. " + TEXT
    body = [Span(39, len(text))]
    assert shingles(text, body) == shingles(TEXT)
    places = shared_places(text, sequence(text, body), shingles(TEXT), body)
    assert [place.of(text) for place in places] == [TEXT.rstrip(".")]
