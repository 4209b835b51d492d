"""The rest of the review screen's keys: words, evidence, marks, spans, sign-off, copying, updating."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reviewer.model.span import Span
from reviewer.model.verdict import Status
from reviewer.tui.asking import PAGE
from reviewer.tui.citation import citation
from reviewer.tui.pending import typing_key
from reviewer.tui.runs import Line
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.review_base import ReviewBase
from reviewer.tui.session import evidence_of, listed
from reviewer.tui.show.changed import place_of
from reviewer.tui.show.reasons import reason_lines
from reviewer.tui.show.states import report_lines
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.entry import Prompt
from reviewer.workspace.views import ClaimRow, ClaimView, Filter

if TYPE_CHECKING:
    from reviewer.workspace.views.statistics import Statistics

_SKIPPED_SHOWN = 200


class Working(ReviewBase):
    """Keys that open a form, and keys that work on the claim as it is."""

    def do_claim_postpone(self) -> None:
        """Postpone, or take up again."""
        self.answered(self.session.postpone())

    def do_claim_postpone_why(self) -> None:
        """Postpone with a reason."""

        def given(reason: str | None) -> None:
            self.back_to_keys()
            if reason is not None:
                self.answered(self.session.postpone(reason.strip()))

        self.query_one(Prompt).ask("postpone, because:", given)

    def do_claim_mark(self) -> None:
        """Mark and go on."""
        self.session.mark(self.session.claim_id)
        self.session.move(1)
        count = len(self.session.marked)
        self.answered(
            Said(f"{count} marked; a verdict key covers all of them" if count else "No claim is marked", Tone.PLAIN)
        )

    def do_claim_unmark(self) -> None:
        """No marks."""
        self.session.marked = ()
        self.answered(Said("No claim is marked", Tone.PLAIN), scroll=False)

    def do_claim_copy(self) -> None:
        """Quote and citation to the clipboard."""
        view = self.session.view
        if view is not None:
            self.app.copy_to_clipboard(citation(view))
            self.say(Said(f"Copied {view.row.number} with its citation; not every terminal takes it", Tone.PLAIN))

    def do_work_stop(self) -> None:
        """Stop the update, drop the marks, give the footer back."""
        if self.reviewer.stop_asking():
            self.answered(Said("Stopped looking; the list is as it was", Tone.PLAIN), scroll=False)
        elif self.reviewer.stop_update():
            self.say(Said("Stopping; what was done is kept", Tone.PLAIN))
        elif self.session.marked:
            self.do_claim_unmark()
        else:
            self.hush()

    def do_work_update(self) -> None:
        """Bring the workspace up to date."""
        self.say(self.reviewer.start_update())
        self.draw(scroll=False)

    def do_claim_questions(self) -> None:
        """The questions of the study."""
        from reviewer.tui.screens.questions import NONE_ASKED, Questions

        if not self.session.desk.policy.questions:
            self.say(NONE_ASKED)
            return
        self.open_screen(Questions(), lambda said: self.answered(said, scroll=False))

    # ---- words and evidence

    def do_note_rationale(self) -> None:
        """Write the rationale."""
        self._write("rationale", "Rationale: why you judge so. It goes out with the verdict.")

    def do_note_private(self) -> None:
        """Write the private note."""
        self._write("private", "Private note: for you. It leaves this place only when asked for.")

    def _write(self, part: str, title: str) -> None:
        from reviewer.tui.screens.note import NoteScreen, Written

        session = self.session
        key = typing_key(session.claim_id, session.about, part)

        def written(answer: Written | None) -> None:
            if answer is None:
                again = self.reviewer.keys.first(f"note.{part}")
                kept = (
                    Said(f"Kept as a draft; {again} goes on with it", Tone.PLAIN) if session.desk.draft(key) else None
                )
                self.answered(kept, scroll=False)
                return
            said = session.keep_note(part, answer.words) if answer.alone else session.write(part, answer.words)
            if not said.failed:
                session.desk.save_draft(key, "")
            self.answered(said, scroll=False)

        self.open_screen(NoteScreen(title, session.words(part), key), written)

    def do_evidence_add(self) -> None:
        """Add evidence; the chosen match is suggested."""
        from reviewer.model.verdict import Evidence
        from reviewer.tui.screens.evidence import EvidenceScreen

        session = self.session
        match = session.match if session.pair_chosen else None

        def added(evidence: tuple[Evidence, ...] | None) -> None:
            if evidence is None:
                self.draw(scroll=False)
                return
            self.answered(session.set_evidence(evidence), scroll=False)

        suggested = evidence_of(match) if match else None
        self.open_screen(EvidenceScreen(session.evidence, suggested, self.reviewer.today), added)

    def do_match_compare(self) -> None:
        """Side by side."""
        from reviewer.tui.screens.compare import CompareScreen

        def left(claim: str | None) -> None:
            if claim:
                self.answered(self.session.go(claim))
            else:
                self.draw(scroll=False)

        self.session.pair_chosen = True
        self.open_screen(CompareScreen(), left)

    def do_cluster_open(self) -> None:
        """All appearances."""
        from reviewer.tui.screens.cluster import ClusterScreen

        self.open_screen(ClusterScreen(), self._back_from)

    def do_lineage_open(self) -> None:
        """Where articles come from."""
        from reviewer.tui.screens.lineage import LineageScreen

        text = self.session.text
        if text is not None:
            match = self.session.match if self.session.pair_chosen else None
            self.open_screen(LineageScreen(text.article.id, match.row.article if match else ""), self._back_from)

    def _back_from(self, claim: str | None) -> None:
        if claim:
            self.answered(self.session.go(claim))
        else:
            self.draw(scroll=False)

    # ---- spans

    def do_claim_span(self) -> None:
        """Other edges, a split, or one claim out of the marked ones."""
        from reviewer.tui.screens.span import Chosen, SpanScreen
        from reviewer.tui.spans import Choosing, Grid

        session = self.session
        view, text = session.view, session.text
        if view is None or text is None:
            return
        rows = self._together(view.row)
        spans = [span for row in rows if (span := place_of(session.desk.claim(row.id))) is not None]
        if not spans:
            self._choose_anew(view, text.text)
            return
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        numbers = " and ".join([", ".join(row.number for row in rows[:-1])] * bool(rows[1:]) + [rows[-1].number])
        title = f"Where {numbers} begins and ends" if len(rows) == 1 else f"One claim out of {numbers}"

        def chosen(answer: Chosen | None) -> None:
            same = len(rows) == 1 and answer is not None and answer.parts == (view.claim.span,)
            if answer is None or (same and view.claim.version == view.article.version):
                self.answered(Said("Nothing was changed", Tone.PLAIN), scroll=False)
                return
            alone = len(rows) == 1 and view.claim.version == view.article.version
            carried = view.claim.carried if alone else ()
            parts = [(part, *(c for c in carried if not c.overlaps(part))) for part in answer.parts]
            session.marked = ()
            self.answered(session.revise([row.id for row in rows], parts))

        self.open_screen(SpanScreen(title, Choosing(Grid.near(text.text, whole.start), whole), new=False), chosen)

    def _choose_anew(self, view: ClaimView, text: str) -> None:
        """Words of the present text for a claim whose own do not stand there, chosen from about its old place."""
        from reviewer.tui.screens.span import Chosen, SpanScreen
        from reviewer.tui.spans import Choosing, Grid

        start = min(view.claim.span.start, max(0, len(text) - 1))
        choosing = Choosing.word(Grid.near(text, start), start)
        if choosing is None:
            self.say(Said("This article has no words", Tone.WARN))
            return

        def chosen(answer: Chosen | None) -> None:
            if answer is None:
                self.answered(Said("Nothing was changed", Tone.PLAIN), scroll=False)
            else:
                self.answered(self.session.revise([view.row.id], [(part,) for part in answer.parts]))

        self.open_screen(SpanScreen(f"Words of the text now for {view.row.number}", choosing, new=False), chosen)

    def _together(self, row: ClaimRow) -> list[ClaimRow]:
        """The marked claims of this article where this one is among them, else this one alone."""
        session = self.session
        if row.id not in session.marked:
            return [row]
        rows = [session.desk.row(name) for name in session.marked]
        return [each for each in rows if each.article == row.article]

    def do_claim_take(self) -> None:
        """The words of the present text in place of changed ones; of several places, one is chosen."""
        from reviewer.tui.screens.palette import Command, Palette

        view = self.session.view
        around = view.changes[0].around if view is not None and view.changes else ()
        if not around:
            self.answered(self.session.take_place())
            return

        def chosen(number: str | None) -> None:
            if number:
                self.answered(self.session.take_place(int(number)))

        places = [Command(str(number), words) for number, words in enumerate(around, 1)]
        self.open_screen(Palette(places, "Which place do these words have now:"), chosen)

    def do_claim_give(self) -> None:
        """A claim by hand."""
        from reviewer.tui.screens.span import Chosen, SpanScreen
        from reviewer.tui.spans import Choosing, Grid

        session = self.session
        text = session.text
        if text is None:
            return
        start = session.view.claim.span.end if session.view else 0
        selected = self.query_one("#source", ArticleView).selected()
        if selected is not None:
            choosing = Choosing.picked(Grid.near(text.text, selected.start), selected)
            self.clear_selection()
        else:
            choosing = Choosing.word(Grid.near(text.text, start), start)
        if choosing is None:
            self.say(Said("This article has no words", Tone.WARN))
            return

        def chosen(answer: Chosen | None) -> None:
            if answer is None:
                self.answered(Said("No claim was added", Tone.PLAIN), scroll=False)
                return
            give = partial(session.desk.give, text.article.id, answer.parts, kind=answer.kind)
            self.answered(session.change(give))

        self.open_screen(SpanScreen("Add a claim: choose its words", choosing, new=True), chosen)

    # ---- the article as a whole

    def do_article_signoff(self) -> None:
        """Sign off, after showing what is skipped."""
        from reviewer.tui.screens.ask import Ask

        session = self.session
        if session.text is None:
            return
        article = session.text.article
        rows = session.desk.listing(Filter(article=article.id)).rows(0, article.claims)
        skipped = [row for row in rows if row.status is not Status.DECIDED and row.mine is None]
        shown = [listed(row) for row in skipped[:_SKIPPED_SHOWN]]
        if len(skipped) > len(shown):
            shown.append(f"and {len(skipped) - len(shown):,} more")
        done = f"{len(rows) - len(skipped)} of {len(rows)} claims judged"
        warning = f"{len(skipped)} skipped; the sign-off names them" if skipped else ""

        def decided(yes: bool | None) -> None:  # noqa: FBT001
            if yes:
                self.answered(session.change(partial(session.desk.signoff, article.id)), scroll=False)
            else:
                self.answered(Said("Not signed off", Tone.PLAIN), scroll=False)

        self.open_screen(Ask("Sign off", f"Sign off “{article.title}”? {done}.", shown, warning=warning), decided)

    def do_text_marks(self) -> None:
        """Underlines on or off."""
        self.underline = not self.underline
        words = "Other claims are underlined" if self.underline else "Only this claim is marked"
        self.answered(Said(words, Tone.PLAIN), scroll=False)

    def do_claim_why(self) -> None:
        """Why it is ranked and cut so."""
        view = self.session.view
        if view is not None:
            found = self.session.desk.why(view.row.id)
            self.read(f"Why {view.row.number} stands where it stands", partial(reason_lines, view, found))

    def do_work_stats(self) -> None:
        """Progress, agreement, open splits."""
        desk = self.session.desk

        def counted(found: Statistics) -> None:
            from reviewer.tui.show.stats import stats_lines

            self.hush()
            self.read("How far the work is", partial(stats_lines, found, signs=self.reviewer.signs))

        if not self.session.ask(PAGE, lambda: (desk.statistics(),), counted):
            self.say(Said(f"Counting; {self.reviewer.keys.first('work.stop')} stops", Tone.PLAIN))

    def do_work_report(self) -> None:
        """The last update."""
        summary = self.session.summary
        differs = summary.differs_from_rules if summary is not None else ""
        self.read(
            "What the last update did",
            partial(report_lines, self.reviewer.report, keys=self.reviewer.keys, differs=differs),
        )

    def read(self, title: str, make: Callable[[int], Sequence[Line]]) -> None:
        """Show a page to read."""
        from reviewer.tui.screens.reading import Reading

        self.app.push_screen(Reading(title, make))
