"""Every address of the house. Each view says who may: a guard walks this list."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from schakel.casework.intake import urls as intake
from schakel.casework.rights import urls as rights
from schakel.casework.sharing import urls as sharing
from schakel.ground.accounts.access import page
from schakel.site.matter import matter_of
from schakel.site.occurrences import occurrences
from schakel.site.pages.accessibility import accessibility
from schakel.site.pages.begin import begin
from schakel.site.pages.begin_covenant import begin_covenant
from schakel.site.pages.begin_municipality import begin_municipality
from schakel.site.pages.begin_people import begin_people
from schakel.site.pages.beside import beside_signal
from schakel.site.pages.breakglass import breakglass
from schakel.site.pages.breakglass_access import breakglass_access
from schakel.site.pages.health import health
from schakel.site.pages.help import help
from schakel.site.pages.home import home
from schakel.site.pages.information import information
from schakel.site.pages.manifest import manifest
from schakel.site.pages.open_in_danger import open_in_danger
from schakel.site.pages.oversight import oversight
from schakel.site.pages.own_data import own_data
from schakel.site.pages.privacy import privacy
from schakel.site.pages.security_txt import security_txt
from schakel.site.pages.trail import trail
from schakel.site.pages.work import work

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("werk", work, name="work"),
    path("", include("schakel.site.api")),
    path("", include(intake.addresses(beside=beside_signal))),
    path("", include(sharing.addresses(matter_of=matter_of))),
    path("", include(rights.addresses(search=occurrences))),
    path("", include("schakel.casework.provisions.urls")),
    path("", include("schakel.casework.bundling.urls")),
    path("", include("schakel.casework.hits.urls")),
    path("", include("schakel.ground.accounts.urls")),
    path("", include("schakel.ground.duty.urls")),
    path("toegankelijkheid", accessibility, name="accessibility"),
    path("privacy", privacy, name="privacy"),
    path("uw-gegevens", own_data, name="own-data"),
    path("hulp", help, name="help"),
    path("informatie", information, name="information"),
    path("informatie/<slug:language>", information, name="information-in"),
    path("taal", page(public=True)(set_language), name="set_language"),
    path("spoor", trail, name="trail"),
    path("toezicht", oversight, name="oversight"),
    path("noodtoegang", breakglass, name="breakglass"),
    path("noodtoegang/nieuw", open_in_danger, name="open-in-danger"),
    path("noodtoegang/nieuw/<uuid:hit>", open_in_danger, name="open-related-in-danger"),
    path("noodtoegang/<uuid:access>", breakglass_access, name="breakglass-access"),
    path("begin", begin, name="begin"),
    path("begin/gemeente", begin_municipality, name="begin-municipality"),
    path("begin/convenant", begin_covenant, name="begin-covenant"),
    path("begin/mensen", begin_people, name="begin-people"),
    path("gezond", health, name="health"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]
