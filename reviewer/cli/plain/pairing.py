"""Pairs in plain mode: going through them, hearing both sides, deciding."""

from __future__ import annotations

from reviewer.cli import phrases
from reviewer.cli.output import one
from reviewer.cli.plain import speech
from reviewer.cli.plain.judging import say
from reviewer.cli.plain.registry import Act, Run
from reviewer.cli.plain.session import Session
from reviewer.cli.words import one_of
from reviewer.errors import UsageError
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import LineageKind
from reviewer.workspace.views import MatchView


def next_match(session: Session, _rest: str) -> None:
    """The next match; the first call reads the first one."""
    _read(session, session.match + 1 if session.chosen else 0)


def previous_match(session: Session, _rest: str) -> None:
    """The match before."""
    _read(session, session.match - 1 if session.chosen else 0)


def _read(session: Session, wanted: int) -> None:
    pairs = _pairs(session)
    if not 0 <= wanted < len(pairs):
        session.say("That was the last match." if wanted > 0 else "That was the first match.")
        return
    session.match, session.chosen = wanted, True
    session.say_all(speech.pair(pairs[wanted], wanted + 1, len(pairs)))


def _pairs(session: Session) -> tuple[MatchView, ...]:
    pairs = session.pairs()
    if not pairs:
        raise UsageError("nobody else here speaks of this claim")
    return pairs


def both(session: Session, _rest: str) -> None:
    """Both claims, each in its paragraph, and slot by slot what agrees."""
    pairs, view = _pairs(session), session.view()
    match = pairs[session.match]
    session.chosen = True
    session.say(f"This claim, {speech.source(view)}: “{one(view.row.quote)}”")
    session.say_all(speech.context(view, session.text(view)))
    session.say_all(speech.pair(match, session.match + 1, len(pairs)))
    other = session.workspace.claim(match.row.id)
    session.say(speech.who(other.claim.claimants))
    session.say_all(speech.context(other, session.text(other)))
    for slot, mine, theirs in phrases.sides(match):
        session.say(speech.slot(slot.label, phrases.RELATIONS[slot.relation], mine, theirs))


def appearances(session: Session, _rest: str) -> None:
    """All appearances of the claim over the articles, by origin, in order of time."""
    view = session.workspace.cluster(session.at())
    if len(view.appearances) < 2:
        session.say("It stands in this one place only.")
        return
    session.say_all(speech.appearances(view, scores=not session.workspace.policy.hide_scores))


def relations(session: Session, _rest: str) -> None:
    """How this article is related to the others, with the signs of it."""
    here = session.view().row.article
    names = {view.id: view for view in session.workspace.articles()}
    found = session.workspace.lineages(here)
    if not found:
        session.say("There is no other article here to compare it with.")
    kinds = list(LineageKind)
    for each in sorted(found, key=lambda each: (kinds.index(each.kind), -each.share)):
        left, right = names[each.left], names[each.right]
        other = right if each.left == here else left
        name = one(other.metadata.publisher or other.title)
        session.say(f"Article {other.number}, {name}: {phrases.lineage(each)}.")
        session.say_all(speech.sign(sign.words, left.number, right.number) for sign in each.signs[:2])


def lineage(session: Session, rest: str) -> None:
    """How the articles of the match we are at are related."""
    match = _pairs(session)[session.match]
    if match.match.inner:
        raise UsageError("both claims stand in one article")
    word = rest or session.ask(f"How are the two articles related ({', '.join(LineageKind)})? ")
    if word:
        kind = one_of(LineageKind, word, "a lineage")
        here = session.view().row.article
        say(session, session.workspace.set_lineage(here, match.row.article, kind))


def decider(word: PairWord) -> Run:
    """The act that decides the match we are at."""

    def decide(session: Session, rest: str) -> None:
        pairs = _pairs(session)
        match = pairs[session.match]
        if not session.chosen and len(pairs) > 1:
            _read(session, 0)
            raise UsageError("there are several matches", next_step="J goes through them; decide the one just read")
        say(session, session.workspace.decide(session.at(), match.row.id, word, rest))

    return decide


def again(session: Session, rest: str) -> None:
    """Takes back what I said of the match we are at."""
    del rest
    match = _pairs(session)[session.match]
    say(session, session.workspace.open_pair(session.at(), match.row.id))


ACTS = (
    Act("J", "match", "read the next match", "Matches", next_match),
    Act("K", "matchback", "read the match before", "Matches", previous_match),
    Act("m", "compare", "both claims, each in its paragraph", "Matches", both),
    Act("M", "appearances", "all appearances of the claim, origin by origin", "Matches", appearances),
    Act("L", "sources", "which articles this one is related to, and why we think so", "Matches", relations),
    Act("", "lineage", "say how the two articles of the match are related", "Matches", lineage, "independent"),
    Act("=", "agrees", "the pair agrees", "Matches", decider(PairWord.AGREES), "why"),
    Act("!", "contradicts", "the pair contradicts", "Matches", decider(PairWord.CONTRADICTS), "why"),
    Act("x", "other", "the pair speaks of different things", "Matches", decider(PairWord.OTHER_THING), "why"),
    Act("~", "untold", "nobody can tell from these words", "Matches", decider(PairWord.CANNOT_TELL), "why"),
    Act("", "openagain", "take back what you said of the pair: it is asked again", "Matches", again),
)
