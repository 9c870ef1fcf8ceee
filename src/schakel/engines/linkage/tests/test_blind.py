"""Between controllers: keys only."""

from __future__ import annotations

import pytest

from schakel.engines.linkage import MODEL, SharedKey, blind_bits, is_hit


@pytest.mark.parametrize(
    "kind", ["phone", "licence_plate", "organisation_number", "email", "bank_account", "document", "address"]
)
def test_one_strong_identifier_is_a_hit(kind: str) -> None:
    assert is_hit(blind_bits([SharedKey(kind, 2)]))


@pytest.mark.parametrize(
    "kind",
    [
        "name",
        "name and initial",
        "name nearly",
        "family name",
        "named after",
        "birth date",
        "street",
        "phone end",
        "town",
    ],
)
def test_a_name_or_one_coarse_key_is_none(kind: str) -> None:
    assert blind_bits([SharedKey(kind, 2)]) == MODEL.prior
    assert not is_hit(blind_bits([SharedKey(kind, 2)]))


def test_names_in_every_form_are_still_a_name_alone() -> None:
    shared = [SharedKey(kind, 2) for kind in ("name", "name and initial", "name nearly", "family name", "named after")]
    assert not is_hit(blind_bits(shared))


def test_two_keys_that_agree_independently_are_a_hit() -> None:
    assert is_hit(blind_bits([SharedKey("name and initial", 2), SharedKey("birth date", 2)]))
    assert is_hit(blind_bits([SharedKey("name and initial", 2), SharedKey("street", 2)]))


def test_what_many_hold_is_no_hit() -> None:
    assert not is_hit(blind_bits([SharedKey("phone", 9)]))
    assert not is_hit(blind_bits([SharedKey("phone", 500)]))
    assert blind_bits([SharedKey("phone", 3)]) < blind_bits([SharedKey("phone", 2)])


def test_nothing_shared_is_the_prior() -> None:
    assert blind_bits([]) == MODEL.prior
    assert not is_hit(blind_bits([]))
