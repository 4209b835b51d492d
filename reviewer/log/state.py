"""The one rule that turns a set of events and the present blobs into what holds (docs/log.md, "The rule").

`State` is asked per thing: a claim, an article, a version, a pair. It may hold all events, or only those that concern
the things asked about (`subjects.concerns`), the undo events that touch those, and the global ones: the answers are
the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from reviewer.log import canonical
from reviewer.log.acts import Blobs
from reviewer.log.event import Event
from reviewer.log.ground import Ground
from reviewer.log.register import in_order
from reviewer.log.rounds import Rounds
from reviewer.log.subjects import Subject

GIVES_CLAIMS = ("body", "headline")
"""Classes of blocks whose claims are listed."""
NAMING = ("verdict", "answer", "note", "decision", "adjudication")
"""Types that keep a claim listed though no present extraction has it."""


class State(Rounds):
    """A set of events, and every question that the rule answers about them."""

    @classmethod
    def of(
        cls,
        events: Iterable[Event],
        blobs: Blobs | None = None,
        *,
        home: str | None = None,
        ground: Ground | None = None,
    ) -> State:
        """The state of these events.

        Args:
            events: in any order, duplicates welcome.
            blobs: bytes by sha256, None where absent; without it every value is absent.
            home: log id of this project's own log; without it the only founding log there is.
            ground: the global events, shared and kept up by the caller.
        """
        state = cls(blobs, home=home, ground=ground)
        for event in events:
            state.add(event)
        return state

    # Articles and versions

    def article(self, article: str) -> list[Event]:
        """Current `article` events: key and metadata."""
        return self.current(Subject("article", (article,), own=False))

    def versions(self, article: str) -> list[Event]:
        """Current `version` events of an article."""
        return self.current(Subject("version", (article,), own=False))

    def extraction(self, version: str) -> Event | None:
        """The current extraction: highest extractor version, ties by the lesser blob hash; None where there is none."""
        found = self.on("extraction", version)
        return min(found, key=lambda e: (-e.data["extractor"], e.data["blob"], e.hash), default=None)

    def blocks(self, version: str) -> list[Event]:
        """Current `block` events of a version, all persons, in text order."""
        found = [event for event in self.on("block", version) if self.is_current(event.hash)]
        return sorted(found, key=lambda event: (event.data["span"], event.at, event.hash))

    def block_class(self, version: str, start: int, end: int) -> str | None:
        """The class that persons give to a block; None where nobody said. Where they differ, one that gives claims."""
        events = self.current(Subject("block", (version, f"{start} {end}"), own=True))
        classes = {event.data["class"] for event in events}
        giving = [name for name in GIVES_CLAIMS if name in classes]
        return giving[0] if giving else min(classes, default=None)

    def dates(self, article: str) -> list[Event]:
        """Current `date` events of an article: several where persons differ."""
        return self.current(Subject("date", (article,), own=True))

    def signoffs(self, article: str) -> list[Event]:
        """Current sign-offs of an article."""
        return self.current(Subject("signoff", (article,), own=True))

    def signoff_looks(self, event: Event, is_current: Callable[[str], bool] | None = None) -> tuple[str, ...]:
        """Why a sign-off needs another look: version_changed, basis_absent, basis_changed; () where it stands.

        `is_current` tells of events that this state does not hold; without it those it does not hold count as gone.
        """
        looks = []
        versions = {version.data["version"] for version in self.versions(event.data["article"])}
        if event.data["version"] not in versions:
            looks.append("version_changed")
        basis = self.hash_list(event.data["basis"])
        if basis is None:
            looks.append("basis_absent")
        elif not all(map(is_current or self.is_current, basis)):
            looks.append("basis_changed")
        return tuple(looks)

    def hash_list(self, sha256: str) -> list[str] | None:
        """The ids or hashes in a plain blob (`basis`, `skipped` of a sign-off); None where absent or no list."""
        blob = self.blob(sha256)
        try:
            found = canonical.decode(blob.decode("ascii")) if blob is not None else None
        except ValueError:
            return None
        return found if isinstance(found, list) and all(isinstance(item, str) for item in found) else None

    # Claims

    def givens(self, claim: str) -> list[Event]:
        """Current `given` events of a claim that the project file did not withdraw."""
        found = (event for event in self.on("given", claim) if self.is_current(event.hash))
        return [event for event in found if not event.data["withdrawn"]]

    def revisions_to(self, claim: str) -> list[Event]:
        """Current revisions that made this claim."""
        return [event for event in self._revisions(claim) if event.data["claim"] == claim]

    def revisions_of(self, claim: str) -> list[Event]:
        """Current revisions that put other claims in this one's place.

        Where a revision the other way round stands too (two persons disagree), neither claim is hidden by it.
        """
        back = {old for event in self.revisions_to(claim) for old in event.data["revises"]}
        return [event for event in self._revisions(claim) if event.data["claim"] not in (claim, *back)]

    def revision(self, claim: str, olds: Iterable[str], by: str) -> tuple[list[str], list[str]]:
        """The `revises` and `replaces` of a new revision of `olds` into `claim` by this actor.

        Own revisions that made one of these claims are replaced, so all claims that they name are revised too.
        """
        revises = sorted(set(olds) - {claim})
        while True:
            replaces = self.replaces_for("revise", {"claim": claim, "revises": revises}, by)
            earlier = [event.data for hash_ in replaces if (event := self.get(hash_)) is not None]
            named = {name for data in earlier for name in (data["claim"], *data["revises"])}
            if named <= {claim, *revises}:
                return revises, replaces
            revises = sorted({*revises, *named} - {claim})

    def named(self, claim: str) -> bool:
        """Whether a person's live act keeps the claim listed, whatever extraction says."""
        return bool(self.givens(claim) or self.revisions_to(claim)) or any(self.on(name, claim) for name in NAMING)

    def listed(self, claim: str, *, extracted: bool) -> bool:
        """Whether the claim is listed. `extracted`: it is in the current extraction of a current version, in a block
        that gives claims.
        """  # noqa: D205
        return (extracted or self.named(claim)) and not self.revisions_of(claim)

    def notes(self, claim: str) -> list[Event]:
        """Current notes on a claim, all rounds, all persons."""
        return [event for event in self.on("note", claim) if self.is_current(event.hash)]

    def postponed(self, claim: str, person: str) -> Event | None:
        """The event by which this person postponed the claim, the last one; None where it is not postponed."""
        events = self.current(Subject("postpone", (claim,), own=True), person)
        return next((event for event in reversed(events) if event.data["postponed"]), None)

    def assigned(self, thing: str) -> tuple[str, ...]:
        """Persons to whom a claim or article is assigned, sorted."""
        events = self.current(Subject("assign", (thing,), own=False))
        actors = {event.data["actor"] for event in events} - {None}
        return tuple(sorted({self.ground.person_of(actor) for actor in actors}))

    # Pairs

    def decisions(self, left: str, right: str) -> list[Event]:
        """Current decisions on a pair of claims (sorted ids), all persons."""
        return self.current(Subject("decision", (left, right), own=True))

    def lineages(self, left: str, right: str) -> list[Event]:
        """Current words of persons on the lineage of two articles (sorted ids)."""
        return self.current(Subject("lineage", (left, right), own=True))

    # Adjudication

    def adjudications(self, claim: str, about: str, number: int | None = None) -> list[Event]:
        """Current adjudications of a round: several where they are contested."""
        number = self.round(claim, about) if number is None else number
        return self.current(Subject("adjudication", (claim, about, str(number)), own=False))

    def looks(self, adjudication: Event) -> tuple[str, ...]:
        """Why an adjudication needs another look; () where it stands.

        value_absent, basis_absent (a verdict it rests on is not here), basis_undone, basis_replaced, basis_erased (its
        value is not here), outside_basis (a current verdict of its round that it does not rest on).
        """
        data = adjudication.data
        looks = {self._basis_look(hash_) for hash_ in data["basis"]}
        if self.opened(adjudication) is None:
            looks.add("value_absent")
        said = self.verdicts(data["claim"], data["about"], data["round"])
        if any(not one.stated and one.event.hash not in data["basis"] for one in said):
            looks.add("outside_basis")
        return tuple(sorted(looks - {""}))

    def _basis_look(self, hash_: str) -> str:
        event = self.get(hash_)
        if event is None or event.type not in ("verdict", "adjudication"):
            return "basis_absent"
        if not self.live(hash_):
            return "basis_undone"
        if not self.is_current(hash_):
            return "basis_replaced"
        return "basis_erased" if self.opened(event) is None else ""

    def _revisions(self, claim: str) -> list[Event]:
        return [event for event in self.on("revise", claim) if self.is_current(event.hash)]

    # Everything

    def snapshot(self) -> dict[str, Any]:
        """All that follows, as plain values: equal for equal sets of events and blobs (`canonical.record_sha256`)."""
        return {
            "ignored": {e.hash: why for e in (*self.ground.events(), *self.events()) if (why := self.ignored(e))},
            "live": sorted(e.hash for e in self.events() if self.live(e.hash)),
            "current": sorted(e.hash for e in (*self.ground.events(), *self.events()) if self.is_current(e.hash)),
            "persons": {person: list(self.ground.actors_of(person)) for person in self.ground.persons()},
            "rules": dict(self.ground.in_force()),
            "values": {e.hash: self.value(e) for e in in_order(self._valued()) if not self.ignored(e)},
            "sealed": sorted(e.hash for e in self.events() if self.sealed(e)),
            "claims": {
                claim: self.claim(claim) for claim in sorted({thing for name, thing in self._on if name in _ON_CLAIMS})
            },
        }

    def claim(self, claim: str) -> dict[str, Any]:
        """All that follows for one claim, as plain values."""
        return {
            "named": self.named(claim),
            "listed": self.listed(claim, extracted=False),
            "revised_by": [event.hash for event in self.revisions_of(claim)],
            "assigned": list(self.assigned(claim)),
            "about": {about: self._about(claim, about) for about in ("content", "attribution")},
        }

    def _about(self, claim: str, about: str) -> dict[str, Any]:
        return {
            "round": self.round(claim, about),
            "wanted": self.wanted(claim, about),
            "quorum": self.quorum(claim, about),
            "persons": list(self.persons_in(claim, about)),
            "adjudications": {event.hash: list(self.looks(event)) for event in self.adjudications(claim, about)},
        }

    def _valued(self) -> Iterable[Event]:
        names = ("verdict", "answer", "decision", "lineage", "adjudication")
        return (event for event in self.events() if event.known and event.type in names)


_ON_CLAIMS = (
    "given",
    "revise",
    "verdict",
    "answer",
    "note",
    "decision",
    "adjudication",
    "postpone",
    "reopen",
    "reveal",
)
