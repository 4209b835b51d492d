"""Model types to plain JSON values and back, by their type hints.

Spans become `[start, end]`, enums their value, decimals text, sets sorted lists; fields at their default are left out.
`decode(type, encode(x)) == x` for every type of the model.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from reviewer.model.span import Span

T = TypeVar("T")


def encode(value: Any) -> Any:
    """`value` as dicts, lists, text, numbers, booleans and None."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is Span:
        return [value.start, value.end]
    fields = _fields(kind)
    if fields is not None:
        return {name: encode(v) for name, default in fields if (v := getattr(value, name)) != default}
    return _encode_other(value)


_PLAIN = frozenset({str, int, float, bool, types.NoneType})


def _encode_other(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {encode(k): encode(v) for k, v in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(encode(v) for v in value)
    if isinstance(value, (tuple, list)):
        return [encode(v) for v in value]
    return value


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...] | None:
    """Names and defaults of a dataclass's fields; None for any other type."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple((field.name, _default(field)) for field in dataclasses.fields(kind))


def decode(kind: type[T], data: Any) -> T:
    """The `kind` that `encode` made `data` from.

    Raises:
        ValueError, TypeError, KeyError: where `data` does not fit; unknown fields are refused.
    """
    decoded: T = _decode(kind, data)
    return decoded


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _decode(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if data is None:
            return None
        return _decode(next(k for k in typing.get_args(kind) if k is not types.NoneType), data)
    if origin is not None:
        return _decode_generic(origin, typing.get_args(kind), data)
    if kind is Span:
        return Span(*data)
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(data)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _decode(hints[name], value) for name, value in data.items()})
    return float(data) if kind is float else data


def _decode_generic(origin: Any, args: tuple[Any, ...], data: Any) -> Any:
    if origin is tuple and (len(args) != 2 or args[1] is not Ellipsis):
        return tuple(_decode(kind, value) for kind, value in zip(args, data, strict=True))
    if origin in (tuple, frozenset):
        return origin(_decode(args[0], value) for value in data)
    return {_decode(args[0], k): _decode(args[1], v) for k, v in data.items()}
