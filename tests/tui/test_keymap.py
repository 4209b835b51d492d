"""A user's own keys: read strictly, faults named, the rest kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.model.policy import Policy
from reviewer.model.verdict import Value
from reviewer.tui.keymap import keys_for, read_keys


def keys(tmp_path: Path, words: str, policy: Policy | None = None):
    path = tmp_path / "keys.yaml"
    path.write_text(words, encoding="utf-8")
    return keys_for(policy or Policy(), path)


def test_a_users_keys_take_the_place_of_the_built_in_ones(tmp_path: Path) -> None:
    made = keys(tmp_path, 'verdict.supported: [y2, f5]\nclaim.next: "ctrl+n"\n')
    assert made.of["claim.next"] == ("ctrl+n",)
    assert made.overrides == {"verdict.supported": "y2,f5", "claim.next": "ctrl+n"}
    assert not made.faults


def test_without_a_file_the_built_in_keys_hold(tmp_path: Path) -> None:
    made = keys_for(Policy(), tmp_path / "none.yaml")
    assert made.of["verdict.supported"] == ("s", "1")
    assert not made.overrides
    assert not made.faults


def test_an_unknown_action_is_named_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    made = keys(tmp_path, "claim.next: z\nverdict.suported: s\n")
    assert made.of["claim.next"] == ("z",)
    assert len(made.faults) == 1
    assert made.faults[0].endswith(
        "keys.yaml:2: no action is called 'verdict.suported'; did you mean verdict.supported?"
    )


def test_a_key_that_another_action_keeps_is_refused_and_named(tmp_path: Path) -> None:
    made = keys(tmp_path, "verdict.supported: j\n")
    assert made.of["verdict.supported"] == ("s", "1")
    assert "'j' for verdict.supported is also the key of claim.next" in made.faults[0]


def test_two_actions_can_swap_their_keys(tmp_path: Path) -> None:
    made = keys(tmp_path, "verdict.supported: r\nverdict.refuted: s\n")
    assert (made.of["verdict.supported"], made.of["verdict.refuted"]) == (("r",), ("s",))
    assert not made.faults


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("claim.next: [a, a: b]\n", "needs a key"),
        ("claim.next: {a: b}\n", "needs a key"),
        ("claim.next: a\nclaim.next: b\n", "stands here a second time"),
        ("- claim.next\n", "must be a list of lines like"),
        ("claim.next: !\nx: [", "put signs such as ! or ~ in quotes"),
        ("a: &x b\nclaim.next: *x\n", "no aliases"),
        ("claim.next: 'a b'\n", "needs a key"),
        ("claim.next: ''\n", "needs a key"),
        ("1: 2\n", "no action is called '1'"),
        ("[a]: 2\n", "a line is a name and its value"),
    ],
)  # fmt: skip
def test_what_is_not_a_key_is_refused(words: str, fault: str) -> None:
    found, faults = read_keys(words.encode(), "keys.yaml")
    assert any(fault in each for each in faults)
    assert all(name == "claim.next" for name in found)


def test_bytes_that_are_no_text_are_a_fault_not_a_crash() -> None:
    assert read_keys(b"\xff\xfe\x00", "keys.yaml")[1]
    assert read_keys(b"[" * 5000, "keys.yaml")[1]


def test_a_folder_in_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "keys.yaml").mkdir()
    assert "cannot be read" in keys_for(Policy(), tmp_path / "keys.yaml").faults[0]


def test_the_projects_verdict_keys_come_first_and_what_gives_way_is_told() -> None:
    made = keys_for(Policy(keys=dict(Policy().keys) | {Value.REFUTED: "f"}))
    assert made.of["verdict.refuted"] == ("f", "2")
    assert "filter.open is on the palette" in made.faults[0]
    assert made.shown("filter.open") == "ctrl+p"


def test_keys_are_shown_as_people_write_them() -> None:
    made = keys_for(Policy())
    assert made.shown("claim.next") == "j/↓"
    assert made.shown("claim.next", ascii_only=True) == "j/down"
    assert made.first("text.down") == "pgdn"
