"""What we say of files: why one was not taken in and what to do, how large one is, and where it stands."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schakel.casework.intake.queries import AttachmentRow
from schakel.casework.intake.rules.files import MOST_FILES, MOST_PAGES, readable_stem
from schakel.ground.content.queries import pack
from schakel.ground.ui.parts import number

REFUSED = {
    "empty": gettext_lazy("‘%(name)s’ is leeg. Kies een ander bestand."),
    "kind": gettext_lazy(
        "‘%(name)s’ is geen foto of PDF. Kies een bestand dat JPEG, PNG, WebP, HEIC of PDF is. Hebt u een tekst? Bewaar die als PDF, of maak er een foto van."
    ),
    "too_big": gettext_lazy("‘%(name)s’ is groter dan %(megabytes)s MB. Maak het kleiner, of maak er een foto van."),
    "too_many": gettext_lazy(
        "Bij een signaal passen %(files)s bestanden. ‘%(name)s’ is er niet bij. Haal een ander bestand weg, of geef nog een signaal door."
    ),
    "broken": gettext_lazy("‘%(name)s’ is beschadigd. Bewaar het opnieuw, of maak er een foto van."),
    "locked": gettext_lazy("‘%(name)s’ zit op slot met een wachtwoord. Bewaar het zonder slot, of maak er een foto van."),
    "pixels": gettext_lazy("De foto ‘%(name)s’ is te groot om te lezen. Maak de foto kleiner, of maak een nieuwe."),
    "pages": gettext_lazy("‘%(name)s’ heeft meer dan %(pages)s bladzijden. Bewaar alleen de bladzijden die u bedoelt."),
    "odd": gettext_lazy("In ‘%(name)s’ zit iets dat wij niet kunnen nakijken. Maak een foto van de bladzijde."),
    "too_heavy": gettext_lazy("‘%(name)s’ is te zwaar om te lezen. Maak een foto van de bladzijde."),
    "virus": gettext_lazy(
        "In ‘%(name)s’ zit een virus. Wij namen het niet aan. Open het niet meer, en vertel het uw beheerder."
    ),
}  # fmt: skip


def refusal(code: str, given: str) -> str:
    """Why the file that somebody called `given` was not taken in, with the mend."""
    return str(REFUSED[code]) % {
        "name": readable_stem(given) or _("Zonder naam"),
        "megabytes": settings.LARGEST_FILE_BYTES // 1_000_000,
        "files": MOST_FILES,
        "pages": MOST_PAGES,
    }


def size(count: int) -> str:
    """Bytes as people say them."""
    if count < 1_000_000:
        return _("%(number)s kB") % {"number": number(max(1, round(count / 1000)))}
    return _("%(number)s MB") % {"number": number(count / 1_000_000, 1)}


def sort(kind: str) -> str:
    return "PDF" if kind == "pdf" else _("Foto")


def standing(row: AttachmentRow) -> str:
    """In one sentence, what can be done with it now."""
    if row.shut_at:
        return _("Afgesloten. Niemand kan dit openen.")
    return {
        "clean": _("Gecontroleerd op virussen."),
        "unchecked": _("Niet gecontroleerd op virussen."),
        "waiting": _("Wordt nog gecontroleerd op virussen. Daarna kunt u het openen."),
        "infected": _("Hier zat een virus in. Wij hebben het bestand vernietigd."),
        "withheld": _("Niet aangenomen. Volgens de melder staat er misschien iemand onder de 18 naakt of seksueel op."),
    }[row.state]


def police() -> dict[str, str]:
    """The numbers to call, from the content pack: `now` when there is danger, `else` otherwise."""
    routes = pack().routes
    return {"now": routes["emergency"].phone, "otherwise": routes["police"].phone}
