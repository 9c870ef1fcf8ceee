"""The helper with which tests say what is refused fails when it has to."""

from __future__ import annotations

import pytest

from schakel.ground.database.refusal import Refused
from tests.refusals import code_of, refused, refuses


def refuse() -> None:
    raise Refused("the.code", "Dit kan niet.")


def test_another_code_or_no_refusal_at_all_is_a_failure() -> None:
    with refused("the.code"):
        refuse()
    with pytest.raises(AssertionError), refused("another.code"):
        refuse()
    with pytest.raises(pytest.fail.Exception), refused("the.code"):
        pass
    with pytest.raises(KeyError), refused("the.code"):
        raise KeyError("ours to mend")
    assert refuses("the.code", refuse).code == code_of(refuse) == "the.code"
    with pytest.raises(AssertionError):
        refuses("another.code", refuse)
    with pytest.raises(pytest.fail.Exception):
        code_of(lambda: None)
