"""The questions of a study, answered by their own keys, with the rule of the codebook in view."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from reviewer.model.policy import Question
from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import BLANK, Line, Run, flow, line, run
from reviewer.tui.said import Said, Tone
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.article import claim_focus
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.painted import Lines
from reviewer.workspace.views import Receipt


class Questions(Acting[Said]):
    """One question after the other on the claim that is open; each answer is saved at once."""

    SCOPES = (Scope.QUESTIONS,)
    DEFAULT_CSS = """
    Questions #page { height: auto; max-height: 80%; padding: 1 1; }
    Questions ArticleView { height: 1fr; max-width: 102; }
    """

    def __init__(self) -> None:
        super().__init__()
        asked = self.session.desk.policy.questions
        given = self._mine()
        self.at = next((i for i, question in enumerate(asked) if question.name not in given), 0)

    def compose(self) -> ComposeResult:
        """The question with its rule and values, over the article."""
        yield Lines(id="bar")
        yield Lines(id="page")
        yield ArticleView(signs=self.reviewer.signs, id="source")
        yield from self.foot()

    def _asked(self) -> tuple[Question, ...]:
        return self.session.desk.policy.questions

    def _mine(self) -> dict[str, str]:
        view = self.session.view
        return {each.question: each.value for each in view.answers if each.mine} if view else {}

    def redraw(self) -> None:
        """Draw the question."""
        super().redraw()
        view, asked = self.session.view, self._asked()
        if view is None or not asked:
            return
        self.at = min(self.at, len(asked) - 1)
        question = asked[self.at]
        self.draw_title(f"{view.row.number}, question {self.at + 1} of {len(asked)}: {question.name}")
        page = self.query_one("#page", Lines)
        lines = self._lines(question, min(page.scrollable_content_region.width, MEASURE))
        page.styles.height = len(lines) + 2
        page.show(lines)
        self.query_one("#source", ArticleView).show(self.session.text, claim_focus(view), scroll=False)

    def _lines(self, question: Question, width: int) -> list[Line]:
        view, mine = self.session.view, self._mine()
        lines: list[Line] = flow([run(f"“{view.row.quote}”" if view else "", "strong")], width, most=4)
        lines += [BLANK, *flow([run(question.rule or "No rule is given for this question.")], width), BLANK]
        for value, key in question.values.items():
            chosen = mine.get(question.name) == value
            role = "good" if chosen else "plain"
            lines.append(line(Run("  "), run(key, "key"), Run("  "), run(value + (" (your answer)" * chosen), role)))
        others = [each for each in view.answers if not each.mine and each.question == question.name] if view else []
        if others:
            lines += [BLANK, *flow([run("; ".join(f"{each.person}: {each.value}" for each in others))], width)]
        return lines

    def on_key(self, event: events.Key) -> None:
        """A value's key answers; keys that no value has go on to their bindings."""
        view, asked = self.session.view, self._asked()
        if view is None or not asked or not event.character:
            return
        question = asked[self.at]
        value = next((value for value, key in question.values.items() if key == event.character), None)
        if value is None:
            return
        event.stop()
        event.prevent_default()
        desk, claim = self.session.desk, view.row.id

        def give() -> Receipt:
            return desk.answer(claim, question.name, value)

        said = self.session.change(give, stay=True)
        self.say(said)
        if not said.failed:
            self._on(said)
        self.redraw()

    def _on(self, said: Said) -> None:
        """To the next question without an answer of mine; all done: back to the claim, with the last answer's word."""
        asked, given = self._asked(), self._mine()
        rest = [i for i in range(len(asked)) if asked[i].name not in given]
        if not rest:
            self.dismiss(said)
            return
        self.at = next((i for i in rest if i > self.at), rest[0])

    def do_questions_next(self) -> None:
        """The next question."""
        self.at = (self.at + 1) % max(1, len(self._asked()))
        self.redraw()

    def do_questions_previous(self) -> None:
        """The question before."""
        self.at = (self.at - 1) % max(1, len(self._asked()))
        self.redraw()

    def do_questions_leave(self) -> None:
        """Back to the claim."""
        self.dismiss(None)


NONE_ASKED = Said("This project asks no questions; a study names them in claims.yaml (questions:)", Tone.PLAIN)
"""Said where the rules in force hold none."""
