"""That something is refused, and by which code: for tests of every module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from schakel.ground.database.refusal import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What is done inside is refused with this code, and with words for who reads it."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.code == code
    assert str(caught.value)


def refuses(code: str, act: Callable[..., object], **arguments: Any) -> Refused:
    """How `act` refuses; the test fails when it does not, or by another code."""
    found = refusal(act, **arguments)
    assert found.code == code
    return found


def code_of(act: Callable[..., object], **arguments: Any) -> str:
    """The code by which `act` refuses; the test fails when it does not."""
    return refusal(act, **arguments).code


def refusal(act: Callable[..., object], **arguments: Any) -> Refused:
    """How `act` refuses; the test fails when it does not."""
    with pytest.raises(Refused) as caught:
        act(**arguments)
    assert str(caught.value)
    return caught.value
