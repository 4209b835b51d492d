"""One statement into its atomic claims: coordinate clauses and verbs, participle and result clauses, asides.

A split stands only where both sides can bear it: enough words, a finite verb on the left, and never inside a quotation,
a condition or an infinitive. What a part needs to be read (its subject) is carried along as a range of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reviewer.extract.contexts import FRAMING
from reviewer.extract.cues import SUBORDINATE
from reviewer.extract.disambiguating import THAT_VERBS
from reviewer.extract.phrases import Form, Group, Range, clause_at, main_verb, simple_phrase_after, subject, verb_groups
from reviewer.extract.relative import Relative, relatives
from reviewer.extract.scenes import Scene
from reviewer.extract.verbs import base_of
from reviewer.text.words import vocabulary

MIN_WORDS = 3
"""Fewest words of a part that is a claim of its own."""
_CONTRAST = vocabulary("while whereas although though")
_SUBORDINATE = vocabulary(
    "if when while although though because as since after before unless once until whenever whether"
)
_NO_PARTICIPLE = vocabulary(
    """according including regarding concerning following depending judging considering compared based saying adding
    telling speaking referring citing noting given provided excluding barring ranging starting beginning"""
)
_AUX = re.compile(r"[MHBA][RbHh]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A claim within a sentence: its words, the rule that cut it, and what it carries from elsewhere in it."""

    words: Range
    rule: str
    carried: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a part ends (`left`) and the next begins (`right`)."""

    left: int
    right: int
    rule: str
    carried: tuple[Range, ...] = ()


def parts(scene: Scene, first: int, last: int, rule: str = "sentence", bearer: Range | None = None) -> list[Part]:
    """The atomic claims of the words `first` to `last`, in text order; the whole range where nothing can be cut.

    `bearer` is the subject of words that begin with their verb.
    """
    return _Splitter(scene, first, last, rule, bearer).run()


class _Splitter:
    def __init__(self, scene: Scene, first: int, last: int, rule: str, bearer: Range | None = None) -> None:
        self.scene = scene
        self.tags = scene.tags
        self.lows = scene.tagged.lows
        self.first = first
        self.last = last
        self.rule = rule
        self.bearer = bearer
        whole = all(scene.quoted[first:last])
        self.blocked = scene.quoted if not whole else tuple(False for _ in scene.quoted)
        self.groups = [g for g in verb_groups(self.tags) if first <= g.first and g.last <= last]
        self.finite = [g for g in self.groups if g.form is Form.FINITE and not self.blocked[g.first]]
        self.relatives = relatives(scene, first, last, self.finite, self.blocked)

    def run(self) -> list[Part]:
        if len(self.groups) < 2:
            return [Part((self.first, self.last), self.rule, self._bearer_of(self.first))]
        cuts = sorted(self._cuts(), key=lambda c: c.left)
        found: list[Part] = []
        start, rule, carried = self.first, self.rule, self._bearer_of(self.first)
        for cut in cuts:
            if cut.left <= start:
                continue
            found.append(Part((start, cut.left), rule, carried))
            start, rule, carried = cut.right, cut.rule, cut.carried
        found.append(Part((start, self.last), rule, carried))
        found = [p for part in found if (p := self._trimmed(self._before_relative(part)))]
        return found + [p for part in self._inner() if (p := self._trimmed(part))]

    def _bearer_of(self, first: int) -> tuple[Range, ...]:
        return (self.bearer,) if self.bearer and self.tags[first] in "VMHBAGLR" else ()

    def _before_relative(self, part: Part) -> Part:
        """A part without the relative clause that closes it, where that is a claim of its own."""
        first, last = part.words
        for relative in self.relatives:
            closes = first < relative.words[0] < last <= relative.words[1]
            if closes and relative.asserts and not relative.restrictive:
                return replace(part, words=(first, relative.words[0]))
        return part

    def _trimmed(self, part: Part) -> Part | None:
        words = self.scene.trimmed(*part.words)
        if words is None or (part.words != (self.first, self.last) and words[1] - words[0] < MIN_WORDS):
            return None
        return replace(part, words=words)

    def _cuts(self) -> Iterator[_Cut]:
        if self.lows[self.first] in ("if", "unless"):
            return
        clause_start = self._main_start()
        for i in range(self.first + 1, self.last - 1):
            if self.blocked[i] or i < clause_start:
                continue
            tag = self.tags[i]
            if tag == ";" and self._finite_in(self.first, i) and self._finite_in(i + 1, self.last):
                yield _Cut(i, i + 1, "coordination")
            elif tag == "K" and self.lows[i] in ("and", "but", "yet", "&") and not self._inside_relative(i):
                yield from self._at_conjunction(i)
            elif tag == "S" and self.lows[i] in _CONTRAST and self.tags[i - 1] == ",":
                if clause_at(self.tags, i + 1) and self._finite_in(self.first, i):
                    yield _Cut(i - 1, i + 1, "contrast")
            elif tag == ",":
                yield from self._at_comma(i)

    def _main_start(self) -> int:
        """Where the main clause begins: after the comma that closes a leading subordinate clause."""
        if self.lows[self.first] not in SUBORDINATE:
            return self.first
        comma = self.tags.find(",", self.first, self.last)
        return self.last if comma < 0 else comma + 1

    def _finite_in(self, first: int, last: int) -> bool:
        return any(first <= g.first and g.last <= last for g in self.finite)

    def _inside_relative(self, i: int) -> Relative | None:
        return next((r for r in self.relatives if r.words[0] <= i < r.words[1]), None)

    def _group_before(self, i: int) -> Group | None:
        """The verb group nearest before word `i` in its own clause; a relative clause that has ended is skipped."""
        around = self._inside_relative(i)
        floor = around.words[0] if around else self.first
        for group in reversed(self.groups):
            if group.last <= i and group.first >= floor and not self.blocked[group.first]:
                inside = self._inside_relative(group.first)
                if inside is None or inside is around:
                    return group
        return None

    def _at_conjunction(self, i: int) -> Iterator[_Cut]:
        left = i - 1 if self.tags[i - 1] == "," else i
        start = i + 1
        while start < self.last and self.tags[start] in "R," and not clause_at(self.tags, start):
            start += 1
        if self.tags[start : start + 3] in ("SDN", "PDN"):
            start += 3
        if start >= self.last - 1 or self.last - start < MIN_WORDS or left - self.first < MIN_WORDS:
            return
        if self.tags[start] == "Z" and clause_at(self.tags, start + 1) and self._finite_in(self.first, left):
            yield _Cut(left, start + 1, "coordination")
            return
        before = self._group_before(i)
        if before is None or self._in_condition(i):
            return
        following = next((g for g in self.groups if g.first == start), None)
        if following is None:
            if clause_at(self.tags, start) and self._own_clause(i, start, before):
                yield _Cut(left, start, "coordination")
            return
        if left - before.last < 1 and self.tags[left] != "," and self.tags[following.first] not in "MBHA":
            return
        carried = self._shared_subject(before, following, i)
        if carried:
            yield _Cut(left, i + 1, "shared subject", carried)

    def _own_clause(self, i: int, start: int, before: Group) -> bool:
        """Whether what follows the conjunction is a clause and no second noun of an earlier phrase."""
        adjectives = self.tags[i - 1] == "J" and self.tags[start] in "JX" and self.tags[i - 2] not in "BR"
        if adjectives:
            return False
        if self.tags[i - 1] == "," or self.tags[start] == "I" or self.lows[i] == "but":
            return self._finite_in(self.first, i)
        opener = max(self.tags.rfind(mark, self.first, i) for mark in "WZS")
        verb = before
        if before.form is Form.INFINITIVE and base_of(self.lows[before.head]) not in THAT_VERBS:
            earlier = [g for g in self.finite if g.last <= before.first]
            verb = earlier[-1] if earlier else before
        hanging = self.tags[i - 1] == "P" and self.tags[i - 2] not in "VvLG"
        return verb.form is Form.FINITE and verb.first > opener and not hanging

    def _in_condition(self, i: int) -> bool:
        """Whether an "if" clause holds word `i`."""
        comma = max(self.tags.rfind(",", self.first, i), self.first)
        return any(self.lows[j] in ("if", "whether", "unless") for j in range(comma, i))

    def _shared_subject(self, before: Group, following: Group, i: int) -> tuple[Range, ...]:
        """What a second verb shares with the first: the subject, and the auxiliary where participles are joined."""
        if before.form is not Form.FINITE:
            earlier = [g for g in self.finite if g.last <= before.first]
            if following.form is not Form.FINITE or not earlier:
                return ()
            before = earlier[-1]
        found = self._subject_of(before)
        if found is None or self.tags[found[0]] in "WZ":
            return ()
        if following.form is Form.FINITE:
            return (found, *self._leading_date(found))
        auxiliary = _AUX.match(self.tags, before.first, before.last)
        same = self.tags[following.last - 1] == self.tags[before.last - 1]
        if auxiliary is None or not same or self.tags[following.first] not in "LGv" or following.first != i + 1:
            return ()
        dates = self._leading_date(found)
        if found[1] == before.first:
            return ((found[0], auxiliary.end()), *dates)
        return (found, (before.first, auxiliary.end()), *dates)

    def _leading_date(self, found: Range) -> tuple[Range, ...]:
        """The date that opens the sentence holds for every verb of its subject."""
        comma = found[0] - 1
        if comma > self.first and self.tags[comma] == "," and "t" in self.tags[self.first : comma]:
            return ((self.first, comma),) if comma - self.first <= 6 else ()
        return ()

    def _at_comma(self, i: int) -> Iterator[_Cut]:
        """Participle and result clauses (", killing 12 people"), and further verbs of a series (", sold …, and …")."""
        start = i + 1
        while start < self.last and self.tags[start] == "R":
            start += 1
        if self.tags[start : start + 1] == "V" and self._series(start) and not self._inside_relative(i):
            found = self._subject_before(i)
            if found:
                yield _Cut(i, i + 1, "shared subject", (found,))
            return
        if start >= self.last - 2 or self.tags[start] not in "Gh" or self.lows[start] in _NO_PARTICIPLE:
            return
        if not self._finite_in(self.first, i) or self._inside_relative(i) or self._in_condition(i):
            return
        if self.tags[start] == "G" and self.tags[start + 1] in ",.KVMHBA;:":
            return
        end = self._participle_end(start)
        found = self._subject_before(i)
        if end - start >= MIN_WORDS and found and end == self.last:
            yield _Cut(i, i + 1, "participle", (found,))

    def _series(self, start: int) -> bool:
        """Whether a verb after a comma is followed by a last one with "and": not "or", which asserts neither."""
        joint = re.compile(r",?KR?[VHBM]").search(self.tags, start, self.last)
        return joint is not None and "or" not in self.lows[joint.start() : joint.end()]

    def _participle_end(self, start: int) -> int:
        """The end of a participle clause: the comma before a finite verb or a new clause, else the end."""
        for i in range(start, self.last - 1):
            if self.tags[i] == "," and not self.blocked[i] and (self.tags[i + 1] in "VMHBA"):
                return i
        return self.last

    def _subject_before(self, i: int) -> Range | None:
        """The subject of the last main verb before word `i`; the doer where it only points ("the move … by X")."""
        for group in reversed(self.finite):
            if group.last <= i and self._inside_relative(group.first) is None and not self._subordinate(group):
                found = self._subject_of(group)
                framing = found and any(low in FRAMING for low in self.lows[found[0] : found[1]])
                return (self._doer(group.last, i) or found) if framing else found
        return None

    def _subordinate(self, group: Group) -> bool:
        """Whether a verb stands in a clause with "after", "when", "as" … behind the main verb."""
        opener = self.tags.rfind("S", self.first + 1, group.first)
        return (
            opener > self.first
            and not set(self.tags[opener : group.first]) & set(",;K")
            and self._finite_in(self.first, opener)
        )

    def _subject_of(self, group: Group) -> Range | None:
        """The subject of a verb; of a coordinated one, that of the verb before."""
        found = subject(self.scene.tagged, group.first, self.first)
        if found is not None:
            return found
        if self.bearer and all(tag == "R" for tag in self.tags[self.first : group.first]):
            return self.bearer
        joint = group.first - 1
        while joint > self.first and self.tags[joint] == "R":
            joint -= 1
        if self.tags[joint] not in "K,":
            return None
        earlier = [g for g in self.finite if g.last <= joint and self._inside_relative(g.first) is None]
        return self._subject_of(earlier[-1]) if earlier else None

    def _doer(self, first: int, last: int) -> Range | None:
        """Who a participle says did it: "taken by Beijing"."""
        for i in range(first, last - 1):
            if self.lows[i] == "by" and self.tags[i - 1] == "L" and self.tags[i + 1] in "XD":
                end = simple_phrase_after(self.tags, i + 1)
                return (i + 1, end) if end else None
        return None

    def _inner(self) -> Iterator[Part]:
        """Claims within a part: relative clauses and asides that assert something."""
        for relative in self.relatives:
            if relative.asserts and not self._in_condition(relative.words[0]):
                inner = parts(self.scene, *relative.body, "relative", relative.antecedent)
                yield from (p if p.carried else replace(p, carried=(relative.antecedent,)) for p in inner)
        yield from self._asides()
        yield from self._facts()

    def _facts(self) -> Iterator[Part]:
        """What is called a fact: "despite the fact that …"."""
        for i in range(self.first, self.last - MIN_WORDS):
            if self.lows[i] == "fact" and not self.blocked[i]:
                start = i + 2 if self.tags[i + 1] == "Z" else i + 1
                if clause_at(self.tags, start):
                    comma = self.tags.find(",", start, self.last)
                    yield Part((start, comma if comma > 0 else self.last), "fact")

    def _asides(self) -> Iterator[Part]:
        """Asides in dashes or brackets that have a verb of their own."""
        for match in re.compile(r"-([^-;]+?)-|\(([^()]+)\)").finditer(self.tags, self.first, self.last):
            first, last = (match.start(1), match.end(1)) if match[1] else (match.start(2), match.end(2))
            verb = main_verb(self.tags, first, last)
            own = verb is not None and not re.search(r"[WZ]R*$", self.tags[first : verb.first])
            whole = first <= self.first + 1 and last >= self.last - 1
            if (
                own
                and not whole
                and last - first > MIN_WORDS
                and not self.blocked[first]
                and self.tags[first] not in "WZSK"
            ):
                yield Part((first, last), "aside")
