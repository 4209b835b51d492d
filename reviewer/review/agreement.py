"""How well people agree: percent, Cohen's kappa per pair, Krippendorff's alpha, with bootstrap intervals.

Sources: J. Cohen, "A coefficient of agreement for nominal scales" (1960); K. Krippendorff, "Computing Krippendorff's
alpha-reliability" (2011), nominal data with missing values. An undefined figure is None ("n/a"), never 1.0.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Pattern = tuple[str, ...]
"""The values given to one item."""

Table = Mapping[Pattern, int]
"""How often each pattern occurs."""

UNDEFINED = "n/a"


@dataclass(frozen=True, slots=True)
class Rating:
    """One person's first own value for one item (a claim, or a claim and a question).

    Leave out adjudications, stated verdicts, and copies (`copy_of`): one key pressed once is one judgement.
    """

    item: str
    person: str
    value: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % bootstrap interval over items; None where undefined. `items` is how many it rests on."""

    value: float | None
    low: float | None
    high: float | None
    items: int

    def __str__(self) -> str:
        if self.value is None:
            return UNDEFINED
        if self.low is None or self.high is None:
            return f"{self.value:.3f}"
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two persons over the items that both judged. `percent` is a ratio 0..1.

    `table` is the confusion table: how often each (value of `left`, value of `right`) occurs.
    """

    left: str
    right: str
    percent: Estimate
    kappa: Estimate
    table: Table


@dataclass(frozen=True, slots=True)
class Agreement:
    """All persons over all items with at least two values.

    `percent` (ratio 0..1) is the share of equal ones among all pairs of values on the same item.
    """

    items: int
    values: int
    percent: Estimate
    alpha: Estimate
    pairs: tuple[PairAgreement, ...]


def agreement(ratings: Iterable[Rating], *, seed: int = 0, resamples: int = 1000) -> Agreement:
    """Agreement of everybody on everything; where somebody judged an item twice the first value counts.

    `resamples` is lowered for many items (to 2,000,000 draws in all, at least 200), where intervals are narrow anyway.
    """
    by_item: dict[str, dict[str, str]] = {}
    for rating in ratings:
        by_item.setdefault(rating.item, {}).setdefault(rating.person, rating.value)
    shared = [answers for answers in by_item.values() if len(answers) > 1]
    patterns: Counter[Pattern] = Counter(tuple(sorted(answers.values())) for answers in shared)
    persons = sorted({person for answers in shared for person in answers})
    pairs = []
    for left, right in combinations(persons, 2):
        both: Counter[Pattern] = Counter((a[left], a[right]) for a in shared if left in a and right in a)
        if both:
            percent = estimate(both, equal_pairs, seed, resamples)
            pairs.append(PairAgreement(left, right, percent, estimate(both, kappa, seed, resamples), dict(both)))
    return Agreement(
        len(shared),
        sum(len(answers) for answers in shared),
        estimate(patterns, equal_pairs, seed, resamples),
        estimate(patterns, alpha, seed, resamples),
        tuple(pairs),
    )


def kappa(table: Table) -> float | None:
    """Cohen's kappa of patterns (first person's value, second person's value); None where chance explains all."""
    n = sum(table.values())
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    equal = 0
    for (left, right), count in table.items():
        first[left] += count
        second[right] += count
        equal += count if left == right else 0
    # All in whole numbers: n^2 times the usual ratios, so that "undefined" is exact.
    by_chance = sum(first[value] * second[value] for value in first)
    if n * n == by_chance:
        return None
    return (n * equal - by_chance) / (n * n - by_chance)


def alpha(table: Table) -> float | None:
    """Krippendorff's alpha for nominal values of a table of answer patterns; None where only one value occurs.

    Patterns with fewer than two values say nothing and are left out; their order inside does not matter.
    """
    totals: Counter[str] = Counter()
    observed = 0.0
    for pattern, count in table.items():
        if len(pattern) > 1:
            inside = Counter(pattern)
            for value, times in inside.items():
                totals[value] += times * count
            size = len(pattern)
            observed += count * (size * size - sum(times * times for times in inside.values())) / (size - 1)
    n = sum(totals.values())
    expected = n * n - sum(times * times for times in totals.values())
    return None if expected == 0 else 1 - (n - 1) * observed / expected


def equal_pairs(table: Table) -> float | None:
    """Share of equal ones (ratio 0..1) among all pairs of values on the same item; None without a pair."""
    pairs = equal = 0
    for pattern, count in table.items():
        pairs += count * len(pattern) * (len(pattern) - 1) // 2
        equal += count * sum(times * (times - 1) // 2 for times in Counter(pattern).values())
    return equal / pairs if pairs else None


def estimate(table: Table, statistic: Callable[[Table], float | None], seed: int, resamples: int) -> Estimate:
    """`statistic` of the table with the percentile bootstrap interval over items.

    No interval is given where more than one in twenty resamples leave the statistic undefined.
    """
    n = sum(table.values())
    value = statistic(table) if n else None
    if value is None or n < 2:
        return Estimate(value, None, None, n)
    rounds = min(resamples, max(200, 2_000_000 // n))
    draw = random.Random(seed)  # noqa: S311 - a repeatable draw, nothing secret
    patterns = sorted(table)
    weights = [table[pattern] for pattern in patterns]
    drawn = (statistic(Counter(draw.choices(patterns, weights, k=n))) for _ in range(rounds))
    found = sorted(figure for figure in drawn if figure is not None)
    if len(found) < 0.95 * rounds:
        return Estimate(value, None, None, n)
    return Estimate(value, _percentile(found, 0.025), _percentile(found, 0.975), n)


def _percentile(ordered: Sequence[float], share: float) -> float:
    """Linear between the two nearest ranks."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
