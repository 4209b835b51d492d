"""Whatever two people do, in whatever order: what is kept is what replay gives, and every check passes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reviewer.errors import ReviewerError
from reviewer.model.article import BlockClass
from reviewer.model.comparison import PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.span import Span
from reviewer.model.verdict import About, Value
from reviewer.workspace import Workspace
from reviewer.workspace.files import verify_file
from tests.workspace.workspace_tools import ARTICLES, Folder, new_folder, rows

TEXTS = [*ARTICLES.values(), ARTICLES["radio.txt"].replace("20,000", "30,000"), "Corrected.\n\n" + ARTICLES["late.txt"]]
RULES = ["", "reviews: 2\n", "reviews: 2\nblind: true\n", "copies: false\n"]


class Two:
    """A workspace open for two people; a step is one act of one of them, chosen by numbers."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.people = [folder.open(name) for name in ("Ada", "Bo")]

    def close(self) -> None:
        for workspace in self.people:
            workspace.close()

    def step(self, who: int, act: int, a: int, b: int) -> None:
        workspace = self.people[who]
        try:
            list(_ACTS.values())[act % len(_ACTS)](self, workspace, a, b)
        except ReviewerError:
            return  # refused, as the rules say; nothing else may be raised

    def claim(self, workspace: Workspace, number: int) -> str:
        listed = rows(workspace)
        return listed[number % len(listed)].id

    def article(self, workspace: Workspace, number: int) -> str:
        found = workspace.articles()
        return found[number % len(found)].id

    def update(self, workspace: Workspace, a: int, b: int) -> None:
        name = list(ARTICLES)[a % len(ARTICLES)]
        self.folder.write(f"articles/{name}", TEXTS[b % len(TEXTS)])
        workspace.update()

    def leave(self, workspace: Workspace, a: int, b: int) -> None:
        (self.folder.path / "articles" / list(ARTICLES)[a % len(ARTICLES)]).unlink(missing_ok=True)
        self.folder.rules(RULES[b % len(RULES)])
        workspace.update()


def _span(workspace: Workspace, article: str, a: int, b: int) -> Span:
    text = workspace.text(article).text
    start = a * 7 % max(1, len(text) - 30)
    return Span(start, start + 8 + b % 20)


def _revise(two: Two, w: Workspace, a: int, b: int) -> None:
    claim = two.claim(w, a)
    span = w.claim(claim).claim.span
    middle = (span.start + span.end) // 2
    if b % 3 == 0:
        w.revise([claim], [[Span(span.start, middle)]])
    elif b % 3 == 1:
        w.revise([claim], [[Span(span.start, middle)], [Span(middle, span.end)]])
    else:
        other = two.claim(w, a + 1)
        w.revise([claim, other], [[Span(span.start, max(span.end, w.claim(other).claim.span.end))]])


_ACTS: dict[str, Callable[[Two, Workspace, int, int], Any]] = {
    "verdict": lambda t, w, a, b: w.verdict(t.claim(w, a), list(Value)[b % 5]),
    "attribution": lambda t, w, a, b: w.verdict(t.claim(w, a), list(Value)[b % 5], about=About.ATTRIBUTION),
    "marked": lambda t, w, a, b: w.verdicts([t.claim(w, a), t.claim(w, b)], Value.SUPPORTED),
    "undo": lambda t, w, a, b: w.undo(),
    "again": lambda t, w, a, b: w.undo(),
    "redo": lambda t, w, a, b: w.redo(),
    "note": lambda t, w, a, b: w.note(t.claim(w, a), rationale="seen"),
    "postpone": lambda t, w, a, b: w.postpone(t.claim(w, a)) if b % 2 else w.resume(t.claim(w, a)),
    "decide": lambda t, w, a, b: w.decide(t.claim(w, a), t.claim(w, b), list(PairWord)[(a + b) % 4]),
    "lineage": lambda t, w, a, b: w.set_lineage(t.article(w, a), t.article(w, b), list(LineageKind)[(a + b) % 7]),
    "flip": lambda t, w, a, b: w.flip_block(
        t.article(w, a),
        (blocks := w.text(t.article(w, a)).blocks)[b % len(blocks)].span,
        [BlockClass.BODY, BlockClass.WIDGET][b % 2],
    ),
    "date": lambda t, w, a, b: w.set_date(t.article(w, a), ["2024-03-07", "", "2024-03-09"][b % 3]),
    "give": lambda t, w, a, b: w.give(t.article(w, a), [_span(w, t.article(w, a), a * b, b)]),
    "revise": _revise,
    "revise more": _revise,
    "signoff": lambda t, w, a, b: w.signoff(t.article(w, a)),
    "assign": lambda t, w, a, b: w.assign(t.article(w, a), ["Ada", "Bo", None][b % 3]),
    "reopen": lambda t, w, a, b: w.reopen(t.claim(w, a), reason="new"),
    "adjudicate": lambda t, w, a, b: w.adjudicate(t.claim(w, a), list(Value)[b % 5], rationale="both"),
    "update": Two.update,
    "leave": Two.leave,
}


def seen(workspace: Workspace) -> Iterator[Any]:
    """Everything that somebody sees, but for texts that never change."""
    yield workspace.summary()
    yield workspace.policy
    yield from workspace.articles()
    for row in rows(workspace):
        view = workspace.claim(row.id)
        yield replace(view, lookalike=None)  # the nearest when the article was matched; no promise
        assert view.claim.span.of(workspace.text(row.article, view.claim.version).text) == row.quote
    for article in workspace.articles():
        yield workspace.text(article.id)
    yield workspace.next_claim()
    yield workspace.lineages()


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = new_folder(tmp_path_factory.mktemp("interleaving") / "desk")
    with folder.open() as workspace:
        workspace.update()
    return folder.path


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, len(_ACTS) - 1), st.integers(0, 40), st.integers(0, 40)),
    min_size=1,
    max_size=12,
)


def exported(workspace: Workspace, place: Path) -> None:
    """What goes out is proved, alone, by this workspace and as a bundle."""
    workspace.export("json", place / "out.json", decided=False)
    workspace.export_bundle(place / "bundle")
    out = place / "out.json"
    for report in (verify_file(out), verify_file(out, workspace), verify_file(place / "bundle")):
        assert report.ok is True, [finding for finding in report.findings if not finding.ok]


def check(ready: Path, steps: list[tuple[int, int, int, int]], *, out: bool = False) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("REVIEWER_STATE", str(Path(place) / "state"))  # each example goes on from the same log otherwise
        two = Two(Folder(Path(shutil.copytree(ready, Path(place) / "desk"))))
        try:
            for step in steps:
                two.step(*step)
            two.people[0].update()
            before = [list(seen(workspace)) for workspace in two.people]
            found = two.people[0].verify()
            assert found.ok, [finding for finding in found.findings if not finding.ok]
            if out:
                exported(two.people[0], Path(place))
                return
            two.people[1].rebuild()
            assert [list(seen(workspace)) for workspace in two.people] == before
        finally:
            two.close()


@given(STEPS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_kept_is_what_replay_gives(ready: Path, steps: list[tuple[int, int, int, int]]) -> None:
    check(ready, steps)


@given(STEPS)
@example(  # a verdict is undone on a claim that another person has cut anew meanwhile
    [(0, 0, 24, 33), (0, 0, 0, 25), (0, 10, 38, 9), (0, 0, 18, 22), (0, 0, 8, 17), (1, 14, 33, 26), (0, 3, 26, 24)]
)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_was_done_an_export_of_it_is_proved(ready: Path, steps: list[tuple[int, int, int, int]]) -> None:
    check(ready, steps, out=True)


@pytest.mark.long
@given(STEPS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_was_done_an_export_of_it_is_proved_many_times(
    ready: Path, steps: list[tuple[int, int, int, int]]
) -> None:
    check(ready, steps, out=True)


@pytest.mark.long
@given(STEPS)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_kept_is_what_replay_gives_many_times(ready: Path, steps: list[tuple[int, int, int, int]]) -> None:
    check(ready, steps)
