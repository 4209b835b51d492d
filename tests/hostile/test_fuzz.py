"""A short, seeded walk of the fuzzer; `make fuzz` walks for ten minutes a format."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from tests.hostile.fuzzing import REFUSALS, TARGETS, fault_of, faults

ROUNDS = {"html": 15, "pdf": 25, "docx": 8, "txt": 15, "md": 15, "yaml": 400, "jsonl": 150, "csv": 300}


@pytest.mark.parametrize("kind", sorted(TARGETS))
def test_a_changed_document_is_read_or_refused_in_words(kind: str) -> None:
    for data, name, fault in islice(faults(kind, random.Random(f"{kind} 7")), ROUNDS[kind]):
        assert not fault, (name, data[:400])


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(TARGETS))
def test_very_many_changed_documents_are_read_or_refused_in_words(kind: str) -> None:
    for data, name, fault in islice(faults(kind, random.Random(f"{kind} 8")), 40 * ROUNDS[kind]):
        assert not fault, (name, data[:400])


def test_a_reader_that_breaks_is_noticed() -> None:
    def breaks(raw: bytes, name: str) -> None:
        raise KeyError(name)

    def refuses(raw: bytes, name: str) -> None:
        raise REFUSALS[0]("it is damaged")

    assert "KeyError" in fault_of(breaks, b"", "a")
    assert fault_of(refuses, b"", "a") == ""
