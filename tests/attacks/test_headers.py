"""What every answer tells a browser, word for word, for each kind of page. Beside it: what the strictest peer sends."""

from __future__ import annotations

import pytest
from django.test import override_settings

from tests.attacks import weak
from tests.attacks.weakening import attack

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script';"
    " trusted-types schakel-reader default"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
OFF = 25
SHUT_IN = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def directives(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";") if part.strip()}


def told(answer, **other: str) -> dict[str, str]:
    """What differs from what is expected; empty when the headers are these, word for word."""
    expected = {
        **EVERYWHERE,
        "Cache-Control": "no-store",
        **{name.replace("_", "-"): value for name, value in other.items()},
    }
    got = {name: answer.headers.get(name, "") for name in expected}
    policies = got.pop("Content-Security-Policy"), expected.pop("Content-Security-Policy")
    wrong = {name: value for name, value in got.items() if value != expected[name]}
    if directives(policies[0]) != directives(policies[1]):
        wrong["Content-Security-Policy"] = policies[0]
    if answer.headers.get("Permissions-Policy", "").count("=()") < OFF:
        wrong["Permissions-Policy"] = answer.headers.get("Permissions-Policy", "")
    return wrong


@attack(
    holds="one place sets the headers of every answer (`site.middleware`, settings)", broken_by=weak.no_browser_policy
)
def test_find_an_answer_without_its_headers(as_, stranger, world):
    """Looks through every kind of answer for one that forgot what it should tell a browser."""
    noor = as_("noor")
    file, letter = world.one("select id from intake_attachment"), world.one("select id from sharing_disclosure")
    plain = {
        "page": noor.get("/werk"), "own": noor.get("/mijn-account"), "login": stranger.get("/inloggen"), "help": stranger.get("/hulp"),
        "redirect": stranger.get("/werk"), "refused": as_("joost").get("/signalen"), "not found": noor.get("/bestaat-niet"),
        "wrong": noor.post("/inloggen", {}), "interface": stranger.get("/api/v1/bundles"), "letter": noor.get(f"/brieven/{letter}/brief"),
        "description": stranger.get("/api/v1/openapi.json"), "manifest": stranger.get("/manifest.webmanifest"),
    }  # fmt: skip
    wrong = {name: told(answer) for name, answer in plain.items() if name not in ("wrong", "manifest")}
    wrong["information"] = told(stranger.get("/informatie"), Referrer_Policy="no-referrer")
    wrong["copy"] = told(
        noor.get(f"/bestanden/{file}/kopie"), Content_Security_Policy=SHUT_IN, Cache_Control="no-store, private"
    )
    wrong["picture"] = told(
        noor.get(f"/bestanden/{file}/inhoud"),
        Content_Security_Policy=f"style-src 'unsafe-inline'; {SHUT_IN}",
        Cache_Control="no-store, private",
    )
    assert {name: faults for name, faults in wrong.items() if faults} == {}


@attack(holds="https, and for two years nothing but https, subdomains too", broken_by=weak.no_browser_policy)
def test_go_back_to_http(stranger):
    """Strips https on the way, on the first visit or on a later one."""
    with override_settings(
        SECURE_SSL_REDIRECT=True,
        SECURE_HSTS_SECONDS=63_072_000,
        SECURE_HSTS_INCLUDE_SUBDOMAINS=True,
        SECURE_HSTS_PRELOAD=True,
    ):
        led = stranger.get("/inloggen")
        kept = stranger.get("/inloggen", secure=True).headers.get("Strict-Transport-Security")
    assert (led.status_code, led.headers.get("Location", "")[:8]) == (301, "https://")
    assert kept == "max-age=63072000; includeSubDomains; preload"


@attack(holds="static files keep the same rules; only their cache may last", broken_by=weak.no_browser_policy)
@pytest.mark.parametrize("place", ["schakel/trusted.js", "schakel/theme.css"])
def test_use_a_static_file_as_something_else(stranger, place):
    """Takes script or style of ours into a page elsewhere, or has it read as another kind of file."""
    answer = stranger.get(f"/static/{place}")
    assert answer.status_code == 200
    assert answer.headers.get("X-Content-Type-Options") == "nosniff"
    assert answer.headers.get("Cross-Origin-Resource-Policy") == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "frame-ancestors 'none'" in answer.headers.get("Content-Security-Policy", "")
    assert answer.headers["Content-Type"].split(";")[0] in ("text/javascript", "text/css", "application/javascript")
