"""Who wraps the keys: a key of our own, wherever it comes from, or a device that never gives it out (SoftHSM, the real one)."""

import base64
import os
import shutil
import subprocess
from uuid import UUID, uuid4

import pytest

from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import CannotUnseal, KeyTrouble, blind, keys, open_key_file, roots, seal, unseal
from schakel.ground.vault.models import DataKey, RootKey
from schakel.ground.vault.rules.keepers import DeviceKey, OwnKey, parts_of
from schakel.ground.vault.rules.key_file import KeyFile, make, parsed, read, text_of, write
from schakel.ground.vault.rules.sealing import new_key

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
HERE = UUID(int=9901)
NOOR = Actor(account=uuid4(), organisation=HERE, roles=frozenset({"focal_person"}), municipality="GM9901")


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    """A token of SoftHSM of its own; the address of a key in it that is yet to be made."""
    place = tmp_path_factory.mktemp("hsm")
    (place / "tokens").mkdir()
    (place / "softhsm2.conf").write_text(f"directories.tokendir = {place}/tokens\nobjectstore.backend = file\n")
    (place / "pin").write_text("5678\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(place / "softhsm2.conf"))
        command = [shutil.which("softhsm2-util") or "softhsm2-util", "--init-token", "--free", "--label", "schakel"]
        subprocess.run([*command, "--so-pin", "1234", "--pin", "5678"], check=True, capture_output=True)
        yield f"pkcs11:token=schakel;object={{}}?module-path={LIBRARY}&pin-source=file:{place}/pin"


def device(token, name):
    return DeviceKey(token.format(name))


@pytest.fixture
def forgetful():
    """This process unwraps everything anew."""

    def forget():
        keys.forget_opened()
        roots.forget_opened()

    forget()
    yield forget
    forget()


@pytest.mark.parametrize("kind", ["own", "device"])
def test_a_keeper_opens_what_it_wrapped_and_nothing_else(token, kind):
    one, other = (OwnKey(new_key()), OwnKey(new_key())) if kind == "own" else (device(token, "a"), device(token, "b"))
    if kind == "device":
        one.make()
        other.make()
    key = new_key()
    wrapped = one.wrap(key, bound_to=b"place")
    assert key not in wrapped
    assert one.unwrap(wrapped, bound_to=b"place") == key
    assert one.wrap(key, bound_to=b"place") != wrapped
    flipped = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    for keeper, given, place in (
        (other, wrapped, b"place"),
        (one, wrapped, b"else"),
        (one, flipped, b"place"),
        (one, b"", b"place"),
    ):
        with pytest.raises(CannotUnseal):
            keeper.unwrap(given, bound_to=place)
    assert one.id != other.id
    assert len(one.id) == 8


def test_a_device_never_gives_its_key_out_and_makes_it_once(token):
    import pkcs11

    device(token, "stays").make()
    with pytest.raises(KeyTrouble, match="already"):
        device(token, "stays").make()
    with pkcs11.lib(LIBRARY).get_token(token_label="schakel").open(user_pin="5678") as session:
        key = session.get_key(label="stays")
        assert (key[pkcs11.Attribute.SENSITIVE], key[pkcs11.Attribute.EXTRACTABLE]) == (True, False)
        with pytest.raises(pkcs11.AttributeSensitive):
            key[pkcs11.Attribute.VALUE]


def test_a_device_that_does_not_answer_is_said_in_a_sentence_without_its_pin(token, tmp_path):
    (tmp_path / "wrong").write_text("9999")
    for address in (
        token.format("x").replace("token=schakel", "token=nowhere"),
        token.format("x").replace(LIBRARY, "/nowhere.so"),
        token.format("x").rpartition("file:")[0] + f"file:{tmp_path}/wrong",
    ):
        with pytest.raises(KeyTrouble, match="does not answer") as trouble:
            DeviceKey(address).wrap(new_key(), bound_to=b"x")
        assert "9999" not in str(trouble.value)
    with pytest.raises(KeyTrouble, match="has no key nobody"):
        device(token, "nobody").wrap(new_key(), bound_to=b"x")


@pytest.mark.parametrize("address", ["pkcs11:token=a", "pkcs12:token=a;object=b?module-path=c&pin-source=d", "pkcs11:"])
def test_an_address_without_its_parts_is_refused(address):
    with pytest.raises(ValueError, match=r".*"):
        parts_of(address)


# ---------------------------------------------------------------- the file with several


def test_a_file_with_several_keepers_reads_back_as_written(tmp_path, token):
    file = KeyFile((device(token, "now"), OwnKey(new_key()), OwnKey(new_key())), blind=new_key())
    write(tmp_path / "schakel.key", file)
    assert read(tmp_path / "schakel.key") == file == parsed(text_of(file))
    assert (tmp_path / "schakel.key").stat().st_mode & 0o777 == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["schakel.key"]
    assert file.keeper(file.keepers[2].id) == file.keepers[2]
    assert file.keeper(b"nobody's") is None


def test_a_credential_of_the_system_may_show_as_the_groups_and_nothing_else_may(tmp_path, monkeypatch):
    make(tmp_path / "schakel.key")
    (tmp_path / "schakel.key").chmod(0o440)
    with pytest.raises(KeyTrouble, match="chmod 600"):
        read(tmp_path / "schakel.key")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read(tmp_path / "schakel.key").current
    (tmp_path / "schakel.key").chmod(0o444)
    with pytest.raises(KeyTrouble, match="chmod 600"):
        read(tmp_path / "schakel.key")


# ---------------------------------------------------------------- on a database


def test_the_key_may_stand_in_the_environment(bare_database, monkeypatch, forgetful):
    monkeypatch.setenv("SCHAKEL_KEYS", f"seal {base64.b64encode(bytes(range(32))).decode()}")
    monkeypatch.delenv("SCHAKEL_KEY_FILE")
    with acting(NOOR):
        sealed = seal("Zij slaapt in de keuken.", organisation=HERE, bound_to="a")
    assert bytes(DataKey._base_manager.values_list("key_id", flat=True).first() or b"") == b"", "outside a scope no key"
    forgetful()
    with acting(NOOR):
        assert unseal(sealed, organisation=HERE, bound_to="a") == "Zij slaapt in de keuken."
    monkeypatch.setenv("SCHAKEL_KEYS", f"seal {base64.b64encode(bytes(32)).decode()}")
    forgetful()
    with acting(NOOR), pytest.raises(KeyTrouble, match=r"^What SCHAKEL_KEYS says is not the one"):
        unseal(sealed, organisation=HERE, bound_to="a")
    monkeypatch.setenv("SCHAKEL_KEYS", "seal geheim")
    with pytest.raises(KeyTrouble, match=r"^SCHAKEL_KEYS cannot be used") as trouble:
        open_key_file()
    assert "geheim" not in str(trouble.value)


def test_a_device_wraps_everything_when_the_file_names_it(bare_database, monkeypatch, forgetful, tmp_path, token):
    keeper = device(token, "all")
    keeper.make()
    write(tmp_path / "schakel.key", KeyFile((keeper,)))
    monkeypatch.setenv("SCHAKEL_KEY_FILE", str(tmp_path / "schakel.key"))
    with acting(NOOR):
        sealed = seal("Hij heeft haar paspoort.", organisation=HERE, bound_to="a")
        number = blind("phone", ["+31612345678"])
        assert set(DataKey.objects.values_list("key_id", flat=True)) == {keeper.id}
        assert set(RootKey.objects.values_list("key_id", flat=True)) == {keeper.id}
    forgetful()
    with acting(NOOR):
        assert unseal(sealed, organisation=HERE, bound_to="a") == "Hij heeft haar paspoort."
        assert blind("phone", ["+31612345678"]) == number


def test_the_root_of_a_first_key_file_still_finds_what_it_blinded(bare_database, monkeypatch, forgetful, tmp_path):
    file = KeyFile((OwnKey(new_key()),), blind=bytes(range(32)))
    write(tmp_path / "schakel.key", file)
    monkeypatch.setenv("SCHAKEL_KEY_FILE", str(tmp_path / "schakel.key"))
    assert blind("phone", ["+31612345678"]) == [-6548618190135527694]
    write(tmp_path / "schakel.key", KeyFile(file.keepers))
    forgetful()
    assert blind("phone", ["+31612345678"]) == [-6548618190135527694], "from the database, not the file"


def test_a_process_notices_a_renewed_file_without_a_restart(bare_database, monkeypatch, forgetful, tmp_path):
    path = tmp_path / "schakel.key"
    old = make(path)
    monkeypatch.setenv("SCHAKEL_KEY_FILE", str(path))
    with acting(NOOR):
        sealed = seal("een", organisation=HERE, bound_to="a")
    fresh = OwnKey(new_key())
    write(path, KeyFile((fresh, *old.keepers)))
    wrapped = fresh.wrap(
        old.current.unwrap(_wrapped(bare_database), bound_to=keys.wrapping(HERE, 1)), bound_to=keys.wrapping(HERE, 1)
    )
    with bare_database.as_superuser() as everything:
        everything.execute("update vault_data_key set wrapped = %s, key_id = %s", [wrapped, fresh.id])
    keys.forget_opened()
    with acting(NOOR):
        assert unseal(sealed, organisation=HERE, bound_to="a") == "een"


def _wrapped(clone) -> bytes:
    with clone.as_superuser() as everything:
        return everything.execute("select wrapped from vault_data_key").fetchone()[0]


def test_the_tests_really_meet_a_device():
    assert os.path.exists(LIBRARY), "apt-get install softhsm2 (tools/setup test does)"
