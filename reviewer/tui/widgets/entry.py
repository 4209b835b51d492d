"""Typing: Textual's own fields, made safe against what is pasted, and the prompt at the foot of a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from reviewer.errors import ReviewerError
from reviewer.text.visible import visible
from reviewer.tui.runs import Line, Run, run
from reviewer.tui.widgets.painted import Lines


class SafeInput(Input):
    """One line of typing. Pasted text is made visible first: fields draw escape codes as they are."""

    DEFAULT_CSS = """
    SafeInput, SafeInput:focus { border: none; padding: 0; height: 1; background: $r-cursor-ground; width: 1fr; }
    """

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(visible(value, line=True), placeholder=placeholder, id=id, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        if event.text:
            first = event.text.splitlines()[0] if event.text.splitlines() else ""
            self.insert_text_at_cursor(visible(first, line=True))
        event.stop()
        event.prevent_default()


class Prompt(Horizontal):
    """A question with a field, in the place of the answers' line. Enter answers, escape leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", id="field.take", show=False),
        Binding("escape", "leave", "Leave", id="field.leave", show=False),
    ]
    DEFAULT_CSS = """
    Prompt { height: 1; background: $r-cursor-ground; display: none; }
    Prompt.-open { display: block; }
    Prompt Lines { height: 1; width: auto; overflow: hidden; scrollbar-size: 0 0; background: $r-cursor-ground; }
    """

    class Turned(Message):
        """It opened or closed: other keys hold now."""

    class Failed(Message):
        """What the answer asked for could not be done."""

        def __init__(self, error: ReviewerError) -> None:
            super().__init__()
            self.error = error

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self._done: Callable[[str | None], None] | None = None
        self._typed: Callable[[str], None] | None = None

    def compose(self) -> ComposeResult:
        """The question and the field."""
        yield Lines(id="asked")
        yield SafeInput(id="field")

    @property
    def is_open(self) -> bool:
        """Whether a question stands."""
        return self.has_class("-open")

    def ask(
        self,
        question: str,
        done: Callable[[str | None], None],
        *,
        typed: Callable[[str], None] | None = None,
        value: str = "",
    ) -> None:
        """Ask. `done` gets the answer, or None when it was left; `typed` gets every change."""
        self._done, self._typed = done, None
        words = run(f" {question} ", "strong")
        asked = self.query_one("#asked", Lines)
        asked.styles.width = Line((words,)).cells
        self.add_class("-open")
        asked.show([Line((words, Run("")))])
        field = self.query_one("#field", SafeInput)
        field.value = visible(value, line=True)
        field.cursor_position = len(field.value)
        field.focus()
        self._typed = typed
        self.post_message(self.Turned())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is typed."""
        event.stop()
        if self._typed is not None and self.is_open:
            self._typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The answer."""
        event.stop()
        self._close(event.value)

    def action_take(self) -> None:
        """The answer, by a key or by a click on the footer."""
        self._close(self.query_one("#field", SafeInput).value)

    def action_leave(self) -> None:
        """No answer."""
        self._close(None)

    def _close(self, answer: str | None) -> None:
        done, self._done, self._typed = self._done, None, None
        self.remove_class("-open")
        self.post_message(self.Turned())
        if done is None:
            return
        try:
            done(answer)
        except ReviewerError as error:
            self.post_message(self.Failed(error))
