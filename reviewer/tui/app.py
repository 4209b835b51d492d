"""The application around the screens: theme, keys, polling, long work, crashes. No rules of review live here."""

from __future__ import annotations

import gc
import threading
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import Worker

from reviewer.errors import Interrupted, ReviewerError
from reviewer.tui import crash, leaving
from reviewer.tui.asking import BESIDE, LIST, PAGE, SEARCH, SUMMARY, Asker, Question
from reviewer.tui.everywhere import Everywhere
from reviewer.tui.keymap import Keys, keys_for
from reviewer.tui.resting import Resting
from reviewer.tui.said import Said, Tone, told
from reviewer.tui.screens.acting import Acting
from reviewer.tui.screens.review import ReviewScreen
from reviewer.tui.session import Session
from reviewer.tui.settings import Settings, remembered
from reviewer.tui.show.bar import progress_words
from reviewer.tui.show.states import report_words
from reviewer.tui.signs import ASCII, UNICODE, Signs
from reviewer.tui.theme import themes, variables

if TYPE_CHECKING:
    from reviewer.tui.desk import Desk
    from reviewer.tui.reader import Look
    from reviewer.workspace.views import Progress, UpdateReport

POLL_SECONDS = 0.1
"""How often we ask whether somebody else wrote: what they did is seen within half a second (benchmarks/together.py)."""
FIRST_SECONDS = 0.1
"""From the first frame to the work that runs beside the reader."""
DWELL_SECONDS = 1.0
"""How long a claim is on the screen before others are told, so that who leafs through is not everywhere at once."""
_AGAIN_SECONDS = 5.0
_REST_SECONDS = 0.2
_REST = 3
"""So long, and three times as long as taking it up took, nothing further is taken up."""


class ReviewerApp(Everywhere):
    """The review screen on one workspace."""

    TITLE = "reviewer"
    ENABLE_COMMAND_PALETTE = False

    class Progressed(Message):
        """Long work moved on."""

        def __init__(self, progress: Progress) -> None:
            super().__init__()
            self.progress = progress

    class Updated(Message):
        """Long work ended: with a report, or with what went wrong."""

        def __init__(self, report: UpdateReport | None, said: Said) -> None:
            super().__init__()
            self.report = report
            self.said = said

    class Answered(Message):
        """A question has an answer that nobody waited for."""

        def __init__(self, question: Question) -> None:
            super().__init__()
            self.question = question

    def __init__(
        self,
        desk: Desk,
        *,
        ascii_only: bool = False,
        theme: str | None = None,
        keys_file: Path | None = None,
        settings: Settings | None = None,
        chosen_file: Path | None = None,
        update: bool = True,
    ) -> None:
        """`theme` is the one asked for at the start; `chosen_file` is where the one chosen last is remembered."""
        super().__init__()
        self.settings = settings or Settings()
        self.chosen_file = chosen_file
        self.animation_level = "none"
        self.plain = ascii_only or self.settings.ascii_only
        self.signs: Signs = ASCII if self.plain else UNICODE
        self.keys_file = keys_file
        self.keys: Keys = keys_for(desk.policy, keys_file)
        self.asker = Asker(desk.stoppable, lambda question: self.post_message(self.Answered(question)))
        self.resting = Resting(self.asker, self.set_timer, self._look)
        self._first: list[Look] | None = []
        self.session = Session(desk, self.asker.ask, self._later)
        self.report: UpdateReport | None = None
        self.progress_words = ""
        self.crashed: Path | None = None
        self._stop = threading.Event()
        self._updating = False
        self._rest_until = 0.0
        self._blind = Said("")
        self._dwelling = ("", 0.0)
        self._told_at = 0.0
        self._update_at_start = update and not desk.read_only
        for own in themes(few=self._few):
            self.register_theme(own)
        last = remembered(chosen_file, self.settings) if chosen_file is not None and not theme else ""
        self.wanted_theme = theme or last or self.settings.theme or "reviewer-dark"
        self.theme = self.wanted_theme if self.wanted_theme in self.available_themes else "reviewer-dark"

    @property
    def _few(self) -> bool:
        """Whether the terminal has 256 colours and no more."""
        return self.console.color_system == "256"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our colours, for themes that do not bring them."""
        return variables(dark=self.current_theme.dark, few=self._few)

    def get_default_screen(self) -> ReviewScreen:
        """The review screen."""
        return ReviewScreen()

    def on_mount(self) -> None:
        """Open the first claim, start the poll, bring the workspace up to date."""
        self.set_keymap(self.keys.overrides)
        self.session.start(alone=True)
        if self.session.view is None:
            self.session.count()
        self.set_interval(POLL_SECONDS, self.poll)
        if not self.is_headless:
            leaving.on_signals(self._leave)
        if self._update_at_start:
            self._open_update()
        faults = self.faults()
        if faults:
            more = f" ({len(faults) - 1} more: {self.keys.first('help')} tells all)" if faults[1:] else ""
            self.call_after_refresh(self.say, Said(faults[0] + more, Tone.BAD))

    def begin(self) -> None:
        """What the first claim need not wait for: what others say of it, counts, bringing the workspace up to date."""
        _settle()
        waiting, self._first = self._first or [], None
        for look in waiting:
            self._look(look)
        if self.session.view is not None:
            self.set_timer(FIRST_SECONDS, self._count)
        if self._update_at_start:
            self.set_timer(FIRST_SECONDS, partial(self.resting.add, self._start_updating))

    def _start_updating(self) -> bool:
        """Once the keys rest: it loads half of the program, which would make the first keys late."""
        self._run_update()
        return False

    def _later(self, look: Look) -> None:
        """Look at something once the frame that is due is painted and the keys rest."""
        if self._first is not None:
            self._first.append(look)
        else:
            self.call_after_refresh(self.resting.add, look)

    def key_pressed(self) -> None:
        """Whatever no frame waits for gives way to the key, and is asked again when the keys rest."""
        for look in self.resting.key({SUMMARY: self.session.count, BESIDE: self.session.look_beside}):
            self._later(look)

    def _look(self, look: Look) -> None:
        try:
            if look():
                self._draw_all(counts=look == self.session.count)
        except ReviewerError as error:
            self.say(told(error))

    def on_unmount(self) -> None:
        """Nobody wants an answer any more."""
        self.asker.close()

    # ---- what screens ask of the app

    @property
    def today(self) -> str:
        """The ISO day, UTC."""
        return datetime.now(UTC).date().isoformat()

    def do_quit(self) -> None:
        """Leave."""
        self._stop.set()
        self.exit(0)

    def _leave(self) -> None:
        """Ended from outside: what is typed is kept as a draft, the terminal is left as it was."""
        for screen in self.screen_stack:
            if isinstance(screen, Acting):
                screen.keep()
        self._stop.set()
        self.exit(Interrupted.exit_code)

    # ---- questions beside the keys

    def on_reviewer_app_answered(self, event: Answered) -> None:
        """Show an answer that took longer, unless it is not wanted any more."""
        try:
            if self.asker.take(event.question):
                self._draw_all(counts=event.question.subject == SUMMARY)
        except ReviewerError as error:
            if event.question.subject == LIST:
                self.session.gave_up()
            self.say(told(error))

    def stop_asking(self) -> bool:
        """Take back what a key asked and is not answered; False where nothing is."""
        self.session.gave_up()
        return self.asker.drop(LIST, SEARCH, PAGE)

    def _count(self) -> None:
        self.session.count()
        self._draw_all()

    # ---- other people's writing

    def poll(self) -> None:
        """Take up what others wrote, and keep the reader's place."""
        if not self.is_running:  # screens are being taken down
            return
        self._be_present()
        if time.monotonic() < self._rest_until:
            return
        began = time.monotonic()
        try:
            changed = self.session.desk.changed()
            self._blind = Said("")
            if changed:
                self.refresh_all()
                # While somebody writes without pause, most of the time still belongs to the reader's keys.
                ended = time.monotonic()
                self._rest_until = ended + max(_REST_SECONDS, _REST * (ended - began))
        except ReviewerError as error:
            if told(error) != self._blind:  # once, or no other answer could be read
                self._blind = told(error)
                self.say(self._blind)

    def _be_present(self) -> None:
        """Tell others which claim is open here once it has been for a while, and show who has it open elsewhere."""
        now, claim = time.monotonic(), self.session.claim_id
        if claim != self._dwelling[0]:
            self._dwelling, self._told_at = (claim, now), 0.0
        elif claim and now - self._dwelling[1] >= DWELL_SECONDS and now - self._told_at >= _AGAIN_SECONDS:
            self._told_at = now
            self.session.desk.dwell(claim)
        others = self.session.desk.others_at(claim) if claim else ()
        if others != self.session.others:
            self.session.others = others
            for screen in self.screen_stack:
                if isinstance(screen, ReviewScreen) and screen.drawable:
                    screen.draw_panel()

    def refresh_all(self) -> None:
        """Draw what changed on every screen there is; that the claim under the keys is another one is said."""
        before = self.session.view
        try:
            self.session.reload()
        except ReviewerError as error:
            self.say(told(error))
        self._draw_all()
        here = self.session.view
        if before is not None and self.session.claim_id != before.row.id:
            self.session.exchanged = time.monotonic()
            if self.session.gone[0]:
                self.say(Said(f"{before.row.number} is not listed just now; another claim is shown", Tone.WARN))
            elif here is not None:
                self.say(Said(f"{here.row.number} is listed again", Tone.PLAIN))

    def _draw_all(self, *, counts: bool = False) -> None:
        """Draw what changed on every screen there is; `counts`: only counts of the whole workspace did."""
        for screen in self.screen_stack if self.is_running else ():
            if not isinstance(screen, Acting) or not screen.drawable:
                continue
            if counts:
                screen.draw_counts()
            else:
                screen.draw_again()

    # ---- long work

    @property
    def _failing(self) -> bool:
        """Whether the screen says what went wrong."""
        return isinstance(self.screen, Acting) and bool(self.screen.said.words) and self.screen.said.failed

    def start_update(self) -> Said:
        """Bring the workspace up to the project file, in a thread."""
        if self._updating:
            return Said("An update is running", Tone.PLAIN)
        self._open_update()
        self._run_update()
        return Said("Bringing the workspace up to date", Tone.PLAIN)

    def _open_update(self) -> None:
        self._updating = True
        self._stop.clear()
        self.progress_words = "reading the project file"

    def _run_update(self) -> None:
        self.run_worker(self._update, thread=True, exit_on_error=False, group="update", exclusive=True)

    def stop_update(self) -> bool:
        """Ask the running update to stop; False where none runs."""
        if self._updating:
            self._stop.set()
        return self._updating

    def _update(self) -> None:
        """In a thread: nothing here touches a widget."""
        report: UpdateReport | None = None
        try:
            report = self.session.desk.update(self._progressed, self._stop.is_set)
            said = Said(report_words(report), Tone.PLAIN)
            if report.skipped or report.unanchored or report.warnings or report.reworded:
                said = Said(f"{said.words} ({self.keys.first('work.report')} tells more)", Tone.WARN)
        except Interrupted:
            said = Said("The update was stopped; what was done is kept", Tone.PLAIN)
        except ReviewerError as error:
            said = told(error)
        self.post_message(self.Updated(report, said))

    def _progressed(self, progress: Progress) -> None:
        self.post_message(self.Progressed(progress))

    def on_reviewer_app_progressed(self, event: Progressed) -> None:
        """Show how far it is."""
        if self._updating:
            self.progress_words = progress_words(event.progress, self.keys.first("work.stop"))
            for screen in self.screen_stack:
                if isinstance(screen, ReviewScreen) and screen.drawable:
                    screen.draw_progress()

    def on_reviewer_app_updated(self, event: Updated) -> None:
        """Show what it brought."""
        self._updating = False
        self.progress_words = ""
        self.report = event.report or self.report
        self.refresh_all()
        if event.said.tone is not Tone.PLAIN or not self._failing:  # what went wrong is read first
            self.say(event.said)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that broke ends the program in our own way, not with a dump of its values."""
        if event.worker.error is not None and isinstance(event.worker.error, Exception):
            self._handle_exception(event.worker.error)

    # ---- crashes

    def _handle_exception(self, error: Exception) -> None:
        """Nothing of a traceback, least of all values of variables, goes to the terminal."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self.crashed = crash.record(error)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    @property
    def failed(self) -> bool:
        """Whether the program ended by an error of its own."""
        return self._exception is not None


def _settle() -> None:
    """What is loaded by now stays to the end, so the collector of garbage need not look through it any more."""
    gc.freeze()
    gc.enable()
