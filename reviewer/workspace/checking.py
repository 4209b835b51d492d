"""Whether everything is as it was written: the chain, what follows from it, and files that were handed out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from reviewer.errors import TamperedError
from reviewer.export.plain import as_dict, as_list, as_text
from reviewer.export.reading import ClaimsFile
from reviewer.log import chain, merkle
from reviewer.log.chain import Row
from reviewer.workspace import heads, pointing
from reviewer.workspace.complete import complete
from reviewer.workspace.desk import Desk
from reviewer.workspace.settling import pair_word, statuses
from reviewer.workspace.views import Finding, Progress, VerifyReport

Report = Callable[[Progress], None]
SHOWN = 20
"""Faults of one sort that are told one by one."""


def verify(desk: Desk, progress: Report | None = None, source: Path | None = None) -> VerifyReport:
    """Checks the chain of every log, the file itself, all texts, and that replay gives what is kept.

    `source`: a file that was kept elsewhere, to hold the logs against. Raises InputError where it is none.
    """
    tell = progress or (lambda _: None)
    found: list[Finding] = []
    for step, check in enumerate(_CHECKS):
        tell(Progress("checks", step, len(_CHECKS)))
        found += check(desk)
    found += pointing.hold_against(desk, source) if source is not None else ()
    tell(Progress("checks", len(_CHECKS), len(_CHECKS)))
    return VerifyReport(tuple(found))


def _rows(desk: Desk) -> Iterator[Row]:
    yield from desk.db.rows()


def _chains(desk: Desk) -> Iterator[Finding]:
    kept = heads.read()
    here = {head.log for head in desk.db.heads()}
    known = here.union(kept.places.get(str(desk.folder.resolve()), ()))
    kept_logs = {log: one for log, one in kept.logs.items() if log in known and not _behind(desk, log, one.size)}
    for log in sorted(kept_logs.keys() - here):
        words = f"stood here with {kept_logs.pop(log).size} events, and is not here: the database was replaced"
        yield Finding(ok=False, what=f"log {log[:8]}", words=words)
    outside = {log: chain.Head(one.size, one.head) for log, one in kept_logs.items()}
    faults = chain.check(_rows(desk), outside)
    for fault in faults:
        if fault.kind.tampering:
            yield Finding(ok=False, what=f"log {fault.log[:8]}", words=f"event {fault.seq}: {fault.words}")
    broken = {fault.log for fault in faults if fault.kind.tampering}
    remarks = [fault for fault in faults if not fault.kind.tampering]
    for head in desk.db.heads():
        if head.log not in broken:
            back = sum(remark.log == head.log for remark in remarks)
            clock = f"; the clock ran back {back} times, which by itself means nothing" if back else ""
            yield Finding(ok=True, what=f"log {head.log[:8]}", words=f"{head.seq} events, no gap, no change{clock}")
    for fork in desk.db.forks():
        yield Finding(
            ok=False, what=f"log {fork.log[:8]}", words=f"tells two histories from event {fork.seq} on; both are kept"
        )
    yield from _outside(desk, kept_logs, broken)


def _behind(desk: Desk, log: str, size: int) -> bool:
    """Whether this is somebody else's log of which another workspace of this user has more: that is no fault."""
    return any(head.log == log and not head.own and head.seq < size for head in desk.db.heads())


def _outside(desk: Desk, kept: Mapping[str, heads.Kept], broken: set[str]) -> Iterator[Finding]:
    """Whether the logs continue those that this user closed last: the proof of consistency, root by root."""
    for log, one in sorted(kept.items()):
        if log not in broken:
            good = heads.continues(merkle.Tree(desk.db.hashes(log)), one)
            words = f"continues what was kept in {heads.NAME} at size {one.size}"
            if not good:
                words = f"is not the one that was kept in {heads.NAME} at size {one.size}: the log was rewritten"
            yield Finding(ok=good, what=f"log {log[:8]}", words=words)
    if not kept:
        words = "none was kept on this machine yet: a cut end, or a log written anew, would not show by it"
        yield Finding(ok=True, what=heads.NAME, words=words)


def _file(desk: Desk) -> Iterator[Finding]:
    faults = desk.db.faults()
    yield from (Finding(ok=False, what="database", words=fault) for fault in faults)
    if not faults:
        yield Finding(
            ok=True,
            what="database",
            words="the file is sound, its guards are in place, all words and texts are what the log names",
        )


def _replay(desk: Desk) -> Iterator[Finding]:
    try:
        faults = desk.db.decisions.check()
    except TamperedError as error:
        yield Finding(ok=False, what="replay", words=error.what)
        return
    yield from (Finding(ok=False, what="replay", words=fault) for fault in faults[:SHOWN])
    if not faults:
        yield Finding(ok=True, what="replay", words="the log gives what the tables hold")


def _statuses(desk: Desk) -> Iterator[Finding]:
    """Whether where each claim stands is what its acts say."""
    try:
        claims = sorted(set(desk.db.decisions.claims_with_acts()))
        wrong = [f"claim {claim}" for claim in claims if not _stands(desk, claim)]
        wrong += [f"pair {left}, {right}" for left, right in _wrong_pairs(desk)]
    except TamperedError as error:
        yield Finding(ok=False, what="standing", words=error.what)
        return
    for claim in wrong[:SHOWN]:
        yield Finding(ok=False, what=claim, words="does not stand as replay of the log gives it")
    if not wrong:
        yield Finding(ok=True, what="standing", words="every claim and pair stands as replay of the log gives it")


def _stands(desk: Desk, claim: str) -> bool:
    follows = {row.about: row for row in statuses(desk.db, claim)}
    return follows == desk.db.decisions.claim_status(claim)


def _wrong_pairs(desk: Desk) -> list[tuple[str, str]]:
    """Pairs of which the tables say something else than the persons do."""
    kept = desk.db.decisions.pair_words()
    acts = desk.db.decisions.acts_of_type("decision")
    pairs = {(act.event.data["left"], act.event.data["right"]) for act in acts} | kept.keys()
    return sorted(pair for pair in pairs if pair_word(desk.db, *pair) != kept.get(pair))


def _spans(desk: Desk) -> Iterator[Finding]:
    """Whether every claim stands on its exact words."""
    bad, count = 0, 0
    for article in desk.db.corpus.articles():
        for entry in desk.db.corpus.claims_of_article(article.id, listed=False):
            count += 1
            if entry.claim.span.of(desk.text(entry.claim.version)) != entry.claim.quote:
                bad += 1
                yield Finding(ok=False, what=f"claim {entry.number}", words="does not stand on its words")
    if not bad:
        yield Finding(ok=True, what="claims", words=f"{count} claims stand on their exact words")


_CHECKS = (_chains, pointing.seen_by_others, _file, _replay, _statuses, _spans)


def verify_against(desk: Desk, file: ClaimsFile) -> Iterator[Finding]:
    """What this workspace knows of a claims file: whether its log is ours, and whether it is still the last word."""
    point = file.checkpoint()
    if point is None:
        return
    heads = {head.log: head for head in desk.db.heads()}
    head = heads.get(point.log)
    if head is None:
        yield Finding(ok=None, what="log", words=f"log {point.log[:8]} is not known in this workspace")
        return
    if point.size > head.seq:
        words = f"the file knows {point.size} events of log {head.log[:8]}, this workspace only {head.seq}"
        if not head.own:
            yield Finding(ok=None, what="log", words=f"{words} of them so far")
            return
        yield Finding(ok=False, what="log", words=f"{words}: the end was cut off, or this is an older copy")
        return
    if merkle.Tree(desk.db.hashes(point.log)).root(point.size) != point.root:
        words = f"log {head.log[:8]} was another one when this file was written"
        yield Finding(ok=False, what="log", words=words)
        return
    yield Finding(ok=True, what="log", words=f"this workspace continues the log of the file ({head.seq} events now)")
    yield from complete(desk, file)
    said = [
        as_text(as_dict(entry).get("event"))
        for record in map(as_dict, file.claims)
        for name in ("verdicts", "adjudications")
        for entry in as_list(record.get(name))
    ]
    acts = desk.db.decisions.acts(said)
    since = sum(not act.current for act in acts.values())
    if since:
        words = f"{since} verdicts of the file stand no more as they do in it"
        yield Finding(ok=True, what="since then", words=words)
