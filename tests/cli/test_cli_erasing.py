"""erase on the command line: told first, done with --yes."""

from __future__ import annotations

from tests.cli.conftest import Call


def test_it_tells_first_and_erases_with_yes(call: Call):
    receipt = call("note", "1.1", "--why", "Zanzibarquartz told us", "--json").json["receipt"]
    event = receipt["events"][0]
    answer = call("erase", event)
    assert answer.code == 2
    assert f"rationale of note {event[:10]}" in answer.out
    assert call("erase", event, "--json").json["would"]
    answer = call("erase", event, "--why", "asked for", "--yes")
    assert answer.code == 0
    assert "erased: 1 text" in answer.out
    assert "backups of this machine" in answer.out
    assert call("verify").code == 0
    assert call("erase", event, "--yes").code == 2


def test_it_asks_what_is_to_be_erased(call: Call):
    assert call("erase").code == 2
    assert call("erase", "--person", "nobody here", "--yes").code == 2
    assert call("erase", "--article", "no such", "--yes").code == 2
