"""A sentence as words with places and one letter of word class each: what every English rule runs over.

No parser: the classes come from lists and endings, and what stays ambiguous ("plans", "operated") is settled from its
neighbours and from whether its clause has a finite verb already. Wrong now and then, never out of place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.lexicon import CLOSED, LEXICON, PLURAL_NOUNS, class_of
from reviewer.extract.quotation import opens
from reviewer.extract.verbs import UNCHANGED, base_of
from reviewer.model.span import Span
from reviewer.text.words import vocabulary

_WORD = re.compile(
    r"[’'](?:s|re|ve|ll|d|m)\b"
    r"|(?:[^\W\d_]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sens?|Reps?|Gen|Gov|Lt|Col|Sgt|Capt|Cmdr|Maj|Adm|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs"
    r"|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Md|Ga|Pa|Va|Fla|Calif|Conn|Mass|Mich|Ariz|Wis|Ill|Ore|Wash|Tex)\."
    r"|(?-i:[A-Z])\.(?=\s[A-Z])"
    r"|(?:US|A|C|HK|NZ)?[$€£¥₹]"
    r"|\d+(?:\.\d+)?[‐‑-][a-z]{2,20}(?:[‐‑-][a-z]{1,20}){0,3}"
    r"|\d(?:[\d,.:/]{0,30}\d)?(?:st|nd|rd|th|bn|mn|tn|m|k|km|kg|am|pm)?(?![^\W\d_])"
    r"|[^\W_](?:[\w&]|[‐‑-](?=\w)|[.@](?=\w)|[’'](?!(?:s|re|ve|ll|d|m)\b)(?=\w)){0,60}"
    r"|''|\.{2,}|--+"
    r"|\S",
    re.IGNORECASE,
)
_MARKS = {",": ",", ";": ";", ":": ":", "–": "-", "—": "-", "--": "-", "―": "-", "…": ".", ".": ".", "?": "?", "!": "!",
          "(": "(", ")": ")", "[": "(", "]": ")", "%": "%", "“": "q", "”": "Q", "„": "q", "«": "q", "»": "Q", "‘": "q",
          "&": "K"}  # fmt: skip
_HARD = frozenset(".;:-()qQ?!SWZ")
"""Where the search for a clause's finite verb stops in both directions."""
_FINITE = frozenset("MBHAV")
THAT_VERBS = vocabulary(
    """
    say tell add announce report state claim argue assert allege insist maintain acknowledge admit concede confirm
    deny disclose reveal explain note observe remark comment warn predict estimate suggest declare tweet write
    testify recall reply respond contend emphasize emphasise stress promise pledge vow complain believe think know
    hope fear expect show find indicate feel see hear learn mean understand realize realise ensure decide agree
    guess suspect imagine conclude determine discover notice rule charge caution wish doubt prove"""
)
"""Verbs after which a clause may follow without "that"."""
NEVER_NOUNS = vocabulary(
    """
    say tell believe think argue know become allow include provide contain require seem appear remain expect receive
    create consider agree continue lose choose keep bring give take get go want insist assert contend suggest
    describe warn add explain acknowledge maintain announce accuse deny oppose urge refuse threaten enable ensure
    involve pursue reveal propose publish prove decide depend confirm"""
)
"""Verbs whose present forms are never nouns."""
_NAMING = vocabulary("name call dub title entitle code-name nickname")
_PHASES = vocabulary("continue begin start open close respond end finish follow conclude")
_CLAUSE_OPENERS = vocabulary("before after since until fact")
_PRONOUNS_TOO = vocabulary("this these those all both some many most few several each much")
_INFINITIVE_HELPERS = vocabulary("let make help see hear watch")


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A sentence of `text`: places, lower-case forms (straight apostrophes) and classes of its words."""

    text: str
    span: Span
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lows: tuple[str, ...]
    tags: str

    def __len__(self) -> int:
        return len(self.tags)

    def place(self, first: int, last: int) -> Span:
        """The span of words `first` up to but not including `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def words(self, first: int, last: int) -> str:
        """The exact text of a range of words; "" for an empty one."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def index_at(self, offset: int) -> int:
        """The first word that ends after `offset`; the number of words if there is none."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()


@lru_cache(maxsize=64)
def tag(text: str, start: int, end: int) -> Tagged:
    """The words of `text[start:end]` with their classes. Kept for the last sentences asked for."""
    starts: list[int] = []
    ends: list[int] = []
    written: list[str] = []
    for match in _WORD.finditer(text, start, end):
        starts.append(match.start())
        ends.append(match.end())
        written.append(match[0])
    lows = [word.lower().replace("’", "'") for word in written]
    letters = _first_pass(text, starts, written, lows)
    _Resolver(letters, lows).run()
    return Tagged(text, Span(start, end), tuple(starts), tuple(ends), tuple(lows), "".join(letters))


def _first_pass(text: str, starts: list[int], written: list[str], lows: list[str]) -> list[str]:
    title_case = _title_case(written, lows)
    letters: list[str] = []
    opening = True
    single = False
    for at, word, low in zip(starts, written, lows, strict=True):
        if word in ('"', "''"):
            letter = "q" if opens(text, at, len(word)) else "Q"
        elif word == "’" and single:
            letter = "Q"
        else:
            letter = _MARKS.get(word) or _letter(word, low, letters, first=opening or title_case, title_case=title_case)
        single = word == "‘" or (single and word != "’")
        letters.append(letter)
        opening = letter in "q:" or (opening and not word[0].isalnum())
    return letters


def _title_case(written: list[str], lows: list[str]) -> bool:
    """Whether nearly every word has a capital, as in headlines."""
    open_words = [word for word, low in zip(written, lows, strict=True) if word[0].isalpha() and low not in CLOSED]
    return len(open_words) >= 4 and sum(word[0].isupper() for word in open_words) >= 0.8 * len(open_words)


def _letter(word: str, low: str, before: list[str], *, first: bool, title_case: bool) -> str:
    initial = word[0]
    if initial.isdecimal():
        return "#"
    if initial in "’'":
        return _apostrophe(low, before)
    if not initial.isalpha():
        return "$" if word[-1] in "$€£¥₹" else "|"
    known = LEXICON.get(low)
    if not initial.isupper():
        return known or class_of(low)
    if low in CLOSED and (first or not word.isupper() or low == "i"):
        return known or "N"
    if known in ("#", "t"):
        return known
    ordinary = first and known and not word.isupper() and (title_case or before[-1:] != ["X"])
    return known if ordinary and known else "X"


def _apostrophe(low: str, before: list[str]) -> str:
    if low == "'s":
        return "B" if before and before[-1] in "IWZ" else "p"
    if low == "'":
        return "p" if before and before[-1] in "NXt" else "|"
    return {"'re": "B", "'m": "B", "'ve": "H", "'ll": "M", "'d": "M"}.get(low, "|")


class _Resolver:
    """Settles ambiguous letters from left to right: E, f, v, Z and D by their neighbours and their clause.

    `seen`: the clause has its finite verb. `waiting`: a relative clause interrupts one that has none yet.
    `told`: the last finite verb says something, so that "that" opens what is said.
    """

    def __init__(self, letters: list[str], lows: list[str]) -> None:
        self.letters = letters
        self.lows = lows
        self.seen = False
        self.waiting = False
        self.told = False

    def run(self) -> None:
        letters = self.letters
        for i, letter in enumerate(letters):
            before = letters[i - 1] if i else "^"
            following = letters[i + 1] if i + 1 < len(letters) else "."
            if letter in "fvE":
                letters[i] = self._verb(i, letter, before, following)
            elif letter == "T" and (following in "DX#$OIt" or self.lows[i - 1 : i] == ["according"]):
                letters[i] = "P"
            elif letter == "P" and self.lows[i] in _CLAUSE_OPENERS and self._opens_clause(i):
                letters[i] = "S"
            elif letter in "AH" and before == "T":
                letters[i] = "v" if letter == "A" else "h"
            elif letter == "D":
                letters[i] = _determiner(self.lows[i], following)
            elif letter == "Z" and before == "P":
                letters[i] = "D" if following in "NJX#tG" else "I"
            self._note(letters[i], i, before)

    def _note(self, letter: str, i: int, before: str) -> None:
        """Keeps track of the clause."""
        if letter in _FINITE:
            if self.seen:
                self.waiting = False
            self.told = letter == "V" and base_of(self.lows[i]) in THAT_VERBS
            self.seen = not self.told
        elif letter in "WZ" and before in "NXt#),p":
            opens_content = self.told and letter == "Z"
            self.waiting = self.waiting or not (self.seen or opens_content)
            self.seen = False
        elif letter in _HARD:
            self.seen = self.waiting = False
        elif letter == "K" or self.lows[i] in _CLAUSE_OPENERS:
            self.seen = False

    @property
    def _wanted(self) -> bool:
        return not self.seen or self.waiting

    def _verb(self, i: int, letter: str, before: str, following: str) -> str:
        if letter == "E":
            return self._past(i, before, following)
        if letter == "f":
            return self._third(i, before, following)
        helper = self._helper(i)
        if helper in "MAT":
            return "v"
        if self.lows[i] in UNCHANGED and helper in "HBb":
            return "L"
        return self._base(i, before, following)

    def _helper(self, i: int) -> str:
        """The auxiliary, or "to", that a verb form hangs on, adverbs between skipped; "^" if none."""
        letters = self.letters
        j = i - 1
        while j >= 0 and letters[j] == "R":
            j -= 1
        return letters[j] if j >= 0 and letters[j] in "MATHBbh" else "^"

    def _opens_clause(self, i: int) -> bool:
        """Whether "after", "before" … is followed by a subject and its verb, and not by a mere noun."""
        for j in range(i + 1, min(i + 12, len(self.letters))):
            letter = self.letters[j]
            if letter in "VBMHA" or (letter in "EI" and j > i + 1) or letter == "I":
                return letter != "E" or self.letters[j - 1] in "NXIt"
            if letter not in "DJNXRpt#POG":
                return False
        return False

    def _finite_ahead(self, i: int) -> bool:
        """Whether an auxiliary or a certain finite verb follows in the same clause."""
        for letter in self.letters[i + 1 : i + 14]:
            if letter in _HARD or letter in "K,":
                break
            if letter in _FINITE:
                return True
        return self._that_ahead(i)

    def _that_ahead(self, i: int) -> bool:
        """Whether "… found that" follows, whose verb is still unresolved."""
        ahead = "".join(self.letters[i + 1 : i + 14])
        place = ahead.find("EZ")
        return place >= 0 and not set(ahead[:place]) & (_HARD | set("K,"))

    def _blocked(self, i: int) -> bool:
        """Whether a finite verb later in the clause makes word `i` a noun."""
        return self.lows[i] not in NEVER_NOUNS and self._finite_ahead(i)

    def _past(self, i: int, before: str, following: str) -> str:
        base = base_of(self.lows[i])
        if self._helper(i) in "HBbh":
            return "L"
        if before in "IWZ" or (before == "R" and i > 1 and self.letters[i - 2] in "IWZ"):
            return "V"
        if base in _NAMING and before == "N" and following in "X#q" and self._indefinite(i):
            return "L"
        if before in "DJPp$#":
            return "J" if following in "NXJGt#" or before == "D" else "L"
        if following in "NXJG" and (before == "G" or "-" in self.lows[i]):
            return "J"
        if before in "T^":
            return "L"
        if following == "P" and self.lows[i + 1] == "by":
            return "V" if base in _PHASES and self.letters[i + 2 : i + 3] == ["G"] else "L"
        if before == "K":
            return self._like_verb_before(i)
        if base in THAT_VERBS and before in "NXIQ,)tR" and self._says(base, following):
            return "V"
        if base in THAT_VERBS and before in "NX" and self._after_comma(i):
            return "V"
        return "V" if self._wanted and not self._finite_ahead(i) else "L"

    def _indefinite(self, i: int) -> bool:
        """Whether the noun phrase before word `i` begins with "a" or a number: "a cat named Tom"."""
        for j in range(i - 1, max(-1, i - 6), -1):
            if self.letters[j] not in "NJXG":
                return self.lows[j] in ("a", "an") or self.letters[j] == "#"
        return False

    def _says(self, base: str, following: str) -> bool:
        """Whether a form of a saying verb says something here, and is no participle ("the man accused of")."""
        return base in ("say", "tell", "add", "think") or following in "DZIOXq,:NJ#G"

    def _like_verb_before(self, i: int) -> str:
        """A form after "and" is of the kind of the verb it is joined to."""
        for letter in reversed(self.letters[max(0, i - 14) : i - 1]):
            if letter in "VL":
                return letter
            if letter in "MB":
                return "V"
            if letter in "SWZ:":
                break
        return "V"

    def _third(self, i: int, before: str, following: str) -> str:
        if before in "DPp#$" or (before == "J" and i > 1 and self.letters[i - 2] in "DPp#"):
            return "N"
        if before in "IW" or (before == "Z" and following in "DTZOIXNPJ#R"):
            return "V"
        if base_of(self.lows[i]) in NEVER_NOUNS or self._closes_saying(i, following):
            return "V"
        if before == "R" and self._wanted and (following not in "BMHA" or base_of(self.lows[i]) in NEVER_NOUNS):
            return "V"
        if before in "NXtQ)K,pL" and self._wanted:
            return self._third_after_noun(i, before, following)
        return "N"

    def _closes_saying(self, i: int, following: str) -> bool:
        """Whether "…, study finds" ends here: only a noun phrase between the comma and a verb of saying."""
        return following in ".:" and base_of(self.lows[i]) in THAT_VERBS and self._after_comma(i)

    def _after_comma(self, i: int) -> bool:
        """Whether nothing but a noun phrase stands between a comma and word `i`."""
        comma = max((j for j in range(max(0, i - 8), i) if self.letters[j] in ",Q"), default=-1)
        phrase = self.letters[comma + 1 : i]
        return (
            0 < comma < i - 1
            and all(letter in "DNXJ#p" for letter in phrase)
            and self.lows[comma + 1] not in ("a", "an")
        )

    def _third_after_noun(self, i: int, before: str, following: str) -> str:
        if following in "BMHAV" or self._finite_ahead(i):
            return "N"
        if following in "DTZOIXWq#JRSGt" or (following == "P" and before in "X,NQ)"):
            return "V"
        if following in "NEfv" and before in "NX)Q,K":
            return "V"
        if following == "K" and self.letters[i + 2 : i + 3] == ["f"]:
            return "V"
        return "V" if following in ",.:" and before in "XQ" and base_of(self.lows[i]) in THAT_VERBS else "N"

    def _base(self, i: int, before: str, following: str) -> str:
        if before == "I" or (before == "R" and i > 1 and self.letters[i - 2] == "I"):
            return "V"
        if before in "R,Q" and self.lows[i] in NEVER_NOUNS and self._wanted:
            return "V"
        if before == "," and self.waiting and following not in "BMHAV":
            return "V"
        if before in "DJPp$#":
            return "N"
        if before in "WZ":
            return "V" if following not in "BMHAV" else "N"
        if before == "K":
            return self._joined_base(i, following)
        noun = self.lows[i - 1] if i else ""
        plural = before in "NX" and (noun.endswith("s") or noun in PLURAL_NOUNS or self.lows[i] in NEVER_NOUNS)
        if plural or before in "OLt)":
            if any(base_of(word) in _INFINITIVE_HELPERS for word in self.lows[max(0, i - 5) : i - 1]):
                return "v"
            if (
                (plural or self.waiting or self.lows[i] in NEVER_NOUNS)
                and self._wanted
                and following not in "BMHAV"
                and not self._blocked(i)
            ):
                return "V"
        past = before in "NX" and self.lows[i] in UNCHANGED and self._wanted
        if past and following not in "BMHAVN" and not self._finite_ahead(i):
            return "V"
        if before == "^":
            return "X" if following in "VBHMAEfpX" else "v"
        return "N"

    def _joined_base(self, i: int, following: str) -> str:
        """A base form after "and": a further infinitive or present verb where one precedes, else a noun."""
        near = self.letters[max(0, i - 4) : i - 1]
        if following in ".,BMHAVPK" and near and near[-1] in "NX" and not {"v", "V"} & set(near):
            return "N"
        for letter in reversed(self.letters[max(0, i - 16) : i - 1]):
            if letter in "vMT":
                return "v"
            if letter == "V":
                return "V"
        return "N"


def _determiner(low: str, following: str) -> str:
    """Words like "this", "her", "some" stand alone before a verb or a mark."""
    if low == "her":
        return "D" if following in "NXJGE#tfvRL" else "O"
    if low in _PRONOUNS_TOO:
        demonstrative = low in ("this", "these", "those")
        if following in "BMHAV.,;:?!)Q" or (following == "E" and low not in ("most", "much")):
            return "I"
        if following == "f" and low in ("this", "each", "much"):
            return "I"
        if following == "R" and demonstrative:
            return "I"
    return "D"
