"""Words as salted blobs, and the records inside them (docs/log.md, sections 2 and 5)."""

from __future__ import annotations

import pytest

from reviewer.errors import TamperedError, UsageError
from reviewer.log import records, words
from reviewer.model import codec
from reviewer.model.article import METADATA_ITEMS, Metadata, Origin
from reviewer.model.comparison import Outcome, PairWord
from reviewer.model.lineage import LineageKind
from reviewer.model.verdict import Evidence, EvidenceKind, Stance

SALT = "ab" * 16


def test_a_salted_blob_is_salt_newline_text():
    assert words.salted("Grüße", SALT) == f"{SALT}\nGrüße".encode()


def test_the_same_words_have_another_blob_each_time():
    assert words.salted("supported") != words.salted("supported")


@pytest.mark.parametrize("text", ["", "supported", "two\nlines", "\x00\x1b", "é 漢 😀"])
def test_what_was_salted_is_opened(text):
    assert words.open(words.salted(text)) == text


@pytest.mark.parametrize("blob", [b"", b"supported", SALT.encode(), SALT.upper().encode() + b"\nx", b"\xff" * 40])
def test_other_bytes_are_no_words(blob):
    with pytest.raises(TamperedError):
        words.open(blob)


@pytest.mark.parametrize(("text", "salt"), [("\ud800", SALT), ("x", "AB" * 16), ("x", "ab"), ("x", SALT + "\n")])
def test_half_characters_and_odd_salts_are_refused(text, salt):
    with pytest.raises(UsageError):
        words.salted(text, salt)


def test_a_blob_is_named_by_its_bytes_salt_included():
    assert words.sha(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert words.sha(words.salted("x", SALT)) != words.sha(words.salted("x", "cd" * 16))


def test_evidence_goes_in_and_out_as_the_model_has_it():
    piece = Evidence(EvidenceKind.URL, Stance.REFUTES, quote="5,500", url="https://example.org/a", remark="“seen”")
    blob = records.blob("evidence", codec.encode(piece))
    assert codec.decode(Evidence, records.read("evidence", blob)) == piece


def test_metadata_goes_in_and_out_as_the_model_has_it():
    known = Metadata.of(Origin.SHEET, {"title": "Apps taken down", "date": "2017-07-24"})
    record = {"items": known.known(), "origins": codec.encode(known.origins)}
    found = records.read("metadata", records.blob("metadata", record))
    assert Metadata(**found["items"], origins={k: Origin(v) for k, v in found["origins"].items()}) == known


def test_what_was_seen_may_be_pairs_counts_or_a_lineage():
    pair = {"left": "a" * 26, "right": "b" * 26, "outcome": "same", "word": None}
    counts = {"articles": 3, "contested": 0, "disagree": 1, "high": 2, "low": 1}
    for record in ({"pairs": [pair]}, {"counts": counts}, {"lineage": "rewrite"}):
        assert records.read("seen", records.blob("seen", record)).items() >= record.items()


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("evidence", {"kind": "url"}),
        ("evidence", {"kind": "url", "stance": "supports", "colour": "red"}),
        ("evidence", {"kind": "url", "stance": "supports", "file_sha256": "x"}),
        ("metadata", {"items": {"title": "x"}}),
        ("metadata", {"items": {"colour": "x"}, "origins": {"colour": "person"}}),
        ("words", {"quote": ""}),
        ("seen", {"pairs": [1]}),
        ("seen", {"counts": {"low": 1}}),
    ],
)
def test_a_record_that_does_not_fit_is_refused_on_both_ways(name, record):
    with pytest.raises(UsageError):
        records.blob(name, record)
    with pytest.raises(TamperedError):
        records.read(name, words.salted_record(record))


def test_a_blob_that_holds_no_record_is_refused():
    with pytest.raises(TamperedError):
        records.read("evidence", words.salted("{"))
    with pytest.raises(UsageError):
        words.salted_record({"ratio": 0.5})


def test_the_ids_in_records_are_those_of_the_model():
    assert set(records.OUTCOMES) == {e.value for e in Outcome}
    assert set(records.PAIR_WORDS) == {e.value for e in PairWord}
    assert set(records.LINEAGES) == {e.value for e in LineageKind}
    assert set(records.STANCES) == {e.value for e in Stance}
    assert set(records.EVIDENCE_KINDS) == {e.value for e in EvidenceKind}
    assert set(records.ORIGINS) == {e.value for e in Origin}
    assert records.METADATA_ITEMS == METADATA_ITEMS
    assert set(records.EVIDENCE) == set(Evidence.__slots__)
