"""The base of all screens: keys from the registry, one top bar, one footer, one line for what just happened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeGuard, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from reviewer.errors import ReviewerError, UsageError
from reviewer.tui.actions import BY_ID, Action, Needs, Scope, of_scope
from reviewer.tui.layout import Shape, shape_of
from reviewer.tui.runs import ROLES, Line, Run, run, spread
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.session import Session
from reviewer.tui.show.bar import Choice, foot_at, foot_line, said_line
from reviewer.tui.theme import role_class, role_css
from reviewer.tui.widgets.entry import Prompt
from reviewer.tui.widgets.painted import Lines

if TYPE_CHECKING:
    from textual.widget import Widget
    from textual.widgets import TextArea

    from reviewer.tui.app import ReviewerApp

Result = TypeVar("Result")
Answer = TypeVar("Answer")
SAID_SECONDS = 6.0
"""How long an answer stands before the footer may take its line (only where they share one)."""


def bindings_of(scope: Scope) -> list[BindingType]:
    """The key bindings of a scope; each bears its action's id, so that a user's keymap can change it."""
    return [Binding(a.keys, f"do('{a.id}')", a.words, id=a.id, show=False) for a in of_scope(scope)]


def _is_area(field: Widget) -> TypeGuard[TextArea]:
    """Whether it is a field of several lines; where none was ever shown, its module need not be loaded to tell."""
    module = sys.modules.get("textual.widgets._text_area")
    return module is not None and isinstance(field, module.TextArea)


class Acting(Screen[Result]):
    """A screen whose keys call `do_<action id>` methods. Its first scope gives its bindings.

    A key that cannot act now says why instead of doing nothing.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    AUTO_FOCUS = ""
    TYPING: ClassVar[bool] = False
    """Whether the screen opens with a field to type into."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {role_class(role) for role in ROLES}
    DEFAULT_CSS = (
        role_css("Acting")
        + """
    Acting { layout: vertical; background: $background; overflow: hidden; }
    Acting #bar, Acting #foot, Acting #said { height: 1; overflow: hidden; scrollbar-size: 0 0; }
    Acting #bar { background: $r-bar-ground; }
    Acting #foot { background: $r-bar-ground; }
    Acting.-ascii Painted { scrollbar-size: 0 0; }
    Acting.-narrow.-talking #foot { display: none; }
    Acting.-narrow #said { display: none; }
    Acting.-narrow.-talking #said { display: block; }
    """
    )

    def __init_subclass__(cls, **more: Any) -> None:
        if "SCOPES" in cls.__dict__:
            cls.BINDINGS = bindings_of(cls.SCOPES[0])
        super().__init_subclass__(**more)

    def keep(self) -> None:
        """Keeps what was typed and not yet saved, before the program is ended from outside."""

    def __init__(self) -> None:
        super().__init__()
        self._quiet: Timer | None = None
        self._typing = False
        self._early = ""
        self._redraw_due = False
        self.drawable = False
        """False until the screen has all its parts; others may only ask for a redraw afterwards."""
        self.said = Said("", Tone.PLAIN)
        self.set_class(self.reviewer.plain, "-ascii")
        self._take_shape()

    @property
    def reviewer(self) -> ReviewerApp:
        """The app, by its own type."""
        return cast("ReviewerApp", self.app)

    @property
    def session(self) -> Session:
        """The session that all screens share."""
        return self.reviewer.session

    def foot(self) -> ComposeResult:
        """The line for answers and the footer, which every screen ends with."""
        yield Lines(id="said")
        yield Lines(id="foot")

    def _screen_resized(self, size: Size) -> None:
        """Lay out for the newest size only.

        Textual 8.2 tells a screen that it was laid out for another size by one more resize event. Of two sizes on their
        way at once, each brings the other back, for ever: a window pulled larger on a busy machine hung the program.
        """
        if size == self.app.size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        """Paint, once there is something to see.

        Textual paints a new screen empty, again for every class and every size that it takes, and then what is in it:
        five frames for the first claim, of which four show nothing.
        """
        if self.drawable:
            super()._compositor_refresh()

    def on_resize(self) -> None:
        """Take the shape of the terminal."""
        self._take_shape()
        if not self._redraw_due:  # a terminal tells its size several times over
            self._redraw_due = True
            self.call_after_refresh(self._redraw_first)

    def _take_shape(self) -> None:
        shape = self.shape
        for each in Shape:
            self.set_class(each is shape, f"-{each.value.replace('_', '-')}")
        self.set_class(self.narrow, "-narrow")
        self._take_turns()

    def _take_turns(self) -> None:
        """Let the answer have the footer's line where they share one; elsewhere no style has to be looked up for it."""
        self.set_class(bool(self.said.words) and self.narrow, "-talking")

    def _redraw_first(self) -> None:
        self._redraw_due = False
        first, self.drawable = not self.drawable, True
        self.redraw()
        if first:
            self.refresh()
            if self.said.words:
                self.say(self.said)
            self.call_after_refresh(self.painted)

    def painted(self) -> None:
        """The first frame is on the terminal."""

    @property
    def shape(self) -> Shape:
        """The layout for the size there is."""
        return shape_of(self.app.size.width, self.app.size.height)

    @property
    def narrow(self) -> bool:
        """Whether there is room for one thing beside nothing: screens that hold a form do what they can with less."""
        return self.shape in (Shape.NARROW, Shape.TOO_SMALL)

    def redraw(self) -> None:
        """Draw everything again; screens add their own parts."""
        self.draw_foot()

    def draw_again(self) -> None:
        """Draw everything again where the reader is."""
        self.redraw()

    def draw_counts(self) -> None:
        """Draw what counts of the whole workspace change."""
        self.redraw()

    # ---- keys

    def typed_early(self, letter: str) -> bool:
        """Takes a letter that was typed before the field had the focus: none is lost, none is taken for a command.

        A field keeps the letters that it takes itself, so that only those that came early arrive here.
        """
        field = self.focused
        if isinstance(field, Input):
            field.insert_text_at_cursor(letter)
        elif field is not None and _is_area(field):
            field.insert(letter)
        elif self.TYPING and not self._typing:
            self._early += letter
        else:
            return False
        return True

    def type_into(self, field: Input | TextArea) -> None:
        """Type at once, beginning with what was typed early."""
        self.set_focus(field)
        self._typing = True
        for letter in self._early:
            self.typed_early(letter)

    def action_do(self, name: str) -> None:
        """Call an action of the registry by id, or say why it cannot be called."""
        handler: Callable[[], object] = getattr(self, "do_" + name.replace(".", "_"))
        self.reviewer.key_pressed()
        try:
            self.session.complete(text=not BY_ID[name].near, beside=not BY_ID[name].leaves)
            why = self.why_not(BY_ID[name])
            if why:
                self.say(Said(why, Tone.WARN))
                return
            handler()
        except ReviewerError as error:
            self.say(told(error))

    def open_screen(self, screen: Screen[Answer], done: Callable[[Answer | None], object]) -> None:
        """Show another screen over this one; what goes wrong with its answer is said here."""

        def safely(answer: Answer | None) -> None:
            try:
                done(answer)
            except ReviewerError as error:
                self.say(told(error))

        self.app.push_screen(screen, safely)

    def offers(self, action: Action) -> bool:
        """Whether this screen has such an action at all."""
        return action.scope in self.SCOPES and hasattr(self, "do_" + action.id.replace(".", "_"))

    def why_not(self, action: Action) -> str:
        """Why an action cannot be called now, in a sentence; "" if it can."""
        if action.writes and self.session.desk.read_only:
            return "This workspace is open read-only; nothing can be changed"
        if action.needs is Needs.CLAIM and self.session.view is None:
            return "No claim is open"
        if action.needs is Needs.ARTICLE and self.session.text is None:
            return "No article is open"
        if action.needs is Needs.MATCH and self.session.match is None:
            return "This claim has no match"
        return ""

    def choices(self) -> list[Choice]:
        """The actions of the footer."""
        return [Choice(a, not self.why_not(a)) for scope in self.SCOPES for a in of_scope(scope) if self.offers(a)]

    def draw_title(self, title: str, right: str = "", role: str = "plain") -> None:
        """The bar of a screen over the review screen: what it is, and what matters of it at the right."""
        bar = self.query_one("#bar", Lines)
        left = Line((Run(" "), run(title, "strong")))
        bar.show([spread(left, Line((run(f"{right} ", role),)), bar.size.width)])

    @property
    def prompt(self) -> Prompt | None:
        """The field that is open at the foot, if one is."""
        found = self.query_one_optional(Prompt)
        return found if found is not None and found.is_open else None

    def foot_choices(self) -> list[Choice]:
        """The keys that work now: while a field is open at the foot, letters are text and only its own do."""
        return self.choices() if self.prompt is None else [Choice(action) for action in of_scope(Scope.FIELD)]

    def do_field_take(self) -> None:
        """Take what is typed in the field at the foot."""
        if self.prompt is not None:
            self.prompt.action_take()

    def do_field_leave(self) -> None:
        """Leave the field at the foot."""
        if self.prompt is not None:
            self.prompt.action_leave()

    def on_prompt_turned(self) -> None:
        """A field opened or closed at the foot."""
        if not self.drawable:
            return
        if self.prompt is not None:
            self.hush()  # an earlier answer would stand where the field's keys belong
        else:
            self.draw_foot()

    def draw_foot(self) -> None:
        """Draw the footer."""
        foot = self.query_one_optional("#foot", Lines)
        if foot is not None:
            foot.show(
                [
                    foot_line(
                        self.foot_choices(), self.reviewer.keys, self.app.size.width, ascii_only=self.reviewer.plain
                    )
                ]
            )

    def on_click(self, event: object) -> None:
        """A click on a key of the footer presses it."""
        from textual import events

        if isinstance(event, events.Click) and getattr(event.widget, "id", "") == "foot":
            foot = self.query_one("#foot", Lines)
            choices, keys = self.foot_choices(), self.reviewer.keys
            name = foot_at(choices, keys, foot.size.width, event.x, ascii_only=self.reviewer.plain)
            if name == "help":
                self.reviewer.action_do(name)
            elif name:
                self.action_do(name)

    def in_editor(self, words: str) -> str:
        """The words as the user's own editor leaves them. Raises UsageError where there is none, or it failed."""
        from textual.app import SuspendNotSupported

        from reviewer.tui.editor import command, edited

        try:
            return edited(words, command(self.reviewer.settings.editor), self.app.suspend)
        except SuspendNotSupported:
            raise UsageError("this terminal cannot step aside for an editor", kept="go on typing here") from None
        finally:
            self.refresh(layout=True)

    # ---- answers

    def on_prompt_failed(self, event: Prompt.Failed) -> None:
        """Say why a prompt's answer came to nothing."""
        self.say(told(event.error))

    def say(self, said: Said | None) -> None:
        """Show an answer on its line; None takes the last one away, since it was about another key."""
        if said is None or not said.words:
            if self.said.words:
                self.hush()
            return
        self.said = said
        if not self.drawable:
            return  # said with the first drawing
        sign = {Tone.GOOD: "+" if self.reviewer.plain else "✓", Tone.WARN: "!", Tone.BAD: "!", Tone.PLAIN: ""}[
            said.tone
        ]
        role = {Tone.GOOD: "good", Tone.PLAIN: "plain", Tone.WARN: "warn", Tone.BAD: "bad"}[said.tone]
        self.query_one("#said", Lines).show([said_line(sign, said.words, role, self.app.size.width)])
        self._take_turns()
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = None if said.failed else self.set_timer(SAID_SECONDS, self.hush)

    def hush(self) -> None:
        """Give the line back to the footer."""
        self.said = Said("", Tone.PLAIN)
        self._take_turns()
        self.query_one("#said", Lines).show([Line()])
        self.draw_foot()
