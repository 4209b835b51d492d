"""Machines that exchange work through a folder: each a workspace of its own, with a state folder of its own."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.log.canonical import record_sha256
from reviewer.log.event import stored
from reviewer.log.state import State
from reviewer.workspace import Workspace
from reviewer.workspace.syncing import Wishes
from reviewer.workspace.views import SyncReport
from tests.workspace.workspace_tools import Folder


@dataclass(frozen=True)
class Machine:
    """One machine: whose it is, its workspace, and the folder that it syncs with."""

    name: str
    folder: Folder
    share: Path

    def open(self, name: str = "") -> Workspace:
        return self.folder.open(name or self.name)

    def sync(self, share: Path | None = None, *, me: str = "", **wishes: Any) -> SyncReport:
        place = share or self.share
        with Workspace.open_to_sync(self.folder.path, place, me=me or self.name, via="flag") as workspace:
            return workspace.sync(place, Wishes(**wishes))

    def copied(self, path: Path, name: str) -> Machine:
        """The whole folder copied to another place, database and all."""
        return Machine(name, Folder(Path(shutil.copytree(self.folder.path, path))), self.share)


def machine(name: str, place: Path, share: Path, template: Path) -> Machine:
    """A machine with the project file and the articles, and no database."""
    folder = place / name
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("db"))
    return Machine(name, Folder(folder), share)


def snapshot(workspace: Workspace) -> str:
    """All that follows from events, second histories and words here, as one digest."""
    db = workspace.desk.db
    events = [one.event for one in db.events()] + [stored(fork.body, fork.hash) for fork in db.forks()]
    # Witnesses tell what a log knew; who syncs last always knows more than the others.
    return record_sha256(State.of(_joined(workspace, events), db.blob, home=db.log).snapshot())


def _joined(workspace: Workspace, events: list) -> list:
    rights = workspace.desk.db.decisions.ground().rights
    return [event for event in events if rights.joined(event.log) and event.type != "witness"]


def settled(*machines: Machine) -> set[str]:
    """The snapshots of machines that have synced until nothing was new; one where they agree."""
    for _ in range(4):
        for each in machines:
            each.sync()
    found = set()
    for each in machines:
        with each.open() as workspace:
            db = workspace.desk.db
            assert db.decisions.check() == []
            found.add(snapshot(workspace))
    return found


def standing(machine: Machine) -> dict[str, Any]:
    """Where each claim stands on a machine, and which claims are listed."""
    with machine.open() as workspace:
        found = workspace.listing()
        status = workspace.desk.db.decisions.claim_status
        return {row.id: status(row.id) for row in found.rows(0, len(found))}
