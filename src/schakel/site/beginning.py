"""How far an organisation is with beginning: computed from what is there, never ticked by hand.

What Schakel cannot see (a copy of the key file in a safe, a restore that was tried) is said to be so, and stays open.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.casework.intake import queries as intake
from schakel.ground.accounts import queries as accounts
from schakel.ground.database.actor import Actor
from schakel.ground.duty import queries as duty

DONE, OPEN, UNSEEN = "done", "open", "unseen"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `state`: done, open, or unseen (Schakel cannot know). `url` "" when there is no page for it."""

    title: str
    state: str
    note: str
    url: str = ""
    link: str = ""


def first_steps(viewer: Actor) -> list[Step]:
    """In the order in which they are done: the organisation, the covenant, the people, a key, and a signal to practise."""
    return [_organisation(viewer), _covenant(viewer), _people(viewer), _token(viewer), _practice(viewer)]


def still_open(viewer: Actor) -> list[Step]:
    """What makes it safe and lasting, for the people and, at the organisation that looks after it, for the machine."""
    own = accounts.organisation(viewer.organisation)
    municipality = [_duty(viewer)] if viewer.municipality else []
    machine = [_mail(), _key_copy(), _backup()] if own and own.hosts else []
    return [_second_step(viewer), *_house(viewer), *municipality, _review(viewer), *machine]


def _organisation(viewer: Actor) -> Step:
    own = accounts.organisation(viewer.organisation)
    name = own.name if own else ""
    if own and own.hosts:
        return Step(name, DONE, _("Staat in Schakel."), reverse("begin-municipality"), _("Voeg nog een gemeente toe"))
    return Step(name, DONE, _("Staat in Schakel."))


def _covenant(viewer: Actor) -> Step:
    names = [row.name for row in accounts.covenants() if row.id in viewer.covenants]
    note = (
        _("Doet mee aan: %(names)s.") % {"names": ", ".join(names)}
        if names
        else _("Zonder convenant zoekt Schakel niet over de grens van uw gemeente.")
    )
    return Step(
        _("Convenant van de regio"), DONE if names else OPEN, note, reverse("begin-covenant"), _("Kies het convenant")
    )


def _people(viewer: Actor) -> Step:
    title, link = _("Aandachtsfunctionaris en vervanger"), _("Nodig ze uit")
    if viewer.municipality is None:
        return Step(
            _("Collega's"),
            OPEN,
            _("Maak een account voor wie signalen doorgeeft."),
            reverse("create-account"),
            _("Maak een account"),
        )
    names = [one.name for one in accounts.focal_persons(viewer, municipality=viewer.municipality)]
    note = (
        _("Nu: %(names)s.") % {"names": ", ".join(names)}
        if names
        else _("Nog niemand leest signalen voor uw gemeente.")
    )
    return Step(title, DONE if len(names) > 1 else OPEN, note, reverse("begin-people"), link)


def _token(viewer: Actor) -> Step:
    working = [row for row in accounts.tokens(viewer, organisation=viewer.organisation) if _works(row)]
    note = _("Mag ook later: alleen als een ander systeem signalen stuurt.")
    return Step(
        _("Sleutel voor een systeem (hoeft niet)"), DONE if working else UNSEEN, note,
        reverse("create-token", args=[viewer.organisation]), _("Maak een sleutel"),
    )  # fmt: skip


def _works(row: accounts.TokenRow) -> bool:
    return row.ended_at is None and row.expires_at > timezone.now()


def _practice(viewer: Actor) -> Step:
    title = _("Een signaal om te oefenen")
    if accounts.installed_realm() == "live":
        return Step(
            title,
            UNSEEN,
            _("Oefenen doet u in de oefenomgeving, nooit hier. Vraag wie de server beheert om het adres."),
        )
    sent = bool(intake.my_signals(viewer=viewer))
    return Step(
        title,
        DONE if sent else OPEN,
        _("Alles in deze omgeving is verzonnen."),
        reverse("register-signal"),
        _("Geef een signaal door"),
    )


def _second_step(viewer: Actor) -> Step:
    mine = viewer.account is not None and accounts.has_second_step(viewer, viewer.account)
    return Step(
        _("Uw eigen tweede stap"),
        DONE if mine else OPEN,
        _("Een passkey, of codes van uw telefoon."),
        reverse("passkeys"),
        _("Maak een passkey"),
    )


def _house(viewer: Actor) -> list[Step]:
    """Two administrators, somebody who supervises, and nobody whose invitation was never used."""
    people = [row for row in accounts.people(viewer, organisation=viewer.organisation) if row.is_active]
    holding = {
        role: sum(role in row.roles for row in people) for role in ("functional_administrator", "privacy_officer")
    }
    waiting = [row.name for row in people if row.invited]
    place = reverse("create-account")
    return [
        Step(
            _("Tweede beheerder"), DONE if holding["functional_administrator"] > 1 else OPEN,
            _("Dan kijkt iemand mee bij bijzondere rollen, en komt u weer binnen als u uw telefoon kwijt bent."), place, _("Maak een account"),
        ),
        Step(
            _("Privacyfunctionaris"), DONE if holding["privacy_officer"] else OPEN,
            _("Leest het spoor: wie deed wat."), place, _("Maak een account"),
        ),
        Step(
            _("Iedereen is binnen geweest"), OPEN if waiting else DONE,
            _("Nog niet: %(names)s.") % {"names": ", ".join(waiting)} if waiting else _("Alle uitnodigingen zijn gebruikt."),
            reverse("accounts"), _("Naar de accounts"),
        ),
    ]  # fmt: skip


def _duty(viewer: Actor) -> Step:
    """Filled when somebody who may read signals has a turn; a turn of who left is none."""
    filled = any(turn.name for turn in duty.turns(viewer=viewer))
    note = _("Wie wordt gebeld als een signaal niet kan wachten.")
    return Step(_("Rooster van de dienst"), DONE if filled else OPEN, note, reverse("duty"), _("Vul het rooster"))


def _review(viewer: Actor) -> Step:
    late = [row for row in accounts.reviews(viewer) if row.due <= timezone.localdate()]
    return Step(
        _("Rechten nagelopen"),
        OPEN if late else DONE,
        _("Bijzondere rollen ieder kwartaal, alle rollen ieder jaar."),
        reverse("rights"),
        _("Wie mag wat"),
    )


def _mail() -> Step:
    there = bool(settings.MAIL)
    note = (
        _("Is ingesteld.")
        if there
        else _("Zonder mailserver stuurt Schakel geen bericht. Wie dienst heeft, ziet een oproep alleen hier.")
    )
    return Step(_("Mailserver"), DONE if there else OPEN, note)


def _key_copy() -> Step:
    return Step(
        _("Kopie van het sleutelbestand, ergens anders"),
        UNSEEN,
        _("Zonder dit bestand is niets meer te lezen. Schakel kan niet zien of u een kopie hebt."),
    )


def _backup() -> Step:
    return Step(
        _("Back-up, en een keer teruggezet"), UNSEEN, _("Schakel kan dit niet zien. Spreek af wie het doet en wanneer.")
    )
