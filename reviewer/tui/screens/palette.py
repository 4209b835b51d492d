"""Every command by name, with its key; one that cannot be called now stays listed with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from reviewer.tui.actions import ACTIONS, BY_ID, VERDICT_OF, Scope
from reviewer.tui.cells import fill
from reviewer.tui.runs import Line, Run, run, spread
from reviewer.tui.screens.acting import Acting
from reviewer.tui.widgets.entry import SafeInput
from reviewer.tui.widgets.painted import Lines

if TYPE_CHECKING:
    from reviewer.tui.everywhere import Everywhere

_WIDEST = 110
"""Cells of a line at most: what stands at its right end is read together with its words."""


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the palette. `why` tells why it cannot be called, "" if it can; `group` is what it belongs to."""

    id: str
    words: str
    key: str = ""
    why: str = ""
    group: str = ""


def commands_of(app: Everywhere, screen: Acting[Any]) -> list[Command]:
    """All that can be called on a screen, with its keys, and the themes. A verdict bears the project's own label."""
    actions = [a for a in ACTIONS if screen.offers(a)]
    actions += [BY_ID[name] for name in ("help", "quit")]
    labels = {name: app.session.desk.policy.labels[value] for name, value in VERDICT_OF.items()}
    commands = [
        Command(a.id, labels.get(a.id, a.words), app.keys.shown(a.id, ascii_only=app.plain), screen.why_not(a), a.group)
        for a in actions
    ]
    themes = sorted(app.available_themes, key=lambda name: (not name.startswith("reviewer"), name))
    used = {app.theme: "in use"}
    return [*commands, *(Command(f"theme:{n}", f"Theme: {n}", group=used.get(n, "")) for n in themes)]


def found(commands: Sequence[Command], query: str) -> list[Command]:
    """The commands that hold every word typed, those that begin with it first; the others keep their order."""
    words = query.lower().split()
    hits = [c for c in commands if all(w in f"{c.group} {c.words} {c.id} {c.key}".lower() for w in words)]
    return sorted(
        hits,
        key=lambda c: not (words and any(part.startswith(words[0]) for part in f"{c.group} {c.words}".lower().split())),
    )


class Palette(Acting[str]):
    """Answers with the id of the command to call, or nothing."""

    SCOPES = (Scope.PALETTE,)
    TYPING = True
    DEFAULT_CSS = """
    Palette #typing { height: 1; background: $r-cursor-ground; }
    Palette #asked { scrollbar-size: 0 0; height: 1; background: $r-cursor-ground; }
    Palette #page { height: 1fr; }
    """

    def __init__(self, commands: Sequence[Command], question: str = "Command:", at: str = "") -> None:
        """`at` is the id of the line that the cursor stands on at first."""
        super().__init__()
        self.question = question
        self.commands = commands
        self.hits: Sequence[Command] = commands
        self.at = next((i for i, command in enumerate(commands) if command.id == at), 0)

    def compose(self) -> ComposeResult:
        """Field, list, footer."""
        with Horizontal(id="typing"):
            asked = Lines([Line((run(f" {self.question} ", "strong"),))], id="asked")
            asked.styles.width = asked.lines[0].cells
            yield asked
            yield SafeInput(id="field")
        yield Lines(id="page")
        yield from self.foot()

    def on_mount(self) -> None:
        """Type at once."""
        self.type_into(self.query_one("#field", SafeInput))

    def redraw(self) -> None:
        """Draw the commands that are left."""
        super().redraw()
        page = self.query_one("#page", Lines)
        width = min(page.scrollable_content_region.width, _WIDEST)
        keys = max((cell_len(command.key) + 2 for command in self.hits if command.key), default=0)
        room = width - len(" ▸ ") - keys - 2
        groups = all(cell_len(command.words) + cell_len(command.group) <= room for command in self.hits)
        lines = [self._line(i, command, (keys, width), groups=groups) for i, command in enumerate(self.hits)]
        none = (
            f"   Nothing here is called that. Take letters back, or {self.reviewer.keys.first('palette.leave')} leaves."
        )
        page.show(lines or [Line((Run(none, "warn"),))], chosen=f"{self.at}", keep_place=True)

    def _line(self, index: int, command: Command, widths: tuple[int, int], *, groups: bool) -> Line:
        """One command; `widths` are the cells of the keys' column and of the whole line."""
        keys, width = widths
        pointer = Run(f" {self.reviewer.signs.cursor} " if index == self.at else "   ", "key")
        role, key_role = ("off", "off") if command.why else ("plain", "key")
        key = run(fill(command.key, keys), key_role)
        left = Line((pointer, key, run(command.words, role)))
        right = Line((run(f"{command.why or command.group} ", "off" if command.why else "dim"),))
        # A reason is always told; groups give way to the words, all of them at once.
        return Line(spread(left, right if groups or command.why else Line(), width).runs, str(index))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self.hits = found(self.commands, event.value)
        self.at = 0
        self.redraw()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Call it."""
        event.stop()
        self.do_palette_run()

    def on_lines_picked(self, event: Lines.Picked) -> None:
        """A click calls it."""
        if event.key.isdigit():
            self.at = int(event.key)
            self.do_palette_run()

    def _move(self, by: int) -> None:
        self.at = (self.at + by) % max(1, len(self.hits))
        self.redraw()

    def do_palette_next(self) -> None:
        """Down."""
        self._move(1)

    def do_palette_previous(self) -> None:
        """Up."""
        self._move(-1)

    def do_palette_run(self) -> None:
        """Call the chosen command."""
        self.dismiss(self.hits[self.at].id if self.at < len(self.hits) else None)

    def do_palette_leave(self) -> None:
        """Nothing."""
        self.dismiss(None)
