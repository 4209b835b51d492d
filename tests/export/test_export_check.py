"""The offline check finds every change of a claims file, names the record, and the field where something tells it."""

from __future__ import annotations

import copy
import dataclasses
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.export import check, claims_file, yaml_text
from reviewer.export.reading import parse

OPTIONS = {"decided": False, "names": True, "private": True, "texts": True}


def written(example, kind="json", **options):
    draft = example.draft(**options)
    proof = example.proof(draft)
    return "".join(claims_file.chunks(kind, draft, proof)).encode()


@pytest.fixture(scope="module")
def whole(request):
    """A file with everything in it, and one with names, notes and texts withheld, each as its plain value."""
    build = request.getfixturevalue("module_example")
    return {
        "all": json.loads(written(build(), **OPTIONS)),
        "withheld": json.loads(written(build())),
    }


def checked(value) -> tuple[check.Finding, ...]:
    """The findings on a file with this content, without the detour over text."""
    header = {key: item for key, item in value.items() if key not in ("claims", "proof")}
    file = parse(json.dumps({"format": "reviewer.claims/1", "claims": []}).encode(), "x.json")
    return check.check_claims(
        dataclasses.replace(file, header=header, claims=tuple(value["claims"]), proof=value["proof"])
    )


def leaves(value, path=()):
    """Every place of a leaf: text, number, boolean, null, or an empty list or object."""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list) and value:
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))
    else:
        yield path


def at(value, path):
    for step in path:
        value = value[step]
    return value


def put(value, path, leaf):
    """A copy with another leaf; only what lies on the path is copied."""
    if not path:
        return leaf
    part = copy.copy(value)
    part[path[0]] = put(value[path[0]], path[1:], leaf)
    return part


def other(leaf):
    """Another value of the same sort, as close to it as there is one."""
    if isinstance(leaf, bool):
        return not leaf
    if isinstance(leaf, int):
        return leaf + 1
    if isinstance(leaf, str):
        return leaf[:-1] + ("1" if leaf[-1:] != "1" else "2") if leaf else "x"
    return "x"


@pytest.mark.parametrize("name", ["all", "withheld"])
def test_an_untouched_file_is_proved(whole, name):
    assert check.worst(checked(whole[name])) is True


@pytest.mark.parametrize("name", ["all", "withheld"])
def test_every_single_changed_leaf_is_found_and_its_record_named(whole, name):
    value = whole[name]
    unseen = []
    for path in leaves(value):
        changed = put(value, path, other(at(value, path)))
        findings = [found for found in checked(changed) if found.ok is False]
        record = changed["claims"][path[1]]["claim"] if path[0] == "claims" else ""
        if not findings or (record and not any(found.record == record for found in findings)):
            unseen.append(path)
    assert unseen == []


@pytest.mark.parametrize("leaf", [None, 1.5, {}, [[1]]], ids=str)
def test_another_sort_of_value_is_found_and_never_an_exception(whole, leaf):
    value = whole["withheld"]
    for path in list(leaves(value))[::2]:
        if at(value, path) != leaf:
            assert check.worst(checked(put(value, path, leaf))) is False, path


JUDGED = ("event", "person", "at", "about", "round", "value", "rationale", "private", "difference", "seen")


def test_every_changed_field_of_a_judgement_is_named(whole):
    value = whole["all"]
    named = 0
    for number, claim in enumerate(value["claims"]):
        for key in ("verdicts", "adjudications", "notes"):
            for place, entry in enumerate(claim.get(key, ())):
                for field in set(JUDGED) & entry.keys():
                    changed = put(value, ("claims", number, key, place, field), other(entry[field]))
                    fields = {found.field for found in checked(changed) if found.ok is False}
                    assert f"{key}[{place}].{field}" in fields
                    named += 1
    assert named > 30


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("claims", 0, "quote"), "quote"),
        (("claims", 0, "prefix"), "prefix"),
        (("claims", 0, "span", 1), "claim"),
        (("claims", 0, "version", "text_sha256"), "version.text_sha256"),
        (("claims", 0, "version", "reader"), "version.reader"),
        (("claims", 0, "article", "key"), "article.id"),
        (("claims", 0, "article", "title"), "article.title"),
        (("claims", 0, "matches", 0, "decided", "by", 0, "word"), "matches[0].decided.by[0].word"),
        (("claims", 0, "matches", 0, "lineage", "decided", 0, "kind"), "matches[0].lineage.decided[0].kind"),
        (("claims", 0, "standing", "content", "value"), "standing.content.value"),
        (("claims", 0, "history", 0, "at"), "history[0].at"),
        (("claims", 0, "history", 0, "value"), "history[0].value"),
        (("claims", 0, "checked", 0, "quote"), "checked[0].quote"),
        (("claims", 0, "checked", 0, "rating"), "checked[0]"),
        (("claims", 0, "checked", 0, "by"), "checked[0]"),
        (("claims", 0, "checked", 0, "date"), "checked[0]"),
        (("claims", 0, "checked", 0, "claimant"), "checked[0].claimant"),
        (("claims", 0, "checked", 0, "claim"), "checked[0].claim"),
        (("claims", 0, "checked", 0, "imported", "at"), "checked[0].imported.at"),
        (("claims", 0, "checked", 0, "rests_on", 0), "checked[0].rests_on[0]"),
        (("claims", 0, "checked", 0, "decided", "by", 0, "word"), "checked[0].decided.by[0].word"),
        (("claims", 4, "text"), "text"),
        (("persons", 0, "name"), "persons[0].name"),
        (("counts", "all"), "counts"),
    ],
)
def test_what_an_event_an_id_or_a_text_tells_is_named(whole, path, field):
    value = whole["all"]
    assert field in {found.field for found in checked(put(value, path, other(at(value, path)))) if found.ok is False}


def test_a_verdict_turned_round_is_told_in_words(whole):
    value = whole["withheld"]
    changed = put(value, ("claims", 0, "verdicts", 1, "value"), "supported")
    claim, quote = (value["claims"][0][key] for key in ("claim", "quote"))
    assert [(f.what, f.words) for f in checked(changed) if f.ok is False] == [
        (f"record {claim} (“{quote[:60].rstrip()}…”)", "`verdicts[1].value` is not what the event says")
    ]


@pytest.mark.parametrize("number", range(5))
def test_a_deleted_record_is_missed(whole, number):
    value = whole["all"]
    claims = value["claims"][:number] + value["claims"][number + 1 :]
    findings = checked({**value, "claims": claims})
    assert any(
        found.ok is False and found.what == f"record {number + 1}" and "missing" in found.words for found in findings
    )


def test_swapped_records_are_named(whole):
    value = whole["all"]
    claims = [value["claims"][i] for i in (0, 3, 2, 1, 4)]
    named = {found.record for found in checked({**value, "claims": claims}) if "another place" in found.words}
    assert named & {value["claims"][1]["claim"], value["claims"][3]["claim"]}


def test_a_record_put_in_is_named(whole):
    value = whole["all"]
    extra = put(value["claims"][3], ("kind",), "background")
    findings = checked({**value, "claims": [*value["claims"], extra]})
    assert any("put in afterwards" in found.words for found in findings)


@pytest.mark.parametrize("key", ["events", "records"])
def test_an_item_taken_out_of_the_proof_is_found(whole, key):
    value = whole["all"]
    for number in range(len(value["proof"][key])):
        items = value["proof"][key][:number] + value["proof"][key][number + 1 :]
        assert check.worst(checked(put(value, ("proof", key), items))) is False


def test_words_taken_out_or_put_in_are_found(whole):
    value = whole["withheld"]
    blobs = value["proof"]["blobs"]
    for sha in blobs:
        left = {name: text for name, text in blobs.items() if name != sha}
        assert check.worst(checked(put(value, ("proof", "blobs"), left))) is False
    assert check.worst(checked(put(value, ("proof", "blobs"), {**blobs, "0" * 64: "more"}))) is False


def test_a_key_more_or_less_is_found_anywhere(whole):
    value = whole["withheld"]
    for path in {leaf[:n] for leaf in leaves(value) for n in range(len(leaf))}:
        part = at(value, path)
        if isinstance(part, dict) and path != ("proof", "blobs"):
            assert check.worst(checked(put(value, path, {**part, "more": 1}))) is False, path
            gone = next(iter(part))
            less = put(value, path, {key: item for key, item in part.items() if key != gone})
            if path or gone not in ("format", "claims", "proof"):
                assert check.worst(checked(less)) is False, (path, gone)


def test_a_file_whose_event_says_otherwise_is_not_proved_even_where_its_root_holds(example):
    """Whoever can write the log can export a lie; the cited events still contradict it."""
    from reviewer.log import canonical, merkle

    draft = example.draft()
    claim = copy.deepcopy(draft.claims[0])
    claim["verdicts"][1]["value"] = "supported"
    claims = (claim, *draft.claims[1:])
    hashes = tuple(canonical.record_sha256(record) for record in (draft.header, *claims))
    lie = dataclasses.replace(
        draft, claims=claims, hashes=hashes, event_data={**draft.event_data, "root": merkle.root(hashes)}
    )
    proof = example.proof(lie)
    findings = check.check_file("".join(claims_file.chunks("json", lie, proof)).encode(), "x.json")
    assert [found.field for found in findings if found.ok is False] == ["verdicts[1].value"]


def test_a_decision_that_nobody_made_is_not_proved(example, changed_input):
    from reviewer.model.verdict import About, Value

    example.inputs[0] = changed_input(example.inputs[0], values={About.CONTENT: Value.NOT_A_CLAIM})
    findings = check.check_file(written(example), "x.json")
    assert [found.field for found in findings if found.ok is False] == ["standing.content.value"]


def test_a_rating_that_nobody_imported_is_not_proved_even_where_its_root_holds(checked_example, changed_input):
    (check_,) = checked_example.inputs[0].checked
    lie = changed_input(check_, said=changed_input(check_.said, rating="True"))
    checked_example.inputs[0] = changed_input(checked_example.inputs[0], checked=(lie,))
    findings = check.check_file(written(checked_example), "x.json")
    assert [found.field for found in findings if found.ok is False] == ["checked[0]"]


def test_an_event_of_another_text_is_no_ground_of_a_fact_check(checked_example, changed_input):
    (check_,) = checked_example.inputs[0].checked
    other_text = checked_example.inputs[0].article_events[1]
    lie = changed_input(check_, versions=(other_text,))
    checked_example.inputs[0] = changed_input(checked_example.inputs[0], checked=(lie,))
    findings = check.check_file(written(checked_example), "x.json")
    assert [found.field for found in findings if found.ok is False] == ["checked[0].rests_on"]


def test_a_proved_file_says_what_is_proved_of_its_fact_checks(checked_example):
    findings = check.check_file(written(checked_example), "x.json")
    assert check.worst(findings) is True
    (told,) = [found.words for found in findings if found.what == "published fact-checks"]
    assert told.startswith("1, word for word as imported")


def test_an_event_of_a_fork_cannot_be_placed(example):
    draft = example.draft()
    proof = example.proof(draft)
    paths = {hash_: path for hash_, path in proof.paths.items() if hash_ != example.named["v1"].hash}
    text = "".join(claims_file.chunks("json", draft, dataclasses.replace(proof, paths=paths)))
    findings = check.check_file(text.encode(), "x.json")
    assert check.worst(findings) is None
    assert [found.what for found in findings if found.ok is None] == [f"event {example.named['v1'].hash[:12]}"]


@pytest.mark.parametrize("kind", ["yaml", "json", "jsonl"])
def test_all_three_dresses_are_proved_and_hold_the_same(rebuilt, kind):
    file = parse(written(rebuilt(), kind, **OPTIONS), f"x.{kind}")
    plain = parse(written(rebuilt(), "json", **OPTIONS), "x.json")
    assert (file.kind, file.header, file.claims, file.proof) == (kind, plain.header, plain.claims, plain.proof)
    assert check.worst(check.check_claims(file)) is True


def test_a_table_a_file_without_proof_and_a_newer_file_cannot_be_told(example):
    draft = example.draft()
    for kind in claims_file.KINDS:
        data = "".join(claims_file.chunks(kind, draft)).encode()
        assert check.worst(check.check_file(data, f"x.{kind}")) is None
    assert check.worst(check.check_file(b'{"format": "reviewer.claims/2", "claims": []}')) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"claims: [",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"a":1,"a":2}',
        b"hello",
        b"null",
        b'{"format": 5}',
        b'{"format":"reviewer.claims/1","claims":[],"proof":NaN}',
        b"claim,a\n1\n",
        b'{"format":"reviewer.log/1"}\n5\n',
        b"a: !!x 1",
    ],
)
def test_what_is_no_file_of_ours_is_said_in_one_sentence(data):
    findings = check.check_file(data, "x")
    assert check.worst(findings) is False
    assert all("\n" not in found.words for found in findings)


junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=4,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["all", "withheld"]), st.integers(0, 10**6), junk)
def test_junk_anywhere_is_found_and_never_an_exception(whole, name, number, leaf):
    value = whole[name]
    paths = sorted({path[:n] for path in leaves(value) for n in range(1, len(path) + 1)}, key=str)
    path = paths[number % len(paths)]
    same = type(at(value, path)) is type(leaf) and at(value, path) == leaf
    assert same or worst_of(put(value, path, leaf), path) is not True


def worst_of(value, path):
    """What the check says; on other kinds of `claims` and `proof` by way of text, where they are refused first."""
    if len(path) == 1:
        return check.worst(check.check_file(json.dumps(value).encode(), "x.json"))
    return check.worst(checked(value))


@pytest.mark.parametrize("leaf", [None, True, 0, 10**30, 2**53, -1, 0.5, "", [], [None], {}, {"": None}], ids=repr)
def test_junk_in_place_of_each_part_of_the_first_record_is_found(whole, leaf):
    value = whole["all"]
    parts = {path[:n] for path in leaves(value) for n in range(1, len(path) + 1)}
    first = [path for path in parts if path[:1] != ("claims",) or path[1:2] in ((), (0,))]
    for path in sorted(first, key=str):
        same = type(at(value, path)) is type(leaf) and at(value, path) == leaf
        assert same or worst_of(put(value, path, leaf), path) is not True, path


@pytest.mark.parametrize("depth", [300, 900, 5000])
def test_deep_nesting_anywhere_is_found_and_never_an_exception(whole, depth):
    value = whole["all"]
    deep = "[" * depth + "]" * depth
    for path in sorted({leaf[:n] for leaf in leaves(value) for n in range(1, len(leaf) + 1)}, key=str)[::25]:
        text = json.dumps(put(value, path, "PUT DEEP HERE")).replace('"PUT DEEP HERE"', deep)
        assert check.worst(check.check_file(text.encode(), "x.json")) is not True, path


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_changed_bytes_never_raise_and_never_pass_for_another_content(texts, data):
    kind = data.draw(st.sampled_from(["yaml", "json", "jsonl"]))
    raw = bytearray(texts[kind])
    place = data.draw(st.integers(0, len(raw) - 1))
    raw[place] = data.draw(st.integers(0, 255))
    findings = check.check_file(bytes(raw), f"x.{kind}")
    if check.worst(findings) is True:
        was, now = parse(texts[kind], f"x.{kind}"), parse(bytes(raw), f"x.{kind}")
        assert (was.header, was.claims, was.proof) == (now.header, now.claims, now.proof)


@pytest.fixture(scope="module")
def texts(request):
    build = request.getfixturevalue("module_example")
    return {kind: written(build(), kind) for kind in ("yaml", "json", "jsonl")}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["yaml", "jsonl"]), st.integers(0, 10**6))
def test_changed_leaves_are_found_in_every_dress(texts, kind, number):
    text = texts[kind].decode()
    value = yaml_text.load(text) if kind == "yaml" else [json.loads(line) for line in text.splitlines()]
    paths = list(leaves(value))
    path = paths[number % len(paths)]
    changed = put(value, path, other(at(value, path)))
    again = yaml_text.dump(changed) if kind == "yaml" else "".join(json.dumps(line) + "\n" for line in changed)
    assert check.worst(check.check_file(again.encode(), f"x.{kind}")) is not True


@pytest.mark.parametrize("kind", ["yaml", "jsonl"])
def test_another_layout_of_the_same_content_is_proved(texts, kind):
    text = texts[kind].decode()
    value = yaml_text.load(text) if kind == "yaml" else [json.loads(line) for line in text.splitlines()]
    again = json.dumps(value, indent=3) if kind == "yaml" else "".join(json.dumps(line) + "\n" for line in value)
    assert check.worst(check.check_file(again.encode(), f"x.{kind}")) is True
