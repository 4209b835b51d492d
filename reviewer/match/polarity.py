"""What a claim negates, and whether two claims say opposite things of what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reviewer.match.opposites import DENIALS, DENY, GOVERNED, LIGHT, NEGATING_VERBS, NEGATORS, NO_ADVERBS
from reviewer.match.terms import Word

REACH = 3
"""Small words that may stand between a negation and what it negates."""


def negated(
    words: Sequence[Word], lows: Sequence[str], capital: Collection[int]
) -> tuple[frozenset[int], frozenset[int]]:
    """Which words of a claim are negated (an odd number of times), and which words do the negating.

    `capital` are words in the middle of the claim that are capitalised: names are never what is negated.
    """
    targets: set[int] = set()
    cues: set[int] = set()
    for i, low in enumerate(lows):
        if not _negates(i, words, lows):
            continue
        hit = list(_targets(i, words, lows, capital, noun=low == "no"))
        if hit:
            cues.add(i)
            targets.symmetric_difference_update(hit)
    return frozenset(targets), frozenset(cues)


def denials(words: Sequence[Word], lows: Sequence[str], flipped: frozenset[int]) -> frozenset[int]:
    """Words that call the whole statement untrue: "hoax", "false", "denies", "No, …". Denying a hoax undoes it."""
    found = [i for i, word in enumerate(words) if word.term in DENIALS and not word.small and i not in flipped]
    if lows[:1] == ["no"] and words[1:2] and words[1].start - words[0].end == 2:
        found.insert(0, 0)
    undone = len(found) > 1 and words[found[0]].term == DENY and words[found[-1]].term != DENY
    return frozenset() if undone else frozenset(found)


def _negates(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    following = lows[i + 1 : i + 4]
    if lows[i] in NEGATORS:
        return not (lows[i] in ("not", "no") and following[:1] in (["only"], ["just"], ["doubt"], ["matter"]))
    if lows[i] == "without":
        return bool(following) and following[0].endswith("ing")
    if words[i].term not in NEGATING_VERBS or words[i].small:
        return False
    governed = GOVERNED.get(words[i].term)
    return governed is None or next((low for low in following if not low.endswith("ly")), "") in governed


def _targets(
    i: int, words: Sequence[Word], lows: Sequence[str], capital: Collection[int], *, noun: bool
) -> Iterator[int]:
    """The telling word that the negation at `i` reaches, and the next where the first only passes it on."""
    small = 0
    taken = 0
    for j in range(i + 1, len(words)):
        if words[j].small:
            small += 1
            if small > REACH + taken or lows[j] in ("but", "and", "while", "although"):
                return
            continue
        if j in capital or (lows[j].endswith("ly") and lows[j] not in NO_ADVERBS):
            continue
        yield j
        taken += 1
        following = words[j + 1] if j + 1 < len(words) else None
        close = noun and taken == 1 and following and not following.small and following.start - words[j].end == 1
        if words[j].term not in LIGHT and not words[j].term.startswith("#") and not close:
            return
        small = 0
