"""Processes for fault tests: started here, ended by their own id."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a writer; all that still run are ended after the test."""
    running: list[subprocess.Popen[str]] = []

    def begin(path: Path, name: str, count: int, first: int = 0, *, crash_at: str = "", **more: object) -> object:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "REVIEWER_CRASH_AT": crash_at}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.store_writer", str(path), name, str(count), str(first)],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **more,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
