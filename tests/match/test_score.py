"""How likely two claims speak of one thing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.match.difference import difference
from reviewer.match.pair import best, pair
from reviewer.match.score import NAMES, WORDING, alone, probability, signals
from reviewer.match.side import Side
from reviewer.match.topic import key_terms
from reviewer.match.weights import Weights
from reviewer.model.comparison import Outcome

W = Weights()
LEAK = "A leak at the Orrin dam forced 2,400 people from their homes in the Carrow valley."
RETOLD = "About 2,400 people had to leave their homes in the Carrow valley after the Orrin dam began to leak."
OTHER = "Bakers in the capital raised the price of bread for the third time this year."
WORDS = st.lists(st.sampled_from(["leak", "dam", "2,400", "people", "homes", "valley", "Orrin", "Carrow", "bread", "price", "third", "5%", "fell", "rose", "organisation", "organization", "killed", "dead"]), max_size=10)  # fmt: skip


def test_a_retold_claim_scores_high_and_another_claim_low(side):
    assert pair(side(LEAK), side(RETOLD), W).score > 0.7
    assert pair(side(LEAK), side(OTHER), W).score < 0.1


def test_equal_words_are_nearly_certain(side):
    assert pair(side(LEAK), side(LEAK), W).score > 0.97


def test_the_signals_add_up_and_name_their_words(side):
    reasons = signals(side(LEAK), side(RETOLD), W)
    assert [signal.name for signal in reasons] == [*NAMES, WORDING]
    closeness = reasons[0]
    assert "Orrin" in closeness.words
    assert "leak" in closeness.words
    assert alone(reasons) == probability(reasons)


def test_another_spelling_and_a_related_word_count(side):
    spelt = signals(side("The dam organisation closed."), side("The dam organization closed."), W)
    killed = signals(side("The quake killed many."), side("The quake left many dead."), W)
    by_name = {signal.name: signal for signal in (*spelt, *killed) if signal.value}
    assert "related words" in by_name or "other spellings" in by_name


def test_the_story_of_the_articles_lifts_or_lowers_the_score(side):
    left, right = side(LEAK), side(RETOLD)
    topics = [key_terms(text, W) for text in (LEAK, RETOLD, OTHER)]
    near = [Side(s.claim, s.sentence, topic=topic) for s, topic in zip((left, right), topics, strict=False)]
    far = [near[0], Side(right.claim, right.sentence, topic=topics[2])]
    assert probability(signals(*near, W)) > probability(signals(*far, W))
    assert alone(signals(*near, W)) == pytest.approx(probability(signals(left, right, W)))


def test_a_topic_writes_its_terms_as_people_do(side):
    lead = "The Orrin dam leaked in Carrow, 18 million litres in all."
    topic = key_terms(lead, W)
    assert {"18 million", "litres", "leaked"} <= {key.written for key in topic}
    mine, theirs = (Side(s.claim, s.sentence, topic=topic) for s in (side(LEAK), side(RETOLD)))
    told = {signal.name: signal.words for signal in signals(mine, theirs, W)}
    assert "#" not in told["same story"]


def test_one_word_in_common_is_no_match_unless_the_claims_agree(side):
    found = best(side("Four villages below the dam were cleared."), [side("Anyone who lives below the dam may speak.")], W)  # fmt: skip
    assert found.matches == ()
    assert found.lookalike is not None
    assert found.lookalike.why_not == "they share only: dam"


def test_numbers_are_told_as_they_are_written(side):
    reasons = signals(
        side("The dam lost 18 million litres."), side("The dam lost 18,000,000 litres and 2.5 tonnes."), W
    )
    told = {signal.name: signal.words for signal in reasons}
    assert told["shared numbers"] == "18 million"
    assert told["unshared numbers"] == "2.5"


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_scores_are_symmetric_and_ratios(side, left, right):
    a, b = side(" ".join(left) or "x", claim_id="a"), side(" ".join(right) or "x", claim_id="b")
    score = probability(signals(a, b, W))
    assert 0 <= score <= 1
    assert score == pytest.approx(probability(signals(b, a, W)))


def test_the_best_matches_come_first_and_none_is_of_no_use(side):
    found = best(side(LEAK), [side(OTHER), side(RETOLD), side(LEAK)], W)
    assert found.matches[0].comparison.outcome is Outcome.SAME
    assert [match.score for match in found.matches] == sorted((m.score for m in found.matches), reverse=True)
    assert found.lookalike is None


def test_without_a_match_the_nearest_is_kept_and_says_why_it_is_none(side):
    found = best(side("The apps violated cyber laws in the north."), [side(OTHER), side("The sites failed to comply with cyber laws.")], W)  # fmt: skip
    assert found.matches == ()
    assert found.lookalike is not None
    assert not found.lookalike.offered
    assert "cyber" in found.lookalike.why_not


def test_claims_of_articles_that_tell_other_stories_are_offered_only_where_they_agree_in_many_words(side):
    def told(claim, story):
        found = side(claim)
        return replace(found, topic=key_terms(story, W))

    dam = "The Orrin dam leaked and the Carrow valley was cleared. Engineers lowered the lake, the dam board said."
    bank = "Halyard Bank cut its rate as profits fell. Savers withdrew deposits and shares tumbled in the capital."
    few = pair(told("The problem can be solved.", dam), told("This is our problem.", bank), W)
    assert not few.offered
    assert few.why_not
    words = "The fund paid 12 million euros to farmers in the northern valleys after the drought."
    many = pair(told(words, dam), told(words, bank), W)
    assert many.offered


def test_nothing_beside_a_claim_gives_nothing(side):
    found = best(side(LEAK), [], W)
    assert (found.matches, found.lookalike) == ((), None)


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        (
            "More than 5,500 apps were removed.",
            "5,500 apps were removed.",
            "More than 5,500 apps · 5,500 apps: number agrees (one is a limit)",
        ),
        ("The leak forced 58 people out.", "The leak forced 85 people out.", "58 people · 85 people: number differs"),
        ("The gates were opened.", "The gates were opened.", "the same words"),
        (
            "5,500 illegal apps were removed.",
            "1,600 video apps were removed.",
            "5,500 illegal apps · 1,600 video apps: kind or part differs",
        ),
        (
            "The fund paid 12 million euros to farmers.",
            "The fund paid 12 million dollars to farmers.",
            "12 million euros · 12 million dollars: unit differs",
        ),
        (
            "Police arrested twelve protesters in Paris.",
            "Twelve protesters were arrested in Paris by police.",
            "other words for the same",
        ),
        (
            "The harbour board fined the yard 340 million euros over its loans.",
            "The yard made profits of 340 million euros from loans abroad, helped by rising rates.",
            "The harbour board fined · made profits … abroad, helped by rising rates: each told by one only",
        ),
    ],
)
def test_the_first_line_says_what_differs(side, left, right, line):
    mine, theirs = side(left), side(right)
    comparison = pair(mine, theirs, W).comparison
    assert difference(comparison, mine, theirs) == line


def test_the_first_line_puts_the_own_words_first(side):
    mine, theirs = (
        side("The leak forced 58 people out.", claim_id="b"),
        side("The leak forced 85 people out.", claim_id="a"),
    )
    assert difference(pair(mine, theirs, W).comparison, mine, theirs).startswith("58 people · 85 people")


def test_what_the_more_specific_claim_adds_is_shown(side):
    mine, theirs = side("The gates were opened."), side("The gates were opened to lower the lake.")
    assert difference(pair(mine, theirs, W).comparison, mine, theirs) == "the other adds: to lower the lake"
    assert difference(pair(theirs, mine, W).comparison, theirs, mine) == "this one adds: to lower the lake"


def test_what_is_added_are_words_without_a_counterpart_wherever_it_stands(side):
    mine, theirs = side("The engineers opened the gates of the dam."), side("The gates of the dam were opened at noon by the engineers.")  # fmt: skip
    comparison = pair(mine, theirs, W).comparison
    assert comparison.outcome is Outcome.MORE_SPECIFIC
    assert difference(comparison, mine, theirs) == "the other adds: at noon"
