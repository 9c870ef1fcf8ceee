"""What stands in the trail about questions between regions, and about a name taken out everywhere, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REGIONS = {
    "regions.agreement_ended": _("Afspraak tussen regio's beëindigd"),
    "regions.agreement_proposed": _("Afspraak tussen regio's voorgesteld"),
    "regions.agreement_signed": _("Afspraak tussen regio's getekend"),
    "regions.asked": _("Vraag aan andere regio gesteld"),
    "regions.consulted": _("Vraag van andere regio beantwoord"),
    "regions.dropped": _("Signalen antwoorden andere regio niet meer"),
    "regions.forgotten": _("Oude vragen tussen regio's weg"),
    "regions.laid": _("Signaal kan andere regio antwoorden"),
    "regions.listed": _("Vragen aan andere regio's bekeken"),
    "regions.not_willing": _("Nee gezegd tegen delen met andere regio"),
    "regions.put": _("Vraag ging mee in de ronde"),
    "regions.read": _("Verwant signaal in andere regio bekeken"),
    "regions.to_lay": _("Signaal klaargezet om andere regio te antwoorden"),
    "regions.unasked": _("Vragen over weggegaan signaal weg"),
    "regions.willing": _("Ja gezegd tegen delen met andere regio"),
    "regions.withdrawn": _("Vraag aan andere regio ingetrokken"),
    "signal.screened": _("Signaal opnieuw vergeleken: adres is nu beschermd"),
}
