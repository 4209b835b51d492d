"""What the desk's own acts teach: which claims were worth checking, which pairs speak of the same thing.

Worth: a claim that was judged as a claim (supported, refuted, conflicting, not enough evidence) was worth it; one
judged `not_a_claim`, or passed over when its article was signed off, was not. Persons who differ on that teach nothing,
nor do postponed claims (that says when, not whether), copies of a judged sentence, claims cut by hand that nobody
judged, and sealed rounds: in blind work only a revealed round teaches.

Match: pairs of which persons say `agrees` or `contradicts` speak of the same thing, `other_thing` do not; `cannot_tell`
and pairs on which persons differ teach nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reviewer.extract.describing import things_of
from reviewer.extract.teaching import Example
from reviewer.log.state import State
from reviewer.match.score import MEANING, STORY, WORDING, probability, signals
from reviewer.match.side import Side
from reviewer.match.tuning import ONE, Decided
from reviewer.match.weights import Weights
from reviewer.model.arithmetic import ln
from reviewer.model.claim import Extraction
from reviewer.model.comparison import Signal
from reviewer.store.records import ClaimEntry
from reviewer.workspace.desk import Desk
from reviewer.workspace.standing import extraction_of, read_extraction

_ABOUTS = ("content", "attribution")
_TOUCHED = ("verdict", "adjudication", "answer", "note")


def of_worth(desk: Desk) -> list[Example]:
    """Every claim that teaches what is worth checking, by claim id: the same acts give the same list."""
    labels = {claim: worth for claim in _candidates(desk) if (worth := _label(desk, claim)) is not None}
    contexts: dict[str, Extraction] = {}
    found = []
    for entry in _entries(desk, labels):
        claim = entry.claim
        if claim.version not in contexts:
            event = extraction_of(desk, claim.version)
            contexts[claim.version] = read_extraction(desk, event) if event else Extraction((), ())
        things = things_of(claim, desk.text(claim.version), contexts[claim.version])
        found.append(Example(claim.article, things, claim.quote, labels[claim.id]))
    return found


def of_match(desk: Desk) -> list[Decided]:
    """Every pair that teaches how sure a match is, by claim ids.

    Scored with the program's own table of words: the workspace's depends on when it grew.
    """
    weights = Weights()
    words = {pair: word for pair, word in desk.db.decisions.pair_words().items() if word in _MATCHES}
    entries = {e.claim.id: e for e in _entries(desk, {claim for pair in words for claim in pair})}
    found = []
    for (left, right), word in sorted(words.items()):
        if left in entries and right in entries and not _one_article(entries[left], entries[right]):
            reasons = signals(_side(desk, entries[left]), _side(desk, entries[right]), weights)
            found.append(_decided(reasons, match=_MATCHES[word]))
    return found


_MATCHES = {"agrees": True, "contradicts": True, "other_thing": False}


def _decided(reasons: Sequence[Signal], *, match: bool) -> Decided:
    told = [signal for signal in reasons if signal.name not in (STORY, MEANING, WORDING)]
    likely = min(1 - _CERTAIN, max(_CERTAIN, probability(told)))
    copied = sum(signal.weight for signal in reasons if signal.name == WORDING)
    return Decided(round(ONE * ln(likely / (1 - likely))), match, round(ONE * copied))


_CERTAIN = 1e-9
"""Probabilities nearer to 0 or 1 are as good as certain."""


def _one_article(left: ClaimEntry, right: ClaimEntry) -> bool:
    return left.claim.article == right.claim.article


def _side(desk: Desk, entry: ClaimEntry) -> Side:
    return Side.of(entry.claim, desk.text(entry.claim.version))


def _entries(desk: Desk, claims: Iterable[str]) -> Iterator[ClaimEntry]:
    """Those of the claims that stand in a text which is here, by id."""
    known = desk.db.corpus.entries(list(claims))
    for claim in sorted(known):
        version = desk.db.corpus.version(known[claim].claim.version)
        if version is not None and desk.db.has_blob(version.text_sha256):
            yield known[claim]


def _candidates(desk: Desk) -> set[str]:
    """Claims that were judged, and those that a current sign-off passed over."""
    found = set(desk.db.decisions.claims_with_acts(("verdict", "adjudication")))
    for act in desk.db.decisions.acts_of_type("signoff", current=True):
        skipped = act.event.data["skipped"]
        if skipped is not None:
            found.update(desk.db.decisions.state().hash_list(skipped) or ())
    return found


def _label(desk: Desk, claim: str) -> bool | None:
    """Whether the claim was worth checking; None where it teaches nothing."""
    state = desk.db.decisions.state(claims=(claim,))
    for about in _ABOUTS:
        if state.verdicts(claim, about) or state.adjudications(claim, about):
            return _judged(state, claim, about)
    return None if _spoken_of(state, claim) or state.ground.in_force()["blind"] else False


def _judged(state: State, claim: str, about: str) -> bool | None:
    blind = state.rules_of(claim, about)["blind"]
    if blind and not state.closed(claim, about, state.round(claim, about)):
        return None
    values = {state.value(event) for event in state.adjudications(claim, about)} - {None}
    if not values:
        own = [one for one in state.verdicts(claim, about) if not one.stated and one.event.data["copy_of"] is None]
        values = {one.value for one in own} - {None}
    worth = {value != "not_a_claim" for value in values}
    return worth.pop() if len(worth) == 1 else None


def _spoken_of(state: State, claim: str) -> bool:
    """Whether anybody did anything with a claim that was passed over: then it was not merely passed over."""
    return bool(
        any(state.counted_on(name, claim) for name in _TOUCHED)
        or state.givens(claim)
        or state.revisions_to(claim)
        or any(state.postponed(claim, state.person(event)) for event in state.on("postpone", claim))
    )
