"""Claims of one text in another: random edits never carry a claim to other words, and lose none that nobody touched."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.model.span import AnchorState, Span
from reviewer.text.carrying import KEEPING, carry
from reviewer.text.edges import uncut
from reviewer.text.fold import fold

PARAGRAPHS = [
    "The port of Sund closed at noon on Monday after 14 ships had left. Nobody was hurt. The harbour office said "
    "that it would open again within three days.",
    "Crews towed 31 boats into the inner basin. Two of them sank there. Their owners had not paid the fee of 40 crowns.",
    "A spokesman for the insurers put the damage at 3.5 million crowns. Nobody was hurt. He did not say who would pay.",
    "Prices rose by 5% in May, the bank said. They fell by 2% in June. The bank expects no change before autumn.",
    "The mayor, Ines Corvan, didn’t answer questions – “not today”, she said. Her deputy spoke of 1,400 guests.",
]
FRESH = ["Corrected on Thursday.", "A storm is on its way, the weather office wrote.", "Nobody was hurt. It rained."]


def text_of(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def sentences(text: str) -> list[Span]:
    """Every sentence without its full stop."""
    found, start = [], 0
    for end in re.finditer(r"\.\s+", text):
        found.append(Span(start, end.start()))
        start = end.end()
    return [span for span in found if len(span) > 3]


def edited(rng: random.Random, paragraphs: list[str]) -> tuple[list[str], set[str]]:
    """The paragraphs after some edits, and those that no edit touched or doubled."""
    after, touched = list(paragraphs), set[str]()
    for _ in range(rng.randint(1, 4)):
        kind, at = rng.choice(["insert", "delete", "move", "double", "word", "digit"]), rng.randrange(len(after))
        if kind == "insert":
            after.insert(at, rng.choice(FRESH))
        elif kind == "delete" and len(after) > 1:
            touched.add(after.pop(at))
        elif kind == "move":
            after.insert(rng.randrange(len(after)), after.pop(at))
        elif kind == "double":
            touched.add(after[at])
            after.insert(rng.randrange(len(after) + 1), after[at])
        elif kind in ("word", "digit"):
            touched.add(after[at])
            after[at] = _changed(rng, after[at], kind)
    return after, touched


def _changed(rng: random.Random, paragraph: str, kind: str) -> str:
    places = [i for i, char in enumerate(paragraph) if (char.isdigit() if kind == "digit" else char.isalpha())]
    if not places:
        return paragraph + " More."
    at = rng.choice(places)
    other = rng.choice([c for c in ("123456789" if kind == "digit" else "xyz") if c != paragraph[at]])
    return paragraph[:at] + other + paragraph[at + 1 :]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_random_edits_carry_the_same_words_and_nothing_else(seed: int) -> None:
    rng = random.Random(seed)
    after, touched = edited(rng, PARAGRAPHS)
    before, now = text_of(PARAGRAPHS), text_of(after)
    old, new = fold(before), fold(now)
    for span in sentences(before):
        found = carry(old, new, span, (), span)
        words = fold(span.of(before)).text
        if found.state in KEEPING:
            assert found.span is not None
            assert fold(found.span.of(now)).text == words
            assert uncut(found.span, now)
        else:
            assert found.span is None
            paragraph = next(p for p in PARAGRAPHS if span.of(before) in p)
            long_and_alone = len(words.split()) >= 5 and before.count(span.of(before)) == 1
            assert paragraph in touched or not long_and_alone, (span.of(before), found.state)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_the_same_edits_give_the_same_answer(seed: int) -> None:
    before = text_of(PARAGRAPHS)
    now = text_of(edited(random.Random(seed), PARAGRAPHS)[0])
    span = random.Random(seed).choice(sentences(before))
    assert carry(fold(before), fold(now), span, (), span) == carry(fold(before), fold(now), span, (), span)


def stands(before: str, now: str, words: str, further: tuple[str, ...] = ()) -> tuple[AnchorState, str]:
    at = before.index(words)
    spans = [Span(before.index(each), before.index(each) + len(each)) for each in further]
    found = carry(fold(before), fold(now), Span(at, at + len(words)), spans, Span(at, at + len(words)))
    return found.state, found.span.of(now) if found.span else ""


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("Snow fell. Nobody was hurt. It melted.", AnchorState.EXACT),
        ("Oh. Snow fell. Nobody was hurt. It melted.", AnchorState.MOVED),
        ("A fire broke out at the mill on Sunday. Nobody was hurt. The owner spoke.", AnchorState.AMBIGUOUS),
        ("Snow fell. Nobody was hurt. Rain fell. Nobody was hurt.", AnchorState.EXACT),
        ("Rain fell. Nobody was hurt. Hail fell. Nobody was hurt. Sun.", AnchorState.AMBIGUOUS),
        ("Snow fell. Somebody was hurt. It melted.", AnchorState.CHANGED),
        ("Everything is quite different now.", AnchorState.LOST),
    ],
)
def test_short_words_want_their_surroundings(now: str, state: AnchorState) -> None:
    assert stands("Snow fell. Nobody was hurt. It melted.", now, "Nobody was hurt")[0] is state


def test_words_that_stood_twice_go_each_with_its_own_surroundings() -> None:
    first = "The port of Sund was closed on the first day of the strike by its own crews"
    before = f"One. Two. Three four five six seven. {first}. It was cold and wet and dark there.\n\n{first}. Later it opened."
    now = f"{first}. Later it opened."
    assert stands(before, now, first) == (AnchorState.AMBIGUOUS, "")


def test_a_claim_whose_carried_subject_changed_is_changed() -> None:
    before = "The union said it had met the board, and had voted for the offer."
    at = "had voted for the offer"
    assert stands(before, "Note. " + before, at, ("The union",)) == (AnchorState.MOVED, at)
    other = before.replace("The union", "The guild")
    assert stands(before, other, at, ("The union",))[0] is AnchorState.CHANGED
