"""What a claim negates, and whether two claims say opposite things of what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reviewer.match.opposites import (
    ADJECTIVES,
    DENIALS,
    DENY,
    GOVERNED,
    HARM,
    LIGHT,
    NEGATING_VERBS,
    NEGATORS,
    NO_ADVERBS,
    OF_REPORTS,
    PREVENT,
    QUASHING,
    REPORTS,
    REQUESTS,
    WITH_FROM,
)
from reviewer.match.terms import Word

REACH = 3
"""Small words that may stand between a negation and what it negates."""
QUASHED = 4
"""Words between "quash" and the rumour, either way."""


def negated(
    words: Sequence[Word], lows: Sequence[str], capital: Collection[int], names: Collection[int] = frozenset()
) -> tuple[frozenset[int], frozenset[int]]:
    """Which words of a claim are negated (an odd number of times), and which words do the negating.

    `capital` are words in the middle of the claim that are capitalised, `names` those that may be names where nearly
    all are: passed over, unless there is nothing else ("is not by Lund").
    """
    targets: set[int] = set()
    cues: set[int] = set()
    for i, low in enumerate(lows):
        if not _negates(i, words, lows):
            continue
        start, noun = _from(i, words, lows), low in ("no", "0")
        hit = list(_targets(start, words, lows, {*capital, *names}, noun=noun))
        for passed_over in (capital, ()):
            hit = hit or list(_targets(start, words, lows, passed_over, noun=noun))
        if hit or low == "not":
            cues.add(i)
            targets.symmetric_difference_update(hit)
    return frozenset(targets), frozenset(cues)


def _from(i: int, words: Sequence[Word], lows: Sequence[str]) -> int:
    """From where a negation reaches: "prevented pirates from attacking" denies the attack, not the pirates."""
    barred = words[i].term in WITH_FROM or words[i].term == PREVENT
    return i + 1 + lows[i + 1 : i + 6].index("from") if barred and "from" in lows[i + 1 : i + 6] else i


def denials(words: Sequence[Word], lows: Sequence[str], flipped: frozenset[int]) -> frozenset[int]:
    """Words that call the whole statement untrue: "hoax", "false", "denies", "No, …". Denying a hoax undoes it."""
    found = [i for i in range(len(words)) if i not in flipped and _denies(i, words, lows)]
    undone = len(found) > 1 and words[found[0]].term == DENY and words[found[-1]].term != DENY
    return frozenset() if undone else frozenset(found)


def _denies(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    if _answers_no(i, words, lows):
        return True
    if _quashes(i, words, lows):
        return True
    if words[i].term not in DENIALS or words[i].small:
        return False
    if lows[i] == "fabricating" or _refuses(i, words):
        return False
    if lows[i] == "satire" and lows[i + 1 : i + 2] in (["on"], ["of"], ["about"]):
        return False
    if words[i].term in OF_REPORTS:
        return any(word.term in REPORTS for word in words[max(0, i - 4) : i + 5])
    return words[i].term not in ADJECTIVES or _of_a_report(i, words, lows)


def _answers_no(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    """Whether "No, …" begins a claim or a part of it: an answer, and no negation of the next word."""
    if lows[i] != "no" or i + 1 == len(words) or words[i + 1].start - words[i].end != 2 or _numbers(i, words, lows):
        return False
    return i == 0 or words[i].start - words[i - 1].end > 1


def _numbers(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    """Whether "No." stands for "number": "the No. 1 side"."""
    if lows[i] != "no" or i + 1 == len(words):
        return False
    return words[i + 1].term.startswith("#") and words[i + 1].start - words[i].end == 2


def _refuses(i: int, words: Sequence[Word]) -> bool:
    """Whether something asked for is denied, and nothing called untrue: "denied the request"."""
    return words[i].term == DENY and any(word.term in REQUESTS for word in words[i + 1 : i + 5])


def _of_a_report(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    """Whether a word like "fake" speaks of a report or stands alone; "fake passports" calls nothing untrue."""
    run = []
    for before, word in pairwise(words[i : i + 5]):
        if word.small or word.start - before.end > 1:
            break
        run.append(word.term)
    if not run:
        return lows[i] != "mistakenly"
    return any(term in REPORTS for term in run)


def _quashes(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    """Whether a report is done away with here: "shoots down the claim", "rumour put to rest"."""
    by = QUASHING.get(lows[i])
    if by is None or not (by == "" or by in (*lows[max(0, i - 1) : i], *lows[i + 1 : i + 2])):
        return False
    return any(word.term in REPORTS for word in words[max(0, i - QUASHED) : i + QUASHED + 2])


def _negates(i: int, words: Sequence[Word], lows: Sequence[str]) -> bool:
    following = lows[i + 1 : i + 4]
    if _answers_no(i, words, lows) or _numbers(i, words, lows):
        return False
    if lows[i] == "0":
        return following[:1] not in (["percent"], ["degrees"], ["points"])
    if lows[i] == "not" and lows[max(0, i - 1) : i] == ["or"] and "whether" in lows[:i]:
        return False
    if lows[i] in NEGATORS:
        return not (lows[i] in ("not", "no") and following[:1] in (["only"], ["just"], ["doubt"], ["matter"]))
    if lows[i] == "without":
        return bool(following) and (following[0].endswith("ing") or words[i + 1].term in HARM)
    if words[i].term in WITH_FROM:
        return "from" in following
    if words[i].term not in NEGATING_VERBS or words[i].small:
        return False
    if _refuses(i, words):
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
        passed_on = words[j].term in LIGHT and lows[j] != "signed"
        if not passed_on and not words[j].term.startswith("#") and not close:
            return
        small = 0
