from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer.model.span import Anchor, AnchorState, Span
from reviewer.text.anchors import locate, nearest, reanchor
from reviewer.text.fold import fold

TEXT = """The harbour office said it had closed more than 1,400 “idle” berths – most of them for good – since May.

Residents didn’t get notice. Only 10–15 of the owners were told, said the mayor’s deputy.

The office said it would step up checks. It is 3.5 km from the lock, at -5 degrees.
"""
QUOTE_MARKS = {"“": '"', "”": '"', "’": "'", "–": "-"}
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "office",
            "closed",
            "1,400",
            "berths",
            "for",
            "good",
            "and",
            "told",
            "no",
            "owners",
            "since",
            "May",
            "didn’t",
            "“idle”",
            "3.5",
        ]
    ),
    min_size=4,
    max_size=20,
)


def rewrapped(text: str, breaks: list[str]) -> str:
    words = text.split()
    return "".join(w + breaks[i % len(breaks)] for i, w in enumerate(words[:-1])) + words[-1]


@given(WORDS, st.data())
def test_a_rewrapped_and_requoted_quote_is_found_in_its_place(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    text = "Before. " + " ".join(words) + " After it."
    quote = " ".join(words[start:end])
    breaks = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", "\u00a0", "\r\n    "]), min_size=1, max_size=4))
    other = rewrapped(quote, breaks).translate(str.maketrans(QUOTE_MARKS))
    found = locate(other, text)
    assert found.state in (AnchorState.EXACT, AnchorState.AMBIGUOUS)
    assert all(fold(s.of(text)).text == fold(quote).text for s in found.spans)
    at = len("Before. " + "".join(w + " " for w in words[:start]))
    assert Span(at, at + len(quote)) in found.spans


@given(WORDS, st.integers(0, 19), st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1, max_size=8))
def test_a_quote_with_any_changed_word_is_never_accepted(words: list[str], place: int, other: str) -> None:
    place %= len(words)
    text = "Before. " + " ".join(words) + " After it."
    changed = [*words[:place], other, *words[place + 1 :]]
    assume(" ".join(changed) not in text)
    assert locate(" ".join(changed), text).spans == ()


@pytest.mark.parametrize(
    "altered",
    [
        "closed more than 1,500 “idle” berths",  # number
        "closed less than 1,400 “idle” berths",  # bound
        "Residents did get notice",  # n't
        "Residents got notice",
        "The mayor said it would step up checks",  # speaker
        "The office said it will step up checks",  # hedge
        "3.5 miles from the lock",  # unit
        "the office said it would step up checks",  # case is a word of its own kind
        "400 “idle” berths",  # cuts 1,400
        "more than 1",  # cuts 1,400
        "Only 10",  # cuts 10–15
        "It is 3",  # cuts 3.5
        "Residents didn",  # cuts didn’t
        "said the mayor",  # cuts mayor’s
        "5 degrees",  # cuts -5
        "arbour office said",
    ],
)
def test_an_altered_or_cut_quote_is_refused(altered: str) -> None:
    assert locate(altered, TEXT).spans == ()


@pytest.mark.parametrize(
    "quote",
    [
        'closed more than 1,400 "idle" berths',
        "most of them\n  for good - since May",
        "1,400 “idle” berths -- most of them",
        "idle",
        "Residents didn't get notice.",
        " Only 10-15 of the owners ",
        "at -5 degrees",
    ],
)
def test_another_way_of_writing_marks_and_space_is_exact(quote: str) -> None:
    found = locate(quote, TEXT)
    assert found.state is AnchorState.EXACT
    assert fold(found.spans[0].of(TEXT)).text == fold(quote).text.strip()


def test_text_without_spaces_between_words_can_be_quoted_anywhere() -> None:
    assert locate("下架了五千", "监管部门已下架了五千多个应用。").state is AnchorState.EXACT


def test_several_places_are_told_apart_by_their_surroundings_else_all_are_named() -> None:
    text = "First the port closed. Then the port closed. So the port closed."
    assert len(locate("the port closed", text).spans) == 3
    assert locate("the port closed", text).state is AnchorState.AMBIGUOUS
    found = locate("the port closed", text, prefix="closed. Then ", suffix=". So")
    assert found.spans == (Span(28, 43),)


def test_a_claim_that_moved_is_told_from_one_that_stayed() -> None:
    anchor = Anchor.take(TEXT, Span(TEXT.index("Residents"), TEXT.index(" Only")))
    assert reanchor(anchor, TEXT).state is AnchorState.EXACT
    moved = reanchor(anchor, "New lead.\n\n" + TEXT)
    assert moved.state is AnchorState.MOVED
    assert moved.spans[0].of("New lead.\n\n" + TEXT) == anchor.quote
    assert reanchor(anchor, TEXT.replace("didn’t get notice", "did get notice")).state is AnchorState.CHANGED
    assert reanchor(anchor, "Nothing of it is left here; snow fell on the hills.").state is AnchorState.LOST


def test_a_number_that_grew_in_front_is_a_change() -> None:
    anchor = Anchor.take("It took 400 boats.", Span(8, 17))
    assert anchor.quote == "400 boats"
    assert reanchor(anchor, "It took 1,400 boats.").state is AnchorState.CHANGED


def test_a_span_that_a_person_set_inside_a_word_is_found_again() -> None:
    anchor = Anchor.take("The non-smoking cars", Span(8, 20))
    assert reanchor(anchor, "Oh. The non-smoking cars").state is AnchorState.MOVED


def test_nearest_shows_the_place_and_the_differing_words() -> None:
    near = nearest('closed more than 1,500 "idle" berths', TEXT)
    assert near is not None
    assert near.span.of(TEXT) == "closed more than 1,400 “idle” berths"
    assert near.differing == (("1,500", "1,400"),)
    assert near.words == "“1,500” stands there as “1,400”"


def test_nearest_names_words_left_out_and_added() -> None:
    left_out = nearest("Only 10–15 of owners were told", TEXT)
    assert left_out is not None
    assert left_out.differing == (("", "the"),)
    added = nearest("The office said it would soon step up checks", TEXT)
    assert added is not None
    assert added.differing == (("soon", ""),)


@given(st.text(max_size=80), st.text(max_size=200))
def test_nearest_never_fails_and_keeps_within_the_text(quote: str, text: str) -> None:
    near = nearest(quote, text)
    assert near is None or (near.span.end <= len(text) and 0.5 <= near.ratio <= 1)


def test_nothing_alike_gives_no_nearest_place() -> None:
    assert nearest("Snow fell on the far hills all night", TEXT) is None
    assert nearest("  ", TEXT) is None
    assert nearest("words", "") is None
