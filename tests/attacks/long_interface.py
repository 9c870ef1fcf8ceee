"""Many more requests at the interface for systems, odd parameters of its addresses too; run by `bench/attacks.py`."""

from __future__ import annotations

import pytest
from django.test import override_settings
from schemathesis.generation import GenerationMode

from tests.attacks.test_interface import sends

EXAMPLES = 250


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("capability", ["signal.register", "bundle.read"])
def test_the_interface_keeps_its_word(world, key_of, mode, capability):
    with override_settings(SYSTEM_A_MINUTE=10**6, STRANGERS_A_MINUTE=10**6):
        assert sends(mode, {"Authorization": f"Bearer {key_of('karim', capability)}"}, most=EXAMPLES) == []
