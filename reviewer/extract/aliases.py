"""Who stands in an article, and which longer name a shorter one stands for.

"The ministry", "MIIT", "Figueroa", "she" are aliases. One resolves where exactly one bearer of it was named before;
with several it stays open, and says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reviewer.extract.phrases import Range
from reviewer.extract.tagging import Tagged
from reviewer.model.span import Span
from reviewer.text.words import vocabulary

_NAMED = re.compile(r"D?[JNX#]*X[NX]*(?:P(?:[DJ]*[NX]*X[NX]*|[NX]+)(?:KX[NX]*)?)*(?:\(X+\))?")
_OF = vocabulary("of for de van von al bin da du la der")
_BODIES = vocabulary(
    """
    ministry administration agency company group bank university department commission committee council court
    corporation corp inc ltd party union association institute foundation police office bureau authority board army
    government congress parliament senate house times post journal news press network federation league club society
    organisation organization united states kingdom union nations fund hospital school college church city state
    county technology industries holdings"""
)
_COUNTRIES = vocabulary(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus
    belgium bolivia bosnia botswana brazil britain bulgaria cambodia cameroon canada chad chile china colombia congo
    croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia ethiopia finland france georgia
    germany ghana greece guatemala guinea haiti honduras hungary iceland india indonesia iran iraq ireland israel
    italy jamaica japan jordan kazakhstan kenya kosovo kuwait laos latvia lebanon libya lithuania luxembourg
    macedonia madagascar malaysia mali malta mexico moldova mongolia montenegro morocco mozambique myanmar namibia
    nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan
    sweden switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda ukraine uruguay
    uzbekistan venezuela vietnam wales yemen zambia zimbabwe beijing moscow washington brussels london paris berlin
    tokyo europe africa asia america u.s. u.k. us uk eu u.n. un nato"""
)
_TITLES = vocabulary(
    """
    mr. mrs. ms. dr. sen. rep. gen. gov. lt. col. sgt. capt. prof. rev. judge president minister chancellor senator
    governor mayor spokesman spokeswoman spokesperson chairman chairwoman chief director professor secretary analyst
    lawyer attorney captain general sir lady lord king queen prince princess pope coach manager owner founder
    officer commissioner inspector detective doctor sheriff ambassador envoy leader lawmaker congressman
    congresswoman candidate"""
)
_PERSONS = _TITLES | vocabulary(
    """
    man woman boy girl child teenager father mother son daughter brother sister husband wife widow widower uncle aunt
    grandfather grandmother grandson granddaughter nephew niece cousin friend neighbour neighbor physician surgeon
    nurse teacher student pupil author writer novelist poet artist painter actor actress singer musician composer
    journalist reporter editor columnist correspondent photographer historian economist scientist researcher
    biologist geologist physicist chemist engineer expert official aide adviser advisor consultant activist advocate
    prosecutor witness victim suspect defendant plaintiff driver pilot farmer worker employee resident player striker
    goalkeeper defender midfielder winger captain champion winner runner rider skipper priest bishop cardinal rabbi
    imam monk nun soldier commander sergeant guard inmate prisoner billionaire businessman businesswoman entrepreneur
    investor banker trader politician diplomat premier treasurer magistrate juror counsel solicitor barrister customer
    patient passenger survivor caller host presenter"""
)
"""Nouns for one person."""
_PERSON_PRONOUNS = {"he", "she"}
MOST = 40
"""Bearers looked at for one alias; keeps the cost of long texts linear."""


@dataclass(slots=True, eq=False)
class Bearer:
    """Somebody or some body that the article names: its longest phrase so far, and the words it can be known by."""

    span: Span
    words: set[str]
    names: set[str]
    last: str
    person: bool
    plural: bool
    spoke: int = -10
    """The number of the last sentence in which it spoke."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an alias stands for: one bearer's phrase, or several possible ones (`open`), or neither."""

    referent: Span | None = None
    open: bool = False


@dataclass(slots=True)
class Cast:
    """The bearers of an article, in order of appearance."""

    by_word: dict[str, list[Bearer]] = field(default_factory=dict)
    by_initials: dict[str, list[Bearer]] = field(default_factory=dict)
    speakers: list[Bearer] = field(default_factory=list)

    def note(self, tagged: Tagged) -> None:
        """Takes up every name of a sentence."""
        for match in _NAMED.finditer(tagged.tags):
            self._take(tagged, _name_proper(tagged, match.start(), match.end()))

    def speak(self, tagged: Tagged, source: Range, sentence: int, resolved: Resolved) -> None:
        """Remembers that a source spoke in this sentence."""
        bearer = self._bearer_at(resolved.referent) or self._take(tagged, source)
        if bearer is not None:
            bearer.spoke = sentence
            self.speakers = [b for b in self.speakers[-MOST:] if b is not bearer] + [bearer]

    def resolve(self, tagged: Tagged, words: Range, sentence: int) -> Resolved:
        """The longer name of an alias, among the bearers named before."""
        first, last = words
        if last - first == 1 and tagged.tags[first] == "I":
            return self._pronoun(tagged.lows[first], sentence)
        own = tagged.place(first, last)
        short = self._initials(tagged, words)
        if short:
            return Resolved(short[0].span) if len(short) == 1 else Resolved(open=True)
        content = _content(tagged, words)
        if not content:
            return Resolved()
        found = self._candidates(content, own)
        named = [b for b in found if b.names & content] if "X" in tagged.tags[first:last] else found
        if len(content) == 1:
            (word,) = content
            named = [b for b in named if b.last == word] or named
            named = [b for b in named if b.person] or named
        distinct = {id(b): b for b in named}
        if len(distinct) == 1:
            bearer = next(iter(distinct.values()))
            longer = len(bearer.words) > len(content) and not bearer.span.overlaps(own)
            return Resolved(bearer.span) if longer else Resolved()
        return Resolved(open=len(distinct) > 1)

    def _initials(self, tagged: Tagged, words: Range) -> list[Bearer]:
        """Those named before whose initials an abbreviation is: "MIIT", "the WHO"."""
        first, last = words
        first += last - first == 2 and tagged.tags[first] == "D"
        short = tagged.words(first, last)
        if last - first != 1 or not (2 <= len(short) <= 8 and short.isalpha() and short.isupper()):
            return []
        start = tagged.starts[first]
        return [bearer for bearer in self.by_initials.get(short, ()) if bearer.span.start < start][:MOST]

    def _pronoun(self, word: str, sentence: int) -> Resolved:
        fits = [b for b in self.speakers if sentence - b.spoke <= 2 and _agrees(word, b)]
        if len(fits) == 1:
            return Resolved(fits[0].span)
        return Resolved(open=True)

    def _candidates(self, content: set[str], own: Span) -> list[Bearer]:
        """Bearers known by every word of an alias."""
        lists = [self.by_word.get(word, []) for word in content]
        shortest = min(lists, key=len)[:MOST] if lists else []
        return [b for b in shortest if content <= b.words and b.span.start < own.start]

    def _bearer_at(self, span: Span | None) -> Bearer | None:
        if span is None:
            return None
        return next((b for b in self.speakers if b.span == span), None)

    def _take(self, tagged: Tagged, words: Range) -> Bearer | None:
        first, last = _name_proper(tagged, *words)
        names = {tagged.lows[i] for i in range(first, last) if tagged.tags[i] == "X"}
        known = self._known(names)
        if known is not None and words[1] - words[0] <= len(names):
            return known
        content = _content(tagged, words)
        if not content:
            return None
        span = tagged.place(*words)
        if known is not None:
            if len(content) > len(known.words) and content >= known.words:
                known.span, known.person = span, known.person or is_person(tagged, words)
                self._index(known, content)
            return known
        family = next((tagged.lows[i] for i in range(last - 1, first - 1, -1) if tagged.tags[i] == "X"), "")
        bearer = Bearer(span, set(), names, family, is_person(tagged, words), _plural(tagged, words))
        self._index(bearer, content)
        initials = "".join(
            tagged.words(i, i + 1)[0] for i in range(first, last) if tagged.tags[i] in "NX" and tagged.capital(i)
        )
        if len(initials) > 1 and not bearer.person:
            self.by_initials.setdefault(initials, []).append(bearer)
        return bearer

    def _index(self, bearer: Bearer, words: set[str]) -> None:
        for word in words - bearer.words:
            self.by_word.setdefault(word, []).append(bearer)
        bearer.words |= words

    def _known(self, names: set[str]) -> Bearer | None:
        """The bearer with these very names, or with more of them where only one has."""
        if not names:
            return None
        shortest = min((self.by_word.get(name, []) for name in names), key=len)[:MOST]
        same = [b for b in shortest if b.names == names]
        if same:
            return same[0]
        wider = [b for b in shortest if b.names > names and b.person and (len(names) > 1 or b.last in names)]
        return wider[0] if len(wider) == 1 else None


def _name_proper(tagged: Tagged, first: int, last: int) -> Range:
    """A phrase after its last possessor and up to the first comma or preposition that is no part of a name."""
    possessor = tagged.tags.rfind("p", first, last)
    first = possessor + 1 if first < possessor + 1 < last else first
    for i in range(first + 1, last):
        if tagged.tags[i] in ",WZ" or (tagged.tags[i] == "P" and tagged.lows[i] not in _OF):
            return first, i
    return first, last


def _content(tagged: Tagged, words: Range) -> set[str]:
    """The words of a phrase that identify: names and nouns, no articles and prepositions."""
    return {
        tagged.lows[i] for i in range(*words) if tagged.tags[i] in "NXJG" and tagged.lows[i] not in ("same", "other")
    }


def is_person(tagged: Tagged, words: Range) -> bool:
    """Whether a phrase names one person: by its head, a title before a name, or as nothing but one to three names."""
    first, last = _core(tagged, words)
    lows = tagged.lows[first:last]
    if "K" in tagged.tags[first:last] or lows[-1] in _BODIES:
        return False
    if tagged.tags[last - 1] != "X":
        return lows[-1] in _PERSONS
    if any(low in _TITLES for low in lows):
        return True
    names = tagged.tags.count("X", first, last)
    other = any(low in _BODIES or low in _COUNTRIES for low in lows)
    return 1 <= names <= 3 and not other and names == last - first


def _core(tagged: Tagged, words: Range) -> Range:
    """A phrase up to what hangs on it by a preposition, comma, day or relative clause."""
    first, last = words
    for i in range(first + 1, last):
        if tagged.tags[i] in "P,(WZtLG":
            return first, i
    return first, last


def _plural(tagged: Tagged, words: Range) -> bool:
    first, last = _core(tagged, words)
    nouns = [tagged.lows[i] for i in range(first, last) if tagged.tags[i] == "N"]
    if "K" in tagged.tags[first:last]:
        return True
    return bool(nouns) and nouns[-1].endswith("s") and not nouns[-1].endswith("ss")


def _agrees(pronoun: str, bearer: Bearer) -> bool:
    if pronoun in _PERSON_PRONOUNS:
        return bearer.person and not bearer.plural
    if pronoun == "it":
        return not bearer.person and not bearer.plural
    return pronoun == "they"
