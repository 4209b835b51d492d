"""Every command by name, with its key; one that cannot be called now stays listed with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from reviewer.tui.actions import Scope
from reviewer.tui.runs import Line, Run, clipped, run, spread
from reviewer.tui.screens.acting import Acting
from reviewer.tui.widgets.entry import SafeInput
from reviewer.tui.widgets.painted import Lines


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the palette. `why` is the reason why it cannot be called, "" if it can."""

    id: str
    words: str
    key: str
    why: str = ""


def found(commands: Sequence[Command], query: str) -> list[Command]:
    """The commands that hold every word typed, those that begin with it first; the others keep their order."""
    words = query.lower().split()
    hits = [c for c in commands if all(w in f"{c.words} {c.id} {c.key}".lower() for w in words)]
    return sorted(
        hits, key=lambda c: not (words and any(part.startswith(words[0]) for part in c.words.lower().split()))
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

    def __init__(self, commands: Sequence[Command], question: str = "Command:") -> None:
        super().__init__()
        self.question = question
        self.commands = commands
        self.hits: Sequence[Command] = commands
        self.at = 0

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
        width = page.scrollable_content_region.width
        lines = [self._line(i, command, width) for i, command in enumerate(self.hits)]
        page.show(
            lines or [Line((Run("   No command is called that.", "warn"),))], chosen=f"{self.at}", keep_place=True
        )

    def _line(self, index: int, command: Command, width: int) -> Line:
        pointer = Run(f" {self.reviewer.signs.cursor} " if index == self.at else "   ", "key")
        role = "off" if command.why else "plain"
        words = [pointer, run(command.words, role)]
        if command.why:
            words.append(run(f"  ({command.why})", "off"))
        key = Line((run(f"{command.key} ", "off" if command.why else "key"),))
        return Line(spread(clipped(Line(tuple(words)), width - key.cells - 1), key, width).runs, str(index))

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
