"""A bundle: read by anyone, checked by a stranger with one file of plain Python, complete."""

from __future__ import annotations

import ast
import html
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from reviewer.errors import ExportError, InputError
from reviewer.export import assemble, page_parts
from reviewer.model.verdict import About, Evidence, EvidenceKind, Stance, Value
from reviewer.workspace import Workspace, exporting
from reviewer.workspace.erasing import Targets
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import SAILINGS, UNION, WAGES, Folder, claim, new_folder

HOSTILE = '<script>alert(1)</script>"\u202e onload='


def judge(desk: Workspace, photo: Path) -> None:
    """Acts of all sorts: superseded, undone, redone, reopened, copied, noted, attached."""
    photo.write_text("27 boats at the quay")
    desk.verdict(claim(desk, UNION), Value.SUPPORTED, rationale="first look")
    desk.verdict(claim(desk, UNION), Value.REFUTED, rationale=f"second look {HOSTILE}", private="ask the cook")
    link = Evidence(EvidenceKind.URL, Stance.REFUTES, url="javascript:alert(1)", quote=HOSTILE)
    good = Evidence(EvidenceKind.URL, Stance.SUPPORTS, url="https://a.example/?a=1&b=2")
    desk.verdict(claim(desk, SAILINGS), Value.SUPPORTED, evidence=[desk.attach(photo), link, good])
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED)
    desk.reopen(claim(desk, WAGES), reason="new ledger")
    desk.verdict(claim(desk, WAGES), Value.CONFLICTING)
    desk.verdict(claim(desk, WAGES), Value.SUPPORTED, about=About.ATTRIBUTION)
    desk.note(claim(desk, UNION), rationale="look again")
    desk.verdict(claim(desk, SAILINGS), Value.REFUTED)
    desk.undo()
    desk.redo()
    desk.undo()


@pytest.fixture(scope="module")
def scene(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after these acts (`desk`), and a bundle of it."""
    place = tmp_path_factory.mktemp("bundles")
    with Folder(Path(shutil.copytree(template, place / "desk"))).open() as desk:
        judge(desk, place / "photo.txt")
        desk.export_bundle(place / "bundle")
    return place


@pytest.fixture
def judged(scene: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The workspace, open for Ada."""
    with Folder(Path(shutil.copytree(scene / "desk", tmp_path / "judged"))).open() as desk:
        yield desk


@pytest.fixture
def bundle(scene: Path, tmp_path: Path) -> Path:
    """The bundle, for one test."""
    return Path(shutil.copytree(scene / "bundle", tmp_path / "bundle"))


def run(folder: Path, *words: str | Path) -> tuple[int, str]:
    """verify.py as a stranger runs it: isolated, with nothing of this program in reach."""
    call = [sys.executable, "-I", "-S", str(folder / "verify.py"), *map(str, words)]
    done = subprocess.run(call, capture_output=True, text=True, cwd=folder.parent, check=False)
    assert not done.stderr
    return done.returncode, done.stdout


def words_of_page(bundle: Path) -> str:
    """The page without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", " ", (bundle / "index.html").read_text("utf-8")))


def test_the_page_says_why_a_claim_was_opened_again_and_what_was_said_before(bundle: Path):
    page = " ".join(words_of_page(bundle).split())
    assert re.search(r"Opened again [0-9-]+ [0-9:]+ UTC: “new ledger”", page)
    before = r"Verdict: Supported, person-1, [^,]+, holds no more \w+"
    assert re.search(before + r" Reopened for round 2, person-1, [0-9-]+ [0-9:]+ UTC Why: “new ledger”", page)


def test_a_claim_that_waits_for_its_second_judgement_is_not_called_unjudged(judged: Workspace, tmp_path: Path):
    judged.reopen(claim(judged, SAILINGS), reason="the log of the harbour office turned up")
    judged.export_bundle(tmp_path / "bundle")
    page = " ".join(words_of_page(tmp_path / "bundle").split())
    assert re.search(r"Claim \d+: Open again", page)
    assert "“the log of the harbour office turned up”" in page
    assert "27 cancelled sailings" not in page[page.rindex("Not judged") :]
    assert run(tmp_path / "bundle")[0] == 0
    assert verify_file(tmp_path / "bundle").ok


def test_a_stranger_proves_it_with_nothing_but_python(bundle: Path):
    code, said = run(bundle)
    assert code == 0, said
    assert "replay of the log gives these verdicts and no others" in said
    assert verify_file(bundle).ok, verify_file(bundle).findings


def test_it_holds_what_the_page_of_formats_says(bundle: Path):
    names = {path.relative_to(bundle).parts[0] for path in bundle.rglob("*") if path.is_file()}
    assert names == {
        "README.txt",
        "checkpoint.txt",
        "claims.json",
        "evidence",
        "index.html",
        "log.jsonl",
        "texts",
        "verify.py",
    }
    assert next((bundle / "evidence").iterdir()).read_text() == "27 boats at the quay"
    assert len(list((bundle / "texts").iterdir())) == 4


def test_names_and_private_notes_stay_at_home_unless_asked_for(judged: Workspace, tmp_path: Path):
    for name, options in (("plain", {}), ("all", {"names": True, "private": True})):
        judged.export_bundle(tmp_path / name, **options)
        held = b"".join(path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file())
        assert (b"ask the cook" in held) == bool(options)
        assert (b"Ada" in held) == bool(options)
        assert run(tmp_path / name)[0] == 0


def test_without_texts_it_cannot_tell_whether_quotes_stand(judged: Workspace, tmp_path: Path):
    judged.export_bundle(tmp_path / "bundle", texts=False)
    assert not (tmp_path / "bundle" / "texts").exists()
    assert run(tmp_path / "bundle")[0] == 3
    assert verify_file(tmp_path / "bundle").ok is None


def test_a_zip_is_the_same_and_checks(judged: Workspace, tmp_path: Path):
    judged.export_bundle(tmp_path / "bundle.zip")
    assert verify_file(tmp_path / "bundle.zip").ok
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(tmp_path / "out")
    assert run(tmp_path / "out")[0] == 0


def test_a_checkpoint_that_was_kept_shows_another_log(judged: Workspace, bundle: Path, tmp_path: Path):
    kept = tmp_path / "kept.txt"
    kept.write_text((bundle / "checkpoint.txt").read_text())
    judged.verdict(claim(judged, UNION), Value.SUPPORTED)
    judged.export_bundle(tmp_path / "later")
    assert run(tmp_path / "later", tmp_path / "later", kept)[0] == 0
    assert verify_file(tmp_path / "later", source=kept).ok
    judged.write_checkpoint(kept)
    assert "its end was cut off" in run(bundle, bundle, kept)[1]
    assert verify_file(bundle, source=kept).ok is False


def edited(bundle: Path, name: str, change: Callable[[str], str]) -> None:
    path = bundle / name
    before = path.read_text("utf-8")
    path.write_text(change(before), "utf-8")
    assert path.read_text("utf-8") != before


CHANGES: dict[str, Callable[[Path], None]] = {
    "a quote": lambda b: edited(b, "claims.json", lambda t: t.replace('"quote": "', '"quote": "not ', 1)),
    "a value": lambda b: edited(b, "claims.json", lambda t: t.replace('"value": "refuted"', '"value": "supported"')),
    "an event": lambda b: edited(b, "log.jsonl", lambda t: t.replace('"round":1', '"round":2', 1)),
    "an event taken out": lambda b: edited(b, "log.jsonl", lambda t: "".join(drop(t.splitlines(keepends=True), 5))),
    "two events swapped": lambda b: edited(b, "log.jsonl", lambda t: "".join(swap(t.splitlines(keepends=True), 5))),
    "words in the log": lambda b: edited(b, "log.jsonl", lambda t: t.replace("second look", "second book")),
    "a text": lambda b: edited(b, next((b / "texts").iterdir()).relative_to(b).as_posix(), lambda t: t + "!"),
    "evidence": lambda b: edited(b, next((b / "evidence").iterdir()).relative_to(b).as_posix(), lambda t: t + "!"),
    "words that no record shows": lambda b: edited(b, "claims.json", unshown),
    "an event of the proof": lambda b: edited(
        b, "claims.json", lambda t: t.replace('\\"via\\":\\"', '\\"via\\":\\"x', 1)
    ),
    "a record taken out": lambda b: edited(b, "claims.json", without_first),
}


def drop(lines: list[str], number: int) -> list[str]:
    return lines[:number] + lines[number + 1 :]


def swap(lines: list[str], number: int) -> list[str]:
    return [*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :]]


def unshown(text: str) -> str:
    """Other words in place of some that only the proof holds."""
    found = json.loads(text)
    shown = json.dumps(found["claims"])
    blobs = found["proof"]["blobs"]
    sha = next(sha for sha, words in blobs.items() if json.dumps(words[33:])[1:-1] not in shown and words[33:])
    blobs[sha] = blobs[sha][:33] + "other words"
    return json.dumps(found)


def without_first(text: str) -> str:
    found = json.loads(text)
    found["claims"] = found["claims"][1:]
    return json.dumps(found)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_found_by_both(bundle: Path, change: str):
    CHANGES[change](bundle)
    code, said = run(bundle)
    assert code == 1, said
    assert verify_file(bundle).ok is False


@pytest.mark.parametrize("name", ["index.html", "verify.py"])
def test_what_a_stranger_cannot_check_the_program_does(bundle: Path, name: str):
    edited(bundle, name, lambda text: text.replace("proved", "shown", 1))
    assert verify_file(bundle).ok is False


def test_a_file_that_nothing_names_is_told(bundle: Path):
    (bundle / "more.txt").write_text("trust me")
    assert verify_file(bundle).ok is False


def test_an_export_that_leaves_a_claim_out_is_found(judged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    gone, plain = claim(judged, UNION), exporting.Exporter._entries
    monkeypatch.setattr(
        exporting.Exporter, "_entries", lambda self, options: (e for e in plain(self, options) if e.claim.id != gone)
    )
    judged.export_bundle(tmp_path / "bundle")
    code, said = run(tmp_path / "bundle")
    assert code == 1
    assert f"claim {gone} was judged and is left out" in said


def test_an_export_with_a_superseded_verdict_is_found(
    judged: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = judged.desk.db.decisions.acts_of_claim(claim(judged, UNION), types=("verdict",))[0].event
    plain = exporting.Exporter.record

    def forged(self: exporting.Exporter, entry: object):
        record = plain(self, entry)
        if record.claim.id != claim(judged, UNION):
            return record
        fields = {name: getattr(record, name) for name in record.__dataclass_fields__}
        return type(record)(
            **fields | {"verdicts": (first,), "values": {**record.values, About.CONTENT: Value.SUPPORTED}}
        )

    monkeypatch.setattr(exporting.Exporter, "record", forged)
    judged.export_bundle(tmp_path / "bundle")
    code, said = run(tmp_path / "bundle")
    assert code == 1
    assert "was superseded or undone" in said
    assert "is left out" in said


@pytest.mark.parametrize("join", [True, False])
def test_the_log_of_another_machine_is_replayed_where_it_counts(judged: Workspace, tmp_path: Path, join: bool):
    with new_folder(tmp_path / "far").open("Bo") as far:
        far.update()
        far.verdict(claim(far, UNION), Value.SUPPORTED)
        far.verdict(claim(far, "A storm closed", "articles/radio.txt"), Value.SUPPORTED)
        (tmp_path / "far" / "articles" / "more.txt").write_text("Nine ferries sank in the bay on Monday.\n")
        far.update()
        far.verdict(claim(far, "Nine ferries", "articles/more.txt"), Value.REFUTED)
        far.export_log("jsonl", tmp_path / "far.jsonl", names=True)
    judged.import_file(tmp_path / "far.jsonl", join=join)
    judged.export_bundle(tmp_path / "bundle")
    code, said = run(tmp_path / "bundle")
    # With it comes a verdict on an article that only the other machine has read.
    assert (code, "was judged and is left out" in said) == ((3, True) if join else (0, False)), said
    assert "CHANGED" not in said


def test_an_open_blind_round_stays_sealed_and_still_checks(folder: Folder, tmp_path: Path):
    folder.rules("reviews: 2\nblind: true\n")
    with folder.open() as ada:
        ada.update()
        ada.verdict(claim(ada, UNION), Value.REFUTED, rationale="Zanzibarquartz told me")
    for name in ("Bo", "Ada"):
        with folder.open(name) as desk:
            desk.export_bundle(tmp_path / name, names=True, private=True)
        held = b"".join(path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file())
        assert b"Zanzibarquartz" not in held
        assert run(tmp_path / name)[0] == 0
        assert verify_file(tmp_path / name).ok
    with folder.open("Bo") as desk:
        desk.verdict(claim(desk, UNION), Value.SUPPORTED)
        desk.export_bundle(tmp_path / "closed")
    assert "Zanzibarquartz" in (tmp_path / "closed" / "index.html").read_text()
    assert run(tmp_path / "closed")[0] == 0


def test_what_was_erased_is_no_fault(judged: Workspace, tmp_path: Path):
    act = judged.desk.db.decisions.acts_of_claim(claim(judged, UNION), types=("verdict",))[-1].event.hash
    judged.verdict(claim(judged, "A storm closed", "articles/radio.txt"), Value.SUPPORTED)
    judged.erase(Targets(events=[act], articles=["articles/radio.txt"]))
    judged.export_bundle(tmp_path / "bundle")
    code, said = run(tmp_path / "bundle")
    assert code in (0, 3), said
    assert "CHANGED" not in said


class Page(HTMLParser):
    """The tags and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: set[str] = set()
        self.attributes: set[str] = set()
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.places |= {value or "" for name, value in attrs if name == "id"}
        self.links |= {value or "" for name, value in attrs if name == "href"}


def test_the_page_runs_nothing_and_links_to_the_web_only(bundle: Path):
    text = (bundle / "index.html").read_text("utf-8")
    found = Page()
    found.feed(text)
    assert not found.tags & {"script", "img", "iframe", "object", "link", "base", "form"}
    assert not {name for name in found.attributes if name.startswith("on")}
    outside = {link for link in found.links if not link.startswith("#") and not (bundle / link).is_file()}
    assert outside == {"https://a.example/?a=1&b=2"}
    assert {link[1:] for link in found.links if link.startswith("#")} <= found.places
    assert "default-src 'none'" in text
    assert "\u202e" not in text
    assert "&lt;script&gt;" in text
    for part in ("<h1>", "<table>", "<caption>", 'lang="en"', "<mark>", "@media print", "Not proved"):
        assert part in text


def test_headings_go_down_one_step_at_a_time(bundle: Path):
    levels = [int(level) for level in re.findall(r"<h([1-6])", (bundle / "index.html").read_text("utf-8"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_claim_stands_with_its_words_its_acts_and_where_both_are_recorded(bundle: Path):
    text = (bundle / "index.html").read_text("utf-8")
    for record in json.loads((bundle / "claims.json").read_text("utf-8"))["claims"]:
        if record.get("verdicts"):
            section = next(part for part in text.split("<section ") if record["claim"] in part)
            assert f"<mark>{page_parts.esc(record['quote'])}</mark>" in section
            assert f"characters {record['span'][0]} to {record['span'][1]}" in section
            assert record["version"]["text_sha256"] in section
            assert all(act["event"] in section for key in ("verdicts", "notes") for act in record.get(key, ()))
            assert record["corroboration"]["line"] in html.unescape(section)


def test_every_escape_is_the_one():
    sources = [path.read_text("utf-8") for path in Path(page_parts.__file__).parent.glob("page*.py")]
    assert len(re.findall(r"html\.escape\(", "".join(sources))) == 1


def test_the_verifier_is_made_of_the_sources_of_the_log():
    text = assemble.assembled()
    tree = ast.parse(text)
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert {name.split(".")[0] for name in imported} <= sys.stdlib_module_names
    checks = text[: text.index(assemble.STOOD)]
    assert len(checks.splitlines()) < 320, "what somebody reads who wants to know what is checked"
    assert len(text.splitlines()) < 780, "rights, persons, rounds and where claims stand among it"
    for module, names in assemble.TAKEN.items():
        source = (assemble.HERE.parent / "log" / f"{module}.py").read_text("utf-8")
        taken = [node for node in ast.parse(source).body if assemble._name(node) in names]
        assert len(taken) == len(names)
        assert all((ast.get_source_segment(source, node) or "?") in text for node in taken)


def test_a_place_that_is_taken_is_refused_before_anything_is_recorded(judged: Workspace, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    before = judged.desk.db.last_id()
    for path in (tmp_path / "full", tmp_path / "no" / "such", tmp_path / "full" / "mine.txt"):
        with pytest.raises(ExportError):
            judged.export_bundle(path)
    assert judged.desk.db.last_id() == before
    with pytest.raises(InputError):
        verify_file(tmp_path / "full")
