"""Three machines, whatever they do and in whatever order they exchange it: in the end all of them know the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.model.comparison import PairWord
from reviewer.model.verdict import Value
from reviewer.store.database import Database
from reviewer.workspace import Workspace, boundplace
from reviewer.workspace.erasing import Targets
from reviewer.workspace.syncing import Wishes
from tests.workspace.sync_tools import Machine, machine, settled, standing
from tests.workspace.workspace_tools import Folder, rows

NAMES = ("Ada", "Bo", "Cy")
SHEET = "articles:\n  - glob: articles/*.txt\n"
RULES = ("", "reviews: 2\n", "reviews: 2\nblind: true\n", "reviews: 3\nquorum: 2\nblind: true\n")
ARTICLES = {
    "port.txt": "Ferry crews ended a nine-day strike. The union has 480 members.\n",
    "town.txt": "The strike of the ferry crews ended after nine days. The union has 490 members.\n",
}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three machines of one project, synced once."""
    place = tmp_path_factory.mktemp("begun")
    (place / "share").mkdir()
    (place / "plain" / "articles").mkdir(parents=True)
    for name, text in ARTICLES.items():
        (place / "plain" / "articles" / name).write_text(text)
    (place / "plain" / "claims.yaml").write_text(SHEET)
    machines = [machine(name, place, place / "share", place / "plain") for name in NAMES]
    with machines[0].open() as workspace:
        workspace.update()
    assert len(settled(*machines)) == 1
    return place


class Team:
    """The machines in a place of their own; a step is one act of one of them, chosen by numbers."""

    def __init__(self, begun: Path, place: Path) -> None:
        self.place = place
        self.shares = [Path(shutil.copytree(begun / "share", place / "share")), place / "stick"]
        self.shares[1].mkdir()
        self.machines = []
        self.backups: dict[str, bytes] = {}
        for name in NAMES:
            folder = Folder(Path(shutil.copytree(begun / name, place / name)))
            self.machines.append(Machine(name, folder, self.shares[0]))
            with Database.create_or_open(folder.path / "db" / "reviewer.db") as db:
                bound = boundplace.read(db)
                boundplace.write(db, boundplace.Bound(boundplace.here(db.path), bound.logs, bound.folders))

    def step(self, who: int, act: int, a: int, b: int) -> None:
        there = self.machines[who]
        try:
            _ACTS[act % len(_ACTS)](self, there, a, b)
        except ReviewerError:
            return  # refused, as the rules say; nothing else may be raised

    def judge(self, there: Machine, a: int, b: int) -> None:
        with there.open() as workspace:
            workspace.verdict(_claim(workspace, a), list(Value)[b % 5], rationale=f"because {a} {b}", copies=False)

    def decide(self, there: Machine, a: int, b: int) -> None:
        with there.open() as workspace:
            workspace.decide(_claim(workspace, a), _claim(workspace, a + 1), list(PairWord)[b % 4])

    def note(self, there: Machine, a: int, b: int) -> None:
        with there.open() as workspace:
            workspace.note(_claim(workspace, a), rationale=f"note {b}")

    def undo(self, there: Machine, a: int, b: int) -> None:
        with there.open() as workspace:
            workspace.undo()

    def erase(self, there: Machine, a: int, b: int) -> None:
        with there.open() as workspace:
            acts = workspace.desk.db.decisions.acts_of_type(("verdict", "note")[b % 2])
            workspace.erase(Targets(events=[acts[a % len(acts)].event.hash] if acts else ["0"]))

    def rules(self, _: Machine, a: int, b: int) -> None:
        ada = self.machines[0]
        ada.folder.sheet.write_text(SHEET + RULES[a % len(RULES)])
        with ada.open() as workspace:
            workspace.update()

    def sync(self, there: Machine, a: int, b: int) -> None:
        with there.open() as workspace:
            workspace.sync(self.shares[a % 4 == 3], Wishes())

    def back_up(self, there: Machine, a: int, b: int) -> None:
        """Keeps a copy of the database, or puts it back in its place as if nothing had been since."""
        file = there.folder.path / "db" / "reviewer.db"
        if there.name in self.backups:
            file.write_bytes(self.backups.pop(there.name))
        else:
            self.backups[there.name] = file.read_bytes()


def _claim(workspace: Workspace, number: int) -> str:
    listed = rows(workspace)
    return listed[number % len(listed)].id


_ACTS: list[Callable[[Team, Machine, int, int], None]] = [
    Team.judge,
    Team.sync,
    Team.judge,
    Team.sync,
    Team.undo,
    Team.decide,
    Team.sync,
    Team.note,
    Team.back_up,
    Team.rules,
    Team.sync,
    Team.erase,
]
STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, len(_ACTS) - 1), st.integers(0, 7), st.integers(0, 7)),
    min_size=4,
    max_size=14,
)


def exchanged(begun: Path, steps: list[tuple[int, int, int, int]]) -> None:
    with TemporaryDirectory() as place:
        team = Team(begun, Path(place))
        for step in steps:
            team.step(*step)
        for there in team.machines:  # what only the stick holds comes home
            there.sync(team.shares[1])
        assert len(settled(*team.machines)) == 1
        one, *others = (standing(there) for there in team.machines)
        assert all(other == one for other in others)
        assert set(_bodies(team.machines[0])) == set(_bodies(team.machines[2]))


def _bodies(there: Machine) -> Iterator[str]:
    """Every row that a machine holds, of both histories where there are two, without those that no other can know."""
    with there.open() as workspace:
        db = workspace.desk.db
        bodies = {row.body for row in db.rows()} | {fork.body for fork in db.forks()}
    yield from (body for body in bodies if '"type":"witness"' not in body)


QUIET = settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True
)


@settings(QUIET, max_examples=4)
@given(steps=STEPS)
def test_whoever_syncs_when_all_machines_end_alike(begun: Path, steps: list[tuple[int, int, int, int]]) -> None:
    exchanged(begun, steps)


@pytest.mark.long
@settings(QUIET, max_examples=60)
@given(steps=STEPS)
def test_whoever_syncs_when_all_machines_end_alike_at_length(
    begun: Path, steps: list[tuple[int, int, int, int]]
) -> None:
    exchanged(begun, steps)


def test_a_restored_backup_that_went_another_way_ends_alike(begun: Path) -> None:
    """Bo judges and syncs, goes back to a backup, judges otherwise and syncs again: two histories of one log."""
    back, judge, sync = _ACTS.index(Team.back_up), _ACTS.index(Team.judge), _ACTS.index(Team.sync)
    before = [(1, back, 0, 0), (1, judge, 0, 0), (1, sync, 0, 0), (2, sync, 0, 0), (1, back, 0, 0)]
    after = [(1, judge, 1, 1), (1, judge, 2, 2), (2, judge, 0, 1), (1, sync, 3, 0), (0, sync, 3, 0), (1, sync, 0, 0)]
    exchanged(begun, [*before, *after])
