"""Word lists behind the normal form. Hand-made; no list is copied from elsewhere."""

from __future__ import annotations


def listed(words: str) -> list[str]:
    """The words of a text; keeps long lists readable."""
    return words.split()


STOP_WORDS = frozenset(
    listed(
        """
    a about above according after again against all also although am among an and any are aren't as at be because been
    before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down
    during each either else etc even ever every few for from further had hadn't has hasn't have haven't having he her
    here hers herself him himself his how however i if in into is isn't it its itself just like may me might more
    most much must my myself neither no nor not now of off on once one only onto or other others our ours out over own
    per quite rather re s same say saying says said she should shouldn't since so some such t tell telling tells than
    that the their theirs them themselves then there these they this those though through thus to told too toward
    towards under until up upon us very via was wasn't we well were weren't what when where whether which while who whom
    whose why will with within without won't would wouldn't yet you your yours
    youre theyre weve ive im hes shes whats thats id youve theyve wed theyd
    """.replace("'", "")
    )
)

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        listed(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
} | {word: 20 + 10 * i for i, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"))}

ORDINAL_WORDS = {
    word: value
    for value, word in enumerate(
        listed(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        start=1,
    )
}

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12,
}

_IRREGULAR = """
arise arose arisen / awake awoke / bear bore borne / beat beaten / become became / begin began begun / bend bent /
bind bound / bite bit bitten / bleed bled / blow blew blown / break broke broken / bring brought / build built /
burn burnt / buy bought / catch caught / choose chose chosen / come came / creep crept / deal dealt / dig dug /
draw drew drawn / drink drank drunk / drive drove driven / eat ate eaten / fall fell fallen / feed fed / feel felt /
fight fought / find found / flee fled / fly flew flown / forbid forbade forbidden / forget forgot forgotten /
freeze froze frozen / get got gotten / give gave given / go goes went gone / grow grew grown / hang hung / hear heard /
hide hid hidden / hold held / keep kept / know knew known / lay laid / lead led / leave left / lend lent /
lose lost / make made / mean meant / meet met / pay paid / ride rode ridden / ring rang rung / rise rose risen /
run ran / see saw seen / seek sought / sell sold / send sent / shake shook shaken / shine shone / shoot shot /
show showed shown / shrink shrank shrunk / sing sang sung / sink sank sunk / sit sat / sleep slept / slide slid /
speak spoke spoken / speed sped / spend spent / spin spun / stand stood / steal stole stolen / stick stuck /
strike struck stricken / swear swore sworn / sweep swept / swim swam swum / swing swung / take took taken /
teach taught / tear tore torn / think thought / throw threw thrown / understand understood / wake woke woken /
wear wore worn / weep wept / win won / wind wound / withdraw withdrew withdrawn / write wrote written /
man men / woman women / child children / person people persons / foot feet / life lives / wife wives / die died dying
"""

IRREGULAR = {
    form: forms[0] for forms in (group.split() for group in _IRREGULAR.split("/")) if forms for form in forms[1:]
}
"""Irregular form to base form."""

SPELLINGS = {
    "u.s.": "usa",
    "us.": "usa",
    "usa.": "usa",
    "uk.": "britain",
    "uk": "britain",
    "eu.": "eu",
    "un.": "un",
    "colour": "color",
    "honour": "honor",
    "labour": "labor",
    "favour": "favor",
    "neighbour": "neighbor",
    "neighbourhood": "neighborhood",
    "rumour": "rumor",
    "harbour": "harbor",
    "behaviour": "behavior",
    "defenc": "defens",
    "offenc": "offens",
    "licenc": "licens",
    "centr": "center",
    "metr": "meter",
    "kilometr": "kilomet",
    "theatr": "theater",
    "programm": "program",
    "grey": "gray",
    "tyre": "tire",
    "aluminium": "aluminum",
    "organis": "organ",
    "organiz": "organ",
    "recognis": "recogn",
    "recogniz": "recogn",
    "criticis": "critic",
    "criticiz": "critic",
    "apologis": "apolog",
    "apologiz": "apolog",
    "authoris": "author",
    "authoriz": "author",
    "legalis": "legal",
    "legaliz": "legal",
    "analys": "analyz",
    "paralys": "paralyz",
    "hospitalis": "hospit",
    "hospitaliz": "hospit",
    "jail": "jail",
    "gaol": "jail",
}
"""Stems (and dotted initials) that are spelt two ways."""

LONG_FORMS = {
    ("unit", "state"): "usa",
    ("unit", "kingdom"): "britain",
    ("unit", "nation"): "un",
    ("european", "union"): "eu",
    ("virtual", "privat", "network"): "vpn",
    ("artifici", "intellig"): "ai",
    ("gross", "domest", "product"): "gdp",
    ("chief", "execut"): "ceo",
    ("internet", "servic", "provid"): "isp",
    ("prime", "minist"): "pm",
    ("climat", "chang"): "climat",
    ("social", "media"): "social_media",
    ("real", "estat"): "real_estat",
    ("white", "hous"): "white_hous",
}
"""Terms in a row that are one thing, with the term it goes by."""

_PERSONS = """
person peopl man woman child resid villag citizen passeng worker employe soldier troop offic civilian student protest
demonstr migrant refuge suspect victim casualti militant rebel inmat prison patient survivor dead death kill injur wound
hurt tourist pilgrim fan spectat voter staff crew local inhabit evacue
"""
PERSONS = frozenset(_PERSONS.split())
"""Terms by which people are counted: "58 people", "58 villagers", "58 dead"."""

GROUPS = frozenset(listed("woman man child girl boy babi infant teenag"))
"""Terms of people that are a part of all people: "two women" of "three people"."""

_CHANGING = """
rise increas climb grow gain surg jump soar fall drop declin decreas slump plung averag everi each daili week weekli
month monthli year yearli annual annuali rate price share temperatur index stock trade again anoth
"""
CHANGING = frozenset(_CHANGING.split())
"""Terms of things that change or come again, so that another date is another case."""

_QUOTED = """
index share stock bond note yield nasdaq dow ftse dax nikkei dollar yen franc crude barrel futur treasuri benchmark
spx ixic dji
"""
QUOTED = frozenset(_QUOTED.split())
"""Terms of what is quoted anew every day: an index, a share, a currency."""
_SOLE = """
lead head chair win won buy bought acquir purchas own sell sold found invent discov write written direct captain coach
mayor presid premier minist governor chief chairman director ceo king queen winner champion first last best capit
succeed replac beat defeat elect appoint name
"""
SOLE = frozenset(_SOLE.split()) | {"find", "write"}
"""Terms of what only one can be or do: two who "lead the port authority" contradict each other."""

_STATES = """
dead: dead die kill death fatal fatal slay murder lifeless perish
hurt: hurt injur wound
missing: miss
arrested: arrest detain jail
rescued: rescu save surviv survivor
displaced: evacu flee displac homeless
sick: infect sick ill
"""
STATES = {
    stem: state
    for state, stems in (line.split(": ") for line in _STATES.strip().splitlines())
    for stem in stems.split()
}
"""Terms that say what befell people, with the state: ten killed are not ten hurt."""
