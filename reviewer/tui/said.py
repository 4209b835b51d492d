"""Answers: what came of a key, in one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from reviewer.errors import ReviewerError
from reviewer.workspace.desk import DATABASE

_LINE = 100
"""Letters of a sentence that a line shows whole on most terminals."""
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
    parts = [part for part in (what, error.kept, error.next_step) if part]
    if sum(map(len, parts)) > _LINE:  # the end may be cut off, and what to do is wanted more than what is safe
        parts = [part for part in (what, error.next_step, error.kept) if part]
    return Said("; ".join(parts), Tone.BAD)
