"""What an article is about: its key terms, as they are written."""

from reviewer.match.topic import key_terms, written
from reviewer.match.weights import Weights

LEAD = (
    "CARROW (Reuters) - A leak at the Orrin dam forced people out. Engineers told Reuters that Orrin was safe. "
    "The engineers came late, the 18 million crowns later."
)


def test_key_terms_are_written_as_in_the_article():
    shown = set(written(key_terms(LEAD, Weights())).values())
    assert {"Orrin", "18 million", "leak"} <= shown


def test_only_the_start_of_an_article_counts():
    late = key_terms("It rained again, and nobody said why. " * 60 + "The mayor of Tamble spoke.", Weights())
    assert "Tamble" not in {key.written for key in late}
