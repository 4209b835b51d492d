"""Attribution on PolNeAR dev: cues, sources and contents of every kind, and of the said family alone."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import Row
from reviewer.extract.attribution import attributions
from reviewer.extract.quotation import Quoted, quotations
from reviewer.extract.scenes import scene
from reviewer.extract.tagging import tag
from reviewer.model.span import Span
from reviewer.text.sentences import split

Place = tuple[int, int]
_SAID = re.compile(r"\b(?:said|says|say|told|tells?|saying|according to)\b", re.IGNORECASE)
_EDGE = ' ,;:\n“”"'


@dataclass(slots=True)
class Gold:
    """An annotated attribution: its places, each of one or more pieces."""

    cue: list[Place] = field(default_factory=list)
    source: list[Place] = field(default_factory=list)
    content: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """One of ours, with the sentence it stands in."""

    cue: Place
    source: Place | None
    content: Place | None
    sentence: Place


def articles(shared: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Text and annotation of the 84 articles; of the two that several people annotated, the first by file name."""
    folder = shared / "data" / "attribution_polnear_dev"
    for text_file in sorted((folder / "text").glob("*.txt")):
        with text_file.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        annotation = min((folder / "attributions").glob(f"{text_file.stem}_*.ann"))
        yield text, [gold for gold in _read(annotation) if gold.cue]


def _read(path: Path) -> Iterator[Gold]:
    spans: dict[str, tuple[str, list[Place]]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, places = rest.partition("\t")[0].partition(" ")
            spans[name] = (kind, [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))])
        elif name.startswith("E"):
            events.append(rest)
    for event in events:
        gold = Gold()
        for role, _, name in (item.partition(":") for item in event.split()):
            attribute = role.rstrip("0123456789").lower()
            if attribute in ("cue", "source", "content"):
                getattr(gold, attribute).extend(spans[name][1])
        yield gold


def found_in(text: str) -> Iterator[Found]:
    """What we find, paragraph by paragraph; the first is the headline."""
    for number, match in enumerate(re.finditer(r"[^\n]+", text)):
        quoted = Quoted(quotations(text, *match.span()))
        for sentence in split(text, *match.span()):
            tagged = tag(text, sentence.start, sentence.end)
            for sign in attributions(scene(tagged, quoted, headline=number == 0)):
                places = [tagged.place(*content) for content in sign.contents] if sign.states else []
                yield Found(
                    _pair(tagged.place(*sign.cue)),
                    _pair(tagged.place(*sign.source)) if sign.source else None,
                    (places[0].start, places[-1].end) if places else None,
                    _pair(sentence),
                )


def _pair(span: Span) -> Place:
    return span.start, span.end


def _bare(text: str, place: Place) -> Place:
    """A place without quotation marks and commas around it."""
    start, end = place
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _overlap(left: Place, right: Place) -> float:
    union = max(left[1], right[1]) - min(left[0], right[0])
    return max(0, min(left[1], right[1]) - max(left[0], right[0])) / union if union else 0.0


def _hull(places: Sequence[Place], inside: Place | None = None) -> Place | None:
    """From the first to the last piece, those outside of a sentence left out."""
    if inside:
        places = [(max(a, inside[0]), min(b, inside[1])) for a, b in places if a < inside[1] and inside[0] < b]
    return (min(a for a, _ in places), max(b for _, b in places)) if places else None


@dataclass(slots=True)
class _Tally:
    found: int = 0
    right: int = 0
    gold: int = 0
    met: int = 0
    said: int = 0
    said_met: int = 0
    sources: list[float] = field(default_factory=list)
    contents: list[float] = field(default_factory=list)

    def article(self, text: str, gold: list[Gold]) -> None:
        """Counts one article."""
        met: set[int] = set()
        for ours in found_in(text):
            self.found += 1
            hits = [i for i, g in enumerate(gold) if any(a < ours.cue[1] and ours.cue[0] < b for a, b in g.cue)]
            self.right += bool(hits)
            met.update(hits)
            if hits:
                self._places(text, ours, gold[hits[0]])
        for i, g in enumerate(gold):
            said = bool(_SAID.search(" ".join(text[a:b] for a, b in g.cue)))
            self.gold += 1
            self.met += i in met
            self.said += said
            self.said_met += said and i in met

    def _places(self, text: str, ours: Found, gold: Gold) -> None:
        source = _hull(gold.source)
        if source and ours.source:
            self.sources.append(_overlap(_bare(text, source), _bare(text, ours.source)))
        content = _hull(gold.content, ours.sentence)
        if content and ours.content:
            self.contents.append(_overlap(_bare(text, content), _bare(text, ours.content)))


def rows(shared: Path) -> list[Row]:
    """Ours, and the figures that the prototype of the design had."""
    tally = _Tally()
    start = time.process_time()
    texts = list(articles(shared))
    for text, gold in texts:
        tally.article(text, gold)
    seconds = time.process_time() - start
    share = {
        "cue precision": tally.right / tally.found,
        "cue recall, all kinds": tally.met / tally.gold,
        "cue recall, said family": tally.said_met / tally.said,
        "source exact": sum(o == 1 for o in tally.sources) / len(tally.sources),
        "source IoU>=.5": sum(o >= 0.5 for o in tally.sources) / len(tally.sources),
        "content IoU>=.8": sum(o >= 0.8 for o in tally.contents) / len(tally.contents),
        "articles": len(texts),
        "s": seconds,
    }
    prototype = {
        "cue precision": 0.917, "cue recall, all kinds": 0.417, "cue recall, said family": 0.928,
        "source exact": 0.811, "source IoU>=.5": 0.877, "content IoU>=.8": 0.760, "articles": 84,
    }  # fmt: skip
    return [Row("reviewer", dict(share)), Row("prototype (published)", dict(prototype), peer=True)]
