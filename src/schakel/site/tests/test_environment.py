"""Settings: what is read, and what is refused by name."""

import pytest

from schakel.site.environment import Environment, SettingsTrouble


def test_a_database_address_is_taken_apart() -> None:
    found = Environment(
        {"DATABASE_URL": "postgresql://app:p%40ss@db.invalid:5433/schakel?sslmode=verify-full"}
    ).database("DATABASE_URL", "schakel_app")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "app",
        "p@ss",
        "db.invalid",
        "5433",
        "schakel",
    )
    assert found["OPTIONS"]["sslmode"] == "verify-full"


def test_a_socket_directory_is_a_host() -> None:
    found = Environment({"DATABASE_URL": "postgresql://schakel_app@/schakel?host=/run/schakel"}).database(
        "DATABASE_URL", "schakel_app"
    )
    assert found["HOST"] == "/run/schakel"
    assert "host" not in found["OPTIONS"]


@pytest.mark.parametrize("wrong", ["mysql://a/b", "postgresql://user@host", "schakel"])
def test_an_address_of_something_else_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(SettingsTrouble, match="DATABASE_URL"):
        Environment({"DATABASE_URL": wrong}).database("DATABASE_URL", "schakel_app")


def test_live_mode_needs_a_long_secret() -> None:
    with pytest.raises(SettingsTrouble, match="SCHAKEL_SECRET_KEY is missing"):
        Environment({}).secret("SCHAKEL_SECRET_KEY", needed=True)
    with pytest.raises(SettingsTrouble, match="shorter than 40"):
        Environment({"SCHAKEL_SECRET_KEY": "short"}).secret("SCHAKEL_SECRET_KEY", needed=True)
    assert len(Environment({}).secret("SCHAKEL_SECRET_KEY", needed=False)) >= 40


def test_a_word_that_is_neither_yes_nor_no_is_refused() -> None:
    assert Environment({"SCHAKEL_HTTPS": "no"}).flag("SCHAKEL_HTTPS", default=True) is False
    with pytest.raises(SettingsTrouble, match="SCHAKEL_HTTPS is 'maybe'"):
        Environment({"SCHAKEL_HTTPS": "maybe"}).flag("SCHAKEL_HTTPS", default=True)


def test_an_unknown_mode_names_the_choices() -> None:
    with pytest.raises(SettingsTrouble, match="live, demo, test"):
        Environment({"SCHAKEL_MODE": "practise"}).choice("SCHAKEL_MODE", ("live", "demo", "test"), default="live")


def test_a_number_keeps_between_its_limits() -> None:
    read = {"lowest": 1, "highest": 25, "default": 10}
    assert Environment({}).number("SCHAKEL_LARGEST_FILE", **read) == 10
    assert Environment({"SCHAKEL_LARGEST_FILE": "25"}).number("SCHAKEL_LARGEST_FILE", **read) == 25
    for wrong in ("0", "26", "10MB", "-1"):
        with pytest.raises(SettingsTrouble, match="from 1 to 25"):
            Environment({"SCHAKEL_LARGEST_FILE": wrong}).number("SCHAKEL_LARGEST_FILE", **read)


@pytest.mark.parametrize("wrong", ["clamd", "clamd:", "/run/clamav/clamd.ctl", "command:clamdscan", "tcp:/x"])
def test_a_scanner_is_named_by_its_way_and_a_whole_path(wrong: str) -> None:
    assert Environment({"SCHAKEL_VIRUS_SCANNER": "clamd:/a"}).scanner("SCHAKEL_VIRUS_SCANNER") == "clamd:/a"
    with pytest.raises(SettingsTrouble, match="SCHAKEL_VIRUS_SCANNER"):
        Environment({"SCHAKEL_VIRUS_SCANNER": wrong}).scanner("SCHAKEL_VIRUS_SCANNER")


def test_a_file_is_named_by_its_whole_path():
    assert Environment({}).whole_path("SCHAKEL_ANCHOR_FILE") == ""
    assert Environment({"SCHAKEL_ANCHOR_FILE": "/mnt/a"}).whole_path("SCHAKEL_ANCHOR_FILE") == "/mnt/a"
    with pytest.raises(SettingsTrouble, match="whole path"):
        Environment({"SCHAKEL_ANCHOR_FILE": "anchors"}).whole_path("SCHAKEL_ANCHOR_FILE")
