"""The whole project file: articles, house rules, given claims."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.errors import SheetError
from reviewer.model.policy import Policy
from reviewer.sheet.entries import Entry, GivenClaim, entries, given_claims
from reviewer.sheet.fields import Fields, refuse
from reviewer.sheet.rules import RULE_KEYS, policy
from reviewer.sheet.strict_yaml import Mapping, Node, load

FORMAT = "reviewer.project/1"
"""What `format:` names; a file without it is taken for this one."""

_FORMAT = re.compile(r"reviewer\.project/(?P<version>[1-9][0-9]{0,5})\Z")
_NEWEST = 1
_KEYS = ("format", "articles", "claims", "model", *RULE_KEYS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A project file as read. `data` are its bytes, for the record; `warnings` are lines for people, with places.

    `model` is the folder of a sentence encoder, as it is written; no rule, so it takes effect without an event.
    """

    articles: tuple[Entry, ...]
    policy: Policy
    claims: tuple[GivenClaim, ...]
    warnings: tuple[str, ...]
    data: bytes
    model: str = ""


def read(data: bytes, path: str) -> Sheet:
    """The project file in `data`; an empty one is an empty project.

    Args:
        data: its bytes.
        path: the file as the user knows it, for messages.

    Raises:
        SheetError: it cannot be taken as it is, with line and column.
    """
    root = load(data, path)
    if root is None:
        return Sheet((), Policy(), (), (), data)
    fields = Fields(root, path, "the project file")
    _check_format(root, path)
    warnings: list[str] = []
    fields.warn_unknown(_KEYS, warnings)
    return Sheet(
        articles=entries(fields.listing("articles"), path, warnings),
        policy=policy(fields, warnings),
        claims=given_claims(fields.listing("claims"), path, warnings),
        warnings=tuple(warnings),
        data=data,
        model=fields.text("model") or "",
    )


def _check_format(root: Node, path: str) -> None:
    node = root.get("format") if isinstance(root, Mapping) else None
    if node is None:
        return
    text = getattr(node, "text", "")
    named = _FORMAT.match(text)
    if not named:
        refuse(path, node, f"'format' is {FORMAT}")
    if int(named["version"]) > _NEWEST:
        raise SheetError(
            f"written for a newer version of reviewer ({text}; this one reads {FORMAT})",
            path=path,
            line=node.line,
            column=node.column,
            next_step="update reviewer",
        )
