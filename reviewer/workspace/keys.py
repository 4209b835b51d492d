"""Whose ssh keys are whose: said in the log by who bears one, so that a signature of a checkpoint names a person."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from pathlib import Path

from reviewer.errors import InputError, NotFound, UsageError
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import KeyView, Receipt

FILE_LIMIT = 64 * 1024
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}").fullmatch


def fingerprint(named: str) -> str:
    """The fingerprint of a key: as it is, or of a public key file (`id_ed25519.pub`), as ssh-keygen -l shows it.

    Raises:
        InputError: the file is no public key. UsageError: neither a fingerprint nor a file.
    """
    if _FINGERPRINT(named):
        return named
    path = Path(named).expanduser()
    if not path.is_file():
        raise UsageError(
            f"{named} is neither a public key file nor a fingerprint (SHA256:…)",
            next_step="name the file that ends in .pub, or a fingerprint that reviewer key lists",
        )
    try:
        words = path.read_bytes()[:FILE_LIMIT].decode("ascii").split()
        blob = base64.b64decode(words[1], validate=True)
        name = words[0].encode()
    except (OSError, ValueError, IndexError, binascii.Error):
        raise InputError(f"{path.name} is no public key file", next_step="name the file that ends in .pub") from None
    if not blob.startswith(len(name).to_bytes(4, "big") + name):
        raise InputError(f"{path.name} is no public key file", next_step="name the file that ends in .pub")
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def say(desk: Desk, named: str, *, revoked: bool = False) -> Receipt:
    """Says in the log that a key is mine, or that it is mine no more. Raises NotFound: it never was."""
    found = fingerprint(named)
    mine = desk.db.decisions.ground().keys_of(desk.person)
    if revoked and found not in mine:
        raise NotFound(f"{found} is no key of {desk.me}", kept="nothing was changed")
    if not revoked and found in mine:
        return Receipt((), f"{found} is a key of {desk.me} already")
    data = {"actor": desk.actor, "fingerprint": found, "revoked": revoked, "right": None}
    events = desk.act(lambda _: [desk.draft("key", data, {})])
    what = f"{found} is no key of {desk.me} any more" if revoked else f"{found} is a key of {desk.me}"
    return Receipt(tuple(event.hash for event in events), what)


def keys(desk: Desk) -> tuple[KeyView, ...]:
    """All keys that anybody said are theirs, by person and fingerprint."""
    ground = desk.db.decisions.ground()
    found: dict[tuple[str, str], bool] = {}
    for act in desk.db.decisions.acts_of_type("key"):
        if act.counted:
            person = ground.person_of(act.event.data["actor"])
            print_ = str(act.event.data["fingerprint"])
            found[person, print_] = print_ not in ground.keys_of(person)
    named = ((desk.name_of(person), print_, gone) for (person, print_), gone in found.items())
    return tuple(KeyView(*each) for each in sorted(named))


def whose(desk: Desk, print_: str) -> str:
    """In words, whose key this is by the log."""
    bearers = [key for key in keys(desk) if key.fingerprint == print_]
    if not bearers:
        return "nobody in this log says that it is theirs: whose key that is, you must know from elsewhere"
    now = [key.person for key in bearers if not key.revoked]
    if now:
        return f"by the log a key of {', '.join(now)}"
    return f"a key that {', '.join(key.person for key in bearers)} gave up: signed before that, or by somebody else"
