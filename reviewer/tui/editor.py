"""Long words in the user's own editor: the screen steps aside, and takes up what was saved."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from reviewer.errors import UsageError

LIMIT = 1_000_000
"""Bytes that are taken back from an editor."""


def command(setting: str, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The words of the editor's command: the setting, else $VISUAL, else $EDITOR.

    Raises:
        UsageError: none is set, or it cannot be read as a command.
    """
    words = setting or environment.get("VISUAL", "") or environment.get("EDITOR", "")
    try:
        found = shlex.split(words)
    except ValueError:
        found = []
    if not found:
        raise UsageError("no editor is set", next_step="set EDITOR, or write editor: NAME in settings.yaml")
    return found


def edited(words: str, editor: list[str], aside: Callable[[], AbstractContextManager[None]]) -> str:
    """What the user made of the words. `aside` is the context in which the terminal is the editor's.

    The words stand in a file that nobody else can read, and that is gone afterwards.

    Raises:
        UsageError: the editor did not start, or ended with an error: the words are as they were.
    """
    kept = "what you typed is as it was"
    from reviewer.workspace.places import EDITING

    with tempfile.TemporaryDirectory(prefix=EDITING) as folder:
        path = Path(folder, "words.txt")
        path.touch(mode=0o600)
        path.write_text(words, encoding="utf-8")
        with aside():  # no error may leave it: the terminal would stay the editor's
            code, why = _run([*editor, str(path)])
        if why:
            raise UsageError(f"{editor[0]} did not start: {why}", kept=kept)
        if code:
            raise UsageError(f"{editor[0]} ended with an error ({code})", kept=kept)
        data = path.read_bytes()
    if len(data) > LIMIT:
        raise UsageError(f"more than {LIMIT:,} bytes were saved", kept=kept)
    return data.decode("utf-8", "replace").replace("\r\n", "\n").strip()


def _run(words: list[str]) -> tuple[int, str]:
    """Exit code of a command, and why it did not start."""
    try:
        return subprocess.run(words, check=False).returncode, ""  # noqa: S603 - the user's own command
    except (OSError, ValueError) as error:
        return 0, getattr(error, "strerror", None) or str(error)
