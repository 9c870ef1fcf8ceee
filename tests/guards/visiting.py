"""Every address, opened and sent to by everybody: what they get, what was unsealed for them, and what the trail then says.

Nothing stays: what a page writes is undone when it is done, so that each visit finds the same house.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from schakel.ground.accounts import access
from schakel.ground.accounts.actions import create_token
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.accounts.rules.roles import EVERYBODY, capabilities
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import texts
from schakel.site import middleware
from schakel.site.demo.people import PEOPLE
from tests.guards.filled import EXTRA_ROLES
from tests.guards.growing import SHEET, VEILIG_THUIS

NOBODY = "nobody"
LIKE_ANOTHER = (
    "samira",
    "ines",
)  # same work in the same house as noor and wim: what they open is tried, what they send is not
A_FEW = ("joost", "wim", "noor", "dirk", "petra", "karim", "femke", "elif", "lotte")
SENDING, READING = "key to send", "key to read"
FIXED: Mapping[str, Any] = {
    "recipient": VEILIG_THUIS[0], "basis": VEILIG_THUIS[1], "purpose": VEILIG_THUIS[2], "ilo_list": SHEET,
    "dimension": "D4", "language": "en", "secret": "geen-geheim",
}  # fmt: skip
# What stands in an address, of Waterrijk; where it is not simply the first row of the table with that name.
ASKED = {
    "signal": "select signal::text from sharing_disclosure where controller = %(here)s limit 1",
    "number": "select b.number from bundling_bundle b join bundling_membership m on m.bundle_id = b.id"
    " where m.signal = (select signal from sharing_disclosure where controller = %(here)s limit 1) limit 1",
    "other": "select number from bundling_bundle where controller = %(here)s order by number desc limit 1",
    "account": "select id from accounts_account where login_name = 'trainer@waterrijk.example'",
    "granted": "select g.id from accounts_rolegrant g join accounts_account a on a.id = g.account_id"
    " where a.login_name = 'trainer@waterrijk.example' limit 1",
    "organisation": "select %(here)s",
    "covenant": "select covenant_id from accounts_covenantmember where organisation_id = %(here)s limit 1",
    "hit": "select id from bundling_hit where controller = (select id from accounts_organisation where municipality = 'GM9901')"
    " order by id limit 1",
    "ask": "select id from bundling_ask_request order by id limit 1",
    "act": "select act from bundling_judgement where controller = %(here)s limit 1",
    "provider": "select id from accounts_signonprovider limit 1",
    "access": "select id from breakglass_access order by id limit 1",
    "record": "select id from provisions_investigation where controller = %(here)s order by id limit 1",
    "request_id": "select id from rights_request where controller = %(here)s order by id limit 1",
    "token": "select id from accounts_apitoken where organisation_id = %(here)s limit 1",
}  # fmt: skip
TABLES_NAMED = {"acceptance": "sharing_basis_acceptance"}


@dataclass(frozen=True)
class Address:
    name: str
    place: str
    who: access.Who
    words: tuple[str, ...]
    path: str
    known: bool  # what stands in it exists


@dataclass
class Visit:
    """`unsealed`: places in rows that were opened. `lines`: kind of trail entry, with how many lines about persons."""

    status: int
    to: str
    unsealed: list[str] = field(default_factory=list)
    lines: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    @property
    def said(self) -> str:
        if self.status == 302:
            return "login" if self.to.startswith("/inloggen") else "goes on"
        words = {200: "opens", 422: "asks again", 403: "refused", 404: "not found", 405: "form only", 401: "no key"}
        return words.get(self.status, str(self.status))


def addresses(server: psycopg.Connection, cast: Any) -> list[Address]:
    found = []
    for place, one, words in _walk(get_resolver().url_patterns):
        values, known = {}, True
        for word in words:
            values[word], there = _value(server, cast, word, place)
            known = known and there
        assert one.name, f"{place} has no name"
        path = reverse(one.name, kwargs=values)
        assert resolve(path).url_name == one.name, f"{place} is never reached: {resolve(path).route} stands before it"
        found.append(Address(one.name, place, one.callback.who, words, path, known))
    return found


def _walk(
    patterns: list[URLPattern | URLResolver], before: str = "", words: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern, tuple[str, ...]]]:
    for one in patterns:
        here = (*words, *one.pattern.converters)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, before + str(one.pattern), here)
        else:
            yield before + str(one.pattern), one, here


def _value(server: psycopg.Connection, cast: Any, word: str, place: str) -> tuple[Any, bool]:
    if word in FIXED:
        return FIXED[word], True
    here = cast.organisation("waterrijk")
    if word in ASKED:
        row = server.execute(ASKED[word], {"here": here}).fetchone()
        assert row is not None, f"nothing for <{word}> in a filled house"
        return row[0], True
    names = [one._meta.db_table for one in apps.get_models() if one._meta.model_name == word]
    for table in filter(None, [TABLES_NAMED.get(word), *names]):
        columns = {one.name for one in server.execute(f'select * from "{table}" limit 0').description or ()}
        owner = next((one for one in ("controller", "organisation", "organisation_id") if one in columns), None)
        where = f'where "{owner}" = %(here)s' if owner else ""
        row = server.execute(f'select id from "{table}" {where} order by 1 limit 1', {"here": here}).fetchone()
        if row:
            return row[0], True
    kind = re.search(rf"<(\w+):{word}>", place)
    return {"uuid": uuid4(), "int": 9999}.get(kind[1] if kind else "", "onbekend"), False


class Visitors:
    """Everybody at a browser of their own, and systems with a key."""

    def __init__(self, cast: Any) -> None:
        logins = [one.login_name for one in PEOPLE] + [f"{role}@waterrijk.example" for role in EXTRA_ROLES]
        self.clients: dict[str, Client] = {NOBODY: Client(HTTP_HOST="localhost")}
        self.cookies: dict[str, str] = {}
        self.accounts: dict[str, Any] = {}
        for login in logins:
            who = login.partition("@")[0]
            actor = access.actor_named(login)
            assert actor is not None
            account = AccountBackend().get_user(actor.account)
            assert account is not None
            client = Client(HTTP_HOST="localhost", raise_request_exception=False)
            client.force_login(account)
            self.clients[who], self.accounts[who] = client, account
            self.cookies[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        with acting(cast.karim) as by:
            for who, may in ((SENDING, "signal.register"), (READING, "bundle.read")):
                made = create_token(by=by, organisation=by.organisation, name=who, capability=may)
                self.clients[who] = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {made.secret}"})

    def visit(self, who: str, address: Address, method: str = "get") -> Visit:
        client = self.clients[who]
        if who in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        unsealed: list[str] = []
        lines: list[tuple[str, frozenset[str]]] = []
        with _watched(unsealed, lines):
            answer = getattr(client, method)(address.path)
            _ = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return Visit(answer.status_code, answer.headers.get("Location", ""), unsealed, lines)

    def may(self, who: str, address: Address) -> bool:
        """Which way to try: whether the answer comes from the page, or from the gate before it."""
        if who not in self.accounts or address.who.public or address.who.may is None:
            return True
        return address.who.may in capabilities(self.accounts[who].actor.roles)

    def gate(self, who: str, address: Address) -> Visit:
        """The same middleware and gate as in a visit, without what stands around them and without drawing a page."""
        request = RequestFactory().get(address.path)
        request.user, match = self.accounts[who], resolve(address.path)
        request.resolver_match = match
        answer = middleware.ScopeMiddleware(_never).process_view(request, match.func, match.args, match.kwargs)
        assert answer is not None
        return Visit(answer.status_code, answer.headers.get("Location", ""))


def _never(request: HttpRequest) -> HttpResponse:
    raise AssertionError("the gate let somebody through who may not")


def _bare(request: HttpRequest, template: str, context: Any = None, status: int = 200) -> HttpResponse:
    return HttpResponse(template, status=status)


@contextmanager
def _watched(unsealed: list[str], lines: list[tuple[str, frozenset[str]]]) -> Iterator[None]:
    def sees(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "audit_append(" in sql:
            lines.append((params[2], frozenset(params[11])))
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(sees))
        for name in ("unseal_text", "unseal_file"):
            stack.enter_context(patch.object(texts, name, _counting(getattr(texts, name), unsealed)))
        yield


def _counting(unseals: Any, unsealed: list[str]) -> Any:
    def counted(*given: Any, bound_to: str, **more: Any) -> Any:
        unsealed.append(bound_to)
        return unseals(*given, bound_to=bound_to, **more)

    return counted


@contextmanager
def nothing_stays() -> Iterator[None]:
    """Each page in its own scope, as always; at the end of it what it wrote is undone, and nothing follows."""

    @contextmanager
    def undone(actor: Actor, **more: Any) -> Iterator[Actor]:
        with acting(actor, **more):
            yield actor
            transaction.set_rollback(True)

    with (
        patch.object(middleware, "acting", undone),
        patch.object(access, "acting", undone),
        patch.object(middleware.reactions, "run_pending", lambda **more: 0),
        patch.object(middleware.audit, "record_refusal", lambda *given, **more: uuid4()),
        patch.object(access.audit, "record_refusal", lambda *given, **more: uuid4()),
        override_settings(READS_A_MINUTE=100_000, WRITES_A_MINUTE=100_000, STRANGERS_A_MINUTE=100_000),
    ):
        yield


Visits = dict[tuple[str, str, str], Visit]


def visit_all(server: psycopg.Connection, cast: Any) -> tuple[list[Address], Visits, Visitors]:
    """GET by everybody; POST, empty, by whoever may come in at that page at all, since for the others the gate is the same.

    Pages that are everybody's are public, or show one's own: there a few of each kind come and send.
    """
    places, people = addresses(server, cast), Visitors(cast)
    visits: Visits = {}
    with nothing_stays():
        for address in places:
            for who in people.clients:
                if (address.who.via == "token") != (who in (SENDING, READING)) and who != NOBODY:
                    continue
                theirs = address.who.public or address.who.may in EVERYBODY or address.who.may is None
                if theirs and not address.words and who in people.accounts and who not in A_FEW:
                    continue
                if not people.may(who, address):
                    with patch.object(middleware, "render", _bare):
                        visits[who, address.name, "get"] = people.gate(who, address)
                    continue
                found = visits[who, address.name, "get"] = people.visit(who, address)
                shut = found.said in ("login", "no key") or address.who.public
                if shut or who in LIKE_ANOTHER or (theirs and who not in A_FEW):
                    continue
                visits[who, address.name, "post"] = people.visit(who, address, "post")
    return places, visits, people


def by_answer(visits: Visits, address: Address, method: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for (who, name, how), visit in visits.items():
        if name == address.name and how == method:
            found[visit.said].append(who)
    return found


def subject_of(place: str) -> tuple[str, UUID] | None:
    """ "intake.mention:<uuid>:value" -> ("intake.mention", uuid)"""
    found = re.fullmatch(r"([\w.]+):([0-9a-f-]{36}):\w+", place)
    return (found[1], UUID(found[2])) if found else None
