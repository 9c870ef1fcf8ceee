"""One-time links of several people on one page; it is shown once, after each was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from schakel.ground.accounts import actions


@dataclass(frozen=True, slots=True)
class Link:
    """`address`: the link itself; kept nowhere."""

    name: str
    address: str
    until: datetime

    @classmethod
    def of(cls, request: HttpRequest, made: actions.Invitation, name: str) -> Link:
        return cls(name, request.build_absolute_uri(reverse("set-password", args=[made.secret])), made.expires_at)


def show_links(request: HttpRequest, said: str, links: list[Link]) -> HttpResponse:
    return render(request, "site/begin_links.html", {"said": said, "links": links})
