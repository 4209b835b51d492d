"""Short plain words for what the model names: outcomes, lineages, statuses, claimants, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reviewer.cli.output import count, one
from reviewer.model.claim import Claimant
from reviewer.model.comparison import Comparison, Direction, Outcome, PairWord, Relation, Slot
from reviewer.model.lineage import Corroboration, Lineage, LineageKind
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.policy import Policy
from reviewer.model.precedent import NEARNESS_WORDS
from reviewer.model.verdict import About, Evidence, EvidenceKind, Status, Value

if TYPE_CHECKING:
    from reviewer.workspace.adjudicating import AdjudicationView
    from reviewer.workspace.views import (
        AnswerView,
        BasisView,
        ClaimRow,
        ClaimView,
        MatchView,
        PrecedentView,
        ReopenView,
        TextChange,
        VerdictView,
    )


STATUSES = {
    Status.OPEN: "open",
    Status.IN_REVIEW: "in review",
    Status.SPLIT: "reviewers split",
    Status.DECIDED: "decided",
}
PAIRS = {
    PairWord.AGREES: "agrees",
    PairWord.CONTRADICTS: "contradicts",
    PairWord.OTHER_THING: "speaks of another thing",
    PairWord.CANNOT_TELL: "cannot be told",
}
RELATIONS = {
    Relation.AGREES: "agrees",
    Relation.DIFFERS: "differs",
    Relation.ONLY_ONE: "only one says it",
    Relation.CANNOT_TELL: "cannot tell",
}
LINEAGES = {
    LineageKind.SAME_TEXT: "the same text",
    LineageKind.REWRITE: "one rewrites the other",
    LineageKind.SAME_INFORMANT: "the same informant",
    LineageKind.SAME_AGENCY: "the same agency, but another story",
    LineageKind.NO_LINK_FOUND: "no link found",
    LineageKind.INDEPENDENT: "independent, as a person says",
    LineageKind.UNKNOWN: "link unknown",
}
_COUNT = {(1, 1): "one origin", (1, 2): "one or two origins", (2, 2): "two origins"}
_ORIGINS = {LineageKind.SAME_TEXT: (1, 1), LineageKind.REWRITE: (1, 1)}
"""What two articles count for whatever the claim is; of others it depends on the claim."""
_OUTCOMES = {
    Outcome.SAME: "says the same",
    Outcome.RESTATED: "says it in other words",
    Outcome.DIFFERENT_SCOPE: "speaks of another scope",
    Outcome.CONTRADICTS: "contradicts",
    Outcome.NOT_COMPARABLE: "cannot be compared",
    Outcome.CANNOT_TELL: "cannot be told",
}
_DIRECTED = {
    (Outcome.MORE_SPECIFIC, True): "is more specific",
    (Outcome.MORE_SPECIFIC, False): "is less specific",
    (Outcome.PART_OF, True): "is part of it",
    (Outcome.PART_OF, False): "is the whole of it",
    (Outcome.LATER_UPDATE, True): "is a later update",
    (Outcome.LATER_UPDATE, False): "is older, updated by it",
}


def outcome(comparison: Comparison, said_of: str) -> str:
    """What a comparison says of the claim `said_of`: "is more specific", seen from the other one of the pair."""
    if comparison.direction is Direction.NONE:
        return _OUTCOMES.get(comparison.outcome, comparison.outcome.value.replace("_", " "))
    is_left = said_of == comparison.left
    return _DIRECTED.get(
        (comparison.outcome, is_left == (comparison.direction is Direction.LEFT)),
        comparison.outcome.value.replace("_", " "),
    )


def sides(match: MatchView) -> Iterator[tuple[Slot, str, str]]:
    """The slots of a pair with this claim's words before the other's (the comparison keeps them by id)."""
    swapped = match.match.comparison.left == match.row.id
    for slot in match.match.comparison.slots:
        yield slot, one(slot.right if swapped else slot.left), one(slot.left if swapped else slot.right)


def match_word(match: MatchView) -> str:
    """What counts of a match: the persons' word where they agree, else the machine's outcome."""
    if match.contested:
        return "contested by persons"
    if match.word is not None:
        return PAIRS[match.word]
    return outcome(match.match.comparison, match.row.id)


def says(claimants: Sequence[Claimant]) -> str:
    """`Harbour Courier ← Halyard Press ← Mara Teld (probably)`; empty where nobody is known."""
    links = []
    for link in claimants:
        doubt = " (probably)" if link.implicit else ""
        links.append(one(link.name) + doubt + (" (which one is open)" if link.open else ""))
    return " ← ".join(links)


def dates(view: ClaimView, between: str = " ") -> list[str]:
    """`happened “Monday” 2024-03-04`, or why it is open, for each date of a claim; `between` words and days."""
    return [_date(moment, view, between) for moment in view.claim.moments]


def _date(moment: Moment, view: ClaimView, between: str) -> str:
    span = view.claim.span
    words = moment.span.shifted(-span.start).of(view.row.quote) if span.contains(moment.span) else ""
    role = "said" if moment.role is MomentRole.SAID else "happened"
    named = f"{role} “{one(words)}”" if words else role
    if moment.first is None:
        return f"{named}: {one(moment.why_open) or 'open'}"
    days = f"{moment.first}" + (f" to {moment.last}" if moment.last not in (None, moment.first) else "")
    return f"{named}{between if words else ' '}{days}"


def nobody(view: ClaimView) -> str:
    """That nobody else speaks of a claim; or, while articles wait to be compared, that it is not known yet."""
    if not view.uncompared:
        return "nobody else here speaks of this"
    left = count(view.uncompared, "article is", "articles are")
    return f"nobody yet: {left} still to be compared"


def lineage(value: Lineage | None, origins: tuple[int, int] | None = None) -> str:
    """How two articles are related, in words, and for how many `origins` two claims of theirs stand."""
    if value is None:
        return ""
    least, most = origins or _ORIGINS.get(value.kind, (0, 0))
    told = f", {_COUNT[least, most]}" if most else ""
    return f"{LINEAGES[value.kind]}{told}"


def corroboration(value: Corroboration) -> str:
    """`3 articles · 2 origins · 1 disagrees on: number`."""
    return one(value.line)


def label(value: Value | None, policy: Policy) -> str:
    """The project's word for a verdict."""
    return "" if value is None else one(policy.labels[value])


def state(row: ClaimRow, policy: Policy) -> str:
    """`decided: Supported`, `open`, `in review (you: Refuted)`, with what else stands out."""
    words = STATUSES[row.status]
    if row.status is Status.DECIDED and row.value is not None:
        words += f": {label(row.value, policy)}"
    elif row.mine is not None:
        words += f" (you: {label(row.mine, policy)})"
    marks = [
        ("needs another look: " + one(row.needs_look), bool(row.needs_look)),
        ("postponed", row.postponed),
        ("at odds with another claim", row.disagrees),
    ]
    return ", ".join([words, *(mark for mark, there in marks if there)])


NumberOf = Callable[[str], str]
"""How a claim is called: its short number, or the beginning of its id."""


def by_id(claim: str) -> str:
    """The beginning of a claim's id, which names it on every machine."""
    return claim[:8]


def evidence(item: Evidence, number_of: NumberOf = by_id) -> str:
    """`supports: https://… “quote”`; `number_of` names a claim that is evidence."""
    what = {
        EvidenceKind.CLAIM: f"claim {number_of(item.claim)}",
        EvidenceKind.FILE: item.file_name or item.file_sha256[:12],
        EvidenceKind.URL: item.url,
        EvidenceKind.OTHER: "",
    }[item.kind]
    words = [what, f"“{item.quote}”" if item.quote else "", item.remark]
    return one(f"{item.stance.value}: " + " ".join(word for word in words if word))


def reopening(opened: ReopenView) -> str:
    """What began a later round: `round 2, by Dee: “the authority corrected its count”; 2024-03-05 09:00`."""
    about = ", on the attribution" if opened.about is About.ATTRIBUTION else ""
    why = f": “{one(opened.reason)}”" if opened.reason else ""
    return f"round {opened.round}{about}, by {one(opened.person)}{why}; {opened.at[:16].replace('T', ' ')}"


def said(verdict: VerdictView, policy: Policy, number_of: NumberOf = by_id) -> str:
    """One verdict, note or adjudication: who, what, why, on which evidence."""
    who = "you" if verdict.mine else one(verdict.person)
    kind = {"adjudication": " (adjudicating)", "note": " (note)"}.get(verdict.type, "")
    parts = [f"{who}{kind}: {label(verdict.value, policy)}" if verdict.value else f"{who}{kind}"]
    if verdict.rationale:
        parts.append(f"“{one(verdict.rationale)}”")
    if verdict.private:
        parts.append(f"private: {one(verdict.private)}")
    parts.extend(evidence(item, number_of) for item in verdict.evidence)
    if verdict.value is not None and not verdict.evidence:
        parts.append("no evidence")
    if verdict.basis:
        parts.append(f"rests on {listed([basis(each, policy) for each in verdict.basis])}")
    if verdict.difference:
        parts.append(f"why they differed: {one(verdict.difference)}")
    if verdict.stated_by:
        parts.append(f"stated by {one(verdict.stated_by)} in a file")
    if verdict.given_on:
        parts.append(f"given on {one(verdict.given_on)}")
    if verdict.needs_look:
        parts.append(f"needs another look: {one(verdict.needs_look)}")
    return "; ".join([*parts, verdict.at[:16].replace("T", " ")])


def reviews(found: AdjudicationView) -> str:
    """`2 of 3 reviews are in; 2 that say the same decide`."""
    enough = f"; {found.quorum} that say the same decide" if found.quorum < found.wanted else ""
    return f"{found.given} of {count(found.wanted, 'review is', 'reviews are')} in{enough}"


def basis(found: BasisView, policy: Policy) -> str:
    """`Bo: Refuted`, with a word where the verdict does not hold any more."""
    value = label(found.value, policy) or "words not here"
    return f"{one(found.person)}: {value}" + ("" if found.stands else " (taken back since)")


def change(found: TextChange, number: str) -> Iterator[tuple[str, str]]:
    """(label, words) of what became of a claim whose words are no longer those of the text, and what to do."""
    if not found.telling:
        return
    yield "before", f"“{one(found.before)}” ({one(found.given_on)})"
    if found.after:
        yield "now", f"“{one(found.after)}”"
    if not found.why:
        return
    if len(found.places) == 1:
        yield "next", f"reviewer revise {number}  takes the words of now in its place; with a QUOTE, others"
    elif found.places:
        for at, words in enumerate(found.around, 1):
            yield f"place {at}", one(words)
        yield "next", f"reviewer revise {number} --place N  says which of the {len(found.places)} places it is"
    else:
        yield "next", f"reviewer revise {number} QUOTE  where other words say it now; else its verdict stays as it is"


def precedent(found: PrecedentView, policy: Policy) -> str:
    """`2.4, the same words, decided: Refuted by Bo: “the log book”`."""
    how = "decided" if found.decided else "you"
    by = f" by {', '.join(map(one, found.by))}" if found.by else ""
    why = f": “{one(found.why)}”" if found.why else ""
    look = f"; needs another look: {one(found.needs_look)}" if found.needs_look else ""
    return f"{found.number}, {NEARNESS_WORDS[found.nearness]}, {how}: {label(found.value, policy)}{by}{why}{look}"


def answers(given: Iterable[AnswerView]) -> Iterator[str]:
    """`topic: health (you), economy (Bo)`, a line a question."""
    told: dict[str, list[str]] = {}
    for each in given:
        who = "you" if each.mine else one(each.person)
        told.setdefault(each.question, []).append(f"{one(each.value) or 'words erased'} ({who})")
    yield from (f"{one(question)}: {', '.join(words)}" for question, words in told.items())


def numbers(rows: Iterable[ClaimRow]) -> str:
    """`2.1 and 4.3`."""
    return listed([row.number for row in rows])


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def copies(rows: Sequence[ClaimRow]) -> str:
    """`also covers 1 copy: 2.1`."""
    return f"also covers {count(len(rows), 'copy', 'copies')}: {numbers(rows)}" if rows else ""
