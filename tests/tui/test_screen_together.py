"""Two at one database: what another process writes comes up by itself, and the reader's place stays."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from textual.pilot import Pilot

from reviewer.model.verdict import Value
from reviewer.store.salvage import salvage
from reviewer.tui import app as app_module
from reviewer.workspace import Workspace
from tests.tui.driving import Driven, press, session_of, shown, text_of
from tests.workspace.workspace_tools import STORM, claim, events, new_folder

ROUNDS = 2000


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Let the app run until something holds."""
    for _ in range(ROUNDS):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError(f"it never came:\n{text_of(pilot)}")


async def test_what_another_process_writes_comes_up_and_the_place_stays(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(app_module, "DWELL_SECONDS", 0.0)
    folder = new_folder(tmp_path / "desk")
    with folder.open("Ada") as ada:
        ada.update()
        storm = claim(ada, STORM, "articles/radio.txt")
        async with shown(size=(120, 40), app=Driven(ada, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(storm)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await press(pilot, "t")
            await pilot.press(*"half a word")
            code = f"""
from reviewer.workspace import Workspace
from reviewer.model.verdict import Value
from reviewer.store.salvage import salvage
from pathlib import Path
with Workspace.open(Path({str(folder.path)!r}), me="Bo", via="flag") as bo:
    bo.verdict({storm!r}, Value.REFUTED, rationale="the log of the lock-keeper")
    bo.dwell({storm!r})
    print("said", flush=True)
    input()
"""
            other = subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True)
            try:
                assert other.stdout is not None
                assert other.stdout.readline() == "said\n"
                await until(pilot, lambda: session_of(pilot).view.row.value is Value.REFUTED)
                assert "half a word" in text_of(pilot), "what is being typed is not disturbed"
                await press(pilot, "escape")
                assert session_of(pilot).claim_id == storm
                await until(pilot, lambda: "the log of the lock-keeper" in text_of(pilot))
                await until(pilot, lambda: "Bo has this claim open too" in text_of(pilot))
                with Workspace.open(folder.path, me="Cy", via="flag") as third:
                    await until(pilot, lambda: "Ada" in third.others_at(storm))
            finally:
                other.communicate("\n")
            await until(pilot, lambda: "open too" not in text_of(pilot))


async def test_a_database_made_anew_under_an_open_screen_takes_no_verdict_and_says_so(tmp_path) -> None:
    folder = new_folder(tmp_path / "desk")
    with folder.open("Ada") as ada:
        ada.update()
        storm = claim(ada, STORM, "articles/radio.txt")
        async with shown(size=(120, 40), app=Driven(ada, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(storm)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            pilot.app.poll()  # type: ignore[attr-defined]
            await press(pilot, "s")
            judged = events(ada)
            salvage(folder.path / "db" / "reviewer.db")
            await until(pilot, lambda: "took the place of this database" in text_of(pilot))
            here = session_of(pilot).claim_id
            await press(pilot, "k")
            assert session_of(pilot).claim_id != here, "reading goes on"
            assert "took the place" not in text_of(pilot), "it is told once"
            here = session_of(pilot).claim_id
            await press(pilot, "r")
            assert "this act is not saved" in text_of(pilot)
            assert session_of(pilot).claim_id == here
            assert session_of(pilot).view.row.value is Value.SUPPORTED, "as it was"
    with folder.open("Ada") as ada:
        assert events(ada) == judged
        ada.update()
        assert ada.row(storm).value is Value.SUPPORTED


async def test_a_rebuild_elsewhere_brings_the_reader_back_to_the_claim_and_says_what_is_shown_meanwhile(
    tmp_path,
) -> None:
    folder = new_folder(tmp_path / "desk")
    with folder.open("Ada") as ada, folder.open("Bo") as bo:
        ada.update()
        wages = claim(ada, "3.2 million crowns", "articles/radio.txt")
        async with shown(size=(120, 40), app=Driven(ada, update=False)) as pilot:  # type: ignore[arg-type]
            session_of(pilot).open(wages)
            number = session_of(pilot).view.row.number
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            bo.desk.db.corpus.drop()
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await pilot.pause()
            assert session_of(pilot).claim_id != wages
            assert f"{number} is not listed just now" in text_of(pilot)
            bo.rebuild()
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            assert session_of(pilot).claim_id == wages
            # Others are listed again before it.
            session_of(pilot).open(claim(ada, STORM, "articles/radio.txt"))
            session_of(pilot).gone = (wages, session_of(pilot).claim_id)
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            await pilot.pause()
            assert session_of(pilot).claim_id == wages
            assert f"{number} is listed again" in text_of(pilot)
            # A key that was on its way for the one before.
            await press(pilot, "r")
            assert f"Not saved: {number} came here just now" in text_of(pilot)
            assert ada.row(wages).value is None
            await press(pilot, "r")
            assert ada.row(wages).value is Value.REFUTED
            pilot.app.refresh_all()  # type: ignore[attr-defined]
            assert session_of(pilot).claim_id != wages, "and once only"
