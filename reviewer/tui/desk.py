"""What the screen asks of a workspace: the part of `reviewer.workspace.Workspace` that it calls."""

# ruff: noqa: D102 - what each call does is said at `Workspace`, which a test holds against this.

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from reviewer.model.claim import ClaimKind, Reason
from reviewer.model.comparison import PairWord
from reviewer.model.policy import Policy
from reviewer.model.span import Span
from reviewer.model.verdict import About, Evidence, Value
from reviewer.workspace.views import (
    ArticleText,
    ArticleView,
    ClaimRow,
    ClaimView,
    Filter,
    MatchView,
    Progress,
    Receipt,
    Summary,
    UpdateReport,
)


class Listing(Protocol):
    """An ordered list of claims, fetched by index."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> list[ClaimRow]:
        """The rows `[start, stop)`."""
        ...

    def index_of(self, claim_id: str) -> int | None:
        """The place of a claim; None where it is not listed."""
        ...


class Desk(Protocol):
    """A workspace as the screen sees it. Acts answer with a receipt after COMMIT, or raise a ReviewerError."""

    folder: Path
    me: str
    read_only: bool
    policy: Policy

    def update(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> UpdateReport: ...
    def summary(self) -> Summary: ...
    def articles(self) -> tuple[ArticleView, ...]: ...
    def text(self, article_id: str) -> ArticleText: ...
    def find_claim(self, ref: str) -> str: ...
    def listing(self, filter: Filter = ...) -> Listing: ...  # noqa: A002
    def claim(self, claim_id: str) -> ClaimView: ...
    def row(self, claim_id: str) -> ClaimRow: ...
    def next_claim(self, after: str | None = None) -> str | None: ...
    def match(self, left: str, right: str) -> MatchView: ...
    def why(self, claim_id: str) -> tuple[Reason, ...]: ...
    def changed(self) -> bool: ...
    def verdict(
        self,
        claim_id: str,
        value: Value,
        *,
        about: About = ...,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
        copies: bool | None = None,
    ) -> Receipt: ...
    def verdicts(self, claim_ids: Sequence[str], value: Value, *, about: About = ...) -> Receipt: ...
    def note(
        self,
        claim_id: str,
        *,
        about: About = ...,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
    ) -> Receipt: ...
    def postpone(self, claim_id: str, reason: str = "") -> Receipt: ...
    def resume(self, claim_id: str) -> Receipt: ...
    def decide(self, left: str, right: str, word: PairWord, rationale: str = "") -> Receipt: ...
    def give(self, article_id: str, spans: Sequence[Span], *, kind: ClaimKind = ...) -> Receipt: ...
    def revise(self, claim_ids: Sequence[str], parts: Sequence[Sequence[Span]]) -> Receipt: ...
    def signoff(self, article_id: str) -> Receipt: ...
    def undo(self, event: str | None = None) -> Receipt: ...
    def redo(self) -> Receipt: ...
    def attach(self, path: Path) -> Evidence: ...
    def save_draft(self, key: str, text: str) -> None: ...
    def draft(self, key: str) -> str: ...
