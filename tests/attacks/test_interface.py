"""The interface for systems against its own description: schemathesis makes requests that fit it and that do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import FailureGroup
from schemathesis.generation import GenerationMode

from tests.attacks import weak
from tests.attacks.weakening import attack

EXAMPLES = 8
UNKNOWN_KEY = "Bearer geraden"


def operations(mode: GenerationMode) -> Iterator[Any]:
    from schakel.site.wsgi import application

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.generation.update(modes=[mode])
    for found in schema.get_all_operations():
        yield found.ok()


def sends(
    mode: GenerationMode, headers: dict[str, str], *, most: int = EXAMPLES, seen: set[int] | None = None
) -> list[str]:
    """What the interface did that its description does not say; empty when it kept its word."""
    load_all_checks()
    broken: list[str] = []
    for operation in operations(mode):
        _one_operation(operation, mode, headers, most, broken, seen if seen is not None else set())
    return broken


def _one_operation(
    operation: Any, mode: GenerationMode, headers: dict[str, str], most: int, broken: list[str], seen: set[int]
) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=most, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def one(case: Any) -> None:
        answer = case.call(headers=headers)
        seen.add(answer.status_code)
        if answer.status_code >= 500:
            broken.append(f"{operation.label}: {answer.status_code}")
            return
        try:
            case.validate_response(answer, checks=[CHECKS.get_one(name) for name in PROMISES])
        except FailureGroup as trouble:
            broken.append(f"{operation.label}: {answer.status_code}: {str(trouble)[:400]}")
        if answer.status_code >= 400 and "application/problem+json" not in answer.headers.get("content-type", [""])[0]:
            broken.append(f"{operation.label}: {answer.status_code} without problem details")

    one()


PROMISES = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance")


@attack(
    holds="what fits the description is answered as it says, and never with a broken page",
    broken_by=weak.description_as_made,
)
def test_send_the_interface_what_fits_its_description(world, key_of, unhurried):
    """Sends what the description allows, the odd corners of it first."""
    for capability in ("signal.register", "bundle.read"):
        head = {"Authorization": f"Bearer {key_of('karim', capability)}"}
        assert sends(GenerationMode.POSITIVE, head) == []


@attack(holds="what does not fit is refused with problem details", broken_by=weak.faults_are_told_as_text)
def test_send_the_interface_what_does_not_fit(world, key_of):
    """Sends what the description forbids: other kinds, missing parts, wrong shapes."""
    head = {"Authorization": f"Bearer {key_of('karim')}"}
    assert sends(GenerationMode.NEGATIVE, head) == []


@attack(holds="without a known key nothing is looked at", broken_by=weak.every_key_is_known)
def test_send_the_interface_anything_without_a_key(world):
    """Sends everything that fits, without a key and with one that was guessed."""
    seen: set[int] = set()
    for head in ({}, {"Authorization": UNKNOWN_KEY}):
        assert sends(GenerationMode.POSITIVE, head, most=5, seen=seen) == []
    assert seen == {401}
    assert world.count("intake_signal") == 6
