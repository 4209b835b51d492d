"""Attribution by phrases and nouns: "according to NP", "as reported by NP", "the claim that …"."""

from __future__ import annotations

import re

from reviewer.extract.cues import NOUNS, VENUES
from reviewer.extract.phrases import Range, clause_at, phrase_after, phrase_before
from reviewer.extract.scenes import Attribution, Scene
from reviewer.text.words import vocabulary

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
