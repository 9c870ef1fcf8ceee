"""The weakenings: each takes one thing out of the product that an attack runs into. Its docstring stands in the docs."""

from __future__ import annotations

from typing import Any

from tests.attacks.weakening import Weak

WHOSE = {"controller", "reporter", "organisation", "asked", "writer"}


def _narrows_to_nobody(weak: Weak) -> None:
    from django.db.models.query import QuerySet

    real = QuerySet.filter

    def filtered(self: Any, *args: Any, **wanted: Any) -> Any:
        if self.model._meta.app_label in ("intake", "bundling", "sharing", "duty"):
            wanted = {name: value for name, value in wanted.items() if name not in WHOSE}
        return real(self, *args, **wanted)

    weak.patch(QuerySet, "filter", filtered)


def no_gate(weak: Weak) -> None:
    """`accounts.access.demand`, which asks for the capability of a page, lets everybody through."""
    from schakel.ground.accounts import access

    weak.patch(access, "demand", lambda actor, may: None)


def no_row_security(weak: Weak) -> None:
    """Row-level security is switched off on every table."""
    weak.open_tables()


def no_locks(weak: Weak) -> None:
    """All three locks at once: no page asks who may, no query narrows to whose row it is, no table has row security."""
    import importlib

    from schakel.ground.database.actor import Actor

    attachments = importlib.import_module("schakel.casework.intake.queries.attachments")
    signals = importlib.import_module(
        "schakel.casework.intake.queries.signals"
    )  # these names are those of functions too

    no_gate(weak)
    no_row_security(weak)
    _narrows_to_nobody(weak)
    weak.patch(signals, "own", lambda viewer: signals.Signal.objects.all())
    weak.patch(attachments, "_may_know", lambda viewer, row: True)
    weak.patch(Actor, "holds", lambda self, role: True)


def queries_forget_and_no_row_security(weak: Weak) -> None:
    """No query narrows to whose row it is, and row-level security is switched off."""
    no_row_security(weak)
    _narrows_to_nobody(weak)


def no_csrf(weak: Weak) -> None:
    """The middleware that asks each form for its mark is taken out."""
    _without(weak, "django.middleware.csrf.CsrfViewMiddleware")


def _without(weak: Weak, *names: str) -> None:
    from django.conf import settings

    weak.settings(MIDDLEWARE=[one for one in settings.MIDDLEWARE if one not in names])


def no_browser_policy(weak: Weak) -> None:
    """The four middlewares that set headers for browsers are taken out."""
    _without(
        weak, "schakel.site.middleware.BrowserPolicyMiddleware", "csp.middleware.CSPMiddleware",
        "django.middleware.security.SecurityMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
    )  # fmt: skip


def any_host(weak: Weak) -> None:
    """Every host name is taken for our own."""
    weak.settings(ALLOWED_HOSTS=["*"])


def any_address(weak: Weak) -> None:
    """Where somebody was going is taken as it came, without asking whether it is ours."""
    from django.http import HttpResponse
    from django.views import i18n

    from schakel.ground.accounts.pages import login

    def led(to: str) -> HttpResponse:
        return HttpResponse(status=302, headers={"Location": to.replace("\t", "")})

    for module in (login, i18n):
        weak.patch(module, "url_has_allowed_host_and_scheme", lambda *args, **kwargs: True)
    weak.patch(login, "redirect", led)
    weak.patch(i18n, "HttpResponseRedirect", led)


def no_limits(weak: Weak) -> None:
    """Nothing counts how often one asks."""
    from schakel.ground.accounts import problems
    from schakel.site import rates

    weak.patch(rates, "too_many", lambda who, most: 0)
    weak.patch(problems, "too_many", lambda who, most: 0)


def no_throttle(weak: Weak) -> None:
    """Wrong passwords are not counted."""
    from schakel.ground.accounts import throttle

    weak.patch(throttle, "wrong", lambda name: None)


def forms_take_everything(weak: Weak) -> None:
    """A choice from a list is not held against the list, and the account form writes whatever was sent."""
    from django import forms

    weak.patch(forms.ChoiceField, "valid_value", lambda self, value: True)
    weak.patch(forms.MultipleChoiceField, "validate", lambda self, value: None)


# ---------------------------------------------------------------- who may


def anybody_owns(weak: Weak) -> None:
    """Everybody counts as a focal person of every municipality."""
    from schakel.casework.intake.actions import handling

    def everybody(viewer: Any, **_: Any) -> list[Any]:
        from schakel.ground.accounts.queries import Contact

        asked = "select id from accounts_account"
        with weak.clone().as_superuser() as server:
            found = server.execute(asked).fetchall()
        return [Contact(account, "Iemand", "focal_person", viewer.organisation, "", None) for (account,) in found]

    weak.patch(handling.accounts, "focal_persons", everybody)


def one_person_is_enough(weak: Weak) -> None:
    """`may_check` says yes to everybody, and the constraint of the table is dropped."""
    from schakel.casework.sharing.actions import moving

    weak.sql("alter table sharing_disclosure drop constraint sharing_disclosure_second_person")

    weak.patch(moving, "may_check", lambda **_: True)


def every_move_is_legal(weak: Weak) -> None:
    """The table of moves of a letter allows every move, and the constraint of the table is dropped."""
    from schakel.casework.sharing.actions import moving

    weak.sql("alter table sharing_disclosure drop constraint sharing_disclosure_checked_by_somebody")

    weak.patch(moving, "allowed", lambda before, to: True)


def no_locks_on_organisations(weak: Weak) -> None:
    """The account actions do not ask whose organisation it is, and row security is switched off."""
    from schakel.ground.accounts.actions import checks
    from schakel.ground.accounts.pages import withdraw_role

    no_row_security(weak)
    weak.patch(checks, "demand_organisation", lambda by, organisation: None)
    weak.patch(withdraw_role.queries, "manageable", lambda actor: Everything())


class Everything(frozenset):  # type: ignore[type-arg]
    """A set in which everything is."""

    def __contains__(self, item: object) -> bool:
        return True


def roles_to_oneself(weak: Weak) -> None:
    """The action does not look whether it is the own account, row security is off, and the constraint is dropped."""
    from schakel.ground.accounts.actions import checks

    no_row_security(weak)
    weak.sql("alter table accounts_rolegrant drop constraint accounts_nobody_grants_himself")
    weak.patch(checks, "demand_not_oneself", lambda by, account, code, message: None)


def body_says_who(weak: Weak) -> None:
    """The interface believes what the body says of organisation and municipality."""
    from schakel.casework.intake import api

    weak.patch(api, "_addressed", lambda by, body: (body.municipality or by.municipality, []))


def keys_may_all(weak: Weak) -> None:
    """A key is not held against what it was made for."""
    from schakel.ground.accounts import access

    real = access.token_actor

    class Any_(str):
        def __ne__(self, other: object) -> bool:
            return False

    def known(request: Any) -> Any:
        found = real(request)
        return (found[0], Any_(found[1])) if found else None

    weak.patch(access, "token_actor", known)


def cookies_open_the_api(weak: Weak) -> None:
    """The gate for systems also takes who is logged in by cookie."""
    from schakel.ground.accounts import access

    def known(request: Any) -> Any:
        return (request.user.actor, "signal.register") if request.user.is_authenticated else None

    weak.patch(access, "token_actor", known)


def bodies_do_not_count(weak: Weak) -> None:
    """A number that came in before gives its receipt, whatever the body is."""
    from schakel.casework.intake.actions import registering
    from schakel.casework.intake.actions.receipts import Receipt

    def before(sender_id: str | None, digest: bytes) -> Any:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select id, number from intake_sent_before(%s)", [sender_id])
            found = cursor.fetchone()
        return Receipt(*found, known=True) if found else None

    weak.patch(registering, "sent_before", before)


def unsigned_cookies(weak: Weak) -> None:
    """The signature of the cookie that says who typed is not looked at."""
    import base64
    import json
    from uuid import UUID

    from schakel.site import typed_again

    def typist(request: Any) -> Any:
        told = request.COOKIES.get(typed_again.COOKIE, "").split(":")[0]
        return tuple(map(UUID, json.loads(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4))))) if told else None

    weak.patch(typed_again, "typist", typist)


def anybodys_passkey(weak: Weak) -> None:
    """A passkey is looked up by its number alone, and row security is switched off."""
    from schakel.ground.accounts.actions import passkeys

    no_row_security(weak)
    weak.patch(passkeys, "_mine", lambda by, passkey: passkeys.Passkey.objects.get(id=passkey))


# ---------------------------------------------------------------- the browser


def reading_is_writing(weak: Weak) -> None:
    """A page that is asked for is taken for a form that is sent, with what stands in its address, and no mark is asked."""
    from django.core.handlers.wsgi import WSGIRequest

    real = WSGIRequest.__init__

    def begin(self: Any, environ: Any) -> None:
        real(self, environ)
        if self.method == "GET":
            self.method, self._post, self._files = "POST", self.GET, {}

    no_csrf(weak)
    weak.patch(WSGIRequest, "__init__", begin)


def nothing_is_cleared(weak: Weak) -> None:
    """Going out sends no `Clear-Site-Data`."""
    from django.http.response import HttpResponseBase

    real = HttpResponseBase.__init__

    def begin(self: Any, *args: Any, **kwargs: Any) -> None:
        real(self, *args, **kwargs)
        put = type(self.headers).__setitem__
        kind = type(
            "Forgetful",
            (type(self.headers),),
            {"__setitem__": lambda own, key, value: key == "Clear-Site-Data" or put(own, key, value)},
        )
        self.headers.__class__ = kind

    weak.patch(HttpResponseBase, "__init__", begin)


def every_origin_may_read(weak: Weak) -> None:
    """Every answer says that any site may read it."""
    from schakel.site.middleware import BrowserPolicyMiddleware

    real = BrowserPolicyMiddleware.__call__

    def call(self: Any, request: Any) -> Any:
        answer = real(self, request)
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    weak.patch(BrowserPolicyMiddleware, "__call__", call)


# ---------------------------------------------------------------- who one is


def keys_stay(weak: Weak) -> None:
    """Logging in keeps the key of the session."""
    from django.contrib.sessions.backends.base import SessionBase

    weak.patch(SessionBase, "cycle_key", lambda self: None)


def going_out_forgets_nothing(weak: Weak) -> None:
    """Going out only sends the browser to the login page."""
    from schakel.ground.accounts.pages import logout

    weak.patch(logout, "close_session", lambda request: None)


def sessions_know_no_password(weak: Weak) -> None:
    """The hash that a session carries is the same whatever the password is."""
    from schakel.ground.accounts.models import Account

    weak.patch(Account, "_get_session_auth_hash", lambda self, secret=None: "always")


def people_are_remembered(weak: Weak) -> None:
    """Account and roles are looked up once and remembered for later requests."""
    from functools import cache

    from schakel.ground.accounts.backend import AccountBackend

    real = AccountBackend.get_user
    known = cache(lambda account: real(AccountBackend(), account))
    weak.patch(AccountBackend, "get_user", lambda self, account: known(account))


def half_is_whole(weak: Weak) -> None:
    """A password counts as a complete login, also where a second step is required."""
    from schakel.ground.accounts import access

    weak.patch(access, "finished", lambda request: True)


def keys_in_the_clear(weak: Weak) -> None:
    """The keys of sessions stand in the table as they stand in the cookie: Django's own store."""
    weak.settings(SESSION_ENGINE="django.contrib.sessions.backends.db")


def loose_cookies(weak: Weak) -> None:
    """The cookie of the session is readable by script and goes along from other sites."""
    weak.settings(SESSION_COOKIE_HTTPONLY=False, SESSION_COOKIE_SAMESITE="None")


def kept_for_anybody(weak: Weak) -> None:
    """What was typed is sealed for everybody of the organisation alike."""
    from schakel.site import typed_again

    weak.patch(typed_again, "_bound", lambda account, where: "site.typed")


# ---------------------------------------------------------------- guessing


def names_are_told(weak: Weak) -> None:
    """The login page says that a name is nobody's."""
    from schakel.ground.accounts.pages.login import LoginForm

    real = LoginForm.account

    def account(self: Any, request: Any) -> Any:
        found = real(self, request)
        name = self.cleaned_data["login_name"]
        with weak.clone().as_superuser() as server:
            known = server.execute("select from accounts_account where login_name = %s", [name]).fetchone()
        if known is None:
            self.add_error(None, "Deze naam is niet bekend.")
        return found

    weak.patch(LoginForm, "account", account)


def only_real_names_wait(weak: Weak) -> None:
    """Wrong passwords are counted only for names that exist."""
    from schakel.ground.accounts import throttle

    real = throttle.wrong

    def wrong(name: Any) -> None:
        with weak.clone().as_superuser() as server:
            known = server.execute("select from accounts_account where login_name = %s", [name]).fetchone()
        if known is not None:
            real(name)

    weak.patch(throttle, "wrong", wrong)


def nobody_is_not_hashed(weak: Weak) -> None:
    """For a name that is nobody's no password is hashed."""
    from schakel.ground.accounts import backend

    real, nobody = backend.check_password, backend._nobody()
    weak.patch(backend, "check_password", lambda typed, held: held != nobody and real(typed, held))


def codes_are_not_counted(weak: Weak) -> None:
    """Wrong codes are not counted."""
    from schakel.ground.accounts.actions import second_step

    weak.patch(second_step.tries, "count", lambda by, right: None)


def codes_count_twice(weak: Weak) -> None:
    """Whether a code was used before is not looked at."""
    from schakel.ground.accounts.actions import second_step

    def kind(by: Any, step: Any, typed: str, now: Any) -> str:
        fits = step and second_step.rules.fitting_step(second_step.opened(by, step), typed, now) is not None
        return "app" if fits else ""

    weak.patch(second_step, "_kind", kind)


def links_stay(weak: Weak) -> None:
    """A one-time link is not used up, and its day is not looked at."""
    from schakel.ground.accounts import backend
    from schakel.ground.accounts.actions import passwords
    from schakel.ground.accounts.models import OneTimeLink
    from schakel.ground.accounts.rules import secret_hash

    no_row_security(weak)
    weak.patch(passwords, "use_link", lambda account, secret: True)

    def of_link(secret: str) -> Any:
        row = OneTimeLink.objects.filter(token_hash=secret_hash(secret)).first()
        return backend.AccountBackend().get_user(row.account_id).actor if row else None

    weak.patch(backend, "actor_of_link", of_link)


def all_are_strangers(weak: Weak) -> None:
    """Whether somebody was logged in here before plays no part."""
    from schakel.site import rates

    weak.patch(rates, "typist", lambda request: None)


# ---------------------------------------------------------------- injection


def sql_by_hand(weak: Weak) -> None:
    """The number in the filter of the list of signals is glued into a statement."""
    from django.db import connection

    from schakel.casework.intake.pages.signals_filter import FilterForm

    real = FilterForm.chosen

    def chosen(self: Any, **how: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(f"select 1 where '{self.data.get('nummer', '')}' = ''")
        return real(self, **how)

    weak.patch(FilterForm, "chosen", chosen)


def nothing_is_escaped(weak: Weak) -> None:
    """Templates write text as it came."""
    from copy import deepcopy

    from django.conf import settings

    engines = deepcopy(settings.TEMPLATES)
    engines[0]["OPTIONS"]["autoescape"] = False
    weak.settings(TEMPLATES=engines)


def headers_take_lines(weak: Weak) -> None:
    """An address is put in a header as it came, and a header may hold a line end."""
    from django.http import response

    from schakel.ground.accounts.pages import login

    weak.patch(
        response.ResponseHeaders, "_convert_to_charset", lambda self, value, charset, mime_encode=False: str(value)
    )
    weak.patch(response, "iri_to_uri", str)
    weak.patch(login, "url_has_allowed_host_and_scheme", lambda *args, **kwargs: True)


def files_keep_their_names(weak: Weak) -> None:
    """A copy is called as the file was called by who sent it."""
    import importlib

    from django.http import response

    attachments = importlib.import_module("schakel.casework.intake.queries.attachments")
    weak.patch(
        response.ResponseHeaders, "_convert_to_charset", lambda self, value, charset, mime_encode=False: str(value)
    )
    weak.patch(attachments, "own_name", lambda number, position, kind: 'x"; filename="kwaad.html')


def cells_as_they_are(weak: Weak) -> None:
    """Cells that are given back are written as they came."""
    from schakel.engines.exchange import returned

    weak.patch(returned, "_RUN", ("\0never",))
    weak.patch(returned, "_text_cell", lambda sheet, text: returned.ILLEGAL_CHARACTERS_RE.sub("?", text))


def logs_as_they_come(weak: Weak) -> None:
    """The lines of the framework are written as they came."""
    from schakel.site import logs

    weak.patch(logs, "_QUIET", ())


def mail_tells_names(weak: Weak) -> None:
    """The mail of an alarm says what the signal says."""
    from django.core.mail import EmailMessage

    from schakel.ground.duty.actions import mailing

    weak.patch(
        mailing, "letter", lambda number, link: EmailMessage("Alarm", "Een Wolkenstok in gevaar.", "a@b.example")
    )


# ---------------------------------------------------------------- files and bodies


def zips_may_be_endless(weak: Weak) -> None:
    """A workbook may unpack to anything."""
    from schakel.engines.exchange import tables

    weak.patch(tables, "MOST_UNPACKED", 10**12)


def xml_may_declare(weak: Weak) -> None:
    """A workbook may declare entities, and the library beneath that refuses them too does not."""
    import re

    from defusedxml.ElementTree import DefusedXMLParser

    from schakel.engines.exchange import tables

    weak.patch(tables, "_DECLARES", re.compile(rb"(?!)"))
    real = DefusedXMLParser.__init__

    def begin(self: Any, *args: Any, **_: Any) -> None:
        real(self, *args, forbid_entities=False, forbid_external=False)

    weak.patch(DefusedXMLParser, "__init__", begin)


def pictures_may_be_endless(weak: Weak) -> None:
    """A picture may have any number of dots."""
    from schakel.casework.intake.rules.files import images

    weak.patch(images, "MOST_PIXELS", 10**12)


def pdfs_may_be_endless(weak: Weak) -> None:
    """A pdf may have any number of pages and objects, and unpack to anything."""
    from schakel.casework.intake.rules.files import pdfs

    for name in ("MOST_PAGES", "MOST_OBJECTS", "MOST_UNPACKED"):
        weak.patch(pdfs, name, 10**9)


def pictures_as_they_came(weak: Weak) -> None:
    """A picture is kept as it came."""
    from schakel.casework.intake.rules.files import images

    weak.patch(images, "cleaned_image", lambda content, kind, largest: (kind, content))


def pdfs_as_they_came(weak: Weak) -> None:
    """A pdf is kept as it came."""
    from schakel.casework.intake.rules.files import pdfs

    weak.patch(pdfs, "cleaned_pdf", lambda content, largest: content)


def names_say_what_it_is(weak: Weak) -> None:
    """A file is what its sender says it is."""
    from schakel.casework.intake.actions import cleaning

    weak.patch(cleaning, "kind_of", lambda content: "png")
    weak.patch(cleaning, "_read_apart", lambda content: ("png", content))


def names_keep_their_path(weak: Weak) -> None:
    """Of a name nothing is left out."""
    from schakel.casework.intake.rules.files import names

    weak.patch(names, "readable_stem", lambda given: given)


def static_by_path(weak: Weak) -> None:
    """A static file is looked up by the path that was asked for."""
    from pathlib import Path
    from urllib.parse import unquote

    from django.http import HttpResponse
    from whitenoise.middleware import WhiteNoiseMiddleware

    real = WhiteNoiseMiddleware.__call__
    root = Path(__file__).resolve().parents[2] / "src" / "schakel" / "ground" / "ui" / "static" / "schakel"

    def call(self: Any, request: Any) -> Any:
        wanted = root / unquote(request.path_info.removeprefix("/static/")).lstrip("/")
        found = request.path_info.startswith("/static/") and wanted.is_file()
        return HttpResponse(wanted.read_bytes()) if found else real(self, request)

    weak.patch(WhiteNoiseMiddleware, "__call__", call)


def bodies_may_be_endless(weak: Weak) -> None:
    """A body may have any length, and a form any number of fields."""
    from schakel.casework.intake import api

    weak.settings(DATA_UPLOAD_MAX_MEMORY_SIZE=None, DATA_UPLOAD_MAX_NUMBER_FIELDS=None)
    weak.patch(api, "MOST_BYTES", 10**12)


def json_by_hand(weak: Weak) -> None:
    """What comes in at the interface is read without looking whether it can be."""
    import json

    from schakel.casework.intake import api

    weak.patch(api, "read_json", lambda raw: (json.loads(raw), []))


def forms_break(weak: Weak) -> None:
    """What is wrong with a body while it is read is not caught."""
    from django.http.multipartparser import MultiPartParserError
    from django.http.request import HttpRequest

    real = HttpRequest._load_post_and_files

    def load(self: Any) -> None:
        try:
            real(self)
        except MultiPartParserError as trouble:
            raise RuntimeError(trouble) from trouble

    weak.patch(HttpRequest, "_load_post_and_files", load)


def slow_patterns(weak: Weak) -> None:
    """Citizen service numbers are looked for with a pattern that goes back and forth."""
    import re

    from schakel.casework.intake import rules

    careless = re.compile(r"(?:(?:\d[ -]?)+)+x")
    weak.patch(rules, "mask_citizen_numbers", lambda text: careless.sub("", text[:26] + "y"))


# ---------------------------------------------------------------- signs


def any_login_name(weak: Weak) -> None:
    """A login name may hold any sign, as long as it has the shape of an address."""
    import re

    from schakel.ground.accounts.rules import naming

    weak.patch(naming, "_SHAPE", re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"))


def capitals_differ(weak: Weak) -> None:
    """Login names are kept as they were typed, and the constraint of the table is dropped."""
    from schakel.ground.accounts.actions import accounts

    weak.sql("alter table accounts_account drop constraint accounts_login_name_small")
    weak.patch(accounts, "demand_login_name", lambda name: name)


def names_as_they_came(weak: Weak) -> None:
    """Names of people and organisations are kept as they came."""
    from schakel.ground.accounts.actions import accounts, organisations

    for module in (accounts, organisations):
        weak.patch(module, "shown_name", lambda name: name)


def file_names_as_they_came(weak: Weak) -> None:
    """Every sign in the name of a file counts as one that is seen."""
    from schakel.casework.intake.rules.files import names

    weak.patch(names, "_is_seen", lambda sign: True)


def anything_is_kept(weak: Weak) -> None:
    """Signs that cannot be kept are not looked for."""
    import re

    from django.core.validators import ProhibitNullCharactersValidator

    from schakel.engines.exchange import shape

    weak.patch(shape, "_NOT_TEXT", re.compile(r"(?!)"))
    weak.patch(ProhibitNullCharactersValidator, "__call__", lambda self, value: None)


def any_length(weak: Weak) -> None:
    """A narrative may have any length."""
    from django.core.validators import MaxLengthValidator

    from schakel.engines.exchange import shape

    weak.patch(shape, "LONGEST_NARRATIVE", 10**9)
    weak.patch(MaxLengthValidator, "compare", lambda self, long, most: False)


def composed_differs(weak: Weak) -> None:
    """Letters are compared as they were composed."""
    from schakel.engines.linkage import text

    weak.patch(text, "folded", lambda text: text)


# ---------------------------------------------------------------- two at once


def _slowly(seconds: float = 0.3) -> None:
    import time

    time.sleep(seconds)


def forms_count_twice(weak: Weak) -> None:
    """The number of a form is not looked up, and the constraint of the table is dropped."""
    from schakel.casework.intake.actions import registering

    weak.sql("""do $$ declare it record; begin
      for it in select conname from pg_constraint where conrelid = 'intake_signal'::regclass and contype = 'u' loop
        execute format('alter table intake_signal drop constraint %I', it.conname); end loop;
      for it in select indexrelid::regclass as name from pg_index where indrelid = 'intake_signal'::regclass and indisunique and not indisprimary loop
        execute format('drop index %s', it.name); end loop; end $$""")
    weak.patch(registering, "sent_before", lambda sender_id, digest: None)


def judging_together(weak: Weak) -> None:
    """Nobody waits for who is judging."""
    from schakel.casework.bundling.actions import judging, writing

    real = judging.write

    def write(*args: Any) -> Any:
        _slowly()
        return real(*args)

    weak.patch(writing, "alone", lambda controller: None)
    weak.patch(judging, "write", write)


def recovery_codes_stay(weak: Weak) -> None:
    """A recovery code is looked at first and used up later, without a lock."""
    from schakel.ground.accounts.actions import second_step

    def kind(by: Any, step: Any, typed: str, now: Any) -> str:
        code = second_step.rules.recovery_form(typed)
        unused = second_step.RecoveryCode.objects.filter(
            used_at__isnull=True, code_hash=second_step.secret_hash(code or "")
        )
        there = unused.exists()
        _slowly()
        unused.update(used_at=now)
        return "recovery" if there else ""

    weak.patch(second_step, "_in_use", lambda by: Unlocked(second_step._mine(by).filter(confirmed_at__isnull=False)))
    weak.patch(second_step, "_kind", kind)


class Unlocked:
    """Rows that are not locked, whatever is asked."""

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def select_for_update(self, **_: Any) -> Unlocked:
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rows, name)


def last_ones_may_go(weak: Weak) -> None:
    """Whether it is the last administrator is looked at without a lock."""
    from schakel.ground.accounts.actions import checks

    def demand(account: Any) -> None:
        held = list(
            checks.RoleGrant.objects.filter(
                checks.in_force(None), role=checks.ADMINISTRATOR, account__organisation_id=account.organisation_id
            )
        )
        _slowly()
        if len(held) == 1:
            raise checks.not_found()

    weak.patch(checks, "demand_another_administrator", demand)


def letters_move_together(weak: Weak) -> None:
    """A letter is not locked while it moves."""
    from schakel.casework.sharing.actions import moving

    def held(by: Any, disclosure: Any) -> Any:
        row = moving.Disclosure.objects.filter(id=disclosure).first()
        _slowly()
        return row

    weak.patch(moving, "held", held)


# ---------------------------------------------------------------- the login of the application


def words_in_the_clear(weak: Weak) -> None:
    """Words of reporters stand in the table as they were typed."""
    weak.sql("alter table intake_signal disable trigger user")
    weak.sql("update intake_signal set narrative = convert_to('Een Wolkenstok met een handdoek', 'UTF8')")


def trail_takes_everything(weak: Weak) -> None:
    """The application holds every right on the tables of the trail, and no trigger guards them."""
    no_row_security(weak)
    weak.sql(
        "grant all on audit_entry, audit_processing to schakel_app",
        "alter table audit_entry disable trigger user",
        "alter table audit_processing disable trigger user",
    )


def temporary_tables(weak: Weak) -> None:
    """The application may make temporary tables, and functions among them."""
    weak.sql(f'grant temporary on database "{weak.clone().name}" to schakel_app')


def scopes_stay(weak: Weak) -> None:
    """Who acts is told to the connection and not to the transaction."""
    from schakel.ground.database import scope

    def told(cursor: Any, names: Any, values: Any) -> None:
        calls = ", ".join(f"set_config('{name}', %s, false)" for name in names)
        cursor.execute(f"select {calls}", list(values))

    weak.patch(scope, "_set", told)


def functions_for_everybody(weak: Weak) -> None:
    """The function that says whether a signal may get parts does not look for whom."""
    weak.sql(
        "create or replace function intake_is_new(part_of uuid, held_by uuid) returns boolean language sql stable"
        " security definer set search_path = public, pg_temp as $$"
        " select exists (select 1 from intake_signal s where s.id = part_of) $$"
    )


# ---------------------------------------------------------------- more than was asked


def forms_write_everything(weak: Weak) -> None:
    """What was sent besides the fields of the form is written too."""
    from schakel.ground.accounts.actions import accounts
    from schakel.ground.accounts.pages import create_account

    sent: dict[str, Any] = {}
    real_made, real_save = create_account._made, accounts._save

    def made(actor: Any, form: Any) -> Any:
        sent.update(form.data.items())
        return real_made(actor, form)

    def save(account: Any) -> None:
        account.keeps_password, account.sessions = sent["keeps_password"] == "true", int(sent["sessions"])
        real_save(account)

    weak.patch(create_account, "_made", made)
    weak.patch(accounts, "_save", save)


def bodies_write_everything(weak: Weak) -> None:
    """Every field of a body is written in the column of that name."""
    import json

    from schakel.casework.intake import api
    from schakel.casework.intake.actions import registering

    sent: dict[str, Any] = {}
    real_read, real_new = api.read_json, registering._new
    known = {"id", "observed_on", "narrative", "mentions", "observations", "function"}

    def read(raw: bytes) -> Any:
        sent.update(json.loads(raw))
        return real_read(json.dumps({key: value for key, value in sent.items() if key in known}).encode())

    def new(*args: Any) -> Any:
        row = real_new(*args)
        for key, value in sent.items():
            if key not in known:
                setattr(row, key, value)
        return row

    weak.patch(api, "read_json", read)
    weak.patch(registering, "_new", new)


def clerks_choose_the_municipality(weak: Weak) -> None:
    """The municipality that stands in a form counts, also for who works at one."""
    import importlib
    from functools import partial

    page = importlib.import_module("schakel.casework.intake.pages.register_signal")
    real, register = page._once, page.actions.register_signal

    def once(desk: Any, form: Any, number: str) -> Any:
        def elsewhere(**given: Any) -> Any:
            return register(**{**given, "municipality": desk.typed.municipality or given["municipality"]})

        page.actions.register_signal = elsewhere
        try:
            return real(desk, form, number)
        finally:
            page.actions.register_signal = register

    weak.patch(page, "_once", partial(once))


# ---------------------------------------------------------------- traces


def names_in_addresses(weak: Weak) -> None:
    """After a signal was sent, the browser goes to an address with its words in it."""
    import importlib

    from django.http import HttpResponse

    page = importlib.import_module("schakel.casework.intake.pages.register_signal")
    real = page._to

    def to(request: Any, address: str) -> HttpResponse:
        from urllib.parse import urlencode

        return real(request, f"{address}?{urlencode({'over': request.POST.get('narrative', '')})}")

    weak.patch(page, "_to", to)


def logs_say_everything(weak: Weak) -> None:
    """A line of the log may hold any word, and an exception its text."""
    from schakel.site import logs

    weak.patch(logs, "only_allowed", lambda logger, method, event: {key: str(value) for key, value in event.items()})
    weak.patch(logs, "bare_traceback", lambda logger, method, event: event)
    weak.patch(logs, "_QUIET", ())


def every_key_is_known(weak: Weak) -> None:
    """A key that nobody made counts as one of Waterrijk."""
    from schakel.ground.accounts import access
    from schakel.ground.database.actor import Actor

    def known(request: Any) -> Any:
        with weak.clone().as_superuser() as server:
            asked = "select id, municipality from accounts_organisation where municipality = 'GM9901'"
            organisation, municipality = server.execute(asked).fetchone()
        return Actor(None, organisation, frozenset({"reporter"}), municipality, origin="api"), "signal.register"

    weak.patch(access, "token_actor", known)


def lists_are_trusted(weak: Weak) -> None:
    """The text of a list is taken for UTF-8 without looking."""
    from schakel.engines.exchange import files

    def text_of(content: bytes) -> str:
        assert content.decode() is not None  # as an attack sees it: the reader broke
        return content.decode()

    def trusting(content: bytes) -> str:
        try:
            return text_of(content)
        except UnicodeDecodeError as trouble:
            raise AssertionError("the reader broke") from trouble

    weak.patch(files, "text_of", trusting)


def papers_are_trusted(weak: Weak) -> None:
    """What a decoder says of a damaged picture is not caught."""
    from io import BytesIO

    from PIL import Image

    from schakel.casework.intake.rules.files import images

    def upright(content: bytes, kind: str) -> Any:
        try:
            return Image.open(BytesIO(content)).convert("RGB")
        except Exception as trouble:
            raise AssertionError("the decoder broke") from trouble

    weak.patch(images, "_upright", upright)


def description_as_made(weak: Weak) -> None:
    """The description does not say what the gates answer, nor in which form faults are told."""
    from schakel.site import api

    weak.patch(api, "described", lambda schema: schema)


def no_trusted_types(weak: Weak) -> None:
    """The policy of pages says nothing of Trusted Types."""
    from copy import deepcopy

    from django.conf import settings

    policy = deepcopy(settings.CONTENT_SECURITY_POLICY)
    for name in ("require-trusted-types-for", "trusted-types"):
        del policy["DIRECTIVES"][name]
    weak.settings(CONTENT_SECURITY_POLICY=policy)


def faults_are_told_as_text(weak: Weak) -> None:
    """What is wrong is told in another form than the description says."""
    from django.http import HttpResponse

    from schakel.casework.intake import api

    weak.patch(api, "problem", lambda status, wrong: HttpResponse(str(wrong), status=status, content_type="text/plain"))
