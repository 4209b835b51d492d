"""Questions of a study: answered, changed, taken back, blind as verdicts are, with agreement of their own."""

from __future__ import annotations

import pytest

from reviewer.errors import UsageError
from reviewer.model.verdict import Value
from reviewer.workspace import Workspace
from tests.workspace.workspace_tools import STORM, Folder, claim, last_words, rows

RADIO = "articles/radio.txt"
RULES = """copies: false
questions:
  - name: topic
    values: {weather: w, traffic: k}
    rule: What the sentence is mostly about.
  - name: tone
    values: [neutral, loaded]
"""


@pytest.fixture
def storm(folder: Folder, desk: Workspace) -> str:
    folder.rules(RULES)
    desk.update()
    return claim(desk, STORM, RADIO)


def answers(desk: Workspace, found: str) -> list[tuple[str, str, str]]:
    return [(each.question, each.person, each.value) for each in desk.claim(found).answers]


def test_an_answer_is_kept_by_value_or_key_and_the_last_one_counts(desk: Workspace, storm: str) -> None:
    desk.answer(storm, "topic", "weather")
    desk.answer(storm, "tone", "2")
    assert desk.answer(storm, "topic", "k").what.startswith("topic: traffic saved for ")
    assert answers(desk, storm) == [("topic", "Ada", "traffic"), ("tone", "Ada", "loaded")]
    assert last_words(desk).endswith(": traffic")
    desk.undo()
    assert answers(desk, storm) == [("topic", "Ada", "weather"), ("tone", "Ada", "loaded")]


@pytest.mark.parametrize(("name", "value", "told"), [("mood", "x", "topic, tone"), ("tone", "x", "loaded (2)")])
def test_what_is_no_question_or_no_value_is_refused_and_the_known_ones_named(
    desk: Workspace, storm: str, name: str, value: str, told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        desk.answer(storm, name, value)
    assert told in refused.value.next_step
    assert desk.claim(storm).answers == ()


def test_answers_are_sealed_with_the_round_of_their_claim(folder: Folder, desk: Workspace, storm: str) -> None:
    folder.rules(RULES + "reviews: 2\nblind: true\n")
    desk.update()
    with folder.open("Bo") as bo:
        desk.answer(storm, "topic", "weather")
        assert answers(bo, storm) == []
        assert answers(desk, storm) == [("topic", "Ada", "weather")]
        assert last_words(bo).endswith("(sealed)")
        desk.verdict(storm, Value.SUPPORTED)
        bo.answer(storm, "topic", "traffic")
        bo.verdict(storm, Value.SUPPORTED)
        assert answers(bo, storm) == [("topic", "Ada", "weather"), ("topic", "Bo", "traffic")]


def test_each_question_has_agreement_of_its_own(folder: Folder, desk: Workspace, storm: str) -> None:
    folder.rules(RULES + "reviews: 2\nblind: true\n")
    desk.update()
    said = {"Ada": "wwkk", "Bo": "wkkk"}
    with folder.open("Bo") as bo:
        for index, row in enumerate(rows(desk)[:4]):
            for workspace in (desk, bo):
                workspace.answer(row.id, "topic", said[workspace.me][index])
                workspace.verdict(row.id, Value.SUPPORTED)
        found = {each.code: each for each in bo.statistics().agreement}
    assert list(found) == ["verdict", "topic", "tone"]
    assert (found["topic"].items, found["topic"].percent.value) == (4, 0.75)
    assert found["topic"].pairs[0].kappa.value == pytest.approx(0.5)
    assert found["verdict"].alpha.value is None, "one value only: undefined, not perfect"
    assert found["tone"].items == 0
    assert "topic,weather,weather,," in desk.export_codes(None, names=True).text
