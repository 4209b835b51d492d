"""Who says something in a sentence: source, cue and what is said, as ranges of words.

Four kinds of sign, each in its place: verbs ("said"), phrases ("according to"), nouns ("the claim that") and, in
headlines, a colon. What stands in quotation marks is never searched for cues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reviewer.extract.cues import NOUNS, ROLES, THINKING, VENUES
from reviewer.extract.phrases import Range, clause_at, phrase_after, phrase_before, subject
from reviewer.extract.quotation import Quoted
from reviewer.extract.tagging import Tagged
from reviewer.extract.verbs import base_of
from reviewer.text.words import vocabulary

_LABELLED = vocabulary(
    "live what how why when who where the a an five ten all everything inside watch video photos in on"
)
"""Words with which a headline goes on after a mere label: "Storm Odile: live updates"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One sign of who says something. Ranges of word indices, last excluded.

    `contents` is what is said, in text order; `states` tells that it is a statement (a clause or a quotation) and can
    be cut away from the saying, where a mere stand ("criticised the plan") cannot.
    """

    rule: str
    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    states: bool = True


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what the search needs of it: where it begins for us (after a dateline) and what is quoted."""

    tagged: Tagged
    quoted: tuple[bool, ...]
    floor: int = 0
    headline: bool = False

    @property
    def tags(self) -> str:
        """The word classes of the sentence."""
        return self.tagged.tags

    @property
    def end(self) -> int:
        """The last word but closing marks."""
        end = len(self.tagged)
        while end > self.floor and self.tagged.tags[end - 1] in ".?!":
            end -= 1
        return end

    @property
    def opening(self) -> int:
        """The first word after a leading conjunction: a sentence that opens with "But" asserts what follows it."""
        first = self.floor
        while first < self.end - 1 and (self.tags[first] in "K," or (first == self.floor and self._turns(first))):
            first += 1
        return first

    def _turns(self, first: int) -> bool:
        return self.tagged.lows[first] in ("yet", "so") and self.tags[first + 1] not in "JRZ"

    def trimmed(self, first: int, last: int) -> Range | None:
        """A range without marks around it; None if nothing stays. Quotation marks stay in pairs."""
        tags = self.tags
        while first < last and tags[first] in ",;:-.":
            first += 1
        while last > first and tags[last - 1] in ",;:-.":
            last -= 1
        return (first, last) if first < last else None


def scene(tagged: Tagged, quoted: Quoted, *, floor: int = 0, headline: bool = False) -> Scene:
    """The sentence with its quotations looked up once."""
    return Scene(tagged, quoted.mask(tagged.starts), floor, headline)


def attributions(scene: Scene) -> list[Attribution]:
    """All signs in the sentence, by the place of their cue."""
    from reviewer.extract.attribution_stands import by_stands
    from reviewer.extract.attribution_verbs import by_verbs

    found = by_phrases(scene)
    taken = [a.cue for a in found] + [a.source for a in found if a.source]
    found += [a for a in by_verbs(scene) if not any(x <= a.cue[0] < y for x, y in taken)]
    found += by_nouns(scene)
    found += by_stands(scene, [a.cue for a in found])
    if not any(a.states for a in found):
        found += by_colon(scene) or by_signature(scene)
    found.sort(key=lambda a: a.cue)
    return [a for a in found if not _nested_stand(a, scene, found)]


def _nested_stand(attribution: Attribution, scene: Scene, found: list[Attribution]) -> bool:
    """Whether a stand or a thought is told by somebody else: "Smith said he hopes …" is Smith's word alone."""
    if attribution.rule == "joined" and not attribution.states and _changes_tense(attribution, scene):
        return False
    if attribution.states and base_of(scene.tagged.lows[attribution.cue[1] - 1]) not in THINKING:
        return False
    return any(
        other.states
        and other.rule != "according"
        and any(first <= attribution.cue[0] < last for first, last in other.contents)
        for other in found
    )


def _changes_tense(stand: Attribution, scene: Scene) -> bool:
    """Whether a past verb is joined to one that is none: "said he would appeal and described …"."""
    at = stand.cue[0]
    verb = max(scene.tags.rfind(letter, 0, at) for letter in "VMBHA")
    return scene.tags[stand.cue[1] - 1] == "V" and verb >= 0 and scene.tags[verb] != "V"


_LABELS = vocabulary(
    "latest note correction update analysis opinion review exclusive watch video breaking explainer factbox live over"
)
"""Words of labels before a colon that are no speakers: "The Latest", "Editor's note"."""
_BY = vocabulary(
    """reported announced stated noted confirmed quoted cited told said claimed described explained argued written
    revealed seen"""
)


def by_phrases(scene: Scene) -> list[Attribution]:
    """According to NP, as reported by NP, citing NP, per NP."""
    found = []
    i = scene.floor
    while i < len(scene.tagged):
        cue_end = None if scene.quoted[i] else _cue_phrase(scene, i)
        if cue_end is None:
            i += 1
            continue
        attribution = _by_phrase(scene, i, cue_end)
        if attribution:
            found.append(attribution)
        i = cue_end
    return found


def _cue_phrase(scene: Scene, i: int) -> int | None:
    """Where the phrase cue that begins at word `i` ends."""
    lows = scene.tagged.lows
    if lows[i] == "according" and lows[i + 1 : i + 2] == ("to",):
        return i + 2
    if lows[i] == "as":
        for j in range(i + 1, min(i + 6, len(lows) - 1)):
            if lows[j] in _BY and lows[j + 1] == "by":
                return j + 2
            if scene.tags[j] not in "IHBbRZ":
                break
    if lows[i] in ("citing", "quoting", "per") and not (lows[i] == "per" and scene.tags[i - 1 : i] not in (",", "")):
        return i + 1
    return None


def _by_phrase(scene: Scene, cue: int, source: int) -> Attribution | None:
    tags = scene.tags
    end = source_end(scene, source)
    if end is None:
        return None
    parts = _around(scene, cue, end)
    if parts:
        return Attribution("according", (cue, source), (source, end), parts)
    opening = cue <= scene.floor + 1 or all(tag in "KR,q" for tag in tags[scene.floor : cue])
    content = scene.trimmed(end, scene.end) if opening else _left_of(scene, cue)
    if content is None:
        return None
    return Attribution("according", (cue, source), (source, end), (content,))


def _around(scene: Scene, cue: int, end: int) -> tuple[Range, ...]:
    """Both parts of what is said where the cue stands between subject and verb: "Trump, according to …, went"."""
    left = scene.trimmed(scene.opening, cue)
    if left is None or scene.tags[end : end + 1] != "," or re.search(r"[VMHBA]", scene.tags[left[0] : left[1]]):
        return ()
    right = scene.trimmed(end + 1, scene.end)
    verb = re.compile(r",R*[VMHBA]").match(scene.tags, end)
    return (left, right) if right and verb else ()


def _left_of(scene: Scene, cue: int) -> Range | None:
    """What stands before a cue in the same sentence, a leading conjunction aside."""
    return scene.trimmed(scene.opening, cue)


def source_end(scene: Scene, start: int) -> int | None:
    """Where the source that begins at `start` ends: its phrase, an apposition, but no day and no place of saying."""
    tags, lows = scene.tags, scene.tagged.lows
    end = phrase_after(tags, start)
    if end is None:
        return None
    end = _without_circumstances(tags, lows, start, end)
    reduced = re.compile(r"[LV](?:P|R)?(?=[DJNX#])").match(tags, end)
    if reduced and lows[end].endswith("ed") and (further := phrase_after(tags, reduced.end())):
        end = _without_circumstances(tags, lows, start, further)
    apposition = re.compile(r",(?:[DJ][^,;:qQ.VMHBA]*|#)(?=[,.?!Q]|$)").match(tags, end)
    return apposition.end() if apposition and end > start else end


def _without_circumstances(tags: str, lows: tuple[str, ...], start: int, end: int) -> int:
    """Cuts "on Monday", "in a statement" from the end of a source."""
    for i in range(start + 1, end):
        if tags[i] == "P" and (
            tags[i + 1 : i + 2] == "t"
            or (
                lows[i] in ("on", "in", "during", "via", "at", "through", "after")
                and any(low in VENUES for low in lows[i + 1 : end])
            )
        ):
            return i
        if tags[i] == "t" and tags[i - 1] in "NX" and tags[i + 1 : i + 2] != "p":
            return i
    return end


def by_nouns(scene: Scene) -> list[Attribution]:
    """The claim that …, Smith's claim that …, allegations by NP that …."""
    tags, lows = scene.tags, scene.tagged.lows
    found = []
    for i in range(scene.floor, len(lows) - 2):
        if lows[i] not in NOUNS or tags[i] not in "NJ" or scene.quoted[i]:
            continue
        if tags[i + 1] != "Z" or not (clause_at(tags, i + 2) or scene.quoted[i + 2]):
            continue
        content = scene.trimmed(i + 1, _clause_end(scene, i + 1))
        if content:
            found.append(Attribution("noun", (i, i + 1), _possessor(scene, i), (content,), states=False))
    return found


def _possessor(scene: Scene, noun: int) -> Range | None:
    tags = scene.tags
    start = phrase_before(tags, noun, scene.floor)
    if start is None:
        return None
    mark = tags.rfind("p", start, noun)
    return (start, mark + 1) if mark > start else None


def _clause_end(scene: Scene, start: int) -> int:
    """Where the clause that begins at `start` ends at the latest."""
    match = re.compile(r",(?=[KSWVMHBA])|[;-]").search(scene.tags, start + 2, scene.end)
    return match.start() if match else scene.end


def by_colon(scene: Scene) -> list[Attribution]:
    """Headlines and lines like them: "Minister: taxes will rise", "Taxes will rise: minister"."""
    tags = scene.tags
    colon = tags.find(":", scene.floor, scene.floor + 9)
    if (
        colon > scene.floor
        and phrase_after(tags, scene.floor, colon) == colon
        and _may_speak(scene, scene.floor, colon)
    ):
        content = scene.trimmed(colon + 1, scene.end)
        if content and scene.tagged.lows[content[0]] not in _LABELLED and re.search(r"[VMHBALE]|q", tags[colon:]):
            return [Attribution("colon", (colon, colon + 1), (scene.floor, colon), (content,))]
    last = tags.rfind(":", max(scene.floor + 3, scene.end - 6), scene.end)
    if last > 0 and phrase_after(tags, last + 1, scene.end) == scene.end and _may_speak(scene, last + 1, scene.end):
        content = scene.trimmed(scene.floor, last)
        if content and re.search(r"[VMHBA]", tags[scene.floor : last]):
            return [Attribution("colon", (last, last + 1), (last + 1, scene.end), (content,))]
    return []


def by_signature(scene: Scene) -> list[Attribution]:
    """The name that signs a quotation: "― Ada Lund"."""
    match = re.compile(r"-(D?[JNX]*X[NX]*(?:,[^VMHBA]*)?)[.]?$").match(scene.tags, scene.floor)
    if match is None or scene.quoted[scene.floor]:
        return []
    at = scene.floor
    return [Attribution("signature", (at, at + 1), (at + 1, at + 1 + len(match[1])), ())]


def _may_speak(scene: Scene, first: int, last: int) -> bool:
    """Whether what stands before or after a colon can be somebody: a role, or in a headline a name."""
    tags, lows = scene.tags[first:last], scene.tagged.lows[first:last]
    if first == scene.opening and last - first <= 2 and scene.tagged.words(first, last).isupper() and len(lows[0]) > 2:
        return True
    if any(low in _LABELS for low in lows):
        return False
    if "#" in tags or lows[0] in ("a", "an", "this") or scene.quoted[first]:
        return False
    return any(low in ROLES for low in lows) or (scene.headline and "X" in tags)


def shared(attribution: Attribution, source: Range | None) -> Attribution:
    """The same sign with another source."""
    return replace(attribution, source=source)


__all__ = ["Attribution", "Scene", "attributions", "scene", "source_end", "subject"]
