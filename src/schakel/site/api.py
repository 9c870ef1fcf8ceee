"""The interface for other systems: one version, one description, and a gate in front of each address.

Design rules of the Dutch government (NL API): no slash at the end, the version in the address and in a header,
a description in OpenAPI that anybody may read.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from schakel.casework.bundling.api import router as bundling
from schakel.casework.intake.api import router as intake
from schakel.ground.accounts.access import api_page, page, problem
from schakel.site import reactions

VERSION = "1.0.0"
PREFIX = "api/v1/"
View = Callable[..., HttpResponseBase]

# What a token must be for, at each address. An address that is not here stops the program.
GATES = {"signals": "signal.register", "bundles": "bundle.read"}

GATE_ANSWERS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    405: "Method Not Allowed",
    429: "Too Many Requests",
}

api = NinjaAPI(
    title="Schakel",
    version=VERSION,
    description="Pass on signals of possible human trafficking to a municipality, and see which bundles the own municipality has.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
    openapi_extra={
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    },
)
api.add_router("", intake)
api.add_router("", bundling)


@api.exception_handler(ValidationError)
def unfit(request: HttpRequest, trouble: ValidationError) -> HttpResponseBase:
    """Something in the address is not as described: named, without what stood there."""
    names = sorted({str(one["loc"][-1]) for one in trouble.errors})
    return problem(400, _("Kijk deze waarden in het adres na: %(names)s.") % {"names": ", ".join(names)})


def described(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with what every gate may answer, and with the media type of problem details."""
    told = {"$ref": "#/components/schemas/Problem"}
    for address in schema["paths"].values():
        for operation in address.values():
            answers = operation["responses"]
            for status, words in GATE_ANSWERS.items():
                answers.setdefault(status, {"description": words, "content": {"application/json": {"schema": told}}})
            for status, one in answers.items():
                if int(status) >= 400 and "application/json" in one.get("content", {}):
                    one["content"] = {"application/problem+json": one["content"]["application/json"]}
    return schema


def versioned(view: View) -> View:
    """Says which version answered, also when it refused; then does what follows on what came in."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except RequestDataTooBig:  # a body without its length, that turned out to be too long
            response = problem(413, _("Dit is groter dan 5 MB. Stuur één signaal per keer."))
        if response.status_code == 405:
            allowed = response.headers["Allow"]
            response = problem(405, _("Dit adres kent deze methode niet. Wel: %(methods)s.") % {"methods": allowed})
            response.headers["Allow"] = allowed
        response.headers["API-Version"] = VERSION
        if request.method == "POST" and response.status_code in (200, 201):
            reactions.run_pending()
        return response

    return answer


@page(public=True)
def openapi(request: HttpRequest) -> HttpResponseBase:
    answer = JsonResponse(described(api.get_openapi_schema(path_prefix=f"/{PREFIX}")))
    answer.headers["Access-Control-Allow-Origin"] = "*"  # a description for every browser tool; it holds no data
    return answer


def _gated() -> list[URLPattern]:
    found = []
    for pattern in api.urls[0]:
        route = str(pattern.pattern).strip("/")
        if route and pattern.callback:
            gate = api_page(may=GATES[route])
            found.append(path(f"{PREFIX}{route}", versioned(gate(pattern.callback)), name=f"api-{route}"))
    return found


urlpatterns = [path(f"{PREFIX}openapi.json", versioned(openapi), name="api-openapi"), *_gated()]
