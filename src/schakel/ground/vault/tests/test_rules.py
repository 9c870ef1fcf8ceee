"""Sealing opens only what it sealed, where it sealed it; padding hides lengths; blinding keeps to its covenant."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.ground.vault.rules.blinding import blinded, key_for
from schakel.ground.vault.rules.deriving import derived
from schakel.ground.vault.rules.padding import padded, padded_file, padme, unpadded, unpadded_file
from schakel.ground.vault.rules.sealing import (
    CannotUnseal,
    encrypt,
    key_version,
    new_key,
    resealed,
    seal_file,
    seal_text,
    unseal_file,
    unseal_text,
)

KEY = bytes(range(32))
HERE, THERE = UUID(int=1), UUID(int=2)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=3_000)
PLACES = st.text(min_size=1, max_size=40)


@given(TEXTS, st.uuids(), PLACES)
def test_what_is_sealed_opens_as_it_was(text, organisation, place):
    sealed = seal_text(KEY, text, organisation=organisation, bound_to=place)
    assert unseal_text(KEY, sealed, organisation=organisation, bound_to=place) == text


@given(st.text(max_size=200), st.data())
def test_a_changed_bit_anywhere_refuses(text, data):
    sealed = bytearray(seal_text(KEY, text, organisation=HERE, bound_to="a"))
    position = data.draw(st.integers(0, len(sealed) - 1))
    sealed[position] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(CannotUnseal):
        unseal_text(KEY, bytes(sealed), organisation=HERE, bound_to="a")


@given(st.integers(0, 108))
def test_a_text_cut_off_refuses(length):
    sealed = seal_text(KEY, "kort", organisation=HERE, bound_to="a")
    assert len(sealed) == 109
    with pytest.raises(CannotUnseal):
        unseal_text(KEY, sealed[:length], organisation=HERE, bound_to="a")


@pytest.mark.parametrize(
    ("key", "organisation", "place"), [(KEY, THERE, "a"), (KEY, HERE, "b"), (bytes(32), HERE, "a")]
)
def test_another_organisation_row_or_key_refuses(key, organisation, place):
    sealed = seal_text(KEY, "kort", organisation=HERE, bound_to="a")
    with pytest.raises(CannotUnseal):
        unseal_text(key, sealed, organisation=organisation, bound_to=place)


def test_the_same_text_never_looks_the_same():
    assert len({seal_text(KEY, "kort", organisation=HERE, bound_to="a") for _ in range(100)}) == 100


def test_a_text_without_a_place_is_refused():
    with pytest.raises(ValueError, match="bound_to"):
        seal_text(KEY, "kort", organisation=HERE, bound_to="")


@given(TEXTS)
def test_padding_gives_the_text_back_and_few_sizes(text):
    filled = padded(text)
    assert unpadded(filled) == text
    assert len(filled) in (64, 128, 256, 512) or len(filled) % 1024 == 0


@given(st.text(max_size=15), st.text(max_size=15))
def test_short_texts_take_the_same_room(one, other):
    assert len(padded(one)) == len(padded(other)) == 64


@pytest.mark.parametrize("filled", [b"", b"\0\0\0\x05abc", b"\0\0\0\x01ab", b"\0\0\0\x01\xff"])
def test_what_was_not_padded_is_refused(filled):
    with pytest.raises(ValueError):  # noqa: PT011 (three kinds of damage, one refusal)
        unpadded(filled)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=20))
def test_blind_keys_keep_order_and_tell_equal_from_different(values):
    numbers = blinded(KEY, "phone", values)
    assert len(numbers) == len(values)
    assert [numbers.index(number) for number in numbers] == [values.index(value) for value in values]
    assert all(-(2**63) <= number < 2**63 for number in numbers)


def test_blind_keys_differ_by_kind_covenant_and_root():
    covenant = uuid4()
    keys = [key_for(KEY, None), key_for(KEY, covenant), key_for(KEY, uuid4()), key_for(new_key(), covenant)]
    numbers = [blinded(key, kind, ["0612345678"])[0] for key in keys for kind in ("phone", "plate")]
    assert len(set(numbers)) == 8


def test_blind_keys_stay_what_they_are_over_releases():
    """A change here would cut every stored signal loose from every new one."""
    assert blinded(key_for(KEY, None), "phone", ["+31612345678"]) == [-6548618190135527694]
    assert blinded(key_for(KEY, UUID(int=7)), "phone", ["+31612345678"]) == [5979260098412437424]


@pytest.mark.parametrize("kind", ["", "Phone", "phone\0", "a" * 41])
def test_a_kind_that_is_no_code_is_refused(kind):
    with pytest.raises(ValueError, match="not a code"):
        blinded(KEY, kind, ["x"])


# ---------------------------------------------------------------- files


@given(st.binary(max_size=40_000), st.uuids(), PLACES)
def test_a_sealed_file_opens_as_it_was(content, organisation, place):
    sealed = seal_file(KEY, content, organisation=organisation, bound_to=place)
    assert unseal_file(KEY, sealed, organisation=organisation, bound_to=place) == content
    assert content[:16] not in sealed or len(content) < 8


@given(st.binary(max_size=300), st.data())
def test_a_changed_bit_of_a_file_refuses(content, data):
    sealed = bytearray(seal_file(KEY, content, organisation=HERE, bound_to="a"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(CannotUnseal):
        unseal_file(KEY, bytes(sealed), organisation=HERE, bound_to="a")


def test_a_file_opens_in_its_own_place_only_and_never_as_a_text():
    sealed = seal_file(KEY, b"foto", organisation=HERE, bound_to="a")
    for organisation, place in ((THERE, "a"), (HERE, "b")):
        with pytest.raises(CannotUnseal):
            unseal_file(KEY, sealed, organisation=organisation, bound_to=place)
    with pytest.raises(CannotUnseal):
        unseal_text(KEY, sealed, organisation=HERE, bound_to="a")
    with pytest.raises(CannotUnseal):
        unseal_file(KEY, seal_text(KEY, "kort", organisation=HERE, bound_to="a"), organisation=HERE, bound_to="a")


@given(st.integers(0, 2**40))
def test_padme_costs_little_and_leaves_few_sizes(size):
    room = padme(size)
    assert size <= room <= size * 1.12 + 1
    assert padme(room) == room
    exponent = max(room.bit_length() - 1, 1)
    assert room % (1 << max(exponent - exponent.bit_length() - 1, 0)) == 0, "only its first bits differ from zero"


def test_small_files_look_alike_and_ten_million_sizes_become_few():
    assert len({len(padded_file(b"x" * size)) for size in (0, 1, 5_000, 16_000)}) == 1
    assert len({padme(size) for size in range(16_384, 10_000_000, 97)}) < 300


@given(st.binary(max_size=500))
def test_padding_of_a_file_comes_off_and_anything_else_is_refused(content):
    filled = padded_file(content)
    assert unpadded_file(filled) == content
    for wrong in (filled[:7], filled[:-1] + b"\1", (len(filled)).to_bytes(8, "big") + filled[8:]):
        with pytest.raises(ValueError, match="not a padded file"):
            unpadded_file(wrong)


# ---------------------------------------------------------------- derived secrets


def test_a_secret_is_one_of_its_purpose_and_scope_and_stays():
    made = {
        derived(root, purpose, scope)
        for root in (KEY, bytes(32))
        for purpose in ("hits.oprf", "hits.tokens")
        for scope in (HERE, THERE)
    }
    assert len(made) == 8
    assert derived(KEY, "hits.oprf", HERE).hex() == "d12e7131d05a346db1a6fab86016be6f6e3bdc7c8eea9f886c85676a79652c92"
    assert derived(KEY, "blind", HERE) != key_for(KEY, HERE)


@pytest.mark.parametrize("purpose", ["", "Hits", "a\0b", "a" * 41])
def test_a_purpose_that_is_no_code_is_refused(purpose):
    with pytest.raises(ValueError, match="not a code"):
        derived(KEY, purpose, HERE)


# ---------------------------------------------------------------- formats and versions


def test_a_text_of_the_first_format_still_opens_in_its_place_only():
    sealed = encrypt(KEY, padded("kort"), bound_to=b"text\0" + HERE.bytes + b"a")
    assert key_version(sealed) == 1
    assert unseal_text(KEY, sealed, organisation=HERE, bound_to="a") == "kort"
    for organisation, place in ((THERE, "a"), (HERE, "b")):
        with pytest.raises(CannotUnseal):
            unseal_text(KEY, sealed, organisation=organisation, bound_to=place)


def test_a_file_of_the_first_format_still_opens():
    sealed = encrypt(KEY, padded_file(b"foto"), bound_to=b"file\0" + HERE.bytes + b"a")
    assert unseal_file(KEY, sealed, organisation=HERE, bound_to="a") == b"foto"


@given(st.integers(1, 2**32 - 1))
def test_a_sealed_text_says_by_which_version_and_cannot_be_told_otherwise(version):
    sealed = seal_text(KEY, "kort", organisation=HERE, bound_to="a", version=version)
    assert key_version(sealed) == version
    other = sealed[:1] + (version ^ 1).to_bytes(4, "big") + sealed[5:]
    with pytest.raises(CannotUnseal):
        unseal_text(KEY, other, organisation=HERE, bound_to="a")


@pytest.mark.parametrize("nothing", [b"", b"\x02", b"\x02" + bytes(28), b"\x03" + bytes(100), b"kort"])
def test_what_was_never_sealed_has_no_version(nothing):
    with pytest.raises(CannotUnseal):
        key_version(nothing)


@given(TEXTS, st.booleans(), st.booleans())
def test_a_text_sealed_anew_opens_with_the_new_key_only(text, file, first_format):
    new, content = bytes(32), text.encode()
    if first_format:
        filled = padded_file(content) if file else padded(text)
        sealed = encrypt(KEY, filled, bound_to=(b"file" if file else b"text") + b"\0" + HERE.bytes + b"a")
    elif file:
        sealed = seal_file(KEY, content, organisation=HERE, bound_to="a")
    else:
        sealed = seal_text(KEY, text, organisation=HERE, bound_to="a")
    again = resealed(KEY, new, sealed, organisation=HERE, bound_to="a", version=2, file=file)
    assert key_version(again) == 2
    opened = unseal_file if file else unseal_text
    assert opened(new, again, organisation=HERE, bound_to="a") == (content if file else text)
    for key, place in ((KEY, "a"), (new, "b")):
        with pytest.raises(CannotUnseal):
            opened(key, again, organisation=HERE, bound_to=place)
    with pytest.raises(CannotUnseal):
        resealed(KEY, new, sealed, organisation=HERE, bound_to="b", version=2, file=file)


def test_no_two_texts_share_a_key(monkeypatch):
    """Each is encrypted with a key of its own: what AES-GCM is given is never the data key and never the same."""
    from schakel.ground.vault.rules import sealing

    used = []
    real = sealing.AESGCM
    monkeypatch.setattr(sealing, "AESGCM", lambda key: used.append(key) or real(key))
    for _ in range(50):
        seal_text(KEY, "kort", organisation=HERE, bound_to="a")
    assert len(set(used)) == 50
    assert KEY not in used
