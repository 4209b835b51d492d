"""Weights of the match score, as one value: a trained model can stand in for the program's own.

Trained by `python -m benchmarks._train_score` with logistic regression on the train topics of ECB+ (Cybulska and
Vossen 2014, CC BY 3.0): pairs of sentences of different articles, matched where they share an event. Calibrated on
topics of the train part that the weights had not seen.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from reviewer.model import codec


@dataclass(frozen=True, slots=True)
class Calibration:
    """Beta calibration (Kull et al. 2017) of log-odds with its own bias: log-odds in, log-odds out."""

    bias: float
    likely: float
    unlikely: float
    shift: float


class Known(NamedTuple):
    """What is known of a pair beside the words of its two claims.

    The stories of both articles, what both claims mean, and what both mean in their company (never without the others).
    """

    story: bool = False
    meaning: bool = False
    company: bool = False


@dataclass(frozen=True)
class ScoreModel:
    """What turns signals into a score. `codec.encode` gives its record, `codec.decode` takes it back.

    `weights` are per unit of each signal of `score.NAMES`; `weights_with_meaning` those, and that of the meaning, of
    pairs whose claims were embedded; `weights_in_company` those of pairs whose company is known as well, what both mean
    by themselves and together; `story` is added where both articles are known. The five calibrations are for what is
    known of a pair. `source` says in words what it was learned from.
    """

    weights: tuple[float, ...]
    weights_with_meaning: tuple[float, ...]
    weights_in_company: tuple[float, ...]
    story: float
    alone: Calibration
    in_story: Calibration
    with_meaning: Calibration
    in_story_with_meaning: Calibration
    in_company: Calibration
    source: str = ""

    def calibration(self, known: Known) -> Calibration:
        """The calibration for pairs of which so much is known."""
        if known.company:
            return self.in_company
        if known.meaning:
            return self.in_story_with_meaning if known.story else self.with_meaning
        return self.in_story if known.story else self.alone

    def __hash__(self) -> int:
        return hash(self.digest)  # asked for with every pair

    @cached_property
    def digest(self) -> str:
        """The start of the SHA-256 of its record: names the model in every match made with it."""
        record = json.dumps(codec.encode(self), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(record.encode()).hexdigest()[:16]


PROGRAM = ScoreModel(
    weights=(8.143, 2.059, 4.754, 10.843, 0.953, 0.082, -0.098),
    weights_with_meaning=(4.303, 0.919, 2.446, 7.5, 0.0, 0.394, -0.08, 7.169),
    weights_in_company=(1.289, 0.803, 0.734, 5.27, 0.0, 0.326, -0.086, 2.152, 3.977),
    story=10.0,  # by hand: from 8 to 30 held-out topics hardly move, and a low one lets words decide within a story
    alone=Calibration(bias=-6.474, likely=1.221, unlikely=0.262, shift=0.868),
    in_story=Calibration(bias=-7.941, likely=1.314, unlikely=0.379, shift=-1.444),
    with_meaning=Calibration(bias=-6.989, likely=1.321, unlikely=0.038, shift=1.265),
    in_story_with_meaning=Calibration(bias=-8.272, likely=1.64, unlikely=0.334, shift=-1.31),
    in_company=Calibration(bias=-7.118, likely=2.869, unlikely=0.44, shift=-1.718),
    source="ECB+, train topics; the meaning by all-MiniLM-L6-v2",
)
"""The weights that come with the program."""
