"""Bundles: everything that a stranger needs to read what was concluded, and to check that nothing was left out."""

from __future__ import annotations

import io
import json
import re
import secrets
import shutil
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewer.errors import ExportError, InputError, TamperedError
from reviewer.export import atomic, claims_file, points, stranger
from reviewer.export.assemble import assembled
from reviewer.export.check import check_file
from reviewer.export.draft import Draft
from reviewer.export.inputs import Options
from reviewer.export.page import page
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.reading import ClaimsFile, parse, read_event
from reviewer.workspace import exporting, heads, pointing
from reviewer.workspace.desk import Desk
from reviewer.workspace.views import ExportReport, Finding

LIMIT = 1024 * 1024 * 1024
"""Bytes of a bundle, unpacked, that is read."""
ENTRIES = 100_000
"""Files in a bundle that is read."""
OWN = ("claims.json", "log.jsonl", "checkpoint.txt", "index.html", "verify.py", "README.txt")
README = """A bundle of verified claims.

index.html      to read and to print
claims.json     all claims, judged or not, with the acts of people and the proof of them
log.jsonl       the whole log of who did what; words that were withheld are absent
texts/          the articles' texts as they were read, by version
evidence/       files that people attached, by sha256
checkpoint.txt  how far the log had come; somebody who keeps it can tell later whether the log went on from there
verify.py       checks all of it: python3 verify.py    (plain Python, nothing to install; read it first)

With the program: reviewer verify FOLDER
"""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}")


def export_bundle(desk: Desk, path: Path, *, names: bool, private: bool, texts: bool) -> ExportReport:
    """Writes a bundle into a new folder, or into a ZIP where `path` ends so; appends the `export` event it rests on.

    Raises:
        ExportError: nothing was written. ReadOnly: nothing can be recorded here.
    """
    exporting.refuse_read_only(desk)
    zipped = path.suffix.lower() == ".zip"
    if zipped:
        exporting.atomic_check(desk, path)
    else:
        _check_folder(path)
    made, proof = exporting.recorded(desk, Options(decided=False, names=names, private=private))
    claims = "".join(claims_file.chunks("json", made, proof)).encode()
    log = exporting.export_log(desk, "jsonl", None, names=names, private=private).text.encode()
    whole = dict(_texts(desk, made)) if texts else {}
    evidence = dict(_evidence(desk, made)) if texts else {}
    shown = page(made.header, made.claims, proof.checkpoint, whole, evidence.keys(), proof.export.at)
    files = {
        "claims.json": claims,
        "log.jsonl": log,
        "checkpoint.txt": points.text_of(pointing.checkpoints(desk)).encode(),
        "index.html": shown.encode(),
        "verify.py": assembled().encode(),
        "README.txt": README.encode(),
    }
    files |= {f"texts/{version}.txt": text.encode() for version, text in whole.items()}
    files |= evidence
    if zipped:
        atomic.write_whole(path, [_zipped(files)])
    else:
        _write_folder(path, files)
    heads.remember(desk.db, desk.folder)
    return ExportReport(str(path), "", len(made.claims), {})


def _texts(desk: Desk, made: Draft) -> Iterator[tuple[str, str]]:
    versions = {as_text(record["version"]["id"]): record["version"]["text_sha256"] for record in made.claims}
    for version, sha in sorted(versions.items()):
        blob = desk.db.blob(sha)
        if blob is not None:
            yield version, blob.decode("utf-8")


def _evidence(desk: Desk, made: Draft) -> Iterator[tuple[str, bytes]]:
    """Files that evidence in the records names, each once, with a harmless ending."""
    for sha, name in sorted(_named_files(made.claims)):
        blob = desk.db.blob(sha)
        if blob is not None:
            ending = Path(name).suffix
            yield f"evidence/{sha}{ending if _ENDING.fullmatch(ending) else ''}", blob


def _named_files(claims: Sequence[Mapping[str, Any]]) -> Collection[tuple[str, str]]:
    found: dict[str, str] = {}
    for record in claims:
        for kind in ("verdicts", "adjudications", "notes"):
            for entry in map(as_dict, as_list(record.get(kind))):
                for item in map(as_dict, as_list(entry.get("evidence"))):
                    if item.get("file_sha256"):
                        found.setdefault(as_text(item["file_sha256"]), as_text(item.get("file_name")))
    return found.items()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    """The same bytes for the same files, whenever they are packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def _check_folder(path: Path) -> None:
    kept = "nothing was written"
    if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
        raise ExportError(f"{path} is there already, and is not an empty folder", kept=kept, next_step="name a new one")
    if not path.absolute().parent.is_dir():
        raise ExportError(f"there is no folder {path.parent}", kept=kept, next_step="make it first")


def _write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """All files beside the place, then exchanged whole."""
    part = path.absolute().with_name(f".reviewer-{secrets.token_hex(8)}.part")
    try:
        for name, data in files.items():
            target = part / name
            target.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_whole(target, [data])
        part.rename(path)
    except OSError as error:
        words = f"{path} was not written: {error.strerror or error}"
        raise ExportError(words, kept="nothing was written", next_step="name another place") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def is_bundle(path: Path) -> bool:
    """Whether this is a folder or a ZIP file."""
    return path.is_dir() or (path.is_file() and zipfile.is_zipfile(path))


def verify_bundle(path: Path, source: Path | None = None) -> tuple[Finding, ...]:
    """Checks a bundle: each file by itself, the whole as verify.py does, and that the page is the one of the claims.

    Raises:
        InputError: no bundle, or one that cannot be read.
    """
    files = read_bundle(path)
    missing = [name for name in ("claims.json", "log.jsonl") if name not in files]
    if missing:
        raise InputError(
            f"{path} is no bundle: it holds no {missing[0]}",
            next_step="name the folder that reviewer export bundle wrote, its zip file, or the exported file itself",
        )
    found = [Finding(ok, "bundle", words) for ok, words in stranger.check(files)]
    for name in ("claims.json", "log.jsonl"):
        found += [Finding(each.ok, f"{name}, {each.what}", each.words) for each in check_file(files[name], name)]
    found += _page(files)
    found += _strangers(files)
    if source is not None:
        found += pointing.against(points.logs_in(files["log.jsonl"], "log.jsonl") or {}, source)
    return tuple(found)


def _page(files: Mapping[str, bytes]) -> Iterator[Finding]:
    try:
        file = parse(files["claims.json"], "claims.json")
        texts = {name[6:-4]: data.decode() for name, data in files.items() if name.startswith("texts/")}
        if not isinstance(file, ClaimsFile) or file.proof is None:
            return
        evidence = [name for name in files if name.startswith("evidence/")]
        point = as_text(file.proof.get("checkpoint"))
        made = page(file.header, file.claims, point, texts, evidence, _exported_at(file.proof))
    except (InputError, TamperedError, ValueError, TypeError, AttributeError):
        return  # what is wrong with the claims was said before
    tool = as_text(file.header.get("tool"))
    if tool != exporting.TOOL:
        yield Finding(ok=None, what="index.html", words=f"made by {tool}: whether it was changed only that can tell")
        return
    same = files.get("index.html") == made.encode()
    yield Finding(
        same, "index.html", "is the page of these claims" if same else "was changed: read claims.json instead"
    )
    if files.get("verify.py") != assembled().encode():
        yield Finding(ok=False, what="verify.py", words="is not the one that this program writes: do not trust it")


def _exported_at(proof: Mapping[str, Any]) -> str:
    """When the export was recorded, by its event."""
    bodies = (as_text(as_dict(each).get("body")) for each in as_list(proof.get("events")))
    return next((each.at for body in bodies if (each := read_event(body)) and each.hash == proof.get("export")), "")


def _strangers(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Files that no bundle has."""
    try:
        claims = json.loads(files["claims.json"])["claims"]
        versions = {f"texts/{record['version']['id']}.txt" for record in claims}
        shas = {sha for sha, _ in _named_files(tuple(claims))}
    except (ValueError, KeyError, TypeError, RecursionError):
        return
    for name in sorted(files):
        known = name in OWN or name in versions or (name.startswith("evidence/") and name[9:73] in shas)
        if not known:
            yield Finding(ok=False, what=name[:80], words="stands in the bundle, and nothing in it names this file")


def read_bundle(path: Path) -> dict[str, bytes]:
    """The files of a bundle by name. Raises InputError."""
    try:
        if path.is_dir():
            names = [each for each in path.rglob("*") if each.is_file() and not each.is_symlink()]
            if len(names) > ENTRIES or sum(each.stat().st_size for each in names) > LIMIT:
                raise InputError(f"{path} is too large for a bundle")
            return stranger.read_files(path)
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES or sum(entry.file_size for entry in entries) > LIMIT:
                raise InputError(f"{path} is too large for a bundle")
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None
