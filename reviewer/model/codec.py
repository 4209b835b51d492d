"""Model types to plain JSON values and back, by their type hints.

Spans become `[start, end]`, enums their value, decimals text, sets sorted lists; fields at their default are left out.
`decode(type, encode(x)) == x` for every type of the model.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
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
    read: Any = _decoder  # kinds can be hashed, which their type does not say
    decoded: T = read(kind)(data)
    return decoded


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


Decoder = Callable[[Any], Any]


@cache
def _decoder(kind: Any) -> Decoder:
    """How values of `kind` are read. Worked out once: most of the time of opening a list goes into decoding."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(_decoder(next(k for k in args if k is not types.NoneType)))
    if origin is not None:
        return _generic(origin, args)
    if kind is Span:
        return lambda data: Span(*data)
    if kind is Decimal or kind is float or (isinstance(kind, type) and issubclass(kind, Enum)):
        return typing.cast("Decoder", kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record(kind)
    return lambda data: data


def _optional(inner: Decoder) -> Decoder:
    return lambda data: None if data is None else inner(data)


def _record(kind: Any) -> Decoder:
    readers: dict[str, Decoder] = {}  # filled when first met: a record may hold records of its own kind

    def read(data: Any) -> Any:
        if not readers:
            readers.update({name: _decoder(hint) for name, hint in _hints(kind).items()})
        return kind(**{name: readers[name](value) for name, value in data.items()})

    return read


def _generic(origin: Any, args: tuple[Any, ...]) -> Decoder:
    if origin is tuple and (len(args) != 2 or args[1] is not Ellipsis):
        readers = tuple(map(_decoder, args))
        return lambda data: tuple(read(value) for read, value in zip(readers, data, strict=True))
    first = _decoder(args[0])
    if origin in (tuple, frozenset):
        return lambda data: origin(map(first, data))
    second = _decoder(args[1])
    return lambda data: {first(k): second(v) for k, v in data.items()}
