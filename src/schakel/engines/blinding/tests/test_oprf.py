"""The function of RFC 9497 as the standard prints it, and what it promises for any value and any blind."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.engines.blinding import blind, decoy, derive_key, evaluate, finalize, output

# RFC 9497, appendix A.1.1: ristretto255-SHA512, OPRF mode.
SEED, INFO = bytes.fromhex("a3" * 32), b"test key"
KEY = bytes.fromhex("5ebcea5ee37023ccb9fc2d2019f9d7737be85591ae8652ffa9ef0f4d37063b0e")
BLIND = bytes.fromhex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706")
VECTORS = [
    (
        "00",
        "609a0ae68c15a3cf6903766461307e5c8bb2f95e7e6550e1ffa2dc99e412803c",
        "7ec6578ae5120958eb2db1745758ff379e77cb64fe77b0b2d8cc917ea0869c7e",
        "527759c3d9366f277d8c6020418d96bb393ba2afb20ff90df23fb7708264e2f3"
        "ab9135e3bd69955851de4b1f9fe8a0973396719b7912ba9ee8aa7d0b5e24bcf6",
    ),
    (
        "5a" * 17,
        "da27ef466870f5f15296299850aa088629945a17d1f5b7f5ff043f76b3c06418",
        "b4cbf5a4f1eeda5a63ce7b77c7d23f461db3fcab0dd28e4e17cecb5c90d02c25",
        "f4a74c9c592497375e796aa837e907b1a045d34306a749db9f34221f7e750cb4"
        "f2a6413a6bf6fa5e19ba6348eb673934a722a7ede2e7621306d18951e7cf2c73",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493
SCALARS = st.integers(1, ORDER - 1).map(lambda number: number.to_bytes(32, "little"))
FEW = settings(max_examples=25)


def test_the_key_of_the_standard() -> None:
    assert derive_key(SEED, INFO) == KEY


@pytest.mark.parametrize(("value", "blinded", "evaluated", "result"), VECTORS)
def test_the_vectors_of_the_standard(value: str, blinded: str, evaluated: str, result: str) -> None:
    scalar, element = blind(bytes.fromhex(value), with_scalar=BLIND)
    assert (scalar, element.hex()) == (BLIND, blinded)
    assert evaluate(KEY, element).hex() == evaluated
    assert finalize(bytes.fromhex(value), BLIND, bytes.fromhex(evaluated)).hex() == result
    assert output(KEY, bytes.fromhex(value)).hex() == result


@FEW
@given(st.binary(max_size=200), SCALARS, SCALARS)
def test_whatever_the_blind_the_answer_is_what_the_key_makes_of_the_value(
    value: bytes, key: bytes, scalar: bytes
) -> None:
    _scalar, element = blind(value, with_scalar=scalar)
    assert finalize(value, scalar, evaluate(key, element)) == output(key, value)


@FEW
@given(st.binary(max_size=50), st.binary(max_size=50), SCALARS)
def test_other_values_and_other_keys_give_other_answers(one: bytes, other: bytes, key: bytes) -> None:
    assert (output(key, one) == output(key, other)) == (one == other)
    assert output(key, one) != output(KEY, one) or key == KEY


@FEW
@given(st.binary(max_size=50))
def test_the_same_value_is_never_sent_twice_alike(value: bytes) -> None:
    """What the other side gets says nothing: each blind is drawn anew, and any element could stand for any value."""
    assert len({blind(value)[1] for _ in range(3)} | {decoy()}) == 4


@FEW
@given(st.binary(max_size=50), st.binary(max_size=50), SCALARS)
def test_any_element_fits_any_value(one: bytes, other: bytes, scalar: bytes) -> None:
    """For a blinded `one` there is a blind under which `other` gives the very same element: with the key, as with all else."""
    import pysodium

    element = blind(one, with_scalar=scalar)[1]
    turned = pysodium.crypto_core_ristretto255_scalar_invert(scalar)
    assert (
        pysodium.crypto_scalarmult_ristretto255(turned, element)
        == blind(one, with_scalar=(1).to_bytes(32, "little"))[1]
    )
    assert len(element) == len(blind(other)[1]) == len(decoy()) == 32


@pytest.mark.parametrize("wrong", [b"", b"\0" * 31, b"\xff" * 32, b"\x01" + b"\0" * 31])
def test_what_is_no_element_is_refused(wrong: bytes) -> None:
    with pytest.raises(ValueError, match="no element"):
        evaluate(KEY, wrong)
    with pytest.raises(ValueError, match="no element"):
        finalize(b"value", BLIND, wrong)


def test_a_seed_of_another_size_and_a_value_too_long_are_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        derive_key(b"short", INFO)
    with pytest.raises(ValueError, match="at most"):
        output(KEY, b"x" * 65_536)


def test_without_libsodium_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pysodium'] = None\n"
        "from schakel.engines.blinding import BlindingUnavailable, decoy\n"
        "try:\n    decoy()\nexcept BlindingUnavailable as trouble:\n    print(trouble)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "libsodium23" in done.stdout
