"""Beginning: a first project file, articles, the screen or plain mode, and the summary without a terminal."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.output import count, line, one, paragraph
from reviewer.cli.progress import work
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import Summary, UpdateReport

PARTIAL = 3
"""Exit code where something was left out, and is named."""
SCREEN_SECONDS = 2.0
"""How long a key on the screen, which stands still meanwhile, waits for another writer: ten times the longest wait that
was measured among fifty people during an ingest."""


def begin(call: Call) -> int | None:
    """What `reviewer` does without a command: up to date, then the screen, plain mode, or the summary."""
    return _review(call)


@command("init", json=False)
@click.option(
    "--for",
    "kind",
    type=click.Choice(["desk", "study", "sensitive"]),
    default="desk",
    show_default=True,
    help="A newsroom's desk; a study with blind double review; texts that must not leave.",
)
def init(call: Call, kind: str) -> None:
    """Make this folder a workspace.

    It writes a first, commented claims.yaml.
    """
    from reviewer.workspace import Workspace

    path = Workspace.init(call.folder.absolute(), kind)
    line(f"wrote {one(str(path))}")
    line("next: put articles into the folder articles, or name others in claims.yaml; then run  reviewer")


@command("add")
@click.argument("paths", metavar="PATH…|-", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it stands.")
@click.option("--date", help="When it was published, YYYY-MM-DD.")
@click.option("--title", help="Its headline.")
def add(call: Call, paths: tuple[Path, ...], **metadata: str | None) -> int | None:
    """Take articles in.

    Files, folders, or one article from standard input (-). The options tell what the articles themselves do not; they
    hold for all articles of the call.
    """
    files = [path for path in paths if str(path) != "-"]
    if len(files) < len(paths) and files:
        raise UsageError("- takes one article from standard input, and no files beside it")
    known = {name: value for name, value in metadata.items() if value}
    stdin = None if files else sys.stdin.buffer.read()
    with call.workspace(fresh=False) as workspace:
        report = _add(workspace, files, stdin, known)
    call.answer("update", {"report": report}, lambda: said(report))
    return PARTIAL if report.skipped else None


def _add(workspace: Workspace, files: list[Path], stdin: bytes | None, known: Mapping[str, str]) -> UpdateReport:
    with work() as ours:
        return workspace.add(files, stdin=stdin, metadata=known, progress=ours.report, cancelled=ours.cancelled)


@command("review", json=False)
@click.option("--plain", is_flag=True, help="One prompt and short sentences instead of the screen.")
@click.option("--ascii", "plain_signs", is_flag=True, help="Signs that every terminal has.")
@click.option("--theme", metavar="NAME", help="Colours of the screen; ctrl+p on the screen lists the names.")
def review(call: Call, *, plain: bool, plain_signs: bool, theme: str | None) -> int | None:
    """Review, on the screen or in plain mode.

    Plain mode opens where the terminal shows no screen. It does all that the screen does, with the same letters and
    Enter; it reads well aloud and takes piped input. Without a terminal and without --plain, a summary is printed.
    """
    return _review(call, plain=plain, plain_signs=plain_signs, theme=theme)


def _review(call: Call, *, plain: bool = False, plain_signs: bool = False, theme: str | None = None) -> int | None:
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    on_screen = interactive and not plain and screen_terminal(os.environ)
    if on_screen:
        gc.disable()  # all that is loaded now stays; the screen turns it on again after its first frame
    with call.workspace(fresh=False) as workspace:
        if on_screen:
            from reviewer.tui import run

            workspace.wait_for_acts(SCREEN_SECONDS)
            # It brings the workspace up to date while it shows it.
            return run(workspace, ascii=plain_signs, theme=theme)
        report = bring_up_to_date(workspace)
        if plain or interactive:
            from reviewer.cli.plain.loop import run as run_plain

            return run_plain(workspace, report)
        summarise(workspace.summary(), report, read_only=workspace.read_only)
    return PARTIAL if report is not None and report.skipped else None


def bring_up_to_date(workspace: Workspace) -> UpdateReport | None:
    """Take in what the project file and its articles have become; None where the place cannot be written."""
    if workspace.read_only:
        return None
    with work() as ours:
        return workspace.update(ours.report, ours.cancelled)


def screen_terminal(environment: Mapping[str, str]) -> bool:
    """Whether the terminal can show the screen: named, not dumb, and with colours where its entry is known."""
    name = environment.get("TERM", "")
    if name in ("", "dumb", "unknown"):
        return False
    try:
        import curses
    except ImportError:
        return True  # a Python without it; whatever is not dumb today knows colours
    try:
        curses.setupterm(name, 1)
    except curses.error:
        return True  # no entry for a new terminal: all of them know colours
    return curses.tigetnum("colors") > 0


READING_ONLY = "open for reading only: what you say here cannot be saved"


def summarise(summary: Summary, report: UpdateReport | None, *, read_only: bool = False) -> None:
    """The workspace in a few lines, and what to run next."""
    if read_only:
        line(READING_ONLY)
    if report is not None:
        said(report)
    line(
        f"{count(summary.articles, 'article')}, {count(summary.claims, 'claim')}, "
        f"{count(summary.matches, 'match', 'matches')}"
    )
    parts = [("open", summary.open), ("in review", summary.in_review), ("split", summary.split)]
    told = [f"{number:,} {word}" for word, number in [*parts, ("decided", summary.decided)]]
    line(", ".join(told) + (f", {summary.needs_look:,} need another look" if summary.needs_look else ""))
    if summary.differs_from_rules:
        paragraph(one(summary.differs_from_rules))
    line("next:")
    if not summary.articles:
        line("  reviewer add PATH…      take articles in, or name them in claims.yaml")
        return
    line("  reviewer                on a terminal, the review screen")
    line("  reviewer review --plain one prompt, short sentences")
    line("  reviewer next           the first open claim")
    if not read_only:
        line("  reviewer export yaml    what was concluded, to hand out")


def said(report: UpdateReport) -> None:
    """What bringing the workspace up to date did; nothing where nothing was to do."""
    told = [
        (report.added, "new"),
        (report.changed, "changed"),
        (report.left, "left the project file"),
    ]
    parts = [f"{number:,} {word}" for number, word in told if number]
    if parts:
        found = f"{count(report.claims, 'claim')}, {count(report.matches, 'match', 'matches')}"
        line(f"articles: {', '.join(parts)}; {found}")
    if report.carried:
        line(f"{count(report.carried, 'judged claim')} with the same words in the new text: verdicts go along")
    if report.reworded:
        line(f"{count(report.reworded, 'judged claim')} on changed words; reviewer claims --needs-look lists them")
    for skipped in report.skipped:
        paragraph(f"skipped {one(skipped.path)}: {one(skipped.reason)}", 0, 2)
    for words in (*report.unanchored, *report.warnings):
        paragraph(f"note: {one(words)}", 0, 2)
    if report.unanchored:
        line("next: reviewer settle takes the nearest place of a given claim, or drops it")


COMMANDS = {"init": init, "add": add, "review": review}
