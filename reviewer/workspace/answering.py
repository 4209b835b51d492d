"""Answers to the questions of a study: an event each, blind and in rounds as verdicts are."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.errors import UsageError
from reviewer.log.state import State
from reviewer.model.policy import Policy, Question
from reviewer.model.verdict import About
from reviewer.store.database import Database, Draft
from reviewer.workspace import blind
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.seeing import row
from reviewer.workspace.views import AnswerView, Receipt


def answer(desk: Desk, claim: str, name: str, word: str) -> Receipt:
    """My answer to a question on a claim; it takes the place of my earlier one.

    `word`: a value of the question, or its key. Raises UsageError for another question or value, naming those known.
    """
    policy = desk.policy()
    question = _question(policy, name)
    value = _value(question, word)

    def build(db: Database) -> list[Draft]:
        blobs = Blobs()
        state = db.decisions.state(claims=(claim,))
        data = {
            "claim": claim,
            "question": question.name,
            "round": state.round(claim, About.CONTENT),
            "value": blobs.words(value),
            "policy": desk.policy_hash(),
            "batch": None,
        }
        return [desk.draft("answer", data, blobs)]

    number = row(desk, claim).number
    events = desk.act(build)
    what = f"{question.name}: {value} saved for {number}"
    return Receipt(tuple(event.hash for event in events), what, claims=(claim,))


def _question(policy: Policy, name: str) -> Question:
    found = next((question for question in policy.questions if question.name == name), None)
    if found is None:
        known = ", ".join(question.name for question in policy.questions)
        raise UsageError(
            f"no question is called {name!r}",
            next_step=f"the questions are {known}" if known else "questions stand in the project file (questions:)",
        )
    return found


def _value(question: Question, word: str) -> str:
    keys = {key: value for value, key in question.values.items()}
    if word in question.values or word in keys:
        return word if word in question.values else keys[word]
    shown = ", ".join(f"{value} ({key})" for value, key in question.values.items())
    raise UsageError(f"{word!r} is no answer to {question.name}", next_step=f"one of {shown}")


def answers(desk: Desk, state: State, claim: str, person: str) -> tuple[AnswerView, ...]:
    """Current answers on a claim that `person` may see, by question in the order of the rules in force."""
    return tuple(
        AnswerView(
            event=said.event.hash,
            question=name,
            person=desk.name_of(said.person),
            mine=said.person == person,
            value=blind.value(state, said.event, person) or "",
            at=said.event.at,
        )
        for name in _names(desk, state, claim)
        for said in state.answers(claim, name)
        if not blind.hidden(state, said.event, person)
    )


def _names(desk: Desk, state: State, claim: str) -> Sequence[str]:
    """Questions in force, then those of earlier rules that were answered."""
    events = state.on("answer", claim)
    if not events:
        return ()
    return list(dict.fromkeys([*(q.name for q in desk.policy().questions), *(e.data["question"] for e in events)]))
