"""Out and in: export, import, the log, checking."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.files import to_output
from reviewer.cli.output import count, line, one, paragraph, table
from reviewer.cli.progress import work
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace import Workspace
    from reviewer.workspace.views import ExportReport, ImportReport, LogLine, VerifyReport

KINDS = ("yaml", "json", "jsonl", "csv", "codes", "claimreview", "annotations", "log", "bundle")
FAILED, PARTIAL = 1, 3


@command("export", json=False)
@click.argument("kind", metavar="KIND", type=click.Choice(KINDS))
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), help="Write to this file. [default: print it]")
@click.option("--all", "everything", is_flag=True, help="Undecided claims too (a CSV always has them).")
@click.option("--names", is_flag=True, help="With reviewers' names; else they are withheld.")
@click.option("--private", is_flag=True, help="With private notes.")
@click.option("--raw", is_flag=True, help="CSV: leave cells as they are, even such that a spreadsheet would run.")
@click.option("--no-texts", is_flag=True, help="Bundle: without the articles' texts and attached files.")
@click.option("--desk", default="", metavar="NAME", help="claimreview: who publishes the reviews.")
@click.option("--desk-url", default="", metavar="URL", help="claimreview: the publisher's address.")
@click.option(
    "--page", default="", metavar="URL", help="claimreview: a review's page; {claim} in it is the claim's id."
)
def export(
    call: Call,
    kind: str,
    path: Path | None,
    *,
    everything: bool,
    names: bool,
    private: bool,
    raw: bool,
    no_texts: bool,
    desk: str,
    desk_url: str,
    page: str,
) -> None:
    """Hand out what was concluded.

    KIND: yaml, json, jsonl, csv, codes, claimreview and annotations (JSON-LD for the web), log (JSON Lines; CSV for a
    file *.csv), or bundle. Decided claims, unless you ask for all. codes is a table for statistics: a row per claim, a
    column per coder with their first independent verdict. yaml, json and jsonl carry the proof that `reviewer verify
    FILE` checks; the others carry none. A bundle (-o FOLDER or FILE.zip) holds all claims, the whole log, texts,
    evidence, a page to read and print, and a verifier that needs nothing but Python: it shows that nothing was left
    out.
    """
    if kind == "bundle" and path is None:
        raise UsageError("a bundle is a folder or a ZIP file", next_step="name it with -o")
    with call.workspace() as workspace:
        if kind == "bundle" and path is not None:
            report = workspace.export_bundle(path, names=names, private=private, texts=not no_texts)
        elif kind == "codes":
            report = workspace.export_codes(path, names=names, raw=raw)
        elif kind == "log":
            form = "csv" if path is not None and path.suffix == ".csv" else "jsonl"
            report = workspace.export_log(form, path, names=names, private=private)
        else:
            only = False if everything else None
            who = (desk, desk_url, page)
            report = workspace.export(kind, path, decided=only, names=names, private=private, raw=raw, publisher=who)
    _say_export(report)


def _say_export(report: ExportReport) -> None:
    """The file on standard output, or where it was written; what was left out, on standard error."""
    left = [f"{number:,} {one(reason)}" for reason, number in report.omitted.items() if number]
    if report.path is None:
        to_output(report.text)
    else:
        line(f"wrote {one(report.path)}: {count(report.records, 'record')}")
    if left:
        print(f"left out: {', '.join(left)}", file=sys.stderr)


@command("import")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--join", is_flag=True, help="An owner's word: let the logs that the file brings count here from now on.")
def import_(call: Call, path: Path, *, join: bool) -> int | None:
    """Take in a claims file, a log, or published fact-checks.

    Events as they are; verdicts of an edited file as stated by others. Fact-checks (ClaimReview in JSON-LD or a page,
    or the Fact Check Tools API's JSON) are compared with the claims here: "already checked: False, by ...".
    """
    with call.workspace() as workspace:
        report = workspace.import_file(path, join=join)
    call.answer("import", {"report": report}, lambda: _say_import(report))
    return PARTIAL if report.refused else None


def _say_import(report: ImportReport) -> None:
    parts = [
        count(report.events, "event"),
        f"{count(report.stated, 'verdict')} stated by others",
        count(report.given, "claim"),
        f"{report.known:,} known already",
    ]
    line(", ".join(parts))
    for refused in report.refused:
        paragraph(f"refused {one(refused.path)}: {one(refused.reason)}", 0, 2)
    for warning in report.warnings:
        paragraph(f"note: {one(warning)}", 0, 2)
    if report.waiting:
        line("next: reviewer settle takes the nearest place of a given claim, or drops it")


@command("log", lists=True)
@click.option("--claim", metavar="CLAIM", help="Only events on this claim.")
@click.option("--by", "person", metavar="NAME", help="Only events of this person.")
@click.option("--after", metavar="N", type=click.IntRange(0), default=0, help="Only events behind number N.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most N events.")
def log(call: Call, claim: str | None, person: str | None, after: int, limit: int | None) -> None:
    """Read the event log.

    Who did what, when. Undone acts stay and are marked.
    """
    with call.workspace() as workspace:
        found = workspace.find_claim(claim) if claim else None
        lines = workspace.log(after=after, limit=limit, claim=found, person=person)
        call.listing("event", "events", ({"event": item} for item in lines), lambda: _say_log(lines))


def _say_log(lines: Iterator[LogLine]) -> None:
    for item in lines:
        mark = "" if item.live and item.counted else "  (undone)" if not item.live else "  (not counted)"
        when = item.at[:19].replace("T", " ")
        table([(f"{item.id:>5}", item.hash[:10], when, item.person, item.words + mark)])


@command("verify")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path, exists=True))
@click.option(
    "--from",
    "source",
    metavar="KEPT",
    type=click.Path(path_type=Path, exists=True),
    help="Hold the log against KEPT: a checkpoint, an earlier export or bundle, or a log of another machine.",
)
@click.option(
    "--accept", is_flag=True, help="Take the logs as they are now for the beginning (after a restored backup)."
)
def verify(call: Call, file: Path | None, source: Path | None, *, accept: bool) -> int | None:
    """Check the workspace, or a FILE.

    FILE: an export, a bundle, a log or a checkpoint; it needs no workspace. The workspace is also held against what
    was kept of its logs in heads.json when it was last closed. Exit code 0: proved; 1: something was changed, and it
    is named; 3: nothing wrong found, but it cannot be proved.
    """
    report = _check(call, file, source, accept=accept)
    call.answer("check", {"ok": report.ok, "findings": report.findings}, lambda: _say_check(report, file))
    return None if report.ok else PARTIAL if report.ok is None else FAILED


def _check(call: Call, file: Path | None, source: Path | None, *, accept: bool) -> VerifyReport:
    if file is not None:
        if accept:
            raise UsageError("--accept is for the workspace; a FILE is as it is")
        from reviewer.workspace.files import verify_file, verify_here

        return verify_here(file, call.folder) if source is None else verify_file(file, source=source)
    with call.workspace(fresh=False) as workspace:
        if accept:
            workspace.accept_heads()
        return _check_workspace(workspace, source)


def _check_workspace(workspace: Workspace, source: Path | None) -> VerifyReport:
    with work() as ours:
        return workspace.verify(ours.report, source)


def _say_check(report: VerifyReport, file: Path | None) -> None:
    words = {True: "ok", False: "FAILS", None: "cannot tell"}
    for finding in report.findings:
        paragraph(f"{words[finding.ok]:<12}{one(finding.what)}: {one(finding.words)}", 0, 12)
    line({True: "proved", False: "fails", None: "cannot tell"}[report.ok])
    if report.ok is False:
        paragraph(_MEANS_FILE if file else _MEANS_WORKSPACE)


_MEANS_FILE = (
    "what it means: this is not what was handed out, it was changed since; the first FAILS names where. "
    "Rely on nothing in it, and ask for the original."
)
_MEANS_WORKSPACE = (
    "what it means: what stands in the database is not what was recorded; the first FAILS names where. "
    "Nothing was repaired. Keep a copy as it is; earlier exports, backups and other machines hold what stood there."
)

COMMANDS = {"export": export, "import": import_, "log": log, "verify": verify}
