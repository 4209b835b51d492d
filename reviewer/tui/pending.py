"""Words and evidence that wait for a verdict: kept as local drafts, so that no crash and no failure loses them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.model.codec import decode, encode
from reviewer.model.verdict import About, Evidence

if TYPE_CHECKING:
    from reviewer.tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Pending:
    """What goes out with the next verdict on a claim."""

    rationale: str = ""
    private: str = ""
    evidence: tuple[Evidence, ...] = field(default_factory=tuple)

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.rationale or self.private or self.evidence)


def typing_key(claim: str, about: About, part: str) -> str:
    """The draft of what is being typed; only saving turns it into something that goes out."""
    return _key(claim, about, f"typing-{part}")


def _key(claim: str, about: About, part: str) -> str:
    return f"tui/{claim}/{about.value}/{part}"


def load(workspace: Desk, claim: str, about: About) -> Pending:
    """What waits for this claim; a draft of another format counts as none."""
    return Pending(
        workspace.draft(_key(claim, about, "rationale")),
        workspace.draft(_key(claim, about, "private")),
        _evidence(workspace.draft(_key(claim, about, "evidence"))),
    )


def _evidence(text: str) -> tuple[Evidence, ...]:
    try:
        return tuple(decode(Evidence, item) for item in json.loads(text)) if text else ()
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def keep(workspace: Desk, claim: str, about: About, pending: Pending) -> None:
    """Keep what waits; empty parts drop their draft."""
    workspace.save_draft(_key(claim, about, "rationale"), pending.rationale)
    workspace.save_draft(_key(claim, about, "private"), pending.private)
    text = json.dumps([encode(item) for item in pending.evidence]) if pending.evidence else ""
    workspace.save_draft(_key(claim, about, "evidence"), text)
