"""What claims mean, by a sentence encoder in a local folder, where one is named: for scoring, never for finding.

Named by REVIEWER_MODEL, else by `model:` of the project file. Nothing is ever fetched.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import InputError, SheetError
from reviewer.match.side import Side
from reviewer.workspace.desk import Desk
from reviewer.workspace.opening import read_sheet

if TYPE_CHECKING:
    from reviewer.match.embedding import Model

VARIABLE = "REVIEWER_MODEL"


class Encoder:
    """The encoder of a desk; `digest` is "" where none is named or the named one cannot be read (`remark` says why)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._model: Model | None = None
        self.digest = ""
        self.remark = ""
        folder = named(desk)
        if folder is not None:
            try:
                self._model, self.digest = _opened(folder, _stamp(folder))
            except InputError as error:
                self.remark = f"{error}; claims are matched by their words alone"

    def embedded(self, sides: Iterable[Side]) -> Mapping[str, bytes]:
        """The packed embeddings of claims, by id; each is made once and kept. {} without a model."""
        if self._model is None:
            return {}
        readings = {side.claim.id: side.reading for side in sides}
        found = self._desk.db.corpus.meanings(readings, model=self.digest)
        made = {claim: self._model.embed(text) for claim, text in readings.items() if claim not in found}
        if made and not self._desk.read_only:
            self._desk.db.corpus.put_meanings(made, model=self.digest)
        return {**found, **made}


def named(desk: Desk) -> Path | None:
    """The folder of the model that is named; a relative one is meant from the workspace."""
    told = os.environ.get(VARIABLE) or _told(desk.sheet_path, _stamp(desk.folder, desk.sheet_path.name))
    return desk.folder / Path(told).expanduser() if told else None


@lru_cache(maxsize=8)
def _told(sheet: Path, stamp: tuple[int, ...]) -> str:
    """What the project file names; read again when it has changed."""
    del stamp
    try:
        return read_sheet(sheet).model
    except SheetError:  # the update says so itself
        return ""


def _stamp(folder: Path, files: str = "*.*") -> tuple[int, ...]:
    """Sizes and times of files, so that they are read again only when they were replaced."""
    try:
        found = [path.stat() for path in sorted(folder.glob(files))]
    except OSError:
        return ()
    return tuple(number for each in found for number in (each.st_size, each.st_mtime_ns))


@lru_cache(maxsize=2)
def _opened(folder: Path, stamp: tuple[int, ...]) -> tuple[Model, str]:
    del stamp
    from reviewer.match.embedding import Model

    model = Model.open(folder)
    return model, model.digest
