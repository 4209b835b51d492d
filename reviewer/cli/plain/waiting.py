"""Words and evidence that wait for a verdict: local drafts, the same ones that the screen keeps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.model.codec import decode, encode
from reviewer.model.verdict import About, Evidence

if TYPE_CHECKING:
    from reviewer.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Waiting:
    """What goes out with the next verdict on a claim."""

    rationale: str = ""
    private: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.rationale or self.private or self.evidence)


def _key(claim: str, about: About, part: str) -> str:
    return f"tui/{claim}/{about.value}/{part}"


def load(workspace: Workspace, claim: str, about: About) -> Waiting:
    """What waits for this claim; a draft that cannot be read counts as none."""
    text = workspace.draft(_key(claim, about, "evidence"))
    try:
        evidence = tuple(decode(Evidence, item) for item in json.loads(text)) if text else ()
    except (ValueError, TypeError, KeyError, AttributeError):
        evidence = ()
    return Waiting(
        workspace.draft(_key(claim, about, "rationale")), workspace.draft(_key(claim, about, "private")), evidence
    )


def keep(workspace: Workspace, claim: str, about: About, waiting: Waiting) -> None:
    """Keep what waits; empty parts drop their draft."""
    text = json.dumps([encode(item) for item in waiting.evidence]) if waiting.evidence else ""
    for part, words in (("rationale", waiting.rationale), ("private", waiting.private), ("evidence", text)):
        workspace.save_draft(_key(claim, about, part), words)
