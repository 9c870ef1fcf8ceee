"""How the pages of bundling say who, what and when, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from schakel.ground.content.queries import Text, pack

STATUS = {
    "weighing": gettext_lazy("in weging"),
    "decided": gettext_lazy("uitkomst gekozen"),
    "closed": gettext_lazy("gesloten"),
}
_PROPER = frozenset({"inspector"})  # the name of one organisation, and so with a capital

JUDGED = {
    "same": gettext_lazy("Hoort bij elkaar"),
    "not_same": gettext_lazy("Hoort niet bij elkaar"),
    "not_yet_known": gettext_lazy("Nog niet bekend"),
    "undone": gettext_lazy("Oordeel teruggedraaid"),
}

HOW = {
    "taken_out": gettext_lazy("Signaal uit de bundel gehaald"),
    "split": gettext_lazy("Bundel gesplitst"),
    "merged": gettext_lazy("Bundels samengevoegd"),
}
HOW_UNDONE = {
    "taken_out": gettext_lazy("Signaal teruggezet in de bundel"),
    "split": gettext_lazy("Splitsen teruggedraaid"),
    "merged": gettext_lazy("Samenvoegen teruggedraaid"),
}


def say(text: Text) -> str:
    """In the language that is on; Dutch where the pack has no other."""
    return text.say((get_language() or "nl").split("-")[0])


def who(organisation_kind: str, function: str) -> str:
    """Whose eyes: "Balie burgerzaken", never a name."""
    return say(pack().profession_of(function, organisation_kind).text)


def who_inside(organisation_kind: str, function: str) -> str:
    """The same, as it stands inside a sentence: "het wijkteam" is said as "wijkteam"."""
    profession = pack().profession_of(function, organisation_kind)
    words = say(profession.text)
    return words if profession.code in _PROPER else words[:1].lower() + words[1:]


def kind(code: str) -> str:
    """The kind of a mention: Persoon, Adres, Bedrijf."""
    found = pack().mention_kinds.get(code)
    return say(found.text) if found else code


def listed(items: Sequence[object]) -> str:
    """1, 2 en 5"""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def signals(positions: Iterable[int]) -> str:
    """signaal 3; signalen 1, 2 en 5"""
    found = sorted(positions)
    return ngettext("signaal %(at)s", "signalen %(at)s", len(found)) % {"at": listed(found)}


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
