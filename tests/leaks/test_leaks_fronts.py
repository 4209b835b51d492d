"""Nothing of an open blind round reaches anybody else: every command in every form, plain mode, every screen."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from reviewer import cli
from reviewer.cli.app import MODULES, app
from reviewer.cli.plain.keys import ACTS as PLAIN
from reviewer.model.verdict import Status
from reviewer.workspace import Workspace
from tests.leaks.leak_worlds import SAILINGS, STORM, holds_nothing, seen, steady
from tests.tui.driving import Driven, press, shown, text_of
from tests.workspace.workspace_tools import Folder, claim, rows

GAZETTE = "articles/gazette.txt"
Both = Callable[[], tuple[Folder, Folder]]
READS: dict[str, tuple[tuple[str, ...], ...]] = {
    "answer": (("CLAIM",),),
    "articles": ((),),
    "claims": (
        (),
        ("--by", "Bo"),
        ("--postponed",),
        ("--needs-look",),
        ("--verdict", "refuted"),
        ("--status", "decided"),
        ("--status", "in_review"),
        ("--outcome", "contradicts"),
        ("--search", "quagga"),
    ),
    "clusters": ((),),
    "compare": (("CLAIM", "OTHER"),),
    "doctor": ((), ("--privacy",)),
    "export": (),
    "lineage": ((), ("1",), ("1", "4")),
    "log": ((), ("--by", "Bo"), ("--claim", "CLAIM")),
    "matches": (("CLAIM",), ("OTHER",)),
    "next": ((), ("--after", "CLAIM")),
    "role": ((), ("Bo",)),
    "show": (("EACH",), ("1",), ("2",), ("3",), ("4",), ("last",)),
    "settle": ((),),
    "sources": ((), ("--missing",)),
    "stats": ((),),
    "verify": ((),),
    "why": (("CLAIM",),),
}
"""What is asked; exports are walked with the queries. Every other command is an act."""
ACTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "add": (("articles",),),
    "adjudicate": (("CLAIM", "refuted", "--why", "x"),),
    "assign": (("2", "Bo"),),
    "block": (),
    "checkpoint": ((),),
    "date": (("1", "2031-03-04"),),
    "decide": (("CLAIM", "OTHER", "agrees"),),
    "erase": (),
    "give": (("4", "on Tuesday after nine days"),),
    "import": (),
    "init": (),
    "key": (),
    "lineage": (("1", "4", "independent"),),
    "merge": (),
    "note": (("CLAIM", "--why", "x"),),
    "postpone": (("CLAIM",),),
    "rebuild": ((),),
    "redo": ((),),
    "reopen": (("CLAIM", "--why", "x"),),
    "resume": (("CLAIM",),),
    "review": (),
    "reveal": (("CLAIM",),),
    "revise": (),
    "signoff": (("1",),),
    "split": (),
    "sync": (),
    "train": (),
    "undo": ((), ()),
    "verdict": (("FREE", "supported"), ("ALIKE", "supported", "--no-copies"), ("ALIKE", "refuted", "--no-copies")),
}
"""Acts of the one who looks, in the order in which they are done; those without words here take files or places."""


def _numbers(workspace: Workspace) -> list[str]:
    """Claims on which Bo spoke, and two on which he did not."""
    listed = rows(workspace)
    spoken = [row.number for row in listed if row.status is not Status.OPEN]
    return [*spoken, *[row.number for row in listed if row.number not in spoken][:2]]


def _wordings(folder: Folder, words: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    with folder.open("Cy") as workspace:
        numbers = _numbers(workspace)
        named = {
            "CLAIM": workspace.row(claim(workspace, STORM, "articles/radio.txt")).number,
            "OTHER": workspace.row(claim(workspace, "Fewer than 20,000", "articles/radio.txt")).number,
            "ALIKE": workspace.row(claim(workspace, SAILINGS, GAZETTE)).number,  # Bo judged just these words elsewhere
            "FREE": workspace.row(claim(workspace, "Fewer than 20,000", "articles/radio.txt")).number,
        }
    made = [[named.get(word, word) for word in each] for each in words]
    return [[*each[:-1], n] if "EACH" in each else each for each in made for n in (numbers if "EACH" in each else [""])]


def _forms(name: str) -> list[list[str]]:
    command = app.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    known = {option for param in command.params for option in param.opts}
    return [[], *([form] for form in ("--json", "--jsonl") if form in known)]


def _called(folder: Folder, calls: list[list[str]], capfd, monkeypatch) -> str:
    monkeypatch.setenv("REVIEWER_STATE", str(folder.path.parent / "state"))
    monkeypatch.chdir(folder.path)
    told = []
    for words in calls:
        capfd.readouterr()
        code = cli.main([*words, "--as", "Cy"])
        out = capfd.readouterr()
        told += [" ".join(words), str(code), out.out, out.err]
    return seen("\n".join(told)).replace(str(folder.path.parent), "")


def _alike(both: Both, calls: Callable[[Folder], list[list[str]]], capfd, monkeypatch) -> str:
    told = []
    for folder in both():
        steady(monkeypatch)
        told.append(_called(folder, calls(folder), capfd, monkeypatch))
    holds_nothing((told[0] + told[1]).replace("--search quagga", "").replace("“quagga”", ""))
    assert told[0] == told[1]
    return told[0]


def test_every_command_is_walked_here() -> None:
    assert set(MODULES) == set(READS) | set(ACTS)


@pytest.mark.parametrize("name", READS)
def test_no_command_tells_what_another_said_in_an_open_blind_round(both: Both, name: str, capfd, monkeypatch) -> None:
    def calls(folder: Folder) -> list[list[str]]:
        return [[name, *words, *form] for words in _wordings(folder, READS[name]) for form in _forms(name)]

    told = _alike(both, calls, capfd, monkeypatch)
    assert name in told or not READS[name]


def test_no_act_of_ones_own_tells_what_another_said(both: Both, capfd, monkeypatch) -> None:
    def calls(folder: Folder) -> list[list[str]]:
        return [[name, *words, *_forms(name)[-1]] for name in ACTS for words in _wordings(folder, ACTS[name])] + [
            ["log"],
            ["claims"],
            ["articles"],
            ["lineage"],
        ]

    _alike(both, calls, capfd, monkeypatch)


def test_plain_mode_tells_nothing_of_it(both: Both, capfd, monkeypatch) -> None:
    told = []
    for folder in both():
        steady(monkeypatch)
        monkeypatch.setenv("REVIEWER_STATE", str(folder.path.parent / "state"))
        with folder.open("Cy") as workspace:
            numbers = _numbers(workspace)
        keys = [key for act in PLAIN for key in act.keys.split()[:1] if act.word not in ("quit", "help")]
        lines = [line for number in numbers for line in (number, "J", "m", "J", "w", "v")]
        script = "\n".join([*lines, *keys, "last", "?", "quit"]) + "\n"
        monkeypatch.setattr("sys.stdin", io.StringIO(script))
        capfd.readouterr()
        cli.main(["-C", str(folder.path), "--as", "Cy", "review", "--plain"])
        told.append(seen(capfd.readouterr().out))
    holds_nothing(told[0] + told[1])
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 200


@pytest.mark.parametrize(
    "size", [(120, 40), *(pytest.param(size, marks=pytest.mark.long) for size in ((80, 24), (200, 50)))]
)
async def test_no_screen_shows_any_of_it(both: Both, size: tuple[int, int], monkeypatch) -> None:
    told = []
    for folder in both():
        steady(monkeypatch)
        with folder.open("Cy") as workspace:
            pages = []
            async with shown(size=size, app=Driven(workspace, update=False)) as pilot:  # type: ignore[arg-type]
                for number in _numbers(workspace):
                    pilot.app.session.open(workspace.find_claim(number))  # type: ignore[attr-defined]
                    pilot.app.refresh_all()  # type: ignore[attr-defined]
                    await pilot.pause()
                    pages.append(text_of(pilot))
                for number in (claim(workspace, STORM, "articles/radio.txt"), claim(workspace, "412 of its 480")):
                    pilot.app.session.open(number)  # type: ignore[attr-defined]
                    pilot.app.refresh_all()  # type: ignore[attr-defined]
                    for keys in OPENED:
                        for key in keys.split():
                            await press(pilot, key)
                            pages.append(text_of(pilot))
            told.append(seen("\n".join(pages)))
    holds_nothing(told[0] + told[1])
    assert told[0] == told[1]


OPENED = (
    "J",
    "J m escape",
    "q escape",
    "f escape",
    "w escape",
    "i escape",
    "S escape",
    "t escape",
    "T escape",
    "e escape",
)
OPENED += ("ctrl+p escape", "? escape", "Q escape", "v v", "a escape", "A escape", "g escape")
"""Keys that open each screen from the claim on the review screen, and leave it again."""
