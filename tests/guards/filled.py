"""A house where every table with a person in it holds rows: made by the actions that people use, in two municipalities of
one covenant and one of another. A template, so that each guard that walks it gets a clone in a moment.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import models
from django.utils import timezone

from schakel.casework.bundling import actions as bundling
from schakel.casework.intake import actions as intake
from schakel.casework.intake.tests import files
from schakel.casework.sharing import actions as sharing
from schakel.ground.accounts import actions as accounts
from schakel.ground.accounts import backend, throttle
from schakel.ground.accounts import queries as people
from schakel.ground.accounts.actions import tries
from schakel.ground.accounts.rules import GRANTABLE
from schakel.ground.accounts.rules.naming import LoginName
from schakel.ground.accounts.rules.reviewing import KEPT, WHY
from schakel.ground.accounts.tests import codes
from schakel.ground.breakglass import actions as breakglass
from schakel.ground.database.scope import acting
from schakel.ground.duty import actions as duty
from schakel.ground.vault.actions.recipients import new_recipient
from schakel.site import reactions
from schakel.site.demo.people import PASSWORD, PEOPLE
from tests.cast import Cast
from tests.clones import Clones
from tests.guards import locks
from tests.guards.growing import HERE, LAUNDRY, Municipality

ELSEWHERE = "GM9903"
EXTRA_ROLES = tuple(sorted(set(GRANTABLE) - {role for one in PEOPLE for role in one.roles}))
"""Roles that nobody of the cast has; in a filled house somebody in Waterrijk does, under the name of the role."""

Row = dict[str, Any]


def template(server: Clones, seeded: str) -> str:
    """The name of the template, made when it is not there; it changes with what makes it."""
    digest = hashlib.sha256(seeded.encode())
    for name in ("filled.py", "growing.py"):
        digest.update((Path(__file__).parent / name).read_bytes())
    return server.template(f"seeded_{digest.hexdigest()[:16]}_filled", seeded, fill)


def fill() -> None:
    cast = Cast()
    house = Municipality(cast)
    house.grows()
    _signals(cast, house)
    _elsewhere(cast)
    _shares(cast, house)
    _people(cast)
    with acting(cast.femke) as femke:  # what she opened in an emergency is shut again: open, it is a door of its own
        breakglass.end_access(by=femke, access=house.access)
    reactions.run_pending()


def _signals(cast: Any, house: Municipality) -> None:
    """What a signal can have besides: put right, put off, given on a basis, half typed, kept as a list; and a shelter."""
    noor, joost, karim = cast.noor, cast.joost, cast.karim
    intake.correct_mention(
        by=noor, signal=house.last, position=1, kind="person", value="Kasimir Wolkenstoc", reason="Uit de brief."
    )
    intake.set_due(by=noor, signal=house.aside, due=timezone.now() + timedelta(days=30), reason="Wij wachten op post.")
    system = people.system_actor(house.here)
    intake.restrict_signal(by=system, signal=house.aside, request=house.decided)
    with acting(noor):
        intake.save_view(by=noor, name="Eerst deze", chosen="state=received")
    with acting(joost):
        intake.keep_draft(by=joost, kind="desk", typed={"narrative": "Half getypt."})
        intake.keep_file(by=joost, kind="desk", name="foto.png", content=files.png())
    bundling.protect_address(by=karim, address="Geheimhoek 9, Zonnestad")
    with acting(karim):
        police = accounts.create_organisation(by=karim, kind="police", name="Politie Zuidkust")
        invited = accounts.create_account(
            by=karim, organisation=police, login_name="agent@politie.example", name="Tess", roles=("reporter",)
        )
    officer = _chooses(invited.secret)
    with acting(officer):
        intake.register_signal(
            by=officer, municipality=HERE, observed_on=date(2026, 9, 2), narrative="Een huis met steeds andere mensen.",
            provenance=intake.Provenance("G-police-municipality-19", "PL-2026-12", date(2026, 9, 3)),
        )  # fmt: skip
    assert noor.account
    duty.set_day(by=noor, day=date(2099, 3, 1), account=noor.account)


def _elsewhere(cast: Any) -> None:
    """Another covenant hears of the same laundry, and knows nothing of this one."""
    elif_ = cast.elif_
    for name in ("Kasimir Wolkenstok", "Kasimir Wolkenstok"):
        with acting(elif_):
            made = intake.register_signal(
                by=elif_, municipality=ELSEWHERE, observed_on=date(2026, 9, 2), narrative=f"Iemand noemt {name}.",
                observations=[intake.IncomingObservation("LAB-01", "seen", "saw", note="Zelf gezien")],
                mentions=[intake.IncomingMention("phone", LAUNDRY), intake.IncomingMention("person", name)],
            )  # fmt: skip
        reactions.run_pending()
    intake.qualify(by=elif_, signal=made.id)


def _shares(cast: Any, house: Municipality) -> None:
    petra = cast.petra
    sharing.accept_basis(by=petra, basis="G-municipality-labour", reason="De wet gelezen.")
    assert house.letter


def _people(cast: Any) -> None:
    """What somebody has to come in with, what went wrong there, and who looked at the rights."""
    karim, mirjam, ines, tom = cast.karim, cast.mirjam, cast.ines, cast.tom
    codes.set_up(ines)
    with acting(ines):
        tries.count(ines, right=False)
    throttle.wrong(LoginName("niemand@nergens.example"))
    with acting(karim):
        for role in EXTRA_ROLES:
            login = f"{role}@waterrijk.example"
            made = accounts.create_account(
                by=karim, organisation=karim.organisation, login_name=login, name=role, roles=()
            )
            granted = accounts.grant_role(by=karim, account=made.account, role=role)
        why = next(iter(WHY[KEPT]))
        accounts.review_rights(by=karim, scope="yearly", said=[accounts.Said(granted, KEPT, why)])
        accounts.set_provider(by=karim, name="Werk", issuer="https://127.0.0.1", client_id="schakel", secret="geheim")
        provider = people.provider_of(karim.organisation).id
        new_recipient(karim.organisation)
    with acting(tom):
        accounts.bind_identity(by=tom, provider=provider, subject="tom-1")
    with acting(mirjam):
        accounts.create_token(by=mirjam, organisation=mirjam.organisation, name="Systeem")


def _chooses(secret: str) -> Any:
    theirs = backend.actor_of_link(secret)
    assert theirs is not None
    with acting(theirs):
        accounts.choose_password(by=theirs, secret=secret, password=PASSWORD)
    found = backend.actor_named("agent@politie.example")
    assert found is not None
    return found


# ---------------------------------------------------------------- a row of each kind in each municipality

OWNERS = ("controller", "organisation", "organisation_id")
NOT_MIRRORED = {
    "audit_entry": "a chain: a row that nobody appended would be a forgery",
    "audit_processing": "belongs to the chain",
    "audit_reaction": "belongs to the chain",
    "accounts_account": "everybody of the cast is there already",
    "accounts_wrongpasswords": "of a name that was typed, not of an organisation",
    "breakglass_notice": "tells a person of an access, and would tell a stranger of one",
    "bundling_protected_address": "of the whole installation",
}
COUNTERPART = {"joost": ("anouk", "elif_"), "noor": ("femke", "elif_"), "karim": ("rachid", "mirjam")}


def owner_column(model: type[models.Model]) -> str | None:
    columns = {field.column for field in model._meta.fields}
    return next((one for one in OWNERS if one in columns), None)


def mirror(server: psycopg.Connection, cast: Any) -> None:
    """As the superuser: what only Waterrijk has, the two others get too, with their own people in it. For row security
    only: the sealed texts in these rows open nowhere.
    """
    server.execute("set session_replication_role = replica")
    for at, key in enumerate(("noorderwaard", "zuiderveen")):
        renamed = {str(cast.organisation("waterrijk")): str(cast.organisation(key))}
        if key == "zuiderveen":
            (theirs_is,) = cast.elif_.covenants
            renamed |= {str(one): str(theirs_is) for one in cast.noor.covenants}
        for ours, theirs in COUNTERPART.items():
            renamed[str(getattr(cast, ours).account)] = str(getattr(cast, theirs[at]).account)
        for model in locks.our_models():
            table = model._meta.db_table
            keeps = locks.keeps_of(model)
            if keeps and keeps.personal and table not in NOT_MIRRORED and (column := owner_column(model)):
                _mirrored(server, model, column, renamed, cast.organisation(key))
    for model in locks.our_models():
        keeps = locks.keeps_of(model)
        columns = {one.column for one in model._meta.fields}
        if keeps and keeps.personal and not owner_column(model) and "account_id" in columns:
            for other in (cast.yara, cast.rachid):
                _of_another(server, model, other.account)
    server.execute("set session_replication_role = origin")


def key_column(model: type[models.Model]) -> str:
    """By which column a row is named here: its key, or of a key of several columns the last, which belongs to one house."""
    key = model._meta.pk
    last = key.fields[-1] if isinstance(key, models.CompositePrimaryKey) else key
    return str(last.column)


def _of_another(server: psycopg.Connection, model: type[models.Model], account: UUID) -> None:
    """What somebody has to come in with, once more for somebody else."""
    table, key = model._meta.db_table, key_column(model)
    if server.execute(f'select 1 from "{table}" where account_id = %s', [account]).fetchone():
        return
    changes: Row = {"account_id": str(account)}
    if key != "account_id":
        changes[key] = str(uuid4())
    for one in model._meta.fields:
        if isinstance(one, models.BinaryField) and one.column != key:
            changes[one.column] = "\\x" + uuid4().hex * 2
    _put(server, table, server.execute(f'select to_jsonb(t)::text from "{table}" t limit 1').fetchone()[0], changes)


def _put(server: psycopg.Connection, table: str, text: str, changes: Row) -> None:
    try:
        with server.transaction():
            server.execute(
                f'insert into "{table}" select (jsonb_populate_record(null::"{table}", %s::jsonb || %s::jsonb)).*',
                [text, psycopg.types.json.Jsonb(changes)],
            )
    except psycopg.errors.UniqueViolation:
        return


def _mirrored(server: psycopg.Connection, model: type[models.Model], column: str, renamed: Row, to: UUID) -> None:
    table, key = model._meta.db_table, key_column(model)
    if server.execute(f'select 1 from "{table}" where "{column}" = %s limit 1', [to]).fetchone():
        return
    ours = next(iter(renamed))
    found = server.execute(
        f'select to_jsonb(t)::text from "{table}" t where "{column}" = %s order by "{key}" limit 2', [ours]
    ).fetchall()
    for (text,) in found:
        for old, new in renamed.items():
            text = text.replace(old, new)
        changes: Row = {}
        if isinstance(model._meta.pk, models.UUIDField) and key != column:
            changes[key] = str(uuid4())
        for field in model._meta.fields:
            beside = field.related_model
            other = owner_column(beside) if field.is_relation and field.column != column and beside else None
            if (
                other
                and json.loads(text)[field.column]
                and beside is not None
                and beside._meta.db_table != "accounts_account"
            ):
                theirs = server.execute(
                    f'select "{key_column(beside)}" from "{beside._meta.db_table}" where "{other}" = %s order by 1 limit 1', [to]
                ).fetchone()  # fmt: skip
                if theirs:
                    changes[field.column] = str(theirs[0])
        _put(server, table, text, changes)
