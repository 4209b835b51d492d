from __future__ import annotations

from dataclasses import replace

import pytest

from reviewer.errors import NotFound
from reviewer.match.candidates import nearest
from reviewer.model.article import BlockClass
from reviewer.model.comparison import Outcome
from reviewer.model.lineage import Lineage, LineageKind, Sign
from reviewer.model.span import Span
from reviewer.model.verdict import About, Status, Value
from reviewer.store.corpus import BlockRow, Corpus, IndexedClaim, Stamp
from reviewer.store.database import Database
from reviewer.store.decisions import ClaimStatus
from tests.store.store_tools import article_text, make_article, make_match


def test_an_article_is_given_back_as_it_was_put_in(database: Database) -> None:
    made = make_article(1)
    made.put(database)
    row = database.corpus.article(made.id)
    assert row is not None
    assert (row.number, row.id, row.key, row.aliases) == (1, made.id, made.key, ("alias 1",))
    assert row.metadata == made.article.metadata
    assert (row.version, row.text_sha256, row.reader, row.length) == (
        made.version,
        made.text_sha256,
        "plain",
        len(made.text),
    )
    assert (row.claims, row.in_project, row.rank) == (3, True, 0)
    assert row == database.corpus.article_by_number(1)
    assert row == database.corpus.article_by_key(made.key) == database.corpus.article_by_key("alias 1")
    assert (row,) == database.corpus.articles_with_prefix(made.id[:6])


def test_unknown_things_are_none(database: Database) -> None:
    corpus = database.corpus
    assert corpus.article("x" * 26) is None
    assert corpus.claim("x" * 26) is None
    assert corpus.entry("x" * 26) is None
    assert corpus.claims_of_article("x" * 26) == ()
    assert corpus.match("x" * 26, "y" * 26) is None
    assert corpus.lineage("x" * 26, "y" * 26) is None
    assert corpus.matches_of_article("x" * 26) == ()
    assert corpus.marks("x" * 26) == ()
    for number in ("", "3", "1.", ".1", "1.1.1", "1.x", "-1.2", "1." + "9" * 40, "١.١"):
        assert corpus.claim_by_number(number) is None


def test_claims_come_back_whole_in_text_order(database: Database) -> None:
    made = make_article(1)
    changes = made.put(database)
    assert changes.added == made.ids()
    entries = database.corpus.claims_of_article(made.id)
    assert [entry.claim for entry in entries] == [item.claim for item in made.claims]
    assert [entry.number for entry in entries] == ["1.1", "1.2", "1.3"]
    assert [entry.ordinal for entry in entries] == [0, 1, 2]
    assert database.corpus.claim_by_number("1.2") == made.ids()[1]
    assert database.corpus.claims_with_prefix(made.ids()[0][:8]) == (made.ids()[0],)


def test_short_numbers_follow_arrival_and_are_never_given_twice(database: Database) -> None:
    made = make_article(1, 4)
    a, b, c, d = made.claims
    made.put(database, claims=[b, d])
    made.put(database, claims=[a, b, c])
    numbers = {entry.claim.id: entry.number for entry in database.corpus.claims_of_article(made.id)}
    assert numbers == {b.claim.id: "1.1", a.claim.id: "1.3", c.claim.id: "1.4"}
    made.put(database, claims=[d])
    assert database.corpus.claims_of_article(made.id)[0].number == "1.2"


def test_short_numbers_survive_a_dropped_corpus(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    first.put(database)
    second.put(database)
    numbers = [entry.number for entry in database.corpus.claims_of_article(second.id)]
    database.corpus.drop()
    assert database.corpus.counts().claims == 0
    assert database.search.claims("bridge") == ()
    second.put(database)
    first.put(database)
    assert [entry.number for entry in database.corpus.claims_of_article(second.id)] == numbers
    assert [row.number for row in database.corpus.articles()] == [1, 2]
    assert database.corpus.claim_by_number("2.1") == second.ids()[0]


def test_replacing_tells_what_came_stayed_and_went(database: Database) -> None:
    made = make_article(1, 4)
    a, b, c, d = made.claims
    made.put(database, claims=[a, b])
    changes = made.put(database, claims=[b, c, d])
    assert (changes.added, changes.kept, changes.removed) == (
        (c.claim.id, d.claim.id),
        (b.claim.id,),
        (a.claim.id,),
    )
    assert database.corpus.claim(a.claim.id) is None
    assert database.search.claims("day 0") == ()


def test_a_claim_that_stays_takes_its_new_record(database: Database) -> None:
    made = make_article(1, 2)
    made.put(database)
    item = made.claims[0]
    changed = IndexedClaim(replace(item.claim, score=0.9, needs_context="pronoun"), item.terms, dim=True)
    made.put(database, claims=[changed, made.claims[1]])
    entry = database.corpus.entry(item.claim.id)
    assert entry is not None
    assert (entry.claim.score, entry.claim.needs_context, entry.dim) == (0.9, "pronoun", True)


def test_what_does_not_belong_is_refused_and_nothing_is_changed(database: Database) -> None:
    made, other = make_article(1), make_article(2)
    made.put(database)
    with pytest.raises(ValueError, match="another article"):
        made.put(database, claims=other.claims)
    with pytest.raises(ValueError, match="twice"):
        made.put(database, claims=[made.claims[0], made.claims[0]])
    with pytest.raises(NotFound):
        database.corpus.replace_article_claims(other.id, Stamp("v", 1), other.claims)
    with pytest.raises(ValueError, match="rank"):
        database.corpus.set_rank(made.id, 1 << 30)
    assert len(database.corpus.claims_of_article(made.id)) == 3


def test_a_text_that_is_not_there_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="blob"):
        database.corpus.put_article(make_article(1).entry())
    assert database.corpus.articles() == ()


def test_stamps_tell_what_an_article_was_made_with(database: Database) -> None:
    made = make_article(1)
    database.put_blobs({made.text_sha256: made.text.encode()})
    database.corpus.put_article(made.entry())
    assert database.corpus.stamps() == {}
    database.corpus.replace_article_claims(made.id, Stamp(made.version, 3, detail="blocks 7"), made.claims)
    assert database.corpus.stamps() == {made.id: Stamp(made.version, 3, 0, "blocks 7")}
    database.corpus.replace_matches(made.id, (), matcher=2)
    assert database.corpus.stamps() == {made.id: Stamp(made.version, 3, 2, "blocks 7")}
    assert database.corpus.stamp(made.id) == Stamp(made.version, 3, 2, "blocks 7")
    assert database.corpus.stamp("x" * 26) is None


def test_blocks_are_replaced_with_the_claims(database: Database) -> None:
    made = make_article(1)
    made.put(database)
    blocks = (BlockRow(Span(0, 9), BlockClass.HEADLINE), BlockRow(Span(10, 20), BlockClass.WIDGET, "p1"))
    database.corpus.replace_article_claims(made.id, Stamp(made.version, 1), made.claims, blocks=blocks)
    assert database.corpus.blocks(made.id) == blocks
    made.put(database)
    assert database.corpus.blocks(made.id) == ()


def test_leaving_the_project_is_marked_and_nothing_is_lost(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    first.put(database)
    second.put(database)
    database.corpus.set_in_project([second.id])
    assert [row.in_project for row in database.corpus.articles()] == [False, True]
    assert database.corpus.counts().articles == 1
    assert len(database.corpus.claims_of_article(first.id)) == 3


def test_marks_show_status_and_value(database: Database) -> None:
    made = make_article(1)
    made.put(database)
    claim = made.ids()[1]
    status = ClaimStatus(claim, About.CONTENT, Status.DECIDED, Value.REFUTED)
    database.decisions.set_claim_status([status])
    marks = database.corpus.marks(made.id)
    assert [(mark.claim, mark.status, mark.value) for mark in marks] == [
        (made.ids()[0], Status.OPEN, None),
        (claim, Status.DECIDED, Value.REFUTED),
        (made.ids()[2], Status.OPEN, None),
    ]
    assert [mark.span.of(made.text) for mark in marks] == made.text.split("\n")


def test_unlisted_claims_keep_their_row_but_no_postings_and_no_matches(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    first.put(database)
    second.put(database)
    one, other = first.ids()[0], second.ids()[0]
    database.corpus.put_matches([make_match(one, other)])
    database.corpus.set_listed(first.id, first.ids()[1:])
    assert database.corpus.claim(one) is not None
    assert [entry.claim.id for entry in database.corpus.claims_of_article(first.id)] == list(first.ids()[1:])
    assert len(database.corpus.claims_of_article(first.id, listed=False)) == 3
    assert database.corpus.match(one, other) is None
    assert database.corpus.index().size == database.corpus.counts().claims == 5
    database.corpus.put_matches([make_match(one, other)])
    assert database.corpus.match(one, other) is None
    database.corpus.set_listed(first.id, first.ids())
    assert database.corpus.index().size == 6


def index_of(corpus: Corpus) -> dict[str, list[str]]:
    """The whole index as ids of claims by term, as the database has it."""
    index = corpus.index()
    terms = {term for made in (1, 2) for term in article_text(made, 4).lower().replace(".", " ").split()}
    found = index.postings(terms)
    assert index.lengths({n for claims in found.values() for n in claims}) == {
        n: len(index.terms_of(claim)) for n, claim in index.claims_of({n for c in found.values() for n in c}).items()
    }
    names = index.claims_of({n for claims in found.values() for n in claims})
    return {term: sorted(names[n] for n in claims) for term, claims in found.items()}


def test_postings_follow_the_listed_claims(database: Database) -> None:
    first, second = make_article(1, 4), make_article(2, 4)

    def wanted(*items: IndexedClaim) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for item in items:
            for term in set(item.terms):
                found.setdefault(term, []).append(item.claim.id)
        return {term: sorted(claims) for term, claims in found.items()}

    first.put(database)
    second.put(database)
    assert index_of(database.corpus) == wanted(*first.claims, *second.claims)
    first.put(database, claims=first.claims[2:])
    assert index_of(database.corpus) == wanted(*first.claims[2:], *second.claims)
    database.corpus.set_listed(second.id, second.ids()[:1])
    assert index_of(database.corpus) == wanted(*first.claims[2:], second.claims[0])


def test_the_index_serves_the_choice_of_candidates(database: Database) -> None:
    first, second = make_article(1, 6), make_article(11, 6)
    first.put(database)
    second.put(database)
    index = database.corpus.index()
    item = first.claims[3]
    numbers = index.numbers_of(first.ids())
    own = index.article_of(numbers[item.claim.id])
    (found,) = nearest(index, [item.terms], index.weights(), exclude=lambda n: index.article_of(n) == own)
    best = index.claims_of([found[0].number])[found[0].number]
    assert best in second.ids()
    assert index.terms_of(item.claim.id) == item.terms
    assert index.terms_of("x" * 26) == ()


def test_weights_are_frozen_until_taken_anew(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    index = database.corpus.index()
    assert (index.generation, index.weights().claims) == (0, 0)
    first.put(database)
    frozen = index.refreeze()
    assert (frozen.generation, frozen.articles, frozen.claims) == (1, 1, 3)
    assert frozen.counts.get("met") == 3
    assert frozen.counts.get("unheard") is None
    second.put(database)
    again = index.weights()
    assert (again.claims, again.counts.get("met"), len(again.counts)) == (3, 3, len(frozen.counts))
    assert index.refreeze().counts.get("met") == 6
    assert index.generation == 2
    assert set(index.weights().counts) >= {"met", "bridge", "tower"}


def test_matches_are_found_from_both_sides_best_first(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    first.put(database)
    second.put(database)
    a, b = first.ids()[:2]
    x, y = second.ids()[:2]
    matches = [
        make_match(a, x, score=0.4),
        make_match(a, y, score=0.8, outcome=Outcome.CONTRADICTS),
        make_match(a, b, score=0.5, inner=True),
        make_match(b, y, score=0.2, offered=False),
    ]
    database.corpus.replace_matches(first.id, matches, matcher=1)
    assert database.corpus.match(x, a) == database.corpus.match(a, x) == matches[0]
    assert database.corpus.matches_of_claim(a) == (matches[1], matches[2], matches[0])
    assert database.corpus.matches_of_claim(a, inner=False) == (matches[1], matches[0])
    assert database.corpus.matches_of_claim(y) == (matches[1], matches[3])
    assert database.corpus.matches_of_claim(y, offered=True) == (matches[1],)
    assert database.corpus.matches_of_claim(a, limit=1) == (matches[1],)
    assert len(database.corpus.matches_of_article(second.id)) == 3
    assert database.corpus.counts().matches == 2


def test_matching_an_article_again_replaces_all_its_pairs_from_both_sides(database: Database) -> None:
    first, second, third = make_article(1), make_article(2), make_article(3)
    for made in (first, second, third):
        made.put(database)
    database.corpus.replace_matches(first.id, [make_match(first.ids()[0], second.ids()[0])], matcher=1)
    kept = make_match(first.ids()[1], third.ids()[1])
    database.corpus.replace_matches(third.id, [kept], matcher=1)
    database.corpus.replace_matches(second.id, [], matcher=1)
    assert database.corpus.matches_of_article(first.id) == (kept,)


def test_matches_of_a_claim_that_goes_go_with_it(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    first.put(database)
    second.put(database)
    pairs = [make_match(first.ids()[i], second.ids()[i]) for i in range(3)]
    database.corpus.put_matches(pairs)
    first.put(database, claims=first.claims[1:])
    assert set(database.corpus.matches_of_article(second.id)) == set(pairs[1:])


def test_a_match_put_again_is_replaced(database: Database) -> None:
    first, second = make_article(1), make_article(2)
    first.put(database)
    second.put(database)
    one, other = first.ids()[0], second.ids()[0]
    database.corpus.put_matches([make_match(one, other, score=0.3)])
    better = make_match(one, other, score=0.7)
    database.corpus.put_matches([better])
    assert database.corpus.matches_of_claim(one) == (better,)


def test_lineages_are_kept_by_pair(database: Database) -> None:
    made = [make_article(number) for number in (1, 2, 3)]
    for one in made:
        one.put(database)
    ids = sorted(one.id for one in made)
    lineage = Lineage(ids[0], ids[1], LineageKind.SAME_TEXT, (Sign("same words", (Span(0, 4),)),), 0.98)
    other = Lineage(ids[1], ids[2], LineageKind.NO_LINK_FOUND)
    database.corpus.put_lineages([lineage, other, Lineage(ids[0], "z" * 26, LineageKind.UNKNOWN)])
    assert database.corpus.lineage(ids[1], ids[0]) == lineage
    assert set(database.corpus.lineages()) == {lineage, other}
    assert database.corpus.lineages(ids[0]) == (lineage,)
    database.corpus.put_lineages([replace(lineage, kind=LineageKind.REWRITE)])
    found = database.corpus.lineage(*ids[:2])
    assert found is not None
    assert found.kind is LineageKind.REWRITE
    database.corpus.drop_lineages(ids[0])
    assert database.corpus.lineages() == (other,)


def test_articles_that_share_shingles_are_found_most_first(database: Database) -> None:
    made = [make_article(number) for number in (1, 2, 3)]
    big = (1 << 64) - 1
    shingles = [{1, 2, 3, big}, {2, 3, big}, {3, 77}]
    for one, hashes in zip(made, shingles, strict=True):
        one.put(database)
        database.corpus.replace_article_claims(one.id, Stamp(one.version, 1), one.claims, shingles=hashes)
    found = database.corpus.similar_articles(shingles[0], without=made[0].id)
    assert found == ((made[1].id, 3), (made[2].id, 1))
    database.corpus.replace_article_claims(made[1].id, Stamp("v", 1), made[1].claims, shingles={77})
    assert database.corpus.similar_articles(shingles[0], without=made[0].id) == ((made[2].id, 1),)
    assert database.corpus.similar_articles(set()) == ()


def test_shingles_that_everybody_has_are_passed_over(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    from reviewer.store import postings

    monkeypatch.setattr(postings, "MIN_SHINGLE_CAP", 2)
    made = [make_article(number) for number in range(4)]
    for number, one in enumerate(made):
        one.put(database)
        hashes = {1, 2} if number < 2 else {1}
        database.corpus.replace_article_claims(one.id, Stamp(one.version, 1), one.claims, shingles=hashes)
    assert database.corpus.similar_articles({1, 2}, without=made[0].id) == ((made[1].id, 1),)


def test_a_new_version_keeps_the_article_and_its_number(database: Database) -> None:
    old = make_article(1, 2)
    old.put(database)
    new = make_article(1, text=old.text + "\nThe bridge opened again on day 9.")
    changes = new.put(database)
    row = database.corpus.article(new.id)
    assert row is not None
    assert (row.number, row.version, row.claims) == (1, new.version, 3)
    assert len(changes.removed) == 2
    version = database.corpus.version(old.version)
    assert version is not None
    assert (version.article, version.text_sha256) == (old.id, old.text_sha256)
    assert database.corpus.version("x" * 26) is None


def test_an_error_in_the_middle_leaves_the_article_as_it_was(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.store import postings

    made = make_article(1)
    made.put(database)
    before = index_of(database.corpus)

    def failing(*args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(postings, "write_shingles", failing)
    with pytest.raises(KeyboardInterrupt):
        made.put(database, claims=made.claims[:1])
    monkeypatch.undo()
    assert len(database.corpus.claims_of_article(made.id)) == 3
    assert index_of(database.corpus) == before
    assert database.faults() == []
