"""Relative clauses: where they end, what they hang on, and whether they assert something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.extract.cues import CONTENT_NOUNS, SUBORDINATE
from reviewer.extract.disambiguating import THAT_VERBS
from reviewer.extract.phrases import Group, Range, clause_at, nearest_phrase, subject
from reviewer.extract.scenes import Scene
from reviewer.extract.verbs import base_of, third_person
from reviewer.text.words import vocabulary

SHORTEST = 3
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
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_APPOSITION = re.compile(r",D[JNG#]{0,4}N(?=Z|R?(?:D|X|I|#|N))")


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative clause: `words` is all of it with its comma, `body` what it says, without its pronoun as subject.

    `restrictive`: it stands without a comma, and is needed to tell what is meant.
    """

    words: Range
    body: Range
    antecedent: Range
    restrictive: bool
    asserts: bool


def relatives(
    scene: Scene, first: int, last: int, finite: Sequence[Group], blocked: Sequence[bool]
) -> tuple[Relative, ...]:
    """The relative clauses between words `first` and `last`, in order, never overlapping.

    `finite` are the finite verb groups there; `blocked` marks words in which nothing is cut.
    """
    return tuple(_Search(scene, first, last, finite, blocked).run())


class _Search:
    def __init__(self, scene: Scene, first: int, last: int, finite: Sequence[Group], blocked: Sequence[bool]) -> None:
        self.scene = scene
        self.tags = scene.tags
        self.lows = scene.tagged.lows
        self.first = first
        self.last = last
        self.finite = finite
        self.blocked = blocked

    def run(self) -> Iterator[Relative]:
        until = self.first
        for i in range(self.first + 1, self.last - 2):
            if i < until or self.blocked[i]:
                continue
            found = self._at(i)
            if found:
                yield found
                until = found.words[1]

    def _at(self, i: int) -> Relative | None:
        if self.tags[i] == ",":
            return self._apposition(i)
        if self.lows[i] in _PRONOUNS and self.tags[i] in "WZ":
            return self._pronoun(i)
        if self.lows[i] == "when" and self.tags[i - 1] == "," and self.lows[self.first] not in SUBORDINATE:
            return self._clause(i, i - 1, self._antecedent(i - 1))
        return None

    def _pronoun(self, i: int) -> Relative | None:
        start = i - 1 if self.tags[i - 1] == "P" else i
        if start < i and self.tags[start - 2 : start] in (",D", ",#", ",N", ",I"):
            start -= 1
        start = start - 1 if self.tags[start - 1] == "," else start
        if self.lows[i] == "that" and (self._said(i, start) or self._resumed_by_that(start)):
            return None
        return self._clause(i, start, self._antecedent(start))

    def _resumed_by_that(self, start: int) -> bool:
        """Whether "that" takes up the main clause: "If he had doubts, that is something …"."""
        return (
            self.tags[start] == ","
            and self.lows[self.first] in SUBORDINATE
            and "," not in self.tags[self.first : start]
        )

    def _apposition(self, comma: int) -> Relative | None:
        """What an apposition tells of the sentence: ", a step the opposition has promised to undo"."""
        match = _APPOSITION.match(self.tags, comma, self.last)
        if match is None or self.lows[comma + 1] not in ("a", "an") or not self._main_verb(comma):
            return None
        if self.lows[self.first] in SUBORDINATE:
            return None
        at = match.end() if self.tags[match.end()] != "Z" else match.end() + 1
        if not clause_at(self.tags, at):
            return None
        return self._clause(at - 1, comma, (comma + 1, match.end()))

    def _clause(self, pronoun: int, start: int, antecedent: Range | None) -> Relative | None:
        verb = next((g for g in self.finite if g.first > pronoun), None)
        if antecedent is None or verb is None or verb.first - pronoun > 12:
            return None
        end = self._end(start, verb)
        restrictive = self.tags[start] != "," and not self._in_apposition(antecedent)
        body_end = self._without_date(verb, end) if restrictive else end
        whole = self.lows[pronoun] in ("whose", "where") and not self._has_subject(pronoun, verb)
        glued = self.scene.tagged.ends[pronoun] == self.scene.tagged.starts[pronoun + 1]
        body = (pronoun if whole or glued or self.lows[pronoun] == "whose" else pronoun + 1, body_end)
        asserts = self._asserts(antecedent, verb, body, restrictive=restrictive)
        return Relative((start, end), body, antecedent, restrictive, asserts)

    def _has_subject(self, pronoun: int, verb: Group) -> bool:
        return clause_at(self.tags, pronoun + 1) and verb.first > pronoun + 1

    def _main_verb(self, at: int) -> bool:
        return any(g.last <= at for g in self.finite)

    def _antecedent(self, start: int) -> Range | None:
        """The noun phrase that the clause hangs on; after a mere date, the subject of the sentence."""
        tags = self.tags
        if start <= self.first or tags[start - 1] not in "NXt#)pIQ":
            return None
        if tags[start] == "," and _YEAR.fullmatch(self.lows[start - 1]) and self.lows[start + 1] != "when":
            main = next((g for g in self.finite if g.first < start), None)
            return subject(self.scene.tagged, main.first, self.first) if main else None
        if tags[start - 1] == "t" and tags[start] != ",":
            before = re.compile(r"(?<=[NX])P[DJR#]*t+$").search(tags, self.first, start)
            start = before.start() if before else start
        found = nearest_phrase(tags, start, self.first)
        return None if found is None else (found, start)

    def _in_apposition(self, antecedent: Range) -> bool:
        """Whether the antecedent itself is an aside: "Moravcova, a geologist whose maps …"."""
        first = antecedent[0]
        return first > self.first + 1 and self.tags[first - 1] == "," and self.lows[first] in ("a", "an")

    def _said(self, i: int, start: int) -> bool:
        """Whether "that" opens what a verb or noun of saying tells: "told reporters that", "the claim that"."""
        before = self.lows[start - 1]
        if before in CONTENT_NOUNS or before in ("so", "such") or self.tags[start - 1] == "I":
            return True
        return clause_at(self.tags, i + 1) and self._after_saying(start)

    def _after_saying(self, start: int) -> bool:
        for j in range(start - 1, max(-1, start - 12), -1):
            if self.tags[j] in "VvLGE":
                return base_of(self.lows[j]) in THAT_VERBS
            if self.tags[j] in ",;:":
                return False
        return False

    def _without_date(self, verb: Group, end: int) -> int:
        """A day after a general present tense belongs to the main verb: "services that allow … on Monday"."""
        base = base_of(self.lows[verb.head])
        if self.tags[verb.first] != "V" or self.lows[verb.head] not in (base, third_person(base)):
            return end
        match = re.compile(r"P?[JD]?t+$").search(self.tags, verb.last, end)
        return match.start() if match else end

    def _end(self, start: int, verb: Group) -> int:
        """Where the clause ends: where the main clause takes up its verb, at a new clause, or with the sentence."""
        main = self._main_verb(start)
        leading = self.lows[self.first] in SUBORDINATE and "," not in self.tags[self.first : start]
        for j in range(verb.last, self.last - 1):
            if self.blocked[j]:
                continue
            if self.tags[j] in ";-)":
                return j
            if self.tags[j] == "," and self._resumes(j, main=main, leading=leading):
                return j
        if not main and self.tags[start] != ",":
            later = next((g for g in self.finite if g.first >= verb.last and not self._joined(g.first)), None)
            if later is not None:
                return later.first
        return self.last

    def _joined(self, at: int) -> bool:
        """Whether a verb is coordinated to one before, or has a subject of its own right before it."""
        j = at - 1
        while j > 0 and self.tags[j] == "R":
            j -= 1
        return self.tags[j] in "KIZWS,"

    def _resumes(self, comma: int, *, main: bool, leading: bool) -> bool:
        """Whether the main clause, or a new one, goes on after this comma."""
        tags, lows = self.tags, self.lows
        j = comma + 1
        while j < self.last and tags[j] == "R":
            j += 1
        if j >= self.last or tags[j] in "VMHBAWZ" or lows[j] in ("while", "whereas", "although", "though", "when"):
            return True
        if (leading or not main) and clause_at(tags, j):
            return True
        if tags[j] == "K" and lows[j] != "or":
            after = j + 1
            while after < self.last and tags[after] == "R":
                after += 1
            return clause_at(tags, after) or (main and tags[after : after + 1] in tuple("VMHBA"))
        if (aside := _APPOSITION.match(tags, comma, self.last)) and lows[comma + 1] in ("a", "an"):
            return clause_at(tags, aside.end() + (tags[aside.end()] == "Z"))
        return tags[j] in "Gh" and main

    def _asserts(self, antecedent: Range, verb: Group, body: Range, *, restrictive: bool) -> bool:
        """Whether the clause states a fact: always with a comma; without one, not of "any", "those", "people who"."""
        if body[1] - body[0] < SHORTEST + restrictive:
            return False
        if not restrictive:
            # In ", in May, which pushed" it is the whole clause before that pushed, and no month.
            dated = set(self.tags[antecedent[0] : antecedent[1]]) <= set("t#D")
            return not (dated and self.lows[body[0] - 1] == "which")
        if any(low in _GENERIC for low in self.lows[antecedent[0] : antecedent[1]]):
            return False
        head = self.lows[verb.head]
        if self.tags[verb.first] == "V" and head == base_of(head):
            return head in _FUNCTION
        if self.tags[verb.first] == "V":
            return True
        return self.lows[verb.first] in _PAST_OR_PERFECT
