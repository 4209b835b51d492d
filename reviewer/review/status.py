"""Where a claim stands, per (claim, about): derived from what persons say and the rules, never stored as truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reviewer.model.policy import Policy
from reviewer.model.verdict import About, Status, Value
from reviewer.review.policy import quorum, wanted


@dataclass(frozen=True, slots=True)
class Given:
    """A current verdict of the round. `value` None: erased or absent.

    `sealed`: of an open blind round, its value is given to nobody. `stated`: brought by an importer for somebody else
    and not confirmed; it counts for nothing here (docs/log.md, rule 10).
    """

    event: str
    person: str
    value: Value | None
    sealed: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """A current adjudication of the round and the verdict events that it rests on."""

    event: str
    value: Value | None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one (claim, about) stands.

    `value` only where decided. `needs_look` says in words why somebody should look again; "" = no need. `given` of
    `wanted` persons are in; `contested`: current adjudications differ.
    """

    status: Status
    value: Value | None
    needs_look: str
    given: int
    wanted: int
    contested: bool = False


def status(verdicts: Sequence[Given], adjudications: Sequence[Adjudicated], policy: Policy, claim: str) -> Standing:
    """The standing of one (claim, about) in its round.

    Args:
        verdicts: all current verdicts of the round, whoever gave them.
        adjudications: all current adjudications of the round.
        policy: the rules that hold for this round (the stricter, where verdicts name several).
        claim: claim id, for the draw of `double`.
    """
    counted = [given for given in verdicts if not given.stated]
    by_person = _one_value_each(counted)
    reviews = wanted(policy, claim)
    given = len(by_person)

    looks = {adjudicated.event: needs_look(adjudicated, verdicts) for adjudicated in adjudications}
    sound = [adjudicated for adjudicated in adjudications if not looks[adjudicated.event]]
    values = {adjudicated.value for adjudicated in sound}
    if len(values) == 1:
        return Standing(Status.DECIDED, sound[0].value, "", given, reviews)
    if len(values) > 1:
        words = f"{len(sound)} adjudications differ"
        return Standing(Status.SPLIT, None, words, given, reviews, contested=True)

    why = next(iter(looks.values()), "") or _own_reason(counted)
    if any(item.sealed for item in counted) or given < reviews:
        reached = Status.IN_REVIEW if given else Status.OPEN
        return Standing(reached, None, why, given, reviews)
    value = agreed(list(by_person.values()), quorum(policy, claim))
    return Standing(Status.SPLIT if value is None else Status.DECIDED, value, why, given, reviews)


def needs_look(adjudicated: Adjudicated, current: Sequence[Given]) -> str:
    """Why an adjudication needs another look, in words; "" where it stands (docs/log.md, rule 9)."""
    if adjudicated.value is None:
        return "the value of the adjudication is not here: erased, or not brought yet"
    known = {given.event: given for given in current}
    gone = [event for event in adjudicated.basis if event not in known]
    if gone:
        return f"{_verdicts(len(gone))} that the adjudication rests on {_was(len(gone))} undone or replaced"
    erased = [event for event in adjudicated.basis if known[event].value is None and not known[event].sealed]
    if erased:
        return f"{_verdicts(len(erased))} that the adjudication rests on {_was(len(erased))} erased"
    outside = [given.event for given in current if not given.stated and given.event not in adjudicated.basis]
    if outside:
        return f"{_verdicts(len(outside))} came in after the adjudication"
    return ""


def agreed(values: Sequence[Value | None], needed: int) -> Value | None:
    """The one value that `needed` persons share; None where none does or where two values come equally first."""
    counts = Counter(value for value in values if value is not None).most_common(2)
    if not counts or counts[0][1] < needed:
        return None
    if len(counts) == 2 and counts[1][1] == counts[0][1]:
        return None
    return counts[0][0]


def shown(standing: Standing | None, mine: Value | None) -> Value | None:
    """What a list shows as the verdict: the decided value, else my own, else nothing."""
    return standing.value if standing is not None and standing.value is not None else mine


def shown_about(standings: Mapping[About, Standing]) -> About:
    """What lists and counts mean: content, unless only attribution was judged."""
    content, attribution = standings.get(About.CONTENT), standings.get(About.ATTRIBUTION)
    untouched = content is None or (content.status is Status.OPEN and not content.given)
    judged = attribution is not None and attribution.status is not Status.OPEN
    return About.ATTRIBUTION if untouched and judged else About.CONTENT


def _one_value_each(verdicts: Sequence[Given]) -> dict[str, Value | None]:
    """Person to value; None where it is not here, or where one person's current verdicts differ."""
    said: dict[str, set[Value | None]] = {}
    for given in verdicts:
        said.setdefault(given.person, set()).add(given.value)
    return {person: next(iter(values)) if len(values) == 1 else None for person, values in said.items()}


def _own_reason(verdicts: Sequence[Given]) -> str:
    """Why the verdicts themselves need another look: a value that is gone, a person who says two things."""
    erased = sum(1 for given in verdicts if given.value is None and not given.sealed)
    if erased:
        return f"the value of {_verdicts(erased)} is not here: erased, or not brought yet"
    said: dict[str, set[Value | None]] = {}
    for given in verdicts:
        if not given.sealed:
            said.setdefault(given.person, set()).add(given.value)
    torn = sum(1 for values in said.values() if len(values) > 1)
    return f"{torn} person{'' if torn == 1 else 's'} gave different verdicts on two machines" if torn else ""


def _verdicts(count: int) -> str:
    return "1 verdict" if count == 1 else f"{count} verdicts"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
