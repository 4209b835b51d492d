"""Signs and words for verdicts, statuses and outcomes. A sign never stands alone: a letter or a word goes with it.

Signs in columns are such as Unicode calls neutral (never two cells wide, whatever the terminal takes for ambiguous).
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.model.comparison import Direction, Outcome, PairWord, Relation
from reviewer.model.lineage import Lineage, LineageKind
from reviewer.model.verdict import Status, Value


@dataclass(frozen=True, slots=True)
class Signs:
    """One set of signs, each one cell wide."""

    values: dict[Value, str]
    outcomes: dict[Outcome, str]
    cursor: str
    margin: str
    mark: str
    here: str
    open: str
    look: str
    postponed: str
    split: str
    disagree: str
    matched: str
    context: str
    on: str
    off: str
    rule: str
    bars: dict[str, str]
    """What a bar of claims is drawn with, by status in words."""


UNICODE = Signs(
    values={
        Value.SUPPORTED: "✓",
        Value.REFUTED: "✗",
        Value.CONFLICTING: "⇄",
        Value.NOT_ENOUGH_EVIDENCE: "?",
        Value.NOT_A_CLAIM: "-",
    },
    outcomes={
        Outcome.SAME: "=",
        Outcome.RESTATED: "=",
        Outcome.MORE_SPECIFIC: ">",
        Outcome.PART_OF: "<",
        Outcome.DIFFERENT_SCOPE: "/",
        Outcome.LATER_UPDATE: "↻",
        Outcome.CONTRADICTS: "!",
        Outcome.NOT_COMPARABLE: "x",
        Outcome.CANNOT_TELL: "~",
    },
    cursor="▸",
    margin="▐",
    mark="❖",
    here="◂",
    open="∙",
    look="↻",
    postponed="»",
    split="%",
    disagree="!",
    matched="=",
    context="^",
    on="☑",
    off="☐",
    rule="⎯",
    bars={"decided": "▮", "split": "%", "in review": "▪", "open": "∙"},
)
ASCII = Signs(
    values={
        Value.SUPPORTED: "+",
        Value.REFUTED: "x",
        Value.CONFLICTING: "%",
        Value.NOT_ENOUGH_EVIDENCE: "?",
        Value.NOT_A_CLAIM: "-",
    },
    outcomes={**UNICODE.outcomes, Outcome.LATER_UPDATE: "@"},
    cursor=">",
    margin="|",
    mark="*",
    here="<",
    open=".",
    look="@",
    postponed="z",
    split="/",
    disagree="!",
    matched="=",
    context="^",
    on="x",
    off=".",
    rule="-",
    bars={"decided": "#", "split": "!", "in review": "+", "open": "."},
)

LETTERS = {
    Value.SUPPORTED: "S",
    Value.REFUTED: "R",
    Value.CONFLICTING: "C",
    Value.NOT_ENOUGH_EVIDENCE: "N",
    Value.NOT_A_CLAIM: "O",
}
SHORT = {Value.CONFLICTING: "Conflicting", Value.NOT_ENOUGH_EVIDENCE: "Not enough"}
"""Labels for where the whole ones do not fit; a project's own labels are never shortened."""
SHORTEST = {Value.CONFLICTING: "Conflict", Value.NOT_ENOUGH_EVIDENCE: "Not enough", Value.NOT_A_CLAIM: "No claim"}
STATUS_WORDS = {
    Status.OPEN: "open",
    Status.IN_REVIEW: "in review",
    Status.SPLIT: "reviewers split",
    Status.DECIDED: "decided",
}
OUTCOME_WORDS = {
    Outcome.SAME: "same",
    Outcome.RESTATED: "restated",
    Outcome.MORE_SPECIFIC: "more specific",
    Outcome.PART_OF: "part of it",
    Outcome.DIFFERENT_SCOPE: "different scope",
    Outcome.LATER_UPDATE: "later update",
    Outcome.CONTRADICTS: "contradicts",
    Outcome.NOT_COMPARABLE: "not comparable",
    Outcome.CANNOT_TELL: "cannot tell",
}
OUTCOME_ROLES = {
    Outcome.SAME: "good",
    Outcome.RESTATED: "good",
    Outcome.MORE_SPECIFIC: "good",
    Outcome.CONTRADICTS: "bad",
    Outcome.LATER_UPDATE: "warn",
    Outcome.DIFFERENT_SCOPE: "warn",
}
PAIR_WORDS = {
    PairWord.AGREES: "agrees",
    PairWord.CONTRADICTS: "contradicts",
    PairWord.OTHER_THING: "other thing",
    PairWord.CANNOT_TELL: "cannot tell",
}
RELATION_WORDS = {
    Relation.AGREES: "agrees",
    Relation.DIFFERS: "differs",
    Relation.ONLY_ONE: "only one says it",
    Relation.CANNOT_TELL: "cannot tell",
}
_KIND_WORDS = {
    LineageKind.SAME_TEXT: "same text",
    LineageKind.REWRITE: "one rewrites the other",
    LineageKind.SAME_INFORMANT: "same informant",
    LineageKind.SAME_AGENCY: "same agency, another story",
    LineageKind.NO_LINK_FOUND: "no link found",
    LineageKind.INDEPENDENT: "independent, a person says",
    LineageKind.UNKNOWN: "link unknown",
}
LINEAGE_CHOICES = {
    LineageKind.SAME_TEXT: "Same text: one is a copy of the other, one vote",
    LineageKind.REWRITE: "Rewrite: one is made from the other, one vote",
    LineageKind.SAME_INFORMANT: "Same informant: both rest on the same source, one vote",
    LineageKind.SAME_AGENCY: "Same agency, another story: one vote where the agency itself says it",
    LineageKind.INDEPENDENT: "Independent: each found it out by itself, two votes",
    LineageKind.UNKNOWN: "Unknown: nobody can tell",
}
"""What a person can say of two articles, in words. `no_link_found` is the machine's word only."""
_VOTES = {
    LineageKind.SAME_TEXT: "one vote",
    LineageKind.REWRITE: "one vote",
    LineageKind.SAME_INFORMANT: "one vote where it says it",
    LineageKind.SAME_AGENCY: "one vote where the agency itself says it",
    LineageKind.INDEPENDENT: "two votes",
    LineageKind.NO_LINK_FOUND: "one or two votes",
    LineageKind.UNKNOWN: "one or two votes",
}

_COUNTED = {(1, 1): "one vote", (1, 2): "one or two votes", (2, 2): "two votes"}

_SIGN_CELLS = 40


def lineage_words(lineage: Lineage | None, origins: tuple[int, int] | None = None) -> str:
    """`same text: one vote`: how two articles are related, and what they count for; two claims of them: `origins`."""
    if lineage is None:
        return "not compared yet"
    votes = _VOTES[lineage.kind] if origins is None else _COUNTED[origins]
    return f"{_KIND_WORDS[lineage.kind]}: {votes}"


def sign_words(lineage: Lineage | None) -> str:
    """The first reason for it, in few words; a sign that goes on to say how it was seen is cut there."""
    what = lineage.signs[0].words if lineage is not None and lineage.signs else ""
    return what if len(what) <= _SIGN_CELLS else what.partition(": ")[0].partition(", ")[0]


def kind_name(kind: LineageKind) -> str:
    """A kind of lineage in words."""
    return _KIND_WORDS[kind]


def direction_words(outcome: Outcome, direction: Direction, *, mine_is_left: bool) -> str:
    """Who is meant by a directed outcome, told from the claim on the screen: "this one is more specific"."""
    if direction is Direction.NONE:
        return OUTCOME_WORDS[outcome]
    mine = (direction is Direction.LEFT) == mine_is_left
    who = "this one" if mine else "the other"
    return {
        Outcome.MORE_SPECIFIC: f"{who} is more specific",
        Outcome.PART_OF: f"{who} is part of {'the other' if mine else 'this'}",
        Outcome.LATER_UPDATE: f"{who} is later",
    }.get(outcome, OUTCOME_WORDS[outcome])
