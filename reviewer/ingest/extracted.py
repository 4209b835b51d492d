"""What every reader gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one reader took out of a file.

    `text` is the article in its reading order, `version` names the reader's own version and what it rests on, `items`
    are the metadata that the file names apart from its text, `remarks` are things worth knowing, in words.
    """

    text: str
    version: str
    items: Mapping[str, str | None] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
