"""Addresses of requests about somebody's own data, of telling people, and of the proof that things went."""

from __future__ import annotations

from django.urls import URLPattern, path

from schakel.casework.rights.pages.collect_request import Search, collect_request
from schakel.casework.rights.pages.destroyed import destroyed_file, destroyed_list
from schakel.casework.rights.pages.notice import notice
from schakel.casework.rights.pages.own_finding import own_finding
from schakel.casework.rights.pages.register_request import register_request
from schakel.casework.rights.pages.request import request
from schakel.casework.rights.pages.request_letter import request_letter, request_letter_pdf
from schakel.casework.rights.pages.requests import requests


def addresses(search: Search) -> list[URLPattern]:
    """`search`: everywhere somebody is named, in every module that knows signals."""
    return [
        path("verzoeken", requests, name="requests"),
        path("verzoeken/nieuw", register_request, name="register-request"),
        path("verzoeken/eigen", own_finding, name="own-finding"),
        path("verzoeken/<uuid:request_id>", request, name="request"),
        path("verzoeken/<uuid:request_id>/opzoeken", collect_request, {"search": search}, name="collect-request"),
        path("verzoeken/<uuid:request_id>/brief", request_letter, name="request-letter"),
        path("verzoeken/<uuid:request_id>/brief.pdf", request_letter_pdf, name="request-letter-pdf"),
        path("signalen/<uuid:signal>/informeren", notice, name="notice"),
        path("vernietigd", destroyed_list, name="destroyed"),
        path("vernietigd.csv", destroyed_file, name="destroyed-file"),
    ]
