"""Exponential and logarithm that give the same bits on every machine.

What the C library answers differs in the last digit from system to system. These use only additions, multiplications
and divisions of doubles, each of which IEEE 754 rounds in one way, and powers of two, which are exact. They agree with
`math` to about fifteen digits. Sums of many terms belong to `math.fsum`: `sum` adds in another way since Python 3.12.
"""

from __future__ import annotations

import math

LN2 = 0.6931471805599453
_TERMS = 22
"""Enough for arguments up to half of LN2."""


def exp(x: float) -> float:
    """Euler's number to the power x, for x within -700..700.

    Raises:
        OverflowError: x is beyond that.
    """
    if not -700 <= x <= 700:
        raise OverflowError("the exponent is out of range")
    halvings = math.floor(x / LN2 + 0.5)
    rest = x - halvings * LN2
    value = 1.0
    for n in range(_TERMS, 0, -1):
        value = 1.0 + rest / n * value
    return math.ldexp(value, halvings)


def ln(x: float) -> float:
    """The natural logarithm of x > 0.

    Raises:
        ValueError: x is not above 0.
    """
    if x <= 0:
        raise ValueError("the logarithm of nothing")
    mantissa, power = math.frexp(x)
    if mantissa < math.sqrt(0.5):
        mantissa, power = 2 * mantissa, power - 1
    ratio = (mantissa - 1) / (mantissa + 1)
    square = ratio * ratio
    value = 0.0
    for n in range(2 * _TERMS + 1, 0, -2):
        value = value * square + 1.0 / n
    return 2 * ratio * value + power * LN2


def sigmoid(odds: float, margin: float = 30.0) -> float:
    """The probability of these log-odds, ratio 0..1; odds beyond `margin` are as good as certain."""
    return 1 / (1 + exp(-max(-margin, min(margin, odds))))
