"""Questions beside the keys: what may take long is asked in a thread of its own, and only the newest one counts.

Whoever asks waits a moment first: in a workspace of usual size the answer is there at once and nothing flickers. What
takes longer is delivered later; meanwhile every key works. A question that was asked anew or dropped is stopped where
it is, and its answer, should it be on its way already, reaches nobody.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
PATIENCE = 0.02
"""Seconds that a key may wait for an answer before the screen goes on without it."""
_END_SECONDS = 2.0
LIST, SEARCH, COUNT, SUMMARY, PAGE, BESIDE = "list", "search", "count", "summary", "page", "beside"
"""What is asked; of each, one question at a time is open."""
UNWAITED = frozenset((SUMMARY, BESIDE))
"""What no key asks: not even for a moment does anything wait for the answer."""


class Ask(Protocol):
    """Asks a question and hands on each of its answers, most often one. False: what answers there are come later.

    None is no answer: a question that takes long gives it between its steps, where it may be stopped.

    Raises:
        ReviewerError: what went wrong, where that is known at once.
    """

    def __call__(self, subject: str, question: Callable[[], Iterable[T]], answered: Callable[[T], object], /) -> bool:
        """`question` runs in another thread, `answered` in this one."""
        ...


def at_once(_subject: str, question: Callable[[], Iterable[T]], answered: Callable[[T], object], /) -> bool:
    """Without a thread: every answer is there before this returns."""
    for answer in question():
        if answer is not None:
            answered(answer)
    return True


@dataclass(slots=True, eq=False)
class Question:
    """One question on its way. Everything but `subject` and `ask` is read and written under the asker's lock."""

    subject: str
    ask: Callable[[], Iterable[Any]]
    answered: Callable[[Any], object]
    answers: deque[Any] = field(default_factory=deque)
    error: Exception | None = None
    dropped: bool = False
    over: bool = False
    late: bool = False


class Asker:
    """Asks questions in one thread of its own. All methods are for the thread that draws.

    Args:
        stoppable: what is read inside it ends when what it gives is called (`Workspace.stoppable`).
        deliver: brings a late question back into the drawing thread, which then calls `take`; safe in any thread.
        patience: see `PATIENCE`; 0: the answer always comes later.
    """

    def __init__(
        self,
        stoppable: Callable[[], AbstractContextManager[Callable[[], None]]],
        deliver: Callable[[Question], object],
        patience: float = PATIENCE,
    ) -> None:
        self.patience = patience
        self.unwaited = UNWAITED
        self._stoppable, self._deliver = stoppable, deliver
        self._open: dict[str, Question] = {}
        self._queue: deque[Question] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._running: tuple[Question, Callable[[], None]] | None = None
        self._closed = False

    def ask(self, subject: str, question: Callable[[], Iterable[T]], answered: Callable[[T], object], /) -> bool:
        """See `Ask`. An older question of the same subject is dropped."""
        self.drop(subject)
        made = Question(subject, question, answered)
        with self._changed:
            self._open[subject] = made
            self._queue.append(made)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="questions", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            waits = self.patience > 0 and subject not in self.unwaited
            in_time = waits and self._answered_in_time(made)
            made.late = not made.over
        if in_time:
            self.take(made)
        return in_time

    def _answered_in_time(self, made: Question) -> bool:
        return self._changed.wait_for(lambda: bool(made.answers) or made.over, self.patience)

    def drop(self, *subjects: str) -> bool:
        """Take questions back, all where none is named; whether there was one."""
        with self._changed:
            found = [made for name, made in self._open.items() if not subjects or name in subjects]
            for made in found:
                made.dropped = True
                del self._open[made.subject]
                if self._running is not None and self._running[0] is made:
                    self._running[1]()
        return bool(found)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Subjects whose answer is not there yet."""
        return tuple(self._open)

    def take(self, made: Question) -> bool:
        """Hand on what came of a question; False where nobody wants to know any more. Raises what went wrong."""
        with self._changed:
            if made.dropped:
                return False
            answers, error = [*made.answers], made.error
            made.answers.clear()
            if made.over and self._open.get(made.subject) is made:
                del self._open[made.subject]
        for answer in answers:
            made.answered(answer)
        if error is not None:
            raise error
        return True

    def close(self) -> None:
        """Stop everything and wait for the thread to end; nothing can be asked afterwards."""
        self.drop()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(_END_SECONDS)

    # ---- in the thread

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closed)
                if self._closed:
                    return
                made = self._queue.popleft()
            error: Exception | None = None
            try:
                self._answer(made)
            except Exception as found:
                error = found
            self._put(made, error=error, over=True)

    def _answer(self, made: Question) -> None:
        with self._stoppable() as stop:
            try:
                with self._changed:
                    if made.dropped:
                        return
                    self._running = made, stop
                for answer in made.ask():
                    if not (self._wanted(made) if answer is None else self._put(made, answer)):
                        return
            finally:
                with self._changed:
                    self._running = None

    def _wanted(self, made: Question) -> bool:
        with self._changed:
            return not made.dropped

    def _put(self, made: Question, *answers: Any, error: Exception | None = None, over: bool = False) -> bool:
        """Put answers where the drawing thread finds them; whether it still wants any."""
        with self._changed:
            if made.dropped:
                return False
            made.answers.extend(answers)
            made.error, made.over = error, over
            late = made.late
            self._changed.notify_all()
        if late:
            self._deliver(made)
        return True
