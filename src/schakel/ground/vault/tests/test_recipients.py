"""Anybody seals to an organisation with its public key; only that organisation opens, in the place it was meant for."""

from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import CannotUnseal, new_recipient, recipient, seal_to, unseal, unseal_to
from schakel.ground.vault.rules.sealing_to import name_of, new_pair, seal_to_key, unseal_with_key

HERE, THERE = UUID(int=9901), UUID(int=9902)
NOOR = Actor(account=uuid4(), organisation=HERE, roles=frozenset({"focal_person"}), municipality="GM9901")
SEM = Actor(account=uuid4(), organisation=THERE, roles=frozenset({"focal_person"}), municipality="GM9902")
STORY = "Bij de buren slapen negen mensen in de schuur."
PUBLIC, PRIVATE = new_pair()
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)


@settings(max_examples=40)
@given(TEXTS, st.uuids(), st.text(min_size=1, max_size=30))
def test_what_is_sealed_to_a_key_opens_with_its_private_one(text, organisation, place):
    sealed = seal_to_key(PUBLIC, text, organisation=organisation, bound_to=place)
    assert unseal_with_key(PRIVATE, sealed, organisation=organisation, bound_to=place) == text


@settings(max_examples=40)
@given(st.data())
def test_a_changed_or_missing_byte_refuses(data):
    sealed = bytearray(seal_to_key(PUBLIC, "kort", organisation=HERE, bound_to="a"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    cut = bytes(sealed[:at])
    sealed[at] ^= 1 << data.draw(st.integers(0, 7))
    for wrong in (bytes(sealed), cut):
        with pytest.raises(CannotUnseal):
            unseal_with_key(PRIVATE, wrong, organisation=HERE, bound_to="a")


def test_another_place_organisation_or_pair_refuses():
    sealed = seal_to_key(PUBLIC, "kort", organisation=HERE, bound_to="a")
    for private, organisation, place in ((PRIVATE, THERE, "a"), (PRIVATE, HERE, "b"), (new_pair()[1], HERE, "a")):
        with pytest.raises(CannotUnseal):
            unseal_with_key(private, sealed, organisation=organisation, bound_to=place)


def test_short_reports_look_alike_and_never_the_same():
    made = [seal_to_key(PUBLIC, text, organisation=HERE, bound_to="a") for text in ("", "kort", "kort", "x" * 60)]
    assert len({len(one) for one in made}) == 1
    assert len(set(made)) == 4


def test_only_the_recipient_opens_what_the_public_sealed(bare_database):
    assert recipient(HERE) is None
    with acting(NOOR):
        public = new_recipient(HERE)
    assert recipient(HERE) == public
    sealed = seal_to(recipient(HERE), STORY, organisation=HERE, bound_to="report:1")  # nobody acts: no account, no key
    with acting(NOOR):
        assert unseal_to(memoryview(sealed), organisation=HERE, bound_to="report:1") == STORY
        with pytest.raises(CannotUnseal):
            unseal(sealed, organisation=HERE, bound_to="report:1")
    with acting(SEM), pytest.raises(CannotUnseal):
        unseal_to(sealed, organisation=HERE, bound_to="report:1")
    with pytest.raises(CannotUnseal):
        unseal_with_key(public, sealed, organisation=HERE, bound_to="report:1")


def test_a_newer_pair_seals_and_the_older_still_opens(bare_database):
    with acting(NOOR):
        first = new_recipient(HERE)
        second = new_recipient(HERE)
    assert recipient(HERE) == second != first
    with acting(NOOR):
        for public in (first, second):
            sealed = seal_to(public, STORY, organisation=HERE, bound_to="report:1")
            assert name_of(public) in sealed
            assert unseal_to(sealed, organisation=HERE, bound_to="report:1") == STORY


def test_nobody_makes_or_reads_the_pair_of_another(bare_database):
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as refused, acting(SEM):
        _raw(new_recipient, HERE)
    assert "vault_recipient_key" in str(refused.value)


def _raw(call, *given):
    """The driver's own refusal, which Django wraps."""
    from django.db import DatabaseError

    try:
        call(*given)
    except DatabaseError as error:
        raise error.__cause__ from None
