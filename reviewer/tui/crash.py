"""When something breaks that should not: the details into a private file, one sentence for the person."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from reviewer.text.visible import visible


def crash_folder() -> Path:
    """Where crash files stand; erasing empties it."""
    from reviewer.workspace.heads import state_folder

    return state_folder() / "crashes"


def record(error: BaseException, folder: Path | None = None) -> Path | None:
    """Write what happened, without the values of variables; None where no file could be written."""
    place = folder or crash_folder()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    path = place / f"crash-{stamp}.txt"
    lines = traceback.TracebackException.from_exception(error, capture_locals=False).format()
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(visible(part) for part in lines)  # a message may quote what came from outside
    except OSError:
        return None
    return path


def sentence(path: Path | None) -> str:
    """What the person reads."""
    where = f"The details are in {path}" if path else "No file could be written with the details"
    return f"reviewer stopped because of an error in the program. Every act that was answered is saved. {where}."
