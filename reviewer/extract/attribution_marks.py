"""Attribution by marks: a colon ("Minister: taxes will rise") or the dash of a signature ("― Ada Lund")."""

from __future__ import annotations

import re

from reviewer.extract.cues import ROLES
from reviewer.extract.phrases import phrase_after
from reviewer.extract.scenes import Attribution, Scene
from reviewer.text.words import vocabulary

_LABELLED = vocabulary(
    "live what how why when who where the a an five ten all everything inside watch video photos in on"
)
"""Words with which a headline goes on after a mere label: "Storm Odile: live updates"."""
_LABELS = vocabulary(
    "latest note correction update analysis opinion review exclusive watch video breaking explainer factbox live over"
)
"""Words of labels before a colon that are no speakers: "The Latest", "Editor's note"."""


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
