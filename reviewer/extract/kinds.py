"""What sort of assertion a claim is."""

from __future__ import annotations

import re

from reviewer.extract.phrases import Range, main_verb
from reviewer.extract.scenes import Scene
from reviewer.extract.tagging import Tagged
from reviewer.extract.verbs import base_of
from reviewer.model.claim import ClaimKind
from reviewer.text.words import vocabulary

_NOTE = re.compile(
    r"(?:could(?: not|n[’']t) (?:immediately |independently )?be (?:immediately |independently )?"
    r"(?:reached|contacted|verified|confirmed)"
    r"|(?:declined|refused) (?:to )?(?:immediately |further )?(?:to )?(?:immediately )?"
    r"(?:comment|elaborate|be named|discuss)"
    r"|(?:did|does|do|had|has|have)(?: not|n[’']t) (?:immediately |yet )?"
    r"(?:comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|return(?:ed)?|answer(?:ed)?)"
    r"|(?:was|were)(?: not|n[’']t) (?:immediately )?(?:available|reachable) for comment"
    r"|(?:requests?|calls?|emails?|messages?) (?:\w+ ){0,4}(?:was|were|went) (?:not )?(?:immediately )?"
    r"(?:returned|answered|unanswered)"
    r"|(?:not possible|unable|impossible) to (?:immediately |independently )?(?:verify|confirm)"
    r"|(?:has|have|had) not been (?:independently )?(?:verified|confirmed)"
    r"|asked for comment|for comment on (?:this|the) (?:story|report|article)"
    r"|(?:spoke|speaking) on (?:the )?condition (?:of anonymity|that)"
    r"|(?:this|the) (?:story|article|report|version) (?:has been|was|is) (?:corrected|updated|being updated|developing)"
    r"|(?:reporting|writing|editing) by [A-Z])",
    re.IGNORECASE,
)
_PLANS = vocabulary(
    """
    plan intend pledge promise vow announce launch expect schedule propose aim prepare commit agree threaten set
    slate due project forecast"""
)
_LONG_AGO = re.compile(
    r"\b(?:in the past|for (?:years|decades|centuries)|since (?:the )?\d{4}|historically|traditionally|"
    r"has long|have long|had long|in the \d{4}s|years ago|decades ago)\b",
    re.IGNORECASE,
)


_NOTE_WORDS = vocabulary(
    """reached contacted verified confirmed comment comments commented elaborate named discuss respond responded reply
    replied return returned answer answered unanswered available reachable verify confirm anonymity condition corrected
    updated developing reporting writing editing"""
)


def is_note(tagged: Tagged, words: Range) -> bool:
    """Whether words tell of the reporting and not of the matter: "could not be reached for comment"."""
    if _NOTE_WORDS.isdisjoint(tagged.lows[words[0] : words[1]]):
        return False
    return bool(_NOTE.search(tagged.words(*words)))


def kind_of(scene: Scene, words: Range, *, named: bool, spoken: bool, lead: bool) -> ClaimKind:
    """The kind of the claim in `words`; `named`: somebody is named as saying it; `spoken`: it stands in quotes.

    `lead` tells that it stands in the headline or the opening of the article, which is news and no background.
    """
    if is_note(scene.tagged, words):
        return ClaimKind.REPORTING_NOTE
    if spoken:
        return ClaimKind.QUOTED_FACT
    if announces(scene, words):
        return ClaimKind.ANNOUNCEMENT
    if not named and not lead and _background(scene, words):
        return ClaimKind.BACKGROUND
    return ClaimKind.FACT


def announces(scene: Scene, words: Range) -> bool:
    """Whether the main verb speaks of what is to come: "will", "plans to", "is expected to", "is launching"."""
    tags, lows = scene.tags, scene.tagged.lows
    group = main_verb(tags, *words)
    if group is None:
        return False
    if lows[group.first] in ("will", "shall", "won't", "'ll") or (
        lows[group.first] == "would" and "h" not in tags[group.first : group.last]
    ):
        return True
    base = base_of(lows[group.head])
    if base not in _PLANS:
        return tags[group.first : group.last + 1] == "BT"
    followed = tags[group.last : group.last + 1] == "T"
    if tags[group.head] == "G":
        return tags[group.first] == "B" and base in ("plan", "launch", "prepare", "aim", "propose")
    if "L" in tags[group.head] and tags[group.first] == "B":
        return followed and base in ("expect", "plan", "schedule", "set", "slate", "project", "forecast")
    return followed or base in ("announce", "pledge", "promise", "vow", "propose")


def _background(scene: Scene, words: Range) -> bool:
    """Whether it tells how things are in general or long have been."""
    text = scene.tagged.words(*words)
    if _LONG_AGO.search(text):
        return True
    tags, lows = scene.tags, scene.tagged.lows
    group = main_verb(tags, *words)
    if group is None:
        return False
    first = lows[group.first]
    if first == "had" and group.last - group.first > 1:
        return True
    if first in ("is", "are", "can", "may", "does", "do", "'s", "'re"):
        return tags[group.head] != "G"
    if first in ("has", "have") and group.last - group.first == 1:
        return True
    return tags[group.head] == "V" and (lows[group.head] == base_of(lows[group.head]) or lows[group.head].endswith("s"))
