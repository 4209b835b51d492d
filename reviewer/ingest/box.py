"""The child process of `boxed.py`: sets its own limits, then answers one request after the other.

Request: a line of JSON {"reader", "length"}, then so many bytes. Answer: a line with a length, then so many bytes of
JSON: {"text", "version", "items", "remarks"} or {"error"}; "spent" where the child should be replaced.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from collections.abc import Callable
from typing import Any

from reviewer.errors import UnreadableArticle
from reviewer.ingest.extracted import Extracted

_DEEPEST = 3_000
"""Nested calls: trees of pages are walked recursively, and a page may nest deeply without harm."""


def main() -> None:
    """Serve until the other side closes."""
    memory, cpu = int(sys.argv[1]), int(sys.argv[2])
    _limit(memory)
    sys.setrecursionlimit(_DEEPEST)
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    while line := given.readline():
        request = json.loads(line)
        raw = given.read(request["length"])
        _grant(cpu)
        answer = json.dumps(_answer(request["reader"], raw)).encode()
        answers.write(f"{len(answer)}\n".encode() + answer)
        answers.flush()


def _limit(memory: int) -> None:
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        # macOS does not know a limit of address space; time limits hold everywhere.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _grant(cpu: int) -> None:
    """So many more seconds of computing for the next file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + cpu + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(reader: str, raw: bytes) -> dict[str, Any]:
    try:
        found = _reader(reader)(raw)
    except UnreadableArticle as error:
        return {"error": error.what}
    except MemoryError:
        return {"error": "reading it took more memory than a file may have", "spent": True}
    except RecursionError:
        return {"error": "it is nested too deeply", "spent": True}
    except Exception as error:  # whatever a library makes of a hostile file costs only this file
        return {"error": f"it is damaged, or not what it says it is ({type(error).__name__})", "spent": True}
    return {"text": found.text, "version": found.version, "items": dict(found.items), "remarks": found.remarks}


def _reader(name: str) -> Callable[[bytes], Extracted]:
    if name == "html":
        from reviewer.ingest import web

        return web.extract
    if name == "pdf":
        from reviewer.ingest import pdf

        return pdf.extract
    from reviewer.ingest import word

    return word.extract


if __name__ == "__main__":
    main()
