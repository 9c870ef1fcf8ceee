"""The roles, written to be read by the official who hands them out.

A role says what it is for, what its holder may, what it refuses, and which pages stand in the menu.
Nothing else in the product decides who may: pages name one capability, and rows are the database's second lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from schakel.ground.accounts.rules.menu import (
    ACCOUNTS,
    BASES,
    BUNDLES,
    DUTY,
    MAY_SHARE,
    MINE,
    ORGANISATIONS,
    OVERSIGHT,
    PROVISIONS,
    REGISTER,
    REQUESTS,
    SIGNALS,
    WORK,
    Entry,
)
from schakel.ground.accounts.rules.officers import Investigator, Supervisor
from schakel.ground.accounts.rules.role import EVERYBODY, NO_READERS, READERS, Role
from schakel.ground.accounts.rules.words import marked as _


class Reporter(Role):
    code = "reporter"
    name, name_en = _("Melder"), "Reporter"
    purpose = _("Geeft door wat iemand in het werk zag of hoorde, en krijgt daar antwoord op.")
    refuses = _("Leest geen signalen van anderen, ook niet van naaste collega's.")


class FocalPerson(Role):
    code = "focal_person"
    name, name_en = _("Aandachtsfunctionaris"), "Focal person"
    purpose = _("Neemt de signalen van één gemeente in behandeling en brengt ze bij elkaar.")
    refuses = _("Leest geen signalen van een andere gemeente; ziet alleen dat er een verwant signaal is en wie u kunt vragen.")  # fmt: skip
    may = EVERYBODY | {
        "signal.handle",
        "bundle.handle",
        "disclosure.handle",
        "import.signals",
        "duty.manage",
        "request.collect",
        "danger.open",
        "provision.read",
    }
    menu = (WORK, SIGNALS, BUNDLES, REGISTER, MAY_SHARE)
    special = True
    never_with = NO_READERS


class ChainDirector(Role):
    code = "chain_director"
    name, name_en = _("Ketenregisseur"), "Chain director"
    purpose = _("Houdt in de regio bij waar signalen van meer gemeenten verwant zijn en of iemand ze oppakt.")
    refuses = _("Leest geen verhalen, namen of zorggegevens; ziet aantallen en welke gemeenten elkaar kunnen vragen.")
    may = EVERYBODY | {"bundle.hits"}
    menu = (BUNDLES, REGISTER, MINE, MAY_SHARE)
    special = True
    never_with = NO_READERS


class CareCoordinator(Role):
    code = "care_coordinator"
    name, name_en = _("Zorgcoördinator"), "Care coordinator"
    purpose = _("Regelt opvang, hulp en nazorg voor de persoon en houdt contact tot het einde.")
    refuses = _("Leest geen opsporingsgegevens en geen signalen die niet aan de zorg zijn overgedragen.")
    special = True
    never_with = NO_READERS


class CasePartner(Role):
    code = "case_partner"
    name, name_en = _("Casuspartner"), "Case partner"
    purpose = _("Zit namens een partner aan tafel en voert de eigen afspraken uit.")
    refuses = _("Leest niets buiten de tafel waarvoor de partner is uitgenodigd.")
    never_with = NO_READERS


class Mayor(Role):
    code = "mayor"
    name, name_en = _("Burgemeester"), "Mayor"
    purpose = _("Neemt bestuurlijke besluiten en ziet de cijfers van de eigen gemeente.")
    refuses = _("Leest geen signalen, namen of zorggegevens.")


class PolicyAdviser(Role):
    code = "policy_adviser"
    name, name_en = _("Beleidsadviseur"), "Policy adviser"
    purpose = _("Maakt beleid en gaat na of de gemeente het goed genoeg doet.")
    refuses = _("Leest geen gegevens van personen.")


class Trainer(Role):
    code = "trainer"
    name, name_en = _("Trainer"), "Trainer"
    purpose = _("Geeft trainingen en houdt bij wie welke training volgde.")
    refuses = _("Leest geen gegevens van personen uit signalen; oefent alleen met verzonnen gegevens.")


class Analyst(Role):
    code = "analyst"
    name, name_en = _("Analist"), "Analyst"
    purpose = _("Maakt cijfers waarin niemand te herkennen is.")
    refuses = _("Leest geen signalen; kleine aantallen blijven afgeschermd.")
    never_with = READERS


class FunctionalAdministrator(Role):
    code = "functional_administrator"
    name, name_en = _("Functioneel beheerder"), "Functional administrator"
    purpose = _("Maakt accounts, geeft en neemt rollen, en houdt organisaties en convenanten bij.")
    refuses = _("Leest geen signalen van anderen en geeft zichzelf geen rol.")
    may = EVERYBODY | {"account.manage", "organisation.manage", "duty.manage", "rights.review"}
    menu = (ACCOUNTS, ORGANISATIONS, DUTY, REGISTER, MINE)
    special = True
    never_with = READERS | {"privacy_officer"}


class PrivacyOfficer(Role):
    code = "privacy_officer"
    name, name_en = _("Privacyfunctionaris"), "Privacy officer"
    purpose = _("Ziet toe: wie deed wat, met welke grondslag, en is het spoor heel.")
    refuses = _("Leest de inhoud van signalen niet en beheert geen accounts.")
    may = EVERYBODY | {
        "trail.read", "audit.verify", "basis.accept", "request.handle", "danger.review", "rights.review",
        "provision.audit",
    }  # fmt: skip
    menu = (OVERSIGHT, REQUESTS, BASES, PROVISIONS, REGISTER)
    special = True
    never_with = READERS | {"functional_administrator"}


class ComenshaPlacement(Role):
    code = "comensha_placement"
    name, name_en = _("Plaatsing CoMensha"), "CoMensha placement"
    purpose = _("Plaatst personen in de opvang waarvoor CoMensha de plaatsen verdeelt.")
    refuses = _("Leest geen signalen van gemeenten.")
    special = True
    never_with = NO_READERS


class System(Role):
    code = "system"
    name, name_en = _("Het systeem"), "The system"
    purpose = _("Voert uit wat op een handeling volgt, en wat de opdrachtregel vraagt.")
    refuses = _("Beoordeelt niets en sluit niets; geen mens kan deze rol krijgen.")
    may = frozenset({"account.manage", "organisation.manage", "audit.verify"})
    menu = ()


ROLES: Final[dict[str, type[Role]]] = {
    kind.code: kind
    for kind in (
        FocalPerson, ChainDirector, CareCoordinator, CasePartner, FunctionalAdministrator, PrivacyOfficer, Mayor,
        PolicyAdviser, Analyst, Trainer, ComenshaPlacement, Investigator, Supervisor, Reporter, System,
    )
}  # fmt: skip
"""In the order in which their pages come in the menu of somebody who holds several."""

GRANTABLE: Final = tuple(code for code in ROLES if code != System.code)

CONTACT_ROLES: Final = ("focal_person", "chain_director", "care_coordinator")
"""Their holders' names are shown to colleagues and covenant partners: they are the people to ask."""

HOUSE_ROLES: Final = ("functional_administrator", "privacy_officer")
"""Their holders' names are shown inside their own organisation only."""


def capabilities(roles: Iterable[str]) -> frozenset[str]:
    """All that the holder of these roles may; unknown codes give nothing."""
    return frozenset().union(*(ROLES[code].may for code in roles if code in ROLES))


def navigation(roles: Iterable[str]) -> tuple[Entry, ...]:
    """The menu: at most five words, in the order of the roles above, each once."""
    held = set(roles)
    return tuple(dict.fromkeys(entry for code, kind in ROLES.items() if code in held for entry in kind.menu))[:5]


def clash(held: Iterable[str], wanted: str) -> str | None:
    """The role already held that does not go with `wanted`, both ways round; None when it fits."""
    for code in held:
        if code in ROLES[wanted].never_with or wanted in ROLES[code].never_with:
            return code
    return None
