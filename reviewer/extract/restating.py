"""A short sentence that stands alone, made by machine from a claim's words and what it carries. Never a quote."""

from __future__ import annotations

from reviewer.extract.phrases import Form, verb_groups
from reviewer.extract.tagging import Tagged
from reviewer.extract.verbs import base_of, past_of, third_person
from reviewer.model.claim import ClaimKind, Cut
from reviewer.model.span import Span

LONGEST = 400
"""Code points; longer ones help nobody."""


def restate(cut: Cut, tagged: Tagged) -> str | None:
    """The claim with its carried words in place; None where it needs none or no good sentence can be made."""
    if not cut.carried or cut.needs_context:
        return None
    text = tagged.text
    first = tagged.index_at(cut.span.start)
    words = cut.span.of(text)
    before = [c for c in cut.carried if tagged.span.contains(c)]
    outside = [c for c in cut.carried if not tagged.span.contains(c)]
    made: str | None
    if tagged.tags[first] == "I" and (outside or before):
        made = _in_place_of(tagged, first, cut.span, (outside or before)[0])
    elif cut.rule == "participle":
        made = _finite(tagged, first, cut, before)
    elif cut.rule == "relative" and tagged.tags[first] in "WZIDXN":
        return None
    elif cut.rule == "shared subject" and _pronoun(tagged, before) and outside:
        auxiliary = before[0].of(text).split(maxsplit=1)[1:]
        made = " ".join([outside[0].of(text), *auxiliary, words])
    else:
        pieces = [c.of(text) for c in before if c.start < cut.span.start]
        after = [c.of(text) for c in before if c.start > cut.span.start]
        made = " ".join([*_led(pieces), words, *after]) if pieces or after else None
    return _sentence(made) if made and len(made) <= LONGEST else None


def _pronoun(tagged: Tagged, carried: list[Span]) -> bool:
    return bool(carried) and tagged.tags[tagged.index_at(carried[0].start)] == "I"


def _in_place_of(tagged: Tagged, first: int, span: Span, bearer: Span) -> str:
    return bearer.of(tagged.text) + tagged.text[tagged.ends[first] : span.end]


def _led(pieces: list[str]) -> list[str]:
    """A leading date gets its comma back."""
    return [piece + "," if len(pieces) > 1 and piece is pieces[0] else _closed(piece) for piece in pieces]


def _closed(words: str) -> str:
    """An apposition gets its second comma ("The bank, the largest,"), a list ("the bank, the fund and I") none."""
    _, comma, last = words.rpartition(", ")
    return words + "," if comma and not {"and", "or", "&"} & set(last.split()) else words


def _finite(tagged: Tagged, first: int, cut: Cut, before: list[Span]) -> str | None:
    """A participle as a finite verb after its subject, in the tense of the main verb: "Beijing launched"."""
    if not before:
        return None
    verb = first + 1 if tagged.tags[first] == "h" and first + 1 < len(tagged) else first
    if tagged.tags[verb] not in "GLEV":
        return None
    base = base_of(tagged.lows[verb])
    rest = tagged.text[tagged.ends[verb] : cut.span.end]
    if cut.kind is ClaimKind.ANNOUNCEMENT:
        return f"{_closed(before[0].of(tagged.text))} {_modal(tagged, cut)} {base}{rest}"
    main = next((g for g in verb_groups(tagged.tags) if g.form is Form.FINITE), None)
    present = main is not None and tagged.lows[main.head] in (
        base_of(tagged.lows[main.head]),
        third_person(base_of(tagged.lows[main.head])),
    )
    form = third_person(base) if present and verb == first else past_of(base)
    return f"{_closed(before[0].of(tagged.text))} {form}{rest}"


def _modal(tagged: Tagged, cut: Cut) -> str:
    """The word by which the sentence looks ahead: "will", "would"."""
    at = tagged.index_at(cut.span.start)
    found = (low for low, tag in zip(tagged.lows[:at], tagged.tags[:at], strict=True) if tag == "M")
    return next(found, "will")


def _sentence(words: str) -> str:
    line = " ".join(words.split())
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?", ".”")) else ".")
