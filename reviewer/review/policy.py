"""How many persons a claim wants, how many must say the same, and which of several policies holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from reviewer.model.policy import Policy

_RANGE = 1 << 64


def drawn(policy: Policy, claim: str) -> bool:
    """Whether the claim is among the `double` percent that want a second person.

    The draw depends on seed and claim id only: the same on every machine, in any order, before any verdict.
    """
    seed = f"reviewer-double/1\n{policy.seed}\n{claim}".encode("utf-8", "surrogatepass")
    ticket = int.from_bytes(hashlib.sha256(seed).digest()[:8], "big")
    return ticket * 100 < policy.double * _RANGE


def wanted(policy: Policy, claim: str) -> int:
    """Number of persons whose verdicts the claim wants: `reviews`, and at least 2 where it is drawn."""
    return max(1, policy.reviews, 2 if drawn(policy, claim) else 1)


def quorum(policy: Policy, claim: str) -> int:
    """How many equal verdicts decide the claim; never more than are wanted, all of them where no quorum is set."""
    reviews = wanted(policy, claim)
    return reviews if policy.quorum is None else max(1, min(policy.quorum, reviews))


def stricter(policies: Iterable[Policy]) -> Policy:
    """The stricter of each rule where several policies are current (docs/log.md, rule 2).

    Labels, keys and questions are those of the first. Of two equal `double` shares the lower seed holds, so that the
    answer does not depend on the order in which policies arrived.

    Raises:
        ValueError: without any policy.
    """
    given = list(policies)
    if not given:
        raise ValueError("no policy given")
    widest = max(given, key=lambda policy: (policy.double, -policy.seed))
    quorums = [policy.quorum for policy in given]
    return replace(
        given[0],
        reviews=max(policy.reviews for policy in given),
        double=widest.double,
        seed=widest.seed,
        quorum=None if None in quorums else max(q for q in quorums if q is not None),
        blind=any(policy.blind for policy in given),
        hide_scores=any(policy.hide_scores for policy in given),
        require_evidence=any(policy.require_evidence for policy in given),
        copies=all(policy.copies for policy in given),
    )
