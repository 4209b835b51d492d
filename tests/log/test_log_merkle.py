"""Trees and proofs as in RFC 6962, and checkpoints (docs/log.md, section 7)."""

from __future__ import annotations

import hashlib

import pytest

from reviewer.errors import TamperedError
from reviewer.log import checkpoint, merkle
from tests.log.world import hex_of

HASHES = [hex_of(number) for number in range(65)]
LOG = "a" * 32


# The slow, obvious twin: the definitions of RFC 6962, section 2.1, written down.


def mth(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = split(len(leaves))
    return hashlib.sha256(b"\1" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if whole else [mth(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def leaves(size: int) -> list[bytes]:
    return [bytes.fromhex(hash_) for hash_ in HASHES[:size]]


TREE = merkle.Tree(HASHES)
ROOTS = [mth(leaves(size)).hex() for size in range(65)]


def test_roots_are_those_of_the_rfc():
    assert [TREE.root(size) for size in range(65)] == ROOTS
    assert merkle.root([]) == merkle.EMPTY == ROOTS[0]
    assert merkle.root(HASHES[:7]) == ROOTS[7]


def test_inclusion_proofs_are_those_of_the_rfc_and_verify():
    for size in range(1, 65):
        for index in range(size):
            proof = TREE.inclusion(index, size)
            assert proof == [node.hex() for node in path(index, leaves(size))]
            assert merkle.verify_inclusion(HASHES[index], index, size, proof, ROOTS[size])


def test_consistency_proofs_are_those_of_the_rfc_and_verify():
    for size in range(1, 65):
        for old in range(1, size + 1):
            proof = TREE.consistency(old, size)
            assert proof == [node.hex() for node in subproof(old, leaves(size), True)]
            assert merkle.verify_consistency(old, size, proof, ROOTS[old], ROOTS[size])


def test_an_inclusion_proof_serves_for_nothing_else():
    for size in range(1, 33):
        for index in range(size):
            proof = TREE.inclusion(index, size)
            assert not merkle.verify_inclusion(HASHES[64], index, size, proof, ROOTS[size])
            assert not merkle.verify_inclusion(HASHES[index], index, size, proof, ROOTS[size + 1])
            assert not merkle.verify_inclusion(HASHES[index], index, size, [*proof, HASHES[0]], ROOTS[size])
            for other in set(range(-1, size + 1)) - {index}:
                assert not merkle.verify_inclusion(HASHES[index], other, size, proof, ROOTS[size])
            for cut in range(len(proof)):
                shorter = proof[:cut] + proof[cut + 1 :]
                assert not merkle.verify_inclusion(HASHES[index], index, size, shorter, ROOTS[size])
                forged = [*proof[:cut], HASHES[0], *proof[cut + 1 :]]
                assert not merkle.verify_inclusion(HASHES[index], index, size, forged, ROOTS[size])


def test_a_consistency_proof_serves_for_nothing_else():
    for size in range(2, 33):
        for old in range(1, size):
            proof = TREE.consistency(old, size)
            assert not merkle.verify_consistency(old, size, proof, ROOTS[old + 1], ROOTS[size])
            assert not merkle.verify_consistency(old, size, proof, ROOTS[old], ROOTS[size + 1])
            assert not merkle.verify_consistency(old, size, [*proof, HASHES[0]], ROOTS[old], ROOTS[size])
            for cut in range(len(proof)):
                shorter = proof[:cut] + proof[cut + 1 :]
                assert not merkle.verify_consistency(old, size, shorter, ROOTS[old], ROOTS[size])
                forged = [*proof[:cut], HASHES[0], *proof[cut + 1 :]]
                assert not merkle.verify_consistency(old, size, forged, ROOTS[old], ROOTS[size])


def test_a_rewritten_log_is_not_consistent_with_what_it_was():
    rewritten = merkle.Tree([HASHES[64], *HASHES[1:20]])
    proof = rewritten.consistency(10)
    assert not merkle.verify_consistency(10, 20, proof, ROOTS[10], rewritten.root())


@pytest.mark.parametrize("text", ["", "zz", "é", "a" * 63, None, 7])
def test_what_is_no_hash_is_false_and_not_a_crash(text):
    assert not merkle.verify_inclusion(text, 0, 1, [], ROOTS[1])
    assert not merkle.verify_inclusion(HASHES[0], 0, 2, [text], ROOTS[2])
    assert not merkle.verify_consistency(1, 2, [text], ROOTS[1], ROOTS[2])
    assert not merkle.verify_consistency(1, 2, [], ROOTS[1], text)


def test_one_proof_without_keeping_a_tree():
    assert merkle.inclusion(HASHES[:9], 8) == TREE.inclusion(8, 9)
    assert merkle.consistency(HASHES[:9], 5) == TREE.consistency(5, 9)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (0, 66), (0, -1)])
def test_there_is_no_proof_of_what_is_not_there(index, size):
    with pytest.raises(ValueError):
        TREE.inclusion(index, size)


@pytest.mark.parametrize(("old", "size"), [(0, 3), (4, 3), (1, 66)])
def test_a_tree_continues_only_smaller_ones(old, size):
    with pytest.raises(ValueError):
        TREE.consistency(old, size)
    assert not merkle.verify_consistency(old, size, [], ROOTS[0], ROOTS[3])


def test_a_checkpoint_is_three_lines_and_goes_both_ways():
    text = checkpoint.text(LOG, 64, ROOTS[64])
    assert text.splitlines()[:2] == [f"reviewer/{LOG}", "64"]
    assert text.endswith("\n")
    found = checkpoint.parse(text)
    assert (found.log, found.size, found.root) == (LOG, 64, ROOTS[64])
    assert found.text == text


GOOD = checkpoint.text(LOG, 64, ROOTS[64])


@pytest.mark.parametrize(
    "text",
    [
        "", GOOD[:-1], GOOD + "\n", GOOD.replace("64", "064", 1), GOOD.replace("64", "-1", 1), GOOD.upper(),
        GOOD.replace("reviewer", "rewriter"), GOOD.replace("\n", "\r\n"), GOOD.replace("=", ""), " " + GOOD,
        GOOD.replace("64", "６４", 1),
    ],
)  # fmt: skip
def test_another_text_is_no_checkpoint(text):
    with pytest.raises(TamperedError):
        checkpoint.parse(text)


def test_a_root_with_loose_bits_is_no_checkpoint():
    text = checkpoint.text(LOG, 1, "0" * 64)
    with pytest.raises(TamperedError):
        checkpoint.parse(text.replace("A=\n", "B=\n"))
