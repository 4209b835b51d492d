"""Who says so, sentence after sentence: explicit sources, carried-over ones, and the longer names behind aliases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reviewer.extract.aliases import Cast, Resolved
from reviewer.extract.contexts import FRAMING, expletive
from reviewer.extract.datelines import is_agency
from reviewer.extract.phrases import Form, Range, nearest_phrase, subject, verb_groups
from reviewer.extract.scenes import Attribution, Scene
from reviewer.extract.tagging import Tagged
from reviewer.extract.verbs import base_of
from reviewer.model.claim import ClaimantRole, SourceCut
from reviewer.text.words import vocabulary

_COUNTED = vocabulary("some many most several others few both all none")
_TURN = vocabulary("meanwhile however separately elsewhere instead but yet although nevertheless")
_GENERAL = vocabulary("is are can may does do has have 's 're")


@dataclass(slots=True)
class Told:
    """What the last sourced sentence leaves behind: its sources and the nouns that were spoken of."""

    sources: tuple[SourceCut, ...]
    nouns: frozenset[str]
    paragraph: int
    sentence: int
    opens: bool = False
    """Whether it ends in a colon, so that what follows is theirs."""


@dataclass(slots=True)
class Sources:
    """The sources of an article, read in order."""

    cast: Cast = field(default_factory=Cast)
    agency: SourceCut | None = None
    last: Told | None = None

    def of_signs(self, tagged: Tagged, signs: Sequence[Attribution], sentence: int) -> tuple[SourceCut, ...]:
        """The chain that a statement's signs name, outermost first, aliases resolved."""
        return tuple(self._cut(tagged, sign, sentence) for sign in signs if sign.source)

    def _cut(self, tagged: Tagged, sign: Attribution, sentence: int) -> SourceCut:
        source = sign.source or sign.cue
        resolved = _relative_source(tagged, source) or self.cast.resolve(tagged, source, sentence)
        span = tagged.place(*source)
        agency = sign.rule == "according" and self.agency is None and is_agency(span.of(tagged.text))
        role = ClaimantRole.AGENCY if agency else ClaimantRole.INFORMANT
        self.cast.speak(tagged, source, sentence, resolved)
        return SourceCut(span, role, tagged.place(*sign.cue), referent=resolved.referent, open=resolved.open)

    def remember(
        self, tagged: Tagged, sources: tuple[SourceCut, ...], paragraph: int, sentence: int, *, opens: bool = False
    ) -> None:
        """Keeps what a sourced sentence spoke of, for the next one."""
        self.last = Told(sources, _nouns(tagged), paragraph, sentence, opens)

    def prolong(self, paragraph: int, sentence: int) -> None:
        """A carried-over sentence may be carried on from."""
        if self.last:
            self.last.paragraph, self.last.sentence = paragraph, sentence

    def speaking(self, paragraph: int) -> tuple[SourceCut, ...]:
        """Who speaks in a quotation that names nobody: the last speaker of this paragraph or the one before."""
        last = self.last
        if last is None or paragraph - last.paragraph > (2 if last.opens else 1):
            return ()
        return implicit(last.sources)

    def carried(self, scene: Scene, paragraph: int, sentence: int) -> tuple[SourceCut, ...]:
        """The last sources as implicit ones, where the sentence plainly goes on with what they said."""
        last = self.last
        if last is None or paragraph - last.paragraph > 1 or sentence - last.sentence > 2:
            return ()
        if not (last.opens or _goes_on(scene, last)):
            return ()
        plural = _plural(last.sources[-1], scene.tagged.text)
        pronoun = scene.tagged.lows[scene.floor]
        return () if pronoun in ("it", "they") and plural == (pronoun == "it") else implicit(last.sources)


def _relative_source(tagged: Tagged, source: Range) -> Resolved | None:
    """What a relative pronoun stands for: "Eva Simek, who said …"."""
    first, last = source
    if last - first != 1 or tagged.tags[first] not in "WZ" or first == 0:
        return None
    end = first - 1 if tagged.tags[first - 1] == "," else first
    start = nearest_phrase(tagged.tags, end)
    return None if start is None else Resolved(tagged.place(start, end))


def implicit(sources: Sequence[SourceCut]) -> tuple[SourceCut, ...]:
    """The same sources as "probably" theirs."""
    return tuple(replace(source, implicit=True) for source in sources)


def _plural(source: SourceCut, text: str) -> bool:
    """Whether a source is several, by the last noun before a preposition or comma."""
    head = re.split(r",|\s(?:of|in|at|for|from|with)\s", (source.referent or source.source).of(text))[0]
    return head.endswith("s") and not head.endswith("ss")


def _nouns(tagged: Tagged) -> frozenset[str]:
    return frozenset(low for low, tag in zip(tagged.lows, tagged.tags, strict=True) if tag in "NX" and len(low) > 2)


def _goes_on(scene: Scene, last: Told) -> bool:
    """A body's pronoun or a further count of the same things as subject, and a verb that tells of an event."""
    if scene.tagged.lows[scene.floor] in _TURN:
        return False
    found = _subject(scene)
    if found is None:
        return False
    tags, lows = scene.tags, scene.tagged.lows
    first, last_word, verb = found
    if lows[first] in ("this", "that", "these", "those") or any(low in FRAMING for low in lows[first:last_word]):
        return False
    if verb in _GENERAL and not _event(scene, last_word):
        return False
    if last_word - first == 1 and tags[first] == "I":
        return lows[first] in ("it", "they") and not expletive(scene.tagged, first)
    counted = "#" in tags[first:last_word] or lows[first] in _COUNTED
    nouns = {lows[i] for i in range(first, last_word) if tags[i] == "N"}
    return counted and bool(nouns & last.nouns)


def _subject(scene: Scene) -> tuple[int, int, str] | None:
    """The main subject of a sentence, and its verb's first word."""
    for group in verb_groups(scene.tags):
        if group.form is Form.FINITE and group.first >= scene.floor:
            found: Range | None = subject(scene.tagged, group.first, scene.floor)
            return (*found, scene.tagged.lows[group.first]) if found else None
    return None


def _event(scene: Scene, verb: int) -> bool:
    """Whether "has" or "is" helps a verb that tells what happened: "have been issued an order"."""
    tags = scene.tags[verb : verb + 4]
    return tags[:1] == "H" and "L" in tags and base_of(scene.tagged.lows[verb]) not in ("can", "may")
