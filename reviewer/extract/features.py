"""A sentence as weighted features for a learner: its words, their classes, and what extraction sees in it.

Groups, each scaled to length one so that long sentences do not weigh more: `w:` words, `b:` pairs of words, `x:` word
ends and beginnings, `t:` runs of three word classes; and `h:` what rules tell (tense, subject, numbers, names, signs).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from reviewer.extract.moments import expressions
from reviewer.extract.names import names
from reviewer.extract.phrases import main_verb, subject
from reviewer.extract.quantities import quantities
from reviewer.extract.signs import signs
from reviewer.extract.tagging import Tagged, tag
from reviewer.extract.verbs import base_of
from reviewer.model.arithmetic import ln

Features = dict[str, float]
HAND = 0.5
"""Weight of what rules tell, beside the word groups of length one."""
_LENGTHS = (6, 10, 16, 25)
_COUNTED = "D#JNXtIOWZPKSRTMBHAVvGLE,.?!:;-($%"


def features(text: str) -> Features:
    """The features of one sentence, by name; the same text gives the same features, no text none."""
    if not text.strip():
        return {}
    tagged = tag(text, 0, len(text))
    words = ["<n>" if low[0].isdecimal() else low for low in tagged.lows]
    classes = f"^{tagged.tags}$"
    found: Features = {}
    found |= _group("w:", words)
    found |= _group("b:", (f"{a} {b}" for a, b in zip(["<s>", *words], [*words, "</s>"], strict=True)))
    found |= _group("x:", _affixes(words))
    found |= _group("t:", (classes[i : i + 3] for i in range(len(classes) - 2)))
    for name, value in _by_rules(text, tagged):
        found[f"h:{name}"] = HAND * value
    return found


def _group(prefix: str, items: Iterable[str]) -> Features:
    distinct = set(items)
    scale = 1 / math.sqrt(len(distinct)) if distinct else 0.0
    return {prefix + item: scale for item in sorted(distinct)}


def _affixes(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if len(word) > 4 and word.isalpha():
            yield "-" + word[-3:]
            yield word[:4] + "-"


def _by_rules(text: str, tagged: Tagged) -> Iterator[tuple[str, float]]:
    size = len(tagged)
    yield "length", ln(size + 1) / 3
    for length in _LENGTHS:
        if size > length:
            yield f"over {length}", 1.0
    for letter in _COUNTED:
        count = tagged.tags.count(letter)
        if count:
            yield f"count {letter}", min(count, 4) / 4
            yield f"share {letter}", count / size
    yield from _items(text, tagged)
    yield from _core(tagged)
    yield f"first {tagged.lows[0]}", 0.7
    yield f"first class {tagged.tags[0]}", 1.0
    yield f"last {text.rstrip()[-1:]}", 1.0


def _items(text: str, tagged: Tagged) -> Iterator[tuple[str, float]]:
    """Numbers, dates, names and signs."""
    size = len(tagged)
    dates = expressions(text, 0, len(text))
    numbers = quantities(tagged, 0, size, [date.span for date in dates])
    yield "numbers", min(len(numbers), 3) / 3
    yield "values", min(sum(number.value is not None for number in numbers), 3) / 3
    for unit in sorted({number.unit for number in numbers}):
        yield f"unit {unit if unit in ('', 'percent', 'USD') else 'other'}", 1.0
    yield "dates", min(len(dates), 2) / 2
    yield "names", min(len(names(tagged, 0, size)), 4) / 4
    for sign in signs(tagged.lows, tagged.tags, 0, size):
        yield f"sign {sign}", 1.0


def _core(tagged: Tagged) -> Iterator[tuple[str, float]]:
    """The main verb and its subject."""
    verb = main_verb(tagged.tags, 0, len(tagged))
    if verb is None:
        yield "no verb", 1.0
        return
    yield f"verb {base_of(tagged.lows[verb.head])}", 0.7
    yield f"verb form {tagged.tags[verb.first : verb.last]}", 1.0
    yield f"auxiliary {tagged.lows[verb.first]}", 0.7
    found = subject(tagged, verb.first)
    if found is not None:
        first, last = found
        yield f"subject opens {tagged.lows[first]}", 0.7
        yield f"subject class {tagged.tags[first]}", 1.0
        yield f"subject head {tagged.lows[last - 1]}", 0.7
        yield f"subject and verb {tagged.tags[first]}{tagged.tags[verb.first]}", 1.0
