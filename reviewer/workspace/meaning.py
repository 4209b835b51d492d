"""What claims mean, by a sentence encoder in a local folder, where one is named: for scoring, never for finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.workspace import encoders
from reviewer.workspace.desk import Desk

if TYPE_CHECKING:
    from reviewer.match.embedding import Model
    from reviewer.match.side import Side


class Encoder:
    """The encoder of a desk; `digest` is "" where none is named or the named one cannot be read (`encoders.known`)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._model: Model | None = None
        self.digest = encoders.known(desk).digest
        folder = encoders.named(desk)
        if self.digest and folder is not None:
            self._model = opened(folder)[0]

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


def opened(folder: Path) -> tuple[Model, str]:
    """The encoder in a folder and its digest. Raises InputError."""
    return _opened(folder, encoders.stamp(folder))


@lru_cache(maxsize=2)
def _opened(folder: Path, seen: tuple[int, ...]) -> tuple[Model, str]:
    del seen
    from reviewer.match.embedding import Model

    model = Model.open(folder)
    return model, model.digest
