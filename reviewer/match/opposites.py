"""Words that cannot both be true of one thing at one time, and words that turn a statement round. Hand-made."""

from __future__ import annotations

from functools import lru_cache

from reviewer.match.terms import by_line, stem

_OPPOSITES = """
rise increase grow climb gain surge jump soar expand rebound / fall decrease drop decline shrink plunge slump tumble
raise hike lift boost / cut lower reduce slash trim
up higher above upward / down lower below downward
more most majority many / fewer less least minority few
win won victory triumph / lose lost defeat loss
alive survive survivor living / dead die death kill killed fatal
before prior earlier ahead / after following later
begin start launch commence opening / end finish cease conclude halt stop
open reopen opening / close closed shut shutdown closure
accept approve allow permit endorse pass support / reject ban block prohibit oppose forbid veto refuse
legal / illegal unlawful
legalize / criminalize ban
guilty convict conviction convicted / innocent acquit acquittal acquitted clear cleared exonerate
arrest detain jail imprison custody charge / release free
agree / disagree
comply obey observe respect follow / violate breach break flout infringe defy
confirm admit acknowledge verify / deny refute dispute dismiss debunk
true genuine real authentic / false fake hoax bogus untrue fabricate
keep retain maintain preserve continue / abandon scrap drop cancel axe suspend discontinue end
join enter arrive / leave exit quit depart withdraw
stay remain / leave depart quit exit resign
appoint hire recruit / fire sack dismiss oust
buy purchase acquire / sell divest
safe harmless / unsafe dangerous harmful hazardous
good better best positive / bad worse worst negative
success succeed successful successfully / fail failure unsuccessful unsuccessfully
large big huge bigger larger / small tiny smaller
long longer / short shorter
high higher highest / low lower lowest
strong stronger strengthen / weak weaker weaken
fast faster quick quickly accelerate / slow slower slowly
hot warm warmer / cold cool colder cooler
first / last
north northern / south southern
east eastern / west western
left / right
male / female
man / woman
boy / girl
husband / wife
father / mother
son / daughter
brother / sister
old older elderly / young younger
married marry wed / divorce divorced separate
profit profitable gain / loss lose
lend / borrow
employed hire / unemployed layoff
peace truce ceasefire / war
friend ally / enemy foe rival
love like / hate dislike
always / never
all every / none
everyone everybody / nobody
include / exclude
add / remove delete
create build construct / destroy demolish
attack / defend
victim / suspect attacker
complete full / partial incomplete
temporary / permanent
major serious severe / minor slight
found discover discovered / missing lost
healthy well / sick ill
voluntary / mandatory compulsory forced
possible / impossible
able / unable
likely / unlikely
available / unavailable
known / unknown
expected / unexpected
official / unofficial
active / inactive
visible / invisible
successful / unsuccessful
aware / unaware
clear / unclear
stable / unstable
conscious / unconscious
armed / unarmed
double triple / halve
lift / impose
hurt injured wounded / unhurt unharmed uninjured unscathed
damaged / undamaged intact
paid / unpaid
drunk intoxicated / sober
full / empty
wet / dry
early earlier / late later
tall taller / short shorter
heavy heavier / light lighter
cheap cheaper / expensive costly
largest biggest / smallest
richest / poorest
oldest / youngest
hottest warmest / coldest
fastest / slowest
longest / shortest
best / worst
narrow / wide
unanimous unanimously / split
"""


MOVES = frozenset(stem(word) for line in _OPPOSITES.strip().splitlines()[:3] for word in line.replace("/", " ").split())
MOVES |= frozenset(map(stem, ("lose", "gain", "add", "shed", "advance", "ease", "edge", "inch", "slip", "tick")))
"""Stems of rising and falling."""

_SORTS = """
cocaine heroin cannabis marijuana methamphetamine fentanyl opium ecstasy
murder manslaughter
hurricane tornado
gold silver bronze
king queen prince princess
import export
public private
rich poor
republican democrat
conservative liberal labour
domestic foreign
"""
"""Words of one kind that are never the same thing: what is true of one may be true of another as well."""
_PEOPLE = """
man woman boy girl male female son daughter old older elderly young younger brother sister husband wife father mother
"""
_STANCES = "support oppose favour favor against approve reject agree disagree like dislike accept back trust distrust"
_LEVELS = "stand stood reach total hit amount number count top"
_PHASES = "begin start launch commence opening end finish cease conclude halt stop"


@lru_cache(maxsize=1)
def _sorts() -> dict[str, frozenset[int]]:
    return by_line(_SORTS)


def other_sort(left: str, right: str) -> bool:
    """Whether two terms name different things of one kind: "cocaine", "heroin"."""
    table = _sorts()
    return left != right and bool(table.get(left, frozenset()) & table.get(right, frozenset()))


@lru_cache(maxsize=1)
def _by_term() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, sides in enumerate(_OPPOSITES.strip().splitlines()):
        for side, members in enumerate(sides.split("/")):
            for word in members.split():
                found.setdefault(stem(word), set()).add((number, side))
    return {term: frozenset(places) for term, places in found.items()}


def opposed(left: str, right: str) -> bool:
    """Whether two terms are opposites."""
    table = _by_term()
    mine, theirs = table.get(left, frozenset()), table.get(right, frozenset())
    return left != right and not mine & theirs and any((number, 1 - side) in theirs for number, side in mine)


_NEGATORS = """
not never no none neither nor nobody nothing unless cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt
couldnt shouldnt hasnt havent hadnt aint
"""
_NEGATING_VERBS = """
fail failed fails refuse refuses refused decline declined declines deny denied denies denying
unable incapable prevent prevented prevents rule ruled rules protect protects protected
"""
_DENIALS = """
hoax fake false falsely untrue bogus debunk debunked debunks refute refuted refutes deny denied denies denying denial
dismiss dismissed dismisses photoshopped satirical doubt doubts rebuff rebuffs
hoaxer erroneous fiction spoof bullshit dupe duped skeptical dubious unlikely mistaken
misleading fabricated fabrication satire unfounded baseless disproved disproven myth prank
misreported misinformation nope inaccurate incorrect retract retracted retraction rubbish rubbished nonsense bunk
"""
_LEADING_DENIALS = """
deny denied denying dismiss doubt rebuff refute debunk retract dispute
"""
_ADJECTIVES = """
fake false falsely untrue bogus erroneous dubious unlikely mistaken mistakenly misleading fabricated unfounded baseless
inaccurate incorrect skeptical satirical
"""
_REPORTS = """
report reports story stories rumor rumour rumors rumours claim claims news photo photos photograph video picture image
account allegation allegations article footage theory statement post speculation assertion quote letter document
tweet website site account alarm alarms page meme email
"""
_LIGHT = """
plan plans intention evidence sign proof indication need decision reason chance immediate immediately new further
other significant major serious longer yet find make get take give become seem
go come put keep bring hold set turn
"""
_FUTURE = """
will would shall ll plan plans planned planning intend intends intended aim aims expects propose proposed proposes
consider considering mull mulls upcoming forthcoming could may might
"""
_ALLEGED = """
alleged allegedly allege alleges reportedly rumored rumoured rumor rumour rumors rumours claimed claims apparently
purported purportedly supposedly unconfirmed unverified
"""
_CONFIRMED = """
confirmed confirms confirm verified admits admitted acknowledged proven officially proves proved
"""

TURNING = {
    "before": "after", "after": "before", "up": "down", "down": "up", "over": "under", "under": "over",
    "above": "below", "below": "above", "more": "less", "less": "more", "fewer": "more", "with": "without",
    "without": "with", "for": "against", "against": "for",
}  # fmt: skip
"""Small words that are opposites before the same word."""
_NO_ADVERBS = "comply apply supply reply rely multiply imply fly ally rally family assembly bully"
NO_ADVERBS = frozenset(_NO_ADVERBS.split())
"""Words in -ly that a negation does reach."""
NEGATORS = frozenset(_NEGATORS.split())
"""Words (lower case, without apostrophe) that negate the next telling word."""
NEGATING_VERBS = frozenset(map(stem, _NEGATING_VERBS.split()))
"""Stems of words that negate what they govern: "failed to comply"."""
PEOPLE = frozenset(map(stem, _PEOPLE.split()))
"""Stems of people that are opposites: a number of men says nothing of the women."""
STANCES = frozenset(map(stem, _STANCES.split()))
"""Stems of what people think of something: 62 % for and 38 % against are both true."""
LEVELS = frozenset(map(stem, _LEVELS.split()))
"""Stems that only say that a number is so: "the toll stood at 37"."""
PHASES = frozenset(map(stem, _PHASES.split()))
"""Stems of beginning and ending: opposed only where they are of the same thing."""
GOVERNED = {stem(verb): words for verb, words in (
    ("fail", ("to",)), ("refuse", ("to",)), ("decline", ("to", "comment")), ("unable", ("to",)),
    ("incapable", ("of",)), ("rule", ("out",)), ("protect", ("against", "from")),
)}  # fmt: skip
"""Those that negate only with one of these words right after them, an adverb aside: "failed to", not "failed"."""
DENIALS = frozenset(map(stem, _DENIALS.split()))
"""Stems that call the whole of a statement untrue."""
ADJECTIVES = frozenset(map(stem, _ADJECTIVES.split()))
"""Those of them that call untrue only a report, or what they are said of: not "fake passports"."""
REPORTS = frozenset(map(stem, _REPORTS.split()))
"""Stems of what tells of things: "rumour", "photo"."""
QUASHING = {"quash": "", "quashes": "", "quashed": "", "dispel": "", "dispels": "", "dispelled": "", "scotches": "",
            "shoot": "down", "shoots": "down", "shot": "down", "rest": "to"}  # fmt: skip
"""Lower-case words that call a report untrue where one stands near, each with the small word beside it."""
WITH_FROM = frozenset(map(stem, ("stop", "keep")))
"""Stems that negate where "from" follows: "stop him from leaving"."""
_REQUESTS = "request bid motion appeal access entry bail permission permit petition"
REQUESTS = frozenset(map(stem, _REQUESTS.split()))
"""Stems of what is refused, not called untrue, where it is denied."""
OF_REPORTS = frozenset(map(stem, ("dismiss", "dismissal", "retract", "fabricate")))
"""Those of DENIALS that say so only before a report: "dismissed the claim", not "dismissed the charges"."""
PREVENT = stem("prevent")
HARM = frozenset(map(stem, ("injury", "incident", "harm", "damage", "success", "warning")))
"""Stems that "without" denies: "escaped without injury"."""
DENY = stem("deny")
LEADING_DENIALS = frozenset(map(stem, _LEADING_DENIALS.split()))
"""Those of them that must come before what they deny: "denies that", not "…, dismissing rumours"."""
LIGHT = frozenset(map(stem, _LIGHT.split()))
"""Stems that pass a negation on: "no evidence of fraud" negates the fraud as well."""
BOUND_FOR = frozenset(("is", "are", "going", "set", "due", "expected", "scheduled", "likely"))
"""Lower-case words after which "to" makes it planned: "is to be shut", "set to rise"."""
FUTURE = frozenset(_FUTURE.split())
"""Lower-case words of what is planned or only possible."""
ALLEGED = frozenset(_ALLEGED.split())
"""Lower-case words of what is said without being vouched for."""
CONFIRMED = frozenset(_CONFIRMED.split())
"""Lower-case words of what is vouched for."""
