"""Whose company claims are: of a generation, kept while it serves, and given up where a member goes."""

from __future__ import annotations

import pytest

from reviewer.store.corpus import Stamp
from reviewer.store.database import Database
from tests.store.store_tools import Made, make_article


@pytest.fixture
def three(database: Database) -> tuple[Made, Made, Made]:
    """Three articles, frozen, and matched."""
    made = make_article(1), make_article(2), make_article(3)
    for each in made:
        each.put(database)
    database.corpus.index().refreeze()
    for each in made:
        database.corpus.replace_matches(each.id, (), matcher=7)
    return made


def matched(database: Database, made: Made) -> int:
    return database.corpus.stamps()[made.id].matcher


def companies(database: Database, *made: Made, generation: int = 1, version: int = 1) -> dict[str, tuple[str, ...]]:
    return database.corpus.companies([c for each in made for c in each.ids()], generation=generation, version=version)


def test_the_reference_is_what_a_generation_was_frozen_with(database: Database, three: tuple[Made, Made, Made]) -> None:
    make_article(4).put(database)
    numbers = set(database.corpus.index().numbers_of([claim for each in three for claim in each.ids()]).values())
    assert database.corpus.reference(1) == numbers
    database.corpus.index().refreeze()
    assert len(database.corpus.reference(2)) == len(numbers) + 3
    assert database.corpus.reference(1) == frozenset()


def test_company_is_kept_in_order_and_none_is_known_as_well(database: Database, three: tuple[Made, Made, Made]) -> None:
    first, second, third = three
    own, lone = first.ids()[:2]
    members = (third.ids()[2], second.ids()[0])
    database.corpus.put_companies({own: members, lone: ()}, generation=1, version=1)
    assert companies(database, *three) == {own: members, lone: ()}


def test_company_of_another_generation_or_another_notion_of_it_is_not_told(
    database: Database, three: tuple[Made, Made, Made]
) -> None:
    first, second, _ = three
    found = {first.ids()[0]: (second.ids()[0],)}
    database.corpus.put_companies(found, generation=2, version=1)
    assert companies(database, *three) == companies(database, *three, generation=2) == {}, "it does not serve"
    database.corpus.put_companies(found, generation=1, version=1)
    assert companies(database, *three, version=2) == {}
    database.corpus.put_companies({}, generation=1, version=2)
    assert companies(database, *three, version=2) == companies(database, *three) == {}
    database.corpus.put_companies(found, generation=1, version=2)
    database.corpus.index().refreeze()
    assert companies(database, *three, generation=1, version=2) == {}


@pytest.mark.parametrize("way", ["gone", "unlisted", "earlier text"])
def test_where_a_member_goes_its_article_is_matched_again_and_others_are_not(
    database: Database, three: tuple[Made, Made, Made], way: str
) -> None:
    first, second, third = three
    goes = second.ids()[0]
    database.corpus.put_companies(
        {first.ids()[0]: (goes, third.ids()[0]), third.ids()[0]: (first.ids()[1],)}, generation=1, version=1
    )
    n = database.corpus.index().numbers_of([goes])[goes]
    if way == "gone":
        second.put(database, claims=second.claims[1:])
    elif way == "unlisted":
        database.corpus.set_listed(second.id, second.ids()[1:])
    else:
        later = make_article(2, 4)
        database.put_blobs({later.text_sha256: later.text.encode()})
        database.corpus.put_article(later.entry())
        database.corpus.replace_article_claims(second.id, Stamp(later.version, 1), [*later.claims, second.claims[0]])
    assert n not in database.corpus.reference(1)
    assert companies(database, first, third) == {third.ids()[0]: (first.ids()[1],)}
    assert (matched(database, first), matched(database, third)) == (0, 7)
    if way == "unlisted":
        database.corpus.set_listed(second.id, second.ids())
        assert n not in database.corpus.reference(1), "listed again, it waits for the next generation"
