"""Provisions and their log, audits, and the two stores of an officer."""

from schakel.casework.provisions.models.provision import Provision, ProvisionLine, WpgAudit
from schakel.casework.provisions.models.records import InvestigationRecord, SupervisionRecord

__all__ = ["InvestigationRecord", "Provision", "ProvisionLine", "SupervisionRecord", "WpgAudit"]
