"""What the database itself refuses the application, whatever the code above it forgot."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from schakel.ground.accounts.models import Account, ApiToken, OneTimeLink, RoleGrant
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting, looking_up


def names(**where):
    return set(Account.objects.filter(**where).values_list("display_name", flat=True))


def test_outside_a_scope_there_is_nobody(database):
    assert names() == set()
    assert RoleGrant.objects.count() == 0


def test_a_reporter_sees_only_the_own_account(database, cast):
    with acting(cast.joost):
        assert names() == {"Joost"}
        assert set(RoleGrant.objects.values_list("role", flat=True)) == {"reporter"}


def test_a_focal_person_sees_no_accounts_of_colleagues(database, cast):
    with acting(cast.noor):
        assert names() == {"Noor"}


def test_an_administrator_sees_the_own_organisation_and_no_other_that_has_its_own(database, cast):
    with acting(cast.rachid):
        assert names() == {"Anouk", "Femke", "Rachid"}
        assert RoleGrant.objects.count() == 3
    with acting(cast.karim):
        assert {"Femke", "Elif", "Mirjam"}.isdisjoint(names())


def test_the_host_looks_after_organisations_without_an_administrator(database, cast):
    with acting(cast.karim):
        assert names(organisation_id=cast.organisation("bewonersplein")) == {"Bram"}
    with acting(cast.rachid):
        assert names(organisation_id=cast.organisation("bewonersplein")) == set()


def test_a_privacy_officer_sees_the_own_organisation_and_changes_nothing(database, cast):
    with acting(cast.petra):
        assert {"Joost", "Noor", "Karim"} <= names()
        assert "Bram" not in names()
        assert Account.objects.filter(display_name="Joost").update(display_name="Jan") == 0


def test_looking_up_shows_exactly_one_row(database, cast):
    with looking_up(login_name="noor@waterrijk.example"):
        assert names() == {"Noor"}
    with looking_up(account=cast.femke.account):
        assert names() == {"Femke"}
    with looking_up(login_name="nobody@waterrijk.example"):
        assert names() == set()
    assert names() == set()


def test_looking_up_changes_nothing(database, cast):
    with looking_up(account=cast.femke.account):
        assert Account.objects.update(display_name="X") == 0


@pytest.mark.parametrize("who", ["joost", "noor", "petra", "tom"])
def test_only_administrators_add_accounts(database, cast, who):
    actor = getattr(cast, who)
    with pytest.raises(DatabaseError, match="row-level security"), acting(actor):
        Account.objects.create(
            login_name="x@y.example", display_name="X", organisation_id=actor.organisation, password="!"
        )


def test_nobody_adds_an_account_elsewhere_or_with_a_password(database, cast):
    for organisation, password in ((cast.organisation("noorderwaard"), "!"), (cast.karim.organisation, "argon2$known")):
        with pytest.raises(DatabaseError, match="row-level security"), acting(cast.karim):
            Account.objects.create(
                login_name="x@y.example", display_name="X", organisation_id=organisation, password=password
            )


def test_nobody_gives_himself_a_role(database, cast):
    with pytest.raises(DatabaseError, match="row-level security"), acting(cast.joost):
        RoleGrant.objects.create(
            account_id=cast.joost.account, role="focal_person", valid_from="2026-01-01", granted_by=cast.joost.account
        )
    karim = cast.karim
    with pytest.raises(DatabaseError, match="row-level security"), acting(karim):
        RoleGrant.objects.create(
            account_id=karim.account, role="trainer", valid_from="2026-01-01", granted_by=karim.account
        )


def test_a_grant_names_who_gave_it(database, cast):
    with pytest.raises(DatabaseError, match="row-level security"), acting(cast.karim):
        RoleGrant.objects.create(
            account_id=cast.joost.account, role="trainer", valid_from="2026-01-01", granted_by=cast.petra.account
        )


def test_even_the_owner_cannot_write_that_somebody_gave_himself_a_role(database, cast):
    with database.as_superuser() as server, pytest.raises(Exception, match="accounts_nobody_grants_himself"):
        server.execute(
            "insert into accounts_rolegrant (id, account_id, role, valid_from, granted_by, awaits_second)"
            " values (gen_random_uuid(), %s, 'trainer', '2026-01-01', %s, false)",
            [cast.joost.account, cast.joost.account],
        )


def test_an_administrator_cannot_set_somebodys_password(database, cast):
    with pytest.raises(DatabaseError, match="only the person chooses"), acting(cast.karim):
        Account.objects.filter(id=cast.joost.account).update(password="argon2$known")


def test_nobody_moves_to_another_organisation(database, cast):
    with pytest.raises(DatabaseError, match="permission denied"), acting(cast.karim):
        Account.objects.filter(id=cast.joost.account).update(organisation_id=cast.organisation("noorderwaard"))


def test_nobody_closes_or_opens_the_own_account(database, cast):
    with pytest.raises(DatabaseError, match="own account"), acting(cast.karim):
        Account.objects.filter(id=cast.karim.account).update(closed_on="2026-01-01")


def test_accounts_and_grants_are_never_deleted(database, cast):
    for table in ("accounts_account", "accounts_rolegrant", "accounts_onetimelink", "accounts_apitoken"):
        with pytest.raises(DatabaseError, match="permission denied"), acting(cast.karim), connection.cursor() as cursor:
            cursor.execute(f"delete from {table}")


def test_links_and_tokens_of_others_are_invisible(database, cast):
    with acting(cast.rachid):
        assert set(OneTimeLink.objects.values_list("account__display_name", flat=True)) == {"Anouk", "Femke", "Rachid"}
        assert ApiToken.objects.count() == 0
    with acting(cast.joost):
        assert OneTimeLink.objects.exclude(account_id=cast.joost.account).count() == 0


def test_work_and_practice_never_mix(database, cast):
    with database.as_superuser() as server:
        with pytest.raises(Exception, match="accounts_installation_only_key"):
            server.execute("insert into accounts_installation (realm, \"only\") values ('live', true)")
        with pytest.raises(Exception, match="invented_in_demo_only"):
            server.execute(
                "insert into accounts_organisation (id, kind, name, municipality, realm, hosts)"
                " values (gen_random_uuid(), 'municipality', 'Utrecht', 'GM0344', 'demo', false)"
            )


def test_the_linker_reads_covenants_and_no_account(database, cast):
    with acting(cast.noor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role schakel_linker")
        cursor.execute("select count(*) from accounts_covenantmember")
        assert cursor.fetchone()[0] == 3
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("select count(*) from accounts_account")


def test_a_login_name_exists_once_whatever_the_organisation(database, cast):
    with pytest.raises(IntegrityError), acting(cast.karim):
        Account.objects.create(
            id=new_id(),
            login_name="femke@noorderwaard.example",
            display_name="X",
            organisation_id=cast.karim.organisation,
            password="!",
        )
