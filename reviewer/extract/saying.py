"""Names of features in plain words, for people who ask why a claim is ranked as it is."""

from __future__ import annotations

_CLASSES = {
    "D": "an article", "#": "a number", "J": "an adjective", "N": "a noun", "X": "a name", "t": "a word of time",
    "I": "a subject pronoun", "O": "an object pronoun", "W": "a question word", "Z": "“that”", "P": "a preposition",
    "K": "“and” or the like", "S": "“because” or the like", "R": "an adverb", "M": "“will” or the like",
    "B": "“is” or the like", "b": "“be”", "H": "“has” or the like", "A": "“does” or the like", "V": "a finite verb",
    "v": "a base verb", "E": "a participle", "L": "a participle", "G": "an -ing form", "T": "“to”", "p": "’s",
    "f": "an -s form", "^": "the beginning", "$": "the end", "q": "an opening quote", "Q": "a closing quote",
    "-": "a dash", "|": "a sign", "%": "%",
}  # fmt: skip
_HAND = {
    "length": "its length",
    "numbers": "how many numbers it has",
    "values": "how many exact numbers it has",
    "dates": "how many dates it has",
    "names": "how many names it has",
    "no verb": "has no finite verb",
}
_OPENINGS = {
    "first ": "begins with {}",
    "last ": "ends with {}",
    "verb ": "its main verb is {}",
    "auxiliary ": "its verb begins with {}",
    "subject opens ": "its subject begins with {}",
    "subject head ": "its subject is {}",
    "sign ": "has words of this sort: {}",
    "unit ": "has a number of this unit: {}",
}
_SHAPES = {
    "first class ": "begins with {}",
    "verb form ": "the form of its verb: {}",
    "subject class ": "its subject begins with {}",
    "subject and verb ": "the form of subject and verb: {}",
    "count ": "how often it has {}",
    "share ": "how much of it is {}",
}


def said(name: str) -> str:
    """What a feature of `features` stands for; a name that is none of them as it is."""
    sort, colon, words = name.partition(":")
    teller = _TELLERS.get(sort) if colon else None
    return teller(words) if teller is not None else name


def _one(word: str) -> str:
    return "a number" if word == "<n>" else f"“{word}”"


def _pair(words: str) -> str:
    first, _, second = words.partition(" ")
    if first == "<s>":
        return f"first word {_one(second)}"
    return f"last word {_one(first)}" if second == "</s>" else f"{_one(first)} and then {_one(second)}"


def _affix(part: str) -> str:
    return f"a word that ends in {part}" if part.startswith("-") else f"a word that begins with {part}"


def _shape(letters: str) -> str:
    return ", ".join(_CLASSES.get(letter, f"“{letter}”") for letter in letters)


def _hand(words: str) -> str:
    if words in _HAND:
        return _HAND[words]
    if words.startswith("over "):
        return f"has more than {words[5:]} words"
    for opening, told in _SHAPES.items():
        if words.startswith(opening):
            return told.format(_shape(words[len(opening) :]))
    for opening, told in _OPENINGS.items():
        if words.startswith(opening):
            return told.format(_one(words[len(opening) :]))
    return words


_TELLERS = {"w": _one, "b": _pair, "x": _affix, "t": lambda letters: f"in a row: {_shape(letters)}", "h": _hand}
