"""How many persons a claim wants, how many must say the same, and which of several policies holds.

The rules themselves stand in `log.rules`, where replay needs them; here they are asked with the model's `Policy`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reviewer.log import rules
from reviewer.model.policy import Policy


def drawn(policy: Policy, claim: str) -> bool:
    """Whether the claim is among the `double` percent that want a second person.

    The draw depends on seed and claim id only: the same on every machine, in any order, before any verdict.
    """
    return rules.drawn(_rules(policy), claim)


def wanted(policy: Policy, claim: str) -> int:
    """Number of persons whose verdicts the claim wants: `reviews`, and at least 2 where it is drawn."""
    return rules.wanted(_rules(policy), claim)


def quorum(policy: Policy, claim: str) -> int:
    """How many equal verdicts decide the claim; never more than are wanted, all of them where no quorum is set."""
    return rules.quorum(_rules(policy), claim)


def stricter(policies: Iterable[Policy]) -> Policy:
    """The stricter of each rule where several policies are current (docs/log.md, rule 2).

    Labels, keys and questions are those of the first. Without any policy the defaults hold.
    """
    given = list(policies)
    held = rules.stricter(_rules(policy) for policy in given)
    return replace(given[0] if given else Policy(), **held)


def _rules(policy: Policy) -> rules.Rules:
    return {name: getattr(policy, name) for name in rules.DEFAULTS}
