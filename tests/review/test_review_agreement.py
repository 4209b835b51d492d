"""Agreement figures against published examples."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review.agreement import Estimate, Rating, agreement, alpha, equal_pairs, estimate, kappa


def units(*rows):
    """Answer patterns per item of a matrix with one row a person; "." is missing."""
    return Counter(tuple(v for v in column if v != ".") for column in zip(*(row.split() for row in rows), strict=True))


def test_cohen_1960_psychiatric_diagnoses():
    # Cohen (1960), table 1: observed .70, by chance .41, kappa .492.
    cells = {"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}
    table = {tuple(cell): count for cell, count in cells.items()}
    assert equal_pairs(table) == pytest.approx(0.70)
    assert kappa(table) == pytest.approx(0.492, abs=0.0005)


def test_kappa_of_fifty_proposals():
    # The usual textbook table: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
    assert kappa({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}) == pytest.approx(0.4)


def test_krippendorff_2011_four_observers_with_missing_values():
    # Section C of "Computing Krippendorff's alpha-reliability": nominal .743.
    table = units(
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    assert alpha(table) == pytest.approx(0.743, abs=0.0005)


def test_krippendorff_2011_two_observers():
    # Section A (binary, .095) and section B (five names, .692).
    assert alpha(units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")) == pytest.approx(0.095, abs=0.0005)
    table = units("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    assert alpha(table) == pytest.approx(0.692, abs=0.0005)


def test_one_label_everywhere_is_undefined_not_perfect():
    assert alpha({("y", "y"): 9}) is None
    assert kappa({("y", "y"): 9}) is None
    assert equal_pairs({("y", "y"): 9}) == 1.0
    assert str(Estimate(None, None, None, 9)) == "n/a"


def test_nothing_judged_twice_is_undefined():
    found = agreement([Rating("c1", "ada", "supported"), Rating("c2", "bo", "refuted")])
    assert (found.items, found.alpha.value, found.percent.value, found.pairs) == (0, None, None, ())


def test_perfect_agreement_is_one_and_its_interval_has_no_width():
    ratings = [Rating(f"c{n}", who, "yn"[n % 2]) for n in range(40) for who in ("ada", "bo")]
    found = agreement(ratings)
    assert (found.alpha.value, found.alpha.low, found.alpha.high) == (1.0, 1.0, 1.0)
    assert (found.pairs[0].left, found.pairs[0].right, found.pairs[0].kappa.value) == ("ada", "bo", 1.0)


def test_the_first_value_of_a_person_counts():
    ratings = [
        Rating("c1", "ada", "y"),
        Rating("c1", "bo", "y"),
        Rating("c1", "bo", "n"),
        Rating("c2", "ada", "n"),
        Rating("c2", "bo", "n"),
    ]
    assert agreement(ratings).percent.value == 1.0


def test_the_interval_is_repeatable_and_holds_the_value():
    table = {("y", "y"): 20, ("n", "y"): 5, ("y", "n"): 10, ("n", "n"): 15}
    first, again, other = (estimate(table, kappa, seed, 1000) for seed in (1, 1, 2))
    assert first == again != other
    assert first.low < first.value < first.high
    # Analytic standard error for this table is 0.127: the 95 % interval is about 0.4 +- 0.25.
    assert first.low == pytest.approx(0.15, abs=0.06)
    assert first.high == pytest.approx(0.65, abs=0.06)


answers = st.lists(st.lists(st.sampled_from("abc"), min_size=2, max_size=4).map(tuple), min_size=1, max_size=20)


@given(answers)
def test_alpha_equals_its_definition_by_the_coincidence_matrix(patterns):
    matrix = Counter()
    for pattern in patterns:
        for i, left in enumerate(pattern):
            for j, right in enumerate(pattern):
                if i != j:
                    matrix[left, right] += 1 / (len(pattern) - 1)
    totals = Counter()
    for (left, _), weight in matrix.items():
        totals[left] += weight
    n = sum(totals.values())
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b)
    observed = sum(weight for (a, b), weight in matrix.items() if a != b)
    found = alpha(Counter(patterns))
    if expected == 0:
        assert found is None
    else:
        assert found == pytest.approx(1 - (n - 1) * observed / expected)


@given(answers)
def test_the_names_of_labels_do_not_matter(patterns):
    renamed = [tuple({"a": "z", "b": "y", "c": "x"}[v] for v in pattern) for pattern in patterns]
    assert alpha(Counter(patterns)) == pytest.approx(alpha(Counter(renamed)))
