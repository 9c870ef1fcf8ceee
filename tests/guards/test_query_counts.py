"""A page asks the database as often with many rows as with few. The guard is seen to fail on a page that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from schakel.casework.intake import queries as intake
from schakel.ground.accounts.access import acting_person, page
from schakel.ground.accounts.actions import create_token
from schakel.ground.accounts.backend import AccountBackend
from schakel.ground.database.scope import acting
from tests.guards.growing import Municipality

SYSTEM = "a system"  # of Waterrijk, with a token instead of a person who is signed in

# Who opens which address, and what stands in the address.
MEASURED: tuple[tuple[str, str, str], ...] = (
    ("work", "noor", ""),
    ("signals", "noor", ""),
    ("signal", "noor", "last"),
    ("correct-signal", "noor", "last"),
    ("bundles", "noor", ""),
    ("bundle", "noor", "bundle"),
    ("bundle-map", "noor", "beside"),
    ("bundle-history", "noor", "bundle"),
    ("print-bundle", "noor", "bundle"),
    ("take-out", "noor", "bundle"),
    ("split-bundle", "noor", "bundle"),
    ("merge-bundles", "noor", "beside"),
    ("merge-with", "noor", "two_bundles"),
    ("add-fact", "noor", "bundle"),
    ("worksheet", "noor", "bundle"),
    ("worksheet-list", "noor", "sheet"),
    ("print-worksheet", "noor", "sheet"),
    ("fill-in-worksheet", "noor", "dimension"),
    ("add-observation", "noor", "last"),
    ("hits", "noor", ""),
    ("hits", "dirk", ""),
    ("region-questions", "noor", ""),
    ("region-hit", "noor", "elsewhere"),
    ("agreements", "petra", ""),
    ("duty", "noor", ""),
    ("share", "noor", "last"),
    ("notice", "noor", "last"),
    ("collect-request", "noor", "wanted"),
    ("request", "petra", "decided"),
    ("requests", "petra", ""),
    ("disclosure", "noor", "letter"),
    ("letter", "noor", "letter"),
    ("propose-disclosure", "noor", "proposal"),
    ("consent", "noor", "consent"),
    ("provisions", "noor", ""),
    ("provision", "noor", "provision"),
    ("provision-log", "petra", ""),
    ("wpg-audits", "petra", ""),
    ("investigations", "koen", ""),
    ("investigation", "koen", "record"),
    ("supervisions", "koen", ""),
    ("my-signals", "joost", ""),
    ("my-signal", "joost", "last"),
    ("trail", "petra", ""),
    ("oversight", "petra", ""),
    ("breakglass", "petra", ""),
    ("opened-signal", "femke", "opened"),
    ("accounts", "karim", ""),
    ("account", "karim", "somebody"),
    ("rights", "karim", ""),
    ("passkeys", "wim", ""),
    ("organisations", "karim", ""),
    ("organisation", "karim", "here"),
    ("api-bundles", SYSTEM, ""),
)

# Their pages are a form, an answer or fixed words: never a row for each of something.
WITHOUT_ROWS = {
    "accessibility", "ask-region", "withdraw-question", "sign-agreement", "end-agreement", "account-link", "acknowledge-ask", "api-openapi", "api-signals", "ask-other", "asked", "attachment",
    "bases", "end-acceptance", "letter-pdf", "register-request", "own-finding", "request-letter", "request-letter-pdf", "destroyed", "destroyed-file", "own-data", "breakglass-access", "open-in-danger", "open-related-in-danger",
    "attachment-content", "attachment-copy", "change-account",
    "bundle-edge",
    "change-password", "close-account", "confirm-role", "confirm-second-step", "covenant-membership", "create-account",
    "information", "information-in", "manifest", "ask-advice",
    "create-covenant", "create-organisation", "create-passkey", "create-token", "end-sign-on", "keep-password", "logged-out", "login-passkey", "passkey", "remove-passkey",
    "sign-on", "sign-on-invited", "sign-on-return", "sign-on-settings", "sign-on-start", "begin", "begin-covenant", "begin-municipality", "begin-people", "leave", "move", "stay", "end-token", "end-my-sessions", "health", "help", "home", "import-signals",
    "may-i-share", "record-provision", "supervision",
    "judge-link", "judged", "login", "login-code", "logout", "my-account", "privacy", "receipt", "recovery-codes",
    "register-signal", "remove-second-step", "reopen-account", "returned-lines", "second-step", "second-step-square",
    "security-txt",
    "set-password", "set_language", "take-up", "undo-judgement", "withdraw-ask", "withdraw-consent", "withdraw-role",
}  # fmt: skip
MORE = 2  # years that come on top of the first

Asked = list[str]


@page(may="signal.handle")
def one_by_one(request: HttpRequest) -> HttpResponse:
    """How not to do it: opens every signal of the list by itself."""
    viewer = acting_person(request)
    read = [intake.signal(viewer=viewer, signal=row.id) for row in intake.signals(viewer=viewer)]
    return HttpResponse("".join(f"<main>{row.narrative}</main>" for row in read if row))


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns)
        else:
            yield one.name or str(one.pattern)


class Reader:
    """Somebody signed in, who counts what opening a page asks of the database."""

    def __init__(self, cast: Any, name: str) -> None:
        if name == SYSTEM:
            with acting(cast.karim) as by:
                made = create_token(by=by, organisation=by.organisation, name="Dashboard", capability="bundle.read")
            self.client = Client(HTTP_HOST="localhost", headers={"Authorization": f"Bearer {made.secret}"})
            return
        account = AccountBackend().get_user(getattr(cast, name).account)
        assert account is not None
        self.client = Client(HTTP_HOST="localhost")
        self.client.force_login(account)

    def opens(self, address: str) -> tuple[Asked, int]:
        """What was asked, and how long the page is. It was opened before, so that nothing is asked for the first time."""
        self.client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = self.client.get(address)
        assert answer.status_code == 200, address
        return [one["sql"] for one in captured.captured_queries], len(answer.content)


Opened = dict[str, tuple[Asked, int]]


def grown(few: Opened, many: Opened) -> list[str]:
    """Pages that asked more often when there was more to show, with the kinds of statement that came more often."""
    faults = []
    for place, (before, _) in few.items():
        after = many[place][0]
        if len(after) != len(before):
            kinds = {kind: (count(before, kind), count(after, kind)) for kind in map(kind_of, after)}
            more = "; ".join(f"{kind}: {a} to {b}" for kind, (a, b) in kinds.items() if a != b)
            faults.append(f"{place}: {len(before)} to {len(after)} ({more})")
    return faults


def kind_of(statement: str) -> str:
    """The statement without its values, short enough to read."""
    table = re.search(r'(?:from|into|update) "?(\w+)', statement, re.IGNORECASE)
    return f"{statement.split(' ', 1)[0].lower()} {table[1] if table else statement[:60]}"


def count(statements: Asked, kind: str) -> int:
    return sum(kind_of(one) == kind for one in statements)


def test_a_page_asks_as_often_with_many_rows_as_with_few_and_one_that_asks_for_each_is_seen(
    database: Any, cast: Any
) -> None:
    """Every page with few rows and with many, and beside them one that asks for each row: only that one may be told."""
    house = [*get_resolver().url_patterns, path("een-voor-een", one_by_one, name="one-by-one")]
    waterrijk = Municipality(cast)
    with override_settings(ROOT_URLCONF=tuple(house)):
        waterrijk.grows()
        few = opened(waterrijk)
        waterrijk.grows(MORE)
        many = opened(waterrijk)
    assert [place for place in few if few[place][1] >= many[place][1]] == [], "these pages showed no more rows"
    (fault,) = grown(few, many)
    assert fault.startswith("one-by-one (noor): ")
    assert "select intake_mention" in fault


def opened(waterrijk: Municipality) -> Opened:
    """What each page asked and showed. The readers come in anew: what grew may have ended a session."""
    pages = (*MEASURED, ("one-by-one", "noor", ""))
    readers = {who: Reader(waterrijk.cast, who) for _, who, _ in pages}
    found: Opened = {}
    for name, who, about in pages:
        value = getattr(waterrijk, about) if about else None
        around = list(value) if isinstance(value, tuple) else [value] if about else []
        older = f"?voor={waterrijk.years * 10}" if name == "trail" else ""
        found[f"{name} ({who})"] = readers[who].opens(reverse(name, args=around) + older)
    return found


def test_every_address_is_measured_or_shows_no_rows() -> None:
    known = set(names(get_resolver().url_patterns))
    measured = {name for name, _, _ in MEASURED}
    assert known - measured - WITHOUT_ROWS == set()
    assert measured - known == WITHOUT_ROWS - known == measured & WITHOUT_ROWS == set()
