"""`train`: what the desk's acts teach, when it refuses, what it changes, and that it gives the same bytes again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.errors import CannotTell, NotAllowed, NotFound, UsageError
from reviewer.model.comparison import PairWord
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace, examples, models, training
from tests.workspace.workspace_tools import Folder, events, last_words, rows

TOWNS = ("Tarn", "Ellan", "Sund", "Orrin", "Carrow", "Marlow")
BUDGET = "The council of {town} spent {number} million crowns on its bridge."
CUP = "The home side of {town} won the cup by {number} goals."


@pytest.fixture(scope="module")
def towns_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six articles with eight claims each, four on budgets and four on the cup."""
    folder = Folder(tmp_path_factory.mktemp("towns"))
    for place, town in enumerate(TOWNS):
        lines = [text.format(town=town, number=place * 8 + n) for n in range(2, 6) for text in (BUDGET, CUP)]
        folder.write(f"articles/{town}.txt", f"News of {town}\n\n" + "\n\n".join(lines) + "\n")
    folder.write("claims.yaml", "articles:\n  - glob: articles/*.txt\n")
    with folder.open() as workspace:
        workspace.update()
    return folder.path


@pytest.fixture
def towns(towns_template: Path, tmp_path: Path) -> Folder:
    import shutil

    return Folder(Path(shutil.copytree(towns_template, tmp_path / "towns")))


def budgets(workspace: Workspace) -> list[str]:
    return [row.id for row in rows(workspace) if "million" in row.quote]


def cups(workspace: Workspace) -> list[str]:
    return [row.id for row in rows(workspace) if "goals" in row.quote]


def judge(workspace: Workspace, count: int = 12) -> None:
    """Budgets are worth it, the cup is not a claim."""
    for claim in budgets(workspace)[:count]:
        workspace.verdict(claim, Value.SUPPORTED, copies=False)
    for claim in cups(workspace)[:count]:
        workspace.verdict(claim, Value.NOT_A_CLAIM, copies=False)


def scores(workspace: Workspace) -> dict[str, float]:
    return {row.id: workspace.why(row.id).score for row in rows(workspace)}


def kept_scores(workspace: Workspace) -> dict[str, float]:
    """As lists and filters have them."""
    return {row.id: workspace.claim(row.id).claim.score for row in rows(workspace)}


def test_the_desk_learns_what_it_checks(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        unseen = (budgets(desk)[-1], cups(desk)[-1])
        before = scores(desk)
        assert kept_scores(desk) == before, "judging alone changes no score"
        report = desk.train()
        assert (report.positive, report.negative) == (12, 12)
        assert report.right_order is not None
        assert report.right_order[1] > report.right_order[0]
        after = scores(desk)
        assert after[unseen[0]] - after[unseen[1]] > before[unseen[0]] - before[unseen[1]] + 0.3
        assert kept_scores(desk) == after, "every claim was scored anew"
        assert "learned from 24 examples" in last_words(desk)
        assert len(rows(desk)) == len(before), "it hides nothing"
        assert desk.verify().ok


def test_why_tells_both_models(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        shipped = desk.why(cups(desk)[-1])
        assert (shipped.learned, shipped.reasons) == (False, shipped.shipped_reasons)
        event = desk.train().event
        found = desk.why(cups(desk)[-1])
        assert (found.learned, found.event, found.person, found.examples) == (True, event, "Ada", 24)
        assert (found.shipped_score, found.shipped_reasons) == (shipped.score, shipped.reasons)
        assert any("goals" in reason.words and reason.weight < 0 for reason in found.reasons)
        assert abs(sum(r.weight for r in found.reasons)) > abs(sum(r.weight for r in found.reasons[:3]) / 100)


def test_it_says_how_much_it_needs_and_changes_nothing(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk, training.LEAST_OF_EACH - 1)
        before = events(desk)
        with pytest.raises(CannotTell, match="4 claims worth checking, 4 not") as told:
            desk.train()
        assert told.value.exit_code == 3
        assert str(training.LEAST) in told.value.next_step
        assert events(desk) == before
        with pytest.raises(CannotTell, match="0 pairs"):
            desk.train("match")


def test_trying_tells_and_changes_nothing(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        before, count = scores(desk), events(desk)
        report = desk.train(dry=True)
        assert report.event == ""
        assert (scores(desk), events(desk)) == (before, count)
        assert desk.train().model == report.model


def test_the_same_acts_give_the_same_bytes_on_another_machine(towns: Folder, tmp_path: Path) -> None:
    with towns.open() as desk:
        judge(desk)
        whole = tmp_path / "log.jsonl"
        desk.export_bundle(tmp_path / "bundle")
        report = desk.train()
        desk.export_log("jsonl", whole)
    other = Folder(tmp_path / "other")
    for path in (towns.path / "articles").iterdir():
        other.write(f"articles/{path.name}", path.read_bytes())
    other.write("claims.yaml", towns.sheet.read_bytes())
    with other.open() as elsewhere:
        elsewhere.update()
        elsewhere.rebuild()
        judge(elsewhere)
        found = elsewhere.train()
        assert found.model == report.model
        assert elsewhere.desk.db.blob(found.model) == models.written(models.worth(elsewhere.desk))


def test_trained_twice_from_the_same_acts_writes_once(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        desk.train()
        before = events(desk)
        assert "already" in desk.train().what
        assert events(desk) == before
        desk.verdict(budgets(desk)[20], Value.REFUTED, copies=False)
        assert desk.train().event


def test_undone_or_not_the_model_stays_until_the_next_train(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        desk.train()
        trained = scores(desk)
        desk.undo()
        assert scores(desk) == trained, "undo takes back the verdict, not what was learned"
        assert desk.train().negative == 11
        assert scores(desk) != trained


def test_back_to_the_shipped_score_is_an_event_too(towns: Folder) -> None:
    with towns.open() as desk:
        before = scores(desk)
        count = events(desk)
        assert "already" in desk.train(shipped=True).what
        assert events(desk) == count
        judge(desk)
        desk.train()
        report = desk.train(shipped=True)
        assert report.event
        assert (scores(desk), kept_scores(desk)) == (before, before)
        assert "shipped" in last_words(desk)
        assert not desk.why(budgets(desk)[0]).learned


def test_scores_follow_the_log_after_a_rebuild(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        desk.train()
        trained = kept_scores(desk)
        matched = {row.id: row.matches for row in rows(desk)}
        desk.rebuild()
        assert kept_scores(desk) == trained
        assert desk.update().added == 0
        assert {row.id: row.matches for row in rows(desk)} == matched


def test_a_model_that_came_without_scoring_is_caught_up_with(towns: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    with towns.open() as desk:
        judge(desk)
        with monkeypatch.context() as cut:
            cut.setattr(training, "_rescore", lambda *_: 0)  # as if stopped right after the event
            desk.train()
        assert kept_scores(desk) != scores(desk)
        desk.update()
        assert kept_scores(desk) == scores(desk)


def test_what_teaches_and_what_does_not(towns: Folder) -> None:
    with towns.open() as desk, towns.open("Bo") as bo:
        (first, second, third, fourth, *_), (cup, *_) = budgets(desk), cups(desk)
        desk.verdict(first, Value.NOT_ENOUGH_EVIDENCE, copies=False)
        desk.verdict(second, Value.SUPPORTED, copies=False)
        bo.verdict(second, Value.NOT_A_CLAIM, copies=False)
        desk.verdict(third, Value.SUPPORTED, copies=False)
        desk.undo()
        desk.postpone(fourth)
        desk.verdict(cup, Value.NOT_A_CLAIM, copies=False)
        assert sorted(e.worth for e in examples.of_worth(desk.desk)) == [False, True]
        desk.signoff(desk.row(first).article)
        found = {e.quote: e.worth for e in examples.of_worth(desk.desk)}
        assert len(found) == 5, "two judged and three passed over, not the contested, the undone, the postponed"
        assert [worth for quote, worth in found.items() if quote == desk.row(first).quote] == [True]
        assert sum(found.values()) == 1
        desk.undo()
        assert len(examples.of_worth(desk.desk)) == 2, "a sign-off that was taken back passes nothing over"


def test_blind_work_teaches_only_what_was_revealed(towns: Folder) -> None:
    towns.write("claims.yaml", "articles:\n  - glob: articles/*.txt\nreviews: 2\nblind: true\n")
    with towns.open() as desk, towns.open("Bo") as bo:
        desk.update()
        judge(desk)
        assert examples.of_worth(desk.desk) == []
        with pytest.raises(CannotTell, match="0 claims"):
            desk.train()
        desk.signoff("1")
        assert examples.of_worth(desk.desk) == [], "what a blind round passed over tells nothing either"
        bo.verdict(budgets(desk)[0], Value.REFUTED, copies=False)
        assert [e.worth for e in examples.of_worth(desk.desk)] == [True]


def test_an_instrument_stays_frozen_during_a_study(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
    towns.write("claims.yaml", "articles:\n  - glob: articles/*.txt\nreviews: 2\nhide_scores: true\n")
    with towns.open() as desk, towns.open("Bo") as bo:
        desk.update()
        desk.verdict(budgets(desk)[20], Value.SUPPORTED, copies=False)
        count = events(desk)
        for act in (desk.train, bo.train, lambda: desk.train(shipped=True)):
            with pytest.raises(NotAllowed, match="a study is under way"):
                act()
        with pytest.raises(NotAllowed, match="only an owner"):
            bo.train(during_study=True)
        assert events(desk) == count
        assert desk.train(dry=True).model
        assert desk.train(during_study=True).event
        assert desk.why(budgets(desk)[0]).hidden


def test_parts_are_learned_apart(towns: Folder) -> None:
    with towns.open() as desk:
        judge(desk)
        desk.train()
        trained = scores(desk)
        report = _decide(desk)
        assert (report.positive, report.negative) == (10, 10)
        assert scores(desk) == trained
        assert models.tuning(desk.desk).learned
        assert desk.train("match", shipped=True).event
        assert scores(desk) == trained
        assert not models.tuning(desk.desk).learned
        with pytest.raises(UsageError, match="no such part"):
            desk.train("weather")
        with pytest.raises(NotFound):
            desk.why("nothing")


def test_decisions_on_pairs_move_the_score_of_matches(towns: Folder) -> None:
    with towns.open() as desk:
        left, right = budgets(desk)[0], budgets(desk)[8]
        before = desk.match(left, right).match.score
        _decide(desk)
        assert desk.match(left, right).match.score < before
        kept = [m.match.score for m in desk.claim(left).matches]
        desk.rebuild()
        assert [m.match.score for m in desk.claim(left).matches] == kept


def _decide(desk: Workspace):
    """Ten pairs of like wording that agree, ten of likewise like wording that are other things."""
    (ours, theirs), cup = (budgets(desk)[:4], budgets(desk)[4:]), cups(desk)
    pairs = [(one, other) for one in ours for other in theirs][:10]
    for one, other in pairs:
        desk.decide(one, other, PairWord.OTHER_THING)
    for one, other in [(one, other) for one in cup[:4] for other in cup[4:]][:10]:
        desk.decide(one, other, PairWord.AGREES)
    return desk.train("match")
