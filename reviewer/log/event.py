"""One event: its body, its hash, and the two ways to get one: seal a new one, read a stored one."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from reviewer.errors import TamperedError, UsageError
from reviewer.log import canonical, types

PREFIX = b"reviewer-event/1\n"
ZEROS = "0" * 64
"""What the first event of a log names as the one before."""
LIMIT = 64 * 1024
"""Bytes of a body at most."""
VIA = ("os", "config", "flag", "key", "import")
"""How the program knew who acts: the system's user, a setting, `--as`, an ssh key, an imported file."""

_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z").fullmatch
_HEX32 = re.compile(r"[0-9a-f]{32}").fullmatch
_HEX64 = re.compile(r"[0-9a-f]{64}").fullmatch
_WORD = re.compile(r"[a-z_]{1,32}").fullmatch
_FIELDS = frozenset({"at", "by", "data", "log", "prev", "seq", "type", "v", "via"})


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One event of a log; `data` is not to be changed. Two events are equal when their hashes are."""

    hash: str
    log: str
    seq: int
    prev: str
    at: str
    by: str
    via: str
    type: str
    v: int
    data: Mapping[str, Any]
    body: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    @property
    def known(self) -> bool:
        """Whether this program knows what the event means; events of newer programs are kept, in no state."""
        return self.v == 1 and self.type in types.TYPES


def hash_of(body: str) -> str:
    """The hash of an event with this body (ASCII)."""
    return hashlib.sha256(PREFIX + body.encode("ascii")).hexdigest()


def new_id() -> str:
    """A random id for a log, an actor, a project or a batch."""
    return secrets.token_hex(16)


def now() -> str:
    """The present as an event writes it: UTC, six digits after the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def seal(*, log: str, seq: int, prev: str, at: str, by: str, via: str, type: str, data: Mapping[str, Any]) -> Event:  # noqa: A002
    """A new event, checked, with its body and hash.

    Raises:
        UsageError: a field that does not fit; the message names it.
    """
    fields = {"at": at, "by": by, "data": data, "log": log, "prev": prev, "seq": seq, "type": type, "v": 1, "via": via}
    try:
        body = canonical.encode(fields)
        _check(fields, len(body))
    except ValueError as error:
        raise UsageError(f"no event: {error}") from None
    return Event(hash_of(body), log, seq, prev, at, by, via, type, 1, data, body)


def read(body: str) -> Event:
    """The event with this stored body. An unknown type or a newer `v` is read too (`Event.known` is False).

    Raises:
        TamperedError: the body is not one that this or a newer program would write.
    """
    try:
        if len(body) > LIMIT:
            raise types.BadField("the body is larger than 64 KiB")
        fields = canonical.decode(body)
        _check(fields, len(body))
    except ValueError as error:
        raise TamperedError(f"not the body of an event: {error}") from None
    return _event(hash_of(body), fields, body)


def stored(body: str, hash_: str) -> Event:
    """The event of a body that `seal` or `read` passed before it was stored: only its hash is checked again.

    Raises:
        TamperedError: the body no longer has this hash, or is no event.
    """
    try:
        if hash_of(body) != hash_:
            raise types.BadField(f"the body no longer has the hash {hash_:.12}")
        fields = json.loads(body)
        return _event(hash_, fields, body)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TamperedError(f"a stored event was changed: {error}") from None


def _event(hash_: str, fields: Mapping[str, Any], body: str) -> Event:
    return Event(
        hash_,
        fields["log"],
        fields["seq"],
        fields["prev"],
        fields["at"],
        fields["by"],
        fields["via"],
        fields["type"],
        fields["v"],
        fields["data"],
        body,
    )


def _check(fields: Any, length: int) -> None:
    if type(fields) is not dict or fields.keys() != _FIELDS:
        raise types.BadField("a body has exactly " + ", ".join(sorted(_FIELDS)))
    if length > LIMIT:
        raise types.BadField("the body is larger than 64 KiB")
    for name, fits in _ENVELOPE.items():
        if not fits(fields[name]):
            raise types.BadField(f"{name!r} does not fit: {fields[name]!r:.80}")
    first = fields["seq"] == 1
    if first != (fields["prev"] == ZEROS):
        raise types.BadField("'prev' is zeros in the first event of a log and nowhere else")
    if fields["v"] == 1 and fields["type"] in types.TYPES:
        if first != (fields["type"] == "genesis"):
            raise types.BadField("a log begins with 'genesis', and has no other")
        if fields["via"] not in VIA:
            raise types.BadField(f"'via' expects one of {', '.join(VIA)}")
        types.check(fields["type"], fields["data"])


def _is_time(value: Any) -> bool:
    if type(value) is not str or not _AT(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_count(value: Any) -> bool:
    return type(value) is int and value >= 1


_ENVELOPE: dict[str, Callable[[Any], object]] = {
    "at": _is_time,
    "by": lambda v: type(v) is str and _HEX32(v),
    "data": lambda v: type(v) is dict,
    "log": lambda v: type(v) is str and _HEX32(v),
    "prev": lambda v: type(v) is str and _HEX64(v),
    "seq": _is_count,
    "type": lambda v: type(v) is str and _WORD(v),
    "v": _is_count,
    "via": lambda v: type(v) is str and _WORD(v),
}
