"""Rounds of judging: under which rules, how many are in, what is sealed and what was said (docs/log.md, 6, 7, 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reviewer.errors import TamperedError
from reviewer.log import rules, words
from reviewer.log.acts import Acts
from reviewer.log.event import Event
from reviewer.log.kinds import KEPT, PLAIN
from reviewer.log.records import LINEAGES, PAIR_WORDS
from reviewer.log.register import in_order
from reviewer.log.subjects import STATED, Subject
from reviewer.log.types import VALUES, blobs

_VALUES = {
    "verdict": ("value", VALUES),
    "adjudication": ("value", VALUES),
    "answer": ("value", ()),
    "decision": ("outcome", PAIR_WORDS),
    "lineage": ("outcome", LINEAGES),
}
_STRICTEST = {**rules.DEFAULTS, "blind": True}


@dataclass(frozen=True, slots=True)
class Said:
    """A current verdict. `value` None: sealed, erased, withheld or absent.

    `stated`: brought by an importer for somebody else, and not counted; `confirmed`: that person said it too.
    """

    event: Event
    person: str
    value: str | None
    sealed: bool
    stated: bool = False
    confirmed: bool = False


class Rounds(Acts):
    """What follows for the rounds of (claim, about)."""

    def round(self, claim: str, about: str) -> int:
        """The present round: 1, or the highest that a live `reopen` names."""
        rounds = [e.data["round"] for e in self._on.get(("reopen", claim), ()) if self._reopens(e, about)]
        return max(rounds, default=1)

    def reopenings(self, claim: str, about: str) -> list[Event]:
        """Those that began the present round, in order of arrival; of the first round none."""
        number = self.round(claim, about)
        return [e for e in self._on.get(("reopen", claim), ()) if e.data["round"] == number and self._reopens(e, about)]

    def rules_of(self, claim: str, about: str, number: int | None = None) -> rules.Rules:
        """The rules of a round: the stricter of those that its verdicts name; those in force where it has none."""
        number = self.round(claim, about) if number is None else number
        named = [self._rules_named(event) for event in self._counted_verdicts(claim, about, number)]
        return rules.stricter(named) if named else self.ground.in_force()

    def wanted(self, claim: str, about: str, number: int | None = None) -> int:
        """Number of persons whose verdicts the round wants."""
        return rules.wanted(self.rules_of(claim, about, number), claim)

    def quorum(self, claim: str, about: str, number: int | None = None) -> int:
        """Number of equal verdicts that decide the round."""
        return rules.quorum(self.rules_of(claim, about, number), claim)

    def persons_in(self, claim: str, about: str, number: int | None = None) -> tuple[str, ...]:
        """Persons with a current verdict of their own in the round, sorted."""
        number = self.round(claim, about) if number is None else number
        return tuple(sorted({self.person(event) for event in self._verdicts(claim, about, number)}))

    def closed(self, claim: str, about: str, number: int) -> bool:
        """Whether a reveal opened the round: an owner's, or one that rests on as many persons as were wanted."""
        reveals = self._on.get(("reveal", claim), ())
        return any(
            e.data["about"] == about and e.data["round"] == number and self.live(e.hash) and self._opens(e, claim)
            for e in reveals
        )

    def to_reveal(self, claim: str, about: str) -> tuple[str, ...]:
        """The verdicts on which a reveal of the present round would rest; () while it is not blind, full and closed."""
        number = self.round(claim, about)
        verdicts = self._verdicts(claim, about, number)
        if not any(self.sealed(event) for event in verdicts):
            return ()
        full = len({self.person(event) for event in verdicts}) >= self.wanted(claim, about, number)
        return tuple(sorted(event.hash for event in verdicts)) if full else ()

    def sealed(self, event: Event) -> bool:
        """Whether the words of an act are given to nobody else: what it judges is in a blind round that is still open.

        A decision on a pair rests on the rounds of both claims, a postponement on that of its claim.
        """
        if event.type == "decision":
            return any(self.blind(event.data[side]) for side in ("left", "right"))
        if event.type == "postpone":
            return self.blind(event.data["claim"])
        if event.type not in ("verdict", "answer", "note"):
            return False
        claim, number = event.data["claim"], event.data["round"]
        about = event.data.get("about", "content")
        return (self._rules_named(event)["blind"] or self._blind(claim, about, number)) and not self.closed(
            claim, about, number
        )

    def blind(self, claim: str, about: str = "content") -> bool:
        """Whether the present round is blind and still open; the rules in force tell where nobody has judged yet."""
        number = self.round(claim, about)
        return bool(self.rules_of(claim, about, number)["blind"]) and not self.closed(claim, about, number)

    def value(self, event: Event) -> str | None:
        """The value of a verdict, answer, decision, lineage or adjudication; None where sealed, absent or unknown."""
        return None if self.sealed(event) else self.opened(event)

    def opened(self, event: Event) -> str | None:
        """The value as it stands in its blob, sealed or not: for its author, and for the program's own counts."""
        field, known = _VALUES[event.type]
        blob = self.blob(event.data[field])
        if blob is None:
            return None
        try:
            value = words.open(blob)
        except TamperedError:
            return None
        return value if not known or value in known else None

    def withheld(self, event: Event) -> tuple[str, ...]:
        """Blobs of the event that must not be handed out while its round is sealed."""
        if not self.sealed(event):
            return ()
        return tuple(sha for _, sha, kind in blobs(event.type, event.data) if kind not in (PLAIN, KEPT))

    def verdicts(self, claim: str, about: str, number: int | None = None) -> tuple[Said, ...]:
        """All current verdicts of a round in time order, stated ones among them."""
        number = self.round(claim, about) if number is None else number
        own, stated = self._verdicts(claim, about, number), self._verdicts(claim, about, number, STATED)
        return tuple(self._said(event, own) for event in in_order([*own, *stated]))

    def answers(self, claim: str, question: str, number: int | None = None) -> tuple[Said, ...]:
        """All current answers to a question of a study in a round, in time order."""
        number = self.round(claim, "content") if number is None else number
        events = self.current(Subject("answer", (claim, question, str(number)), own=True))
        return tuple(Said(e, self.person(e), self.value(e), self.sealed(e)) for e in events)

    def _said(self, event: Event, own: Iterable[Event]) -> Said:
        stated = event.data["stated"] is not None
        confirmed = stated and any(self._confirms(other, event) for other in own)
        return Said(
            event, self.person(event), self.value(event), self.sealed(event), stated=stated, confirmed=confirmed
        )

    def _confirms(self, own: Event, stated: Event) -> bool:
        if own.data["confirms"] != stated.hash or self.opened(own) != self.opened(stated):
            return False
        actor = stated.data["stated"]["actor"]
        return actor is None or self.ground.person_of(actor) == self.person(own)

    def _verdicts(self, claim: str, about: str, number: int, stated: str = "") -> list[Event]:
        return self.current(Subject("verdict", (claim, about, str(number), stated), own=True))

    def _counted_verdicts(self, claim: str, about: str, number: int) -> list[Event]:
        register = self._by_subject.get(Subject("verdict", (claim, about, str(number), ""), own=True), ())
        return [event for event in register if self.live(event.hash)]

    def _blind(self, claim: str, about: str, number: int) -> bool:
        return any(self._rules_named(event)["blind"] for event in self._counted_verdicts(claim, about, number))

    def _rules_named(self, event: Event) -> rules.Rules:
        """The rules that a verdict, answer or note was given under."""
        named = event.data["policy"]
        if named is None:
            return rules.DEFAULTS
        policy = self.get(named)
        if policy is None or policy.type != "policy":
            return _STRICTEST  # rules that nobody can read here: nothing is given away
        found: rules.Rules = policy.data["rules"]
        return self.ground.in_force() if self.ground.ignored(policy) else found

    def _opens(self, reveal: Event, claim: str) -> bool:
        if reveal.data["right"] is not None:
            return True
        about, number = reveal.data["about"], reveal.data["round"]
        key = ("verdict", (claim, about, str(number), ""), True)
        basis = set(reveal.data["basis"])
        events = [e for e in self._by_subject.get(Subject(*key), ()) if e.hash in basis and not self.ignored(e)]
        wanted = rules.wanted(rules.stricter(map(self._rules_named, events)), claim)
        return len({self.person(event) for event in events}) >= wanted

    def _reopens(self, event: Event, about: str) -> bool:
        return event.data["about"] == about and self.live(event.hash)
