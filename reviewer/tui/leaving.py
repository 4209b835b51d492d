"""Ending in order where somebody else ends the program: a closed terminal, a lost connection, `kill`."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable

from reviewer.errors import Interrupted

SIGNALS = (signal.SIGTERM, signal.SIGHUP)
PATIENCE = 1.5
"""Seconds in which the program leaves in order; where its terminal is gone it may not get that far."""


def on_signals(leave: Callable[[], None]) -> None:
    """Calls `leave` in the running event loop when the program is asked to end, and makes sure that it does end.

    Whatever was acknowledged is committed by then, so that ending at once loses nothing.
    """
    loop = asyncio.get_running_loop()

    def asked() -> None:
        watch = threading.Timer(PATIENCE, os._exit, (Interrupted.exit_code,))
        watch.daemon = True
        watch.start()
        leave()

    for number in SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` asks to stay
            loop.add_signal_handler(number, asked)
