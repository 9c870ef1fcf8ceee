"""The roles on somebody else's server, and who is refused as the application."""

import subprocess

import psycopg
import pytest
from django.db import connections

from schakel.ground.database import launcher


def test_the_script_makes_the_same_roles_on_a_server_that_has_none(made):
    server = launcher.start(made)
    roles = ("schakel_app", "schakel_backup", "schakel_linker", "schakel_owner")
    with server.connect() as connection:
        connection.execute("drop database schakel")
        for role in roles:
            connection.execute(f"drop role {role}")
    script = launcher.dba_script(server.major)
    asked = [line for line in script.splitlines() if line.startswith("\\password")]
    assert asked == ["\\password schakel_owner", "\\password schakel_app", "\\password schakel_backup"]
    done = subprocess.run(
        [server.binaries.program("psql"), "-h", server.socket, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "postgres"],
        input="\n".join(line for line in script.splitlines() if line not in asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with server.connect("schakel", "schakel_owner") as owner:
        owner.execute("create table made_by_owner (x int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute("create database another")
    with server.connect("schakel", "schakel_app") as app:
        for statement in ("create table made_by_app (x int)", "select * from made_by_owner", "create role other"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(statement)


@pytest.mark.parametrize(
    ("major", "grant"), [(15, "grant schakel_linker to schakel_app;"), (18, "with inherit false, set true;")]
)
def test_the_linker_is_never_inherited_whatever_the_version(major, grant):
    script = launcher.dba_script(major)
    assert grant in script
    assert "create role schakel_app login nosuperuser nobypassrls nocreaterole nocreatedb noinherit;" in script


@pytest.fixture
def superuser(bare_database):
    """Django's connection as superuser, in a transaction that is rolled back: roles belong to the whole server."""
    connection = connections["default"].copy()
    connection.settings_dict["USER"] = "postgres"
    connection.set_autocommit(False)
    yield connection
    connection.rollback()
    connection.close()


def test_the_application_and_nobody_else_is_let_through(bare_database):
    launcher.refuse_unsafe(connections["default"])
    with pytest.raises(launcher.DatabaseTrouble, match="connects as schakel_owner, who owns tables of the application"):
        launcher.refuse_unsafe(connections["owner"])


def test_a_superuser_is_refused(superuser):
    with pytest.raises(
        launcher.DatabaseTrouble, match="connects as postgres, who is a superuser: connect as schakel_app"
    ):
        launcher.refuse_unsafe(superuser)


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        (["create role probe bypassrls"], "may bypass row security"),
        (
            ["create role probe", "grant schakel_owner to probe"],
            "owns tables of the application or may become their owner",
        ),
        (
            ["create role probe noinherit", "grant schakel_owner to probe"],
            "owns tables of the application or may become their owner",
        ),
        (
            ["create role probe noinherit", "grant schakel_backup to probe"],
            "may become a role that bypasses row security",
        ),
        (["create role probe inherit", "grant schakel_linker to probe"], "inherits schakel_linker"),
    ],
)
def test_a_role_above_row_security_is_refused_in_one_sentence(superuser, statements, reason):
    with superuser.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute("set local role probe")
    with pytest.raises(launcher.DatabaseTrouble, match=reason) as trouble:
        launcher.refuse_unsafe(superuser)
    assert trouble.value.message.startswith("DATABASE_URL connects as probe, who ")
    assert "\n" not in trouble.value.message


def test_a_plain_role_that_does_not_inherit_the_linker_is_let_through(superuser):
    with superuser.cursor() as cursor:
        cursor.execute("create role probe noinherit")
        cursor.execute("grant schakel_linker to probe")
        cursor.execute("set local role probe")
    launcher.refuse_unsafe(superuser)


def test_a_server_that_is_too_old_is_refused(bare_database, monkeypatch):
    monkeypatch.setattr("schakel.ground.database.launcher.safety.OLDEST", 99)
    with pytest.raises(launcher.DatabaseTrouble, match="needs version 99 or newer"):
        launcher.refuse_unsafe(connections["default"])
