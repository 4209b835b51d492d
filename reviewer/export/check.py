"""Whether a file is as it was written: offline, without workspace and database.

Every field of a YAML, JSON or JSON Lines claims file stands under the root of its `export` event, and that event under
the checkpoint of its log; so any change shows. Which record was changed always shows too; which field, where an event,
an id or a text in the file tells it. What remains open — whether this log is the one that the workspace has, whether
its end was cut off — only the workspace can answer.
"""

from __future__ import annotations

from reviewer.errors import InputError
from reviewer.export import log_check
from reviewer.export.agrees import Ground, cites, faults, person_faults
from reviewer.export.finding import Finding, changed, sound, untold
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.proved import Proved
from reviewer.export.reading import ClaimsFile, LogFile, NewerFile, TableFile, parse

__all__ = ["Finding", "check_claims", "check_file", "worst"]


def check_file(data: bytes, name: str = "") -> tuple[Finding, ...]:
    """What the check of a file found; at least one finding, never an exception."""
    try:
        file = parse(data, name)
    except NewerFile as error:
        return (untold("file", f"cannot tell: {error.what}"),)
    except InputError as error:
        if name.lower().endswith(".csv"):  # the log as a table, or anybody's: there is nothing in it to check
            return (untold("file", "a table carries no proof: cannot tell whether it was changed"),)
        return (changed("file", f"cannot be read as a file of this program: {error.what}"),)
    if isinstance(file, ClaimsFile):
        return check_claims(file)
    if isinstance(file, LogFile):
        return log_check.check_log(file)
    what = "a table" if isinstance(file, TableFile) else "a file of given claims"
    return (untold("file", f"{what} carries no proof: cannot tell whether it was changed"),)


def check_claims(file: ClaimsFile) -> tuple[Finding, ...]:
    """The findings on a claims file, worst first inside each part."""
    odd = tuple(changed("file", words) for words in file.oddities)
    if file.proof is None:
        return (*odd, untold("file", "carries no proof: cannot tell whether it was changed"))
    proved = Proved(file)
    proved.check()
    places: dict[str, list[str]] = {}
    for number, record in enumerate((file.header, *file.claims)):
        for field, hash_ in cites(as_dict(record)):
            name = proved.record_id(number) or ("header" if number == 0 else f"record {number}")
            places.setdefault(hash_, []).append(f"{name} {field}")
    proved.check_words(places)
    _check_cited(proved, places)
    _check_records(proved)
    return (*odd, *sorted(proved.findings, key=lambda finding: finding.ok is not False))


def worst(findings: tuple[Finding, ...]) -> bool | None:
    """True proved, False changed, None cannot tell."""
    states = {finding.ok for finding in findings}
    return False if False in states else None if None in states else True


def _check_cited(proved: Proved, places: dict[str, list[str]]) -> None:
    """Every event in the file is cited by something in it."""
    for hash_ in proved.events:
        if hash_ not in places and hash_ != proved.proof.get("export"):
            words = "stands in the file, but nothing in it cites this event"
            proved.findings.append(changed(f"event {hash_[:12]}", words))


def _check_records(proved: Proved) -> None:
    ground = Ground(proved.file.header, proved.events, proved.blobs)
    header = proved.file.header
    found = [*proved.check_header(), *person_faults(header, ground)]
    found += [
        (field, "names an event that is not in the file, or was changed")
        for field, hash_ in cites(header)
        if hash_ not in proved.events
    ]
    _tell(proved, 0, found)
    for number, record in enumerate(proved.file.claims, 1):
        _tell(proved, number, list(faults(as_dict(record), ground, changed=number in proved.changed)))
    entries = (as_dict(check) for record in proved.file.claims for check in as_list(as_dict(record).get("checked")))
    checks = len({as_text(entry.get("claim")) for entry in entries})
    if checks and not any(finding.ok is False for finding in proved.findings):
        words = "word for word as imported; that they were published so, or are about these claims, is not proved"
        proved.findings.append(sound("published fact-checks", f"{checks}, {words}"))


def _tell(proved: Proved, number: int, found: list[tuple[str, str]]) -> None:
    for field, words in found:
        proved.bad_record(number, f"`{field}` {words}", field)
    if number in proved.changed and not found:
        proved.bad_record(number, "was changed; no event tells which of its fields")
