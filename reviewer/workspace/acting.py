"""What people do in a workspace. Every act answers with a `Receipt` after COMMIT, and not before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.model.claim import ClaimKind
from reviewer.model.verdict import About, Evidence, Value
from reviewer.workspace.later import Later

if TYPE_CHECKING:
    from reviewer.model.article import BlockClass
    from reviewer.model.comparison import PairWord
    from reviewer.model.lineage import LineageKind
    from reviewer.model.span import Span
    from reviewer.workspace import (
        adjudicating,
        answering,
        attaching,
        cutting,
        deciding,
        judging,
        ordering,
        people,
        seeing,
        undoing,
        unplaced,
        verdicts,
    )
    from reviewer.workspace.desk import Desk
    from reviewer.workspace.views import Receipt
else:
    adjudicating = Later("adjudicating")
    answering = Later("answering")
    attaching = Later("attaching")
    cutting = Later("cutting")
    deciding = Later("deciding")
    judging = Later("judging")
    ordering = Later("ordering")
    people = Later("people")
    seeing = Later("seeing")
    undoing = Later("undoing")
    unplaced = Later("unplaced")
    verdicts = Later("verdicts")


class Acting:
    """The acts of the person at this workspace."""

    desk: Desk

    def verdict(
        self,
        claim_id: str,
        value: Value,
        *,
        about: About = About.CONTENT,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
        copies: bool | None = None,
        heed: bool = False,
    ) -> Receipt:
        """Judges a claim; copies with the same words too, where the rules (or `copies`) say so.

        With `heed` it raises Departs, before anything is saved, where near-identical claims were judged otherwise: the
        fronts heed until their person says that it is meant so.
        """
        return verdicts.verdicts(
            self.desk,
            [claim_id],
            value,
            about=about,
            rationale=rationale,
            private=private,
            evidence=evidence,
            copies=copies,
            heed=heed,
        )

    def verdicts(
        self, claim_ids: Sequence[str], value: Value, *, about: About = About.CONTENT, heed: bool = False
    ) -> Receipt:
        """Judges several claims as one act, which one undo takes back. `heed` as in `verdict`."""
        return verdicts.verdicts(self.desk, claim_ids, value, about=about, copies=False, heed=heed)

    def note(
        self,
        claim_id: str,
        *,
        about: About = About.CONTENT,
        rationale: str = "",
        private: str = "",
        evidence: Sequence[Evidence] = (),
    ) -> Receipt:
        """A rationale, a private note or evidence without a verdict; replaces my earlier note."""
        return judging.note(self.desk, claim_id, about=about, rationale=rationale, private=private, evidence=evidence)

    def answer(self, claim_id: str, question: str, value: str) -> Receipt:
        """My answer to a question of the study: one of its values, or the value's key."""
        return answering.answer(self.desk, claim_id, question, value)

    def postpone(self, claim_id: str, reason: str = "") -> Receipt:
        """Puts a claim off: it comes last in my queue."""
        return judging.postpone(self.desk, claim_id, reason, postponed=True)

    def resume(self, claim_id: str) -> Receipt:
        """Takes a postponed claim up again."""
        return judging.postpone(self.desk, claim_id, "", postponed=False)

    def decide(self, left: str, right: str, word: PairWord, rationale: str = "") -> Receipt:
        """My word on a pair; it holds for good."""
        return deciding.decide(self.desk, left, right, word, rationale)

    def open_pair(self, left: str, right: str) -> Receipt:
        """Takes back what I said of a pair: it is asked again."""
        return deciding.open_pair(self.desk, left, right)

    def set_lineage(self, left: str, right: str, kind: LineageKind, rationale: str = "") -> Receipt:
        """My word on how two articles are related."""
        return deciding.set_lineage(self.desk, left, right, kind, rationale)

    def flip_block(self, article_id: str, span: Span, cls: BlockClass) -> Receipt:
        """Says what a block of an article is."""
        return cutting.flip_block(self.desk, article_id, span, cls)

    def set_date(self, article_id: str, date: str) -> Receipt:
        """Sets when an article was published ("" = unknown); its relative dates resolve."""
        return cutting.set_date(self.desk, article_id, date)

    def give(self, article_id: str, spans: Sequence[Span], *, kind: ClaimKind = ClaimKind.FACT) -> Receipt:
        """A claim by hand: its words, then spans that it needs to be read."""
        return cutting.give(self.desk, article_id, spans, kind)

    def revise(self, claim_ids: Sequence[str], parts: Sequence[Sequence[Span]]) -> Receipt:
        """Adjusts one claim, splits one into several, or merges several into one."""
        return cutting.revise(self.desk, claim_ids, parts)

    def take_place(self, claim_id: str, place: int = 0) -> Receipt:
        """Revises a claim of an earlier text into a place that is offered for it in the present one.

        `place`: which of several (`TextChange.around`), from 1.
        """
        return cutting.take_place(self.desk, claim_id, place)

    def settle(self, ref: str, *, take: bool) -> Receipt:
        """Takes the nearest place of a given claim that stands nowhere as a claim by hand, or drops that claim."""
        return unplaced.accept(self.desk, ref) if take else unplaced.drop(self.desk, ref)

    def signoff(self, article_id: str) -> Receipt:
        """Says that I am done with an article."""
        return ordering.signoff(self.desk, article_id)

    def assign(self, ref: str, person: str | None) -> Receipt:
        """Gives an article, or a claim ("3.12"), to somebody; None takes it back."""
        claim = seeing.find_claim(self.desk, ref) if "." in ref and ref.replace(".", "").isdigit() else None
        return ordering.assign(self.desk, ref, claim, person)

    def give_role(self, name: str, role: str) -> Receipt:
        """Gives somebody the role owner, adjudicator, reviewer or observer; for owners."""
        return people.give(self.desk, name, role)

    def revoke_role(self, name: str, role: str) -> Receipt:
        """Takes a role back; for owners, and never from the last one."""
        return people.give(self.desk, name, role, revoked=True)

    def same_person(self, name: str, other: str) -> Receipt:
        """Says that two actors are one person; for owners, or for each of the two."""
        return people.join(self.desk, name, other)

    def two_persons(self, name: str, other: str) -> Receipt:
        """Takes back that two actors are one person."""
        return people.part(self.desk, name, other)

    def adjudicate(
        self,
        claim_id: str,
        value: Value,
        *,
        about: About = About.CONTENT,
        rationale: str,
        private: str = "",
        evidence: Sequence[Evidence] = (),
        difference: str = "",
    ) -> Receipt:
        """The last word where reviewers differ, by somebody who did not review."""
        return adjudicating.adjudicate(
            self.desk,
            claim_id,
            value,
            about=about,
            rationale=rationale,
            private=private,
            evidence=evidence,
            difference=difference,
        )

    def reopen(self, claim_id: str, *, about: About = About.CONTENT, reason: str) -> Receipt:
        """Begins a new round on a claim that was judged."""
        return judging.reopen(self.desk, claim_id, about=about, reason=reason)

    def reveal(self, claim_id: str, *, about: About = About.CONTENT) -> Receipt:
        """Opens a blind round that is not full; for owners, and for good."""
        return judging.reveal(self.desk, claim_id, about=about)

    def undo(self, event: str | None = None) -> Receipt:
        """Takes back my last act, or the one named by the start of its hash. Raises NotFound."""
        return undoing.undo(self.desk, event)

    def redo(self) -> Receipt:
        """Brings back what I undid last. Raises NotFound."""
        return undoing.redo(self.desk)

    def attach(self, path: Path) -> Evidence:
        """Takes a file in, to be given as evidence."""
        return attaching.attach(self.desk, path)

    def dwell(self, claim_id: str) -> None:
        """I have this claim open: others are told for half a minute; nothing is recorded."""
        if not self.desk.read_only:
            self.desk.presence.at(self.desk.person, claim_id)

    def save_draft(self, key: str, text: str) -> None:
        """Keeps typed text on this machine; "" forgets it."""
        if not self.desk.read_only:
            self.desk.db.local.save_draft(self._own(key), text)

    def draft(self, key: str) -> str:
        """Typed text that was kept, or ""."""
        return self.desk.db.local.draft(self._own(key))

    def _own(self, key: str) -> str:
        """Drafts are of one person: what another is typing in the same database is not theirs to see."""
        return f"{self.desk.person}/{key}"
