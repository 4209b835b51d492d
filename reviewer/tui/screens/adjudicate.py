"""The last word on a claim: what the reviewers said side by side, why they differed, and the verdict that holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial, partialmethod

from textual.app import ComposeResult

from reviewer.model.verdict import DIFFERENCES, Evidence, Value
from reviewer.tui import pending
from reviewer.tui.actions import Action, Scope
from reviewer.tui.pending import Pending
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.adjudication import Bench, answer_lines, said_lines
from reviewer.tui.show.article import claim_focus
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.entry import Prompt
from reviewer.tui.widgets.painted import Lines

_WIDEST = 120
"""Cells of the reasons and keys at most, so that the eye has not far to go."""
_LEAST_ARTICLE = 3
"""Lines of the article below which it tells nothing."""
_READING = ("adjudicate.down", "adjudicate.up", "adjudicate.leave")


class Adjudicate(Acting[Said]):
    """Answers with what came of the last word, None where none was given."""

    SCOPES = (Scope.ADJUDICATION,)
    DEFAULT_CSS = """
    Adjudicate #page { height: auto; }
    Adjudicate ArticleView { height: 1fr; max-width: 102; }
    Adjudicate #answer { height: auto; background: $r-side-ground; overflow: hidden; scrollbar-size: 0 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.claim = self.session.claim_id
        self.about = self.session.about
        self.difference = 0
        self._load()

    def _load(self) -> None:
        self.found = self.session.desk.adjudication(self.claim, self.about)
        self.pending = pending.load(self.session.desk, self.claim, self.about)

    def compose(self) -> ComposeResult:
        """The page over the keys, which stay where they are."""
        yield Lines(id="bar")
        yield Lines(id="page")
        yield ArticleView(signs=self.reviewer.signs, id="source")
        yield Lines(id="answer")
        yield Prompt()
        yield from self.foot()

    def redraw(self) -> None:
        """Draw what is known now: a verdict may have come in."""
        super().redraw()
        self._load()
        why_not = self.found.why_not
        self.draw_title(f"The last word on {self.found.view.row.number}", "reading only" if why_not else "", "warn")
        bench = Bench(
            self.found,
            self.pending,
            self.session.desk.policy,
            self.reviewer.keys,
            self.reviewer.signs,
            self.difference,
            self._numbers(),
        )
        page, answer = self.query_one("#page", Lines), self.query_one("#answer", Lines)
        columns, rows = self.app.size
        said, given = said_lines(bench, columns - 1), answer_lines(bench, min(columns, _WIDEST))
        room = rows - len(given) - (2 if self.narrow else 3)
        answer.styles.height = len(given)
        # The article gives way: what was said comes before what it was said of.
        source = self.query_one("#source", ArticleView)
        source.display = room > len(said) + _LEAST_ARTICLE
        page.styles.height = len(said) + 1 if source.display else room
        page.show(said, keep_place=True)
        answer.show(given)
        source.show(self.session.text, claim_focus(self.found.view), scroll=False)

    def _numbers(self) -> dict[str, str]:
        items = [*self.pending.evidence, *(item for said in self.found.said for item in said.evidence)]
        return {item.claim: self.session.number_of(item.claim) for item in items if item.claim}

    def why_not(self, action: Action) -> str:
        """Who cannot decide the claim can read what was said."""
        if self.found.why_not and action.id not in _READING:
            return f"You cannot decide it: {self.found.why_not}"
        return super().why_not(action)

    def _give(self, value: Value) -> None:
        """Ask for the reason, which stands there where a rationale waits; then save."""
        label = self.session.desk.policy.labels[value]

        def given(reason: str | None) -> None:
            self.set_focus(None)
            if reason is None or not reason.strip():
                self.say(Said("Nothing was decided: the last word needs a reason", Tone.WARN))
                return
            self._save(value, reason.strip())

        self.query_one(Prompt).ask(f"{label}, because:", given, value=self.pending.rationale)

    def _save(self, value: Value, reason: str) -> None:
        session, words = self.session, self.pending
        difference = DIFFERENCES[self.difference - 1] if self.difference else ""
        act = partial(
            session.desk.adjudicate,
            self.claim,
            value,
            about=self.about,
            rationale=reason,
            private=words.private,
            evidence=words.evidence,
            difference=difference,
        )
        said = session.change(act, stay=True)
        self._keep(replace(words, rationale=reason) if said.failed else Pending())
        if said.failed:
            self.say(said)
        else:
            self.dismiss(said)

    do_adjudicate_supported = partialmethod(_give, Value.SUPPORTED)
    do_adjudicate_refuted = partialmethod(_give, Value.REFUTED)
    do_adjudicate_conflicting = partialmethod(_give, Value.CONFLICTING)
    do_adjudicate_not_enough_evidence = partialmethod(_give, Value.NOT_ENOUGH_EVIDENCE)
    do_adjudicate_not_a_claim = partialmethod(_give, Value.NOT_A_CLAIM)

    def _differ(self, number: int) -> None:
        """Why they differed; the same number again takes it back."""
        self.difference = 0 if self.difference == number else number
        self.redraw()

    do_adjudicate_none = partialmethod(_differ, 0)
    do_adjudicate_difference_1 = partialmethod(_differ, 1)
    do_adjudicate_difference_2 = partialmethod(_differ, 2)
    do_adjudicate_difference_3 = partialmethod(_differ, 3)
    do_adjudicate_difference_4 = partialmethod(_differ, 4)
    do_adjudicate_difference_5 = partialmethod(_differ, 5)
    do_adjudicate_difference_6 = partialmethod(_differ, 6)

    # ---- words and evidence of the adjudicator's own

    def do_adjudicate_rationale(self) -> None:
        """Write the rationale; it waits for the last word."""
        from reviewer.tui.screens.note import NoteScreen, Written

        key = pending.typing_key(self.claim, self.about, "rationale")

        def written(answer: Written | None) -> None:
            if answer is not None:
                self._keep(replace(self.pending, rationale=answer.words))
                self.session.desk.save_draft(key, "")
            self.redraw()

        title = "Rationale: why you decide so. It goes out with the last word."
        self.open_screen(NoteScreen(title, self.pending.rationale, key), written)

    def do_adjudicate_evidence(self) -> None:
        """Evidence of one's own, beside that of the reviewers."""
        from reviewer.tui.screens.evidence import EvidenceScreen

        def added(evidence: tuple[Evidence, ...] | None) -> None:
            if evidence is not None:
                self._keep(replace(self.pending, evidence=evidence))
            self.redraw()

        self.open_screen(EvidenceScreen(self.pending.evidence, None, self.reviewer.today), added)

    def _keep(self, words: Pending) -> None:
        self.pending = self.session.pending = words
        pending.keep(self.session.desk, self.claim, self.about, words)

    # ---- reading

    def do_adjudicate_down(self) -> None:
        """Read on."""
        self.query_one("#page", Lines).scroll_page_down(animate=False)

    def do_adjudicate_up(self) -> None:
        """Read back."""
        self.query_one("#page", Lines).scroll_page_up(animate=False)

    def do_adjudicate_leave(self) -> None:
        """Back; what was written waits."""
        self.dismiss(None)
