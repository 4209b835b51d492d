"""What every command shares: `--as`, `-C`, `--json`, and the workspace it works in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewer.cli import output
from reviewer.cli.progress import work
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace import Workspace

Body = Callable[..., int | None]
HOLD_SECONDS = 300.0
"""How long a claim that is shown or read out is kept from others: nothing tells here how long somebody thinks of it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a command: where, as whom, and in which form it answers."""

    folder: Path
    me: str | None = None
    json: bool = False
    lines: bool = False

    @property
    def people(self) -> bool:
        """Whether a person reads the answer."""
        return not (self.json or self.lines)

    @contextmanager
    def workspace(self, *, fresh: bool = True) -> Iterator[Workspace]:
        """The workspace of this folder or above it, closed at the end.

        Args:
            fresh: bring an empty one up to its project file first, so that a first command finds its claims.
        """
        from reviewer.workspace import Workspace

        with Workspace.open(
            Workspace.find(self.folder), me=self.me, via="os" if self.me is None else "flag"
        ) as workspace:
            if fresh and not workspace.read_only and workspace.empty:
                with work() as ours:
                    workspace.update(ours.report, ours.cancelled)
            yield workspace

    def answer(self, thing: str, values: Mapping[str, Any], say: Callable[[], None]) -> None:
        """Answer with one JSON object, or in words."""
        if self.people:
            say()
        else:
            output.document(thing, values)

    def listing(self, thing: str, things: str, values: Iterable[Mapping[str, Any]], say: Callable[[], None]) -> None:
        """Answer with a list: JSON Lines, one JSON object, or words."""
        if self.lines:
            output.documents(thing, values)
        else:
            self.answer(things, {things: list(values)} if self.json else {}, say)


def command(name: str, *, lists: bool = False, json: bool = True) -> Callable[[Body], click.Command]:
    """A command of the program; its function gets a `Call` first and may return an exit code.

    Args:
        name: as typed.
        lists: also takes `--jsonl`.
        json: takes `--json`.
    """

    def make(body: Body) -> click.Command:
        @functools.wraps(body)
        def run(
            me: str | None, folder: Path | None, *, as_json: bool = False, as_lines: bool = False, **arguments: Any
        ) -> int | None:
            outer = click.get_current_context().find_object(Call)
            if as_json and as_lines:
                raise UsageError("--json and --jsonl exclude each other")
            here = folder or (outer.folder if outer else Path())
            return body(Call(here, me or (outer.me if outer else None), as_json, as_lines), **arguments)

        made = click.command(name, context_settings={"help_option_names": ["-h", "--help"]})(run)
        made.params += place()
        if json:
            made.params.append(click.Option(["--json", "as_json"], is_flag=True, help="One JSON object, not words."))
        if lists:
            made.params.append(
                click.Option(["--jsonl", "as_lines"], is_flag=True, help="JSON Lines, one object a line.")
            )
        return made

    return make


def place() -> list[click.Parameter]:
    """Options of the program and of each command: as whom, and where."""
    return [
        click.Option(["--as", "me"], metavar="NAME", help="Act as NAME. It says who, it does not prove it."),
        click.Option(
            ["-C", "folder"],
            metavar="FOLDER",
            type=click.Path(path_type=Path, file_okay=False, exists=True),
            help="Work in the workspace of FOLDER.",
        ),
    ]
