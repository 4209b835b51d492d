"""Checkpoints: the text that says how far a log had come, after C2SP tlog-checkpoint; signatures stand outside it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from reviewer.errors import TamperedError

NAMESPACE = "reviewer-checkpoint"
"""What `ssh-keygen -Y sign -n` is given, so that a signature of something else is never one of a checkpoint."""

_FORM = re.compile(r"reviewer/([0-9a-f]{32})\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The first `size` events of a log have this Merkle root (64 hex digits)."""

    log: str
    size: int
    root: str

    @property
    def text(self) -> str:
        """The three lines, each ended by a newline."""
        return text(self.log, self.size, self.root)


def text(log: str, size: int, root: str) -> str:
    """`reviewer/<log>`, the size, the root in base64: three lines, each ended by a newline."""
    return f"reviewer/{log}\n{size}\n{base64.b64encode(bytes.fromhex(root)).decode('ascii')}\n"


def parse(text: str) -> Checkpoint:
    """The checkpoint that this text is, to the last character.

    Raises:
        TamperedError: another text.
    """
    found = _FORM.fullmatch(text)
    try:
        root = base64.b64decode(found[3], validate=True) if found else b""
    except binascii.Error:
        root = b""
    if found is None or len(root) != 32 or base64.b64encode(root).decode("ascii") != found[3]:
        raise TamperedError("not a checkpoint: three lines are expected, the log, its size and its root")
    return Checkpoint(found[1], int(found[2]), root.hex())
