"""What tests of the store share: a person who acts on a database, and made-up articles, claims and matches."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reviewer.log import words
from reviewer.log.event import Event, new_id
from reviewer.log.rules import DEFAULTS
from reviewer.model import ids
from reviewer.model.article import Article, Metadata, Origin, Version
from reviewer.model.claim import Claim, Claimant, ClaimantRole, ClaimKind
from reviewer.model.comparison import Comparison, Direction, Match, Outcome, Relation, Signal, Slot, SlotName
from reviewer.model.policy import KEYS
from reviewer.model.quantity import Quantity
from reviewer.model.span import Span
from reviewer.model.verdict import LABELS
from reviewer.store.corpus import ArticleEntry, Changes, IndexedClaim, Stamp
from reviewer.store.database import Database, Draft

VERSION = "v" * 26
PLACES = ("harbour", "bridge", "tower", "market", "school", "canal", "station", "library", "mill", "garden")
DEEDS = ("opened", "closed", "burned", "moved", "grew", "shrank", "reopened", "flooded")


def spans_of(number: int) -> list[int]:
    """The span of the made-up claim with this number in VERSION."""
    return [number * 10, number * 10 + 5]


def claim_of(number: int) -> str:
    """The id of the made-up claim with this number in VERSION."""
    return ids.claim_id(VERSION, Span(*spans_of(number)))


def salted(text: str) -> tuple[str, dict[str, bytes]]:
    """The sha of a salted blob, and the blob under it."""
    blob = words.salted(text)
    return words.sha(blob), {words.sha(blob): blob}


class Desk:
    """One person at one database."""

    def __init__(self, database: Database, name: str | None = None) -> None:
        self.database = database
        self.me = database.founder if name is None else database.actor_named(name, via="flag")

    def append(self, kind: str, data: dict[str, object], blobs: dict[str, bytes] | None = None) -> Event:
        """Appends one event, with `replaces` as it must be where the type has it."""

        def build(database: Database) -> Sequence[Draft]:
            replaces = database.decisions.replaceable(kind, by=self.me, data=data)
            return [Draft(kind, data | {"replaces": list(replaces)}, blobs or {})]

        return self.database.append_with(build, by=self.me, via="os")[0]

    def verdict(
        self, number: int, value: str = "supported", *, rationale: str = "we called them", batch: str | None = None
    ) -> Event:
        """A verdict on a made-up claim."""
        value_sha, value_blob = salted(value)
        why_sha, why_blob = salted(rationale)
        data: dict[str, object] = {
            "claim": claim_of(number),
            "version": VERSION,
            "span": spans_of(number),
            "carried": [],
            "about": "content",
            "round": 1,
            "rationale": why_sha,
            "private": None,
            "evidence": [],
            "value": value_sha,
            "seen": None,
            "policy": None,
            "copy_of": None,
            "stated": None,
            "confirms": None,
            "batch": batch,
        }
        return self.append("verdict", data, value_blob | why_blob)

    def note(self, number: int, text: str = "look at the date") -> Event:
        """A note on a made-up claim."""
        sha, blob = salted(text)
        data: dict[str, object] = {
            "claim": claim_of(number),
            "about": "content",
            "round": 1,
            "rationale": sha,
            "private": None,
            "evidence": [],
            "policy": None,
            "batch": None,
        }
        return self.append("note", data, blob)

    def decide(self, one: int, other: int, outcome: str = "agrees") -> Event:
        """A decision on a pair of made-up claims."""
        left, right = sorted((claim_of(one), claim_of(other)))
        sha, blob = salted(outcome)
        data: dict[str, object] = {
            "left": left,
            "right": right,
            "outcome": sha,
            "rationale": None,
            "seen": None,
            "batch": None,
        }
        return self.append("decision", data, blob)

    def revise(self, number: int, olds: Sequence[int]) -> Event:
        """A revision that makes one made-up claim out of others."""
        sha, blob = salted("as it should be cut")
        data: dict[str, object] = {
            "claim": claim_of(number),
            "version": VERSION,
            "span": spans_of(number),
            "carried": [],
            "kind": "fact",
            "words": sha,
            "source": "hand",
            "file": None,
            "revises": sorted(claim_of(old) for old in olds),
            "batch": None,
        }
        return self.append("revise", data, blob)

    def postpone(self, number: int, *, postponed: bool = True) -> Event:
        """Postpones a made-up claim, or takes it up again."""
        data: dict[str, object] = {"claim": claim_of(number), "postponed": postponed, "reason": None, "batch": None}
        return self.append("postpone", data)

    def undo(self, *events: Event, batch: str | None = None) -> Event:
        """Undoes events or a batch."""
        data = {"undoes": sorted(event.hash for event in events), "batch": batch}
        return self.database.append([Draft("undo", data)], by=self.me, via="os")[0]

    def role(self, actor: str, role: str, *, revoked: bool = False) -> Event:
        """Gives a role, or takes it."""
        right = self.database.decisions.ground().rights.right_for(self.me, "owner")
        return self.append("role", {"actor": actor, "role": role, "revoked": revoked, "right": right})

    def policy(self, **rules: object) -> Event:
        """Sets the house rules."""
        right = self.database.decisions.ground().rights.right_for(self.me, "owner")
        data: dict[str, object] = {
            "rules": {**DEFAULTS, **rules},
            "questions": [],
            "labels": {value.value: label for value, label in LABELS.items()},
            "keys": {value.value: key for value, key in KEYS.items()},
            "file": None,
            "right": right,
        }
        return self.append("policy", data)

    def same_as(self, actor: str) -> Event:
        """Says that another actor is this person."""
        return self.append("actor", {"actor": self.me, "name": None, "same": [actor], "right": None})


def new_batch() -> str:
    """A random batch id."""
    return new_id()


def article_text(number: int, claims: int = 3) -> str:
    """A made-up article: `claims` sentences, one a line, of one place."""
    place = PLACES[number % len(PLACES)]
    lines = [
        f"The {place} {DEEDS[i % len(DEEDS)]} on day {i} after {number + i} people had met." for i in range(claims)
    ]
    return "\n".join(lines)


def make_article(number: int, claims: int = 3, *, text: str | None = None, title: str | None = None) -> Made:
    """An article with a text of lines, each a claim."""
    return Made(number, article_text(number, claims) if text is None else text, title)


class Made:
    """A made-up article with its claims."""

    def __init__(self, number: int, text: str, title: str | None) -> None:
        self.text = text
        self.key = f"articles/{number}.txt"
        self.id = ids.article_id(self.key)
        raw = text.encode()
        self.text_sha256 = ids.digest(raw)
        self.version = ids.version_id(self.id, self.text_sha256, self.text_sha256)
        items = {"title": title or f"Piece {number}", "publisher": "Evening Sheet"}
        self.article = Article(self.id, self.key, Metadata.of(Origin.SHEET, items), (f"alias {number}",))
        self.claims = tuple(self._claims())

    def _claims(self) -> list[IndexedClaim]:
        found, start = [], 0
        for line in self.text.split("\n"):
            span = Span(start, start + len(line))
            start += len(line) + 1
            claim = Claim(
                id=ids.claim_id(self.version, span),
                article=self.id,
                version=self.version,
                span=span,
                quote=line,
                sentence=span,
                kind=ClaimKind.FACT,
                rule="sentence",
                claimants=(Claimant(ClaimantRole.PUBLISHER, "Evening Sheet"),),
                quantities=(Quantity(span, None),) if "people" in line else (),
                score=0.5,
            )
            found.append(IndexedClaim(claim, tuple(line.lower().rstrip(".").split())))
        return found

    def ids(self) -> tuple[str, ...]:
        """Ids of the claims, text order."""
        return tuple(item.claim.id for item in self.claims)

    def entry(self, *, rank: int = 0, in_project: bool = True) -> ArticleEntry:
        """As it is put into the corpus."""
        sha = self.text_sha256
        return ArticleEntry(
            self.article, Version(self.version, self.id, sha, sha, "plain", "1", self.text), in_project, rank
        )

    def put(self, database: Database, *, rank: int = 0, claims: Sequence[IndexedClaim] | None = None) -> Changes:
        """Into the corpus with all its claims (or these)."""
        database.put_blobs({self.text_sha256: self.text.encode()})
        database.corpus.put_article(self.entry(rank=rank))
        return database.corpus.replace_article_claims(
            self.id, Stamp(self.version, 1), self.claims if claims is None else claims
        )


def make_match(
    one: str,
    other: str,
    *,
    score: float = 0.6,
    outcome: Outcome = Outcome.SAME,
    inner: bool = False,
    offered: bool = True,
) -> Match:
    """A match of two claims."""
    left, right = sorted((one, other))
    slots = (Slot(SlotName.NUMBER, Relation.AGREES, "5", "5"),)
    comparison = Comparison(left, right, outcome, Direction.NONE, slots, (SlotName.NUMBER,))
    return Match(left, right, score, (Signal("words", 0.5, 1.0),), comparison, 1, inner, offered)


def new_database(folder: Path, name: str = "Ana") -> Database:
    """A database of its own in a folder."""
    return Database.create_or_open(folder / "db" / "reviewer.db", name=name)
