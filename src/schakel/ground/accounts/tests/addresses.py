"""The addresses of accounts, and the names beside them that a frame or a menu looks for."""

from django.http import HttpResponse
from django.urls import include, path

from schakel.ground.accounts.access import api_page, page
from schakel.ground.accounts.rules import ROLES
from schakel.ground.accounts.urls import urlpatterns as own


@page(public=True)
def nothing(request):
    return HttpResponse("nothing here")


@page(may="signal.handle")
def handled(request):
    return HttpResponse("the signals")


@api_page(may="signal.register")
def posted(request):
    return HttpResponse(str(request.actor.organisation))


NAMES = {entry.url_name for kind in ROLES.values() for entry in kind.menu} - {pattern.name for pattern in own}
BESIDE = ("home", "accessibility", "privacy", "help", "language")

urlpatterns = [
    path("", include("schakel.ground.accounts.urls")),
    path("signalen", handled, name="signals"),
    path("api/signalen", posted, name="api-signals"),
    *(path(name, nothing, name=name) for name in sorted((NAMES - {"signals"}) | set(BESIDE))),
]
