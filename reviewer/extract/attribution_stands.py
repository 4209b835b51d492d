"""Attribution that reports a stand as a whole: "criticised the plan", "was endorsed by the mayor".

Nothing is cut away from these; they tell who stands behind something that the article only mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.extract.attribution_verbs import source_of, speaks
from reviewer.extract.cues import DOCUMENTS, FINDING, HEARSAY, PHRASAL, STANCE
from reviewer.extract.phrases import Form, Group, Range, verb_groups
from reviewer.extract.scenes import Attribution, Scene
from reviewer.extract.verbs import base_of

_PASSIVE = re.compile(r"[Bb]R*L$")


def by_stands(scene: Scene, cues: Sequence[Range]) -> Iterator[Attribution]:
    """The stands of a sentence, beside the cues that are known already."""
    for group in verb_groups(scene.tags):
        taken = any(first <= group.head < last for first, last in cues)
        if group.first < scene.floor or scene.quoted[group.head] or taken:
            continue
        found = _of_group(scene, group)
        if found:
            yield found


def _of_group(scene: Scene, group: Group) -> Attribution | None:
    lows = scene.tagged.lows
    base = base_of(lows[group.head])
    phrasal = group.last < len(lows) and f"{base}-{lows[group.last]}" in PHRASAL
    if group.form is Form.FINITE:
        if _PASSIVE.search(scene.tags[group.first : group.last]):
            return _passive(scene, group, base)
        silent = base == "respond" and group.last - group.first > 1
        if scene.tags[group.first] == "M" or silent:
            return None
        return _active(scene, group, base, phrasal=phrasal)
    return None


def _active(scene: Scene, group: Group, base: str, *, phrasal: bool) -> Attribution | None:
    """A verb of stand with somebody as its subject, or a document that shows something."""
    source = source_of(scene, group)
    if source is None:
        return None
    last = group.last + 1 if phrasal else group.last
    content = scene.trimmed(last, scene.end)
    stands = (phrasal or base in STANCE or base in ("say", "tell")) and speaks(scene, source)
    shows = base in FINDING and any(low in DOCUMENTS for low in scene.tagged.lows[source[0] : source[1]])
    if content is None or not (stands or shows):
        return None
    return Attribution("stance", (group.first, last), source, (content,), states=False)


def _passive(scene: Scene, group: Group, base: str) -> Attribution | None:
    """What somebody says, and it is not told who: "is expected to", "was accused of"."""
    content = source_of(scene, group)
    if base in HEARSAY and content:
        return Attribution("hearsay", (group.first, group.last), None, (content,), states=False)
    return None
