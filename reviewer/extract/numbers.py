"""Numbers as words and digits: what a single token, or a run of number words, is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from reviewer.text.words import in_order

SMALL = {
    word: value
    for value, word in enumerate(
        in_order(
            """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen"""
        )
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
MULTIPLIERS = {
    "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "bn": 10**9, "b": 10**9, "mn": 10**6, "tn": 10**12, "m": 10**6, "k": 10**3, "lakh": 10**5, "crore": 10**7,
    "millionen": 10**6, "milliarden": 10**9, "millones": 10**6, "milliards": 10**9, "tausend": 1000, "mille": 1000,
}  # fmt: skip
LEAST = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6, "billions": 2 * 10**9,
    "tens": 20,
}  # fmt: skip
"""The smallest number that a vague plural can mean."""
VAGUE = frozenset({"many", "several", "some", "few", "numerous", "countless", "most"})
FRACTIONS = {"half": Decimal(50), "quarter": Decimal(25), "third": Decimal("33.3"), "two-thirds": Decimal("66.7"),
             "three-quarters": Decimal(75), "one-third": Decimal("33.3"), "one-quarter": Decimal(25),
             "three-fourths": Decimal(75), "two-fifths": Decimal(40), "three-fifths": Decimal(60)}  # fmt: skip
"""Shares as percent."""
ORDINALS = {
    word: value
    for value, word in enumerate(
        in_order("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
        start=2,
    )
}
COMMA_DECIMALS = frozenset({"de", "es", "fr", "it", "pt", "nl", "ru", "tr", "pl", "da", "sv", "no", "fi", "cs", "id"})
"""Languages that write 1.500,5 where English writes 1,500.5."""
_DIGITS = re.compile(r"(\d[\d.,:/]*\d|\d)(st|nd|rd|th|million|billion|trillion|bn|mn|tn|m|b|k)?$", re.IGNORECASE)


def digits(word: str, *, comma_decimal: bool = False) -> Decimal | None:
    """The value of a token of digits ("5,500", "3.2bn"); None for clock times, dates and what is no number."""
    match = _DIGITS.match(word)
    if match is None or ":" in word or "/" in word:
        return None
    number = match[1]
    if comma_decimal:
        number = number.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?", number):
        number = number.replace(",", "")
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    return plain(value * MULTIPLIERS.get((match[2] or "").lower(), 1))


def plain(value: Decimal) -> Decimal:
    """The same value without a fraction of zeros: 3.20 is 3.2, 4.0 is 4."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def spelled(words: Sequence[str]) -> Decimal | None:
    """The value of number words ("twenty", "five", "thousand"); hyphens split; None if one of them is none."""
    total, current = 0, 0
    for word in (part for whole in words for part in whole.split("-")):
        if word in SMALL:
            current += SMALL[word]
        elif word in MULTIPLIERS:
            factor = MULTIPLIERS[word]
            if factor <= 100:
                current = (current or 1) * factor
            else:
                total += (current or 1) * factor
                current = 0
        elif word not in ("a", "an", "and"):
            return None
    return Decimal(total + current)


def is_spelled(word: str) -> bool:
    """Whether a token is a number word, hyphens included: "seven", "twenty-five"."""
    return word in SMALL or ("-" in word and all(part in SMALL for part in word.split("-")))
