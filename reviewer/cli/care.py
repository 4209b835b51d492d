"""Care of a workspace: derive everything anew, and tell where things are and what stands in the way."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer import __version__
from reviewer.cli.call import Call, command
from reviewer.cli.output import line, one, paragraph, table
from reviewer.cli.progress import work
from reviewer.cli.running import PARTIAL, screen_terminal, summarise
from reviewer.errors import Damaged, ReviewerError, UsageError

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import Summary


@command("rebuild")
@click.option(
    "--from",
    "source",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Of a damaged database: take what is missing from FOLDER, which you sync with.",
)
def rebuild(call: Call, source: Path | None) -> int | None:
    """Derive everything anew from log and texts.

    What people did is never touched. Where the database is damaged, its log is read out of it page by page, each event
    by its hash, and a new database is made; the damaged file is kept beside it. Programs that have it open save nothing
    from then on, and say so. Exit code 3: parts of the log are missing, and it says which.
    """
    from reviewer.workspace import Workspace

    try:
        with call.workspace(fresh=False) as workspace:
            workspace.check_file()
            if source is not None:
                raise UsageError("the database is sound", next_step="reviewer sync takes in what stands in the folder")
            return _rebuilt(call, workspace, ())
    except Damaged:
        pass
    folder, via = Workspace.find(call.folder), "os" if call.me is None else "flag"
    workspace, told = Workspace.salvage(folder, source, me=call.me, via=via)
    with workspace:
        return _rebuilt(call, workspace, told)


def _rebuilt(call: Call, workspace: Workspace, told: Sequence[str]) -> int | None:
    """`told`: what came of a damaged database, in sentences: read and kept, given anew, then what is missing."""
    with work() as ours:
        summary = workspace.rebuild(ours.report)
    values = {"summary": summary, "salvaged": told} if told else {"summary": summary}
    call.answer("summary", values, lambda: _say_rebuilt(summary, told))
    return PARTIAL if len(told) > 2 else None


def _say_rebuilt(summary: Summary, told: Sequence[str]) -> None:
    for words in told:
        paragraph(one(words), 0, 2)
    summarise(summary, None)


@command("doctor")
@click.option("--privacy", is_flag=True, help="Every file that the program writes, where, and who can read it.")
def doctor(call: Call, *, privacy: bool) -> None:
    """Tell versions, terminal, database, places.

    Nothing is changed. What belongs to the user and no workspace stands in the folder that REVIEWER_STATE names.
    """
    if privacy:
        from reviewer.workspace.places import written

        files = {one(path): words for path, words in written(call.folder).items()}
        call.answer("doctor", {"found": files}, lambda: _say_files(files))
        return
    found = {
        "program": f"reviewer {__version__}",
        "python": f"{platform.python_version()} ({sys.executable})",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        **_terminal(),
        **_place(call),
    }
    call.answer("doctor", {"found": found}, lambda: table(list(found.items())))


def _say_files(files: Mapping[str, str]) -> None:
    for path, words in files.items():
        line(path)
        paragraph(words, 4, 0)


def _terminal() -> dict[str, str]:
    size = shutil.get_terminal_size()
    name = os.environ.get("TERM", "")
    screen = "shows the screen" if screen_terminal(os.environ) else "plain mode: reviewer review --plain"
    streams = {"input": sys.stdin, "output": sys.stdout, "errors": sys.stderr}
    to = ", ".join(f"{what} {'a terminal' if stream.isatty() else 'piped'}" for what, stream in streams.items())
    return {
        "terminal": f"{one(name) or 'unnamed'}, {size.columns}x{size.lines}, {screen}",
        "streams": to,
        "text": f"{sys.stdout.encoding}, locale {locale.getlocale()[0] or 'C'}",
    }


def _place(call: Call) -> dict[str, str]:
    """Where the workspace is, and what its database says of itself; the reason where there is none."""
    from reviewer.workspace import health

    try:
        return {name: words for name, words in health(call.folder).items() if name != "program"}
    except ReviewerError as error:
        return {"workspace": one(error.what)}


COMMANDS = {"rebuild": rebuild, "doctor": doctor}
