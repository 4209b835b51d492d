"""What is kept elsewhere: checkpoints, so that nobody cuts a log off unseen, and the logs of a team on its machines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reviewer.cli.call import Call, command
from reviewer.cli.files import to_output
from reviewer.cli.output import count, line, one, paragraph, table
from reviewer.cli.progress import work
from reviewer.errors import UsageError

if TYPE_CHECKING:
    from reviewer.workspace.views import KeyView, Receipt, SyncedLog, SyncReport

PARTIAL = 3


@command("checkpoint")
@click.option("-o", "--output", "path", type=click.Path(path_type=Path), help="Write to this file. [default: print it]")
@click.option(
    "--sign",
    "key",
    metavar="KEY",
    type=click.Path(path_type=Path),
    help="Sign the file with this ssh key; the signature is FILE.sig.",
)
def checkpoint(call: Call, path: Path | None, key: Path | None) -> None:
    """Say how far the log has come.

    Three lines for each log: its name, its size, and the root over all its events. Give them to somebody else:
    `reviewer verify --from FILE` then shows whether the log went on from there, or was cut off or written anew.
    """
    if key is not None and path is None:
        raise UsageError("a signature stands beside a file", next_step="name the file with -o")
    with call.workspace(fresh=False) as workspace:
        found = workspace.checkpoints()
        signature = workspace.write_checkpoint(path, key) if path is not None else None
    texts = [point.text for point in found]
    written = [str(each) for each in (path, signature) if each is not None]
    values = {"checkpoints": texts, "written": written}
    call.answer("checkpoint", values, lambda: _say(texts, written))


def _say(texts: list[str], written: list[str]) -> None:
    if not written:
        to_output("\n".join(texts))
    for name in written:
        line(f"wrote {one(name)}")


@command("key")
@click.argument("key", metavar="[KEY]", required=False)
@click.option("--revoke", is_flag=True, help="It is mine no more.")
def key_(call: Call, key: str | None, *, revoke: bool) -> None:
    """Say which ssh key is yours, or list whose keys are whose.

    KEY: a public key file (~/.ssh/id_ed25519.pub) or a fingerprint. `reviewer verify` then says whose key signed a
    checkpoint. It says who bears a key; that only they could sign with it is up to how the key is kept.
    """
    if revoke and key is None:
        raise UsageError("--revoke needs the key", next_step="reviewer key lists them")
    with call.workspace(fresh=False) as workspace:
        receipt = workspace.say_key(key, revoked=revoke) if key is not None else None
        found = workspace.keys()
    values = {"keys": found} if receipt is None else {"receipt": receipt}
    call.answer("keys" if receipt is None else "receipt", values, lambda: _say_keys(receipt, found))


def _say_keys(receipt: Receipt | None, found: Sequence[KeyView]) -> None:
    if receipt is not None:
        line(one(receipt.what))
    elif not found:
        line("nobody said which ssh key is theirs")
    else:
        table([(one(key.person), key.fingerprint, "given up" if key.revoked else "") for key in found])


@command("sync")
@click.argument("path", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--private", is_flag=True, help="Private notes go out too.")
@click.option(
    "--join", is_flag=True, help="Belong to the project of DIR from now on (a new workspace does so by itself)."
)
@click.option("--count", "log", metavar="LOG", default="", help="An owner's word: the log that begins so counts here.")
def sync(call: Call, path: Path, *, private: bool, join: bool, log: str) -> int | None:
    """Exchange work with other machines through a folder.

    DIR: any folder that something carries between machines: a git repository, a shared drive, rsync, a stick. Run it
    on each machine; order and repeats do not matter. Each machine writes files of its own only: logs/LOG.jsonl, and
    words, texts and files under blobs/. In a blind round only digests of verdicts go out until the round is full.
    Private notes stay here without --private. Where git carries DIR, commit and push after it, pull before it.
    """
    from reviewer.workspace import Workspace
    from reviewer.workspace.syncing import Wishes

    via = "os" if call.me is None else "flag"
    with (
        Workspace.open_to_sync(Workspace.find(call.folder), path, me=call.me, via=via) as workspace,
        work() as ours,
    ):
        wishes = Wishes(private=private, join=join, count=log)
        report = workspace.sync(path, wishes, ours.report, ours.cancelled)
        if not workspace.summary().articles:  # nobody brought any: the first machine begins with its project file
            workspace.update(ours.report, ours.cancelled)
            report = workspace.sync(path, wishes, ours.report, ours.cancelled)
    call.answer("sync", {"report": report}, lambda: _say_sync(report))
    return PARTIAL if report.refused else None


def _say_sync(report: SyncReport) -> None:
    """What came, what went, each log, and what somebody should know."""
    line(f"took {count(report.took, 'event')} and {count(report.took_words, 'text')}")
    line(f"gave {count(report.gave, 'event')} and {count(report.gave_words, 'text')}")
    if report.sealed:
        paragraph(f"kept back: {count(report.sealed, 'text')} of blind rounds that are still open", 0, 2)
    if report.erased:
        paragraph(f"erased: {count(report.erased, 'text')}, as somebody asked for", 0, 2)
    if report.waiting:
        texts = count(report.waiting, "text that events name", "texts that events name")
        paragraph(f"not here: {texts}: private, sealed, withheld, or not brought yet", 0, 2)
    table([(log.log[:8], one(log.person), count(log.events, "event"), _standing(log)) for log in report.logs])
    for note in report.notes:
        paragraph(f"note: {one(note)}", 0, 2)
    for words in report.refused:
        paragraph(f"refused {one(words)}", 0, 2)


def _standing(log: SyncedLog) -> str:
    parts = ["this workspace" if log.own else "this workspace, before" if log.mine else "joined"]
    if not log.joined:
        parts = ["not joined: kept, and does not count here"]
    if log.new:
        parts.append(f"{log.new:,} new")
    if log.forked_at:
        parts.append(f"two histories from event {log.forked_at} on")
    return ", ".join(parts)


COMMANDS = {"checkpoint": checkpoint, "key": key_, "sync": sync}
