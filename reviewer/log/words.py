"""People's words as salted blobs: the log holds only their hash, so they can be withheld, sealed and forgotten.

A salted blob is 32 hex digits (16 random bytes), a newline, and the text in UTF-8. Without the salt a short word such
as a verdict could be found by hashing all candidates.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Any

from reviewer.errors import TamperedError, UsageError
from reviewer.log import canonical

_SALT = re.compile(r"[0-9a-f]{32}")
_SALT_LENGTH = 32


def salted(text: str, salt: str | None = None) -> bytes:
    """The blob of `text`. `salt` is 32 lower-case hex digits, drawn at random unless given (tests give it).

    Raises:
        UsageError: a text with a lone surrogate, or a salt of another form.
    """
    salt = secrets.token_hex(_SALT_LENGTH // 2) if salt is None else salt
    if not _SALT.fullmatch(salt):
        raise UsageError("a salt is 32 lower-case hex digits")
    try:
        return f"{salt}\n{text}".encode()
    except UnicodeEncodeError:
        raise UsageError("the text holds half a character (a lone surrogate)") from None


def open(blob: bytes) -> str:  # noqa: A001 - the one word for it; callers write words.open
    """The text of a salted blob.

    Raises:
        TamperedError: the bytes are not a salted text.
    """
    salt, newline, text = blob[:_SALT_LENGTH], blob[_SALT_LENGTH : _SALT_LENGTH + 1], blob[_SALT_LENGTH + 1 :]
    try:
        if newline == b"\n" and _SALT.fullmatch(salt.decode("ascii")):
            return text.decode("utf-8")
    except UnicodeDecodeError:
        pass
    raise TamperedError("a blob is not a salted text")


def salted_record(record: Any, salt: str | None = None) -> bytes:
    """The salted blob of the canonical JSON of `record` (evidence, metadata, what was seen).

    Raises:
        UsageError: a value without canonical form.
    """
    try:
        return salted(canonical.encode(record), salt)
    except canonical.NotCanonical as error:
        raise UsageError(f"no record: {error}") from None


def open_record(blob: bytes) -> Any:
    """The record in a salted blob.

    Raises:
        TamperedError: not a salted text, or not canonical JSON.
    """
    try:
        return canonical.decode(open(blob))
    except canonical.NotCanonical as error:
        raise TamperedError(f"a blob does not hold a record: {error}") from None


def sha(blob: bytes) -> str:
    """The name of a blob, salted or plain: lower-case hex sha256 of its bytes."""
    return hashlib.sha256(blob).hexdigest()
