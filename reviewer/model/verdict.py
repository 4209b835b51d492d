"""What people say of claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Value(StrEnum):
    """The five verdicts. Ids are fixed; labels and keys can be changed in the project file.

    The first four are those of AVeriTeC (Schlichtkrull et al. 2023) and export to ClaimReview `alternateName`.
    """

    SUPPORTED = "supported"
    REFUTED = "refuted"
    CONFLICTING = "conflicting"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    NOT_A_CLAIM = "not_a_claim"


LABELS = {
    Value.SUPPORTED: "Supported",
    Value.REFUTED: "Refuted",
    Value.CONFLICTING: "Conflicting evidence",
    Value.NOT_ENOUGH_EVIDENCE: "Not enough evidence",
    Value.NOT_A_CLAIM: "Not a claim",
}
DEFINITIONS = {
    Value.SUPPORTED: "Evidence that we name, and that does not itself rest on this article, shows that it is so.",
    Value.REFUTED: "Evidence that we name shows that it is not so.",
    Value.CONFLICTING: "Good evidence stands on both sides, or the claim leaves out what turns its meaning.",
    Value.NOT_ENOUGH_EVIDENCE: "We looked, and what we found neither shows nor refutes it.",
    Value.NOT_A_CLAIM: "Not a statement of fact that could be checked: opinion, question, page furniture, broken cut.",
}


DIFFERENCES = (
    "one had evidence that the other had not",
    "they read the claim differently",
    "they meant another time, place or scope",
    "they weighed the same evidence differently",
    "they applied the rules differently",
    "a slip of the hand",
)
"""Why two reviewers differed: the short list that an adjudicator chooses from; other words are welcome."""


class About(StrEnum):
    """What a verdict judges: that it is so, or that they did say so."""

    CONTENT = "content"
    ATTRIBUTION = "attribution"


class Stance(StrEnum):
    """How a piece of evidence bears on the claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class EvidenceKind(StrEnum):
    """What a piece of evidence is."""

    URL = "url"
    FILE = "file"
    CLAIM = "claim"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence. `retrieved` is an ISO day or time; `file_sha256` names the blob of an attached file."""

    kind: EvidenceKind
    stance: Stance
    quote: str = ""
    url: str = ""
    retrieved: str = ""
    file_name: str = ""
    file_sha256: str = ""
    claim: str = ""
    remark: str = ""


class Status(StrEnum):
    """Where a claim stands, derived from its verdicts and the rules in force."""

    OPEN = "open"
    IN_REVIEW = "in_review"
    SPLIT = "split"
    DECIDED = "decided"


class Role(StrEnum):
    """What a person may do; each includes the next, observers only read."""

    OWNER = "owner"
    ADJUDICATOR = "adjudicator"
    REVIEWER = "reviewer"
    OBSERVER = "observer"
