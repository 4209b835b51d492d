"""The words that tell who says something, by how much they can be trusted to."""

from __future__ import annotations

from reviewer.text.words import vocabulary

SAYING = vocabulary(
    """
    say tell add announce report state claim argue assert allege insist maintain acknowledge admit concede confirm
    deny disclose reveal explain note observe remark comment warn predict estimate suggest declare tweet write
    testify recall reply respond contend emphasize emphasise stress promise pledge vow complain joke quip caution
    conclude reiterate believe think feel hope fear expect know guess suspect doubt worry agree discover determine
    indicate show find charge boast speculate counter retort elaborate recount proclaim posit opine muse lament
    marvel mention shout yell whisper ask wonder inquire hint signal imply theorize reckon assess rule hold learn
    demonstrate tout underscore text chant
    continue"""
)
"""Verbs that take what is said as a clause or a quotation."""
PLAIN = vocabulary(
    """
    say tell add argue assert contend insist claim acknowledge admit concede explain warn predict declare tweet
    testify reply respond emphasize emphasise stress vow complain joke quip caution conclude reiterate believe think
    announce allege boast speculate remark opine lament proclaim note observe confirm"""
)
"""Of those, the ones that need no "that" before a clause."""
THINKING = vocabulary("think believe know hope fear feel expect guess suspect doubt worry want plan wonder see")
"""Of those, the ones that tell of a mind and not of words."""
SHOWING = vocabulary("show demonstrate indicate suggest signal imply reveal prove underscore hold mean reflect")
"""Of those, the ones that things do as well as people."""
INVERTED = vocabulary(
    """
    say write add ask explain tweet argue note recall declare reply conclude warn report joke quip continue
    observe respond comment remark agree insist state complain lament caution predict acknowledge"""
)
"""Verbs that may stand before their subject: "…, said the ministry"."""
ADDRESSED = vocabulary("tell warn ask remind assure urge inform promise notify text advise convince persuade")
"""Verbs with the hearer between them and what is said."""
VENUES = vocabulary(
    """
    statement interview interviews report notice letter email e-mail post blog tweet tweets speech briefing
    conference news press filing ruling testimony debate hearing telephone phone rally study memo address message
    release affidavit article column video call documents remarks website page lawsuit complaint verdict"""
)
"""Nouns of places where things are said; with them a prepositional phrase is no part of the source."""
STANCE = vocabulary(
    """accuse criticize criticise attack blame praise demand urge oppose reject condemn denounce welcome propose refuse
    decline question describe cite endorse mock dismiss defend slam blast echo encourage request advise dispute
    favor favour support want plan seek promise vow threaten discuss mention call liken compare characterize portray
    invoke recommend advocate agree rebuke ridicule scold chastise applaud commend salute apologize apologise
    highlight outline implore deride bristle label brand dub tout hail laud lambast decry lament voice emphasize
    stress admit concede acknowledge suggest reiterate underscore like love hate admire worry embrace identify
    pledge hope believe fear doubt deny offer note predict estimate warn insist allege complain detail recall
    announce express respond explain understand feel ask downplay imply refer rail weigh persuade expect"""
)
"""Verbs by which somebody takes a stand; their object is reported, not asserted."""
PHRASAL = vocabulary(
    """point-out point-to call-for call-on lash-out speak-of speak-out talk-about talk-of complain-about warn-of
    warn-against warn-about refer-to allude-to seize-on hit-back fire-back speak-about lay-out spell-out go-after
    brag-about rail-against push-back respond-to argue-for argue-against advocate-for object-to double-down
    apologize-for campaign-for rally-against worry-about think-about weigh-in go-on"""
)
"""Verbs that take a stand only with their particle."""
NOUNS = vocabulary(
    """
    claim allegation accusation statement report assertion suggestion belief warning announcement promise pledge
    acknowledgment acknowledgement argument contention admission insistence notion concern prediction charge
    conclusion finding complaint denial revelation remark comment rumor rumour claims allegations accusations
    reports statements concerns suggestions warnings predictions charges beliefs rumors rumours assertions"""
)
"""Nouns after which "that" opens what is said."""
CONTENT_NOUNS = NOUNS | vocabulary(
    """
    consensus idea belief evidence hope fear possibility chance view news sign proof theory likelihood risk fact
    assumption impression feeling agreement guarantee condition signal message indication reminder rule question
    doubt knowledge understanding"""
)
"""Nouns after which "that" opens a clause which tells their content, and no relative clause."""
FINDING = vocabulary(
    "find show report suggest indicate reveal estimate put rate rank cite detail mention list document"
)
"""What documents do."""
DOCUMENTS = vocabulary(
    """study poll survey report research data analysis figures review investigation audit records documents statistics
    polls studies surveys findings census filing letter memo ad advert video transcript article book statement"""
)
"""Sources that are no persons but show something."""
HEARSAY = vocabulary(
    "expect accuse allege report say believe think consider criticize criticise blame suspect rumor praise"
)
"""Verbs that in the passive tell that somebody says so, and not who: "is expected to"."""
ROLES = vocabulary(
    """he she they we i who police officials official authorities spokesman spokeswoman spokesperson minister ministry
    government president company court judge prosecutor prosecutors lawyer lawyers attorney attorneys analyst
    analysts expert experts researchers scientists administration agency regulator regulators department campaign
    committee commission chairman director chief executive senator governor mayor candidate critics opponents
    supporters advocates activists leaders leader lawmakers democrats republicans source sources aide aides witness
    witnesses doctors residents voters group groups union unions party newspaper study poll survey report people
    others many some everyone nobody most those adviser advisers father mother brother sister wife husband son
    daughter family friends friend professor teacher teachers doctor physician engineer editor author host reporter
    reporters journalist journalists economist economists scholars historian historians consultant consultants
    investigator investigators detective detectives negotiators diplomats diplomat envoy commander rebels militants
    organizers organisers owners owner managers manager coach players player fans customers users consumers
    employees workers staff team members member council panel jury judges parliament house senate tribunal watchdog
    bank firm firms companies business businesses industry magazine network bishop bishops priest pope king queen
    prince princess ambassador secretary treasurer chancellor inspector firefighters nurses nurse students student
    parents neighbors neighbours farmers drivers passengers survivors victims defendant plaintiffs plaintiff defense
    defence statement"""
)
"""Nouns and pronouns of those who speak."""
NO_SUBJECT = vocabulary("what this these those there as than nothing something everything it's")
SUBORDINATE = vocabulary(
    "if when while although though because as since after before unless once until whenever whether"
)
"""Words that open a clause which depends on another."""
