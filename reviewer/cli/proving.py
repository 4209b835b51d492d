"""What is kept elsewhere, so that nobody can cut a log off or write it anew unseen."""

from __future__ import annotations

from pathlib import Path

import click

from reviewer.cli.call import Call, command
from reviewer.cli.files import to_output
from reviewer.cli.output import line, one
from reviewer.errors import UsageError


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


COMMANDS = {"checkpoint": checkpoint}
