"""Addresses of provisions, of their log and audits, and of the two tracks of an officer."""

from __future__ import annotations

from django.urls import path

from schakel.casework.provisions.pages.investigation import investigation
from schakel.casework.provisions.pages.investigations import investigations
from schakel.casework.provisions.pages.provision import provision
from schakel.casework.provisions.pages.provision_log import provision_log
from schakel.casework.provisions.pages.provisions import provisions
from schakel.casework.provisions.pages.record_provision import record_provision
from schakel.casework.provisions.pages.supervision import supervision
from schakel.casework.provisions.pages.supervisions import supervisions
from schakel.casework.provisions.pages.wpg_audits import wpg_audits

urlpatterns = [
    path("verstrekkingen", provisions, name="provisions"),
    path("verstrekkingen/nieuw", record_provision, name="record-provision"),
    path("verstrekkingen/logboek", provision_log, name="provision-log"),
    path("verstrekkingen/controles", wpg_audits, name="wpg-audits"),
    path("verstrekkingen/<uuid:provision>", provision, name="provision"),
    path("opsporing", investigations, name="investigations"),
    path("opsporing/<uuid:record>", investigation, name="investigation"),
    path("toezicht-houden", supervisions, name="supervisions"),
    path("toezicht-houden/<uuid:record>", supervision, name="supervision"),
]
