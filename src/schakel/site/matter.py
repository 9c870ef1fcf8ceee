"""A signal as sharing sees it: pieces by kind of data, without its reporter. Nothing is left out in silence: what may
never go is there too, with the kind that says so."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from schakel.casework.bundling import queries as bundling
from schakel.casework.intake import queries as intake
from schakel.casework.sharing.queries import Matter, Piece, screened
from schakel.ground.accounts import queries as accounts
from schakel.ground.content.queries import pack
from schakel.ground.database.actor import Actor
from schakel.ground.database.refusal import Refused
from schakel.ground.ui.parts import day

PEOPLE = {"presumed_victim": "presumed_victim", "presumed_exploiter": "presumed_exploiter", "contact": "contact_person"}
THINGS = {
    "address": "place",
    "organisation": "organisation",
    "organisation_number": "organisation",
    "bank_account": "bank",
    "document": "identity_document",
}
HOW = ("act", "means")  # what somebody does, and by which means: the way of working


def matter_of(viewer: Actor, signal: UUID, *, reading: bool = True) -> Matter | None:
    """The signal of the viewer's own municipality; None for anybody else's."""
    row = intake.signal(viewer=viewer, signal=signal, reading=reading)
    if row is None:
        return None
    if intake.restricted(viewer=viewer, signals=[row.id]):
        raise Refused(
            "signal.restricted",
            _("Dit signaal is afgesloten voor gebruik: iemand vroeg daarom. Er gaat niets van naar een ander."),
            _("Vraag het de privacyfunctionaris."),
        )
    pieces = [*_observed(row), *_told(row), *_named(viewer, row)]
    known = pack().indicators
    told: list[intake.ObservationRow | intake.AddedRow] = [*row.observations, *row.added]
    seen = {one.indicator for one in told if one.answer == "seen" and one.indicator in known}
    matter = Matter(
        id=row.id,
        number=row.number,
        minor=row.listed.minor,
        danger=row.listed.danger,
        pieces=tuple(pieces),
        forms=frozenset(known[code].form for code in seen),
        keep_until=row.keep_until,
    )
    reporter = accounts.reporter_name(viewer, row.reporter) if row.reporter else ""
    return screened(matter, reporter=reporter, topics=_topics())


def _observed(row: intake.SignalRow) -> Iterator[Piece]:
    """The sentences of the content pack, never the note beside them: that is somebody's own words."""
    told: list[tuple[str, intake.ObservationRow | intake.AddedRow]] = []
    told += [(f"o{at}", one) for at, one in enumerate(row.observations)]
    told += [(f"a{at}", one) for at, one in enumerate(row.added)]  # what the focal person added later
    for code, one in told:
        known = pack().observable(one.indicator)
        if one.answer != "seen" or known is None:
            continue
        kind = "methods" if one.indicator in pack().indicators and known.element in HOW else "observed"
        label = _("Gehoord") if one.basis in ("heard", "told") else _("Gezien")
        yield Piece(code, kind, label, str(known.text))


def _told(row: intake.SignalRow) -> Iterator[Piece]:
    yield Piece("p", "duration", _("Gezien op"), day(row.listed.observed_on))
    year = row.listed.observed_on.year
    yield Piece(
        "f", "figures", _("Alleen een cijfer"), _("Eén persoon, in %(year)s, zonder verdere gegevens") % {"year": year}
    )
    yield Piece("w", "narrative", _("De eigen woorden van de melder"), "")
    yield Piece("r", "reporter_identity", _("Wie dit meldde"), "")


def _named(viewer: Actor, row: intake.SignalRow) -> Iterator[Piece]:
    kinds = pack().mention_kinds
    hidden = bundling.sheltered(viewer=viewer, texts=[one.value for one in row.mentions])
    for one, protected in zip(row.mentions, hidden, strict=True):
        kind = PEOPLE.get(one.role, "someone_named") if one.kind == "person" else THINGS.get(one.kind, "numbers")
        label = str(kinds[one.kind].text) if one.kind in kinds else one.kind
        whose = one.id if one.kind == "person" else None
        if protected:
            yield Piece(f"m{one.position}", "protected_address", label, "")
        else:
            yield Piece(f"m{one.position}", kind, label, one.value, whose)


def _topics() -> frozenset[str]:
    """Words of what we never ask about and never pass on: origin, language, religion, looks."""
    return frozenset(word for one in pack().exclusions.values() for words in one.words.values() for word in words)
