"""The tables of linking filled with an invented region: COPY, as a superuser, of rows that the product's own functions made."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from region.made import Told
from schakel.casework.bundling.queries.blinding import blinded
from schakel.casework.bundling.queries.postings import packed
from schakel.casework.bundling.queries.readings import bound
from schakel.casework.bundling.rules.reasons import kept, parts_of
from schakel.engines.linkage import MODEL, Mention, Observed, Result, Signal, entries, observe, relate, to_dict
from schakel.ground.database.actor import Actor
from schakel.ground.database.identity import new_id
from schakel.ground.database.scope import acting
from schakel.ground.vault.actions import seal

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
BLOCK = 5_000
TABLES = ("bundling_reading", "bundling_link_key", "bundling_link", "bundling_bundle", "bundling_membership")


def as_sent(told: Told, label: UUID) -> Signal:
    mentions = tuple(Mention(kind, value) for kind, value in told.mentions)
    return Signal(str(label), told.observed_on, "", mentions, frozenset(told.codes), "", "municipality/desk")


def stock(server: Any, name: str, by: Actor, told: Sequence[Told], *, linked: bool) -> None:
    """Readings and keys of these signals for one controller; with `linked` also the links and bundles of the whole."""
    labels = [new_id() for _ in told]
    with server.connect(name) as connection:
        for at in range(0, len(told), BLOCK):
            rows = list(zip(told[at : at + BLOCK], labels[at : at + BLOCK], strict=True))
            read = [observe(as_sent(one, label)) for one, label in rows]
            with acting(by):
                readings, keys = _readings(read, by), list(_keys(read, by))
            _copy(connection, "bundling_reading (id, controller, signal, observed, held)", readings)
            _copy(connection, "bundling_link_key (controller, signal, covenant, generation, kind, key)", keys)
        if linked:
            sent = [as_sent(one, label) for one, label in zip(told, labels, strict=True)]
            result = relate(sent)
            _links(connection, by, {one.id: one for one in map(observe, sent)}, result)
        connection.commit()


def _readings(read: Sequence[Observed], by: Actor) -> list[tuple[Any, ...]]:
    names = blinded({key for one in read for _about, keys in entries(one) for key in keys})
    found = []
    for one in read:
        text = json.dumps(to_dict(one), ensure_ascii=False)
        sealed = seal(text, organisation=by.organisation, bound_to=bound("reading", UUID(one.id), "observed"))
        things = [(about, frozenset(names[key] for key in keys)) for about, keys in entries(one)]
        held = json.dumps({"1": packed(things)}, separators=(",", ":"))
        found.append((new_id(), by.organisation, one.id, b"\\x" + sealed.hex().encode(), held))
    return found


def _keys(read: Sequence[Observed], by: Actor) -> Iterable[tuple[Any, ...]]:
    for covenant in (None, *sorted(by.covenants)):
        held = [
            (one.id, {key for about, keys in entries(one) if covenant is None or about != "form" for key in keys})
            for one in read
        ]
        names = blinded({key for _signal, keys in held for key in keys}, covenant=covenant)
        for signal, keys in held:
            for key in keys:
                yield by.organisation, signal, covenant, 1, key.kind, names[key].text


def _links(connection: Any, by: Actor, read: dict[str, Observed], result: Result) -> None:
    links = [
        (
            new_id(), by.organisation, *sorted((edge.a, edge.b)), edge.band, edge.bits, edge.prior,
            json.dumps(kept(parts_of(edge, read))), MODEL.version,
        )
        for edge in result.links
    ]  # fmt: skip
    _copy(connection, "bundling_link (id, controller, a, b, band, bits, prior, because, model)", links)
    bundles, members = [], []
    with acting(by):
        for number, group in enumerate(result.bundles, 1):
            row = new_id()
            title = seal("Bundel", organisation=by.organisation, bound_to=bound("bundle", row, "title"))
            bundles.append((row, by.organisation, number, b"\\x" + title.hex().encode(), MOMENT, MOMENT))
            members += [(new_id(), by.organisation, row, signal, MOMENT, "linked", "") for signal in group]
    _copy(connection, "bundling_bundle (id, controller, number, title, made_at, changed_at)", bundles)
    _copy(connection, "bundling_membership (id, controller, bundle_id, signal, since, why, why_left)", members)
    connection.execute(
        "insert into bundling_last_number values (%s, %s) on conflict (controller) do update set number = excluded.number",
        [by.organisation, len(bundles)],
    )


def _copy(connection: Any, into: str, rows: Iterable[tuple[Any, ...]]) -> None:
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(map(_field, row)) + "\n")
    with connection.cursor().copy(f"copy {into} from stdin") as copy:
        copy.write(text.getvalue())


def _field(value: object) -> str:
    if value is None:
        return "\\N"
    text = value.decode() if isinstance(value, bytes) else str(value)
    return text.replace("\\", "\\\\")
