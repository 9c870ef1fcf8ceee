"""Every row of the world for everybody of the cast at every address, read and sent to; run by `bench/attacks.py`."""

from __future__ import annotations

import itertools
import re

import pytest
from django.test import override_settings

from schakel.site.demo.people import PEOPLE
from tests.attacks.test_traces import addresses_as_written
from tests.attacks.world import ELSEWHERE, OUTSIDE, SECRETS

MAY_READ = {  # the words of the world that somebody may read, by their work
    **{key: set(SECRETS) for key in ("noor", "samira", "joost", "wim")},
    **{key: {ELSEWHERE, "Wolkenstok", "Wolkenstock", "00001174"} for key in ("femke", "anouk")},
    "elif": {OUTSIDE},
}
MOST = 4  # combinations of rows at one address
SKIPPED = {"logout", "set_language", "sign-on-return", "sign-on-start", "letter-pdf"}


def rows(world) -> dict[str, list[str]]:
    held = {
        "signal": "intake_signal", "attachment": "intake_attachment", "disclosure": "sharing_disclosure", "consent": "sharing_consent",
        "account": "accounts_account", "granted": "accounts_rolegrant", "organisation": "accounts_organisation", "token": "accounts_apitoken",
        "covenant": "accounts_covenant", "hit": "bundling_hit", "acceptance": "sharing_basis_acceptance",
    }  # fmt: skip
    found = {name: list(map(str, world.all(f'select id from "{table}"'))) for name, table in held.items()}
    return {**found, "number": ["1", "2"], "other": ["1", "2"], "ilo_list": ["adult_labour"], "dimension": ["D4"]}


def filled(place: str, held: dict[str, list[str]]) -> list[str]:
    names = re.findall(r"<(?:\w+:)?(\w+)>", place)
    anything = held["signal"][:1]
    ways = itertools.islice(itertools.product(*(held.get(name, anything) for name in names)), MOST)
    found = []
    for way in ways:
        given = iter(way)
        found.append(re.sub(r"<[^>]+>", lambda _one, given=given: next(given), place))
    return found


@pytest.mark.parametrize("name", [one.key for one in PEOPLE])
def test_everybody_at_every_address_with_every_row(as_, world, name):
    held, broken, read = rows(world), [], []
    wanted = {*SECRETS, ELSEWHERE, OUTSIDE} - MAY_READ.get(name, set())
    with override_settings(READS_A_MINUTE=10**6, WRITES_A_MINUTE=10**6):
        browser = as_("elif_" if name == "elif" else name)
        for place, view in addresses_as_written():
            if (
                view.who.via != "session"
                or getattr(view, "__name__", "") in SKIPPED
                or "uitloggen" in place
                or "pdf" in place
            ):
                continue
            for address in filled(place, held):
                for answer in (
                    browser.get(address),
                    browser.post(address, {"do": "?"}) if "wachtwoord" not in address else None,
                ):
                    if answer is None:
                        continue
                    if answer.status_code >= 500:
                        broken.append(address)
                    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
                    read += [(address, word) for word in wanted if word.encode() in said]
    assert broken == []
    assert read == []
