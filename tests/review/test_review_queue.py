"""What comes next."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.review.queue import ArticleWork, QueueItem, article_order, next_open

items = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=12).map(
    lambda flags: [QueueItem(f"c{n}", *both) for n, both in enumerate(flags)]
)


def test_mine_come_first_then_nobodys_then_other_peoples():
    works = [
        ArticleWork("theirs", 1, 1, assigned="bo"),
        ArticleWork("nobodys", 2, 1),
        ArticleWork("mine", 3, 1, assigned="ada"),
    ]
    assert article_order(works, "ada") == ["mine", "nobodys", "theirs"]


def test_articles_that_others_contradict_come_before_arrival():
    works = [ArticleWork("quiet", 1, 9), ArticleWork("contradicted", 2, 1, disagreeing=1)]
    assert article_order(works) == ["contradicted", "quiet"]


def test_how_many_contradict_does_not_move_an_article():
    works = [ArticleWork("a", 1, 9, disagreeing=1), ArticleWork("b", 2, 9, disagreeing=5)]
    assert article_order(works) == ["a", "b"]


def test_what_is_signed_off_or_done_comes_last():
    works = [ArticleWork("off", 1, 2, signed_off=True), ArticleWork("done", 2, 0), ArticleWork("open", 3, 1)]
    assert article_order(works) == ["open", "off", "done"]


def test_next_goes_on_in_order_and_wraps_round():
    queue = [QueueItem("a", True), QueueItem("b", False), QueueItem("c", True)]
    assert [next_open(queue, at) for at in (None, "a", "c", "gone")] == ["a", "c", "a", "a"]


def test_postponed_comes_only_when_nothing_else_is_open():
    queue = [QueueItem("a", True, postponed=True), QueueItem("b", True)]
    assert next_open(queue) == "b"
    assert next_open(queue[:1]) == "a"


def test_nothing_open_is_none():
    assert next_open([]) is None
    assert next_open([QueueItem("a", False)]) is None


@given(items)
def test_judging_what_comes_next_reaches_every_open_claim_once(queue):
    judged, at = [], None
    while (at := next_open(queue, at)) is not None:
        judged.append(at)
        queue = [QueueItem(i.id, i.open and i.id != at, i.postponed) for i in queue]
    assert len(judged) == len(set(judged))
    assert not any(item.open for item in queue)
