"""What articles are marked with that are matched as of now; tells it without loading any of matching."""

from __future__ import annotations

from reviewer.workspace import encoders
from reviewer.workspace.desk import Desk

MATCHER_VERSION = 9
"""Raised with any change of what matching gives; older matches are found anew."""


def stamp_of(desk: Desk) -> int:
    """The mark: of the matcher, the model in force, and the encoder."""
    learned, encoder = _learned(desk), encoders.known(desk).digest
    made_with = int(learned[:8] or "0", 16) ^ int(encoder[:8] or "0", 16)
    return (made_with << 16) + MATCHER_VERSION


def _learned(desk: Desk) -> str:
    if not desk.db.decisions.acts_of_type("train", current=True):
        return ""  # nobody ever trained anything here
    from reviewer.workspace import models

    return models.in_force(desk, "match").stamp
