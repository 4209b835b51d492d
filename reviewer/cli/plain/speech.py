"""A claim, a pair, a list in short sentences that read well aloud, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.cli import phrases
from reviewer.cli.output import count, one
from reviewer.cli.plain.waiting import Waiting
from reviewer.model.claim import Claimant
from reviewer.model.lineage import Corroboration, naming
from reviewer.model.policy import Policy
from reviewer.model.span import Span
from reviewer.model.verdict import About, Value
from reviewer.workspace.views import Appearance, ArticleText, ClaimRow, ClaimView, ClusterView, MatchView, UpdateReport

FIRST_MATCHES = 3
"""Matches told with a claim; the others are told one by one."""
FIRST_PRECEDENTS = 3
"""Similar claims told with a claim; `reviewer show` has all."""
_CONTEXT = 400
"""Characters of a paragraph told around a claim."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a claim is told from. `known`: its paragraph was just told, with the claim before."""

    view: ClaimView
    text: ArticleText
    about: About
    waiting: Waiting
    policy: Policy
    known: bool = False
    number_of: phrases.NumberOf = phrases.by_id


def claim(told: Telling) -> Iterator[str]:
    """A claim: its words, who says so, what differs elsewhere, its context, what was said of it, the question."""
    view, policy = told.view, told.policy
    row = view.row
    yield f"Claim {row.number}, {source(view)}, {phrases.state(row, policy)}."
    yield f"“{one(row.quote)}”"
    yield from changed(view, policy, told.number_of)
    if row.carried:
        yield f"Read it with: “{one(row.carried)}”."
    yield who(view.claim.claimants)
    yield from dates(view)
    yield sources(view.corroboration)
    yield from matches(view)
    yield from context(view, told.text, known=told.known)
    yield from judged(view, policy, told.number_of)
    yield from questions(view, policy)
    yield from (f"Precedent: {phrases.precedent(found, policy)}." for found in view.precedents[:FIRST_PRECEDENTS])
    yield from held(view, told.waiting, policy, told.number_of)
    yield question(view, told.about)


def changed(view: ClaimView, policy: Policy, number_of: phrases.NumberOf) -> Iterator[str]:
    """What became of a claim whose words are no longer those of the text, and which key takes the words of now."""
    for change in view.changes:
        if not change.telling:
            continue
        if not change.why:
            yield f"In {one(change.given_on)} it read: “{one(change.before)}”"
            for said in change.said:
                yield f"Said of that: {phrases.said(said, policy, number_of)}."
            continue
        yield f"These are the words of {one(change.given_on)}."
        if change.after:
            yield f"In the present text: “{one(change.after)}” A capital C takes these words in its place."
        elif change.places:
            yield f"They stand at {len(change.places)} places now. A capital C and a number says which it is."
            for number, words in enumerate(change.around, 1):
                yield f"Place {number}: {one(words)}"
        else:
            yield "Nothing like them stands in the present text. b and other words of it takes those in its place."


def source(view: ClaimView) -> str:
    """Publisher or title, and date."""
    metadata = view.article.metadata
    date = f" of {one(metadata.date)}" if metadata.date else ""
    return one(metadata.publisher or view.article.title) + date


def who(claimants: Sequence[Claimant]) -> str:
    """Who says so, as in `Harbour Courier says so, on the word of Mara Teld`."""
    if not claimants:
        return "Who says so is not known."
    first, others = one(claimants[0].name), [_on_the_word(link) for link in claimants[1:]]
    return f"{first} says so" + "".join(f", on the word {name}" for name in others) + "."


def _on_the_word(link: Claimant) -> str:
    words = f"of {one(link.name)}" + (", though which one is open" if link.open else "")
    return f"probably {words}" if link.implicit else words


def dates(view: ClaimView) -> Iterator[str]:
    """Each date of a claim, or why it is open."""
    for told in phrases.dates(view, ", that is "):
        yield f"{told[:1].upper()}{told[1:]}."


def sources(value: Corroboration) -> str:
    """How many say it, as in `3 articles, 2 origins. 1 disagrees on: number`."""
    parts = phrases.corroboration(value).split(" · ")
    agree = [part for part in parts if "disagree" not in part]
    return ". ".join(words for words in (", ".join(agree), ", ".join(parts[len(agree) :])) if words) + "."


def matches(view: ClaimView) -> Iterator[str]:
    """The first matches in a sentence each, or the nearest look-alike and why it is none."""
    for check in view.checked:
        yield f"{one(check.line[:1].upper() + check.line[1:])}. What was checked: “{one(check.quote)}”."
    if not view.matches:
        nobody = phrases.nobody(view)
        yield f"{nobody[:1].upper()}{nobody[1:]}."
        if view.lookalike is not None:
            near = view.lookalike
            why = one(near.match.why_not) or "too little in common"
            yield f"Nearest is {near.row.number}, “{one(near.quote)}”: {why}."
    for i, match in enumerate(view.matches[:FIRST_MATCHES], 1):
        yield f"Match {i}: {brief(match)}"
    more = len(view.matches) - FIRST_MATCHES
    if more > 0:
        yield f"And {count(more, 'more match', 'more matches')}. Capital J reads them one by one."
    for match in view.inner:
        yield f"In the same article: {brief(match)}"


def brief(match: MatchView) -> str:
    """A match in one sentence: which claim, whose, what it does, what differs."""
    where = "" if match.match.inner else f", {one(match.publisher or match.title)}"
    return f"{match.row.number}{where}, {phrases.match_word(match)}.{differing(match.difference)}"


def differing(words: str) -> str:
    """What differs as a sentence of its own, a blank before it; "" where nothing does."""
    told = one(words).replace(" · ", ", against ")
    return f" {told[:1].upper()}{told[1:]}." if told else ""


def pair(match: MatchView, number: int, of: int) -> Iterator[str]:
    """A match with its words, where the articles come from, and what people decided."""
    yield f"Match {number} of {of}: {brief(match)}"
    yield f"“{one(match.quote)}”"
    if match.lineage is not None and not match.match.inner:
        yield f"The two articles: {phrases.lineage(match.lineage, match.origins)}."
        for sign in match.lineage.signs[:2]:
            yield f"Sign: {one(sign.words)}."
    for decision in match.decisions:
        by = "You" if decision.mine else one(decision.person)
        yield f"{by} decided: {phrases.PAIRS[decision.word]}." + (
            f" “{one(decision.rationale)}”" if decision.rationale else ""
        )


def slot(label: str, relation: str, mine: str, theirs: str) -> str:
    """One thing that two claims speak of: `Number: differs. Here 2,400 people, there 1,900 people`."""
    words = f"Both: {mine}" if mine == theirs else f"Here {mine or 'nothing'}, there {theirs or 'nothing'}"
    return f"{label[:1].upper()}{label[1:]}: {relation}. {words}."


def appearances(found: ClusterView, *, scores: bool) -> Iterator[str]:
    """Every appearance of a claim, origin by origin, then what holds the loosest one."""
    if found.corroboration is not None:
        yield sources(found.corroboration)
    for origin in found.origins:
        several = len(origin.articles) > 1
        why = f", one vote: {one(origin.why)}" if several else ""
        yield f"Origin {origin.number}: {count(len(origin.articles), 'article')}{why}." + (
            "" if origin.asserts else " It does not say this, so it is not counted."
        )
        for each in found.appearances:
            if each.origin == origin.number:
                yield _appearance(each)
    if found.weakest is not None:
        link = found.weakest
        told = f" Score {link.score:.2f}." if scores else ""
        yield f"The weakest link: {link.left} and {link.right}.{differing(link.difference)}{told}"
    if not found.whole:
        yield "The story is larger; only its nearest part was looked at."


def _appearance(each: Appearance) -> str:
    day = f", {one(each.date)}" if each.date else ""
    where = f"{each.row.number}, {one(each.publisher or each.title)}{day}"
    if each.match is None:
        return f"{where}: the claim itself. “{one(each.row.quote)}”"
    same = all(piece.same for piece in (*each.match.mine, *each.match.theirs))
    words = "" if same else f" “{one(each.row.quote)}”"
    return f"{where}: {phrases.match_word(each.match)}.{differing(each.match.difference)}{words}"


def sign(words: str, left: int, right: int) -> str:
    """A sign of how two articles are related, the two by their numbers."""
    told = one(words).replace(" · ", ", ")
    return f"Sign: {naming(told, f'article {left}', f'article {right}')}."


def paragraph(view: ClaimView, text: ArticleText) -> Span | None:
    """The paragraph that a claim stands in."""
    return next((b.span for b in text.blocks if b.span.contains(view.claim.span)), None)


def context(view: ClaimView, text: ArticleText, *, known: bool = False) -> Iterator[str]:
    """Why a claim cannot stand alone, and the paragraph that it stands in (not again where it is known)."""
    if view.claim.needs_context:
        yield f"Needs context: {one(view.claim.needs_context)}."
    block = paragraph(view, text)
    if block is not None and not known and len(block) > len(view.claim.span) + 1:
        yield f"It stands in: “{one(around(text.text, block, view.claim.span))}”"


def around(text: str, block: Span, span: Span) -> str:
    """The paragraph, or as much of it around the claim as reads in one breath, cut between words."""
    if len(block) <= _CONTEXT:
        return block.of(text)
    room = max(0, _CONTEXT - len(span)) // 2
    start, end = max(block.start, span.start - room), min(block.end, span.end + room)
    if start > block.start:
        start = text.find(" ", start, span.start) + 1 or span.start
    if end < block.end:
        found = text.rfind(" ", span.end, end)
        end = found if found > 0 else span.end
    return ("… " if start > block.start else "") + text[start:end] + (" …" if end < block.end else "")


def judged(view: ClaimView, policy: Policy, number_of: phrases.NumberOf) -> Iterator[str]:
    """What was said of a claim, and why it was opened again."""
    for opened in view.reopened:
        yield f"Reopened, {phrases.reopening(opened)}."
        yield from (f"Said before: {phrases.said(said, policy, number_of)}." for said in opened.said)
    for said in (*view.adjudications, *view.verdicts, *view.notes):
        about = " on the attribution" if said.about is About.ATTRIBUTION else ""
        yield f"Said{about}: {phrases.said(said, policy, number_of)}."


def questions(view: ClaimView, policy: Policy) -> Iterator[str]:
    """Answers so far, and how many questions of the study wait."""
    for told in phrases.answers(view.answers):
        yield f"Answered, {told}."
    left = view.unanswered(policy)
    if left:
        yield f"To be answered: {', '.join(map(one, left))}. Capital Q asks."


def held(view: ClaimView, waiting: Waiting, policy: Policy, number_of: phrases.NumberOf) -> Iterator[str]:
    """What stands out about the claim itself, and what waits for the verdict."""
    if view.postponed is not None:
        yield "It is postponed" + (f": {one(view.postponed)}." if view.postponed else ".")
    if view.revised_by:
        yield "It was revised: a later cut of these words is listed."
    if view.copies and policy.copies:
        yield f"Your verdict also covers {count(len(view.copies), 'copy', 'copies')}: {phrases.numbers(view.copies)}."
    if view.differing_copies and policy.copies:
        yield f"Not covered, since the words differ: {phrases.numbers(view.differing_copies)}."
    if waiting.rationale:
        yield f"Your rationale waits for the verdict: “{one(waiting.rationale)}”"
    if waiting.private:
        yield f"Your private note waits: “{one(waiting.private)}”"
    for item in waiting.evidence:
        yield f"Your evidence waits: {phrases.evidence(item, number_of)}."


def sentence(words: str) -> str:
    """Words with the stop that a voice needs at their end."""
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."


def question(view: ClaimView, about: About) -> str:
    """What is asked; the words of the claim were just said, so the content is asked for briefly."""
    return "Is it so?" if about is About.CONTENT else one(view.questions.get(about, "Did they say so?"))


def verdict_keys(policy: Policy) -> str:
    """The keys and their words, as in `s Supported, r Refuted`."""
    return ", ".join(f"{policy.keys[value]} {phrases.label(value, policy)}" for value in Value)


def row(item: ClaimRow, policy: Policy) -> str:
    """A claim of a list in one sentence."""
    return f"{item.number}, {phrases.state(item, policy)}: “{one(item.words)}”"


def report(done: UpdateReport) -> Iterator[str]:
    """What bringing the workspace up to date did."""
    parts = [(done.added, "new"), (done.changed, "changed"), (done.unchanged, "unchanged"), (done.left, "gone")]
    told = ", ".join(f"{many:,} {words}" for many, words in parts if many) or "none"
    yield f"Articles: {told}. {count(done.claims, 'claim')}, {count(done.matches, 'match', 'matches')}."
    if done.carried:
        yield f"{count(done.carried, 'judged claim')} with the same words in a new text; the verdicts go along."
    if done.reworded:
        yield f"{count(done.reworded, 'judged claim')} on changed words; each says what changed when you come to it."
    for skipped in done.skipped:
        yield f"Skipped {one(skipped.path)}: {one(skipped.reason)}."
    for words in (*done.unanchored, *done.warnings):
        yield f"Note: {one(words)}."
