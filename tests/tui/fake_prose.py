"""Six invented articles for the screen's tests: a wire copy, a contradiction, a later update, hostile characters."""

from __future__ import annotations

from reviewer.model.article import BlockClass as B

STORM = [
    (B.HEADLINE, "Storm closes two berths at Brennick harbour"),
    (B.BYLINE, "By Ilse Marrant"),
    (
        B.BODY,
        "BRENNICK (Tidewire) - The storm that crossed the strait on Sunday damaged more than 140 moored boats and closed "
        "two of the six berths at Brennick harbour, the port authority said on Monday.",
    ),
    (
        B.BODY,
        "Harbour master Odile Renske said the eastern breakwater had lost 35 metres of its crest. Repairs will cost "
        "about 4.2 million crowns and take until October, she said.",
    ),
    (
        B.BODY,
        "Some 9,000 passengers a week cross from Brennick to the island of Sonder in summer. The ferry company moved "
        "its sailings to Port Ellis, 18 kilometres up the coast, and expects no cancellations.",
    ),
    (
        B.BODY,
        "No one was hurt. The authority had warned boat owners on Saturday evening, twelve hours before the storm.",
    ),
    (B.WIRE_CREDIT, "(Reporting by Ilse Marrant; Editing by Joss Feld)"),
    (B.WIDGET, "Read more: the five best beaches near Brennick"),
]
COPY = [
    (B.HEADLINE, "Brennick loses two berths in storm"),
    (
        B.BODY,
        "BRENNICK (Tidewire) - The storm that crossed the strait on Sunday damaged more than 140 moored boats and closed "
        "two of the six berths at Brennick harbour, the port authority said on Monday.",
    ),
    (
        B.BODY,
        "Harbour master Odile Renske said the eastern breakwater had lost 35 metres of its crest. Repairs will cost "
        "about 4.2 million crowns and take until October, she said.",
    ),
    (B.WIRE_CREDIT, "(Reporting by Ilse Marrant; Editing by Joss Feld)"),
]
RIVAL = [
    (B.HEADLINE, "“We told them”: yacht owners blame the port"),
    (
        B.BODY,
        "Sunday's storm put four of the six berths at Brennick out of use, according to the Sonder Yacht Club, which "
        "counted 212 damaged boats along the east quay.",
    ),
    (
        B.BODY,
        "Club chairman Piet Olun said the breakwater had not been inspected since 2019. The port authority did not "
        "answer questions on Tuesday.",
    ),
    (B.BODY, "Insurance assessors put the damage to boats alone at between 2 and 3 million crowns."),
]
UPDATE = [
    (B.HEADLINE, "Brennick reopens one berth"),
    (
        B.BODY,
        "One of the two berths that the storm closed at Brennick harbour reopened on Thursday, the port authority said. "
        "The breakwater repair will now cost 5.1 million crowns, it added.",
    ),
    (B.BODY, "The second berth stays closed until divers have checked its foundations."),
]
COUNCIL = [
    (B.HEADLINE, "Council votes on harbour levy"),
    (
        B.BODY,
        "Sonder council voted 11 to 4 on Wednesday to keep the harbour levy at 3 percent for two more years. The levy "
        "brought in 1.8 million crowns last year, the treasurer said.",
    ),
    (B.BODY, "Opponents called the levy a tax on fog. It was introduced in 2014."),
]
HOSTILE = [
    (B.HEADLINE, "Notes [red]from[/red] the \x1b]0;owned\x07quay"),
    (
        B.BODY,
        "The crane lifts 40\x1b[2J tonnes, \u202eeht rotarepo\u202c said, and [/b] the scale is \x9b31m exact to "
        "one\u200b percent.\tIt was built in 1987 [sic] by 北港重工 for the coal quay.",
    ),
]
