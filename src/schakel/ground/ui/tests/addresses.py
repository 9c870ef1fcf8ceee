"""The addresses that the foot of a page looks for, so that the look can be tested without the rest of the house."""

from django.http import HttpResponse
from django.urls import path


def nothing(request: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path(name, nothing, name=name) for name in ("accessibility", "privacy", "help", "set_language")]
