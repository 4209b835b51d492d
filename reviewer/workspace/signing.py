"""Signatures of checkpoints by ssh keys: no new key, no new program; `ssh-keygen` signs and checks."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from reviewer.errors import ExportError, NotFound
from reviewer.log.checkpoint import NAMESPACE
from reviewer.workspace.views import Finding

SECONDS = 120
"""How long a person may take to type a passphrase or touch a hardware key."""
_SIGN = "name a private key, as in --sign ~/.ssh/id_ed25519, or one whose other half the ssh agent holds"
_KEY = re.compile(r"\b(SHA256:[A-Za-z0-9+/]{43})\b")


def sign(path: Path, key: Path) -> Path:
    """Signs a checkpoint file with an ssh key; the signature stands beside it as `<file>.sig`.

    Raises:
        NotFound: no ssh-keygen, or no such key. ExportError: it did not sign.
    """
    if not key.is_file():
        raise NotFound(f"there is no key {key}", kept=f"{path} stands, unsigned", next_step=_SIGN)
    signature = path.with_name(path.name + ".sig")
    signature.unlink(missing_ok=True)
    call = [_program(), "-Y", "sign", "-f", str(key.absolute()), "-n", NAMESPACE, str(path.absolute())]
    try:
        done = subprocess.run(call, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603 - no shell
    except subprocess.TimeoutExpired:
        raise ExportError("ssh-keygen waited too long for the key", kept=f"{path} stands, unsigned") from None
    if done.returncode or not signature.is_file():
        said = " ".join(done.stderr.split())[:200]
        raise ExportError(f"ssh-keygen did not sign: {said}", kept=f"{path} stands, unsigned", next_step=_SIGN)
    return signature


def check(path: Path, whose: Callable[[str], str] | None = None) -> tuple[Finding, ...]:
    """What the signature beside a checkpoint file says; nothing where there is none.

    `whose`: says whose key a fingerprint is, where a log at hand tells.
    """
    signature = path.with_name(path.name + ".sig")
    if not signature.is_file():
        return ()
    try:
        call = [_program(), "-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(signature.absolute())]
        with path.open("rb") as file:
            done = subprocess.run(call, stdin=file, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603 - no shell
    except (NotFound, OSError, subprocess.TimeoutExpired):
        return (Finding(ok=None, what="signature", words="cannot be checked here: ssh-keygen was not found"),)
    if done.returncode:
        return (Finding(ok=False, what="signature", words="is not one of this file: the checkpoint was changed"),)
    found = _KEY.search(done.stdout + done.stderr)
    by = f"by the ssh key {found[1]}" if found else "by an ssh key"
    told = whose(found[1]) if whose is not None and found else "whose key that is, you must know from elsewhere"
    return (Finding(ok=True, what="signature", words=f"{by}; {told}"),)


def _program() -> str:
    found = shutil.which("ssh-keygen")
    if found is None:
        raise NotFound("ssh-keygen was not found", next_step="install OpenSSH, or go without a signature")
    return found
