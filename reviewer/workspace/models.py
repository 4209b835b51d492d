"""Which models of worth and of matching are in force: those of live `train` events, else the shipped ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reviewer.extract.worth import SHIPPED_WORTH, Worth
from reviewer.extract.worth import read as read_worth
from reviewer.log import canonical
from reviewer.match.tuning import SHIPPED_TUNING, Tuning
from reviewer.match.tuning import read as read_tuning
from reviewer.store.decisions import Act
from reviewer.workspace.desk import Desk

PARTS = ("worth", "match")
"""What can be learned: how much a claim is worth checking; how sure a match is."""
_READERS: dict[str, Callable[[Any], Worth | Tuning | None]] = {"worth": read_worth, "match": read_tuning}


@dataclass(frozen=True, slots=True)
class InForce:
    """The model of a part. `event` "" and `sha256` "": the shipped one, which nobody ever replaced.

    `remark` says in words where another model should be in force, or several are.
    """

    model: Worth | Tuning | None
    event: str = ""
    sha256: str = ""
    at: str = ""
    person: str = ""
    examples: int = 0
    remark: str = ""

    @property
    def stamp(self) -> str:
        """What rows made with it are marked with; "" for the shipped one."""
        return self.sha256 if self.model is not None and self.model.learned else ""


def in_force(desk: Desk, part: str) -> InForce:
    """The model of a part that counts now.

    Of several current ones (two machines) the one that learned from most counts, of equals the one of the lesser
    sha256; the next `train` replaces them all.
    """
    acts = [a for a in desk.db.decisions.acts_of_type("train", current=True) if a.event.data["kind"] == part]
    if not acts:
        return InForce(None)
    chosen = min(acts, key=lambda act: (-act.event.data["learned"]["examples"], act.event.data["model"]))
    model = _model(desk, part, chosen)
    remark = ""
    if model is None:
        remark = "a model was trained that this program cannot read, or that is not here; the shipped one is in force"
    elif len({act.event.data["model"] for act in acts}) > 1:
        remark = f"{len(acts)} models were trained apart; the one that learned from most is in force"
    data = chosen.event.data
    return InForce(
        model, chosen.event.hash, data["model"], chosen.event.at, chosen.person, data["learned"]["examples"], remark
    )


def _model(desk: Desk, part: str, act: Act) -> Worth | Tuning | None:
    blob = desk.db.blob(act.event.data["model"])
    return _read(part, blob) if blob is not None else None


@lru_cache(maxsize=8)
def _read(part: str, blob: bytes) -> Worth | Tuning | None:
    """The model in a blob, which may come from anybody."""
    try:
        return _READERS[part](canonical.decode(blob.decode("ascii")))
    except ValueError:
        return None


def worth(desk: Desk) -> Worth:
    """The model of what is worth checking that counts now."""
    found = in_force(desk, "worth").model
    return found if isinstance(found, Worth) else SHIPPED_WORTH


def tuning(desk: Desk) -> Tuning:
    """How the match score is moved now."""
    found = in_force(desk, "match").model
    return found if isinstance(found, Tuning) else SHIPPED_TUNING


def written(model: Worth | Tuning) -> bytes:
    """The blob of a model: canonical JSON of whole numbers."""
    return canonical.encode(model.record()).encode("ascii")
