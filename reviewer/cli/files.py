"""Files without a workspace: their claims, and two of them beside each other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.cli import phrases
from reviewer.cli.call import Call
from reviewer.cli.output import columns, line, one, paragraph
from reviewer.errors import UsageError
from reviewer.text.visible import visible

if TYPE_CHECKING:
    from reviewer.workspace.files import FileClaims, FileComparison, FileMatch


def to_output(text: str) -> None:
    """A whole file to standard output: exact bytes to a pipe, made visible for a terminal."""
    sys.stdout.write(text if columns() is None else visible(text))


def claims_of(call: Call, path: Path, *, as_yaml: bool) -> None:
    """The claims of one file, as a list or as records."""
    from reviewer.workspace.filerecords import written
    from reviewer.workspace.files import claims_of_file

    if as_yaml and not call.people:
        raise UsageError("--yaml, --json and --jsonl exclude each other")
    found = claims_of_file(path)
    if as_yaml or not call.people:
        to_output(written(found, "yaml" if as_yaml else "jsonl" if call.lines else "json"))
        return
    _say_claims(found)


def _say_claims(found: FileClaims) -> None:
    paragraph(one(found.metadata.title or found.key))
    for remark in found.remarks:
        paragraph(one(remark), 2, 2)
    for number, claim in enumerate(found.claims, 1):
        carried = claim.carried_words(found.text)
        paragraph(f"{number:>3}  {one(f'[{carried}] ' if carried else '')}{one(claim.quote)}", 0, 5)
        if claim.claimants:
            paragraph(f"says {phrases.says(claim.claimants)}", 5, 5)
    if not found.claims:
        line("no claims in it")


def compare_files(call: Call, left: Path, right: Path) -> None:
    """All claims of one file beside those of the other."""
    from reviewer.workspace.files import compare_files as compare

    found = compare(left, right)
    values = ({"match": match} for match in found.matches)
    call.listing("file_match", "matches", values, lambda: _say_comparison(found))


def _say_comparison(found: FileComparison) -> None:
    paragraph(f"the two articles: {phrases.lineage(found.lineage)}")
    for sign in found.lineage.signs:
        paragraph(one(sign.words), 4, 2)
    for match in found.matches:
        _say_match(match)
    if found.matches:
        return
    line("no claim of one is about the same thing as a claim of the other")
    for near in found.lookalikes[:1]:
        why = one(near.match.why_not) or "too little in common"
        paragraph(f"nearest: “{one(near.left.quote)}” and “{one(near.right.quote)}”: {why}", 2, 2)


def _say_match(match: FileMatch) -> None:
    line()
    word = phrases.outcome(match.match.comparison, match.right.id)
    paragraph(f"the second {word}: {one(match.difference)}", 0, 2)
    paragraph(f"“{one(match.left.quote)}”", 2, 1)
    paragraph(f"“{one(match.right.quote)}”", 2, 1)
