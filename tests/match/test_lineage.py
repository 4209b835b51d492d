"""How two articles are related."""

import random

import pytest

from reviewer.match import wire
from reviewer.match.lineage import ArticleSide, informants_of, lineage, suspects
from reviewer.match.shingles import sketch
from reviewer.model.article import Metadata
from reviewer.model.claim import Claim, Claimant, ClaimantRole, ClaimKind
from reviewer.model.lineage import LineageKind
from reviewer.model.span import Span

NOUNS = [
    "dam",
    "leak",
    "valley",
    "council",
    "engineer",
    "gate",
    "lake",
    "road",
    "school",
    "mayor",
    "tunnel",
    "wall",
    "water",
    "house",
    "night",
    "list",
    "room",
    "clinic",
]
VERBS = [
    "opened",
    "closed",
    "forced",
    "moved",
    "counted",
    "cleared",
    "shut",
    "held",
    "found",
    "told",
    "asked",
    "lowered",
]


def story(seed, sentences=20):
    chance = random.Random(seed)
    words = ["".join(chance.choices("abdegiklmnoprstu", k=6)) for _ in range(400)]
    return [
        f"The {chance.choice(NOUNS)} {chance.choice(VERBS)} {' '.join(chance.choices(words, k=12))}."
        for _ in range(sentences)
    ]


def side(name, lines, **items):
    informants = items.pop("informants", ())
    return ArticleSide(name, " ".join(lines), Metadata(**items), (), informants)


def kind(left, right, **options):
    return lineage(left, right, **options).kind


def test_the_same_words_are_the_same_text_and_say_where():
    found = lineage(side("a", story(1)), side("b", ["Our own headline.", *story(1)]))
    assert found.kind is LineageKind.SAME_TEXT
    assert found.share == 1.0
    assert (
        found.signs[0].words == "100% of the first stands in the second, 99% of the second in the first"
        or found.signs[0].left
    )
    assert found.signs[0].left[0].start == 0


def test_a_cut_copy_is_the_same_text():
    assert kind(side("a", story(1)), side("b", story(1)[:7])) is LineageKind.SAME_TEXT


def test_a_lightly_edited_copy_is_the_same_text_and_a_third_quoted_is_a_rewrite():
    chance = random.Random(3)
    edited = [" ".join("changed" if chance.random() < 0.06 else w for w in line.split()) for line in story(1)]
    assert kind(side("a", story(1)), side("b", edited)) is LineageKind.SAME_TEXT
    assert kind(side("a", story(1)), side("b", [*story(1)[:6], *story(2)[:14]])) is LineageKind.REWRITE


def test_two_stories_of_one_agency_are_that_and_no_more():
    left = side("a", story(1), dateline="CARROW (Reuters)")
    right = side("b", ["As reported by Reuters, a dam leaks.", *story(2)])
    found = lineage(left, right)
    assert found.kind is LineageKind.SAME_AGENCY
    assert "Reuters" in found.signs[0].words


def test_many_matched_claims_make_two_stories_of_one_agency_a_rewrite():
    left, right = side("a", story(1), byline="Reuters"), side("b", story(2), byline="Reuters staff")
    assert kind(left, right, matched=0.5) is LineageKind.REWRITE
    assert kind(left, right, matched=0.2) is LineageKind.SAME_AGENCY


def test_one_named_informant_is_a_link_and_an_unnamed_one_is_none():
    named = side("a", story(1), informants=("Mara Teld",)), side("b", story(2), informants=("Mara Teld",))
    assert kind(*named) is LineageKind.SAME_INFORMANT
    assert kind(side("a", story(1)), side("b", story(2))) is LineageKind.NO_LINK_FOUND


def test_a_text_too_short_to_tell_is_unknown():
    assert kind(side("a", story(1)), side("b", ["A dam leaks."])) is LineageKind.UNKNOWN
    assert kind(side("a", []), side("b", [])) is LineageKind.UNKNOWN


def test_the_order_of_calling_changes_nothing():
    left, right = side("a", story(1)), side("b", story(1)[:9])
    assert lineage(left, right) == lineage(right, left)
    assert (lineage(right, left).left, lineage(right, left).right) == ("a", "b")


def test_the_machine_never_calls_two_articles_independent():
    kinds = {kind(side("a", story(i)), side("b", story(i + 1))) for i in range(5)}
    assert LineageKind.INDEPENDENT not in kinds


def test_furniture_outside_the_body_is_no_copy():
    footer = " ".join(story(9, 12))
    bodies = [" ".join(story(i, 12)) for i in (1, 2)]
    sides = [
        ArticleSide(name, f"{body} {footer}", Metadata(), (Span(0, len(body)),))
        for name, body in zip("ab", bodies, strict=True)
    ]
    assert kind(*sides) is LineageKind.NO_LINK_FOUND


def informant(name, **items):
    return Claimant(ClaimantRole.INFORMANT, name, **items)


def claim(*claimants):
    span = Span(0, 5)
    return Claim("c", "a", "v", span, "words", span, ClaimKind.FACT, "sentence", claimants=claimants)


def test_only_named_and_settled_informants_count():
    found = informants_of(
        [
            claim(Claimant(ClaimantRole.PUBLISHER, "Harbour Courier"), informant("Mara Teld")),
            claim(informant("officials"), informant("the ministry", open=True)),
            claim(informant("Mara Teld"), informant("the Orrin Dam Authority")),
        ]
    )
    assert found == ("Mara Teld", "the Orrin Dam Authority")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("SHANGHAI (Reuters) – China’s supervisors have acted.", "Reuters"),
        ("As reported by Reuters, authorities have acted.", "Reuters"),
        ("PARIS (AFP) - Ministers met.", "AFP"),
        ("The Associated Press reported on Monday that it rained.", "AP"),
        ("It rained, according to Xinhua.", "Xinhua"),
        ("It rained.\n(Reporting by Ann Roe; Editing by Tom Bell)", "Reuters"),
        ("It rained.\nSource: dpa", "dpa"),
    ],
)
def test_an_agency_is_known_by_its_signs(text, agency):
    assert agency in wire.agencies(text, Metadata())


@pytest.mark.parametrize(
    "text", ["He met the PA to the mayor.", "A tass of tea.", "The AP exam is hard.", "Reuters hired a cook."]
)
def test_a_mere_mention_is_no_sign(text):
    assert wire.agencies(text, Metadata()) == {}


@pytest.mark.parametrize(("name", "named"), [("officials", False), ("the ministry", False), ("Teld", True), ("the Orrin Dam Authority", True),
                                             ("Officials", False), ("police", False), ("The Ministry of Water", True)])  # fmt: skip
def test_a_name_is_told_from_a_description(name, named):
    assert wire.is_named(name) is named


class Index:
    def __init__(self, texts):
        self.sketches = [sketch(side(str(i), text).shingles) for i, text in enumerate(texts)]

    def sketch_postings(self, hashes):
        return {h: [i for i, s in enumerate(self.sketches) if h in s] for h in hashes}


def test_suspects_are_those_that_share_text():
    texts = [story(1, 60), story(2, 60), [*story(1, 60)[:25], *story(3, 30)]]
    index = Index(texts)
    sizes = {i: len(s) for i, s in enumerate(index.sketches)}
    found = suspects(index, side("x", texts[0]).shingles, sizes, articles=3)
    assert set(found) == {0, 2}
