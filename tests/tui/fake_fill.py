"""Building the fake workspace: articles of `fake_prose`, claims on their exact words, pairs of every outcome."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal

from reviewer.model.article import BlockClass, Metadata
from reviewer.model.claim import Claim, Claimant, ClaimantRole, ClaimKind, Reason
from reviewer.model.comparison import (
    Direction,
    Outcome,
    Relation,
    Slot,
    SlotName,
)
from reviewer.model.ids import article_id, claim_id, version_id
from reviewer.model.lineage import Lineage, LineageKind, Sign
from reviewer.model.moment import Moment, MomentRole
from reviewer.model.quantity import Bound, Quantity
from reviewer.model.span import Span
from reviewer.model.verdict import Value
from reviewer.workspace.views import (
    ArticleText,
    ArticleView,
    BlockView,
    DecisionView,
    PrecedentView,
    VerdictView,
)
from tests.tui import fake_prose as prose

AT = "2031-03-18T09:30:00Z"


@dataclass
class Item:
    """One claim of the fake, with what people said of it."""

    claim: Claim
    number: str
    verdicts: list[VerdictView] = field(default_factory=list)
    notes: list[VerdictView] = field(default_factory=list)
    adjudications: list[VerdictView] = field(default_factory=list)
    precedents: list[PrecedentView] = field(default_factory=list)
    postponed: str | None = None
    needs_look: str = ""
    gone: bool = False


@dataclass
class Pair:
    left: str
    right: str
    outcome: Outcome
    difference: str
    mine: str
    theirs: str
    lineage: Lineage | None
    score: float
    slots: tuple[Slot, ...]
    direction: Direction = Direction.NONE
    inner: bool = False
    why_not: str = ""
    decisions: list[DecisionView] = field(default_factory=list)


def _number(text: str, words: str, value: str, bound: Bound, head: str, phrase: str, unit: str = "") -> Quantity:
    at = text.index(words)
    return Quantity(Span(at, at + len(words)), Decimal(value), bound, unit, head, phrase)


class Filling:
    """What the fake holds, and how it is filled."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.pairs: list[Pair] = []
        self.by: dict[str, str] = {}
        self.texts: dict[str, ArticleText] = {}

    def _fill(self) -> None:
        storm = self._article("brennick-post/storm.txt", "Brennick Post", "2031-03-15", prose.STORM)
        copy = self._article("coast-daily/berths.txt", "Coast Daily", "2031-03-15", prose.COPY)
        rival = self._article("quay-observer/owners.html", "The Quay Observer", "2031-03-16", prose.RIVAL)
        update = self._article("brennick-post/reopens.txt", "Brennick Post", "2031-03-18", prose.UPDATE)
        council = self._article("sonder-gazette/levy.txt", "Sonder Gazette", "2031-03-17", prose.COUNCIL)
        hostile = self._article("quay/\x1b[31mnotes.txt", "Quay \u202eetaG\u202c", None, prose.HOSTILE)
        self._claims(storm, copy, rival, update, council, hostile)
        self._renumber()
        self._pairs()
        self.items[self.by["council.levy"]].verdicts.append(
            self._said(self.by["council.levy"], Value.SUPPORTED, person="ben", mine=False, rationale="Minutes, page 3.")
        )

    def _article(self, key: str, publisher: str, date: str | None, blocks: list[tuple[BlockClass, str]]) -> str:
        parts, spans, at = [], [], 0
        for cls, words in blocks:
            parts.append(words)
            spans.append(BlockView(Span(at, at + len(words)), cls))
            at += len(words) + 2
        text = "\n\n".join(parts)
        name = article_id(key)
        raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        view = ArticleView(
            id=name,
            number=len(self.texts) + 1,
            key=key,
            metadata=Metadata(title=blocks[0][1], publisher=publisher, date=date, language="en"),
            version=version_id(name, raw, raw),
            reader="plain",
            length=len(text),
            claims=0,
            decided=0,
            in_project=True,
        )
        self.texts[name] = ArticleText(view, text, tuple(spans), ())
        return name

    def _claim(self, name: str, article: str, quote: str, **more: object) -> str:
        text = self.texts[article]
        at = text.text.index(quote)
        return self._claim_at(name, article, Span(at, at + len(quote)), **more)

    def _claim_at(self, name: str, article: str, span: Span, **more: object) -> str:
        text = self.texts[article]
        identity = claim_id(text.article.version, span)
        claim = Claim(
            id=identity,
            article=article,
            version=text.article.version,
            span=span,
            quote=span.of(text.text),
            sentence=span,
            kind=ClaimKind.FACT,
            rule="sentence",
            **more,  # type: ignore[arg-type]
        )
        self.items[identity] = Item(claim, "")
        if name:
            self.by[name] = identity
        else:
            self._renumber()
        return identity

    def _renumber(self) -> None:
        for text in self.texts.values():
            here = [i for i in self.items.values() if i.claim.article == text.article.id]
            used = sum(bool(i.number) for i in here)
            for item in sorted((i for i in here if not i.number), key=lambda i: i.claim.span):
                used += 1
                item.number = f"{text.article.number}.{used}"

    def _who(self, text: str, *links: tuple[ClaimantRole, str, bool]) -> tuple[Claimant, ...]:
        return tuple(
            Claimant(
                role, name, Span(text.index(name), text.index(name) + len(name)) if name in text else None, implicit
            )
            for role, name, implicit in links
        )

    def _claims(self, storm: str, copy: str, rival: str, update: str, council: str, hostile: str) -> None:
        P, A, N = ClaimantRole.PUBLISHER, ClaimantRole.AGENCY, ClaimantRole.INFORMANT
        for tag, article, publisher in (("storm", storm, "Brennick Post"), ("copy", copy, "Coast Daily")):
            text = self.texts[article].text
            chain = self._who(text, (P, publisher, False), (A, "Tidewire", False), (N, "the port authority", False))
            renske = self._who(text, (P, publisher, False), (A, "Tidewire", False), (N, "Odile Renske", True))
            self._claim(
                f"{tag}.boats",
                article,
                "damaged more than 140 moored boats",
                claimants=chain,
                quantities=(
                    _number(text, "more than 140 moored boats", "140", Bound.MORE_THAN, "boats", "moored boats"),
                ),
                moments=(
                    self._moment(text, "on Sunday", "2031-03-13"),
                    self._moment(text, "on Monday", "2031-03-14", said=True),
                ),
                score=0.91,
                reasons=(Reason("names a number", 0.9), Reason("says who said it", 0.4)),
            )
            self._claim(
                f"{tag}.berths",
                article,
                "closed two of the six berths at Brennick harbour",
                claimants=chain,
                quantities=(_number(text, "two of the six berths", "2", Bound.EXACT, "berths", "berths"),),
                score=0.88,
            )
            self._claim(
                f"{tag}.crest",
                article,
                "the eastern breakwater had lost 35 metres of its crest",
                claimants=renske,
                quantities=(_number(text, "35 metres", "35", Bound.EXACT, "metres", "", "metres"),),
                score=0.8,
            )
            self._claim(
                f"{tag}.cost",
                article,
                "Repairs will cost about 4.2 million crowns and take until October",
                claimants=renske,
                quantities=(_number(text, "about 4.2 million crowns", "4200000", Bound.ABOUT, "crowns", "crowns"),),
                moments=(
                    Moment(
                        Span(text.index("until October"), text.index("until October") + 13),
                        MomentRole.HAPPENED,
                        True,
                        None,
                        None,
                        "no year is named",
                    ),
                ),
                score=0.77,
            )
        text = self.texts[storm].text
        self._claim(
            "storm.head",
            storm,
            "Storm closes two berths at Brennick harbour",
            quantities=(_number(text, "two berths", "2", Bound.EXACT, "berths", "berths"),),
        )
        self._claim(
            "storm.passengers",
            storm,
            "Some 9,000 passengers a week cross from Brennick to the island of Sonder in summer.",
            quantities=(_number(text, "Some 9,000 passengers", "9000", Bound.ABOUT, "passengers", "passengers"),),
            score=0.6,
        )
        self._claim(
            "storm.hurt",
            storm,
            "No one was hurt.",
            score=0.5,
            needs_context="“no one” where and when stands in other sentences",
        )
        self._claim(
            "storm.warned",
            storm,
            "The authority had warned boat owners on Saturday evening, twelve hours before the storm.",
            score=0.2,
        )
        text = self.texts[rival].text
        club = self._who(text, (P, "The Quay Observer", False), (N, "the Sonder Yacht Club", False))
        self._claim(
            "rival.berths",
            rival,
            "put four of the six berths at Brennick out of use",
            claimants=club,
            quantities=(_number(text, "four of the six berths", "4", Bound.EXACT, "berths", "berths"),),
            score=0.9,
        )
        self._claim(
            "rival.boats",
            rival,
            "counted 212 damaged boats along the east quay",
            claimants=club,
            quantities=(_number(text, "212 damaged boats", "212", Bound.EXACT, "boats", "damaged boats"),),
            score=0.85,
        )
        self._claim(
            "rival.inspected",
            rival,
            "the breakwater had not been inspected since 2019",
            claimants=self._who(text, (P, "The Quay Observer", False), (N, "Piet Olun", False)),
            score=0.7,
        )
        text = self.texts[update].text
        self._claim(
            "update.one",
            update,
            "One of the two berths that the storm closed at Brennick harbour reopened on Thursday",
            quantities=(_number(text, "One of the two berths", "1", Bound.EXACT, "berths", "berths"),),
            score=0.7,
        )
        self._claim(
            "update.cost",
            update,
            "The breakwater repair will now cost 5.1 million crowns",
            quantities=(_number(text, "5.1 million crowns", "5100000", Bound.EXACT, "crowns", "crowns"),),
            score=0.75,
        )
        text = self.texts[council].text
        self._claim(
            "council.vote",
            council,
            "Sonder council voted 11 to 4 on Wednesday to keep the harbour levy at 3 percent for two more years.",
            score=0.8,
        )
        self._claim(
            "council.levy",
            council,
            "The levy brought in 1.8 million crowns last year",
            quantities=(_number(text, "1.8 million crowns", "1800000", Bound.EXACT, "crowns", "crowns"),),
            score=0.8,
        )
        self._claim("council.fog", council, "Opponents called the levy a tax on fog.", score=0.1)
        text = self.texts[hostile].text
        self._claim(
            "hostile.crane",
            hostile,
            text[text.index("The crane") : text.index("\tIt was")],
            claimants=(Claimant(P, "Quay \u202eetaG\u202c"), Claimant(N, "the \x1b[5moperator", None, True)),
        )
        self._claim("hostile.built", hostile, text[text.index("It was built") :])

    @staticmethod
    def _moment(text: str, words: str, day: str, *, said: bool = False) -> Moment:
        at = text.index(words)
        return Moment(Span(at, at + len(words)), MomentRole.SAID if said else MomentRole.HAPPENED, True, day, day)

    def _pairs(self) -> None:
        by = self.by
        number, head = SlotName.NUMBER, SlotName.HEAD
        wire = Lineage("", "", LineageKind.SAME_TEXT, (Sign("same Tidewire text"),), 0.97)
        none = Lineage("", "", LineageKind.NO_LINK_FOUND, (), 0.04)
        informant = Lineage("", "", LineageKind.SAME_INFORMANT, (Sign("same informant, the port authority"),), 0.21)
        agree = (
            Slot(number, Relation.AGREES, "more than 140", "more than 140"),
            Slot(head, Relation.AGREES, "moored boats", "moored boats"),
        )
        for name in ("boats", "berths", "crest", "cost"):
            quote = self.items[by[f"storm.{name}"]].claim.quote
            self._pair(
                f"storm.{name}", f"copy.{name}", Outcome.SAME, "word for word the same", quote, quote, wire, 0.99, agree
            )
        for tag in ("storm", "copy"):
            self._pair(
                f"{tag}.berths",
                "rival.berths",
                Outcome.CONTRADICTS,
                "two of the six berths · four of the six berths: number differs",
                "closed {two of the six berths at Brennick} harbour",
                "put {four} {of the six berths at Brennick} out of use".replace("{four} {", "four {"),
                none,
                0.81,
                (
                    Slot(number, Relation.DIFFERS, "two", "four", "2 is not 4"),
                    Slot(head, Relation.AGREES, "berths", "berths"),
                    Slot(SlotName.TIME, Relation.AGREES, "2031-03-13", "2031-03-13"),
                    Slot(SlotName.PLACE, Relation.AGREES, "Brennick", "Brennick"),
                ),
            )
            self._pair(
                f"{tag}.boats",
                "rival.boats",
                Outcome.RESTATED,
                "more than 140 moored boats · 212 damaged boats: number agrees (one is a limit)",
                "damaged more than 140 moored {boats}",
                "counted 212 damaged {boats} along the east quay",
                none,
                0.64,
                (
                    Slot(number, Relation.AGREES, "more than 140", "212", "212 lies above 140"),
                    Slot(head, Relation.CANNOT_TELL, "moored boats", "damaged boats"),
                ),
            )
            self._pair(
                f"{tag}.cost",
                "update.cost",
                Outcome.LATER_UPDATE,
                "about 4.2 million crowns · 5.1 million crowns: later figure",
                "Repairs {will cost} about 4.2 {million crowns} and take until October",
                "The breakwater repair {will} now {cost} 5.1 {million crowns}",
                informant,
                0.72,
                (
                    Slot(number, Relation.DIFFERS, "about 4,200,000", "5,100,000", "bounds do not overlap"),
                    Slot(SlotName.TIME, Relation.DIFFERS, "2031-03-14", "2031-03-18", "four days later"),
                ),
                Direction.RIGHT,
            )
            self._pair(
                f"{tag}.berths",
                "update.one",
                Outcome.DIFFERENT_SCOPE,
                "two of the six berths · one of the two: scope differs",
                "closed two of the six {berths} at {Brennick harbour}",
                "One of the two {berths} that the storm closed at {Brennick harbour} reopened on Thursday",
                informant,
                0.55,
                (Slot(SlotName.SCOPE, Relation.DIFFERS, "of the six", "of the two"),),
            )
        self._pair(
            "storm.head",
            "storm.berths",
            Outcome.MORE_SPECIFIC,
            "two berths · two of the six berths: scope",
            "Storm closes {two berths at Brennick harbour}",
            "closed {two} of the six {berths at Brennick harbour}",
            None,
            0.9,
            (Slot(number, Relation.AGREES, "two", "two"),),
            Direction.RIGHT,
            inner=True,
        )
        self._pair(
            "council.levy",
            "storm.cost",
            Outcome.NOT_COMPARABLE,
            "1.8 million crowns · about 4.2 million crowns",
            "The levy brought in 1.8 million {crowns} last year",
            "Repairs will cost about 4.2 million {crowns} and take until October",
            none,
            0.18,
            (),
            why_not="only “million crowns” is shared: income there, cost here",
        )

    def _pair(
        self,
        left: str,
        right: str,
        outcome: Outcome,
        difference: str,
        mine: str,
        theirs: str,
        lineage: Lineage | None,
        score: float,
        slots: tuple[Slot, ...],
        direction: Direction = Direction.NONE,
        *,
        inner: bool = False,
        why_not: str = "",
    ) -> None:
        self.pairs.append(
            Pair(
                self.by[left],
                self.by[right],
                outcome,
                difference,
                mine,
                theirs,
                lineage,
                score,
                slots,
                direction,
                inner,
                why_not,
            )
        )
