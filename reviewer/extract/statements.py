"""A sentence into its statements: what is said, by whom, and what the writer says beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.extract.phrases import Form, Range, clause_at, main_verb, subject, verb_groups
from reviewer.extract.relative import relatives
from reviewer.extract.scenes import Attribution, Scene
from reviewer.extract.verbs import base_of
from reviewer.text.words import vocabulary

SHORTEST = 3
"""Fewest words of a remainder that is a statement of its own."""
_EFFECTS = vocabulary(
    """beat miss exceed bring leave force cause kill injure wound raise lower cut push send prompt create cost destroy
    damage affect surpass top"""
)
"""Verbs of what came of it; others may tell what the speaker did: "he said, pointing at a chart"."""
_ANSWERS = vocabulary("deny reject dispute dismiss contest refute")
"""Verbs by which somebody else answers what was said."""
_FINITE = re.compile(r"[MHBAV]")


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that assert something, with the signs of who says it from the outermost in.

    A statement that its saying interrupts ("The museum, he said, would open") has two ranges. `bearer` is the subject
    of one that begins with its verb.
    """

    ranges: tuple[Range, ...]
    signs: tuple[Attribution, ...] = ()
    bearer: Range | None = None
    rule: str = ""


def statements(scene: Scene, signs: Sequence[Attribution]) -> list[Statement]:
    """The statements of a sentence in text order; the whole sentence where nobody is named as saying it."""
    whole = scene.trimmed(scene.opening, scene.end)
    stating = _one_way([s for s in signs if s.states and s.contents])
    if whole is None or (not stating and any(s.states for s in signs)):
        return []
    if not stating:
        return [Statement((whole,))]
    stands = [s for s in signs if not s.states and s.rule == "joined" and any(_shares(s, o) for o in stating)]
    stating = _clipped(scene, stating, stands)
    found = [s for sign in stating for s in _of_sign(scene, sign, stating)]
    found += [Statement(((s.cue[0], s.contents[-1][1]),), (), s.source, "joined") for s in stands]
    found += _remainders(scene, stating, stands)
    found += _effects(scene, stating)
    found += _beside(scene, [r for s in found for r in s.ranges])
    return sorted(found, key=lambda s: s.ranges)


def _one_way(signs: list[Attribution]) -> list[Attribution]:
    """Of two signs that each claim to hold the other, the earlier one."""
    return [s for i, s in enumerate(signs) if not any(_inside(s, o) and _inside(o, s) for o in signs[:i])]


def _shares(stand: Attribution, sign: Attribution) -> bool:
    """Whether a stand is joined on to a saying of the same source: "said it was wrong and criticised the mayor"."""
    return stand.source is not None and stand.source == sign.source and sign.cue < stand.cue


def _beside(scene: Scene, stated: Sequence[Range]) -> Iterator[Statement]:
    """What relative clauses tell of the source or the hearer: "said the coach, who was sent off"."""
    finite = [g for g in verb_groups(scene.tags) if g.form is Form.FINITE and g.first >= scene.floor]
    for relative in relatives(scene, scene.floor, scene.end, finite, scene.quoted):
        apart = all(relative.body[1] <= first or last <= relative.body[0] for first, last in stated)
        if relative.asserts and apart:
            yield Statement((relative.body,), (), relative.antecedent, "relative")


def _effects(scene: Scene, signs: Sequence[Attribution]) -> Iterator[Statement]:
    """What follows its saying and tells the effect: "Sales rose, the company said, beating forecasts"."""
    for sign in signs:
        end = max(sign.cue[1], sign.source[1] if sign.source else 0)
        first = sign.contents[0]
        if sign.rule != "after" or sign.contents[-1][1] > end or scene.tags[end : end + 2] != ",G":
            continue
        words = scene.trimmed(end + 1, scene.end)
        verb = main_verb(scene.tags, *first)
        bearer = subject(scene.tagged, verb.first, first[0]) if verb else None
        if words and words[1] - words[0] >= SHORTEST and bearer and base_of(scene.tagged.lows[end + 1]) in _EFFECTS:
            yield Statement((words,), (), bearer, "participle")


def _clipped(scene: Scene, signs: list[Attribution], stands: list[Attribution]) -> list[Attribution]:
    """What is said ends where a further saying is joined on: "said A, but he added B"."""
    clipped = []
    for sign in signs:
        contents = list(sign.contents)
        for other in (*signs, *stands):
            if other is sign or (other in stands and not _shares(other, sign)):
                continue
            joint = _joint(scene, other)
            if joint is None:
                continue
            contents = [
                (first, joint) if first < joint < last and other.cue[0] > first else (first, last)
                for first, last in contents
            ]
        trimmed = tuple(t for c in contents if (t := scene.trimmed(*_to_reply(scene, *c))))
        if trimmed:
            clipped.append(replace(sign, contents=trimmed))
    return clipped


def _to_reply(scene: Scene, first: int, last: int) -> Range:
    """What is said, up to where somebody else answers it: "said A; the army denied it", "said A, but she denied it"."""
    for i in range(first + 1, last - 2):
        if scene.quoted[i] or not (
            scene.tags[i] == ";" or (scene.tags[i] == "," and scene.tagged.lows[i + 1] == "but")
        ):
            continue
        start = i + 1 + (scene.tags[i] == ",")
        verb = main_verb(scene.tags, start, last)
        if verb and clause_at(scene.tags, start) and base_of(scene.tagged.lows[verb.head]) in _ANSWERS:
            return first, i
    return first, last


def _joint(scene: Scene, sign: Attribution) -> int | None:
    """Where the clause of a saying is joined to the one before; None where it hangs on it as what is said."""
    own = sign.source is not None and sign.source[0] < sign.cue[0] and sign.rule in ("before", "after")
    start = sign.source[0] if own and sign.source else sign.cue[0]
    if sign.rule == "participle":
        if scene.tags[start - 1] == "P" and scene.tags[start - 3 : start - 1] != "KV":
            return start - 1
        if scene.tags[start - 1] == "P" and scene.tags[start - 3 : start - 1] == "KV":
            return start - 3
        return start - 1 if scene.tags[start - 1] == "," else start
    if start < 1 or scene.tags[start - 1] not in "KSR,":
        return None
    j = start - 1
    while j > 0 and scene.tags[j] == "R":
        j -= 1
    if scene.tags[j] not in "KS" or scene.tagged.lows[j] in ("if", "when", "because"):
        return None
    return j - 1 if scene.tags[j - 1] == "," else j


def _inside(inner: Attribution, outer: Attribution) -> bool:
    return inner is not outer and any(first <= inner.cue[0] < last for first, last in outer.contents)


def _taken(sign: Attribution) -> list[Range]:
    """What belongs to a saying; the subject of an earlier verb stays with that verb."""
    ranges = [sign.cue, *sign.contents]
    borrowed = sign.rule in ("joined", "participle")
    return [*ranges, sign.source] if sign.source and not borrowed else ranges


def _of_sign(scene: Scene, sign: Attribution, signs: Sequence[Attribution]) -> Iterator[Statement]:
    """What one sign says itself, less what it says that others say."""
    outer = tuple(s for s in signs if _inside(sign, s))
    nested = [s for s in signs if _inside(s, sign)]
    chain = (*outer, sign)
    if not nested:
        yield from _joined(scene, sign.contents, chain)
        return
    taken = [r for s in nested for r in _taken(s)]
    for content in sign.contents:
        for piece in _without(scene, content, taken):
            yield Statement((piece,), chain)


def _joined(scene: Scene, contents: tuple[Range, ...], chain: tuple[Attribution, ...]) -> Iterator[Statement]:
    """Parts with verbs of their own are statements each; else they are one that the saying interrupts."""
    if len(contents) > 1 and not all(_FINITE.search(scene.tags[first:last]) for first, last in contents):
        yield Statement(contents, chain)
        return
    for content in contents:
        yield Statement((content,), chain)


def _without(scene: Scene, whole: Range, taken: Sequence[Range]) -> Iterator[Range]:
    """What stays of a range, where it still asserts something."""
    at = whole[0]
    for first, last in sorted(taken):
        if first >= whole[1] or last <= at:
            continue
        yield from _worth(scene, at, first)
        at = max(at, last)
    yield from _worth(scene, at, whole[1])


def _worth(scene: Scene, first: int, last: int) -> Iterator[Range]:
    while first < last and scene.tags[first] in "KSRZ,":
        first += 1
    while last > first and scene.tags[last - 1] in "KSRZWP,":
        last -= 1
    trimmed = scene.trimmed(first, last) if first < last else None
    if trimmed and trimmed[1] - trimmed[0] >= SHORTEST and _asserts(scene, trimmed):
        yield trimmed


def _asserts(scene: Scene, words: Range) -> bool:
    """A subject with a verb behind it: not "when asked", not "who was there"."""
    first, last = words
    verb = main_verb(scene.tags, first, last)
    if verb is None or scene.tags[first] in "WSVMHBA" or re.search(r"[WZ]R*$", scene.tags[first : verb.first]):
        return False
    return bool(re.search(r"[NXIDt#]", scene.tags[first : verb.first]))


def _remainders(scene: Scene, signs: Sequence[Attribution], stands: Sequence[Attribution]) -> Iterator[Statement]:
    taken = [r for s in (*signs, *stands) for r in _taken(s)]
    for piece in _without(scene, (scene.floor, scene.end), taken):
        yield Statement((piece,))
