"""Models of what is worth checking: the shipped one, learning from examples, bytes that are the same everywhere."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.extract.features import features
from reviewer.extract.saying import said
from reviewer.extract.score import BASE, SHIPPED
from reviewer.extract.teaching import LEAST_ARTICLES, LEAST_CLAIMS, Example, apart, learn, odds
from reviewer.extract.worth import REST, SHIPPED_WORTH, SHOWN, Worth, briefly, read
from reviewer.log import canonical
from reviewer.model import arithmetic
from reviewer.model.claim import Reason

SPORTS = "the home side won the cup by {} goals"
BUDGET = "the council spent {} million crowns on the bridge"


def examples(count: int = 24) -> list[Example]:
    """A desk that checks budgets and passes sports over; both have figures."""
    made = []
    for number in range(count):
        worth = number % 2 == 0
        text = (BUDGET if worth else SPORTS).format(number + 2)
        made.append(Example(f"article {number % 5}", {"has a figure": 1, "tells of an event": 1}, text, worth))
    return made


def test_the_shipped_model_weighs_by_hand():
    reasons = SHIPPED_WORTH.reasons({"has a figure": 1, "has more figures": 2, "hedged": 1}, "any words")
    assert [(r.words, r.weight) for r in reasons] == [
        ("has a figure", 1.2),
        ("has more figures", 0.6),
        ("hedged", -0.4),
    ]
    assert SHIPPED_WORTH.score(reasons) == round(1 / (1 + math.exp(-(0.4 + 1.2 + 0.6 - 0.4))), 4)


def test_a_learned_model_follows_the_desk_where_the_shipped_one_sees_no_difference():
    model = learn(examples())
    new = [
        Example("new", {"has a figure": 1}, BUDGET.format(77), worth=True),
        Example("new", {"has a figure": 1}, SPORTS.format(77), worth=False),
    ]
    assert odds(SHIPPED_WORTH, new[0]) == odds(SHIPPED_WORTH, new[1])
    assert odds(model, new[0]) > odds(SHIPPED_WORTH, new[0])
    assert odds(model, new[1]) < odds(SHIPPED_WORTH, new[1])
    assert any("goals" in reason.words for reason in model.reasons({}, SPORTS.format(3)) if reason.weight < 0)


def test_few_examples_move_the_shipped_weights_but_little():
    model = learn(examples(4))
    for name, weight in SHIPPED.items():
        assert abs(model.weights[name] - weight) < 300


def test_the_model_is_whole_numbers_and_the_same_bytes_on_every_machine():
    written = canonical.encode(learn(examples()).record()).encode("ascii")
    assert read(canonical.decode(written.decode("ascii"))) == learn(examples())
    assert hashlib.sha256(written).hexdigest() == PINNED, "other bytes than on the machine where this was written"


PINNED = "240d8016e2f732dd9d79d6d959bf41c8deaa90219df96ee30b030539160ede40"


def test_each_example_can_be_judged_by_a_model_of_the_others():
    known = examples(30)
    found = apart(known)
    low = [o for o, e in zip(found, known, strict=True) if not e.worth]
    high = [o for o, e in zip(found, known, strict=True) if e.worth]
    assert min(high) > max(low)


def test_no_model_holds_the_words_of_a_single_text():
    known = examples()
    secret = "the name of the witness is Zacharias Quillfeather"
    lone = [Example("one article", {}, secret, worth=True) for _ in range(LEAST_CLAIMS + 1)]
    rare = [Example(f"article {n}", {}, "a word like grommetry", worth=True) for n in range(LEAST_CLAIMS - 1)]
    names = " ".join(learn([*known, *lone, *rare]).weights)
    assert "quillfeather" not in names
    assert "grommetry" not in names
    spread = [Example(f"article {n % LEAST_ARTICLES}", {}, "a word like grommetry", worth=True) for n in range(6)]
    assert "grommetry" in " ".join(learn([*known, *spread]).weights)


def test_what_is_left_out_of_the_kept_reasons_is_added_up():
    reasons = tuple(Reason(f"reason {n}", 1 / (n + 1)) for n in range(SHOWN + 5))
    kept = briefly(reasons)
    assert len(kept) == SHOWN + 1
    assert kept[-1].words == REST
    assert math.fsum(r.weight for r in kept) == pytest.approx(math.fsum(r.weight for r in reasons), abs=1e-3)
    assert briefly(reasons[:SHOWN]) == reasons[:SHOWN]


@pytest.mark.parametrize(
    "change",
    [
        {"format": "reviewer.model/2"},
        {"part": "match"},
        {"features": 2},
        {"base": True},
        {"base": 10**9},
        {"weights": []},
        {"weights": {"w:a": 1.5}},
        {"weights": {"w:a": 10**9}},
    ],
)
def test_a_model_from_elsewhere_is_read_strictly(change: dict):
    record = learn(examples()).record()
    assert read(record) is not None
    assert read(record | change) is None


def test_the_shipped_model_says_that_it_is():
    assert SHIPPED_WORTH.record()["learned"] is False
    assert read(SHIPPED_WORTH.record()) == Worth(BASE, SHIPPED)
    assert read("no record") is None


def test_features_are_said_in_plain_words():
    told = {said(name) for name in features("The bridge cost 4 million euros in 2012.")}
    assert "“bridge”" in told
    assert "a number" in told
    assert "first word “the”" in told
    assert "its main verb is “cost”" in told
    assert not any(words.startswith(("w:", "b:", "x:", "t:", "h:")) for words in told)
    assert said("has a figure") == "has a figure"


@given(st.floats(min_value=-600, max_value=600))
def test_our_exponential_is_the_one(x: float):
    assert arithmetic.exp(x) == pytest.approx(math.exp(x), rel=1e-13)


@given(st.floats(min_value=1e-12, max_value=1e12))
def test_our_logarithm_is_the_one(x: float):
    assert arithmetic.ln(x) == pytest.approx(math.log(x), rel=1e-13, abs=1e-15)


def test_arithmetic_refuses_what_has_no_answer():
    with pytest.raises(OverflowError):
        arithmetic.exp(701.0)
    with pytest.raises(ValueError, match="nothing"):
        arithmetic.ln(0.0)


def test_no_learned_weights_are_shipped():
    """Weights learned on sets that may only measure are not in the package: what is shipped is set by hand."""
    package = Path(__file__).parents[2] / "reviewer"
    data = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert {name for name in data if not name.endswith((".py", ".pyc"))} <= SHIPPED_DATA
    assert set(SHIPPED) == {name for name in SHIPPED if not name.startswith(("w:", "b:", "x:", "t:", "h:"))}
    assert all(weight % 100 == 0 for weight in (*SHIPPED.values(), BASE)), "hand-set weights are round numbers"


SHIPPED_DATA = {"ingest/phrases.txt", "match/background.tsv"}
