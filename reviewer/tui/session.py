"""Every act of the screen with its answer: saved first, said after; a failure keeps what was typed.

A session calls the workspace and keeps the reader's place. It holds no rules of review and draws nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import Departs, NotFound, ReviewerError
from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Value
from reviewer.tui import pending
from reviewer.tui.pending import Pending
from reviewer.tui.reader import HASTE_SECONDS, Reader
from reviewer.tui.said import Said, Tone, told

if TYPE_CHECKING:
    from reviewer.model.span import Span
    from reviewer.workspace.views import ClaimRow, MatchView, Receipt, VerdictView


class Session(Reader):
    """One person at work in one workspace."""

    # ---- judging

    def judge(self, value: Value, undo_key: str) -> Said:
        """Give the verdict with all that waits for it, and open the next claim once it is saved.

        One that departs from a precedent is saved at the second press.
        """
        if self.view is None:
            return Said("No claim is open", Tone.WARN)
        pressed = (self.claim_id, self.about, value)
        heed, self.departing = self.departing != pressed, None
        self.unanswered = None
        try:
            said, receipt = self._give(value, self._outgoing(), heed=heed)
        except Departs as departs:
            self.departing = pressed
            return Said(f"Not saved yet: {departs.what}", Tone.WARN)
        if receipt is None:
            return said
        said, here = self._judged(receipt, value, undo_key), self.claim_id
        said = self._done(said, self.following, receipt.claims)
        ended = self.claim_id == here and said.tone is Tone.GOOD
        return replace(said, words=f"{said.words}; nothing else is open here") if ended else said

    def too_soon(self) -> Said | None:
        """Why a verdict key is not for the claim under the keys: it came there a moment ago; once for each time."""
        soon = time.monotonic() - self.exchanged < HASTE_SECONDS
        self.exchanged = -HASTE_SECONDS
        if not soon or self.view is None:
            return None
        words = f"Not saved: {self.view.row.number} came here just now; the same key again judges it"
        return Said(words, Tone.WARN)

    def to_answer(self, value: Value) -> tuple[str, ...]:
        """Questions of a blind study to be answered before this verdict; none where the key is pressed again.

        The last verdict opens the round: an answer after it was given with those of others in sight.
        """
        pressed, policy = (self.claim_id, self.about, value), self.desk.policy
        if self.view is None or self.mine is not None or not policy.blind or self.about is About.ATTRIBUTION:
            return ()
        left = () if self.unanswered == pressed else self.view.unanswered(policy)
        self.unanswered = pressed if left else self.unanswered
        return left

    def judge_marked(self, value: Value, undo_key: str, *, heed: bool = False) -> Said:
        """One verdict on all marked claims: one batch, one undo. `heed`: raises Departs where it departs."""
        marked = self.marked
        said, receipt = self.act(lambda: self.desk.verdicts(marked, value, about=self.about, heed=heed))
        if receipt is None:
            return said
        self.marked = ()
        return self._done(self._judged(receipt, value, undo_key), touched=receipt.claims)

    def _judged(self, receipt: Receipt, value: Value, undo_key: str) -> Said:
        more = f" for {len(receipt.claims)} claims" if len(receipt.claims) > 1 else ""
        words = f"{self.desk.policy.labels[value]} saved{more}"
        tone = Tone.WARN if receipt.warnings else Tone.GOOD
        return Said("; ".join((f"{words} ({undo_key} undoes)", *receipt.warnings)), tone)

    def _outgoing(self) -> Pending:
        """What goes out with a verdict: what waits, over what my last verdict on this claim said."""
        mine, waiting = self.mine, self.pending
        if mine is None:
            return waiting
        return Pending(
            waiting.rationale or mine.rationale,
            waiting.private or mine.private,
            (*mine.evidence, *waiting.evidence),
        )

    def _give(self, value: Value, words: Pending, *, heed: bool = False) -> tuple[Said, Receipt | None]:
        claim, about = self.claim_id, self.about
        said, receipt = self.act(
            lambda: self.desk.verdict(
                claim,
                value,
                about=about,
                rationale=words.rationale,
                private=words.private,
                evidence=words.evidence,
                heed=heed,
            ),
            claim,
        )
        if receipt is not None:
            self._nothing_waits()
        return said, receipt

    @property
    def mine(self) -> VerdictView | None:
        """My own verdict on what is judged now; what I brought from a file is another person's word."""
        said = self.view.verdicts if self.view else ()
        own = (v for v in reversed(said) if v.mine and not v.stated_by and v.value is not None)
        return next((v for v in own if v.about is self.about), None)

    # ---- words and evidence

    def words(self, part: str) -> str:
        """The `rationale` or `private` note as it is: waiting, or given with my verdict."""
        return str(getattr(self._outgoing(), part))

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence that I named for the claim."""
        return self._outgoing().evidence

    def write(self, part: str, words: str) -> Said:
        """Set the rationale or the private note: in the verdict that I gave already, else for the one to come."""
        now = self._outgoing()
        return self._keep(replace(now, private=words) if part == "private" else replace(now, rationale=words))

    def set_evidence(self, evidence: tuple[Evidence, ...]) -> Said:
        """Set all evidence that I name for the claim."""
        return self._keep(replace(self._outgoing(), evidence=evidence))

    def _keep(self, words: Pending) -> Said:
        mine = self.mine
        if self.view is None or mine is None or mine.value is None:
            pending.keep(self.desk, self.claim_id, self.about, words)
            self.pending = words
            return Said("Kept; it goes out with your verdict", Tone.PLAIN)
        said, receipt = self._give(mine.value, words)
        if receipt is not None:
            return self._done(Said("Saved with your verdict"))
        # The verdict could not be given again: nothing of what was typed may get lost.
        self.pending = replace(words, evidence=words.evidence[len(mine.evidence) :])
        pending.keep(self.desk, self.claim_id, self.about, self.pending)
        return said

    def keep_note(self, part: str, words: str) -> Said:
        """Save words as a note of its own, without a verdict."""
        claim, about = self.claim_id, self.about
        rationale, private = ("", words) if part == "private" else (words, "")
        said, receipt = self.act(
            lambda: self.desk.note(claim, about=about, rationale=rationale, private=private), claim
        )
        return said if receipt is None else self._done(said)

    def _nothing_waits(self) -> None:
        """What waited has gone out. A draft that cannot be dropped now shows up again; the act stands all the same."""
        if self.pending.empty:
            return
        self.pending = Pending()
        with suppress(ReviewerError):
            pending.keep(self.desk, self.claim_id, self.about, Pending())

    # ---- other acts

    def decide(self, word: PairWord, undo_key: str) -> Said:
        """A person's word on the chosen pair."""
        match = self.match
        if match is None or self.view is None:
            return Said("This claim has no match to decide on", Tone.WARN)
        said, receipt = self.act(lambda: self.desk.decide(self.claim_id, match.row.id, word))
        return said if receipt is None else self._done(replace(said, words=f"{said.words} ({undo_key} undoes)"))

    def open_pair(self) -> Said:
        """Take back what this person said of the chosen pair."""
        match = self.match
        if match is None:
            return Said("This claim has no match to decide on", Tone.WARN)
        said, receipt = self.act(lambda: self.desk.open_pair(self.claim_id, match.row.id))
        return said if receipt is None else self._done(said)

    def postpone(self, reason: str = "") -> Said:
        """Postpone the claim and open the next, or take it up again."""
        if self.view is None:
            return Said("No claim is open", Tone.WARN)
        claim = self.claim_id
        if self.view.postponed is not None:
            said, receipt = self.act(lambda: self.desk.resume(claim), claim)
            return said if receipt is None else self._done(said)
        said, receipt = self.act(lambda: self.desk.postpone(claim, reason), claim)
        return said if receipt is None else self._done(said, self.following)

    def change(self, call: Callable[[], Receipt], *, stay: bool = False) -> Said:
        """An act that may make other claims: the first of its receipt comes on the screen unless `stay`."""
        said, receipt = self.act(call)
        if receipt is None:
            return said
        made = receipt.claims[0] if receipt.claims and not stay else None
        return self._done(said, lambda: made)

    def revise(self, claim_ids: Sequence[str], parts: Sequence[Sequence[Span]]) -> Said:
        """Other spans for claims."""
        return self.change(lambda: self.desk.revise(claim_ids, parts))

    def take_place(self, place: int = 0) -> Said:
        """The words of the present text in place of the claim's changed ones; of several places this one, from 1."""
        claim = self.claim_id
        return self.change(lambda: self.desk.take_place(claim, place))

    def undo(self, *, stay: bool = False) -> Said:
        """Take the last own act back, and show the claim that it touched; `stay` keeps the claim on the screen."""
        return self._back(self.desk.undo, stay=stay)

    def redo(self) -> Said:
        """Take the undo back."""
        return self._back(self.desk.redo)

    def _back(self, call: Callable[[], Receipt], *, stay: bool = False) -> Said:
        try:
            receipt = call()
        except NotFound as error:
            return Said(error.what[:1].upper() + error.what[1:], Tone.PLAIN)
        except ReviewerError as error:
            return told(error)
        here = (self.claim_id,) if self.claim_id in receipt.claims else ()  # of a pair, the side that is read
        shown = () if stay else (*here, *receipt.claims)
        return self._done(Said(receipt.what, Tone.PLAIN), touched=receipt.claims, shown=shown)

    # ---- how an act goes

    def act(self, call: Callable[[], Receipt], claim: str = "") -> tuple[Said, Receipt | None]:
        """Do something durable. The answer is made only after the workspace has it; a failure keeps everything.

        A departure from a precedent is no failure: it is raised, to be asked about.
        """
        try:
            receipt = call()
        except Departs:
            raise
        except ReviewerError as error:
            said = told(error)
            if claim:
                self.unsaved[claim] = said.words
            return Said(f"not saved: {said.words}", Tone.BAD), None
        self.unsaved.pop(claim, None)
        words = "; ".join((receipt.what, *receipt.warnings))
        return Said(words, Tone.WARN if receipt.warnings else Tone.GOOD), receipt

    def _done(
        self,
        said: Said,
        next_claim: Callable[[], str | None] | None = None,
        touched: Sequence[str] = (),
        shown: Sequence[str] = (),
    ) -> Said:
        """Take up what an act changed and open the next claim; that this went wrong does not undo the act.

        `touched` are the claims of an act that moves none: of a long article their marks alone are made anew. The
        first of `shown` that is listed now is opened; a claim that an undo took out of the list is left.
        """
        index = self.index
        try:
            following = next_claim() if next_claim else None
            self.desk.changed()  # what is shown now holds all of it: nothing for the poll
            others = self.desk.others_wrote()
            self.list_anew()
            self.later(self.count)
            self.text = self.marked_anew(touched) if touched and not others else None
            listed = (claim for claim in shown if self.listing.index_of(claim) is not None)
            self._open_or_near(following or next(listed, None) or next(iter(shown), self.claim_id), index)
            if shown and self.index is None and self.filter.empty:
                self._open_near(index or 0)
        except ReviewerError as error:
            return Said(f"{said.words}; what follows cannot be shown: {error.what}", Tone.WARN)
        return said

    def _open_or_near(self, claim_id: str, index: int | None) -> None:
        try:
            self.open(claim_id)
        except NotFound:
            self._open_near(index or 0)


def evidence_of(match: MatchView) -> Evidence:
    """The other claim of a pair as evidence, with the bearing that its outcome suggests."""
    stance = {
        Outcome.CONTRADICTS: Stance.REFUTES,
        Outcome.SAME: Stance.SUPPORTS,
        Outcome.RESTATED: Stance.SUPPORTS,
        Outcome.MORE_SPECIFIC: Stance.SUPPORTS,
    }.get(match.outcome, Stance.CONTEXT)
    if match.word is PairWord.AGREES:
        stance = Stance.SUPPORTS
    if match.word is PairWord.CONTRADICTS:
        stance = Stance.REFUTES
    return Evidence(EvidenceKind.CLAIM, stance, quote=match.quote, claim=match.row.id, remark=match.publisher or "")


def listed(row: ClaimRow) -> str:
    """Number and words of a claim for lists: `3.12 “…”`."""
    return f"{row.number} “{row.quote}”"
