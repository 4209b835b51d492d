"""Verdicts: on one claim, on several at once, on copies with the same words; and what their event records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reviewer.errors import NotAllowed, NotFound
from reviewer.log.event import Event, new_id
from reviewer.model import codec
from reviewer.model.policy import Policy
from reviewer.model.verdict import LABELS, About, Evidence, EvidenceKind, Value
from reviewer.store.database import Database, Draft
from reviewer.workspace.claimview import claim_view
from reviewer.workspace.desk import Blobs, Desk
from reviewer.workspace.precedents import refuse_unasked
from reviewer.workspace.seeing import last_name
from reviewer.workspace.views import ClaimView, MatchView, Receipt

_NEEDS_EVIDENCE = (Value.SUPPORTED, Value.REFUTED, Value.CONFLICTING)


def verdicts(
    desk: Desk,
    claims: Sequence[str],
    value: Value,
    *,
    about: About,
    rationale: str = "",
    private: str = "",
    evidence: Sequence[Evidence] = (),
    copies: bool | None = None,
    heed: bool = False,
    stated: Mapping[str, Any] | None = None,
) -> Receipt:
    """Verdicts on one claim or several, as one act that one undo takes back.

    With the rules' `copies` (or `copies=True`), claims with the same words in articles of the same text get theirs too.

    Raises:
        Departs: `heed`, and it says otherwise than was said of a near-identical claim; nothing was saved.
    """
    views = [claim_view(desk, claim, brief=True) for claim in dict.fromkeys(claims)]
    policy = desk.policy()
    cover = policy.copies if copies is None else copies
    targets = _targets(views, about, cover=cover and stated is None)
    if heed:
        refuse_unasked(views, value, about, policy.labels, also={copy for _, copy in targets if copy})
    if policy.require_evidence and value in _NEEDS_EVIDENCE and not evidence and stated is None:
        views_without = [v for v in views if not any(n.mine and n.evidence for n in (*v.notes, *v.verdicts))]
        if views_without:
            raise NotAllowed(
                "the rules of this project want evidence with such a verdict",
                kept="what you typed is kept as a draft",
                next_step="give the evidence first (e), then the verdict",
            )
    batch = new_id() if len(targets) > 1 else None
    words = {"rationale": rationale, "private": private, "evidence": evidence, "stated": stated, "batch": batch}
    spoken = [_spoken(desk, view, value, about, words, copy) for view, copy in targets]

    def build(_: Database) -> list[Draft]:
        made = [({**data, **_rests_on(desk, data, about, value)}, blobs) for data, blobs in spoken]
        return [desk.draft("verdict", data, blobs) for data, blobs in made]

    left = () if about is About.ATTRIBUTION or stated else _unanswered(views, policy)
    with desk.db.write(prompt=True):
        events = desk.act(build)
        events += reveal_full(desk, [copy or view.row.id for view, copy in targets], about)
        desk.db.local.set(last_name(desk), views[0].row.id)
    return _receipt(views, targets, value, events, batch, left, cover=cover)


def _targets(views: Sequence[ClaimView], about: About, *, cover: bool) -> list[tuple[ClaimView, str | None]]:
    """The claims with the one that each copies, None for those that were judged themselves.

    A copy that I gave the same verdict as the claim goes along where I change my mind.
    """
    targets: list[tuple[ClaimView, str | None]] = [(view, None) for view in views]
    taken = {view.row.id for view in views}
    for view in views if cover else ():
        own = [said.value for said in view.verdicts if said.mine and not said.stated_by and said.about is about]
        mine = own[-1] if own and about is About.CONTENT else None
        for copy in view.copies:
            if copy.id not in taken and copy.mine in (None, mine):
                taken.add(copy.id)
                targets.append((view, copy.id))
    return targets


def _spoken(
    desk: Desk, view: ClaimView, value: Value, about: About, words: Mapping[str, Any], copy: str | None
) -> tuple[dict[str, Any], Blobs]:
    """What one verdict says, and its blobs: all that no act of others can change, so it is made before the lock.

    `copy` is the claim with the same words that it goes to, the view's own without it.
    """
    blobs = Blobs()
    target = copy or view.row.id
    stated = words["stated"]
    data = {
        **place(desk, target),
        "about": about.value,
        "value": blobs.words(value.value),
        "rationale": blobs.some(words["rationale"]),
        "private": blobs.some(words["private"]),
        "evidence": evidence_blobs(desk, blobs, words["evidence"], elsewhere=stated is not None),
        "seen": _seen(blobs, view, target) if stated is None else None,
        "copy_of": view.row.id if copy else None,
        "stated": None if stated is None else {**stated, "name": blobs.words(stated["name"])},
        "batch": words["batch"],
    }
    return data, blobs


def _rests_on(desk: Desk, data: Mapping[str, Any], about: About, value: Value) -> dict[str, Any]:
    """The rest of a verdict's data: the round, rules and words of others that it is given on, inside the lock."""
    claim = data["claim"]
    return {
        "round": desk.db.decisions.state(claims=(claim,)).round(claim, about),
        "policy": desk.policy_hash(),
        "confirms": _confirms(desk, claim, about, value) if data["stated"] is None else None,
    }


def place(desk: Desk, claim: str) -> dict[str, Any]:
    """Which words a verdict is about, so that event and text alone tell."""
    entry = desk.db.corpus.entry(claim)
    if entry is None:
        raise NotFound(f"no claim {claim}")
    span, carried = entry.claim.span, sorted(entry.claim.carried)
    return {
        "claim": claim,
        "version": entry.claim.version,
        "span": [span.start, span.end],
        "carried": [[each.start, each.end] for each in carried],
    }


def evidence_blobs(desk: Desk, blobs: Blobs, evidence: Iterable[Evidence], *, elsewhere: bool = False) -> list[str]:
    """The salted blobs of these pieces of evidence; claims may lie `elsewhere`, else NotFound is raised."""
    names = []
    for piece in evidence:
        claim = piece.claim
        if piece.kind is EvidenceKind.CLAIM and claim and not elsewhere and desk.db.corpus.entry(claim) is None:
            raise NotFound(f"the evidence names a claim that is not here: {claim}")
        names.append(blobs.record("evidence", codec.encode(piece)))
    return names


def _seen(blobs: Blobs, view: ClaimView, target: str) -> str | None:
    """What of other claims was on the screen, None where nothing was."""
    pairs = [seen_pair(match) for match in (*view.matches, *view.inner)]
    if not pairs and target == view.row.id:
        return None
    counts = view.corroboration
    record = {
        "pairs": pairs,
        "counts": {
            "articles": counts.articles,
            "contested": counts.contested,
            "disagree": len(counts.disagree),
            "high": counts.high,
            "low": counts.low,
        },
        "lineage": None,
    }
    return blobs.record("seen", record)


def seen_pair(match: MatchView) -> dict[str, str | None]:
    """A pair as `seen` records it."""
    left, right = match.match.left, match.match.right
    word = match.word.value if match.word else None
    return {"left": left, "right": right, "outcome": match.outcome.value, "word": word}


def _confirms(desk: Desk, claim: str, about: About, value: Value) -> str | None:
    """A stated verdict of mine that an importer brought and that says the same: my own verdict confirms it."""
    state = desk.db.decisions.state(claims=(claim,))
    for said in state.verdicts(claim, about):
        if said.stated and state.opened(said.event) == value.value:
            actor = said.event.data["stated"]["actor"]
            if actor is not None and state.ground.person_of(actor) == desk.person:
                return said.event.hash
    return None


def reveal_full(desk: Desk, claims: Sequence[str], about: About) -> tuple[Event, ...]:
    """Opens blind rounds that are full now; in the transaction that filled them, or when they arrived."""
    made: tuple[Event, ...] = ()
    for claim in claims:
        state = desk.db.decisions.state(claims=(claim,))
        basis = state.to_reveal(claim, about)
        if basis:
            number = state.round(claim, about)
            data = {"claims": [claim], "about": about.value, "round": number, "basis": list(basis), "right": None}
            made += desk.act(lambda _, data=data: [Draft("reveal", data)])  # type: ignore[misc]
    return made


def _unanswered(views: Sequence[ClaimView], policy: Policy) -> tuple[str, ...]:
    left = {name for view in views for name in view.unanswered(policy)}
    return tuple(question.name for question in policy.questions if question.name in left)


def _receipt(
    views: Sequence[ClaimView],
    targets: Sequence[tuple[ClaimView, str | None]],
    value: Value,
    events: tuple[Event, ...],
    batch: str | None,
    left: Sequence[str],
    *,
    cover: bool,
) -> Receipt:
    label = LABELS[value]
    covered = len(targets) - len(views)
    what = f"{label} saved" if len(views) == 1 else f"{label} saved for {len(views)} claims"
    if covered:
        what += f", and for {covered} {'copy' if covered == 1 else 'copies'} with the same words"
    warnings = [f"still to be answered: {', '.join(left)}"] if left else []
    left_out = sum(len(view.differing_copies) for view in views) if cover else 0
    if left_out:
        words = "copy whose words differ was" if left_out == 1 else "copies whose words differ were"
        warnings.append(f"{left_out} {words} left out")
    claims = tuple(copy or view.row.id for view, copy in targets)
    return Receipt(tuple(event.hash for event in events), what, batch or "", tuple(warnings), claims)
