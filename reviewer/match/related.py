"""Words that news stories use for one another, as groups. Hand-made; sharing a group counts less than sharing a word.

Related is not equal: "killed" and "death" speak of one event. Opposites never stand in one group; those that people
mix up in a story ("bought", "sold") are told apart by `polarity`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from reviewer.match.terms import by_line

_GROUPS = """
kill die death dead deadly fatal fatality fatally slay slain murder homicide murderer killer killing perish toll corpse
injure injury injured wound wounded hurt casualty casualties
shoot shooting gunfire gunman gunmen shooter gun shot fire fired open
arrest detain detention custody apprehend capture nab jailed booked seize arrested
jail prison imprison imprisonment incarcerate inmate cell bars
charge indict indictment accuse accusation allege count arraign prosecute prosecution prosecutor
convict conviction guilty verdict
acquit acquittal exonerate
sentence sentencing punishment penalty punish
court judge trial tribunal jury justice hearing
police officer cop policeman policemen sheriff deputy detective constable
suspect suspected alleged perpetrator attacker assailant accused defendant
victim casualty survivor
robbery rob robber burglary burglar heist theft steal thief loot
steal stolen theft hijack
attack assault raid strike ambush bombard offensive
airstrike air strike bombing raid bombard shell missile rocket warplane jet
bomb bombing explosive explosion blast explode detonate detonation blow device
quake earthquake temblor tremor seismic magnitude aftershock richter
storm hurricane typhoon cyclone tornado tempest
flood flooding deluge inundate
fire blaze inferno burn flame arson wildfire
crash collide collision wreck accident smash
plane aircraft jet airliner airplane airline flight
ship vessel boat tanker freighter cargo
pirate piracy hijack hijacker seajack
navy naval warship frigate destroyer fleet
army military troop soldier force forces armed
protest demonstration demonstrator protester rally march unrest riot rioter
strike walkout stoppage industrial union picket
buy purchase acquire acquisition takeover buyout deal purchased bought
merge merger combine union consolidate
sell sale disposal divest vendor seller sold
announce announcement unveil reveal introduce introduction launch debut release disclose present
launch start begin commence kick open initiate
release free freed liberate
resign resignation quit step leave depart departure exit
fire fired sack sacked dismiss dismissal oust ouster axe axed
hire appoint appointment name nominate nomination pick select choose selection
replace replacement successor succeed
elect election vote poll ballot voter electoral
win victory triumph winner defeat beat
lose loss defeat loser
champion championship title crown trophy cup
rise increase climb gain grow growth surge jump soar up higher rally hike
fall drop decline decrease decreas plunge slump tumble slide down lower sink dip
cut slash reduce reduction trim lower
raise hike increase lift
die pass death decease late
illness disease sick infection virus ill ailment
hospital clinic ward medical treatment treat
rehab rehabilitation treatment center clinic
doctor physician surgeon medic
drug narcotic cocaine heroin substance
marry wed wedding marriage bride groom spouse
divorce split separate separation
wife husband spouse
pregnant pregnancy expect baby birth born
child kid boy girl youngster toddler baby infant
man male guy
woman female
student pupil schoolchild
teen teenager adolescent youth
company firm corporation business maker manufacturer giant group
boss chief head leader ceo executive director
worker employee staff staffer workforce job
layoff redundancy job cuts axe
government administration cabinet regime
president leader premier presidential
minister ministry secretary
lawmaker legislator congressman senator representative parliamentarian mp
parliament congress senate legislature assembly house
law legislation bill act statute legal
ban prohibit forbid outlaw bar block banned
block bar restrict censor censorship filter blocked
allow permit let enable
approve approval pass endorse ratify okay
reject rejection refuse refusal turn deny veto
probe investigate investigation inquiry enquiry inquest examine
report study survey research finding analysis
say statement spokesman spokeswoman spokesperson rep representative
warn warning alert caution notice
order instruct command direct tell demand require mandate
ask request urge call seek appeal plead
plan intend propose proposal scheme aim
agree agreement deal pact accord treaty
talk negotiate negotiation discussion summit meeting meet
money cash fund funding finance
cost price expense fee worth
pay payment settle settlement compensation fine
profit earnings income revenue
share stock equity
market bourse exchange
bank lender banking
car vehicle automobile auto truck
road highway street motorway interstate
train rail railway railroad
phone smartphone handset mobile cellphone telephone iphone
app application software program
website site web internet online portal platform
user customer client consumer subscriber
computer laptop pc notebook
chip processor cpu semiconductor
hack hacker breach cyberattack intrusion
vpn vpns proxy
bypass circumvent evade dodge skirt around
censor censorship restriction firewall
remove removal delete down pull withdraw
shut close closure shutdown
patent infringe infringement intellectual
lawsuit sue suit litigation plaintiff
game match fixture tie
player athlete star
goal score scorer point touchdown
injury knee ankle hamstring
contract deal extension signing sign
coach manager trainer
team squad side club
season campaign year
film movie picture
actor actress star cast role
singer rapper musician artist vocalist
song album track record music
host hosting emcee presenter
award oscar prize honor
show program series sitcom broadcast
book novel memoir author
sequel franchise reboot
refugee migrant immigrant asylum displaced
border frontier
rebel insurgent militant guerrilla fighter
terror terrorism terrorist extremist jihadist
hostage captive kidnap abduct abduction
escape flee fugitive break jailbreak
search hunt manhunt
find discover discovery unearth locate
rescue save evacuate evacuation
damage destroy destruction ruin devastate wreck
church mosque temple parish
school university college campus
home house household residence apartment flat
aboard board onboard
town city village municipality
area region district province
country nation
illegal unlawful illicit
world global international worldwide
poison toxic contaminate
smuggle traffic trafficking smuggler
euro eurozone
oil crude petroleum
gas fuel petrol gasoline
power electricity energy outage blackout
nuclear atomic reactor
climate warming emission carbon
satellite spacecraft orbit rocket space probe
scientist researcher astronomer expert
species animal creature
dog puppy canine
teenager teen
mother mom mum
father dad
son boy
daughter girl
brother sibling sister
friend pal companion
drunk dui alcohol intoxicated drink driving drunken
guilty plead plea
suspend suspension ban
transfer move switch join
extend extension renew renewal
delay postpone postponement put
cancel call scrap abandon axe
"""


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    return by_line(_GROUPS)


def groups(term: str) -> frozenset[int]:
    """The numbers of the groups that a term belongs to; empty for most terms."""
    return _groups().get(term, _NONE)


_NONE: frozenset[int] = frozenset()


def related(left: Iterable[str], right: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of different terms, one of each side, that share a group; each term at most once."""
    table = _groups()
    by_group: dict[int, list[str]] = {}
    for term in sorted({term for term in right if term in table}):
        for number in table[term]:
            by_group.setdefault(number, []).append(term)
    taken: set[str] = set()
    pairs: list[tuple[str, str]] = []
    for term in sorted({term for term in left if term in table}) if by_group else ():
        partner = next((o for n in sorted(table[term]) for o in by_group.get(n, ()) if o not in taken), None)
        if partner is not None and partner != term:
            taken.add(partner)
            pairs.append((term, partner))
    return pairs
