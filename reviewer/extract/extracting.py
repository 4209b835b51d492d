"""From text and blocks to cuts: places and structure only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from reviewer.extract.attribution import attributions
from reviewer.extract.clauses import Part, parts
from reviewer.extract.contexts import Trail, standing
from reviewer.extract.datelines import dateline
from reviewer.extract.kinds import announces, is_note, kind_of
from reviewer.extract.languages import is_english
from reviewer.extract.moments import expressions
from reviewer.extract.phrases import Range, main_verb, subject
from reviewer.extract.quotation import Quoted, quotations
from reviewer.extract.scenes import Attribution, Scene, scene
from reviewer.extract.sources import Sources, implicit
from reviewer.extract.statements import Statement, statements
from reviewer.extract.tagging import tag
from reviewer.model.article import Block, BlockClass
from reviewer.model.claim import ClaimantRole, ClaimKind, Cut, Extraction, SourceCut
from reviewer.model.span import Span
from reviewer.text.sentences import split

EXTRACTOR_VERSION = 5
"""Raised with any change of output."""
LONGEST = 250
"""Words; a longer sentence is no prose, and is one claim as it stands."""
LEAD = 3
"""Sentences from the beginning of the body that count as its news."""


def extract(text: str, blocks: Sequence[Block], language: str | None = "en") -> Extraction:
    """The claims of every block of `text`, also of blocks that list none (a person may flip their class).

    `language` is ISO 639-1; where it has no rules, sentences are claims. None: English if its words look like it.
    """
    reader = _Reader(text) if is_english(text, language) else None
    cuts = [cut for block in blocks for cut in (reader.read(block) if reader else _plain(text, block))]
    return Extraction(tuple((block.span, block.cls.value) for block in blocks), tuple(cuts))


def _plain(text: str, block: Block) -> Iterator[Cut]:
    """Sentences as claims, for languages without rules."""
    for sentence in split(text, block.span.start, block.span.end):
        span = _without_stop(text, sentence)
        if sentence.of(text)[-1] not in "?？؟" and any(c.isalpha() for c in span.of(text)):
            yield Cut(span=span, sentence=sentence, kind=ClaimKind.FACT, rule="sentence")


def _without_stop(text: str, span: Span) -> Span:
    end = span.end
    while end > span.start + 1 and text[end - 1] in ".。।۔!！":
        end -= 1
    return Span(span.start, end)


@dataclass(slots=True)
class _Sentence:
    """A sentence of a block with everything that later ones may ask of it."""

    span: Span
    scene: Scene
    signs: list[Attribution]
    statements: list[Statement]
    sources: dict[int, tuple[SourceCut, ...]] = field(default_factory=dict)


class _Reader:
    """Reads an English article block by block, remembering who spoke and what was spoken of."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sources = Sources()
        self.trail = Trail()
        self.count = 0
        self.body = 0
        self.open_quote: tuple[SourceCut, ...] = ()

    def read(self, block: Block) -> list[Cut]:
        quoted = Quoted(quotations(self.text, block.span.start, block.span.end))
        spans = split(self.text, block.span.start, block.span.end)
        sentences = [self._sentence(span, quoted, block) for span in spans]
        cuts: list[Cut] = []
        for index, sentence in enumerate(sentences):
            self.count += 1
            if len(sentence.scene.tagged) > LONGEST:
                cuts.extend(self._cuts(sentence, block))
                continue
            if block.cls is BlockClass.BODY:
                self.sources.cast.note(sentence.scene.tagged)
            self._find_sources(sentences, index, quoted, block)
            cuts.extend(self._cuts(sentence, block))
            if block.cls is BlockClass.BODY:
                self.body += 1
                ranges = [r for s in sentence.statements for r in s.ranges]
                sources = [(s.source[0], s.cue[1]) for s in sentence.signs if s.source and s.source < s.cue]
                self.trail.read(sentence.scene, sources + ranges, self.count)
        return cuts

    def _sentence(self, span: Span, quoted: Quoted, block: Block) -> _Sentence:
        tagged = tag(self.text, span.start, span.end)
        if len(tagged) > LONGEST:
            return _Sentence(span, Scene(tagged, ()), [], [Statement(((0, len(tagged)),))])
        line = dateline(self.text, span.start, span.end) if block.cls.gives_claims and self.body < LEAD else None
        if line and line.agency and self.sources.agency is None:
            self.sources.agency = SourceCut(line.agency, ClaimantRole.AGENCY)
        floor = tagged.index_at(line.end) if line else 0
        view = scene(tagged, quoted, floor=floor, headline=block.cls is BlockClass.HEADLINE)
        if not _asserts(view, block.cls):
            return _Sentence(span, view, [], [])
        signs = attributions(view)
        return _Sentence(span, view, signs, statements(view, signs))

    def _find_sources(self, sentences: list[_Sentence], index: int, quoted: Quoted, block: Block) -> None:
        """Fills in who says each statement of a sentence."""
        sentence = sentences[index]
        tagged = sentence.scene.tagged
        explicit: tuple[SourceCut, ...] = ()
        for number, statement in enumerate(sentence.statements):
            if statement.signs:
                explicit = self.sources.of_signs(tagged, statement.signs, self.count)
                sentence.sources[number] = explicit
        pending = [s for s in sentence.signs if s.states and not s.contents]
        if not explicit and pending:
            explicit = self.sources.of_signs(tagged, pending, self.count)
        if explicit:
            self.sources.remember(tagged, explicit, self.body, self.count, opens=bool(pending))
            return
        if not block.cls.gives_claims:
            return
        found = self._of_quotation(sentences, index, quoted) or self.sources.carried(
            sentence.scene, self.body, self.count
        )
        if found:
            sentence.sources = dict.fromkeys(range(len(sentence.statements)), found)
            self.sources.prolong(self.body, self.count)

    def _of_quotation(self, sentences: list[_Sentence], index: int, quoted: Quoted) -> tuple[SourceCut, ...]:
        """Who speaks in a quoted sentence that names nobody: of the same quotation, else of the paragraph."""
        sentence = sentences[index]
        at = next(
            (s for s, inside in zip(sentence.scene.tagged.starts, sentence.scene.quoted, strict=True) if inside), None
        )
        if at is None or sum(sentence.scene.quoted) < 0.6 * len(sentence.scene.quoted):
            return ()
        quotation = quoted.at(at)
        for place in range(index + 1, len(sentences)):
            later = sentences[place]
            if quotation is None or later.span.start >= quotation.end:
                break
            signs = [s for s in later.signs if s.states and s.source]
            if signs:
                return implicit(self.sources.of_signs(later.scene.tagged, signs[:1], self.count))
        signed = self._signature(sentences, index)
        if signed:
            return signed
        return self.sources.speaking(self.body)

    def _signature(self, sentences: list[_Sentence], index: int) -> tuple[SourceCut, ...]:
        """The name that signs the quotation of which this sentence is part."""
        for place in range(index + 1, min(index + 6, len(sentences))):
            later = sentences[place]
            signs = [s for s in later.signs if s.rule == "signature"]
            if signs:
                return implicit(self.sources.of_signs(later.scene.tagged, signs, self.count))
            if not any(later.scene.quoted):
                break
        return ()

    def _cuts(self, sentence: _Sentence, block: Block) -> Iterator[Cut]:
        view, text = sentence.scene, self.text
        if not sentence.statements or _asks(text, sentence.span, sentence.signs):
            return
        if len(view.tagged) > LONGEST:
            yield Cut(_without_stop(text, sentence.span), sentence.span, ClaimKind.FACT, "sentence")
            return
        if is_note(view.tagged, (0, len(view.tagged))) and not any(s.states and s.contents for s in sentence.signs):
            yield self._note(sentence)
            return
        said = self._said(sentence)
        for number, statement in enumerate(sentence.statements):
            sources = sentence.sources.get(number, ())
            for part in _parts(view, statement):
                cut = self._cut(sentence, statement, part, sources, block, said if statement.signs else ())
                if cut is not None:
                    yield cut

    def _note(self, sentence: _Sentence) -> Cut:
        words = sentence.statements[0].ranges[0]
        return Cut(
            sentence.scene.tagged.place(*words),
            sentence.span,
            ClaimKind.REPORTING_NOTE,
            "note",
            sources=(self.sources.agency,) if self.sources.agency else (),
        )

    def _said(self, sentence: _Sentence) -> tuple[Span, ...]:
        """Dates outside of every statement belong to the saying."""
        if not any(statement.signs for statement in sentence.statements):
            return ()
        tagged = sentence.scene.tagged
        places = [tagged.place(*r) for s in sentence.statements for r in s.ranges]
        first = tagged.starts[min(sentence.scene.floor, len(tagged) - 1)]
        found = [
            e.span for e in expressions(self.text, sentence.span.start, sentence.span.end) if e.span.start >= first
        ]
        return tuple(span for span in found if not any(place.overlaps(span) for place in places))

    def _cut(
        self,
        sentence: _Sentence,
        statement: Statement,
        part: Part,
        sources: tuple[SourceCut, ...],
        block: Block,
        said: tuple[Span, ...],
    ) -> Cut | None:
        view = sentence.scene
        words = _unquoted(view, *part.words)
        if words is None or _question_follows(self.text, view, words):
            return None
        quoted = view.quoted[words[0] : words[1]]
        spoken = sum(quoted) > 0.6 * len(quoted)
        told = statement.signs[-1] if statement.signs else None
        speaker = told.source if told and told.rule in ("before", "joined", "participle") else None
        stand = standing(view, words, part.carried, speaker, self.trail, self.sources.cast, self.count)
        kind = kind_of(view, words, named=bool(sources), spoken=spoken, lead=self.body < LEAD or view.headline)
        if part.rule == "participle" and kind is ClaimKind.FACT and announces(view, (statement.ranges[0][0], words[0])):
            kind = ClaimKind.ANNOUNCEMENT
        if (
            self.sources.agency
            and block.cls is BlockClass.BODY
            and not any(s.role is ClaimantRole.AGENCY for s in sources)
        ):
            sources = (self.sources.agency, *sources)
        span = view.tagged.place(*words)
        carried = {view.tagged.place(*c) for c in part.carried} | set(stand.carried)
        carried = {c for c in carried if not c.overlaps(span)}
        return Cut(span, sentence.span, kind, part.rule, tuple(sorted(carried)), sources, said, stand.reason)


def _parts(view: Scene, statement: Statement) -> Iterator[Part]:
    """The atomic claims of a statement; one that its saying interrupts carries its shorter part."""
    rule = statement.rule or (statement.signs[-1].rule if statement.signs else "sentence")
    if len(statement.ranges) == 1:
        found = parts(view, *statement.ranges[0], rule, statement.bearer)
        bearer = (statement.bearer,) if statement.bearer else ()
        yield from (p if p.carried else replace(p, carried=bearer) for p in found)
        return
    longest = max(statement.ranges, key=lambda r: (main_verb(view.tags, *r) is not None, r[1] - r[0]))
    yield Part(longest, rule, tuple(r for r in statement.ranges if r is not longest))


def _asks(text: str, span: Span, signs: Sequence[Attribution]) -> bool:
    """Whether a sentence asks and tells nothing."""
    return text[span.start : span.end].rstrip("”\"’') ").endswith("?") and not any(
        s.states and s.contents for s in signs
    )


def _question_follows(text: str, view: Scene, words: Range) -> bool:
    return text[view.tagged.ends[words[1] - 1] :][:1] == "?"


def _asserts(view: Scene, cls: BlockClass) -> bool:
    """Whether there is anything like a verb; an order ("Learn how …") asserts nothing."""
    tags = view.tags[view.floor :]
    verbs = any(tag in "VMHBAvLEG" for tag in tags)
    if cls is BlockClass.HEADLINE:
        return len(tags) >= 3 and (verbs or "#" in tags or len(tags) >= 5)
    return (verbs or len(tags) >= 8) and not _orders(view)


def _orders(view: Scene) -> bool:
    """Whether a sentence opens with a bare verb that is not its subject: "Learn how it is made"."""
    if view.tags[view.floor : view.floor + 1] != "v":
        return False
    verb = main_verb(view.tags, view.floor, len(view.tags))
    found = subject(view.tagged, verb.first, view.floor) if verb else None
    return found is None or found[0] > view.floor + 1


def _unquoted(view: Scene, first: int, last: int) -> Range | None:
    """The words without quotation marks that stand around all of them."""
    tags = view.tags
    while first < last:
        opened, closed = tags[first] == "q", tags[last - 1] == "Q"
        inner = tags[first + 1 : last - 1]
        if opened and closed and "Q" not in inner:
            first, last = first + 1, last - 1
        elif opened and "Q" not in tags[first + 1 : last]:
            first += 1
        elif (closed and "q" not in tags[first : last - 1]) or tags[last - 1] in ".,;:!?-":
            last -= 1
        elif tags[first] in ".,;:!?-|":
            first += 1
        else:
            return first, last
    return None
