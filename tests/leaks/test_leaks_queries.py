"""Nothing of an open blind round reaches anybody else: every query of the workspace, every export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from reviewer.cli.output import dumped, plain
from reviewer.errors import ReviewerError
from reviewer.model.comparison import Outcome
from reviewer.model.lineage import LineageKind
from reviewer.model.order import Order
from reviewer.model.verdict import About, Status, Value
from reviewer.workspace import Workspace
from reviewer.workspace.views import Filter
from tests.leaks.leak_worlds import ONE, build, holds_nothing, pieces, seen, steady
from tests.workspace.workspace_tools import Folder, rows

Both = Callable[[], tuple[Folder, Folder]]
FILTERS = (
    *(Filter(statuses=frozenset({status})) for status in Status),
    *(Filter(values=frozenset({value})) for value in Value),
    *(Filter(outcomes=frozenset({outcome})) for outcome in Outcome),
    *(Filter(**{name: flag}) for name in ("matched", "needs_look", "postponed") for flag in (True, False)),
    *(Filter(order=order) for order in Order),
    *(Filter(lineages=frozenset({kind})) for kind in LineageKind),
    Filter(person="Bo"),
    Filter(text=ONE.word),
)


def _lists(workspace: Workspace) -> Iterator[Any]:
    for chosen in FILTERS:
        found = workspace.listing(chosen)
        yield found.rows(0, len(found))


def _claims(workspace: Workspace) -> Iterator[Any]:
    for row in rows(workspace):
        yield row
        yield workspace.claim(row.id)


def _pairs(workspace: Workspace) -> Iterator[Any]:
    for row in rows(workspace):
        for match in workspace.claim(row.id).matches:
            yield workspace.match(row.id, match.row.id)


QUERIES: dict[str, Callable[[Workspace], Any]] = {
    "adjudication": lambda w: [w.adjudication(row.id, about) for row in rows(w) for about in About],
    "articles": lambda w: w.articles(),
    "article": lambda w: [w.article(str(view.number)) for view in w.articles()],
    "checkpoints": lambda w: [point.size for point in w.checkpoints()],
    "claim": lambda w: list(_claims(w)),
    "clusters": lambda w: w.clusters(),
    "cluster": lambda w: [_refused(lambda row=row: w.cluster(row.id)) for row in rows(w)],
    "draft": lambda w: [
        w.draft(f"tui/{row.id}/content/{part}") for row in rows(w) for part in ("rationale", "private")
    ],
    "find_claim": lambda w: _refused(lambda: w.find_claim("last")),
    "keys": lambda w: w.keys(),
    "lineages": lambda w: [w.lineages(), *(w.lineages(view.id) for view in w.articles())],
    "listing": lambda w: list(_lists(w)),
    "listings": lambda w: [[found.rows(0, len(found)) for found in w.listings(chosen)] for chosen in FILTERS],
    "log": lambda w: [*w.log(), *w.log(person="Bo"), *(line for row in rows(w) for line in w.log(claim=row.id))],
    "match": lambda w: list(_pairs(w)),
    "next_claim": lambda w: [w.next_claim(row.id) for row in rows(w)],
    "next_of": lambda w: [w.next_of([row.id]) for row in rows(w)],
    "originals": lambda w: w.originals(),
    "people": lambda w: [w.people(), w.people("Bo")],
    "unplaced": lambda w: w.unplaced(),
    "row": lambda w: [w.row(row.id) for row in rows(w)],
    "check_reopen": lambda w: [_refused(partial(w.check_reopen, row.id, about)) for row in rows(w) for about in About],
    "check_reveal": lambda w: [_refused(partial(w.check_reveal, row.id, about)) for row in rows(w) for about in About],
    "others_at": lambda w: [w.others_at(row.id) for row in rows(w)],
    "statistics": lambda w: w.statistics(),
    "summary": lambda w: w.summary(),
    "text": lambda w: [w.text(view.id) for view in w.articles()],
    "uncompared": lambda w: w.uncompared(),
    "verify": lambda w: w.verify(),
    "why": lambda w: [w.why(row.id) for row in rows(w)],
}
"""Every question that can be asked of a workspace."""
SAY_NOTHING_OF_OTHERS = {
    "changed",
    "close",
    "find",
    "folder",
    "init",
    "me",
    "open",
    "others_wrote",
    "policy",
    "read_only",
    "sheet",
}
SAY_NOTHING_OF_OTHERS |= {"sheet_path", "desk", "empty", "read_ahead", "stoppable", "via", "wait_for_acts"}
ACTS = """
accept_heads add adjudicate answer assign attach check_file decide dwell erasable erase export export_bundle
export_codes export_log flip_block give give_role import_file note open_pair open_to_sync postpone rebuild redo reopen
resume reveal revise revoke_role salvage same_person save_draft say_key set_date set_lineage settle signoff sync
take_place train two_persons undo update verdict verdicts write_checkpoint
"""


def _refused(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except ReviewerError as error:
        return error.what


def _told(value: Any) -> str:
    return dumped({"told": plain(value)})


def test_every_query_of_a_workspace_is_walked_here() -> None:
    public = {name for name in dir(Workspace) if not name.startswith("_")}
    acts = set(ACTS.split())
    assert public - SAY_NOTHING_OF_OTHERS - acts == set(QUERIES)


@pytest.fixture(scope="module")
def eyes(worlds: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[list[Workspace]]]:
    """Both worlds open for Cy, who reviews too, and for Ada, who owns the project."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        opened = []
        for path in worlds:
            patch.setenv("REVIEWER_STATE", str(path.parent / "state"))
            opened.append([stack.enter_context(Folder(path).open(me)) for me in ("Cy", "Ada")])
        yield [list(pair) for pair in zip(*opened, strict=True)]


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_tells_what_another_said_in_an_open_blind_round(
    eyes: list[list[Workspace]], name: str, monkeypatch
) -> None:
    for pair in eyes:
        told = []
        for workspace in pair:
            monkeypatch.setenv("REVIEWER_STATE", str(workspace.folder.parent / "state"))
            told.append(seen(_told(QUERIES[name](workspace))))
        holds_nothing(told[0] + told[1])
        assert told[0] == told[1]


def test_the_walk_finds_what_is_there_to_be_found(taken_in: Path, tmp_path: Path, monkeypatch) -> None:
    """The same questions once the rounds are closed, and asked by Bo himself: now the words do stand there."""
    folder = build(taken_in, tmp_path / "desk", ONE, monkeypatch, close=True)
    with folder.open("Cy") as cy:
        told = {name: _told(ask(cy)) for name, ask in QUERIES.items()}
    assert {name for name, text in told.items() if ONE.word in text} >= {"claim", "match"}
    for name in ("log", "listing", "row", "lineages"):
        assert "sealed" not in told[name] or name == "log"
    with folder.open("Bo") as bo:
        assert ONE.word in _told(QUERIES["draft"](bo))


def test_who_spoke_sees_all_of_it(both: Both) -> None:
    folder, _ = both()
    with folder.open("Bo") as bo:
        (judged,) = [row for row in rows(bo) if row.mine is Value.REFUTED and "storm" in row.quote]
        text = _told(bo.claim(judged.id))
        assert ONE.word in text
        assert any(match.word for row in rows(bo) for match in bo.claim(row.id).matches)


@pytest.mark.parametrize("kind", ["yaml", "json", "jsonl", "csv", "log", "log.csv", "bundle", "codes", "sync"])
@pytest.mark.parametrize("me", ["Cy", "Bo"])
def test_no_export_holds_what_was_said_in_an_open_blind_round(
    both: Both, kind: str, me: str, tmp_path: Path, monkeypatch
) -> None:
    steady(monkeypatch)
    texts = []
    for index, folder in enumerate(both()):
        with folder.open(me) as workspace:
            texts.append(_exported(workspace, kind, tmp_path / f"out{index}"))
    holds_nothing(texts[0] + texts[1])
    left, right = pieces(texts[0]), pieces(texts[1])
    assert not {key for key in left | right if left[key] != right[key]}


def _exported(workspace: Workspace, kind: str, path: Path) -> str:
    if kind == "bundle":
        workspace.export_bundle(path, names=True, private=True)
        return "\n".join(file.read_text("utf-8") for file in sorted(path.rglob("*")) if file.is_file())
    if kind == "sync":
        path.mkdir()
        workspace.sync(path)
        return "\n".join(file.read_text("utf-8") for file in sorted(path.rglob("*")) if file.is_file())
    if kind == "codes":
        return workspace.export_codes(None, names=True).text
    if kind.startswith("log"):
        form = "csv" if kind.endswith("csv") else "jsonl"
        return workspace.export_log(form, None, names=True, private=True).text
    return workspace.export(kind, None, decided=False, names=True, private=True).text


def test_what_was_kept_back_can_still_be_verified(both: Both, tmp_path: Path) -> None:
    folder, _ = both()
    with folder.open("Cy") as workspace:
        workspace.export_bundle(tmp_path / "bundle")
    from reviewer.workspace.files import verify_file

    assert verify_file(tmp_path / "bundle").ok
