"""What stands in the trail about provisions and the two tracks of an officer, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

OFFICERS = {
    "investigation.name_out": _("Naam weggehaald uit opsporing"),
    "investigation.read": _("Opsporing gelezen"),
    "investigation.recorded": _("Opsporing vastgelegd"),
    "provision.given": _("Verstrekt uit opsporing aan toezicht"),
    "provision.linked": _("Verstrekking van de politie bij signaal vastgelegd"),
    "provision.log_read": _("Logboek van verstrekkingen gelezen"),
    "provision.read": _("Verstrekking geopend"),
    "provision.recorded": _("Verstrekking vastgelegd"),
    "provision.unlinked": _("Verstrekking losgemaakt van weggegaan signaal"),
    "supervision.name_out": _("Naam weggehaald uit toezicht"),
    "supervision.read": _("Toezicht gelezen"),
    "supervision.received": _("Toezicht kreeg iets uit opsporing"),
    "supervision.recorded": _("Toezicht vastgelegd"),
    "wpg_audit.read": _("Controles op de Wpg gelezen"),
    "wpg_audit.recorded": _("Controle op de Wpg vastgelegd"),
}
