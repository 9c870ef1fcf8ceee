"""The key file: closed, whole, made once, and every trouble said in one sentence."""

import base64
import threading

import pytest

from schakel.ground.vault.rules.key_file import KeyTrouble, make, read


def test_it_is_made_closed_and_reads_back_the_same(tmp_path):
    path = tmp_path / "apart" / "schakel.key"
    made = make(path)
    assert read(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(made.current.key) == 32
    assert [found.name for found in path.parent.iterdir()] == ["schakel.key"]


def test_the_keys_never_show_when_printed(tmp_path):
    made = make(tmp_path / "schakel.key")
    assert base64.b64encode(made.current.key).decode() not in repr(made)
    assert repr(made.current.key)[2:-1] not in repr(made)


def test_making_it_again_keeps_the_first(tmp_path):
    path = tmp_path / "schakel.key"
    assert make(path) == make(path)


def test_twenty_at_once_agree_on_one(tmp_path):
    path, found = tmp_path / "schakel.key", []
    threads = [threading.Thread(target=lambda: found.append(make(path).id)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert len(set(found)) == 1


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "schakel.key")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_file_open_to_others_is_refused_with_the_mend(tmp_path, mode):
    path = tmp_path / "schakel.key"
    make(path)
    path.chmod(mode)
    with pytest.raises(KeyTrouble, match=f"chmod 600 {path}"):
        read(path)


def test_a_directory_is_refused(tmp_path):
    with pytest.raises(KeyTrouble, match="is not a file"):
        read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"seal x\n", b"\xff\xfe", b"seal AAAA\nblind AAAA\n", b"one two three\n"])
def test_a_damaged_file_is_refused_without_showing_it(tmp_path, content):
    path = tmp_path / "schakel.key"
    make(path)
    path.write_bytes(content)
    with pytest.raises(KeyTrouble) as trouble:
        read(path)
    assert str(trouble.value) == f"The key file {path} is damaged: put it back from its own backup."


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(KeyTrouble, match="choose another place in SCHAKEL_KEY_FILE"):
        make(tmp_path / "file" / "schakel.key")
