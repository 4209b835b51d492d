"""Judging in plain mode: verdicts, words, evidence, postponing, signing off, undo and redo."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial

from reviewer.cli import phrases
from reviewer.cli.judging import evidence_of
from reviewer.cli.output import count, one
from reviewer.cli.plain import speech, waiting
from reviewer.cli.plain.moving import step
from reviewer.cli.plain.registry import Act
from reviewer.cli.plain.session import Session
from reviewer.cli.plain.waiting import Waiting
from reviewer.errors import Departs, UsageError
from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Value
from reviewer.workspace.views import MatchView, Receipt, VerdictView

_BEARING: dict[PairWord | Outcome, Stance] = {
    PairWord.AGREES: Stance.SUPPORTS,
    PairWord.CONTRADICTS: Stance.REFUTES,
    Outcome.SAME: Stance.SUPPORTS,
    Outcome.RESTATED: Stance.SUPPORTS,
    Outcome.MORE_SPECIFIC: Stance.SUPPORTS,
    Outcome.CONTRADICTS: Stance.REFUTES,
}
"""How the other claim of a pair bears on this one; anything else is context."""


def say(session: Session, done: Receipt) -> None:
    """An act in words."""
    session.say_all(speech.sentence(words) for words in (one(done.what), *(f"Note: {one(w)}" for w in done.warnings)))


def verdict(session: Session, value: Value, rationale: str) -> None:
    """Judge the claim, or all marked ones, with all that waits for it; then go on."""
    if session.marked:
        marked = session.marked
        done = asked(session, partial(session.workspace.verdicts, marked, value, about=session.about))
        if done is None:
            return
        session.given += len(session.marked)
        session.marked = ()
        say(session, done)
        return
    claim, held = session.at(), waiting.load(session.workspace, session.at(), session.about)
    if rationale:
        held = dataclasses.replace(held, rationale=rationale)
    if not _judge(session, claim, value, held):
        return
    session.given += 1
    session.judged = claim
    session.on()


def asked(session: Session, act: Callable[..., Receipt]) -> Receipt | None:
    """The act, called to heed precedents; where it departs from one, only if the reviewer says so. None: not done."""
    try:
        return act(heed=True)
    except Departs as departs:
        session.say(f"Not saved yet: {one(departs.what)}.")
    if session.ask("Save it all the same? y or n: ").lower() not in ("y", "yes"):
        session.say("Nothing was saved.")
        return None
    return act(heed=False)


def _judge(session: Session, claim: str, value: Value, held: Waiting) -> bool:
    """A verdict with what waits for it, and with words and evidence of an earlier one of mine; whether it is saved."""
    waiting.keep(session.workspace, claim, session.about, held)  # a verdict that fails must not lose the words
    mine = _mine(session)
    if mine is None:
        _ask_first(session)
    done = asked(
        session,
        partial(
            session.workspace.verdict,
            claim,
            value,
            about=session.about,
            rationale=held.rationale or (mine.rationale if mine else ""),
            private=held.private or (mine.private if mine else ""),
            evidence=(*(mine.evidence if mine else ()), *held.evidence),
        ),
    )
    if done is None:
        return False
    waiting.keep(session.workspace, claim, session.about, Waiting())
    say(session, done)
    return True


def _ask_first(session: Session) -> None:
    """The questions of a blind study that wait: the last verdict opens the round, and with it all answers."""
    policy = session.workspace.policy
    if policy.blind and session.about is About.CONTENT:
        for name in session.view().unanswered(policy):
            questions(session, name)


def about(session: Session, _rest: str) -> None:
    """Judge the content, or the attribution."""
    session.about = About.ATTRIBUTION if session.about is About.CONTENT else About.CONTENT
    session.say(speech.question(session.view(), session.about))


def rationale(session: Session, rest: str) -> None:
    """Words that go out with the verdict."""
    words = rest or session.ask("Your rationale, on one line: ")
    if words:
        _add(session, rationale=words)


def private(session: Session, rest: str) -> None:
    """Words that leave only when asked for."""
    words = rest or session.ask("Your private note, on one line: ")
    if words:
        _add(session, private=words)


def evidence(session: Session, rest: str) -> None:
    """Evidence: what was typed, or the match that was gone to."""
    pairs = session.pairs()
    if not rest and session.chosen and pairs:
        item = _of_match(pairs[session.match])
    else:
        words = rest or session.ask("For, against or context, then an address, a file, a claim or words: ")
        if not words:
            return
        item = _typed(session, words)
    session.say(f"Evidence {phrases.evidence(item, session.number_of)}.")
    _add(session, evidence=item)


def _of_match(match: MatchView) -> Evidence:
    """The other claim as evidence, bearing on this one as the pair does: a person's word before the machine's."""
    stance = _BEARING.get(match.word or match.outcome, Stance.CONTEXT)
    return Evidence(EvidenceKind.CLAIM, stance, quote=match.quote, claim=match.row.id, remark=match.publisher or "")


def _typed(session: Session, words: str) -> Evidence:
    stances = {"for": Stance.SUPPORTS, "against": Stance.REFUTES, "context": Stance.CONTEXT}
    first, _, others = words.partition(" ")
    stance = stances.get(first.lower())
    if stance is not None and others:
        return evidence_of(session.workspace, others.strip(), stance)
    return evidence_of(session.workspace, words, Stance.SUPPORTS)


def _add(session: Session, *, rationale: str = "", private: str = "", evidence: Evidence | None = None) -> None:
    """Add to what waits; where a verdict of mine stands, give it again with the addition."""
    claim, mine = session.at(), _mine(session)
    held = waiting.load(session.workspace, claim, session.about)
    held = Waiting(
        rationale or held.rationale,
        private or held.private,
        (*held.evidence, evidence) if evidence is not None else held.evidence,
    )
    if mine is not None and mine.value is not None:
        _judge(session, claim, mine.value, held)
        return
    waiting.keep(session.workspace, claim, session.about, held)
    session.say("Kept. It goes out with your verdict.")


def _mine(session: Session) -> VerdictView | None:
    found = [v for v in session.view().verdicts if v.mine and v.about is session.about]
    return found[-1] if found else None


def note(session: Session, rest: str) -> None:
    """What waits, or what was typed, as a note of its own."""
    claim, held = session.at(), waiting.load(session.workspace, session.at(), session.about)
    if rest:
        held = dataclasses.replace(held, rationale=rest)
    if held.empty:
        raise UsageError("a note needs words", next_step="type them behind the word note")
    done = session.workspace.note(
        claim, about=session.about, rationale=held.rationale, private=held.private, evidence=held.evidence
    )
    waiting.keep(session.workspace, claim, session.about, Waiting())
    say(session, done)


def reveal(session: Session, _rest: str) -> None:
    """Open the blind round of this claim, after asking."""
    session.workspace.check_reveal(session.at(), session.about)
    if session.ask("Everybody will see what was said, for good. Open this blind round? y or n: ") in ("y", "yes"):
        say(session, session.workspace.reveal(session.at(), about=session.about))


def reopen(session: Session, rest: str) -> None:
    """Begin a new round on this claim, for a reason."""
    session.workspace.check_reopen(session.at(), session.about)
    reason = rest or session.ask("Why is it to be judged again? ")
    if reason:
        say(session, session.workspace.reopen(session.at(), about=session.about, reason=reason))


def mark(session: Session, _rest: str) -> None:
    """Mark the claim, or take its mark off, and go on to the next of the list."""
    claim = session.at()
    session.marked = (
        tuple(m for m in session.marked if m != claim) if claim in session.marked else (*session.marked, claim)
    )
    session.say(f"{count(len(session.marked), 'claim')} marked; the next verdict covers them.")
    step(session, 1)


def unmark(session: Session, _rest: str) -> None:
    """All marks off."""
    session.marked = ()
    session.say("No claim is marked.")


def questions(session: Session, rest: str) -> None:
    """Each question of the study in turn with its rule: a value or its key, Enter to leave it as it is."""
    claim, asked = session.at(), session.workspace.policy.questions
    if not asked:
        session.say("This project asks no questions.")
    name, _, value = rest.partition(" ")
    if name and value:
        say(session, session.workspace.answer(claim, name, value.strip()))
        return
    for question in asked:
        if name and name != question.name:
            continue
        values = ", ".join(f"{one(key)} {one(value)}" for value, key in question.values.items())
        session.say(f"{one(question.name)}. {one(question.rule)}".strip())
        word = session.ask(f"{values}: ")
        if word:
            say(session, session.workspace.answer(claim, question.name, word))


def postpone(session: Session, rest: str) -> None:
    """Set the claim aside, or take it up again."""
    claim = session.at()
    if session.view().postponed is not None:
        say(session, session.workspace.resume(claim))
        return
    say(session, session.workspace.postpone(claim, rest))
    session.on()


def postpone_why(session: Session, rest: str) -> None:
    """Set the claim aside and say what it waits for."""
    postpone(session, rest or session.ask("What does it wait for? "))


def signoff(session: Session, _rest: str) -> None:
    """Sign the article off, after asking where claims have no verdict."""
    article = session.view().article
    left = article.claims - article.decided
    if left:
        answer = session.ask(f"{count(left, 'claim')} of “{one(article.title)}” not decided. Sign it off? y or n: ")
        if answer.lower() not in ("y", "yes"):
            session.say("Not signed off.")
            return
    say(session, session.workspace.signoff(article.id))


def undo(session: Session, _rest: str) -> None:
    """Take back the last act, and go to the claim that it was on."""
    _back(session, session.workspace.undo())


def redo(session: Session, _rest: str) -> None:
    """Take back the last undo."""
    _back(session, session.workspace.redo())


def _back(session: Session, done: Receipt) -> None:
    say(session, done)
    back = session.judged if session.judged in done.claims else next(iter(done.claims), session.claim)
    if back != session.claim:
        session.go(back)
    elif not session.here():
        session.on()


ACTS = (
    Act("v", "about", "judge the content (it is so) or the attribution (they said so)", "Verdict", about),
    Act("u", "undo", "take back your last act", "Verdict", undo),
    Act("U", "redo", "take back your last undo", "Verdict", redo),
    Act("t", "rationale", "words that go out with the verdict", "Words and evidence", rationale, "words"),
    Act("T", "private", "a note of your own that leaves only when asked for", "Words and evidence", private, "words"),
    Act(
        "e",
        "evidence",
        "add evidence: for, against or context, then an address, a file, a claim or words; alone behind J, that match",
        "Words and evidence",
        evidence,
        "for https://…",
    ),
    Act("Q", "answer", "answer the questions of the study", "Verdict", questions, "topic health"),
    Act("", "note", "save words as a note of their own, without a verdict", "Words and evidence", note, "words"),
    Act("V", "reveal", "open the blind round of this claim before it is full, as an owner", "Working", reveal),
    Act("Z", "reopen", "open a judged claim again, and say why: a new round begins", "Working", reopen, "why"),
    Act("", "mark", "mark the claim; a verdict then covers all marked ones", "Working", mark),
    Act("", "unmark", "take all marks off", "Working", unmark),
    Act("p", "postpone", "postpone the claim, or take it up again", "Working", postpone, "why"),
    Act("P", "wait", "postpone the claim and say why", "Working", postpone_why, "why"),
    Act("a", "signoff", "sign the article off", "Working", signoff),
)
