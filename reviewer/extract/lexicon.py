"""The closed classes of English words, each under the letter that the tagger writes for it.

One letter a word, so that a sentence becomes a short text over which patterns run:

| letter | word | letter | word |
|---|---|---|---|
| D | article, possessive, quantifier | M | modal ("will") |
| # | number | B | finite "be" |
| J | adjective | b | "be", "been", "being" |
| N | noun | H | "has", "have", "had" |
| X | name | A | "does", "do", "did" |
| t | day, week, year, "today" | V | finite verb |
| I | subject pronoun | v | base form of a verb |
| O | object pronoun | E L | participle (E: unresolved past or participle) |
| W | which, who, what, where | G | -ing form |
| Z | that | R | adverb, "not" |
| P | preposition | T | to |
| K | and, but, or | p | 's |
| S | because, if, while | f | unresolved -s form |

Marks stand for themselves; `q` and `Q` open and close a quotation, `-` is a dash, `|` any other sign.
"""

from __future__ import annotations

from functools import lru_cache

from reviewer.extract.verbs import FORMS
from reviewer.text.words import vocabulary

_CLASSES = {
    "D": """the a an his its their our my your her this these those some any no each every all both another several many
        few most much either neither such enough whatever whichever""",
    "I": "he she it they we i you there who'd one's",
    "O": "him them us me himself herself itself themselves ourselves myself yourself",
    "W": "which who whom whose what where why how",
    "Z": "that",
    "P": """
    of in on at by for from with without within into onto upon about against among amongst between during through
    throughout toward towards under underneath over above below behind beside besides beyond despite except inside
    outside near off out across along around amid amidst via per like unlike until till since after before than
    following versus regarding concerning including alongside aboard atop notwithstanding pending""",
    "K": "and but or nor yet plus &",
    "S": "because although though while whereas if unless when whenever whether once as lest wherever so",
    "R": """
    not never also then now still already just even only again later earlier soon often always sometimes usually
    once twice here instead meanwhile however moreover furthermore nevertheless nonetheless therefore thus hence
    together apart away back up down ahead abroad home overseas online almost nearly quite rather very too ever yet
    perhaps maybe indeed further least most more less well far long much everywhere nowhere elsewhere somewhere
    anywhere otherwise likewise somehow else forward backward afterwards afterward beforehand n't thereby thereafter
    first second worldwide nationwide""",
    "T": "to",
    "M": """will would can could may might must shall should cannot can't won't wouldn't couldn't shouldn't mustn't
        mightn't needn't 'll 'd ought""",
    "B": "is are was were am isn't aren't wasn't weren't 're 'm ain't",
    "b": "be been being",
    "H": "has have had hasn't haven't hadn't 've",
    "A": "does do did doesn't don't didn't",
    "#": """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    trillion dozen dozens hundreds thousands millions billions zero half third quarter thirds quarters bn""",
    "t": """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight january february march
    april june july august september october november december day days week weeks month months year years morning
    afternoon evening night weekend decade decades century centuries hour hours minute minutes summer winter autumn
    midnight noon""",
    "J": """
    new old big large small good bad great high low long short early late young own other same different many few
    major minor key main top senior former current recent last next previous public private local national foreign
    free full open able available likely unlikely due ready sure clear true false wrong right strong weak hard easy
    safe dangerous poor rich hot cold dead alive illegal legal social political economic military presidential
    federal central northern southern eastern western american british chinese russian european german french
    japanese african asian israeli iraqi iranian indian mexican democratic republican white black red blue green
    more less fewer better worse best worst biggest largest highest lowest greatest latest strongest longest
    youngest oldest only certain various entire whole potential possible impossible responsible willing unable aware
    afraid popular serious special specific similar necessary important first second third fourth fifth sixth
    seventh eighth ninth tenth nth far-right left-wing right-wing deputy chief vice acting overall total online
    top-level""",
    "N": """
    police people president spokesman spokeswoman spokesperson need speed seed feed weed breed bed red shed sled
    newlywed hundred thing things nothing something everything anything king ring wing string spring ceiling sibling
    sterling being lightning pudding family italy july supply reply ally rally bully belly jelly fly assembly
    anomaly monopoly county society body study city army navy party embed biped exceed proceed succeed indeed deed
    data media government minister ministry official officials""",
}
_CORRECTIONS = {
    "R": "indeed only according long well",
    "v": "exceed proceed succeed reply supply study fly need feed rally march lead face",
    "t": "spring minute",
    "L": "born",
    "N": """family speed mine man mind state house house's party people board court police number group lot light
        fire water air book hand name school matter chair team home stem bar bill market fund film part side
        case range site sites trust rate rates tax taxes times time power powers interest interests season crown
        weather article rest""",
    "J": """likely early daily weekly monthly yearly friendly deadly elderly costly lonely ugly unlikely orderly
        timely second third pending own open free present close live second-largest direct separate moderate
        threefold twofold due""",
    "b": "being",
    "h": "having",
    "P": "following including regarding concerning like per near",
    "p": "'s",
    "M": "may might will can",
    "f": "states",
    "E": "left",
}
"""Words whose class the lists above or their ending would get wrong."""

_ENDINGS = (
    ("ly", "R"), ("able", "J"), ("ible", "J"), ("ous", "J"), ("ful", "J"), ("less", "J"), ("ish", "J"), ("ical", "J"),
    ("ional", "J"), ("ial", "J"), ("ive", "J"), ("ary", "J"), ("ese", "J"), ("ic", "J"),
)  # fmt: skip


def _lexicon() -> dict[str, str]:
    words = {form: tag for form, (_, tag) in FORMS.items()}
    for letter in "NJt#DIOWZPSKRTMBbHA":
        for word in _CLASSES[letter].split():
            words[word] = letter
    return words | {word: letter for letter, listed in _CORRECTIONS.items() for word in listed.split()}


LEXICON = _lexicon()
"""Class of a lower-case word, with straight apostrophes."""

CLOSED = vocabulary(" ".join(_CLASSES[letter] for letter in "DIOWZPSKRTMBbHA")) | {"having", "according", "'s"}
"""Words that are no name even with a capital letter."""
SUBJECT_PRONOUNS = vocabulary("he she it they we i you")
PLURAL_NOUNS = vocabulary("police people percent officials authorities media data men women children")


_NUMERALS = vocabulary(_CLASSES["#"]) | vocabulary("first second third fourth fifth single double multi mid half")


@lru_cache(maxsize=4096)
def class_of(word: str) -> str:
    """The class of a lower-case word that stands in no list, by its ending."""
    if "-" in word and word.partition("-")[0] in _NUMERALS:
        return "J"
    if word.endswith("ing") and len(word) > 5:
        return "G"
    if word.endswith("ed") and len(word) > 4:
        return "E"
    for ending, letter in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return letter
    return "N"
