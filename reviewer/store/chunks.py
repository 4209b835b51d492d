"""Long work in short transactions, so that nobody's verdict waits for it.

Compute outside, queue the writing here. A chunk is written when enough rows are queued; it ends early when its time is
up, and after every transaction comes a pause in which an act of a person, who looks every millisecond, gets its turn.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from types import TracebackType

from reviewer.store.connections import Connections

ROWS = 2_000
SECONDS = 0.05
PAUSE = 0.005


class Chunks:
    """A queue of writes that belong to one long piece of work; use it as a context manager.

    Each queued write stands or falls as a whole. Leaving the block writes the rest; an exception (Ctrl-C too) drops
    what is still queued, at most one chunk, and what was written stays.

    Args:
        rows: queued rows that start a chunk.
        seconds: a transaction ends after the write during which this has passed.
        pause: seconds of rest after each transaction.
    """

    def __init__(
        self, connections: Connections, *, rows: int = ROWS, seconds: float = SECONDS, pause: float = PAUSE
    ) -> None:
        self._c = connections
        self._rows, self._seconds, self._pause = rows, seconds, pause
        self._queue: deque[Callable[[], object]] = deque()
        self._queued = 0
        self.transactions = 0

    def add(self, write: Callable[[], object], rows: int = 1) -> None:
        """Queues `write`, which will put about `rows` rows into the database."""
        self._queue.append(write)
        self._queued += rows
        if self._queued >= self._rows:
            self.flush()

    def flush(self) -> None:
        """Writes all that is queued, in as many transactions as it takes."""
        while self._queue:
            self._write_some()
            time.sleep(self._pause)
        self._queued = 0

    def _write_some(self) -> None:
        taken: list[Callable[[], object]] = []
        try:
            with self._c.write():
                end = time.monotonic() + self._seconds
                while self._queue:
                    taken.append(self._queue.popleft())
                    taken[-1]()
                    if time.monotonic() >= end:
                        break
        except BaseException:
            self._queue.extendleft(reversed(taken))
            raise
        self.transactions += 1

    def __enter__(self) -> Chunks:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.flush()
