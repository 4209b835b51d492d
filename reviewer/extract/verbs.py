"""English verbs: every form of the common ones, by rule from the base form, and the irregular ones by list.

`FORMS` maps a lower-case form to (base form, tag): "v" base, "f" third person, "G" -ing, "E" past or participle,
"V" past only, "L" participle only. Most base and third-person forms are nouns too ("plans"); the tagger decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.text.words import vocabulary

_REGULAR = """
abandon abolish absorb abuse accelerate accept access accommodate accompany accomplish account accuse achieve
acknowledge acquire acquit act adapt add address adjust administer admire admit adopt advance advertise advise
advocate affect afford agree aid aim air alert align allege alleviate allocate allow alter amass amend amount
amplify analyse analyze announce annul answer anticipate apologise apologize appeal appear appease apply appoint
appreciate approach approve argue arm arrange arrest arrive ask assassinate assault assemble assert assess assign
assist assume assure attach attack attain attempt attend attract attribute auction author authorise authorize avert
avoid await award back backfire balance ban bar base batter battle beg behave believe belong benefit betray bill
blame blast block board boast bolster bomb book boom boost border bother bounce boycott brand brief broaden broker
browse brush bully bundle burst bury bus bypass calculate call calm campaign cancel capitalise capitalize capture
care carry carve cause caution cease celebrate censor censure certify challenge change chant chair characterise
characterize charge chart chase chat chastise check cheer chide choke circulate cite claim clarify clash classify
clean clear climb clinch close coach cap co-host collaborate collapse collect collide combat combine comfort command
commend comment commission commit communicate compare compel compete compile complain complete comply compose
comprise compromise conceal concede conceive concentrate concern conclude condemn conduct confer confess confirm
confiscate conflict confront confuse connect conquer consent conserve consider consist consolidate constitute
constrain construct consult consume contact contain contend contest continue contract contradict contrast contribute
control convene convert convey convict convince cook cool cooperate coordinate cope copy correct correspond
corroborate count counter couple court cover crack craft crash crave create criticise criticize cross crowd crown
crumble crush cultivate curb curtail cycle damage dance dare dash date deal debate debunk debut decay decide declare
decline decorate decrease decry dedicate deem defeat defect defend defer defy degrade delay delegate delete deliver
demand demolish demonstrate denounce deny depart depend depict deploy deport deposit deprive deride derive descend
describe deserve design designate desire despair destroy detail detain detect deter deteriorate determine detour
devalue devastate develop devise devote diagnose dictate die differ dig dilute dim diminish dine direct disable
disagree disappear disappoint disapprove disband discharge disclose discontinue discount discourage discover
discriminate discuss dismantle dismiss dispatch displace display dispose dispute disqualify disregard disrupt
disseminate dissolve distance distinguish distort distribute disturb ditch dive divert divide divorce document dodge
dominate donate double doubt down downgrade download downplay draft drag drain drift drop drown drum dub duck dump
dwarf ease echo edge edit educate elaborate elect elevate elicit eliminate embark embarrass embrace emerge emigrate
emit emphasise emphasize employ empower enable enact encounter encourage end endanger endorse endure enforce engage
engineer enhance enjoy enlist enquire ensure entail enter entertain entitle equal equip erase erect erode erupt
escalate escape escort establish estimate evacuate evade evaluate evolve examine exceed exchange exclude excuse
execute exempt exercise exert exhaust exhibit exist exit exonerate expand expect expel experience expire explain
explode exploit explore export expose express extend extinguish extract extradite face facilitate fade fail falter
fare fashion favor favour fear feature field figure file fill film finalise finalize finance fine finger finish fire
fit fix flag flare flash flaunt flood flounder flourish flout flow fluctuate focus foil follow force forfeit form
formalise formalize formulate foster found frame free frighten fuel fulfil fulfill function fund further gain gamble
garner gather gauge gaze generate glance glimpse govern grab graduate grant grapple greet grill grip groom ground
group guarantee guard guess guide hack hail halt halve hammer hamper hand handle happen harass harbor harbour harden
harm harvest hasten hate haul haunt head heal heat help herald hesitate highlight hijack hinder hint hire honor
honour hope host house hover hug hunt hurry ice idle identify ignite ignore illustrate imagine immigrate impact
impair impeach impede implement implicate implore imply import impose impress imprison improve include incorporate
increase incur indicate indict induce infect infer infiltrate inflame inflate inflict influence inform infringe
inhabit inherit inhibit initiate inject injure inquire insert insist inspect inspire install instigate instruct
insulate insult insure integrate intend intensify interact intercept interest interfere interpret interrogate
interrupt intervene interview intimidate introduce invade invent invest investigate invite invoke involve isolate
issue jail jeopardise jeopardize join joke journey judge jump justify kick kidnap kill kiss knock label labor labour
lack lag lament land lash last laud laugh launch lease lecture legalise legalize lessen level levy liberate license
lift like liken limit line linger link liquidate list listen live load loan lobby locate lock log long look loom
loosen loot love lower lure mail maintain man manage mandate manipulate manufacture march mark market marry marvel
mask master match matter mature measure mediate meddle mention merge migrate mimic mind mine minimise minimize miss
mistreat mitigate mix moan mobilise mobilize mock moderate modernise modernize modify monitor mount mourn move mull
multiply murder muster name narrow necessitate need negotiate nominate normalise normalize notch note notice notify
number nurse obey object obligate oblige observe obstruct obtain occupy occur offend offer omit open operate oppose
opt order organise organize originate oust outlaw outline outnumber outpace outperform outrage outweigh overhaul
overlook oversize overturn overwhelm own pack paint panic parade pardon park parole part participate partner pass
patrol pause peak peddle peg penalise penalize perceive perform perish permit perpetrate persist persuade phase
phone pick picture pilot pin pitch place plague plan plant play plead please pledge plot plummet plunge pocket point
poison police polish poll pollute pool populate portray pose position possess post postpone pour power practice
practise praise pray preach precede predict prefer prepare present preserve preside press presume pretend prevail
prevent price print privatise privatize probe proceed process proclaim procure produce profess profile profit
progress prohibit project prolong promise promote prompt pronounce propel propose prosecute prosper protect protest
prove provide provoke publicise publicize publish pull pump punch punish purchase purge pursue push qualify quarrel
quash quell query question queue quip race raid rain raise rally range rank rate ratify rattle reach react reaffirm
realise realize reap reappear rear reason reassure rebel rebound rebuff rebuke recall receive recharge reckon
reclaim recognise recognize recommend reconcile reconsider reconstruct record recount recover recruit rectify
recycle reduce reelect refer reference refine reflect reform refrain refuse refute regain regard register regret
regulate rehabilitate reign reimburse reinforce reinstate reiterate reject rejoin relate relax release relent
relieve relinquish relocate rely remain remark remedy remember remind remove rename render renegotiate renew
renounce renovate rent reopen reorganise reorganize repair repatriate repeal repeat repel replace replicate reply
report represent reprimand reproduce request require rescue research resemble resent reserve reshape reshuffle
reside resign resist resolve resort respect respond rest restart restore restrain restrict restructure result resume
retain retaliate retire retreat retrieve return reunite reveal revere reverse review revise revisit revive revoke
revolt reward ridicule rig rip risk rival roam rob rock roll rotate round rouse ruin rule rumble rumour rush
sabotage sack safeguard sail salvage sample sanction satisfy save scale scan scare schedule scold score scour scrap
scrape scream screen scrutinise scrutinize seal search secure seem seize select sense sentence separate serve settle
shape share sharpen shelter shelve shield shift ship shock shop shore shorten shout shove shovel shower shrug
shuffle shun sidestep sideline sign signal silence simplify skip skyrocket slam slap slash slate slip slow slump
smash smear smell smile smoke smuggle snap soar sort sound spare spark specialise specialize specify speculate spell
sponsor spot spray sprint spur spurn squander square squeeze stab stabilise stabilize stack staff stage stagger
stake stalk stall stamp stare start starve stash state station stay stem step stipulate stir stock stockpile stop
store storm straddle strain strand strengthen stress stretch strip stroll structure struggle study stumble stun
subject submit subpoena subscribe subsidise subsidize substitute succeed succumb sue suffer suffice suggest suit
summon supervise supplement supply support suppose suppress surge surpass surprise surrender surround survey survive
suspect suspend sustain swap sweat switch symbolise symbolize sympathise sympathize tackle tailor talk tally tamper
tap target tarnish task taste tax team tease telephone televise tempt tend terminate terrify test testify text thank
theorise theorize thrive threaten thwart tie tighten tilt time tip tire toll top topple torture toss total touch
tour tout track trade trail train transfer transform translate transmit transport trap travel treat tremble trick
trigger trim triple trouble trump trust try tumble tune tweak tweet twist type uncover underestimate underline
undermine underpin underscore unfold unify unite unleash unlock unseat unveil update upgrade urge use usher utilise
utilize vacate vaccinate value vanish vary veer vent venture verify veto vie view violate visit voice volunteer vote
vow wage wait waive walk wander want war warn warrant wash waste watch water weaken weigh welcome whip whisper widen
wield wipe wish witness wonder work worry worsen worship wound wrap wreck wrestle yell yield zero
"""
_IRREGULAR = """
arise arose arisen; awake awoke awoken; bear bore borne; beat beat beaten; become became become; begin began begun;
bend bent bent; bet bet bet; bid bid bid; bind bound bound; bite bit bitten; bleed bled bled; blow blew blown; break
broke broken; breed bred bred; bring brought brought; broadcast broadcast broadcast; build built built; burn burnt
burnt; buy bought bought; cast cast cast; catch caught caught; choose chose chosen; cling clung clung; come came
come; cost cost cost; creep crept crept; cut cut cut; deal dealt dealt; draw drew drawn; dream dreamt dreamt; drink
drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed fed; feel felt felt; fight fought fought;
find found found; flee fled fled; fling flung flung; fly flew flown; forbid forbade forbidden; forecast forecast
forecast; foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; forgo forwent forgone; freeze
froze frozen; get got got; give gave given; go went gone; grow grew grown; hang hung hung; hear heard heard; hide
hid hidden; hit hit hit; hold held held; hurt hurt hurt; keep kept kept; kneel knelt knelt; know knew known; lay
laid laid; lead led led; lean leant leant; leap leapt leapt; learn learnt learnt; leave left left; lend lent lent;
let let let; lie lay lain; light lit lit; lose lost lost; make made made; mean meant meant; meet met met; mislead
misled misled; mistake mistook mistaken; misunderstand misunderstood misunderstood; offset offset offset; outdo
outdid outdone; overcome overcame overcome; override overrode overridden; oversee oversaw overseen; overtake
overtook overtaken; overthrow overthrew overthrown; pay paid paid; prove proved proven; put put put; quit quit quit;
read read read; rebuild rebuilt rebuilt; redraw redrew redrawn; remake remade remade; repay repaid repaid; resell
resold resold; reset reset reset; rethink rethought rethought; rewrite rewrote rewritten; rid rid rid; ride rode
ridden; ring rang rung; rise rose risen; run ran run; say said said; see saw seen; seek sought sought; sell sold
sold; send sent sent; set set set; shake shook shaken; shed shed shed; shine shone shone; shoot shot shot; show
showed shown; shrink shrank shrunk; shut shut shut; sing sang sung; sink sank sunk; sit sat sat; sleep slept slept;
slide slid slid; speak spoke spoken; speed sped sped; spend spent spent; spin spun spun; split split split; spread
spread spread; spring sprang sprung; stand stood stood; steal stole stolen; stick stuck stuck; sting stung stung;
strike struck struck; strive strove striven; swear swore sworn; sweep swept swept; swim swam swum; swing swung
swung; take took taken; teach taught taught; tear tore torn; tell told told; think thought thought; throw threw
thrown; thrust thrust thrust; undercut undercut undercut; undergo underwent undergone; understand understood
understood; undertake undertook undertaken; undo undid undone; uphold upheld upheld; upset upset upset; wake woke
woken; wear wore worn; weave wove woven; weep wept wept; win won won; withdraw withdrew withdrawn; withhold withheld
withheld; withstand withstood withstood; write wrote written
"""
_DOUBLED = vocabulary(
    """
    abet acquit admit allot ban bar bat beg bid blot bud chat clap clip commit compel confer control cram crop cut
    defer deter dig dim dip dispel dot drag drip drop drum emit equip excel expel fit flag flip forget get grab grin
    grip hem hit hop hug incur infer jam jog kid kidnap knit knot lag let log map mob mop nod occur offset omit
    outrun pat patrol peg permit pin plan plot plug pop prefer prod prop propel put quit quiz rebel rebut recur
    refer regret repel rid rig rip rob rub run sag scan scrap set shed ship shop shrug shun shut sin sip sit skip
    slam slap slip slit snap sob spin split spot spur stab star stem step stir stop strip stun submit sum swap swim
    tag tap tip top transfer transmit trap trek trim trip undercut unwrap upset wed whip win wrap"""
)


def third_person(base: str) -> str:
    """The form after "she"."""
    if base[-1] == "y" and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    if base.endswith(("s", "x", "z", "ch", "sh", "go", "do", "eto", "cho")):
        return base + "es"
    return base + "s"


def past(base: str) -> str:
    """The regular past."""
    if base.endswith("e"):
        return base + "d"
    if base[-1] == "y" and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def present_participle(base: str) -> str:
    """The form in -ing."""
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + (base[-1] if base in _DOUBLED else "") + "ing"


def _irregular() -> Iterator[tuple[str, str, str]]:
    for entry in _IRREGULAR.split(";"):
        base, simple, participle = entry.split()
        yield base, simple, participle


def _forms() -> dict[str, tuple[str, str]]:
    forms: dict[str, tuple[str, str]] = {}
    for base in _REGULAR.split():
        for form, tag in ((past(base), "E"), (present_participle(base), "G"), (third_person(base), "f"), (base, "v")):
            forms.setdefault(form, (base, tag))
    for base, simple, participle in _irregular():
        forms[present_participle(base)] = (base, "G")
        forms[third_person(base)] = (base, "f")
        forms[base] = (base, "v")
        for form in {simple, participle} - {base}:
            forms[form] = (base, "E" if simple == participle else "V" if form == simple else "L")
    return forms


FORMS = _forms()
UNCHANGED = frozenset(base for base, simple, _ in _irregular() if base == simple)
"""Verbs whose past looks like the base form: "cut", "put", "hit"."""


def base_of(word: str) -> str:
    """The base form of a lower-case verb form; the word itself where it is unknown."""
    known = FORMS.get(word)
    return known[0] if known else word


_PAST = {base: simple for base, simple, _ in _irregular()}


def past_of(base: str) -> str:
    """The simple past of a base form."""
    return _PAST.get(base) or past(base)
