"""What the tests of sharing start from: a signal full of things that may not go, and people to send it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from schakel.casework.bundling import actions as bundling
from schakel.casework.intake import actions as intake
from schakel.casework.sharing import actions, queries
from schakel.casework.sharing.queries import Matter
from schakel.ground.database.scope import acting
from schakel.site.matter import matter_of

SHELTER = "Geheimhoek 9, Zonnestad"
BANK = "NL02ABNA0123456789"
PAPER = "NP0123456"
FORBIDDEN = (  # whatever the recipient, none of this stands in a letter
    "Joost", "Geheimhoek", "111222333", "111 222 333", "nationaliteit", "Syldavië", "verblijf", "handdoek",
    BANK, PAPER, "Zus van de melder",
)  # fmt: skip
NARRATIVE = (
    "Ik ben Joost van de balie. BSN 111222333. De nationaliteit is Syldavië, zonder verblijf. "
    "Zij slaapt nu op Geheimhoek 9 in Zonnestad en had een handdoek bij zich."
)
VICTIM, BOSS, SOMEBODY = "Kasimir Wolkenstok", "Mansouf, S.", "Anwar Talhoubi"
FIRM, STREET, PHONE = "Wasserij Schuimkraag", "Nergenshavenkade 48 Zaandam", "06-00001174"


def tells(cast: Any, *, minor: str = "no", who: str = "joost") -> UUID:
    """A signal of a clerk with one of everything; the address of a shelter is protected before."""
    by = getattr(cast, who)
    with acting(cast.karim):
        bundling.protect_address(by=cast.karim, address=SHELTER)
    with acting(by):
        return intake.register_signal(
            by=by,
            municipality="GM9901",
            observed_on=date(2026, 11, 2),
            narrative=NARRATIVE,
            minor=minor,
            danger=False,
            observations=[
                intake.IncomingObservation("LAB-01", "seen", "saw", note="Joost zag dit zelf"),
                intake.IncomingObservation("GEN-01", "seen", "saw"),
                intake.IncomingObservation("LAB-06", "not_seen", "saw"),
            ],
            mentions=[
                intake.IncomingMention("person", VICTIM, role="presumed_victim"),
                intake.IncomingMention("person", BOSS, role="presumed_exploiter"),
                intake.IncomingMention("person", SOMEBODY),
                intake.IncomingMention("person", "Joost"),
                intake.IncomingMention("person", "Zus van de melder", role="contact"),
                intake.IncomingMention("person", "Ulla, nationaliteit Syldavië"),
                intake.IncomingMention("address", STREET),
                intake.IncomingMention("address", SHELTER),
                intake.IncomingMention("organisation", FIRM),
                intake.IncomingMention("phone", PHONE),
                intake.IncomingMention("bank_account", BANK),
                intake.IncomingMention("document", PAPER),
            ],
            function="desk",
        ).id


def matter(by: Any, signal: UUID) -> Matter:
    with acting(by):
        found = matter_of(by, signal)
    assert found is not None
    return found


def accept(cast: Any, *codes: str) -> None:
    """Petra answers for these bases, by name."""
    for code in codes:
        actions.accept_basis(by=cast.petra, basis=code, reason="De wet gelezen op 20 november 2026.")


def codes(found: Matter, *texts: str) -> list[str]:
    return [one.code for one in found.pieces if one.text in texts]


def proposes(by: Any, found: Matter, basis: str, recipient: str, purpose: str, chosen: list[str], **more: Any) -> UUID:
    """With every condition confirmed, unless the test says which."""
    with acting(by):
        asked = queries.option(viewer=by, matter=found, basis=basis, recipient=recipient, purpose=purpose)
    from schakel.casework.sharing.rules import conditions

    confirmed = conditions(asked.basis, recipient, minor=found.minor) if asked else ()
    given = {"confirmed": sorted(confirmed), "necessity": "Zonder dit kunnen zij niets nagaan.", **more}
    given.setdefault("subsidiarity", "Met minder vinden zij het adres niet, en zij gaan erover.")
    return actions.propose_disclosure(
        by=by, matter=found, basis=basis, recipient=recipient, purpose=purpose, chosen=chosen, **given
    )
