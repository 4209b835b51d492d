"""Who says something in a sentence: source, cue and what is said, as ranges of words.

Five kinds of sign, each in its place: verbs ("said"), phrases ("according to"), nouns ("the claim that"), marks (the
colon of a headline) and mere stands ("criticised"). What stands in quotation marks is never searched for cues.
"""

from __future__ import annotations

from reviewer.extract.attribution_marks import by_colon, by_signature
from reviewer.extract.attribution_phrases import by_nouns, by_phrases
from reviewer.extract.attribution_stands import by_stands
from reviewer.extract.attribution_verbs import by_verbs
from reviewer.extract.cues import THINKING
from reviewer.extract.scenes import Attribution, Scene
from reviewer.extract.verbs import base_of


def attributions(scene: Scene) -> list[Attribution]:
    """All signs in the sentence, by the place of their cue."""
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
