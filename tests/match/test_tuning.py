"""The match score moved by a desk's decisions: a straight line through its log-odds."""

from __future__ import annotations

import pytest

from reviewer.log import canonical
from reviewer.match.pair import pair
from reviewer.match.score import alone, probability, signals
from reviewer.match.score_weights import PROGRAM
from reviewer.match.tuning import LEAST_SLOPE, MOST_SHIFT, MOST_SLOPE, SHIPPED_TUNING, Decided, Tuning, learn, read
from reviewer.match.weights import Weights

CLOSE = [Decided(odds, odds > 1500) for odds in range(-1000, 4000, 125)]
"""A desk to which pairs below 1.5 log-odds are other things."""


def moved(tuning: Tuning, odds: float) -> float:
    return (tuning.slope * odds + tuning.shift) / 1000


def test_decisions_move_the_point_from_which_a_pair_is_a_match():
    found = learn(CLOSE)
    assert moved(found, 0.5) < 0 < moved(found, 2.5)


def test_nothing_decided_leaves_the_score_as_it_is():
    assert learn([]) == Tuning(1000, 0, learned=True)
    assert SHIPPED_TUNING.model() is PROGRAM


def test_what_near_copies_add_is_no_lesson():
    copies = [Decided(-2000, match=True, copied=9000) for _ in range(20)]
    assert abs(learn(copies).shift) < 50
    assert learn([Decided(-2000, match=True) for _ in range(20)]).shift > 500


def test_the_order_of_pairs_never_turns_round():
    upside_down = [Decided(odds, odds < 0) for odds in range(-5000, 5000, 50)]
    assert learn(upside_down).slope == LEAST_SLOPE


def test_the_model_is_whole_numbers_that_are_read_back():
    found = learn(CLOSE)
    assert (found.slope, found.shift) == (learn(CLOSE).slope, learn(CLOSE).shift)
    assert read(canonical.decode(canonical.encode(found.record()))) == found
    assert read(SHIPPED_TUNING.record()) == SHIPPED_TUNING


@pytest.mark.parametrize(
    "change",
    [
        {"part": "worth"},
        {"slope": MOST_SLOPE + 1},
        {"slope": 0},
        {"slope": True},
        {"shift": MOST_SHIFT + 1},
        {"shift": None},
        {"format": "x"},
    ],
)
def test_a_tuning_from_elsewhere_is_read_strictly(change: dict):
    assert read(learn(CLOSE).record() | change) is None
    assert read([]) is None


def test_a_tuned_score_follows(side):
    left = side("The council spent 4 million crowns on the bridge in Tarn")
    right = side("The bridge in Tarn cost the council 4 million crowns")
    reasons = signals(left, right, Weights())
    same, lower, higher = (Tuning(1000, shift, learned=True).model() for shift in (0, -2000, 2000))
    assert alone(reasons, same) == pytest.approx(alone(reasons))
    assert alone(reasons, lower) < alone(reasons) < probability(reasons, higher)
    assert pair(left, right, Weights(model=lower)).score < pair(left, right, Weights()).score
    assert lower.digest != PROGRAM.digest
