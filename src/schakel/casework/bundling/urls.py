"""Addresses of bundles, judgements and related signals elsewhere."""

from __future__ import annotations

from django.urls import path

from schakel.casework.bundling.pages.add_fact import add_fact
from schakel.casework.bundling.pages.ask_other import acknowledge_ask, ask_other, asked, withdraw_ask
from schakel.casework.bundling.pages.bundle import bundle
from schakel.casework.bundling.pages.bundle_edge import bundle_edge
from schakel.casework.bundling.pages.bundle_map import bundle_map
from schakel.casework.bundling.pages.bundles import bundles
from schakel.casework.bundling.pages.fill_in_worksheet import fill_in_worksheet
from schakel.casework.bundling.pages.history import bundle_history
from schakel.casework.bundling.pages.hits import hits
from schakel.casework.bundling.pages.judge_link import judge_link, judged
from schakel.casework.bundling.pages.merge_bundles import merge_bundles
from schakel.casework.bundling.pages.merge_with import merge_with
from schakel.casework.bundling.pages.print_bundle import print_bundle
from schakel.casework.bundling.pages.print_worksheet import print_worksheet
from schakel.casework.bundling.pages.split_bundle import split_bundle
from schakel.casework.bundling.pages.take_out import take_out
from schakel.casework.bundling.pages.undo_judgement import undo_judgement
from schakel.casework.bundling.pages.worksheet import worksheet

urlpatterns = [
    path("bundels", bundles, name="bundles"),
    path("bundels/<int:number>", bundle, name="bundle"),
    path("bundels/<int:number>/rand", bundle_edge, name="bundle-edge"),
    path("bundels/<int:number>/kaart", bundle_map, name="bundle-map"),
    path("bundels/<int:number>/oordeel", judge_link, name="judge-link"),
    path("bundels/<int:number>/oordeel/<uuid:act>", judged, name="judged"),
    path("bundels/<int:number>/oordeel/<uuid:act>/draai-terug", undo_judgement, name="undo-judgement"),
    path("bundels/<int:number>/feit", add_fact, name="add-fact"),
    path("bundels/<int:number>/haal-eruit", take_out, name="take-out"),
    path("bundels/<int:number>/splits", split_bundle, name="split-bundle"),
    path("bundels/<int:number>/voeg-samen", merge_bundles, name="merge-bundles"),
    path("bundels/<int:number>/voeg-samen/<int:other>", merge_with, name="merge-with"),
    path("bundels/<int:number>/geschiedenis", bundle_history, name="bundle-history"),
    path("bundels/<int:number>/druk-af", print_bundle, name="print-bundle"),
    path("bundels/<int:number>/werkblad", worksheet, name="worksheet"),
    path("bundels/<int:number>/werkblad/<slug:ilo_list>", worksheet, name="worksheet-list"),
    path("bundels/<int:number>/werkblad/<slug:ilo_list>/druk-af", print_worksheet, name="print-worksheet"),
    path("bundels/<int:number>/werkblad/<slug:ilo_list>/<slug:dimension>", fill_in_worksheet, name="fill-in-worksheet"),
    path("verwant", hits, name="hits"),
    path("verwant/<uuid:hit>/vraag-na", ask_other, name="ask-other"),
    path("verwant/<uuid:hit>/nagevraagd", asked, name="asked"),
    path("verwant/vragen/<uuid:ask>/trek-in", withdraw_ask, name="withdraw-ask"),
    path("verwant/vragen/<uuid:ask>/gezien", acknowledge_ask, name="acknowledge-ask"),
]
