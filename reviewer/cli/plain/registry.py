"""What an act of plain mode is: its letters, its word, what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reviewer.cli.plain.session import Session

Run = Callable[[Session, str], None]


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `keys` are separated by spaces, as on the screen; `word` may be typed instead.

    `run` gets what was typed behind the key. `rest` says in help what may stand there.
    """

    keys: str
    word: str
    help: str
    group: str
    run: Run
    rest: str = ""
