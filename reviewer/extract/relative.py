"""Relative clauses: where they end, what they hang on, and whether they assert something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.extract.attribution import Scene
from reviewer.extract.cues import NOUNS
from reviewer.extract.phrases import Group, Range, clause_at, nearest_phrase, subject
from reviewer.extract.verbs import base_of, third_person
from reviewer.text.words import vocabulary

SHORTEST = 4
"""Fewest words of a relative clause that is a claim of its own."""
_PRONOUNS = vocabulary("who which that whose where whom")
_GENERIC = vocabulary(
    "any anyone anything anybody every everyone everything each no nobody none those someone something whoever people"
)
_FUNCTION = vocabulary(
    """allow let enable help permit provide offer contain include produce make give serve connect link cover represent
    employ own run operate host hold carry supply feed protect measure block prevent require limit ban"""
)
"""Verbs with which even a general present tense tells what a thing does."""
_PAST_OR_PERFECT = vocabulary("has have had was were did will")


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative clause. `body` is what it says without its pronoun where that is the subject, `words` all of it."""

    words: Range
    body: Range
    antecedent: Range
    restrictive: bool
    asserts: bool


def relatives(scene: Scene, first: int, last: int, finite: Sequence[Group]) -> tuple[Relative, ...]:
    """The relative clauses between words `first` and `last`, in order; `finite` are the finite verb groups there."""
    return tuple(_find(scene, first, last, finite))


def _find(scene: Scene, first: int, last: int, finite: Sequence[Group]) -> Iterator[Relative]:
    tags, lows = scene.tags, scene.tagged.lows
    until = first
    for i in range(first + 1, last - 2):
        if i < until or lows[i] not in _PRONOUNS or tags[i] not in "WZ" or scene.quoted[i]:
            continue
        start = _opening(tags, i)
        antecedent = _antecedent(scene, first, start, finite)
        verb = next((g for g in finite if g.first > i), None)
        if antecedent is None or verb is None or not _relative(scene, i, start, verb):
            continue
        end = _end(scene, start, last, verb, finite, first)
        until = end
        restrictive = tags[start] != ","
        end = _without_date(scene, verb, end) if restrictive else end
        own = verb.first - i <= 2 and "I" not in tags[i + 1 : verb.first] and clause_at(tags, i) is False
        body = (i + 1, end) if lows[i] != "whose" and own else (i, end)
        yield Relative(
            (start, end),
            body,
            antecedent,
            restrictive,
            _asserts(scene, antecedent, verb, body, restrictive=restrictive),
        )


def _opening(tags: str, i: int) -> int:
    """The comma or preposition that belongs to the pronoun: ", which", "by which"."""
    start = i - 1 if tags[i - 1] == "P" else i
    return start - 1 if tags[start - 1] == "," else start


def _antecedent(scene: Scene, first: int, start: int, finite: Sequence[Group]) -> Range | None:
    """The noun phrase that the clause hangs on; after a mere date, the subject of the sentence."""
    tags = scene.tags
    if start <= first or tags[start - 1] not in "NXt#)JpIQ":
        return None
    if tags[start - 1] in "t#" and scene.tagged.lows[start - 1][:1].isdecimal():
        main = next((g for g in finite if g.first < start), None)
        return subject(scene.tagged, main.first, first) if main else None
    found = nearest_phrase(tags, start, first)
    return None if found is None else (found, start)


def _without_date(scene: Scene, verb: Group, end: int) -> int:
    """A day after a general present tense belongs to the main verb: "services that allow … on Monday"."""
    tags, lows = scene.tags, scene.tagged.lows
    if tags[verb.first] != "V" or lows[verb.head] not in (
        base_of(lows[verb.head]),
        third_person(base_of(lows[verb.head])),
    ):
        return end
    match = re.compile(r"P?[JD]?t+$").search(tags, verb.last, end)
    return match.start() if match else end


def _relative(scene: Scene, i: int, start: int, verb: Group) -> bool:
    """Whether the word is a relative pronoun here and not the "that" of something said, or a question word."""
    tags, lows = scene.tags, scene.tagged.lows
    if lows[i] == "that":
        if lows[start - 1] in NOUNS or lows[start - 1] in ("fact", "so", "such") or tags[start - 1] == "I":
            return False
        if clause_at(tags, i + 1) and start > 1 and _says_something(scene, start):
            return False
    return verb.first - i <= 12


def _says_something(scene: Scene, start: int) -> bool:
    """Whether the "that" at `start` hangs on a verb: "told reporters that", "said on Sunday that"."""
    from reviewer.extract.tagging import THAT_VERBS

    for j in range(start - 1, max(-1, start - 12), -1):
        if scene.tags[j] in "VvLGE":
            return base_of(scene.tagged.lows[j]) in THAT_VERBS
        if scene.tags[j] in ",;:":
            return False
    return False


def _end(scene: Scene, start: int, last: int, verb: Group, finite: Sequence[Group], first: int) -> int:
    """Where the clause ends: where the main clause takes up its verb, at a new clause, or with the sentence."""
    tags = scene.tags
    main_has_verb = any(g.last <= start for g in finite if g.first >= first)
    for j in range(verb.last, last - 1):
        if scene.quoted[j]:
            continue
        if tags[j] in ";-)" or (tags[j] == "," and _resumes(scene, j, last, main_has_verb=main_has_verb)):
            return j
    if not main_has_verb:
        later = next((g for g in finite if g.first >= verb.last and not _joined(scene, g.first)), None)
        if later is not None and tags[start] != ",":
            return later.first
    return last


def _joined(scene: Scene, at: int) -> bool:
    """Whether a verb is coordinated to one before, or has a subject of its own right before it."""
    j = at - 1
    while j > 0 and scene.tags[j] == "R":
        j -= 1
    return scene.tags[j] in "KIZWS,"


def _resumes(scene: Scene, comma: int, last: int, *, main_has_verb: bool) -> bool:
    """Whether the main clause, or a new one, goes on after this comma."""
    tags, lows = scene.tags, scene.tagged.lows
    j = comma + 1
    while j < last and tags[j] == "R":
        j += 1
    if j >= last:
        return True
    if tags[j] in "VMHBA":
        return True
    if tags[j] == "K" and lows[j] != "or":
        after = j + 1
        while after < last and tags[after] == "R":
            after += 1
        return clause_at(tags, after) or (main_has_verb and tags[after : after + 1] in tuple("VMHBA"))
    if tags[j] in "WZ" or lows[j] in ("while", "whereas", "although", "though"):
        return True
    return tags[j] in "Gh" and main_has_verb


def _asserts(scene: Scene, antecedent: Range, verb: Group, body: Range, *, restrictive: bool) -> bool:
    """Whether the clause states a fact: always with a comma; without one, not of "any", "those", "people who"."""
    if body[1] - body[0] < SHORTEST:
        return False
    if not restrictive:
        return True
    tags, lows = scene.tags, scene.tagged.lows
    if any(low in _GENERIC for low in lows[antecedent[0] : antecedent[1]]):
        return False
    if tags[verb.first] == "V" and lows[verb.head] == base_of(lows[verb.head]):
        return lows[verb.head] in _FUNCTION
    if lows[verb.first] in ("is", "are", "would", "could", "may", "might", "should", "must", "do", "does"):
        return False
    return tags[verb.first] == "V" or lows[verb.first] in _PAST_OR_PERFECT
