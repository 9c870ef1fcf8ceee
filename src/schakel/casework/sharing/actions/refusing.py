"""Refusals of sharing in plain words: what is not allowed, by which rule, and the lawful way."""

from __future__ import annotations

from django.utils.translation import gettext as _

from schakel.casework.sharing.rules import Decision
from schakel.ground.content.queries import pack
from schakel.ground.database.refusal import Refused


def not_yet(decision: Decision, *, ask: str = "") -> Refused:
    """The first thing that is still missing, as a refusal."""
    code = decision.unmet[0] if decision.unmet else "not_named"
    return Refused(f"sharing.{code}", reason(code), ask)


def reason(code: str) -> str:
    """Why something does not go, for every code that the rules give; a condition of the content pack in its own words."""
    if code in pack().conditions:
        return _("Bevestig eerst: %(condition)s") % {"condition": pack().conditions[code].text}
    return _WORDS().get(code, _("Geen grondslag noemt dit. Wat geen grondslag noemt, gaat niet mee."))


def _WORDS() -> dict[str, str]:
    figures = _("Zonder toestemming gaan er alleen cijfers waar niemand uit te herkennen is.")
    return {
        "no_basis": _("Voor deze ontvanger en dit doel is er geen grondslag."),
        "not_for_minors": _("Misschien is iemand onder de 18 erbij betrokken. Ouders en begeleiders horen niets."),
        "not_accepted": _("Deze grondslag is nog te controleren. Tot de privacyfunctionaris haar met naam heeft aanvaard, mag er niets."),
        "not_both": _("Eerst zeggen beide gemeenten ja, elk met een grondslag. Zolang er één niet antwoordde, gaat er niets."),
        "consent_missing": _("Hiervoor is schriftelijke toestemming nodig.") + " " + figures,
        "consent_refused": _("De persoon gaf geen toestemming. Ons aanbod blijft.") + " " + figures,
        "consent_withdrawn": _("De persoon trok de toestemming in. Ons aanbod blijft.") + " " + figures,
        "consent_wrong_signer": _("De verkeerde persoon tekende. Vanaf 16 jaar tekent iemand zelf, daaronder een ouder of voogd."),
        "consent_age_unknown": _("Wij weten niet of de persoon 16 jaar of ouder is, dus niet wie tekent. Overleg zonder namen met Veilig Thuis."),
        "consent_guardian_involved": _("Misschien is een ouder of voogd erbij betrokken. Vraag hun niets en vertel hun niets. Bel Veilig Thuis."),
        "consent_before_veilig_thuis": _("Overleg eerst met Veilig Thuis, voordat een ouder of voogd iets hoort."),
        "necessity_missing": _("Schrijf op waarom dit nodig is voor dit doel."),
        "subsidiarity_missing": _("Schrijf op waarom het niet met minder kan, en waarom juist aan deze ontvanger."),
        "kept_out": _("De grondslag houdt dit uitdrukkelijk buiten."),
        "not_named": _("De grondslag noemt dit niet. Wat geen grondslag noemt, gaat niet mee."),
        "never_reporter_identity": _("Wie meldde, gaat nooit mee."),
        "never_citizen_number": _("Een BSN mag alleen met een wet die dat zegt. Het gaat niet mee."),
        "never_protected_address": _("Dit is een beschermd adres. Het gaat nooit mee."),
        "never_residence_status": _("Verblijfsrecht staat alleen in de zorg. Het gaat niet mee."),
        "never_origin": _("Hierin staat iets over herkomst, taal, geloof of uiterlijk. Dat gaat nooit mee."),
    }  # fmt: skip
