"""Addresses of questions to other regions, and of the agreements under which they are answered."""

from __future__ import annotations

from django.urls import path

from schakel.casework.hits.pages.agreements import agreements, end_agreement, sign_agreement
from schakel.casework.hits.pages.ask_region import ask_region
from schakel.casework.hits.pages.region_hit import region_hit
from schakel.casework.hits.pages.region_questions import region_questions, withdraw_question

urlpatterns = [
    path("signalen/<uuid:signal>/andere-regio", ask_region, name="ask-region"),
    path("andere-regio", region_questions, name="region-questions"),
    path("andere-regio/<uuid:side>", region_hit, name="region-hit"),
    path("andere-regio/vragen/<uuid:question>/trek-in", withdraw_question, name="withdraw-question"),
    path("afspraken", agreements, name="agreements"),
    path("afspraken/<uuid:agreement>/teken", sign_agreement, name="sign-agreement"),
    path("afspraken/<uuid:agreement>/beeindig", end_agreement, name="end-agreement"),
]
