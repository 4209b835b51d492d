"""The review screen: one key, one act, one answer."""

from __future__ import annotations

from functools import partial

from reviewer.errors import Departs
from reviewer.model.comparison import PairWord
from reviewer.model.verdict import Value
from reviewer.tui.actions import VERDICT_OF
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.review_base import ReviewBase
from reviewer.tui.screens.review_correcting import Correcting
from reviewer.tui.screens.review_finding import Finding
from reviewer.tui.screens.review_working import Working
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.claim_list import ClaimList
from reviewer.tui.widgets.painted import Lines


class Judging(ReviewBase):
    """Verdicts, words on pairs, undo."""

    def _undo_key(self) -> str:
        return self.reviewer.keys.first("act.undo")

    def _judge(self, value: Value) -> None:
        session = self.session
        if not session.marked:
            if (hasty := session.too_soon()) is not None:
                self.answered(hasty)
                return
            if session.to_answer(value):
                self._ask_first(value)
                return
            self.answered(session.judge(value, self._undo_key()))
            return
        from reviewer.tui.screens.ask import Ask

        label = session.desk.policy.labels[value]
        count = len(session.marked)
        rows = [session.desk.row(name) for name in session.marked]
        question = f"{label} for {count} marked claim{'' if count == 1 else 's'}?"
        lines = [f"{row.number}  {row.words}" for row in rows]

        def decided(yes: bool | None, *, heed: bool = True) -> None:  # noqa: FBT001
            if not yes:
                self.answered(Said("Nothing was changed", Tone.PLAIN))
                return
            try:
                self.answered(session.judge_marked(value, self._undo_key(), heed=heed))
            except Departs as departs:
                again = Ask("Verdict for all marked", question, lines, warning=departs.what)
                self.open_screen(again, partial(decided, heed=False))

        self.open_screen(Ask("Verdict for all marked", question, lines), decided)

    def _ask_first(self, value: Value) -> None:
        """The questions of the study, then the verdict."""
        from reviewer.tui.screens.questions import Questions

        session = self.session

        def asked(_: object) -> None:
            left = session.view.unanswered(session.desk.policy) if session.view else ()
            if left:
                words = f"Not saved yet: {', '.join(left)} to be answered; the same key again saves without"
                self.answered(Said(words, Tone.WARN))
                return
            self.answered(session.judge(value, self._undo_key()))

        self.open_screen(Questions(), asked)

    def do_verdict_supported(self) -> None:
        """Supported."""
        self._judge(VERDICT_OF["verdict.supported"])

    def do_verdict_refuted(self) -> None:
        """Refuted."""
        self._judge(VERDICT_OF["verdict.refuted"])

    def do_verdict_conflicting(self) -> None:
        """Conflicting evidence."""
        self._judge(VERDICT_OF["verdict.conflicting"])

    def do_verdict_not_enough_evidence(self) -> None:
        """Not enough evidence."""
        self._judge(VERDICT_OF["verdict.not_enough_evidence"])

    def do_verdict_not_a_claim(self) -> None:
        """Not a claim."""
        self._judge(VERDICT_OF["verdict.not_a_claim"])

    def do_verdict_about(self) -> None:
        """Turn the question."""
        self.answered(self.session.turn_about(), scroll=False)

    def do_pair_agrees(self) -> None:
        """The pair agrees."""
        self.answered(self.session.decide(PairWord.AGREES, self._undo_key()), scroll=False)

    def do_pair_contradicts(self) -> None:
        """The pair contradicts."""
        self.answered(self.session.decide(PairWord.CONTRADICTS, self._undo_key()), scroll=False)

    def do_pair_other_thing(self) -> None:
        """Different things."""
        self.answered(self.session.decide(PairWord.OTHER_THING, self._undo_key()), scroll=False)

    def do_pair_cannot_tell(self) -> None:
        """Nobody can tell."""
        self.answered(self.session.decide(PairWord.CANNOT_TELL, self._undo_key()), scroll=False)

    def do_act_undo(self) -> None:
        """Undo."""
        self.answered(self.session.undo())

    def do_act_redo(self) -> None:
        """Redo."""
        self.answered(self.session.redo())

    def do_match_next(self) -> None:
        """Next pair."""
        self.answered(self.session.choose(1), scroll=False)

    def do_match_previous(self) -> None:
        """Previous pair."""
        self.answered(self.session.choose(-1), scroll=False)


class ReviewScreen(Judging, Finding, Working, Correcting):
    """Everything together, and what the mouse does."""

    def on_claim_list_chosen(self, event: ClaimList.Chosen) -> None:
        """A row of the queue was clicked."""
        self.session.open(event.claim)
        self.draw(scroll=True)

    def on_article_view_selected(self) -> None:
        """Tell what can be done with words that the mouse selects, while there are any."""
        words = f"{self.reviewer.keys.first('claim.give')} makes a claim of the words selected"
        if self.said.words != words and not self.session.desk.read_only:
            self.say(Said(words, Tone.PLAIN))

    def on_article_view_pointed(self, event: ArticleView.Pointed) -> None:
        """Words of the article were clicked: their claim comes up."""
        if event.claim and event.claim != self.session.claim_id:
            self.session.open(event.claim)
            self.draw(scroll=False)

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """A match was clicked."""
        kind, _, index = event.key.partition(":")
        if kind == "match" and index.isdigit():
            self.session.pair, self.session.pair_chosen = int(index), True
            self.draw_matches()
