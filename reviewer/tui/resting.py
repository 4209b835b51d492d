"""What no frame waits for: it is asked once the keys rest, and gives way to the next one.

Counts, the rest of a long article and what others say of a claim follow the frame. Asked at once they would make the
next key late: a thread that computes holds what Python runs by, and an answer is one more frame to paint.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from reviewer.tui.asking import Asker
from reviewer.tui.reader import Look

REST_SECONDS = 0.25
"""Without a key for so long the hand rests: longer than the keys of somebody who works fast are apart."""
_LEAST = 0.01
"""Textual has no timer of no time."""


class Resting:
    """Looks that wait for the keys to rest. All methods are for the thread that draws.

    Args:
        asker: asks what a look asks.
        timer: calls something so many seconds from now.
        look: looks, and draws what came of it.
        seconds: see `REST_SECONDS`; 0: nothing waits.
    """

    def __init__(
        self,
        asker: Asker,
        timer: Callable[[float, Callable[[], object]], object],
        look: Callable[[Look], object],
        seconds: float = REST_SECONDS,
    ) -> None:
        self.seconds = seconds
        self._asker, self._timer, self._look = asker, timer, look
        self._waiting: dict[Look, None] = {}
        self._armed = False
        self._last = 0.0

    def add(self, look: Look) -> None:
        """Look once the keys rest; the same look is not looked twice."""
        if not self.seconds:
            self._look(look)
            return
        self._waiting[look] = None
        self._arm(self._left())

    def key(self, looks: Mapping[str, Look]) -> tuple[Look, ...]:
        """A key was pressed: what is asked and nobody waits for is taken back, to be looked again.

        `looks` are those that may have asked, by subject; with the answer come those that had.
        """
        self._last = time.monotonic()
        asked = [subject for subject in self._asker.waiting if subject in looks]
        if asked:
            self._asker.drop(*asked)
        return tuple(looks[subject] for subject in asked)

    def _left(self) -> float:
        return max(0.0, self._last + self.seconds - time.monotonic())

    def _arm(self, seconds: float) -> None:
        if not self._armed:
            self._armed = True
            self._timer(max(_LEAST, seconds), self._due)

    def _due(self) -> None:
        self._armed = False
        left = self._left()
        if left:
            self._arm(left)
            return
        waiting, self._waiting = self._waiting, {}
        for look in waiting:
            self._look(look)
