"""`schakel serve` binds passkeys and single sign-on to one safe address, or does not start."""

import pytest

from schakel.cli.serve import faults_of_origin

HOSTS = ["schakel.gemeente.example"]


@pytest.mark.parametrize("origin", ["https://schakel.gemeente.example", "https://schakel.gemeente.example:8443"])
def test_an_https_address_of_a_host_people_use_is_safe(origin):
    assert faults_of_origin(origin, HOSTS) == []


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ("", "is missing"), ("http://schakel.gemeente.example", "write https://"), ("https://schakel.gemeente.example/pad", "nothing behind"),
        ("https://a@schakel.gemeente.example", "write https://"), ("https://192.0.2.1", "not a number"), ("https://[::1]", "not a number"),
        ("https://elders.example", "SCHAKEL_HOSTS does not have elders.example"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_the_mend(origin, words):
    (sentence,) = faults_of_origin(origin, HOSTS)
    assert words in sentence
