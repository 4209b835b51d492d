"""Answers: what came of a key, in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reviewer.errors import ReviewerError
from reviewer.workspace.desk import DATABASE

_OWN = re.compile(rf"^.*{re.escape(str(DATABASE))}: ")


class Tone(StrEnum):
    """How an answer is meant."""

    GOOD = "good"
    PLAIN = "plain"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer to an act, one sentence."""

    words: str
    tone: Tone = Tone.GOOD

    @property
    def failed(self) -> bool:
        """Whether the act did not happen."""
        return self.tone is Tone.BAD


def told(error: ReviewerError) -> Said:
    """An error as a sentence: what happened, what was kept, what to do.

    That it is this workspace's own database goes without saying: one line must do for all of it.
    """
    what = _OWN.sub("", error.what)
    return Said("; ".join(part for part in (what, error.kept, error.next_step) if part), Tone.BAD)
