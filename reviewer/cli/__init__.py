"""The command line: a thin front over the workspace. `main` is the command `reviewer`."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence

from reviewer.errors import Interrupted, ReviewerError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and answer with its exit code: 0 ok, 1 failed or tampered, 2 usage, 3 partial, 130 stopped.

    Args:
        arguments: the words after `reviewer`; None takes those of this process.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = any(word in ("--json", "--jsonl") for word in words)
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace"), (sys.stdin, "replace")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)  # a terminal that is not UTF-8 must not end the program
    if arguments is None:
        _end_in_order()
    try:
        return _run(words)
    except ReviewerError as error:
        return _tell(error, as_json=as_json)
    except KeyboardInterrupt:
        stopped = Interrupted("stopped", kept="everything that was reported as saved")
        return _tell(stopped, as_json=as_json)
    except BrokenPipeError:
        # The reader of a pipe left (`reviewer log | head`): nothing to tell, and nobody to tell it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("REVIEWER_DEBUG"):
            raise
        return _tell(_own_fault(error), as_json=as_json)


def _end_in_order() -> None:
    """A closed terminal and `kill` end a command as Ctrl-C does, so that it leaves the terminal as it was."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)


def _run(words: list[str]) -> int:
    import click

    from reviewer.cli.app import app
    from reviewer.cli.output import usage_error

    try:
        result = app.main(words, prog_name="reviewer", standalone_mode=False)
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.ClickException as error:
        raise usage_error(error) from error
    return result if isinstance(result, int) else 0


def _tell(error: ReviewerError, *, as_json: bool) -> int:
    from reviewer.cli.output import error_lines

    print(error_lines(error, as_json=as_json), file=sys.stderr)
    return error.exit_code


def _own_fault(error: Exception) -> ReviewerError:
    what = f"a fault of the program itself: {type(error).__name__}: {error}"
    return ReviewerError(
        what,
        kept="everything that was reported as saved",
        next_step="set REVIEWER_DEBUG=1 and run it again to see where; please report it",
    )
