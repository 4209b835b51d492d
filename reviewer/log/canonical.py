"""Canonical JSON: one way to write a value, ASCII only, so that a hash of the text is a hash of the value.

Object keys sorted by code point, no spaces, no floats, whole numbers below 2**53 in size, every character outside
printable ASCII escaped (DEL too: such a text is safe on every terminal), no lone surrogates, no duplicate keys.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NoReturn

LIMIT = 2**53
"""Whole numbers must be smaller than this in size: what every JSON reader keeps exactly."""

_LONG_NUMBER = re.compile(r"(?:^|[:,\[])-?[0-9]{16}")
"""What every number too large looks like; text may look so too."""
_dump = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode


class NotCanonical(ValueError):
    """A text that is not canonical JSON, or a value that has no canonical form."""


def encode(value: Any) -> str:
    """The canonical text of `value`: dicts with text keys, lists or tuples, text, whole numbers, booleans, None.

    Raises:
        NotCanonical: a float, another type, a number too large, a lone surrogate, or too deep a nesting.
    """
    try:
        _check(value)
        text = _dump(value)
    except RecursionError:
        raise NotCanonical("nested too deeply") from None
    _refuse_surrogates(text, value)
    return text.replace("\x7f", "\\u007f")


def decode(text: str) -> Any:
    """The value whose canonical text is `text`, byte for byte: `encode(decode(text)) == text`.

    Raises:
        NotCanonical: the text is no JSON, or is written in any other than the canonical way.
    """
    try:
        value = _load(text)
        if _LONG_NUMBER.search(text):
            _check(value)
        again = _dump(value).replace("\x7f", "\\u007f")
    except RecursionError:
        raise NotCanonical("nested too deeply") from None
    except NotCanonical:
        raise
    except ValueError as error:
        raise NotCanonical(f"not JSON: {error}") from None
    if again != text:
        # Spaces, key order, duplicate keys, needless escapes, raw non-ASCII: all of them show here.
        raise NotCanonical("not written in the canonical way")
    _refuse_surrogates(text, value)
    return value


def record_sha256(record: Any) -> str:
    """Lower-case hex sha256 of the canonical text of `record`."""
    return hashlib.sha256(encode(record).encode("ascii")).hexdigest()


def _check(value: Any) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if not -LIMIT < value < LIMIT:
            raise NotCanonical("a whole number of 2**53 or more")
    elif kind is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise NotCanonical(f"a key that is not text: {key!r}")
            _check(item)
    elif kind is list or kind is tuple:
        for item in value:
            _check(item)
    else:
        raise NotCanonical(f"no canonical form for {kind.__name__}")


def _refuse_surrogates(text: str, value: Any) -> None:
    if "\\ud" not in text:
        return
    try:
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("a lone surrogate is no character") from None


def _no_float(digits: str) -> NoReturn:
    raise NotCanonical(f"not a whole number: {digits[:20]}")


_load = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float).decode
