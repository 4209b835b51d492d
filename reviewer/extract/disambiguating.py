"""Settling what the word lists leave open: which "-ed" is a past, which "plans" a verb, which "that" a determiner."""

from __future__ import annotations

import re

from reviewer.extract.cues import PHRASAL
from reviewer.extract.lexicon import PLURAL_NOUNS
from reviewer.extract.verbs import UNCHANGED, base_of, third_person
from reviewer.text.words import vocabulary

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
    involve pursue reveal propose publish prove decide depend confirm ask"""
)
"""Verbs whose present forms are never nouns."""
_HARD = frozenset(".;:-()qQ?!SWZ")
"""Where the search for a clause's finite verb stops in both directions."""
_ENDS = frozenset(";:.?!")
"""Marks after which nothing waits for its verb any more."""
_FINITE = frozenset("MBHAV")
_NAMING = vocabulary("name call dub title entitle code-name nickname")
_FOUND = vocabulary("find show say report suggest estimate conclude warn")
"""What studies do at the end of a sentence: ", a study by the institute found."."""
_TWO_OBJECTS = _NAMING | vocabulary(
    """give award offer pay fine grant sell deny send show tell hand owe teach charge cost leave allow promise bring
    lend save elect appoint consider deem make"""
)
"""Verbs whose participles can be followed by a noun: "given a medal", "named the best"."""
_OBJECT = re.compile(r"[D$]|#+(?![t#])|O")
_PHASES = vocabulary("continue begin start open close respond end finish follow conclude")
_BOUNDS = vocabulary("about around over under above below beyond than")
_CLAUSE_OPENERS = vocabulary("before after since until fact")
_PRONOUNS_TOO = vocabulary("this these those all both some many most few several each much")
_INFINITIVE_HELPERS = vocabulary("let make help see hear watch")
REACH = 14
"""Words looked ahead and back within a clause."""


class Resolver:
    """Settles ambiguous letters from left to right: E, f, v, Z, P, T and D by their neighbours and their clause.

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
        """Changes the letters in place."""
        letters = self.letters
        for i, letter in enumerate(letters):
            before = letters[i - 1] if i else "^"
            following = letters[i + 1] if i + 1 < len(letters) else "."
            if letter in "fvE":
                letters[i] = self._verb(i, letter, before, following)
            elif letter == "V" and self._helper(i) in "MAT":
                letters[i] = "v"
            elif letter == "M" and self.lows[i] == "may" and before in "PJ":
                letters[i] = "t"  # the month
            elif letter in "TPAHDZ":
                letters[i] = self._particle(i, letter, before, following)
            self._note(letters[i], i, before)

    def _particle(self, i: int, letter: str, before: str, following: str) -> str:
        if letter == "T":
            if self.lows[i - 1 : i] == ["up"] and following in "#$":
                return "R"
            if self.lows[i + 1 : i + 3] == ["no", "longer"]:
                return "T"
            return "P" if following in "DX#$OIt" or self.lows[i - 1 : i] == ["according"] else "T"
        if letter == "P" and self._bounds(i, following):
            return "R"
        if letter == "P":
            return "S" if self.lows[i] in _CLAUSE_OPENERS and self._opens_clause(i) else "P"
        if letter in "AH" and before == "T":
            return "v" if letter == "A" else "h"
        if letter == "D":
            return _determiner(self.lows[i], following)
        if letter == "Z" and before == "P":
            return "D" if following in "NJX#tG" else "I"
        if letter == "Z" and before in "VKv^" and following in "BMHA":
            return "I"
        return letter

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
            self.seen = False
            self.waiting = self.waiting and letter not in _ENDS
        elif letter == "K" or self.lows[i] in _CLAUSE_OPENERS:
            self.seen = False

    @property
    def _wanted(self) -> bool:
        return not self.seen or self.waiting

    def _bounds(self, i: int, following: str) -> bool:
        """Whether a preposition limits a number: "over 40", "more than 40", "at least 40"."""
        low, after = self.lows[i], self.lows[i + 1 : i + 2]
        if low in _BOUNDS and following in "#$":
            return low != "than" or self.lows[i - 1] in ("more", "less", "fewer", "greater")
        return low == "at" and after in (["least"], ["most"])

    # --- looking around

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
            if letter in "VBMHAI" or (letter == "E" and j > i + 1):
                return letter != "E" or self.letters[j - 1] in "NXIt"
            if letter not in "DJNXRpt#POG":
                return False
        return False

    def _finite_ahead(self, i: int) -> bool:
        """Whether an auxiliary or a certain finite verb follows in the same clause."""
        for j in range(i + 1, min(i + REACH, len(self.letters))):
            letter = self.letters[j]
            if letter in _HARD or letter in "K,":
                break
            if letter == "P" and self.lows[j] in _CLAUSE_OPENERS and self._opens_clause(j):
                break
            if j > i + 1 and self._contact(j):
                break
            if letter in _FINITE:
                return True
        return self._that_ahead(i)

    def _contact(self, j: int) -> bool:
        """Whether a clause without "that" begins at word `j`, right behind a noun: "comments Kemp had made"."""
        if self.letters[j - 1] != "N":
            return False
        plural = self.lows[j - 1].endswith("s") and not self.lows[j - 1].endswith("ss")
        return (
            self.letters[j] == "I"
            or (self.letters[j] == "D" and self.lows[j] in ("the", "his", "her", "its", "their"))
            or (self.letters[j] == "X" and plural)
        )

    def _that_ahead(self, i: int) -> bool:
        """Whether "… found that" follows, whose verb is still unresolved."""
        ahead = "".join(self.letters[i + 1 : i + REACH])
        place = ahead.find("EZ")
        return place >= 0 and not set(ahead[:place]) & (_HARD | {"K", ","})

    def _after_comma(self, i: int, *, also_a: bool = False) -> bool:
        """Whether nothing but a noun phrase stands between a comma and word `i`; one with "a" only where `also_a`."""
        comma = max((j for j in range(max(0, i - 8), i) if self.letters[j] in ",Q"), default=-1)
        phrase = self.letters[comma + 1 : i]
        plain = (
            all(letter in "DNXJ#pP" for letter in phrase)
            and phrase[:1] != ["P"]
            and (also_a or self.lows[comma + 1] not in ("a", "an"))
        )
        return 0 < comma < i - 1 and plain

    def _indefinite(self, i: int) -> bool:
        """Whether the noun phrase before word `i` begins with "a" or a number: "a cat named Tom"."""
        for j in range(i - 1, max(-1, i - 6), -1):
            if self.letters[j] not in "NJXG":
                return self.lows[j] in ("a", "an") or self.letters[j] == "#"
        return False

    def _verb_before(self, i: int) -> int:
        """The last verb before word `i` in reach; -1 if there is none."""
        return max((j for j in range(max(0, i - REACH - 2), i) if self.letters[j] in "vVMT"), default=-1)

    # --- the three verb forms

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

    def _past(self, i: int, before: str, following: str) -> str:
        """A form in -ed: V past, L participle, J adjective."""
        base = base_of(self.lows[i])
        if self._helper(i) in "HBbh":
            return "L"
        if before in "IWZ" or (before == "R" and i > 1 and self.letters[i - 2] in "IWZ"):
            return "V"
        if before in "DJPp$#":
            return "J" if following in "NXJGt#" or before == "D" else "L"
        if following in "NXJG" and (before == "G" or "-" in self.lows[i]):
            return "J"
        if before in "T^" or (base in _NAMING and before == "N" and following in "X#q" and self._indefinite(i)):
            return "L"
        if following == "P" and self.lows[i + 1] == "by":
            return "V" if base in _PHASES and self.letters[i + 2 : i + 3] == ["G"] else "L"
        if before == "K":
            return self._like_verb_before(i)
        if base in THAT_VERBS and before in "NXIQ,)tR" and _says(base, following):
            return "V"
        if base in THAT_VERBS and before in "NX" and self._after_comma(i, also_a=following == "." and base in _FOUND):
            return "V"
        if before == "," and self._listed(i):
            return "V"
        return "V" if self._wanted and not self._finite_ahead(i) else "L"

    def _listed(self, i: int) -> bool:
        """Whether word `i` is one of several verbs: "bought flats, let them to friends, and sold …"."""
        following = "".join(self.letters[i + 1 : i + 2 * REACH])
        joint = re.search(r",KR?[VEHBM]", following) or self._bare_joint(i, following)
        first = "".join(self.letters[max(0, i - REACH) : i])
        return (
            joint is not None
            and not set(following[: joint.start()]) & _ENDS
            and bool(re.search(r"V[^VMHB;:]*$", first))
        )

    def _bare_joint(self, i: int, following: str) -> re.Match[str] | None:
        """The last verb of a series without a comma before "and", where all have an object: no participle has one."""
        if base_of(self.lows[i]) in _TWO_OBJECTS or not _OBJECT.match(following):
            return None
        joint = re.search(rf"KR?[VE](?={_OBJECT.pattern})", following)
        return joint if joint and "," not in following[: joint.start()] else None

    def _like_verb_before(self, i: int) -> str:
        """A form after "and" is of the kind of the verb it is joined to; a passive one has no object."""
        base = base_of(self.lows[i])
        following = self.letters[i + 1] if i + 1 < len(self.letters) else "."
        if (
            base in THAT_VERBS and _says(base, following)
        ) or f"{base}-{self.lows[min(i + 1, len(self.lows) - 1)]}" in PHRASAL:
            return "V"
        for j in range(i - 2, max(-1, i - REACH), -1):
            letter = self.letters[j]
            if letter == "L" and self._helper(j) in "Bb" and following in "DXNO#$J":
                return "V"
            if letter in "VL":
                return letter
            if letter in "MB":
                return "V"
            if letter in "SWZ:":
                break
        return "V"

    def _third(self, i: int, before: str, following: str) -> str:
        """A form in -s: V verb, N noun."""
        if before in "DPp#$" or (before == "J" and i > 1 and self.letters[i - 2] in "DPp#K"):
            return "N"
        if before in "IW" or (before == "Z" and following in "DTZOIXNPJ#R"):
            return "V"
        base = base_of(self.lows[i])
        if base in NEVER_NOUNS or (following in ".:" and base in THAT_VERBS and self._after_comma(i)):
            return "V"
        if before == "R" and self._wanted and following not in "BMHA":
            return "V"
        if before == "K" and self._joins_infinitive(i):
            return "N"
        if before in "NXtQ)K,pL" and self._wanted:
            return self._third_after_noun(i, before, following)
        return "N"

    def _joins_infinitive(self, i: int) -> bool:
        """Whether the verb before is an infinitive or modal, which no form in -s can be joined to."""
        verb = self._verb_before(i)
        return verb >= 0 and self.letters[verb] in "vMT"

    def _third_after_noun(self, i: int, before: str, following: str) -> str:
        if following in "BMHAV" or self._finite_ahead(i):
            return "N"
        if following == "Z" and self.letters[i + 2 : i + 3] and self.letters[i + 2] in "BMHA":
            return "N"
        if following in "DTZOIXWq#JRSGt" or (following == "P" and before in "X,NQ)"):
            return "V"
        if following in "NEfv" and before in "NX)Q,K":
            return "V"
        if following == "K" and self.letters[i + 2 : i + 3] == ["f"]:
            return "V"
        return "V" if following in ",.:" and before in "XQ" and base_of(self.lows[i]) in THAT_VERBS else "N"

    def _base(self, i: int, before: str, following: str) -> str:
        """A base form: V present verb, v infinitive, N noun."""
        low = self.lows[i]
        if before == "I" or (before == "R" and i > 1 and self.letters[i - 2] == "I"):
            return "V"
        if before in "R,Q" and low in NEVER_NOUNS and self._wanted:
            return "V"
        if before == "R" and self._wanted and following in "ZDXO" and i > 1 and self._plural_noun(i - 2):
            return "V"
        listed = low in UNCHANGED and self._listed(i)
        if before == "," and (self.waiting or listed) and following not in "BMHAV":
            return "V"
        if before in "DJPp$#":
            return "N"
        if before in "WZ":
            return "V" if following not in "BMHAV" else "N"
        if before == "K":
            return self._joined_base(i, following)
        if before == "^":
            return "X" if following in "VBHMAEfpX" else "N" if self._subject_of_clause(i, following) else "v"
        return self._base_after_noun(i, before, following)

    def _subject_of_clause(self, i: int, following: str) -> bool:
        """Whether a sentence's first word is a noun: "Demand for coal has risen", but "Learn how it is made"."""
        if following in "DOI#ZTW":
            return False
        for letter in self.letters[i + 1 : i + REACH]:
            if letter in "MBHA":
                return True
            if letter in ".;:,qQ?!SWZ":
                return False
        return False

    def _plural_noun(self, i: int) -> bool:
        noun = self.lows[i]
        return self.letters[i] in "NX" and (noun.endswith("s") or noun in PLURAL_NOUNS)

    def _base_after_noun(self, i: int, before: str, following: str) -> str:
        noun, low = self.lows[i - 1], self.lows[i]
        if before in "VvL" and base_of(noun) == "help":
            return "v"
        plural = before in "NX" and (noun.endswith("s") or noun in PLURAL_NOUNS or low in NEVER_NOUNS)
        if plural or before in "OLt)":
            if any(base_of(word) in _INFINITIVE_HELPERS for word in self.lows[max(0, i - 5) : i - 1]):
                return "v"
            stands = following not in "BMHAV" and (low in NEVER_NOUNS or not self._finite_ahead(i))
            if (plural or self.waiting or low in NEVER_NOUNS) and self._wanted and stands and following != "^":
                return "N" if low == "think" and self.lows[i + 1 : i + 2] in (["tank"], ["tanks"]) else "V"
        past = before in "NX" and low in UNCHANGED and self._wanted
        return "V" if past and following not in "BMHAVN" and not self._finite_ahead(i) else "N"

    def _joined_base(self, i: int, following: str) -> str:
        """A base form after "and": a further infinitive or present verb where one precedes that agrees, else a noun."""
        near = self.letters[max(0, i - 4) : i - 1]
        if following in ".,BMHAVPK" and near and near[-1] in "NX" and not {"v", "V"} & set(near):
            return "N"
        verb = self._verb_before(i)
        if verb < 0:
            return "N"
        if self.letters[verb] in "vMT":
            return "v"
        low = self.lows[verb]
        base = base_of(low)
        return "V" if low == base or (low != third_person(base) and self.lows[i] in UNCHANGED) else "N"


def _says(base: str, following: str) -> bool:
    """Whether a form of a saying verb says something here, and is no participle ("the man accused of")."""
    return base in ("say", "tell", "add", "think") or following in "DZIOXq,:NJ#G"


def _determiner(low: str, following: str) -> str:
    """Words like "this", "her", "some" stand alone before a verb or a mark."""
    if low == "her":
        return "D" if following in "NXJGE#tfvRL" else "O"
    if low in _PRONOUNS_TOO:
        demonstrative = low in ("this", "these", "those")
        if following in "BMHAV.,;:?!)Q" or (following == "E" and low not in ("most", "much")):
            return "I"
        if (following == "f" and low in ("this", "each", "much")) or (following == "R" and demonstrative):
            return "I"
    return "D"
