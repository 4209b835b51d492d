"""Questions beside the keys: an old answer reaches nobody, a slow one holds nothing up, a dropped one stops."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

from reviewer.errors import Busy, Interrupted
from reviewer.tui.asking import COUNT, LIST, SUMMARY, Asker, Question, at_once

SOON = 10.0
"""Seconds that no test waits for unless something is wrong."""


class Slow:
    """A question that answers when it is told to, and notices that it is stopped as the database would."""

    def __init__(self, *answers: str) -> None:
        self.answers = answers
        self.begun, self.go, self.stopped = threading.Event(), threading.Event(), threading.Event()

    def __call__(self) -> Iterator[str]:
        self.begun.set()
        for answer in self.answers:
            assert self.go.wait(SOON)
            self.go.clear()
            if self.stopped.is_set():
                raise Interrupted("taken back")
            yield answer

    def stop(self) -> None:
        self.stopped.set()
        self.go.set()


class Desk:
    """What is late is kept in `late` until the test, as the drawing thread would, takes it."""

    def __init__(self, patience: float = 0.0) -> None:
        self.slow = Slow()
        self.late: list[Question] = []
        self.came = threading.Semaphore(0)
        self.got: list[str] = []
        self.asker = Asker(self.stoppable, self.deliver, patience)

    @contextmanager
    def stoppable(self) -> Iterator[Callable[[], None]]:
        yield lambda: self.slow.stop()

    def deliver(self, question: Question) -> None:
        self.late.append(question)
        self.came.release()

    def ask(self, question: Callable[[], Iterable[str]], subject: str = LIST) -> bool:
        if isinstance(question, Slow):
            self.slow = question
        return self.asker.ask(subject, question, self.got.append)

    def take(self) -> bool:
        assert self.came.acquire(timeout=SOON)
        return self.asker.take(self.late.pop(0))


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.slow.stop()
    made.asker.close()


def test_what_is_quick_is_there_before_the_key_ends() -> None:
    desk = Desk(patience=SOON)
    assert desk.ask(lambda: ("now",))
    assert desk.got == ["now"]
    assert not desk.asker.waiting
    desk.asker.close()


def test_none_is_no_answer_but_a_place_to_stop() -> None:
    answers: list[int | None] = []
    assert at_once("list", lambda: iter([None, 1, None]), answers.append)
    assert answers == [1]


def test_a_question_that_computes_is_stopped_between_its_steps(desk: Desk) -> None:
    begun, ended = threading.Event(), threading.Event()

    def steps() -> Iterator[str]:
        try:
            while True:
                begun.set()
                yield None  # type: ignore[misc]
        finally:
            ended.set()

    desk.ask(steps)
    assert begun.wait(SOON)
    assert desk.asker.drop(LIST)
    assert ended.wait(SOON)
    assert desk.got == []


def test_what_no_key_asks_is_not_waited_for_however_quick_it_is() -> None:
    desk = Desk(patience=SOON)
    assert not desk.ask(lambda: ("counted",), SUMMARY)
    assert desk.take()
    assert desk.got == ["counted"]
    desk.asker.close()


def test_what_is_slow_comes_later_and_holds_nothing_up(desk: Desk) -> None:
    slow = Slow("then")
    assert not desk.ask(slow)
    assert desk.asker.waiting == (LIST,)
    assert desk.got == [], "the key is over, the screen is free"
    slow.go.set()
    assert desk.take()
    assert desk.got == ["then"]


def test_the_first_page_comes_before_the_rest(desk: Desk) -> None:
    slow = Slow("a page", "all of it")
    desk.ask(slow)
    slow.go.set()
    desk.take()
    assert desk.got == ["a page"]
    assert desk.asker.waiting == (LIST,)
    slow.go.set()
    desk.take()
    assert desk.got == ["a page", "all of it"]


def test_a_newer_question_stops_the_older_one_and_only_its_answer_is_shown(desk: Desk) -> None:
    old = Slow("old")
    desk.ask(old)
    assert old.begun.wait(SOON)
    desk.ask(lambda: ("new",))
    assert old.stopped.is_set()
    while not desk.got:
        desk.take()
    assert desk.got == ["new"]


def test_an_answer_that_is_on_its_way_when_a_newer_question_is_asked_reaches_nobody(desk: Desk) -> None:
    old = Slow("old")
    desk.ask(old)
    old.go.set()
    assert desk.came.acquire(timeout=SOON)  # the answer waits to be taken …
    new = Slow("new")
    desk.ask(new)  # … and somebody types on
    assert not desk.asker.take(desk.late.pop(0))
    assert desk.got == []
    new.go.set()
    while not desk.got:
        desk.take()
    assert desk.got == ["new"]


def test_a_question_that_was_never_begun_is_not_asked_any_more(desk: Desk) -> None:
    asked: list[str] = []
    desk.ask(first := Slow("first"), COUNT)
    assert first.begun.wait(SOON)
    desk.ask(lambda: asked.append("second") or ("second",))
    desk.ask(lambda: ("third",))
    first.go.set()
    while "third" not in desk.got:
        desk.take()
    assert not asked
    assert desk.got == ["first", "third"]


def test_dropping_stops_the_question_and_says_whether_there_was_one(desk: Desk) -> None:
    slow = Slow("never")
    desk.ask(slow)
    assert slow.begun.wait(SOON)
    assert desk.asker.drop(LIST)
    assert slow.stopped.is_set()
    assert not desk.asker.drop(LIST)
    assert not desk.asker.waiting
    desk.ask(lambda: ("after",))
    while not desk.got:
        desk.take()
    assert desk.got == ["after"]


def test_subjects_do_not_drop_each_other(desk: Desk) -> None:
    slow = Slow("the list")
    desk.ask(slow)
    desk.ask(lambda: ("the count",), COUNT)
    slow.go.set()
    while len(desk.got) < 2:
        desk.take()
    assert desk.got == ["the list", "the count"]


def test_an_error_is_raised_where_the_answer_would_be_taken(desk: Desk) -> None:
    def broken() -> Iterator[str]:
        raise Busy("another process holds the database")
        yield ""

    desk.ask(broken)
    with pytest.raises(Busy):
        desk.take()
    assert not desk.asker.waiting
    desk.asker.patience = SOON
    with pytest.raises(Busy):
        desk.ask(broken)
    with pytest.raises(Busy):
        at_once(LIST, broken, desk.got.append)


def test_an_answer_may_ask_the_next_question(desk: Desk) -> None:
    desk.asker.patience = SOON

    def again(words: str) -> None:
        desk.got.append(words)
        if len(desk.got) < 3:
            desk.asker.ask(LIST, lambda: (words + "!",), again)

    desk.asker.ask(LIST, lambda: ("one",), again)
    assert desk.got == ["one", "one!", "one!!"]
    assert not desk.asker.waiting


def test_closing_ends_the_thread(desk: Desk) -> None:
    slow = Slow("never")
    desk.ask(slow)
    assert slow.begun.wait(SOON)
    before = {thread.name for thread in threading.enumerate()}
    desk.asker.close()
    assert "questions" in before
    assert not [t for t in threading.enumerate() if t.name == "questions" and t is desk.asker._thread]
