"""checkpoint and verify --from: what was kept elsewhere tells a log that went on from one that was cut or rewritten."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Call

FIRST, SECOND = "1.1", "1.2"


def judge(call: Call, claim: str) -> None:
    assert call("verdict", claim, "supported").code == 0


def test_the_text_is_three_lines_for_each_log(call: Call):
    answer = call("checkpoint")
    name, size, root = answer.out.splitlines()
    assert name.startswith("reviewer/")
    assert int(size) > 1
    assert len(base64.b64decode(root)) == 32
    assert call("checkpoint", "--json").json["checkpoints"] == [answer.out]


def test_a_log_that_went_on_continues_its_checkpoint(call: Call, tmp_path: Path):
    kept = tmp_path / "kept.txt"
    assert call("checkpoint", "-o", str(kept)).code == 0
    judge(call, FIRST)
    answer = call("verify", "--from", str(kept))
    assert answer.code == 0
    assert "continues what kept.txt knows" in answer.out


def test_an_earlier_export_will_do_as_well(call: Call, tmp_path: Path):
    judge(call, FIRST)
    kept = tmp_path / "claims.json"
    assert call("export", "json", "-o", str(kept)).code == 0
    judge(call, SECOND)
    assert call("verify", "--from", str(kept)).code == 0
    kept.write_text(kept.read_text().replace("supported", "refuted"))
    answer = call("verify", "--from", str(kept))
    assert answer.code == 1
    assert "was changed itself" in answer.out


def test_an_earlier_bundle_will_do_as_well_as_a_folder_or_packed(call: Call, tmp_path: Path):
    judge(call, FIRST)
    for name in ("bundle", "bundle.zip"):
        assert call("export", "bundle", "-o", str(tmp_path / name)).code == 0
    judge(call, SECOND)
    for name in ("bundle", "bundle.zip"):
        answer = call("verify", "--from", str(tmp_path / name))
        assert answer.code == 0
        assert f"continues what {name} knows" in answer.out
    broken = tmp_path / "bundle" / "log.jsonl"
    broken.write_text(broken.read_text().replace('"round":1', '"round":2'))
    assert "was changed itself" in call("verify", "--from", str(tmp_path / "bundle")).out


def test_a_checkpoint_of_more_than_there_is_shows_a_cut_end(call: Call, tmp_path: Path):
    log, size, root = call("checkpoint").out.splitlines()
    kept = tmp_path / "kept.txt"
    kept.write_text(f"{log}\n{int(size) + 2}\n{root}\n")
    answer = call("verify", "--from", str(kept))
    assert answer.code == 1
    assert "tail was cut off" in answer.out
    kept.write_text(f"{log}\n{int(size) - 1}\n{root}\n")
    answer = call("verify", "--from", str(kept))
    assert answer.code == 1
    assert "the log was rewritten" in answer.out


def test_a_checkpoint_alone_cannot_tell(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept, log = tmp_path / "kept.txt", tmp_path / "log.jsonl"
    call("checkpoint", "-o", str(kept))
    judge(call, FIRST)
    call("export", "log", "-o", str(log))
    assert call("verify", str(kept)).code == 0, "in its workspace the log is at hand"
    monkeypatch.chdir(tmp_path)
    assert call("verify", str(kept)).code == 3
    assert call("verify", str(kept), "--from", str(log)).code == 0
    assert call("verify", str(log), "--from", str(kept)).code == 0
    kept.write_text(kept.read_text().replace("\n", "\r\n"))
    assert call("verify", str(kept)).code == 1


def test_a_checkpoint_of_another_log_cannot_tell(call: Call, tmp_path: Path):
    kept = tmp_path / "kept.txt"
    kept.write_text(f"reviewer/{'0' * 32}\n1\n{base64.b64encode(bytes(32)).decode()}\n")
    assert call("verify", "--from", str(kept)).code == 3


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_a_signature_is_checked_and_names_its_key(call: Call, tmp_path: Path):
    key, kept = tmp_path / "key", tmp_path / "kept.txt"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    assert call("checkpoint", "-o", str(kept), "--sign", str(key)).code == 0
    answer = call("verify", "--from", str(kept))
    assert answer.code == 0
    assert "by the ssh key SHA256:" in answer.out
    (tmp_path / "kept.txt.sig").write_text("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
    assert call("verify", "--from", str(kept)).code == 1


def test_signing_needs_a_file_and_a_key(call: Call, tmp_path: Path):
    assert call("checkpoint", "--sign", "key").code == 2
    assert call("checkpoint", "-o", str(tmp_path / "kept.txt"), "--sign", str(tmp_path / "none")).code == 2


def test_accepting_takes_the_logs_as_they_are(call: Call):
    assert call("verify", "--accept").code == 0
    assert call("verify", "--accept", __file__).code == 2


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
def test_the_log_says_whose_key_signed(call: Call, tmp_path: Path):
    key, kept = tmp_path / "key", tmp_path / "kept.txt"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    said = subprocess.run(["ssh-keygen", "-l", "-f", key], check=True, capture_output=True, text=True).stdout.split()[1]
    assert "nobody said" in call("key").out
    assert call("checkpoint", "-o", str(kept), "--sign", str(key)).code == 0
    assert "nobody in this log says" in call("verify", "--from", str(kept)).out
    answer = call("--as", "Ada", "key", f"{key}.pub")
    assert (answer.code, answer.out) == (0, f"{said} is a key of Ada\n")
    assert "by the log a key of Ada" in call("verify", "--from", str(kept)).out
    assert "by the log a key of Ada" in call("verify", str(kept)).out
    assert call("key", "--json").json["keys"] == [{"person": "Ada", "fingerprint": said, "revoked": False}]
    assert "already" in call("--as", "Ada", "key", said).out
    assert call("--as", "Bo", "key", said, "--revoke").code == 2, "another's key is not mine to give up"
    assert call("--as", "Ada", "key", said, "--revoke").code == 0
    assert "a key that Ada gave up" in call("verify", "--from", str(kept)).out
    assert "given up" in call("key").out
    assert "ssh key SHA256:" in call("log").out


def test_a_file_that_is_no_public_key_is_refused(call: Call, tmp_path: Path):
    for text in ("", "ssh-ed25519", "ssh-ed25519 AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----", "ssh-rsa \x1b[2J"):
        (tmp_path / "key.pub").write_text(text)
        assert call("key", str(tmp_path / "key.pub")).code == 2
    assert call("key", "SHA256:short").code == 2
    assert call("key", "--revoke").code == 2
