"""What can be allowed at all: every page and every interface asks for exactly one of these, or is public."""

from __future__ import annotations

from typing import Final

from schakel.ground.accounts.rules.words import marked as _

CAPABILITIES: Final[dict[str, str]] = {
    "signal.register": _("Een signaal doorgeven aan een gemeente"),
    "signal.own": _("Lezen wat u zelf doorgaf, en het antwoord daarop"),
    "signal.handle": _("Alle signalen van de eigen gemeente lezen en in behandeling nemen"),
    "bundle.handle": _("Verbanden tussen signalen van de eigen gemeente beoordelen"),
    "sharing.ask": _("Opzoeken wie wat met wie mag delen, zonder iemand te noemen"),
    "disclosure.handle": _("Delen met een ander: voorstellen, nakijken en versturen, met een grondslag"),
    "provision.read": _("Verstrekkingen van politie en justitie vastleggen en openen"),
    "investigation.read": _("Eigen opsporing vastleggen en lezen, onder de Wpg"),
    "supervision.read": _("Toezicht vastleggen en lezen, onder de AVG"),
    "provision.audit": _("Nagaan wie welke verstrekking kreeg, en controles op de Wpg vastleggen"),
    "bundle.hits": _("Zien dat signalen van meer gemeenten verwant zijn, zonder inhoud"),
    "danger.open": _("Bij gevaar één signaal van een andere gemeente van het convenant openen, voor korte tijd"),
    "danger.review": _("Terugkijken op noodtoegang tot signalen van de eigen organisatie"),
    "bundle.read": _(
        "Met een systeem zien welke bundels de eigen gemeente heeft: nummers, aantallen en dagen, geen namen"
    ),
    "import.signals": _("Een lijst met eerdere signalen van de eigen gemeente inlezen"),
    "duty.manage": _("Het rooster van de dienst invullen"),
    "rights.review": _("Nalopen wie wat mag in de eigen organisatie, behalve de eigen rollen"),
    "account.manage": _("Accounts en rollen van de eigen organisatie beheren"),
    "organisation.manage": _("Organisaties, convenanten en sleutels voor systemen beheren"),
    "request.collect": _("Opzoeken waar iemand genoemd is, als die persoon daarom vraagt, en mensen informeren"),
    "request.handle": _("Verzoeken van mensen over hun eigen gegevens aannemen en beslissen"),
    "basis.accept": _("Een grondslag die nog te controleren is met naam aanvaarden"),
    "trail.read": _("Het spoor van de eigen organisatie lezen"),
    "audit.verify": _("Nagaan of het spoor van de eigen organisatie heel is"),
}

TOKEN_ROLES: Final[dict[str, str]] = {"signal.register": "reporter", "bundle.read": "bundle_reader"}
"""As what another system acts in the database, by the one thing that its token is for. Nobody can be given `bundle_reader`."""

TOKEN_CAPABILITIES: Final = tuple(TOKEN_ROLES)
"""What another system may do with a token: send, or read which bundles there are. Never both, and never what people wrote."""
