"""Agreement from the log: the first independent value of each person, and the figures on them.

A value is *independent* if its author could not see another's when they gave it: it was given in a blind round before
that was opened, or nobody else had judged the claim in the same log. Of another log only what had been taken in was
seen, which the log does not tell of single events: values of different logs count as independent of each other.

A person's *first independent value* is what they had settled on when they could see another's: what they corrected
themselves until then counts as corrected (a slip of the hand, a second reading), what they changed later does not
count. What was taken back was never given. The figures and the table of codes both go by `firsts`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reviewer.log.event import Event
from reviewer.log.register import in_order
from reviewer.log.state import State
from reviewer.model.verdict import About
from reviewer.review.agreement import Agreement, Estimate, Rating, agreement
from reviewer.store.decisions import Act
from reviewer.workspace.desk import Desk
from reviewer.workspace.views.statistics import CodeAgreement, Figure, PairFigures

VERDICT = "verdict"
"""The code that every study has; the others are its questions."""
SEEN, LATER, COPIED, OPEN, STATED, GONE = (
    "given with another's in sight",
    "in a later round",
    "as a copy with the same words",
    "in a blind round that is still open",
    "stated in a file by somebody else",
    "whose words are not here",
)


@dataclass(frozen=True, slots=True)
class First:
    """A person's first independent value for a claim and a code, or why they have none (`left_out`, else "").

    `before`: other values that they had given and replaced by it, unseen by anybody, in the order of time.
    """

    claim: str
    person: str
    code: str
    value: str
    left_out: str = ""
    before: tuple[str, ...] = ()


def firsts(desk: Desk) -> list[First]:
    """The first independent value of each person for each claim and code, and why others have none."""
    db = desk.db.decisions
    acts = [act for name in ("verdict", "answer") for act in db.acts_of_type(name) if act.live and _on_content(act)]
    claims = sorted({act.event.data["claim"] for act in acts})
    state = db.state(claims=claims)
    opened = _opened(db.acts_of_type("reveal"))
    by_claim: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        by_claim[act.event.data["claim"], _code(act)].append(act)
    found = []
    for (claim, code), given in by_claim.items():
        whys = {act.event.hash: _left_out(state, act, given, opened.get(claim, ())) for act in given}
        own = [act for act in given if whys[act.event.hash] != STATED]
        found += [First(claim, act.person, code, "", STATED) for act in given if whys[act.event.hash] == STATED]
        for person in dict.fromkeys(act.person for act in own):
            mine = [act.event for act in own if act.person == person]
            found.append(_first(state, First(claim, person, code, ""), mine, whys))
    return found


def _first(state: State, first: First, given: Sequence[Event], whys: Mapping[str, str]) -> First:
    """`first` with what of these acts of its person on its claim and code, by arrival, is the one that counts."""
    independent = in_order(event for event in given if not whys[event.hash])
    if not independent:
        return replace(first, left_out=whys[given[0].hash])
    replaced = {hash_ for event in independent for hash_ in event.data["replaces"]}
    settled = next(event for event in independent if event.hash not in replaced)
    value = state.value(settled) or ""
    before = tuple(said for e in independent if e.hash in replaced and (said := state.value(e)) and said != value)
    return replace(first, value=value, left_out="" if value else GONE, before=before)


def _on_content(act: Act) -> bool:
    return bool(act.event.data.get("about", About.CONTENT.value) == About.CONTENT.value)


def _code(act: Act) -> str:
    return VERDICT if act.event.type == "verdict" else str(act.event.data["question"])


def _opened(reveals: Iterable[Act]) -> Mapping[str, list[Act]]:
    found: defaultdict[str, list[Act]] = defaultdict(list)
    for act in reveals:
        if act.live and act.event.data["about"] == About.CONTENT.value and act.event.data["round"] == 1:
            for claim in act.event.data["claims"]:
                found[claim].append(act)
    return found


def _left_out(state: State, act: Act, given: Iterable[Act], opened: Iterable[Act]) -> str:
    data = act.event.data
    if data.get("stated"):
        return STATED
    if data.get("copy_of"):
        return COPIED
    if data["round"] != 1:
        return LATER
    if state.sealed(act.event):
        return OPEN
    opening = list(opened)
    if opening:
        return SEEN if any(_before(reveal, act) for reveal in opening) else ""
    return SEEN if any(_before(other, act) and other.person != act.person for other in given) else ""


def _before(one: Act, other: Act) -> bool:
    """Whether the author of `other` had `one` in the same log when they wrote."""
    return one.event.log == other.event.log and one.event.seq < other.event.seq


def codes(desk: Desk) -> tuple[CodeAgreement, ...]:
    """The figures, verdicts first, then each question of the study."""
    found, policy = firsts(desk), desk.policy()
    names = {person: desk.name_of(person) for person in {first.person for first in found}}
    return tuple(_code_figures(found, code, names, policy.seed) for code in _codes(desk, found))


def _codes(desk: Desk, found: Iterable[First]) -> Iterator[str]:
    known = {first.code for first in found}
    named = [VERDICT, *(question.name for question in desk.policy().questions)]
    yield from named
    yield from sorted(known - set(named))


def _code_figures(found: Iterable[First], code: str, names: Mapping[str, str], seed: int) -> CodeAgreement:
    mine = [first for first in found if first.code == code]
    ratings = [Rating(first.claim, names[first.person], first.value) for first in mine if not first.left_out]
    figures: Agreement = agreement(ratings, seed=seed)
    return CodeAgreement(
        code=code,
        items=figures.items,
        values=figures.values,
        percent=_figure(figures.percent),
        alpha=_figure(figures.alpha),
        pairs=tuple(
            PairFigures(
                pair.left,
                pair.right,
                _figure(pair.percent),
                _figure(pair.kappa),
                tuple((left, right, count) for (left, right), count in sorted(pair.table.items())),
            )
            for pair in figures.pairs
        ),
        left_out=dict(sorted(Counter(first.left_out for first in mine if first.left_out).items())),
    )


def _figure(estimate: Estimate) -> Figure:
    return Figure(estimate.value, estimate.low, estimate.high, estimate.items)
