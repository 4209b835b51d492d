"""The check of a log file (docs/format.md, section 4): chain, checkpoints, words, and that nothing was torn off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reviewer.errors import TamperedError
from reviewer.export.finding import Finding, changed, event_name, sound
from reviewer.export.log_file import PROVES, needed_words, summary
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.reading import LogFile, blob_bytes
from reviewer.log import chain, event, words
from reviewer.log.chain import Kind
from reviewer.log.event import Event

_KEYS = frozenset({"format", "logs", "withheld", "absent", "proves"})


def check_log(file: LogFile) -> tuple[Finding, ...]:
    """The findings on a log file, faults first."""
    found = [changed("file", words_) for words_ in file.oddities]
    logs, forks = _read(file, found)
    found += _chain(logs)
    found += _header(file, logs)
    found += _words(file, [*(each for log in logs.values() for each in log), *forks])
    found += _end(file)
    if not any(finding.ok is False for finding in found):
        number = sum(map(len, logs.values()))
        found.append(sound("chain", f"{number} events of {_logs(len(logs))} follow each other unchanged"))
        found.append(sound("words", f"{len(file.blobs)} revealed texts are those the events name"))
    return tuple(sorted(found, key=lambda finding: finding.ok is not False))


def _read(file: LogFile, found: list[Finding]) -> tuple[dict[str, list[Event]], list[Event]]:
    """Events by log in the order of the file, and those of second histories."""
    logs: dict[str, list[Event]] = {}
    last = ""
    for number, body in file.events:
        each = _event(number, body, found)
        if each is None:
            continue
        if each.log != last and (each.log in logs or each.log < last):
            found.append(changed(f"line {number}", "its log stands in another place: lines were moved"))
        last = each.log
        logs.setdefault(each.log, []).append(each)
    forks = [each for number, body in file.forks if (each := _event(number, body, found)) is not None]
    known = {each.hash for events in logs.values() for each in events}
    twice = "stands in its log and as a second history of it"
    found.extend(changed(event_name(fork.hash), twice) for fork in forks if fork.hash in known)
    return logs, forks


def _event(number: int, body: str, found: list[Finding]) -> Event | None:
    try:
        return event.read(body)
    except TamperedError as error:
        found.append(changed(f"line {number}", f"was changed: {error.what}"))
        return None


def _chain(logs: Mapping[str, Sequence[Event]]) -> Iterator[Finding]:
    for name, events in logs.items():
        rows = (chain.Row(each.log, number, each.hash, each.body) for number, each in enumerate(events, 1))
        for fault in chain.check(rows):
            what = f"log {name[:12]}, event {fault.seq}"
            yield sound(what, fault.words) if fault.kind is Kind.CLOCK_BACK else changed(what, fault.words)


def _header(file: LogFile, logs: Mapping[str, Sequence[Event]]) -> Iterator[Finding]:
    for key in sorted(map(str, file.header.keys() ^ _KEYS)):
        yield changed("header", f"`{key[:40]}` is missing, or is none of its keys", field=key[:40])
    if file.header.get("proves") != PROVES:
        yield changed("header", "the sentence on what this proves was changed", field="proves")
    said = file.header.get("logs")
    for number, entry in enumerate(said if isinstance(said, list) else ()):
        name = as_text(as_dict(entry).get("log"))
        events = logs.get(name, ())
        if not events or entry != summary(name, events):
            yield changed(
                "header", f"what it says of log {number + 1} is not what stands in the file", field=f"logs[{number}]"
            )
    if not isinstance(said, list) or len(said) != len(logs):
        yield changed("header", f"does not name the {_logs(len(logs))} of the file", field="logs")
    names = [as_text(as_dict(entry).get("log")) for entry in as_list(said)]
    if names != sorted(names):
        yield changed("header", "its logs are not in order", field="logs")


def _words(file: LogFile, events: Sequence[Event]) -> Iterator[Finding]:
    withheld, absent = _texts(file.header.get("withheld")), _texts(file.header.get("absent"))
    if withheld is None or absent is None or absent != sorted(set(absent)):
        yield changed("header", "`withheld` or `absent` is not written as a list")
        return
    needed = set(needed_words(events, withheld))
    if not {*withheld} <= {"names", "private"} or withheld != sorted(set(withheld)):
        yield changed("header", "`withheld` names something else than names and private notes", field="withheld")
    for sha in sorted(set(absent) - needed):
        yield changed("header", f"`absent` names words that no event names ({sha[:12]})", field="absent")
    for sha, text in file.blobs.items():
        body = blob_bytes(text)
        if sha not in needed or sha in absent:
            yield changed("words", f"a text stands here that should not ({sha[:12]})", field=sha)
        elif body is None or words.sha(body) != sha:
            yield changed("words", f"were changed ({sha[:12]})", field=sha)
    for sha in sorted(needed - {*absent} - file.blobs.keys()):
        yield changed("words", f"are missing, and nothing says why ({sha[:12]})", field=sha)


def _end(file: LogFile) -> Iterator[Finding]:
    counts = {"events": len(file.events), "forks": len(file.forks), "blobs": len(file.blobs)}
    if file.end is None:
        yield changed("end", "the last line is missing: the file was torn or cut off")
    elif file.end != counts:
        yield changed("end", "the numbers of lines are not those of the file: lines were taken out or put in")


def _texts(value: object) -> list[str] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return value


def _logs(number: int) -> str:
    return "1 log" if number == 1 else f"{number} logs"
