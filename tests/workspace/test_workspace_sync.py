"""Work goes between machines through a folder: what comes, what stays, and what is told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reviewer.errors import Busy, InputError, NotAllowed, UsageError
from reviewer.log import words
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Status, Value
from reviewer.workspace import Workspace, boundplace, syncing
from reviewer.workspace.erasing import Targets
from tests.workspace.sync_tools import Machine, machine, settled, standing
from tests.workspace.workspace_tools import SAILINGS, UNION, WAGES, Folder, claim, new_folder, rows


@pytest.fixture(scope="session")
def first(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada's workspace and Bo's, synced once; made once for all tests."""
    place = tmp_path_factory.mktemp("team")
    (place / "share").mkdir()
    ada = machine("Ada", place, place / "share", template)
    shutil.copytree(template / "db", ada.folder.path / "db")
    ada.sync()
    bo = machine("Bo", place, place / "share", template)
    bo.sync()
    ada.sync()
    return place


@pytest.fixture
def share(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first / "share", tmp_path / "share"))


@pytest.fixture
def team(first: Path, share: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Machine]:
    """Ada, who founded the project, and Bo, who joined it, each on a machine of their own."""
    found = []
    for name in ("Ada", "Bo"):
        there = Machine(name, Folder(Path(shutil.copytree(first / name, tmp_path / name))), share)
        rebind(there)
        found.append(there)
    return found


def rebind(there: Machine) -> None:
    """Tells the database that it was made where the test copied it to."""
    from reviewer.store.database import Database

    with Database.create_or_open(there.folder.path / "db" / "reviewer.db") as db:
        bound = boundplace.read(db)
        boundplace.write(db, boundplace.Bound(boundplace.here(db.path), bound.logs, bound.folders))


def judge(there: Machine, words_: str, value: Value, me: str = "", **more: object) -> str:
    with there.open(me) as workspace:
        return workspace.verdict(claim(workspace, words_), value, copies=False, **more).events[0]


def own_log(there: Machine) -> str:
    with there.open() as workspace:
        return workspace.desk.db.log


def files(share: Path) -> dict[str, bytes]:
    return {str(path.relative_to(share)): path.read_bytes() for path in share.rglob("*") if path.is_file()}


def test_a_new_workspace_takes_part_in_the_project_of_the_folder(team: list[Machine]) -> None:
    ada, bo = team
    with ada.open() as one, bo.open() as other:
        assert other.desk.db.project == one.desk.db.project
        assert [row.quote for row in rows(other)] == [row.quote for row in rows(one)]
        assert {head.log for head in one.desk.db.heads()} == {head.log for head in other.desk.db.heads()}


def test_what_one_judges_stands_on_the_machine_of_the_other(team: list[Machine]) -> None:
    ada, bo = team
    judge(bo, UNION, Value.REFUTED, rationale="the list says 417")
    given, taken = bo.sync(), ada.sync()
    assert (given.gave, taken.took) == (1, 1)
    with ada.open() as workspace:
        view = workspace.claim(claim(workspace, UNION))
        (verdict,) = view.verdicts
        assert (verdict.person, verdict.value, verdict.rationale) == ("Bo", Value.REFUTED, "the list says 417")
        assert view.row.status is Status.DECIDED
        assert workspace.verify().ok


def test_repeats_change_nothing_on_any_side(team: list[Machine], share: Path) -> None:
    ada, bo = team
    judge(bo, UNION, Value.SUPPORTED)
    settled(ada, bo)
    before = files(share)
    for there in (ada, bo, bo, ada):
        report = there.sync()
        assert (report.took, report.gave, report.took_words, report.gave_words) == (0, 0, 0, 0)
    assert files(share) == before


def test_each_machine_writes_only_files_of_its_own(team: list[Machine], share: Path) -> None:
    ada, bo = team
    theirs = share / "logs" / f"{own_log(ada)}.jsonl"
    before = theirs.read_bytes()
    judge(bo, UNION, Value.SUPPORTED)
    report = bo.sync()
    assert report.gave == 1
    assert theirs.read_bytes() == before
    assert sorted(path.name for path in (share / "logs").iterdir()) == sorted(
        f"{log}.jsonl" for log in (own_log(ada), own_log(bo))
    )


def test_private_notes_go_out_only_when_asked_for(team: list[Machine], share: Path) -> None:
    ada, bo = team
    judge(bo, UNION, Value.SUPPORTED, private="my source is the purser")
    bo.sync()
    assert not any(b"purser" in data for data in files(share).values())
    assert ada.sync().waiting == 1
    bo.sync(private=True)
    assert any(b"purser" in data for data in files(share).values())
    assert ada.sync().waiting == 0


def test_an_attached_file_goes_with_the_evidence_that_names_it(team: list[Machine], tmp_path: Path) -> None:
    ada, bo = team
    paper = tmp_path / "paper.txt"
    paper.write_text("the purser's own list")
    with bo.open() as workspace:
        piece = workspace.attach(paper)
        workspace.verdict(claim(workspace, UNION), Value.SUPPORTED, evidence=(piece,))
    bo.sync()
    ada.sync()
    with ada.open() as workspace:
        (found,) = workspace.claim(claim(workspace, UNION)).verdicts[0].evidence
        assert workspace.desk.db.blob(found.file_sha256) == b"the purser's own list"


def test_a_blind_round_goes_out_as_digests_until_it_is_full(team: list[Machine], share: Path) -> None:
    ada, bo = team
    ada.folder.rules("reviews: 2\nblind: true\n")
    with ada.open() as workspace:
        workspace.update()
    ada.sync()
    bo.sync()
    piece = Evidence(EvidenceKind.OTHER, Stance.SUPPORTS, remark="ledger of the company")
    judge(ada, UNION, Value.SUPPORTED, rationale="Ada's own reasons", evidence=(piece,))
    judged = ada.sync()
    assert judged.sealed == 3 + 1  # value, rationale, evidence, and what was seen
    told = b"".join(files(share).values())
    assert b"Ada's own reasons" not in told
    assert b"ledger of the company" not in told
    bo.sync()
    with bo.open() as workspace:
        assert workspace.claim(claim(workspace, UNION)).verdicts == ()
        assert workspace.desk.db.exchange.missing()
    judge(bo, UNION, Value.REFUTED, rationale="Bo's own reasons")
    bo.sync()
    assert b"Bo's own reasons" in b"".join(files(share).values()), "both are in: the round is open"
    ada.sync()
    bo.sync()
    for there in (ada, bo):
        with there.open() as workspace:
            view = workspace.claim(claim(workspace, UNION))
            assert {verdict.value for verdict in view.verdicts} == {Value.SUPPORTED, Value.REFUTED}
            assert view.row.status is Status.SPLIT
            assert workspace.verify().ok
    assert len(settled(ada, bo)) == 1


def test_verdicts_that_cross_open_the_round_when_they_arrive(team: list[Machine]) -> None:
    ada, bo = team
    ada.folder.rules("reviews: 2\nblind: true\n")
    with ada.open() as workspace:
        workspace.update()
    ada.sync()
    bo.sync()
    judge(ada, UNION, Value.SUPPORTED)
    judge(bo, UNION, Value.SUPPORTED)
    assert len(settled(ada, bo)) == 1
    (row,) = [found[About.CONTENT] for found in standing(ada).values() if found]
    assert (row.status, row.value) == (Status.DECIDED, Value.SUPPORTED)
    assert standing(ada) == standing(bo)


def test_what_was_erased_goes_from_every_machine_and_from_the_folder(team: list[Machine], share: Path) -> None:
    ada, bo = team
    event = judge(bo, UNION, Value.SUPPORTED, rationale="told by a nurse of ward nine")
    bo.sync()
    ada.sync()
    old = files(share)
    with bo.open() as workspace:
        workspace.erase(Targets(events=[event]))
    assert not any(b"ward nine" in data for data in files(share).values()), "the own copy goes at once"
    bo.sync()
    for name, data in old.items():  # a folder that was put back, or a machine that was away
        if name.startswith("blobs/") and b"ward nine" in data:
            (share / name).write_bytes(data)
    report = ada.sync()
    assert report.erased == 2 + 1, "rationale and what was seen; the copy that came back"
    assert not any(b"ward nine" in data for data in files(share).values())
    for there in (ada, bo):
        there.sync()
        assert all(b"ward nine" not in path.read_bytes() for path in there.folder.path.rglob("*") if path.is_file())
    with ada.open() as workspace:
        assert workspace.verify().ok


def test_an_erased_blob_is_refused_where_it_never_was(team: list[Machine], share: Path) -> None:
    ada, bo = team
    event = judge(bo, UNION, Value.SUPPORTED, rationale="told by a nurse of ward nine")
    bo.sync()
    old = files(share)
    with bo.open() as workspace:
        workspace.erase(Targets(events=[event]))
    bo.sync()
    ada.sync()
    for name, data in old.items():
        if b"ward nine" in data:
            (share / name).write_bytes(data)
    ada.sync()
    with ada.open() as workspace:
        assert workspace.claim(claim(workspace, UNION)).verdicts[0].rationale == ""
    assert not any(b"ward nine" in data for data in files(share).values())


def test_a_torn_last_line_is_not_there_yet(team: list[Machine], share: Path) -> None:
    ada, bo = team
    judge(bo, UNION, Value.SUPPORTED)
    bo.sync()
    log = share / "logs" / f"{own_log(bo)}.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole[:-40])
    report = ada.sync()
    assert report.took == 0
    assert any("not all there yet" in note for note in report.notes)
    assert report.refused == ()
    bo.sync()
    assert log.read_bytes() == whole, "whoever writes it mends it"
    assert ada.sync().took == 1


def test_a_shorter_log_is_told_and_nothing_of_it_is_lost(team: list[Machine], share: Path) -> None:
    ada, bo = team
    for words_ in (UNION, WAGES):
        judge(bo, words_, Value.SUPPORTED)
    bo.sync()
    ada.sync()
    log = share / "logs" / f"{own_log(bo)}.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    report = ada.sync()
    assert any(f"had {len(lines)} events" in note and "cut off" in note for note in report.notes)
    with ada.open() as workspace:
        assert workspace.desk.db.head(own_log(bo)).seq == len(lines)
    third = machine("Cy", share.parent, share, ada.folder.path)
    third.sync()
    with third.open() as workspace:
        assert workspace.desk.db.head(own_log(bo)).seq == len(lines), "Ada brings what the file lacks"


def test_a_log_that_is_behind_what_is_known_from_elsewhere_is_told(team: list[Machine], tmp_path: Path) -> None:
    ada, bo = team
    stick = tmp_path / "stick"
    stick.mkdir()
    judge(bo, UNION, Value.SUPPORTED)
    bo.sync(stick)
    judge(bo, WAGES, Value.SUPPORTED)
    bo.sync()
    ada.sync()
    report = ada.sync(stick)
    assert any("of the" in note and "behind" in note for note in report.notes)


def test_two_histories_of_a_log_are_both_kept_and_count_everywhere(team: list[Machine], tmp_path: Path) -> None:
    """A database is copied behind its own back, and both go on in the same log."""
    ada, bo = team
    twin = bo.copied(tmp_path / "twin", "Bo")
    rebind(twin)
    judge(bo, UNION, Value.SUPPORTED)
    judge(twin, WAGES, Value.REFUTED)
    judge(twin, SAILINGS, Value.REFUTED)
    bo.sync()
    report = twin.sync()
    assert any("somebody else wrote on" in note for note in report.notes)
    assert {log.forked_at for log in report.logs if not log.own} - {0}
    assert len(settled(ada, bo, twin)) == 1
    assert standing(ada) == standing(bo) == standing(twin)
    with ada.open() as workspace:
        decided = [row.quote for row in rows(workspace) if row.status is Status.DECIDED]
        assert len(decided) == 3
        report = workspace.verify()
        assert report.ok is False
        assert any("two histories" in finding.words for finding in report.findings)
    assert len({own_log(there) for there in (ada, bo, twin)}) == 3


def test_a_copied_database_goes_on_in_a_new_log_of_the_same_project(team: list[Machine], tmp_path: Path) -> None:
    ada, bo = team
    old = own_log(bo)
    copy = bo.copied(tmp_path / "copy", "Bo")
    judge(copy, WAGES, Value.REFUTED)
    judge(bo, UNION, Value.SUPPORTED)
    with copy.open() as workspace:
        db = workspace.desk.db
        assert db.log != old
        genesis = next(db.events(log=db.log)).event
        assert genesis.data["continues"]["log"] == old
        assert db.forks() == ()
    bo.sync()
    copy.sync()
    assert len(settled(ada, bo, copy)) == 1
    with ada.open() as workspace:
        assert workspace.desk.db.forks() == ()
        assert workspace.verify().ok
        assert len(workspace.desk.db.decisions.persons()) == 2


def test_it_is_told_that_a_database_was_copied(team: list[Machine], tmp_path: Path) -> None:
    _, bo = team
    copy = bo.copied(tmp_path / "copy", "Bo")
    assert any("copy of another one" in note for note in copy.sync().notes)
    assert copy.sync().notes == ()


def test_a_moved_workspace_is_no_copy(team: list[Machine], tmp_path: Path) -> None:
    _, bo = team
    before = own_log(bo)
    moved = Machine("Bo", Folder(bo.folder.path.rename(tmp_path / "moved")), bo.share)
    assert moved.sync().notes == ()
    assert own_log(moved) == before


def test_a_database_restored_from_a_backup_takes_back_what_it_had_written(team: list[Machine], tmp_path: Path) -> None:
    ada, bo = team
    file = bo.folder.path / "db" / "reviewer.db"
    backup = file.read_bytes()
    judge(bo, UNION, Value.SUPPORTED, rationale="seen the list")
    bo.sync()
    file.write_bytes(backup)
    report = bo.sync()
    assert report.took >= 1
    assert any("restored from an older copy" in note for note in report.notes)
    assert len(settled(ada, bo)) == 1
    with bo.open() as workspace:
        assert workspace.claim(claim(workspace, UNION)).verdicts[0].rationale == "seen the list"
        assert workspace.desk.db.forks() == ()


def test_another_project_is_kept_shown_and_not_counted(team: list[Machine], tmp_path: Path) -> None:
    ada, _ = team
    stranger = Machine("Cy", new_folder(tmp_path / "stranger"), ada.share)
    with stranger.open() as workspace:
        workspace.update()
    judge(stranger, UNION, Value.REFUTED)
    assert any(not log.joined for log in stranger.sync().logs)
    report = ada.sync()
    (log,) = [log for log in report.logs if not log.joined]
    assert (log.own, log.mine) == (False, False)
    with ada.open() as workspace:
        assert workspace.claim(claim(workspace, UNION)).row.status is Status.OPEN
    with pytest.raises(UsageError, match="no log here"):
        ada.sync(count="zz")
    ada.sync(count=log.log[:8])
    with ada.open() as workspace:
        assert workspace.claim(claim(workspace, UNION)).row.status is Status.DECIDED


def test_only_an_owner_lets_a_log_count(team: list[Machine], tmp_path: Path) -> None:
    _, bo = team
    stranger = Machine("Cy", new_folder(tmp_path / "stranger"), bo.share)
    with stranger.open() as workspace:
        workspace.update()
    stranger.sync()
    with pytest.raises(NotAllowed, match="only an owner"):
        bo.sync(count=own_log(stranger)[:8])


def test_a_workspace_with_work_of_its_own_joins_when_asked_to(team: list[Machine], tmp_path: Path) -> None:
    ada, bo = team
    late = Machine("Cy", new_folder(tmp_path / "late"), ada.share)
    with late.open() as workspace:
        workspace.update()
    judge(late, UNION, Value.REFUTED)
    before = own_log(late)
    report = late.sync(join=True)
    assert any("does not count until an owner lets it" in note for note in report.notes)
    judge(late, WAGES, Value.SUPPORTED)
    late.sync()
    ada.sync()
    with ada.open() as workspace:
        assert workspace.claim(claim(workspace, WAGES)).row.status is Status.DECIDED
        assert workspace.claim(claim(workspace, UNION)).row.status is Status.OPEN
    ada.sync(count=before[:8])
    assert len(settled(ada, bo, late)) == 1
    assert late.sync(join=True).notes == (), "joining twice is joining once"


def test_two_syncs_of_one_workspace_do_not_run_at_once(team: list[Machine]) -> None:
    ada, _ = team
    with ada.open() as workspace, syncing._alone(workspace.desk), pytest.raises(Busy, match="syncing"):
        ada.sync()


def test_a_folder_that_is_not_there_changes_nothing(team: list[Machine], tmp_path: Path) -> None:
    ada, _ = team
    with pytest.raises(InputError, match="there is no folder"):
        ada.sync(tmp_path / "nowhere")


def test_progress_is_told_and_a_sync_that_was_stopped_goes_on(team: list[Machine]) -> None:
    ada, bo = team
    for words_ in (UNION, WAGES, SAILINGS):
        judge(bo, words_, Value.SUPPORTED)
    bo.sync()
    said: list[str] = []
    with ada.open() as workspace:
        from reviewer.errors import Interrupted

        with pytest.raises(Interrupted):
            workspace.sync(ada.share, cancelled=lambda: bool(said) or said.append("asked") or False)
        workspace.sync(ada.share, progress=lambda step: said.append(step.what))
    assert {"logs read", "words read"} <= set(said)
    assert len(settled(ada, bo)) == 1


def git(folder: Path, *words_: str) -> str:
    call = ["git", "-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main", *words_]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(there: Machine) -> None:
    git(there.share, "add", "-A")
    if git(there.share, "status", "--porcelain"):
        git(there.share, "commit", "-q", "-m", "work")


def carry(there: Machine) -> None:
    """What somebody does who works through git: pull, sync, commit, push."""
    for step in (there.sync, lambda: None):
        if git(there.share, "ls-remote", "--heads", "origin"):
            git(there.share, "pull", "-q", "--rebase", "origin", "HEAD")
        step()
        commit(there)
    git(there.share, "push", "-q", "origin", "HEAD")


@pytest.fixture
def clones(template: Path, tmp_path: Path) -> list[Machine]:
    """Three machines, each with a clone of one remote; Ada founded the project, whose rounds are blind."""
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    machines = []
    for name in ("Ada", "Bo", "Cy"):
        git(tmp_path, "clone", "-q", "remote.git", f"clone {name}")
        machines.append(machine(name, tmp_path, tmp_path / f"clone {name}", template))
    machines[0].folder.rules("reviews: 2\nblind: true\n")
    with machines[0].open() as workspace:
        workspace.update()
    for there in (*machines, machines[0]):
        carry(there)
    return machines


def told_by(remote: Path) -> str:
    """Everything that anybody who has the remote can read, in whatever commit."""
    return git(remote, "log", "--all", "-p", "--text", "--format=%H")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_blind_rounds_of_three_go_through_a_git_remote_without_conflicts(clones: list[Machine], tmp_path: Path) -> None:
    ada, bo, cy = clones
    rounds = {UNION: (ada, bo), WAGES: (bo, cy), SAILINGS: (cy, ada)}
    # Everybody writes before anybody has pulled: git merges, for no two write one file.
    for words_, (one, _) in rounds.items():
        judge(one, words_, Value.SUPPORTED, rationale=f"{one.name} was first on {words_}")
        one.sync()
        commit(one)
    for there in (cy, ada, bo):
        carry(there)
    assert "was first on" not in told_by(tmp_path / "remote.git")
    for there in (bo, cy, ada):
        carry(there)
        with there.open() as workspace:
            seen = {v.person for row in rows(workspace) for v in workspace.claim(row.id).verdicts}
            assert seen == {there.name}, "of the others nothing is shown while a round is open"
    values = dict(zip(rounds, (Value.SUPPORTED, Value.REFUTED, Value.SUPPORTED), strict=True))
    for words_, (_, other) in rounds.items():
        judge(other, words_, values[words_])
        other.sync()
        commit(other)
    for there in (ada, cy, bo, cy, ada, bo, ada, cy, bo):
        carry(there)
    with ada.open() as workspace:
        workspace.adjudicate(claim(workspace, WAGES), Value.REFUTED, rationale="the ledger")
    for there in (ada, bo, cy, ada, bo, cy):
        carry(there)
    assert standing(ada) == standing(bo) == standing(cy)
    told = told_by(tmp_path / "remote.git")
    for there in clones:
        with there.open() as workspace:
            assert workspace.verify().ok
            for words_, (one, other) in rounds.items():
                view = workspace.claim(claim(workspace, words_))
                assert {verdict.person for verdict in view.verdicts} == {one.name, other.name}
                assert view.row.status is Status.DECIDED
                assert view.row.value is values[words_]
                assert f"{one.name} was first on {words_}" in told


# Folders that somebody meddled with


def meddled(team: list[Machine]) -> tuple[Machine, Path]:
    """Bo's log has news for Ada, and somebody changes the folder on the way."""
    _, bo = team
    for words_ in (UNION, WAGES):
        judge(bo, words_, Value.SUPPORTED)
    bo.sync()
    return team[0], bo.share / "logs" / f"{own_log(bo)}.jsonl"


def lines_of(log: Path) -> list[bytes]:
    return log.read_bytes().splitlines(keepends=True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{\n", "is no event"),
        (b'{"a": NaN}\n', "is no event"),
        ("é\n".encode(), "other characters than ASCII"),
        (b"\xff\xfe\n", "other characters than ASCII"),
        (b"x" * 70_000 + b"\n", "longer than an event can be"),
        (b"[" * 60_000 + b"\n", "is no event"),
        (b"\n", "is no event"),
    ],
)
def test_a_line_that_is_no_event_stops_there_and_says_so(team: list[Machine], line: bytes, said: str) -> None:
    ada, log = meddled(team)
    before = lines_of(log)
    log.write_bytes(b"".join(before[:-1]) + line + before[-1])
    report = ada.sync()
    assert report.took == 1
    assert any(said in words_ for words_ in report.refused)


def test_a_line_without_end_is_not_read_to_its_end(team: list[Machine]) -> None:
    ada, log = meddled(team)
    with log.open("r+b") as file:
        file.truncate(1 << 33)  # a hole of 8 GB of zeros
    report = ada.sync()
    assert report.took == 2
    assert any("longer than an event can be" in words_ for words_ in report.refused)


def test_an_edited_event_and_what_follows_it_are_not_taken(team: list[Machine]) -> None:
    ada, log = meddled(team)
    before = lines_of(log)
    edited = before[-2].replace(b'"via":"flag"', b'"via":"os"')
    log.write_bytes(b"".join([*before[:-2], edited, before[-1]]))
    report = ada.sync()
    assert report.took == 1, "the edited one is a whole event as it stands; what follows does not follow it"
    assert any("does not continue" in words_ for words_ in report.refused)
    with ada.open() as workspace:
        assert workspace.verify().ok


def test_lines_that_were_moved_or_stand_in_another_log_are_refused(team: list[Machine]) -> None:
    ada, log = meddled(team)
    before = lines_of(log)
    log.write_bytes(b"".join([*before[:-2], before[-1], before[-2]]))
    assert any("missing or moved" in words_ for words_ in ada.sync().refused)
    other = next(path for path in log.parent.iterdir() if path != log)
    log.write_bytes(b"".join([*before[:-2], *lines_of(other)[:1]]))
    assert any("missing or moved" in words_ for words_ in ada.sync().refused)


def test_words_that_are_not_what_their_name_says_are_left_alone(team: list[Machine]) -> None:
    ada, _ = meddled(team)
    with team[1].open() as workspace:
        sha = workspace.desk.db.decisions.acts_of_type("verdict")[0].event.data["value"]
    blob = ada.share / "blobs" / sha[:2] / sha
    blob.write_bytes(words.salted("refuted"))
    report = ada.sync()
    assert any("not what its name says" in words_ for words_ in report.refused)
    assert report.waiting == 1
    with ada.open() as workspace:
        assert not workspace.desk.db.has_blob(sha)


def test_links_and_special_files_are_left_alone(team: list[Machine], tmp_path: Path) -> None:
    ada, log = meddled(team)
    secret = tmp_path / "secret.jsonl"
    secret.write_bytes(log.read_bytes())
    log.unlink()
    log.symlink_to(secret)
    os.mkfifo(log.parent / f"{'0' * 32}.jsonl")
    (log.parent / f"{'1' * 32}.jsonl").mkdir()
    report = ada.sync()
    assert report.took == 0
    assert len([words_ for words_ in report.refused if "left alone" in words_]) == 3


def test_a_linked_folder_is_neither_read_nor_written(team: list[Machine], tmp_path: Path) -> None:
    ada, log = meddled(team)
    elsewhere = log.parent.rename(tmp_path / "elsewhere")
    log.parent.symlink_to(elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    judge(ada, SAILINGS, Value.SUPPORTED)
    with pytest.raises(Exception, match="not written: a link"):
        ada.sync()
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before


def test_names_that_lead_elsewhere_are_no_names_of_logs(team: list[Machine]) -> None:
    ada, log = meddled(team)
    for name in ("%2e%2e%2fx.jsonl", "A" * 32 + ".jsonl", "x\x1b]0;title\x07.jsonl", "ä.jsonl", " .jsonl"):
        (log.parent / name).write_bytes(b"{}\n")
    report = ada.sync()
    assert report.took == 2
    assert len([words_ for words_ in report.refused if "no name of a log" in words_]) == 5


def test_the_own_log_that_somebody_edited_in_the_folder_is_written_anew(team: list[Machine]) -> None:
    ada, _ = team
    log = ada.share / "logs" / f"{own_log(ada)}.jsonl"
    before = log.read_bytes()
    log.write_bytes(before.replace(b'"at":"2', b'"at":"x', 1))
    report = ada.sync()
    assert report.refused
    assert log.read_bytes() == before


def test_a_folder_that_cannot_be_written_keeps_what_was_taken(
    team: list[Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.errors import DiskFull
    from reviewer.workspace import syncfolder

    ada, _ = meddled(team)
    judge(ada, SAILINGS, Value.SUPPORTED)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(syncfolder.os, "fsync", full)
        with pytest.raises(DiskFull, match="takes no more"):
            ada.sync()
    with ada.open() as workspace:
        assert len(workspace.desk.db.decisions.acts_of_type("verdict")) == 3
    assert not [path for path in ada.share.rglob("*") if path.name.endswith(".part")]
    assert len(settled(*team)) == 1


def test_what_is_told_is_plain_to_a_program(team: list[Machine], capsys: pytest.CaptureFixture[str]) -> None:
    from reviewer.cli import main

    ada, log = meddled(team)
    (log.parent / "x\x1b[2J.jsonl").write_bytes(b"")
    place = ["-C", str(ada.folder.path), "--as", "Ada"]
    assert main(["sync", *place, str(ada.share), "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["report"]["took"]) == ("reviewer.sync/1", 2)
    assert {log["person"] for log in found["report"]["logs"]} == {"Ada", "Bo"}
    assert main(["sync", *place, str(ada.share)]) == 3
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "took 0 events" in said
    assert main(["sync", *place, str(ada.share / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_another_process_sees_what_came(team: list[Machine]) -> None:
    ada, bo = team
    judge(bo, UNION, Value.SUPPORTED)
    bo.sync()
    with Workspace.open(ada.folder.path, me="Ada", via="flag") as screen:
        screen.desk.db.changed()
        ada.sync()
        assert screen.desk.db.changed()
        assert screen.claim(claim(screen, UNION)).verdicts[0].person == "Bo"


def test_the_list_of_written_files_names_the_folder(team: list[Machine]) -> None:
    from reviewer.workspace.places import written

    team[0].sync()
    found = written(team[0].folder.path)
    assert str(team[0].share / "logs") in found
    assert "no sealed words" in found[str(team[0].share / "blobs")]


def test_a_stranger_checks_the_work_of_a_team_rights_and_rounds_and_all(team: list[Machine], tmp_path: Path) -> None:
    from reviewer.export import stranger
    from reviewer.workspace.bundling import read_bundle

    ada, bo = team
    ada.folder.rules("reviews: 2\nblind: true\n")
    with ada.open() as workspace:
        workspace.update()
    judge(ada, SAILINGS, Value.SUPPORTED)  # sealed: nobody else judges it
    ada.sync()
    bo.sync()
    for words_, (one, other) in {
        UNION: (Value.SUPPORTED, Value.REFUTED),
        WAGES: (Value.REFUTED, Value.REFUTED),
    }.items():
        judge(ada, words_, one)
        judge(bo, words_, other)
    settled(ada, bo)
    with bo.open() as workspace:
        workspace.note(claim(workspace, WAGES), rationale="seen the ledger")
    with ada.open("Cy") as workspace:
        cy = workspace.desk.actor
    with ada.open() as workspace:
        desk = workspace.desk
        data = {"actor": cy, "role": "adjudicator", "revoked": False, "right": desk.right("owner")}
        desk.act(lambda _: [desk.draft("role", data, {})])
    with ada.open("Cy") as workspace:
        workspace.adjudicate(claim(workspace, UNION), Value.SUPPORTED, rationale="the list is from Monday")
    with ada.open() as workspace:
        workspace.reopen(claim(workspace, WAGES), reason="a new ledger")
    settled(ada, bo)
    for there in (ada, bo):
        with there.open() as workspace:
            workspace.export_bundle(tmp_path / f"bundle {there.name}")
        found = stranger.check(read_bundle(tmp_path / f"bundle {there.name}"))
        assert [words_ for ok, words_ in found if ok is not True] == []
    twin = bo.copied(tmp_path / "twin", "Bo")
    rebind(twin)
    judge(bo, WAGES, Value.SUPPORTED)
    judge(twin, WAGES, Value.REFUTED)
    settled(ada, bo, twin)
    with ada.open() as workspace:
        workspace.export_bundle(tmp_path / "two histories")
    found = stranger.check(read_bundle(tmp_path / "two histories"))
    (told,) = [words_ for ok, words_ in found if ok is not True]
    assert "two histories" in told
