"""Whether a claim can stand alone, and what it points back to where it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewer.extract.aliases import Cast, is_person
from reviewer.extract.disambiguating import THAT_VERBS
from reviewer.extract.phrases import Form, Range, clause_at, phrase_after, subject, verb_groups
from reviewer.extract.scenes import Scene
from reviewer.extract.tagging import Tagged
from reviewer.extract.verbs import base_of
from reviewer.model.span import Span
from reviewer.text.words import vocabulary

FRAMING = vocabulary(
    """move moves step decision announcement crackdown purge measure measures news development developments incident
    attack ruling change changes plan deal agreement remarks comments action actions case result results figures
    finding findings statement order ban rule rules report trend situation initiative"""
)
"""Nouns by which a writer points at what was just told: "the move"."""
_OTHERS = vocabulary("others neither such")
_BEING = r"I(?:R*[BM]R*b?|[BH]R*b)R*"
_EXPLETIVE = re.compile(
    rf"{_BEING}(?:L|J|N|DN|DJN)R*(?:P[ONX]+)?[TZ]"  # it is clear that, it was a mistake to
    rf"|{_BEING}(?:Z|#|t|[#D]+t|NG)"  # it is not that, it could be months, it is worth noting
    rf"|{_BEING}(?:PD?[JR]*[N#tX]+|X+)[ZW]"  # it was in May that, it was Trump who
    r"|IM?R*[Vv](?:P|D|#)*t+T"  # it took two weeks to
)
_SEEMING = vocabulary("seems seemed appears appeared turns turned happens happened follows followed")
_CERTAIN = vocabulary("clear unclear likely unlikely possible obvious certain uncertain true unknown known")
_SHOWN = vocabulary("show indicate suggest mean prove find report reveal estimate expect feel rule charge note state")
"""Verbs of saying that figures and findings have too."""
_PERSONAL = vocabulary("he she they it")


def expletive(tagged: Tagged, at: int) -> bool:
    """Whether the "it" at a word stands for nothing: "it is clear that", "it took two weeks to"."""
    tags = tagged.tags
    if _EXPLETIVE.match(tags, at):
        return True
    rest = at + 1
    if tagged.lows[rest : rest + 1] and tagged.lows[rest] in _SEEMING:
        opener = rest + 2 if tags[rest + 1 : rest + 2] in ("P", "S", "Z") else rest + 1
        return clause_at(tags, opener) or tags[rest + 1 : rest + 2] in ("Z", "S")
    being = re.compile(_BEING).match(tags, at)
    if being and tagged.lows[being.end() : being.end() + 1] == ("because",):
        return True
    adjective = re.compile(rf"{_BEING}[JN]").match(tags, at)
    if adjective is None or tagged.lows[adjective.end() - 1] not in _CERTAIN:
        return False
    after = adjective.end()
    return clause_at(tags, after) or tagged.lows[after : after + 1] in (("whether",), ("when",), ("if",), ("how",))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a claim carries besides its own words, and why it cannot stand alone ("" = it can)."""

    carried: tuple[Span, ...] = ()
    reason: str = ""


@dataclass(slots=True)
class Trail:
    """Subjects of the sentences read so far, for pronouns that point back."""

    subjects: list[tuple[int, Span, str]] = field(default_factory=list)

    def read(self, scene: Scene, starts: Iterable[Range], sentence: int) -> None:
        """Takes up the main subjects of a sentence: one of each of its statements and sources."""
        for first, last in starts:
            found = _subject(scene, (first, last))
            if found and scene.tags[found[0]] not in "IWZO":
                number = "person" if is_person(scene.tagged, found) else _number(scene, found)
                self.subjects.append((sentence, scene.tagged.place(*found), number))
        del self.subjects[:-12]

    def antecedents(self, pronoun: str, sentence: int) -> list[Span]:
        """The subjects of the sentence before that a pronoun can mean, by number."""
        wanted = {"they": "plural"}.get(pronoun, "singular")
        before = [(s, span, number) for s, span, number in self.subjects if sentence - 1 <= s < sentence]
        spans = [span for _, span, number in before if number == wanted]
        return list(dict.fromkeys(spans))


def _number(scene: Scene, words: Range) -> str:
    """Whether a noun phrase is singular or plural, by its head."""
    tags, lows = scene.tags, scene.tagged.lows
    first, last = words
    if "K" in tags[first:last] and "P" not in tags[first:last]:
        return "plural"
    end = phrase_end(tags, first, last)
    head = lows[end - 1]
    plural = tags[end - 1] == "N" and (head in ("people", "police") or (head.endswith("s") and not head.endswith("ss")))
    return "plural" if plural else "singular"


def phrase_end(tags: str, first: int, last: int) -> int:
    """Where the phrase ends without what hangs on it by a preposition."""
    for i in range(first + 1, last):
        if tags[i] in "P,(WZ":
            return i
    return last


def standing(
    scene: Scene,
    words: Range,
    carried: tuple[Range, ...],
    speaker: Range | None,
    trail: Trail,
    cast: Cast,
    sentence: int,
) -> Standing:
    """How a claim stands: pronouns that point to exactly one bearer carry it, other pointers are a reason."""
    own = _carried_subject(scene, carried) or _subject(scene, words)
    if own is None:
        return Standing()
    first, last = own
    low = scene.tagged.lows[first]
    if last - first == 1 and low in _PERSONAL and scene.tags[first] == "I":
        return _pronoun(scene, first, speaker, trail, cast, sentence)
    if low in ("this", "these", "those", "that") and scene.tags[first] in "DIZ" and scene.tags[first + 1] != "t":
        return Standing(reason=_points(scene, first, phrase_end(scene.tags, first, last)))
    if (low in _OTHERS and (low == "such" or last - first == 1)) or (
        low == "the" and scene.tagged.lows[first + 1 : first + 2] == ("other",)
    ):
        return Standing(reason=_points(scene, first, phrase_end(scene.tags, first, last)))
    if low == "the" and last - first <= 3 and scene.tagged.lows[last - 1] in FRAMING:
        return Standing(reason=_points(scene, first, last))
    return Standing()


def _points(scene: Scene, first: int, last: int) -> str:
    return f"“{scene.tagged.words(first, last)}” points to something told before"


def _carried_subject(scene: Scene, carried: tuple[Range, ...]) -> Range | None:
    """The subject among the carried ranges, without an auxiliary that is carried with it."""
    for first, last in carried:
        end = phrase_after(scene.tags, first, last)
        if end and "t" not in scene.tags[first:end][:1]:
            return first, end
    return None


def _subject(scene: Scene, words: Range) -> Range | None:
    """The subject with which the words begin, an opening circumstance aside."""
    for group in verb_groups(scene.tags):
        if group.first > words[0] and group.last <= words[1] and group.form is Form.FINITE:
            found = subject(scene.tagged, group.first, words[0])
            opens = found is not None and (found[0] == words[0] or scene.tags[found[0] - 1] == ",")
            return found if opens else None
    return None


def _pronoun(scene: Scene, at: int, speaker: Range | None, trail: Trail, cast: Cast, sentence: int) -> Standing:
    low = scene.tagged.lows[at]
    if low == "it" and expletive(scene.tagged, at):
        return Standing()
    if speaker is not None and not scene.quoted[at] and _may_mean(scene, low, speaker):
        return _speaker(scene, low, speaker, cast, sentence)
    if low in ("he", "she"):
        resolved = cast.resolve(scene.tagged, (at, at + 1), sentence)
        quoted = scene.quoted[at] and speaker is not None
        if resolved.referent and not (quoted and resolved.referent.overlaps(scene.tagged.place(*(speaker or (0, 1))))):
            return Standing((resolved.referent,))
    elif low == "it" or not _speaks(scene, at):
        found = trail.antecedents(low, sentence)
        if len(found) == 1:
            return Standing((found[0],))
    return Standing(reason=f"“{scene.tagged.words(at, at + 1)}” has no single bearer here")


def _speaks(scene: Scene, at: int) -> bool:
    """Whether the verb behind a "they" says something, which only people do: "the talks" are not they."""
    after = [g for g in verb_groups(scene.tags) if g.first > at and g.form is Form.FINITE]
    return bool(after) and base_of(scene.tagged.lows[after[0].head]) in THAT_VERBS - _SHOWN


def _speaker(scene: Scene, low: str, speaker: Range, cast: Cast, sentence: int) -> Standing:
    """A pronoun in what is said mostly means the one who says it."""
    if scene.tags[speaker[0]] != "I":
        return Standing((scene.tagged.place(*speaker),))
    resolved = cast.resolve(scene.tagged, speaker, sentence)
    if resolved.referent:
        return Standing((resolved.referent,))
    return Standing(reason=f"“{low}” has no single bearer here")


def _may_mean(scene: Scene, low: str, speaker: Range) -> bool:
    """Whether a pronoun can stand for a speaker, by number and by being a person."""
    if scene.tags[speaker[0]] == "I":
        return low == scene.tagged.lows[speaker[0]]
    if low == "they":
        return _number(scene, speaker) == "plural"
    return _number(scene, speaker) == "singular" and is_person(scene.tagged, speaker) == (low != "it")
