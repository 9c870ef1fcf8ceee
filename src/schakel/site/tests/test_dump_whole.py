"""Every sealed column at once: what was unsealed from the database stands nowhere in its dump, before or after new keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from schakel.casework.intake import actions as intake
from schakel.casework.intake.tests import files
from schakel.casework.intake.tests.test_provenance import given
from schakel.engines.linkage import forms
from schakel.ground.accounts.actions import begin_second_step
from schakel.ground.database.actor import Actor
from schakel.ground.database.scope import acting
from schakel.ground.vault import actions as vault
from schakel.site import reblinding, renewing
from schakel.site.sealed import SEALED
from schakel.site.tests.test_dump import dump
from tests.clones import Clone
from tests.guards.growing import Municipality

CODE = re.compile(r"[a-z0-9_.: -]*|GM\d{4}|\d{4}-\d\d-\d\d")
NUMBER_OF_A_ROW = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PIECE = 24


def said(value: Any) -> Iterator[str]:
    """Every string in what was sealed, codes left out: those stand in the open too."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from said(one)
    elif isinstance(value, str) and not CODE.fullmatch(value) and not hasattr(forms, value):
        yield value


def strings(text: str) -> list[str]:
    try:
        return list(said(json.loads(text)))
    except ValueError:
        return [text]


def pieces(text: str) -> set[str]:
    text = NUMBER_OF_A_ROW.sub("", text)
    if len(text) <= PIECE:
        return {text} if len(text) >= 8 else set()
    return {text[at : at + PIECE] for at in range(0, len(text) - PIECE + 1, PIECE // 2)}


def opened(clone: Clone, noor: Actor) -> dict[str, list[bytes]]:
    """Column by column, all that is sealed in this database, in the open."""
    found: dict[str, list[bytes]] = {}
    with clone.as_superuser() as everything:
        for one in SEALED:
            rows = everything.execute(
                f"select {one.of}, {one.names}, {one.column} from {one.table} where {one.column} is not null"
            ).fetchall()
            for of, row, sealed in rows:
                with acting(noor):
                    place = one.place.replace("{}", str(row))
                    if one.file:
                        content = vault.unseal_bytes(sealed, organisation=of, bound_to=place)
                    else:
                        content = vault.unseal(sealed, organisation=of, bound_to=place).encode()
                found.setdefault(f"{one.table}.{one.column}", []).append(content)
    return found


def leaks(told: dict[str, list[bytes]], text: str) -> list[str]:
    """Columns of which a piece stands in the dump, as text or as the hexadecimal digits of its bytes."""
    return sorted(
        {
            f"{column}: {word}"
            for column, contents in told.items()
            for content in contents
            for word in looked_for(content)
            if word.lower() in text
        }
    )


def looked_for(content: bytes) -> set[str]:
    try:
        words = {piece for string in strings(content.decode()) for piece in pieces(string)}
    except UnicodeDecodeError:  # a file, a key
        parts = [content[at : at + 16] for at in range(0, len(content), 16)]
        return {part.hex() for part in parts if len(set(part)) > 8}
    return words | {word.encode().hex() for word in words}


def test_nothing_that_is_sealed_anywhere_stands_in_a_dump(database: Clone, cast: Any) -> None:
    fill(cast)
    told = opened(database, cast.noor)
    assert set(told) >= {
        "accounts_secondstep.sealed_key", "bundling_bundle.title", "bundling_judgement.reason", "bundling_reading.observed",
        "bundling_worksheet_answer.reason", "intake_attachment.told", "intake_attachmentcontent.sealed", "intake_draft.typed",
        "intake_draftfile.sealed", "intake_draftfile.told", "intake_mention.value", "intake_provenance.reference",
        "intake_signal.narrative", "sharing_disclosure.given", "sharing_disclosure.necessity", "vault_recipient_key.private",
    }, sorted(told)  # fmt: skip
    text = dump(database).lower()
    assert leaks(told, text) == []
    assert leaks({"seen": [b"Noorderwaard is een gemeente"]}, "noorderwaard is een gemeente"), (
        "it sees one that is there"
    )
    wrapped = wrapped_keys(database)
    for organisation in renewing.organisations_with_keys():
        done = renewing.renew(organisation, at_once=True)
        assert (done.broken, done.retired) == ([], 1)
    assert reblinding.renew()
    after = dump(database).lower()
    assert leaks(told, after) == []
    assert {column: sorted(contents) for column, contents in opened(database, cast.noor).items()} == {
        column: sorted(contents) for column, contents in told.items()
    }, "every one of them still opens, and says what it said"
    assert [key for key in wrapped if key in after] == []


def wrapped_keys(clone: Clone) -> list[str]:
    with clone.as_superuser() as everything:
        return [bytes(row[0]).hex() for row in everything.execute("select wrapped from vault_data_key").fetchall()]


def fill(cast: Any) -> None:
    """A municipality at work, and what it does not show of every kind of row."""
    Municipality(cast).grows()
    with acting(cast.joost) as joost:
        intake.keep_draft(by=joost, kind="desk", typed={"narrative": "Een concept over de wasserij aan de kade."})
        intake.keep_file(by=joost, kind="desk", name="Wolkenstok loonbrief.jpg", content=files.jpeg(size=(40, 30)))
    with acting(cast.noor) as noor:
        vault.new_recipient(noor.organisation)
        begin_second_step(by=noor)
    intake.register_signal(
        by=cast.joost, municipality="GM9901", observed_on=timezone.localdate(), narrative="De politie gaf dit door.",
        organisation_kind="police", provenance=given("police"),
    )  # fmt: skip
