"""What stands around every page: whose house it is, who is looking, and the few words of the menu."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.ground.accounts import access
from schakel.ground.accounts import queries as accounts

# Pages below a word of the menu: the word stays marked while somebody is there.
BELOW = {
    "work": {"duty"},
    "signals": {"provisions", "provision", "record-provision", "signal", "correct-signal", "import-signals"},
    "oversight": {"trail", "breakglass", "breakglass-access"},
    "bundles": {
        "bundle", "bundle-history", "take-out", "judge-link", "judged", "undo-judgement", "print-bundle",
        "bundle-map", "bundle-edge", "split-bundle", "merge-bundles", "merge-with",
        "hits", "ask-other", "asked",
    },
    "investigations": {"investigation"},
    "supervisions": {"supervision"},
    "provision-log": {"wpg-audits"},
    "my-signals": {"my-signal", "receipt"},
    "accounts": {"account", "create-account", "rights", "move", "leave"},
    "organisations": {"begin", "begin-municipality", "begin-covenant", "begin-people", "organisation", "create-organisation", "covenant"},
}  # fmt: skip


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for `ui/base.html`; on pages for everybody, and before somebody is in, there is no owner, name or menu."""
    around: dict[str, Any] = {
        "demo": settings.DEMO,
        "printed_at": timezone.localtime(),
        "owner": None,
        "me": None,
        "nav": [],
        "typed_kept": _typed_kept(request),
    }
    actor = getattr(request, "actor", None)
    if actor is None or not access.finished(request):
        return around
    here = request.resolver_match.url_name if request.resolver_match else None
    owner = accounts.frame_of(viewer=actor)
    around |= {
        "owner": {"name": owner.organisation, "role": _(owner.role) if owner.role else ""},
        "me": {"name": actor.name, "url": reverse("my-account")},
        "nav": [
            {"label": _(item.label), "url": reverse(item.url_name), "current": _current(item.url_name, here)}
            for item in owner.navigation
        ],
    }
    return around


def _typed_kept(request: HttpRequest) -> bool:
    """Only where one logs in: no other page for everybody opens a session."""
    here = request.resolver_match.url_name if request.resolver_match else None
    return here in ("login", "login-code") and bool(request.session.get("typed"))


def _current(entry: str, here: str | None) -> bool:
    return here == entry or here in BELOW.get(entry, ())
