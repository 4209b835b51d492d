"""How sure a claim is: it happened, it is planned, it is alleged, denied, or confirmed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.match.opposites import ALLEGED, BOUND_FOR, CONFIRMED, FUTURE

if TYPE_CHECKING:
    from reviewer.match.side import Side

_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:ed|es)?|reject(?:ed|s)?|refut(?:ed|es)|disput(?:ed|es)|debunk(?:ed|s)?)\b"
    r"[^.;!?]{0,40}$",
    re.IGNORECASE,
)
_ALLEGES = re.compile(
    r"\b(?:alleg(?:ed|es|edly)|claim(?:ed|s)?|accus(?:ed|es)|rumou?r(?:ed|s)?|unconfirmed)\b[^.;!?]{0,40}$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?\s*[”\"’']?$")


class Mood(StrEnum):
    """How a claim is meant; PLAIN where nothing says otherwise."""

    PLAIN = "told as it is"
    PLANNED = "planned or possible"
    ALLEGED = "alleged"
    DENIED = "denied"
    CONFIRMED = "confirmed"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Modality:
    """A mood and the words that show it."""

    mood: Mood = Mood.PLAIN
    words: str = ""


_TO_DO = re.compile(r"\s+to\s+[a-z]+", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should)\b", re.IGNORECASE)
_BE = ("is", "are", "was", "were", "be", "been")
_NOT_POSSIBLE = ("could", "would", "may", "might")


def modality(side: Side, lows: Sequence[str]) -> Modality:
    """The mood of a claim, read off its own words first, then off the words around it in its sentence.

    `lows` are its words in lower case, without dates ("May").
    """
    denied = _DENIES.search(side.around)
    if denied:
        return Modality(Mood.DENIED, denied.group().split()[0])
    if _QUESTION.search(side.reading):
        return Modality(Mood.ASKED, "?")
    if _heads_for(side):
        return Modality(Mood.PLANNED, "to")
    bound = (low for before, low, to in zip(["", *lows], lows, lows[1:], strict=False)
             if low in BOUND_FOR and to == "to" and (low != "due" or before in _BE))  # fmt: skip
    intended = next(bound, None)
    if intended:
        return Modality(Mood.PLANNED, f"{intended} to")
    for mood, listed in ((Mood.ALLEGED, ALLEGED), (Mood.PLANNED, FUTURE), (Mood.CONFIRMED, CONFIRMED)):
        word = next((low for i, low in enumerate(lows) if low in listed and not _impossible(lows, i)), None)
        if word is not None:
            return Modality(mood, word)
    alleged = _ALLEGES.search(side.around)
    return Modality(Mood.ALLEGED, alleged.group().split()[0]) if alleged else Modality()


def _heads_for(side: Side) -> bool:
    """Whether a headline tells what is to come: a name, then "to" and what it will do."""
    place = next((side.place(name.span) for name in side.claim.names), None)
    if place is None or place.start > 0 or _FINITE.search(side.reading):
        return False
    return bool(_TO_DO.match(side.reading[place.end :]))


def _impossible(lows: Sequence[str], i: int) -> bool:
    """Whether a possibility is denied, as in "could not be reached": nothing is planned there."""
    return lows[i] in _NOT_POSSIBLE and lows[i + 1 : i + 2] == ["not"]
