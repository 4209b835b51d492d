"""Sentences of our own, and every way in which a program that retells them gets words wrong."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

ARTICLES = {
    "mill.txt": """Mill fire at Kestrel Bridge

Fire crews from Ostrava and Brandt did not reach the mill at Kestrel Bridge before 4:30 a.m. on Sunday, the county \
said. More than 1,250 tonnes of grain burned, worth about €3.4 million. The owner, Café Lumière Holdings, hadn’t \
insured the north silo.

Ines Corvan accused Tomas Veld of locking the gate. “Nobody warned us – not once,” she told the inquiry. Up to 15% of \
the harvest may be lost, and 5\u00a0300 households were without water for 36 hours at −4 °C.

The ﬁnal report isn’t expected until March 2031. No firefighter was seriously hurt.
""",
    "rail.txt": """Night train returns after nine years

The night train from Halden to Sund will run again from 12 April, the operator Nordbane announced. It never \
carried fewer than 210 passengers a night, and tickets cost 79 crowns or less. The line is 640 km long and rises to \
1,180 m.

Deputy minister Ola Brun praised Nordbane for the plan; the union rejected it. Wages won’t rise by more than 2.5 \
per cent, and the co­operative behind the dining car employs 48 people. Zoë Ångström, who designed the coaches, called \
them “quieter than any before”.
""",
}

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,:\u00a0]*\d|\d")
_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SWAPS = {
    "unit": {"tonnes": "tons", "km": "miles", "hours": "days", "million": "billion", "%": " points", "crowns": "euros"},
    "hedge": {"may be": "will be", "about": "exactly", "will run": "could run", "Up to": "Exactly", "expected": "sure"},
    "opposite": {
        "before": "after",
        "accused": "cleared",
        "rejected": "accepted",
        "fewer": "more",
        "More": "Less",
        "rise": "fall",
        "without": "with",
        "lost": "saved",
        "praised": "blamed",
        "quieter": "louder",
        "rises": "falls",
        "or less": "or more",
    },
    "name": {
        "Ostrava": "Olomouc",
        "Kestrel Bridge": "Kestrel Ridge",
        "Ines Corvan": "Ines Corman",
        "Tomas Veld": "Thomas Veld",
        "Nordbane": "Nordbahn",
        "Halden": "Haldern",
        "Zoë": "Zoe",
        "Brun": "Braun",
        "March": "May",
        "Sunday": "Monday",
    },
    "negation": {
        "did not reach": "did reach",
        "not once": "once",
        "was seriously": "was not seriously",
        "will run": "will not run",
        "never": "often",
        "employs": "does not employ",
    },
    "n't": {
        "hadn’t": "had",
        "isn’t": "is",
        "won’t": "will",
        "announced": "didn’t announce",
        "burned": "didn’t burn",
        "called": "couldn’t call",
    },
    "roles": {
        "Ines Corvan accused Tomas Veld": "Tomas Veld accused Ines Corvan",
        "from Halden to Sund": "from Sund to Halden",
        "Ola Brun praised Nordbane": "Nordbane praised Ola Brun",
        "Ostrava and Brandt": "Brandt and Ostrava",
    },
}
_HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "p": "р"}
_HIDDEN = "\u200b\u200d\u2060\u00ad\ufeff\u0301"


@dataclass(frozen=True)
class Altered:
    """A quote that says otherwise than the article does. `kind` is the way, `right` what the article has."""

    article: str
    kind: str
    quote: str
    right: str


def sentences() -> Iterator[tuple[str, str]]:
    """(article, sentence without its full stop) of all of them."""
    for name, text in ARTICLES.items():
        for paragraph in text.split("\n\n"):
            for sentence in re.split(r"(?<=[.”])\s+(?=[“A-ZÅ])", paragraph.replace("\n", " ").strip()):
                if len(sentence.split()) > 5:
                    yield name, sentence.rstrip(".")


def altered(seed: int, count: int) -> list[Altered]:
    """`count` different alterations, the same for the same seed; every kind among them."""
    rng = random.Random(seed)
    pool = list(sentences())
    found: dict[tuple[str, str], Altered] = {}
    kinds = list(KINDS)
    turn = 0
    while len(found) < count:
        kind = kinds[turn % len(kinds)]
        turn += 1
        for _ in range(40):
            name, sentence = rng.choice(pool)
            sentence = _part(rng, sentence)
            quote = KINDS[kind](rng, sentence)
            wrong = _bare(quote) not in _bare(ARTICLES[name]) or (kind in _CUTS and quote != sentence)
            if quote and wrong and (name, quote) not in found:
                found[name, quote] = Altered(name, kind, quote, sentence)
                break
    return list(found.values())


def _part(rng: random.Random, sentence: str) -> str:
    """The whole sentence, or a run of at least five words of it: programs quote both."""
    words = sentence.split(" ")
    if rng.random() < 0.3 or len(words) < 7:
        return sentence
    start = rng.randrange(len(words) - 5)
    return " ".join(words[start : rng.randrange(start + 5, len(words) + 1)])


def rewritten(rng: random.Random, quote: str) -> str:
    """The same words with other white space, quote marks and dashes: still exact."""
    quote = quote.translate({0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2013: rng.choice("-—"), 0x2212: "-"})
    return re.sub(r"\s", lambda _: rng.choice([" ", "\n", "  ", "\u2003", "\u00a0", "\r\n\t"]), quote)


def _bare(text: str) -> str:
    """A coarse oracle of its own: what is left when everything that may differ is gone."""
    return re.sub(r"[\s\"'’‘“”–—−-]", "", text)


def _swap(kind: str) -> Callable[[random.Random, str], str]:
    pairs = _SWAPS[kind]

    def make(rng: random.Random, sentence: str) -> str:
        here = [word for word in pairs if word in sentence]
        word = rng.choice(here) if here else ""
        return sentence.replace(word, pairs[word], 1) if word else ""

    return make


def _number(rng: random.Random, sentence: str) -> str:
    places = list(_NUMBER.finditer(sentence))
    if not places:
        return ""
    place = rng.choice(places)
    digits = [i for i in range(*place.span()) if sentence[i].isdigit()]
    at = rng.choice(digits)
    other = rng.choice([d for d in "0123456789" if d != sentence[at]])
    ways = [other, "", sentence[at] + other, chr(0x660 + int(sentence[at])), chr(0xFF10 + int(sentence[at]))]
    return sentence[:at] + rng.choice(ways) + sentence[at + 1 :]


def _word(rng: random.Random, sentence: str, change: Callable[[str], str]) -> str:
    places = [m for m in _WORDS.finditer(sentence) if change(m.group()) != m.group()]
    if not places:
        return ""
    place = rng.choice(places[1:-1] or places)
    return sentence[: place.start()] + change(place.group()) + sentence[place.end() :]


def _dropped(rng: random.Random, sentence: str) -> str:
    words = sentence.split(" ")
    at = rng.randrange(1, len(words) - 1)
    return " ".join(words[:at] + words[at + 1 :])


def _exchanged(rng: random.Random, sentence: str) -> str:
    words = sentence.split(" ")
    at = rng.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _cut_inside(rng: random.Random, sentence: str) -> str:
    """Begins or ends inside a word or number."""
    places = [i for i in range(1, len(sentence)) if sentence[i - 1].isalnum() and sentence[i].isalnum()]
    at = rng.choice(places)
    return sentence[at:] if rng.random() < 0.5 else sentence[:at]


def _cut_turn(rng: random.Random, sentence: str) -> str:
    """Begins right behind the word that turns it."""
    found = list(
        re.finditer(r"\b(?:not|never|No|Nobody|about|more than|fewer than|Up to|hadn’t|isn’t|won’t) ", sentence)
    )
    return sentence[rng.choice(found).end() :] if found else ""


def _hidden(rng: random.Random, sentence: str) -> str:
    places = [i for i in range(1, len(sentence)) if sentence[i - 1].isalpha() and sentence[i].isalpha()]
    at = rng.choice(places)
    return sentence[:at] + rng.choice(_HIDDEN) + sentence[at:]


def _elsewhere(rng: random.Random, sentence: str) -> str:
    """Words of the other article, whole or spliced in."""
    other = rng.choice([text for _, text in sentences() if text != sentence])
    words = sentence.split(" ")
    return other if rng.random() < 0.5 else " ".join(words[: len(words) // 2] + other.split(" ")[-4:])


KINDS: dict[str, Callable[[random.Random, str], str]] = {
    "number": _number,
    **{kind: _swap(kind) for kind in _SWAPS},
    "dropped word": _dropped,
    "exchanged words": _exchanged,
    "cut inside a word": _cut_inside,
    "cut behind the turn": _cut_turn,
    "other article": _elsewhere,
    "case": lambda rng, s: _word(rng, s, str.swapcase),
    "homoglyph": lambda rng, s: _word(rng, s, lambda w: w.translate(str.maketrans(_HOMOGLYPHS))),
    "decomposed": lambda _, s: unicodedata.normalize("NFD", s),
    "without accents": lambda _, s: "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)),
    "ligature undone": lambda _, s: s.replace("ﬁ", "fi"),
    "soft hyphen left out": lambda _, s: s.replace("\u00ad", ""),
    "hidden character": _hidden,
}
_CUTS = ("cut inside a word", "cut behind the turn")
