"""Writing a rationale or a private note. What is typed survives leaving, failing and crashing."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import TextArea

from reviewer.errors import ReviewerError
from reviewer.text.visible import visible
from reviewer.tui.actions import Scope
from reviewer.tui.layout import MEASURE
from reviewer.tui.runs import flow, run
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.screens.acting import Acting
from reviewer.tui.show.article import claim_focus
from reviewer.tui.widgets.article_view import ArticleView
from reviewer.tui.widgets.painted import Lines

DRAFT_SECONDS = 1.0
"""Seconds after the last key before a draft is kept."""


@dataclass(frozen=True, slots=True)
class Written:
    """The answer: the words, and whether they are a note of their own instead of going out with the verdict."""

    words: str
    alone: bool = False


class SafeArea(TextArea):
    """Several lines of typing; pasted text is made visible first."""

    DEFAULT_CSS = """
    SafeArea, SafeArea:focus {
        border: none; background: $r-cursor-ground; padding: 0 0 0 1; scrollbar-size-vertical: 1;
        scrollbar-background: $r-cursor-ground; scrollbar-background-hover: $r-cursor-ground;
        scrollbar-background-active: $r-cursor-ground;
        scrollbar-color: $r-thumb; scrollbar-color-hover: $r-key; scrollbar-color-active: $r-key;
    }
    """

    def __init__(self, words: str) -> None:
        super().__init__(visible(words), soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id="area")
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """Enter saves here, so the screen's keys come before the field's."""
        screen = self.screen
        if isinstance(screen, NoteScreen):
            name = screen.action_of(event.key)
            if name:
                event.stop()
                event.prevent_default()
                screen.action_do(name)
                return
        await super()._on_key(event)
        event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        self.insert(visible(event.text))
        event.stop()
        event.prevent_default()


class NoteScreen(Acting[Written]):
    """Answers with what was written, or nothing."""

    SCOPES = (Scope.NOTE,)
    TYPING = True
    DEFAULT_CSS = """
    NoteScreen #about { height: 3; padding: 1 1 0 1; overflow: hidden; scrollbar-size: 0 0; }
    NoteScreen SafeArea { margin: 1 1; height: 9; max-width: 100; }
    NoteScreen.-narrow SafeArea { height: 5; }
    NoteScreen ArticleView { height: 1fr; max-width: 102; }
    NoteScreen.-too-small #about, NoteScreen.-too-small ArticleView { display: none; }
    NoteScreen.-too-small SafeArea { margin: 0; height: 1fr; }
    """

    def __init__(self, title: str, words: str, draft_key: str) -> None:
        super().__init__()
        self.heading = title
        self.words = words
        self.draft_key = draft_key
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """What it is about, the field, the footer."""
        draft = self.session.desk.draft(self.draft_key)
        yield Lines(id="bar")
        yield Lines(id="about")
        yield SafeArea(draft or self.words)
        yield ArticleView(signs=self.reviewer.signs, id="source")
        yield from self.foot()
        self._from_draft = bool(draft) and draft != self.words

    def on_mount(self) -> None:
        """Type at once."""
        self.type_into(self.query_one(SafeArea))
        if self._from_draft:
            self.call_after_refresh(self.say, Said("This is the draft that you left here", Tone.PLAIN))

    def redraw(self) -> None:
        """Draw what it is about."""
        super().redraw()
        view = self.session.view
        if view is None:
            return
        self.draw_title(self.heading, view.row.number)
        about = self.query_one("#about", Lines)
        about.show(flow([run(f"“{view.row.quote}”", "strong")], min(about.size.width, MEASURE), most=2))
        self.query_one("#source", ArticleView).show(self.session.text, claim_focus(view), scroll=False)

    def action_of(self, key: str) -> str:
        """The action that a key calls here, "" for a key that types."""
        keys = self.reviewer.keys.of
        return next((a for a in keys if a.startswith("note.") and "_" not in a and key in keys[a] and self._has(a)), "")

    def _has(self, name: str) -> bool:
        return hasattr(self, "do_" + name.replace(".", "_"))

    def on_text_area_changed(self) -> None:
        """Keep a draft soon after the last key."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DRAFT_SECONDS, self._keep)

    def keep(self) -> None:
        """The draft as it stands, without waiting for a pause."""
        self._keep()

    def _keep(self, words: str | None = None) -> None:
        try:
            self.session.desk.save_draft(self.draft_key, self._text() if words is None else words)
        except ReviewerError as error:
            self.say(told(error))

    def _text(self) -> str:
        return self.query_one(SafeArea).text.strip()

    def do_note_save(self) -> None:
        """Done."""
        self._finish(alone=False)

    def do_note_alone(self) -> None:
        """Done, as a note of its own."""
        if not self._text():
            self.say(Said("There is nothing to save", Tone.WARN))
            return
        self._finish(alone=True)

    def _finish(self, *, alone: bool) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._keep()
        self.dismiss(Written(self._text(), alone))

    def do_note_newline(self) -> None:
        """A new line."""
        self.query_one(SafeArea).insert("\n")

    def do_note_editor(self) -> None:
        """The user's own editor."""
        area = self.query_one(SafeArea)
        area.text = visible(self.in_editor(self._text()))
        area.move_cursor(area.document.end)

    def do_note_leave(self) -> None:
        """Later."""
        if self._pause is not None:
            self._pause.stop()
        self._keep("" if self._text() == self.words else None)
        self.dismiss(None)
