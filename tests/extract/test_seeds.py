"""The two seed articles: every asserting sentence, every number, every source, every date. Read from $REVIEWER_SHARED."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reviewer.extract import claims, extract
from reviewer.model.article import BlockClass, Metadata
from reviewer.model.claim import ClaimantRole, ClaimKind
from reviewer.model.moment import MomentRole
from reviewer.model.quantity import Bound
from reviewer.text.sentences import split

A, B = "000_1bbbebec23586d91.txt", "002_b6b5bf5e12eae52e.txt"
XINHUA = "the official Xinhua news agency"
GUANGDONG = "the cyberspace administration in China’s southern province of Guangdong"
MIIT = "the Ministry of Industry and Information Technology (MIIT)"
ZHEJIANG = "China’s top cyber regulator, the Zhejiang provincial branch of the Cyberspace Administration of China (CAC)"


@pytest.fixture(scope="module", params=[A, B])
def seed(request, shared):
    return (shared / "seeds" / request.param).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seeds(shared, blocks_of):
    """The claims and the text of each seed."""
    found = {}
    for name in (A, B):
        text = (shared / "seeds" / name).read_text(encoding="utf-8")
        found[name] = (claims(text, blocks_of(text), Metadata(), "article", "version"), text)
    return found


def test_every_span_is_verbatim(seeds):
    for found, text in seeds.values():
        for claim in found:
            assert claim.span.of(text) == claim.quote
            assert claim.sentence.contains(claim.span)
            for quantity in claim.quantities:
                assert claim.sentence.contains(quantity.span)
            for moment in claim.moments:
                assert moment.span.of(text).strip()
            for name in claim.names:
                assert name.span.of(text) == name.text
            for claimant in claim.claimants:
                assert claimant.span is None or claimant.span.of(text).strip()


def test_every_asserting_sentence_gives_a_claim(seed, blocks_of):
    found = claims(seed, blocks_of(seed), Metadata(), "article", "version")
    claimed = {claim.sentence for claim in found}
    for block in blocks_of(seed):
        for sentence in split(seed, block.span.start, block.span.end):
            assert (sentence in claimed) == block.cls.gives_claims, sentence.of(seed)


def test_furniture_is_cut_but_not_listed(seed, blocks_of):
    blocks = blocks_of(seed)
    listed = [b.span for b in blocks if b.cls.gives_claims]
    found = claims(seed, blocks, Metadata(), "article", "version")
    assert all(any(span.contains(claim.span) for span in listed) for claim in found)
    cuts = extract(seed, blocks).cuts
    furniture = [b.span for b in blocks if b.cls in (BlockClass.FOOTER, BlockClass.ERROR)]
    assert all(any(span.contains(cut.span) for cut in cuts) for span in furniture)


NUMBERS = [
    (A, "more than 5,500 illegal apps", 5500, Bound.MORE_THAN, "apps", "illegal apps"),
    (A, "More than 1,600 mobile video apps", 1600, Bound.MORE_THAN, "apps", "mobile video apps"),
    (A, "Over 1,200 social apps", 1200, Bound.MORE_THAN, "apps", "social apps"),
    (A, "731 million people", 731_000_000, Bound.EXACT, "people", "people"),
    (A, "some of the biggest internet firms", None, Bound.VAGUE, "firms", "biggest internet firms"),
    (A, "many sites", None, Bound.VAGUE, "sites", "sites"),
    (B, "five websites", 5, Bound.EXACT, "websites", "websites"),
    (B, "Some of the websites", None, Bound.VAGUE, "websites", "websites"),
    (B, "19th National Congress", 19, Bound.EXACT, "congress", "National Congress"),
    (B, "dozens of local VPNs", 24, Bound.VAGUE, "vpns", "local VPNs"),
    (B, "five", 5, Bound.EXACT, "", ""),
]


@pytest.mark.parametrize(("name", "words", "value", "bound", "head", "phrase"), NUMBERS)
def test_every_number_has_value_bound_and_head(seeds, name, words, value, bound, head, phrase):
    found, text = seeds[name]
    (quantity, *_) = [q for c in found for q in c.quantities if q.span.of(text) == words]
    assert quantity.value == (None if value is None else Decimal(value))
    assert (quantity.bound, quantity.unit, quantity.head, quantity.phrase) == (bound, "", head, phrase)
    assert quantity.ordinal == (value == 19)


def test_no_other_numbers_are_found(seeds):
    for name in (A, B):
        found, text = seeds[name]
        got = {q.span.of(text) for c in found for q in c.quantities}
        assert got == {words for seed, words, *_ in NUMBERS if seed == name}


# The informants behind each claim, by its first words; "~" marks one that is carried over.
CHAINS_A = {
    "China launches": [],
    "China’s internet supervisors": [XINHUA],
    "The move is": [],
    "having launched": [],
    "allow users to bypass censorship": [],
    "More than 1,600": [GUANGDONG],
    "Over 1,200": ["~" + GUANGDONG],
    "others hacked": ["~" + GUANGDONG],
    "illegal apps had been": [GUANGDONG],
    "Tencent, China Mobile": [],
    "ZTE declined": [],
    "the apps violated": [GUANGDONG],
    "it would step up": [GUANGDONG],
    "The app purge": [],
    "allow users to bypass restrictions": [],
    "it is launching": [MIIT],
    "It ordered checks": ["~" + MIIT],
    "it was forbidden": [MIIT],
    "VPNs can be used": [],
    "China has the world": [],
    "is home to some": [],
    "The government also": [],
    "blocking many sites": [],
    "The MIIT asked": [],
}
CHAINS_B = {
    "China Warns": [],
    "authorities in China": ["Reuters"],
    "let users bypass": ["Reuters"],
    "These five websites": [ZHEJIANG],
    "Some of the websites": ["~" + ZHEJIANG],
    "CAC has given": [ZHEJIANG],
    "This is just yet": [],
    "China has taken": [],
    "Surveillance is planned": [],
    "In the recent time": [],
    "the sites failed": ["China"],
    "There have already": [],
    "furthered restrictions": [],
    "This is just a follow": [],
    "Earlier this summer": [],
    "sent out an order": [],
    "gave access": [],
    "Another law": [],
    "is expected to come": [],
    "will need": [],
    "On Chinese online": [],
    "Taobao forbids": ["An Alibaba spokeswoman"],
    "they firm screens": ["An Alibaba spokeswoman"],
    "The other sites": [],
    "The date of": [],
}


@pytest.mark.parametrize(("name", "chains"), [(A, CHAINS_A), (B, CHAINS_B)])
def test_claims_and_who_says_them(seeds, name, chains):
    found, _ = seeds[name]
    assert len(found) == len(chains), [c.quote for c in found]
    for claim in found:
        (expected,) = [names for words, names in chains.items() if claim.quote.startswith(words)]
        chain = [("~" if c.implicit else "") + c.name for c in claim.claimants]
        body = name == A and not claim.quote.startswith("China launches")
        assert chain == (["Reuters", *expected] if body else expected), claim.quote
        assert not any(c.open for c in claim.claimants)


def test_the_agency_of_the_dateline_and_of_as_reported_by(seeds):
    (first,) = [c for c in seeds[A][0] if c.quote.startswith("China’s internet")]
    assert [c.role for c in first.claimants] == [ClaimantRole.AGENCY, ClaimantRole.INFORMANT]
    (first,) = [c for c in seeds[B][0] if c.quote.startswith("authorities in China")]
    assert [c.role for c in first.claimants] == [ClaimantRole.AGENCY]


MOMENTS = [
    (A, "having launched", {("Monday", MomentRole.HAPPENED)}),
    (A, "More than 1,600", {("Monday", MomentRole.SAID)}),
    (A, "it is launching", {("Sunday", MomentRole.SAID)}),
    (A, "China has the world", {("now", MomentRole.HAPPENED)}),
    (B, "CAC has given", {("this Thursday", MomentRole.SAID)}),
    (B, "Surveillance is planned", {("later this year", MomentRole.HAPPENED)}),
    (B, "In the recent time", {("In the recent time", MomentRole.HAPPENED)}),
    (B, "There have already", {("in the past", MomentRole.HAPPENED)}),
    (B, "Earlier this summer", {("Earlier this summer", MomentRole.HAPPENED)}),
    (B, "sent out an order", {("Earlier this summer", MomentRole.HAPPENED)}),
    (B, "is expected to come", {("early 2018", MomentRole.HAPPENED)}),
]


def test_when_it_was_said_and_when_it_happened(seeds):
    for name in (A, B):
        found, text = seeds[name]
        expected = {words: moments for seed, words, moments in MOMENTS if seed == name}
        for claim in found:
            moments = {(m.span.of(text), m.role) for m in claim.moments}
            wanted = next((value for words, value in expected.items() if claim.quote.startswith(words)), set())
            assert moments == wanted, claim.quote


def test_without_a_date_of_the_article_relative_dates_stay_open(seeds):
    moments = [m for found, _ in seeds.values() for c in found for m in c.moments]
    relative = [m for m in moments if m.relative]
    assert relative
    assert all(m.first is None and m.why_open == "the article has no date" for m in relative)
    (early,) = {(m.first, m.last) for m in moments if not m.relative}
    assert early == ("2018-01-01", "2018-04-30")


def test_dates_resolve_against_the_date_of_the_article(shared, blocks_of, the_claim):
    text = (shared / "seeds" / A).read_text(encoding="utf-8")
    found = claims(text, blocks_of(text), Metadata(date="2017-07-25"), "article", "version")
    (said,) = the_claim(found, "it is launching").moments
    assert (said.first, said.last) == ("2017-07-23", "2017-07-23")


def test_kinds(seeds, the_claim):
    found, _ = seeds[A]
    notes = [c.quote for c in found if c.kind is ClaimKind.REPORTING_NOTE]
    assert [note.split()[0] for note in notes] == ["Tencent,", "ZTE"]
    assert the_claim(found, "it would step up").kind is ClaimKind.ANNOUNCEMENT
    assert the_claim(found, "it is launching").kind is ClaimKind.ANNOUNCEMENT
    assert the_claim(found, "China has the world").kind is ClaimKind.BACKGROUND
    assert the_claim(found, "More than 1,600").kind is ClaimKind.FACT
    found, _ = seeds[B]
    assert the_claim(found, "Surveillance is planned").kind is ClaimKind.ANNOUNCEMENT


def test_carried_subjects(seeds, the_claim):
    found, text = seeds[A]
    expected = {"having launched": ["Beijing"], "is home to": ["China"], "blocking many": ["The government"]}
    for words, carried in expected.items():
        assert [span.of(text) for span in the_claim(found, words).carried] == carried
    found, text = seeds[B]
    carried = {words: the_claim(found, words).carried for words in ("sent out an order", "furthered", "will need")}
    assert [[s.of(text) for s in spans] for spans in carried.values()] == [
        ["Earlier this summer", "regulators have"],
        ["China", "it has"],
        ["Another law"],
    ]


def test_claims_that_cannot_stand_alone_say_why(seeds):
    pointing = {
        c.quote.split(" is ")[0].split(" have ")[0] for found, _ in seeds.values() for c in found if c.needs_context
    }
    assert {"The move", "This", "These five websites"} <= pointing
    assert not any(c.needs_context for c in seeds[A][0] if c.quote.startswith(("More than", "China", "It ordered")))


def test_numbers_sort_before_notes_and_opinion(seeds, the_claim):
    found, _ = seeds[A]
    top = min(c.score for c in found if c.quantities and c.quantities[0].value)
    low = [the_claim(found, words).score for words in ("ZTE declined", "Tencent, China", "The government also")]
    assert max(low) < 0.5 < top
